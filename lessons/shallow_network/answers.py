"""Shallow network: references, mistakes with their hints, and variants. Never goes out."""

import numpy as np

from gradschool.bank import Replay, exercise, question
from lessons.shallow_network.toolbox import sigmoid

# ---- tanh_derivative


@exercise(
    points=1,
    hints=(
        "The slope of tanh can be read off its height: it is 1 where tanh is 0, and falls to 0 at both ends.",
        "The argument is already A = tanh(Z). No exponential and no tanh is needed any more.",
        "Element by element, with the shape of A. At A = 1 and at A = -1 the slope is 0.",
        "Almost the code: one minus the square of A.",
    ),
)
def tanh_derivative(A):
    """Compute the slope of tanh from its own values.

    Parameters
    ----------
    A : array of any shape
        Activations A = tanh(Z).

    Returns
    -------
    slope : array, the shape of A
        The derivative of tanh at each Z.
    """
    ### START CODE HERE ###
    slope = 1.0 - A**2
    ### END CODE HERE ###
    return slope


tanh_derivative.mistake(
    "not_squared",
    "This is 1 - A. The slope of tanh is 1 minus the square of A, so it is the same at A and at -A.",
    {"A**2": "A"},
)
tanh_derivative.mistake(
    "tanh_again",
    "tanh was applied a second time. The argument A is tanh(Z) already.",
    {"A**2": "np.tanh(A) ** 2"},
)
tanh_derivative.mistake(
    "tanh_twice",
    "This is the slope of tanh at tanh(A). The argument A is tanh(Z) already, so no tanh is needed any more.",
    {"A**2": "np.tanh(np.tanh(A)) ** 2"},
)
tanh_derivative.mistake(
    "of_sigmoid",
    "A(1 - A) is the slope of the sigmoid. For tanh it is 1 minus the square of A.",
    {"1.0 - A**2": "A * (1.0 - A)"},
)
tanh_derivative.mistake(
    "sign",
    "The sign is turned round: tanh rises everywhere, so its slope is never negative.",
    {"1.0 - A**2": "A**2 - 1.0"},
)
tanh_derivative.mistake(
    "square_only",
    "The square of A is what has to be taken away from 1. At Z = 0, where tanh is steepest, yours is 0.",
    {"1.0 - A**2": "A**2"},
)
tanh_derivative.variant("product", {"A**2": "A * A"})
tanh_derivative.variant("factors", {"1.0 - A**2": "(1 - A) * (1 + A)"})
tanh_derivative.variant("np_square", {"A**2": "np.square(A)"})
tanh_derivative.variant("through_z", {"1.0 - A**2": "1 / np.cosh(np.arctanh(A)) ** 2"})

# ---- leaky_relu


@exercise(
    points=1,
    hints=(
        "Above zero nothing happens to a score. Below zero it is made smaller, and it keeps its sign.",
        "np.where(condition, a, b) takes a where the condition holds and b elsewhere.",
        "Z keeps its shape, and the caller's Z stays as it is: make a new array.",
        "Almost the code: where Z is above 0 take Z, elsewhere slope times Z.",
    ),
)
def leaky_relu(Z, slope):
    """Keep positive scores, shrink negative ones, element by element.

    Parameters
    ----------
    Z : array of any shape
        Scores.
    slope : float
        Factor for negative scores, between 0 and 1.

    Returns
    -------
    A : array, the shape of Z
        Z where Z is positive, slope * Z elsewhere.
    """
    ### START CODE HERE ###
    A = np.where(Z > 0, Z, slope * Z)
    ### END CODE HERE ###
    return A


leaky_relu.mistake(
    "plain_relu",
    "Negative scores become 0. That is the plain ReLU; the leaky one lets slope * Z through.",
    {"slope * Z)": "0.0)"},
)
leaky_relu.mistake(
    "fixed_slope",
    "Negative scores are multiplied by 0.01 whatever `slope` is. Use the argument.",
    {"slope * Z": "0.01 * Z"},
)
leaky_relu.mistake(
    "constant_below",
    "All negative scores become the same number, `slope` itself. Multiply the score by it.",
    {"slope * Z": "slope"},
)
leaky_relu.mistake(
    "sides_swapped",
    "The two sides are exchanged: positive scores are shrunk and negative ones are kept.",
    {"Z > 0": "Z < 0"},
)
leaky_relu.mistake(
    "in_place",
    "The values are right, but they were written into the caller's Z. Make a new array, or copy first.",
    body="""
    Z[Z < 0] *= slope
    A = Z
    """,
)
leaky_relu.mistake(
    "positive_below",
    "Negative scores come out positive. slope * Z has the sign of Z.",
    {"slope * Z": "-slope * Z"},
)
leaky_relu.mistake(
    "cut_at_slope",
    "Scores between 0 and `slope` are treated as negative. The bend is at 0; `slope` is only the factor below it.",
    {"Z > 0": "Z > slope"},
)
leaky_relu.variant("maximum", {"np.where(Z > 0, Z, slope * Z)": "np.maximum(Z, slope * Z)"})
leaky_relu.variant("two_parts", {"np.where(Z > 0, Z, slope * Z)": "np.maximum(Z, 0) + slope * np.minimum(Z, 0)"})
leaky_relu.variant("mask", {"np.where(Z > 0, Z, slope * Z)": "Z * ((Z > 0) + slope * (Z <= 0))"})
leaky_relu.variant(
    "copied",
    body="""
    A = np.array(Z)
    A[A < 0] *= slope
    """,
)
leaky_relu.same("A = np.where(Z > 0, Z, slope * Z): > -> >=", "at Z = 0 both sides are 0")

# ---- leaky_relu_derivative


@exercise(
    points=1,
    hints=(
        "The function is made of two straight lines. What is the slope of each?",
        "The same np.where as before, with the slopes in place of the values.",
        "The result has the shape of Z and holds two different numbers only.",
        "Almost the code: where Z is above 0 take 1, elsewhere slope.",
    ),
)
def leaky_relu_derivative(Z, slope):
    """Compute the derivative of leaky_relu at each score.

    Parameters
    ----------
    Z : array of any shape
        Scores (before the activation).
    slope : float
        Factor for negative scores, between 0 and 1.

    Returns
    -------
    derivative : array, the shape of Z
        The slope of the line on which each score lies; at Z = 0 either of the two.
    """
    ### START CODE HERE ###
    derivative = np.where(Z > 0, 1.0, slope)
    ### END CODE HERE ###
    return derivative


leaky_relu_derivative.mistake(
    "slope_forgotten",
    "It is 0 for negative scores, as for the plain ReLU. The leaky one still rises there, with `slope`.",
    {"1.0, slope": "1.0, 0.0"},
)
leaky_relu_derivative.mistake(
    "one_everywhere",
    "It is 1 everywhere. For negative scores the line is flatter.",
    {"1.0, slope": "1.0, 1.0"},
)
leaky_relu_derivative.mistake(
    "values",
    "These are the function's values, not its slopes: Z must not appear in the result, only in the condition.",
    {"1.0, slope": "Z, slope * Z"},
)
leaky_relu_derivative.mistake(
    "fixed_slope",
    "The slope below zero is 0.01 whatever the argument `slope` is.",
    {"1.0, slope": "1.0, 0.01"},
)
leaky_relu_derivative.mistake(
    "sides_swapped",
    "The two slopes are exchanged: 1 belongs to the positive scores.",
    {"Z > 0": "Z < 0"},
)
leaky_relu_derivative.mistake(
    "times_z_below",
    "Below zero you return slope * Z, the value. The derivative of slope * Z with respect to Z is a constant.",
    {"1.0, slope": "1.0, slope * Z"},
)
leaky_relu_derivative.mistake(
    "minus_slope",
    "Below zero the derivative came out negative. The line slope * Z rises from left to right.",
    {"1.0, slope": "1.0, -slope"},
)
leaky_relu_derivative.mistake(
    "switch_at_one",
    "Some scores between 0 and 1 are treated as negative. The bend is at 0.",
    {"Z > 0": "Z > 1"},
)
leaky_relu_derivative.mistake(
    "cut_at_slope",
    "Scores between 0 and `slope` are treated as negative. The bend is at 0; `slope` is only the value below it.",
    {"Z > 0": "Z > slope"},
)
leaky_relu_derivative.variant("masks", {"np.where(Z > 0, 1.0, slope)": "(Z > 0) + slope * (Z <= 0)"})
leaky_relu_derivative.variant("at_least", {"Z > 0": "Z >= 0"})
leaky_relu_derivative.variant(
    "filled",
    body="""
    derivative = np.ones(Z.shape)
    derivative[Z < 0] = slope
    """,
)
leaky_relu_derivative.same(
    "derivative = np.where(Z > 0, 1.0, slope): > -> >=", "at Z = 0 there is no one slope; either is right"
)

