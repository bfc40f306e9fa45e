"""A straight line: references, mistakes, variants."""

import numpy as np

from gradschool.bank import exercise, question


@exercise(points=1, hints=("A line.", "Slope first.", "slope * x + intercept."))
def line(x, slope, intercept):
    """Return slope * x + intercept, the shape of x (1, m)."""
    ### START CODE HERE ###
    y = slope * x + intercept
    ### END CODE HERE ###
    return y


line.mistake("no_intercept", "The line goes through the origin. Add the intercept.", {" + intercept": ""})
line.mistake("minus", "The intercept is subtracted. Add it.", {"+ intercept": "- intercept"})
line.variant("other_order", {"slope * x + intercept": "intercept + x * slope"})


@exercise(points=3, uses=("line",), hints=("A mean.", "Of squares.", "np.mean of the squared differences."))
def mean_squared_error(x, y, slope, intercept):
    """Return the mean squared difference, a float, between y (1, m) and the line at x (1, m)."""
    ### START CODE HERE ###
    difference = line(x, slope, intercept) - y
    error = np.mean(difference**2)
    ### END CODE HERE ###
    return error


mean_squared_error.mistake("sum", "It is a sum, m times too large. Take the mean.", {"np.mean": "np.sum"})
mean_squared_error.variant("by_hand", {"np.mean(difference**2)": "float((difference @ difference.T).item()) / x.size"})

QUESTION = question("1", right="a", a="Yes.", b="No, that is the intercept.", c="No, that is x.")
