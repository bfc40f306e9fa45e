"""L2 regularization: references, mistakes with their hints, and variants. Never goes out."""

import numpy as np

from gradschool.bank import exercise, question
from lessons.l2_regularization.toolbox import (
    backward_propagation,  # noqa: F401 (mistakes and variants call it)
    compute_cost,
    forward_propagation,
    update_parameters,
)

# ---- compute_cost_with_regularization


@exercise(
    points=4,
    hints=(
        "Two things are added: the data loss, which compute_cost gives you, and the penalty.",
        "The penalty squares every weight of W1, W2 and W3 and adds all the squares. The biases stay out of it.",
        "Shapes: each W is a matrix, its sum of squares is one number, and the penalty is one number. "
        "In front of the sum stands lambd / (2 m), with brackets around 2 m.",
        "Almost the code: squares is the sum of np.sum(np.square(W)) over the three W; "
        "cost is compute_cost(A3, Y) plus lambd / (2 * m) times squares.",
    ),
)
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    """Compute the mean log-loss plus the L2 penalty, lambd / (2 m) times the sum of all squared weights.

    Parameters
    ----------
    A3 : array, shape (1, m)
        Probabilities that forward propagation gave.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    parameters : dict
        "W1" (n_1, n_x), "b1" (n_1, 1), "W2" (n_2, n_1), "b2" (n_2, 1), "W3" (1, n_2), "b3" (1, 1).
    lambd : float
        Regularization parameter, at least 0.

    Returns
    -------
    cost : float
        The regularized cost.
    """
    m = Y.shape[1]
    ### START CODE HERE ###
    squares = 0.0
    for layer in (1, 2, 3):
        squares += np.sum(np.square(parameters[f"W{layer}"]))
    cost = compute_cost(A3, Y) + lambd / (2 * m) * squares
    ### END CODE HERE ###
    return cost


compute_cost_with_regularization.mistake(
    "two_m_not_in_brackets",
    "The penalty is m² times too large: m multiplies where it should divide. "
    "Python works from left to right, so 1 / 2 * m is half of m; put brackets around 2 * m.",
    {"lambd / (2 * m)": "lambd * (1 / 2 * m)"},
)
compute_cost_with_regularization.mistake(
    "no_half",
    "The penalty is twice as large as it should be. Its factor is lambd / (2 m); look for the 2.",
    {"lambd / (2 * m)": "lambd / m"},
)
compute_cost_with_regularization.mistake(
    "no_mean",
    "The penalty is m times too large. Like the data loss, it is divided by the number of examples.",
    {"lambd / (2 * m)": "lambd / 2"},
)
compute_cost_with_regularization.mistake(
    "no_half_no_mean",
    "The penalty's factor is lambd alone. It should be lambd / (2 m).",
    {"lambd / (2 * m)": "lambd"},
)
compute_cost_with_regularization.mistake(
    "data_loss_only",
    "This is the data loss without a penalty: your cost does not depend on lambd.",
    {" + lambd / (2 * m) * squares": ""},
)
compute_cost_with_regularization.mistake(
    "penalty_only",
    "This is the penalty alone. The data loss is missing from the sum.",
    {"compute_cost(A3, Y) + lambd": "lambd"},
)
compute_cost_with_regularization.mistake(
    "subtracted",
    "The penalty is subtracted, so large weights are rewarded. It is added to the data loss.",
    {"+ lambd / (2": "- lambd / (2"},
)
compute_cost_with_regularization.mistake(
    "w2_twice_w3_never",
    "W2 is counted twice and W3 is left out. Look at the names in your three sums.",
    {"(1, 2, 3)": "(1, 2, 2)"},
)
compute_cost_with_regularization.mistake(
    "w1_twice_w2_never",
    "W1 is counted twice and W2 is left out. Look at the names in your three sums.",
    {"(1, 2, 3)": "(1, 1, 3)"},
)
compute_cost_with_regularization.mistake(
    "w2_twice_w1_never",
    "W2 is counted twice and W1 is left out. Look at the names in your three sums.",
    {"(1, 2, 3)": "(2, 2, 3)"},
)
compute_cost_with_regularization.mistake(
    "w3_left_out",
    "The weights of the last layer are not in the penalty. There are three matrices: W1, W2 and W3.",
    {"(1, 2, 3)": "(1, 2)"},
)
compute_cost_with_regularization.mistake(
    "w3_only",
    "The penalty counts W3 only. The three sums of squares are added up, so the loop needs `+=`.",
    {"        squares += np.sum(": "        squares = np.sum("},
)
compute_cost_with_regularization.mistake(
    "w1_only",
    "The penalty counts W1 only. There are three matrices; is the cost computed after all of them are summed?",
    {"(1, 2, 3)": "(1,)"},
)
compute_cost_with_regularization.mistake(
    "w1_left_out",
    "The weights of the first layer are not in the penalty. There are three matrices: W1, W2 and W3.",
    {"(1, 2, 3)": "(2, 3)"},
)
compute_cost_with_regularization.mistake(
    "biases_included",
    "The biases are in the sum too. The penalty counts the weights W1, W2 and W3 only.",
    body="""
    squares = 0.0
    for value in parameters.values():
        squares += np.sum(np.square(value))
    cost = compute_cost(A3, Y) + lambd / (2 * m) * squares
    """,
)
compute_cost_with_regularization.mistake(
    "norm_not_squared",
    "Each matrix adds its norm, which has a square root in it. The penalty takes the squared norm: the plain sum of squares.",
    {'np.sum(np.square(parameters[f"W{layer}"]))': 'np.linalg.norm(parameters[f"W{layer}"])'},
)
compute_cost_with_regularization.mistake(
    "spectral_norm",
    "np.linalg.norm(W, 2) is a matrix's largest stretch, another norm. "
    "Without the 2 it is the Frobenius norm, the root of the sum of squares.",
    {'np.sum(np.square(parameters[f"W{layer}"]))': 'np.linalg.norm(parameters[f"W{layer}"], 2) ** 2'},
)
compute_cost_with_regularization.mistake(
    "root_of_the_sum",
    "The sum of squares has a root over it. The penalty takes the sum itself.",
    {"* squares": "* np.sqrt(squares)"},
)
compute_cost_with_regularization.mistake(
    "data_loss_divided_too",
    "The penalty is right, and the data loss is divided by m once more: compute_cost has averaged it already.",
    {"compute_cost(A3, Y) + lambd": "compute_cost(A3, Y) / m + lambd"},
)
compute_cost_with_regularization.mistake(
    "norms_added_then_squared",
    "The norms are added first and squared afterwards. Square each matrix's entries first, then add.",
    {
        'np.sum(np.square(parameters[f"W{layer}"]))': 'np.linalg.norm(parameters[f"W{layer}"])',
        "* squares": "* squares**2",
    },
)
compute_cost_with_regularization.mistake(
    "sum_then_square",
    "Each matrix is summed first and squared afterwards, so weights of opposite sign cancel. Square first, then sum.",
    {'np.sum(np.square(parameters[f"W{layer}"]))': 'np.square(np.sum(parameters[f"W{layer}"]))'},
)
compute_cost_with_regularization.mistake(
    "absolute_values",
    "The penalty adds absolute values, not squares. That is L1, which comes later in this lesson.",
    {"np.square(": "np.abs("},
)
compute_cost_with_regularization.mistake(
    "mean_of_squares",
    "Each matrix adds the mean of its squares. The penalty takes their sum: only m and 2 stand below the line.",
    {"np.sum(np.square": "np.mean(np.square"},
)
compute_cost_with_regularization.mistake(
    "divided_by_number_of_weights",
    "Each matrix's squares are divided by the number of its weights, W.size, and not by m. Divide by 2 m, m being the number of examples.",
    {"np.sum(np.square": "np.mean(np.square", "lambd / (2 * m)": "lambd / 2"},
)
compute_cost_with_regularization.mistake(
    "matrix_product",
    "The sum runs over all entries of W times its transpose, in which different rows are multiplied with each other. "
    "Square element by element.",
    {'np.square(parameters[f"W{layer}"])': 'parameters[f"W{layer}"] @ parameters[f"W{layer}"].T'},
)
compute_cost_with_regularization.mistake(
    "lambd_squared_with_the_weights",
    "lambd enters squared. It multiplies the sum of squares once and is not part of what is squared.",
    {"lambd / (2 * m)": "lambd**2 / (2 * m)"},
)
compute_cost_with_regularization.variant(
    "three_sums",
    body="""
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    L2_regularization_cost = (1 / m) * (lambd / 2) * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))
    cost = compute_cost(A3, Y) + L2_regularization_cost
    """,
)
compute_cost_with_regularization.variant(
    "frobenius",
    body="""
    names = [name for name in parameters if name.startswith("W")]
    penalty = sum(np.linalg.norm(parameters[name]) ** 2 for name in names) * lambd * 0.5 / m
    cost = np.array(compute_cost(A3, Y) + penalty)
    """,
)
compute_cost_with_regularization.variant(
    "own_log_loss",
    {"compute_cost(A3, Y)": "np.mean(-Y * np.log(A3) - (1 - Y) * np.log(1 - A3))"},
)
compute_cost_with_regularization.variant(
    "element_loop",
    body="""
    squares = 0.0
    for name in ("W1", "W2", "W3"):
        for row in parameters[name]:
            for w in row:
                squares = squares + w * w
    cost = compute_cost(A3, Y) + lambd * squares / 2 / m
    print("cost", cost)
    """,
)
compute_cost_with_regularization.variant(
    "einsum_and_trace",
    body="""
    squares = np.einsum("ij,ij->", parameters["W1"], parameters["W1"])
    squares += np.trace(parameters["W2"] @ parameters["W2"].T)
    squares += (parameters["W3"] @ parameters["W3"].T).item()
    cost = compute_cost(A3, Y) + lambd * squares / (2 * m)
    """,
)

