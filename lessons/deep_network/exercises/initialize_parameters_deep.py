"""The exercise `initialize_parameters_deep`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=3,
    hints=(
        "Layer l turns n_{l-1} numbers into n_l numbers. Draw its weights at random, and let its biases start at zero.",
        "One loop over the layers 1, 2, …, L. The list has L + 1 sizes, because layer_dims[0] belongs to the input.",
        "W of layer l has the shape (n_l, n_{l-1}) and b has the shape (n_l, 1). The standard deviation uses n_{l-1}, "
        "the number of inputs of a unit.",
        'Almost the code: for l in range(1, len(layer_dims)): parameters[f"W{l}"] is rng.standard_normal of '
        'shape (n_l, n_{l-1}), times the square root of 2 / n_{l-1}; parameters[f"b{l}"] is zeros of shape (n_l, 1).',
    ),
)
def initialize_parameters_deep(layer_dims, rng):
    """Draw the weights that a network of L layers starts from.

    Parameters
    ----------
    layer_dims : list of int
        Sizes [n_0, n_1, ..., n_L]: n_0 inputs, then the number of units of each layer.
    rng : numpy.random.Generator
        Source of every random number.

    Returns
    -------
    parameters : dict
        For l = 1..L: "W1", ..., shape (n_l, n_{l-1}), random with mean 0 and standard deviation
        sqrt(2 / n_{l-1}); and "b1", ..., shape (n_l, 1), all 0.
    """
    parameters = {}
    ### START CODE HERE ###
    for l in range(1, len(layer_dims)):
        spread = np.sqrt(2 / layer_dims[l - 1])
        parameters[f"W{l}"] = rng.standard_normal((layer_dims[l], layer_dims[l - 1])) * spread
        parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
    ### END CODE HERE ###
    return parameters


initialize_parameters_deep.mistake(
    "times_001",
    "The weights have a standard deviation of 0.01. That served one hidden layer; in a deep network the signal shrinks "
    "in every layer. Scale by sqrt(2 / n_{l-1}).",
    {"        spread = np.sqrt(2 / layer_dims[l - 1])\n": "        spread = 0.01\n"},
)
initialize_parameters_deep.mistake(
    "not_scaled",
    "The weights have a standard deviation of 1. Scale them, or the signal grows from layer to layer.",
    {" * spread": ""},
)
initialize_parameters_deep.mistake(
    "variance_as_spread",
    "2 / n_{l-1} is the variance. You multiply by the standard deviation, which is its square root.",
    {"np.sqrt(2 / layer_dims[l - 1])": "2 / layer_dims[l - 1]"},
)
initialize_parameters_deep.mistake(
    "one_over_n",
    "The standard deviation is sqrt(1 / n_{l-1}); the statement asks for a 2. It makes up for the half that ReLU cuts off.",
    {"np.sqrt(2 /": "np.sqrt(1 /"},
)
initialize_parameters_deep.mistake(
    "fan_out",
    "The standard deviation uses the number of units of the layer. It is the number of inputs of a unit, n_{l-1}, that counts.",
    {"np.sqrt(2 / layer_dims[l - 1])": "np.sqrt(2 / layer_dims[l])"},
)
initialize_parameters_deep.mistake(
    "inputs_and_units",
    "The standard deviation uses n_{l-1} + n_l. Here the number of inputs of a unit, n_{l-1}, is all that counts; "
    "the sum belongs to another activation, which lesson {{number:initialization}} treats.",
    {"np.sqrt(2 / layer_dims[l - 1])": "np.sqrt(2 / (layer_dims[l - 1] + layer_dims[l]))"},
)
initialize_parameters_deep.mistake(
    "first_size_everywhere",
    "Every layer is scaled by n_0. Each layer has its own number of inputs, n_{l-1}.",
    {"np.sqrt(2 / layer_dims[l - 1])": "np.sqrt(2 / layer_dims[0])"},
)
initialize_parameters_deep.mistake(
    "root_divides",
    "The weights are divided by sqrt(2 / n_{l-1}), or multiplied by its inverse. That root is the standard deviation: multiply.",
    {" * spread": " / spread"},
)
initialize_parameters_deep.mistake(
    "two_outside_the_root",
    "The standard deviation is 2 / sqrt(n_{l-1}). The 2 belongs under the root: sqrt(2 / n_{l-1}).",
    {"np.sqrt(2 / layer_dims[l - 1])": "2 / np.sqrt(layer_dims[l - 1])"},
)
initialize_parameters_deep.mistake(
    "uniform_to_the_spread",
    "The standard deviation is sqrt(2 / (3 n_{l-1})): uniform draws from -1 to 1 have a deviation of only 1 / sqrt(3). "
    "Use rng.standard_normal, whose draws have the deviation 1.",
    {
        "rng.standard_normal((layer_dims[l], layer_dims[l - 1]))": "rng.uniform(-1, 1, (layer_dims[l], layer_dims[l - 1]))"
    },
)
initialize_parameters_deep.mistake(
    "row_biases",
    "The biases lie on their side, (1, n_l). Make each a column, (n_l, 1), so that it is added to every example's column.",
    {"np.zeros((layer_dims[l], 1))": "np.zeros((1, layer_dims[l]))"},
)
initialize_parameters_deep.mistake(
    "transposed",
    "The weight matrices lie on their side. Layer l has n_l rows, one for each of its units.",
    {"(layer_dims[l], layer_dims[l - 1])": "(layer_dims[l - 1], layer_dims[l])"},
)
initialize_parameters_deep.mistake(
    "weights_zero",
    "All weights are zero, so all units of a layer are alike and stay alike. Draw the weights; only biases start at zero.",
    {
        "rng.standard_normal((layer_dims[l], layer_dims[l - 1])) * spread": "np.zeros((layer_dims[l], layer_dims[l - 1]))"
    },
)
initialize_parameters_deep.mistake(
    "never_negative",
    "No weight is negative: rng.random draws from 0 to 1. Use draws around 0, as rng.standard_normal gives them.",
    {"rng.standard_normal(": "rng.random("},
)
initialize_parameters_deep.mistake(
    "random_biases",
    "The biases are random. They start at zero; random weights are enough to make the units differ.",
    {"np.zeros((layer_dims[l], 1))": "rng.standard_normal((layer_dims[l], 1))"},
)
initialize_parameters_deep.mistake(
    "flat_biases",
    "The biases are flat arrays. Make each a column, (n_l, 1), so that it is added to every example's column.",
    {"np.zeros((layer_dims[l], 1))": "np.zeros(layer_dims[l])"},
)
initialize_parameters_deep.mistake(
    "last_layer_missing",
    "The last layer is missing. Look at where range stops: len(layer_dims) - 1 is the last layer's number and must be reached.",
    {"range(1, len(layer_dims))": "range(1, len(layer_dims) - 1)"},
)
initialize_parameters_deep.mistake(
    "one_layer_too_many",
    "The loop runs one layer too far: layer_dims has L + 1 entries, and the last of them is layer_dims[L].",
    {"range(1, len(layer_dims))": "range(1, len(layer_dims) + 1)"},
)
initialize_parameters_deep.mistake(
    "counts_layers_from_zero",
    "The names start at W0. This course counts layers from 1; 0 is the input, which has no weights.",
    {'f"W{l}"': 'f"W{l - 1}"', 'f"b{l}"': 'f"b{l - 1}"'},
)
initialize_parameters_deep.mistake(
    "own_generator",
    "The weights come from a generator made inside the function, so every network starts from the same numbers. "
    "Use the `rng` that is passed in.",
    {"    for l in": "    rng = np.random.default_rng(1)\n    for l in"},
)
initialize_parameters_deep.mistake(
    "generator_per_layer",
    "A new generator with the same seed is made for each layer, so all layers start with the same numbers. "
    "Use the `rng` that is passed in for all of them.",
    {"rng.standard_normal(": "np.random.default_rng(1).standard_normal("},
)
initialize_parameters_deep.mistake(
    "global_generator",
    "The draws come from NumPy's global generator, so the same `rng` gives other weights each time. Draw from `rng`.",
    {"rng.standard_normal(": "np.random.standard_normal("},
)
initialize_parameters_deep.variant(
    "normal",
    {
        "rng.standard_normal((layer_dims[l], layer_dims[l - 1])) * spread": "rng.normal(0.0, spread, (layer_dims[l], layer_dims[l - 1]))"
    },
)
initialize_parameters_deep.variant(
    "uniform",
    {
        "rng.standard_normal((layer_dims[l], layer_dims[l - 1])) * spread": "rng.uniform(-1, 1, (layer_dims[l], layer_dims[l - 1])) * spread * np.sqrt(3)"
    },
)
initialize_parameters_deep.variant(
    "from_the_back",
    body="""
    L = len(layer_dims) - 1
    for l in reversed(range(L)):
        n_in, n_out = layer_dims[l : l + 2]
        parameters["b" + str(l + 1)] = np.zeros((n_out, 1), dtype=int)
        parameters["W" + str(l + 1)] = (rng.standard_normal((n_in, n_out)) / np.sqrt(n_in / 2)).T
    """,
)
initialize_parameters_deep.variant(
    "zip",
    body="""
    for l, (n_in, n_out) in enumerate(zip(layer_dims, layer_dims[1:]), start=1):
        parameters["W%d" % l] = np.array([rng.normal(scale=(2 / n_in) ** 0.5, size=n_in) for _ in range(n_out)])
        parameters["b%d" % l] = np.full((n_out, 1), 0.0)
    """,
)
