"""The exercise `initialize_parameters`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=2,
    hints=(
        "Weights start small and all different, so that each hidden unit can become something of its own. Biases can start at 0.",
        "rng.standard_normal(shape) draws an array of numbers with mean 0 and standard deviation 1. Scale them down.",
        "A weight matrix has one row for each unit of its layer and one column for each unit before it: W1 is (n_h, n_x).",
        "Almost the code: W1 is 0.01 times standard normal numbers of shape (n_h, n_x), b1 is zeros of shape (n_h, 1); "
        "the same again for the output layer with n_y and n_h.",
    ),
)
def initialize_parameters(n_x, n_h, n_y, rng):
    """Draw the start of gradient descent: small random weights, biases of zero.

    Parameters
    ----------
    n_x, n_h, n_y : int
        Sizes of the input, hidden and output layer.
    rng : numpy.random.Generator
        Every draw comes from it.

    Returns
    -------
    parameters : dict
        "W1" (n_h, n_x) and "W2" (n_y, n_h), normal numbers with mean 0 and standard deviation 0.01;
        "b1" (n_h, 1) and "b2" (n_y, 1), zeros.
    """
    ### START CODE HERE ###
    W1 = 0.01 * rng.standard_normal((n_h, n_x))
    b1 = np.zeros((n_h, 1))
    W2 = 0.01 * rng.standard_normal((n_y, n_h))
    b2 = np.zeros((n_y, 1))
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


initialize_parameters.mistake(
    "zeros",
    "All weights are 0. Then the hidden activations are 0, both weight gradients are 0, and the weights never move: a dead start.",
    {
        "0.01 * rng.standard_normal((n_h, n_x))": "np.zeros((n_h, n_x))",
        "0.01 * rng.standard_normal((n_y, n_h))": "np.zeros((n_y, n_h))",
    },
)
initialize_parameters.mistake(
    "constant",
    "All weights are equal. Every hidden unit then gets the same gradient, and they stay copies of one another for ever.",
    {
        "0.01 * rng.standard_normal((n_h, n_x))": "0.01 * np.ones((n_h, n_x))",
        "0.01 * rng.standard_normal((n_y, n_h))": "0.01 * np.ones((n_y, n_h))",
    },
)
initialize_parameters.mistake(
    "w1_zeros",
    "W1 is all zeros: the hidden units all start as the same unit. Only the biases may start at zero.",
    {"0.01 * rng.standard_normal((n_h, n_x))": "np.zeros((n_h, n_x))"},
)
initialize_parameters.mistake(
    "not_small",
    "The weights have standard deviation 1; 0.01 is asked for. Large scores put tanh where it is flat, and learning starts slowly.",
    {"W1 = 0.01 * rng": "W1 = rng", "W2 = 0.01 * rng": "W2 = rng"},
)
initialize_parameters.mistake(
    "all_positive",
    "The weights are all positive: uniform numbers from 0 to 1 were drawn. Draw normal ones, with mean 0.",
    {
        "rng.standard_normal((n_h, n_x))": "rng.random((n_h, n_x))",
        "rng.standard_normal((n_y, n_h))": "rng.random((n_y, n_h))",
    },
)
initialize_parameters.mistake(
    "transposed",
    "The weight matrices lie on their side. The rows of W1 are the hidden units: (n_h, n_x), so that W1 @ X fits.",
    {"(n_h, n_x)": "(n_x, n_h)", "(n_y, n_h)": "(n_h, n_y)"},
)
initialize_parameters.mistake(
    "flat_biases",
    "The biases are flat arrays. Make them columns, (n_h, 1) and (n_y, 1): a flat (n_h,) is added along the wrong axis.",
    {"np.zeros((n_h, 1))": "np.zeros(n_h)", "np.zeros((n_y, 1))": "np.zeros(n_y)"},
)
initialize_parameters.mistake(
    "random_biases",
    "The biases are random. Zeros are asked for: the weights are enough to make the units different.",
    {
        "np.zeros((n_h, 1))": "0.01 * rng.standard_normal((n_h, 1))",
        "np.zeros((n_y, 1))": "0.01 * rng.standard_normal((n_y, 1))",
    },
)
initialize_parameters.mistake(
    "own_seed",
    "Two calls give the same weights: a seed is set inside. Draw from the `rng` that is passed in, as it is.",
    {"    W1 = 0.01": "    rng = np.random.default_rng(1)\n    W1 = 0.01"},
)
initialize_parameters.mistake(
    "global_draws",
    "The weights do not come from the `rng` that is passed in: with two equal generators they differ, so a run cannot be repeated.",
    {
        "W1 = 0.01 * rng.standard_normal((n_h, n_x))": "W1 = 0.01 * np.random.randn(n_h, n_x)",
        "W2 = 0.01 * rng.standard_normal((n_y, n_h))": "W2 = 0.01 * np.random.randn(n_y, n_h)",
    },
)
initialize_parameters.mistake(
    "rows_alike",
    "Every hidden unit has the same row of weights, so all of them stay copies of one another. Draw n_h times n_x numbers.",
    {"0.01 * rng.standard_normal((n_h, n_x))": "np.tile(0.01 * rng.standard_normal((1, n_x)), (n_h, 1))"},
)
initialize_parameters.variant(
    "output_first",
    body="""
    b2 = np.zeros((n_y, 1))
    W2 = rng.standard_normal((n_y, n_h)) / 100
    b1 = np.zeros((n_h, 1))
    W1 = rng.standard_normal((n_h, n_x)) / 100
    """,
)
initialize_parameters.variant(
    "normal",
    {
        "0.01 * rng.standard_normal((n_h, n_x))": "rng.normal(0.0, 0.01, (n_h, n_x))",
        "0.01 * rng.standard_normal((n_y, n_h))": "rng.normal(scale=0.01, size=(n_y, n_h))",
    },
)
initialize_parameters.variant(
    "one_draw",
    body="""
    drawn = 0.01 * rng.standard_normal(n_h * (n_x + n_y))
    W1, W2 = drawn[: n_h * n_x].reshape(n_h, n_x), drawn[n_h * n_x :].reshape(n_y, n_h)
    b1, b2 = np.zeros((n_h, 1)), np.zeros((n_y, 1))
    """,
)
initialize_parameters.variant(
    "uniform_of_the_same_width",
    {
        "0.01 * rng.standard_normal((n_h, n_x))": "rng.uniform(-0.01, 0.01, (n_h, n_x)) * 3**0.5",
        "0.01 * rng.standard_normal((n_y, n_h))": "rng.uniform(-0.01, 0.01, (n_y, n_h)) * 3**0.5",
    },
)