# ---- layer_sizes


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

# ---- initialize_parameters


@exercise(
    points=2,
    hints=(
        "Weights start small and all different, so that each hidden unit can become something of its own. Biases can start at 0.",
        "rng.standard_normal(shape) draws an array of numbers with mean 0 and standard deviation 1. Scale them down.",
        "A weight matrix has one row for each unit of its layer and one column for each unit before it: W1 is (n_h, n_x).",
        "Almost the code: W1 is 0.01 times standard normal numbers of shape (n_h, n_x), b1 is zeros of shape (n_h, 1); "
        "the same again for the output layer with n_y and n_h.",
    ),
)
def initialize_parameters(n_x, n_h, n_y, rng):
    """Draw the start of gradient descent: small random weights, biases of zero.

    Parameters
    ----------
    n_x, n_h, n_y : int
        Sizes of the input, hidden and output layer.
    rng : numpy.random.Generator
        Every draw comes from it.

    Returns
    -------
    parameters : dict
        "W1" (n_h, n_x) and "W2" (n_y, n_h), normal numbers with mean 0 and standard deviation 0.01;
        "b1" (n_h, 1) and "b2" (n_y, 1), zeros.
    """
    ### START CODE HERE ###
    W1 = 0.01 * rng.standard_normal((n_h, n_x))
    b1 = np.zeros((n_h, 1))
    W2 = 0.01 * rng.standard_normal((n_y, n_h))
    b2 = np.zeros((n_y, 1))
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


initialize_parameters.mistake(
    "zeros",
    "All weights are 0. Then the hidden activations are 0, both weight gradients are 0, and the weights never move: a dead start.",
    {
        "0.01 * rng.standard_normal((n_h, n_x))": "np.zeros((n_h, n_x))",
        "0.01 * rng.standard_normal((n_y, n_h))": "np.zeros((n_y, n_h))",
    },
)
initialize_parameters.mistake(
    "constant",
    "All weights are equal. Every hidden unit then gets the same gradient, and they stay copies of one another for ever.",
    {
        "0.01 * rng.standard_normal((n_h, n_x))": "0.01 * np.ones((n_h, n_x))",
        "0.01 * rng.standard_normal((n_y, n_h))": "0.01 * np.ones((n_y, n_h))",
    },
)
initialize_parameters.mistake(
    "w1_zeros",
    "W1 is all zeros: the hidden units all start as the same unit. Only the biases may start at zero.",
    {"0.01 * rng.standard_normal((n_h, n_x))": "np.zeros((n_h, n_x))"},
)
initialize_parameters.mistake(
    "not_small",
    "The weights have standard deviation 1; 0.01 is asked for. Large scores put tanh where it is flat, and learning starts slowly.",
    {"W1 = 0.01 * rng": "W1 = rng", "W2 = 0.01 * rng": "W2 = rng"},
)
initialize_parameters.mistake(
    "all_positive",
    "The weights are all positive: uniform numbers from 0 to 1 were drawn. Draw normal ones, with mean 0.",
    {
        "rng.standard_normal((n_h, n_x))": "rng.random((n_h, n_x))",
        "rng.standard_normal((n_y, n_h))": "rng.random((n_y, n_h))",
    },
)
initialize_parameters.mistake(
    "transposed",
    "The weight matrices lie on their side. The rows of W1 are the hidden units: (n_h, n_x), so that W1 @ X fits.",
    {"(n_h, n_x)": "(n_x, n_h)", "(n_y, n_h)": "(n_h, n_y)"},
)
initialize_parameters.mistake(
    "flat_biases",
    "The biases are flat arrays. Make them columns, (n_h, 1) and (n_y, 1): a flat (n_h,) is added along the wrong axis.",
    {"np.zeros((n_h, 1))": "np.zeros(n_h)", "np.zeros((n_y, 1))": "np.zeros(n_y)"},
)
initialize_parameters.mistake(
    "random_biases",
    "The biases are random. Zeros are asked for: the weights are enough to make the units different.",
    {
        "np.zeros((n_h, 1))": "0.01 * rng.standard_normal((n_h, 1))",
        "np.zeros((n_y, 1))": "0.01 * rng.standard_normal((n_y, 1))",
    },
)
initialize_parameters.mistake(
    "own_seed",
    "Two calls give the same weights: a seed is set inside. Draw from the `rng` that is passed in, as it is.",
    {"    W1 = 0.01": "    rng = np.random.default_rng(1)\n    W1 = 0.01"},
)
initialize_parameters.mistake(
    "global_draws",
    "The weights do not come from the `rng` that is passed in: with two equal generators they differ, so a run cannot be repeated.",
    {
        "W1 = 0.01 * rng.standard_normal((n_h, n_x))": "W1 = 0.01 * np.random.randn(n_h, n_x)",
        "W2 = 0.01 * rng.standard_normal((n_y, n_h))": "W2 = 0.01 * np.random.randn(n_y, n_h)",
    },
)
initialize_parameters.mistake(
    "rows_alike",
    "Every hidden unit has the same row of weights, so all of them stay copies of one another. Draw n_h times n_x numbers.",
    {"0.01 * rng.standard_normal((n_h, n_x))": "np.tile(0.01 * rng.standard_normal((1, n_x)), (n_h, 1))"},
)
initialize_parameters.variant(
    "output_first",
    body="""
    b2 = np.zeros((n_y, 1))
    W2 = rng.standard_normal((n_y, n_h)) / 100
    b1 = np.zeros((n_h, 1))
    W1 = rng.standard_normal((n_h, n_x)) / 100
    """,
)
initialize_parameters.variant(
    "normal",
    {
        "0.01 * rng.standard_normal((n_h, n_x))": "rng.normal(0.0, 0.01, (n_h, n_x))",
        "0.01 * rng.standard_normal((n_y, n_h))": "rng.normal(scale=0.01, size=(n_y, n_h))",
    },
)
initialize_parameters.variant(
    "one_draw",
    body="""
    drawn = 0.01 * rng.standard_normal(n_h * (n_x + n_y))
    W1, W2 = drawn[: n_h * n_x].reshape(n_h, n_x), drawn[n_h * n_x :].reshape(n_y, n_h)
    b1, b2 = np.zeros((n_h, 1)), np.zeros((n_y, 1))
    """,
)
initialize_parameters.variant(
    "uniform_of_the_same_width",
    {
        "0.01 * rng.standard_normal((n_h, n_x))": "rng.uniform(-0.01, 0.01, (n_h, n_x)) * 3**0.5",
        "0.01 * rng.standard_normal((n_y, n_h))": "rng.uniform(-0.01, 0.01, (n_y, n_h)) * 3**0.5",
    },
)

# ---- forward_propagation


@exercise(
    points=4,
    hints=(
        "Each layer does the same two things: add up the weighted inputs plus a bias, then bend the result.",
        "Adding up is a matrix product, W1 @ X. Bending is element by element: np.tanh for the hidden layer, sigmoid for the output.",
        "W1 (n_h, n_x) @ X (n_x, m) is (n_h, m); b1 (n_h, 1) is added to each of its columns. The output layer reads A1, not X.",
        "Almost the code: Z1 = W1 @ X + b1; A1 = tanh of Z1; Z2 = W2 @ A1 + b2; A2 = sigmoid of Z2.",
    ),
)
def forward_propagation(X, parameters):
    """Compute the network's output, and keep what the way back needs.

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    parameters : dict
        "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h), "b2" (n_y, 1).

    Returns
    -------
    A2 : array, shape (n_y, m)
        Probabilities: the sigmoid of the output scores.
    cache : dict
        "Z1" and "A1" (n_h, m), scores and tanh activations of the hidden layer; "Z2" and "A2" (n_y, m).
    """
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    ### START CODE HERE ###
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    ### END CODE HERE ###
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


