"""The exercise `mean_squared_error`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.straight_line.exercises.line import line


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
