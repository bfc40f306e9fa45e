"""Initialization: references, mistakes with their hints, variants and quick questions. Never goes out."""

import numpy as np

from gradschool.bank import exercise, question
from lessons.initialization.toolbox import relu

# ---- initialize_parameters_zeros


@exercise(
    points=2,
    hints=(
        "One W and one b for each layer after the input: a list of four sizes makes three layers.",
        "Number the layers from 1. Layer 1 reads layers_dims[0] inputs and has layers_dims[1] units.",
        "W of a layer has one row for each unit and one column for each input: (n_out, n_in). b is a column, (n_out, 1).",
        'Almost the code: for layer in range(1, len(layers_dims)): parameters[f"W{layer}"] is zeros of shape '
        '(layers_dims[layer], layers_dims[layer - 1]); parameters[f"b{layer}"] is zeros of shape (layers_dims[layer], 1).',
    ),
)
def initialize_parameters_zeros(layers_dims):
    """Make parameters that are zero everywhere.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        parameters[f"W{layer}"] = np.zeros((n_out, n_in))
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


initialize_parameters_zeros.mistake(
    "transposed",
    "Each W lies on its side. Its rows are the units of the layer, its columns what they read: (n_out, n_in).",
    {"(n_out, n_in)": "(n_in, n_out)"},
)
initialize_parameters_zeros.mistake(
    "flat_biases",
    "Each b is a flat array, shape (n,). Make it a column with two axes, (n, 1), so that it adds to every column of W @ A.",
    {"(n_out, 1)": "n_out"},
)
initialize_parameters_zeros.mistake(
    "row_biases",
    "Each b is a row. A bias belongs to a unit, and units are rows of Z: b is a column, (n_out, 1).",
    {"(n_out, 1)": "(1, n_out)"},
)
initialize_parameters_zeros.mistake(
    "bias_as_number",
    "Each b is one plain number. Every unit has a bias of its own: a column, (n_out, 1).",
    {"np.zeros((n_out, 1))": "0.0"},
)
initialize_parameters_zeros.mistake(
    "last_layer_missing",
    "The last layer is missing. With L + 1 sizes there are L layers, numbered 1, ..., L; where does your loop end?",
    {"range(1, len(layers_dims))": "range(1, len(layers_dims) - 1)"},
)
initialize_parameters_zeros.mistake(
    "numbered_from_zero",
    "The layers are numbered from 0. Layer 1 is the first one that has weights; the input is layer 0 and has none.",
    {
        'parameters[f"W{layer}"]': 'parameters[f"W{layer - 1}"]',
        'parameters[f"b{layer}"]': 'parameters[f"b{layer - 1}"]',
    },
)
initialize_parameters_zeros.mistake(
    "input_layer_too",
    "There is a W0 and a b0. The input is layer 0 and has no weights; the first layer with weights has the number 1.",
    {"range(1, len(layers_dims))": "range(len(layers_dims))"},
)
initialize_parameters_zeros.mistake(
    "square",
    "Each W is square. It has a row for each unit of its layer, and a column for each unit of the layer before.",
    {"np.zeros((n_out, n_in))": "np.zeros((n_out, n_out))"},
)
initialize_parameters_zeros.mistake(
    "one_size_for_all",
    "Every W has as many columns as there are inputs. Only layer 1 reads the inputs; a later layer reads the one before it.",
    {"layers_dims[layer - 1], layers_dims[layer]": "layers_dims[0], layers_dims[layer]"},
)
initialize_parameters_zeros.mistake(
    "ones",
    "Your W are ones. This first start is all zeros; what comes of equal weights of another size is shown a little later.",
    {"np.zeros((n_out, n_in))": "np.ones((n_out, n_in))"},
)
initialize_parameters_zeros.mistake(
    "one_name_for_all",
    'Each layer overwrites the one before under the names "W1" and "b1". The number of the layer belongs into the name: f"W{layer}".',
    {'f"W{layer}"': '"W1"', 'f"b{layer}"': '"b1"'},
)
initialize_parameters_zeros.mistake(
    "first_layer_only",
    "Only the first layer came back. Does the return stand inside the loop?",
    {"np.zeros((n_out, 1))": "np.zeros((n_out, 1))\n        break"},
)
initialize_parameters_zeros.mistake(
    "bias_per_input",
    "Each b has as many entries as the layer has inputs. A bias belongs to a unit of the layer: (n_out, 1).",
    {"(n_out, 1)": "(n_in, 1)"},
)
initialize_parameters_zeros.mistake(
    "biases_missing",
    "The biases are missing. Each layer has a W and a b.",
    {'        parameters[f"b{layer}"] = np.zeros((n_out, 1))\n': ""},
)
initialize_parameters_zeros.variant(
    "pairs",
    body="""
    for k, (n_in, n_out) in enumerate(zip(layers_dims[:-1], layers_dims[1:])):
        parameters["W" + str(k + 1)] = np.zeros((n_out, n_in))
        parameters["b" + str(k + 1)] = np.zeros((n_out, 1))
    """,
)
initialize_parameters_zeros.variant(
    "whole_numbers",
    {"np.zeros((n_out, n_in))": "np.full((n_out, n_in), 0)", "np.zeros((n_out, 1))": "np.zeros(n_out).reshape(-1, 1)"},
)
initialize_parameters_zeros.variant(
    "backwards",
    {"range(1, len(layers_dims))": "range(len(layers_dims) - 1, 0, -1)"},
)

# ---- initialize_parameters_random


@exercise(
    points=3,
    hints=(
        "The loop is the one you have. Only W changes: independent random numbers take the place of the zeros.",
        "rng.standard_normal(shape) draws numbers of mean 0 and standard deviation 1. What multiplies them?",
        "W is (n_out, n_in), drawn anew for each layer and times scale. b stays a column of zeros, (n_out, 1).",
        'Almost the code: in the loop, parameters[f"W{layer}"] is rng.standard_normal((n_out, n_in)) * scale, and b is zeros.',
    ),
)
def initialize_parameters_random(layers_dims, scale, rng):
    """Draw all weights with the standard deviation `scale`; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    scale : float
        Standard deviation of every weight; their mean is 0.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        parameters[f"W{layer}"] = rng.standard_normal((n_out, n_in)) * scale
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


