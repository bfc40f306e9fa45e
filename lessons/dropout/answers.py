"""Dropout: references, mistakes with their hints, and variants. Never goes out."""

import numpy as np

from gradschool.bank import Replay, exercise, question
from lessons.dropout.toolbox import compute_cost, forward_propagation, relu, sigmoid, update_parameters

# ---- dropout_mask


@exercise(
    points=3,
    hints=(
        "Toss one coin for each entry. The coin says keep with probability keep_prob.",
        "rng.random(shape) gives numbers spread evenly over 0..1. Which share of them lies below keep_prob?",
        "The mask has the shape that was asked for: one entry for each unit and each example, each 0 or 1.",
        "Almost the code: take draws from rng.random(shape); D is 1 where draws < keep_prob and 0 elsewhere.",
    ),
)
def dropout_mask(shape, keep_prob, rng):
    """Draw a dropout mask: every entry is kept with probability keep_prob, independently of all others.

    Parameters
    ----------
    shape : tuple of two ints
        Shape of the mask, (n_l, m): units by examples.
    keep_prob : float
        Probability that an entry is kept; above 0, at most 1.
    rng : numpy.random.Generator
        Where every draw comes from.

    Returns
    -------
    D : array, shape (n_l, m)
        1 where an entry is kept, 0 where it is dropped (bool, int or float).
    """
    ### START CODE HERE ###
    draws = rng.random(shape)
    D = (draws < keep_prob).astype(float)
    ### END CODE HERE ###
    return D


dropout_mask.mistake(
    "keeps_the_drop_share",
    "It keeps the share 1 - keep_prob. keep_prob is the share that stays: look at the direction of the comparison.",
    {"draws < keep_prob": "draws > keep_prob"},
)
dropout_mask.mistake(
    "normal_draws",
    "The share kept is the one that bell-shaped draws give. Below keep_prob lies a share keep_prob only "
    "if the draws are uniform on 0..1.",
    {"rng.random(shape)": "rng.standard_normal(shape)"},
)
dropout_mask.mistake(
    "half_always",
    "It keeps one half whatever keep_prob is. Compare with the argument.",
    {"draws < keep_prob": "draws < 0.5"},
)
dropout_mask.mistake(
    "not_compared",
    "The entries are numbers between 0 and 1, not decisions. Compare the draws with keep_prob.",
    {"(draws < keep_prob).astype(float)": "draws"},
)
dropout_mask.mistake(
    "divided_here",
    "The kept entries are 1 / keep_prob. In this course the mask says only kept or dropped, 1 or 0; "
    "the division comes later, in forward propagation.",
    {".astype(float)": " / keep_prob"},
)
dropout_mask.mistake(
    "one_column",
    "The mask has one column: all examples would share it. Draw an entry for each unit and each example.",
    {"rng.random(shape)": "rng.random((shape[0], 1))"},
)
dropout_mask.mistake(
    "same_for_all_examples",
    "The shape is right, but every column is the same: a unit is dropped for all examples or for none. "
    "Draw each entry for itself.",
    {"rng.random(shape)": "np.repeat(rng.random((shape[0], 1)), shape[1], axis=1)"},
)
dropout_mask.mistake(
    "same_for_all_units",
    "The shape is right, but every row is the same: an example loses all units or none. Draw each entry for itself.",
    {"rng.random(shape)": "np.repeat(rng.random((1, shape[1])), shape[0], axis=0)"},
)
dropout_mask.mistake(
    "fixed_number_kept",
    "The share kept is right, but the entries hang together: rows or columns differ less, or more, than single coins would "
    "make them. Decide each entry on its own, by one draw.",
    body="""
    D = np.zeros(shape)
    for j in range(shape[1]):
        D[rng.permutation(shape[0])[: int(round(keep_prob * shape[0]))], j] = 1
    """,
)
dropout_mask.mistake(
    "seed_inside",
    "Every call gives the same mask. A seed inside the function makes the same draws each time; draw from the `rng` passed in.",
    {"rng.random(shape)": "np.random.default_rng(1).random(shape)"},
)
dropout_mask.mistake(
    "global_draws",
    "The masks do not come from `rng`: with equal generators they differ from call to call. "
    "np.random has a generator of its own; draw from the one passed in.",
    {"rng.random(shape)": "np.random.default_rng().random(shape)"},
)
dropout_mask.mistake(
    "transposed",
    "The mask lies on its side: its shape is (m, n_l). Use the shape as it was given.",
    {"rng.random(shape)": "rng.random(shape[::-1])"},
)
dropout_mask.variant("bool", {".astype(float)": ""})
dropout_mask.variant("int", {"astype(float)": "astype(int)"})
dropout_mask.variant("upper_end", {"draws < keep_prob": "draws >= 1 - keep_prob"})
dropout_mask.variant("at_most", {"draws < keep_prob": "draws <= keep_prob"})
dropout_mask.variant("uniform", {"rng.random(shape)": "rng.uniform(0.0, 1.0, size=shape)"})
dropout_mask.variant("binomial", body="D = rng.binomial(1, keep_prob, size=shape)")
dropout_mask.variant("choice", body="D = rng.choice([0.0, 1.0], size=shape, p=[1 - keep_prob, keep_prob])")
dropout_mask.variant("other_order", {"rng.random(shape)": "rng.random(shape[::-1]).T"})
dropout_mask.variant("where", {"(draws < keep_prob).astype(float)": "np.where(draws < keep_prob, 1, 0)"})
dropout_mask.variant(
    "loops",
    body="""
    D = np.zeros(shape)
    for i in range(shape[0]):
        for j in range(shape[1]):
            if rng.random() < keep_prob:
                D[i, j] = 1
    """,
)
dropout_mask.same("D = (draws < keep_prob).astype(float): < -> <=", "a draw equal to keep_prob has probability 1e-16")

# ---- forward_propagation_with_dropout


@exercise(
    points=6,
    uses=("dropout_mask",),
    hints=(
        "It is the forward propagation you know, with two things done to A1 and to A2: silence some entries, enlarge the rest.",
        "After each ReLU: draw a mask of that layer's shape, multiply, divide by keep_prob. "
        "The next layer reads the result.",
        "D1 has the shape of Z1 and D2 the shape of Z2. The product with a mask is element by element, `*`. "
        "The output layer has no mask.",
        "Almost the code: Z1 = W1 @ X + b1; D1 from dropout_mask(Z1.shape, keep_prob, rng); "
        "A1 = relu(Z1) * D1 / keep_prob; the same for layer 2; then Z3 from A2, and A3 = sigmoid(Z3).",
    ),
)
def forward_propagation_with_dropout(X, parameters, keep_prob, rng):
    """Compute the probabilities of a randomly thinned network (inverted dropout in both hidden layers).

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    parameters : dict
        "W1" (n_1, n_x), "b1" (n_1, 1), "W2" (n_2, n_1), "b2" (n_2, 1), "W3" (1, n_2), "b3" (1, 1).
    keep_prob : float
        Probability that an activation of a hidden layer is kept.
    rng : numpy.random.Generator
        Where the masks come from.

    Returns
    -------
    A3 : array, shape (1, m)
        Probabilities of the thinned network.
    cache : dict
        For backpropagation: "Z1", "D1", "A1" (n_1, m), "Z2", "D2", "A2" (n_2, m), "A3", "W1", "W2", "W3". The masks D hold
        0 and 1; A1 and A2 are the activations that the next layer reads, masked and divided by keep_prob.
    """
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    ### START CODE HERE ###
    Z1 = W1 @ X + b1
    D1 = dropout_mask(Z1.shape, keep_prob, rng)
    A1 = relu(Z1) * D1 / keep_prob
    Z2 = W2 @ A1 + b2
    D2 = dropout_mask(Z2.shape, keep_prob, rng)
    A2 = relu(Z2) * D2 / keep_prob
    A3 = sigmoid(W3 @ A2 + b3)
    ### END CODE HERE ###
    cache = {"Z1": Z1, "D1": D1, "A1": A1, "Z2": Z2, "D2": D2, "A2": A2, "A3": A3, "W1": W1, "W2": W2, "W3": W3}
    return A3, cache


