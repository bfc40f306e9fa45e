"""Logistic regression: references, mistakes with their hints, variants and quick questions. Never goes out."""

import numpy as np

from gradschool.bank import exercise, question

# ---- sigmoid


@exercise(
    points=2,
    hints=(
        "The sigmoid squeezes any score into a probability between 0 and 1; a score of 0 becomes one half.",
        "Work on the whole array at once: NumPy's exp takes an array and gives one of the same shape.",
        "For z = -800 the term exp(-z) overflows to infinity, and 1 / (1 + inf) is 0: right, with a warning. "
        "Clipping z to -500..500 beforehand avoids the warning and changes nothing you could see.",
        "Almost the code: clip z, then return one over (one plus exp of minus z).",
    ),
)
def sigmoid(z):
    """Turn scores into probabilities, 1 / (1 + exp(-z)), element by element.

    Parameters
    ----------
    z : float or array of any shape
        Scores; may be as far out as -800 or 800.

    Returns
    -------
    s : float or array, the shape of z
        Probabilities in 0..1.
    """
    ### START CODE HERE ###
    with np.errstate(over="ignore"):  # far out exp(-z) is infinite, and 1 / (1 + inf) is 0, as it should be
        s = 1.0 / (1.0 + np.exp(-z))
    ### END CODE HERE ###
    return s


sigmoid.mistake(
    "exponent_sign",
    "It falls where it should rise: a large score gives a probability near 0. Look at the sign in the exponent.",
    {"np.exp(-z)": "np.exp(z)"},
)
sigmoid.mistake(
    "no_one_plus",
    "The result grows without bound. The denominator has two terms; one of them is missing.",
    {"1.0 / (1.0 + np.exp(-z))": "1.0 / np.exp(-z)"},
)
sigmoid.mistake(
    "tanh",
    "These are values of tanh, which runs from -1 to 1. A probability runs from 0 to 1.",
    {"1.0 / (1.0 + np.exp(-z))": "np.tanh(z)"},
)
sigmoid.mistake(
    "naive_ratio",
    "Far out, exp(z) / (1 + exp(z)) is infinity divided by infinity, which is nan. Divide by exp(z) on paper first.",
    body="""
    s = np.exp(z) / (1.0 + np.exp(z))
    """,
)
sigmoid.mistake(
    "clipped_hard",
    "The scores are cut off far too early: beyond a few units your output stays flat. Clip at hundreds, not at units.",
    {"np.exp(-z)": "np.exp(-np.clip(z, -1.0, 1.0))"},
)
sigmoid.mistake(
    "slope",
    "This is the sigmoid's slope, s(1 - s), not the sigmoid itself.",
    {"s = 1.0 / (1.0 + np.exp(-z))": "s = np.exp(-z) / (1.0 + np.exp(-z)) ** 2"},
)
sigmoid.mistake(
    "math_exp",
    "`math.exp` takes one number at a time. `np.exp` takes a whole array and gives one of the same shape.",
    body="""
    import math
    s = 1.0 / (1.0 + math.exp(-np.clip(z, -500.0, 500.0)))
    """,
)
sigmoid.variant("plain", body="s = 1.0 / (1.0 + np.exp(-z))")
sigmoid.variant(
    "clipped",
    body="""
    z = np.clip(z, -500.0, 500.0)
    s = 1.0 / (1.0 + np.exp(-z))
    """,
)
sigmoid.variant("by_tanh", body="s = 0.5 * (1.0 + np.tanh(0.5 * z))")
sigmoid.variant(
    "two_branches",
    body="""
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    s = np.where(z >= 0, 1.0 / (1.0 + e), e / (1.0 + e))
    """,
)
# ---- log_loss


@exercise(
    points=2,
    planted="naive",
    hints=(
        "On ordinary scores the function is right. Try the score 800 with label 1 by hand: which two "
        "numbers are multiplied?",
        "0 times infinity is nan, and A is rounded to exactly 0 or 1 far out. Use the form of the loss "
        "that needs no A.",
        "z and Y are (1, m). np.logaddexp(0, z) is log(exp(0) + exp(z)), of the shape of z, and never overflows.",
        "Almost the code: the mean of logaddexp(0, z) - Y * z.",
    ),
)
def log_loss(z, Y):
    """Compute the mean log-loss from the scores, finite however far out they are.

    Parameters
    ----------
    z : array, shape (1, m)
        Scores w.T @ X + b, as far out as -800 or 800.
    Y : array, shape (1, m)
        Labels, 0. or 1.

    Returns
    -------
    cost : float
        Mean over the examples of log(1 + exp(z)) - Y z.
    """
    ### START CODE HERE ###
    losses = np.logaddexp(0.0, z) - Y * z
    cost = np.mean(losses)
    ### END CODE HERE ###
    return cost