def _declare_draws(exercise, factor):
    """Declare what goes wrong, and what is right too, with the draws of any start.

    factor : what the reference multiplies its draws by
    """
    loop, draw = "for layer in range(1, len(layers_dims)):", "rng.standard_normal((n_out, n_in))"
    scaled = f"{draw} * {factor}"
    exercise.mistake(
        "still_zero",
        "All weights are zero: the random draw is missing, is not stored in W, or is multiplied by a factor that is 0.",
        {scaled: "np.zeros((n_out, n_in))"},
    )
    exercise.mistake(
        "rand_for_randn",
        "No weight is negative: they are drawn from 0 to 1 before they are scaled. Weights need the mean 0; "
        "look at `rng.standard_normal`.",
        {draw: "rng.random((n_out, n_in))"},
    )
    exercise.mistake(
        "transposed",
        "Each W lies on its side. Its rows are the units of the layer, its columns what they read: (n_out, n_in).",
        {draw: "rng.standard_normal((n_in, n_out))"},
    )
    exercise.mistake(
        "random_biases",
        "The biases are random. Random weights already make the units differ; biases start at 0.",
        {"np.zeros((n_out, 1))": "rng.standard_normal((n_out, 1))"},
    )
    exercise.mistake(
        "seed_inside",
        "Every call gives the same numbers, so the seed is set inside the function. Draw from the `rng` that is passed "
        "in; whoever calls chooses the seed.",
        {loop: f"rng = np.random.default_rng(1)\n    {loop}"},
    )
    exercise.mistake(
        "other_generator",
        "The draws do not come from the `rng` that is passed in: two calls with equal generators differ. A run that "
        "nobody can repeat is hard to debug.",
        {draw: "np.random.standard_normal((n_out, n_in))"},
    )
    exercise.mistake(
        "same_draws",
        "The layers hold the same draws: W2 repeats numbers of W1, up to a factor. Draw anew in each round of the loop.",
        {
            loop: f"draws = rng.standard_normal(max(layers_dims) ** 2)\n    {loop}",
            draw: "draws[: n_out * n_in].reshape(n_out, n_in)",
        },
    )
    exercise.mistake(
        "seed_in_loop",
        "Every layer, in every call, starts from the same seed and gets the same draws. Use the one `rng` that is "
        "passed in and let it run on.",
        {draw: "np.random.default_rng(3).standard_normal((n_out, n_in))"},
    )
    exercise.mistake(
        "same_row",
        "All rows of a W are equal, so all units of a layer start alike. Draw n_out times n_in numbers, not one row.",
        {draw: "np.ones((n_out, 1)) * rng.standard_normal((1, n_in))"},
    )
    exercise.mistake(
        "input_layer_too",
        "There is a W0 and a b0. The input is layer 0 and has no weights; the first layer with weights has the number 1.",
        {loop: "for layer in range(len(layers_dims)):"},
    )
    exercise.mistake(
        "always_0.01",
        "The standard deviation of every W is 0.01, on all inputs tried. Is a number typed in where a formula belongs?",
        {scaled: f"{draw} * 0.01"},
    )
    exercise.mistake(
        "not_scaled",
        "The standard deviation of every W is 1, that of the plain draw. It still has to be multiplied.",
        {scaled: draw},
    )
    exercise.mistake(
        "uniform_limit",
        "Uniform draws from -s to s have the standard deviation s / sqrt(3), so yours are too narrow. Draw normal "
        "numbers, or widen the limits by sqrt(3).",
        {scaled: f"rng.uniform(-{factor}, {factor}, size=(n_out, n_in))"},
    )
    exercise.mistake(
        "narrow_uniform",
        "Uniform draws from -0.5 to 0.5 have the standard deviation 0.29, so your weights are too small. "
        "rng.standard_normal draws with 1.",
        {draw: "(rng.random((n_out, n_in)) - 0.5)"},
    )
    exercise.mistake(
        "absolute_values",
        "No weight is negative: the sizes of normal draws are taken. Leave the draws their signs.",
        {draw: "np.abs(rng.standard_normal((n_out, n_in)))"},
    )
    exercise.mistake(
        "same_column",
        "All weights of a unit are equal: each row of a W holds one number. Draw n_out times n_in numbers.",
        {draw: "rng.standard_normal((n_out, 1)) * np.ones((1, n_in))"},
    )
    exercise.mistake(
        "hundredth",
        "The standard deviation of every W is a hundredth of what is asked for. There is a factor 0.01 too many.",
        {scaled: f"{draw} * {factor} * 0.01"},
    )
    exercise.variant("normal", {scaled: f"rng.normal(0.0, {factor}, size=(n_out, n_in))"})
    exercise.variant("uniform", {scaled: f"np.sqrt(3.0) * {factor} * rng.uniform(-1.0, 1.0, size=(n_out, n_in))"})
    exercise.variant("last_layer_first", {"range(1, len(layers_dims))": "range(len(layers_dims) - 1, 0, -1)"})
    exercise.variant("drawn_on_its_side", {scaled: f"{factor} * rng.standard_normal((n_in, n_out)).T"})
    exercise.variant("single_precision", {scaled: f"rng.standard_normal((n_out, n_in), dtype=np.float32) * {factor}"})
    exercise.variant("unit_by_unit", {scaled: f"np.vstack([{factor} * rng.normal(size=n_in) for _ in range(n_out)])"})


