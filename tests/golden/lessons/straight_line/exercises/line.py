"""The exercise `line`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


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
