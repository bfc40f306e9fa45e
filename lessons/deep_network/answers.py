"""Deep network: references, mistakes with their hints, and variants. Never goes out."""

import numpy as np

from gradschool.bank import Replay, exercise, question
from lessons.deep_network.toolbox import relu, relu_backward, sigmoid, sigmoid_backward

# ---- initialize_parameters_deep


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
    "the sum belongs to another activation, which lesson 6 treats.",
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

# ---- linear_forward


@exercise(
    points=2,
    hints=(
        "This is the score of lesson 1, for all units of a layer at once.",
        "W times A is a matrix product, @. The bias is a column, and broadcasting adds it to every example.",
        'Shapes: W (n, n_prev) @ A (n_prev, m) gives (n, m). The cache keeps A under the name "A_prev", and W.',
        'Almost the code: Z is W @ A plus b; the cache is a dict with A under "A_prev" and W under "W".',
    ),
)
def linear_forward(A, W, b):
    """Compute the linear half of a layer, Z = W A + b.

    Parameters
    ----------
    A : array, shape (n_prev, m)
        Activations of the layer before, or the inputs X.
    W : array, shape (n, n_prev)
        Weights.
    b : array, shape (n, 1)
        Biases.

    Returns
    -------
    Z : array, shape (n, m)
        Scores.
    cache : dict
        "A_prev" and "W": the arguments A and W, which the way back will need.
    """
    ### START CODE HERE ###
    Z = W @ A + b
    cache = {"A_prev": A, "W": W}
    ### END CODE HERE ###
    return Z, cache


linear_forward.mistake("no_bias", "The bias is missing from `Z`.", {"W @ A + b": "W @ A"})
linear_forward.mistake("bias_subtracted", "The bias is subtracted. A score is W A plus b.", {"W @ A + b": "W @ A - b"})
linear_forward.mistake(
    "elementwise",
    "`*` multiplies element by element, and these shapes do not fit that. Use the matrix product, @.",
    {"W @ A": "W * A"},
)
linear_forward.mistake(
    "weights_transposed",
    "W is transposed before the product. In this course W has one row for each unit, so W A needs no transpose.",
    {"W @ A": "W.T @ A"},
)
linear_forward.mistake(
    "factors_swapped",
    "The factors stand in the wrong order: it is W times A. A has the examples as columns, and they must stay columns.",
    {"W @ A": "A @ W"},
)
linear_forward.mistake(
    "caches_z",
    'The cache holds `Z` under "A_prev". What the way back needs is what came in: A.',
    {'"A_prev": A': '"A_prev": Z'},
)
linear_forward.mistake(
    "cache_swapped",
    "The two entries of the cache hold each other's values.",
    {'"A_prev": A, "W": W': '"A_prev": W, "W": A'},
)
linear_forward.mistake(
    "caches_transposes",
    "The cache holds transposed arrays. Keep A and W as they came; the way back transposes where it must.",
    {'"A_prev": A, "W": W': '"A_prev": A.T, "W": W.T'},
)
linear_forward.mistake(
    "key_a",
    'The cache has no entry "A_prev": the activations stand under "A". Seen from this layer they belong to the layer before.',
    {'"A_prev": A': '"A": A'},
)
linear_forward.variant("np_dot", {"W @ A + b": "np.dot(W, A) + b"})
linear_forward.variant("einsum", {"W @ A + b": 'b + np.einsum("ij,jk->ik", W, A)'})
linear_forward.variant("keeps_b_too", {'"W": W}': '"W": W, "b": b}'})
linear_forward.variant("copies", {'{"A_prev": A, "W": W}': "dict(A_prev=A.copy(), W=W.copy())"})
linear_forward.variant(
    "example_by_example",
    body="""
    Z = np.zeros((W.shape[0], A.shape[1]))
    for i in range(A.shape[1]):
        Z[:, i] = W.dot(A[:, i]) + b[:, 0]
    cache = {}
    cache["A_prev"], cache["W"] = A, W
    """,
)

# ---- linear_activation_forward


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

# ---- L_model_forward


@exercise(
    points=4,
    uses=("linear_activation_forward",),
    hints=(
        "A deep network is one layer after the other: what comes out of a layer goes into the next.",
        "Count the layers first: `parameters` holds two entries for each. Then loop over the layers 1, …, L; "
        "only the last one uses the sigmoid.",
        "A is overwritten in each round and starts as X, (n_0, m). At the end it is (1, m), and caches has L entries.",
        "Almost the code: L = len(parameters) // 2; for l in range(1, L + 1): A, cache = linear_activation_forward(A, "
        'parameters[f"W{l}"], parameters[f"b{l}"], "sigmoid" if l == L else "relu"); append the cache.',
    ),
)
def L_model_forward(X, parameters):
    """Run the whole network: ReLU in the layers 1..L-1, the sigmoid in layer L.

    Parameters
    ----------
    X : array, shape (n_0, m)
        Examples as columns.
    parameters : dict
        "W1", "b1", ..., "WL", "bL": shapes (n_l, n_{l-1}) and (n_l, 1); L is 1 or more, n_L is 1.

    Returns
    -------
    AL : array, shape (1, m)
        Probabilities of class 1.
    caches : list of L dicts
        The cache of layer 1 first, the cache of layer L last.
    """
    caches = []
    A = X
    ### START CODE HERE ###
    L = len(parameters) // 2
    for l in range(1, L + 1):
        activation = "sigmoid" if l == L else "relu"
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], activation)
        caches.append(cache)
    ### END CODE HERE ###
    return A, caches


