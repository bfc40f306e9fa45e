"""The exercise `propagate`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.logistic_regression.exercises.log_loss import log_loss
from lessons.logistic_regression.exercises.sigmoid import sigmoid


@exercise(
    points=6,
    uses=("sigmoid", "log_loss"),
    hints=(
        "Forward first: scores, probabilities, cost. Then back: how does the cost change with each score?",
        "The slope of the cost with respect to the scores is A - Y; the sigmoid's own slope has cancelled.",
        "Shapes: X is (n_x, m) and A - Y is (1, m), so dw (n_x, 1) is X times the transposed (A - Y), over m.",
        "Almost the code: Z is w.T @ X + b, A is sigmoid(Z), cost is log_loss(Z, Y); dZ is A - Y; "
        "dw is X @ dZ.T over m; db is the sum of dZ over m.",
    ),
)
def propagate(w, b, X, Y):
    """Compute the cost and its gradient for one pass over all examples.

    Parameters
    ----------
    w : array, shape (n_x, 1)
        Weights.
    b : float
        Bias.
    X : array, shape (n_x, m)
        Examples as columns.
    Y : array, shape (1, m)
        Labels, 0. or 1.

    Returns
    -------
    gradients : dict
        "dw", shape (n_x, 1), and "db", float: the gradient of the cost.
    cost : float
        Mean log-loss over the m examples.
    """
    m = X.shape[1]
    ### START CODE HERE ###
    Z = w.T @ X + b
    A = sigmoid(Z)
    cost = log_loss(Z, Y)
    dZ = A - Y
    dw = X @ dZ.T / m
    db = np.sum(dZ) / m
    ### END CODE HERE ###
    return {"dw": dw, "db": db}, cost


# Most write the cost out, and then other sizes come out of the same slip than with log_loss.
_WRITTEN_OUT = {"log_loss(Z, Y)": "-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m"}

propagate.mistake(
    "no_mean_in_gradients",
    "`dw` and `db` are sums over the examples: m times too large. The cost is a mean, so its gradient is one too.",
    {"X @ dZ.T / m": "X @ dZ.T", "np.sum(dZ) / m": "np.sum(dZ)"},
)
propagate.mistake(
    "no_mean_in_dw",
    "`dw` is m times too large, while `db` is right. Where is the 1/m in `dw`?",
    {"X @ dZ.T / m": "X @ dZ.T"},
)
propagate.mistake(
    "no_mean_in_db",
    "`db` is m times too large, while `dw` is right. Where is the 1/m in `db`?",
    {"np.sum(dZ) / m": "np.sum(dZ)"},
)
propagate.mistake(
    "divided_by_features",
    "Cost and gradients are divided by the number of features. A mean over examples divides by m, the "
    "number of columns of X.",
    {**_WRITTEN_OUT, "Z = w.T": "m = X.shape[0]\n    Z = w.T"},
)
propagate.mistake(
    "gradients_divided_by_features",
    "`dw` and `db` are divided by the number of features. A mean over examples divides by m, the number of "
    "columns of X.",
    {"Z = w.T": "m = X.shape[0]\n    Z = w.T"},
)
propagate.mistake(
    "sign",
    "Both gradients point the other way: the difference is A - Y, prediction minus label.",
    {"dZ = A - Y": "dZ = Y - A"},
)
propagate.mistake(
    "cost_sign",
    "The cost has the opposite sign. The logarithm of a probability is negative, and a cost should be positive.",
    {"= log_loss": "= -log_loss"},
)
propagate.mistake(
    "no_negative_term",
    "The cost counts the examples of class 1 only. Examples with Y = 0 have a term of their own.",
    {**_WRITTEN_OUT, " + (1 - Y) * np.log(1 - A)": ""},
)
propagate.mistake(
    "minus_between_terms",
    "The two terms of the cost are subtracted from each other. Both count: they are added inside the bracket.",
    {**_WRITTEN_OUT, " + (1 - Y) *": " - (1 - Y) *"},
)
propagate.mistake(
    "cost_not_averaged",
    "The cost is a sum over the examples, m times too large. Take the mean.",
    {"log_loss(Z, Y)": "log_loss(Z, Y) * m"},
)
propagate.mistake(
    "elementwise_score",
    "`w * X` multiplies element by element and keeps one row for each feature. The score adds the "
    "features up: use `@`.",
    {**_WRITTEN_OUT, "w.T @ X": "w * X"},
)
propagate.mistake(
    "elementwise_score_in_log_loss",
    "`w * X` multiplies element by element and keeps one row for each feature. The score adds the features "
    "up: use `@`.",
    {"w.T @ X": "w * X"},
)
propagate.mistake(
    "no_bias",
    "The bias is not in the score: your results are those of b = 0.",
    {"w.T @ X + b": "w.T @ X"},
)
propagate.mistake(
    "no_sigmoid",
    "The score is used where the probability belongs. Send it through the sigmoid first.",
    {**_WRITTEN_OUT, "sigmoid(Z)": "Z"},
)
propagate.mistake(
    "no_sigmoid_in_gradients",
    "The cost is right, but in A - Y the score stands in place of the probability. Send it through the sigmoid first.",
    {"sigmoid(Z)": "Z"},
)
propagate.mistake(
    "log_loss_of_probabilities",
    "log_loss was given probabilities. It takes the scores Z and works out the rest itself.",
    {"log_loss(Z, Y)": "log_loss(A, Y)"},
)
propagate.mistake(
    "sigmoid_slope_kept",
    "`dZ` carries an extra factor A(1 - A). With the log-loss the sigmoid's slope cancels; that factor "
    "belongs to the squared error.",
    {"dZ = A - Y": "dZ = (A - Y) * A * (1 - A)"},
)
propagate.mistake(
    "log10",
    "The cost is in base 10. The course's losses use the natural logarithm, np.log.",
    {"log_loss(Z, Y)": "log_loss(Z, Y) / np.log(10)"},
)
propagate.mistake(
    "dw_as_row",
    "`dw` is a row. It must have the shape of w, a column (n_x, 1): transpose.",
    {"X @ dZ.T / m": "(X @ dZ.T / m).T"},
)
propagate.mistake(
    "flat_dw",
    "`dw` has one axis only. Keep it a column (n_x, 1): multiply by the transposed row instead of "
    "summing, or keepdims=True.",
    {"X @ dZ.T / m": "np.sum(X * dZ, axis=1) / m"},
)
propagate.mistake(
    "squared_error",
    "The cost is the mean squared error. This lesson's cost is the log-loss.",
    {"log_loss(Z, Y)": "np.mean((A - Y) ** 2)"},
)
propagate.mistake(
    "labels_as_column",
    "The labels became a column (m, 1). A row (1, m) minus a column makes an m x m square: keep Y a row.",
    {**_WRITTEN_OUT, "- Y\n": "- Y.T\n", "Y * np.log(A) + (1 - Y)": "Y.T * np.log(A) + (1 - Y.T)"},
)
propagate.mistake(
    "labels_as_column_in_log_loss",
    "The labels became a column (m, 1). A row (1, m) with a column makes an m x m square: keep Y a row.",
    {"- Y\n": "- Y.T\n", "log_loss(Z, Y)": "log_loss(Z, Y.T)"},
)
propagate.mistake(
    "column_in_gradient",
    "In `dZ` the row A met a column: A - Y.T is an m x m square. Subtract row from row.",
    {"dZ = A - Y": "dZ = A - Y.T"},
)
propagate.mistake(
    "mean_twice",
    "`dw` and `db` are divided by m twice. The 1/m stands in `dw` and `db` only, once each, and not in A - Y.",
    {"dZ = A - Y": "dZ = (A - Y) / m"},
)
propagate.mistake(
    "half_mean",
    "Cost and gradients are half as large as they should be. The factor 1/2 belongs to the squared "
    "error; the log-loss has none.",
    {
        "log_loss(Z, Y)": "log_loss(Z, Y) / 2",
        "dZ.T / m": "dZ.T / (2 * m)",
        "np.sum(dZ) / m": "np.sum(dZ) / (2 * m)",
    },
)
propagate.mistake(
    "terms_swapped",
    "In the cost the labels are swapped: an example with Y = 1 pays -log A, one with Y = 0 pays -log(1 - A).",
    {"log_loss(Z, Y)": "log_loss(-Z, Y)"},
)
propagate.mistake(
    "db_in_array",
    "`db` came inside an array of shape (1, 1). Sum over everything, without axis or keepdims: one plain number.",
    {"np.sum(dZ) / m": "np.sum(dZ, axis=1, keepdims=True) / m"},
)
propagate.mistake(
    "dw_mean_over_all",
    "`dw` is one number. Average over the examples only; each feature keeps its own slope.",
    {"X @ dZ.T / m": "np.mean(X * dZ)"},
)
propagate.mistake(
    "slope_of_scores",
    "`dZ` holds A(1 - A), the sigmoid's slope. That is one factor of the chain; the cost's slope is the "
    "other, and the labels come in there.",
    {"dZ = A - Y": "dZ = A * (1 - A)"},
)
propagate.mistake(
    "last_example_only",
    "`dw` and `db` hold the last example's part only. In a loop each example's part is added: `+=`, not `=`.",
    {"X @ dZ.T / m": "X[:, [-1]] * dZ[0, -1] / m", "np.sum(dZ) / m": "dZ[0, -1] / m"},
)
propagate.mistake(
    "first_example_only",
    "Only the first example is counted. Does the return stand inside the loop?",
    {
        "log_loss(Z, Y)": "log_loss(Z[:, :1], Y[:, :1]) / m",
        "X @ dZ.T / m": "X[:, [0]] * dZ[0, 0] / m",
        "np.sum(dZ) / m": "dZ[0, 0] / m",
    },
)
propagate.mistake(
    "last_example_only_cost_too",
    "Cost and gradient hold the last example's part only. In a loop each example's part is added: `+=`, not `=`.",
    {
        "log_loss(Z, Y)": "log_loss(Z[:, -1:], Y[:, -1:]) / m",
        "X @ dZ.T / m": "X[:, [-1]] * dZ[0, -1] / m",
        "np.sum(dZ) / m": "dZ[0, -1] / m",
    },
)
propagate.variant("np_dot", {"w.T @ X": "np.dot(w.T, X)", "X @ dZ.T": "np.dot(X, dZ.T)"})
propagate.variant("textbook_cost", _WRITTEN_OUT)
propagate.variant(
    "means",
    {**_WRITTEN_OUT, "-np.sum(Y *": "-np.mean(Y *", "(1 - A)) / m": "(1 - A))", "np.sum(dZ) / m": "np.mean(dZ)"},
)
propagate.variant("einsum", {"X @ dZ.T / m": 'np.einsum("ij,kj->ik", X, dZ) / m'})
propagate.variant(
    "by_products",
    {"log_loss(Z, Y)": "(-(Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T) / m).item()"},
)
propagate.variant(
    "loop",
    body="""
    A = sigmoid(w.T @ X + b)
    cost, dw, db = 0.0, np.zeros_like(w), 0.0
    for i in range(m):
        a, y = A[0, i], Y[0, i]
        cost -= (y * np.log(a) + (1 - y) * np.log(1 - a)) / m
        dw += X[:, [i]] * (a - y) / m
        db += (a - y) / m
    """,
)
propagate.variant("broadcast_sum", {"X @ dZ.T / m": "np.sum(X * dZ, axis=1, keepdims=True) / m"})
propagate.variant(
    "zero_d_cost",
    {"log_loss(Z, Y)": "-np.squeeze(np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))) / m"},
)
propagate.variant(
    "clipped_probabilities",
    {
        "log_loss(Z, Y)": "-np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / m",
        "    cost =": "    P = np.clip(A, 1e-12, 1 - 1e-12)\n    cost =",
    },
)
propagate.variant(
    "nudged_logs", {**_WRITTEN_OUT, "np.log(A)": "np.log(A + 1e-8)", "np.log(1 - A)": "np.log(1 - A + 1e-8)"}
)
propagate.variant(
    "cost_from_scores",
    body="""
    z = w.T @ X + b
    cost = np.mean(np.logaddexp(0, z) - Y * z)
    error = 1 / (1 + np.exp(-z)) - Y
    dw, db = np.dot(X, error.T) / m, float(np.mean(error))
    """,
)
propagate.variant(
    "observed_label",
    {"log_loss(Z, Y)": "-np.log(np.where(Y == 1, A, 1 - A)).mean()"},
)
propagate.variant(
    "chain_rule_in_full",
    {"dZ = A - Y": "dA = -Y / A + (1 - Y) / (1 - A)\n    dZ = dA * A * (1 - A)"},
)
