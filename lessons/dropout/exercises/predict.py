"""The exercise `predict`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.dropout.toolbox import forward_propagation


@exercise(
    points=2,
    hints=(
        "The coin tosses are for training. A prediction comes from the whole network.",
        "The toolbox has forward propagation without dropout; it returns the probabilities and a cache.",
        "The probabilities have the shape (1, m), and so have the predictions. Class 1 is where the probability is above one half.",
        "Almost the code: A3, cache from forward_propagation(X, parameters); return A3 > 0.5 as numbers 0 and 1.",
    ),
)
def predict(parameters, X):
    """Decide for class 1 where the whole network gives it a probability above one half.

    Parameters
    ----------
    parameters : dict
        "W1", "b1", "W2", "b2", "W3", "b3", trained with dropout or without.
    X : array, shape (n_x, m)
        Examples as columns.

    Returns
    -------
    predictions : array, shape (1, m)
        0 or 1 for each example (bool, int or float).
    """
    ### START CODE HERE ###
    A3, _ = forward_propagation(X, parameters)
    predictions = (A3 > 0.5).astype(float)
    ### END CODE HERE ###
    return predictions


predict.mistake(
    "dropout_left_on",
    "Equal examples get different answers: chance has a say in the prediction. Use the whole network, without masks.",
    {
        "forward_propagation(X, parameters)": "forward_propagation_with_dropout(X, parameters, 0.5, np.random.default_rng())"
    },
)
predict.mistake(
    "cache_not_taken_off",
    "forward_propagation returns two things, the probabilities and a cache. Take the first before you compare it with one half.",
    {"A3, _ = forward": "A3 = forward"},
)
predict.mistake(
    "probabilities",
    "These are the probabilities. The function returns the decision: 0 or 1.",
    {"(A3 > 0.5).astype(float)": "A3"},
)
predict.mistake(
    "inverted",
    "Every decision is the other way round. Which side of one half is class 1?",
    {"A3 > 0.5": "A3 < 0.5"},
)
predict.mistake(
    "cut_at_zero",
    "Everything is class 1. A probability is never below 0; the cut is at one half.",
    {"A3 > 0.5": "A3 > 0"},
)
predict.mistake(
    "argmax",
    "Everything is class 0. (np.argmax finds the only row in every column, and astype(int) cuts 0.9 down to 0.) "
    "Compare with one half.",
    {"(A3 > 0.5).astype(float)": "np.argmax(A3, axis=0).reshape(1, -1)"},
)
predict.mistake(
    "minus_one",
    "The classes come out as -1 and 1. In this course class 0 is written 0.",
    {"(A3 > 0.5).astype(float)": "np.where(A3 > 0.5, 1, -1)"},
)
predict.mistake(
    "cut_at_the_mean",
    "The cut is at the mean of these probabilities, so one example's class depends on the others. The cut is at one half.",
    {"A3 > 0.5": "A3 > np.mean(A3)"},
)
predict.mistake(
    "scaled_at_test",
    "The activations are made smaller here. Inverted dropout did its rescaling in training; no factor is left for the test pass.",
    body="""
    _, cache = forward_propagation(X, parameters)
    A1 = 0.5 * cache["A1"]
    A2 = 0.5 * relu(parameters["W2"] @ A1 + parameters["b2"])
    A3 = sigmoid(parameters["W3"] @ A2 + parameters["b3"])
    predictions = (A3 > 0.5).astype(float)
    """,
)
predict.mistake(
    "flat",
    "The predictions are a flat array. Keep the row (1, m), like the labels.",
    {".astype(float)": ".astype(float).ravel()"},
)
predict.variant(
    "keep_everything",
    {
        "forward_propagation(X, parameters)": "forward_propagation_with_dropout(X, parameters, 1.0, np.random.default_rng(1))"
    },
)
predict.variant("bool", {".astype(float)": ""})
predict.variant("where", {"(A3 > 0.5).astype(float)": "np.where(A3 > 0.5, 1, 0)"})
predict.variant("at_least", {"A3 > 0.5": "A3 >= 0.5"})
predict.variant("round", {"(A3 > 0.5).astype(float)": "np.round(A3)"})
predict.variant(
    "by_hand",
    {
        "A3, _ = forward_propagation(X, parameters)": 'A1 = relu(parameters["W1"] @ X + parameters["b1"])\n'
        '    A2 = relu(parameters["W2"] @ A1 + parameters["b2"])\n    A3 = sigmoid(parameters["W3"] @ A2 + parameters["b3"])'
    },
)
predict.same(
    "predictions = (A3 > 0.5).astype(float): > -> >=", "only a probability of exactly one half decides otherwise"
)
