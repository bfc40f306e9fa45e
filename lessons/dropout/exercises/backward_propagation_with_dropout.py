"""The exercise `backward_propagation_with_dropout`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=6,
    hints=(
        "A dropped activation had no say in the cost, so nothing flows back to it. A kept one was divided by keep_prob, "
        "and so is its gradient.",
        "What forward propagation did to A1 and A2, do to their gradients dA1 and dA2: the same mask, the same division.",
        "dA2 comes down through W3 and has the shape (n_2, m), like D2 and Z2; dA1 comes down through W2 and has the shape "
        "(n_1, m), like D1 and Z1. The slope of ReLU is 1 where Z > 0 and 0 elsewhere.",
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