forward_propagation.mistake(
    "no_hidden_activation",
    "A1 equals Z1: the hidden layer is not bent. Without tanh, two layers are no more than one.",
    {"np.tanh(Z1)": "Z1"},
)
forward_propagation.mistake(
    "no_output_activation",
    "A2 equals Z2: these are scores. A probability is the sigmoid of the score.",
    {"sigmoid(Z2)": "Z2"},
)
forward_propagation.mistake(
    "sigmoid_hidden",
    "The hidden layer uses the sigmoid. This network bends its hidden scores with tanh.",
    {"np.tanh(Z1)": "sigmoid(Z1)"},
)
forward_propagation.mistake(
    "tanh_output",
    "The output uses tanh, which runs from -1 to 1. A probability needs the sigmoid.",
    {"sigmoid(Z2)": "np.tanh(Z2)"},
)
forward_propagation.mistake(
    "relu_hidden",
    "The hidden layer uses ReLU. This network bends its hidden scores with tanh.",
    {"np.tanh(Z1)": "np.maximum(Z1, 0)"},
)
forward_propagation.mistake(
    "output_reads_scores",
    "The output layer reads Z1. It should read what the hidden units pass on, A1.",
    {"W2 @ A1": "W2 @ Z1"},
)
forward_propagation.mistake(
    "no_hidden_bias",
    "Z1 lacks its bias: your values are those of b1 = 0.",
    {"W1 @ X + b1": "W1 @ X"},
)
forward_propagation.mistake(
    "no_output_bias",
    "Z2 lacks its bias: your values are those of b2 = 0.",
    {"W2 @ A1 + b2": "W2 @ A1"},
)
forward_propagation.mistake(
    "no_biases",
    "Both biases are missing: your values are those of b1 = 0 and b2 = 0.",
    {"W1 @ X + b1": "W1 @ X", "W2 @ A1 + b2": "W2 @ A1"},
)
forward_propagation.mistake(
    "activation_before_bias",
    "The bias is added after tanh. It belongs to the score, inside the bracket.",
    {"W1 @ X + b1": "W1 @ X", "np.tanh(Z1)": "np.tanh(Z1) + b1"},
)
forward_propagation.mistake(
    "elementwise",
    "W1 * X multiplies element by element, and these shapes do not fit. The weighted sum over the features is W1 @ X.",
    {"W1 @ X": "W1 * X"},
)
forward_propagation.mistake(
    "input_transposed",
    "X was transposed. Its columns are the examples, so W1 @ X fits as it is.",
    {"W1 @ X": "W1 @ X.T"},
)
forward_propagation.mistake(
    "scores_kept_as_activations",
    "A2 is right, but the cache holds the scores Z1 under the name A1. The way back needs the activations.",
    {'"A1": A1': '"A1": Z1'},
)
forward_propagation.mistake(
    "decisions",
    "A2 holds decisions, 0 or 1. Keep the probabilities here; `predict` decides later.",
    {"A2 = sigmoid(Z2)": "A2 = (sigmoid(Z2) > 0.5).astype(float)"},
)
forward_propagation.variant("np_dot", {"W1 @ X": "np.dot(W1, X)", "W2 @ A1": "np.dot(W2, A1)"})
forward_propagation.variant("einsum", {"W1 @ X": 'np.einsum("hx,xm->hm", W1, X)'})
forward_propagation.variant("matmul", {"W2 @ A1 + b2": "np.add(np.matmul(W2, A1), b2)"})
forward_propagation.variant("tanh_by_sigmoid", {"np.tanh(Z1)": "2 * sigmoid(2 * Z1) - 1"})
forward_propagation.variant(
    "loop",
    body="""
    Z1, A1 = np.zeros((W1.shape[0], X.shape[1])), np.zeros((W1.shape[0], X.shape[1]))
    Z2 = np.zeros((W2.shape[0], X.shape[1]))
    for i in range(X.shape[1]):
        Z1[:, [i]] = W1 @ X[:, [i]] + b1
        A1[:, [i]] = np.tanh(Z1[:, [i]])
        Z2[:, [i]] = W2 @ A1[:, [i]] + b2
    A2 = 1 / (1 + np.exp(-Z2))
    """,
)

# ---- compute_cost


@exercise(
    points=2,
    hints=(
        "It is the log-loss of lesson 1: what matters is the probability that was given to the true label.",
        "np.log(0) is minus infinity, and 0 times infinity is nan. Keep the probabilities a hair away from 0 and from 1.",
        "A2 and Y are both (1, m); multiply them element by element, and return one plain number, the mean.",
        "Almost the code: clip A2 to 1e-15 .. 1 - 1e-15; return minus the mean of Y log A2 + (1 - Y) log(1 - A2).",
    ),
)
def compute_cost(A2, Y):
    """Compute the mean log-loss.

    Parameters
    ----------
    A2 : array, shape (1, m)
        Probabilities of class 1; they may be exactly 0 or 1, where the example costs 0 if that is right.
    Y : array, shape (1, m)
        Labels, 0. or 1.

    Returns
    -------
    cost : float
        Mean log-loss over the m examples; always a finite number if sure predictions are right.
    """
    ### START CODE HERE ###
    A2 = np.clip(A2, 1e-15, 1.0 - 1e-15)
    cost = -np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))
    ### END CODE HERE ###
    return cost


compute_cost.mistake(
    "nan_when_sure",
    "The cost is nan where a probability is exactly 0 or 1: 0 * log(0) gives nan. Clip A2 a hair away from both ends first.",
    body="""
    cost = -np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))
    """,
)
compute_cost.mistake(
    "sign",
    "The cost is negative. The logarithm of a probability is negative, so a minus belongs in front.",
    {"-np.mean": "np.mean"},
)
compute_cost.mistake(
    "no_negative_term",
    "Only examples of class 1 are counted. Those with Y = 0 have a term of their own.",
    {" + (1.0 - Y) * np.log(1.0 - A2)": ""},
)
compute_cost.mistake(
    "minus_between_terms",
    "The two terms are subtracted from each other. Each example has one of the two; add them.",
    {" + (1.0 - Y) *": " - (1.0 - Y) *"},
)
compute_cost.mistake(
    "not_averaged",
    "The cost is a sum over the examples, m times too large. Take the mean.",
    {"np.mean(": "np.sum("},
)
compute_cost.mistake(
    "log10",
    "The logarithms are to base 10. The course uses the natural logarithm, np.log.",
    {"np.log(A2)": "np.log10(A2)", "np.log(1.0 - A2)": "np.log10(1.0 - A2)"},
)
compute_cost.mistake(
    "squared_error",
    "This is the mean squared error. The cost of a probability is the log-loss.",
    {"-np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))": "np.mean((A2 - Y) ** 2)"},
)
compute_cost.mistake(
    "same_log_twice",
    "Both terms use log(A2). An example with Y = 0 is judged by the probability of class 0, which is 1 - A2.",
    {"np.log(1.0 - A2)": "np.log(A2)"},
)
compute_cost.mistake(
    "clipped_hard",
    "The probabilities are clipped far from 0 and 1, which changes the cost. A distance of 1e-15 is enough.",
    {"np.clip(A2, 1e-15, 1.0 - 1e-15)": "np.clip(A2, 0.1, 0.9)"},
)
compute_cost.mistake(
    "clips_in_place",
    "The values are right, but the 0s and 1s were replaced in the caller's A2. np.clip makes a new array.",
    body="""
    A2[A2 == 0] = 1e-15
    A2[A2 == 1] = 1.0 - 1e-15
    cost = -np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))
    """,
)
compute_cost.mistake(
    "in_a_box",
    "The number is right, but it stands inside a (1, 1) array. A product of matrices does that; .item() takes it out.",
    {
        "-np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))": "-(Y @ np.log(A2).T + (1.0 - Y) @ np.log(1.0 - A2).T) / Y.shape[1]"
    },
)
compute_cost.mistake(
    "half",
    "The cost is half of what it should be. The log-loss has no factor 1/2; that belongs to the squared error.",
    {"-np.mean": "-0.5 * np.mean"},
)
compute_cost.variant(
    "true_label_only",
    body="""
    P = np.where(Y == 1, A2, 1 - A2)
    cost = -np.sum(np.log(P)) / Y.shape[1]
    """,
)
compute_cost.variant("clip_wider", {"1e-15, 1.0 - 1e-15": "1e-12, 1 - 1e-12"})
compute_cost.variant(
    "add_epsilon",
    body="""
    cost = -(Y * np.log(A2 + 1e-14) + (1 - Y) * np.log(1 - A2 + 1e-14)).sum() / A2.shape[1]
    """,
)
compute_cost.variant(
    "by_products",
    {
        "-np.mean(Y * np.log(A2) + (1.0 - Y) * np.log(1.0 - A2))": "(-(Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T) / Y.shape[1]).item()"
    },
)
compute_cost.variant(
    "loop",
    body="""
    cost = 0.0
    for a, y in zip(A2[0], Y[0]):
        p = a if y == 1 else 1 - a
        cost -= np.log(p) / Y.shape[1]
    """,
)

# ---- backward_propagation


