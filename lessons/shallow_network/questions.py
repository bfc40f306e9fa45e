"""The quick questions, in the order in which the lesson asks them: the right option, and a reply to each."""

from gradschool.bank import question

QUESTIONS = (
    question(
        "2a",
        right="c",
        a="More units of the same kind do not help: a sum of straight lines is a straight line, however many there are.",
        b="The sigmoid turns the score into a probability. The border is where the score is 0, and that stays a straight line.",
        c="Yes. W2 (W1 x + b1) + b2 is one matrix times x plus one column: logistic regression, written in a longer way.",
    ),
    question(
        "2b",
        right="a",
        a="Yes. At z = 3 the slope of tanh is 1 - 0.995² = 0.01: only a hundredth of the signal passes.",
        b="The value of tanh is close to 1 there. What multiplies the signal on the way back is its slope.",
        c="tanh is flat far out, so a large score passes on less than a small one. The ReLU is the one that passes everything.",
    ),
    question(
        "4a",
        right="b",
        a="A matrix product of (n_h, m) with (n_h, m) does not even fit. And one unit's slope says nothing of another unit's signal.",
        b="Yes. Each unit bends the score of each example for itself, so a change there is scaled by that one slope. No sum, so no matrix product.",
        c="The slopes are not shared: each unit has a score of its own for each example, and so a slope of its own.",
    ),
    question(
        "4b",
        right="c",
        a="NumPy raises no error here. (4, 1) and (4,) fit together by broadcasting, in a way that nobody asked for.",
        b="That is what keepdims=True gives. Without it the sum is a flat (4,), and a flat array counts as a row.",
        c="Yes. The flat (4,) is read as a row (1, 4); a column minus a row is a whole table. Your bias has become a matrix, without a warning.",
    ),
    question(
        "6a",
        right="c",
        a="The cost does fall, because all units together still act as one unit. That makes it hard to notice.",
        b="The data cannot make the units different: equal units see the same data through the same weights.",
        c="Yes. Equal units have equal activations and equal gradients, so each step keeps them equal. Only a random start tells them apart.",
    ),
    question(
        "8a",
        right="b",
        a="With more units the training accuracy tends up, whether the network has learned the flower or the noise.",
        b="Yes. Examples that took no part in training show what the network does on new ones. They choose; the test set confirms once.",
        c="Then the test set would take part in a choice, and its number would come out too good. It is opened once, after the choice.",
    ),
)