_declare_draws(initialize_parameters_random, "scale")
initialize_parameters_random.mistake(
    "scale_as_mean",
    "The mean of the weights is `scale`, and their standard deviation is 1. The first argument of rng.normal is the mean.",
    {"rng.standard_normal((n_out, n_in)) * scale": "rng.normal(scale, 1.0, size=(n_out, n_in))"},
)
initialize_parameters_random.mistake(
    "divided_by_n_in",
    "The scale is divided by n_in. Here it is the standard deviation in every layer; sizes come into it later in this lesson.",
    {"* scale": "* scale / n_in"},
)
initialize_parameters_random.mistake(
    "divided_by_root",
    "The scale is divided by the root of n_in. Here it is the standard deviation in every layer; sizes come into it later in "
    "this lesson.",
    {"* scale": "* scale / np.sqrt(n_in)"},
)
initialize_parameters_random.mistake(
    "scale_as_variance",
    "The standard deviation is the square root of `scale`: it was taken for the variance.",
    {"* scale": "* np.sqrt(scale)"},
)
initialize_parameters_random.mistake(
    "scale_squared",
    "The standard deviation is the square of `scale`. A factor c makes the standard deviation c times as large, and the "
    "variance c² times.",
    {"* scale": "* scale**2"},
)
initialize_parameters_random.mistake(
    "divided_by_scale",
    "The draws are divided by `scale`. A small scale should make small weights.",
    {"* scale": "/ scale"},
)
initialize_parameters_random.mistake(
    "scaled_biases",
    "The weights are right, but the biases are one constant number instead of 0.",
    {"np.zeros((n_out, 1))": "np.full((n_out, 1), scale)"},
)

# ---- activation_statistics


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

# ---- initialize_parameters_he