L_model_forward.mistake(
    "sigmoid_everywhere",
    "Every layer uses the sigmoid. Only layer L does; the layers before it use ReLU.",
    {'"sigmoid" if l == L else "relu"': '"sigmoid"'},
)
L_model_forward.mistake(
    "relu_at_the_end",
    "The last layer uses ReLU too, so what comes out is no probability. Layer L uses the sigmoid.",
    {'"sigmoid" if l == L else "relu"': '"relu"'},
)
L_model_forward.mistake(
    "activations_swapped",
    "The two activations are swapped: ReLU belongs in the hidden layers, the sigmoid in the last.",
    {'"sigmoid" if l == L else "relu"': '"relu" if l == L else "sigmoid"'},
)
L_model_forward.mistake(
    "sigmoid_one_layer_early",
    "Layer L - 1 uses the sigmoid and layer L does not. The last layer has the number L.",
    {"l == L else": "l == L - 1 else"},
)
L_model_forward.mistake(
    "sigmoid_in_layer_1",
    "Layer 1 uses the sigmoid, and the last layer does not if there are several. The last layer has the number L.",
    {"l == L else": "l == 1 else"},
)
L_model_forward.mistake(
    "last_result_not_returned",
    "What comes back is the A of layer L - 1. The last line returns `A`, so put the last layer's result there as well.",
    body="""
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    caches.append(cache)
    """,
)
L_model_forward.mistake(
    "last_layer_missing",
    "The last layer never runs. range(1, L) ends at L - 1: count on to L, or run layer L after the loop.",
    {"range(1, L + 1)": "range(1, L)"},
)
L_model_forward.mistake(
    "layers_counted_twice",
    "L is twice too large: `parameters` holds a W and a b for each layer, so the number of layers is half its length.",
    {"len(parameters) // 2": "len(parameters)"},
)
L_model_forward.mistake(
    "counts_from_zero",
    "The loop starts at layer 0, which has no weights. Layers are counted from 1.",
    {"range(1, L + 1)": "range(L)"},
)
L_model_forward.mistake(
    "first_layer_missing",
    "Layer 1 is left out: X goes into layer 2.",
    {"range(1, L + 1)": "range(2, L + 1)"},
)
L_model_forward.mistake(
    "x_into_every_layer",
    "X goes into every layer. What goes in is the A of the layer before.",
    {"linear_activation_forward(A,": "linear_activation_forward(X,"},
)
L_model_forward.mistake(
    "first_weights_everywhere",
    "Every layer uses W1 and b1. Put the layer's number into the names.",
    {'parameters[f"W{l}"], parameters[f"b{l}"]': 'parameters["W1"], parameters["b1"]'},
)
L_model_forward.mistake(
    "first_biases_everywhere",
    "Every layer adds b1. Each layer has a bias of its own.",
    {'parameters[f"b{l}"]': 'parameters["b1"]'},
)
L_model_forward.mistake(
    "caches_backwards",
    "The caches stand in reverse order. The cache of layer 1 comes first.",
    {"caches.append(cache)": "caches.insert(0, cache)"},
)
L_model_forward.mistake(
    "last_cache_missing",
    "`caches` lacks the last layer's entry. It needs one for every layer, layer L too.",
    {"        caches.append(cache)\n": "        if l < L:\n            caches.append(cache)\n"},
)
L_model_forward.mistake(
    "only_last_cache",
    "`caches` holds the last layer's cache only. Append one in each round of the loop.",
    {"        caches.append(cache)\n": "    caches.append(cache)\n"},
)
L_model_forward.mistake(
    "returns_scores",
    "What comes out are the scores of layer L. The sigmoid turns them into probabilities.",
    {"        caches.append(cache)\n": '        caches.append(cache)\n    A = caches[-1]["Z"]\n'},
)
L_model_forward.variant(
    "hidden_then_last",
    body="""
    L = len(parameters) // 2
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    return AL, caches
    """,
)
L_model_forward.variant(
    "while_names_last",
    body="""
    l = 1
    while f"W{l}" in parameters:
        last = f"W{l + 1}" not in parameters
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        A, cache = linear_activation_forward(A, W, b, activation="sigmoid" if last else "relu")
        caches += [cache]
        l += 1
    """,
)
L_model_forward.variant(
    "tuple_of_caches",
    {
        "        caches.append(cache)\n": "        caches.append(cache)\n    print(A.shape)\n    caches = tuple(caches)\n"
    },
)

# ---- compute_cost


@exercise(
    points=2,
    hints=(
        "It is the log-loss of lesson 1: minus the logarithm of the probability that the right class got, averaged.",
        "Where AL is exactly 0 or 1, one of the two terms is 0 times log(0), which is nan. "
        "Move AL a hair into the inside first, with np.clip.",
        "AL and Y are both (1, m), so products are element by element, and the sum runs over all m numbers. "
        "What comes back is one plain number.",
        "Almost the code: A is AL clipped to 1e-15 … 1 - 1e-15; the cost is minus the sum of "
        "Y * log(A) + (1 - Y) * log(1 - A), divided by m.",
    ),
)
def compute_cost(AL, Y):
    """Compute the cost J, the mean log-loss over the examples.

    Parameters
    ----------
    AL : array, shape (1, m)
        Probabilities of class 1; where the network is certain, and right, they may be exactly 0 or 1.
    Y : array, shape (1, m)
        Labels, 0. or 1.

    Returns
    -------
    cost : float
        The cost, finite.
    """
    m = Y.shape[1]
    ### START CODE HERE ###
    A = np.clip(AL, 1e-15, 1 - 1e-15)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    ### END CODE HERE ###
    return cost


compute_cost.mistake(
    "nan_when_certain",
    "The cost is nan where AL is exactly 0 or 1: 0 times log(0) is not a number. Clip AL a hair into the inside at both "
    "ends, and take the logarithms of the array that np.clip returns.",
    {"np.clip(AL, 1e-15, 1 - 1e-15)": "AL"},
)
compute_cost.mistake(
    "sign",
    "The cost is negative. Logarithms of probabilities are negative, so the mean needs a minus in front.",
    {"-np.sum": "np.sum"},
)
compute_cost.mistake(
    "not_averaged",
    "The cost is a sum over the examples. Divide by m: networks must be comparable across data sets of different size.",
    {"np.log(1 - A)) / m": "np.log(1 - A))"},
)
compute_cost.mistake(
    "positive_class_only",
    "Only the examples with Y = 1 count. The others have a term of their own.",
    {" + (1 - Y) * np.log(1 - A)": ""},
)
compute_cost.mistake(
    "labels_swapped",
    "Each example gets the term of the other class: Y belongs with log(A), and 1 - Y with log(1 - A).",
    {"Y * np.log(A) + (1 - Y) * np.log(1 - A)": "(1 - Y) * np.log(A) + Y * np.log(1 - A)"},
)
compute_cost.mistake(
    "brackets_of_one_minus",
    "In the second term, Y meets the logarithm before it is subtracted from 1. Put brackets around 1 - Y.",
    {"(1 - Y) * np.log(1 - A)": "1 - Y * np.log(1 - A)"},
)
compute_cost.mistake(
    "multiplied_by_m",
    "The cost is m² times too large: m multiplies where it should divide.",
    {"np.log(1 - A)) / m": "np.log(1 - A)) * m"},
)
compute_cost.mistake(
    "base_two",
    "The logarithm has base 2. This course uses the natural logarithm, np.log.",
    {"np.log(A)": "np.log2(A)", "np.log(1 - A)": "np.log2(1 - A)"},
)
compute_cost.mistake(
    "clipped_hard",
    "AL is clipped so far inside that ordinary probabilities change. Something like 1e-12 is enough.",
    {"np.clip(AL, 1e-15, 1 - 1e-15)": "np.clip(AL, 0.05, 0.95)"},
)
compute_cost.mistake(
    "one_by_one",
    "The cost came back inside an array with two axes. One plain number belongs here: sum it, or use .item().",
    {"-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m": "-(Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T) / m"},
)
compute_cost.variant("mean", {"-np.sum(": "-np.mean(", " / m": ""})
compute_cost.variant("right_class", body="cost = -np.mean(np.log(np.where(Y == 1, AL, 1 - AL)))")
compute_cost.variant(
    "nan_to_num",
    body="cost = -np.sum(np.nan_to_num(Y * np.log(AL)) + np.nan_to_num((1 - Y) * np.log(1 - AL))) / m",
)
compute_cost.variant(
    "small_number",
    {"np.clip(AL, 1e-15, 1 - 1e-15)": "AL", "np.log(A)": "np.log(A + 1e-12)", "np.log(1 - A)": "np.log(1 - A + 1e-12)"},
)
compute_cost.variant(
    "squeezed",
    {
        "-np.sum(Y *": "-np.squeeze(Y @",
        "np.log(A) + (1 - Y) *": "np.log(A).T + (1 - Y) @",
        "np.log(1 - A))": "np.log(1 - A).T)",
    },
)

