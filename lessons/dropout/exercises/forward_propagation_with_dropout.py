"""The exercise `forward_propagation_with_dropout`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import Replay, exercise
from lessons.dropout.exercises.dropout_mask import dropout_mask
from lessons.dropout.toolbox import relu, sigmoid


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