log_loss.mistake(
    "naive",
    "Right for ordinary scores, nan or inf far out: there A is rounded to exactly 0 or 1, and its logarithm is "
    "minus infinity. Which form of the loss needs no A?",
    body="""
    A = sigmoid(z)
    losses = -(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    cost = np.mean(losses)
    """,
)
log_loss.mistake(
    "clipped",
    "Finite, but too small far out: a clipped probability hides how wrong the neuron is. With z = 800 "
    "and y = 0 the loss is 800.",
    body="""
    A = np.clip(sigmoid(z), 1e-15, 1 - 1e-15)
    losses = -(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    cost = np.mean(losses)
    """,
)
log_loss.mistake(
    "overflow",
    "The right formula, but exp(800) overflows before the logarithm is taken. np.logaddexp takes both steps at once.",
    {"np.logaddexp(0.0, z)": "np.log(1.0 + np.exp(z))"},
)
log_loss.mistake(
    "without_labels",
    "The labels play no part: this is log(1 + exp(z)) alone, right for Y = 0. An example with Y = 1 pays z less.",
    {" - Y * z": ""},
)
log_loss.mistake(
    "plus_labels",
    "The label's term has the wrong sign: it is subtracted, - Y z.",
    {" - Y * z": " + Y * z"},
)
log_loss.mistake(
    "not_averaged",
    "This is the sum over the examples. The cost is their mean.",
    {"np.mean(losses)": "np.sum(losses)"},
)
log_loss.mistake(
    "hinge",
    "max(0, z) is what log(1 + exp(z)) comes close to far out. Near 0 they differ: at z = 0 by log 2.",
    {"np.logaddexp(0.0, z)": "np.maximum(0.0, z)"},
)
log_loss.mistake(
    "nan_to_zero",
    "Replacing nan and inf by other numbers silences the message: certain and right costs 0, but certain "
    "and wrong should cost 800, "
    "not 0 and not a huge number.",
    body="""
    A = sigmoid(z)
    losses = np.nan_to_num(-(Y * np.log(A) + (1 - Y) * np.log(1 - A)))
    cost = np.mean(losses)
    """,
)
log_loss.same(
    "losses = np.logaddexp(0.0, z) - Y * z: arguments of np.logaddexp swapped",
    "log(exp(0) + exp(z)) is a sum, and its terms may change places",
)
log_loss.variant("by_parts", {"np.logaddexp(0.0, z)": "np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))"})
log_loss.variant("observed_label", body="cost = np.mean(np.logaddexp(0, np.where(Y == 1, -z, z)))")
log_loss.variant("signed", body="cost = -np.mean(-np.logaddexp(0, (1 - 2 * Y) * z))")
log_loss.variant(
    "two_logs",
    body="""
    log_a, log_not_a = -np.logaddexp(0, -z), -np.logaddexp(0, z)
    cost = -np.sum(Y * log_a + (1 - Y) * log_not_a) / Y.shape[1]
    """,
)

# ---- initialize_with_zeros


@exercise(
    points=1,
    hints=(
        "One weight for each feature, and one bias.",
        "np.zeros takes the shape as a tuple.",
        "w is a column: shape (n_x, 1), not (n_x,). b is the plain number 0.0.",
        "Almost the code: w is zeros of shape (n_x, 1); b is 0.0.",
    ),
)
def initialize_with_zeros(n_x):
    """Make the start of gradient descent: all zeros.

    Parameters
    ----------
    n_x : int
        Number of features.

    Returns
    -------
    w : array, shape (n_x, 1)
        Weights.
    b : float
        Bias.
    """
    ### START CODE HERE ###
    w = np.zeros((n_x, 1))
    b = 0.0
    ### END CODE HERE ###
    return w, b


initialize_with_zeros.mistake(
    "flat",
    "`w` is a flat array. Make it a column with two axes, (n_x, 1): a flat array turns into a row when "
    "it meets a matrix.",
    {"np.zeros((n_x, 1))": "np.zeros(n_x)"},
)
initialize_with_zeros.mistake(
    "row",
    "`w` lies on its side: it is a row, and the course keeps weights as a column (n_x, 1).",
    {"np.zeros((n_x, 1))": "np.zeros((1, n_x))"},
)
initialize_with_zeros.mistake(
    "ones",
    "`w` starts at one. Start at zero; with a convex cost nothing speaks for another point.",
    {"np.zeros((n_x, 1))": "np.ones((n_x, 1))"},
)
initialize_with_zeros.mistake(
    "square",
    "`w` has n_x columns. One neuron has one weight for each feature: n_x numbers in all.",
    {"np.zeros((n_x, 1))": "np.zeros((n_x, n_x))"},
)
initialize_with_zeros.mistake(
    "b_array",
    "`b` is an array; one plain number is enough for one neuron.",
    {"b = 0.0": "b = np.zeros((1, 1))"},
)
initialize_with_zeros.variant("zero_int", {"b = 0.0": "b = 0"})
initialize_with_zeros.variant("reshaped", {"np.zeros((n_x, 1))": "np.zeros(n_x).reshape(-1, 1)"})
initialize_with_zeros.variant("scalar_array", {"b = 0.0": "b = np.float64(0.0)"})