@exercise(
    points=4,
    hints=(
        "Only the factor changes: it now depends on how many numbers a unit of this layer adds up.",
        "The rule above is one for the variance. A draw is multiplied by a standard deviation.",
        "n_in is the number of columns of W, layers_dims[layer - 1]. W stays (n_out, n_in), b a column of zeros.",
        'Almost the code: in the loop, parameters[f"W{layer}"] is rng.standard_normal((n_out, n_in)) times the root of 2 / n_in.',
    ),
)
def initialize_parameters_he(layers_dims, rng):
    """Draw weights of variance 2 / n_in, He's rule for layers of ReLU; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), of mean 0 and variance 2 / n_{l-1}; and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        deviation = np.sqrt(2.0 / n_in)
        parameters[f"W{layer}"] = rng.standard_normal((n_out, n_in)) * deviation
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


_declare_draws(initialize_parameters_he, "deviation")
initialize_parameters_he.mistake(
    "variance_as_deviation",
    "The standard deviation of W is about 2 / n_in: the variance was used as the factor. With one hidden layer this "
    "hardly shows; with eight, nothing is learned.",
    {"np.sqrt(2.0 / n_in)": "2.0 / n_in"},
)
initialize_parameters_he.mistake(
    "fan_out",
    "The variance is 2 / n_out. What a unit adds up are its inputs, so n_in counts, the columns of W.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 / n_out)"},
)
initialize_parameters_he.mistake(
    "lecun",
    "The variance is 1 / n_in, half of what is asked for. A ReLU passes on only half of the mean square; the 2 makes up for it.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(1.0 / n_in)"},
)
initialize_parameters_he.mistake(
    "xavier",
    "The variance is 2 / (n_in + n_out). That is another rule of this lesson; He's has n_in alone below.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 / (n_in + n_out))"},
)
initialize_parameters_he.mistake(
    "root_of_two_only",
    "The standard deviation is sqrt(2) / n_in: the root is over the 2 only. It belongs over the whole quotient.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0) / n_in"},
)
initialize_parameters_he.mistake(
    "upside_down",
    "The weights grow with n_in: the factor is the root of n_in / 2. A unit that adds up more numbers needs smaller weights.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(n_in / 2.0)"},
)
initialize_parameters_he.mistake(
    "first_size_for_all",
    "Every layer uses the number of inputs of the network. A later layer reads the layer before it: its n_in is layers_dims[layer - 1].",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 / layers_dims[0])"},
)
initialize_parameters_he.mistake(
    "root_of_n_in_only",
    "The standard deviation is 2 / sqrt(n_in), so the variance is 4 / n_in. Is the root over the whole quotient, and the draw one of variance 1?",
    {"np.sqrt(2.0 / n_in)": "2.0 / np.sqrt(n_in)"},
)
initialize_parameters_he.mistake(
    "n_in_above",
    "The weights grow with n_in: it stands above the line. A unit that adds up more numbers needs smaller weights.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 * n_in)"},
)
initialize_parameters_he.mistake(
    "six",
    "The variance is 6 / n_in. The 6 belongs to the limit of uniform draws; normal ones are multiplied by the standard "
    "deviation, with a 2.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(6.0 / n_in)"},
)
initialize_parameters_he.mistake(
    "root_of_two_over_n_out",
    "The standard deviation is sqrt(2) / n_out. The root belongs over the whole quotient, and n_in below.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0) / n_out"},
)
initialize_parameters_he.mistake(
    "number_of_layers",
    "The variance is 2 divided by the number of sizes in layers_dims. n_in is one of those sizes, layers_dims[layer - 1].",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 / len(layers_dims))"},
)
initialize_parameters_he.mistake(
    "product",
    "The variance is 2 / (n_in n_out). Only n_in stands below.",
    {"np.sqrt(2.0 / n_in)": "np.sqrt(2.0 / (n_in * n_out))"},
)

# ---- initialize_parameters_he_uniform


@exercise(
    points=3,
    planted="limit_is_deviation",
    hints=(
        "The function runs, and all shapes are right. So measure: which variance do its weights have, and which are asked for?",
        "Look at the line with `limit`. How large is the variance of numbers that are spread evenly from -limit to limit?",
        "It is limit² / 3: the mean of x² over the interval. W is (n_out, n_in) as before.",
        "Almost the code: solve limit² / 3 = 2 / n_in for the limit, and put it in place of the one that stands there.",
    ),
)
def initialize_parameters_he_uniform(layers_dims, rng):
    """Draw weights uniformly, from -limit to limit, with the variance 2 / n_in; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), of mean 0 and variance 2 / n_{l-1}; and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        limit = np.sqrt(6.0 / n_in)
        parameters[f"W{layer}"] = rng.uniform(-limit, limit, size=(n_out, n_in))
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


