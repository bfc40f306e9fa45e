"""The exercise `propagate_weighted`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.logistic_regression.exercises.sigmoid import sigmoid


@exercise(
    points=4,
    uses=("sigmoid",),
    hints=(
        "The plain cost is a mean in which every example counts the same. Now an example counts as if it "
        "stood there "
        "sample_weight times.",
        "The derivation is the one you know; carry the factor along. What does a weighted mean divide by?",
        "sample_weight is (1, m), like Y and A - Y: multiply element by element. Its sum takes the place "
        "of m, three times.",
        "Almost the code: cost is the sum of weight times loss over the sum of weights; dZ is weight "
        "times (A - Y); dw is X @ dZ.T and "
        "db the sum of dZ, both over the sum of weights.",
    ),
)
def propagate_weighted(w, b, X, Y, sample_weight):
    """Compute a weighted mean of the log-losses, and its gradient.

    Parameters
    ----------
    w, b, X, Y : as for propagate
        Shapes (n_x, 1), a float, (n_x, m) and (1, m).
    sample_weight : array, shape (1, m)
        How much each example counts; positive. Only their proportions matter.

    Returns
    -------
    gradients : dict
        "dw", shape (n_x, 1), and "db", float: the gradient of the cost.
    cost : float
        The weighted mean of the log-losses.
    """
    ### START CODE HERE ###
    Z = w.T @ X + b
    total = np.sum(sample_weight)
    losses = np.logaddexp(0.0, Z) - Y * Z
    cost = np.sum(sample_weight * losses) / total
    dZ = sample_weight * (sigmoid(Z) - Y)
    dw = X @ dZ.T / total
    db = np.sum(dZ) / total
    ### END CODE HERE ###
    return {"dw": dw, "db": db}, cost


propagate_weighted.mistake(
    "weights_ignored",
    "Every example counts the same: sample_weight has no effect.",
    {
        "total = np.sum(sample_weight)": "total = X.shape[1]",
        "np.sum(sample_weight * losses)": "np.sum(losses)",
        "sample_weight * (sigmoid(Z) - Y)": "sigmoid(Z) - Y",
    },
)
propagate_weighted.mistake(
    "divided_by_m",
    "It divides by m. Only the proportions of the weights matter, so a weighted mean divides by the sum "
    "of the weights.",
    {"total = np.sum(sample_weight)": "total = X.shape[1]"},
)
propagate_weighted.mistake(
    "not_divided",
    "These are weighted sums. Divide by the sum of the weights to make means of them.",
    {"total = np.sum(sample_weight)": "total = 1.0"},
)
propagate_weighted.mistake(
    "gradient_without_weights",
    "The cost is weighted and the gradient is that of the plain mean. The factor runs through the whole derivation.",
    {
        "sample_weight * (sigmoid(Z) - Y)": "sigmoid(Z) - Y",
        "X @ dZ.T / total": "X @ dZ.T / X.shape[1]",
        "np.sum(dZ) / total": "np.mean(dZ)",
    },
)
propagate_weighted.mistake(
    "cost_without_weights",
    "The gradient is weighted and the cost is the plain mean, so they do not belong together. A "
    "numerical gradient would show it.",
    {"cost = np.sum(sample_weight * losses) / total": "cost = np.mean(losses)"},
)
propagate_weighted.mistake(
    "db_without_weights",
    "`dw` is weighted and `db` is not. The bias gets its slope from the same weighted dZ.",
    {"np.sum(dZ) / total": "np.mean(sigmoid(Z) - Y)"},
)
propagate_weighted.mistake(
    "weights_on_probability",
    "The weight multiplies A alone before the label is subtracted. It multiplies the whole difference A - Y.",
    {"sample_weight * (sigmoid(Z) - Y)": "sample_weight * sigmoid(Z) - Y"},
)
propagate_weighted.mistake(
    "weights_on_inputs",
    "The weights are in the score, so the probabilities changed. A weight says how much an example "
    "counts, not how it looks.",
    {"w.T @ X": "w.T @ (X * sample_weight)"},
)
propagate_weighted.mistake(
    "weights_twice",
    "The weights are in `dw` twice: once in dZ and once more.",
    {"X @ dZ.T / total": "(X * sample_weight) @ dZ.T / total"},
)
propagate_weighted.mistake(
    "one_class_only",
    "Only the examples with Y = 1 are weighted. Every example brings its own weight, whatever its label.",
    {"Z = w.T": "sample_weight = np.where(Y == 1, sample_weight, 1.0)\n    Z = w.T"},
)
propagate_weighted.same(
    "losses = np.logaddexp(0.0, Z) - Y * Z: arguments of np.logaddexp swapped",
    "log(exp(0) + exp(z)) is a sum, and its terms may change places",
)
propagate_weighted.variant(
    "normalised_first",
    body="""
    v = sample_weight / sample_weight.sum()
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(v * (Y * np.log(A) + (1 - Y) * np.log(1 - A)))
    dw = (X * v) @ (A - Y).T
    db = np.sum(v * (A - Y))
    """,
)
propagate_weighted.variant(
    "averages",
    body="""
    A = sigmoid(w.T @ X + b)
    cost = np.average(-np.log(np.where(Y == 1, A, 1 - A)), weights=sample_weight)
    db = np.average(A - Y, weights=sample_weight)
    dw = np.average(X * (A - Y), axis=1, weights=sample_weight[0]).reshape(-1, 1)
    """,
)
propagate_weighted.variant(
    "textbook_cost",
    {
        "np.logaddexp(0.0, Z) - Y * Z": "-(Y * np.log(A) + (1 - Y) * np.log(1 - A))",
        "    total =": "    A = sigmoid(Z)\n    total =",
    },
)
propagate_weighted.variant(
    "by_products",
    {"np.sum(sample_weight * losses) / total": "(sample_weight @ losses.T / total).item()"},
)