# ---- backward_propagation_with_regularization


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

# ---- train (find the bug)


@exercise(
    points=3,
    uses=("compute_cost_with_regularization", "backward_propagation_with_regularization"),
    planted="plain_gradients",
    hints=(
        "Something in this loop knows lambd, and something else should know it and does not. Which of the two moves the weights?",
        "Read the loop line by line and ask at each one: does this line change the parameters, or does it only write down a number?",
        "The recorded costs are right. The step takes the gradients from backward_propagation, "
        "which has no argument for lambd.",
        "Almost the code: call backward_propagation_with_regularization, with lambd as its last argument.",
    ),
)
def train(X, Y, parameters, lambd, learning_rate, num_iterations):
    """Train the network by gradient descent on the regularized cost. A bug is in this code: find it, repair it.

    Parameters
    ----------
    X, Y : arrays, shapes (n_x, m) and (1, m)
        Training examples as columns, and their labels.
    parameters : dict
        "W1", "b1", ... "W3", "b3" to start from; left unchanged.
    lambd, learning_rate : float
        Regularization parameter, and length of a step relative to the gradient.
    num_iterations : int
        Number of steps, at least 1.

    Returns
    -------
    parameters : dict
        After the last step.
    costs, losses : lists of float
        The regularized cost, and the data loss in it, before the steps 0, 100, 200, ...
    """
    costs, losses = [], []
    ### START CODE HERE ###
    for i in range(num_iterations):
        A3, cache = forward_propagation(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost_with_regularization(A3, Y, parameters, lambd))
            losses.append(compute_cost(A3, Y))
        gradients = backward_propagation_with_regularization(X, Y, cache, lambd)
        parameters = update_parameters(parameters, gradients, learning_rate)
    ### END CODE HERE ###
    return parameters, costs, losses