# ---- propagate


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

# ---- optimize


@exercise(
    points=5,
    uses=("propagate",),
    hints=(
        "Gradient descent repeats one step: from where you are, a little way against the gradient.",
        "Each round: call propagate, keep its cost in rounds 0, 100, 200, …, then step.",
        "w keeps its shape (n_x, 1). Writing w = w - … makes a new array; w -= … would change the caller's.",
        "Almost the code: for i in range(num_iterations): gradients, cost = propagate(w, b, X, Y); "
        "if i % 100 == 0, append the cost; then w = w - learning_rate * dw, and the same for b.",
    ),
)
def optimize(w, b, X, Y, num_iterations, learning_rate):
    """Learn w and b by gradient descent.

    Parameters
    ----------
    w : array, shape (n_x, 1)
        Weights to start from; left unchanged.
    b : float
        Bias to start from.
    X : array, shape (n_x, m)
        Examples as columns.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    num_iterations : int
        Number of steps, at least 1.
    learning_rate : float
        Length of a step, relative to the gradient.

    Returns
    -------
    parameters : dict
        "w", shape (n_x, 1), and "b", after the last step.
    gradients : dict
        "dw" and "db" of the last step.
    costs : list of float
        The cost before step 0, before step 100, before step 200, and so on.
    """
    costs = []
    ### START CODE HERE ###
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * gradients["dw"]
        b = b - learning_rate * gradients["db"]
    ### END CODE HERE ###
    return {"w": w, "b": b}, gradients, costs


