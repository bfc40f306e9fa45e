"""The exercise `forward_propagation`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=1,
    hints=(
        "The neuron has one input, one weight and no bias. First its score, then the log-loss of that score.",
        "The label is 1. Minus the logarithm of the sigmoid of z is log(1 + exp(-z)).",
        "Everything is a plain number here. np.logaddexp(p, q) is log(exp(p) + exp(q)) and never overflows, as in lesson {{number:logistic_regression}}.",
        "Almost the code: z is theta * x; J is np.logaddexp of 0 and minus z, or np.log of one plus np.exp of minus z.",
    ),
)
def forward_propagation(x, theta):
    """Compute the cost of one example with the label 1, for a neuron with the single weight theta.

    Parameters
    ----------
    x : float
        The input.
    theta : float
        The weight. The score is z = theta x; there is no bias.

    Returns
    -------
    J : float
        The log-loss, log(1 + exp(-z)).
    """
    ### START CODE HERE ###
    z = theta * x
    J = np.logaddexp(0.0, -z)
    ### END CODE HERE ###
    return J


forward_propagation.mistake(
    "label_0",
    "This is the cost of an example with the label 0: it grows with the score. With the label 1 a large score must cost "
    "little. Look at the sign of z.",
    {"(0.0, -z)": "(0.0, z)"},
)
forward_propagation.mistake(
    "score",
    "This is the score z itself. The cost is its log-loss.",
    {"np.logaddexp(0.0, -z)": "z"},
)
forward_propagation.mistake(
    "probability",
    "This is the probability, sigmoid(z). The cost is minus its logarithm.",
    {"np.logaddexp(0.0, -z)": "1.0 / (1.0 + np.exp(-z))"},
)
forward_propagation.mistake(
    "log_of_probability",
    "The sign is turned round: this is the logarithm of the probability, which is negative. A cost is positive.",
    {"np.logaddexp(0.0, -z)": "-np.logaddexp(0.0, -z)"},
)
forward_propagation.mistake(
    "no_log",
    "The logarithm is missing: this is one over the probability.",
    {"np.logaddexp(0.0, -z)": "1.0 + np.exp(-z)"},
)
forward_propagation.mistake(
    "no_one_plus",
    "log(exp(-z)) is minus z, a straight line. The 1 inside the logarithm bends it.",
    {"np.logaddexp(0.0, -z)": "np.log(np.exp(-z))"},
)
forward_propagation.mistake(
    "one_in_the_exponent",
    "logaddexp takes exponents: np.logaddexp(1, -z) is log(e + exp(-z)). The 1 of the formula is exp(0).",
    {"(0.0, -z)": "(1.0, -z)"},
)
forward_propagation.mistake(
    "log10",
    "This is the logarithm to the base 10. The course uses the natural one, np.log.",
    {"np.logaddexp(0.0, -z)": "np.log10(1.0 + np.exp(-z))"},
)
forward_propagation.mistake(
    "squared_error",
    "This is the squared error of the probability. The cost of this lesson is the log-loss.",
    {"np.logaddexp(0.0, -z)": "(1.0 / (1.0 + np.exp(-z)) - 1.0) ** 2"},
)
forward_propagation.mistake(
    "x_missing",
    "The input x has no effect: the score is theta times x.",
    {"z = theta * x": "z = theta"},
)
forward_propagation.mistake(
    "added",
    "The score is the product of weight and input; here they are added.",
    {"theta * x": "theta + x"},
)
forward_propagation.mistake(
    "x_outside",
    "x multiplies the loss. It belongs inside, into the score: z = theta times x.",
    {"z = theta * x": "z = theta", "(0.0, -z)": "(0.0, -z) * x"},
)
forward_propagation.variant("log", {"np.logaddexp(0.0, -z)": "np.log(1.0 + np.exp(-z))"})
forward_propagation.variant("log1p", {"np.logaddexp(0.0, -z)": "np.log1p(np.exp(-z))"})
forward_propagation.variant(
    "two_steps",
    body="""
    import math
    a = 1 / (1 + math.exp(-x * theta))
    J = -math.log(a)
    """,
)
forward_propagation.variant("array", {"z = theta * x": "z = np.dot(theta, x)"})
forward_propagation.same(
    "J = np.logaddexp(0.0, -z): arguments of np.logaddexp swapped",
    "log(exp(0) + exp(-z)) is a sum, and its terms may change places",
)
