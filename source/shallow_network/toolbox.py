"""What this lesson gives you: the neuron of logistic regression, and a gradient measured without backpropagation."""

import numpy as np


def sigmoid(Z):
    """Return 1 / (1 + exp(-Z)), element by element; safe for scores as far out as -800 and 800."""
    return 1.0 / (1.0 + np.exp(-np.clip(Z, -500.0, 500.0)))


def logistic_regression(X, Y, num_iterations, learning_rate):
    """Return w (n_x, 1) and b of one neuron, trained on X (n_x, m), Y (1, m) as in its lesson, from zero."""
    w, b = np.zeros((X.shape[0], 1)), 0.0
    for _ in range(num_iterations):
        dZ = sigmoid(w.T @ X + b) - Y
        w = w - learning_rate * X @ dZ.T / X.shape[1]
        b = b - learning_rate * float(np.mean(dZ))
    return w, b


def numerical_gradients(cost, parameters, epsilon=1e-5):
    """Return the gradient of `cost(parameters)` as a dict "dW1", "db1", ..., without any backpropagation.

    Each number of each parameter is moved by epsilon to either side, and the slope of the cost is measured
    between the two. That is two costs for each number: fine for a test, far too slow for training.
    """
    gradients = {}
    for name, value in parameters.items():
        slopes = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            shift = np.zeros_like(value)
            shift[place] = epsilon
            above = cost({**parameters, name: value + shift})
            below = cost({**parameters, name: value - shift})
            slopes[place] = (above - below) / (2.0 * epsilon)
        gradients["d" + name] = slopes
    return gradients


def relative_difference(first, second):
    """Return |first - second| / (|first| + |second|), lengths taken over all numbers; 0 if both are zero."""
    size = np.linalg.norm(first) + np.linalg.norm(second)
    return float(np.linalg.norm(first - second) / size) if size else 0.0
