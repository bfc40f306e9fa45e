"""The quick questions, in the order in which the lesson asks them: the right option, and a reply to each."""

from gradschool.bank import question

QUESTIONS = (
    question(
        "1a",
        right="b",
        a="A learning rate that is too large makes the training loss jump or rise. Here the training loss falls as it should.",
        b="Yes. The training loss rewards whatever fits these examples, wrong labels included; the dev examples do not share them.",
        c="Both sets are drawn in the same way. And early on the loss on these same dev examples was far lower.",
    ),
    question(
        "3a",
        right="c",
        a="Their slope is as easy as that of the weights: lambda / m times b. It could be added, but it does not help.",
        b="They are free to grow. A unit that switches far from 0 has a large bias, and there is nothing wrong with it.",
        c="Yes. The score's slope in x holds the weights only. Pulling biases to 0 would move the border for no good reason.",
    ),
    question(
        "3b",
        right="a",
        a="Yes. The sum of squares is the same and m is ten times larger. The belief in small weights counts once, each example adds to the data.",
        b="m stands in the denominator of the penalty, so the penalty of the same weights depends on it.",
        c="The sum in the penalty runs over weights, not over examples. Their number does not change.",
    ),
    question(
        "5a",
        right="c",
        a="The costs measure different things: B's contains a penalty, A's does not. And both are costs on training data.",
        b="A penalty can be too strong. What counts is how each does on examples that it has not learned from.",
        c="Yes. One number has a penalty in it, and both come from training data. Compare the data losses on the dev set.",
    ),
    question(
        "6a",
        right="b",
        a="That would need a factor of 0, that is a lambda of m / alpha = 200.",
        b="Yes. The factor is 1 - 0.5 * 500 / 100 = -1.5: in each step the weight changes its sign and is half as large again.",
        c="That needs a factor between 0 and 1. Compute 1 - alpha * lambda / m.",
    ),
    question(
        "7a",
        right="b",
        a="It was chosen for being the smallest of eight, so some of it is luck on this dev set. On fresh data it will be a bit worse.",
        b="Yes. The test set had no say in anything, so its number is an honest guess for fresh data.",
        c="That uses the test set to choose. The smallest of eight numbers is again partly luck, and the test set is spent.",
    ),
    question(
        "8a",
        right="b",
        a="L2 leaves every measurement with a small weight, so it does not show which ones matter.",
        b="Yes. Measurements whose pull is weaker than lambda / m end at exactly zero, and the others can be read off.",
        c="Zero biases say nothing about the measurements. It is the weights of an input that must all become zero.",
    ),
)
