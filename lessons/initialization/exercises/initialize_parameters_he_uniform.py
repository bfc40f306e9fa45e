"""The exercise `initialize_parameters_he_uniform`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=3,
    planted="limit_is_deviation",
    hints=(
        "The function runs, and all shapes are right. So measure: which variance do its weights have, and which are asked for?",
        "Look at the line with `limit`. How large is the variance of numbers that are spread evenly from -limit to limit?",
        "It is limit² / 3: the mean of x² over the interval. W is (n_out, n_in) as before.",
        "Almost the code: solve limit² / 3 = 2 / n_in for the limit, and put it in place of the one that stands there.",
    ),
)
def initialize_parameters_he_uniform(layers_dims, rng):
    """Draw weights uniformly, from -limit to limit, with the variance 2 / n_in; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), of mean 0 and variance 2 / n_{l-1}; and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        limit = np.sqrt(6.0 / n_in)
        parameters[f"W{layer}"] = rng.uniform(-limit, limit, size=(n_out, n_in))
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


initialize_parameters_he_uniform.mistake(
    "limit_is_deviation",
    "The variance of W is 2 / (3 n_in), a third of what is asked for: the standard deviation stands where the limit belongs. "
    "Numbers spread evenly up to a limit are mostly smaller than the limit.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(2.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "half",
    "The variance of W is 1 / n_in, half of what is asked for. Put the 2 of He's rule into limit² / 3 = 2 / n_in.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(3.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "no_root",
    "The limit is 6 / n_in, so the root is missing: limit² is 6 / n_in.",
    {"np.sqrt(6.0 / n_in)": "6.0 / n_in"},
)
initialize_parameters_he_uniform.mistake(
    "width_twelve",
    "The variance of W is 8 / n_in. The 12 in (b - a)² / 12 goes with the whole width b - a, which is twice the limit.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(24.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "xavier_limit",
    "The limit is the root of 6 / (n_in + n_out), which goes with Xavier's variance 2 / (n_in + n_out). Here it is 2 / n_in.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(6.0 / (n_in + n_out))"},
)
initialize_parameters_he_uniform.mistake(
    "fan_out",
    "The limit goes by n_out. What a unit adds up are its inputs, n_in.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(6.0 / n_out)"},
)
initialize_parameters_he_uniform.mistake(
    "from_zero",
    "The draws run from 0 to the limit, so no weight is negative. They run from -limit to limit.",
    {"-limit, limit": "0.0, limit"},
)
initialize_parameters_he_uniform.mistake(
    "normal_draw",
    "The variance is right, but the draws are normal ones. Keep the uniform draw and mend its limit.",
    {"rng.uniform(-limit, limit, size=(n_out, n_in))": "rng.normal(0.0, np.sqrt(2.0 / n_in), size=(n_out, n_in))"},
)
initialize_parameters_he_uniform.mistake(
    "limit_as_deviation_of_normal",
    "These are normal draws whose standard deviation is the limit of the uniform ones: the variance is three times too large.",
    {"rng.uniform(-limit, limit, size=(n_out, n_in))": "rng.normal(0.0, limit, size=(n_out, n_in))"},
)
initialize_parameters_he_uniform.mistake(
    "three_times",
    "The variance of W is 6 / n_in, three times too large. The limit is sqrt(3) times the standard deviation, not 3 times.",
    {"np.sqrt(6.0 / n_in)": "3.0 * np.sqrt(2.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "doubled",
    "The variance of W is 8 / (3 n_in). Twice the standard deviation is too wide for the limit: solve limit² / 3 = 2 / n_in.",
    {"np.sqrt(6.0 / n_in)": "2.0 * np.sqrt(2.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "divided_by_three",
    "The variance of W is 2 / (9 n_in), smaller than before. limit² / 3 = 2 / n_in, so the 3 goes to the other side as a factor.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(2.0 / (3.0 * n_in))"},
)
initialize_parameters_he_uniform.mistake(
    "twelve",
    "The variance of W is 4 / n_in, twice what is asked for. Put the limit's square divided by 3 equal to 2 / n_in and solve.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(12.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "root_of_six_only",
    "The limit is sqrt(6) / n_in: the root is over the 6 only. It belongs over the whole quotient.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(6.0) / n_in"},
)
initialize_parameters_he_uniform.mistake(
    "variance_as_limit",
    "The limit is 2 / n_in, the variance itself. Solve limit² / 3 = 2 / n_in for the limit.",
    {"np.sqrt(6.0 / n_in)": "2.0 / n_in"},
)
initialize_parameters_he_uniform.variant(
    "root_three",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(3.0) * np.sqrt(2.0 / n_in)"},
)
initialize_parameters_he_uniform.variant(
    "stretched",
    {"rng.uniform(-limit, limit, size=(n_out, n_in))": "limit * (2.0 * rng.random((n_out, n_in)) - 1.0)"},
)
initialize_parameters_he_uniform.variant(
    "last_layer_first", {"range(1, len(layers_dims))": "range(len(layers_dims) - 1, 0, -1)"}
)
