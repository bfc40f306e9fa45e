"""The exercise `L_model_forward`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.deep_network.exercises.linear_activation_forward import linear_activation_forward


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
