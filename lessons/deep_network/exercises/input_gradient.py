"""The exercise `input_gradient`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.deep_network.exercises.L_model_backward import L_model_backward
from lessons.deep_network.exercises.L_model_forward import L_model_forward


@exercise(
    points=3,
    uses=("L_model_forward", "L_model_backward"),
    hints=(
        "Backpropagation does not stop at the weights: it hands a signal down to the inputs as well.",
        "Run the network forward and back. One entry of the gradients has the shape of X.",
        '"dA0" has the shape (n_0, m), but it is a signal per example. The cost is a mean over m examples.',
        'Almost the code: AL, caches from L_model_forward; gradients from L_model_backward; dX is gradients["dA0"] over m.',
    ),
)
def input_gradient(X, Y, parameters):
    """Compute the gradient of the cost with respect to the inputs.

    Parameters
    ----------
    X, Y : arrays, shapes (n_0, m) and (1, m)
        Examples as columns, and their labels.
    parameters : dict
        "W1", "b1", ..., "WL", "bL".

    Returns
    -------
    dX : array, shape (n_0, m)
        How the cost J, the mean over the m examples, changes with each number of X.
    """
    ### START CODE HERE ###
    AL, caches = L_model_forward(X, parameters)
    gradients = L_model_backward(AL, Y, caches)
    dX = gradients["dA0"] / X.shape[1]
    ### END CODE HERE ###
    return dX


input_gradient.mistake(
    "signal_returned",
    '`dX` is m times too large. "dA0" is the signal per example; the cost is a mean over the m examples.',
    {" / X.shape[1]": ""},
)
input_gradient.mistake(
    "divided_by_features",
    "`dX` is divided by the number of inputs. The cost is a mean over the examples, the columns of X.",
    {"X.shape[1]": "X.shape[0]"},
)
input_gradient.mistake(
    "signal_of_layer_one",
    "This is the signal at the activations of layer 1. The inputs are the activations of layer 0.",
    {'gradients["dA0"]': 'gradients["dA1"]'},
)
input_gradient.mistake(
    "averaged",
    "`dX` is averaged over the examples. Every number of every example has its own slope: keep all columns.",
    {'gradients["dA0"] / X.shape[1]': 'np.mean(gradients["dA0"], axis=1, keepdims=True)'},
)
input_gradient.mistake(
    "weights_gradient",
    "This is a gradient of weights. With respect to the inputs, the result has the shape of X.",
    {'gradients["dA0"] / X.shape[1]': 'gradients["dW1"]'},
)
input_gradient.mistake(
    "sign",
    "The sign is turned round. The gradient says where the cost rises.",
    {'gradients["dA0"] /': '-gradients["dA0"] /'},
)
input_gradient.variant("m_from_y", {"X.shape[1]": "Y.size"})
input_gradient.variant(
    "through_first_layer",
    body="""
    AL, caches = L_model_forward(X, parameters)
    gradients = L_model_backward(AL, Y, caches)
    m = X.shape[1]
    dX = gradients["dA0"].copy()
    dX *= 1 / m
    """,
)
input_gradient.variant(
    "one_example_at_a_time",
    body="""
    dX = np.zeros(X.shape)
    for i in range(X.shape[1]):
        AL, caches = L_model_forward(X[:, i : i + 1], parameters)
        dX[:, i : i + 1] = L_model_backward(AL, Y[:, i : i + 1], caches)["dA0"] / X.shape[1]
    """,
)
