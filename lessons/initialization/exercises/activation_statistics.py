"""The exercise `activation_statistics`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.initialization.toolbox import relu


@exercise(
    points=5,
    hints=(
        "It is forward propagation with a notebook beside it: after each hidden layer, write down two numbers.",
        "Skip the output layer: it has a sigmoid and other rules. For tanh, 0.99 and -0.99 are both saturated.",
        "A is (n_l, m). np.std(A) looks at all its numbers. A dead unit is a whole row of zeros: reduce over axis 1 first.",
        "Almost the code: Z = W @ A + b. relu: A = relu(Z), share = mean of np.all(A == 0, axis=1). "
        "tanh: A = np.tanh(Z), share = mean of np.abs(A) > 0.99. Then append np.std(A) and the share.",
    ),
)
def activation_statistics(X, parameters, activation):
    """Follow X through the hidden layers and say how large and how useful each layer's activations are.

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    parameters : dict
        "W1", "b1", ..., "WL", "bL"; layers 1, ..., L-1 are hidden, layer L is the output and is not looked at.
    activation : str
        "relu" or "tanh", the activation of every hidden layer.

    Returns
    -------
    stds : array, shape (L-1,)
        Standard deviation of all numbers of A1, ..., A_{L-1}.
    shares : array, shape (L-1,)
        For "relu", the share of units that are 0 in every example (dead). For "tanh", the share of all numbers of A_l
        that lie beyond -0.99 or 0.99 (saturated).
    """
    L, A = len(parameters) // 2, X
    stds, shares = [], []
    ### START CODE HERE ###
    for layer in range(1, L):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        if activation == "relu":
            A = relu(Z)
            shares.append(np.mean(np.all(A == 0.0, axis=1)))
        else:
            A = np.tanh(Z)
            shares.append(np.mean(np.abs(A) > 0.99))
        stds.append(np.std(A))
    ### END CODE HERE ###
    return np.array(stds), np.array(shares)


activation_statistics.mistake(
    "output_layer_too",
    "There is one entry too many: the output layer is in it. Only the layers 1, ..., L-1 are hidden.",
    {"range(1, L)": "range(1, L + 1)"},
)
activation_statistics.mistake(
    "variance",
    "`stds` holds variances. The standard deviation is the square root.",
    {"np.std(A)": "np.var(A)"},
)
activation_statistics.mistake(
    "std_of_Z",
    "`stds` is that of Z, before the activation. Look at what the layer passes on, A.",
    {"np.std(A)": "np.std(Z)"},
)
activation_statistics.mistake(
    "deviation_from_zero",
    "`stds` is the root of the mean square. A standard deviation is measured from the mean, and the mean of a ReLU's output is not 0.",
    {"np.std(A)": "np.sqrt(np.mean(A**2))"},
)
activation_statistics.mistake(
    "mean_of_unit_stds",
    "`stds` averages the standard deviations of single units. Take one standard deviation over all numbers of the layer.",
    {"np.std(A)": "np.mean(np.std(A, axis=1))"},
)
activation_statistics.mistake(
    "zeros_counted",
    "For relu you give the share of zeros among all numbers. A unit is dead only if it is 0 in every example, a whole row.",
    {"np.mean(np.all(A == 0.0, axis=1))": "np.mean(A == 0.0)"},
)
activation_statistics.mistake(
    "any_for_all",
    "You count units that are 0 in some example. That is healthy for a ReLU; a dead unit is 0 in all of them.",
    {"np.all(": "np.any("},
)
activation_statistics.mistake(
    "examples_counted",
    "For relu your share is 0 on all inputs. A unit is a row of A: ask along each row whether all its numbers are 0 (axis 1), "
    "then take the mean over the units.",
    {"axis=1": "axis=0"},
)
activation_statistics.mistake(
    "dead_not_averaged",
    "For relu the number of dead units came back, not their share. Divide by the number of units.",
    {"np.mean(np.all(A == 0.0, axis=1))": "np.sum(np.all(A == 0.0, axis=1))"},
)
activation_statistics.mistake(
    "one_side_saturated",
    "For tanh only the upper end is counted. A number near -1 is as saturated as one near 1.",
    {"np.abs(A) > 0.99": "A > 0.99"},
)
activation_statistics.mistake(
    "Z_beyond",
    "For tanh you compare Z with 0.99. Saturated means that A itself has come close to 1 or -1.",
    {"np.abs(A) > 0.99": "np.abs(Z) > 0.99"},
)
activation_statistics.mistake(
    "not_saturated",
    "For tanh you give the share of numbers that are not saturated: 1 minus what is asked for.",
    {"np.abs(A) > 0.99": "np.abs(A) < 0.99"},
)
activation_statistics.mistake(
    "without_biases",
    "The biases are left out: your numbers are those of b = 0. They start at 0, but do not stay there.",
    {' + parameters[f"b{layer}"]': ""},
)
activation_statistics.mistake(
    "always_from_X",
    "Every layer reads X in your loop. Each layer reads the activations of the layer before: keep A and go on from it.",
    body="""
    A = np.asarray(X)
    for layer in range(1, L):
        A = X
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = relu(Z) if activation == "relu" else np.tanh(Z)
        shares.append(np.mean(np.all(A == 0.0, axis=1)) if activation == "relu" else np.mean(np.abs(A) > 0.99))
        stds.append(np.std(A))
    """,
)
activation_statistics.mistake(
    "activation_ignored",
    "You use relu whatever `activation` says: the numbers for tanh are those of relu.",
    {'activation == "relu"': "True"},
)
activation_statistics.mistake(
    "tanh_always",
    'You use tanh whatever `activation` says: the numbers for relu are those of tanh. It is the text "relu" that is passed in.',
    {'activation == "relu"': "False"},
)
activation_statistics.mistake(
    "means",
    "`stds` holds means. The standard deviation says how far the numbers spread around the mean: np.std.",
    {"np.std(A)": "np.mean(A)"},
)
activation_statistics.mistake(
    "one_degree_less",
    "`stds` divides by one less than the number of entries. np.std as it is, without ddof, is what is asked for.",
    {"np.std(A)": "np.std(A, ddof=1)"},
)
activation_statistics.mistake(
    "squared_for_size",
    "For tanh the square of A is compared with 0.99, which is |A| > 0.995. Compare the size of A itself.",
    {"np.abs(A) > 0.99": "A**2 > 0.99"},
)
activation_statistics.mistake(
    "by_the_slope",
    "For tanh the slope is compared with 0.02. That is |A| > 0.98995, nearly the same and not quite: compare |A| with 0.99.",
    {"np.abs(A) > 0.99": "1.0 - A**2 < 0.02"},
)
activation_statistics.mistake(
    "units_saturated",
    "For tanh you count units that are saturated in every example. Count single numbers: the share of all entries of A.",
    {"np.abs(A) > 0.99": "np.all(np.abs(A) > 0.99, axis=1)"},
)
activation_statistics.mistake(
    "saturated_not_averaged",
    "For tanh the number of saturated entries came back, not their share. Divide by the number of entries.",
    {"np.mean(np.abs(A) > 0.99)": "np.sum(np.abs(A) > 0.99)"},
)
activation_statistics.same(
    "shares.append(np.mean(np.abs(A) > 0.99)): > -> >=",
    "no drawn activation is exactly 0.99",
)
activation_statistics.variant(
    "by_max",
    {"np.all(A == 0.0, axis=1)": "A.max(axis=1) <= 0", "np.abs(A) > 0.99": "(A < -0.99) | (A > 0.99)"},
)
activation_statistics.variant(
    "lists_of_floats",
    body="""
    for k in range(L - 1):
        W, b = parameters["W" + str(k + 1)], parameters["b" + str(k + 1)]
        A = np.dot(W, A) + b
        if activation == "tanh":
            A = np.tanh(A)
            shares += [float(np.sum(A**2 > 0.99**2) / A.size)]
        elif activation == "relu":
            A = np.where(A > 0, A, 0)
            shares += [sum(not row.any() for row in A) / len(A)]
        stds += [float(A.std())]
    """,
)
activation_statistics.variant(
    "all_layers_first",
    body="""
    layers = []
    for layer in range(1, L):
        A = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = A * (A > 0) if activation == "relu" else np.tanh(A)
        layers.append(A)
    stds = [np.sqrt(np.mean(A**2) - np.mean(A) ** 2) for A in layers]
    if activation == "relu":
        shares = [np.count_nonzero(A.sum(axis=1) == 0) / A.shape[0] for A in layers]
    else:
        shares = [np.mean(1 - np.abs(A) < 0.01) for A in layers]
    """,
)