@exercise(
    points=8,
    uses=("tanh_derivative",),
    hints=(
        "Start at the output and go back: first dZ2, then what belongs to layer 2, then dZ1, then what belongs to layer 1.",
        "dZ2 is A2 - Y. To pass the tanh, multiply element by element with its slope, which you wrote as tanh_derivative.",
        "dW has the shape of W: dZ2 (n_y, m) @ A1.T (m, n_h) is (n_y, n_h). db adds up each row and stays a column. "
        "W2.T (n_h, n_y) @ dZ2 (n_y, m) is (n_h, m), like Z1.",
        "Almost the code: dZ2 = A2 - Y; dW2 = dZ2 @ A1.T over m; db2 = row sums of dZ2 over m, keepdims; "
        "dZ1 = (W2.T @ dZ2) * tanh_derivative(A1); dW1 = dZ1 @ X.T over m; db1 like db2.",
    ),
)
def backward_propagation(parameters, cache, X, Y):
    """Compute the gradient of the cost, layer by layer from the output back.

    Parameters
    ----------
    parameters : dict
        "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h), "b2" (n_y, 1).
    cache : dict
        "Z1", "A1" (n_h, m) and "Z2", "A2" (n_y, m), as forward_propagation kept them.
    X, Y : arrays, shapes (n_x, m) and (n_y, m)
        Examples and labels as columns.

    Returns
    -------
    gradients : dict
        "dW1", "db1", "dW2", "db2", each with the shape of its parameter.
    """
    m = X.shape[1]
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    ### START CODE HERE ###
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (W2.T @ dZ2) * tanh_derivative(A1)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    ### END CODE HERE ###
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


backward_propagation.mistake(
    "slope_of_z_squared",
    "The slope of tanh was computed from the score: 1 - Z1². It is 1 - A1², made of the activations.",
    {"tanh_derivative(A1)": '(1.0 - cache["Z1"] ** 2)'},
)
backward_propagation.mistake(
    "slope_not_squared",
    "The slope of tanh was taken as 1 - A1. The activation has to be squared.",
    {"tanh_derivative(A1)": "(1.0 - A1)"},
)
backward_propagation.mistake(
    "no_slope",
    "dW1 and db1 are those of a hidden layer without tanh. On the way back through tanh, each signal is multiplied by the slope there.",
    {" * tanh_derivative(A1)": ""},
)
backward_propagation.mistake(
    "sigmoid_slope_hidden",
    "The hidden layer was treated as a sigmoid, with the slope A1(1 - A1). This network's hidden layer is tanh.",
    {"tanh_derivative(A1)": "(A1 * (1.0 - A1))"},
)
backward_propagation.mistake(
    "matrix_product_for_slope",
    "The slope was joined by a matrix product. It acts on each number for itself: use `*`.",
    {" * tanh_derivative(A1)": " @ tanh_derivative(A1)"},
)
backward_propagation.mistake(
    "elementwise_back_through_w2",
    "W2.T * dZ2 multiplies element by element. Each hidden unit collects signals from all outputs: a matrix product, `@`.",
    {"W2.T @ dZ2": "W2.T * dZ2"},
)
backward_propagation.mistake(
    "w2_not_transposed",
    "W2 stands there as on the way forward. On the way back it is transposed: W2.T @ dZ2.",
    {"W2.T @ dZ2": "W2 @ dZ2"},
)
backward_propagation.mistake(
    "dot_for_slope",
    "np.dot of two matrices is a matrix product. The slope acts on each number for itself: use `*`.",
    {"(W2.T @ dZ2) * tanh_derivative(A1)": "np.dot(W2.T @ dZ2, tanh_derivative(A1))"},
)
backward_propagation.mistake(
    "w2_not_transposed_in_dot",
    "W2 stands there as on the way forward. On the way back it is transposed: np.dot(W2.T, dZ2).",
    {"W2.T @ dZ2": "np.dot(W2, dZ2)"},
)
backward_propagation.mistake(
    "gradient_for_weight",
    "dZ1 was formed with dW2. The signal goes back through the weights themselves, W2.",
    {"W2.T @ dZ2": "dW2.T @ dZ2"},
)
backward_propagation.mistake(
    "signal_carries_mean",
    "All four gradients are m times too small: dZ2 was divided by m, and the gradients once more. Divide in dW and db only.",
    {"dZ2 = A2 - Y": "dZ2 = (A2 - Y) / m"},
)
backward_propagation.mistake(
    "no_mean",
    "All four gradients are sums over the examples, m times too large. The cost is a mean; divide by m.",
    {
        "A1.T / m": "A1.T",
        "X.T / m": "X.T",
        "np.sum(dZ2, axis=1, keepdims=True) / m": "np.sum(dZ2, axis=1, keepdims=True)",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "np.sum(dZ1, axis=1, keepdims=True)",
    },
)
backward_propagation.mistake(
    "no_mean_in_weights",
    "dW1 and dW2 are m times too large, while db1 and db2 are right. The mean is taken in all four.",
    {"A1.T / m": "A1.T", "X.T / m": "X.T"},
)
backward_propagation.mistake(
    "no_mean_in_biases",
    "db1 and db2 are m times too large, while dW1 and dW2 are right. The mean is taken in all four.",
    {
        "np.sum(dZ2, axis=1, keepdims=True) / m": "np.sum(dZ2, axis=1, keepdims=True)",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "np.sum(dZ1, axis=1, keepdims=True)",
    },
)
backward_propagation.mistake(
    "divided_by_features",
    "The mean is taken over n_x, the number of features. It goes over the examples, the columns of X.",
    {"### START CODE HERE ###\n": "### START CODE HERE ###\n    m = X.shape[0]\n"},
)
backward_propagation.mistake(
    "biases_not_columns",
    "db1 and db2 are flat arrays. With keepdims=True they stay columns; a (4, 1) minus a flat (4,) becomes (4, 4).",
    {
        "np.sum(dZ2, axis=1, keepdims=True)": "np.sum(dZ2, axis=1)",
        "np.sum(dZ1, axis=1, keepdims=True)": "np.sum(dZ1, axis=1)",
    },
)
backward_propagation.mistake(
    "biases_summed_over_units",
    "db1 and db2 were added up over the units, one number for each example. Each unit has a bias of its own: add along the row.",
    {"np.sum(dZ2, axis=1": "np.sum(dZ2, axis=0", "np.sum(dZ1, axis=1": "np.sum(dZ1, axis=0"},
)
backward_propagation.mistake(
    "one_number_for_all_biases",
    "db1 and db2 are single numbers, summed over units and examples. NumPy would spread one over all units without complaint. Sum each row apart.",
    {"np.sum(dZ2, axis=1, keepdims=True)": "np.sum(dZ2)", "np.sum(dZ1, axis=1, keepdims=True)": "np.sum(dZ1)"},
)
backward_propagation.mistake(
    "all_biases_equal",
    "Every entry of db1 is the same: the sum went over the units too, and was spread over all of them. Each unit's own row is its gradient.",
    {"db1 = np.sum(dZ1, axis=1, keepdims=True) / m": "db1 = np.full((dZ1.shape[0], 1), np.sum(dZ1)) / m"},
)
backward_propagation.mistake(
    "output_signal_in_first_layer",
    "dW1 was formed with dZ2. The first layer's gradient is made of the first layer's signal, dZ1.",
    {"dZ1 @ X.T": "dZ2 @ X.T"},
)
backward_propagation.mistake(
    "output_signal_in_first_bias",
    "db1 was formed with dZ2. The first layer's gradient is made of the first layer's signal, dZ1.",
    {"np.sum(dZ1, axis=1": "np.sum(dZ2, axis=1"},
)
backward_propagation.mistake(
    "sign",
    "All four gradients point the other way. The output signal is A2 - Y, prediction minus label.",
    {"dZ2 = A2 - Y": "dZ2 = Y - A2"},
)
backward_propagation.mistake(
    "output_slope_kept",
    "dZ2 carries an extra factor A2(1 - A2). With the log-loss the sigmoid's slope has cancelled.",
    {"dZ2 = A2 - Y": "dZ2 = (A2 - Y) * A2 * (1.0 - A2)"},
)
backward_propagation.mistake(
    "scores_into_dw2",
    "dW2 was formed with Z1. The output layer's input is A1, and a layer's gradient is made with its input.",
    {"dZ2 @ A1.T": 'dZ2 @ cache["Z1"].T'},
)
backward_propagation.mistake(
    "hidden_into_dw1",
    "dW1 was formed with A1. The hidden layer's input is X, and a layer's gradient is made with its input.",
    {"dZ1 @ X.T": "dZ1 @ A1.T"},
)
backward_propagation.mistake(
    "transposed",
    "dW1 and dW2 are transposed. Each has the shape of its weights: signal @ input.T.",
    {"dZ2 @ A1.T": "A1 @ dZ2.T", "dZ1 @ X.T": "X @ dZ1.T"},
)
backward_propagation.mistake(
    "tanh_slope_at_output",
    "dZ2 was multiplied by a tanh slope. The output layer is a sigmoid under a log-loss, and its signal is A2 - Y.",
    {"dZ2 = A2 - Y": "dZ2 = (A2 - Y) * tanh_derivative(A2)"},
)
backward_propagation.variant(
    "np_dot",
    {"dZ2 @ A1.T": "np.dot(dZ2, A1.T)", "W2.T @ dZ2": "np.dot(W2.T, dZ2)", "dZ1 @ X.T": "np.dot(dZ1, X.T)"},
)
backward_propagation.variant(
    "means",
    {
        "np.sum(dZ2, axis=1, keepdims=True) / m": "dZ2.mean(axis=1, keepdims=True)",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "np.mean(dZ1, axis=1).reshape(-1, 1)",
    },
)
backward_propagation.variant("inline_slope", {"tanh_derivative(A1)": "(1 - np.power(A1, 2))"})
backward_propagation.variant(
    "einsum",
    {"dZ2 @ A1.T / m": 'np.einsum("om,hm->oh", dZ2, A1) / m', "(W2.T @ dZ2)": 'np.einsum("oh,om->hm", W2, dZ2)'},
)
backward_propagation.variant(
    "mean_signal",
    body="""
    d2 = (A2 - Y) / m
    d1 = (W2.T @ d2) * (1 - A1 * A1)
    dW2, db2 = d2 @ A1.T, d2.sum(axis=1, keepdims=True)
    dW1, db1 = d1 @ X.T, d1.sum(axis=1, keepdims=True)
    """,
)
backward_propagation.variant(
    "ones_column",
    {
        "np.sum(dZ2, axis=1, keepdims=True)": "dZ2 @ np.ones((m, 1))",
        "np.sum(dZ1, axis=1, keepdims=True)": "dZ1 @ np.ones((m, 1))",
    },
)
backward_propagation.variant(
    "loop",
    body="""
    dW1, db1 = np.zeros(parameters["W1"].shape), np.zeros(parameters["b1"].shape)
    dW2, db2 = np.zeros(W2.shape), np.zeros(parameters["b2"].shape)
    for i in range(m):
        x, a1 = X[:, [i]], A1[:, [i]]
        d2 = A2[:, [i]] - Y[:, [i]]
        d1 = W2.T @ d2 * tanh_derivative(a1)
        dW2 += d2 @ a1.T / m
        db2 += d2 / m
        dW1 += d1 @ x.T / m
        db1 += d1 / m
    """,
)
backward_propagation.variant(
    "forward_again",
    body="""
    A1 = np.tanh(parameters["W1"] @ X + parameters["b1"])
    d2 = sigmoid(W2 @ A1 + parameters["b2"]) - Y
    d1 = W2.T @ d2 / np.cosh(parameters["W1"] @ X + parameters["b1"]) ** 2
    dW2, db2 = d2 @ A1.T / m, np.sum(d2, axis=1, keepdims=True) / m
    dW1, db1 = d1 @ X.T / m, np.sum(d1, axis=1, keepdims=True) / m
    """,
)

