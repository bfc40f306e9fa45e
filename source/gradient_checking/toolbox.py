"""What this lesson gives you: the neuron and the deep network of the lessons before, and four gradients to judge.

Examples are columns: X (n_x, m), Y (1, m). Parameters, gradients and caches are dicts by name: "W1", "dW1", "Z1".
The network has ReLU in every hidden layer and a sigmoid at its end. Its functions keep the precision of what they are
given: with float32 arrays they compute in float32.
"""

import numpy as np


def sigmoid(Z):
    """Return 1 / (1 + exp(-Z)), element by element, for scores of any size."""
    return 1.0 / (1.0 + np.exp(-np.clip(Z, -500.0, 500.0)))


def relu(Z):
    """Return max(0, Z), element by element."""
    return np.maximum(Z, 0.0)


# ---- the deep network


def initialize_parameters(layer_dims, rng):
    """Return random weights and zero biases "W1", "b1", ... for the layer sizes `layer_dims`, such as [64, 16, 8, 1].

    Hidden weights have standard deviation sqrt(2 / n_in) (He et al., 2015). The last layer starts ten times smaller,
    so that the first probabilities lie near one half and the first cost near log 2.
    """
    parameters, last = {}, len(layer_dims) - 1
    for layer in range(1, last + 1):
        n_in, n_out = layer_dims[layer - 1], layer_dims[layer]
        scale = np.sqrt(2.0 / n_in) * (0.1 if layer == last else 1.0)
        parameters[f"W{layer}"] = scale * rng.standard_normal((n_out, n_in))
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    return parameters


def dropout_masks(parameters, m, keep_prob, rng):
    """Return "D1", "D2", ... for the hidden layers, each (n_l, m): 1 / keep_prob where a unit is kept, else 0."""
    masks = {}
    for layer in range(1, len(parameters) // 2):
        kept = rng.random((parameters[f"W{layer}"].shape[0], m)) < keep_prob
        masks[f"D{layer}"] = kept / keep_prob
    return masks


def forward_propagation_n(X, parameters, masks=None):
    """Return the probabilities AL (1, m) and the cache: Z, A, W, b of each layer and D of each hidden layer, by name.

    The activations of hidden layer l are multiplied by masks["D1"], masks["D2"], ...; without masks all D are 1.
    """
    cache, A, last = {}, X, len(parameters) // 2
    for layer in range(1, last + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = W @ A + b
        if layer < last:
            D = masks[f"D{layer}"] if masks else np.ones_like(Z)
            A = relu(Z) * D
            cache[f"D{layer}"] = D
        else:
            A = sigmoid(Z)
        cache.update({f"Z{layer}": Z, f"A{layer}": A, f"W{layer}": W, f"b{layer}": b})
    return A, cache


def compute_cost(AL, Y):
    """Return the mean log-loss of the probabilities AL (1, m) for the labels Y (1, m).

    Probabilities are kept 1e-15 away from 0 and 1: one hopeless example then costs 35 instead of infinity.
    """
    AL = np.clip(AL, 1e-15, 1.0 - 1e-15)
    return float(-np.mean(Y * np.log(AL) + (1.0 - Y) * np.log(1.0 - AL)))


def network_cost(parameters, X, Y, masks=None):
    """Return the mean log-loss of the network on the examples X (n_x, m) with labels Y (1, m)."""
    return compute_cost(forward_propagation_n(X, parameters, masks)[0], Y)


def update_parameters(parameters, gradients, learning_rate):
    """Return new parameters, one step of gradient descent further; the given ones stay as they are."""
    return {name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()}


def predict(parameters, X):
    """Return the decisions (1, m): 1. where the probability of class 1 is above one half, else 0."""
    return (forward_propagation_n(X, parameters)[0] > 0.5).astype(float)


def accuracy(parameters, X, Y):
    """Return the share of right decisions, 0..1."""
    return float(np.mean(predict(parameters, X) == Y))


# ---- one neuron, and four gradients of its cost, written by four people


def neuron_cost(theta, X, Y):
    """Return the mean log-loss of one neuron; theta (n_x + 1, 1) holds its weights and, last, its bias."""
    Z = theta[:-1].T @ X + theta[-1]
    return float(np.mean(np.logaddexp(0.0, Z) - Y * Z))


def suspect_a(theta, X, Y):
    """Return a gradient (n_x + 1, 1) of the neuron's cost, written by A."""
    A = sigmoid(theta[:-1].T @ X + theta[-1])
    dZ = (A - Y) * A * (1 - A)
    return np.vstack([X @ dZ.T, np.sum(dZ, keepdims=True)]) / X.shape[1]


def suspect_b(theta, X, Y):
    """Return a gradient (n_x + 1, 1) of the neuron's cost, written by B."""
    A = sigmoid(theta[:-1].T @ X + theta[-1])
    dZ = 2 * (A - Y)
    return np.vstack([X @ dZ.T, np.sum(dZ, keepdims=True)]) / X.shape[1]


def suspect_c(theta, X, Y):
    """Return a gradient (n_x + 1, 1) of the neuron's cost, written by C."""
    A = sigmoid(theta[:-1].T @ X + theta[-1])
    dZ = A - Y
    return np.vstack([X @ dZ.T, np.sum(dZ, keepdims=True)]) / X.shape[1]


def suspect_d(theta, X, Y):
    """Return a gradient (n_x + 1, 1) of the neuron's cost, written by D."""
    A = sigmoid(theta[:-1].T @ X + theta[-1])
    dZ = A - Y
    return np.vstack([X @ dZ.T / X.shape[1], np.sum(dZ, keepdims=True) / X.shape[0]])
