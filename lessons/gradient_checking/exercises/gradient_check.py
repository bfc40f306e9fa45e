"""The exercise `gradient_check`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.gradient_checking.exercises.backward_propagation import backward_propagation
from lessons.gradient_checking.exercises.forward_propagation import forward_propagation
from lessons.gradient_checking.exercises.relative_difference import relative_difference


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
