"""The exercise `predict`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.logistic_regression.exercises.sigmoid import sigmoid


@exercise(
    points=2,
    uses=("sigmoid",),
    hints=(
        "A prediction is a decision: class 1 where the probability is above one half.",
        "Compute the probabilities as in propagate, then compare them with 0.5.",
        "The result has the shape (1, m), one column for each example.",
        "Almost the code: A = sigmoid(w.T @ X + b); return A > 0.5 as numbers 0 and 1.",
    ),
)
def predict(w, b, X):
    """Decide for class 1 where its probability is above one half.

    Parameters
    ----------
    w : array, shape (n_x, 1)
        Weights.
    b : float
        Bias.
    X : array, shape (n_x, m)
        Examples as columns.

    Returns
    -------
    predictions : array, shape (1, m)
        0 or 1 for each example (bool, int or float).
    """
    ### START CODE HERE ###
    A = sigmoid(w.T @ X + b)
    predictions = (A > 0.5).astype(float)
    ### END CODE HERE ###
    return predictions


predict.mistake(
    "probabilities",
    "These are the probabilities. The function returns the decision: 0 or 1.",
    {"(A > 0.5).astype(float)": "A"},
)
predict.mistake(
    "without_bias",
    "The bias is missing from the score: your decisions are those of b = 0.",
    {"w.T @ X + b": "w.T @ X"},
)
predict.mistake(
    "inverted",
    "Every decision is the other way round. Which side of one half is class 1?",
    {"A > 0.5": "A < 0.5"},
)
predict.mistake(
    "score_cut_at_half",
    "The score is compared with 0.5, not the probability. A probability of one half is a score of 0.",
    {"A = sigmoid(w.T @ X + b)": "A = w.T @ X + b"},
)
predict.mistake(
    "probability_cut_at_zero",
    "Everything is class 1. A probability is never below 0; the cut is at one half.",
    {"A > 0.5": "A > 0"},
)
predict.mistake(
    "flat",
    "The predictions are a flat array. Keep the row (1, m), like the labels.",
    {".astype(float)": ".astype(float).ravel()"},
)
predict.mistake(
    "plus_minus_one",
    "The classes are called 1 and -1. This course calls them 1 and 0, like the labels.",
    {"(A > 0.5).astype(float)": "np.where(A > 0.5, 1.0, -1.0)"},
)
predict.mistake(
    "column",
    "The predictions stand in a column. Keep the row (1, m), like the labels.",
    {".astype(float)": ".astype(float).T"},
)
predict.variant("bool", {".astype(float)": ""})
predict.variant("int", {"astype(float)": "astype(int)"})
predict.variant("at_least", {"A > 0.5": "A >= 0.5"})
predict.variant("where", {"(A > 0.5).astype(float)": "np.where(A > 0.5, 1, 0)"})
predict.variant("round", {"(A > 0.5).astype(float)": "np.round(A)"})
predict.variant("by_score", body="predictions = (w.T @ X + b > 0).astype(np.int64)")
predict.variant(
    "loop",
    body="""
    A = sigmoid(w.T @ X + b)
    predictions = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        if A[0, i] > 0.5:
            predictions[0, i] = 1
    """,
)
predict.same(
    "predictions = (A > 0.5).astype(float): > -> >=",
    "only a probability of exactly one half decides otherwise",
)
