"""The exercise `standardize`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=2,
    planted="test_by_its_own_statistics",
    hints=(
        "The test set plays the part of patients who come later. Which numbers do you have when the "
        "first of them comes?",
        "Look at the last line: which set do its mean and deviation come from?",
        "mean and deviation are (n_x, 1), one number for each feature, and the same two serve both sets.",
        "Almost the code: subtract the training mean and divide by the training deviation, in both sets.",
    ),
)
def standardize(X_train, X_test):
    """Scale both sets so that each training feature has mean 0 and standard deviation 1.

    Parameters
    ----------
    X_train, X_test : arrays, shapes (n_x, m_train) and (n_x, m_test)
        Examples as columns, features in their own units; left unchanged. No training feature is constant.

    Returns
    -------
    scaled_train, scaled_test : arrays of the same shapes
        Both scaled by the same numbers: the mean and standard deviation (np.std) of each training feature.
    """
    ### START CODE HERE ###
    mean = np.mean(X_train, axis=1, keepdims=True)
    deviation = np.std(X_train, axis=1, keepdims=True)
    scaled_train = (X_train - mean) / deviation
    scaled_test = (X_test - mean) / deviation
    ### END CODE HERE ###
    return scaled_train, scaled_test


standardize.mistake(
    "test_by_its_own_statistics",
    "`scaled_train` is right, `scaled_test` is not: it is scaled by numbers of its own. Would they be there for a single "
    "new patient, and would they fit what the model has learned?",
    body="""
    mean = np.mean(X_train, axis=1, keepdims=True)
    deviation = np.std(X_train, axis=1, keepdims=True)
    scaled_train = (X_train - mean) / deviation
    mean_test = np.mean(X_test, axis=1, keepdims=True)
    deviation_test = np.std(X_test, axis=1, keepdims=True)
    scaled_test = (X_test - mean_test) / deviation_test
    """,
)
standardize.mistake(
    "statistics_of_both",
    "Mean and deviation are taken over both sets. The test set must not take part in the preparation: "
    "use X_train alone.",
    {
        "np.mean(X_train,": "np.mean(np.hstack([X_train, X_test]),",
        "np.std(X_train,": "np.std(np.hstack([X_train, X_test]),",
    },
)
standardize.mistake(
    "test_not_scaled",
    "`scaled_test` is the test set in its old units. The model learns in the new ones, so the test set needs them too.",
    {"(X_test - mean) / deviation": "X_test"},
)
standardize.mistake(
    "one_mean_for_all",
    "All features share one mean and one deviation. Each feature has its own unit, so it needs its own: "
    "a mean for each row.",
    {
        "np.mean(X_train, axis=1, keepdims=True)": "np.mean(X_train)",
        "np.std(X_train, axis=1, keepdims=True)": "np.std(X_train)",
    },
)
standardize.mistake(
    "precedence",
    "Only the mean is divided by the deviation: `/` goes before `-`. Put the difference in brackets.",
    {"(X_train - mean)": "X_train - mean", "(X_test - mean)": "X_test - mean"},
)
standardize.mistake(
    "one_deviation_for_all",
    "Each feature has a mean of its own, but all share one deviation. Take np.std for each row too.",
    {"np.std(X_train, axis=1, keepdims=True)": "np.std(X_train)"},
)
standardize.mistake(
    "variance",
    "It divides by the variance. The standard deviation is its square root, and has the feature's unit.",
    {"np.std(": "np.var("},
)
standardize.mistake(
    "only_centred",
    "The mean is subtracted, but the features keep their different spreads. Divide by the deviation too.",
    {"(X_train - mean) / deviation": "X_train - mean", "(X_test - mean) / deviation": "X_test - mean"},
)
standardize.mistake(
    "only_scaled",
    "The features are divided by their deviation, but their mean is not 0. Subtract it first.",
    {
        "(X_train - mean) / deviation": "X_train / deviation",
        "(X_test - mean) / deviation": "X_test / deviation",
    },
)
standardize.mistake(
    "sample_deviation",
    "The deviation is off by a factor sqrt(m / (m - 1)): it divides by m - 1. The statement asks for "
    "np.std, which divides by m.",
    {"np.std(X_train, axis=1, keepdims=True)": "np.std(X_train, axis=1, keepdims=True, ddof=1)"},
)
standardize.mistake(
    "minimum_and_range",
    "The features run from 0 to 1: scaled by minimum and range. Here mean and deviation are asked for.",
    {"np.mean(X_train,": "np.min(X_train,", "np.std(X_train,": "np.ptp(X_train,"},
)
standardize.mistake(
    "changes_inputs",
    "The values are right, but `-=` and `/=` write into the caller's arrays. Write X_train - mean, which "
    "makes a new array.",
    body="""
    mean = np.mean(X_train, axis=1, keepdims=True)
    deviation = np.std(X_train, axis=1, keepdims=True)
    scaled_train, scaled_test = X_train, X_test
    scaled_train -= mean
    scaled_train /= deviation
    scaled_test -= mean
    scaled_test /= deviation
    """,
)
standardize.variant(
    "reshaped",
    {
        "np.mean(X_train, axis=1, keepdims=True)": "X_train.mean(axis=1).reshape(-1, 1)",
        "np.std(X_train, axis=1, keepdims=True)": "np.sqrt(X_train.var(1))[:, None]",
    },
)
standardize.variant(
    "inner_function",
    body="""
    mean, deviation = X_train.mean(1, keepdims=True), X_train.std(1, keepdims=True)

    def scaled(X):
        return (X - mean) / deviation

    scaled_train, scaled_test = scaled(X_train), scaled(X_test)
    """,
)
standardize.variant(
    "rows",
    body="""
    scaled_train, scaled_test = np.empty(X_train.shape), np.empty(X_test.shape)
    for j, row in enumerate(X_train):
        scaled_train[j] = (row - row.mean()) / row.std()
        scaled_test[j] = (X_test[j] - row.mean()) / row.std()
    """,
)