_forward = forward_propagation_with_dropout
_forward.replay = Replay(
    group_of=lambda name: "masks" if "D" in name else "activations",
    words=(
        "1 - keep_prob",
        "one half",
        "the share of normal draws below keep_prob",
        "0 and 1 / keep_prob",
        "one column for all examples",
        "one row for all units",
        "entries hang together",
    ),
)
_forward.mistake(
    "not_divided",
    "A1 and A2 are masked but not divided by keep_prob, so their mean shrinks to keep_prob of what it was.",
    {"relu(Z1) * D1 / keep_prob": "relu(Z1) * D1", "relu(Z2) * D2 / keep_prob": "relu(Z2) * D2"},
)
_forward.mistake(
    "not_divided_1",
    "A1 is masked but not divided by keep_prob; A2 is right.",
    {"relu(Z1) * D1 / keep_prob": "relu(Z1) * D1"},
)
_forward.mistake(
    "not_divided_2",
    "A2 is masked but not divided by keep_prob; A1 is right.",
    {"relu(Z2) * D2 / keep_prob": "relu(Z2) * D2"},
)
_forward.mistake(
    "divided_twice",
    "A1 and A2 are divided by keep_prob twice. One division keeps the mean; the second one makes it too large.",
    {
        "relu(Z1) * D1 / keep_prob": "relu(Z1) * D1 / keep_prob / keep_prob",
        "relu(Z2) * D2 / keep_prob": "relu(Z2) * D2 / keep_prob / keep_prob",
    },
)
_forward.mistake(
    "multiplied_by_keep",
    "A1 and A2 are multiplied by keep_prob. Dropping has made the mean smaller by that factor already; "
    "to bring it back, divide.",
    {
        "relu(Z1) * D1 / keep_prob": "relu(Z1) * D1 * keep_prob",
        "relu(Z2) * D2 / keep_prob": "relu(Z2) * D2 * keep_prob",
    },
)
_forward.mistake(
    "divided_by_drop_share",
    "A1 and A2 are divided by 1 - keep_prob, the share dropped. The mean has shrunk to the share kept: divide by that.",
    {
        "relu(Z1) * D1 / keep_prob": "relu(Z1) * D1 / (1 - keep_prob)",
        "relu(Z2) * D2 / keep_prob": "relu(Z2) * D2 / (1 - keep_prob)",
    },
)
_forward.mistake(
    "multiplied_by_drop_share",
    "A1 and A2 are multiplied by 1 - keep_prob. Dropping has made the mean smaller, to keep_prob of what it was; "
    "to bring it back, divide by keep_prob.",
    {
        "relu(Z1) * D1 / keep_prob": "relu(Z1) * D1 * (1 - keep_prob)",
        "relu(Z2) * D2 / keep_prob": "relu(Z2) * D2 * (1 - keep_prob)",
    },
)
_forward.mistake(
    "sigmoid_in_hidden_layers",
    "A1 and A2 are made by the sigmoid. The hidden layers have ReLU; the sigmoid is the output's.",
    {"relu(Z1) * D1": "sigmoid(Z1) * D1", "relu(Z2) * D2": "sigmoid(Z2) * D2"},
)
_forward.mistake(
    "divided_by_share_of_the_draw",
    "A1 and A2 are divided by the share that happened to stay, the mean of the mask. Divide by keep_prob: it is the mean "
    "over all masks that the division keeps.",
    {"D1 / keep_prob": "D1 / np.mean(D1)", "D2 / keep_prob": "D2 / np.mean(D2)"},
)
_forward.mistake(
    "divided_at_the_output_too",
    "A2 is right, and its message to the output layer is divided by keep_prob once more. One division is enough.",
    {"W3 @ A2 + b3": "W3 @ A2 / keep_prob + b3"},
)
_forward.mistake(
    "matrix_product",
    "A mask is multiplied as a matrix. Each activation meets its own mask entry: the product is element by element, `*`.",
    {"relu(Z1) * D1": "relu(Z1) @ D1", "relu(Z2) * D2": "relu(Z2) @ D2"},
)
_forward.mistake(
    "matrix_product_by_dot",
    "np.dot with a mask is a matrix product. Each activation meets its own mask entry: the product is element by element, `*`.",
    {"relu(Z1) * D1": "np.dot(relu(Z1), D1)", "relu(Z2) * D2": "np.dot(relu(Z2), D2)"},
)
_forward.mistake(
    "normal_draws",
    "The masks keep the share that bell-shaped draws give. Draw uniform numbers, or call your dropout_mask.",
    {
        "dropout_mask(Z1.shape, keep_prob, rng)": "rng.standard_normal(Z1.shape) < keep_prob",
        "dropout_mask(Z2.shape, keep_prob, rng)": "rng.standard_normal(Z2.shape) < keep_prob",
    },
)
_forward.mistake(
    "no_biases",
    "The biases are missing from the scores: each layer's score is W @ A + b.",
    {" + b1": "", " + b2": "", " + b3": ""},
)
_forward.mistake(
    "mask_for_all_examples",
    "The masks have one column, shared by all examples. Each example loses its own units: a mask has the shape of its Z.",
    {
        "dropout_mask(Z1.shape,": "dropout_mask((Z1.shape[0], 1),",
        "dropout_mask(Z2.shape,": "dropout_mask((Z2.shape[0], 1),",
    },
)
_forward.mistake(
    "rates_swapped",
    "The masks keep the share 1 - keep_prob. keep_prob is the share that stays, in the mask as in the division.",
    {
        "dropout_mask(Z1.shape, keep_prob": "dropout_mask(Z1.shape, 1 - keep_prob",
        "dropout_mask(Z2.shape, keep_prob": "dropout_mask(Z2.shape, 1 - keep_prob",
    },
)
_forward.mistake(
    "rates_swapped_throughout",
    "The masks keep the share 1 - keep_prob, and the division is by 1 - keep_prob. keep_prob is the share that stays.",
    {
        "dropout_mask(Z1.shape, keep_prob": "dropout_mask(Z1.shape, 1 - keep_prob",
        "dropout_mask(Z2.shape, keep_prob": "dropout_mask(Z2.shape, 1 - keep_prob",
        "D1 / keep_prob": "D1 / (1 - keep_prob)",
        "D2 / keep_prob": "D2 / (1 - keep_prob)",
    },
)
_forward.mistake(
    "other_masks_stored",
    "The masks in the cache are not those that A1 and A2 were multiplied by. Draw each mask once, use it, and store it.",
    {
        "relu(Z1) * D1": "relu(Z1) * dropout_mask(Z1.shape, keep_prob, rng)",
        "relu(Z2) * D2": "relu(Z2) * dropout_mask(Z2.shape, keep_prob, rng)",
    },
)
_forward.mistake(
    "unmasked_stored",
    "The next layer reads masked activations, but A1 and A2 are stored as they were before. "
    "Store what the next layer reads: the gradients of its weights need it.",
    {
        "relu(Z1) * D1 / keep_prob": "relu(Z1)",
        "W2 @ A1": "W2 @ (A1 * D1 / keep_prob)",
        "relu(Z2) * D2 / keep_prob": "relu(Z2)",
        "W3 @ A2": "W3 @ (A2 * D2 / keep_prob)",
    },
)
_forward.mistake(
    "global_draws",
    "The masks do not come from `rng`: with equal generators they differ from call to call. Pass `rng` on to each draw.",
    {"Z1 = W1 @ X + b1": "rng = np.random.default_rng()\n    Z1 = W1 @ X + b1"},
)
_forward.mistake(
    "activations_compared",
    "The masks follow the activations: one threshold parts the kept from the dropped, the same each time. "
    "Compare random numbers with keep_prob, not the activations.",
    {
        "dropout_mask(Z1.shape, keep_prob, rng)": "(relu(Z1) < keep_prob)",
        "dropout_mask(Z2.shape, keep_prob, rng)": "(relu(Z2) < keep_prob)",
    },
)
_forward.mistake(
    "layer_1_mask_in_layer_2",
    "In layer 2 stands a mask of layer 1's shape. Layer 2 needs a mask of its own, D2, of the shape of Z2.",
    {"relu(Z2) * D2": "relu(Z2) * D1"},
)
_forward.mistake(
    "layer_1_mask_in_layer_2_in_place",
    "In layer 2 stands a mask of layer 1's shape. Layer 2 needs a mask of its own, D2, of the shape of Z2.",
    {"A2 = relu(Z2) * D2 / keep_prob": "A2 = relu(Z2)\n    A2 *= D1\n    A2 /= keep_prob"},
)
_forward.mistake(
    "no_mask_in_layer_2",
    "Layer 2 keeps everything. Both hidden layers have dropout, each with its own mask.",
    {"D2 = dropout_mask(Z2.shape, keep_prob, rng)": "D2 = np.ones(Z2.shape)", "relu(Z2) * D2 / keep_prob": "relu(Z2)"},
)
_forward.mistake(
    "mask_drawn_not_used",
    "The masks are drawn but A1 and A2 are not multiplied by them.",
    {"relu(Z1) * D1 / keep_prob": "relu(Z1)", "relu(Z2) * D2 / keep_prob": "relu(Z2)"},
)
_forward.mistake(
    "divided_not_masked",
    "A1 and A2 are divided by keep_prob but not masked: nothing is dropped, and everything is too large.",
    {"relu(Z1) * D1 / keep_prob": "relu(Z1) / keep_prob", "relu(Z2) * D2 / keep_prob": "relu(Z2) / keep_prob"},
)
_forward.mistake(
    "undropped_to_layer_2",
    "A1 is right, but layer 2 reads the activations from before the mask. Pass on A1 as it is stored.",
    {"W2 @ A1 + b2": "W2 @ relu(Z1) + b2"},
)
_forward.mistake(
    "undropped_to_output",
    "A2 is right, but the output layer reads the activations from before the mask. Pass on A2 as it is stored.",
    {"W3 @ A2 + b3": "W3 @ relu(Z2) + b3"},
)
_forward.mistake(
    "output_dropped",
    "The output has a mask too, so some examples lose their answer. Dropout belongs to the hidden layers.",
    {
        "A3 = sigmoid(W3 @ A2 + b3)": "A3 = sigmoid(W3 @ A2 + b3)\n    A3 = A3 * dropout_mask(A3.shape, keep_prob, rng) / keep_prob"
    },
)
_forward.mistake(
    "input_dropped",
    "Z1 is not W1 @ X + b1: the inputs were masked. In this lesson only the hidden layers drop units.",
    {"Z1 = W1 @ X + b1": "Z1 = W1 @ (X * dropout_mask(X.shape, keep_prob, rng) / keep_prob) + b1"},
)
_forward.mistake(
    "seed_inside",
    "Every call draws the same masks. A seed inside the function gives the same thinned network in each step: "
    "draw from the `rng` passed in.",
    {"Z1 = W1 @ X + b1": "rng = np.random.default_rng(1)\n    Z1 = W1 @ X + b1"},
)
_forward.mistake(
    "division_in_mask",
    "The masks in the cache hold 0 and 1 / keep_prob. Keep them 0 and 1 and divide the activations: "
    "backpropagation divides by keep_prob itself.",
    {
        "D1 = dropout_mask(Z1.shape, keep_prob, rng)": "D1 = dropout_mask(Z1.shape, keep_prob, rng) / keep_prob",
        "relu(Z1) * D1 / keep_prob": "relu(Z1) * D1",
        "D2 = dropout_mask(Z2.shape, keep_prob, rng)": "D2 = dropout_mask(Z2.shape, keep_prob, rng) / keep_prob",
        "relu(Z2) * D2 / keep_prob": "relu(Z2) * D2",
    },
)
_forward.mistake(
    "half_always",
    "The masks keep one half whatever keep_prob is, while the division uses keep_prob. Pass keep_prob on to the masks.",
    {
        "dropout_mask(Z1.shape, keep_prob": "dropout_mask(Z1.shape, 0.5",
        "dropout_mask(Z2.shape, keep_prob": "dropout_mask(Z2.shape, 0.5",
    },
)
_forward.mistake(
    "relu_at_output",
    "The output is no probability: the last layer's function is the sigmoid.",
    {"A3 = sigmoid(W3 @ A2 + b3)": "A3 = relu(W3 @ A2 + b3)"},
)
_forward.mistake(
    "no_relu",
    "A1 and A2 are made from the scores without the ReLU. First the activation, then the mask.",
    {"relu(Z1) * D1": "Z1 * D1", "relu(Z2) * D2": "Z2 * D2"},
)
_forward.variant(
    "in_place",
    {
        "A1 = relu(Z1) * D1 / keep_prob": "A1 = relu(Z1)\n    A1 *= D1\n    A1 /= keep_prob",
        "A2 = relu(Z2) * D2 / keep_prob": "A2 = relu(Z2)\n    A2 *= D2\n    A2 /= keep_prob",
    },
)
_forward.variant(
    "inline_bool_masks",
    {
        "dropout_mask(Z1.shape, keep_prob, rng)": "rng.random(Z1.shape) < keep_prob",
        "dropout_mask(Z2.shape, keep_prob, rng)": "rng.random(Z2.shape) < keep_prob",
    },
)
_forward.variant(
    "upper_end_int_masks",
    {
        "dropout_mask(Z1.shape, keep_prob, rng)": "(rng.uniform(size=Z1.shape) >= 1 - keep_prob).astype(int)",
        "dropout_mask(Z2.shape, keep_prob, rng)": "(rng.uniform(size=Z2.shape) >= 1 - keep_prob).astype(int)",
    },
)
_forward.variant(
    "masks_first_and_in_other_order",
    {
        "Z1 = W1 @ X + b1": "D2 = dropout_mask((W2.shape[0], X.shape[1]), keep_prob, rng)\n    Z1 = W1 @ X + b1",
        "    D2 = dropout_mask(Z2.shape, keep_prob, rng)\n": "",
    },
)
_forward.variant("scores_masked", {"relu(Z1) * D1 / keep_prob": "relu(Z1 * D1) / keep_prob"})
_forward.variant(
    "where",
    {
        "relu(Z1) * D1 / keep_prob": "np.where(D1, np.maximum(0, Z1) / keep_prob, 0)",
        "relu(Z2) * D2 / keep_prob": "np.where(D2 == 1, np.maximum(0, Z2) / keep_prob, 0)",
    },
)
_forward.variant(
    "dot_and_multiply",
    {
        "W1 @ X": "np.dot(W1, X)",
        "W2 @ A1": "np.dot(W2, A1)",
        "W3 @ A2": "np.dot(W3, A2)",
        "relu(Z1) * D1": "np.multiply(relu(Z1), D1)",
    },
)
_forward.variant(
    "loop_over_examples",
    {
        "D1 = dropout_mask(Z1.shape, keep_prob, rng)": "D1 = np.hstack([dropout_mask((Z1.shape[0], 1), keep_prob, rng) for _ in range(X.shape[1])])"
    },
)

