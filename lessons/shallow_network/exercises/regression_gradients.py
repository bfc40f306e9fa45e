"""The exercise `regression_gradients`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.shallow_network.exercises.leaky_relu import leaky_relu
from lessons.shallow_network.exercises.leaky_relu_derivative import leaky_relu_derivative


@exercise(
    points=5,
    uses=("leaky_relu", "leaky_relu_derivative"),
    hints=(
        "Only three things are new: the hidden bend, the missing bend at the output, and the cost. Which lines of your backward pass do they touch?",
        "For one example the loss is half the square of (a - y), and a is the output score itself. What is its slope in a?",
        "dZ2 (n_y, m), dZ1 = (W2.T @ dZ2) * slope of the leaky ReLU at Z1 (n_h, m); each gradient has the shape of its parameter.",
        "Almost the code: A1 = leaky_relu(Z1, slope); A2 = W2 @ A1 + b2; cost = sum of squares of (A2 - Y) over 2m; "
        "dZ2 = A2 - Y; from there on as before, with leaky_relu_derivative(Z1, slope).",
    ),
)
def regression_gradients(parameters, X, Y, slope):
    """Compute cost and gradient of a network that predicts numbers: leaky ReLU hidden layer, plain output A2 = Z2.

    Parameters
    ----------
    parameters : dict
        "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h), "b2" (n_y, 1).
    X, Y : arrays, shapes (n_x, m) and (n_y, m)
        Examples and the numbers to predict, as columns.
    slope : float
        The leaky ReLU's slope for negative scores.

    Returns
    -------
    gradients : dict
        "dW1", "db1", "dW2", "db2", each with the shape of its parameter.
    cost : float
        Half the squared error (A2 - Y)², summed over the outputs and averaged over the m examples.
    """
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    m = X.shape[1]
    ### START CODE HERE ###
    Z1 = W1 @ X + b1
    A1 = leaky_relu(Z1, slope)
    A2 = W2 @ A1 + b2
    cost = np.sum((A2 - Y) ** 2) / (2 * m)
    dZ2 = A2 - Y
    dZ1 = (W2.T @ dZ2) * leaky_relu_derivative(Z1, slope)
    dW1, db1 = dZ1 @ X.T / m, np.sum(dZ1, axis=1, keepdims=True) / m
    dW2, db2 = dZ2 @ A1.T / m, np.sum(dZ2, axis=1, keepdims=True) / m
    ### END CODE HERE ###
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}, cost


regression_gradients.mistake(
    "slope_forgotten_on_the_way_back",
    "dW1 and db1 treat the hidden layer as a plain ReLU: nothing comes back where Z1 is negative. There the slope is `slope`.",
    {"leaky_relu_derivative(Z1, slope)": "(Z1 > 0)"},
)
regression_gradients.mistake(
    "tanh_slope",
    "The way back still uses the slope of tanh. The hidden layer is a leaky ReLU now.",
    {"leaky_relu_derivative(Z1, slope)": "(1 - A1**2)"},
)
regression_gradients.mistake(
    "no_slope",
    "dW1 and db1 lack the slope of the hidden activation. Multiply by it, element by element, on the way back.",
    {" * leaky_relu_derivative(Z1, slope)": ""},
)
regression_gradients.mistake(
    "cost_precedence",
    "The cost is m² times too large: `/ 2 * m` divides by 2 and then multiplies by m. Put 2 * m in brackets.",
    {"/ (2 * m)": "/ 2 * m"},
)
regression_gradients.mistake(
    "cost_without_half",
    "The cost is twice too large: half the squared error is asked for.",
    {"/ (2 * m)": "/ m"},
)
regression_gradients.mistake(
    "factor_two",
    "All gradients are twice too large. The cost is half the square, so the 2 of the derivative cancels.",
    {"dZ2 = A2 - Y": "dZ2 = 2 * (A2 - Y)"},
)
regression_gradients.mistake(
    "sigmoid_output",
    "The output went through a sigmoid. Here the output is the score itself, so that it can be any number.",
    {"A2 = W2 @ A1 + b2": "A2 = sigmoid(W2 @ A1 + b2)"},
)
regression_gradients.mistake(
    "sigmoid_slope_at_output",
    "dZ2 carries a factor A2(1 - A2). There is no sigmoid at the output any more.",
    {"dZ2 = A2 - Y": "dZ2 = (A2 - Y) * A2 * (1 - A2)"},
)
regression_gradients.mistake(
    "leaky_output",
    "The output went through the leaky ReLU too. Here the output is the score itself.",
    {"A2 = W2 @ A1 + b2": "A2 = leaky_relu(W2 @ A1 + b2, slope)"},
)
regression_gradients.mistake(
    "sign",
    "All gradients point the other way. The output signal is A2 - Y.",
    {"dZ2 = A2 - Y": "dZ2 = Y - A2"},
)
regression_gradients.mistake(
    "no_mean",
    "The gradients are m times too large: the cost is a mean over the examples, and so are they.",
    {
        "X.T / m": "X.T",
        "A1.T / m": "A1.T",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "np.sum(dZ1, axis=1, keepdims=True)",
        "np.sum(dZ2, axis=1, keepdims=True) / m": "np.sum(dZ2, axis=1, keepdims=True)",
    },
)
regression_gradients.mistake(
    "scores_into_dw2",
    "dW2 was formed with Z1. The output layer's input is A1.",
    {"dZ2 @ A1.T": "dZ2 @ Z1.T"},
)
regression_gradients.mistake(
    "biases_not_columns",
    "db1 and db2 are flat arrays. With keepdims=True they stay columns, like their parameters.",
    {
        "np.sum(dZ1, axis=1, keepdims=True)": "np.sum(dZ1, axis=1)",
        "np.sum(dZ2, axis=1, keepdims=True)": "np.sum(dZ2, axis=1)",
    },
)
regression_gradients.mistake(
    "log_loss",
    "The cost is a log-loss of the outputs. They are no probabilities here; take half the squared error.",
    {"np.sum((A2 - Y) ** 2) / (2 * m)": "-np.sum(Y * np.log(np.abs(A2)) + (1 - Y) * np.log(np.abs(1 - A2))) / m"},
)
regression_gradients.mistake(
    "mean_over_outputs",
    "The cost was averaged over the outputs as well. Sum over the outputs and divide by m, the number of examples.",
    {"np.sum((A2 - Y) ** 2) / (2 * m)": "np.mean((A2 - Y) ** 2) / 2"},
)
regression_gradients.variant(
    "own_masks",
    {
        "leaky_relu(Z1, slope)": "np.maximum(Z1, slope * Z1)",
        "leaky_relu_derivative(Z1, slope)": "np.where(Z1 > 0, 1, slope)",
    },
)
regression_gradients.variant(
    "half_mean",
    {
        "np.sum((A2 - Y) ** 2) / (2 * m)": "0.5 * np.mean(np.sum((A2 - Y) ** 2, axis=0))",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "dZ1.mean(axis=1, keepdims=True)",
    },
)
regression_gradients.variant(
    "mean_signal",
    body="""
    Z1 = np.dot(W1, X) + b1
    A1 = leaky_relu(Z1, slope)
    E = np.dot(W2, A1) + b2 - Y
    cost = 0.5 * np.linalg.norm(E) ** 2 / m
    d2 = E / m
    d1 = leaky_relu_derivative(Z1, slope) * np.dot(W2.T, d2)
    dW1, db1 = np.dot(d1, X.T), d1.sum(axis=1, keepdims=True)
    dW2, db2 = np.dot(d2, A1.T), d2.sum(axis=1, keepdims=True)
    """,
)
