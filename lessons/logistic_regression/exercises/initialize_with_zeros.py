"""The exercise `initialize_with_zeros`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=1,
    hints=(
        "One weight for each feature, and one bias.",
        "np.zeros takes the shape as a tuple.",
        "w is a column: shape (n_x, 1), not (n_x,). b is the plain number 0.0.",
        "Almost the code: w is zeros of shape (n_x, 1); b is 0.0.",
    ),
)
def initialize_with_zeros(n_x):
    """Make the start of gradient descent: all zeros.

    Parameters
    ----------
    n_x : int
        Number of features.

    Returns
    -------
    w : array, shape (n_x, 1)
        Weights.
    b : float
        Bias.
    """
    ### START CODE HERE ###
    w = np.zeros((n_x, 1))
    b = 0.0
    ### END CODE HERE ###
    return w, b


initialize_with_zeros.mistake(
    "flat",
    "`w` is a flat array. Make it a column with two axes, (n_x, 1): a flat array turns into a row when "
    "it meets a matrix.",
    {"np.zeros((n_x, 1))": "np.zeros(n_x)"},
)
initialize_with_zeros.mistake(
    "row",
    "`w` lies on its side: it is a row, and the course keeps weights as a column (n_x, 1).",
    {"np.zeros((n_x, 1))": "np.zeros((1, n_x))"},
)
initialize_with_zeros.mistake(
    "ones",
    "`w` starts at one. Start at zero; with a convex cost nothing speaks for another point.",
    {"np.zeros((n_x, 1))": "np.ones((n_x, 1))"},
)
initialize_with_zeros.mistake(
    "square",
    "`w` has n_x columns. One neuron has one weight for each feature: n_x numbers in all.",
    {"np.zeros((n_x, 1))": "np.zeros((n_x, n_x))"},
)
initialize_with_zeros.mistake(
    "b_array",
    "`b` is an array; one plain number is enough for one neuron.",
    {"b = 0.0": "b = np.zeros((1, 1))"},
)
initialize_with_zeros.variant("zero_int", {"b = 0.0": "b = 0"})
initialize_with_zeros.variant("reshaped", {"np.zeros((n_x, 1))": "np.zeros(n_x).reshape(-1, 1)"})
initialize_with_zeros.variant("scalar_array", {"b = 0.0": "b = np.float64(0.0)"})
