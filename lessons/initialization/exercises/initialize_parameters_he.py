"""The exercise `initialize_parameters_he`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.initialization.exercises._draws import declare_draws


@exercise(
    points=4,
    hints=(
        "Only the factor changes: it now depends on how many numbers a unit of this layer adds up.",
        "The rule above is one for the variance. A draw is multiplied by a standard deviation.",
        "n_in is the number of columns of W, layers_dims[layer - 1]. W stays (n_out, n_in), b a column of zeros.",
        'Almost the code: in the loop, parameters[f"W{layer}"] is rng.standard_normal((n_out, n_in)) times the root of 2 / n_in.',
    ),
)
def initialize_parameters_he(layers_dims, rng):
    """Draw weights of variance 2 / n_in, He's rule for layers of ReLU; biases are zero.

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
        deviation = np.sqrt(2.0 / n_in)
        parameters[f"W{layer}"] = rng.standard_normal((n_out, n_in)) * deviation
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


declare_draws(initialize_parameters_he, "deviation")
initialize_parameters_he.mistake(
    "variance_as_deviation",
    "The standard deviation of W is about 2 / n_in: the variance was used as the factor. With one hidden layer this "
    "hardly shows; with eight, nothing is learned.",
    {"np.sqrt(2.0 / n_in)": "2.0 / n_in"},
)
initialize_parameters_he.mistake(
    "fan_out",
    "The variance is 2 / n_out. What a unit adds up are its inputs, so n_in counts, the columns of W.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 / n_out)"},
)
initialize_parameters_he.mistake(
    "lecun",
    "The variance is 1 / n_in, half of what is asked for. A ReLU passes on only half of the mean square; the 2 makes up for it.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(1.0 / n_in)"},
)
initialize_parameters_he.mistake(
    "xavier",
    "The variance is 2 / (n_in + n_out). That is another rule of this lesson; He's has n_in alone below.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 / (n_in + n_out))"},
)
initialize_parameters_he.mistake(
    "root_of_two_only",
    "The standard deviation is sqrt(2) / n_in: the root is over the 2 only. It belongs over the whole quotient.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0) / n_in"},
)
initialize_parameters_he.mistake(
    "upside_down",
    "The weights grow with n_in: the factor is the root of n_in / 2. A unit that adds up more numbers needs smaller weights.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(n_in / 2.0)"},
)
initialize_parameters_he.mistake(
    "first_size_for_all",
    "Every layer uses the number of inputs of the network. A later layer reads the layer before it: its n_in is layers_dims[layer - 1].",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 / layers_dims[0])"},
)
initialize_parameters_he.mistake(
    "root_of_n_in_only",
    "The standard deviation is 2 / sqrt(n_in), so the variance is 4 / n_in. Is the root over the whole quotient, and the draw one of variance 1?",
    {"np.sqrt(2.0 / n_in)": "2.0 / np.sqrt(n_in)"},
)
initialize_parameters_he.mistake(
    "n_in_above",
    "The weights grow with n_in: it stands above the line. A unit that adds up more numbers needs smaller weights.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 * n_in)"},
)
initialize_parameters_he.mistake(
    "six",
    "The variance is 6 / n_in. The 6 belongs to the limit of uniform draws; normal ones are multiplied by the standard "
    "deviation, with a 2.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(6.0 / n_in)"},
)
initialize_parameters_he.mistake(
    "root_of_two_over_n_out",
    "The standard deviation is sqrt(2) / n_out. The root belongs over the whole quotient, and n_in below.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0) / n_out"},
)
initialize_parameters_he.mistake(
    "number_of_layers",
    "The variance is 2 divided by the number of sizes in layers_dims. n_in is one of those sizes, layers_dims[layer - 1].",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 / len(layers_dims))"},
)
initialize_parameters_he.mistake(
    "product",
    "The variance is 2 / (n_in n_out). Only n_in stands below.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 / (n_in * n_out))"},
)
