"""The exercise `L_layer_model`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import Replay, exercise
from lessons.deep_network.exercises.compute_cost import compute_cost
from lessons.deep_network.exercises.initialize_parameters_deep import initialize_parameters_deep
from lessons.deep_network.exercises.L_model_backward import L_model_backward
from lessons.deep_network.exercises.L_model_forward import L_model_forward
from lessons.deep_network.exercises.update_parameters import update_parameters


@exercise(
    points=4,
    uses=("initialize_parameters_deep", "L_model_forward", "compute_cost", "L_model_backward", "update_parameters"),
    hints=(
        "Everything is there. Draw the start once; then repeat: forward, cost, backward, step.",
        "The cost is kept in rounds 0, 100, 200, …, before the step of that round.",
        "compute_cost wants AL (1, m) and Y (1, m). update_parameters gives a new dict, so keep what it returns.",
        "Almost the code: parameters from initialize_parameters_deep; for i in range(num_iterations): AL, caches from "
        "L_model_forward; if i % 100 == 0, append the cost; gradients from L_model_backward; parameters from update_parameters.",
    ),
)
def L_layer_model(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Train a network of L layers by gradient descent.

    Parameters
    ----------
    X, Y : arrays, shapes (n_0, m) and (1, m)
        Examples as columns, and their labels, 0. or 1.
    layer_dims : list of int
        Sizes [n_0, n_1, ..., n_L] with n_L = 1.
    learning_rate : float
        Length of a step, relative to the gradient.
    num_iterations : int
        Number of steps, at least 1.
    rng : numpy.random.Generator
        Source of the start.

    Returns
    -------
    parameters : dict
        "W1", "b1", ..., "WL", "bL" after the last step.
    costs : list of float
        The cost before step 0, before step 100, before step 200, and so on.
    """
    costs = []
    ### START CODE HERE ###
    parameters = initialize_parameters_deep(layer_dims, rng)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost(AL, Y))
        gradients = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, gradients, learning_rate)
    ### END CODE HERE ###
    return parameters, costs


def _same_start(inputs, values):
    """Let the reference start where the answer did, without hidden layers and with them."""

    def start(layer_dims, rng):
        run = "start" if len(layer_dims) == 2 else "before"
        names = [f"{name}{l}" for l in range(1, len(layer_dims)) for name in "Wb"]
        return {name: values[f"{name}, {run}"].copy() for name in names}

    idle = [value for name, value in values.items() if name.endswith((", start", ", before"))]
    return {"initialize_parameters_deep": start}, idle


L_layer_model.replay = Replay(_same_start, lambda name: None if name.endswith(", again") else "result")