train.mistake(
    "plain_gradients",
    "The costs contain the penalty, and the steps do not: the parameters come out the same for every lambd. "
    "Look at where the gradients are computed.",
    {"backward_propagation_with_regularization(X, Y, cache, lambd)": "backward_propagation(X, Y, cache)"},
)
train.mistake(
    "plain_costs",
    "`costs` holds the data loss alone. It is the regularized cost that belongs there; the data loss goes into `losses`.",
    {"costs.append(compute_cost_with_regularization(A3, Y, parameters, lambd))": "costs.append(compute_cost(A3, Y))"},
)
train.mistake(
    "penalty_in_losses",
    "`losses` contains the penalty. It should hold the data loss alone, so that runs with different lambd can be compared.",
    {"losses.append(compute_cost(A3, Y))": "losses.append(costs[-1])"},
)
train.mistake(
    "costs_and_losses_swapped",
    "`costs` and `losses` hold each other's numbers. The regularized cost goes into `costs`.",
    {
        "costs.append(compute_cost_with_regularization(A3, Y, parameters, lambd))": "costs.append(compute_cost(A3, Y))",
        "losses.append(compute_cost(A3, Y))": "losses.append(compute_cost_with_regularization(A3, Y, parameters, lambd))",
    },
)
train.mistake(
    "penalty_twice",
    "The weights shrink twice in each step: the gradients have the penalty already. Take one way or the other.",
    {
        "        parameters = update_parameters(parameters, gradients, learning_rate)\n": "        m = X.shape[1]\n"
        "        shrink = {k: (1 - learning_rate * lambd / m if k[0] == 'W' else 1.0) * v for k, v in parameters.items()}\n"
        "        parameters = update_parameters(shrink, gradients, learning_rate)\n"
    },
)
train.mistake(
    "penalty_not_averaged",
    "The penalty enters the gradients with lambd instead of lambd / m, so the weights shrink m times too fast.",
    {
        "gradients = backward_propagation_with_regularization(X, Y, cache, lambd)": "gradients = backward_propagation_with_regularization(X, Y, cache, lambd * X.shape[1])"
    },
)
train.mistake(
    "arguments_swapped",
    "lambd and learning_rate have changed places in the step: lambd belongs to the gradients, learning_rate to the update.",
    {
        "gradients = backward_propagation_with_regularization(X, Y, cache, lambd)": "gradients = backward_propagation_with_regularization(X, Y, cache, learning_rate)",
        "(parameters, gradients, learning_rate)": "(parameters, gradients, lambd)",
    },
)
train.mistake(
    "recorded_in_every_step",
    "`costs` and `losses` hold a number for every step. Keep those before the steps 0, 100, 200, … only.",
    {"i % 100 == 0": "i % 1 == 0"},
)
train.mistake(
    "uphill",
    "The steps go up the slope: the learning rate reaches the update with a minus.",
    {"gradients, learning_rate)\n": "gradients, -learning_rate)\n"},
)
train.mistake(
    "one_step_too_many",
    "It takes one step more than asked for.",
    {"range(num_iterations)": "range(num_iterations + 1)"},
)
train.mistake(
    "counts_from_one",
    "The costs are recorded at the wrong steps. The first entry is that of step 0, before anything was learned.",
    {"i % 100 == 0": "(i + 1) % 100 == 0"},
)
train.mistake(
    "start_returned",
    "The parameters that come back are those of the start. Pass the learned ones on from step to step.",
    {"        parameters = update_parameters(": "        learned = update_parameters("},
)
train.variant(
    "from_plain_gradients",
    {
        "gradients = backward_propagation_with_regularization(X, Y, cache, lambd)": "gradients = backward_propagation(X, Y, cache)\n"
        "        for layer in (1, 2, 3):\n"
        "            gradients[f'dW{layer}'] = gradients[f'dW{layer}'] + lambd / X.shape[1] * parameters[f'W{layer}']"
    },
)
train.variant(
    "copy_then_in_place",
    body="""
    parameters = {name: value.copy() for name, value in parameters.items()}
    for i in range(num_iterations):
        A3, cache = forward_propagation(X, parameters)
        gradients = backward_propagation_with_regularization(X, Y, cache, lambd)
        if i % 100 == 0:
            losses.append(compute_cost(A3, Y))
            costs.append(compute_cost_with_regularization(A3, Y, parameters, lambd))
            print(f"step {i}: {costs[-1]:.3f}")
        for name in parameters:
            parameters[name] -= learning_rate * gradients["d" + name]
    """,
)
train.variant("keyword", {"(X, Y, cache, lambd)": "(X=X, Y=Y, cache=cache, lambd=lambd)"})

# ---- update_with_weight_decay


@exercise(
    points=3,
    hints=(
        "Write the step with the penalty's slope in it, and put together what multiplies W.",
        "W minus learning_rate times (dW plus lambd / m times W): two of the three terms hold W. Take W out of them.",
        "The factor is one number, 1 - learning_rate lambd / m, the same for W1, W2 and W3. The biases have no factor.",
        "Almost the code: for each name, the value times decay minus learning_rate times its gradient, "
        "where decay is 1 - learning_rate * lambd / m for a W and 1 for a b.",
    ),
)
def update_with_weight_decay(parameters, gradients, learning_rate, lambd, m):
    """Take one step of gradient descent on the regularized cost, written as weight decay.

    Parameters
    ----------
    parameters : dict
        "W1", "b1", ... "W3", "b3"; left unchanged.
    gradients : dict
        "dW1", "db1", ... of the data loss alone: no penalty is in them.
    learning_rate, lambd : float
        Length of a step relative to the gradient, and regularization parameter.
    m : int
        Number of training examples.

    Returns
    -------
    updated : dict
        New parameters by the same names: weights shrunk and moved, biases moved.
    """
    updated = {}
    ### START CODE HERE ###
    decay = 1 - learning_rate * lambd / m
    for layer in (1, 2, 3):
        W, b = f"W{layer}", f"b{layer}"
        updated[W] = decay * parameters[W] - learning_rate * gradients["d" + W]
        updated[b] = parameters[b] - learning_rate * gradients["d" + b]
    ### END CODE HERE ###
    return updated


