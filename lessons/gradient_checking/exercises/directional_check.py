"""The exercise `directional_check`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.gradient_checking.exercises.relative_difference import relative_difference


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
