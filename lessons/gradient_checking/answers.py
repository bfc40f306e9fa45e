"""Gradient checking: references, mistakes with their hints, variants and quick questions. Never goes out."""

import numpy as np

from gradschool.bank import exercise, question
from lessons.gradient_checking.toolbox import dropout_masks, forward_propagation_n, network_cost  # noqa: F401

# ---- forward_propagation


@exercise(
    points=1,
    hints=(
        "The neuron has one input, one weight and no bias. First its score, then the log-loss of that score.",
        "The label is 1. Minus the logarithm of the sigmoid of z is log(1 + exp(-z)).",
        "Everything is a plain number here. np.logaddexp(p, q) is log(exp(p) + exp(q)) and never overflows, as in lesson 1.",
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

# ---- backward_propagation


@exercise(
    points=2,
    hints=(
        "This is lesson 1 for one example and one weight. Go back along the chain: from J to z, from z to theta.",
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

# ---- relative_difference


@exercise(
    points=3,
    hints=(
        "How long is the difference of the two, compared with how long they are themselves?",
        "np.linalg.norm gives the length of an array of any shape, and of a plain number its size.",
        "Three lengths go in and one number comes out. Where both are zero there is nothing to divide by: the answer is 0.",
        "Almost the code: distance is the norm of (gradient - numeric); size is the norm of gradient plus the norm of numeric; "
        "difference is distance / size if size is above 0, else 0.",
    ),
)
def relative_difference(gradient, numeric):
    """Compare two gradients by |gradient - numeric| / (|gradient| + |numeric|).

    Parameters
    ----------
    gradient, numeric : arrays of one shape, any, or two floats
        |v| is the length of v: the square root of the sum of all its squared entries.

    Returns
    -------
    difference : float
        Between 0 (equal) and 1; 0 where both are zero.
    """
    ### START CODE HERE ###
    distance = np.linalg.norm(gradient - numeric)
    size = np.linalg.norm(gradient) + np.linalg.norm(numeric)
    difference = float(distance / size) if size > 0 else 0.0
    ### END CODE HERE ###
    return difference


relative_difference.mistake(
    "difference_of_norms",
    "The two lengths are subtracted. A gradient of opposite sign has the same length and would pass: take the length of the "
    "difference.",
    {"np.linalg.norm(gradient - numeric)": "np.abs(np.linalg.norm(gradient) - np.linalg.norm(numeric))"},
)
relative_difference.mistake(
    "squared",
    "These are squared lengths, above and below. A difference of 1 in 1000 then looks like one in a million: take the "
    "square roots.",
    {
        "np.linalg.norm(gradient - numeric)": "np.sum((gradient - numeric) ** 2)",
        "np.linalg.norm(gradient) + np.linalg.norm(numeric)": "np.sum(gradient**2) + np.sum(numeric**2)",
    },
)
relative_difference.mistake(
    "result_squared",
    "The result is squared. That makes every difference look smaller than it is.",
    {"float(distance / size)": "float(distance / size) ** 2"},
)
relative_difference.mistake(
    "not_relative",
    "This is the plain distance. Whether 0.001 is much depends on how large the gradient is: divide by the two lengths.",
    {"float(distance / size) if size > 0 else 0.0": "float(distance)"},
)
relative_difference.mistake(
    "relative_to_gradient",
    "Only the length of `gradient` stands below. Both lengths belong there, added.",
    {" + np.linalg.norm(numeric)": ""},
)
relative_difference.mistake(
    "relative_to_numeric",
    "Only the length of `numeric` stands below. Both lengths belong there, added.",
    {"np.linalg.norm(gradient) + ": ""},
)
relative_difference.mistake(
    "larger_of_two",
    "The larger of the two lengths stands below. That is a measure too, but here both are added, so that the result stays "
    "below 1.",
    {"np.linalg.norm(gradient) + np.linalg.norm(numeric)": "max(np.linalg.norm(gradient), np.linalg.norm(numeric))"},
)
relative_difference.mistake(
    "length_of_sum",
    "Below stands the length of the sum. For a gradient of opposite sign that is zero: add the two lengths instead.",
    {"np.linalg.norm(gradient) + np.linalg.norm(numeric)": "np.linalg.norm(gradient + numeric)"},
)
relative_difference.mistake(
    "mean_of_ratios",
    "This is a mean of ratios, taken entry by entry. One entry near zero would spoil it: compare the arrays as a whole.",
    body="""
    ratios = np.abs(gradient - numeric) / np.maximum(np.abs(gradient) + np.abs(numeric), 1e-300)
    difference = float(np.mean(ratios))
    """,
)
relative_difference.mistake(
    "largest_entry",
    "Lengths are replaced by largest entries. Here the length of an array takes in all its entries.",
    {
        "np.linalg.norm(gradient - numeric)": "np.max(np.abs(gradient - numeric))",
        "np.linalg.norm(gradient) + np.linalg.norm(numeric)": "np.max(np.abs(gradient)) + np.max(np.abs(numeric))",
    },
)
relative_difference.mistake(
    "sums_of_sizes",
    "Here the sizes of the entries are added up. The length is the square root of the sum of squares.",
    {
        "np.linalg.norm(gradient - numeric)": "np.sum(np.abs(gradient - numeric))",
        "np.linalg.norm(gradient) + np.linalg.norm(numeric)": "np.sum(np.abs(gradient)) + np.sum(np.abs(numeric))",
    },
)
relative_difference.mistake(
    "root_missing_above",
    "The distance above is squared and the lengths below are not. Take the square root above as well.",
    {"np.linalg.norm(gradient - numeric)": "np.sum((gradient - numeric) ** 2)"},
)
relative_difference.mistake(
    "zero_by_zero",
    "Two zero gradients give nan, which is 0 divided by 0. They agree, so the answer is 0.",
    {"float(distance / size) if size > 0 else 0.0": "float(distance / size)"},
)
relative_difference.mistake(
    "zeros_differ",
    "Two zero gradients are told to differ. They agree, so the answer is 0.",
    {"else 0.0": "else 1.0"},
)
relative_difference.mistake(
    "constant_below",
    "The constant below is no longer tiny beside small gradients: there the result comes out too small. "
    "Treat the case of two zeros apart.",
    {"float(distance / size) if size > 0 else 0.0": "float(distance / (size + 1e-8))"},
)
relative_difference.mistake(
    "large_constant_below",
    "The constant below is far too large beside small gradients: there the result comes out too small. "
    "Treat the case of two zeros apart.",
    {"float(distance / size) if size > 0 else 0.0": "float(distance / (size + 1e-5))"},
)
relative_difference.mistake(
    "rounded",
    "Small results become 0. Return the difference as it is, neither rounded nor cut off: 1e-10 and 1e-8 tell different things.",
    {"float(distance / size)": "round(float(distance / size), 6)"},
)
relative_difference.mistake(
    "brackets",
    "Only the first length is below the line; the second is added to the quotient. Put the sum of the two in brackets.",
    {
        "float(distance / size) if size > 0 else 0.0": "float(distance / np.linalg.norm(gradient) + np.linalg.norm(numeric)) "
        "if size > 0 else 0.0"
    },
)
relative_difference.mistake(
    "root_of_summed_squares",
    "Below stands the root of |gradient|² + |numeric|². Add the two lengths themselves.",
    {
        "np.linalg.norm(gradient) + np.linalg.norm(numeric)": "np.sqrt(np.linalg.norm(gradient) ** 2 + "
        "np.linalg.norm(numeric) ** 2)"
    },
)
relative_difference.mistake(
    "mean_length_below",
    "This is twice the number asked for: below stands the mean of the two lengths, or a 2 above. Their sum belongs there, "
    "so that the result stays below 1.",
    {"float(distance / size)": "float(2 * distance / size)"},
)
relative_difference.mistake(
    "added_above",
    "Above stands the length of the sum, so equal gradients get 1. Take the length of the difference.",
    {"np.linalg.norm(gradient - numeric)": "np.linalg.norm(gradient + numeric)"},
)
relative_difference.mistake(
    "either_zero",
    "You give 0 as soon as one of the two is zero. A gradient of zeros beside one that is not zero is wrong: only two zeros agree.",
    {"if size > 0 else": "if np.any(gradient) and np.any(numeric) else"},
)
relative_difference.variant(
    "by_hand",
    body="""
    def length(v):
        return np.sqrt(np.sum(np.square(v)))
    size = length(gradient) + length(numeric)
    if size == 0:
        return 0
    difference = length(gradient - numeric) / size
    """,
)
relative_difference.variant(
    "tiny_constant", {"float(distance / size) if size > 0 else 0.0": "distance / (size + 1e-30)"}
)
relative_difference.variant(
    "frobenius", {"np.linalg.norm(gradient - numeric)": "np.linalg.norm(np.ravel(numeric) - np.ravel(gradient))"}
)
relative_difference.variant(
    "nan_to_num", {"float(distance / size) if size > 0 else 0.0": "np.nan_to_num(np.float64(distance) / size)"}
)

# ---- gradient_check


@exercise(
    points=4,
    uses=("forward_propagation", "backward_propagation", "relative_difference"),
    hints=(
        "Two ways to the same slope: measured from the cost at two places, and computed by backward_propagation.",
        "The two places lie at equal distances on both sides of theta. How far are they from each other?",
        "Call forward_propagation twice, at theta + epsilon and theta - epsilon, and backward_propagation once, at theta. "
        "All are plain numbers.",
        "Almost the code: approx is (cost above - cost below) / (2 * epsilon); gradient is backward_propagation(x, theta); "
        "difference is relative_difference(gradient, approx).",
    ),
)
def gradient_check(x, theta, epsilon):
    """Compare backward_propagation with a central difference of forward_propagation.

    Parameters
    ----------
    x, theta : float
        The input and the weight.
    epsilon : float
        The step to either side of theta.

    Returns
    -------
    difference : float
        The relative_difference of the two slopes.
    """
    ### START CODE HERE ###
    J_plus = forward_propagation(x, theta + epsilon)
    J_minus = forward_propagation(x, theta - epsilon)
    approx = (J_plus - J_minus) / (2 * epsilon)
    gradient = backward_propagation(x, theta)
    difference = relative_difference(gradient, approx)
    ### END CODE HERE ###
    return difference


gradient_check.mistake(
    "precedence",
    "`/ 2 * epsilon` divides by 2 and then multiplies by epsilon. Put the product in brackets: / (2 * epsilon).",
    {"/ (2 * epsilon)": "/ 2 * epsilon"},
)
gradient_check.mistake(
    "one_sided",
    "This is the one-sided difference, from theta to theta + epsilon. Its error falls with epsilon only; go to both sides.",
    {
        "J_minus = forward_propagation(x, theta - epsilon)": "J_minus = forward_propagation(x, theta)",
        "(2 * epsilon)": "epsilon",
    },
)
gradient_check.mistake(
    "one_sided_backward",
    "This is the one-sided difference, from theta - epsilon to theta. Go to both sides of theta.",
    {
        "J_plus = forward_propagation(x, theta + epsilon)": "J_plus = forward_propagation(x, theta)",
        "(2 * epsilon)": "epsilon",
    },
)
gradient_check.mistake(
    "minus_from_plus",
    "The lower place is theta itself: it was made from the upper one, or the step down is missing. The measured slope is half of "
    "what it should be, and a right gradient gets 1/3.",
    {"forward_propagation(x, theta - epsilon)": "forward_propagation(x, (theta + epsilon) - epsilon)"},
)
gradient_check.mistake(
    "not_divided_by_two",
    "The two places are 2 epsilon apart. Divided by epsilon alone, the measured slope is twice as large as it should be.",
    {"(2 * epsilon)": "epsilon"},
)
gradient_check.mistake(
    "not_divided",
    "The change of the cost is not divided by the distance, so it is not a slope yet.",
    {" / (2 * epsilon)": ""},
)
gradient_check.mistake(
    "measured_against_itself",
    "The measured slope is compared with itself, so the difference is 0 whatever backward_propagation says.",
    {"gradient = backward_propagation(x, theta)": "gradient = approx"},
)
gradient_check.mistake(
    "fixed_epsilon",
    "A step is typed in; the argument epsilon has no effect.",
    {"J_plus = ": "epsilon = 1e-7\n    J_plus = "},
)
gradient_check.mistake(
    "fixed_wide_epsilon",
    "A step of 0.01 is typed in; the argument epsilon has no effect.",
    {"J_plus = ": "epsilon = 1e-2\n    J_plus = "},
)
gradient_check.mistake(
    "input_varied",
    "The step is taken in x. The slope with respect to theta needs a step in theta.",
    {"(x, theta + epsilon)": "(x + epsilon, theta)", "(x, theta - epsilon)": "(x - epsilon, theta)"},
)
gradient_check.mistake(
    "arguments_swapped",
    "x and theta changed places in the calls of forward_propagation.",
    {"(x, theta + epsilon)": "(theta + epsilon, x)", "(x, theta - epsilon)": "(theta - epsilon, x)"},
)
gradient_check.mistake(
    "sign",
    "The cost above is subtracted from the cost below, so the measured slope has the opposite sign.",
    {"(J_plus - J_minus)": "(J_minus - J_plus)"},
)
gradient_check.mistake(
    "gradient_at_the_side",
    "backward_propagation is asked at theta + epsilon. The slope that belongs to the middle is the one at theta.",
    {"backward_propagation(x, theta)": "backward_propagation(x, theta + epsilon)"},
)
gradient_check.mistake(
    "own_formulas",
    "The cost or its derivative is written out anew. Call forward_propagation and backward_propagation: they are what is to be "
    "checked.",
    body="""
    approx = (np.logaddexp(0, -x * (theta + epsilon)) - np.logaddexp(0, -x * (theta - epsilon))) / (2 * epsilon)
    difference = relative_difference(-x / (1 + np.exp(x * theta)), approx)
    """,
)
gradient_check.mistake(
    "difference_of_sizes",
    "The sizes of the two slopes are compared, so a derivative of opposite sign passes. Take the size of their difference.",
    {"relative_difference(gradient, approx)": "abs(abs(gradient) - abs(approx)) / (abs(gradient) + abs(approx))"},
)
gradient_check.mistake(
    "squared",
    "Squares are compared, above and below. That makes a difference look much smaller: use relative_difference.",
    {"relative_difference(gradient, approx)": "(gradient - approx) ** 2 / (gradient**2 + approx**2)"},
)
gradient_check.mistake(
    "not_relative",
    "This is the plain distance of the two slopes. Compare it with their size: use relative_difference.",
    {"relative_difference(gradient, approx)": "abs(gradient - approx)"},
)
gradient_check.mistake(
    "returns_the_slope",
    "This is the measured slope. What is asked for is how far it is from backward_propagation.",
    {"difference = relative_difference(gradient, approx)": "difference = approx"},
)
gradient_check.mistake(
    "float32",
    "The numbers are rounded to float32 on the way. That leaves seven digits, too few for a difference of nearly equal costs.",
    {"approx = (J_plus - J_minus)": "approx = (np.float32(J_plus) - np.float32(J_minus))"},
)
gradient_check.mistake(
    "no_absolute_value",
    "The difference keeps its sign, and signs below can cancel. Use relative_difference, or the size of each of the three numbers.",
    {"relative_difference(gradient, approx)": "(gradient - approx) / (gradient + approx)"},
)
gradient_check.mistake(
    "half_steps",
    "The two places lie only epsilon / 2 away from theta. The step to either side is epsilon.",
    {"theta + epsilon": "theta + epsilon / 2", "theta - epsilon": "theta - epsilon / 2", "(2 * epsilon)": "epsilon"},
)
gradient_check.mistake(
    "half_steps_whole_distance",
    "The two places lie epsilon / 2 away from theta, but their distance is taken as 2 epsilon. Step by epsilon to either side.",
    {"theta + epsilon": "theta + epsilon / 2", "theta - epsilon": "theta - epsilon / 2"},
)
gradient_check.mistake(
    "slope_of_the_slope",
    "The change of backward_propagation is measured. What is measured is the change of the cost: call forward_propagation there.",
    {
        "forward_propagation(x, theta + epsilon)": "backward_propagation(x, theta + epsilon)",
        "forward_propagation(x, theta - epsilon)": "backward_propagation(x, theta - epsilon)",
    },
)
gradient_check.mistake(
    "cost_for_slope",
    "The cost itself is compared with the measured slope. The other slope comes from backward_propagation.",
    {"backward_propagation(x, theta)": "forward_propagation(x, theta)"},
)
gradient_check.mistake(
    "relative_step",
    "The step is theta times epsilon, but the division is by 2 epsilon. The step is epsilon itself.",
    {"theta + epsilon": "theta * (1 + epsilon)", "theta - epsilon": "theta * (1 - epsilon)"},
)
gradient_check.mistake(
    "arguments_swapped_everywhere",
    "x and theta changed places in all calls. Both functions take x first.",
    {
        "(x, theta + epsilon)": "(theta + epsilon, x)",
        "(x, theta - epsilon)": "(theta - epsilon, x)",
        "backward_propagation(x, theta)": "backward_propagation(theta, x)",
    },
)
gradient_check.variant(
    "inline",
    {
        "relative_difference(gradient, approx)": "abs(gradient - approx) / (abs(gradient) + abs(approx))",
        "(J_plus - J_minus) / (2 * epsilon)": "0.5 * (J_plus - J_minus) / epsilon",
    },
)
gradient_check.variant(
    "norms",
    {
        "difference = relative_difference(gradient, approx)": "numerator = np.linalg.norm(gradient - approx)\n    "
        "denominator = np.linalg.norm(gradient) + np.linalg.norm(approx)\n    difference = numerator / denominator"
    },
)
gradient_check.variant(
    "says_so",
    {
        "difference = relative_difference(gradient, approx)": "difference = relative_difference(approx, gradient)\n    "
        'print("right" if difference < 1e-7 else "wrong", difference)'
    },
)
gradient_check.variant(
    "inner_function",
    body="""
    def J(t):
        return forward_propagation(x, theta=t)
    h = epsilon
    difference = relative_difference(backward_propagation(x=x, theta=theta), (J(theta + h) - J(theta - h)) / h / 2)
    """,
)
gradient_check.same(
    "difference = relative_difference(gradient, approx): arguments of relative_difference swapped",
    "the distance and the sum of the sizes are the same either way",
)

# ---- numerical_gradient


@exercise(
    points=5,
    hints=(
        "One entry at a time: move it up and down, leave all others where they are, and measure the slope.",
        "Work on copies. x.copy() is a new array; up = x is the same array under another name.",
        "The gradient has the shape of x. np.ndindex(x.shape) runs over all places of an array of any shape.",
        "Almost the code: gradient is zeros of x.shape; for place in np.ndindex(x.shape): copy x twice, add epsilon at place to one, "
        "take it from the other, and gradient[place] is the difference of the two values of f over (2 * epsilon).",
    ),
)
def numerical_gradient(f, x, epsilon):
    """Measure the gradient of f at x by central differences, one entry of x at a time.

    Parameters
    ----------
    f : function
        Takes an array of the shape of x, returns a float.
    x : array of floats, any shape
        Where the gradient is measured; unchanged afterwards.
    epsilon : float
        The step to either side.

    Returns
    -------
    gradient : array, the shape of x
    """
    ### START CODE HERE ###
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += epsilon
        down[place] -= epsilon
        gradient[place] = (f(up) - f(down)) / (2 * epsilon)
    ### END CODE HERE ###
    return gradient


numerical_gradient.mistake(
    "alias",
    "`up = x` makes no new array, only a second name: up, down and x are the same numbers, so every slope is 0. Take copies.",
    {"up, down = x.copy(), x.copy()": "up, down = x, x"},
)
numerical_gradient.mistake(
    "down_is_up",
    "`down` is `up` under another name: both steps hit one array, every slope is 0. Make two copies of x.",
    {"up, down = x.copy(), x.copy()": "up = x.copy()\n        down = up"},
)
numerical_gradient.mistake(
    "up_is_x",
    "`up` is x itself and keeps its step: the caller's x is changed, and the later slopes are measured elsewhere. Copy x first.",
    {"up, down = x.copy(), x.copy()": "up, down = x, x.copy()"},
)
numerical_gradient.mistake(
    "minus_from_plus",
    "One of the two places is x itself, and yet the rise is divided by 2 epsilon. Was `down` made from `up`, or is its step "
    "missing? Make it from a copy of x.",
    {
        "        up, down = x.copy(), x.copy()\n        up[place] += epsilon\n": "        up = x.copy()\n        up[place] += epsilon\n        down = up.copy()\n",
    },
)
numerical_gradient.mistake(
    "steps_pile_up",
    "The copies are made once, before the loop, and the steps pile up: by the last entry all others have moved too. "
    "Start each entry from a fresh copy.",
    {
        "    for place in np.ndindex(x.shape):\n        up, down = x.copy(), x.copy()\n": "    up, down = x.copy(), x.copy()\n    for place in np.ndindex(x.shape):\n",
    },
)
numerical_gradient.mistake(
    "all_at_once",
    "All entries are moved together. That measures one slope, and gives it to every entry: move one entry at a time.",
    {"up[place] += epsilon": "up += epsilon", "down[place] -= epsilon": "down -= epsilon"},
)
numerical_gradient.mistake(
    "precedence",
    "`/ 2 * epsilon` divides by 2 and then multiplies by epsilon. Put the product in brackets: / (2 * epsilon).",
    {"/ (2 * epsilon)": "/ 2 * epsilon"},
)
numerical_gradient.mistake(
    "one_sided",
    "This is the one-sided difference. Its error falls with epsilon only, that of the central one with its square.",
    {"(f(up) - f(down)) / (2 * epsilon)": "(f(up) - f(x)) / epsilon"},
)
numerical_gradient.mistake(
    "one_sided_backward",
    "This is the one-sided difference, from x - epsilon to x. Go to both sides.",
    {"(f(up) - f(down)) / (2 * epsilon)": "(f(x) - f(down)) / epsilon"},
)
numerical_gradient.mistake(
    "not_divided_by_two",
    "The two places are 2 epsilon apart; divided by epsilon alone, the slopes are twice too large.",
    {"(2 * epsilon)": "epsilon"},
)
numerical_gradient.mistake(
    "not_divided",
    "The differences are not divided by the distance of the two places, so they are not slopes yet.",
    {" / (2 * epsilon)": ""},
)
numerical_gradient.mistake(
    "sign",
    "The slopes have the opposite sign: the value below is subtracted from the value above.",
    {"(f(up) - f(down))": "(f(down) - f(up))"},
)
numerical_gradient.mistake(
    "another_step",
    "x is moved by another step than `epsilon`. Is a step typed in, or is an entry replaced by epsilon instead of moved by it?",
    {"    gradient = np.zeros": "    epsilon = 1e-5\n    gradient = np.zeros"},
)
numerical_gradient.mistake(
    "float32_result",
    "The slopes are stored in float32, which keeps seven digits. Leave the array at NumPy's usual precision.",
    {"np.zeros(x.shape)": "np.zeros(x.shape, dtype=np.float32)"},
)
numerical_gradient.mistake(
    "float32_input",
    "x was rounded to float32 before the slopes were measured. A difference of nearly equal numbers needs all digits.",
    {"    gradient = np.zeros": "    x = x.astype(np.float32)\n    gradient = np.zeros"},
)
numerical_gradient.mistake(
    "flat",
    "The result is flat. It must have the shape of x, so that it can be compared with the gradient.",
    {
        "gradient[place] = (f(up) - f(down)) / (2 * epsilon)": "gradient[place] = (f(up) - f(down)) / (2 * epsilon)\n    gradient = gradient.reshape(1, -1)"
    },
)
numerical_gradient.mistake(
    "rows_only",
    "The loop runs over the first axis only, so in a matrix a whole row moves at once. np.ndindex(x.shape) runs over all places.",
    {"np.ndindex(x.shape)": "range(x.shape[0])"},
)
numerical_gradient.mistake(
    "gradient_is_x",
    "The caller's x is changed, and by something other than epsilon. Is `gradient` only a second name of x? Start it from "
    "np.zeros(x.shape).",
    {"np.zeros(x.shape)": "x"},
)
numerical_gradient.mistake(
    "not_stored",
    "A single number comes back, the last slope: each one overwrites the one before. Store it in gradient[place].",
    {"gradient[place] = ": "gradient = "},
)
numerical_gradient.mistake(
    "first_entry_only",
    "Only the first slope is measured, all others are 0. Does the return stand inside the loop?",
    {
        "gradient[place] = (f(up) - f(down)) / (2 * epsilon)": "gradient[place] = (f(up) - f(down)) / (2 * epsilon)\n        break"
    },
)
numerical_gradient.mistake(
    "one_number_for_all",
    "All entries are moved together, and one number comes back. Move one entry at a time, and give each its own slope.",
    body="""
    gradient = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
    """,
)
numerical_gradient.mistake(
    "back_but_not_down",
    "x is moved in place: epsilon up, and then epsilon down, which only leads back to x. Go down by 2 epsilon from there, and "
    "then up again; and work on a copy.",
    body="""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += epsilon
        above = f(x)
        x[place] -= epsilon
        gradient[place] = (above - f(x)) / (2 * epsilon)
    """,
)
numerical_gradient.mistake(
    "not_put_back",
    "x is moved in place and not put back, so the later slopes are measured elsewhere and the caller's x is changed. "
    "Work on copies.",
    body="""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        old = x[place]
        x[place] = old + epsilon
        above = f(x)
        x[place] = old - epsilon
        gradient[place] = (above - f(x)) / (2 * epsilon)
    """,
)
numerical_gradient.mistake(
    "flat_list",
    "The result has one axis only. It must have the shape of x, so that it can be compared with the gradient.",
    {
        "gradient[place] = (f(up) - f(down)) / (2 * epsilon)": "gradient[place] = (f(up) - f(down)) / (2 * epsilon)\n    gradient = gradient.ravel()"
    },
)
numerical_gradient.variant(
    "in_place_and_back",
    body="""
    gradient = np.zeros_like(x)
    x = x.copy()
    for i in range(x.size):
        old = x.flat[i]
        x.flat[i] = old + epsilon
        above = f(x)
        x.flat[i] = old - epsilon
        below = f(x)
        x.flat[i] = old
        gradient.flat[i] = (above - below) / (2 * epsilon)
    """,
)
numerical_gradient.variant(
    "unit_arrays",
    body="""
    gradient = np.empty(x.size)
    for i in range(x.size):
        step = np.zeros(x.size)
        step[i] = epsilon
        step = step.reshape(x.shape)
        gradient[i] = (f(x + step) - f(x - step)) / 2 / epsilon
    gradient = gradient.reshape(x.shape)
    """,
)
numerical_gradient.variant(
    "list",
    body="""
    steps = epsilon * np.eye(x.size)
    slopes = [(f(x + s.reshape(x.shape)) - f(x - s.reshape(x.shape))) / (2 * epsilon) for s in steps]
    gradient = np.array(slopes).reshape(x.shape)
    """,
)
numerical_gradient.variant(
    "nditer",
    body="""
    gradient = np.zeros(np.shape(x))
    places = np.nditer(x, flags=["multi_index"])
    for _ in places:
        up, down = np.copy(x), np.copy(x)
        up[places.multi_index] = x[places.multi_index] + epsilon
        down[places.multi_index] = x[places.multi_index] - epsilon
        gradient[places.multi_index] = (f(up) - f(down)) / (epsilon + epsilon)
    """,
)

numerical_gradient.same(
    "gradient = np.zeros(x.shape): np.zeros -> np.ones", "every place is written, so what stood there plays no part"
)

# ---- parameters_to_vector


@exercise(
    points=2,
    hints=(
        "Make a column of each array, then put the columns under each other.",
        "reshape(-1, 1) makes a column of any array, row after row. np.concatenate joins a list of arrays.",
        "An array of shape (4, 3) gives a column (12, 1). The order is that of the dictionary's entries.",
        "Almost the code: columns is a list of value.reshape(-1, 1) for each value of the dictionary; vector is np.concatenate of it.",
    ),
)
def parameters_to_vector(parameters):
    """Put all numbers of a dictionary into one column.

    Parameters
    ----------
    parameters : dict of arrays
        Any names, any shapes.

    Returns
    -------
    vector : array, shape (n, 1)
        The arrays under each other in the order of the dictionary, each row after row; n numbers in all.
    """
    ### START CODE HERE ###
    columns = [value.reshape(value.size, 1) for value in parameters.values()]
    vector = np.concatenate(columns)
    ### END CODE HERE ###
    return vector


parameters_to_vector.mistake(
    "flat",
    "The vector has one axis only. Make it a column, (n, 1): reshape each array to (-1, 1).",
    {"value.reshape(value.size, 1)": "value.ravel()"},
)
parameters_to_vector.mistake(
    "row",
    "The vector lies on its side: it is a row (1, n), and a column (n, 1) is asked for.",
    {"vector = np.concatenate(columns)": "vector = np.concatenate(columns).T"},
)
parameters_to_vector.mistake(
    "column_order",
    "Each matrix is read column after column. NumPy's own order, and that of vector_to_parameters, is row after row.",
    {"value.reshape(value.size, 1)": 'value.reshape(-1, 1, order="F")'},
)
parameters_to_vector.mistake(
    "weights_first",
    "All weights come first, then all biases. Keep the order of the dictionary.",
    {
        "parameters.values()": "[parameters[n] for n in parameters if n[0] == 'W'] + [parameters[n] for n in parameters if n[0] == 'b']",
    },
)
parameters_to_vector.mistake(
    "biases_first",
    "All biases come first, then all weights. Keep the order of the dictionary.",
    {
        "parameters.values()": "[parameters[n] for n in parameters if n[0] == 'b'] + [parameters[n] for n in parameters if n[0] == 'W']",
    },
)
parameters_to_vector.mistake(
    "sorted_by_name",
    "The entries are sorted by name. Keep the order of the dictionary, or the vector will not fit what it was made from.",
    {"parameters.values()": "[parameters[name] for name in sorted(parameters)]"},
)
parameters_to_vector.mistake(
    "reversed",
    "The entries come in reverse. Keep the order of the dictionary.",
    {"parameters.values()": "list(parameters.values())[::-1]"},
)
parameters_to_vector.mistake(
    "by_number",
    "The entries are fetched as W1, b1, W2, … whatever their order in the dictionary. Take them as they stand there.",
    {"parameters.values()": "[parameters[f'{k}{l}'] for l in range(1, len(parameters) // 2 + 1) for k in 'Wb']"},
)
parameters_to_vector.mistake(
    "weights_only",
    "The biases are missing. Every entry of the dictionary belongs into the vector.",
    {"for value in parameters.values()": "for name, value in parameters.items() if name[0] == 'W'"},
)
parameters_to_vector.mistake(
    "names",
    "The loop runs over the names. `parameters.values()` gives the arrays.",
    {"parameters.values()": "parameters"},
)
parameters_to_vector.mistake(
    "vector_of_vectors",
    "The columns are put beside each other, or into a list. np.concatenate joins them under each other, along the first axis.",
    {"np.concatenate(columns)": "np.concatenate(columns, axis=1)"},
)
parameters_to_vector.mistake(
    "last_array_only",
    "Only the last array is in the vector. Collect all columns first, then join them.",
    {"np.concatenate(columns)": "columns[-1]"},
)
parameters_to_vector.variant(
    "ravel_last", body="vector = np.concatenate([np.ravel(p) for p in parameters.values()])[:, None]"
)
parameters_to_vector.variant("vstack", {"np.concatenate(columns)": "np.vstack(columns)"})
parameters_to_vector.variant(
    "loop",
    body="""
    vector = np.zeros((0, 1))
    for name in parameters:
        vector = np.concatenate((vector, np.reshape(parameters[name], (-1, 1))), axis=0)
    """,
)
parameters_to_vector.variant(
    "numbers",
    body="""
    vector = np.array([[x] for value in parameters.values() for row in value for x in row])
    """,
)

# ---- vector_to_parameters


@exercise(
    points=3,
    hints=(
        "Cut the column into pieces and give each piece its shape back.",
        "Walk through `like` and keep count of where you are: each array takes as many numbers as its own size.",
        "For an array of shape (4, 3), 12 numbers of the vector belong to it: vector[start:start + 12], reshaped to (4, 3).",
        "Almost the code: start is 0; for name, value in like.items(): stop is start + value.size; parameters[name] is "
        "vector[start:stop] reshaped to value.shape; then start becomes stop.",
    ),
)
def vector_to_parameters(vector, like):
    """Undo parameters_to_vector: fill arrays of the names and shapes of `like` with the numbers of a vector.

    Parameters
    ----------
    vector : array, shape (n, 1)
        As many numbers as there are in `like`.
    like : dict of arrays
        Gives names, shapes and order; its numbers play no part.

    Returns
    -------
    parameters : dict of arrays
        Names, shapes and order of `like`.
    """
    parameters = {}
    ### START CODE HERE ###
    start = 0
    for name, value in like.items():
        stop = start + value.size
        parameters[name] = vector[start:stop].reshape(value.shape)
        start = stop
    ### END CODE HERE ###
    return parameters


vector_to_parameters.mistake(
    "start_stays",
    "Every array starts at the beginning of the vector. Move on by the size of the array that was filled.",
    {"        start = stop\n": "", "stop = start + value.size": "stop = value.size"},
)
vector_to_parameters.mistake(
    "column_order",
    "Each matrix is filled column after column. parameters_to_vector reads row after row, which is NumPy's own order.",
    {".reshape(value.shape)": '.reshape(value.shape, order="F")'},
)
vector_to_parameters.mistake(
    "transposed",
    "The arrays come out transposed: give each the shape of its partner in `like`.",
    {".reshape(value.shape)": ".reshape(value.shape[::-1])"},
)
vector_to_parameters.mistake(
    "not_reshaped",
    "The pieces are still columns. Reshape each to the shape of its partner in `like`.",
    {".reshape(value.shape)": ""},
)
vector_to_parameters.mistake(
    "flat_biases",
    "Biases came out flat. They keep their two axes, (n, 1), as in `like`.",
    {
        ".reshape(value.shape)": ".reshape(value.shape)\n        if value.shape[1] == 1:\n            parameters[name] = parameters[name].ravel()"
    },
)
vector_to_parameters.mistake(
    "values_of_like",
    "The numbers are those of `like`. It only gives names and shapes; the numbers come from the vector.",
    {"vector[start:stop].reshape(value.shape)": "value.copy()"},
)
vector_to_parameters.mistake(
    "by_rows",
    "The size of an array is its rows times its columns. Moving on by the rows alone, the pieces overlap.",
    {"start = stop": "start = start + value.shape[0]"},
)
vector_to_parameters.mistake(
    "one_too_far",
    "One number of the vector is skipped between two arrays. vector[start:stop] ends before stop, so the next piece starts at stop.",
    {
        "        start = stop\n": "        start = stop + 1\n",
        "vector[start:stop].reshape": "np.resize(vector[start:stop], value.size).reshape",
    },
)
vector_to_parameters.mistake(
    "backwards",
    "The dictionary is walked through in reverse. Keep the order of `like`.",
    {"like.items()": "reversed(list(like.items()))"},
)
vector_to_parameters.mistake(
    "weights_first",
    "All weights are filled first, then all biases. Keep the order of `like`.",
    {"like.items()": "sorted(like.items(), key=lambda item: item[0][0] == 'b')"},
)
vector_to_parameters.mistake(
    "by_number",
    "The arrays are filled as W1, b1, W2, … whatever their order in `like`. Take them as they stand there.",
    {"like.items()": "sorted(like.items(), key=lambda item: (item[0][1:], item[0]))"},
)
vector_to_parameters.mistake(
    "copies_shape_only",
    "The arrays have the right shapes and no numbers from the vector: they are all zero.",
    {"vector[start:stop].reshape(value.shape)": "np.zeros(value.shape)"},
)
vector_to_parameters.mistake(
    "first_array_only",
    "Only the first array came back. Does the return stand inside the loop?",
    {"start = stop": "break"},
)
vector_to_parameters.variant(
    "split",
    body="""
    ends = np.cumsum([value.size for value in like.values()])
    pieces = np.split(np.ravel(vector), ends[:-1])
    for name, piece in zip(like, pieces):
        parameters[name] = piece.reshape(like[name].shape).copy()
    """,
)
vector_to_parameters.variant(
    "eats_the_vector",
    body="""
    rest = vector
    for name in like:
        n = int(np.prod(like[name].shape))
        parameters[name], rest = np.reshape(rest[:n, 0], like[name].shape), rest[n:]
    """,
)
vector_to_parameters.variant(
    "iterator",
    body="""
    numbers = iter(vector[:, 0].tolist())
    parameters = {name: np.array([[next(numbers) for _ in row] for row in value]) for name, value in like.items()}
    """,
)

# ---- gradient_check_n


@exercise(
    points=6,
    uses=("relative_difference", "numerical_gradient", "parameters_to_vector", "vector_to_parameters"),
    hints=(
        "Make one function of one vector out of the network's cost; then numerical_gradient does the measuring.",
        "Backpropagation fills its dictionary from the last layer to the first. Bring the gradients into the order of `parameters` "
        "before you make a vector of them.",
        "J takes a column theta (n, 1), turns it into parameters and returns network_cost(...), a float. Both gradients are columns "
        "(n, 1); for the single parameters turn the measured one back into a dictionary.",
        "Almost the code: numeric is numerical_gradient(J, parameters_to_vector(parameters), epsilon); ordered is a dict with "
        'gradients["d" + name] for each name of parameters; total is relative_difference of its vector and numeric; differences[name] '
        "compares ordered[name] with vector_to_parameters(numeric, parameters)[name].",
    ),
)
def gradient_check_n(parameters, gradients, X, Y, epsilon):
    """Compare the gradients of backpropagation with measured ones, as a whole and parameter by parameter.

    Parameters
    ----------
    parameters, gradients : dict
        "W1", "b1", ... and "dW1", "db1", ..., any number of layers; the two may differ in their order.
    X, Y : arrays, shapes (n_x, m) and (1, m)
        The examples whose network_cost(parameters, X, Y) is measured.
    epsilon : float
        The step to either side.

    Returns
    -------
    total : float
        The relative_difference over all numbers together.
    differences : dict
        For each name in parameters ("W1", "b1", ...) the relative_difference of that array alone.
    """

    ### START CODE HERE ###
    def J(theta):
        return network_cost(vector_to_parameters(theta, parameters), X, Y)

    numeric = numerical_gradient(J, parameters_to_vector(parameters), epsilon)
    ordered = {name: gradients["d" + name] for name in parameters}
    total = relative_difference(parameters_to_vector(ordered), numeric)
    measured = vector_to_parameters(numeric, parameters)
    differences = {name: relative_difference(ordered[name], measured[name]) for name in parameters}
    ### END CODE HERE ###
    return total, differences


gradient_check_n.mistake(
    "orders_differ",
    "The gradients are put into a vector in their own order, last layer first, and the parameters in theirs. Then W1 is compared with "
    "dW3: bring both into one order.",
    {"parameters_to_vector(ordered)": "parameters_to_vector(gradients)"},
)
gradient_check_n.mistake(
    "measured_against_itself",
    "The measured gradient is compared with itself, so every difference is 0 whatever backpropagation says.",
    {
        'ordered = {name: gradients["d" + name] for name in parameters}': "ordered = vector_to_parameters(numeric, parameters)"
    },
)
gradient_check_n.mistake(
    "total_against_itself",
    "The total compares the measured gradient with itself. On one side the gradients of backpropagation must stand.",
    {"relative_difference(parameters_to_vector(ordered), numeric)": "relative_difference(numeric, numeric)"},
)
gradient_check_n.mistake(
    "fixed_epsilon",
    "A step is typed in; the argument epsilon has no effect.",
    {"parameters_to_vector(parameters), epsilon)": "parameters_to_vector(parameters), 1e-7)"},
)
gradient_check_n.mistake(
    "fixed_wide_epsilon",
    "A step of 0.01 is typed in; the argument epsilon has no effect.",
    {"parameters_to_vector(parameters), epsilon)": "parameters_to_vector(parameters), 1e-2)"},
)
gradient_check_n.mistake(
    "one_sided",
    "The slopes are one-sided: each is measured from the place itself to one side of it. Use your numerical_gradient.",
    {
        "numeric = numerical_gradient(J, parameters_to_vector(parameters), epsilon)": "theta = parameters_to_vector(parameters)\n"
        "    numeric = np.array([[(J(theta + s[:, None]) - J(theta)) / epsilon] for s in epsilon * np.eye(theta.size)])[:, :, 0]",
    },
)
gradient_check_n.mistake(
    "total_is_mean",
    "The total is the mean of the single differences. Small arrays then count as much as large ones: compare the two long vectors.",
    {
        "for name in parameters}\n    ### END": "for name in parameters}\n    total = float(np.mean(list(differences.values())))\n    ### END"
    },
)
gradient_check_n.mistake(
    "total_is_largest",
    "The total is the largest of the single differences. What is asked for compares the two long vectors.",
    {
        "for name in parameters}\n    ### END": "for name in parameters}\n    total = max(differences.values())\n    ### END"
    },
)
gradient_check_n.mistake(
    "total_is_sum",
    "The total is the sum of the single differences. What is asked for compares the two long vectors.",
    {
        "for name in parameters}\n    ### END": "for name in parameters}\n    total = sum(differences.values())\n    ### END"
    },
)
gradient_check_n.mistake(
    "parts_relative_to_the_whole",
    "Each part is divided by the length of the whole gradient. A bug in a small bias would drown: divide by the part's own lengths.",
    {
        "relative_difference(ordered[name], measured[name])": "float(np.linalg.norm(ordered[name] - measured[name]) / "
        "(np.linalg.norm(parameters_to_vector(ordered)) + np.linalg.norm(numeric)))"
    },
)
gradient_check_n.mistake(
    "same_for_all",
    "Every parameter is given the total. Compare each array by itself.",
    {"relative_difference(ordered[name], measured[name])": "total"},
)
gradient_check_n.mistake(
    "parameters_instead_of_gradients",
    "The parameters themselves are compared with the measured slopes. Their gradients belong there.",
    {'gradients["d" + name]': "parameters[name]"},
)
gradient_check_n.mistake(
    "labels_ignored",
    "The cost is measured with other labels than Y: check what network_cost is given.",
    {", X, Y)\n\n": ", X, 1.0 - Y)\n\n"},
)
gradient_check_n.mistake(
    "constant_cost",
    "J does not use its argument theta, so the measured slopes are all 0. Make parameters out of theta first.",
    {"network_cost(vector_to_parameters(theta, parameters), X, Y)": "network_cost(parameters, X, Y)"},
)
gradient_check_n.mistake(
    "swapped_results",
    "The two results came back in another order: first the total, then the dictionary.",
    {"return total, differences": "return differences, total"},
)
gradient_check_n.mistake(
    "names_of_gradients",
    'The names in `differences` are those of the gradients, "dW1". Use the names of the parameters, "W1".',
    {"{name: relative_difference(": '{"d" + name: relative_difference('},
)
gradient_check_n.mistake(
    "norms_squared",
    "Squared lengths are compared. That makes every difference look smaller: use relative_difference.",
    {
        "total = relative_difference(parameters_to_vector(ordered), numeric)": "square = lambda v: float(np.sum(v**2))\n"
        "    compare = lambda a, b: square(a - b) / (square(a) + square(b))\n    total = compare(parameters_to_vector(ordered), numeric)",
        "relative_difference(ordered[name], measured[name])": "compare(ordered[name], measured[name])",
    },
)
gradient_check_n.mistake(
    "measured_at_the_gradients",
    "The slopes are measured at another place: the vector of the gradients is given to numerical_gradient. Start from the "
    "parameters.",
    {
        "numeric = numerical_gradient(J, parameters_to_vector(parameters), epsilon)": 'numeric = numerical_gradient(J, parameters_to_vector({n: gradients["d" + n] for n in parameters}), epsilon)'
    },
)
gradient_check_n.mistake(
    "sum_for_mean",
    "The measured cost is m times too large: network_cost is a mean over the examples already.",
    {"parameters), X, Y)\n\n": "parameters), X, Y) * X.shape[1]\n\n"},
)
gradient_check_n.mistake(
    "parts_not_relative",
    "The single differences are plain distances. Use relative_difference for the parts as well.",
    {"relative_difference(ordered[name], measured[name])": "float(np.linalg.norm(ordered[name] - measured[name]))"},
)
gradient_check_n.mistake(
    "sorted_by_name",
    "The gradients are sorted by name, the parameters are not. Bring both into the order of `parameters`.",
    {"parameters_to_vector(ordered)": "parameters_to_vector({name: ordered[name] for name in sorted(ordered)})"},
)
gradient_check_n.mistake(
    "cut_in_the_order_of_gradients",
    "The measured vector is cut up in the order of `gradients`, last layer first. It was made in the order of `parameters`: cut it "
    "up like those.",
    {
        "vector_to_parameters(numeric, parameters)": "vector_to_parameters(numeric, gradients)",
        "measured[name])": 'measured["d" + name])',
    },
)
gradient_check_n.mistake(
    "parts_are_arrays",
    "The single differences are arrays. Each has to be one number: the relative_difference of the two arrays.",
    {"relative_difference(ordered[name], measured[name])": "ordered[name] - measured[name]"},
)
gradient_check_n.variant(
    "loop_over_parameters",
    body="""
    above, below, differences = 0.0, 0.0, {}
    squares = {"g": 0.0, "n": 0.0, "d": 0.0}
    for name in parameters:
        def J(value):
            return network_cost({**parameters, name: value}, X, Y)
        n, g = numerical_gradient(J, parameters[name], epsilon), gradients["d" + name]
        differences[name] = np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))
        squares = {"g": squares["g"] + np.sum(g**2), "n": squares["n"] + np.sum(n**2), "d": squares["d"] + np.sum((g - n)**2)}
    total = np.sqrt(squares["d"]) / (np.sqrt(squares["g"]) + np.sqrt(squares["n"]))
    """,
)
gradient_check_n.variant(
    "forward_and_cost",
    {
        "return network_cost(vector_to_parameters(theta, parameters), X, Y)": "A, _ = forward_propagation_n(X, vector_to_parameters(theta, like=parameters))\n"
        "        return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))",
    },
)
gradient_check_n.variant(
    "all_in_one",
    body="""
    theta = parameters_to_vector(parameters)
    n = theta.shape[0]
    numeric = np.zeros((n, 1))
    for i in range(n):
        plus, minus = np.copy(theta), np.copy(theta)
        plus[i, 0] += epsilon
        minus[i, 0] -= epsilon
        numeric[i] = (network_cost(vector_to_parameters(plus, parameters), X, Y)
                      - network_cost(vector_to_parameters(minus, parameters), X, Y)) / (2 * epsilon)
    analytic = np.vstack([gradients["d" + name].reshape(-1, 1) for name in parameters])
    total = np.linalg.norm(analytic - numeric) / (np.linalg.norm(analytic) + np.linalg.norm(numeric))
    differences, k = {}, 0
    for name, value in parameters.items():
        differences[name] = relative_difference(analytic[k:k + value.size], numeric[k:k + value.size])
        k += value.size
    """,
)
gradient_check_n.same(
    "total = relative_difference(parameters_to_vector(ordered), numeric): arguments of relative_difference swapped",
    "the distance and the sum of the lengths are the same either way",
)
gradient_check_n.same(
    "differences = {name: relative_difference(ordered[name], measured[name]) for name in parameters}: arguments of relative_difference swapped",
    "the distance and the sum of the lengths are the same either way",
)

# ---- backward_propagation_n


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

# ---- cost_to_check


@exercise(
    points=4,
    uses=("vector_to_parameters",),
    hints=(
        "A cost can be checked if it is a function of theta alone: asked twice at one place, it says the same twice.",
        "What is drawn at random must be drawn before J is defined, once. What depends on theta must stand inside J.",
        "dropout_masks(like, m, keep_prob, rng) gives the masks. Inside J, theta (n, 1) becomes parameters; the penalty runs over the "
        'arrays whose names start with "W".',
        "Almost the code: masks from dropout_masks; then def J(theta): parameters from vector_to_parameters; squares is the sum of "
        "np.sum(W**2) over the weights; return network_cost(parameters, X, Y, masks) plus lambd / (2 * m) times squares.",
    ),
)
def cost_to_check(X, Y, like, keep_prob, lambd, rng):
    """Make a cost with dropout and L2 penalty into a function of theta alone.

    Parameters
    ----------
    X, Y : arrays, shapes (n_x, m) and (1, m)
    like : dict of arrays
        "W1", "b1", ...: the names and shapes that theta stands for.
    keep_prob, lambd : float
        The share of kept units (hidden layers), and the regularization parameter.
    rng : numpy.random.Generator
        Where the masks come from.

    Returns
    -------
    J : function
        J(theta), theta (n, 1), is the float network_cost with these masks + lambd / (2 m) times the sum of
        all squared weights (no biases). The masks are drawn once: J gives the same for the same theta.
    masks : dict
        The masks in J, from dropout_masks.
    """
    m = X.shape[1]
    ### START CODE HERE ###
    masks = dropout_masks(like, m, keep_prob, rng)

    def J(theta):
        parameters = vector_to_parameters(theta, like)
        squares = sum(np.sum(W**2) for name, W in parameters.items() if name.startswith("W"))
        return network_cost(parameters, X, Y, masks) + lambd / (2 * m) * squares

    ### END CODE HERE ###
    return J, masks


cost_to_check.mistake(
    "live_dropout",
    "J draws new masks each time it is asked, so J(theta + epsilon) and J(theta - epsilon) belong to two networks. Draw the masks "
    "once, before J.",
    {"network_cost(parameters, X, Y, masks)": "network_cost(parameters, X, Y, dropout_masks(like, m, keep_prob, rng))"},
)
cost_to_check.mistake(
    "frozen_by_a_seed",
    "J makes its masks anew from a seed of its own. It repeats itself, but its masks are not the ones returned, and `rng` has no "
    "say. Draw them once from rng, before J.",
    {
        "network_cost(parameters, X, Y, masks)": "network_cost(parameters, X, Y, dropout_masks(like, m, keep_prob, np.random.default_rng(7)))"
    },
)
cost_to_check.mistake(
    "seed_inside",
    "The masks come from a seed of their own and are the same in every call of cost_to_check. Draw them from `rng`.",
    {"keep_prob, rng)\n": "keep_prob, np.random.default_rng(1))\n"},
)
cost_to_check.mistake(
    "masks_unused",
    "The masks are drawn but the cost is that of the whole network. Hand them to network_cost.",
    {"network_cost(parameters, X, Y, masks)": "network_cost(parameters, X, Y)"},
)
cost_to_check.mistake(
    "nothing_dropped",
    "Nothing is dropped: the masks keep every unit. The share of kept units is keep_prob.",
    {"dropout_masks(like, m, keep_prob, rng)": "dropout_masks(like, m, 1.0, rng)"},
)
cost_to_check.mistake(
    "no_penalty",
    "The penalty is missing. If backpropagation has its term and the cost does not, a right gradient fails the check.",
    {" + lambd / (2 * m) * squares": ""},
)
cost_to_check.mistake(
    "penalty_of_like",
    "The penalty is computed from `like`, so it stays the same when theta moves and adds nothing to the slope. Use the parameters "
    "made from theta.",
    {"for name, W in parameters.items()": "for name, W in like.items()"},
)
cost_to_check.mistake(
    "cost_of_like",
    "J computes the network with `like` instead of theta. Make the parameters out of theta first.",
    {"vector_to_parameters(theta, like)": "like"},
)
cost_to_check.mistake(
    "biases_penalised",
    "The biases are in the penalty too. Only the weights are, as in the backpropagation of lesson 4.",
    {' if name.startswith("W")': ""},
)
cost_to_check.mistake(
    "all_of_theta",
    "The penalty is the length of the whole theta, biases and square root included. It is the sum of the squared weights.",
    {
        'squares = sum(np.sum(W**2) for name, W in parameters.items() if name.startswith("W"))': "squares = np.linalg.norm(theta)"
    },
)
cost_to_check.mistake(
    "no_half",
    "The penalty is twice what it should be: the factor is lambd / (2 m).",
    {"lambd / (2 * m)": "lambd / m"},
)
cost_to_check.mistake(
    "no_mean",
    "The penalty is m times too large: the factor is lambd / (2 m).",
    {"lambd / (2 * m)": "lambd / 2"},
)
cost_to_check.mistake(
    "precedence",
    "`lambd / 2 * m` multiplies by m. Put the product in brackets: lambd / (2 * m).",
    {"lambd / (2 * m)": "lambd / 2 * m"},
)
cost_to_check.mistake(
    "penalty_subtracted",
    "The penalty is subtracted. It makes large weights dear: add it.",
    {", masks) + lambd": ", masks) - lambd"},
)
cost_to_check.mistake(
    "not_squared",
    "The weights enter the penalty by their size. Here it is their squares that are summed.",
    {"np.sum(W**2)": "np.sum(np.abs(W))"},
)
cost_to_check.mistake(
    "one_layer_penalised",
    "Only the first layer's weights are in the penalty. All of them are.",
    {'name.startswith("W")': 'name == "W1"'},
)
cost_to_check.mistake(
    "called_already",
    "What came back is a number, not a function. Return J itself, without brackets.",
    {"return J, masks": "return J(np.ones((sum(v.size for v in like.values()), 1))), masks"},
)
cost_to_check.mistake(
    "norms_not_squared",
    "The lengths of the weight matrices are summed. Sum their squares: np.sum(W**2) has no root.",
    {"np.sum(W**2)": "np.linalg.norm(W)"},
)
cost_to_check.mistake(
    "square_of_the_sum",
    "The weights of a layer are added up first and squared then, so signs cancel. Square each weight, then add.",
    {"np.sum(W**2)": "np.sum(W) ** 2"},
)
cost_to_check.mistake(
    "last_layer_penalised",
    "Only the last layer's weights are in the penalty: each layer overwrites the one before. Add them up.",
    {'if name.startswith("W")': 'if name == f"W{len(like) // 2}"'},
)
cost_to_check.mistake(
    "share_dropped",
    "The masks keep the share 1 - keep_prob. dropout_masks takes the share that is kept, keep_prob itself.",
    {"m, keep_prob, rng": "m, 1 - keep_prob, rng"},
)
cost_to_check.mistake(
    "masks_without_factor",
    "The masks are 0 or 1: the factor 1 / keep_prob of the kept units is lost. Use what dropout_masks gives as it is.",
    {"keep_prob, rng)\n": "keep_prob, rng)\n    masks = {name: 1.0 * (D > 0) for name, D in masks.items()}\n"},
)
cost_to_check.variant(
    "loop",
    body="""
    masks = dropout_masks(like, m, keep_prob, rng)
    def J(theta):
        now = vector_to_parameters(theta, like)
        cost = network_cost(now, X, Y, masks=masks)
        for l in range(1, len(now) // 2 + 1):
            cost += lambd * np.linalg.norm(now[f"W{l}"]) ** 2 / 2 / m
        return cost
    """,
)
cost_to_check.variant(
    "own_masks",
    body="""
    masks = {}
    for l in reversed(range(1, len(like) // 2)):
        u = rng.uniform(size=(m, like[f"b{l}"].shape[0])).T
        masks[f"D{l}"] = (u >= 1 - keep_prob) / keep_prob
    def J(theta):
        parameters = vector_to_parameters(theta, like)
        AL, _ = forward_propagation_n(X, parameters, masks)
        data = -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m
        return data + lambd * sum(np.sum(np.square(parameters[n])) for n in parameters if "W" in n) / (2 * m)
    """,
)
cost_to_check.variant(
    "lambda",
    body="""
    masks = dropout_masks(like, m, keep_prob, rng)
    def penalty(p):
        return 0.5 * lambd * sum((W * W).sum() for n, W in p.items() if n[0] == "W") / m
    J = lambda theta: (lambda p: network_cost(p, X, Y, masks) + penalty(p))(vector_to_parameters(theta, like))
    """,
)

# ---- directional_check


@exercise(
    points=4,
    uses=("relative_difference",),
    hints=(
        "Walk along the direction instead of along the axes. How steep is f on that path, measured, and how steep by the gradient?",
        "The slope along a path of length 1 is the inner product of the gradient with the path's direction.",
        "unit has the shape of x and length 1. The inner product of two arrays of one shape is the sum of their products, a number.",
        "Almost the code: unit is direction over its norm; measured is (f(x + epsilon * unit) - f(x - epsilon * unit)) / (2 * epsilon); "
        "expected is np.sum(gradient * unit); compare the two.",
    ),
)
def directional_check(f, gradient, x, direction, epsilon):
    """Check a gradient along one direction, with two values of f, however many entries x has.

    Parameters
    ----------
    f : function
        Takes an array of the shape of x, returns a float.
    gradient : array, the shape of x
        The gradient of f at x that is to be checked.
    x, direction : arrays of one shape
        Where, and along which way; direction is not zero, and its length plays no part.
    epsilon : float
        The distance to either side, measured along the direction.

    Returns
    -------
    difference : float
        The relative_difference of the two slopes along the direction.
    """
    ### START CODE HERE ###
    unit = direction / np.linalg.norm(direction)
    measured = (f(x + epsilon * unit) - f(x - epsilon * unit)) / (2 * epsilon)
    expected = np.sum(gradient * unit)
    difference = relative_difference(expected, measured)
    ### END CODE HERE ###
    return difference


directional_check.mistake(
    "not_normalised",
    "The direction is used with its own length, so the step is not epsilon but epsilon times that length. Divide by its norm first.",
    {"direction / np.linalg.norm(direction)": "direction"},
)
directional_check.mistake(
    "normalised_on_one_side",
    "The walk uses the direction with its own length, while the other slope is per unit length. Use the unit direction in both.",
    {"f(x + epsilon * unit) - f(x - epsilon * unit)": "f(x + epsilon * direction) - f(x - epsilon * direction)"},
)
directional_check.mistake(
    "gradient_along_direction_unscaled",
    "The gradient is multiplied by the direction with its own length, while the walk has unit length. Use the unit direction in both.",
    {"np.sum(gradient * unit)": "np.sum(gradient * direction)"},
)
directional_check.mistake(
    "divided_by_squared_length",
    "The direction is divided by the sum of its squares. Its length is the square root of that.",
    {"np.linalg.norm(direction)": "np.sum(direction**2)"},
)
directional_check.mistake(
    "one_sided",
    "This is the one-sided difference, from x to x + epsilon unit. Go to both sides.",
    {"f(x - epsilon * unit)) / (2 * epsilon)": "f(x)) / epsilon"},
)
directional_check.mistake(
    "not_divided_by_two",
    "The two places are 2 epsilon apart. Divided by epsilon alone, the measured slope is twice as large as it should be.",
    {"/ (2 * epsilon)": "/ epsilon"},
)
directional_check.mistake(
    "precedence",
    "`/ 2 * epsilon` divides by 2 and then multiplies by epsilon. Put the product in brackets: / (2 * epsilon).",
    {"/ (2 * epsilon)": "/ 2 * epsilon"},
)
directional_check.mistake(
    "length_of_gradient",
    "The length of the whole gradient is compared with the slope along one direction. Only the part along the direction counts.",
    {"np.sum(gradient * unit)": "np.linalg.norm(gradient)"},
)
directional_check.mistake(
    "not_summed",
    "The products of gradient and direction are not added up, so an array is compared with one number.",
    {"np.sum(gradient * unit)": "gradient * unit"},
)
directional_check.mistake(
    "mean_of_products",
    "The mean of the products is taken. The inner product is their sum.",
    {"np.sum(gradient * unit)": "np.mean(gradient * unit)"},
)
directional_check.mistake(
    "compared_with_itself",
    "The measured slope is compared with itself, so every gradient passes.",
    {"expected = np.sum(gradient * unit)": "expected = measured"},
)
directional_check.mistake(
    "fixed_epsilon",
    "A step is typed in; the argument epsilon has no effect.",
    {"    unit = ": "    epsilon = 1e-5\n    unit = "},
)
directional_check.mistake(
    "entry_by_entry",
    "The slopes of all entries are measured one by one, which takes two values of f for each. Walk along the direction: two values "
    "are enough.",
    {
        "measured = (f(x + epsilon * unit) - f(x - epsilon * unit)) / (2 * epsilon)": "measured = 0.0\n    for place in np.ndindex(x.shape):\n"
        "        step = np.zeros(x.shape)\n        step[place] = epsilon\n"
        "        measured += unit[place] * (f(x + step) - f(x - step)) / (2 * epsilon)",
    },
)
directional_check.mistake(
    "sign",
    "The measured slope has the opposite sign: the value behind is subtracted from the value ahead.",
    {"(f(x + epsilon * unit) - f(x - epsilon * unit))": "(f(x - epsilon * unit) - f(x + epsilon * unit))"},
)
directional_check.mistake(
    "direction_unused",
    "All entries are moved by epsilon, whatever the direction says. Walk along the unit direction: x + epsilon * unit.",
    {"f(x + epsilon * unit) - f(x - epsilon * unit)": "f(x + epsilon) - f(x - epsilon)"},
)
directional_check.mistake(
    "sum_of_sizes_as_length",
    "The direction is divided by the sum of the sizes of its entries. Its length is the root of the sum of squares.",
    {"np.linalg.norm(direction)": "np.sum(np.abs(direction))"},
)
directional_check.mistake(
    "not_relative",
    "This is the plain distance of the two slopes. Compare it with their size: use relative_difference.",
    {"relative_difference(expected, measured)": "float(abs(expected - measured))"},
)
directional_check.mistake(
    "cosine",
    "The inner product is divided by the length of the gradient. Only the direction has to have length 1.",
    {"np.sum(gradient * unit)": "np.sum(gradient * unit) / np.linalg.norm(gradient)"},
)
directional_check.mistake(
    "matrix_product",
    "`gradient.T @ unit` is one number for columns only. For arrays of any shape add up the products, entry by entry.",
    {"np.sum(gradient * unit)": "gradient.T @ unit"},
)
directional_check.mistake(
    "whole_gradient",
    "All entries are measured one by one, which takes two values of f for each, and the direction plays no part. Walk along the "
    "direction: two values are enough.",
    body="""
    numeric = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = epsilon
        numeric[place] = (f(x + step) - f(x - step)) / (2 * epsilon)
    difference = relative_difference(gradient, numeric)
    """,
)
directional_check.variant("vdot", {"np.sum(gradient * unit)": "np.vdot(gradient, unit)"})
directional_check.variant(
    "path",
    body="""
    u = direction / np.sqrt((direction**2).sum())
    def along(t):
        return f(x + t * u)
    slope, g = 0.5 * (along(epsilon) - along(-epsilon)) / epsilon, gradient.ravel() @ u.ravel()
    difference = abs(g - slope) / (abs(g) + abs(slope))
    """,
)
directional_check.variant(
    "einsum",
    {
        "np.sum(gradient * unit)": "np.einsum('i,i->', np.ravel(gradient), np.ravel(unit))",
        "relative_difference(expected, measured)": "relative_difference(measured, expected)",
    },
)
directional_check.same(
    "difference = relative_difference(expected, measured): arguments of relative_difference swapped",
    "the distance and the sum of the sizes are the same either way",
)

# ---- quick questions

QUESTIONS = (
    question(
        "1a",
        right="b",
        a="A slower fall can have many reasons; a smaller learning rate alone would do it. It is no sign of a bug, and a quick "
        "fall is no sign of a right gradient.",
        b="Yes. Whatever points roughly downhill makes the cost fall. The gradient is one such direction among very many.",
        c="The accuracies are equal within their spread, and yet three of the four programs do not compute the gradient "
        "of their cost.",
    ),
    question(
        "2a",
        right="b",
        a="1 is what a gradient of opposite sign gives, or one that is 0 throughout. Put k = 2 into |k - 1| / (|k| + 1).",
        b="Yes: |2 - 1| / (2 + 1). Half of the right value gives the same, so look at the two numbers to see which it is.",
        c="That would be the distance relative to the longer of the two. Here both lengths are added below: 1 / (2 + 1).",
    ),
    question(
        "3a",
        right="c",
        a="The error of the formula gets smaller with the step, but the two costs now agree in nearly all of their 16 digits, and "
        "only the last few are left to subtract.",
        b="It would be so without round-off. A computer holds 16 digits, and a step of 1e-12 leaves about four of them "
        "for the difference.",
        c="Yes. The error of the cost, about 1e-16, is divided by 1e-12, so about 1e-4 of it arrives in the slope. With 1e-5 it would be 1e-11.",
    ),
    question(
        "4a",
        right="c",
        a="That is one cost. Every parameter needs two of them.",
        b="Count again: two costs for each parameter, 2,000,000 costs of 10 milliseconds each.",
        c="Yes: 2,000,000 costs of 0.01 s are 20,000 s. Backpropagation needs about as long as a few costs. So one measures with small "
        "networks, and trains with backpropagation.",
    ),
    question(
        "7a",
        right="b",
        a="If only that line were wrong, dW2 and db2 would be right: nothing on the way back to them uses dW1.",
        b="Yes. Everything of layer 3 is right, and everything that is made from dZ2 is wrong. What they share is the line of dZ2.",
        c="The forward pass is part of the cost that is measured. Whatever it computes, the check asks for the slope of just that.",
    ),
    question(
        "8a",
        right="a",
        a="Yes. Within a step of 0.001 some ReLU switched on or off, and within 0.00001 none did. The formula is right; the step was "
        "too wide for it.",
        b="A bug in the formula does not go away with a smaller step. This one did.",
        c="Round-off grows when the step gets smaller. Here the difference shrank.",
    ),
)
