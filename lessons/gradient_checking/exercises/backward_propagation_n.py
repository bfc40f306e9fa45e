"""The exercise `backward_propagation_n`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=5,
    planted="two_factors",
    hints=(
        "Do not read the code first. Run your gradient_check_n on it: which of the six differences are not tiny?",
        "Read the factor from the difference d: k = (1 + d) / (1 - d). A third means 2, three fifths mean 4.",
        "If a dZ were wrong, everything before it would be wrong too. Where one gradient alone is wrong, its own line is.",
        "Almost the code: each dW is dZ @ A_prev.T / m, each db is the row sum of dZ over m, and no other number stands there.",
    ),
)
def backward_propagation_n(X, Y, cache):
    """Compute the gradients of the mean log-loss for three layers: ReLU, ReLU, sigmoid.

    Parameters
    ----------
    X, Y : arrays, shapes (n_x, m) and (1, m)
        Examples as columns, and their labels.
    cache : dict
        From forward_propagation_n: "Z1", "A1", "W1", ...; the hidden layers also have "D1" and "D2",
        (n_l, m), by which their activations were multiplied (1 / keep_prob or 0; all 1 without dropout).

    Returns
    -------
    gradients : dict
        "dW3", "db3", "dW2", "db2", "dW1", "db1", each with the shape of its parameter.
    """
    m = X.shape[1]
    ### START CODE HERE ###
    dZ3 = cache["A3"] - Y
    dW3 = dZ3 @ cache["A2"].T / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dZ2 = cache["W3"].T @ dZ3 * cache["D2"] * (cache["Z2"] > 0)
    dW2 = dZ2 @ cache["A1"].T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = cache["W2"].T @ dZ2 * cache["D1"] * (cache["Z1"] > 0)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    ### END CODE HERE ###
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


_back = backward_propagation_n
_back.mistake(
    "two_factors",
    "Two of the six gradients are too large, each by a constant factor: one belongs to a weight matrix, one to a bias. Your "
    "gradient_check_n tells which two, and k = (1 + d) / (1 - d) gives the factor.",
    {
        "dW1 = dZ1 @ X.T / m": "dW1 = 2 * dZ1 @ X.T / m",
        "db2 = np.sum(dZ2, axis=1, keepdims=True) / m": "db2 = 4 * np.sum(dZ2, axis=1, keepdims=True) / m",
    },
)
_back.mistake(
    "bias_left",
    "One bias has a gradient four times too large: look for the factor in its own line.",
    {"db2 = np.sum(dZ2, axis=1, keepdims=True) / m": "db2 = 4 * np.sum(dZ2, axis=1, keepdims=True) / m"},
)
_back.mistake(
    "weight_left",
    "One weight matrix has a gradient twice as large as it should be: look for the factor in its own line.",
    {"dW1 = dZ1 @ X.T / m": "dW1 = 2 * dZ1 @ X.T / m"},
)
_back.mistake(
    "halved_signal",
    "dZ1 is half of what it should be, so db1 is too. The signal was right: the factor 2 stands in the line of dW1 alone.",
    {'(cache["Z1"] > 0)': '(cache["Z1"] > 0) / 2', "dW1 = dZ1 @ X.T / m": "dW1 = 2 * dZ1 @ X.T / m"},
)
_back.mistake(
    "halved_signal_bias_left",
    "dZ1 is half of what it should be, so db1 is too: the factor 2 stands in the line of dW1 alone. And one bias has a gradient "
    "four times too large.",
    {
        '(cache["Z1"] > 0)': '(cache["Z1"] > 0) / 2',
        "dW1 = dZ1 @ X.T / m": "dW1 = 2 * dZ1 @ X.T / m",
        "db2 = np.sum(dZ2, axis=1, keepdims=True) / m": "db2 = 4 * np.sum(dZ2, axis=1, keepdims=True) / m",
    },
)
_back.mistake(
    "quartered_signal",
    "The factor was taken out of dZ2 instead of the line of db2. db2 is right, but everything else that uses dZ2 is now too small.",
    {
        '(cache["Z2"] > 0)': '(cache["Z2"] > 0) / 4',
        "db2 = np.sum(dZ2, axis=1, keepdims=True) / m": "db2 = 4 * np.sum(dZ2, axis=1, keepdims=True) / m",
    },
)
_back.mistake(
    "no_mean",
    "All six gradients are sums over the examples, m times too large. The cost is a mean.",
    {
        'dZ3 = cache["A3"] - Y': 'm = 1\n    dZ3 = cache["A3"] - Y',
    },
)
_back.mistake(
    "weight_sum",
    "dW1 lost its division by m together with the factor. Only the 2 has to go.",
    {"dW1 = dZ1 @ X.T / m": "dW1 = dZ1 @ X.T"},
)
_back.mistake(
    "bias_sum",
    "db2 lost its division by m together with the factor. Only the 4 has to go.",
    {"db2 = np.sum(dZ2, axis=1, keepdims=True) / m": "db2 = np.sum(dZ2, axis=1, keepdims=True)"},
)
_back.mistake(
    "masks_lost",
    "The dropout masks are gone from the way back. A unit that was dropped had no part in the cost, and gets no signal.",
    {' * cache["D2"]': "", ' * cache["D1"]': ""},
)
_back.mistake(
    "mask_as_pattern",
    "In dZ1 dropped units are switched off, but kept units lost their factor 1 / keep_prob. Multiply by D1 itself.",
    {'cache["D1"] * (cache["Z1"] > 0)': '(cache["A1"] > 0)'},
)
_back.mistake(
    "slope_lost",
    "The slope of ReLU is missing in dZ1: a unit that is off passes nothing back.",
    {' * (cache["Z1"] > 0)': ""},
)
_back.mistake(
    "both_slopes_lost",
    "The slopes of ReLU are missing in dZ1 and dZ2: a unit that is off passes nothing back.",
    {' * (cache["Z1"] > 0)': "", ' * (cache["Z2"] > 0)': ""},
)
_back.mistake(
    "scores_for_activations",
    "dW2 is made with the scores Z1. Layer 2 was fed with the activations A1.",
    {'cache["A1"].T': 'cache["Z1"].T'},
)
_back.mistake(
    "sign",
    "All gradients point the other way: the difference is A3 - Y.",
    {'cache["A3"] - Y': 'Y - cache["A3"]'},
)
_back.mistake(
    "sigmoid_slope_kept",
    "dZ3 carries the extra factor A3 (1 - A3). With the log-loss the sigmoid's slope cancels.",
    {'cache["A3"] - Y': '(cache["A3"] - Y) * cache["A3"] * (1 - cache["A3"])'},
)
_back.mistake(
    "flat_biases",
    "The gradients of the biases lost an axis. Keep them columns, (n, 1): keepdims=True.",
    {
        "np.sum(dZ3, axis=1, keepdims=True)": "np.sum(dZ3, axis=1)",
        "np.sum(dZ2, axis=1, keepdims=True)": "np.sum(dZ2, axis=1)",
        "np.sum(dZ1, axis=1, keepdims=True)": "np.sum(dZ1, axis=1)",
    },
)
_back.mistake(
    "bias_half_mended",
    "One bias has a gradient twice as large as it should be: look for the factor in its own line.",
    {"db2 = np.sum(dZ2, axis=1, keepdims=True) / m": "db2 = 2 * np.sum(dZ2, axis=1, keepdims=True) / m"},
)
_back.mistake(
    "quartered_signal_weight_left",
    "The factor was taken out of dZ2 instead of the line of db2. db2 is right, but everything else that uses dZ2 is now too small. "
    "And dW1 still has a factor of its own.",
    {
        '(cache["Z2"] > 0)': '(cache["Z2"] > 0) / 4',
        "db2 = np.sum(dZ2, axis=1, keepdims=True) / m": "db2 = 4 * np.sum(dZ2, axis=1, keepdims=True) / m",
        "dW1 = dZ1 @ X.T / m": "dW1 = 2 * dZ1 @ X.T / m",
    },
)
_back.mistake(
    "signal_halved",
    "dZ1 is half of what it should be, and so are dW1 and db1. The signal was right: the factor 2 stood in the line of dW1 alone.",
    {'(cache["Z1"] > 0)': '(cache["Z1"] > 0) / 2'},
)
_back.mistake(
    "signal_quartered",
    "dZ2 is a quarter of what it should be, and so is all that is made from it. The signal was right: the factor 4 stood in the line "
    "of db2 alone.",
    {'(cache["Z2"] > 0)': '(cache["Z2"] > 0) / 4'},
)
_back.variant(
    "from_activations",
    {
        'cache["D2"] * (cache["Z2"] > 0)': 'cache["D2"] * (cache["A2"] > 0)',
        '(cache["Z1"] > 0)': 'np.int64(cache["Z1"] > 0)',
    },
)
_back.variant(
    "means",
    {
        "np.sum(dZ3, axis=1, keepdims=True) / m": "dZ3.mean(axis=1, keepdims=True)",
        "np.sum(dZ2, axis=1, keepdims=True) / m": "dZ2.mean(1)[:, None]",
        "dZ1 @ X.T / m": "np.dot(dZ1, X.T) * (1 / m)",
    },
)
_back.variant(
    "loop",
    body="""
    A, g, dZ = {"0": X, "1": cache["A1"], "2": cache["A2"]}, {}, cache["A3"] - Y
    for l in (3, 2, 1):
        g[f"dW{l}"], g[f"db{l}"] = dZ @ A[str(l - 1)].T / m, np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dZ = np.where(cache[f"Z{l - 1}"] > 0, cache[f"W{l}"].T @ dZ * cache[f"D{l - 1}"], 0)
    return g
    """,
)
_back.variant(
    "signals_already_averaged",
    {
        'cache["A3"] - Y': '(cache["A3"] - Y) / m',
        'dZ3 @ cache["A2"].T / m': 'dZ3 @ cache["A2"].T',
        "np.sum(dZ3, axis=1, keepdims=True) / m": "np.sum(dZ3, axis=1, keepdims=True)",
        'dZ2 @ cache["A1"].T / m': "np.einsum('ij,kj->ik', dZ2, cache[\"A1\"])",
        "np.sum(dZ2, axis=1, keepdims=True) / m": "np.sum(dZ2, axis=1, keepdims=True)",
        "dZ1 @ X.T / m": "dZ1 @ X.T",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "np.sum(dZ1, axis=1, keepdims=True)",
    },
)

for _line, _change in (
    ('dZ1 = cache["W2"].T @ dZ2 * cache["D1"] * (cache["Z1"] > 0)', "> -> >="),
    ('dZ2 = cache["W3"].T @ dZ3 * cache["D2"] * (cache["Z2"] > 0)', "> -> >="),
):
    _back.same(f"{_line}: {_change}", "a score of exactly 0 does not occur, and either slope is allowed there")
_back.same(
    'dZ2 = cache["W3"].T @ dZ3 * cache["D2"] * (cache["Z2"] > 0): @ -> * in cache[\'W3\'].T @ dZ3',
    "with one output a column times a row is the same numbers either way",
)
_back.same("db3 = np.sum(dZ3, axis=1, keepdims=True) / m: axis=1 dropped", "dZ3 has one row only")
