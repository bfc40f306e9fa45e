"""The exercise `linear_backward`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=5,
    hints=(
        "Z = W A_prev + b has three ingredients, and each gets its gradient: A_prev, W and b.",
        "The shapes leave one way to multiply: dW must look like W, and dA_prev like A_prev. Which factor is transposed?",
        "dZ (n, m) times A_prev.T (m, n_prev) gives (n, n_prev). W.T (n_prev, n) times dZ gives (n_prev, m). "
        "db is a row sum that stays a column, (n, 1). The 1/m stands in dW and db only.",
        'Almost the code: dW is dZ @ cache["A_prev"].T over m; db is the sum of dZ along axis 1 with keepdims=True, '
        'over m; dA_prev is cache["W"].T @ dZ.',
    ),
)
def linear_backward(dZ, cache):
    """Go back through Z = W A_prev + b.

    Parameters
    ----------
    dZ : array, shape (n, m)
        Signal of each unit for each example (no 1/m).
    cache : dict
        "A_prev", shape (n_prev, m), and "W", shape (n, n_prev), from the way forward.

    Returns
    -------
    dA_prev : array, shape (n_prev, m)
        Signal for the layer before (no 1/m).
    dW : array, shape (n, n_prev)
        Gradient of the cost with respect to W.
    db : array, shape (n, 1)
        Gradient of the cost with respect to b.
    """
    m = dZ.shape[1]
    ### START CODE HERE ###
    dW = dZ @ cache["A_prev"].T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = cache["W"].T @ dZ
    ### END CODE HERE ###
    return dA_prev, dW, db


linear_backward.mistake(
    "no_mean",
    "`dW` and `db` are sums over the examples, m times too large. The cost is a mean, so its gradient is one too.",
    {'cache["A_prev"].T / m': 'cache["A_prev"].T', "keepdims=True) / m": "keepdims=True)"},
)
linear_backward.mistake(
    "no_mean_in_dw",
    "`dW` is m times too large: the 1/m is missing there.",
    {'cache["A_prev"].T / m': 'cache["A_prev"].T'},
)
linear_backward.mistake(
    "no_mean_in_db",
    "`db` is m times too large: the 1/m is missing there.",
    {"keepdims=True) / m": "keepdims=True)"},
)
linear_backward.mistake(
    "mean_in_signal",
    "`dA_prev` is m times too small: a signal carries no 1/m. It would be divided by m once more in every layer below.",
    {'cache["W"].T @ dZ': 'cache["W"].T @ dZ / m'},
)
linear_backward.mistake(
    "divided_by_units",
    "`dW` and `db` are divided by the number of units. The mean runs over the examples, the columns of dZ.",
    {"### START CODE HERE ###": "### START CODE HERE ###\n    m = dZ.shape[0]"},
)
linear_backward.mistake(
    "flat_db",
    "`db` lost an axis. Keep it a column, (n, 1): a flat array, subtracted from b, makes a square of it.",
    {", keepdims=True": ""},
)
linear_backward.mistake(
    "db_over_units",
    "`db` is summed over the units. Each unit has its own bias: sum over the examples, along the rows.",
    {"axis=1": "axis=0"},
)
linear_backward.mistake(
    "one_db_for_all",
    "`db` is one number for the whole layer. Each unit has a bias, so sum along axis 1 only.",
    {"np.sum(dZ, axis=1, keepdims=True)": "np.sum(dZ, keepdims=True)"},
)
linear_backward.mistake(
    "dw_transposed",
    "`dW` is transposed. It must look like W: one row for each unit of this layer.",
    {'dZ @ cache["A_prev"].T': 'cache["A_prev"] @ dZ.T'},
)
linear_backward.mistake(
    "w_not_transposed",
    "`W @ dZ` has no fitting shapes. On the way back W is transposed: from n units to the n_prev units before.",
    {'cache["W"].T @ dZ': 'cache["W"] @ dZ'},
)
linear_backward.mistake(
    "dw_for_w",
    "`dA_prev` is made with the gradient dW. The signal goes back through the weights themselves, W.",
    {'cache["W"].T @ dZ': "dW.T @ dZ"},
)
linear_backward.mistake(
    "mean_over_units_too",
    "`db` is divided by m twice: np.mean divides already.",
    {"np.sum(dZ, axis=1": "np.mean(dZ, axis=1"},
)
linear_backward.mistake(
    "order_dw_first",
    "The three results stand in another order. The order asked for is dA_prev, dW, db.",
    {"    ### END CODE HERE ###\n": "    dA_prev, dW, db = dW, db, dA_prev\n    ### END CODE HERE ###\n"},
)
linear_backward.mistake(
    "order_dw_and_da",
    "`dA_prev` and `dW` hold each other's values.",
    {"    ### END CODE HERE ###\n": "    dA_prev, dW = dW, dA_prev\n    ### END CODE HERE ###\n"},
)
linear_backward.mistake(
    "elementwise",
    "`*` multiplies element by element, and these shapes do not fit that. Both `dW` and `dA_prev` are matrix products, @.",
    {'dZ @ cache["A_prev"].T': 'dZ * cache["A_prev"].T', 'cache["W"].T @ dZ': 'cache["W"].T * dZ'},
)
linear_backward.variant(
    "np_dot",
    {
        'dZ @ cache["A_prev"].T / m': '(1 / m) * np.dot(dZ, cache["A_prev"].T)',
        'cache["W"].T @ dZ': 'np.dot(cache["W"].T, dZ)',
    },
)
linear_backward.variant("mean", {"np.sum(dZ, axis=1, keepdims=True) / m": "np.mean(dZ, axis=1, keepdims=True)"})
linear_backward.variant("reshaped", {"np.sum(dZ, axis=1, keepdims=True) / m": "(dZ.sum(1) / m).reshape(-1, 1)"})
linear_backward.variant(
    "einsum",
    body="""
    A_prev, W = cache["A_prev"], cache["W"]
    dW = np.einsum("im,jm->ij", dZ, A_prev) / m
    db = dZ @ np.ones((m, 1)) / m
    dA_prev = np.einsum("ij,im->jm", W, dZ)
    """,
)
linear_backward.variant(
    "example_by_example",
    body="""
    A_prev, W = cache["A_prev"], cache["W"]
    dW, db, dA_prev = np.zeros(W.shape), np.zeros((W.shape[0], 1)), np.zeros(A_prev.shape)
    for i in range(m):
        dW += np.outer(dZ[:, i], A_prev[:, i])
        db += dZ[:, [i]]
        dA_prev[:, i] = W.T @ dZ[:, i]
    dW /= m
    db /= m
    """,
)
