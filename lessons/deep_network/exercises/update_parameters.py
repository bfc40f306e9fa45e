"""The exercise `update_parameters`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


@exercise(
    points=2,
    hints=(
        "Gradient descent moves every parameter a little against its own gradient.",
        'The gradient of "W1" stands under "dW1": a d in front of the name. `gradients` also holds signals, which you skip.',
        "Each new array has the shape of the old one. Write value - learning_rate * gradient, which makes a new array; "
        "-= would change the caller's.",
        "Almost the code: for name, value in parameters.items(): updated[name] is value minus learning_rate times "
        'gradients["d" + name].',
    ),
)
def update_parameters(parameters, gradients, learning_rate):
    """Take one step of gradient descent.

    Parameters
    ----------
    parameters : dict
        "W1", "b1", ..., "WL", "bL"; left unchanged.
    gradients : dict
        "dW1", "db1", ...; may hold further entries, such as "dA0".
    learning_rate : float
        Length of a step, relative to the gradient.

    Returns
    -------
    updated : dict
        A new dict with the parameters after the step, under the same names.
    """
    updated = {}
    ### START CODE HERE ###
    for name, value in parameters.items():
        updated[name] = value - learning_rate * gradients["d" + name]
    ### END CODE HERE ###
    return updated


update_parameters.mistake(
    "uphill", "The step goes up the slope. Subtract the gradient.", {"value - learning": "value + learning"}
)
update_parameters.mistake(
    "shallow_copy",
    "The values are right, but the caller's arrays have changed: a copied dict holds the same arrays, and `-=` writes "
    "into them. Make new arrays: value - learning_rate * gradient.",
    {"updated[name] = value - learning_rate": "updated[name] = value\n        updated[name] -= learning_rate"},
)
update_parameters.mistake(
    "same_dict",
    "The values are right, but the step is written into the caller's dict. Fill a new one.",
    {"    for name, value": "    updated = parameters\n    for name, value"},
)
update_parameters.mistake(
    "nothing_moves",
    "The parameters come back as they were. Fill `updated` with the values after the step, and return that.",
    {'        updated[name] = value - learning_rate * gradients["d" + name]\n': "        updated = parameters\n"},
)
update_parameters.mistake(
    "fixed_learning_rate",
    "The step has the length 0.01 whatever `learning_rate` is. Use the argument.",
    {"value - learning_rate *": "value - 0.01 *"},
)
update_parameters.mistake(
    "no_learning_rate",
    "The whole gradient is subtracted. Scale it by `learning_rate`.",
    {"value - learning_rate * gradients": "value - gradients"},
)
update_parameters.mistake(
    "only_the_step",
    "What comes back is the step alone. Add it to the parameter: value minus learning_rate times gradient.",
    {"value - learning_rate": "-learning_rate"},
)
update_parameters.mistake(
    "turned_round",
    "The difference is taken the other way round: it is the value minus the step.",
    {'value - learning_rate * gradients["d" + name]': 'learning_rate * gradients["d" + name] - value'},
)
update_parameters.mistake(
    "biases_stay",
    "The biases do not move. They have gradients of their own.",
    {"        updated[name] = value -": '        updated[name] = value if name.startswith("b") else value -'},
)
update_parameters.mistake(
    "last_layer_stays",
    "The last layer is missing. Look at where your loop over the layers ends.",
    {
        "    for name, value in parameters.items():\n": "    for name, value in parameters.items():\n        if name[1:] == str(len(parameters) // 2):\n            continue\n"
    },
)
update_parameters.mistake(
    "weights_only",
    "The biases are missing from what comes back. Every parameter has its place in the new dict.",
    {"        updated[name] =": '        if name.startswith("b"):\n            continue\n        updated[name] ='},
)
update_parameters.variant(
    "comprehension", body='updated = {p: v - learning_rate * gradients[f"d{p}"] for p, v in parameters.items()}'
)
update_parameters.variant(
    "by_layer",
    body="""
    for l in range(1, len(parameters) // 2 + 1):
        updated["W" + str(l)] = parameters["W" + str(l)] - learning_rate * gradients["dW" + str(l)]
        updated["b" + str(l)] = parameters["b" + str(l)] - learning_rate * gradients["db" + str(l)]
    """,
)
update_parameters.variant(
    "deep_copy",
    body="""
    updated = {name: value.copy() for name, value in parameters.items()}
    for name in updated:
        updated[name] -= learning_rate * gradients["d" + name]
    """,
)
