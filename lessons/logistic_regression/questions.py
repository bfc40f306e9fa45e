"""The quick questions, in the order in which the lesson asks them: the right option, and a reply to each."""

from gradschool.bank import question

QUESTIONS = (
    question(
        "1a",
        right="b",
        a="A score of 0 is the middle, not the bottom: sigmoid(0) is one half.",
        b="Yes. The score is the logarithm of the odds, and sigmoid(0) is one half: the neuron is undecided.",
        c="The score can be any number; the probability is what lies between 0 and 1.",
    ),
    question(
        "2a",
        right="c",
        a="The probability is ten times smaller, but the loss is its logarithm: a factor becomes a sum.",
        b="It has no ceiling: log a goes to minus infinity as a goes to 0, and that is what keeps the "
        "neuron from boasting.",
        c="Yes. -log 0.01 = 2 (-log 0.1): each further factor of ten in the wrong direction costs another 2.3.",
    ),
    question(
        "2b",
        right="a",
        a="Yes. Both are there in the picture: the slope dies on the left, and the curve bends down "
        "there, so the cost has no single valley.",
        b="It has a slope everywhere. The trouble is how small that slope is where the neuron is surely wrong.",
        c="Both take one pass over the data; a square is even cheaper than a logarithm. The shape is what matters.",
    ),
    question(
        "3a",
        right="c",
        a="The direction is the same, but gradient descent multiplies the length by the learning rate: "
        "the steps are m times longer.",
        b="The cost is computed apart from its gradient and stays right. That is why this bug hides: "
        "only the steps are wrong.",
        c="Yes. The path is that of a learning rate m times larger. Whoever then turns the learning rate "
        "down hides the bug, "
        "and has to turn it again for every new m.",
    ),
    question(
        "4a",
        right="b",
        a="More steps of this kind only lead further out: each one jumps over the valley to a higher place.",
        b="Yes. The gradient's direction is right; the step is longer than the valley is wide. Try a third of it.",
        c="The cost of one neuron has a single valley, so every start leads into it, if the steps are short enough.",
    ),
    question(
        "5a",
        right="b",
        a="A coin is right on half, but nobody has to toss one: always saying benign is right on 63 % without looking.",
        b="Yes. It does what the majority baseline does without looking at a single measurement.",
        c="Whether it also overfits would need the training accuracy. But a test accuracy at the "
        "baseline is poor in any case.",
    ),
    question(
        "6a",
        right="a",
        a="Yes. One patient alone has no deviation, and the same measurements must give the same answer "
        "whoever else is in the room.",
        b="Often it hardly moves, and sometimes it even rises. That is what makes the bug silent, not "
        "what makes it wrong.",
        c="The time is the same. What counts is which numbers you have at the moment of use.",
    ),
)
