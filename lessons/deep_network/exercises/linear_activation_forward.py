"""The exercise `linear_activation_forward`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.deep_network.exercises.linear_forward import linear_forward
from lessons.deep_network.toolbox import relu, sigmoid


@exercise(
    points=3,
    uses=("linear_forward",),
    hints=(
        "A layer is two steps: the linear half, which you have, and an activation.",
        "Call linear_forward. Then relu or sigmoid from the toolbox turns Z into A, as the argument `activation` says.",
        'A has the shape of Z, (n, m). The cache of linear_forward gets one more entry, "Z".',
        'Almost the code: Z, cache = linear_forward(A_prev, W, b); cache["Z"] = Z; '
        'if activation == "relu", A is relu(Z); if it is "sigmoid", A is sigmoid(Z).',
    ),
)
def linear_activation_forward(A_prev, W, b, activation):
    """Compute one whole layer, A = g(W A_prev + b).

    Parameters
    ----------
    A_prev : array, shape (n_prev, m)
        Activations of the layer before, or the inputs X.
    W, b : arrays, shapes (n, n_prev) and (n, 1)
        Weights and biases.
    activation : str
        Which g: "relu" or "sigmoid".

    Returns
    -------
    A : array, shape (n, m)
        Activations.
    cache : dict
        "A_prev" and "W" as linear_forward gives them, and "Z", shape (n, m).
    """
    ### START CODE HERE ###
    Z, cache = linear_forward(A_prev, W, b)
    cache["Z"] = Z
    if activation == "relu":
        A = relu(Z)
    elif activation == "sigmoid":
        A = sigmoid(Z)
    ### END CODE HERE ###
    return A, cache


linear_activation_forward.mistake(
    "activations_swapped",
    'relu and sigmoid are swapped. Which of the two runs when `activation` is "relu"?',
    {
        'if activation == "relu"': 'if activation == "sigmoid"',
        'elif activation == "sigmoid"': 'elif activation == "relu"',
    },
)
linear_activation_forward.mistake(
    "always_relu",
    "The result is ReLU's, whatever `activation` says. Use the argument.",
    {"A = sigmoid(Z)": "A = relu(Z)"},
)
linear_activation_forward.mistake(
    "always_sigmoid",
    "The result is the sigmoid's, whatever `activation` says. Use the argument.",
    {"A = relu(Z)": "A = sigmoid(Z)"},
)
linear_activation_forward.mistake(
    "no_activation",
    "The result is Z itself. Send it through the activation.",
    {"A = relu(Z)": "A = Z", "A = sigmoid(Z)": "A = Z"},
)
linear_activation_forward.mistake(
    "activation_before_weights",
    "The activation is applied to what comes in, before the weights. A layer weighs first: A = g(W A_prev + b).",
    body="""
    Z, cache = linear_forward(relu(A_prev) if activation == "relu" else sigmoid(A_prev), W, b)
    cache["A_prev"], cache["Z"] = A_prev, Z
    A = Z
    """,
)
linear_activation_forward.mistake(
    "caches_a_as_z",
    'The cache holds A under "Z". The slope of the activation is taken at Z, so keep the scores from before it.',
    {'    cache["Z"] = Z\n': "", "        A = sigmoid(Z)\n": '        A = sigmoid(Z)\n    cache["Z"] = A\n'},
)
linear_activation_forward.mistake(
    "z_not_cached",
    'The cache has no "Z". Add it to the cache of linear_forward: the way back needs it.',
    {'    cache["Z"] = Z\n': ""},
)
linear_activation_forward.mistake(
    "cache_replaced",
    'The cache holds "Z" alone. Add "Z" to the cache of linear_forward instead of making a new one.',
    {'cache["Z"] = Z': 'cache = {"Z": Z}'},
)
linear_activation_forward.mistake(
    "relu_in_place",
    'The cached "Z" has lost its negative scores: `Z[Z < 0] = 0` writes into the very array that you cached. '
    "Make a new array for A.",
    {"A = relu(Z)": "Z[Z < 0] = 0.0\n        A = Z"},
)
linear_activation_forward.mistake(
    "caches_new_a",
    'The cache holds this layer\'s A under "A_prev". Keep there what came in.',
    {"        A = sigmoid(Z)\n": '        A = sigmoid(Z)\n    cache["A_prev"] = A\n'},
)
linear_activation_forward.variant(
    "table",
    body="""
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = {"relu": relu, "sigmoid": sigmoid}[activation](Z)
    cache = {**linear_cache, "Z": Z}
    """,
)
linear_activation_forward.variant(
    "by_hand",
    body="""
    Z = np.dot(W, A_prev) + b
    cache = {"A_prev": A_prev, "W": W, "b": b, "Z": Z}
    if activation == "sigmoid":
        A = 1 / (1 + np.exp(-Z))
    elif activation == "relu":
        A = Z * (Z > 0)
    """,
)
linear_activation_forward.variant("else", {'elif activation == "sigmoid"': "else"})
linear_activation_forward.variant("where", {"A = relu(Z)": "A = np.where(Z > 0, Z, 0)"})
linear_activation_forward.variant(
    "copy_then_in_place", {'cache["Z"] = Z': 'cache["Z"] = Z.copy()', "A = relu(Z)": "A = Z\n        A[A < 0] = 0"}
)
