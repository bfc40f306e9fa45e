"""The exercise `compute_cost_with_regularization`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.l2_regularization.toolbox import compute_cost


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