# ---- update_parameters


@exercise(
    points=2,
    hints=(
        "One step of gradient descent, as in lesson 1, for each of the four parameters.",
        'Each parameter has its gradient under the same name with a "d" in front: "W1" and "dW1".',
        "New arrays in a new dict; each keeps its shape. A statement such as W -= ... would write into the caller's array.",
        "Almost the code: W1 is the old W1 minus learning_rate times dW1, and so on for b1, W2 and b2.",
    ),
)
def update_parameters(parameters, gradients, learning_rate):
    """Take one step of gradient descent.

    Parameters
    ----------
    parameters : dict
        "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h), "b2" (n_y, 1); left unchanged.
    gradients : dict
        "dW1", "db1", "dW2", "db2", with the same shapes.
    learning_rate : float
        Length of a step, relative to the gradient.

    Returns
    -------
    parameters : dict
        A new dict with new arrays "W1", "b1", "W2", "b2".
    """
    ### START CODE HERE ###
    W1 = parameters["W1"] - learning_rate * gradients["dW1"]
    b1 = parameters["b1"] - learning_rate * gradients["db1"]
    W2 = parameters["W2"] - learning_rate * gradients["dW2"]
    b2 = parameters["b2"] - learning_rate * gradients["db2"]
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


update_parameters.mistake(
    "uphill",
    "The step goes with the gradient, up the slope. Subtract it.",
    {'["W1"] - ': '["W1"] + ', '["b1"] - ': '["b1"] + ', '["W2"] - ': '["W2"] + ', '["b2"] - ': '["b2"] + '},
)
update_parameters.mistake(
    "in_place",
    "The values are right, but the caller's `parameters` was changed: by `-=` on its arrays, or by putting new arrays into it. Build a new dict.",
    body="""
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    W1 -= learning_rate * gradients["dW1"]
    b1 -= learning_rate * gradients["db1"]
    W2 -= learning_rate * gradients["dW2"]
    b2 -= learning_rate * gradients["db2"]
    """,
)
update_parameters.mistake(
    "biases_stay",
    "b1 and b2 did not move. They take the same kind of step, with db1 and db2.",
    {
        'parameters["b1"] - learning_rate * gradients["db1"]': 'parameters["b1"]',
        'parameters["b2"] - learning_rate * gradients["db2"]': 'parameters["b2"]',
    },
)
update_parameters.mistake(
    "fixed_learning_rate",
    "The step has the length 0.01 whatever `learning_rate` is. Use the argument.",
    {"### START CODE HERE ###\n": "### START CODE HERE ###\n    learning_rate = 0.01\n"},
)
update_parameters.mistake(
    "no_learning_rate",
    "The whole gradient is subtracted. Multiply it by the learning rate first.",
    {"### START CODE HERE ###\n": "### START CODE HERE ###\n    learning_rate = 1.0\n"},
)
update_parameters.mistake(
    "divided",
    "The gradient is divided by the learning rate. Multiply: a small rate means a small step.",
    {"### START CODE HERE ###\n": "### START CODE HERE ###\n    learning_rate = 1.0 / learning_rate\n"},
)
update_parameters.mistake(
    "step_only",
    "These are the steps alone. Take each one away from its parameter.",
    {'parameters["W1"] - ': "-", 'parameters["b1"] - ': "-", 'parameters["W2"] - ': "-", 'parameters["b2"] - ': "-"},
)
update_parameters.mistake(
    "shrinks_parameters",
    "The parameters were multiplied by 1 - learning_rate * gradient. The step is subtracted, it is no factor.",
    {
        'parameters["W1"] - learning_rate * gradients["dW1"]': 'parameters["W1"] * (1 - learning_rate * gradients["dW1"])',
        'parameters["b1"] - learning_rate * gradients["db1"]': 'parameters["b1"] * (1 - learning_rate * gradients["db1"])',
        'parameters["W2"] - learning_rate * gradients["dW2"]': 'parameters["W2"] * (1 - learning_rate * gradients["dW2"])',
        'parameters["b2"] - learning_rate * gradients["db2"]': 'parameters["b2"] * (1 - learning_rate * gradients["db2"])',
    },
)
update_parameters.mistake(
    "first_layer_only",
    "W2 and b2 did not move. Both layers take a step.",
    {
        'parameters["W2"] - learning_rate * gradients["dW2"]': 'parameters["W2"]',
        'parameters["b2"] - learning_rate * gradients["db2"]': 'parameters["b2"]',
    },
)
update_parameters.mistake(
    "w1_stays",
    "W1 did not move. All four parameters take the same kind of step.",
    {'parameters["W1"] - learning_rate * gradients["dW1"]': 'parameters["W1"]'},
)
update_parameters.mistake(
    "b1_stays",
    "b1 did not move. All four parameters take the same kind of step.",
    {'parameters["b1"] - learning_rate * gradients["db1"]': 'parameters["b1"]'},
)
update_parameters.mistake(
    "w2_stays",
    "W2 did not move. All four parameters take the same kind of step.",
    {'parameters["W2"] - learning_rate * gradients["dW2"]': 'parameters["W2"]'},
)
update_parameters.mistake(
    "b2_stays",
    "b2 did not move. All four parameters take the same kind of step.",
    {'parameters["b2"] - learning_rate * gradients["db2"]': 'parameters["b2"]'},
)
update_parameters.variant(
    "comprehension",
    body="""
    new = {name: parameters[name] - learning_rate * gradients["d" + name] for name in parameters}
    W1, b1, W2, b2 = new["W1"], new["b1"], new["W2"], new["b2"]
    """,
)
update_parameters.variant(
    "deep_copies",
    body="""
    W1, b1, W2, b2 = (parameters[name].copy() for name in ("W1", "b1", "W2", "b2"))
    W1 -= learning_rate * gradients["dW1"]
    b1 -= learning_rate * gradients["db1"]
    W2 -= learning_rate * gradients["dW2"]
    b2 -= learning_rate * gradients["db2"]
    """,
)