update_with_weight_decay.mistake(
    "no_decay",
    "This is the plain step: the weights do not shrink, whatever lambd is.",
    {"decay * parameters[W]": "parameters[W]"},
)
update_with_weight_decay.mistake(
    "grows",
    "The weights grow: the factor is larger than one. It should be one minus learning_rate lambd / m.",
    {"1 - learning_rate * lambd / m": "1 + learning_rate * lambd / m"},
)
update_with_weight_decay.mistake(
    "no_mean",
    "The shrinking is m times too strong. The factor holds lambd / m.",
    {"lambd / m": "lambd"},
)
update_with_weight_decay.mistake(
    "half_kept",
    "The shrinking is half as strong as it should be. The 1/2 of the penalty cancels when the slope is taken.",
    {"lambd / m": "lambd / (2 * m)"},
)
update_with_weight_decay.mistake(
    "twice",
    "The shrinking is twice as strong as it should be. The penalty enters the step once.",
    {"1 - learning_rate": "1 - 2 * learning_rate"},
)
update_with_weight_decay.mistake(
    "no_learning_rate",
    "The learning rate is missing from the shrinking. The penalty's slope is part of the gradient, so the learning rate multiplies it too.",
    {"1 - learning_rate * lambd / m": "1 - lambd / m"},
)
update_with_weight_decay.mistake(
    "biases_decay",
    "The biases shrink too. The penalty counts weights only; a bias takes the plain step.",
    {"updated[b] = parameters[b]": "updated[b] = decay * parameters[b]"},
)
update_with_weight_decay.mistake(
    "shrunk_after_the_step",
    "The weights move first and shrink afterwards, so the gradient's part shrinks as well. The factor belongs to the old W only.",
    {
        'decay * parameters[W] - learning_rate * gradients["d" + W]': 'decay * (parameters[W] - learning_rate * gradients["d" + W])'
    },
)
update_with_weight_decay.mistake(
    "gradient_decays",
    "The factor stands at the gradient. It multiplies W; the gradient keeps its learning rate alone.",
    {
        'decay * parameters[W] - learning_rate * gradients["d" + W]': 'parameters[W] - decay * learning_rate * gradients["d" + W]'
    },
)
update_with_weight_decay.mistake(
    "lambd_is_the_factor",
    "W is multiplied by lambd itself. The factor lies a little below one: 1 - learning_rate lambd / m.",
    {"1 - learning_rate * lambd / m": "lambd"},
)
update_with_weight_decay.mistake(
    "one_minus_forgotten",
    "W is multiplied by learning_rate lambd / m. That is what is lost; what stays is one minus it.",
    {"1 - learning_rate * lambd / m": "learning_rate * lambd / m"},
)
update_with_weight_decay.mistake(
    "brackets",
    "W is multiplied by (1 - learning_rate) lambd / m. The product comes first: 1 - learning_rate * lambd / m.",
    {"1 - learning_rate * lambd / m": "(1 - learning_rate) * lambd / m"},
)
update_with_weight_decay.mistake(
    "constant_subtracted",
    "Every weight loses the same number, learning_rate lambd / m. The penalty's slope has the weight in it: lambd / m times W.",
    {"decay * parameters[W]": "parameters[W] - learning_rate * lambd / m"},
)
update_with_weight_decay.mistake(
    "gradient_whole",
    "The whole gradient is subtracted, from weights and biases. Scale it by learning_rate.",
    {
        'learning_rate * gradients["d" + W]': 'gradients["d" + W]',
        'learning_rate * gradients["d" + b]': 'gradients["d" + b]',
    },
)
update_with_weight_decay.mistake(
    "only_the_shrinking",
    "W shrinks and does not follow its gradient. Both belong to the step.",
    {' - learning_rate * gradients["d" + W]': ""},
)
update_with_weight_decay.mistake(
    "uphill",
    "The step goes up the slope: learning_rate times the gradient is subtracted.",
    {
        'parameters[W] - learning_rate * gradients["d" + W]': 'parameters[W] + learning_rate * gradients["d" + W]',
        'parameters[b] - learning_rate * gradients["d" + b]': 'parameters[b] + learning_rate * gradients["d" + b]',
    },
)
update_with_weight_decay.mistake(
    "in_place",
    "The values are right, and the caller's weights were changed on the way: by `*=` or `-=` on a given array, or by "
    "writing into the dict `parameters`. Put new arrays into a new dict.",
    {
        'updated[W] = decay * parameters[W] - learning_rate * gradients["d" + W]': 'updated[W] = parameters[W]\n        updated[W] *= decay\n        updated[W] -= learning_rate * gradients["d" + W]'
    },
)
update_with_weight_decay.variant(
    "by_the_sum",
    {
        'decay * parameters[W] - learning_rate * gradients["d" + W]': 'parameters[W] - learning_rate * (gradients["d" + W] + lambd / m * parameters[W])'
    },
)
update_with_weight_decay.variant(
    "over_names",
    body="""
    for name, value in parameters.items():
        decay = 1 - learning_rate * (lambd / m) if name[0] == "W" else 1.0
        updated[name] = value * decay - learning_rate * gradients["d" + name]
    """,
)
update_with_weight_decay.variant(
    "copies_in_place",
    body="""
    for name, value in parameters.items():
        updated[name] = value.copy()
        if name.startswith("W"):
            updated[name] *= 1.0 - learning_rate * lambd / m
        updated[name] -= learning_rate * gradients[f"d{name}"]
    """,
)
update_with_weight_decay.variant(
    "by_the_toolbox",
    body="""
    shrunk = {k: v - learning_rate * lambd / m * v if "W" in k else v for k, v in parameters.items()}
    updated = update_parameters(shrunk, gradients, learning_rate)
    """,
)

# ---- choose_lambda