initialize_parameters_he_uniform.mistake(
    "limit_is_deviation",
    "The variance of W is 2 / (3 n_in), a third of what is asked for: the standard deviation stands where the limit belongs. "
    "Numbers spread evenly up to a limit are mostly smaller than the limit.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(2.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "half",
    "The variance of W is 1 / n_in, half of what is asked for. Put the 2 of He's rule into limit² / 3 = 2 / n_in.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(3.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "no_root",
    "The limit is 6 / n_in, so the root is missing: limit² is 6 / n_in.",
    {"np.sqrt(6.0 / n_in)": "6.0 / n_in"},
)
initialize_parameters_he_uniform.mistake(
    "width_twelve",
    "The variance of W is 8 / n_in. The 12 in (b - a)² / 12 goes with the whole width b - a, which is twice the limit.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(24.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "xavier_limit",
    "The limit is the root of 6 / (n_in + n_out), which goes with Xavier's variance 2 / (n_in + n_out). Here it is 2 / n_in.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(6.0 / (n_in + n_out))"},
)
initialize_parameters_he_uniform.mistake(
    "fan_out",
    "The limit goes by n_out. What a unit adds up are its inputs, n_in.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(6.0 / n_out)"},
)
initialize_parameters_he_uniform.mistake(
    "from_zero",
    "The draws run from 0 to the limit, so no weight is negative. They run from -limit to limit.",
    {"-limit, limit": "0.0, limit"},
)
initialize_parameters_he_uniform.mistake(
    "normal_draw",
    "The variance is right, but the draws are normal ones. Keep the uniform draw and mend its limit.",
    {"rng.uniform(-limit, limit, size=(n_out, n_in))": "rng.normal(0.0, np.sqrt(2.0 / n_in), size=(n_out, n_in))"},
)
initialize_parameters_he_uniform.mistake(
    "limit_as_deviation_of_normal",
    "These are normal draws whose standard deviation is the limit of the uniform ones: the variance is three times too large.",
    {"rng.uniform(-limit, limit, size=(n_out, n_in))": "rng.normal(0.0, limit, size=(n_out, n_in))"},
)
initialize_parameters_he_uniform.mistake(
    "three_times",
    "The variance of W is 6 / n_in, three times too large. The limit is sqrt(3) times the standard deviation, not 3 times.",
    {"np.sqrt(6.0 / n_in)": "3.0 * np.sqrt(2.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "doubled",
    "The variance of W is 8 / (3 n_in). Twice the standard deviation is too wide for the limit: solve limit² / 3 = 2 / n_in.",
    {"np.sqrt(6.0 / n_in)": "2.0 * np.sqrt(2.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "divided_by_three",
    "The variance of W is 2 / (9 n_in), smaller than before. limit² / 3 = 2 / n_in, so the 3 goes to the other side as a factor.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(2.0 / (3.0 * n_in))"},
)
initialize_parameters_he_uniform.mistake(
    "twelve",
    "The variance of W is 4 / n_in, twice what is asked for. Put the limit's square divided by 3 equal to 2 / n_in and solve.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(12.0 / n_in)"},
)
initialize_parameters_he_uniform.mistake(
    "root_of_six_only",
    "The limit is sqrt(6) / n_in: the root is over the 6 only. It belongs over the whole quotient.",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(6.0) / n_in"},
)
initialize_parameters_he_uniform.mistake(
    "variance_as_limit",
    "The limit is 2 / n_in, the variance itself. Solve limit² / 3 = 2 / n_in for the limit.",
    {"np.sqrt(6.0 / n_in)": "2.0 / n_in"},
)
initialize_parameters_he_uniform.variant(
    "root_three",
    {"np.sqrt(6.0 / n_in)": "np.sqrt(3.0) * np.sqrt(2.0 / n_in)"},
)
initialize_parameters_he_uniform.variant(
    "stretched",
    {"rng.uniform(-limit, limit, size=(n_out, n_in))": "limit * (2.0 * rng.random((n_out, n_in)) - 1.0)"},
)
initialize_parameters_he_uniform.variant(
    "last_layer_first", {"range(1, len(layers_dims))": "range(len(layers_dims) - 1, 0, -1)"}
)

# ---- initialize_parameters_lecun


