"""The exercise `backward_propagation`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.shallow_network.exercises.tanh_derivative import tanh_derivative


@exercise(
    points=8,
    uses=("tanh_derivative",),
    hints=(
        "Start at the output and go back: first dZ2, then what belongs to layer 2, then dZ1, then what belongs to layer 1.",
        "dZ2 is A2 - Y. To pass the tanh, multiply element by element with its slope, which you wrote as tanh_derivative.",
        "dW has the shape of W: dZ2 (n_y, m) @ A1.T (m, n_h) is (n_y, n_h). db adds up each row and stays a column. "
        "W2.T (n_h, n_y) @ dZ2 (n_y, m) is (n_h, m), like Z1.",
        "Almost the code: dZ2 = A2 - Y; dW2 = dZ2 @ A1.T over m; db2 = row sums of dZ2 over m, keepdims; "
        "dZ1 = (W2.T @ dZ2) * tanh_derivative(A1); dW1 = dZ1 @ X.T over m; db1 like db2.",
    ),
)
def backward_propagation(parameters, cache, X, Y):
    """Compute the gradient of the cost, layer by layer from the output back.

    Parameters
    ----------
    parameters : dict
        "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h), "b2" (n_y, 1).
    cache : dict
        "Z1", "A1" (n_h, m) and "Z2", "A2" (n_y, m), as forward_propagation kept them.
    X, Y : arrays, shapes (n_x, m) and (n_y, m)
        Examples and labels as columns.

    Returns
    -------
    gradients : dict
        "dW1", "db1", "dW2", "db2", each with the shape of its parameter.
    """
    m = X.shape[1]
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    ### START CODE HERE ###
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (W2.T @ dZ2) * tanh_derivative(A1)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    ### END CODE HERE ###
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


backward_propagation.mistake(
    "slope_of_z_squared",
    "The slope of tanh was computed from the score: 1 - Z1². It is 1 - A1², made of the activations.",
    {"tanh_derivative(A1)": '(1.0 - cache["Z1"] ** 2)'},
)
backward_propagation.mistake(
    "slope_not_squared",
    "The slope of tanh was taken as 1 - A1. The activation has to be squared.",
    {"tanh_derivative(A1)": "(1.0 - A1)"},
)
backward_propagation.mistake(
    "no_slope",
    "dW1 and db1 are those of a hidden layer without tanh. On the way back through tanh, each signal is multiplied by the slope there.",
    {" * tanh_derivative(A1)": ""},
)
backward_propagation.mistake(
    "sigmoid_slope_hidden",
    "The hidden layer was treated as a sigmoid, with the slope A1(1 - A1). This network's hidden layer is tanh.",
    {"tanh_derivative(A1)": "(A1 * (1.0 - A1))"},
)
backward_propagation.mistake(
    "matrix_product_for_slope",
    "The slope was joined by a matrix product. It acts on each number for itself: use `*`.",
    {" * tanh_derivative(A1)": " @ tanh_derivative(A1)"},
)
backward_propagation.mistake(
    "elementwise_back_through_w2",
    "W2.T * dZ2 multiplies element by element. Each hidden unit collects signals from all outputs: a matrix product, `@`.",
    {"W2.T @ dZ2": "W2.T * dZ2"},
)
backward_propagation.mistake(
    "w2_not_transposed",
    "W2 stands there as on the way forward. On the way back it is transposed: W2.T @ dZ2.",
    {"W2.T @ dZ2": "W2 @ dZ2"},
)
backward_propagation.mistake(
    "dot_for_slope",
    "np.dot of two matrices is a matrix product. The slope acts on each number for itself: use `*`.",
    {"(W2.T @ dZ2) * tanh_derivative(A1)": "np.dot(W2.T @ dZ2, tanh_derivative(A1))"},
)
backward_propagation.mistake(
    "w2_not_transposed_in_dot",
    "W2 stands there as on the way forward. On the way back it is transposed: np.dot(W2.T, dZ2).",
    {"W2.T @ dZ2": "np.dot(W2, dZ2)"},
)
backward_propagation.mistake(
    "gradient_for_weight",
    "dZ1 was formed with dW2. The signal goes back through the weights themselves, W2.",
    {"W2.T @ dZ2": "dW2.T @ dZ2"},
)
backward_propagation.mistake(
    "signal_carries_mean",
    "All four gradients are m times too small: dZ2 was divided by m, and the gradients once more. Divide in dW and db only.",
    {"dZ2 = A2 - Y": "dZ2 = (A2 - Y) / m"},
)
backward_propagation.mistake(
    "no_mean",
    "All four gradients are sums over the examples, m times too large. The cost is a mean; divide by m.",
    {
        "A1.T / m": "A1.T",
        "X.T / m": "X.T",
        "np.sum(dZ2, axis=1, keepdims=True) / m": "np.sum(dZ2, axis=1, keepdims=True)",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "np.sum(dZ1, axis=1, keepdims=True)",
    },
)
backward_propagation.mistake(
    "no_mean_in_weights",
    "dW1 and dW2 are m times too large, while db1 and db2 are right. The mean is taken in all four.",
    {"A1.T / m": "A1.T", "X.T / m": "X.T"},
)
backward_propagation.mistake(
    "no_mean_in_biases",
    "db1 and db2 are m times too large, while dW1 and dW2 are right. The mean is taken in all four.",
    {
        "np.sum(dZ2, axis=1, keepdims=True) / m": "np.sum(dZ2, axis=1, keepdims=True)",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "np.sum(dZ1, axis=1, keepdims=True)",
    },
)
backward_propagation.mistake(
    "divided_by_features",
    "The mean is taken over n_x, the number of features. It goes over the examples, the columns of X.",
    {"### START CODE HERE ###\n": "### START CODE HERE ###\n    m = X.shape[0]\n"},
)
backward_propagation.mistake(
    "biases_not_columns",
    "db1 and db2 are flat arrays. With keepdims=True they stay columns; a (4, 1) minus a flat (4,) becomes (4, 4).",
    {
        "np.sum(dZ2, axis=1, keepdims=True)": "np.sum(dZ2, axis=1)",
        "np.sum(dZ1, axis=1, keepdims=True)": "np.sum(dZ1, axis=1)",
    },
)
backward_propagation.mistake(
    "biases_summed_over_units",
    "db1 and db2 were added up over the units, one number for each example. Each unit has a bias of its own: add along the row.",
    {"np.sum(dZ2, axis=1": "np.sum(dZ2, axis=0", "np.sum(dZ1, axis=1": "np.sum(dZ1, axis=0"},
)
backward_propagation.mistake(
    "one_number_for_all_biases",
    "db1 and db2 are single numbers, summed over units and examples. NumPy would spread one over all units without complaint. Sum each row apart.",
    {"np.sum(dZ2, axis=1, keepdims=True)": "np.sum(dZ2)", "np.sum(dZ1, axis=1, keepdims=True)": "np.sum(dZ1)"},
)
backward_propagation.mistake(
    "all_biases_equal",
    "Every entry of db1 is the same: the sum went over the units too, and was spread over all of them. Each unit's own row is its gradient.",
    {"db1 = np.sum(dZ1, axis=1, keepdims=True) / m": "db1 = np.full((dZ1.shape[0], 1), np.sum(dZ1)) / m"},
)
backward_propagation.mistake(
    "output_signal_in_first_layer",
    "dW1 was formed with dZ2. The first layer's gradient is made of the first layer's signal, dZ1.",
    {"dZ1 @ X.T": "dZ2 @ X.T"},
)
backward_propagation.mistake(
    "output_signal_in_first_bias",
    "db1 was formed with dZ2. The first layer's gradient is made of the first layer's signal, dZ1.",
    {"np.sum(dZ1, axis=1": "np.sum(dZ2, axis=1"},
)
backward_propagation.mistake(
    "sign",
    "All four gradients point the other way. The output signal is A2 - Y, prediction minus label.",
    {"dZ2 = A2 - Y": "dZ2 = Y - A2"},
)
backward_propagation.mistake(
    "output_slope_kept",
    "dZ2 carries an extra factor A2(1 - A2). With the log-loss the sigmoid's slope has cancelled.",
    {"dZ2 = A2 - Y": "dZ2 = (A2 - Y) * A2 * (1.0 - A2)"},
)
backward_propagation.mistake(
    "scores_into_dw2",
    "dW2 was formed with Z1. The output layer's input is A1, and a layer's gradient is made with its input.",
    {"dZ2 @ A1.T": 'dZ2 @ cache["Z1"].T'},
)
backward_propagation.mistake(
    "hidden_into_dw1",
    "dW1 was formed with A1. The hidden layer's input is X, and a layer's gradient is made with its input.",
    {"dZ1 @ X.T": "dZ1 @ A1.T"},
)
backward_propagation.mistake(
    "transposed",
    "dW1 and dW2 are transposed. Each has the shape of its weights: signal @ input.T.",
    {"dZ2 @ A1.T": "A1 @ dZ2.T", "dZ1 @ X.T": "X @ dZ1.T"},
)
backward_propagation.mistake(
    "tanh_slope_at_output",
    "dZ2 was multiplied by a tanh slope. The output layer is a sigmoid under a log-loss, and its signal is A2 - Y.",
    {"dZ2 = A2 - Y": "dZ2 = (A2 - Y) * tanh_derivative(A2)"},
)
backward_propagation.variant(
    "np_dot",
    {"dZ2 @ A1.T": "np.dot(dZ2, A1.T)", "W2.T @ dZ2": "np.dot(W2.T, dZ2)", "dZ1 @ X.T": "np.dot(dZ1, X.T)"},
)
backward_propagation.variant(
    "means",
    {
        "np.sum(dZ2, axis=1, keepdims=True) / m": "dZ2.mean(axis=1, keepdims=True)",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "np.mean(dZ1, axis=1).reshape(-1, 1)",
    },
)
backward_propagation.variant("inline_slope", {"tanh_derivative(A1)": "(1 - np.power(A1, 2))"})
backward_propagation.variant(
    "einsum",
    {"dZ2 @ A1.T / m": 'np.einsum("om,hm->oh", dZ2, A1) / m', "(W2.T @ dZ2)": 'np.einsum("oh,om->hm", W2, dZ2)'},
)
backward_propagation.variant(
    "mean_signal",
    body="""
    d2 = (A2 - Y) / m
    d1 = (W2.T @ d2) * (1 - A1 * A1)
    dW2, db2 = d2 @ A1.T, d2.sum(axis=1, keepdims=True)
    dW1, db1 = d1 @ X.T, d1.sum(axis=1, keepdims=True)
    """,
)
backward_propagation.variant(
    "ones_column",
    {
        "np.sum(dZ2, axis=1, keepdims=True)": "dZ2 @ np.ones((m, 1))",
        "np.sum(dZ1, axis=1, keepdims=True)": "dZ1 @ np.ones((m, 1))",
    },
)
backward_propagation.variant(
    "loop",
    body="""
    dW1, db1 = np.zeros(parameters["W1"].shape), np.zeros(parameters["b1"].shape)
    dW2, db2 = np.zeros(W2.shape), np.zeros(parameters["b2"].shape)
    for i in range(m):
        x, a1 = X[:, [i]], A1[:, [i]]
        d2 = A2[:, [i]] - Y[:, [i]]
        d1 = W2.T @ d2 * tanh_derivative(a1)
        dW2 += d2 @ a1.T / m
        db2 += d2 / m
        dW1 += d1 @ x.T / m
        db1 += d1 / m
    """,
)
backward_propagation.variant(
    "forward_again",
    body="""
    A1 = np.tanh(parameters["W1"] @ X + parameters["b1"])
    d2 = sigmoid(W2 @ A1 + parameters["b2"]) - Y
    d1 = W2.T @ d2 / np.cosh(parameters["W1"] @ X + parameters["b1"]) ** 2
    dW2, db2 = d2 @ A1.T / m, np.sum(d2, axis=1, keepdims=True) / m
    dW1, db1 = d1 @ X.T / m, np.sum(d1, axis=1, keepdims=True) / m
    """,
)