# ---- backward_propagation_with_dropout


@exercise(
    points=6,
    hints=(
        "A dropped activation had no say in the cost, so nothing flows back to it. A kept one was divided by keep_prob, "
        "and so is its gradient.",
        "What forward propagation did to A1 and A2, do to their gradients dA1 and dA2: the same mask, the same division.",
        "dA2 = W3.T @ dZ3 has the shape (n_2, m), like D2 and Z2; dA1 = W2.T @ dZ2 has the shape (n_1, m), like D1 and Z1. "
        "The slope of ReLU is 1 where Z > 0 and 0 elsewhere.",
        "Almost the code: dZ3 = A3 - Y; dA2 is W3.T @ dZ3 times D2 over keep_prob; dZ2 is dA2 times (Z2 > 0); "
        "dA1 is W2.T @ dZ2 times D1 over keep_prob; dZ1 is dA1 times (Z1 > 0).",
    ),
)
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    """Compute the gradients of the thinned network's cost: the mean log-loss with these masks.

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    cache : dict
        From forward propagation: "Z1", "D1", "A1" (n_1, m), "Z2", "D2", "A2" (n_2, m), "A3" (1, m), "W1", "W2", "W3".
    keep_prob : float
        The probability that was used in forward propagation.

    Returns
    -------
    gradients : dict
        "dW1", "db1", "dW2", "db2", "dW3", "db3", each of the shape of its parameter.
    """
    m = X.shape[1]
    Z1, D1, A1, Z2, D2, A2 = (cache[name] for name in ("Z1", "D1", "A1", "Z2", "D2", "A2"))
    A3, W2, W3 = cache["A3"], cache["W2"], cache["W3"]
    ### START CODE HERE ###
    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3 * D2 / keep_prob
    dZ2 = dA2 * (Z2 > 0)
    dA1 = W2.T @ dZ2 * D1 / keep_prob
    dZ1 = dA1 * (Z1 > 0)
    ### END CODE HERE ###
    return {
        "dW3": dZ3 @ A2.T / m,
        "db3": np.sum(dZ3, axis=1, keepdims=True) / m,
        "dW2": dZ2 @ A1.T / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
        "dW1": dZ1 @ X.T / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
    }


