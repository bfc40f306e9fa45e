"""What this lesson gives you: the shallow network's activations, their backward steps, and a numerical gradient."""

import numpy as np


def sigmoid(Z):
    """Return 1 / (1 + exp(-Z)), element by element; safe for scores as far out as -800 and 800."""
    return 1.0 / (1.0 + np.exp(-np.clip(Z, -500.0, 500.0)))


def relu(Z):
    """Return max(0, Z), element by element."""
    return np.maximum(0.0, Z)


def sigmoid_backward(dA, Z):
    """Return dZ = dA * g'(Z) for the sigmoid g; dA and Z have the same shape."""
    A = sigmoid(Z)
    return dA * A * (1.0 - A)


def relu_backward(dA, Z):
    """Return dZ = dA * g'(Z) for the ReLU g: dA where Z > 0, and 0 elsewhere; dA and Z have the same shape."""
    return dA * (Z > 0.0)


def numerical_gradients(cost, parameters, epsilon=1e-6):
    """Return the gradient of `cost(parameters)`, a dict "dW1", "db1", ... of arrays, without any backpropagation.

    Each number of each parameter is moved by epsilon to either side, and the slope of the cost is measured between
    the two (a central difference). That is two costs for each number: fine for a test, far too slow for training.
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
    """Return |first - second| / (|first| + |second|), the lengths taken over all numbers; 0 where both are zero."""
    size = np.linalg.norm(first) + np.linalg.norm(second)
    return float(np.linalg.norm(first - second) / size) if size else 0.0
