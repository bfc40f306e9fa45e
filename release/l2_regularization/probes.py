"""How the answers of the lesson on L2 regularization are tried."""

from collections.abc import Mapping

import numpy as np
from toolbox import forward_propagation, relu

from gradschool.probe import Dict, distinct, probe

WEIGHTS = ("W1", "W2", "W3")
BIASES = ("b1", "b2", "b3")
PARAMETERS = WEIGHTS + BIASES


def _parameters(rng, sizes):
    """Return the parameters of a three-layer network, biases included, at ordinary sizes."""
    made = {}
    for layer in (1, 2, 3):
        made[f"W{layer}"] = rng.normal(size=(sizes[layer], sizes[layer - 1]))
        made[f"b{layer}"] = rng.normal(size=(sizes[layer], 1))
    return made


def _gradients(rng, parameters):
    return {f"d{name}": rng.normal(size=value.shape) for name, value in parameters.items()}


def _labels(rng, m):
    Y = (rng.random((1, m)) < 0.5).astype(float)
    Y[0, :2] = 0.0, 1.0
    return Y


def _sizes(rng, low=4, high=10):
    """Return the sizes of three layers (n_x, n_1, n_2, 1) and the number of examples, no two alike."""
    n_x, n_1, n_2, m = distinct(rng, low, high, 4)
    return (n_x, n_1, n_2, 1), m


@probe(
    returns="cost",
    groups={"penalty": (3, ("cost",)), "data loss": (1, ("cost with lambd = 0",))},
)
def compute_cost_with_regularization(rng):
    sizes, m = _sizes(rng)
    return {
        "A3": rng.uniform(0.05, 0.95, size=(1, m)),
        "Y": _labels(rng, m),
        "parameters": _parameters(rng, sizes),
        "lambd": float(rng.uniform(0.3, 3.0)),
    }


@compute_cost_with_regularization.call
def _(answer, inputs):
    return answer(*inputs.values()), answer(inputs["A3"], inputs["Y"], inputs["parameters"], 0.0)


@compute_cost_with_regularization.unpack
def _(result, inputs):
    return {"cost": result[0], "cost with lambd = 0": result[1]}


@probe(
    returns=Dict("gradients", tuple(f"d{name}" for name in ("W3", "b3", "W2", "b2", "W1", "b1"))),
    groups={
        "weights": (3, tuple(f"d{name}" for name in WEIGHTS)),
        "biases": (1, tuple(f"d{name}" for name in BIASES)),
    },
)
def backward_propagation_with_regularization(rng):
    sizes, m = _sizes(rng)
    X = rng.normal(size=(sizes[0], m))
    _, cache = forward_propagation(X, _parameters(rng, sizes))
    return {"X": X, "Y": _labels(rng, m), "cache": cache, "lambd": float(rng.uniform(0.3, 3.0))}


@probe(
    returns=(Dict("parameters", PARAMETERS), "costs", "losses"),
    groups={"parameters": (2, PARAMETERS), "costs and losses": (1, ("costs", "losses"))},
    rtol=1e-5,  # a hundred steps and more let rounding errors grow
    seeds=(1, 2),
    repeats=1,
)
def train(rng):
    sizes, m = _sizes(rng, 3, 7)
    parameters = {name: 0.5 * value for name, value in _parameters(rng, sizes).items()}
    return {
        "X": rng.normal(size=(sizes[0], m)),
        "Y": _labels(rng, m),
        "parameters": parameters,
        "lambd": float(rng.uniform(0.2, 0.8)),
        "learning_rate": float(rng.uniform(0.03, 0.1)),
        "num_iterations": int(rng.integers(101, 111)),
    }


@probe(
    returns=Dict("parameters", PARAMETERS),
    groups={"weights": (3, WEIGHTS), "biases": (1, BIASES)},
)
def update_with_weight_decay(rng):
    sizes, m = _sizes(rng)
    parameters = _parameters(rng, sizes)
    return {
        "parameters": parameters,
        "gradients": _gradients(rng, parameters),
        "learning_rate": float(rng.uniform(0.05, 0.8)),
        "lambd": float(rng.uniform(0.3, 3.0)),
        "m": 10 * m,
    }


@probe(returns=("best", "losses"), groups={"best": (1, ("best",)), "losses": (1, ("losses",))}, examples="X_train")
def choose_lambda(rng):
    n_x, m, m_dev = distinct(rng, 14, 40, 3)
    n_x = 2 + n_x % 3
    X, X_dev = rng.normal(size=(n_x, m)), rng.normal(size=(n_x, m_dev))
    direction = rng.normal(size=(1, n_x))
    Y, Y_dev = ((direction @ Z + rng.normal(size=(1, Z.shape[1])) > 0).astype(float) for Z in (X, X_dev))
    # The order is shuffled: neither the first nor the last entry is right by its place.
    lambdas = [float(value) for value in rng.permutation([0.013, 0.12, 0.9, 7.3, 55.0])]
    return {"lambdas": lambdas, "fit": _ridge(rng, n_x), "X_train": X, "Y_train": Y, "X_dev": X_dev, "Y_dev": Y_dev}


def _ridge(rng, n_x):
    """Return a stand-in for training: random ReLU features, and a last layer that is solved for at once."""
    W1, W2 = rng.normal(size=(9, n_x)), rng.normal(size=(11, 9)) / 3.0

    def fit(X, Y, lambd):
        A2 = relu(W2 @ relu(W1 @ X))
        target = 4.0 * Y - 2.0
        W3 = np.linalg.solve(A2 @ A2.T + lambd * np.eye(11), A2 @ target.T).T
        zero = {"b1": np.zeros((9, 1)), "b2": np.zeros((11, 1)), "b3": np.zeros((1, 1))}
        return {"W1": W1.copy(), "W2": W2.copy(), "W3": W3, **zero}

    return fit


@probe(returns="penalty")
def l1_penalty(rng):
    sizes, m = _sizes(rng)
    return {"parameters": _parameters(rng, sizes), "lambd": float(rng.uniform(0.3, 3.0)), "m": m}


@probe(returns=Dict("gradients", (*(f"d{name}" for name in WEIGHTS), "biases")))
def l1_penalty_gradient(rng):
    sizes, m = _sizes(rng)
    parameters = _parameters(rng, sizes)
    for name in WEIGHTS:
        parameters[name].flat[0] = 0.0  # where the slope of |w| has no value of its own
    return {"parameters": parameters, "lambd": float(rng.uniform(0.3, 3.0)), "m": m}


@l1_penalty_gradient.call
def _(answer, inputs):
    found = answer(*inputs.values())
    if not isinstance(found, Mapping):
        return found
    # The lesson adds these slopes to all gradients by name, so one for a bias would move it.
    biases = any(np.any(found[f"d{name}"]) for name in BIASES if f"d{name}" in found)
    return {**found, "biases": "have a slope" if biases else "have none"}


@probe(
    returns=Dict("parameters", PARAMETERS),
    groups={"weights": (3, WEIGHTS), "biases": (1, BIASES)},
)
def update_with_soft_threshold(rng):
    sizes, m = _sizes(rng)
    parameters = _parameters(rng, sizes)
    learning_rate = float(rng.uniform(0.2, 0.8))
    # The threshold learning_rate * lambd / m lies among the sizes of the weights, so some end at zero and some do not.
    return {
        "parameters": parameters,
        "gradients": _gradients(rng, parameters),
        "learning_rate": learning_rate,
        "lambd": float(rng.uniform(0.4, 0.8)) * m / learning_rate,
        "m": m,
    }
