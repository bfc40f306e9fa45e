"""What this lesson gives you: the deep network in any depth, its training, and a numerical gradient.

Every hidden layer has the same activation, "relu", "tanh" or "leaky_relu"; the last layer has the sigmoid.
"""

import numpy as np

LEAKY_SLOPE = 0.5


def sigmoid(Z):
    """Return 1 / (1 + exp(-Z)), element by element; safe for scores as far out as -800 and 800."""
    return 1.0 / (1.0 + np.exp(-np.clip(Z, -500.0, 500.0)))


def relu(Z):
    """Return max(0, Z), element by element."""
    return np.maximum(0.0, Z)


def activate(Z, activation):
    """Return g(Z) of the named activation: "relu", "tanh", or "leaky_relu" with the slope LEAKY_SLOPE."""
    if activation == "relu":
        return relu(Z)
    if activation == "tanh":
        return np.tanh(Z)
    if activation == "leaky_relu":
        return np.where(Z > 0.0, Z, LEAKY_SLOPE * Z)
    raise ValueError(f'expected activation "relu", "tanh" or "leaky_relu", got {activation!r}')


def activation_slope(Z, activation):
    """Return g'(Z) of the named activation, of the shape of Z."""
    if activation == "relu":
        return (Z > 0.0).astype(float)
    if activation == "tanh":
        return 1.0 - np.tanh(Z) ** 2
    if activation == "leaky_relu":
        return np.where(Z > 0.0, 1.0, LEAKY_SLOPE)
    raise ValueError(f'expected activation "relu", "tanh" or "leaky_relu", got {activation!r}')


def forward_propagation(X, parameters, activation="relu"):
    """Return AL (1, m), the probabilities, and the cache "A0", "Z1", "A1", ..., "ZL", "AL" of all layers.

    X : shape (n_x, m); parameters : "W1", "b1", ..., "WL", "bL"
    """
    L = len(parameters) // 2
    cache = {"A0": X}
    for layer in range(1, L + 1):
        Z = parameters[f"W{layer}"] @ cache[f"A{layer - 1}"] + parameters[f"b{layer}"]
        cache[f"Z{layer}"] = Z
        cache[f"A{layer}"] = activate(Z, activation) if layer < L else sigmoid(Z)
    return cache[f"A{L}"], cache


def log_loss(Z, Y):
    """Return the mean log-loss of the scores Z (1, m) for the labels Y (1, m); finite however far out they are."""
    return float(np.mean(np.logaddexp(0.0, Z) - Y * Z))


def cost_of(X, Y, parameters, activation="relu"):
    """Return the cost J of the network on X (n_x, m) and Y (1, m)."""
    cache = forward_propagation(X, parameters, activation)[1]
    return log_loss(cache[f"Z{len(parameters) // 2}"], Y)


def backward_propagation(parameters, cache, Y, activation="relu"):
    """Return the gradients "dW1", "db1", ... of the cost, and the per-example signals "dZ1", ... (without 1/m)."""
    L, m = len(parameters) // 2, Y.shape[1]
    gradients = {f"dZ{L}": cache[f"A{L}"] - Y}
    for layer in range(L, 0, -1):
        dZ = gradients[f"dZ{layer}"]
        gradients[f"dW{layer}"] = dZ @ cache[f"A{layer - 1}"].T / m
        gradients[f"db{layer}"] = np.sum(dZ, axis=1, keepdims=True) / m
        if layer > 1:
            slope = activation_slope(cache[f"Z{layer - 1}"], activation)
            gradients[f"dZ{layer - 1}"] = parameters[f"W{layer}"].T @ dZ * slope
    return gradients


def train(X, Y, parameters, learning_rate, num_iterations, activation="relu", look=None):
    """Run gradient descent from `parameters`, which stay unchanged.

    look : None, or a function look(iteration, parameters, gradients) that is called before each step
    Returns the trained parameters and the list of costs, one before each step and one after the last.
    """
    L, costs = len(parameters) // 2, []
    with np.errstate(over="ignore", invalid="ignore"):  # a start that explodes may overflow; the costs show it
        for iteration in range(num_iterations):
            cache = forward_propagation(X, parameters, activation)[1]
            costs.append(log_loss(cache[f"Z{L}"], Y))
            gradients = backward_propagation(parameters, cache, Y, activation)
            if look is not None:
                look(iteration, parameters, gradients)
            parameters = {name: value - learning_rate * gradients[f"d{name}"] for name, value in parameters.items()}
        costs.append(cost_of(X, Y, parameters, activation))
    return parameters, costs


def accuracy(X, Y, parameters, activation="relu"):
    """Return the share, 0..1, of the examples whose label the network predicts (it says 1 above one half)."""
    return float(np.mean((forward_propagation(X, parameters, activation)[0] > 0.5) == (Y > 0.5)))


def numerical_gradients(cost, parameters, epsilon=1e-6):
    """Return the gradients "dW1", "db1", ... of `cost(parameters)`, measured without any backpropagation.

    Each number of each parameter is moved by epsilon to either side; the slope of the cost is taken between the two.
    """
    gradients = {}
    for name, value in parameters.items():
        slopes = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            shift = np.zeros(value.shape)
            shift[place] = epsilon
            above = cost({**parameters, name: value + shift})
            below = cost({**parameters, name: value - shift})
            slopes[place] = (above - below) / (2.0 * epsilon)
        gradients[f"d{name}"] = slopes
    return gradients


def relative_difference(first, second):
    """Return |first - second| / (|first| + |second|), lengths over all numbers; 0 where both are zero."""
    size = np.linalg.norm(first) + np.linalg.norm(second)
    return float(np.linalg.norm(first - second) / size) if size else 0.0
