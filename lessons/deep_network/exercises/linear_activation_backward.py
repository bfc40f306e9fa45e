"""The exercise `linear_activation_backward`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.deep_network.exercises.linear_backward import linear_backward
from lessons.deep_network.toolbox import relu_backward, sigmoid_backward


@exercise(
    points=4,
    uses=("linear_backward",),
    hints=(
        "Go back through the layer in the opposite order: first through the activation, then through the linear half.",
        "relu_backward and sigmoid_backward from the toolbox turn dA into dZ. Both need the scores of this layer, "
        "which the cache has.",
        "dA, Z and dZ all have the shape (n, m). linear_backward turns dZ into dA_prev (n_prev, m), dW and db.",
        'Almost the code: if activation == "relu", dZ is relu_backward(dA, cache["Z"]), else '
        'sigmoid_backward(dA, cache["Z"]); then return what linear_backward(dZ, cache) gives.',
    ),
)
def linear_activation_backward(dA, cache, activation):
    """Go back through one whole layer, A = g(W A_prev + b).

    Parameters
    ----------
    dA : array, shape (n, m)
        Signal at the layer's activations (no 1/m).
    cache : dict
        "A_prev", shape (n_prev, m), "W", shape (n, n_prev), and "Z", shape (n, m), from the way forward.
    activation : str
        Which g: "relu" or "sigmoid".

    Returns
    -------
    dA_prev, dW, db : arrays, shapes (n_prev, m), (n, n_prev), (n, 1)
        As linear_backward returns them.
    """
    ### START CODE HERE ###
    if activation == "relu":
        dZ = relu_backward(dA, cache["Z"])
    elif activation == "sigmoid":
        dZ = sigmoid_backward(dA, cache["Z"])
    dA_prev, dW, db = linear_backward(dZ, cache)
    ### END CODE HERE ###
    return dA_prev, dW, db


linear_activation_backward.mistake(
    "activations_swapped",
    'The slopes of relu and sigmoid are swapped. Which of the two runs when `activation` is "relu"?',
    {
        'if activation == "relu"': 'if activation == "sigmoid"',
        'elif activation == "sigmoid"': 'elif activation == "relu"',
    },
)
linear_activation_backward.mistake(
    "always_relu",
    "The slope is ReLU's, whatever `activation` says. Use the argument.",
    {'sigmoid_backward(dA, cache["Z"])': 'relu_backward(dA, cache["Z"])'},
)
linear_activation_backward.mistake(
    "always_sigmoid",
    "The slope is the sigmoid's, whatever `activation` says. Use the argument.",
    {'relu_backward(dA, cache["Z"])': 'sigmoid_backward(dA, cache["Z"])'},
)
linear_activation_backward.mistake(
    "no_slope",
    "dA goes straight into linear_backward. First go back through the activation: dZ is dA times its slope at Z.",
    {'relu_backward(dA, cache["Z"])': "dA", 'sigmoid_backward(dA, cache["Z"])': "dA"},
)
linear_activation_backward.mistake(
    "mask_from_signal",
    "With ReLU, the negative numbers of dA are cut off. What decides is whether Z was positive on the way forward.",
    {'relu_backward(dA, cache["Z"])': "relu_backward(dA, dA)"},
)
linear_activation_backward.mistake(
    "mask_from_a_prev",
    'With ReLU, the slope is taken from "A_prev", which belongs to the layer before. This layer\'s scores stand under "Z".',
    {'relu_backward(dA, cache["Z"])': 'relu_backward(dA, cache["A_prev"])'},
)
linear_activation_backward.mistake(
    "values_for_slope",
    "With ReLU, dA is multiplied by the value relu(Z). It is the slope that belongs there: 1 where Z > 0, else 0.",
    {'relu_backward(dA, cache["Z"])': 'dA * relu(cache["Z"])'},
)
linear_activation_backward.mistake(
    "relu_of_signal",
    "With ReLU, the signal is replaced by relu(Z) or by its mask. Multiply dA by the slope; do not replace it.",
    {'relu_backward(dA, cache["Z"])': '(cache["Z"] > 0) * 1.0'},
)
linear_activation_backward.mistake(
    "mask_inverted",
    "With ReLU, the signal passes where it should stop. It passes where Z was positive.",
    {'relu_backward(dA, cache["Z"])': 'dA * (cache["Z"] <= 0)'},
)
linear_activation_backward.mistake(
    "cuts_signal_in_place",
    "The values are right, but `dA[Z <= 0] = 0` writes into the caller's dA. Make a new array for dZ.",
    {'dZ = relu_backward(dA, cache["Z"])': 'dZ = dA\n        dZ[cache["Z"] <= 0] = 0.0'},
)
linear_activation_backward.mistake(
    "sigmoid_slope_of_scores",
    "With the sigmoid, the slope is made from Z as if it were A. The slope is A(1 - A) with A = sigmoid(Z).",
    {'sigmoid_backward(dA, cache["Z"])': 'dA * cache["Z"] * (1 - cache["Z"])'},
)
linear_activation_backward.mistake(
    "arguments_swapped",
    "relu_backward and sigmoid_backward are given their arguments in the other order. The signal dA comes first, then the scores Z.",
    {
        'relu_backward(dA, cache["Z"])': 'relu_backward(cache["Z"], dA)',
        'sigmoid_backward(dA, cache["Z"])': 'sigmoid_backward(cache["Z"], dA)',
    },
)
linear_activation_backward.mistake(
    "sigmoid_value_for_slope",
    "With the sigmoid, dA is multiplied by its value A. It is the slope that belongs there, A(1 - A).",
    {'sigmoid_backward(dA, cache["Z"])': 'dA * sigmoid(cache["Z"])'},
)
linear_activation_backward.mistake(
    "sigmoid_applied_twice",
    "With the sigmoid, sigmoid_backward is given A. It wants the scores Z and applies the sigmoid itself.",
    {'sigmoid_backward(dA, cache["Z"])': 'sigmoid_backward(dA, sigmoid(cache["Z"]))'},
)
linear_activation_backward.mistake(
    "order",
    "The three results stand in another order. linear_backward gives dA_prev, dW, db; hand them on like that.",
    {"dA_prev, dW, db = linear_backward": "dW, db, dA_prev = linear_backward"},
)
linear_activation_backward.variant(
    "table",
    body="""
    back = {"relu": relu_backward, "sigmoid": sigmoid_backward}[activation]
    return linear_backward(back(dA, cache["Z"]), cache)
    """,
)
linear_activation_backward.variant(
    "by_hand",
    body="""
    Z = cache["Z"]
    if activation == "sigmoid":
        s = 1 / (1 + np.exp(-Z))
        dZ = dA * s * (1 - s)
    elif activation == "relu":
        dZ = np.array(dA, copy=True)
        dZ[Z <= 0] = 0
    dA_prev, dW, db = linear_backward(dZ, cache)
    """,
)
linear_activation_backward.variant("else", {'elif activation == "sigmoid"': "else"})
linear_activation_backward.variant("where", {'relu_backward(dA, cache["Z"])': 'np.where(cache["Z"] >= 0, dA, 0)'})