# ---- nn_model


@exercise(
    points=4,
    uses=(
        "layer_sizes",
        "initialize_parameters",
        "forward_propagation",
        "compute_cost",
        "backward_propagation",
        "update_parameters",
    ),
    hints=(
        "All pieces are there. Draw a start once, then repeat: forward, cost, backward, update.",
        "What comes before the loop, and what belongs inside it? A start drawn inside the loop would forget everything.",
        "Keep the cost in rounds 0, 100, 200, ...; it is the cost before that round's step. `parameters` is replaced in every round.",
        "Almost the code: sizes from layer_sizes, parameters from initialize_parameters; in each of num_iterations rounds: "
        "A2, cache from forward_propagation; if i % 100 == 0 append compute_cost; gradients from backward_propagation; "
        "parameters = update_parameters(...).",
    ),
)
def nn_model(X, Y, n_h, num_iterations, learning_rate, rng):
    """Train a network with one hidden layer by gradient descent.

    Parameters
    ----------
    X, Y : arrays, shapes (n_x, m) and (1, m)
        Examples and labels as columns.
    n_h : int
        Number of hidden units.
    num_iterations : int
        Number of steps; with 0, the parameters returned are those of the start.
    learning_rate : float
        Length of a step, relative to the gradient.
    rng : numpy.random.Generator
        Draws the start.

    Returns
    -------
    parameters : dict
        "W1", "b1", "W2", "b2" after the last step.
    costs : list of float
        The cost before step 0, before step 100, before step 200, and so on.
    """
    costs = []
    ### START CODE HERE ###
    n_x, n_h, n_y = layer_sizes(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y, rng)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost(A2, Y))
        gradients = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, gradients, learning_rate)
    ### END CODE HERE ###
    return parameters, costs


def _same_start(inputs, values):
    """Let the reference start where the answer did."""
    hidden, output = values["start: layer 1"], values["start: layer 2"]
    n_x = inputs["X"].shape[0]
    n_h = hidden.size // (n_x + 1)
    n_y = output.size // (n_h + 1)

    def start(*sizes_and_rng):
        return {
            "W1": hidden[: n_h * n_x].reshape(n_h, n_x).copy(),
            "b1": hidden[n_h * n_x :].reshape(n_h, 1).copy(),
            "W2": output[: n_y * n_h].reshape(n_y, n_h).copy(),
            "b2": output[n_y * n_h :].reshape(n_y, 1).copy(),
        }

    never_falling = [np.array([v[0], v[1], v[1]]) for name, v in values.items() if name.endswith(": costs")]
    return {"initialize_parameters": start}, [hidden, output, *start().values(), *never_falling]


def _group(name):
    if name.startswith("another start"):
        return None
    return "costs" if name.endswith(": costs") else "training"


nn_model.replay = Replay(_same_start, _group)


nn_model.mistake(
    "start_again_each_round",
    "Each round draws a new start, so nothing learned is kept. Draw the start once, before the loop.",
    {
        "        A2, cache = forward": "        parameters = initialize_parameters(n_x, n_h, n_y, rng)\n        A2, cache = forward",
    },
)
nn_model.mistake(
    "update_not_kept",
    "The parameters never change. Is what update_parameters returns called `parameters`, and does the gradient get X and Y?",
    {"        parameters = update_parameters(": "        update_parameters("},
)
nn_model.mistake(
    "fixed_iterations",
    "It takes the same number of steps whatever `num_iterations` is. Use the argument.",
    {"range(num_iterations)": "range(300)"},
)
nn_model.mistake(
    "fixed_learning_rate",
    "The steps are the same whatever `learning_rate` is: a number was typed in. Pass the argument on.",
    {"gradients, learning_rate)": "gradients, 0.5)"},
)
nn_model.mistake(
    "fixed_hidden_units",
    "The network has 4 hidden units whatever `n_h` is. Pass the argument on.",
    {"layer_sizes(X, Y, n_h)": "layer_sizes(X, Y, 4)"},
)
nn_model.mistake(
    "own_seed",
    "Another `rng` gives the same start: a seed is set inside. Pass on the `rng` that came in.",
    {"(n_x, n_h, n_y, rng)": "(n_x, n_h, n_y, np.random.default_rng(3))"},
)
nn_model.mistake(
    "every_cost",
    "`costs` holds the cost of every step. Keep those of steps 0, 100, 200, ... only.",
    {
        "        if i % 100 == 0:\n            costs.append(compute_cost(A2, Y))\n": "        costs.append(compute_cost(A2, Y))\n"
    },
)
nn_model.mistake(
    "cost_after_step",
    "`costs` is off by one step: it holds the cost after the step. Keep it before the parameters move.",
    body="""
    n_x, n_h, n_y = layer_sizes(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y, rng)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        gradients = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, gradients, learning_rate)
        if i % 100 == 0:
            costs.append(compute_cost(forward_propagation(X, parameters)[0], Y))
    """,
)
nn_model.mistake(
    "skips_first_cost",
    "`costs` lacks its first entry, the cost of the start: 0 counts as a multiple of 100 too.",
    {"i % 100 == 0": "i % 100 == 0 and i > 0"},
)
nn_model.mistake(
    "counts_from_one",
    "`costs` holds the costs of the 100th, 200th, ... round counted from one. Its first entry should be that of round 0.",
    {"i % 100 == 0": "(i + 1) % 100 == 0"},
)
nn_model.mistake(
    "gradient_of_the_start",
    "Every step uses the gradient of the start. The gradient changes as you move: forward and backward belong inside the loop.",
    body="""
    n_x, n_h, n_y = layer_sizes(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y, rng)
    A2, cache = forward_propagation(X, parameters)
    gradients = backward_propagation(parameters, cache, X, Y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost(A2, Y))
        parameters = update_parameters(parameters, gradients, learning_rate)
    """,
)
nn_model.mistake(
    "stale_forward",
    "The forward pass is done once, before the loop, so cost and gradient keep using old activations. It belongs inside the loop.",
    body="""
    n_x, n_h, n_y = layer_sizes(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y, rng)
    A2, cache = forward_propagation(X, parameters)
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(compute_cost(A2, Y))
        gradients = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, gradients, learning_rate)
    """,
)
nn_model.mistake(
    "one_step_too_many",
    "It takes one step more than asked for.",
    {"range(num_iterations)": "range(num_iterations + 1)"},
)
nn_model.mistake(
    "one_step_too_few",
    "It takes one step less than asked for.",
    {"range(num_iterations)": "range(num_iterations - 1)"},
)
nn_model.mistake(
    "return_in_the_loop",
    "It stops after one step: the return stands inside the loop.",
    {"    ### END": "        return parameters, costs\n    ### END"},
)
nn_model.mistake(
    "each_step_from_the_start",
    "Every step begins at the start again, so only one step is ever taken. The next one begins where the last one ended.",
    {
        "    for i in range": "    start = parameters\n    for i in range",
        "update_parameters(parameters,": "update_parameters(start,",
    },
)
nn_model.mistake(
    "some_examples_only",
    "The slopes are not those of the whole training set. Do all columns of X and Y take part?",
    {
        "forward_propagation(X, parameters)": "forward_propagation(X[:, :10], parameters)",
        "compute_cost(A2, Y)": "compute_cost(A2, Y[:, :10])",
        "cache, X, Y)": "cache, X[:, :10], Y[:, :10])",
    },
)
nn_model.mistake(
    "inputs_rescaled",
    "The network is trained on other inputs than those that came in: X is divided by its largest entry. Use X as it is.",
    {"    n_x, n_h, n_y": "    X = X / np.max(np.abs(X))\n    n_x, n_h, n_y"},
)
nn_model.mistake(
    "b1_stays",
    "`b1` never moves from its start, while the others do. It takes the same kind of step.",
    {
        "        parameters = update": '        gradients["db1"] = 0 * gradients["db1"]\n        parameters = update',
    },
)
nn_model.mistake(
    "b2_stays",
    "`b2` never moves from its start, while the others do. It takes the same kind of step.",
    {
        "        parameters = update": '        gradients["db2"] = 0 * gradients["db2"]\n        parameters = update',
    },
)
nn_model.mistake(
    "updated_twice",
    "Every move is twice as long as asked for. Is the step taken twice in a round?",
    {
        "gradients, learning_rate)\n": "gradients, learning_rate)\n        parameters = update_parameters(parameters, gradients, learning_rate)\n"
    },
)
nn_model.variant(
    "while_loop",
    body="""
    parameters = initialize_parameters(*layer_sizes(X, Y, n_h), rng)
    i = 0
    while i < num_iterations:
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        if not i % 100:
            costs += [float(cost)]
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
        i += 1
    """,
)
nn_model.variant(
    "own_update",
    {
        "parameters = update_parameters(parameters, gradients, learning_rate)": 'parameters = {k: parameters[k] - learning_rate * gradients["d" + k] for k in ("W1", "b1", "W2", "b2")}'
    },
)
nn_model.variant(
    "prints",
    {
        "            costs.append(compute_cost(A2, Y))\n": '            costs.append(compute_cost(A2, Y))\n            print(f"cost after {i}: {costs[-1]:.3f}")\n'
    },
)
nn_model.variant(
    "own_start",
    {
        "initialize_parameters(n_x, n_h, n_y, rng)": "dict(W2=rng.normal(0, 0.01, (n_y, n_h)), b2=np.zeros((n_y, 1)), W1=rng.normal(0, 0.01, (n_h, n_x)), b1=np.zeros((n_h, 1)))"
    },
)