_backward = backward_propagation_with_dropout
_backward.mistake(
    "no_masks",
    "The gradients flow back to dropped units as well: neither D2 nor D1 is in. Multiply dA2 and dA1 by their masks.",
    {" * D2 / keep_prob": " / keep_prob", " * D1 / keep_prob": " / keep_prob"},
)
_backward.mistake(
    "no_mask_2",
    "dA2 is not masked: gradients flow back to units of layer 2 that were dropped. Multiply by D2.",
    {" * D2 / keep_prob": " / keep_prob"},
)
_backward.mistake(
    "no_mask_1",
    "dA1 is not masked: gradients flow back to units of layer 1 that were dropped. Multiply by D1.",
    {" * D1 / keep_prob": " / keep_prob"},
)
_backward.mistake(
    "not_divided",
    "The masks are in, the divisions are not. Forward propagation divided A2 and A1 by keep_prob; their gradients are divided too.",
    {" * D2 / keep_prob": " * D2", " * D1 / keep_prob": " * D1"},
)
_backward.mistake(
    "not_divided_2",
    "dA2 is not divided by keep_prob, so all that lies below it is too small by that factor.",
    {" * D2 / keep_prob": " * D2"},
)
_backward.mistake(
    "not_divided_1",
    "dA1 is not divided by keep_prob, so dW1 and db1 are too small by that factor.",
    {" * D1 / keep_prob": " * D1"},
)
_backward.mistake(
    "divided_twice",
    "dA2 and dA1 are divided by keep_prob twice. Forward propagation divided each activation once.",
    {" * D2 / keep_prob": " * D2 / keep_prob ** 2", " * D1 / keep_prob": " * D1 / keep_prob ** 2"},
)
_backward.mistake(
    "multiplied_by_keep",
    "dA2 and dA1 are multiplied by keep_prob. The gradient carries the same factor as the activation did: 1 / keep_prob.",
    {" * D2 / keep_prob": " * D2 * keep_prob", " * D1 / keep_prob": " * D1 * keep_prob"},
)
_backward.mistake(
    "divided_by_drop_share",
    "dA2 and dA1 are divided by 1 - keep_prob, the share dropped. Use the number that forward propagation divided by.",
    {" * D2 / keep_prob": " * D2 / (1 - keep_prob)", " * D1 / keep_prob": " * D1 / (1 - keep_prob)"},
)
_backward.mistake(
    "plain",
    "These are gradients of a network without dropout: neither masks nor divisions are in.",
    {" * D2 / keep_prob": "", " * D1 / keep_prob": ""},
)
_backward.mistake(
    "fresh_masks",
    "The backward pass draws masks of its own. Gradients must pass through the very units that took part: "
    "use D1 and D2 from the cache.",
    {
        " * D2 / keep_prob": " * (np.random.default_rng().random(D2.shape) < keep_prob) / keep_prob",
        " * D1 / keep_prob": " * (np.random.default_rng().random(D1.shape) < keep_prob) / keep_prob",
    },
)
_backward.mistake(
    "layer_1_mask_in_layer_2",
    "In dA2 or dZ2 stands an array of layer 1's shape. Each layer has its own: D2 and Z2 belong to layer 2, D1 and Z1 to layer 1.",
    {" * D2 / keep_prob": " * D1 / keep_prob"},
)
_backward.mistake(
    "layer_1_mask_in_layer_2_in_place",
    "In dA2 or dZ2 stands an array of layer 1's shape. Each layer has its own: D2 and Z2 for layer 2, D1 and Z1 for layer 1.",
    {"dA2 = W3.T @ dZ3 * D2 / keep_prob": "dA2 = W3.T @ dZ3\n    dA2 *= D1\n    dA2 /= keep_prob"},
)
_backward.mistake(
    "layer_2_mask_in_layer_1",
    "In dA1 or dZ1 stands an array of layer 2's shape. Each layer has its own: D2 and Z2 belong to layer 2, D1 and Z1 to layer 1.",
    {" * D1 / keep_prob": " * D2 / keep_prob"},
)
_backward.mistake(
    "matrix_product",
    "A mask is multiplied as a matrix. Each gradient meets its own mask entry: the product is element by element, `*`.",
    {"@ dZ3 * D2": "@ dZ3 @ D2", "@ dZ2 * D1": "@ dZ2 @ D1"},
)
_backward.mistake(
    "no_relu_slope",
    "The slope of ReLU is missing: where Z1 or Z2 is negative nothing may flow back. The mask does not do that by itself.",
    {" * (Z2 > 0)": "", " * (Z1 > 0)": ""},
)
_backward.mistake(
    "no_relu_slope_2",
    "dZ2 lacks the slope of ReLU: where Z2 is negative nothing may flow back.",
    {" * (Z2 > 0)": ""},
)
_backward.mistake(
    "no_relu_slope_1",
    "dZ1 lacks the slope of ReLU: where Z1 is negative nothing may flow back.",
    {" * (Z1 > 0)": ""},
)
_backward.mistake(
    "relu_values_for_slope",
    "dZ2 and dZ1 are multiplied by ReLU's values. Its slope is 1 or 0: ask where Z is positive.",
    {" * (Z2 > 0)": " * relu(Z2)", " * (Z1 > 0)": " * relu(Z1)"},
)
_backward.mistake(
    "dropped_ones_only",
    "The gradients flow to the dropped units and to no others: 1 - D stands where D belongs.",
    {" * D2 /": " * (1 - D2) /", " * D1 /": " * (1 - D1) /"},
)
_backward.mistake(
    "past_the_relu_of_layer_2",
    "dA1 is made from dA2. The way to layer 1 leads through the ReLU of layer 2 first: use dZ2.",
    {"W2.T @ dZ2": "W2.T @ dA2"},
)
_backward.mistake(
    "averaged_in_layer_2",
    "Layer 3 is right, and the gradients below it are m times too small. The lines given below the region divide by m already.",
    {" * D2 / keep_prob": " * D2 / keep_prob / m"},
)
_backward.mistake(
    "sign",
    "All gradients point the other way. The output's error is A3 - Y, prediction minus label.",
    {"dZ3 = A3 - Y": "dZ3 = Y - A3"},
)
_backward.mistake(
    "averaged_twice",
    "All gradients are m times too small. The lines given below the region divide by m already.",
    {"dZ3 = A3 - Y": "dZ3 = (A3 - Y) / m"},
)
_backward.mistake(
    "sigmoid_slope_kept",
    "The output's error carries an extra factor A3 (1 - A3). With the log-loss the sigmoid's slope cancels.",
    {"dZ3 = A3 - Y": "dZ3 = (A3 - Y) * A3 * (1 - A3)"},
)
_backward.mistake(
    "output_error_divided",
    "The output's error is divided by keep_prob. The output layer has no dropout.",
    {"dZ3 = A3 - Y": "dZ3 = (A3 - Y) / keep_prob"},
)
_backward.mistake(
    "one_division_for_all",
    "dA1 is divided by keep_prob once too often. dZ2 brings the division of layer 2 along; layer 1 adds its own, once.",
    {" * D1 / keep_prob": " * D1 / keep_prob ** 2"},
)
_backward.mistake(
    "mask_times_values",
    "The gradients are multiplied by the activations A2 and A1. The factor is the mask, 0 or 1, over keep_prob.",
    {" * D2 / keep_prob": " * A2", " * D1 / keep_prob": " * A1"},
)
_backward.variant(
    "in_place",
    {
        "dA2 = W3.T @ dZ3 * D2 / keep_prob": "dA2 = W3.T @ dZ3\n    dA2 *= D2\n    dA2 /= keep_prob",
        "dA1 = W2.T @ dZ2 * D1 / keep_prob": "dA1 = W2.T @ dZ2\n    dA1 *= D1\n    dA1 /= keep_prob",
    },
)
_backward.variant("slope_from_activation", {" * D2 / keep_prob": " / keep_prob", "Z2 > 0": "A2 > 0"})
_backward.variant(
    "where",
    {
        " * D2 / keep_prob": " / keep_prob",
        "dA2 * (Z2 > 0)": "np.where((Z2 > 0) & (D2 == 1), dA2, 0.0)",
        "dA1 * (Z1 > 0)": "np.where(Z1 <= 0, 0.0, dA1)",
    },
)
_backward.variant("dot", {"W3.T @ dZ3 *": "np.dot(W3.T, dZ3) *", "W2.T @ dZ2 *": "np.dot(W2.T, dZ2) *"})
_backward.variant("einsum", {"W2.T @ dZ2 *": 'np.einsum("ji,jk->ik", W2, dZ2) *', "Z1 > 0": "Z1 >= 0"})
_backward.variant(
    "scaled_masks",
    {
        "dZ3 = A3 - Y": "dZ3, S2, S1 = A3 - Y, D2 / keep_prob, D1 / keep_prob",
        " * D2 / keep_prob": " * S2",
        " * D1 / keep_prob": " * S1",
    },
)
_backward.variant(
    "slope_as_int",
    {"(Z2 > 0)": "np.int64(Z2 > 0)", "(Z1 > 0)": "(np.sign(Z1) + 1) / 2"},
)
_backward.same(
    "dA2 = W3.T @ dZ3 * D2 / keep_prob: @ -> * in W3.T @ dZ3",
    "with one output a column times a row is the same numbers either way",
)
_backward.same("dZ2 = dA2 * (Z2 > 0): > -> >=", "a score of exactly 0 does not occur")
_backward.same("dZ1 = dA1 * (Z1 > 0): > -> >=", "a score of exactly 0 does not occur")