# ---- linear_backward


@exercise(
    points=5,
    hints=(
        "Z = W A_prev + b has three ingredients, and each gets its gradient: A_prev, W and b.",
        "The shapes leave one way to multiply: dW must look like W, and dA_prev like A_prev. Which factor is transposed?",
        "dZ (n, m) times A_prev.T (m, n_prev) gives (n, n_prev). W.T (n_prev, n) times dZ gives (n_prev, m). "
        "db is a row sum that stays a column, (n, 1). The 1/m stands in dW and db only.",
        'Almost the code: dW is dZ @ cache["A_prev"].T over m; db is the sum of dZ along axis 1 with keepdims=True, '
        'over m; dA_prev is cache["W"].T @ dZ.',
    ),
)
def linear_backward(dZ, cache):
    """Go back through Z = W A_prev + b.

    Parameters
    ----------
    dZ : array, shape (n, m)
        Signal of each unit for each example (no 1/m).
    cache : dict
        "A_prev", shape (n_prev, m), and "W", shape (n, n_prev), from the way forward.

    Returns
    -------
    dA_prev : array, shape (n_prev, m)
        Signal for the layer before (no 1/m).
    dW : array, shape (n, n_prev)
        Gradient of the cost with respect to W.
    db : array, shape (n, 1)
        Gradient of the cost with respect to b.
    """
    m = dZ.shape[1]
    ### START CODE HERE ###
    dW = dZ @ cache["A_prev"].T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = cache["W"].T @ dZ
    ### END CODE HERE ###
    return dA_prev, dW, db


linear_backward.mistake(
    "no_mean",
    "`dW` and `db` are sums over the examples, m times too large. The cost is a mean, so its gradient is one too.",
    {'cache["A_prev"].T / m': 'cache["A_prev"].T', "keepdims=True) / m": "keepdims=True)"},
)
linear_backward.mistake(
    "no_mean_in_dw",
    "`dW` is m times too large: the 1/m is missing there.",
    {'cache["A_prev"].T / m': 'cache["A_prev"].T'},
)
linear_backward.mistake(
    "no_mean_in_db",
    "`db` is m times too large: the 1/m is missing there.",
    {"keepdims=True) / m": "keepdims=True)"},
)
linear_backward.mistake(
    "mean_in_signal",
    "`dA_prev` is m times too small: a signal carries no 1/m. It would be divided by m once more in every layer below.",
    {'cache["W"].T @ dZ': 'cache["W"].T @ dZ / m'},
)
linear_backward.mistake(
    "divided_by_units",
    "`dW` and `db` are divided by the number of units. The mean runs over the examples, the columns of dZ.",
    {"### START CODE HERE ###": "### START CODE HERE ###\n    m = dZ.shape[0]"},
)
linear_backward.mistake(
    "flat_db",
    "`db` lost an axis. Keep it a column, (n, 1): a flat array, subtracted from b, makes a square of it.",
    {", keepdims=True": ""},
)
linear_backward.mistake(
    "db_over_units",
    "`db` is summed over the units. Each unit has its own bias: sum over the examples, along the rows.",
    {"axis=1": "axis=0"},
)
linear_backward.mistake(
    "one_db_for_all",
    "`db` is one number for the whole layer. Each unit has a bias, so sum along axis 1 only.",
    {"np.sum(dZ, axis=1, keepdims=True)": "np.sum(dZ, keepdims=True)"},
)
linear_backward.mistake(
    "dw_transposed",
    "`dW` is transposed. It must look like W: one row for each unit of this layer.",
    {'dZ @ cache["A_prev"].T': 'cache["A_prev"] @ dZ.T'},
)
linear_backward.mistake(
    "w_not_transposed",
    "`W @ dZ` has no fitting shapes. On the way back W is transposed: from n units to the n_prev units before.",
    {'cache["W"].T @ dZ': 'cache["W"] @ dZ'},
)
linear_backward.mistake(
    "dw_for_w",
    "`dA_prev` is made with the gradient dW. The signal goes back through the weights themselves, W.",
    {'cache["W"].T @ dZ': "dW.T @ dZ"},
)
linear_backward.mistake(
    "mean_over_units_too",
    "`db` is divided by m twice: np.mean divides already.",
    {"np.sum(dZ, axis=1": "np.mean(dZ, axis=1"},
)
linear_backward.mistake(
    "order_dw_first",
    "The three results stand in another order. The order asked for is dA_prev, dW, db.",
    {"    ### END CODE HERE ###\n": "    dA_prev, dW, db = dW, db, dA_prev\n    ### END CODE HERE ###\n"},
)
linear_backward.mistake(
    "order_dw_and_da",
    "`dA_prev` and `dW` hold each other's values.",
    {"    ### END CODE HERE ###\n": "    dA_prev, dW = dW, dA_prev\n    ### END CODE HERE ###\n"},
)
linear_backward.mistake(
    "elementwise",
    "`*` multiplies element by element, and these shapes do not fit that. Both `dW` and `dA_prev` are matrix products, @.",
    {'dZ @ cache["A_prev"].T': 'dZ * cache["A_prev"].T', 'cache["W"].T @ dZ': 'cache["W"].T * dZ'},
)
linear_backward.variant(
    "np_dot",
    {
        'dZ @ cache["A_prev"].T / m': '(1 / m) * np.dot(dZ, cache["A_prev"].T)',
        'cache["W"].T @ dZ': 'np.dot(cache["W"].T, dZ)',
    },
)
linear_backward.variant("mean", {"np.sum(dZ, axis=1, keepdims=True) / m": "np.mean(dZ, axis=1, keepdims=True)"})
linear_backward.variant("reshaped", {"np.sum(dZ, axis=1, keepdims=True) / m": "(dZ.sum(1) / m).reshape(-1, 1)"})
linear_backward.variant(
    "einsum",
    body="""
    A_prev, W = cache["A_prev"], cache["W"]
    dW = np.einsum("im,jm->ij", dZ, A_prev) / m
    db = dZ @ np.ones((m, 1)) / m
    dA_prev = np.einsum("ij,im->jm", W, dZ)
    """,
)
linear_backward.variant(
    "example_by_example",
    body="""
    A_prev, W = cache["A_prev"], cache["W"]
    dW, db, dA_prev = np.zeros(W.shape), np.zeros((W.shape[0], 1)), np.zeros(A_prev.shape)
    for i in range(m):
        dW += np.outer(dZ[:, i], A_prev[:, i])
        db += dZ[:, [i]]
        dA_prev[:, i] = W.T @ dZ[:, i]
    dW /= m
    db /= m
    """,
)

