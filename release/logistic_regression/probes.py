"""How the answers of the lesson on logistic regression are tried."""

import numpy as np

from gradschool.probe import Dict, distinct, probe


def _data(rng, n_x, m):
    """Return inputs (n_x, m), labels (1, m) of both classes, weights (n_x, 1) and a bias."""
    X = rng.normal(size=(n_x, m))
    Y = (rng.random((1, m)) < 0.5).astype(float)
    Y[0, :2] = 0.0, 1.0
    # Scores stay within a few units: logarithms nudged by 1e-8, a common habit, must not count as wrong.
    w = rng.normal(size=(n_x, 1)) / np.sqrt(n_x)
    return X, Y, w, float(rng.uniform(0.2, 1.0) * rng.choice([-1.0, 1.0]))


@probe(returns="s")
def sigmoid(rng):
    rows, columns = distinct(rng, 1, 5, 2)
    z = 3.0 * rng.normal(size=(rows, columns))
    z.flat[:1] = rng.choice([-800.0, 800.0])
    return {"z": z}


@sigmoid.call
def _(answer, inputs):
    # An array, and one plain number of each sign: far out, a careless form overflows.
    z = inputs["z"]
    return answer(z), answer(800.0), answer(-800.0), answer(0.25)


@sigmoid.unpack
def _(result, inputs):
    array, high, low, middle = result
    return {"s": array, "s(800)": high, "s(-800)": low, "s(0.25)": middle}


@probe(returns=("w", "b"))
def initialize_with_zeros(rng):
    return {"n_x": int(rng.integers(2, 40))}


@probe(
    returns=(Dict("gradients", ("dw", "db")), "cost"),
    groups={"gradients": ("dw", "db"), "cost": ("cost",)},
    rtol=1e-5,
)
def propagate(rng):
    n_x, m = distinct(rng, 2, 9, 2)
    X, Y, w, b = _data(rng, n_x, m)
    return {"w": w, "b": b, "X": X, "Y": Y}


@probe(
    returns=(Dict("parameters", ("w", "b")), Dict("gradients", ("dw", "db")), "costs"),
    groups={"parameters": (2, ("w", "b")), "gradients": (1, ("dw", "db")), "costs": (1, ("costs",))},
    seeds=(1, 2),
    repeats=1,
)
def optimize(rng):
    n_x, m = distinct(rng, 2, 7, 2)
    X, Y, w, b = _data(rng, n_x, m)
    return {
        "w": w,
        "b": b,
        "X": X,
        "Y": Y,
        "num_iterations": int(rng.integers(101, 111)),
        "learning_rate": float(rng.uniform(0.01, 0.3)),
    }


@probe(returns="predictions")
def predict(rng):
    n_x, m = distinct(rng, 2, 12, 2)
    X, _, w, b = _data(rng, n_x, m + 8)
    b = 2.0 * b
    # Both classes, a score between 0 and one half, and one that has its sign from the bias, whatever was drawn.
    for column, score in enumerate((1.2, -1.2, 0.25, 0.5 * b)):
        X[:, [column]] += w * (score - b - w.T @ X[:, [column]]) / np.sum(w**2)
    return {"w": w, "b": b, "X": X}


@probe(returns="share")
def accuracy(rng):
    m = int(rng.integers(20, 60))
    Y = (rng.random((1, m)) < 0.6).astype(float)
    predictions = np.where(rng.random((1, m)) < 0.7, Y, 1.0 - Y)
    # Each kind of error and each kind of hit, whatever was drawn.
    Y[0, :4], predictions[0, :4] = (0, 1, 0, 1), (1, 0, 0, 1)
    return {"predictions": predictions, "Y": Y}


@accuracy.call
def _(answer, inputs):
    predictions, Y = inputs["predictions"], inputs["Y"]
    return answer(predictions, Y), answer(predictions.astype(np.uint8), Y.astype(np.uint8))


@accuracy.unpack
def _(result, inputs):
    return {"share of floats": result[0], "share of uint8": result[1]}


@probe(
    returns=Dict(
        "result",
        ("costs", "predictions_train", "predictions_test", "w", "b", "learning_rate", "num_iterations"),
    ),
    groups={
        "parameters": (2, ("w", "b", "costs")),
        "predictions": (2, ("predictions_train", "predictions_test")),
        "settings": (1, ("learning_rate", "num_iterations")),
    },
    seeds=(1, 2),
    repeats=1,
    examples="X_train",
)
def model(rng):
    n_x, m, m_test = distinct(rng, 3, 14, 3)
    X, Y, _, _ = _data(rng, n_x, m)
    X_test, Y_test, _, _ = _data(rng, n_x, m_test)
    return {
        "X_train": X,
        "Y_train": Y,
        "X_test": X_test,
        "Y_test": Y_test,
        "num_iterations": int(rng.integers(101, 111)),
        "learning_rate": float(rng.uniform(0.01, 0.3)),
    }


@probe(returns=("scaled_train", "scaled_test"), examples="X_train")
def standardize(rng):
    n_x, m, m_test = distinct(rng, 3, 14, 3)
    units, offset = rng.uniform(0.1, 20.0, size=(n_x, 1)), rng.uniform(-9.0, 9.0, size=(n_x, 1))
    return {
        "X_train": offset + units * rng.normal(size=(n_x, m)),
        "X_test": offset + units * (0.5 + rng.normal(size=(n_x, m_test))),
    }


@probe(returns="cost")
def log_loss(rng):
    m = int(rng.integers(5, 20))
    z, Y = 2.0 * rng.normal(size=(1, m)), (rng.random((1, m)) < 0.5).astype(float)
    Y[0, :2] = 0.0, 1.0
    return {"z": z, "Y": Y}


@log_loss.call
def _(answer, inputs):
    # Ordinary scores; then the first two far out and right (labels 0 and 1); then far out and wrong.
    z, Y = inputs["z"], inputs["Y"]
    right, wrong = z.copy(), z.copy()
    right[0, :2], wrong[0, :2] = (-800.0, 800.0), (800.0, -700.0)
    return answer(z, Y), answer(right, Y), answer(wrong, Y)


@log_loss.unpack
def _(result, inputs):
    return {"cost": result[0], "cost, far out and right": result[1], "cost, far out and wrong": result[2]}


@probe(
    returns=(Dict("gradients", ("dw", "db")), "cost"),
    groups={"gradients": ("dw", "db"), "cost": ("cost",)},
    rtol=1e-5,
)
def propagate_weighted(rng):
    n_x, m = distinct(rng, 2, 9, 2)
    X, Y, w, b = _data(rng, n_x, m)
    return {"w": w, "b": b, "X": X, "Y": Y, "sample_weight": rng.uniform(0.5, 5.0, size=(1, m))}


@propagate_weighted.meanings
def _(inputs):
    weights = inputs["sample_weight"]
    return {
        "the sum of the weights": float(weights.sum()),
        "their mean": float(weights.mean()),
        "m": float(weights.size),
    }
