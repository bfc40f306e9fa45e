"""The exercise `compact_backward`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.deep_network.exercises.linear_backward import linear_backward
from lessons.deep_network.toolbox import relu_backward


@exercise(
    points=4,
    uses=("linear_backward",),
    planted="slope_of_the_layer_itself",
    hints=(
        "The code runs and raises nothing, so test numbers. Which gradients does the numerical check call right, and which wrong?",
        "The last layer's dW and db are right, so the signal is right when it enters the loop. Look at the line that makes the next dZ.",
        "In that line dA has come out of layer l: it is the signal at the activations of layer l - 1, with the shape "
        "(n_{l-1}, m). Which layer's scores belong beside it?",
        "Almost the code: dA of layer l - 1 meets the scores Z of layer l - 1. In the list, layer l has the index l - 1, "
        "so layer l - 1 has the index l - 2.",
    ),
)
def compact_backward(AL, Y, caches):
    """Compute the gradients of the weights and biases with the shortcut dZ = AL - Y for the last layer.

    Parameters
    ----------
    AL : array, shape (1, m)
        Probabilities of class 1.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    caches : list of L dicts
        "A_prev", "W" and "Z" of layer 1 first, of layer L last; ReLU in the layers 1..L-1.

    Returns
    -------
    gradients : dict
        "dW1", "db1", ..., "dWL", "dbL", shaped like their parameters.
    """
    gradients = {}
    L = len(caches)
    ### START CODE HERE ###
    dZ = AL - Y
    for l in range(L, 0, -1):
        dA, gradients[f"dW{l}"], gradients[f"db{l}"] = linear_backward(dZ, caches[l - 1])
        if l > 1:
            dZ = relu_backward(dA, caches[l - 2]["Z"])
    ### END CODE HERE ###
    return gradients


compact_backward.mistake(
    "slope_of_the_layer_itself",
    "Only the last layer's gradients are right. dA belongs to layer l - 1 by then; the slope beside it is still taken "
    "from another layer.",
    {'caches[l - 2]["Z"]': 'caches[l - 1]["Z"]'},
)
compact_backward.mistake(
    "slope_two_below",
    "The slope is now taken one layer too low. After linear_backward, dA belongs to layer l - 1.",
    {'caches[l - 2]["Z"]': 'caches[l - 3]["Z"]'},
)
compact_backward.mistake(
    "slope_of_the_last_layer",
    "Every slope is taken from the last layer. Each layer has its own scores.",
    {'caches[l - 2]["Z"]': 'caches[-1]["Z"]'},
)
compact_backward.mistake(
    "slope_dropped",
    "The slope is gone: the signal now passes where ReLU was shut. Keep relu_backward and look at its second argument.",
    {'relu_backward(dA, caches[l - 2]["Z"])': "dA"},
)
compact_backward.mistake(
    "slope_from_signal",
    "The slope is made from the signal itself. Only the scores of the way forward say which units were on.",
    {'caches[l - 2]["Z"]': "dA"},
)
compact_backward.mistake(
    "slope_from_what_came_in",
    "The slope is taken from what layer l - 1 received. It belongs at what layer l - 1 computed, its Z.",
    {'caches[l - 2]["Z"]': 'caches[l - 2]["A_prev"]'},
)
compact_backward.mistake(
    "linear_half_moved",
    "A product in linear_backward does not fit: its dZ and its cache belong to different layers. In round l both must be "
    "those of layer l: caches[l - 1], and the dZ that the round before has made.",
    {"caches[l - 1])": "caches[l - 2])"},
)
compact_backward.mistake(
    "sigmoid_slope",
    "The hidden layers now have the sigmoid's slope. They are ReLU layers: relu_backward was right.",
    {"relu_backward(": "sigmoid_backward("},
)
compact_backward.mistake(
    "sign_turned",
    "All gradients have the opposite sign. The shortcut was right before: AL - Y.",
    {"AL - Y": "Y - AL"},
)
compact_backward.mistake(
    "first_layer_dropped",
    "Layer 1 is missing. The loop was right before: it ends with l = 1.",
    {"range(L, 0, -1)": "range(L, 1, -1)"},
)
compact_backward.variant("from_activations", {'caches[l - 2]["Z"]': 'caches[l - 1]["A_prev"]'})
compact_backward.variant("mask", {'relu_backward(dA, caches[l - 2]["Z"])': 'dA * (caches[l - 2]["Z"] >= 0)'})
compact_backward.variant(
    "cache_below_first",
    body="""
    dZ = AL - Y
    for l, cache in reversed(list(enumerate(caches, start=1))):
        if l < L:
            dZ = relu_backward(dA, cache["Z"])
        dA, dW, db = linear_backward(dZ, cache)
        gradients.update({f"dW{l}": dW, f"db{l}": db, f"dA{l - 1}": dA})
    """,
)
compact_backward.variant("own_backward", body="gradients = L_model_backward(AL, Y, caches)")

_UNUSED = "the signal at the inputs is computed and not used"
compact_backward.same("if l > 1:: 1 -> 0", _UNUSED)
compact_backward.same("if l > 1:: > -> >=", _UNUSED)