@exercise(
    points=4,
    hints=(
        "Each lambd is a candidate: train with it, then see how the trained network does on examples it has not learned from.",
        "Train on the training set, score on the dev set, and keep each score. The smallest one wins.",
        "The score is the data loss, one number for each lambd. The penalty stays out: a larger lambd would lose by its own weight.",
        "Almost the code: for each lambd, parameters from fit(X_train, Y_train, lambd), A3 from forward_propagation(X_dev, "
        "parameters), and append compute_cost(A3, Y_dev); best is lambdas at np.argmin(losses).",
    ),
)
def choose_lambda(lambdas, fit, X_train, Y_train, X_dev, Y_dev):
    """Train once for each candidate and choose the one with the smallest data loss on the dev set.

    Parameters
    ----------
    lambdas : list of float
        Candidates, in any order.
    fit : function
        fit(X, Y, lambd) trains a network and returns its parameters.
    X_train, Y_train : arrays, shapes (n_x, m_train) and (1, m_train)
        To learn from.
    X_dev, Y_dev : arrays, shapes (n_x, m_dev) and (1, m_dev)
        To choose with.

    Returns
    -------
    best : float
        The chosen candidate.
    losses : list of float
        Data loss on the dev set for each candidate, in the order of lambdas.
    """
    losses = []
    ### START CODE HERE ###
    for lambd in lambdas:
        parameters = fit(X_train, Y_train, lambd)
        A3, _ = forward_propagation(X_dev, parameters)
        losses.append(compute_cost(A3, Y_dev))
    best = lambdas[int(np.argmin(losses))]
    ### END CODE HERE ###
    return best, losses


choose_lambda.mistake(
    "scored_on_training_set",
    "The candidates are scored on the examples they learned from, and there the weakest penalty always looks best. "
    "Score them on the dev set.",
    {
        "forward_propagation(X_dev, parameters)": "forward_propagation(X_train, parameters)",
        "compute_cost(A3, Y_dev)": "compute_cost(A3, Y_train)",
    },
)
choose_lambda.mistake(
    "learns_on_dev",
    "The networks learn from the dev set, which then cannot judge them. Give the training set to fit.",
    {"fit(X_train, Y_train, lambd)": "fit(X_dev, Y_dev, lambd)"},
)
choose_lambda.mistake(
    "learns_on_both",
    "The networks learn from training and dev set together, so the dev set cannot judge them. Give the training set alone to fit.",
    {"fit(X_train, Y_train, lambd)": "fit(np.hstack([X_train, X_dev]), np.hstack([Y_train, Y_dev]), lambd)"},
)
choose_lambda.mistake(
    "penalty_in_the_score",
    "The penalty is in the score, with m of the dev set. It grows with lambd itself, so candidates cannot be compared by it: "
    "use the data loss, compute_cost.",
    {"compute_cost(A3, Y_dev)": "compute_cost_with_regularization(A3, Y_dev, parameters, lambd)"},
)
choose_lambda.mistake(
    "largest_loss",
    "The losses are right, and the candidate with the largest one is chosen. A loss should be small.",
    {"np.argmin(losses)": "np.argmax(losses)"},
)
choose_lambda.mistake(
    "place_instead_of_value",
    "`best` is the place of the smallest loss in the list. Return the candidate at that place.",
    {"lambdas[int(np.argmin(losses))]": "int(np.argmin(losses))"},
)
choose_lambda.mistake(
    "smallest_loss_returned",
    "`best` is the smallest loss. Return the candidate that reached it.",
    {"lambdas[int(np.argmin(losses))]": "min(losses)"},
)
choose_lambda.mistake(
    "last_candidate",
    "`best` is the last candidate, whatever the losses say. The smallest loss decides.",
    {"lambdas[int(np.argmin(losses))]": "lambd"},
)
choose_lambda.mistake(
    "smallest_candidate",
    "`best` is the smallest candidate, whatever the losses say. It is the smallest loss that decides.",
    {"lambdas[int(np.argmin(losses))]": "min(lambdas)"},
)
choose_lambda.mistake(
    "sorted_candidates",
    "The losses are right and `best` is another candidate's: the place was looked up in a sorted list. Look it up in `lambdas` as given.",
    {"lambdas[int(np.argmin(losses))]": "sorted(lambdas)[int(np.argmin(losses))]"},
)
choose_lambda.mistake(
    "losses_in_another_order",
    "`best` is right, and the losses stand in the order of the sorted candidates. Keep the order of `lambdas`.",
    {"for lambd in lambdas:": "for lambd in sorted(lambdas):", "lambdas[int(": "sorted(lambdas)[int("},
)
choose_lambda.mistake(
    "error_rate",
    "The score is the share of wrong decisions. Use the data loss: it also sees how sure the network was, and is less jumpy on a small set.",
    {"compute_cost(A3, Y_dev)": "float(np.mean((A3 > 0.5) != Y_dev))"},
)
choose_lambda.mistake(
    "same_lambd_for_all",
    "Every candidate is trained with the first lambd, so all losses are equal. Hand each candidate to fit.",
    {"fit(X_train, Y_train, lambd)": "fit(X_train, Y_train, lambdas[0])"},
)
choose_lambda.variant(
    "running_best",
    body="""
    best, smallest = None, np.inf
    for lambd in lambdas:
        parameters = fit(X_train, Y_train, lambd)
        loss = compute_cost(forward_propagation(X_dev, parameters)[0], Y_dev)
        losses.append(loss)
        if loss < smallest:
            best, smallest = lambd, loss
    """,
)
choose_lambda.variant(
    "dict_and_min",
    body="""
    scores = {}
    for lambd in lambdas:
        A3 = forward_propagation(X_dev, fit(X_train, Y_train, lambd))[0]
        scores[lambd] = np.mean(-Y_dev * np.log(A3) - (1 - Y_dev) * np.log(1 - A3))
    losses = np.array([scores[lambd] for lambd in lambdas])
    best = min(scores, key=scores.get)
    """,
)
choose_lambda.variant(
    "keywords_and_index",
    {
        "fit(X_train, Y_train, lambd)": "fit(X=X_train, Y=Y_train, lambd=lambd)",
        "lambdas[int(np.argmin(losses))]": "np.float64(lambdas[losses.index(min(losses))])",
    },
)

# ---- l1_penalty


