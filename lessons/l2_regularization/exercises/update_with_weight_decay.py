"""The exercise `update_with_weight_decay`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


@exercise(
    points=3,
    hints=(
        "Write the step with the penalty's slope in it, and put together what multiplies W.",
        "W minus learning_rate times (dW plus lambd / m times W): two of the three terms hold W. Take W out of them.",
        "The factor is one number, 1 - learning_rate lambd / m, the same for W1, W2 and W3. The biases have no factor.",
        "Almost the code: for each name, the value times decay minus learning_rate times its gradient, "
        "where decay is 1 - learning_rate * lambd / m for a W and 1 for a b.",
    ),
)
def update_with_weight_decay(parameters, gradients, learning_rate, lambd, m):
    """Take one step of gradient descent on the regularized cost, written as weight decay.

    Parameters
    ----------
    parameters : dict
        "W1", "b1", ... "W3", "b3"; left unchanged.
    gradients : dict
        "dW1", "db1", ... of the data loss alone: no penalty is in them.
    learning_rate, lambd : float
        Length of a step relative to the gradient, and regularization parameter.
    m : int
        Number of training examples.

    Returns
    -------
    updated : dict
        New parameters by the same names: weights shrunk and moved, biases moved.
    """
    updated = {}
    ### START CODE HERE ###
    decay = 1 - learning_rate * lambd / m
    for layer in (1, 2, 3):
        W, b = f"W{layer}", f"b{layer}"
        updated[W] = decay * parameters[W] - learning_rate * gradients["d" + W]
        updated[b] = parameters[b] - learning_rate * gradients["d" + b]
    ### END CODE HERE ###
    return updated


update_with_weight_decay.mistake(
    "no_decay",
    "This is the plain step: the weights do not shrink, whatever lambd is.",
    {"decay * parameters[W]": "parameters[W]"},
)
update_with_weight_decay.mistake(
    "grows",
    "The weights grow: the factor is larger than one. It should be one minus learning_rate lambd / m.",
    {"1 - learning_rate * lambd / m": "1 + learning_rate * lambd / m"},
)
update_with_weight_decay.mistake(
    "no_mean",
    "The shrinking is m times too strong. The factor holds lambd / m.",
    {"lambd / m": "lambd"},
)
update_with_weight_decay.mistake(
    "half_kept",
    "The shrinking is half as strong as it should be. The 1/2 of the penalty cancels when the slope is taken.",
    {"lambd / m": "lambd / (2 * m)"},
)
update_with_weight_decay.mistake(
    "twice",
    "The shrinking is twice as strong as it should be. The penalty enters the step once.",
    {"1 - learning_rate": "1 - 2 * learning_rate"},
)
update_with_weight_decay.mistake(
    "no_learning_rate",
    "The learning rate is missing from the shrinking. The penalty's slope is part of the gradient, so the learning rate multiplies it too.",
    {"1 - learning_rate * lambd / m": "1 - lambd / m"},
)
update_with_weight_decay.mistake(
    "biases_decay",
    "The biases shrink too. The penalty counts weights only; a bias takes the plain step.",
    {"updated[b] = parameters[b]": "updated[b] = decay * parameters[b]"},
)
update_with_weight_decay.mistake(
    "shrunk_after_the_step",
    "The weights move first and shrink afterwards, so the gradient's part shrinks as well. The factor belongs to the old W only.",
    {
        'decay * parameters[W] - learning_rate * gradients["d" + W]': 'decay * (parameters[W] - learning_rate * gradients["d" + W])'
    },
)
update_with_weight_decay.mistake(
    "gradient_decays",
    "The factor stands at the gradient. It multiplies W; the gradient keeps its learning rate alone.",
    {
        'decay * parameters[W] - learning_rate * gradients["d" + W]': 'parameters[W] - decay * learning_rate * gradients["d" + W]'
    },
)
update_with_weight_decay.mistake(
    "lambd_is_the_factor",
    "W is multiplied by lambd itself. The factor lies a little below one: 1 - learning_rate lambd / m.",
    {"1 - learning_rate * lambd / m": "lambd"},
)
update_with_weight_decay.mistake(
    "one_minus_forgotten",
    "W is multiplied by learning_rate lambd / m. That is what is lost; what stays is one minus it.",
    {"1 - learning_rate * lambd / m": "learning_rate * lambd / m"},
)
update_with_weight_decay.mistake(
    "brackets",
    "W is multiplied by (1 - learning_rate) lambd / m. The product comes first: 1 - learning_rate * lambd / m.",
    {"1 - learning_rate * lambd / m": "(1 - learning_rate) * lambd / m"},
)
update_with_weight_decay.mistake(
    "constant_subtracted",
    "Every weight loses the same number, learning_rate lambd / m. The penalty's slope has the weight in it: lambd / m times W.",
    {"decay * parameters[W]": "parameters[W] - learning_rate * lambd / m"},
)
update_with_weight_decay.mistake(
    "gradient_whole",
    "The whole gradient is subtracted, from weights and biases. Scale it by learning_rate.",
    {
        'learning_rate * gradients["d" + W]': 'gradients["d" + W]',
        'learning_rate * gradients["d" + b]': 'gradients["d" + b]',
    },
)
update_with_weight_decay.mistake(
    "only_the_shrinking",
    "W shrinks and does not follow its gradient. Both belong to the step.",
    {' - learning_rate * gradients["d" + W]': ""},
)
update_with_weight_decay.mistake(
    "uphill",
    "The step goes up the slope: learning_rate times the gradient is subtracted.",
    {
        'parameters[W] - learning_rate * gradients["d" + W]': 'parameters[W] + learning_rate * gradients["d" + W]',
        'parameters[b] - learning_rate * gradients["d" + b]': 'parameters[b] + learning_rate * gradients["d" + b]',
    },
)
update_with_weight_decay.mistake(
    "in_place",
    "The values are right, and the caller's weights were changed on the way: by `*=` or `-=` on a given array, or by "
    "writing into the dict `parameters`. Put new arrays into a new dict.",
    {
        'updated[W] = decay * parameters[W] - learning_rate * gradients["d" + W]': 'updated[W] = parameters[W]\n        updated[W] *= decay\n        updated[W] -= learning_rate * gradients["d" + W]'
    },
)
update_with_weight_decay.variant(
    "by_the_sum",
    {
        'decay * parameters[W] - learning_rate * gradients["d" + W]': 'parameters[W] - learning_rate * (gradients["d" + W] + lambd / m * parameters[W])'
    },
)
update_with_weight_decay.variant(
    "over_names",
    body="""
    for name, value in parameters.items():
        decay = 1 - learning_rate * (lambd / m) if name[0] == "W" else 1.0
        updated[name] = value * decay - learning_rate * gradients["d" + name]
    """,
)
update_with_weight_decay.variant(
    "copies_in_place",
    body="""
    for name, value in parameters.items():
        updated[name] = value.copy()
        if name.startswith("W"):
            updated[name] *= 1.0 - learning_rate * lambd / m
        updated[name] -= learning_rate * gradients[f"d{name}"]
    """,
)
update_with_weight_decay.variant(
    "by_the_toolbox",
    body="""
    shrunk = {k: v - learning_rate * lambd / m * v if "W" in k else v for k, v in parameters.items()}
    updated = update_parameters(shrunk, gradients, learning_rate)
    """,
)
