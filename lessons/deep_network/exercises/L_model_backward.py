"""The exercise `L_model_backward`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.deep_network.exercises.linear_activation_backward import linear_activation_backward


@exercise(
    points=6,
    uses=("linear_activation_backward",),
    hints=(
        "Start with the slope of the loss at AL. Then go through the layers from L down to 1, and hand each "
        "layer's dA_prev to the layer below.",
        "caches is a list, so layer l has the index l - 1. Only layer L uses the sigmoid's rule.",
        "dA starts as (1, m). The layer l gives dA of layer l - 1, with the shape (n_{l-1}, m), and its own dW and db.",
        "Almost the code: A is AL clipped as in compute_cost; dA = -(Y / A - (1 - Y) / (1 - A)); "
        "for l in range(L, 0, -1): dA, dW, db = "
        'linear_activation_backward(dA, caches[l - 1], "sigmoid" if l == L else "relu"); '
        "store the three as dA{l - 1}, dW{l} and db{l}.",
    ),
)
def L_model_backward(AL, Y, caches):
    """Compute every gradient of the network that L_model_forward runs.

    Parameters
    ----------
    AL : array, shape (1, m)
        Probabilities of class 1; where the network is certain, and right, they may be exactly 0 or 1.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    caches : list of L dicts
        "A_prev", "W" and "Z" of layer 1 first, of layer L last; L is 1 or more.

    Returns
    -------
    gradients : dict
        For l = 1..L "dW1", "db1", ..., shaped like W and b of the layer; and the signals "dA0", "dA1", ...,
        "dA{L-1}" at the activations of each layer below the last, shape (n_l, m), "dA0" at the inputs.
    """
    gradients = {}
    L = len(caches)
    ### START CODE HERE ###
    A = np.clip(AL, 1e-15, 1 - 1e-15)
    dA = -(Y / A - (1 - Y) / (1 - A))
    for l in range(L, 0, -1):
        activation = "sigmoid" if l == L else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], activation)
        gradients[f"dA{l - 1}"], gradients[f"dW{l}"], gradients[f"db{l}"] = dA, dW, db
    ### END CODE HERE ###
    return gradients


L_model_backward.mistake(
    "sigmoid_everywhere",
    "The sigmoid's rule is used in every layer. It belongs to layer L; the hidden layers have ReLU.",
    {'"sigmoid" if l == L else "relu"': '"sigmoid"'},
)
L_model_backward.mistake(
    "relu_at_the_end",
    "ReLU's rule is used in the last layer too. Layer L has the sigmoid.",
    {'"sigmoid" if l == L else "relu"': '"relu"'},
)
L_model_backward.mistake(
    "activations_swapped",
    "The two rules are swapped: layer L has the sigmoid, the layers before it have ReLU.",
    {'"sigmoid" if l == L else "relu"': '"relu" if l == L else "sigmoid"'},
)
L_model_backward.mistake(
    "activation_off_by_one",
    "The sigmoid's rule is applied one layer too early. Which number has the last layer in your loop?",
    {"l == L else": "l == L - 1 else"},
)
L_model_backward.mistake(
    "sigmoid_in_layer_1",
    "The sigmoid's rule is used in layer 1, and in no other. Layer L has the sigmoid.",
    {"l == L else": "l == 1 else"},
)
L_model_backward.mistake(
    "cache_of_the_layer_above",
    "Layer l is given the cache of layer l + 1. The list counts from 0, so layer l has the index l - 1.",
    {"caches[l - 1]": "caches[l]"},
)
L_model_backward.mistake(
    "cache_of_the_layer_below",
    "Layer l is given the cache of layer l - 1, and layer 1 that of the last. In the list, layer l has the index l - 1.",
    {"caches[l - 1]": "caches[l - 2]"},
)
L_model_backward.mistake(
    "caches_from_the_front",
    "The hidden layers take their caches from the front, layer 1 first. On the way back the last hidden layer comes "
    "first. (With one hidden layer both are the same.)",
    {"caches[l - 1]": "caches[l - 1 if l == L else L - 1 - l]"},
)
L_model_backward.mistake(
    "last_cache_everywhere",
    "Every layer is given the last layer's cache. Each layer has its own, at the index l - 1.",
    {"caches[l - 1]": "caches[-1]"},
)
L_model_backward.mistake(
    "loss_slope_sign",
    "Every gradient has the opposite sign. Look at the slope of the log-loss at AL: where Y = 1, more AL means less loss.",
    {"dA = -(Y": "dA = (Y"},
)
L_model_backward.mistake(
    "loss_slope_half",
    "Examples with Y = 0 send nothing back. The slope of the log-loss has two terms.",
    {" - (1 - Y) / (1 - A))": ")"},
)
L_model_backward.mistake(
    "loss_slope_plus",
    "The two terms of the loss's slope have the same sign. log(1 - AL) falls when AL rises, so its sign turns.",
    {"Y / A - (1 - Y)": "Y / A + (1 - Y)"},
)
L_model_backward.mistake(
    "mean_in_the_signal",
    "Everything is m times too small: the 1/m is in the first signal and again in dW and db. It belongs in dW and db only.",
    {"(1 - Y) / (1 - A))": "(1 - Y) / (1 - A)) / Y.shape[1]"},
)
L_model_backward.mistake(
    "shortcut_and_slope",
    "A - Y is already the signal dZ of the last layer: the sigmoid's slope is in it. Multiplied by that slope again, "
    "all gradients come out too small. Start from the slope of the loss at AL, or go on with linear_backward.",
    {"-(Y / A - (1 - Y) / (1 - A))": "AL - Y"},
)
L_model_backward.mistake(
    "nan_when_certain",
    "The gradients are nan where AL is exactly 0 or 1: 0 divided by 0 is not a number. Clip AL as in compute_cost, or "
    "start with dZ = AL - Y.",
    {"np.clip(AL, 1e-15, 1 - 1e-15)": "AL"},
)
L_model_backward.mistake(
    "same_signal_everywhere",
    "Every layer is given the signal from the very top. Each layer needs what the layer above handed down.",
    {
        "dA, dW, db = linear_activation_backward(dA,": "dA_prev, dW, db = linear_activation_backward(dA,",
        "= dA, dW, db\n": "= dA_prev, dW, db\n",
    },
)
L_model_backward.mistake(
    "da_one_off",
    "The signals are stored one layer too high. What layer l hands down belongs to the activations of layer l - 1.",
    {'f"dA{l - 1}"': 'f"dA{l}"'},
)
L_model_backward.mistake(
    "first_layer_missing",
    "The loop stops before layer 1. range(L, 0, -1) includes 1: its end is not reached.",
    {"range(L, 0, -1)": "range(L, 1, -1)"},
)
L_model_backward.mistake(
    "last_layer_missing",
    "The loop starts at L - 1, so layer L is left out.",
    {"range(L, 0, -1)": "range(L - 1, 0, -1)"},
)
L_model_backward.mistake(
    "runs_forward",
    "The loop runs from layer 1 to L. On the way back, layer L comes first.",
    {"range(L, 0, -1)": "range(1, L + 1)"},
)
L_model_backward.mistake(
    "gradients_one_off",
    "dW and db are stored under the number of the layer below. Layer l's gradients carry the number l.",
    {'f"dW{l}"': 'f"dW{l - 1}"', 'f"db{l}"': 'f"db{l - 1}"'},
)
L_model_backward.mistake(
    "only_last_kept",
    "`gradients` holds layer 1 only: the dict is made anew in each round. Make it once, before the loop.",
    {
        '        gradients[f"dA{l - 1}"], gradients[f"dW{l}"], gradients[f"db{l}"] = dA, dW, db\n': '        gradients = {f"dA{l - 1}": dA, f"dW{l}": dW, f"db{l}": db}\n'
    },
)
L_model_backward.mistake(
    "order_of_results",
    "dA, dW and db are taken in another order than linear_activation_backward returns them.",
    {"dA, dW, db = linear_activation_backward": "dW, db, dA = linear_activation_backward"},
)
L_model_backward.variant(
    "last_then_hidden",
    body="""
    Y = Y.reshape(AL.shape)
    A = np.minimum(np.maximum(AL, 1e-12), 1 - 1e-12)
    dAL = -(np.divide(Y, A) - np.divide(1 - Y, 1 - A))
    dA_prev, dW, db = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    gradients["dA" + str(L - 1)], gradients["dW" + str(L)], gradients["db" + str(L)] = dA_prev, dW, db
    for l in reversed(range(L - 1)):
        dA_prev, dW, db = linear_activation_backward(gradients["dA" + str(l + 1)], caches[l], "relu")
        gradients["dA" + str(l)] = dA_prev
        gradients["dW" + str(l + 1)] = dW
        gradients["db" + str(l + 1)] = db
    """,
)
L_model_backward.variant(
    "shortcut",
    body="""
    dZ = AL - Y
    for l in range(L - 1, -1, -1):
        dA, gradients[f"dW{l + 1}"], gradients[f"db{l + 1}"] = linear_backward(dZ, caches[l])
        gradients[f"dA{l}"] = dA
        if l > 0:
            dZ = relu_backward(dA, caches[l - 1]["Z"])
    """,
)
L_model_backward.variant(
    "slope_of_the_right_class", {"-(Y / A - (1 - Y) / (1 - A))": "np.where(Y == 1, -1 / A, 1 / (1 - A))"}
)
L_model_backward.variant(
    "no_nan", {"np.clip(AL, 1e-15, 1 - 1e-15)": "AL", "    for l in": "    dA = np.nan_to_num(dA)\n    for l in"}
)
L_model_backward.variant(
    "one_fraction_and_dal",
    {
        "-(Y / A - (1 - Y) / (1 - A))": "(A - Y) / (A * (1 - A))",
        "    for l in": '    gradients[f"dA{L}"] = dA\n    for l in',
    },
)