@exercise(
    points=2,
    hints=(
        "The same sum as before, with another measure of size for each weight: its distance from zero.",
        "Absolute values instead of squares, and no 1/2 in front: there is no 2 to cancel.",
        "One number comes out, from the three matrices W1, W2 and W3; the biases stay out.",
        "Almost the code: lambd / m times the sum of np.sum(np.abs(W)) over the three W.",
    ),
)
def l1_penalty(parameters, lambd, m):
    """Compute the L1 penalty, lambd / m times the sum of the absolute values of all weights.

    Parameters
    ----------
    parameters : dict
        "W1", "b1", ... "W3", "b3".
    lambd : float
        Regularization parameter, at least 0.
    m : int
        Number of training examples.

    Returns
    -------
    penalty : float
    """
    ### START CODE HERE ###
    size = sum(np.sum(np.abs(parameters[f"W{layer}"])) for layer in (1, 2, 3))
    penalty = lambd / m * size
    ### END CODE HERE ###
    return penalty


l1_penalty.mistake(
    "squares",
    "The penalty adds squares: that is L2's measure. L1 adds absolute values.",
    {"np.abs(": "np.square("},
)
l1_penalty.mistake(
    "l2_whole",
    "This is the whole L2 penalty, with squares and 1/2. L1 adds absolute values, with lambd / m in front.",
    {"np.abs(": "np.square(", "lambd / m": "lambd / (2 * m)"},
)
l1_penalty.mistake(
    "half_kept",
    "The penalty is half as large as it should be. L1 has no 1/2 in front.",
    {"lambd / m": "lambd / (2 * m)"},
)
l1_penalty.mistake(
    "no_mean",
    "The penalty is m times too large. Its factor is lambd / m.",
    {"lambd / m": "lambd"},
)
l1_penalty.mistake(
    "no_absolute_value",
    "The weights are added with their signs, so they cancel. Take absolute values first.",
    {'np.abs(parameters[f"W{layer}"])': 'parameters[f"W{layer}"]'},
)
l1_penalty.mistake(
    "absolute_value_of_the_sum",
    "The absolute value is taken after summing a matrix, when its weights have cancelled already. Take it of each weight.",
    {'np.sum(np.abs(parameters[f"W{layer}"]))': 'np.abs(np.sum(parameters[f"W{layer}"]))'},
)
l1_penalty.mistake(
    "matrix_one_norm",
    "np.linalg.norm(W, 1) is the largest column sum of a matrix, another norm. Add the absolute values of all entries.",
    {'np.sum(np.abs(parameters[f"W{layer}"]))': 'np.linalg.norm(parameters[f"W{layer}"], 1)'},
)
l1_penalty.mistake(
    "biases_included",
    "The biases are in the sum too. The penalty counts W1, W2 and W3 only.",
    {
        'sum(np.sum(np.abs(parameters[f"W{layer}"])) for layer in (1, 2, 3))': "sum(np.sum(np.abs(value)) for value in parameters.values())"
    },
)
l1_penalty.mistake(
    "multiplied_by_m",
    "The penalty is m² times too large: m multiplies where it should divide.",
    {"lambd / m": "lambd * m"},
)
l1_penalty.mistake(
    "frobenius_norms",
    "Each matrix adds its norm, the root of its squares. Add the absolute values of its entries.",
    {'np.sum(np.abs(parameters[f"W{layer}"]))': 'np.linalg.norm(parameters[f"W{layer}"])'},
)
l1_penalty.mistake(
    "w3_left_out",
    "W3 is not in the sum. There are three matrices: W1, W2 and W3.",
    {"(1, 2, 3)": "(1, 2)"},
)
l1_penalty.mistake(
    "mean_of_sizes",
    "Each matrix adds the mean of its absolute values. The penalty takes their sum.",
    {"np.sum(np.abs": "np.mean(np.abs"},
)
l1_penalty.variant(
    "flat_norms",
    {
        'sum(np.sum(np.abs(parameters[f"W{layer}"])) for layer in (1, 2, 3))': 'np.linalg.norm(np.concatenate([parameters[n].ravel() for n in ("W1", "W2", "W3")]), 1)'
    },
)
l1_penalty.variant(
    "loop",
    body="""
    penalty = 0
    for name in parameters:
        if name.startswith("W"):
            penalty += lambd * (parameters[name] * np.sign(parameters[name])).sum() / m
    """,
)

# ---- l1_penalty_gradient


@exercise(
    points=2,
    hints=(
        "How much does |w| grow when w grows a little? Look at its graph to the right of zero, and to the left.",
        "The slope of |w| is the sign of w; how large w is plays no part. At exactly 0 use 0.",
        "One array for each matrix, of its shape, filled with plus or minus lambd / m (or 0).",
        'Almost the code: for each W, the key is "d" and its name, the value lambd / m times np.sign(W).',
    ),
)
def l1_penalty_gradient(parameters, lambd, m):
    """Compute the slope of the L1 penalty for each weight (a subgradient: 0 where a weight is exactly 0).

    Parameters
    ----------
    parameters : dict
        "W1", "b1", ... "W3", "b3".
    lambd : float
        Regularization parameter, at least 0.
    m : int
        Number of training examples.

    Returns
    -------
    gradients : dict
        "dW1", "dW2", "dW3", each with the shape of its matrix.
    """
    ### START CODE HERE ###
    gradients = {f"dW{layer}": lambd / m * np.sign(parameters[f"W{layer}"]) for layer in (1, 2, 3)}
    ### END CODE HERE ###
    return gradients


