"""The exercise `initialize_parameters_leaky`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.initialization.exercises._draws import declare_draws


@exercise(
    points=4,
    hints=(
        "Take the derivation of He's rule and change one step: what is E[a²] if negative z are multiplied by slope?",
        "Half of all z are positive and give z². The other half give (slope z)². Together they make a share of E[z²].",
        "n_in is the number of columns of W (n_out, n_in). Test your formula: slope 0 must give He's rule, slope 1 LeCun's.",
        "Almost the code: E[a²] is (1 + slope²) / 2 times Var(z), so multiply the draws by the root of 2 / ((1 + slope²) n_in).",
    ),
)
def initialize_parameters_leaky(layers_dims, slope, rng):
    """Draw weights so that Var(z) stays the same from layer to layer of leaky ReLU; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    slope : float
        Slope of the leaky ReLU for negative z, 0..1.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), of mean 0; and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        deviation = np.sqrt(2.0 / ((1.0 + slope**2) * n_in))
        parameters[f"W{layer}"] = rng.standard_normal((n_out, n_in)) * deviation
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


declare_draws(initialize_parameters_leaky, "deviation")
initialize_parameters_leaky.mistake(
    "slope_ignored",
    "The variance is 2 / n_in, as if negative z gave 0. Here they give slope times z, and that adds to E[a²].",
    {"(1.0 + slope**2) * n_in": "n_in"},
)
initialize_parameters_leaky.mistake(
    "slope_not_squared",
    "The variance is 2 / ((1 + slope) n_in). What is passed on is E[a²], so the slope is squared along with z.",
    {"slope**2": "slope"},
)
initialize_parameters_leaky.mistake(
    "minus",
    "The variance is 2 / ((1 - slope²) n_in). The negative half adds to the mean square: it does not take away.",
    {"1.0 + slope**2": "1.0 - slope**2"},
)
initialize_parameters_leaky.mistake(
    "whole_squared",
    "The variance is 2 / ((1 + slope)² n_in). Positive and negative z never meet in one example; square them apart, "
    "then add.",
    {"1.0 + slope**2": "(1.0 + slope) ** 2"},
)
initialize_parameters_leaky.mistake(
    "not_halved",
    "The variance is 1 / ((1 + slope²) n_in): the 2 is missing. Each of the two halves occurs with probability one half.",
    {"np.sqrt(2.0 / (": "np.sqrt(1.0 / ("},
)
initialize_parameters_leaky.mistake(
    "slope_multiplies",
    "The variance grows with the slope: 1 + slope² stands above the line. The more a unit passes on, the smaller its weights.",
    {"2.0 / ((1.0 + slope**2) * n_in)": "2.0 * (1.0 + slope**2) / n_in"},
)
initialize_parameters_leaky.mistake(
    "variance_as_deviation",
    "The standard deviation is about 2 / ((1 + slope²) n_in): the variance was used as the factor. Take its root.",
    {"np.sqrt(2.0 / ((1.0 + slope**2) * n_in))": "2.0 / ((1.0 + slope**2) * n_in)"},
)
initialize_parameters_leaky.mistake(
    "fan_out",
    "The variance has n_out below. What a unit adds up are its inputs, n_in.",
    {"(1.0 + slope**2) * n_in": "(1.0 + slope**2) * n_out"},
)
initialize_parameters_leaky.mistake(
    "lecun",
    "The variance is 1 / n_in, right for slope 1 only. A slope below 1 passes on less, so the weights must be larger.",
    {"np.sqrt(2.0 / ((1.0 + slope**2) * n_in))": "np.sqrt(1.0 / n_in)"},
)
initialize_parameters_leaky.mistake(
    "straight_line",
    "The variance is (2 - slope) / n_in. It is right for slope 0 and slope 1, and off between them: what is passed on is E[a²], "
    "with the slope squared below the line.",
    {"2.0 / ((1.0 + slope**2) * n_in)": "(2.0 - slope) / n_in"},
)
initialize_parameters_leaky.mistake(
    "minus_square",
    "The variance is (2 - slope²) / n_in. It is right for slope 0 and slope 1, and off between them: 1 + slope² belongs below the "
    "line.",
    {"2.0 / ((1.0 + slope**2) * n_in)": "(2.0 - slope**2) / n_in"},
)
initialize_parameters_leaky.mistake(
    "brackets",
    "The weights grow with n_in: without brackets it is multiplied. 1 + slope² and n_in both stand below the line.",
    {"2.0 / ((1.0 + slope**2) * n_in)": "2.0 / (1.0 + slope**2) * n_in"},
)
initialize_parameters_leaky.mistake(
    "positive_half_lost",
    "The variance is 2 / (slope² n_in): only the negative half is counted. Positive z are passed on whole, which is the 1 in "
    "1 + slope².",
    {"(1.0 + slope**2) * n_in": "slope**2 * n_in"},
)
initialize_parameters_leaky.mistake(
    "root_without_n_in",
    "n_in stands outside the root. The variance has n_in below, so the standard deviation has its root.",
    {"np.sqrt(2.0 / ((1.0 + slope**2) * n_in))": "np.sqrt(2.0 / (1.0 + slope**2)) / n_in"},
)
initialize_parameters_leaky.mistake(
    "both_sizes",
    "The sum n_in + n_out stands below, as in Xavier's rule. Keep Var(z) level forward: n_in alone.",
    {"(1.0 + slope**2) * n_in": "(1.0 + slope**2) * (n_in + n_out)"},
)