# ---- linear_activation_backward


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

# ---- L_model_backward


@exercise(
    points=6,
    uses=("linear_activation_backward",),
    hints=(
        "Start with the slope of the loss at AL. Then go through the layers from L down to 1, and hand each "
        "layer's dA_prev to the layer below.",
        "caches is a list, so layer l has the index l - 1. Only layer L uses the sigmoid's rule.",
        "dA starts as (1, m). The layer l gives dA of layer l - 1, with the shape (n_{l-1}, m), and its own dW and db.",
        "Almost the code: A is AL clipped as in compute_cost; dA = -(Y / A - (1 - Y) / (1 - A)); "
        "for l in range(L, 0, -1): dA, dW, db = "
        'linear_activation_backward(dA, caches[l - 1], "sigmoid" if l == L else "relu"); '
        "store the three as dA{l - 1}, dW{l} and db{l}.",
    ),
)
def L_model_backward(AL, Y, caches):
    """Compute every gradient of the network that L_model_forward runs.

    Parameters
    ----------
    AL : array, shape (1, m)
        Probabilities of class 1; where the network is certain, and right, they may be exactly 0 or 1.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    caches : list of L dicts
        "A_prev", "W" and "Z" of layer 1 first, of layer L last; L is 1 or more.

    Returns
    -------
    gradients : dict
        For l = 1..L "dW1", "db1", ..., shaped like W and b of the layer; and the signals "dA0", "dA1", ...,
        "dA{L-1}" at the activations of each layer below the last, shape (n_l, m), "dA0" at the inputs.
    """
    gradients = {}
    L = len(caches)
    ### START CODE HERE ###
    A = np.clip(AL, 1e-15, 1 - 1e-15)
    dA = -(Y / A - (1 - Y) / (1 - A))
    for l in range(L, 0, -1):
        activation = "sigmoid" if l == L else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], activation)
        gradients[f"dA{l - 1}"], gradients[f"dW{l}"], gradients[f"db{l}"] = dA, dW, db
    ### END CODE HERE ###
    return gradients