l1_penalty_gradient.mistake(
    "weights_themselves",
    "This is the slope of the L2 penalty, proportional to the weight. The slope of |w| is the sign of w.",
    {'np.sign(parameters[f"W{layer}"])': 'parameters[f"W{layer}"]'},
)
l1_penalty_gradient.mistake(
    "absolute_values",
    "These are the absolute values, the penalty's parts. Its slope for each weight is asked for.",
    {"np.sign(": "np.abs("},
)
l1_penalty_gradient.mistake(
    "no_mean",
    "The slopes are m times too large. The factor is lambd / m.",
    {"lambd / m": "lambd"},
)
l1_penalty_gradient.mistake(
    "half_kept",
    "The slopes are half as large as they should be. L1 has no 1/2 in front.",
    {"lambd / m": "lambd / (2 * m)"},
)
l1_penalty_gradient.mistake(
    "wrong_sign",
    "The slopes have the opposite sign. |w| grows with w where w is positive.",
    {"lambd / m": "-lambd / m"},
)
l1_penalty_gradient.mistake(
    "sign_only",
    "The slopes are 1 and -1. The factor lambd / m is missing.",
    {"lambd / m * np.sign": "np.sign"},
)
l1_penalty_gradient.mistake(
    "positive_only",
    "Negative weights have no slope. To the left of 0, |w| falls when w grows: there the slope is -lambd / m.",
    {'np.sign(parameters[f"W{layer}"])': '(parameters[f"W{layer}"] > 0)'},
)
l1_penalty_gradient.mistake(
    "plus_everywhere",
    "Every slope is +lambd / m. For negative weights |w| falls when w grows, and at exactly 0 the slope to use is 0.",
    {'np.sign(parameters[f"W{layer}"])': 'np.ones(parameters[f"W{layer}"].shape)'},
)
l1_penalty_gradient.mistake(
    "biases_too",
    "The weights' slopes are right, and the dict has slopes for the biases as well. The penalty counts weights only.",
    body="""
    gradients = {"d" + name: lambd / m * np.sign(value) for name, value in parameters.items()}
    """,
)
l1_penalty_gradient.mistake(
    "nan_at_zero",
    "Dividing a weight by its absolute value gives nan where the weight is exactly 0. There the slope to use is 0.",
    {'np.sign(parameters[f"W{layer}"])': 'parameters[f"W{layer}"] / np.abs(parameters[f"W{layer}"])'},
)
l1_penalty_gradient.mistake(
    "minus_at_zero",
    "A weight of exactly 0 is treated like a negative one. Its slope to use is 0: neither side is steeper.",
    {'np.sign(parameters[f"W{layer}"])': 'np.where(parameters[f"W{layer}"] > 0, 1.0, -1.0)'},
)
l1_penalty_gradient.mistake(
    "plus_at_zero",
    "A weight of exactly 0 is treated like a positive one. Its slope to use is 0: neither side is steeper.",
    {'np.sign(parameters[f"W{layer}"])': 'np.where(parameters[f"W{layer}"] < 0, -1.0, 1.0)'},
)
l1_penalty_gradient.variant(
    "comparisons",
    {
        'np.sign(parameters[f"W{layer}"])': '((parameters[f"W{layer}"] > 0).astype(int) - (parameters[f"W{layer}"] < 0).astype(int))'
    },
)
l1_penalty_gradient.variant(
    "loop",
    body="""
    gradients = {}
    for name, value in parameters.items():
        if name[0] == "W":
            gradients["d" + name] = np.zeros(value.shape)
            gradients["d" + name][value > 0] = lambd / m
            gradients["d" + name][value < 0] = -lambd / m
    """,
)

# ---- update_with_soft_threshold (transfer)


@exercise(
    points=4,
    hints=(
        "Two moves, one after the other: first the plain step on the data loss, then the pull of the penalty on what came out.",
        "The pull takes the same amount off the size of every weight. What is smaller than that amount becomes 0.",
        "The amount is learning_rate lambd / m, one number. A weight keeps its sign; the biases take the plain step and no pull.",
        "Almost the code: moved is W - learning_rate * dW; the new W is np.sign(moved) times "
        "np.maximum(np.abs(moved) - learning_rate * lambd / m, 0).",
    ),
)
def update_with_soft_threshold(parameters, gradients, learning_rate, lambd, m):
    """Take one step on the data loss, then pull every weight towards zero by learning_rate lambd / m.

    A weight that the pull would carry beyond zero ends at exactly zero. Biases take the plain step.

    Parameters
    ----------
    parameters, gradients : dicts
        "W1", "b1", ... "b3" (left unchanged), and "dW1", "db1", ... of the data loss alone.
    learning_rate, lambd, m : float, float, int
        Length of a step relative to the gradient, regularization parameter, number of training examples.

    Returns
    -------
    updated : dict
        New parameters by the same names.
    """
    updated = update_parameters(parameters, gradients, learning_rate)
    ### START CODE HERE ###
    for layer in (1, 2, 3):
        moved = updated[f"W{layer}"]
        updated[f"W{layer}"] = np.sign(moved) * np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)
    ### END CODE HERE ###
    return updated


