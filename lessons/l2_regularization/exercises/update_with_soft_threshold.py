"""The exercise `update_with_soft_threshold`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.l2_regularization.toolbox import update_parameters


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