# ---- train_with_dropout


@exercise(
    points=3,
    planted="same_masks",
    uses=("forward_propagation_with_dropout", "backward_propagation_with_dropout"),
    hints=(
        "Dropout draws a new thinned network in every step. Ask of each line: would this loop do that?",
        'Print cache["D1"][:, 0] for a few steps. Do the masks change?',
        "A generator that is made anew from the same seed gives the same numbers again. Which generator reaches forward propagation?",
        "Almost the code: one line in the loop makes a generator of its own. Take it out; `rng` then moves on from step to step.",
    ),
)
def train_with_dropout(X, Y, parameters, keep_prob, learning_rate, num_iterations, rng):
    """Train by gradient descent; every step draws a new thinned network.

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    parameters : dict
        "W1", "b1", "W2", "b2", "W3", "b3" to start from; left unchanged.
    keep_prob : float
        Probability that an activation of a hidden layer is kept; 1.0 trains without dropout.
    learning_rate : float
        Length of a step, relative to the gradient.
    num_iterations : int
        Number of steps.
    rng : numpy.random.Generator
        Where all masks come from.

    Returns
    -------
    parameters : dict
        The parameters after the last step.
    costs : list of float
        The thinned network's cost before each step, num_iterations numbers.
    """
    costs = []
    ### START CODE HERE ###
    for _ in range(num_iterations):
        A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
        costs.append(compute_cost(A3, Y))
        gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        parameters = update_parameters(parameters, gradients, learning_rate)
    ### END CODE HERE ###
    return parameters, costs