# ---- predict


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

# ---- online_step: find the bug


@exercise(
    points=3,
    uses=("tanh_derivative", "forward_propagation"),
    planted="new_w2_on_the_way_back",
    hints=(
        "All six lines are right for themselves. Ask of each one: which value does it need, the old one or the new one?",
        "The gradient is taken at one point, the parameters that came in. Which line uses a parameter that has moved already?",
        "dZ1 goes back through the weights with which the example came forward. Follow the name W2 from line to line.",
        "Almost the code: put the line that makes dZ1 before the line that moves W2.",
    ),
)
def online_step(parameters, x, y, learning_rate):
    """Take one step of gradient descent on a single example, layer by layer.

    Parameters
    ----------
    parameters : dict
        "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h), "b2" (n_y, 1); left unchanged.
    x, y : arrays, shapes (n_x, 1) and (n_y, 1)
        One example and its label.
    learning_rate : float
        Length of a step, relative to the gradient of this example's loss.

    Returns
    -------
    parameters : dict
        New "W1", "b1", "W2", "b2".
    """
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    A2, cache = forward_propagation(x, parameters)
    ### START CODE HERE ###
    dZ2 = A2 - y
    dZ1 = W2.T @ dZ2 * tanh_derivative(cache["A1"])
    W2 = W2 - learning_rate * dZ2 @ cache["A1"].T
    b2 = b2 - learning_rate * dZ2
    W1 = W1 - learning_rate * dZ1 @ x.T
    b1 = b1 - learning_rate * dZ1
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


online_step.mistake(
    "new_w2_on_the_way_back",
    "W1 and b1 take a slightly wrong step, while W2 and b2 are right. "
    "The signal dZ1 must go back through the W2 with which the example came forward.",
    body="""
    dZ2 = A2 - y
    W2 = W2 - learning_rate * dZ2 @ cache["A1"].T
    b2 = b2 - learning_rate * dZ2
    dZ1 = W2.T @ dZ2 * tanh_derivative(cache["A1"])
    W1 = W1 - learning_rate * dZ1 @ x.T
    b1 = b1 - learning_rate * dZ1
    """,
)
online_step.mistake(
    "forward_with_new_w2",
    "W1 and b1 use signals of a second forward pass, after W2 and b2 have moved. All four gradients belong to one point.",
    body="""
    dZ2 = A2 - y
    W2 = W2 - learning_rate * dZ2 @ cache["A1"].T
    b2 = b2 - learning_rate * dZ2
    A2, cache = forward_propagation(x, {"W1": W1, "b1": b1, "W2": W2, "b2": b2})
    dZ1 = W2.T @ (A2 - y) * tanh_derivative(cache["A1"])
    W1 = W1 - learning_rate * dZ1 @ x.T
    b1 = b1 - learning_rate * dZ1
    """,
)
online_step.mistake(
    "no_slope",
    "W1 and b1 move as if the hidden layer had no tanh. Keep the factor tanh_derivative(A1) in dZ1.",
    {' * tanh_derivative(cache["A1"])': ""},
)
online_step.mistake(
    "first_layer_stays",
    "W1 and b1 did not move. Both layers take a step.",
    {"    W1 = W1 - learning_rate * dZ1 @ x.T\n    b1 = b1 - learning_rate * dZ1\n": ""},
)
online_step.mistake(
    "second_layer_stays",
    "W2 and b2 did not move. Both layers take a step; only the order of the lines was at fault.",
    {'    W2 = W2 - learning_rate * dZ2 @ cache["A1"].T\n    b2 = b2 - learning_rate * dZ2\n': ""},
)
online_step.mistake(
    "uphill",
    "All four step up the slope. dZ2 is prediction minus label, and the step is subtracted.",
    {"dZ2 = A2 - y": "dZ2 = y - A2"},
)
online_step.mistake(
    "gradient_for_weight",
    "dZ1 was formed with the gradient of W2. The signal goes back through the weights themselves.",
    {"W2.T @ dZ2 *": '(dZ2 @ cache["A1"].T).T @ dZ2 *'},
)
online_step.mistake(
    "writes_into_the_argument",
    "The values are right, but `-=` wrote them into the caller's arrays. W2 = W2 - ... makes a new one.",
    body="""
    dZ2 = A2 - y
    dZ1 = W2.T @ dZ2 * tanh_derivative(cache["A1"])
    W2 -= learning_rate * dZ2 @ cache["A1"].T
    b2 -= learning_rate * dZ2
    W1 -= learning_rate * dZ1 @ x.T
    b1 -= learning_rate * dZ1
    """,
)
for layer, line in ((1, "W1 = W1 - learning_rate * dZ1 @ x.T"), (2, 'W2 = W2 - learning_rate * dZ2 @ cache["A1"].T')):
    change = f"@ -> * in learning_rate * dZ{layer} @ " + ("x.T", "cache['A1'].T")[layer - 1]
    online_step.same(f"{line}: {change}", "a column times a row is the same, by matrix product or by broadcasting")
online_step.variant(
    "gradients_first",
    body="""
    dZ2 = A2 - y
    dW2, db2 = dZ2 @ cache["A1"].T, dZ2
    dZ1 = W2.T @ dZ2 * tanh_derivative(cache["A1"])
    dW1, db1 = dZ1 @ x.T, dZ1
    W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
    W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2
    """,
)
online_step.variant("from_the_dict", {"W2.T @ dZ2": 'parameters["W2"].T @ dZ2'})
online_step.variant(
    "old_kept",
    body="""
    dZ2 = A2 - y
    old = W2
    W2 = W2 - learning_rate * np.outer(dZ2, cache["A1"])
    b2 = b2 - learning_rate * dZ2
    dZ1 = np.dot(old.T, dZ2) * (1 - cache["A1"] ** 2)
    W1 = W1 - learning_rate * np.outer(dZ1, x)
    b1 = b1 - learning_rate * dZ1
    """,
)

# ---- regression_gradients: transfer


