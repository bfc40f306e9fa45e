"""The exercise `update_parameters`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


@exercise(
    points=2,
    hints=(
        "One step of gradient descent, as in lesson {{number:logistic_regression}}, for each of the four parameters.",
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
