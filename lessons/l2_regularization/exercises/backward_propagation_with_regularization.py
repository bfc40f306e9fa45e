"""The exercise `backward_propagation_with_regularization`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.l2_regularization.toolbox import backward_propagation  # noqa: F401 (a variant calls it)


@exercise(
    points=6,
    hints=(
        "The cost is a sum of two parts, so its gradient is too: what backpropagation gives for the data loss, "
        "plus the slope of the penalty.",
        "The penalty contains each weight directly, not through A or Z. So it adds a term to dW1, dW2 and dW3 "
        "and changes neither the dZ nor the db.",
        "Shapes: dZ3 is (1, m), A2 is (n_2, m), so dW3 (1, n_2) is dZ3 times A2 transposed, over m; "
        "lambd / m times W3 has that shape as well.",
        "Going back, dZ2 (n_2, m) is W3 transposed times dZ3, kept where Z2 > 0. dW2 uses A1, and dW1 uses X. "
        "Each db is a row sum over m, with keepdims.",
        "Almost the code: dW3 = dZ3 @ A2.T / m + lambd / m * W3; db3 = np.sum(dZ3, axis=1, keepdims=True) / m; "
        "dZ2 = (W3.T @ dZ3) * (Z2 > 0); then the same again for the layers 2 and 1, all from the cache.",
    ),
)
def backward_propagation_with_regularization(X, Y, cache, lambd):
    """Compute the gradients of the regularized cost of the three-layer network (ReLU, ReLU, sigmoid).

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    cache : dict
        "Z1", "A1" (n_1, m), "Z2", "A2" (n_2, m), "Z3", "A3" (1, m), and "W1", "b1", ... "W3", "b3".
    lambd : float
        Regularization parameter, at least 0.

    Returns
    -------
    gradients : dict
        "dW3", "db3", "dW2", "db2", "dW1", "db1", each with the shape of its parameter.
    """
    m = X.shape[1]
    dZ3 = cache["A3"] - Y
    ### START CODE HERE ###
    dW3 = dZ3 @ cache["A2"].T / m + lambd / m * cache["W3"]
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dZ2 = (cache["W3"].T @ dZ3) * (cache["Z2"] > 0)
    dW2 = dZ2 @ cache["A1"].T / m + lambd / m * cache["W2"]
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (cache["W2"].T @ dZ2) * (cache["Z1"] > 0)
    dW1 = dZ1 @ X.T / m + lambd / m * cache["W1"]
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    ### END CODE HERE ###
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


def _penalties(text, *, layers=(3, 2, 1)):
    """Return the edit that writes `text` (with a place for the matrix) for the penalty's term in the given layers."""
    return {f' + lambd / m * cache["W{layer}"]': text.format(f'cache["W{layer}"]') for layer in layers}