L_model_backward.mistake(
    "sigmoid_everywhere",
    "The sigmoid's rule is used in every layer. It belongs to layer L; the hidden layers have ReLU.",
    {'"sigmoid" if l == L else "relu"': '"sigmoid"'},
)
L_model_backward.mistake(
    "relu_at_the_end",
    "ReLU's rule is used in the last layer too. Layer L has the sigmoid.",
    {'"sigmoid" if l == L else "relu"': '"relu"'},
)
L_model_backward.mistake(
    "activations_swapped",
    "The two rules are swapped: layer L has the sigmoid, the layers before it have ReLU.",
    {'"sigmoid" if l == L else "relu"': '"relu" if l == L else "sigmoid"'},
)
L_model_backward.mistake(
    "activation_off_by_one",
    "The sigmoid's rule is applied one layer too early. Which number has the last layer in your loop?",
    {"l == L else": "l == L - 1 else"},
)
L_model_backward.mistake(
    "sigmoid_in_layer_1",
    "The sigmoid's rule is used in layer 1, and in no other. Layer L has the sigmoid.",
    {"l == L else": "l == 1 else"},
)
L_model_backward.mistake(
    "cache_of_the_layer_above",
    "Layer l is given the cache of layer l + 1. The list counts from 0, so layer l has the index l - 1.",
    {"caches[l - 1]": "caches[l]"},
)
L_model_backward.mistake(
    "cache_of_the_layer_below",
    "Layer l is given the cache of layer l - 1, and layer 1 that of the last. In the list, layer l has the index l - 1.",
    {"caches[l - 1]": "caches[l - 2]"},
)
L_model_backward.mistake(
    "caches_from_the_front",
    "The hidden layers take their caches from the front, layer 1 first. On the way back the last hidden layer comes "
    "first. (With one hidden layer both are the same.)",
    {"caches[l - 1]": "caches[l - 1 if l == L else L - 1 - l]"},
)
L_model_backward.mistake(
    "last_cache_everywhere",
    "Every layer is given the last layer's cache. Each layer has its own, at the index l - 1.",
    {"caches[l - 1]": "caches[-1]"},
)
L_model_backward.mistake(
    "loss_slope_sign",
    "Every gradient has the opposite sign. Look at the slope of the log-loss at AL: where Y = 1, more AL means less loss.",
    {"dA = -(Y": "dA = (Y"},
)
L_model_backward.mistake(
    "loss_slope_half",
    "Examples with Y = 0 send nothing back. The slope of the log-loss has two terms.",
    {" - (1 - Y) / (1 - A))": ")"},
)
L_model_backward.mistake(
    "loss_slope_plus",
    "The two terms of the loss's slope have the same sign. log(1 - AL) falls when AL rises, so its sign turns.",
    {"Y / A - (1 - Y)": "Y / A + (1 - Y)"},
)
L_model_backward.mistake(
    "mean_in_the_signal",
    "Everything is m times too small: the 1/m is in the first signal and again in dW and db. It belongs in dW and db only.",
    {"(1 - Y) / (1 - A))": "(1 - Y) / (1 - A)) / Y.shape[1]"},
)
L_model_backward.mistake(
    "shortcut_and_slope",
    "A - Y is already the signal dZ of the last layer: the sigmoid's slope is in it. Multiplied by that slope again, "
    "all gradients come out too small. Start from the slope of the loss at AL, or go on with linear_backward.",
    {"-(Y / A - (1 - Y) / (1 - A))": "AL - Y"},
)
L_model_backward.mistake(
    "nan_when_certain",
    "The gradients are nan where AL is exactly 0 or 1: 0 divided by 0 is not a number. Clip AL as in compute_cost, or "
    "start with dZ = AL - Y.",
    {"np.clip(AL, 1e-15, 1 - 1e-15)": "AL"},
)
L_model_backward.mistake(
    "same_signal_everywhere",
    "Every layer is given the signal from the very top. Each layer needs what the layer above handed down.",
    {
        "dA, dW, db = linear_activation_backward(dA,": "dA_prev, dW, db = linear_activation_backward(dA,",
        "= dA, dW, db\n": "= dA_prev, dW, db\n",
    },
)
L_model_backward.mistake(
    "da_one_off",
    "The signals are stored one layer too high. What layer l hands down belongs to the activations of layer l - 1.",
    {'f"dA{l - 1}"': 'f"dA{l}"'},
)
L_model_backward.mistake(
    "first_layer_missing",
    "The loop stops before layer 1. range(L, 0, -1) includes 1: its end is not reached.",
    {"range(L, 0, -1)": "range(L, 1, -1)"},
)
L_model_backward.mistake(
    "last_layer_missing",
    "The loop starts at L - 1, so layer L is left out.",
    {"range(L, 0, -1)": "range(L - 1, 0, -1)"},
)
L_model_backward.mistake(
    "runs_forward",
    "The loop runs from layer 1 to L. On the way back, layer L comes first.",
    {"range(L, 0, -1)": "range(1, L + 1)"},
)
L_model_backward.mistake(
    "gradients_one_off",
    "dW and db are stored under the number of the layer below. Layer l's gradients carry the number l.",
    {'f"dW{l}"': 'f"dW{l - 1}"', 'f"db{l}"': 'f"db{l - 1}"'},
)
L_model_backward.mistake(
    "only_last_kept",
    "`gradients` holds layer 1 only: the dict is made anew in each round. Make it once, before the loop.",
    {
        '        gradients[f"dA{l - 1}"], gradients[f"dW{l}"], gradients[f"db{l}"] = dA, dW, db\n': '        gradients = {f"dA{l - 1}": dA, f"dW{l}": dW, f"db{l}": db}\n'
    },
)
L_model_backward.mistake(
    "order_of_results",
    "dA, dW and db are taken in another order than linear_activation_backward returns them.",
    {"dA, dW, db = linear_activation_backward": "dW, db, dA = linear_activation_backward"},
)
L_model_backward.variant(
    "last_then_hidden",
    body="""
    Y = Y.reshape(AL.shape)
    A = np.minimum(np.maximum(AL, 1e-12), 1 - 1e-12)
    dAL = -(np.divide(Y, A) - np.divide(1 - Y, 1 - A))
    dA_prev, dW, db = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    gradients["dA" + str(L - 1)], gradients["dW" + str(L)], gradients["db" + str(L)] = dA_prev, dW, db
    for l in reversed(range(L - 1)):
        dA_prev, dW, db = linear_activation_backward(gradients["dA" + str(l + 1)], caches[l], "relu")
        gradients["dA" + str(l)] = dA_prev
        gradients["dW" + str(l + 1)] = dW
        gradients["db" + str(l + 1)] = db
    """,
)
L_model_backward.variant(
    "shortcut",
    body="""
    dZ = AL - Y
    for l in range(L - 1, -1, -1):
        dA, gradients[f"dW{l + 1}"], gradients[f"db{l + 1}"] = linear_backward(dZ, caches[l])
        gradients[f"dA{l}"] = dA
        if l > 0:
            dZ = relu_backward(dA, caches[l - 1]["Z"])
    """,
)
L_model_backward.variant(
    "slope_of_the_right_class", {"-(Y / A - (1 - Y) / (1 - A))": "np.where(Y == 1, -1 / A, 1 / (1 - A))"}
)
L_model_backward.variant(
    "no_nan", {"np.clip(AL, 1e-15, 1 - 1e-15)": "AL", "    for l in": "    dA = np.nan_to_num(dA)\n    for l in"}
)
L_model_backward.variant(
    "one_fraction_and_dal",
    {
        "-(Y / A - (1 - Y) / (1 - A))": "(A - Y) / (A * (1 - A))",
        "    for l in": '    gradients[f"dA{L}"] = dA\n    for l in',
    },
)

# ---- update_parameters


@exercise(
    points=2,
    hints=(
        "Gradient descent moves every parameter a little against its own gradient.",
        'The gradient of "W1" stands under "dW1": a d in front of the name. `gradients` also holds signals, which you skip.',
        "Each new array has the shape of the old one. Write value - learning_rate * gradient, which makes a new array; "
        "-= would change the caller's.",
        "Almost the code: for name, value in parameters.items(): updated[name] is value minus learning_rate times "
        'gradients["d" + name].',
    ),
)
def update_parameters(parameters, gradients, learning_rate):
    """Take one step of gradient descent.

    Parameters
    ----------
    parameters : dict
        "W1", "b1", ..., "WL", "bL"; left unchanged.
    gradients : dict
        "dW1", "db1", ...; may hold further entries, such as "dA0".
    learning_rate : float
        Length of a step, relative to the gradient.

    Returns
    -------
    updated : dict
        A new dict with the parameters after the step, under the same names.
    """
    updated = {}
    ### START CODE HERE ###
    for name, value in parameters.items():
        updated[name] = value - learning_rate * gradients["d" + name]
    ### END CODE HERE ###
    return updated


