"""The exercise `forward_propagation`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.shallow_network.toolbox import sigmoid


@exercise(
    points=4,
    hints=(
        "Each layer does the same two things: add up the weighted inputs plus a bias, then bend the result.",
        "Adding up is a matrix product, W1 @ X. Bending is element by element: np.tanh for the hidden layer, sigmoid for the output.",
        "W1 (n_h, n_x) @ X (n_x, m) is (n_h, m); b1 (n_h, 1) is added to each of its columns. The output layer reads A1, not X.",
        "Almost the code: Z1 = W1 @ X + b1; A1 = tanh of Z1; Z2 = W2 @ A1 + b2; A2 = sigmoid of Z2.",
    ),
)
def forward_propagation(X, parameters):
    """Compute the network's output, and keep what the way back needs.

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    parameters : dict
        "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h), "b2" (n_y, 1).

    Returns
    -------
    A2 : array, shape (n_y, m)
        Probabilities: the sigmoid of the output scores.
    cache : dict
        "Z1" and "A1" (n_h, m), scores and tanh activations of the hidden layer; "Z2" and "A2" (n_y, m).
    """
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    ### START CODE HERE ###
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    ### END CODE HERE ###
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


forward_propagation.mistake(
    "no_hidden_activation",
    "A1 equals Z1: the hidden layer is not bent. Without tanh, two layers are no more than one.",
    {"np.tanh(Z1)": "Z1"},
)
forward_propagation.mistake(
    "no_output_activation",
    "A2 equals Z2: these are scores. A probability is the sigmoid of the score.",
    {"sigmoid(Z2)": "Z2"},
)
forward_propagation.mistake(
    "sigmoid_hidden",
    "The hidden layer uses the sigmoid. This network bends its hidden scores with tanh.",
    {"np.tanh(Z1)": "sigmoid(Z1)"},
)
forward_propagation.mistake(
    "tanh_output",
    "The output uses tanh, which runs from -1 to 1. A probability needs the sigmoid.",
    {"sigmoid(Z2)": "np.tanh(Z2)"},
)
forward_propagation.mistake(
    "relu_hidden",
    "The hidden layer uses ReLU. This network bends its hidden scores with tanh.",
    {"np.tanh(Z1)": "np.maximum(Z1, 0)"},
)
forward_propagation.mistake(
    "output_reads_scores",
    "The output layer reads Z1. It should read what the hidden units pass on, A1.",
    {"W2 @ A1": "W2 @ Z1"},
)
forward_propagation.mistake(
    "no_hidden_bias",
    "Z1 lacks its bias: your values are those of b1 = 0.",
    {"W1 @ X + b1": "W1 @ X"},
)
forward_propagation.mistake(
    "no_output_bias",
    "Z2 lacks its bias: your values are those of b2 = 0.",
    {"W2 @ A1 + b2": "W2 @ A1"},
)
forward_propagation.mistake(
    "no_biases",
    "Both biases are missing: your values are those of b1 = 0 and b2 = 0.",
    {"W1 @ X + b1": "W1 @ X", "W2 @ A1 + b2": "W2 @ A1"},
)
forward_propagation.mistake(
    "activation_before_bias",
    "The bias is added after tanh. It belongs to the score, inside the bracket.",
    {"W1 @ X + b1": "W1 @ X", "np.tanh(Z1)": "np.tanh(Z1) + b1"},
)
forward_propagation.mistake(
    "elementwise",
    "W1 * X multiplies element by element, and these shapes do not fit. The weighted sum over the features is W1 @ X.",
    {"W1 @ X": "W1 * X"},
)
forward_propagation.mistake(
    "input_transposed",
    "X was transposed. Its columns are the examples, so W1 @ X fits as it is.",
    {"W1 @ X": "W1 @ X.T"},
)
forward_propagation.mistake(
    "scores_kept_as_activations",
    "A2 is right, but the cache holds the scores Z1 under the name A1. The way back needs the activations.",
    {'"A1": A1': '"A1": Z1'},
)
forward_propagation.mistake(
    "decisions",
    "A2 holds decisions, 0 or 1. Keep the probabilities here; `predict` decides later.",
    {"A2 = sigmoid(Z2)": "A2 = (sigmoid(Z2) > 0.5).astype(float)"},
)
forward_propagation.variant("np_dot", {"W1 @ X": "np.dot(W1, X)", "W2 @ A1": "np.dot(W2, A1)"})
forward_propagation.variant("einsum", {"W1 @ X": 'np.einsum("hx,xm->hm", W1, X)'})
forward_propagation.variant("matmul", {"W2 @ A1 + b2": "np.add(np.matmul(W2, A1), b2)"})
forward_propagation.variant("tanh_by_sigmoid", {"np.tanh(Z1)": "2 * sigmoid(2 * Z1) - 1"})
forward_propagation.variant(
    "loop",
    body="""
    Z1, A1 = np.zeros((W1.shape[0], X.shape[1])), np.zeros((W1.shape[0], X.shape[1]))
    Z2 = np.zeros((W2.shape[0], X.shape[1]))
    for i in range(X.shape[1]):
        Z1[:, [i]] = W1 @ X[:, [i]] + b1
        A1[:, [i]] = np.tanh(Z1[:, [i]])
        Z2[:, [i]] = W2 @ A1[:, [i]] + b2
    A2 = 1 / (1 + np.exp(-Z2))
    """,
)