train_with_dropout.mistake(
    "same_masks",
    "Every step uses the same masks, whatever `rng` is: a generator is made anew, from one seed, inside the loop. "
    "So one thinned network is trained, and the dropped units never learn.",
    {
        "    for _ in range(num_iterations):\n": "    for _ in range(num_iterations):\n        rng = np.random.default_rng(1)\n"
    },
)
train_with_dropout.mistake(
    "same_masks_from_rng",
    "The masks depend on `rng`, but they stay the same from step to step. Let the generator itself move on; "
    "a copy or a kept seed starts over each time.",
    {
        "    for _ in range(num_iterations):\n": "    seed = int(rng.integers(2**31))\n    for _ in range(num_iterations):\n"
        "        rng = np.random.default_rng(seed)\n"
    },
)
train_with_dropout.mistake(
    "own_generator",
    "The masks change from step to step, but they do not come from the `rng` passed in: the result is the same for every `rng`.",
    {
        "    for _ in range(num_iterations):\n": "    rng = np.random.default_rng(1)\n    for _ in range(num_iterations):\n"
    },
)
train_with_dropout.mistake(
    "nothing_dropped",
    "No unit is ever dropped. Forward propagation needs the keep_prob that you were given.",
    {"(X, parameters, keep_prob, rng)": "(X, parameters, 1.0, rng)"},
)
train_with_dropout.mistake(
    "backward_without_keep",
    "Forward propagation divides by keep_prob and backpropagation does not. Pass it keep_prob too.",
    {"(X, Y, cache, keep_prob)": "(X, Y, cache, 1.0)"},
)
train_with_dropout.mistake(
    "uphill",
    "The steps go up the slope. Move against the gradient: the learning rate is positive, and update_parameters subtracts.",
    {"gradients, learning_rate)": "gradients, -learning_rate)"},
)
train_with_dropout.mistake(
    "forward_once",
    "Forward propagation runs once, before the loop, so costs and gradients never see the new parameters. It belongs inside the loop.",
    body="""
    A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
    for _ in range(num_iterations):
        costs.append(compute_cost(A3, Y))
        gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        parameters = update_parameters(parameters, gradients, learning_rate)
    """,
)
train_with_dropout.mistake(
    "cost_after_step",
    "`costs` is off by one step: it holds the cost after the step. Keep it before you move.",
    body="""
    for _ in range(num_iterations):
        A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
        gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        parameters = update_parameters(parameters, gradients, learning_rate)
        A3, _ = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
        costs.append(compute_cost(A3, Y))
    """,
)
train_with_dropout.mistake(
    "cost_of_the_whole_network",
    "The parameters are right, and `costs` holds the whole network's cost. The loop keeps the cost that it sees, that of "
    "each step's thinned network.",
    {
        "costs.append(compute_cost(A3, Y))": "costs.append(compute_cost(forward_propagation(X, parameters)[0], Y))",
    },
)
train_with_dropout.mistake(
    "one_step",
    "Only one step is taken. All four lines belong inside the loop.",
    {"range(num_iterations)": "range(1)"},
)
train_with_dropout.mistake(
    "start_returned",
    "The parameters that come back are those of the start. Keep what update_parameters returns, and go on from it.",
    {"        parameters = update_parameters": "        updated = update_parameters"},
)
train_with_dropout.variant(
    "while_loop",
    body="""
    while len(costs) < num_iterations:
        A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
        costs.append(np.float64(compute_cost(A3, Y)))
        gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        parameters = update_parameters(parameters, gradients, learning_rate)
    """,
)
train_with_dropout.variant(
    "update_by_hand",
    {
        "parameters = update_parameters(parameters, gradients, learning_rate)": 'parameters = {n: parameters[n] - learning_rate * gradients["d" + n] for n in parameters}'
    },
)
train_with_dropout.variant(
    "new_generator_each_step",
    {"keep_prob, rng)\n        costs": "keep_prob, np.random.default_rng(rng.integers(2**63)))\n        costs"},
)
train_with_dropout.variant(
    "keywords", {"(X, parameters, keep_prob, rng)": "(X, parameters, rng=rng, keep_prob=keep_prob)"}
)

# ---- predict


@exercise(
    points=2,
    hints=(
        "The coin tosses are for training. A prediction comes from the whole network.",
        "The toolbox has forward propagation without dropout; it returns the probabilities and a cache.",
        "The probabilities have the shape (1, m), and so have the predictions. Class 1 is where the probability is above one half.",
        "Almost the code: A3, cache from forward_propagation(X, parameters); return A3 > 0.5 as numbers 0 and 1.",
    ),
)
def predict(parameters, X):
    """Decide for class 1 where the whole network gives it a probability above one half.

    Parameters
    ----------
    parameters : dict
        "W1", "b1", "W2", "b2", "W3", "b3", trained with dropout or without.
    X : array, shape (n_x, m)
        Examples as columns.

    Returns
    -------
    predictions : array, shape (1, m)
        0 or 1 for each example (bool, int or float).
    """
    ### START CODE HERE ###
    A3, _ = forward_propagation(X, parameters)
    predictions = (A3 > 0.5).astype(float)
    ### END CODE HERE ###
    return predictions


predict.mistake(
    "dropout_left_on",
    "Equal examples get different answers: chance has a say in the prediction. Use the whole network, without masks.",
    {
        "forward_propagation(X, parameters)": "forward_propagation_with_dropout(X, parameters, 0.5, np.random.default_rng())"
    },
)
predict.mistake(
    "cache_not_taken_off",
    "forward_propagation returns two things, the probabilities and a cache. Take the first before you compare it with one half.",
    {"A3, _ = forward": "A3 = forward"},
)
predict.mistake(
    "probabilities",
    "These are the probabilities. The function returns the decision: 0 or 1.",
    {"(A3 > 0.5).astype(float)": "A3"},
)
predict.mistake(
    "inverted",
    "Every decision is the other way round. Which side of one half is class 1?",
    {"A3 > 0.5": "A3 < 0.5"},
)
predict.mistake(
    "cut_at_zero",
    "Everything is class 1. A probability is never below 0; the cut is at one half.",
    {"A3 > 0.5": "A3 > 0"},
)
predict.mistake(
    "argmax",
    "Everything is class 0. (np.argmax finds the only row in every column, and astype(int) cuts 0.9 down to 0.) "
    "Compare with one half.",
    {"(A3 > 0.5).astype(float)": "np.argmax(A3, axis=0).reshape(1, -1)"},
)
predict.mistake(
    "minus_one",
    "The classes come out as -1 and 1. In this course class 0 is written 0.",
    {"(A3 > 0.5).astype(float)": "np.where(A3 > 0.5, 1, -1)"},
)
predict.mistake(
    "cut_at_the_mean",
    "The cut is at the mean of these probabilities, so one example's class depends on the others. The cut is at one half.",
    {"A3 > 0.5": "A3 > np.mean(A3)"},
)
predict.mistake(
    "scaled_at_test",
    "The activations are made smaller here. Inverted dropout did its rescaling in training; no factor is left for the test pass.",
    body="""
    _, cache = forward_propagation(X, parameters)
    A1 = 0.5 * cache["A1"]
    A2 = 0.5 * relu(parameters["W2"] @ A1 + parameters["b2"])
    A3 = sigmoid(parameters["W3"] @ A2 + parameters["b3"])
    predictions = (A3 > 0.5).astype(float)
    """,
)
predict.mistake(
    "flat",
    "The predictions are a flat array. Keep the row (1, m), like the labels.",
    {".astype(float)": ".astype(float).ravel()"},
)
predict.variant(
    "keep_everything",
    {
        "forward_propagation(X, parameters)": "forward_propagation_with_dropout(X, parameters, 1.0, np.random.default_rng(1))"
    },
)
predict.variant("bool", {".astype(float)": ""})
predict.variant("where", {"(A3 > 0.5).astype(float)": "np.where(A3 > 0.5, 1, 0)"})
predict.variant("at_least", {"A3 > 0.5": "A3 >= 0.5"})
predict.variant("round", {"(A3 > 0.5).astype(float)": "np.round(A3)"})
predict.variant(
    "by_hand",
    {
        "A3, _ = forward_propagation(X, parameters)": 'A1 = relu(parameters["W1"] @ X + parameters["b1"])\n'
        '    A2 = relu(parameters["W2"] @ A1 + parameters["b2"])\n    A3 = sigmoid(parameters["W3"] @ A2 + parameters["b3"])'
    },
)
predict.same(
    "predictions = (A3 > 0.5).astype(float): > -> >=", "only a probability of exactly one half decides otherwise"
)

# ---- average_over_masks


@exercise(
    points=3,
    uses=("forward_propagation_with_dropout",),
    hints=(
        "Each call of your forward propagation asks another thinned network. Ask many and look at their answers.",
        "Collect the probabilities A3 of count calls in a list, all with the same rng; then take mean and standard deviation.",
        "The list holds count arrays of shape (1, m). Mean and deviation go over the list, axis 0, so both keep the shape (1, m).",
        "Almost the code: runs is a list of the first results of forward_propagation_with_dropout(X, parameters, keep_prob, rng); "
        "mean is np.mean(runs, axis=0); spread is np.std(runs, axis=0).",
    ),
)
def average_over_masks(X, parameters, keep_prob, count, rng):
    """Compute mean and spread of the probabilities that thinned networks give.

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    parameters : dict
        "W1", "b1", "W2", "b2", "W3", "b3".
    keep_prob : float
        Probability that an activation of a hidden layer is kept.
    count : int
        Number of passes, each with new masks.
    rng : numpy.random.Generator
        Where the masks come from.

    Returns
    -------
    mean : array, shape (1, m)
        Mean over the passes of each example's probability.
    spread : array, shape (1, m)
        Standard deviation over the passes of each example's probability.
    """
    ### START CODE HERE ###
    runs = [forward_propagation_with_dropout(X, parameters, keep_prob, rng)[0] for _ in range(count)]
    mean = np.mean(runs, axis=0)
    spread = np.std(runs, axis=0)
    ### END CODE HERE ###
    return mean, spread


