"""The quick questions, in the order in which the lesson asks them: the right option, and a reply to each."""

from gradschool.bank import question

QUESTIONS = (
    question(
        "1a",
        right="b",
        a="That counts the weights only. Each unit also has a bias, and there are 20 + 7 + 1 = 28 units.",
        b="Yes: (64 · 20 + 20) + (20 · 7 + 7) + (7 · 1 + 1) = 1300 + 147 + 8.",
        c="A weight belongs to a pair of units, not to an example: all m examples go through the same weights.",
        d="That is the number of units, with the inputs. A unit has one weight for each number that comes in, and a bias.",
    ),
    question(
        "3a",
        right="c",
        a="b does change with every step, and so does W, which is kept. The cache is made anew in each forward pass anyway.",
        b="Its size is no reason: a cache holds what the way back needs, however small or large.",
        c="Yes. Z = W A + b changes with A by W, with W by A, and with b by 1. The value of b stands in none of these slopes.",
        d="b moves every score, so it matters a great deal on the way forward. The question is whether a slope depends on it.",
    ),
    question(
        "6a",
        right="b",
        a="A constant factor would do little harm if it were the same everywhere. Here it grows with the number of layers passed.",
        b="Yes: every layer that the signal passes would divide once more, so layer 1 of a deep network would hardly move.",
        c="Only the last layer is safe: its gradients are made before the signal is handed down.",
        d="W and b of a layer see the same signal, so a wrong signal spoils both alike.",
    ),
    question(
        "8a",
        right="c",
        a="Twenty remembered examples say little about new ones. Only fresh examples show that, such as the dev set.",
        b="It shows that this learning rate works here, not that no other works better.",
        c="Yes. Forward, cost, backward and step fit together, and the network is large enough for these examples. "
        "A network that fails here has a bug.",
        d="The sanity run has 20 examples and the real task has 1079, so it can say nothing about the cost to expect there.",
    ),
    question(
        "11a",
        right="d",
        a="The gradients are some hundred million times too small. At this pace a million more steps would not show.",
        b="Random guesses of 0 and 1 would be confident and wrong half of the time, which costs far more than 0.69.",
        c="The layers are there, and with another start the same network learns. It is the signal that is lost.",
        d="Yes. What the last layer sees is the same for every image, so only its bias learns: the share of odd digits.",
    ),
)