L_layer_model.mistake(
    "step_thrown_away",
    "The parameters never move. update_parameters leaves its argument alone and returns a new dict: keep it.",
    {"        parameters = update_parameters(": "        update_parameters("},
)
L_layer_model.mistake(
    "starts_over",
    "The network is drawn anew in every round, so nothing is learned. Draw the start once, before the loop.",
    {
        "    parameters = initialize_parameters_deep(layer_dims, rng)\n    for i in range(num_iterations):\n": "    for i in range(num_iterations):\n        parameters = initialize_parameters_deep(layer_dims, rng)\n"
    },
)
L_layer_model.mistake(
    "fixed_learning_rate",
    "The steps have a length of their own, whatever `learning_rate` is. Use the argument.",
    {"gradients, learning_rate)": "gradients, 0.0075)"},
)
L_layer_model.mistake(
    "one_step_too_many",
    "It takes one step more than asked for.",
    {"range(num_iterations)": "range(num_iterations + 1)"},
)
L_layer_model.mistake(
    "one_step_too_few",
    "It takes one step less than asked for. range(n) has n numbers, starting at 0.",
    {"range(num_iterations)": "range(1, num_iterations)"},
)
L_layer_model.mistake(
    "stale_gradient",
    "Forward and backward run once, and every step uses that gradient. Both belong inside the loop.",
    body="""
    parameters = initialize_parameters_deep(layer_dims, rng)
    AL, caches = L_model_forward(X, parameters)
    gradients = L_model_backward(AL, Y, caches)
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(compute_cost(AL, Y))
        parameters = update_parameters(parameters, gradients, learning_rate)
    """,
)
L_layer_model.mistake(
    "cost_after_step",
    "`costs` is off by one step: it holds the costs after the steps 0, 100, …. Keep the cost before you move.",
    body="""
    parameters = initialize_parameters_deep(layer_dims, rng)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        gradients = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, gradients, learning_rate)
        if i % 100 == 0:
            costs.append(compute_cost(L_model_forward(X, parameters)[0], Y))
    """,
)
L_layer_model.mistake(
    "every_cost",
    "`costs` holds the cost of every step. Keep those of the steps 0, 100, 200, … only.",
    {"        if i % 100 == 0:\n            costs": "        costs"},
)
L_layer_model.mistake(
    "start_not_kept",
    "`costs` lacks the start: its first entry is the cost of step 99. Keep the cost where i, counted from 0, is a multiple of 100.",
    {"i % 100 == 0": "(i + 1) % 100 == 0"},
)
L_layer_model.mistake(
    "start_skipped",
    "`costs` lacks the start: the cost before step 0 belongs into it too.",
    {"if i % 100 == 0": "if i % 100 == 0 and i > 0"},
)
L_layer_model.mistake(
    "last_cost_only",
    "`costs` holds the last step's cost only. Keep one before the steps 0, 100, 200, …, inside the loop.",
    body="""
    parameters = initialize_parameters_deep(layer_dims, rng)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        gradients = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, gradients, learning_rate)
    costs.append(cost)
    """,
)
L_layer_model.mistake(
    "last_cost_too",
    "`costs` also holds the cost of the last step. Keep those before the steps 0, 100, 200, … only.",
    {"if i % 100 == 0": "if i % 100 == 0 or i == num_iterations - 1"},
)
L_layer_model.mistake(
    "steps_with_the_record",
    "The network moves in the rounds 0, 100, … only. The step belongs to every round: look at what is indented under the `if`.",
    {
        "        gradients = L_model_backward(AL, Y, caches)\n": "            gradients = L_model_backward(AL, Y, caches)\n",
        "        parameters = update_parameters(": "            parameters = update_parameters(",
    },
)
L_layer_model.mistake(
    "uphill",
    "The steps go up the slope. Hand `learning_rate` on as it is: update_parameters subtracts already.",
    {"gradients, learning_rate)": "gradients, -learning_rate)"},
)
L_layer_model.mistake(
    "own_generator",
    "Every network starts from the same weights, whatever `rng` is. Hand the `rng` that is passed in to the start.",
    {"(layer_dims, rng)": "(layer_dims, np.random.default_rng(3))"},
)
L_layer_model.mistake(
    "own_layers",
    "The network has sizes of its own. Use `layer_dims`.",
    {"(layer_dims, rng)": "([X.shape[0], 5, 1], rng)"},
)
L_layer_model.variant(
    "in_place_on_own",
    {
        "        parameters = update_parameters(parameters, gradients, learning_rate)\n": '        for name in parameters:\n            parameters[name] = parameters[name] - learning_rate * gradients["d" + name]\n'
    },
)
L_layer_model.variant(
    "while_with_prints",
    body="""
    parameters = initialize_parameters_deep(layer_dims=layer_dims, rng=rng)
    i = 0
    while i < num_iterations:
        AL, caches = L_model_forward(X, parameters)
        cost = float(compute_cost(AL, Y))
        if not i % 100:
            print(f"cost after {i} steps: {cost}")
            costs += [cost]
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
        i += 1
    """,
)
L_layer_model.variant(
    "array_of_costs",
    {
        "(AL, Y))\n": "(AL, Y))\n            print(costs[-1])\n",
        "    ### END": "    costs = np.array(costs)\n    ### END",
    },
)
