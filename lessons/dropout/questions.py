"""The quick questions, in the order in which the lesson asks them: the right option, and a reply to each."""

from gradschool.bank import question

QUESTIONS = (
    question(
        "2a",
        right="b",
        a="0.2 is the share that goes. keep_prob is the share that stays; swapping the two drops four times as much.",
        b="Yes. What is not dropped is kept: 1 - 0.2 = 0.8. Look this up in every library, since both conventions are in use.",
        c="1 / 0.8 is the factor by which the kept activations grow. A probability is at most 1.",
    ),
    question(
        "2b",
        right="c",
        a="It would fit: NumPy repeats the one column for all examples, without a word. That is why this mistake is easy to make.",
        b="The number kept differs from example to example, as the histogram shows: each entry is decided on its own.",
        c="Yes. With one mask for all, a step trains a single thinned network, and the gradient depends much more on the luck of that draw.",
    ),
    question(
        "3a",
        right="a",
        a="Yes. In training half of the terms were there on average, at prediction all of them: the sum is 1 / 0.5 = 2 times its mean.",
        b="It has learned with sums of half the size. At prediction nothing is dropped, and the sums differ from all that it has learned with.",
        c="The other way round: at prediction more terms are in the sum than in training, not fewer.",
    ),
    question(
        "5a",
        right="b",
        a="Equal on average is not enough. The gradient must belong to the very function that gave this step's cost.",
        b="Yes. The gradient then belongs to no function at all. A gradient test with frozen masks finds it at once.",
        c="The size is about right. It is the wrong units that are moved.",
    ),
    question(
        "8a",
        right="b",
        a="A falling cost is promised only for one and the same function and a small enough step. Here each step has a function of its own.",
        b="Yes. Take the coins away and the promise holds again. The next cell does it.",
        c="It may be right: a right gradient of this step's network need not lower the cost of the next step's. A gradient test decides.",
    ),
    question(
        "8b",
        right="b",
        a="That belongs to the form of dropout that does not divide in training. Here it would halve scores that have the right mean already.",
        b="Yes. The division in training has kept the mean, so nothing is left to do.",
        c="The division made up for dropped activations. In the test pass none is dropped, so there is nothing to make up for.",
    ),
)