optimize.mistake(
    "uphill",
    "The steps go up the slope: the parameters move with the gradient. Subtract it.",
    {"w = w - learning": "w = w + learning", "b = b - learning": "b = b + learning"},
)
optimize.mistake(
    "fixed_learning_rate",
    "The steps have the length 0.01 whatever `learning_rate` is. Use the argument.",
    {
        'w - learning_rate * gradients["dw"]': 'w - 0.01 * gradients["dw"]',
        'b - learning_rate * gradients["db"]': 'b - 0.01 * gradients["db"]',
    },
)
optimize.mistake(
    "fixed_iterations",
    "It takes 100 steps whatever `num_iterations` is. Use the argument.",
    {"range(num_iterations)": "range(100)"},
)
optimize.mistake(
    "changes_w_in_place",
    "The values are right, but `w -= …` writes into the caller's array. Write w = w - …, or start from a copy.",
    {"w = w - learning_rate": "w -= learning_rate"},
)
optimize.mistake(
    "bias_forgotten",
    "`b` never moves. It has a step of its own, with db.",
    {'        b = b - learning_rate * gradients["db"]\n': ""},
)
optimize.mistake(
    "one_step",
    "Only one step is taken. Do the steps stand inside the loop, and the return after it?",
    body="""
    gradients, cost = propagate(w, b, X, Y)
    costs.append(cost)
    w = w - learning_rate * gradients["dw"]
    b = b - learning_rate * gradients["db"]
    """,
)
optimize.mistake(
    "return_in_the_loop_in_place",
    "Only one step is taken: the return stands inside the loop. And `w -= …` writes into the caller's array.",
    {
        "w = w - learning_rate": "w -= learning_rate",
        "    ### END": '        return {"w": w, "b": b}, gradients, costs\n    ### END',
    },
)
optimize.mistake(
    "each_step_from_the_start",
    "Every step begins at the start again, so only one is ever taken. The next one begins where the last one "
    "ended: give the new values the names `w` and `b`.",
    body="""
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        new_w = w - learning_rate * gradients["dw"]
        new_b = b - learning_rate * gradients["db"]
    w, b = new_w, new_b
    """,
)
optimize.mistake(
    "w_uphill",
    "`w` goes up the slope, `b` goes down. Both gradients are subtracted.",
    {"w = w - learning": "w = w + learning"},
)
optimize.mistake(
    "b_uphill",
    "`b` goes up the slope, `w` goes down. Both gradients are subtracted.",
    {"b = b - learning": "b = b + learning"},
)
optimize.mistake(
    "w_starts_at_zero",
    "`w` starts at zeros, whatever `w` is passed in. Start from the arguments.",
    {"    for i in range": "    w = np.zeros_like(w)\n    for i in range"},
)
optimize.mistake(
    "every_cost",
    "`costs` holds the cost of every step. Keep those of steps 0, 100, 200, … only.",
    {"        if i % 100 == 0:\n            costs.append(cost)\n": "        costs.append(cost)\n"},
)
optimize.mistake(
    "cost_after_step",
    "`costs` is off by one step: it holds the cost after the step. Keep it before you move.",
    body="""
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        w = w - learning_rate * gradients["dw"]
        b = b - learning_rate * gradients["db"]
        if i % 100 == 0:
            costs.append(propagate(w, b, X, Y)[1])
    """,
)
optimize.mistake(
    "counts_from_one",
    "`costs` misses the start: it holds the costs of the 100th, 200th, … step counted from one. The "
    "first entry is that of step 0.",
    {"i % 100 == 0": "(i + 1) % 100 == 0"},
)
optimize.mistake(
    "skips_first_cost",
    "`costs` lacks its first entry, the cost of step 0: 0 counts as a multiple of 100 too.",
    {"i % 100 == 0": "i % 100 == 0 and i > 0"},
)
optimize.mistake(
    "one_step_too_many",
    "It takes one step more than asked for.",
    {"range(num_iterations)": "range(num_iterations + 1)"},
)
optimize.mistake(
    "stale_gradient",
    "The gradient is computed once, before the loop, and used for every step. It changes as you move: "
    "compute it in each round.",
    body="""
    gradients, cost = propagate(w, b, X, Y)
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * gradients["dw"]
        b = b - learning_rate * gradients["db"]
    """,
)
optimize.mistake(
    "b_sees_new_w",
    "`b` takes its step with a gradient computed after `w` has moved. Compute both gradients first, then move both.",
    body="""
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * gradients["dw"]
        gradients, _ = propagate(w, b, X, Y)
        b = b - learning_rate * gradients["db"]
    """,
)
optimize.mistake(
    "never_moves",
    "`w` and `b` come back as they went in: the result of the step is not stored in them. Assign it to "
    "`w` and `b` themselves.",
    {
        "        w = w - learning": "        new_w = w - learning",
        "        b = b - learning": "        new_b = b - learning",
    },
)
optimize.mistake(
    "previous_cost",
    "`costs` is off by one: each entry is the cost of the round before, and the first is no cost at all. "
    "Call propagate first, then keep its cost.",
    body="""
    cost = 0.0
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(cost)
        gradients, cost = propagate(w, b, X, Y)
        w = w - learning_rate * gradients["dw"]
        b = b - learning_rate * gradients["db"]
    """,
)
optimize.mistake(
    "gradients_after_last_step",
    "`gradients` belong to the point after the last step. Return those that the last step was taken with.",
    body="""
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * gradients["dw"]
        b = b - learning_rate * gradients["db"]
    gradients, cost = propagate(w, b, X, Y)
    """,
)
optimize.mistake(
    "divided_by_m_again",
    "The steps are m times too short: the gradient is a mean already, so it is not divided by m once more.",
    {
        '- learning_rate * gradients["dw"]': '- learning_rate / X.shape[1] * gradients["dw"]',
        '- learning_rate * gradients["db"]': '- learning_rate / X.shape[1] * gradients["db"]',
    },
)
optimize.mistake(
    "starts_at_zero",
    "It starts at zeros, whatever `w` and `b` are passed in. Start from the arguments.",
    {"    for i in range": "    w, b = np.zeros_like(w), 0.0\n    for i in range"},
)
optimize.variant(
    "copy_then_in_place",
    body="""
    w = w.copy()
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w -= learning_rate * gradients["dw"]
        b -= learning_rate * gradients["db"]
    """,
)
optimize.variant(
    "while_loop",
    body="""
    i = 0
    while i < num_iterations:
        gradients, cost = propagate(w, b, X, Y)
        if not i % 100:
            costs += [float(cost)]
        dw, db = gradients["dw"], gradients["db"]
        w, b = w - learning_rate * dw, b - learning_rate * db
        i += 1
    """,
)
optimize.variant(
    "costs_at_once",
    {
        "    for i in range": "    kept = {}\n    for i in range",
        "        if i % 100 == 0:\n            costs.append(cost)\n": "        kept[i] = cost\n",
        "    ### END": "    costs = [kept[i] for i in range(0, num_iterations, 100)]\n    ### END",
    },
)
optimize.variant(
    "prints",
    {
        "costs.append(cost)\n": 'costs.append(cost)\n            print(f"cost {cost:.3f}")\n',
    },
)

# ---- predict


