"""What this lesson gives you: a three-layer network (ReLU, ReLU, sigmoid) as you built it, without any penalty.

Examples are columns: X (n_x, m), Y (1, m). Parameters, gradients and caches are dicts by name: "W1", "dW1", "A1".
"""

import numpy as np

LAYERS = (1, 2, 3)


def sigmoid(z):
    """Return 1 / (1 + exp(-z)), element by element; scores beyond 500 are cut so that nothing overflows."""
    return 1.0 / (1.0 + np.exp(-np.clip(z, -500.0, 500.0)))


def relu(z):
    """Return max(0, z), element by element."""
    return np.maximum(0.0, z)


def initialize_parameters(layer_dims, rng):
    """Return "W1", "b1", ... for the sizes (n_x, n_1, n_2, 1).

    Weights are normal with variance 2 / n_in, which suits ReLU (He et al., 2015; see initialization). Those of
    the last layer are about three times smaller (0.3), so that the first scores lie nearer to 0. Biases are zero.
    """
    parameters = {}
    for layer in LAYERS:
        n_in, n_out = layer_dims[layer - 1], layer_dims[layer]
        scale = np.sqrt(2.0 / n_in) * (0.3 if layer == 3 else 1.0)
        parameters[f"W{layer}"] = scale * rng.standard_normal((n_out, n_in))
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    return parameters


def forward_propagation(X, parameters):
    """Return the probabilities A3 (1, m) and the cache: Z, A, W and b of each layer by name."""
    cache, A = {}, X
    for layer in LAYERS:
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = W @ A + b
        A = sigmoid(Z) if layer == 3 else relu(Z)
        cache.update({f"Z{layer}": Z, f"A{layer}": A, f"W{layer}": W, f"b{layer}": b})
    return A, cache


def compute_cost(A3, Y):
    """Return the mean log-loss of the probabilities A3 (1, m) on the labels Y (1, m).

    Probabilities are kept 1e-15 away from 0 and 1: one hopeless example then costs 35 instead of infinity.
    """
    A3 = np.clip(A3, 1e-15, 1.0 - 1e-15)
    return float(-np.mean(Y * np.log(A3) + (1.0 - Y) * np.log(1.0 - A3)))


def backward_propagation(X, Y, cache):
    """Return the gradients "dW1" ... "db3" of the mean log-loss alone."""
    m = X.shape[1]
    gradients, dZ = {}, cache["A3"] - Y
    for layer in reversed(LAYERS):
        A_prev = X if layer == 1 else cache[f"A{layer - 1}"]
        gradients[f"dW{layer}"] = dZ @ A_prev.T / m
        gradients[f"db{layer}"] = np.sum(dZ, axis=1, keepdims=True) / m
        if layer > 1:
            dZ = (cache[f"W{layer}"].T @ dZ) * (cache[f"Z{layer - 1}"] > 0)
    return gradients


def update_parameters(parameters, gradients, learning_rate):
    """Return new parameters, one step of gradient descent further; the given ones stay as they are."""
    return {name: value - learning_rate * gradients[f"d{name}"] for name, value in parameters.items()}


def predict(parameters, X):
    """Return the decisions (1, m): 1. where the probability of class 1 is above one half, else 0."""
    return (forward_propagation(X, parameters)[0] > 0.5).astype(float)


def accuracy(parameters, X, Y):
    """Return the share of right decisions, 0..1."""
    return float(np.mean(predict(parameters, X) == Y))


def data_loss(parameters, X, Y):
    """Return the mean log-loss on a set of examples; no penalty is in it."""
    return compute_cost(forward_propagation(X, parameters)[0], Y)


def numerical_gradients(cost, parameters, epsilon=1e-5):
    """Return the gradients "dW1", ... of `cost(parameters)`, measured without any backpropagation.

    Each number is moved up and down by epsilon, and the slope of the cost is taken between the two.
    """
    gradients = {}
    for name, value in parameters.items():
        gradients[f"d{name}"] = slope = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            ends = []
            for step in (epsilon, -epsilon):
                moved = value.copy()
                moved[place] += step
                ends.append(cost({**parameters, name: moved}))
            slope[place] = (ends[0] - ends[1]) / (2.0 * epsilon)
    return gradients


def relative_difference(a, b):
    """Return |a - b| / (|a| + |b|), the lengths taken over all numbers; 0 where both are zero."""
    size = np.linalg.norm(a) + np.linalg.norm(b)
    return float(np.linalg.norm(a - b) / size) if size else 0.0
