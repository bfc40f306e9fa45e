"""The exercise `relative_difference`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


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
