"""The exercise `initialize_parameters_zeros`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=2,
    hints=(
        "One W and one b for each layer after the input: a list of four sizes makes three layers.",
        "Number the layers from 1. Layer 1 reads layers_dims[0] inputs and has layers_dims[1] units.",
        "W of a layer has one row for each unit and one column for each input: (n_out, n_in). b is a column, (n_out, 1).",
        'Almost the code: for layer in range(1, len(layers_dims)): parameters[f"W{layer}"] is zeros of shape '
        '(layers_dims[layer], layers_dims[layer - 1]); parameters[f"b{layer}"] is zeros of shape (layers_dims[layer], 1).',
    ),
)
def initialize_parameters_zeros(layers_dims):
    """Make parameters that are zero everywhere.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        parameters[f"W{layer}"] = np.zeros((n_out, n_in))
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


initialize_parameters_zeros.mistake(
    "transposed",
    "Each W lies on its side. Its rows are the units of the layer, its columns what they read: (n_out, n_in).",
    {"(n_out, n_in)": "(n_in, n_out)"},
)
initialize_parameters_zeros.mistake(
    "flat_biases",
    "Each b is a flat array, shape (n,). Make it a column with two axes, (n, 1), so that it adds to every column of W @ A.",
    {"(n_out, 1)": "n_out"},
)
initialize_parameters_zeros.mistake(
    "row_biases",
    "Each b is a row. A bias belongs to a unit, and units are rows of Z: b is a column, (n_out, 1).",
    {"(n_out, 1)": "(1, n_out)"},
)
initialize_parameters_zeros.mistake(
    "bias_as_number",
    "Each b is one plain number. Every unit has a bias of its own: a column, (n_out, 1).",
    {"np.zeros((n_out, 1))": "0.0"},
)
initialize_parameters_zeros.mistake(
    "last_layer_missing",
    "The last layer is missing. With L + 1 sizes there are L layers, numbered 1, ..., L; where does your loop end?",
    {"range(1, len(layers_dims))": "range(1, len(layers_dims) - 1)"},
)
initialize_parameters_zeros.mistake(
    "numbered_from_zero",
    "The layers are numbered from 0. Layer 1 is the first one that has weights; the input is layer 0 and has none.",
    {
        'parameters[f"W{layer}"]': 'parameters[f"W{layer - 1}"]',
        'parameters[f"b{layer}"]': 'parameters[f"b{layer - 1}"]',
    },
)
initialize_parameters_zeros.mistake(
    "input_layer_too",
    "There is a W0 and a b0. The input is layer 0 and has no weights; the first layer with weights has the number 1.",
    {"range(1, len(layers_dims))": "range(len(layers_dims))"},
)
initialize_parameters_zeros.mistake(
    "square",
    "Each W is square. It has a row for each unit of its layer, and a column for each unit of the layer before.",
    {"np.zeros((n_out, n_in))": "np.zeros((n_out, n_out))"},
)
initialize_parameters_zeros.mistake(
    "one_size_for_all",
    "Every W has as many columns as there are inputs. Only layer 1 reads the inputs; a later layer reads the one before it.",
    {"layers_dims[layer - 1], layers_dims[layer]": "layers_dims[0], layers_dims[layer]"},
)
initialize_parameters_zeros.mistake(
    "ones",
    "Your W are ones. This first start is all zeros; what comes of equal weights of another size is shown a little later.",
    {"np.zeros((n_out, n_in))": "np.ones((n_out, n_in))"},
)
initialize_parameters_zeros.mistake(
    "one_name_for_all",
    'Each layer overwrites the one before under the names "W1" and "b1". The number of the layer belongs into the name: f"W{layer}".',
    {'f"W{layer}"': '"W1"', 'f"b{layer}"': '"b1"'},
)
initialize_parameters_zeros.mistake(
    "first_layer_only",
    "Only the first layer came back. Does the return stand inside the loop?",
    {"np.zeros((n_out, 1))": "np.zeros((n_out, 1))\n        break"},
)
initialize_parameters_zeros.mistake(
    "bias_per_input",
    "Each b has as many entries as the layer has inputs. A bias belongs to a unit of the layer: (n_out, 1).",
    {"(n_out, 1)": "(n_in, 1)"},
)
initialize_parameters_zeros.mistake(
    "biases_missing",
    "The biases are missing. Each layer has a W and a b.",
    {'        parameters[f"b{layer}"] = np.zeros((n_out, 1))\n': ""},
)
initialize_parameters_zeros.variant(
    "pairs",
    body="""
    for k, (n_in, n_out) in enumerate(zip(layers_dims[:-1], layers_dims[1:])):
        parameters["W" + str(k + 1)] = np.zeros((n_out, n_in))
        parameters["b" + str(k + 1)] = np.zeros((n_out, 1))
    """,
)
initialize_parameters_zeros.variant(
    "whole_numbers",
    {"np.zeros((n_out, n_in))": "np.full((n_out, n_in), 0)", "np.zeros((n_out, 1))": "np.zeros(n_out).reshape(-1, 1)"},
)
initialize_parameters_zeros.variant(
    "backwards",
    {"range(1, len(layers_dims))": "range(len(layers_dims) - 1, 0, -1)"},
)
