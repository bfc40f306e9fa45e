"""The exercise `nn_model`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import Replay, exercise
from lessons.shallow_network.exercises.backward_propagation import backward_propagation
from lessons.shallow_network.exercises.compute_cost import compute_cost
from lessons.shallow_network.exercises.forward_propagation import forward_propagation
from lessons.shallow_network.exercises.initialize_parameters import initialize_parameters
from lessons.shallow_network.exercises.layer_sizes import layer_sizes
from lessons.shallow_network.exercises.update_parameters import update_parameters


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
