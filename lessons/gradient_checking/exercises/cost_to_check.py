"""The exercise `cost_to_check`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.gradient_checking.exercises.vector_to_parameters import vector_to_parameters
from lessons.gradient_checking.toolbox import dropout_masks, network_cost


@exercise(
    points=4,
    uses=("vector_to_parameters",),
    hints=(
        "A cost can be checked if it is a function of theta alone: asked twice at one place, it says the same twice.",
        "What is drawn at random must be drawn before J is defined, once. What depends on theta must stand inside J.",
        "dropout_masks(like, m, keep_prob, rng) gives the masks. Inside J, theta (n, 1) becomes parameters; the penalty runs over the "
        'arrays whose names start with "W".',
        "Almost the code: masks from dropout_masks; then def J(theta): parameters from vector_to_parameters; squares is the sum of "
        "np.sum(W**2) over the weights; return network_cost(parameters, X, Y, masks) plus lambd / (2 * m) times squares.",
    ),
)
def cost_to_check(X, Y, like, keep_prob, lambd, rng):
    """Make a cost with dropout and L2 penalty into a function of theta alone.

    Parameters
    ----------
    X, Y : arrays, shapes (n_x, m) and (1, m)
    like : dict of arrays
        "W1", "b1", ...: the names and shapes that theta stands for.
    keep_prob, lambd : float
        The share of kept units (hidden layers), and the regularization parameter.
    rng : numpy.random.Generator
        Where the masks come from.

    Returns
    -------
    J : function
        J(theta), theta (n, 1), is the float network_cost with these masks + lambd / (2 m) times the sum of
        all squared weights (no biases). The masks are drawn once: J gives the same for the same theta.
    masks : dict
        The masks in J, from dropout_masks.
    """
    m = X.shape[1]
    ### START CODE HERE ###
    masks = dropout_masks(like, m, keep_prob, rng)

    def J(theta):
        parameters = vector_to_parameters(theta, like)
        squares = sum(np.sum(W**2) for name, W in parameters.items() if name.startswith("W"))
        return network_cost(parameters, X, Y, masks) + lambd / (2 * m) * squares

    ### END CODE HERE ###
    return J, masks


cost_to_check.mistake(
    "live_dropout",
    "J draws new masks each time it is asked, so J(theta + epsilon) and J(theta - epsilon) belong to two networks. Draw the masks "
    "once, before J.",
    {"network_cost(parameters, X, Y, masks)": "network_cost(parameters, X, Y, dropout_masks(like, m, keep_prob, rng))"},
)
cost_to_check.mistake(
    "frozen_by_a_seed",
    "J makes its masks anew from a seed of its own. It repeats itself, but its masks are not the ones returned, and `rng` has no "
    "say. Draw them once from rng, before J.",
    {
        "network_cost(parameters, X, Y, masks)": "network_cost(parameters, X, Y, dropout_masks(like, m, keep_prob, np.random.default_rng(7)))"
    },
)
cost_to_check.mistake(
    "seed_inside",
    "The masks come from a seed of their own and are the same in every call of cost_to_check. Draw them from `rng`.",
    {"keep_prob, rng)\n": "keep_prob, np.random.default_rng(1))\n"},
)
cost_to_check.mistake(
    "masks_unused",
    "The masks are drawn but the cost is that of the whole network. Hand them to network_cost.",
    {"network_cost(parameters, X, Y, masks)": "network_cost(parameters, X, Y)"},
)
cost_to_check.mistake(
    "nothing_dropped",
    "Nothing is dropped: the masks keep every unit. The share of kept units is keep_prob.",
    {"dropout_masks(like, m, keep_prob, rng)": "dropout_masks(like, m, 1.0, rng)"},
)
cost_to_check.mistake(
    "no_penalty",
    "The penalty is missing. If backpropagation has its term and the cost does not, a right gradient fails the check.",
    {" + lambd / (2 * m) * squares": ""},
)
cost_to_check.mistake(
    "penalty_of_like",
    "The penalty is computed from `like`, so it stays the same when theta moves and adds nothing to the slope. Use the parameters "
    "made from theta.",
    {"for name, W in parameters.items()": "for name, W in like.items()"},
)
cost_to_check.mistake(
    "cost_of_like",
    "J computes the network with `like` instead of theta. Make the parameters out of theta first.",
    {"vector_to_parameters(theta, like)": "like"},
)
cost_to_check.mistake(
    "biases_penalised",
    "The biases are in the penalty too. Only the weights are, as in the backpropagation of lesson {{number:l2_regularization}}.",
    {' if name.startswith("W")': ""},
)
cost_to_check.mistake(
    "all_of_theta",
    "The penalty is the length of the whole theta, biases and square root included. It is the sum of the squared weights.",
    {
        'squares = sum(np.sum(W**2) for name, W in parameters.items() if name.startswith("W"))': "squares = np.linalg.norm(theta)"
    },
)
cost_to_check.mistake(
    "no_half",
    "The penalty is twice what it should be: the factor is lambd / (2 m).",
    {"lambd / (2 * m)": "lambd / m"},
)
cost_to_check.mistake(
    "no_mean",
    "The penalty is m times too large: the factor is lambd / (2 m).",
    {"lambd / (2 * m)": "lambd / 2"},
)
cost_to_check.mistake(
    "precedence",
    "`lambd / 2 * m` multiplies by m. Put the product in brackets: lambd / (2 * m).",
    {"lambd / (2 * m)": "lambd / 2 * m"},
)
cost_to_check.mistake(
    "penalty_subtracted",
    "The penalty is subtracted. It makes large weights dear: add it.",
    {", masks) + lambd": ", masks) - lambd"},
)
cost_to_check.mistake(
    "not_squared",
    "The weights enter the penalty by their size. Here it is their squares that are summed.",
    {"np.sum(W**2)": "np.sum(np.abs(W))"},
)
cost_to_check.mistake(
    "one_layer_penalised",
    "Only the first layer's weights are in the penalty. All of them are.",
    {'name.startswith("W")': 'name == "W1"'},
)
cost_to_check.mistake(
    "called_already",
    "What came back is a number, not a function. Return J itself, without brackets.",
    {"return J, masks": "return J(np.ones((sum(v.size for v in like.values()), 1))), masks"},
)
cost_to_check.mistake(
    "norms_not_squared",
    "The lengths of the weight matrices are summed. Sum their squares: np.sum(W**2) has no root.",
    {"np.sum(W**2)": "np.linalg.norm(W)"},
)
cost_to_check.mistake(
    "square_of_the_sum",
    "The weights of a layer are added up first and squared then, so signs cancel. Square each weight, then add.",
    {"np.sum(W**2)": "np.sum(W) ** 2"},
)
cost_to_check.mistake(
    "last_layer_penalised",
    "Only the last layer's weights are in the penalty: each layer overwrites the one before. Add them up.",
    {'if name.startswith("W")': 'if name == f"W{len(like) // 2}"'},
)
cost_to_check.mistake(
    "share_dropped",
    "The masks keep the share 1 - keep_prob. dropout_masks takes the share that is kept, keep_prob itself.",
    {"m, keep_prob, rng": "m, 1 - keep_prob, rng"},
)
cost_to_check.mistake(
    "masks_without_factor",
    "The masks are 0 or 1: the factor 1 / keep_prob of the kept units is lost. Use what dropout_masks gives as it is.",
    {"keep_prob, rng)\n": "keep_prob, rng)\n    masks = {name: 1.0 * (D > 0) for name, D in masks.items()}\n"},
)
cost_to_check.variant(
    "loop",
    body="""
    masks = dropout_masks(like, m, keep_prob, rng)
    def J(theta):
        now = vector_to_parameters(theta, like)
        cost = network_cost(now, X, Y, masks=masks)
        for l in range(1, len(now) // 2 + 1):
            cost += lambd * np.linalg.norm(now[f"W{l}"]) ** 2 / 2 / m
        return cost
    """,
)
cost_to_check.variant(
    "own_masks",
    body="""
    masks = {}
    for l in reversed(range(1, len(like) // 2)):
        u = rng.uniform(size=(m, like[f"b{l}"].shape[0])).T
        masks[f"D{l}"] = (u >= 1 - keep_prob) / keep_prob
    def J(theta):
        parameters = vector_to_parameters(theta, like)
        AL, _ = forward_propagation_n(X, parameters, masks)
        data = -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m
        return data + lambd * sum(np.sum(np.square(parameters[n])) for n in parameters if "W" in n) / (2 * m)
    """,
)
cost_to_check.variant(
    "lambda",
    body="""
    masks = dropout_masks(like, m, keep_prob, rng)
    def penalty(p):
        return 0.5 * lambd * sum((W * W).sum() for n, W in p.items() if n[0] == "W") / m
    J = lambda theta: (lambda p: network_cost(p, X, Y, masks) + penalty(p))(vector_to_parameters(theta, like))
    """,
)
