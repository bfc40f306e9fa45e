"""The exercise `accuracy`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=1,
    planted="unsigned_difference",
    hints=(
        "With labels as floats the result is right. What becomes of 0 - 1 in a type that has no negative numbers?",
        "Look at `wrong`: for uint8 labels, print predictions - Y for one prediction of 0 where the label is 1.",
        "Both arrays are (1, m). Whether two entries agree can be asked without a subtraction.",
        "Almost the code: the mean of predictions == Y, which is a share between 0 and 1.",
    ),
)
def accuracy(predictions, Y):
    """Return the share of right predictions.

    Parameters
    ----------
    predictions : array, shape (1, m)
        0 or 1 for each example, of any type of number.
    Y : array, shape (1, m)
        Labels, 0 or 1, of any type of number; image files often hold uint8.

    Returns
    -------
    share : float
        Right predictions over all predictions, in 0..1.
    """
    ### START CODE HERE ###
    right = predictions == Y
    share = np.mean(right)
    ### END CODE HERE ###
    return share


accuracy.mistake(
    "unsigned_difference",
    "Right for floats, wrong for uint8, a type without negative numbers. What does it make of 0 - 1?",
    body="""
    wrong = np.abs(predictions - Y)
    share = 1.0 - np.mean(wrong)
    """,
)
accuracy.mistake(
    "error_rate",
    "This is the share of wrong predictions, the error rate. Accuracy is the share of right ones.",
    {"predictions == Y": "predictions != Y"},
)
accuracy.mistake(
    "percent",
    "This is a percentage. The function returns a share between 0 and 1.",
    {"share = np.mean(right)": "share = 100 * np.mean(right)"},
)
accuracy.mistake(
    "count",
    "This is the number of right predictions. Divide it by the number of all predictions.",
    {"np.mean(right)": "np.sum(right)"},
)
accuracy.mistake(
    "always_one",
    "The share comes out as 1 whatever the predictions are. Compare entry by entry first, then average.",
    {"np.mean(right)": "float(predictions.all() == Y.all())"},
)
accuracy.mistake(
    "all_right",
    "It comes out as 0 whatever the predictions are. Is the whole array compared at once, or is the fraction "
    "cut off (`//`, int)?",
    {"np.mean(right)": "np.all(right)"},
)
accuracy.mistake(
    "ones_only",
    "Only the ones are counted. A prediction of 0 where the label is 0 is right too.",
    {"right = predictions == Y": "right = predictions * Y"},
)
accuracy.variant("as_floats", body="share = 1.0 - np.mean(np.abs(predictions.astype(float) - Y))")
accuracy.variant("sum_over_size", {"np.mean(right)": "np.sum(right) / Y.size"})
accuracy.variant("count_nonzero", {"np.mean(right)": "np.count_nonzero(right) / predictions.shape[1]"})
accuracy.variant(
    "two_products",
    body="""
    p, y = predictions.astype(int), Y.astype(int)
    share = ((p @ y.T + (1 - p) @ (1 - y).T) / y.size).item()
    """,
)
accuracy.variant("loop", body="share = sum(int(p) == int(y) for p, y in zip(predictions[0], Y[0])) / Y.shape[1]")
