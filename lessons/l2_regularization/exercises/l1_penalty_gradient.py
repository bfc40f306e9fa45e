"""The exercise `l1_penalty_gradient`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


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
