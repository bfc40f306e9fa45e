"""The exercise `log_loss`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


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
