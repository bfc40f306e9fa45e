"""The exercise `compute_cost`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=2,
    hints=(
        "It is the log-loss of lesson {{number:logistic_regression}}: what matters is the probability that was given to the true label.",
        "np.log(0) is minus infinity, and 0 times infinity is nan. Keep the probabilities a hair away from 0 and from 1.",
        "A2 and Y are both (1, m); multiply them element by element, and return one plain number, the mean.",
        "Almost the code: clip A2 to 1e-15 .. 1 - 1e-15; return minus the mean of Y log A2 + (1 - Y) log(1 - A2).",
    ),
)
def compute_cost(A2, Y):
    """Compute the mean log-loss.

    Parameters
    ----------
    A2 : array, shape (1, m)
        Probabilities of class 1; they may be exactly 0 or 1, where the example costs 0 if that is right.
    Y : array, shape (1, m)
        Labels, 0. or 1.

    Returns
    -------
    cost : float
        Mean log-loss over the m examples; always a finite number if sure predictions are right.
    """
    ### START CODE HERE ###
    A2 = np.clip(A2, 1e-15, 1.0 - 1e-15)
    cost = -np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))
    ### END CODE HERE ###
    return cost


compute_cost.mistake(
    "nan_when_sure",
    "The cost is nan where a probability is exactly 0 or 1: 0 * log(0) gives nan. Clip A2 a hair away from both ends first.",
    body="""
    cost = -np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))
    """,
)
compute_cost.mistake(
    "sign",
    "The cost is negative. The logarithm of a probability is negative, so a minus belongs in front.",
    {"-np.mean": "np.mean"},
)
compute_cost.mistake(
    "no_negative_term",
    "Only examples of class 1 are counted. Those with Y = 0 have a term of their own.",
    {" + (1.0 - Y) * np.log(1.0 - A2)": ""},
)
compute_cost.mistake(
    "minus_between_terms",
    "The two terms are subtracted from each other. Each example has one of the two; add them.",
    {" + (1.0 - Y) *": " - (1.0 - Y) *"},
)
compute_cost.mistake(
    "not_averaged",
    "The cost is a sum over the examples, m times too large. Take the mean.",
    {"np.mean(": "np.sum("},
)
compute_cost.mistake(
    "log10",
    "The logarithms are to base 10. The course uses the natural logarithm, np.log.",
    {"np.log(A2)": "np.log10(A2)", "np.log(1.0 - A2)": "np.log10(1.0 - A2)"},
)
compute_cost.mistake(
    "squared_error",
    "This is the mean squared error. The cost of a probability is the log-loss.",
    {"-np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))": "np.mean((A2 - Y) ** 2)"},
)
compute_cost.mistake(
    "same_log_twice",
    "Both terms use log(A2). An example with Y = 0 is judged by the probability of class 0, which is 1 - A2.",
    {"np.log(1.0 - A2)": "np.log(A2)"},
)
compute_cost.mistake(
    "clipped_hard",
    "The probabilities are clipped far from 0 and 1, which changes the cost. A distance of 1e-15 is enough.",
    {"np.clip(A2, 1e-15, 1.0 - 1e-15)": "np.clip(A2, 0.1, 0.9)"},
)
compute_cost.mistake(
    "clips_in_place",
    "The values are right, but the 0s and 1s were replaced in the caller's A2. np.clip makes a new array.",
    body="""
    A2[A2 == 0] = 1e-15
    A2[A2 == 1] = 1.0 - 1e-15
    cost = -np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))
    """,
)
compute_cost.mistake(
    "in_a_box",
    "The number is right, but it stands inside a (1, 1) array. A product of matrices does that; .item() takes it out.",
    {
        "-np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))": "-(Y @ np.log(A2).T + (1.0 - Y) @ np.log(1.0 - A2).T) / Y.shape[1]"
    },
)
compute_cost.mistake(
    "half",
    "The cost is half of what it should be. The log-loss has no factor 1/2; that belongs to the squared error.",
    {"-np.mean": "-0.5 * np.mean"},
)
compute_cost.variant(
    "true_label_only",
    body="""
    P = np.where(Y == 1, A2, 1 - A2)
    cost = -np.sum(np.log(P)) / Y.shape[1]
    """,
)
compute_cost.variant("clip_wider", {"1e-15, 1.0 - 1e-15": "1e-12, 1 - 1e-12"})
compute_cost.variant(
    "add_epsilon",
    body="""
    cost = -(Y * np.log(A2 + 1e-14) + (1 - Y) * np.log(1 - A2 + 1e-14)).sum() / A2.shape[1]
    """,
)
compute_cost.variant(
    "by_products",
    {
        "-np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))": "(-(Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T) / Y.shape[1]).item()"
    },
)
compute_cost.variant(
    "loop",
    body="""
    cost = 0.0
    for a, y in zip(A2[0], Y[0]):
        p = a if y == 1 else 1 - a
        cost -= np.log(p) / Y.shape[1]
    """,
)