_wrong = backward_propagation_with_regularization.mistake
_wrong(
    "no_penalty",
    "This is the gradient of the data loss alone, whatever lambd is. "
    "If the cost has the penalty and the gradient has not, the cost curve moves and the trained network stays the same.",
    _penalties(""),
)
_wrong(
    "penalty_not_averaged",
    "The penalty's term is m times too large, and the weights would soon be pressed to zero. Its factor is lambd / m.",
    _penalties(" + lambd * {}"),
)
_wrong(
    "penalty_subtracted",
    "The penalty's term has the wrong sign, so a step makes the weights longer. It is added to dW.",
    _penalties(" - lambd / m * {}"),
)
_wrong(
    "half_kept",
    "The penalty's term is half as large as it should be. The 1/2 of the cost cancels against the 2 that a square gives.",
    _penalties(" + lambd / (2 * m) * {}"),
)
_wrong(
    "twice_the_penalty",
    "The penalty's term is twice as large as it should be. The slope of w² is 2 w, and the 1/2 of the cost halves it.",
    _penalties(" + 2 * lambd / m * {}"),
)
_wrong(
    "two_m_not_in_brackets",
    "m multiplies the penalty's term where it should divide. Look at the brackets: lambd / 2 * m is lambd times m over 2.",
    _penalties(" + lambd / 2 * m * {}"),
)
_wrong(
    "penalty_averaged_twice",
    "The penalty's term is divided by m twice. If one bracket over m holds both terms, the second needs no m of its own.",
    _penalties(" + lambd / m**2 * {}"),
)
_wrong(
    "divided_by_number_of_weights",
    "The penalty's term is divided by the number of weights. It is divided by m, the number of examples.",
    _penalties(" + lambd * {0} / {0}.size"),
)
_wrong(
    "penalty_itself",
    "The value of the penalty is added to each dW. What belongs there is its slope for each weight, lambd / m times that weight.",
    _penalties(" + lambd / (2 * m) * np.sum(np.square({}))"),
)
_wrong(
    "slope_of_the_norm",
    "This is the slope of the norm, W divided by its length. The penalty holds the squared norm, whose slope is W itself.",
    _penalties(" + lambd / m * {0} / np.linalg.norm({0})"),
)
_wrong(
    "sign_of_the_weights",
    "The penalty's term holds the signs of the weights. That is the slope of L1; for squares it is the weight itself.",
    _penalties(" + lambd / m * np.sign({})"),
)
_wrong(
    "squares_of_the_weights",
    "The penalty's term holds squared weights. The slope of a square is linear: lambd / m times the weight.",
    _penalties(" + lambd / m * np.square({})"),
)
_wrong(
    "biases_penalized",
    "The db carry a penalty as well. The penalty counts weights only, so each db is the row sum over m and nothing else.",
    {
        f"db{layer} = np.sum(dZ{layer}, axis=1, keepdims=True) / m": f'db{layer} = np.sum(dZ{layer}, axis=1, keepdims=True) / m + lambd / m * cache["b{layer}"]'
        for layer in (3, 2, 1)
    },
)
_wrong(
    "w1_left_out",
    "dW1 has no penalty, while dW2 and dW3 are right. Every weight matrix has its term.",
    _penalties("", layers=(1,)),
)
_wrong(
    "w2_left_out",
    "dW2 has no penalty, while dW1 and dW3 are right. Every weight matrix has its term.",
    _penalties("", layers=(2,)),
)
_wrong(
    "w3_left_out",
    "dW3 has no penalty, while dW1 and dW2 are right. Every weight matrix has its term.",
    _penalties("", layers=(3,)),
)
_wrong(
    "penalty_sent_back",
    "Your dW3 is right, and dZ2 is formed from a W3 with the penalty on it. "
    "The penalty reaches each weight directly: W3 goes into dZ2 as it stands in the cache, and W2 into dZ1.",
    {
        'cache["W3"].T @ dZ3': '((1 + lambd / m) * cache["W3"]).T @ dZ3',
        'cache["W2"].T @ dZ2': '((1 + lambd / m) * cache["W2"]).T @ dZ2',
    },
)
_wrong(
    "gradient_for_weight",
    "dZ2 is formed with dW3, or dZ1 with dW2. Going back through a layer multiplies by its weights: W3, then W2.",
    {'cache["W3"].T @ dZ3': "dW3.T @ dZ3", 'cache["W2"].T @ dZ2': "dW2.T @ dZ2"},
)
_wrong(
    "gradient_for_weight_in_layer_1",
    "dZ2 is right, and dZ1 is formed with dW2. Going back through layer 2 multiplies by its weights, W2.",
    {'cache["W2"].T @ dZ2': "dW2.T @ dZ2"},
)
_wrong(
    "data_part_not_averaged",
    "The data part of the dW is m times too large, while the penalty's term is right. Divide dZ @ A.T by m.",
    {f' / m + lambd / m * cache["W{layer}"]': f' + lambd / m * cache["W{layer}"]' for layer in (3, 2, 1)},
)
_wrong(
    "dw_not_averaged",
    "The dW are m times too large, both their parts, while the db are right. Divide the whole sum by m.",
    {f' / m + lambd / m * cache["W{layer}"]': f' + lambd * cache["W{layer}"]' for layer in (3, 2, 1)},
)
_wrong(
    "db_averaged_twice",
    "The dW are right, and the db are divided by m twice: np.mean divides already.",
    {f"db{layer} = np.sum(": f"db{layer} = np.mean(" for layer in (3, 2, 1)},
)
_wrong(
    "output_error_averaged",
    "dZ3 is divided by m, and each dW and db is once more. The dZ carry no 1/m in this course; it stands in dW and db only.",
    {"### START CODE HERE ###": "### START CODE HERE ###\n    dZ3 = dZ3 / m"},
)
_wrong(
    "db_not_averaged",
    "The dW are right and the db are m times too large. Divide the row sums by m.",
    {
        f"db{layer} = np.sum(dZ{layer}, axis=1, keepdims=True) / m": f"db{layer} = np.sum(dZ{layer}, axis=1, keepdims=True)"
        for layer in (3, 2, 1)
    },
)
_wrong(
    "db_flat",
    "The db have lost an axis: they are flat, and each should be a column. Sum with keepdims=True.",
    {f"np.sum(dZ{layer}, axis=1, keepdims=True)": f"np.sum(dZ{layer}, axis=1)" for layer in (3, 2, 1)},
)
_wrong(
    "db_one_number",
    "Each db is one number, summed over units as well. Every unit has its own bias: sum over the examples, axis 1.",
    {f"np.sum(dZ{layer}, axis=1, keepdims=True)": f"np.sum(dZ{layer})" for layer in (3, 2, 1)},
)
_wrong(
    "relu_ignored",
    "The signal passes back through units that were off. dZ2 and dZ1 are zero where Z2 and Z1 are not positive.",
    {' * (cache["Z2"] > 0)': "", ' * (cache["Z1"] > 0)': ""},
)
_wrong(
    "relu_ignored_in_layer_2",
    "Layer 2 lets the signal back through units that were off. dZ2 is zero where Z2 is not positive.",
    {' * (cache["Z2"] > 0)': ""},
)
_wrong(
    "relu_ignored_in_layer_1",
    "Layer 1 lets the signal back through units that were off. dZ1 is zero where Z1 is not positive.",
    {' * (cache["Z1"] > 0)': ""},
)
_wrong(
    "activation_for_mask",
    "The signal is multiplied with the activations themselves. ReLU's slope is 1 where Z > 0 and 0 elsewhere: compare, do not multiply by A.",
    {'(cache["Z2"] > 0)': 'cache["A2"]', '(cache["Z1"] > 0)': 'cache["A1"]'},
)
_wrong(
    "sigmoid_slope_in_hidden_layers",
    "The hidden layers' signal carries A (1 - A), the sigmoid's slope. The hidden layers are ReLU: 1 where Z > 0, else 0.",
    {
        '(cache["Z2"] > 0)': '(cache["A2"] * (1 - cache["A2"]))',
        '(cache["Z1"] > 0)': '(cache["A1"] * (1 - cache["A1"]))',
    },
)
_wrong(
    "averaged_in_the_signal",
    "dW2 and dW1, or their db, are divided by m more than once. The dZ carry no 1/m in this course; it stands in dW and db only.",
    {
        '(cache["W3"].T @ dZ3) *': '(cache["W3"].T @ dZ3) / m *',
    },
)
backward_propagation_with_regularization.variant(
    "one_bracket",
    {
        f'/ m + lambd / m * cache["W{layer}"]\n    db{layer}': f'/ m + cache["W{layer}"] * (lambd / m)\n    db{layer}'
        for layer in (3, 2)
    }
    | {'dW1 = dZ1 @ X.T / m + lambd / m * cache["W1"]': 'dW1 = (np.dot(dZ1, X.T) + lambd * cache["W1"]) / m'},
)
backward_propagation_with_regularization.variant(
    "from_the_toolbox",
    body="""
    gradients = backward_propagation(X, Y, cache)
    for layer in (1, 2, 3):
        gradients[f"dW{layer}"] += (lambd / m) * cache[f"W{layer}"]
    dW3, dW2, dW1 = gradients["dW3"], gradients["dW2"], gradients["dW1"]
    db3, db2, db1 = gradients["db3"], gradients["db2"], gradients["db1"]
    """,
)
backward_propagation_with_regularization.variant(
    "classic",
    {
        'dZ2 = (cache["W3"].T @ dZ3) * (cache["Z2"] > 0)': 'dA2 = np.dot(cache["W3"].T, dZ3)\n    dZ2 = np.multiply(dA2, np.int64(cache["A2"] > 0))',
        "db3 = np.sum(dZ3, axis=1, keepdims=True) / m": "db3 = 1.0 / m * np.sum(dZ3, axis=1, keepdims=True)",
        "db2 = np.sum(dZ2, axis=1, keepdims=True) / m": "db2 = dZ2.mean(axis=1).reshape(-1, 1)",
    },
)
backward_propagation_with_regularization.variant(
    "einsum_and_where",
    {
        'dZ2 @ cache["A1"].T / m': 'np.einsum("im,jm->ij", dZ2, cache["A1"]) / m',
        '(cache["W2"].T @ dZ2) * (cache["Z1"] > 0)': 'np.where(cache["Z1"] > 0, cache["W2"].T @ dZ2, 0.0)',
    },
)
backward_propagation_with_regularization.variant(
    "in_place_on_own_arrays",
    body="""
    dW3 = dZ3 @ cache["A2"].T
    dW3 += lambd * cache["W3"]
    dW3 /= m
    dZ2 = cache["W3"].T @ dZ3
    dZ2[cache["Z2"] <= 0] = 0
    dW2 = (dZ2 @ cache["A1"].T + lambd * cache["W2"]) / m
    dZ1 = cache["W2"].T @ dZ2
    dZ1[cache["Z1"] <= 0] = 0
    dW1 = (dZ1 @ X.T + lambd * cache["W1"]) / m
    db3, db2, db1 = (np.mean(dZ, axis=1, keepdims=True) for dZ in (dZ3, dZ2, dZ1))
    """,
)
for _layer in (2, 1):
    backward_propagation_with_regularization.same(
        f'dZ{_layer} = (cache["W{_layer + 1}"].T @ dZ{_layer + 1}) * (cache["Z{_layer}"] > 0): > -> >=',
        "only a score of exactly 0 is treated otherwise, where ReLU has no slope of its own",
    )

backward_propagation_with_regularization.same(
    'dZ2 = (cache["W3"].T @ dZ3) * (cache["Z2"] > 0): @ -> * in cache[\'W3\'].T @ dZ3',
    "the last layer has one unit: a column times a row is the same, as a matrix product or by broadcasting",
)
backward_propagation_with_regularization.same(
    "db3 = np.sum(dZ3, axis=1, keepdims=True) / m: axis=1 dropped",
    "the last layer has one unit: dZ3 is one row, and its row sum is the sum of everything",
)
