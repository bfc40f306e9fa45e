"""The quick questions, in the order in which the lesson asks them: the right option, and a reply to each."""

from gradschool.bank import question

QUESTIONS = (
    question(
        "2a",
        right="b",
        a="Zeros stop the signal on its way back once. But the last layer itself gets a gradient, since the layers below send "
        "it something; after one step it is no longer zero.",
        b="Yes. The last layer's gradient is dZ A^T with A not zero, so it moves; from then on its weights let the signal pass down.",
        c="In the first step they do: the layers below get W^T dZ = 0 and stand still for that step.",
    ),
    question(
        "3a",
        right="b",
        a="What must differ is what the units compute. A different bias does that too.",
        b="Yes. With different z different ReLU units are on for an image, so their rows of dZ differ. Random weights do it more "
        "thoroughly, and from the first image on, so biases can stay at 0.",
        c="Dead means that no signal passes. The weights are not zero here, so it does.",
    ),
    question(
        "4a",
        right="c",
        a="No step has been made yet, so the learning rate has not been used.",
        b="Shuffled labels are as good as random ones, and on those an undecided network pays log 2 = 0.69.",
        c="Yes. A cost of 7000 needs scores in the thousands. They come from large weights, or from inputs that were not standardized.",
    ),
    question(
        "6a",
        right="c",
        a="2 / 800 is the variance. The draws are multiplied by its root.",
        b="That is the root of 2 / 200, with the fan-out. A unit adds up its 800 inputs.",
        c="Yes: the root of 2 / 800 = 1 / 400 is 1 / 20.",
    ),
    question(
        "8a",
        right="a",
        a="Yes. Glorot and Bengio (2010) have both sizes in their rule, and the short form 1 / n_in goes under the same name in "
        "some places. What you measured tells you what you have.",
        b="It is a rule with reasons of its own: it keeps the forward signal level. Only the name is not agreed on.",
        c="The two are equal only where n_in = n_out.",
    ),
    question(
        "9a",
        right="b",
        a="With ten layers it decides whether anything is learned. One layer is too little to show it.",
        b="Yes. A factor to the power one does little harm; to the power ten it does. And a variance can be measured in one line.",
        c="It works with all five seeds above. The bug is silent there, not lucky.",
    ),
)