@exercise(
    points=2,
    hints=(
        "Near 0, tanh passes its input on almost unchanged, so nothing has to be made up for.",
        "Compare the rule with He's: one number differs. The root is taken as before.",
        "n_in is layers_dims[layer - 1], the number of columns of W (n_out, n_in); b is a column of zeros.",
        'Almost the code: in the loop, parameters[f"W{layer}"] is rng.standard_normal((n_out, n_in)) times the root of 1 / n_in.',
    ),
)
def initialize_parameters_lecun(layers_dims, rng):
    """Draw weights of variance 1 / n_in, LeCun's rule for layers of tanh; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), of mean 0 and variance 1 / n_{l-1}; and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        deviation = np.sqrt(1.0 / n_in)
        parameters[f"W{layer}"] = rng.standard_normal((n_out, n_in)) * deviation
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


_declare_draws(initialize_parameters_lecun, "deviation")
initialize_parameters_lecun.mistake(
    "variance_as_deviation",
    "The standard deviation of W is about 1 / n_in: the variance was used as the factor. Take its root.",
    {"np.sqrt(1.0 / n_in)": "1.0 / n_in"},
)
initialize_parameters_lecun.mistake(
    "he",
    "The variance is 2 / n_in, twice what is asked for. The 2 makes up for the half that a ReLU cuts off; tanh cuts off none.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(2.0 / n_in)"},
)
initialize_parameters_lecun.mistake(
    "fan_out",
    "The variance is 1 / n_out. Forward, a unit adds up its n_in inputs.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(1.0 / n_out)"},
)
initialize_parameters_lecun.mistake(
    "xavier",
    "The variance is 2 / (n_in + n_out), which some libraries call by another name and which comes next. Here it is 1 / n_in.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(2.0 / (n_in + n_out))"},
)
initialize_parameters_lecun.mistake(
    "upside_down",
    "The weights grow with n_in: the factor is the root of n_in. A unit that adds up more numbers needs smaller weights.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(n_in)"},
)
initialize_parameters_lecun.mistake(
    "first_size_for_all",
    "Every layer uses the number of inputs of the network. A later layer reads the layer before it: its n_in is layers_dims[layer - 1].",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(1.0 / layers_dims[0])"},
)
initialize_parameters_lecun.mistake(
    "three",
    "The variance is 3 / n_in. The 3 belongs to the limit of uniform draws; normal ones are multiplied by the root of 1 / n_in.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(3.0 / n_in)"},
)
initialize_parameters_lecun.mistake(
    "sum_of_sizes",
    "The variance is 1 / (n_in + n_out). LeCun's rule has n_in alone below.",
    {"np.sqrt(1.0 / n_in)": "np.sqrt(1.0 / (n_in + n_out))"},
)

# ---- initialize_parameters_xavier


@exercise(
    points=3,
    hints=(
        "Forward asks for 1 / n_in, backward for 1 / n_out. Xavier's rule lies between the two.",
        "Its variance has the sum of both numbers below. Mind the brackets, and the root.",
        "n_in and n_out are the columns and rows of W (n_out, n_in); b is a column of zeros.",
        'Almost the code: in the loop, parameters[f"W{layer}"] is rng.standard_normal((n_out, n_in)) times the root of '
        "2 / (n_in + n_out).",
    ),
)
def initialize_parameters_xavier(layers_dims, rng):
    """Draw weights of variance 2 / (n_in + n_out), Xavier's (Glorot's) rule for layers of tanh; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), of mean 0 and variance 2 / (n_{l-1} + n_l);
        and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        deviation = np.sqrt(2.0 / (n_in + n_out))
        parameters[f"W{layer}"] = rng.standard_normal((n_out, n_in)) * deviation
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


_declare_draws(initialize_parameters_xavier, "deviation")
initialize_parameters_xavier.mistake(
    "variance_as_deviation",
    "The standard deviation of W is about 2 / (n_in + n_out): the variance was used as the factor. Take its root.",
    {"np.sqrt(2.0 / (n_in + n_out))": "2.0 / (n_in + n_out)"},
)
initialize_parameters_xavier.mistake(
    "lecun",
    "The variance is 1 / n_in: LeCun's rule, which some courses call Xavier's. Here the signal on its way back counts too, "
    "so n_out is in it.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(1.0 / n_in)"},
)
initialize_parameters_xavier.mistake(
    "he",
    "The variance is 2 / n_in, He's rule for ReLU. Here n_in + n_out stands below.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(2.0 / n_in)"},
)
initialize_parameters_xavier.mistake(
    "fan_out",
    "The variance is 1 / n_out, right for the way back alone. Xavier's rule stands between the two ways.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(1.0 / n_out)"},
)
initialize_parameters_xavier.mistake(
    "no_two",
    "The variance is 1 / (n_in + n_out), half of what is asked for. With n_in = n_out = n the rule must give 1 / n.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(1.0 / (n_in + n_out))"},
)
initialize_parameters_xavier.mistake(
    "six",
    "The variance is 6 / (n_in + n_out). The 6 belongs to the limit of uniform draws; normal ones are multiplied by the "
    "standard deviation, with a 2.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(6.0 / (n_in + n_out))"},
)
initialize_parameters_xavier.mistake(
    "brackets",
    "The factor is the root of 2 / n_in + n_out: without brackets only n_in is below the line.",
    {"2.0 / (n_in + n_out)": "2.0 / n_in + n_out"},
)
initialize_parameters_xavier.mistake(
    "product",
    "The variance is 2 / (n_in n_out). The rule has the sum of the two below, not their product.",
    {"(n_in + n_out))": "(n_in * n_out))"},
)
initialize_parameters_xavier.mistake(
    "root_of_sum_only",
    "The variance is about 4 / (n_in + n_out), twice what is asked for. Does the 2 stand outside the root? Or did you take the mean of "
    "1 / n_in and 1 / n_out, instead of that of the sizes?",
    {"np.sqrt(2.0 / (n_in + n_out))": "2.0 / np.sqrt(n_in + n_out)"},
)
initialize_parameters_xavier.mistake(
    "root_of_two_only",
    "The standard deviation is sqrt(2) / (n_in + n_out): the root is over the 2 only. It belongs over the whole quotient.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(2.0) / (n_in + n_out)"},
)
initialize_parameters_xavier.mistake(
    "upside_down",
    "The weights grow with the sizes: the quotient stands on its head. The sum of the sizes belongs below the line.",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt((n_in + n_out) / 2.0)"},
)
initialize_parameters_xavier.mistake(
    "sum_of_variances",
    "This is 1 / n_in plus 1 / n_out. The sizes are added below one line: 2 / (n_in + n_out).",
    {"np.sqrt(2.0 / (n_in + n_out))": "np.sqrt(1.0 / n_in + 1.0 / n_out)"},
)

