"""The exercise `initialize_parameters_random`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.initialization.exercises._draws import declare_draws


@exercise(
    points=3,
    hints=(
        "The loop is the one you have. Only W changes: independent random numbers take the place of the zeros.",
        "rng.standard_normal(shape) draws numbers of mean 0 and standard deviation 1. What multiplies them?",
        "W is (n_out, n_in), drawn anew for each layer and times scale. b stays a column of zeros, (n_out, 1).",
        'Almost the code: in the loop, parameters[f"W{layer}"] is rng.standard_normal((n_out, n_in)) * scale, and b is zeros.',
    ),
)
def initialize_parameters_random(layers_dims, scale, rng):
    """Draw all weights with the standard deviation `scale`; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    scale : float
        Standard deviation of every weight; their mean is 0.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        parameters[f"W{layer}"] = rng.standard_normal((n_out, n_in)) * scale
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


declare_draws(initialize_parameters_random, "scale")
initialize_parameters_random.mistake(
    "scale_as_mean",
    "The mean of the weights is `scale`, and their standard deviation is 1. The first argument of rng.normal is the mean.",
    {"rng.standard_normal((n_out, n_in)) * scale": "rng.normal(scale, 1.0, size=(n_out, n_in))"},
)
initialize_parameters_random.mistake(
    "divided_by_n_in",
    "The scale is divided by n_in. Here it is the standard deviation in every layer; sizes come into it later in this lesson.",
    {"* scale": "* scale / n_in"},
)
initialize_parameters_random.mistake(
    "divided_by_root",
    "The scale is divided by the root of n_in. Here it is the standard deviation in every layer; sizes come into it later in "
    "this lesson.",
    {"* scale": "* scale / np.sqrt(n_in)"},
)
initialize_parameters_random.mistake(
    "scale_as_variance",
    "The standard deviation is the square root of `scale`: it was taken for the variance.",
    {"* scale": "* np.sqrt(scale)"},
)
initialize_parameters_random.mistake(
    "scale_squared",
    "The standard deviation is the square of `scale`. A factor c makes the standard deviation c times as large, and the "
    "variance c² times.",
    {"* scale": "* scale**2"},
)
initialize_parameters_random.mistake(
    "divided_by_scale",
    "The draws are divided by `scale`. A small scale should make small weights.",
    {"* scale": "/ scale"},
)
initialize_parameters_random.mistake(
    "scaled_biases",
    "The weights are right, but the biases are one constant number instead of 0.",
    {"np.zeros((n_out, 1))": "np.full((n_out, 1), scale)"},
)