@exercise(
    points=5,
    uses=("leaky_relu", "leaky_relu_derivative"),
    hints=(
        "Only three things are new: the hidden bend, the missing bend at the output, and the cost. Which lines of your backward pass do they touch?",
        "For one example the loss is half the square of (a - y), and a is the output score itself. What is its slope in a?",
        "dZ2 (n_y, m), dZ1 = (W2.T @ dZ2) * slope of the leaky ReLU at Z1 (n_h, m); each gradient has the shape of its parameter.",
        "Almost the code: A1 = leaky_relu(Z1, slope); A2 = W2 @ A1 + b2; cost = sum of squares of (A2 - Y) over 2m; "
        "dZ2 = A2 - Y; from there on as before, with leaky_relu_derivative(Z1, slope).",
    ),
)
def regression_gradients(parameters, X, Y, slope):
    """Compute cost and gradient of a network that predicts numbers: leaky ReLU hidden layer, plain output A2 = Z2.

    Parameters
    ----------
    parameters : dict
        "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h), "b2" (n_y, 1).
    X, Y : arrays, shapes (n_x, m) and (n_y, m)
        Examples and the numbers to predict, as columns.
    slope : float
        The leaky ReLU's slope for negative scores.

    Returns
    -------
    gradients : dict
        "dW1", "db1", "dW2", "db2", each with the shape of its parameter.
    cost : float
        Half the squared error (A2 - Y)², summed over the outputs and averaged over the m examples.
    """
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    m = X.shape[1]
    ### START CODE HERE ###
    Z1 = W1 @ X + b1
    A1 = leaky_relu(Z1, slope)
    A2 = W2 @ A1 + b2
    cost = np.sum((A2 - Y) ** 2) / (2 * m)
    dZ2 = A2 - Y
    dZ1 = (W2.T @ dZ2) * leaky_relu_derivative(Z1, slope)
    dW1, db1 = dZ1 @ X.T / m, np.sum(dZ1, axis=1, keepdims=True) / m
    dW2, db2 = dZ2 @ A1.T / m, np.sum(dZ2, axis=1, keepdims=True) / m
    ### END CODE HERE ###
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}, cost


regression_gradients.mistake(
    "slope_forgotten_on_the_way_back",
    "dW1 and db1 treat the hidden layer as a plain ReLU: nothing comes back where Z1 is negative. There the slope is `slope`.",
    {"leaky_relu_derivative(Z1, slope)": "(Z1 > 0)"},
)
regression_gradients.mistake(
    "tanh_slope",
    "The way back still uses the slope of tanh. The hidden layer is a leaky ReLU now.",
    {"leaky_relu_derivative(Z1, slope)": "(1 - A1**2)"},
)
regression_gradients.mistake(
    "no_slope",
    "dW1 and db1 lack the slope of the hidden activation. Multiply by it, element by element, on the way back.",
    {" * leaky_relu_derivative(Z1, slope)": ""},
)
regression_gradients.mistake(
    "cost_precedence",
    "The cost is m² times too large: `/ 2 * m` divides by 2 and then multiplies by m. Put 2 * m in brackets.",
    {"/ (2 * m)": "/ 2 * m"},
)
regression_gradients.mistake(
    "cost_without_half",
    "The cost is twice too large: half the squared error is asked for.",
    {"/ (2 * m)": "/ m"},
)
regression_gradients.mistake(
    "factor_two",
    "All gradients are twice too large. The cost is half the square, so the 2 of the derivative cancels.",
    {"dZ2 = A2 - Y": "dZ2 = 2 * (A2 - Y)"},
)
regression_gradients.mistake(
    "sigmoid_output",
    "The output went through a sigmoid. Here the output is the score itself, so that it can be any number.",
    {"A2 = W2 @ A1 + b2": "A2 = sigmoid(W2 @ A1 + b2)"},
)
regression_gradients.mistake(
    "sigmoid_slope_at_output",
    "dZ2 carries a factor A2(1 - A2). There is no sigmoid at the output any more.",
    {"dZ2 = A2 - Y": "dZ2 = (A2 - Y) * A2 * (1 - A2)"},
)
regression_gradients.mistake(
    "leaky_output",
    "The output went through the leaky ReLU too. Here the output is the score itself.",
    {"A2 = W2 @ A1 + b2": "A2 = leaky_relu(W2 @ A1 + b2, slope)"},
)
regression_gradients.mistake(
    "sign",
    "All gradients point the other way. The output signal is A2 - Y.",
    {"dZ2 = A2 - Y": "dZ2 = Y - A2"},
)
regression_gradients.mistake(
    "no_mean",
    "The gradients are m times too large: the cost is a mean over the examples, and so are they.",
    {
        "X.T / m": "X.T",
        "A1.T / m": "A1.T",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "np.sum(dZ1, axis=1, keepdims=True)",
        "np.sum(dZ2, axis=1, keepdims=True) / m": "np.sum(dZ2, axis=1, keepdims=True)",
    },
)
regression_gradients.mistake(
    "scores_into_dw2",
    "dW2 was formed with Z1. The output layer's input is A1.",
    {"dZ2 @ A1.T": "dZ2 @ Z1.T"},
)
regression_gradients.mistake(
    "biases_not_columns",
    "db1 and db2 are flat arrays. With keepdims=True they stay columns, like their parameters.",
    {
        "np.sum(dZ1, axis=1, keepdims=True)": "np.sum(dZ1, axis=1)",
        "np.sum(dZ2, axis=1, keepdims=True)": "np.sum(dZ2, axis=1)",
    },
)
regression_gradients.mistake(
    "log_loss",
    "The cost is a log-loss of the outputs. They are no probabilities here; take half the squared error.",
    {"np.sum((A2 - Y) ** 2) / (2 * m)": "-np.sum(Y * np.log(np.abs(A2)) + (1 - Y) * np.log(np.abs(1 - A2))) / m"},
)
regression_gradients.mistake(
    "mean_over_outputs",
    "The cost was averaged over the outputs as well. Sum over the outputs and divide by m, the number of examples.",
    {"np.sum((A2 - Y) ** 2) / (2 * m)": "np.mean((A2 - Y) ** 2) / 2"},
)
regression_gradients.variant(
    "own_masks",
    {
        "leaky_relu(Z1, slope)": "np.maximum(Z1, slope * Z1)",
        "leaky_relu_derivative(Z1, slope)": "np.where(Z1 > 0, 1, slope)",
    },
)
regression_gradients.variant(
    "half_mean",
    {
        "np.sum((A2 - Y) ** 2) / (2 * m)": "0.5 * np.mean(np.sum((A2 - Y) ** 2, axis=0))",
        "np.sum(dZ1, axis=1, keepdims=True) / m": "dZ1.mean(axis=1, keepdims=True)",
    },
)
regression_gradients.variant(
    "mean_signal",
    body="""
    Z1 = np.dot(W1, X) + b1
    A1 = leaky_relu(Z1, slope)
    E = np.dot(W2, A1) + b2 - Y
    cost = 0.5 * np.linalg.norm(E) ** 2 / m
    d2 = E / m
    d1 = leaky_relu_derivative(Z1, slope) * np.dot(W2.T, d2)
    dW1, db1 = np.dot(d1, X.T), d1.sum(axis=1, keepdims=True)
    dW2, db2 = np.dot(d2, A1.T), d2.sum(axis=1, keepdims=True)
    """,
)

QUESTIONS = (
    question(
        "2a",
        right="c",
        a="More units of the same kind do not help: a sum of straight lines is a straight line, however many there are.",
        b="The sigmoid turns the score into a probability. The border is where the score is 0, and that stays a straight line.",
        c="Yes. W2 (W1 x + b1) + b2 is one matrix times x plus one column: logistic regression, written in a longer way.",
    ),
    question(
        "2b",
        right="a",
        a="Yes. At z = 3 the slope of tanh is 1 - 0.995² = 0.01: only a hundredth of the signal passes.",
        b="The value of tanh is close to 1 there. What multiplies the signal on the way back is its slope.",
        c="tanh is flat far out, so a large score passes on less than a small one. The ReLU is the one that passes everything.",
    ),
    question(
        "4a",
        right="b",
        a="A matrix product of (n_h, m) with (n_h, m) does not even fit. And one unit's slope says nothing of another unit's signal.",
        b="Yes. Each unit bends the score of each example for itself, so a change there is scaled by that one slope. No sum, so no matrix product.",
        c="The slopes are not shared: each unit has a score of its own for each example, and so a slope of its own.",
    ),
    question(
        "4b",
        right="c",
        a="NumPy raises no error here. (4, 1) and (4,) fit together by broadcasting, in a way that nobody asked for.",
        b="That is what keepdims=True gives. Without it the sum is a flat (4,), and a flat array counts as a row.",
        c="Yes. The flat (4,) is read as a row (1, 4); a column minus a row is a whole table. Your bias has become a matrix, without a warning.",
    ),
    question(
        "6a",
        right="c",
        a="The cost does fall, because all units together still act as one unit. That makes it hard to notice.",
        b="The data cannot make the units different: equal units see the same data through the same weights.",
        c="Yes. Equal units have equal activations and equal gradients, so each step keeps them equal. Only a random start tells them apart.",
    ),
    question(
        "8a",
        right="b",
        a="With more units the training accuracy tends up, whether the network has learned the flower or the noise.",
        b="Yes. Examples that took no part in training show what the network does on new ones. They choose; the test set confirms once.",
        c="Then the test set would take part in a choice, and its number would come out too good. It is opened once, after the choice.",
    ),
)
