"""The exercise `initialize_parameters_lecun`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.initialization.exercises._draws import declare_draws


@exercise(
    points=2,
    hints=(
        "Near 0, tanh passes its input on almost unchanged, so nothing has to be made up for.",
        "Compare the rule with He's: one number differs. The root is taken as before.",
        "n_in is layers_dims[layer - 1], the number of columns of W (n_out, n_in); b is a column of zeros.",
        'Almost the code: in the loop, parameters[f"W{layer}"] is rng.standard_normal((n_out, n_in)) times the root of 1 / n_in.',
    ),
)
def initialize_parameters_lecun(layers_dims, rng):
    """Draw weights of variance 1 / n_in, LeCun's rule for layers of tanh; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), of mean 0 and variance 1 / n_{l-1}; and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        deviation = np.sqrt(1.0 / n_in)
        parameters[f"W{layer}"] = rng.standard_normal((n_out, n_in)) * deviation
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


declare_draws(initialize_parameters_lecun, "deviation")
initialize_parameters_lecun.mistake(
    "variance_as_deviation",
    "The standard deviation of W is about 1 / n_in: the variance was used as the factor. Take its root.",
    {"np.sqrt(1.0 / n_in)": "1.0 / n_in"},
)
initialize_parameters_lecun.mistake(
    "he",
    "The variance is 2 / n_in, twice what is asked for. The 2 makes up for the half that a ReLU cuts off; tanh cuts off none.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(2.0 / n_in)"},
)
initialize_parameters_lecun.mistake(
    "fan_out",
    "The variance is 1 / n_out. Forward, a unit adds up its n_in inputs.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(1.0 / n_out)"},
)
initialize_parameters_lecun.mistake(
    "xavier",
    "The variance is 2 / (n_in + n_out), which some libraries call by another name and which comes next. Here it is 1 / n_in.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(2.0 / (n_in + n_out))"},
)
initialize_parameters_lecun.mistake(
    "upside_down",
    "The weights grow with n_in: the factor is the root of n_in. A unit that adds up more numbers needs smaller weights.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(n_in)"},
)
initialize_parameters_lecun.mistake(
    "first_size_for_all",
    "Every layer uses the number of inputs of the network. A later layer reads the layer before it: its n_in is layers_dims[layer - 1].",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(1.0 / layers_dims[0])"},
)
initialize_parameters_lecun.mistake(
    "three",
    "The variance is 3 / n_in. The 3 belongs to the limit of uniform draws; normal ones are multiplied by the root of 1 / n_in.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(3.0 / n_in)"},
)
initialize_parameters_lecun.mistake(
    "sum_of_sizes",
    "The variance is 1 / (n_in + n_out). LeCun's rule has n_in alone below.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(1.0 / (n_in + n_out))"},
)
