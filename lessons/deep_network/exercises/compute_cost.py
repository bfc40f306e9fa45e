"""The exercise `compute_cost`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=2,
    hints=(
        "It is the log-loss of lesson {{number:logistic_regression}}: minus the logarithm of the probability that the right class got, averaged.",
        "Where AL is exactly 0 or 1, one of the two terms is 0 times log(0), which is nan. "
        "Move AL a hair into the inside first, with np.clip.",
        "AL and Y are both (1, m), so products are element by element, and the sum runs over all m numbers. "
        "What comes back is one plain number.",
        "Almost the code: A is AL clipped to 1e-15 … 1 - 1e-15; the cost is minus the sum of "
        "Y * log(A) + (1 - Y) * log(1 - A), divided by m.",
    ),
)
def compute_cost(AL, Y):
    """Compute the cost J, the mean log-loss over the examples.

    Parameters
    ----------
    AL : array, shape (1, m)
        Probabilities of class 1; where the network is certain, and right, they may be exactly 0 or 1.
    Y : array, shape (1, m)
        Labels, 0. or 1.

    Returns
    -------
    cost : float
        The cost, finite.
    """
    m = Y.shape[1]
    ### START CODE HERE ###
    A = np.clip(AL, 1e-15, 1 - 1e-15)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    ### END CODE HERE ###
    return cost


compute_cost.mistake(
    "nan_when_certain",
    "The cost is nan where AL is exactly 0 or 1: 0 times log(0) is not a number. Clip AL a hair into the inside at both "
    "ends, and take the logarithms of the array that np.clip returns.",
    {"np.clip(AL, 1e-15, 1 - 1e-15)": "AL"},
)
compute_cost.mistake(
    "sign",
    "The cost is negative. Logarithms of probabilities are negative, so the mean needs a minus in front.",
    {"-np.sum": "np.sum"},
)
compute_cost.mistake(
    "not_averaged",
    "The cost is a sum over the examples. Divide by m: networks must be comparable across data sets of different size.",
    {"np.log(1 - A)) / m": "np.log(1 - A))"},
)
compute_cost.mistake(
    "positive_class_only",
    "Only the examples with Y = 1 count. The others have a term of their own.",
    {" + (1 - Y) * np.log(1 - A)": ""},
)
compute_cost.mistake(
    "labels_swapped",
    "Each example gets the term of the other class: Y belongs with log(A), and 1 - Y with log(1 - A).",
    {"Y * np.log(A) + (1 - Y) * np.log(1 - A)": "(1 - Y) * np.log(A) + Y * np.log(1 - A)"},
)
compute_cost.mistake(
    "brackets_of_one_minus",
    "In the second term, Y meets the logarithm before it is subtracted from 1. Put brackets around 1 - Y.",
    {"(1 - Y) * np.log(1 - A)": "1 - Y * np.log(1 - A)"},
)
compute_cost.mistake(
    "multiplied_by_m",
    "The cost is m² times too large: m multiplies where it should divide.",
    {"np.log(1 - A)) / m": "np.log(1 - A)) * m"},
)
compute_cost.mistake(
    "base_two",
    "The logarithm has base 2. This course uses the natural logarithm, np.log.",
    {"np.log(A)": "np.log2(A)", "np.log(1 - A)": "np.log2(1 - A)"},
)
compute_cost.mistake(
    "clipped_hard",
    "AL is clipped so far inside that ordinary probabilities change. Something like 1e-12 is enough.",
    {"np.clip(AL, 1e-15, 1 - 1e-15)": "np.clip(AL, 0.05, 0.95)"},
)
compute_cost.mistake(
    "one_by_one",
    "The cost came back inside an array with two axes. One plain number belongs here: sum it, or use .item().",
    {"-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m": "-(Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T) / m"},
)
compute_cost.variant("mean", {"-np.sum(": "-np.mean(", " / m": ""})
compute_cost.variant("right_class", body="cost = -np.mean(np.log(np.where(Y == 1, AL, 1 - AL)))")
compute_cost.variant(
    "nan_to_num",
    body="cost = -np.sum(np.nan_to_num(Y * np.log(AL)) + np.nan_to_num((1 - Y) * np.log(1 - AL))) / m",
)
compute_cost.variant(
    "small_number",
    {"np.clip(AL, 1e-15, 1 - 1e-15)": "AL", "np.log(A)": "np.log(A + 1e-12)", "np.log(1 - A)": "np.log(1 - A + 1e-12)"},
)
compute_cost.variant(
    "squeezed",
    {
        "-np.sum(Y *": "-np.squeeze(Y @",
        "np.log(A) + (1 - Y) *": "np.log(A).T + (1 - Y) @",
        "np.log(1 - A))": "np.log(1 - A).T)",
    },
)
