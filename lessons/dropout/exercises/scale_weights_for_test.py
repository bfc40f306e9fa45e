"""The exercise `scale_weights_for_test`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


@exercise(
    points=4,
    hints=(
        "In training the mean of each masked activation was keep_prob times its value. In the test pass nothing is masked.",
        "Follow one activation of layer 1 to the next score. By which factor is its message too large in the test pass?",
        "Look at which weights read a layer that had dropout, and which read the inputs. No bias was ever dropped.",
        "Almost the code: copy the dict; W2 and W3 become keep_prob times what they were; W1 and the biases stay.",
    ),
)
def scale_weights_for_test(parameters, keep_prob):
    """Prepare a network for its test pass that was trained with dropout of 2014, without the division.

    In training, A1 = relu(Z1) * D1 and A2 = relu(Z2) * D2, nothing divided. The network returned here is used with
    forward_propagation, without masks: each of its scores must be the mean that the score had in training, taken over the
    masks of the layer below it.

    Parameters
    ----------
    parameters : dict
        "W1" (n_1, n_x), "b1" (n_1, 1), "W2" (n_2, n_1), "b2" (n_2, 1), "W3" (1, n_2), "b3" (1, 1); left unchanged.
    keep_prob : float
        Probability that an activation of a hidden layer was kept in training.

    Returns
    -------
    scaled : dict
        Parameters under the same names, in the same shapes.
    """
    ### START CODE HERE ###
    scaled = dict(parameters)
    scaled["W2"] = keep_prob * parameters["W2"]
    scaled["W3"] = keep_prob * parameters["W3"]
    ### END CODE HERE ###
    return scaled


scale_weights_for_test.mistake(
    "unscaled",
    "Nothing is scaled. In the test pass a score then sums more activations than it did in training.",
    {'    scaled["W2"] = keep_prob * parameters["W2"]\n    scaled["W3"] = keep_prob * parameters["W3"]\n': ""},
)
scale_weights_for_test.mistake(
    "divided",
    "The weights are divided by keep_prob. The whole network's scores are too large already; the factor makes them smaller.",
    {
        'keep_prob * parameters["W2"]': 'parameters["W2"] / keep_prob',
        'keep_prob * parameters["W3"]': 'parameters["W3"] / keep_prob',
    },
)
scale_weights_for_test.mistake(
    "all_weights",
    "W1 is scaled too. It reads the inputs, and those were never dropped.",
    {"scaled = dict(parameters)": 'scaled = dict(parameters)\n    scaled["W1"] = keep_prob * parameters["W1"]'},
)
scale_weights_for_test.mistake(
    "everything",
    "All weights and all biases are scaled. A bias is added whole in training; and W1 reads the inputs, which were never dropped.",
    body="""
    scaled = {name: keep_prob * value for name, value in parameters.items()}
    """,
)
scale_weights_for_test.mistake(
    "biases_too",
    "The biases b2 and b3 are scaled too. In training they were added whole, whatever the mask.",
    {
        "scaled = dict(parameters)": 'scaled = dict(parameters)\n    scaled["b2"] = keep_prob * parameters["b2"]\n    scaled["b3"] = keep_prob * parameters["b3"]'
    },
)
scale_weights_for_test.mistake(
    "weights_into_the_layer",
    "W1 and W2 are scaled, the weights that lead into the dropped layers. Scale those that read the dropped layers' outputs.",
    {
        'scaled["W2"] = keep_prob * parameters["W2"]': 'scaled["W1"] = keep_prob * parameters["W1"]',
        'scaled["W3"] = keep_prob * parameters["W3"]': 'scaled["W2"] = keep_prob * parameters["W2"]',
    },
)
scale_weights_for_test.mistake(
    "only_W3",
    "W3 is scaled and W2 is not. Layer 1 had dropout as well, and W2 reads it.",
    {'    scaled["W2"] = keep_prob * parameters["W2"]\n': ""},
)
scale_weights_for_test.mistake(
    "only_W2",
    "W2 is scaled and W3 is not. Layer 2 had dropout as well, and W3 reads it.",
    {'    scaled["W3"] = keep_prob * parameters["W3"]\n': ""},
)
scale_weights_for_test.mistake(
    "all_in_W3",
    "W3 is scaled by keep_prob squared and W2 not at all. Layer 2's ReLU and biases lie between: each factor belongs to the "
    "weights that read the layer.",
    {
        '    scaled["W2"] = keep_prob * parameters["W2"]\n': "",
        'keep_prob * parameters["W3"]': 'keep_prob ** 2 * parameters["W3"]',
    },
)
scale_weights_for_test.mistake(
    "root",
    "The weights are scaled by the root of keep_prob. The mean of a masked activation is keep_prob times its value.",
    {
        'keep_prob * parameters["W2"]': 'keep_prob ** 0.5 * parameters["W2"]',
        'keep_prob * parameters["W3"]': 'keep_prob ** 0.5 * parameters["W3"]',
    },
)
scale_weights_for_test.mistake(
    "counted_twice",
    "W3 is scaled by keep_prob squared. The drop in layer 1 is made good by W2 already; W3 answers for layer 2 only.",
    {'keep_prob * parameters["W3"]': 'keep_prob ** 2 * parameters["W3"]'},
)
scale_weights_for_test.mistake(
    "drop_share",
    "The weights are scaled by 1 - keep_prob, the share dropped. The mean is the share kept.",
    {
        'keep_prob * parameters["W2"]': '(1 - keep_prob) * parameters["W2"]',
        'keep_prob * parameters["W3"]': '(1 - keep_prob) * parameters["W3"]',
    },
)
scale_weights_for_test.mistake(
    "caller_changed",
    "The numbers are right, but the caller's `parameters` were changed: `scaled = parameters` is the same dict, and in a "
    "copied dict `*=` still writes into the same arrays. Put new arrays into a new dict.",
    {
        'scaled["W2"] = keep_prob * parameters["W2"]': 'scaled["W2"] *= keep_prob',
        'scaled["W3"] = keep_prob * parameters["W3"]': 'scaled["W3"] *= keep_prob',
    },
)
scale_weights_for_test.variant(
    "comprehension",
    body="""
    scaled = {name: value * (keep_prob if name in ("W2", "W3") else 1) for name, value in parameters.items()}
    """,
)
scale_weights_for_test.variant(
    "copies_in_place",
    body="""
    scaled = {name: value.copy() for name, value in parameters.items()}
    for name in ("W2", "W3"):
        scaled[name] *= keep_prob
    """,
)
scale_weights_for_test.variant(
    "scaled_activations",
    body="""
    scaled = {name: parameters[name] * keep_prob for name in ("W1", "b1", "b2")}
    scaled["W2"] = parameters["W2"] * keep_prob
    scaled["W3"], scaled["b3"] = parameters["W3"], parameters["b3"]
    """,
)