@exercise(
    points=2,
    uses=("sigmoid",),
    hints=(
        "A prediction is a decision: class 1 where the probability is above one half.",
        "Compute the probabilities as in propagate, then compare them with 0.5.",
        "The result has the shape (1, m), one column for each example.",
        "Almost the code: A = sigmoid(w.T @ X + b); return A > 0.5 as numbers 0 and 1.",
    ),
)
def predict(w, b, X):
    """Decide for class 1 where its probability is above one half.

    Parameters
    ----------
    w : array, shape (n_x, 1)
        Weights.
    b : float
        Bias.
    X : array, shape (n_x, m)
        Examples as columns.

    Returns
    -------
    predictions : array, shape (1, m)
        0 or 1 for each example (bool, int or float).
    """
    ### START CODE HERE ###
    A = sigmoid(w.T @ X + b)
    predictions = (A > 0.5).astype(float)
    ### END CODE HERE ###
    return predictions


predict.mistake(
    "probabilities",
    "These are the probabilities. The function returns the decision: 0 or 1.",
    {"(A > 0.5).astype(float)": "A"},
)
predict.mistake(
    "without_bias",
    "The bias is missing from the score: your decisions are those of b = 0.",
    {"w.T @ X + b": "w.T @ X"},
)
predict.mistake(
    "inverted",
    "Every decision is the other way round. Which side of one half is class 1?",
    {"A > 0.5": "A < 0.5"},
)
predict.mistake(
    "score_cut_at_half",
    "The score is compared with 0.5, not the probability. A probability of one half is a score of 0.",
    {"A = sigmoid(w.T @ X + b)": "A = w.T @ X + b"},
)
predict.mistake(
    "probability_cut_at_zero",
    "Everything is class 1. A probability is never below 0; the cut is at one half.",
    {"A > 0.5": "A > 0"},
)
predict.mistake(
    "flat",
    "The predictions are a flat array. Keep the row (1, m), like the labels.",
    {".astype(float)": ".astype(float).ravel()"},
)
predict.mistake(
    "plus_minus_one",
    "The classes are called 1 and -1. This course calls them 1 and 0, like the labels.",
    {"(A > 0.5).astype(float)": "np.where(A > 0.5, 1.0, -1.0)"},
)
predict.mistake(
    "column",
    "The predictions stand in a column. Keep the row (1, m), like the labels.",
    {".astype(float)": ".astype(float).T"},
)
predict.variant("bool", {".astype(float)": ""})
predict.variant("int", {"astype(float)": "astype(int)"})
predict.variant("at_least", {"A > 0.5": "A >= 0.5"})
predict.variant("where", {"(A > 0.5).astype(float)": "np.where(A > 0.5, 1, 0)"})
predict.variant("round", {"(A > 0.5).astype(float)": "np.round(A)"})
predict.variant("by_score", body="predictions = (w.T @ X + b > 0).astype(np.int64)")
predict.variant(
    "loop",
    body="""
    A = sigmoid(w.T @ X + b)
    predictions = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        if A[0, i] > 0.5:
            predictions[0, i] = 1
    """,
)
predict.same(
    "predictions = (A > 0.5).astype(float): > -> >=",
    "only a probability of exactly one half decides otherwise",
)

# ---- accuracy


@exercise(
    points=1,
    planted="unsigned_difference",
    hints=(
        "With labels as floats the result is right. What becomes of 0 - 1 in a type that has no negative numbers?",
        "Look at `wrong`: for uint8 labels, print predictions - Y for one prediction of 0 where the label is 1.",
        "Both arrays are (1, m). Whether two entries agree can be asked without a subtraction.",
        "Almost the code: the mean of predictions == Y, which is a share between 0 and 1.",
    ),
)
def accuracy(predictions, Y):
    """Return the share of right predictions.

    Parameters
    ----------
    predictions : array, shape (1, m)
        0 or 1 for each example, of any type of number.
    Y : array, shape (1, m)
        Labels, 0 or 1, of any type of number; image files often hold uint8.

    Returns
    -------
    share : float
        Right predictions over all predictions, in 0..1.
    """
    ### START CODE HERE ###
    right = predictions == Y
    share = np.mean(right)
    ### END CODE HERE ###
    return share


