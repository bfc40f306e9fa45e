"""The exercise `initialize_parameters_xavier`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.initialization.exercises._draws import declare_draws


@exercise(
    points=3,
    hints=(
        "Forward asks for 1 / n_in, backward for 1 / n_out. Xavier's rule lies between the two.",
        "Its variance has the sum of both numbers below. Mind the brackets, and the root.",
        "n_in and n_out are the columns and rows of W (n_out, n_in); b is a column of zeros.",
        'Almost the code: in the loop, parameters[f"W{layer}"] is rng.standard_normal((n_out, n_in)) times the root of '
        "2 / (n_in + n_out).",
    ),
)
def initialize_parameters_xavier(layers_dims, rng):
    """Draw weights of variance 2 / (n_in + n_out), Xavier's (Glorot's) rule for layers of tanh; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), of mean 0 and variance 2 / (n_{l-1} + n_l);
        and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        deviation = np.sqrt(2.0 / (n_in + n_out))
        parameters[f"W{layer}"] = rng.standard_normal((n_out, n_in)) * deviation
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


declare_draws(initialize_parameters_xavier, "deviation")
initialize_parameters_xavier.mistake(
    "variance_as_deviation",
    "The standard deviation of W is about 2 / (n_in + n_out): the variance was used as the factor. Take its root.",
    {"np.sqrt(2.0 / (n_in + n_out))": "2.0 / (n_in + n_out)"},
)
initialize_parameters_xavier.mistake(
    "lecun",
    "The variance is 1 / n_in: LeCun's rule, which some courses call Xavier's. Here the signal on its way back counts too, "
    "so n_out is in it.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(1.0 / n_in)"},
)
initialize_parameters_xavier.mistake(
    "he",
    "The variance is 2 / n_in, He's rule for ReLU. Here n_in + n_out stands below.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(2.0 / n_in)"},
)
initialize_parameters_xavier.mistake(
    "fan_out",
    "The variance is 1 / n_out, right for the way back alone. Xavier's rule stands between the two ways.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(1.0 / n_out)"},
)
initialize_parameters_xavier.mistake(
    "no_two",
    "The variance is 1 / (n_in + n_out), half of what is asked for. With n_in = n_out = n the rule must give 1 / n.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(1.0 / (n_in + n_out))"},
)
initialize_parameters_xavier.mistake(
    "six",
    "The variance is 6 / (n_in + n_out). The 6 belongs to the limit of uniform draws; normal ones are multiplied by the "
    "standard deviation, with a 2.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(6.0 / (n_in + n_out))"},
)
initialize_parameters_xavier.mistake(
    "brackets",
    "The factor is the root of 2 / n_in + n_out: without brackets only n_in is below the line.",
    {"2.0 / (n_in + n_out)": "2.0 / n_in + n_out"},
)
initialize_parameters_xavier.mistake(
    "product",
    "The variance is 2 / (n_in n_out). The rule has the sum of the two below, not their product.",
    {"(n_in + n_out))": "(n_in * n_out))"},
)
initialize_parameters_xavier.mistake(
    "root_of_sum_only",
    "The variance is about 4 / (n_in + n_out), twice what is asked for. Does the 2 stand outside the root? Or did you take the mean of "
    "1 / n_in and 1 / n_out, instead of that of the sizes?",
    {"np.sqrt(2.0 / (n_in + n_out))": "2.0 / np.sqrt(n_in + n_out)"},
)
initialize_parameters_xavier.mistake(
    "root_of_two_only",
    "The standard deviation is sqrt(2) / (n_in + n_out): the root is over the 2 only. It belongs over the whole quotient.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(2.0) / (n_in + n_out)"},
)
initialize_parameters_xavier.mistake(
    "upside_down",
    "The weights grow with the sizes: the quotient stands on its head. The sum of the sizes belongs below the line.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt((n_in + n_out) / 2.0)"},
)
initialize_parameters_xavier.mistake(
    "sum_of_variances",
    "This is 1 / n_in plus 1 / n_out. The sizes are added below one line: 2 / (n_in + n_out).",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(1.0 / n_in + 1.0 / n_out)"},
)