update_parameters.mistake(
    "uphill", "The step goes up the slope. Subtract the gradient.", {"value - learning": "value + learning"}
)
update_parameters.mistake(
    "shallow_copy",
    "The values are right, but the caller's arrays have changed: a copied dict holds the same arrays, and `-=` writes "
    "into them. Make new arrays: value - learning_rate * gradient.",
    {"updated[name] = value - learning_rate": "updated[name] = value\n        updated[name] -= learning_rate"},
)
update_parameters.mistake(
    "same_dict",
    "The values are right, but the step is written into the caller's dict. Fill a new one.",
    {"    for name, value": "    updated = parameters\n    for name, value"},
)
update_parameters.mistake(
    "nothing_moves",
    "The parameters come back as they were. Fill `updated` with the values after the step, and return that.",
    {'        updated[name] = value - learning_rate * gradients["d" + name]\n': "        updated = parameters\n"},
)
update_parameters.mistake(
    "fixed_learning_rate",
    "The step has the length 0.01 whatever `learning_rate` is. Use the argument.",
    {"value - learning_rate *": "value - 0.01 *"},
)
update_parameters.mistake(
    "no_learning_rate",
    "The whole gradient is subtracted. Scale it by `learning_rate`.",
    {"value - learning_rate * gradients": "value - gradients"},
)
update_parameters.mistake(
    "only_the_step",
    "What comes back is the step alone. Add it to the parameter: value minus learning_rate times gradient.",
    {"value - learning_rate": "-learning_rate"},
)
update_parameters.mistake(
    "turned_round",
    "The difference is taken the other way round: it is the value minus the step.",
    {'value - learning_rate * gradients["d" + name]': 'learning_rate * gradients["d" + name] - value'},
)
update_parameters.mistake(
    "biases_stay",
    "The biases do not move. They have gradients of their own.",
    {"        updated[name] = value -": '        updated[name] = value if name.startswith("b") else value -'},
)
update_parameters.mistake(
    "last_layer_stays",
    "The last layer is missing. Look at where your loop over the layers ends.",
    {
        "    for name, value in parameters.items():\n": "    for name, value in parameters.items():\n        if name[1:] == str(len(parameters) // 2):\n            continue\n"
    },
)
update_parameters.mistake(
    "weights_only",
    "The biases are missing from what comes back. Every parameter has its place in the new dict.",
    {"        updated[name] =": '        if name.startswith("b"):\n            continue\n        updated[name] ='},
)
update_parameters.variant(
    "comprehension", body='updated = {p: v - learning_rate * gradients[f"d{p}"] for p, v in parameters.items()}'
)
update_parameters.variant(
    "by_layer",
    body="""
    for l in range(1, len(parameters) // 2 + 1):
        updated["W" + str(l)] = parameters["W" + str(l)] - learning_rate * gradients["dW" + str(l)]
        updated["b" + str(l)] = parameters["b" + str(l)] - learning_rate * gradients["db" + str(l)]
    """,
)
update_parameters.variant(
    "deep_copy",
    body="""
    updated = {name: value.copy() for name, value in parameters.items()}
    for name in updated:
        updated[name] -= learning_rate * gradients["d" + name]
    """,
)

# ---- L_layer_model


