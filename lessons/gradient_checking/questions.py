"""The quick questions, in the order in which the lesson asks them: the right option, and a reply to each."""

from gradschool.bank import question

QUESTIONS = (
    question(
        "1a",
        right="b",
        a="A slower fall can have many reasons; a smaller learning rate alone would do it. It is no sign of a bug, and a quick "
        "fall is no sign of a right gradient.",
        b="Yes. Whatever points roughly downhill makes the cost fall. The gradient is one such direction among very many.",
        c="The accuracies are equal within their spread, and yet three of the four programs do not compute the gradient "
        "of their cost.",
    ),
    question(
        "2a",
        right="b",
        a="1 is what a gradient of opposite sign gives, or one that is 0 throughout. Put k = 2 into |k - 1| / (|k| + 1).",
        b="Yes: |2 - 1| / (2 + 1). Half of the right value gives the same, so look at the two numbers to see which it is.",
        c="That would be the distance relative to the longer of the two. Here both lengths are added below: 1 / (2 + 1).",
    ),
    question(
        "3a",
        right="c",
        a="The error of the formula gets smaller with the step, but the two costs now agree in nearly all of their 16 digits, and "
        "only the last few are left to subtract.",
        b="It would be so without round-off. A computer holds 16 digits, and a step of 1e-12 leaves about four of them "
        "for the difference.",
        c="Yes. The error of the cost, about 1e-16, is divided by 1e-12, so about 1e-4 of it arrives in the slope. With 1e-5 it would be 1e-11.",
    ),
    question(
        "4a",
        right="c",
        a="That is one cost. Every parameter needs two of them.",
        b="Count again: two costs for each parameter, 2,000,000 costs of 10 milliseconds each.",
        c="Yes: 2,000,000 costs of 0.01 s are 20,000 s. Backpropagation needs about as long as a few costs. So one measures with small "
        "networks, and trains with backpropagation.",
    ),
    question(
        "7a",
        right="b",
        a="If only that line were wrong, dW2 and db2 would be right: nothing on the way back to them uses dW1.",
        b="Yes. Everything of layer 3 is right, and everything that is made from dZ2 is wrong. What they share is the line of dZ2.",
        c="The forward pass is part of the cost that is measured. Whatever it computes, the check asks for the slope of just that.",
    ),
    question(
        "8a",
        right="a",
        a="Yes. Within a step of 0.001 some ReLU switched on or off, and within 0.00001 none did. The formula is right; the step was "
        "too wide for it.",
        b="A bug in the formula does not go away with a smaller step. This one did.",
        c="Round-off grows when the step gets smaller. Here the difference shrank.",
    ),
)