update_with_soft_threshold.mistake(
    "no_pull",
    "This is the plain step. The pull towards zero is missing.",
    {"np.sign(moved) * np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)": "1.0 * moved"},
)
update_with_soft_threshold.mistake(
    "beyond_zero",
    "Small weights are carried beyond zero and change their sign. They should stop at exactly 0.",
    {"np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)": "(np.abs(moved) - learning_rate * lambd / m)"},
)
update_with_soft_threshold.mistake(
    "sign_lost",
    "All weights come out positive. The pull acts on the size; the sign is given back afterwards.",
    {"np.sign(moved) * ": ""},
)
update_with_soft_threshold.mistake(
    "hard_threshold",
    "Small weights become 0, as they should, but the large ones are not pulled. Every weight loses the same amount of its size.",
    {
        "np.sign(moved) * np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)": "moved * (np.abs(moved) > learning_rate * lambd / m)"
    },
)
update_with_soft_threshold.mistake(
    "no_learning_rate",
    "The pull is lambd / m and does not know the learning rate. It is part of the step: multiply.",
    {"learning_rate * lambd / m": "lambd / m"},
)
update_with_soft_threshold.mistake(
    "no_mean",
    "The pull is m times too strong, and every weight is gone. The amount is learning_rate lambd / m.",
    {"lambd / m": "lambd"},
)
update_with_soft_threshold.mistake(
    "half_kept",
    "The pull is half as strong as it should be. L1 has no 1/2 in front.",
    {"lambd / m": "lambd / (2 * m)"},
)
update_with_soft_threshold.mistake(
    "l2_decay",
    "The weights shrink in proportion to their size, which is L2's way. L1 takes the same amount off each.",
    {
        "np.sign(moved) * np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)": "moved * (1 - learning_rate * lambd / m)"
    },
)
update_with_soft_threshold.mistake(
    "pulled_before_the_step",
    "The old weights are pulled and the gradient's step comes afterwards, so hardly any weight ends at zero. Step first, then pull.",
    {
        'moved = updated[f"W{layer}"]': 'moved = parameters[f"W{layer}"]',
        "lambd / m, 0.0)": 'lambd / m, 0.0) - learning_rate * gradients[f"dW{layer}"]',
    },
)
update_with_soft_threshold.mistake(
    "step_forgotten",
    "The old weights are pulled and the step along the gradient is lost. Pull what the plain step gave.",
    {'moved = updated[f"W{layer}"]': 'moved = parameters[f"W{layer}"]'},
)
update_with_soft_threshold.mistake(
    "subgradient_step",
    "The pull is lambd / m times the sign of the old weight. It jumps over zero instead of stopping there.",
    {
        'moved = updated[f"W{layer}"]': 'moved = updated[f"W{layer}"]\n        old = parameters[f"W{layer}"]',
        "np.sign(moved) * np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)": "moved - learning_rate * lambd / m * np.sign(old)",
    },
)
update_with_soft_threshold.mistake(
    "negative_ones_gone",
    "All negative weights end at 0. The pull acts on the size of a weight, whatever its sign; the sign is given back afterwards.",
    {"np.sign(moved) * np.maximum(np.abs(moved) -": "np.maximum(moved -"},
)
update_with_soft_threshold.mistake(
    "pulled_down",
    "Negative weights are carried away from 0: the amount is subtracted from them too. Towards 0 means up for them.",
    {
        "np.sign(moved) * np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)": "np.where(np.abs(moved) <= learning_rate * lambd / m, 0.0, moved - learning_rate * lambd / m)"
    },
)
update_with_soft_threshold.mistake(
    "minus_forgotten",
    "Small weights are not set to 0: look at the two comparisons. Beyond the amount on the left means moved < -amount, with a minus.",
    {
        "np.sign(moved) * np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)": "np.where(moved > learning_rate * lambd / m, moved - learning_rate * lambd / m, moved + learning_rate * lambd / m)"
    },
)
update_with_soft_threshold.mistake(
    "old_weight_decides",
    "Which weights become 0 is decided by the old weight. Compare what the plain step gave with the amount of the pull.",
    {
        'moved = updated[f"W{layer}"]': 'moved = updated[f"W{layer}"]\n        old = parameters[f"W{layer}"]',
        "np.sign(moved) * np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)": "np.where(np.abs(old) <= learning_rate * lambd / m, 0.0, moved - learning_rate * lambd / m * np.sign(moved))",
    },
)
update_with_soft_threshold.mistake(
    "biases_pulled",
    "The biases are pulled as well. The penalty counts weights only.",
    body="""
    for name, moved in updated.items():
        updated[name] = np.sign(moved) * np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)
    """,
)
update_with_soft_threshold.variant(
    "clip",
    {
        "np.sign(moved) * np.maximum(np.abs(moved) - learning_rate * lambd / m, 0.0)": "moved - np.clip(moved, -learning_rate * lambd / m, learning_rate * lambd / m)"
    },
)
update_with_soft_threshold.variant(
    "three_cases",
    body="""
    pull = learning_rate * lambd / m
    for name in ("W1", "W2", "W3"):
        W = updated[name]
        updated[name] = np.where(W > pull, W - pull, np.where(W < -pull, W + pull, 0))
    """,
)
update_with_soft_threshold.variant(
    "from_scratch",
    body="""
    updated = {}
    for name in parameters:
        new = parameters[name] - learning_rate * gradients["d" + name]
        if name.startswith("W"):
            size = np.abs(new) - learning_rate * lambd / m
            size[size < 0] = 0
            new = np.copysign(size, new)
        updated[name] = new
    """,
)

QUESTIONS = (
    question(
        "1a",
        right="b",
        a="A learning rate that is too large makes the training loss jump or rise. Here the training loss falls as it should.",
        b="Yes. The training loss rewards whatever fits these examples, wrong labels included; the dev examples do not share them.",
        c="Both sets are drawn in the same way. And early on the loss on these same dev examples was far lower.",
    ),
    question(
        "3a",
        right="c",
        a="Their slope is as easy as that of the weights: lambda / m times b. It could be added, but it does not help.",
        b="They are free to grow. A unit that switches far from 0 has a large bias, and there is nothing wrong with it.",
        c="Yes. The score's slope in x holds the weights only. Pulling biases to 0 would move the border for no good reason.",
    ),
    question(
        "3b",
        right="a",
        a="Yes. The sum of squares is the same and m is ten times larger. The belief in small weights counts once, each example adds to the data.",
        b="m stands in the denominator of the penalty, so the penalty of the same weights depends on it.",
        c="The sum in the penalty runs over weights, not over examples. Their number does not change.",
    ),
    question(
        "5a",
        right="c",
        a="The costs measure different things: B's contains a penalty, A's does not. And both are costs on training data.",
        b="A penalty can be too strong. What counts is how each does on examples that it has not learned from.",
        c="Yes. One number has a penalty in it, and both come from training data. Compare the data losses on the dev set.",
    ),
    question(
        "6a",
        right="b",
        a="That would need a factor of 0, that is a lambda of m / alpha = 200.",
        b="Yes. The factor is 1 - 0.5 * 500 / 100 = -1.5: in each step the weight changes its sign and is half as large again.",
        c="That needs a factor between 0 and 1. Compute 1 - alpha * lambda / m.",
    ),
    question(
        "7a",
        right="b",
        a="It was chosen for being the smallest of eight, so some of it is luck on this dev set. On fresh data it will be a bit worse.",
        b="Yes. The test set had no say in anything, so its number is an honest guess for fresh data.",
        c="That uses the test set to choose. The smallest of eight numbers is again partly luck, and the test set is spent.",
    ),
    question(
        "8a",
        right="b",
        a="L2 leaves every measurement with a small weight, so it does not show which ones matter.",
        b="Yes. Measurements whose pull is weaker than lambda / m end at exactly zero, and the others can be read off.",
        c="Zero biases say nothing about the measurements. It is the weights of an input that must all become zero.",
    ),
)
