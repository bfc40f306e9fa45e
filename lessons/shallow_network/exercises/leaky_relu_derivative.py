"""The exercise `leaky_relu_derivative`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=1,
    hints=(
        "The function is made of two straight lines. What is the slope of each?",
        "The same np.where as before, with the slopes in place of the values.",
        "The result has the shape of Z and holds two different numbers only.",
        "Almost the code: where Z is above 0 take 1, elsewhere slope.",
    ),
)
def leaky_relu_derivative(Z, slope):
    """Compute the derivative of leaky_relu at each score.

    Parameters
    ----------
    Z : array of any shape
        Scores (before the activation).
    slope : float
        Factor for negative scores, between 0 and 1.

    Returns
    -------
    derivative : array, the shape of Z
        The slope of the line on which each score lies; at Z = 0 either of the two.
    """
    ### START CODE HERE ###
    derivative = np.where(Z > 0, 1.0, slope)
    ### END CODE HERE ###
    return derivative


leaky_relu_derivative.mistake(
    "slope_forgotten",
    "It is 0 for negative scores, as for the plain ReLU. The leaky one still rises there, with `slope`.",
    {"1.0, slope": "1.0, 0.0"},
)
leaky_relu_derivative.mistake(
    "one_everywhere",
    "It is 1 everywhere. For negative scores the line is flatter.",
    {"1.0, slope": "1.0, 1.0"},
)
leaky_relu_derivative.mistake(
    "values",
    "These are the function's values, not its slopes: Z must not appear in the result, only in the condition.",
    {"1.0, slope": "Z, slope * Z"},
)
leaky_relu_derivative.mistake(
    "fixed_slope",
    "The slope below zero is 0.01 whatever the argument `slope` is.",
    {"1.0, slope": "1.0, 0.01"},
)
leaky_relu_derivative.mistake(
    "sides_swapped",
    "The two slopes are exchanged: 1 belongs to the positive scores.",
    {"Z > 0": "Z < 0"},
)
leaky_relu_derivative.mistake(
    "times_z_below",
    "Below zero you return slope * Z, the value. The derivative of slope * Z with respect to Z is a constant.",
    {"1.0, slope": "1.0, slope * Z"},
)
leaky_relu_derivative.mistake(
    "minus_slope",
    "Below zero the derivative came out negative. The line slope * Z rises from left to right.",
    {"1.0, slope": "1.0, -slope"},
)
leaky_relu_derivative.mistake(
    "switch_at_one",
    "Some scores between 0 and 1 are treated as negative. The bend is at 0.",
    {"Z > 0": "Z > 1"},
)
leaky_relu_derivative.mistake(
    "cut_at_slope",
    "Scores between 0 and `slope` are treated as negative. The bend is at 0; `slope` is only the value below it.",
    {"Z > 0": "Z > slope"},
)
leaky_relu_derivative.variant("masks", {"np.where(Z > 0, 1.0, slope)": "(Z > 0) + slope * (Z <= 0)"})
leaky_relu_derivative.variant("at_least", {"Z > 0": "Z >= 0"})
leaky_relu_derivative.variant(
    "filled",
    body="""
    derivative = np.ones(Z.shape)
    derivative[Z < 0] = slope
    """,
)
leaky_relu_derivative.same(
    "derivative = np.where(Z > 0, 1.0, slope): > -> >=", "at Z = 0 there is no one slope; either is right"
)