# ---- initialize_parameters_leaky


@exercise(
    points=4,
    hints=(
        "Take the derivation of He's rule and change one step: what is E[a²] if negative z are multiplied by slope?",
        "Half of all z are positive and give z². The other half give (slope z)². Together they make a share of E[z²].",
        "n_in is the number of columns of W (n_out, n_in). Test your formula: slope 0 must give He's rule, slope 1 LeCun's.",
        "Almost the code: E[a²] is (1 + slope²) / 2 times Var(z), so multiply the draws by the root of 2 / ((1 + slope²) n_in).",
    ),
)
def initialize_parameters_leaky(layers_dims, slope, rng):
    """Draw weights so that Var(z) stays the same from layer to layer of leaky ReLU; biases are zero.

    Parameters
    ----------
    layers_dims : list of L + 1 ints
        Number of inputs, then the number of units of layers 1, ..., L.
    slope : float
        Slope of the leaky ReLU for negative z, 0..1.
    rng : numpy.random.Generator
        Where all draws come from.

    Returns
    -------
    parameters : dict
        For each layer l = 1, ..., L: "Wl", shape (n_l, n_{l-1}), of mean 0; and "bl", shape (n_l, 1).
    """
    parameters = {}
    ### START CODE HERE ###
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        deviation = np.sqrt(2.0 / ((1.0 + slope**2) * n_in))
        parameters[f"W{layer}"] = rng.standard_normal((n_out, n_in)) * deviation
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    ### END CODE HERE ###
    return parameters


