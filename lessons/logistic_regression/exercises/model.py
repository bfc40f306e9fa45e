"""The exercise `model`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.logistic_regression.exercises.initialize_with_zeros import initialize_with_zeros
from lessons.logistic_regression.exercises.optimize import optimize
from lessons.logistic_regression.exercises.predict import predict


@exercise(
    points=4,
    uses=("initialize_with_zeros", "optimize", "predict"),
    hints=(
        "Everything is there already: start, learn, predict. Put the pieces in order.",
        "Learn on the training set only. Predict on both sets with what was learned.",
        "The number of features is the number of rows of X_train.",
        "Almost the code: w, b from initialize_with_zeros; parameters, _, costs from optimize; "
        'then predict with parameters["w"] and parameters["b"], once for each set.',
    ),
)
def model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Learn on the training set and predict on both sets.

    Parameters
    ----------
    X_train, X_test : arrays, shapes (n_x, m_train) and (n_x, m_test)
        Examples as columns.
    Y_train, Y_test : arrays, shapes (1, m_train) and (1, m_test)
        Labels, 0. or 1.; the test labels are for the caller's own accuracy and play no part in learning.
    num_iterations : int
        Number of steps of gradient descent.
    learning_rate : float
        Length of a step, relative to the gradient.

    Returns
    -------
    result : dict
        "costs", "predictions_train" (1, m_train), "predictions_test" (1, m_test), "w" (n_x, 1), "b",
        "learning_rate" and "num_iterations".
    """
    ### START CODE HERE ###
    w, b = initialize_with_zeros(X_train.shape[0])
    parameters, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    w, b = parameters["w"], parameters["b"]
    predictions_train = predict(w, b, X_train)
    predictions_test = predict(w, b, X_test)
    ### END CODE HERE ###
    return {
        "costs": costs,
        "predictions_train": predictions_train,
        "predictions_test": predictions_test,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


model.mistake(
    "start_returned",
    "`w` and `b` are still the zeros of the start. Take the learned ones out of `parameters` before you predict.",
    {'    w, b = parameters["w"], parameters["b"]\n': ""},
)
model.mistake(
    "learns_on_test",
    "It learns on the test set. The test set must stay unseen until the end: learn on X_train and Y_train.",
    {"optimize(w, b, X_train, Y_train,": "optimize(w, b, X_test, Y_test,"},
)
model.mistake(
    "test_predictions_on_train",
    "`predictions_test` holds predictions on the training set. Predict on X_test.",
    {"predict(w, b, X_test)": "predict(w, b, X_train)"},
)
model.mistake(
    "predictions_swapped",
    "`predictions_train` and `predictions_test` hold each other's values.",
    {
        "predictions_train = predict(w, b, X_train)": "predictions_test = predict(w, b, X_train)",
        "predictions_test = predict(w, b, X_test)": "predictions_train = predict(w, b, X_test)",
    },
)
model.mistake(
    "swapped_settings",
    "num_iterations and learning_rate reach `optimize` in the wrong order. Look at its signature.",
    {
        "num_iterations, learning_rate)\n    w": "int(learning_rate) + 1, num_iterations)\n    w",
    },
)
model.mistake(
    "fixed_settings",
    "It learns with settings of its own instead of the arguments num_iterations and learning_rate.",
    {"X_train, Y_train, num_iterations, learning_rate)\n    w": "X_train, Y_train, 2000, 0.5)\n    w"},
)
model.mistake(
    "learns_on_both",
    "It learns on training and test set together. The test set must stay unseen until the end.",
    {
        "b, X_train, Y_train,": "b, np.hstack([X_train, X_test]), np.hstack([Y_train, Y_test]),",
    },
)
model.mistake(
    "sized_by_examples",
    "`w` was given one entry for each example. It needs one for each feature: the rows of X_train.",
    {"X_train.shape[0]": "X_train.shape[1]"},
)
model.mistake(
    "without_bias",
    "The predictions are made without the learned bias. `parameters` holds `b` beside `w`.",
    {
        'w, b = parameters["w"], parameters["b"]': 'w, b = parameters["w"], 0.0',
        '"b": b,': '"b": parameters["b"],',
    },
)
model.variant(
    "keywords",
    {
        "Y_train, num_iterations, learning_rate)": "Y_train, learning_rate=learning_rate, "
        "num_iterations=num_iterations)",
    },
)
model.variant("own_zeros", {"initialize_with_zeros(X_train.shape[0])": "np.zeros((X_train.shape[0], 1)), 0.0"})
model.variant("star", {"parameters, _, costs = optimize": "parameters, *_, costs = optimize"})
