"""The exercise `layer_sizes`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


@exercise(
    points=1,
    hints=(
        "The data fix two of the three sizes; the third is your choice and comes in as an argument.",
        "Examples stand in columns, so what does each row of X stand for, and each row of Y?",
        "X is (n_x, m) and Y is (n_y, m). The first number of a shape counts the rows.",
        "Almost the code: n_x is X.shape[0], n_y is Y.shape[0].",
    ),
)
def layer_sizes(X, Y, n_h):
    """Read the sizes of the three layers off the data.

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    Y : array, shape (n_y, m)
        Labels as columns (n_y is 1 in most of this lesson).
    n_h : int
        The chosen number of hidden units.

    Returns
    -------
    n_x, n_h, n_y : int
        Sizes of the input, hidden and output layer.
    """
    ### START CODE HERE ###
    n_x = X.shape[0]
    n_y = Y.shape[0]
    ### END CODE HERE ###
    return n_x, n_h, n_y


layer_sizes.mistake(
    "counts_examples",
    "Columns were counted. The columns are the examples; the features and the outputs are the rows.",
    {"X.shape[0]": "X.shape[1]", "Y.shape[0]": "Y.shape[1]"},
)
layer_sizes.mistake(
    "examples_as_features",
    "`n_x` counts the examples. Each row of X is one feature.",
    {"X.shape[0]": "X.shape[1]"},
)
layer_sizes.mistake(
    "examples_as_outputs",
    "`n_y` counts the examples. Each row of Y belongs to one output unit.",
    {"Y.shape[0]": "Y.shape[1]"},
)
layer_sizes.mistake(
    "one_output_typed",
    "`n_y` is 1 whatever Y is. Read it off the shape of Y.",
    {"Y.shape[0]": "1"},
)
layer_sizes.mistake(
    "typed_hidden",
    "`n_h` is 4 whatever the caller asked for. Leave the argument as it is.",
    {"    n_y = Y.shape[0]\n": "    n_y = Y.shape[0]\n    n_h = 4\n"},
)
layer_sizes.mistake(
    "all_numbers",
    "`n_x` and `n_y` count every number in the arrays. Count the rows only.",
    {"X.shape[0]": "X.size", "Y.shape[0]": "Y.size"},
)
layer_sizes.variant("len", {"X.shape[0]": "len(X)", "Y.shape[0]": "len(Y)"})
layer_sizes.variant("unpacked", {"n_x = X.shape[0]": "n_x, m = X.shape", "n_y = Y.shape[0]": "n_y, _ = Y.shape"})