def _whole(inputs, values):
    """The whole network's answer takes no pass with masks."""
    whole = forward_propagation(inputs["X"], inputs["parameters"])[0]
    return {}, [whole, whole[:, : values["mean of few"].shape[1]]]


def _group(name):
    if name in ("mean for 1", "spread for 1"):
        return "keep_prob = 1"
    return name if name in ("mean", "spread") else None


_SMALL = 1e-4  # where every network is sure of an example, rounding decides what is left of mean and spread


def _other_draws(inputs, name, got, wanted):
    """Whether means or spreads of equal examples have one distribution, up to seven standard errors."""
    if name not in ("mean", "spread"):
        return False
    examples = len(np.unique(inputs["X"], axis=1).T)
    got, wanted = got.reshape(-1, examples), wanted.reshape(-1, examples)
    sure = np.abs(wanted - wanted[:1]).max(axis=0) < _SMALL
    if np.any(np.abs(got - wanted)[:, sure] > _SMALL):
        return False
    got, wanted = got[:, ~sure], wanted[:, ~sure]
    if name == "spread":  # divided by count or by count - 1: both are in use
        got, wanted = got**2, wanted**2
    noise, drift = wanted.var(axis=0), 0.06 * wanted.mean(axis=0) if name == "spread" else 0.0
    near = np.abs(got.mean(axis=0) - wanted.mean(axis=0)) <= 7 * np.sqrt(2 * noise / len(wanted)) + drift
    # Of fewer passes the means vary more, and one network's answer again and again does not vary.
    return bool(np.all(near) and np.all(np.abs(np.log(got.var(axis=0) / noise)) < np.log(4)))


average_over_masks.replay = Replay(_whole, _group, alike=_other_draws, small=_SMALL)

average_over_masks.mistake(
    "decisions_averaged",
    "The mean is one of decisions, 0 or 1. Average the probabilities; deciding comes last.",
    {"keep_prob, rng)[0] for": "keep_prob, rng)[0] > 0.5 for"},
)
average_over_masks.mistake(
    "sum",
    "`mean` is a sum over the passes, count times too large.",
    {"np.mean(runs, axis=0)": "np.sum(runs, axis=0)"},
)
average_over_masks.mistake(
    "whole_network",
    "Every pass gave the whole network's answer: nothing was dropped. Use forward propagation with dropout, and its keep_prob.",
    {"(X, parameters, keep_prob, rng)": "(X, parameters, 1.0, rng)"},
)
average_over_masks.mistake(
    "same_masks",
    "All passes used the same masks, whatever `rng` is, so the spread is 0. A generator made anew from one seed starts over each time.",
    {"(X, parameters, keep_prob, rng)": "(X, parameters, keep_prob, np.random.default_rng(1))"},
)
average_over_masks.mistake(
    "one_pass",
    "The spread is 0: there was one pass only, or all passes used the same masks. Make count passes, each drawing on from `rng`.",
    {"range(count)": "range(1)"},
)
average_over_masks.mistake(
    "ten_passes",
    "It makes ten passes whatever count is. Use the argument.",
    {"range(count)": "range(10)"},
)
average_over_masks.mistake(
    "variance",
    "`spread` is the variance. The standard deviation is its square root.",
    {"np.std(runs": "np.var(runs"},
)
average_over_masks.mistake(
    "standard_error",
    "`spread` is the deviation over the root of count, the standard error of the mean. Return the deviation itself.",
    {"np.std(runs, axis=0)": "np.std(runs, axis=0) / np.sqrt(count)"},
)
average_over_masks.mistake(
    "order",
    "The two results stand in the other order. The order asked for is mean, spread.",
    {"    ### END CODE HERE ###": "    mean, spread = spread, mean\n    ### END CODE HERE ###"},
)
average_over_masks.mistake(
    "own_generators",
    "The passes differ, but they do not come from the `rng` passed in: the result is the same for every `rng`.",
    {
        "(X, parameters, keep_prob, rng)[0] for _ in": "(X, parameters, keep_prob, np.random.default_rng(i))[0] for i in",
    },
)
average_over_masks.mistake(
    "flat",
    "The mean and the spread are flat arrays. Keep the row (1, m), like the probabilities.",
    {"np.mean(runs, axis=0)": "np.mean(runs, axis=0).ravel()", "np.std(runs, axis=0)": "np.std(runs, axis=0).ravel()"},
)
average_over_masks.mistake(
    "one_number",
    "The mean and the deviation were taken over everything. Each example keeps its own: take them over the passes, axis 0.",
    {"np.mean(runs, axis=0)": "np.mean(runs)", "np.std(runs, axis=0)": "np.std(runs)"},
)
average_over_masks.mistake(
    "over_the_examples",
    "The mean and the deviation were taken over the examples, one for each pass. Take them over the passes, one for each example.",
    {"np.mean(runs, axis=0)": "np.mean(runs, axis=2).T", "np.std(runs, axis=0)": "np.std(runs, axis=2).T"},
)
average_over_masks.variant(
    "loop",
    body="""
    total, squares = np.zeros((1, X.shape[1])), np.zeros((1, X.shape[1]))
    for _ in range(count):
        A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
        total += A3
        squares += A3**2
    mean = total / count
    spread = np.sqrt(np.maximum(squares / count - mean**2, 0))
    """,
)
average_over_masks.variant("sample_deviation", {"np.std(runs, axis=0)": "np.std(runs, axis=0, ddof=1)"})
average_over_masks.variant(
    "stacked",
    {
        "mean = np.mean(runs, axis=0)": "runs = np.vstack(runs)\n    mean = runs.mean(axis=0, keepdims=True)",
        "np.std(runs, axis=0)": "runs.std(axis=0, keepdims=True)",
    },
)
average_over_masks.variant(
    "other_generators", {"keep_prob, rng)[0]": "keep_prob, np.random.default_rng(rng.integers(2**60)))[0]"}
)

# ---- scale_weights_for_test


@exercise(
    points=4,
    hints=(
        "In training the mean of each masked activation was keep_prob times its value. In the test pass nothing is masked.",
        "Follow one activation of layer 1 to the next score. By which factor is its message too large in the test pass?",
        "Look at which weights read a layer that had dropout, and which read the inputs. No bias was ever dropped.",
        "Almost the code: copy the dict; W2 and W3 become keep_prob times what they were; W1 and the biases stay.",
    ),
)
def scale_weights_for_test(parameters, keep_prob):
    """Prepare a network for its test pass that was trained with dropout of 2014, without the division.

    In training, A1 = relu(Z1) * D1 and A2 = relu(Z2) * D2, nothing divided. The network returned here is used with
    forward_propagation, without masks: each of its scores must be the mean that the score had in training, taken over the
    masks of the layer below it.

    Parameters
    ----------
    parameters : dict
        "W1" (n_1, n_x), "b1" (n_1, 1), "W2" (n_2, n_1), "b2" (n_2, 1), "W3" (1, n_2), "b3" (1, 1); left unchanged.
    keep_prob : float
        Probability that an activation of a hidden layer was kept in training.

    Returns
    -------
    scaled : dict
        Parameters under the same names, in the same shapes.
    """
    ### START CODE HERE ###
    scaled = dict(parameters)
    scaled["W2"] = keep_prob * parameters["W2"]
    scaled["W3"] = keep_prob * parameters["W3"]
    ### END CODE HERE ###
    return scaled


