"""The quick questions, in the order in which the lesson asks them: the right option, and a reply to each."""

from gradschool.bank import question

QUESTIONS = (question("1", right="a", a="Yes.", b="No, that is the intercept.", c="No, that is x."),)
