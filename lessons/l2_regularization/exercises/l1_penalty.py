"""The exercise `l1_penalty`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


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