scale_weights_for_test.mistake(
    "unscaled",
    "Nothing is scaled. In the test pass a score then sums more activations than it did in training.",
    {'    scaled["W2"] = keep_prob * parameters["W2"]\n    scaled["W3"] = keep_prob * parameters["W3"]\n': ""},
)
scale_weights_for_test.mistake(
    "divided",
    "The weights are divided by keep_prob. The whole network's scores are too large already; the factor makes them smaller.",
    {
        'keep_prob * parameters["W2"]': 'parameters["W2"] / keep_prob',
        'keep_prob * parameters["W3"]': 'parameters["W3"] / keep_prob',
    },
)
scale_weights_for_test.mistake(
    "all_weights",
    "W1 is scaled too. It reads the inputs, and those were never dropped.",
    {"scaled = dict(parameters)": 'scaled = dict(parameters)\n    scaled["W1"] = keep_prob * parameters["W1"]'},
)
scale_weights_for_test.mistake(
    "everything",
    "All weights and all biases are scaled. A bias is added whole in training; and W1 reads the inputs, which were never dropped.",
    body="""
    scaled = {name: keep_prob * value for name, value in parameters.items()}
    """,
)
scale_weights_for_test.mistake(
    "biases_too",
    "The biases b2 and b3 are scaled too. In training they were added whole, whatever the mask.",
    {
        "scaled = dict(parameters)": 'scaled = dict(parameters)\n    scaled["b2"] = keep_prob * parameters["b2"]\n    scaled["b3"] = keep_prob * parameters["b3"]'
    },
)
scale_weights_for_test.mistake(
    "weights_into_the_layer",
    "W1 and W2 are scaled, the weights that lead into the dropped layers. Scale those that read the dropped layers' outputs.",
    {
        'scaled["W2"] = keep_prob * parameters["W2"]': 'scaled["W1"] = keep_prob * parameters["W1"]',
        'scaled["W3"] = keep_prob * parameters["W3"]': 'scaled["W2"] = keep_prob * parameters["W2"]',
    },
)
scale_weights_for_test.mistake(
    "only_W3",
    "W3 is scaled and W2 is not. Layer 1 had dropout as well, and W2 reads it.",
    {'    scaled["W2"] = keep_prob * parameters["W2"]\n': ""},
)
scale_weights_for_test.mistake(
    "only_W2",
    "W2 is scaled and W3 is not. Layer 2 had dropout as well, and W3 reads it.",
    {'    scaled["W3"] = keep_prob * parameters["W3"]\n': ""},
)
scale_weights_for_test.mistake(
    "all_in_W3",
    "W3 is scaled by keep_prob squared and W2 not at all. Layer 2's ReLU and biases lie between: each factor belongs to the "
    "weights that read the layer.",
    {
        '    scaled["W2"] = keep_prob * parameters["W2"]\n': "",
        'keep_prob * parameters["W3"]': 'keep_prob ** 2 * parameters["W3"]',
    },
)
scale_weights_for_test.mistake(
    "root",
    "The weights are scaled by the root of keep_prob. The mean of a masked activation is keep_prob times its value.",
    {
        'keep_prob * parameters["W2"]': 'keep_prob ** 0.5 * parameters["W2"]',
        'keep_prob * parameters["W3"]': 'keep_prob ** 0.5 * parameters["W3"]',
    },
)
scale_weights_for_test.mistake(
    "counted_twice",
    "W3 is scaled by keep_prob squared. The drop in layer 1 is made good by W2 already; W3 answers for layer 2 only.",
    {'keep_prob * parameters["W3"]': 'keep_prob ** 2 * parameters["W3"]'},
)
scale_weights_for_test.mistake(
    "drop_share",
    "The weights are scaled by 1 - keep_prob, the share dropped. The mean is the share kept.",
    {
        'keep_prob * parameters["W2"]': '(1 - keep_prob) * parameters["W2"]',
        'keep_prob * parameters["W3"]': '(1 - keep_prob) * parameters["W3"]',
    },
)
scale_weights_for_test.mistake(
    "caller_changed",
    "The numbers are right, but the caller's `parameters` were changed: `scaled = parameters` is the same dict, and in a "
    "copied dict `*=` still writes into the same arrays. Put new arrays into a new dict.",
    {
        'scaled["W2"] = keep_prob * parameters["W2"]': 'scaled["W2"] *= keep_prob',
        'scaled["W3"] = keep_prob * parameters["W3"]': 'scaled["W3"] *= keep_prob',
    },
)
scale_weights_for_test.variant(
    "comprehension",
    body="""
    scaled = {name: value * (keep_prob if name in ("W2", "W3") else 1) for name, value in parameters.items()}
    """,
)
scale_weights_for_test.variant(
    "copies_in_place",
    body="""
    scaled = {name: value.copy() for name, value in parameters.items()}
    for name in ("W2", "W3"):
        scaled[name] *= keep_prob
    """,
)
scale_weights_for_test.variant(
    "scaled_activations",
    body="""
    scaled = {name: parameters[name] * keep_prob for name in ("W1", "b1", "b2")}
    scaled["W2"] = parameters["W2"] * keep_prob
    scaled["W3"], scaled["b3"] = parameters["W3"], parameters["b3"]
    """,
)

QUESTIONS = (
    question(
        "2a",
        right="b",
        a="0.2 is the share that goes. keep_prob is the share that stays; swapping the two drops four times as much.",
        b="Yes. What is not dropped is kept: 1 - 0.2 = 0.8. Look this up in every library, since both conventions are in use.",
        c="1 / 0.8 is the factor by which the kept activations grow. A probability is at most 1.",
    ),
    question(
        "2b",
        right="c",
        a="It would fit: NumPy repeats the one column for all examples, without a word. That is why this mistake is easy to make.",
        b="The number kept differs from example to example, as the histogram shows: each entry is decided on its own.",
        c="Yes. With one mask for all, a step trains a single thinned network, and the gradient depends much more on the luck of that draw.",
    ),
    question(
        "3a",
        right="a",
        a="Yes. In training half of the terms were there on average, at prediction all of them: the sum is 1 / 0.5 = 2 times its mean.",
        b="It has learned with sums of half the size. At prediction nothing is dropped, and the sums differ from all that it has learned with.",
        c="The other way round: at prediction more terms are in the sum than in training, not fewer.",
    ),
    question(
        "5a",
        right="b",
        a="Equal on average is not enough. The gradient must belong to the very function that gave this step's cost.",
        b="Yes. The gradient then belongs to no function at all. A gradient test with frozen masks finds it at once.",
        c="The size is about right. It is the wrong units that are moved.",
    ),
    question(
        "8a",
        right="b",
        a="A falling cost is promised only for one and the same function and a small enough step. Here each step has a function of its own.",
        b="Yes. Take the coins away and the promise holds again. The next cell does it.",
        c="It may be right: a right gradient of this step's network need not lower the cost of the next step's. A gradient test decides.",
    ),
    question(
        "8b",
        right="b",
        a="That belongs to the form of dropout that does not divide in training. Here it would halve scores that have the right mean already.",
        b="Yes. The division in training has kept the mean, so nothing is left to do.",
        c="The division made up for dropped activations. In the test pass none is dropped, so there is nothing to make up for.",
    ),
)
