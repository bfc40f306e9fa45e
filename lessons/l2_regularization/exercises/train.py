"""The exercise `train`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.l2_regularization.exercises.backward_propagation_with_regularization import (
    backward_propagation_with_regularization,
)
from lessons.l2_regularization.exercises.compute_cost_with_regularization import compute_cost_with_regularization
from lessons.l2_regularization.toolbox import compute_cost, forward_propagation, update_parameters


@exercise(
    points=3,
    uses=("compute_cost_with_regularization", "backward_propagation_with_regularization"),
    planted="plain_gradients",
    hints=(
        "Something in this loop knows lambd, and something else should know it and does not. Which of the two moves the weights?",
        "Read the loop line by line and ask at each one: does this line change the parameters, or does it only write down a number?",
        "The recorded costs are right. The step takes the gradients from backward_propagation, "
        "which has no argument for lambd.",
        "Almost the code: call backward_propagation_with_regularization, with lambd as its last argument.",
    ),
)
def train(X, Y, parameters, lambd, learning_rate, num_iterations):
    """Train the network by gradient descent on the regularized cost. A bug is in this code: find it, repair it.

    Parameters
    ----------
    X, Y : arrays, shapes (n_x, m) and (1, m)
        Training examples as columns, and their labels.
    parameters : dict
        "W1", "b1", ... "W3", "b3" to start from; left unchanged.
    lambd, learning_rate : float
        Regularization parameter, and length of a step relative to the gradient.
    num_iterations : int
        Number of steps, at least 1.

    Returns
    -------
    parameters : dict
        After the last step.
    costs, losses : lists of float
        The regularized cost, and the data loss in it, before the steps 0, 100, 200, ...
    """
    costs, losses = [], []
    ### START CODE HERE ###
    for i in range(num_iterations):
        A3, cache = forward_propagation(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost_with_regularization(A3, Y, parameters, lambd))
            losses.append(compute_cost(A3, Y))
        gradients = backward_propagation_with_regularization(X, Y, cache, lambd)
        parameters = update_parameters(parameters, gradients, learning_rate)
    ### END CODE HERE ###
    return parameters, costs, losses


train.mistake(
    "plain_gradients",
    "The costs contain the penalty, and the steps do not: the parameters come out the same for every lambd. "
    "Look at where the gradients are computed.",
    {"backward_propagation_with_regularization(X, Y, cache, lambd)": "backward_propagation(X, Y, cache)"},
)
train.mistake(
    "plain_costs",
    "`costs` holds the data loss alone. It is the regularized cost that belongs there; the data loss goes into `losses`.",
    {"costs.append(compute_cost_with_regularization(A3, Y, parameters, lambd))": "costs.append(compute_cost(A3, Y))"},
)
train.mistake(
    "penalty_in_losses",
    "`losses` contains the penalty. It should hold the data loss alone, so that runs with different lambd can be compared.",
    {"losses.append(compute_cost(A3, Y))": "losses.append(costs[-1])"},
)
train.mistake(
    "costs_and_losses_swapped",
    "`costs` and `losses` hold each other's numbers. The regularized cost goes into `costs`.",
    {
        "costs.append(compute_cost_with_regularization(A3, Y, parameters, lambd))": "costs.append(compute_cost(A3, Y))",
        "losses.append(compute_cost(A3, Y))": "losses.append(compute_cost_with_regularization(A3, Y, parameters, lambd))",
    },
)
train.mistake(
    "penalty_twice",
    "The weights shrink twice in each step: the gradients have the penalty already. Take one way or the other.",
    {
        "        parameters = update_parameters(parameters, gradients, learning_rate)\n": "        m = X.shape[1]\n"
        "        shrink = {k: (1 - learning_rate * lambd / m if k[0] == 'W' else 1.0) * v for k, v in parameters.items()}\n"
        "        parameters = update_parameters(shrink, gradients, learning_rate)\n"
    },
)
train.mistake(
    "penalty_not_averaged",
    "The penalty enters the gradients with lambd instead of lambd / m, so the weights shrink m times too fast.",
    {
        "gradients = backward_propagation_with_regularization(X, Y, cache, lambd)": "gradients = backward_propagation_with_regularization(X, Y, cache, lambd * X.shape[1])"
    },
)
train.mistake(
    "arguments_swapped",
    "lambd and learning_rate have changed places in the step: lambd belongs to the gradients, learning_rate to the update.",
    {
        "gradients = backward_propagation_with_regularization(X, Y, cache, lambd)": "gradients = backward_propagation_with_regularization(X, Y, cache, learning_rate)",
        "(parameters, gradients, learning_rate)": "(parameters, gradients, lambd)",
    },
)
train.mistake(
    "recorded_in_every_step",
    "`costs` and `losses` hold a number for every step. Keep those before the steps 0, 100, 200, … only.",
    {"i % 100 == 0": "i % 1 == 0"},
)
train.mistake(
    "uphill",
    "The steps go up the slope: the learning rate reaches the update with a minus.",
    {"gradients, learning_rate)\n": "gradients, -learning_rate)\n"},
)
train.mistake(
    "one_step_too_many",
    "It takes one step more than asked for.",
    {"range(num_iterations)": "range(num_iterations + 1)"},
)
train.mistake(
    "counts_from_one",
    "The costs are recorded at the wrong steps. The first entry is that of step 0, before anything was learned.",
    {"i % 100 == 0": "(i + 1) % 100 == 0"},
)
train.mistake(
    "start_returned",
    "The parameters that come back are those of the start. Pass the learned ones on from step to step.",
    {"        parameters = update_parameters(": "        learned = update_parameters("},
)
train.variant(
    "from_plain_gradients",
    {
        "gradients = backward_propagation_with_regularization(X, Y, cache, lambd)": "gradients = backward_propagation(X, Y, cache)\n"
        "        for layer in (1, 2, 3):\n"
        "            gradients[f'dW{layer}'] = gradients[f'dW{layer}'] + lambd / X.shape[1] * parameters[f'W{layer}']"
    },
)
train.variant(
    "copy_then_in_place",
    body="""
    parameters = {name: value.copy() for name, value in parameters.items()}
    for i in range(num_iterations):
        A3, cache = forward_propagation(X, parameters)
        gradients = backward_propagation_with_regularization(X, Y, cache, lambd)
        if i % 100 == 0:
            losses.append(compute_cost(A3, Y))
            costs.append(compute_cost_with_regularization(A3, Y, parameters, lambd))
            print(f"step {i}: {costs[-1]:.3f}")
        for name in parameters:
            parameters[name] -= learning_rate * gradients["d" + name]
    """,
)
train.variant("keyword", {"(X, Y, cache, lambd)": "(X=X, Y=Y, cache=cache, lambd=lambd)"})
