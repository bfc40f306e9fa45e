"""The exercise `tanh_derivative`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


@exercise(
    points=1,
    hints=(
        "The slope of tanh can be read off its height: it is 1 where tanh is 0, and falls to 0 at both ends.",
        "The argument is already A = tanh(Z). No exponential and no tanh is needed any more.",
        "Element by element, with the shape of A. At A = 1 and at A = -1 the slope is 0.",
        "Almost the code: one minus the square of A.",
    ),
)
def tanh_derivative(A):
    """Compute the slope of tanh from its own values.

    Parameters
    ----------
    A : array of any shape
        Activations A = tanh(Z).

    Returns
    -------
    slope : array, the shape of A
        The derivative of tanh at each Z.
    """
    ### START CODE HERE ###
    slope = 1.0 - A**2
    ### END CODE HERE ###
    return slope


tanh_derivative.mistake(
    "not_squared",
    "This is 1 - A. The slope of tanh is 1 minus the square of A, so it is the same at A and at -A.",
    {"A**2": "A"},
)
tanh_derivative.mistake(
    "tanh_again",
    "tanh was applied a second time. The argument A is tanh(Z) already.",
    {"A**2": "np.tanh(A) ** 2"},
)
tanh_derivative.mistake(
    "tanh_twice",
    "This is the slope of tanh at tanh(A). The argument A is tanh(Z) already, so no tanh is needed any more.",
    {"A**2": "np.tanh(np.tanh(A)) ** 2"},
)
tanh_derivative.mistake(
    "of_sigmoid",
    "A(1 - A) is the slope of the sigmoid. For tanh it is 1 minus the square of A.",
    {"1.0 - A**2": "A * (1.0 - A)"},
)
tanh_derivative.mistake(
    "sign",
    "The sign is turned round: tanh rises everywhere, so its slope is never negative.",
    {"1.0 - A**2": "A**2 - 1.0"},
)
tanh_derivative.mistake(
    "square_only",
    "The square of A is what has to be taken away from 1. At Z = 0, where tanh is steepest, yours is 0.",
    {"1.0 - A**2": "A**2"},
)
tanh_derivative.variant("product", {"A**2": "A * A"})
tanh_derivative.variant("factors", {"1.0 - A**2": "(1 - A) * (1 + A)"})
tanh_derivative.variant("np_square", {"A**2": "np.square(A)"})
tanh_derivative.variant("through_z", {"1.0 - A**2": "1 / np.cosh(np.arctanh(A)) ** 2"})