@exercise(
    points=4,
    uses=("initialize_parameters_deep", "L_model_forward", "compute_cost", "L_model_backward", "update_parameters"),
    hints=(
        "Everything is there. Draw the start once; then repeat: forward, cost, backward, step.",
        "The cost is kept in rounds 0, 100, 200, …, before the step of that round.",
        "compute_cost wants AL (1, m) and Y (1, m). update_parameters gives a new dict, so keep what it returns.",
        "Almost the code: parameters from initialize_parameters_deep; for i in range(num_iterations): AL, caches from "
        "L_model_forward; if i % 100 == 0, append the cost; gradients from L_model_backward; parameters from update_parameters.",
    ),
)
def L_layer_model(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Train a network of L layers by gradient descent.

    Parameters
    ----------
    X, Y : arrays, shapes (n_0, m) and (1, m)
        Examples as columns, and their labels, 0. or 1.
    layer_dims : list of int
        Sizes [n_0, n_1, ..., n_L] with n_L = 1.
    learning_rate : float
        Length of a step, relative to the gradient.
    num_iterations : int
        Number of steps, at least 1.
    rng : numpy.random.Generator
        Source of the start.

    Returns
    -------
    parameters : dict
        "W1", "b1", ..., "WL", "bL" after the last step.
    costs : list of float
        The cost before step 0, before step 100, before step 200, and so on.
    """
    costs = []
    ### START CODE HERE ###
    parameters = initialize_parameters_deep(layer_dims, rng)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost(AL, Y))
        gradients = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, gradients, learning_rate)
    ### END CODE HERE ###
    return parameters, costs


def _same_start(inputs, values):
    """Let the reference start where the answer did, without hidden layers and with them."""

    def start(layer_dims, rng):
        run = "start" if len(layer_dims) == 2 else "before"
        names = [f"{name}{l}" for l in range(1, len(layer_dims)) for name in "Wb"]
        return {name: values[f"{name}, {run}"].copy() for name in names}

    idle = [value for name, value in values.items() if name.endswith((", start", ", before"))]
    return {"initialize_parameters_deep": start}, idle


L_layer_model.replay = Replay(_same_start, lambda name: None if name.endswith(", again") else "result")


L_layer_model.mistake(
    "step_thrown_away",
    "The parameters never move. update_parameters leaves its argument alone and returns a new dict: keep it.",
    {"        parameters = update_parameters(": "        update_parameters("},
)
L_layer_model.mistake(
    "starts_over",
    "The network is drawn anew in every round, so nothing is learned. Draw the start once, before the loop.",
    {
        "    parameters = initialize_parameters_deep(layer_dims, rng)\n    for i in range(num_iterations):\n": "    for i in range(num_iterations):\n        parameters = initialize_parameters_deep(layer_dims, rng)\n"
    },
)
L_layer_model.mistake(
    "fixed_learning_rate",
    "The steps have a length of their own, whatever `learning_rate` is. Use the argument.",
    {"gradients, learning_rate)": "gradients, 0.0075)"},
)
L_layer_model.mistake(
    "one_step_too_many",
    "It takes one step more than asked for.",
    {"range(num_iterations)": "range(num_iterations + 1)"},
)
L_layer_model.mistake(
    "one_step_too_few",
    "It takes one step less than asked for. range(n) has n numbers, starting at 0.",
    {"range(num_iterations)": "range(1, num_iterations)"},
)
L_layer_model.mistake(
    "stale_gradient",
    "Forward and backward run once, and every step uses that gradient. Both belong inside the loop.",
    body="""
    parameters = initialize_parameters_deep(layer_dims, rng)
    AL, caches = L_model_forward(X, parameters)
    gradients = L_model_backward(AL, Y, caches)
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(compute_cost(AL, Y))
        parameters = update_parameters(parameters, gradients, learning_rate)
    """,
)
L_layer_model.mistake(
    "cost_after_step",
    "`costs` is off by one step: it holds the costs after the steps 0, 100, …. Keep the cost before you move.",
    body="""
    parameters = initialize_parameters_deep(layer_dims, rng)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        gradients = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, gradients, learning_rate)
        if i % 100 == 0:
            costs.append(compute_cost(L_model_forward(X, parameters)[0], Y))
    """,
)
L_layer_model.mistake(
    "every_cost",
    "`costs` holds the cost of every step. Keep those of the steps 0, 100, 200, … only.",
    {"        if i % 100 == 0:\n            costs": "        costs"},
)
L_layer_model.mistake(
    "start_not_kept",
    "`costs` lacks the start: its first entry is the cost of step 99. Keep the cost where i, counted from 0, is a multiple of 100.",
    {"i % 100 == 0": "(i + 1) % 100 == 0"},
)
L_layer_model.mistake(
    "start_skipped",
    "`costs` lacks the start: the cost before step 0 belongs into it too.",
    {"if i % 100 == 0": "if i % 100 == 0 and i > 0"},
)
L_layer_model.mistake(
    "last_cost_only",
    "`costs` holds the last step's cost only. Keep one before the steps 0, 100, 200, …, inside the loop.",
    body="""
    parameters = initialize_parameters_deep(layer_dims, rng)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        gradients = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, gradients, learning_rate)
    costs.append(cost)
    """,
)
L_layer_model.mistake(
    "last_cost_too",
    "`costs` also holds the cost of the last step. Keep those before the steps 0, 100, 200, … only.",
    {"if i % 100 == 0": "if i % 100 == 0 or i == num_iterations - 1"},
)
L_layer_model.mistake(
    "steps_with_the_record",
    "The network moves in the rounds 0, 100, … only. The step belongs to every round: look at what is indented under the `if`.",
    {
        "        gradients = L_model_backward(AL, Y, caches)\n": "            gradients = L_model_backward(AL, Y, caches)\n",
        "        parameters = update_parameters(": "            parameters = update_parameters(",
    },
)
L_layer_model.mistake(
    "uphill",
    "The steps go up the slope. Hand `learning_rate` on as it is: update_parameters subtracts already.",
    {"gradients, learning_rate)": "gradients, -learning_rate)"},
)
L_layer_model.mistake(
    "own_generator",
    "Every network starts from the same weights, whatever `rng` is. Hand the `rng` that is passed in to the start.",
    {"(layer_dims, rng)": "(layer_dims, np.random.default_rng(3))"},
)
L_layer_model.mistake(
    "own_layers",
    "The network has sizes of its own. Use `layer_dims`.",
    {"(layer_dims, rng)": "([X.shape[0], 5, 1], rng)"},
)
L_layer_model.variant(
    "in_place_on_own",
    {
        "        parameters = update_parameters(parameters, gradients, learning_rate)\n": '        for name in parameters:\n            parameters[name] = parameters[name] - learning_rate * gradients["d" + name]\n'
    },
)
L_layer_model.variant(
    "while_with_prints",
    body="""
    parameters = initialize_parameters_deep(layer_dims=layer_dims, rng=rng)
    i = 0
    while i < num_iterations:
        AL, caches = L_model_forward(X, parameters)
        cost = float(compute_cost(AL, Y))
        if not i % 100:
            print(f"cost after {i} steps: {cost}")
            costs += [cost]
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
        i += 1
    """,
)
L_layer_model.variant(
    "array_of_costs",
    {
        "(AL, Y))\n": "(AL, Y))\n            print(costs[-1])\n",
        "    ### END": "    costs = np.array(costs)\n    ### END",
    },
)

# ---- compact_backward: find the bug


@exercise(
    points=4,
    uses=("linear_backward",),
    planted="slope_of_the_layer_itself",
    hints=(
        "The code runs and raises nothing, so test numbers. Which gradients does the numerical check call right, and which wrong?",
        "The last layer's dW and db are right, so the signal is right when it enters the loop. Look at the line that makes the next dZ.",
        "In that line dA has come out of layer l: it is the signal at the activations of layer l - 1, with the shape "
        "(n_{l-1}, m). Which layer's scores belong beside it?",
        "Almost the code: dA of layer l - 1 meets the scores Z of layer l - 1. In the list, layer l has the index l - 1, "
        "so layer l - 1 has the index l - 2.",
    ),
)
def compact_backward(AL, Y, caches):
    """Compute the gradients of the weights and biases with the shortcut dZ = AL - Y for the last layer.

    Parameters
    ----------
    AL : array, shape (1, m)
        Probabilities of class 1.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    caches : list of L dicts
        "A_prev", "W" and "Z" of layer 1 first, of layer L last; ReLU in the layers 1..L-1.

    Returns
    -------
    gradients : dict
        "dW1", "db1", ..., "dWL", "dbL", shaped like their parameters.
    """
    gradients = {}
    L = len(caches)
    ### START CODE HERE ###
    dZ = AL - Y
    for l in range(L, 0, -1):
        dA, gradients[f"dW{l}"], gradients[f"db{l}"] = linear_backward(dZ, caches[l - 1])
        if l > 1:
            dZ = relu_backward(dA, caches[l - 2]["Z"])
    ### END CODE HERE ###
    return gradients


compact_backward.mistake(
    "slope_of_the_layer_itself",
    "Only the last layer's gradients are right. dA belongs to layer l - 1 by then; the slope beside it is still taken "
    "from another layer.",
    {'caches[l - 2]["Z"]': 'caches[l - 1]["Z"]'},
)
compact_backward.mistake(
    "slope_two_below",
    "The slope is now taken one layer too low. After linear_backward, dA belongs to layer l - 1.",
    {'caches[l - 2]["Z"]': 'caches[l - 3]["Z"]'},
)
compact_backward.mistake(
    "slope_of_the_last_layer",
    "Every slope is taken from the last layer. Each layer has its own scores.",
    {'caches[l - 2]["Z"]': 'caches[-1]["Z"]'},
)
compact_backward.mistake(
    "slope_dropped",
    "The slope is gone: the signal now passes where ReLU was shut. Keep relu_backward and look at its second argument.",
    {'relu_backward(dA, caches[l - 2]["Z"])': "dA"},
)
compact_backward.mistake(
    "slope_from_signal",
    "The slope is made from the signal itself. Only the scores of the way forward say which units were on.",
    {'caches[l - 2]["Z"]': "dA"},
)
compact_backward.mistake(
    "slope_from_what_came_in",
    "The slope is taken from what layer l - 1 received. It belongs at what layer l - 1 computed, its Z.",
    {'caches[l - 2]["Z"]': 'caches[l - 2]["A_prev"]'},
)
compact_backward.mistake(
    "linear_half_moved",
    "A product in linear_backward does not fit: its dZ and its cache belong to different layers. In round l both must be "
    "those of layer l: caches[l - 1], and the dZ that the round before has made.",
    {"caches[l - 1])": "caches[l - 2])"},
)
compact_backward.mistake(
    "sigmoid_slope",
    "The hidden layers now have the sigmoid's slope. They are ReLU layers: relu_backward was right.",
    {"relu_backward(": "sigmoid_backward("},
)
compact_backward.mistake(
    "sign_turned",
    "All gradients have the opposite sign. The shortcut was right before: AL - Y.",
    {"AL - Y": "Y - AL"},
)
compact_backward.mistake(
    "first_layer_dropped",
    "Layer 1 is missing. The loop was right before: it ends with l = 1.",
    {"range(L, 0, -1)": "range(L, 1, -1)"},
)
compact_backward.variant("from_activations", {'caches[l - 2]["Z"]': 'caches[l - 1]["A_prev"]'})
compact_backward.variant("mask", {'relu_backward(dA, caches[l - 2]["Z"])': 'dA * (caches[l - 2]["Z"] >= 0)'})
compact_backward.variant(
    "cache_below_first",
    body="""
    dZ = AL - Y
    for l, cache in reversed(list(enumerate(caches, start=1))):
        if l < L:
            dZ = relu_backward(dA, cache["Z"])
        dA, dW, db = linear_backward(dZ, cache)
        gradients.update({f"dW{l}": dW, f"db{l}": db, f"dA{l - 1}": dA})
    """,
)
compact_backward.variant("own_backward", body="gradients = L_model_backward(AL, Y, caches)")

_UNUSED = "the signal at the inputs is computed and not used"
compact_backward.same("if l > 1:: 1 -> 0", _UNUSED)
compact_backward.same("if l > 1:: > -> >=", _UNUSED)

# ---- input_gradient: transfer


@exercise(
    points=3,
    uses=("L_model_forward", "L_model_backward"),
    hints=(
        "Backpropagation does not stop at the weights: it hands a signal down to the inputs as well.",
        "Run the network forward and back. One entry of the gradients has the shape of X.",
        '"dA0" has the shape (n_0, m), but it is a signal per example. The cost is a mean over m examples.',
        'Almost the code: AL, caches from L_model_forward; gradients from L_model_backward; dX is gradients["dA0"] over m.',
    ),
)
def input_gradient(X, Y, parameters):
    """Compute the gradient of the cost with respect to the inputs.

    Parameters
    ----------
    X, Y : arrays, shapes (n_0, m) and (1, m)
        Examples as columns, and their labels.
    parameters : dict
        "W1", "b1", ..., "WL", "bL".

    Returns
    -------
    dX : array, shape (n_0, m)
        How the cost J, the mean over the m examples, changes with each number of X.
    """
    ### START CODE HERE ###
    AL, caches = L_model_forward(X, parameters)
    gradients = L_model_backward(AL, Y, caches)
    dX = gradients["dA0"] / X.shape[1]
    ### END CODE HERE ###
    return dX


input_gradient.mistake(
    "signal_returned",
    '`dX` is m times too large. "dA0" is the signal per example; the cost is a mean over the m examples.',
    {" / X.shape[1]": ""},
)
input_gradient.mistake(
    "divided_by_features",
    "`dX` is divided by the number of inputs. The cost is a mean over the examples, the columns of X.",
    {"X.shape[1]": "X.shape[0]"},
)
input_gradient.mistake(
    "signal_of_layer_one",
    "This is the signal at the activations of layer 1. The inputs are the activations of layer 0.",
    {'gradients["dA0"]': 'gradients["dA1"]'},
)
input_gradient.mistake(
    "averaged",
    "`dX` is averaged over the examples. Every number of every example has its own slope: keep all columns.",
    {'gradients["dA0"] / X.shape[1]': 'np.mean(gradients["dA0"], axis=1, keepdims=True)'},
)
input_gradient.mistake(
    "weights_gradient",
    "This is a gradient of weights. With respect to the inputs, the result has the shape of X.",
    {'gradients["dA0"] / X.shape[1]': 'gradients["dW1"]'},
)
input_gradient.mistake(
    "sign",
    "The sign is turned round. The gradient says where the cost rises.",
    {'gradients["dA0"] /': '-gradients["dA0"] /'},
)
input_gradient.variant("m_from_y", {"X.shape[1]": "Y.size"})
input_gradient.variant(
    "through_first_layer",
    body="""
    AL, caches = L_model_forward(X, parameters)
    gradients = L_model_backward(AL, Y, caches)
    m = X.shape[1]
    dX = gradients["dA0"].copy()
    dX *= 1 / m
    """,
)
input_gradient.variant(
    "one_example_at_a_time",
    body="""
    dX = np.zeros(X.shape)
    for i in range(X.shape[1]):
        AL, caches = L_model_forward(X[:, i : i + 1], parameters)
        dX[:, i : i + 1] = L_model_backward(AL, Y[:, i : i + 1], caches)["dA0"] / X.shape[1]
    """,
)

QUESTIONS = (
    question(
        "1a",
        right="b",
        a="That counts the weights only. Each unit also has a bias, and there are 20 + 7 + 1 = 28 units.",
        b="Yes: (64 · 20 + 20) + (20 · 7 + 7) + (7 · 1 + 1) = 1300 + 147 + 8.",
        c="A weight belongs to a pair of units, not to an example: all m examples go through the same weights.",
        d="That is the number of units, with the inputs. A unit has one weight for each number that comes in, and a bias.",
    ),
    question(
        "3a",
        right="c",
        a="b does change with every step, and so does W, which is kept. The cache is made anew in each forward pass anyway.",
        b="Its size is no reason: a cache holds what the way back needs, however small or large.",
        c="Yes. Z = W A + b changes with A by W, with W by A, and with b by 1. The value of b stands in none of these slopes.",
        d="b moves every score, so it matters a great deal on the way forward. The question is whether a slope depends on it.",
    ),
    question(
        "6a",
        right="b",
        a="A constant factor would do little harm if it were the same everywhere. Here it grows with the number of layers passed.",
        b="Yes: every layer that the signal passes would divide once more, so layer 1 of a deep network would hardly move.",
        c="Only the last layer is safe: its gradients are made before the signal is handed down.",
        d="W and b of a layer see the same signal, so a wrong signal spoils both alike.",
    ),
    question(
        "8a",
        right="c",
        a="Twenty remembered examples say little about new ones. Only fresh examples show that, such as the dev set.",
        b="It shows that this learning rate works here, not that no other works better.",
        c="Yes. Forward, cost, backward and step fit together, and the network is large enough for these examples. "
        "A network that fails here has a bug.",
        d="The sanity run has 20 examples and the real task has 1079, so it can say nothing about the cost to expect there.",
    ),
    question(
        "11a",
        right="d",
        a="The gradients are some hundred million times too small. At this pace a million more steps would not show.",
        b="Random guesses of 0 and 1 would be confident and wrong half of the time, which costs far more than 0.69.",
        c="The layers are there, and with another start the same network learns. It is the signal that is lost.",
        d="Yes. What the last layer sees is the same for every image, so only its bias learns: the share of odd digits.",
    ),
)
