"""The exercise `sigmoid`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=2,
    hints=(
        "The sigmoid squeezes any score into a probability between 0 and 1; a score of 0 becomes one half.",
        "Work on the whole array at once: NumPy's exp takes an array and gives one of the same shape.",
        "For z = -800 the term exp(-z) overflows to infinity, and 1 / (1 + inf) is 0: right, with a warning. "
        "Clipping z to -500..500 beforehand avoids the warning and changes nothing you could see.",
        "Almost the code: clip z, then return one over (one plus exp of minus z).",
    ),
)
def sigmoid(z):
    """Turn scores into probabilities, 1 / (1 + exp(-z)), element by element.

    Parameters
    ----------
    z : float or array of any shape
        Scores; may be as far out as -800 or 800.

    Returns
    -------
    s : float or array, the shape of z
        Probabilities in 0..1.
    """
    ### START CODE HERE ###
    with np.errstate(over="ignore"):  # far out exp(-z) is infinite, and 1 / (1 + inf) is 0, as it should be
        s = 1.0 / (1.0 + np.exp(-z))
    ### END CODE HERE ###
    return s


sigmoid.mistake(
    "exponent_sign",
    "It falls where it should rise: a large score gives a probability near 0. Look at the sign in the exponent.",
    {"np.exp(-z)": "np.exp(z)"},
)
sigmoid.mistake(
    "no_one_plus",
    "The result grows without bound. The denominator has two terms; one of them is missing.",
    {"1.0 / (1.0 + np.exp(-z))": "1.0 / np.exp(-z)"},
)
sigmoid.mistake(
    "tanh",
    "These are values of tanh, which runs from -1 to 1. A probability runs from 0 to 1.",
    {"1.0 / (1.0 + np.exp(-z))": "np.tanh(z)"},
)
sigmoid.mistake(
    "naive_ratio",
    "Far out, exp(z) / (1 + exp(z)) is infinity divided by infinity, which is nan. Divide by exp(z) on paper first.",
    body="""
    s = np.exp(z) / (1.0 + np.exp(z))
    """,
)
sigmoid.mistake(
    "clipped_hard",
    "The scores are cut off far too early: beyond a few units your output stays flat. Clip at hundreds, not at units.",
    {"np.exp(-z)": "np.exp(-np.clip(z, -1.0, 1.0))"},
)
sigmoid.mistake(
    "slope",
    "This is the sigmoid's slope, s(1 - s), not the sigmoid itself.",
    {"s = 1.0 / (1.0 + np.exp(-z))": "s = np.exp(-z) / (1.0 + np.exp(-z)) ** 2"},
)
sigmoid.mistake(
    "math_exp",
    "`math.exp` takes one number at a time. `np.exp` takes a whole array and gives one of the same shape.",
    body="""
    import math
    s = 1.0 / (1.0 + math.exp(-np.clip(z, -500.0, 500.0)))
    """,
)
sigmoid.variant("plain", body="s = 1.0 / (1.0 + np.exp(-z))")
sigmoid.variant(
    "clipped",
    body="""
    z = np.clip(z, -500.0, 500.0)
    s = 1.0 / (1.0 + np.exp(-z))
    """,
)
sigmoid.variant("by_tanh", body="s = 0.5 * (1.0 + np.tanh(0.5 * z))")
sigmoid.variant(
    "two_branches",
    body="""
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    s = np.where(z >= 0, 1.0 / (1.0 + e), e / (1.0 + e))
    """,
)