_declare_draws(initialize_parameters_leaky, "deviation")
initialize_parameters_leaky.mistake(
    "slope_ignored",
    "The variance is 2 / n_in, as if negative z gave 0. Here they give slope times z, and that adds to E[a²].",
    {"(1.0 + slope**2) * n_in": "n_in"},
)
initialize_parameters_leaky.mistake(
    "slope_not_squared",
    "The variance is 2 / ((1 + slope) n_in). What is passed on is E[a²], so the slope is squared along with z.",
    {"slope**2": "slope"},
)
initialize_parameters_leaky.mistake(
    "minus",
    "The variance is 2 / ((1 - slope²) n_in). The negative half adds to the mean square: it does not take away.",
    {"1.0 + slope**2": "1.0 - slope**2"},
)
initialize_parameters_leaky.mistake(
    "whole_squared",
    "The variance is 2 / ((1 + slope)² n_in). Positive and negative z never meet in one example; square them apart, "
    "then add.",
    {"1.0 + slope**2": "(1.0 + slope) ** 2"},
)
initialize_parameters_leaky.mistake(
    "not_halved",
    "The variance is 1 / ((1 + slope²) n_in): the 2 is missing. Each of the two halves occurs with probability one half.",
    {"np.sqrt(2.0 / (": "np.sqrt(1.0 / ("},
)
initialize_parameters_leaky.mistake(
    "slope_multiplies",
    "The variance grows with the slope: 1 + slope² stands above the line. The more a unit passes on, the smaller its weights.",
    {"2.0 / ((1.0 + slope**2) * n_in)": "2.0 * (1.0 + slope**2) / n_in"},
)
initialize_parameters_leaky.mistake(
    "variance_as_deviation",
    "The standard deviation is about 2 / ((1 + slope²) n_in): the variance was used as the factor. Take its root.",
    {"np.sqrt(2.0 / ((1.0 + slope**2) * n_in))": "2.0 / ((1.0 + slope**2) * n_in)"},
)
initialize_parameters_leaky.mistake(
    "fan_out",
    "The variance has n_out below. What a unit adds up are its inputs, n_in.",
    {"(1.0 + slope**2) * n_in": "(1.0 + slope**2) * n_out"},
)
initialize_parameters_leaky.mistake(
    "lecun",
    "The variance is 1 / n_in, right for slope 1 only. A slope below 1 passes on less, so the weights must be larger.",
    {"np.sqrt(2.0 / ((1.0 + slope**2) * n_in))": "np.sqrt(1.0 / n_in)"},
)
initialize_parameters_leaky.mistake(
    "straight_line",
    "The variance is (2 - slope) / n_in. It is right for slope 0 and slope 1, and off between them: what is passed on is E[a²], "
    "with the slope squared below the line.",
    {"2.0 / ((1.0 + slope**2) * n_in)": "(2.0 - slope) / n_in"},
)
initialize_parameters_leaky.mistake(
    "minus_square",
    "The variance is (2 - slope²) / n_in. It is right for slope 0 and slope 1, and off between them: 1 + slope² belongs below the "
    "line.",
    {"2.0 / ((1.0 + slope**2) * n_in)": "(2.0 - slope**2) / n_in"},
)
initialize_parameters_leaky.mistake(
    "brackets",
    "The weights grow with n_in: without brackets it is multiplied. 1 + slope² and n_in both stand below the line.",
    {"2.0 / ((1.0 + slope**2) * n_in)": "2.0 / (1.0 + slope**2) * n_in"},
)
initialize_parameters_leaky.mistake(
    "positive_half_lost",
    "The variance is 2 / (slope² n_in): only the negative half is counted. Positive z are passed on whole, which is the 1 in "
    "1 + slope².",
    {"(1.0 + slope**2) * n_in": "slope**2 * n_in"},
)
initialize_parameters_leaky.mistake(
    "root_without_n_in",
    "n_in stands outside the root. The variance has n_in below, so the standard deviation has its root.",
    {"np.sqrt(2.0 / ((1.0 + slope**2) * n_in))": "np.sqrt(2.0 / (1.0 + slope**2)) / n_in"},
)
initialize_parameters_leaky.mistake(
    "both_sizes",
    "The sum n_in + n_out stands below, as in Xavier's rule. Keep Var(z) level forward: n_in alone.",
    {"(1.0 + slope**2) * n_in": "(1.0 + slope**2) * (n_in + n_out)"},
)

# ---- quick questions

QUESTIONS = (
    question(
        "2a",
        right="b",
        a="Zeros stop the signal on its way back once. But the last layer itself gets a gradient, since the layers below send "
        "it something; after one step it is no longer zero.",
        b="Yes. The last layer's gradient is dZ A^T with A not zero, so it moves; from then on its weights let the signal pass down.",
        c="In the first step they do: the layers below get W^T dZ = 0 and stand still for that step.",
    ),
    question(
        "3a",
        right="b",
        a="What must differ is what the units compute. A different bias does that too.",
        b="Yes. With different z different ReLU units are on for an image, so their rows of dZ differ. Random weights do it more "
        "thoroughly, and from the first image on, so biases can stay at 0.",
        c="Dead means that no signal passes. The weights are not zero here, so it does.",
    ),
    question(
        "4a",
        right="c",
        a="No step has been made yet, so the learning rate has not been used.",
        b="Shuffled labels are as good as random ones, and on those an undecided network pays log 2 = 0.69.",
        c="Yes. A cost of 7000 needs scores in the thousands. They come from large weights, or from inputs that were not standardized.",
    ),
    question(
        "6a",
        right="c",
        a="2 / 800 is the variance. The draws are multiplied by its root.",
        b="That is the root of 2 / 200, with the fan-out. A unit adds up its 800 inputs.",
        c="Yes: the root of 2 / 800 = 1 / 400 is 1 / 20.",
    ),
    question(
        "8a",
        right="a",
        a="Yes. Glorot and Bengio (2010) have both sizes in their rule, and the short form 1 / n_in goes under the same name in "
        "some places. What you measured tells you what you have.",
        b="It is a rule with reasons of its own: it keeps the forward signal level. Only the name is not agreed on.",
        c="The two are equal only where n_in = n_out.",
    ),
    question(
        "9a",
        right="b",
        a="With ten layers it decides whether anything is learned. One layer is too little to show it.",
        b="Yes. A factor to the power one does little harm; to the power ten it does. And a variance can be measured in one line.",
        c="It works with all five seeds above. The bug is silent there, not lucky.",
    ),
)