accuracy.mistake(
    "unsigned_difference",
    "Right for floats, wrong for uint8, a type without negative numbers. What does it make of 0 - 1?",
    body="""
    wrong = np.abs(predictions - Y)
    share = 1.0 - np.mean(wrong)
    """,
)
accuracy.mistake(
    "error_rate",
    "This is the share of wrong predictions, the error rate. Accuracy is the share of right ones.",
    {"predictions == Y": "predictions != Y"},
)
accuracy.mistake(
    "percent",
    "This is a percentage. The function returns a share between 0 and 1.",
    {"share = np.mean(right)": "share = 100 * np.mean(right)"},
)
accuracy.mistake(
    "count",
    "This is the number of right predictions. Divide it by the number of all predictions.",
    {"np.mean(right)": "np.sum(right)"},
)
accuracy.mistake(
    "always_one",
    "The share comes out as 1 whatever the predictions are. Compare entry by entry first, then average.",
    {"np.mean(right)": "float(predictions.all() == Y.all())"},
)
accuracy.mistake(
    "all_right",
    "It comes out as 0 whatever the predictions are. Is the whole array compared at once, or is the fraction "
    "cut off (`//`, int)?",
    {"np.mean(right)": "np.all(right)"},
)
accuracy.mistake(
    "ones_only",
    "Only the ones are counted. A prediction of 0 where the label is 0 is right too.",
    {"right = predictions == Y": "right = predictions * Y"},
)
accuracy.variant("as_floats", body="share = 1.0 - np.mean(np.abs(predictions.astype(float) - Y))")
accuracy.variant("sum_over_size", {"np.mean(right)": "np.sum(right) / Y.size"})
accuracy.variant("count_nonzero", {"np.mean(right)": "np.count_nonzero(right) / predictions.shape[1]"})
accuracy.variant(
    "two_products",
    body="""
    p, y = predictions.astype(int), Y.astype(int)
    share = ((p @ y.T + (1 - p) @ (1 - y).T) / y.size).item()
    """,
)
accuracy.variant("loop", body="share = sum(int(p) == int(y) for p, y in zip(predictions[0], Y[0])) / Y.shape[1]")

# ---- model


