"""Given in this lesson: the three-layer network of the lesson before, without dropout, and a numerical gradient.

The network is ReLU, ReLU, sigmoid. Its parameters are W1, b1, W2, b2, W3, b3; examples are columns.
"""

import numpy as np


def sigmoid(z):
    """Return 1 / (1 + exp(-z)), element by element, for scores of any size."""
    return 1.0 / (1.0 + np.exp(-np.clip(z, -500.0, 500.0)))


def relu(z):
    """Return z where it is positive and 0 elsewhere."""
    return np.maximum(z, 0.0)


def initialize_parameters(layer_dims, rng):
    """Return random weights and zero biases for the layer sizes `layer_dims`, such as [2, 60, 30, 1].

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


def forward_propagation(X, parameters):
    """Return A3 (1, m), the probabilities of the whole network for X (n_x, m), and a cache with Z1, A1, Z2, A2, A3."""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = relu(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = relu(Z2)
    A3 = sigmoid(parameters["W3"] @ A2 + parameters["b3"])
    return A3, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "A3": A3}


def compute_cost(A3, Y):
    """Return the mean log-loss of the probabilities A3 (1, m) for the labels Y (1, m)."""
    A3 = np.clip(A3, 1e-15, 1.0 - 1e-15)
    return float(-np.mean(Y * np.log(A3) + (1.0 - Y) * np.log(1.0 - A3)))


def update_parameters(parameters, gradients, learning_rate):
    """Return new parameters, one step of gradient descent away; what is passed in stays unchanged."""
    return {name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()}


def numerical_gradients(cost, parameters, epsilon=1e-6):
    """Return the slope of `cost(parameters)` in every single parameter by central differences, as dW1, db1, ...

    Calls `cost` twice for each number in `parameters`, so it is meant for small networks.
    """
    gradients = {}
    for name, value in parameters.items():
        slope = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            up, down = value.copy(), value.copy()
            up[place] += epsilon
            down[place] -= epsilon
            slope[place] = (cost({**parameters, name: up}) - cost({**parameters, name: down})) / (2.0 * epsilon)
        gradients["d" + name] = slope
    return gradients


def thinned(parameters, D1, D2, keep_prob):
    """Return the parameters of one thinned network, to be used with forward_propagation.

    D1 (n_1, 1) and D2 (n_2, 1) say which hidden units stay, 1 or 0. A unit is gone when nothing reads it: its column of
    the next layer's weights is 0. The other columns are divided by keep_prob.
    """
    return {**parameters, "W2": parameters["W2"] * D1.T / keep_prob, "W3": parameters["W3"] * D2.T / keep_prob}
