"""The exercise `backward_propagation`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=2,
    hints=(
        "This is lesson {{number:logistic_regression}} for one example and one weight. Go back along the chain: from J to z, from z to theta.",
        "The slope of the log-loss in the score is a - y. Here y is 1.",
        "a = sigmoid(z) is a number. From z = theta x, the slope of z in theta is x.",
        "Almost the code: a is 1 / (1 + np.exp(-theta * x)); dtheta is a minus 1, times x.",
    ),
)
def backward_propagation(x, theta):
    """Compute the derivative of forward_propagation(x, theta) with respect to theta, by the chain rule.

    Parameters
    ----------
    x, theta : float
        The input and the weight, as for forward_propagation.

    Returns
    -------
    dtheta : float
        dJ/dtheta, from a formula: nothing is measured here.
    """
    ### START CODE HERE ###
    a = 1.0 / (1.0 + np.exp(-theta * x))
    dtheta = (a - 1.0) * x
    ### END CODE HERE ###
    return dtheta


backward_propagation.mistake(
    "measured",
    "This slope is measured, by asking forward_propagation at other places than theta. A measured slope cannot serve to check "
    "a measured slope: derive it with the chain rule.",
    body="""
    h = 1e-5
    dtheta = (forward_propagation(x, theta + h) - forward_propagation(x, theta - h)) / (2 * h)
    """,
)
backward_propagation.mistake(
    "sign",
    "The derivative has the opposite sign. The slope in the score is a - y, and here y is 1.",
    {"(a - 1.0)": "(1.0 - a)"},
)
backward_propagation.mistake(
    "stops_at_z",
    "This is the slope with respect to the score z. One step of the chain is left, from z to theta.",
    {"(a - 1.0) * x": "a - 1.0"},
)
backward_propagation.mistake(
    "with_respect_to_x",
    "This is the derivative with respect to x. The weight is what is varied: the slope of z = theta x in theta is x.",
    {"(a - 1.0) * x": "(a - 1.0) * theta"},
)
backward_propagation.mistake(
    "label_0",
    "This is the slope for the label 0, a times x. Our example has the label 1.",
    {"(a - 1.0) * x": "a * x"},
)
backward_propagation.mistake(
    "sigmoid_slope_kept",
    "There is a factor a (1 - a) too many. It cancels against the derivative of the logarithm.",
    {"(a - 1.0) * x": "(a - 1.0) * a * (1.0 - a) * x"},
)
backward_propagation.mistake(
    "sigmoid_slope_alone",
    "This is the derivative of the probability, a (1 - a) x. The cost is minus the logarithm of the probability.",
    {"(a - 1.0) * x": "a * (1.0 - a) * x"},
)
backward_propagation.mistake(
    "logarithm_alone",
    "This is -1/a times x: the derivative of the logarithm without that of the sigmoid inside it.",
    {"(a - 1.0) * x": "-1.0 / a * x"},
)
backward_propagation.mistake(
    "exponent_sign",
    "In the sigmoid the sign of the exponent is turned round, so it falls where it should rise.",
    {"np.exp(-theta * x)": "np.exp(theta * x)"},
)
backward_propagation.mistake(
    "x_squared",
    "There is one factor x too many.",
    {"(a - 1.0) * x": "(a - 1.0) * x * x"},
)
backward_propagation.mistake(
    "squared_error",
    "This is the derivative of the squared error (a - 1)². The cost is the log-loss, where the sigmoid's slope cancels.",
    {"(a - 1.0) * x": "2.0 * (a - 1.0) * a * (1.0 - a) * x"},
)
backward_propagation.mistake(
    "brackets",
    "`a - 1 * x` subtracts x from a. Put the difference in brackets before it is multiplied by x.",
    {"(a - 1.0) * x": "a - 1.0 * x"},
)
backward_propagation.mistake(
    "cost_for_probability",
    "The cost J stands where the probability a belongs: a is the sigmoid of theta times x.",
    {"a = 1.0 / (1.0 + np.exp(-theta * x))": "a = np.logaddexp(0.0, -theta * x)"},
)
backward_propagation.variant("one_line", body="dtheta = -x / (1 + np.exp(theta * x))")
backward_propagation.variant("by_tanh", {"1.0 / (1.0 + np.exp(-theta * x))": "0.5 * (1 + np.tanh(0.5 * theta * x))"})
backward_propagation.variant(
    "step_by_step",
    body="""
    import math
    a = 1 / (1 + math.exp(-theta * x))
    dJ_da = -1 / a
    da_dz = a * (1 - a)
    dtheta = dJ_da * da_dz * x
    """,
)
backward_propagation.variant("from_the_cost", body="dtheta = x * (np.exp(-forward_propagation(x, theta)) - 1)")