@exercise(
    points=4,
    uses=("initialize_with_zeros", "optimize", "predict"),
    hints=(
        "Everything is there already: start, learn, predict. Put the pieces in order.",
        "Learn on the training set only. Predict on both sets with what was learned.",
        "The number of features is the number of rows of X_train.",
        "Almost the code: w, b from initialize_with_zeros; parameters, _, costs from optimize; "
        'then predict with parameters["w"] and parameters["b"], once for each set.',
    ),
)
def model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Learn on the training set and predict on both sets.

    Parameters
    ----------
    X_train, X_test : arrays, shapes (n_x, m_train) and (n_x, m_test)
        Examples as columns.
    Y_train, Y_test : arrays, shapes (1, m_train) and (1, m_test)
        Labels, 0. or 1.; the test labels are for the caller's own accuracy and play no part in learning.
    num_iterations : int
        Number of steps of gradient descent.
    learning_rate : float
        Length of a step, relative to the gradient.

    Returns
    -------
    result : dict
        "costs", "predictions_train" (1, m_train), "predictions_test" (1, m_test), "w" (n_x, 1), "b",
        "learning_rate" and "num_iterations".
    """
    ### START CODE HERE ###
    w, b = initialize_with_zeros(X_train.shape[0])
    parameters, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    w, b = parameters["w"], parameters["b"]
    predictions_train = predict(w, b, X_train)
    predictions_test = predict(w, b, X_test)
    ### END CODE HERE ###
    return {
        "costs": costs,
        "predictions_train": predictions_train,
        "predictions_test": predictions_test,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


model.mistake(
    "start_returned",
    "`w` and `b` are still the zeros of the start. Take the learned ones out of `parameters` before you predict.",
    {'    w, b = parameters["w"], parameters["b"]\n': ""},
)
model.mistake(
    "learns_on_test",
    "It learns on the test set. The test set must stay unseen until the end: learn on X_train and Y_train.",
    {"optimize(w, b, X_train, Y_train,": "optimize(w, b, X_test, Y_test,"},
)
model.mistake(
    "test_predictions_on_train",
    "`predictions_test` holds predictions on the training set. Predict on X_test.",
    {"predict(w, b, X_test)": "predict(w, b, X_train)"},
)
model.mistake(
    "predictions_swapped",
    "`predictions_train` and `predictions_test` hold each other's values.",
    {
        "predictions_train = predict(w, b, X_train)": "predictions_test = predict(w, b, X_train)",
        "predictions_test = predict(w, b, X_test)": "predictions_train = predict(w, b, X_test)",
    },
)
model.mistake(
    "swapped_settings",
    "num_iterations and learning_rate reach `optimize` in the wrong order. Look at its signature.",
    {
        "num_iterations, learning_rate)\n    w": "int(learning_rate) + 1, num_iterations)\n    w",
    },
)
model.mistake(
    "fixed_settings",
    "It learns with settings of its own instead of the arguments num_iterations and learning_rate.",
    {"X_train, Y_train, num_iterations, learning_rate)\n    w": "X_train, Y_train, 2000, 0.5)\n    w"},
)
model.mistake(
    "learns_on_both",
    "It learns on training and test set together. The test set must stay unseen until the end.",
    {
        "b, X_train, Y_train,": "b, np.hstack([X_train, X_test]), np.hstack([Y_train, Y_test]),",
    },
)
model.mistake(
    "sized_by_examples",
    "`w` was given one entry for each example. It needs one for each feature: the rows of X_train.",
    {"X_train.shape[0]": "X_train.shape[1]"},
)
model.mistake(
    "without_bias",
    "The predictions are made without the learned bias. `parameters` holds `b` beside `w`.",
    {
        'w, b = parameters["w"], parameters["b"]': 'w, b = parameters["w"], 0.0',
        '"b": b,': '"b": parameters["b"],',
    },
)
model.variant(
    "keywords",
    {
        "Y_train, num_iterations, learning_rate)": "Y_train, learning_rate=learning_rate, "
        "num_iterations=num_iterations)",
    },
)
model.variant("own_zeros", {"initialize_with_zeros(X_train.shape[0])": "np.zeros((X_train.shape[0], 1)), 0.0"})
model.variant("star", {"parameters, _, costs = optimize": "parameters, *_, costs = optimize"})

# ---- standardize


@exercise(
    points=2,
    planted="test_by_its_own_statistics",
    hints=(
        "The test set plays the part of patients who come later. Which numbers do you have when the "
        "first of them comes?",
        "Look at the last line: which set do its mean and deviation come from?",
        "mean and deviation are (n_x, 1), one number for each feature, and the same two serve both sets.",
        "Almost the code: subtract the training mean and divide by the training deviation, in both sets.",
    ),
)
def standardize(X_train, X_test):
    """Scale both sets so that each training feature has mean 0 and standard deviation 1.

    Parameters
    ----------
    X_train, X_test : arrays, shapes (n_x, m_train) and (n_x, m_test)
        Examples as columns, features in their own units; left unchanged. No training feature is constant.

    Returns
    -------
    scaled_train, scaled_test : arrays of the same shapes
        Both scaled by the same numbers: the mean and standard deviation (np.std) of each training feature.
    """
    ### START CODE HERE ###
    mean = np.mean(X_train, axis=1, keepdims=True)
    deviation = np.std(X_train, axis=1, keepdims=True)
    scaled_train = (X_train - mean) / deviation
    scaled_test = (X_test - mean) / deviation
    ### END CODE HERE ###
    return scaled_train, scaled_test


standardize.mistake(
    "test_by_its_own_statistics",
    "`scaled_train` is right, `scaled_test` is not: it is scaled by numbers of its own. Would they be there for a single "
    "new patient, and would they fit what the model has learned?",
    body="""
    mean = np.mean(X_train, axis=1, keepdims=True)
    deviation = np.std(X_train, axis=1, keepdims=True)
    scaled_train = (X_train - mean) / deviation
    mean_test = np.mean(X_test, axis=1, keepdims=True)
    deviation_test = np.std(X_test, axis=1, keepdims=True)
    scaled_test = (X_test - mean_test) / deviation_test
    """,
)
standardize.mistake(
    "statistics_of_both",
    "Mean and deviation are taken over both sets. The test set must not take part in the preparation: "
    "use X_train alone.",
    {
        "np.mean(X_train,": "np.mean(np.hstack([X_train, X_test]),",
        "np.std(X_train,": "np.std(np.hstack([X_train, X_test]),",
    },
)
standardize.mistake(
    "test_not_scaled",
    "`scaled_test` is the test set in its old units. The model learns in the new ones, so the test set needs them too.",
    {"(X_test - mean) / deviation": "X_test"},
)
standardize.mistake(
    "one_mean_for_all",
    "All features share one mean and one deviation. Each feature has its own unit, so it needs its own: "
    "a mean for each row.",
    {
        "np.mean(X_train, axis=1, keepdims=True)": "np.mean(X_train)",
        "np.std(X_train, axis=1, keepdims=True)": "np.std(X_train)",
    },
)
standardize.mistake(
    "precedence",
    "Only the mean is divided by the deviation: `/` goes before `-`. Put the difference in brackets.",
    {"(X_train - mean)": "X_train - mean", "(X_test - mean)": "X_test - mean"},
)
standardize.mistake(
    "one_deviation_for_all",
    "Each feature has a mean of its own, but all share one deviation. Take np.std for each row too.",
    {"np.std(X_train, axis=1, keepdims=True)": "np.std(X_train)"},
)
standardize.mistake(
    "variance",
    "It divides by the variance. The standard deviation is its square root, and has the feature's unit.",
    {"np.std(": "np.var("},
)
standardize.mistake(
    "only_centred",
    "The mean is subtracted, but the features keep their different spreads. Divide by the deviation too.",
    {"(X_train - mean) / deviation": "X_train - mean", "(X_test - mean) / deviation": "X_test - mean"},
)
standardize.mistake(
    "only_scaled",
    "The features are divided by their deviation, but their mean is not 0. Subtract it first.",
    {
        "(X_train - mean) / deviation": "X_train / deviation",
        "(X_test - mean) / deviation": "X_test / deviation",
    },
)
standardize.mistake(
    "sample_deviation",
    "The deviation is off by a factor sqrt(m / (m - 1)): it divides by m - 1. The statement asks for "
    "np.std, which divides by m.",
    {"np.std(X_train, axis=1, keepdims=True)": "np.std(X_train, axis=1, keepdims=True, ddof=1)"},
)
standardize.mistake(
    "minimum_and_range",
    "The features run from 0 to 1: scaled by minimum and range. Here mean and deviation are asked for.",
    {"np.mean(X_train,": "np.min(X_train,", "np.std(X_train,": "np.ptp(X_train,"},
)
standardize.mistake(
    "changes_inputs",
    "The values are right, but `-=` and `/=` write into the caller's arrays. Write X_train - mean, which "
    "makes a new array.",
    body="""
    mean = np.mean(X_train, axis=1, keepdims=True)
    deviation = np.std(X_train, axis=1, keepdims=True)
    scaled_train, scaled_test = X_train, X_test
    scaled_train -= mean
    scaled_train /= deviation
    scaled_test -= mean
    scaled_test /= deviation
    """,
)
standardize.variant(
    "reshaped",
    {
        "np.mean(X_train, axis=1, keepdims=True)": "X_train.mean(axis=1).reshape(-1, 1)",
        "np.std(X_train, axis=1, keepdims=True)": "np.sqrt(X_train.var(1))[:, None]",
    },
)
standardize.variant(
    "inner_function",
    body="""
    mean, deviation = X_train.mean(1, keepdims=True), X_train.std(1, keepdims=True)

    def scaled(X):
        return (X - mean) / deviation

    scaled_train, scaled_test = scaled(X_train), scaled(X_test)
    """,
)
standardize.variant(
    "rows",
    body="""
    scaled_train, scaled_test = np.empty(X_train.shape), np.empty(X_test.shape)
    for j, row in enumerate(X_train):
        scaled_train[j] = (row - row.mean()) / row.std()
        scaled_test[j] = (X_test[j] - row.mean()) / row.std()
    """,
)

# ---- propagate_weighted


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

# ---- quick questions

QUESTIONS = (
    question(
        "1a",
        right="b",
        a="A score of 0 is the middle, not the bottom: sigmoid(0) is one half.",
        b="Yes. The score is the logarithm of the odds, and sigmoid(0) is one half: the neuron is undecided.",
        c="The score can be any number; the probability is what lies between 0 and 1.",
    ),
    question(
        "2a",
        right="c",
        a="The probability is ten times smaller, but the loss is its logarithm: a factor becomes a sum.",
        b="It has no ceiling: log a goes to minus infinity as a goes to 0, and that is what keeps the "
        "neuron from boasting.",
        c="Yes. -log 0.01 = 2 (-log 0.1): each further factor of ten in the wrong direction costs another 2.3.",
    ),
    question(
        "2b",
        right="a",
        a="Yes. Both are there in the picture: the slope dies on the left, and the curve bends down "
        "there, so the cost has no single valley.",
        b="It has a slope everywhere. The trouble is how small that slope is where the neuron is surely wrong.",
        c="Both take one pass over the data; a square is even cheaper than a logarithm. The shape is what matters.",
    ),
    question(
        "3a",
        right="c",
        a="The direction is the same, but gradient descent multiplies the length by the learning rate: "
        "the steps are m times longer.",
        b="The cost is computed apart from its gradient and stays right. That is why this bug hides: "
        "only the steps are wrong.",
        c="Yes. The path is that of a learning rate m times larger. Whoever then turns the learning rate "
        "down hides the bug, "
        "and has to turn it again for every new m.",
    ),
    question(
        "4a",
        right="b",
        a="More steps of this kind only lead further out: each one jumps over the valley to a higher place.",
        b="Yes. The gradient's direction is right; the step is longer than the valley is wide. Try a third of it.",
        c="The cost of one neuron has a single valley, so every start leads into it, if the steps are short enough.",
    ),
    question(
        "5a",
        right="b",
        a="A coin is right on half, but nobody has to toss one: always saying benign is right on 63 % without looking.",
        b="Yes. It does what the majority baseline does without looking at a single measurement.",
        c="Whether it also overfits would need the training accuracy. But a test accuracy at the "
        "baseline is poor in any case.",
    ),
    question(
        "6a",
        right="a",
        a="Yes. One patient alone has no deviation, and the same measurements must give the same answer "
        "whoever else is in the room.",
        b="Often it hardly moves, and sometimes it even rises. That is what makes the bug silent, not "
        "what makes it wrong.",
        c="The time is the same. What counts is which numbers you have at the moment of use.",
    ),
)
