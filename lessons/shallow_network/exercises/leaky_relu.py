"""The exercise `leaky_relu`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=1,
    hints=(
        "Above zero nothing happens to a score. Below zero it is made smaller, and it keeps its sign.",
        "np.where(condition, a, b) takes a where the condition holds and b elsewhere.",
        "Z keeps its shape, and the caller's Z stays as it is: make a new array.",
        "Almost the code: where Z is above 0 take Z, elsewhere slope times Z.",
    ),
)
def leaky_relu(Z, slope):
    """Keep positive scores, shrink negative ones, element by element.

    Parameters
    ----------
    Z : array of any shape
        Scores.
    slope : float
        Factor for negative scores, between 0 and 1.

    Returns
    -------
    A : array, the shape of Z
        Z where Z is positive, slope * Z elsewhere.
    """
    ### START CODE HERE ###
    A = np.where(Z > 0, Z, slope * Z)
    ### END CODE HERE ###
    return A


leaky_relu.mistake(
    "plain_relu",
    "Negative scores become 0. That is the plain ReLU; the leaky one lets slope * Z through.",
    {"slope * Z)": "0.0)"},
)
leaky_relu.mistake(
    "fixed_slope",
    "Negative scores are multiplied by 0.01 whatever `slope` is. Use the argument.",
    {"slope * Z": "0.01 * Z"},
)
leaky_relu.mistake(
    "constant_below",
    "All negative scores become the same number, `slope` itself. Multiply the score by it.",
    {"slope * Z": "slope"},
)
leaky_relu.mistake(
    "sides_swapped",
    "The two sides are exchanged: positive scores are shrunk and negative ones are kept.",
    {"Z > 0": "Z < 0"},
)
leaky_relu.mistake(
    "in_place",
    "The values are right, but they were written into the caller's Z. Make a new array, or copy first.",
    body="""
    Z[Z < 0] *= slope
    A = Z
    """,
)
leaky_relu.mistake(
    "positive_below",
    "Negative scores come out positive. slope * Z has the sign of Z.",
    {"slope * Z": "-slope * Z"},
)
leaky_relu.mistake(
    "cut_at_slope",
    "Scores between 0 and `slope` are treated as negative. The bend is at 0; `slope` is only the factor below it.",
    {"Z > 0": "Z > slope"},
)
leaky_relu.variant("maximum", {"np.where(Z > 0, Z, slope * Z)": "np.maximum(Z, slope * Z)"})
leaky_relu.variant("two_parts", {"np.where(Z > 0, Z, slope * Z)": "np.maximum(Z, 0) + slope * np.minimum(Z, 0)"})
leaky_relu.variant("mask", {"np.where(Z > 0, Z, slope * Z)": "Z * ((Z > 0) + slope * (Z <= 0))"})
leaky_relu.variant(
    "copied",
    body="""
    A = np.array(Z)
    A[A < 0] *= slope
    """,
)
leaky_relu.same("A = np.where(Z > 0, Z, slope * Z): > -> >=", "at Z = 0 both sides are 0")
