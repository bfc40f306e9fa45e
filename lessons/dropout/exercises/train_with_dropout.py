"""The exercise `train_with_dropout`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.dropout.exercises.backward_propagation_with_dropout import backward_propagation_with_dropout
from lessons.dropout.exercises.forward_propagation_with_dropout import forward_propagation_with_dropout
from lessons.dropout.toolbox import compute_cost, update_parameters


@exercise(
    points=3,
    planted="same_masks",
    uses=("forward_propagation_with_dropout", "backward_propagation_with_dropout"),
    hints=(
        "Dropout draws a new thinned network in every step. Ask of each line: would this loop do that?",
        'Print cache["D1"][:, 0] for a few steps. Do the masks change?',
        "A generator that is made anew from the same seed gives the same numbers again. Which generator reaches forward propagation?",
        "Almost the code: one line in the loop makes a generator of its own. Take it out; `rng` then moves on from step to step.",
    ),
)
def train_with_dropout(X, Y, parameters, keep_prob, learning_rate, num_iterations, rng):
    """Train by gradient descent; every step draws a new thinned network.

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    parameters : dict
        "W1", "b1", "W2", "b2", "W3", "b3" to start from; left unchanged.
    keep_prob : float
        Probability that an activation of a hidden layer is kept; 1.0 trains without dropout.
    learning_rate : float
        Length of a step, relative to the gradient.
    num_iterations : int
        Number of steps.
    rng : numpy.random.Generator
        Where all masks come from.

    Returns
    -------
    parameters : dict
        The parameters after the last step.
    costs : list of float
        The thinned network's cost before each step, num_iterations numbers.
    """
    costs = []
    ### START CODE HERE ###
    for _ in range(num_iterations):
        A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
        costs.append(compute_cost(A3, Y))
        gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        parameters = update_parameters(parameters, gradients, learning_rate)
    ### END CODE HERE ###
    return parameters, costs


train_with_dropout.mistake(
    "same_masks",
    "Every step uses the same masks, whatever `rng` is: a generator is made anew, from one seed, inside the loop. "
    "So one thinned network is trained, and the dropped units never learn.",
    {
        "    for _ in range(num_iterations):\n": "    for _ in range(num_iterations):\n        rng = np.random.default_rng(1)\n"
    },
)
train_with_dropout.mistake(
    "same_masks_from_rng",
    "The masks depend on `rng`, but they stay the same from step to step. Let the generator itself move on; "
    "a copy or a kept seed starts over each time.",
    {
        "    for _ in range(num_iterations):\n": "    seed = int(rng.integers(2**31))\n    for _ in range(num_iterations):\n"
        "        rng = np.random.default_rng(seed)\n"
    },
)
train_with_dropout.mistake(
    "own_generator",
    "The masks change from step to step, but they do not come from the `rng` passed in: the result is the same for every `rng`.",
    {
        "    for _ in range(num_iterations):\n": "    rng = np.random.default_rng(1)\n    for _ in range(num_iterations):\n"
    },
)
train_with_dropout.mistake(
    "nothing_dropped",
    "No unit is ever dropped. Forward propagation needs the keep_prob that you were given.",
    {"(X, parameters, keep_prob, rng)": "(X, parameters, 1.0, rng)"},
)
train_with_dropout.mistake(
    "backward_without_keep",
    "Forward propagation divides by keep_prob and backpropagation does not. Pass it keep_prob too.",
    {"(X, Y, cache, keep_prob)": "(X, Y, cache, 1.0)"},
)
train_with_dropout.mistake(
    "uphill",
    "The steps go up the slope. Move against the gradient: the learning rate is positive, and update_parameters subtracts.",
    {"gradients, learning_rate)": "gradients, -learning_rate)"},
)
train_with_dropout.mistake(
    "forward_once",
    "Forward propagation runs once, before the loop, so costs and gradients never see the new parameters. It belongs inside the loop.",
    body="""
    A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
    for _ in range(num_iterations):
        costs.append(compute_cost(A3, Y))
        gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        parameters = update_parameters(parameters, gradients, learning_rate)
    """,
)
train_with_dropout.mistake(
    "cost_after_step",
    "`costs` is off by one step: it holds the cost after the step. Keep it before you move.",
    body="""
    for _ in range(num_iterations):
        A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
        gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        parameters = update_parameters(parameters, gradients, learning_rate)
        A3, _ = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
        costs.append(compute_cost(A3, Y))
    """,
)
train_with_dropout.mistake(
    "cost_of_the_whole_network",
    "The parameters are right, and `costs` holds the whole network's cost. The loop keeps the cost that it sees, that of "
    "each step's thinned network.",
    {
        "costs.append(compute_cost(A3, Y))": "costs.append(compute_cost(forward_propagation(X, parameters)[0], Y))",
    },
)
train_with_dropout.mistake(
    "one_step",
    "Only one step is taken. All four lines belong inside the loop.",
    {"range(num_iterations)": "range(1)"},
)
train_with_dropout.mistake(
    "start_returned",
    "The parameters that come back are those of the start. Keep what update_parameters returns, and go on from it.",
    {"        parameters = update_parameters": "        updated = update_parameters"},
)
train_with_dropout.variant(
    "while_loop",
    body="""
    while len(costs) < num_iterations:
        A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
        costs.append(np.float64(compute_cost(A3, Y)))
        gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        parameters = update_parameters(parameters, gradients, learning_rate)
    """,
)
train_with_dropout.variant(
    "update_by_hand",
    {
        "parameters = update_parameters(parameters, gradients, learning_rate)": 'parameters = {n: parameters[n] - learning_rate * gradients["d" + n] for n in parameters}'
    },
)
train_with_dropout.variant(
    "new_generator_each_step",
    {"keep_prob, rng)\n        costs": "keep_prob, np.random.default_rng(rng.integers(2**63)))\n        costs"},
)
train_with_dropout.variant(
    "keywords", {"(X, parameters, keep_prob, rng)": "(X, parameters, rng=rng, keep_prob=keep_prob)"}
)
