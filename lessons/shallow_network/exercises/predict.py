"""The exercise `predict`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.shallow_network.exercises.forward_propagation import forward_propagation


@exercise(
    points=2,
    uses=("forward_propagation",),
    hints=(
        "The network gives a probability; a prediction is the decision for one class.",
        "forward_propagation returns two things. You need the first one.",
        "A2 is (1, m), and so are the predictions: compare A2 with 0.5 element by element.",
        "Almost the code: A2, _ from forward_propagation(X, parameters); predictions are A2 > 0.5, as numbers.",
    ),
)
def predict(parameters, X):
    """Decide for class 1 where its probability is above one half.

    Parameters
    ----------
    parameters : dict
        "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (1, n_h), "b2" (1, 1).
    X : array, shape (n_x, m)
        Examples as columns.

    Returns
    -------
    predictions : array, shape (1, m)
        0 or 1 for each example (bool, int or float).
    """
    ### START CODE HERE ###
    A2, _ = forward_propagation(X, parameters)
    predictions = (A2 > 0.5).astype(float)
    ### END CODE HERE ###
    return predictions


predict.mistake(
    "probabilities",
    "These are the probabilities. The function returns the decision: 0 or 1.",
    {"(A2 > 0.5).astype(float)": "A2"},
)
predict.mistake(
    "inverted",
    "Every decision is the other way round. Which side of one half is class 1?",
    {"A2 > 0.5": "A2 < 0.5"},
)
predict.mistake(
    "always_one",
    "Everything is class 1. A probability is never below 0; the cut is at one half.",
    {"A2 > 0.5": "A2 > 0"},
)
predict.mistake(
    "score_at_half",
    "The score Z2 was compared with 0.5. A probability of one half is a score of 0.",
    {"A2 > 0.5": 'forward_propagation(X, parameters)[1]["Z2"] > 0.5'},
)
predict.mistake(
    "flat",
    "The predictions are a flat array. Keep the row (1, m), like the labels.",
    {".astype(float)": ".astype(float).ravel()"},
)
predict.mistake(
    "plus_minus_one",
    "The classes are called 1 and -1. This course calls them 1 and 0, like the labels.",
    {"(A2 > 0.5).astype(float)": "np.where(A2 > 0.5, 1.0, -1.0)"},
)
predict.mistake(
    "hidden_activation",
    "A hidden unit's activation was compared with 0.5. Decide by the network's output, A2.",
    {"(A2 > 0.5)": '(forward_propagation(X, parameters)[1]["A1"][:1] > 0.5)'},
)
predict.mistake(
    "cut_elsewhere",
    "The cut is not at one half: some probabilities above it are counted as class 0.",
    {"A2 > 0.5": "A2 > 0.7"},
)
predict.variant("bool", {".astype(float)": ""})
predict.variant("int", {"astype(float)": "astype(int)"})
predict.variant("at_least", {"A2 > 0.5": "A2 >= 0.5"})
predict.variant("round", {"(A2 > 0.5).astype(float)": "np.round(A2)"})
predict.variant("by_score", body='predictions = np.where(forward_propagation(X, parameters)[1]["Z2"] > 0, 1, 0)')
predict.same(
    "predictions = (A2 > 0.5).astype(float): > -> >=", "only a probability of exactly one half decides otherwise"
)
