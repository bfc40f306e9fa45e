"""The exercise `numerical_gradient`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=5,
    hints=(
        "One entry at a time: move it up and down, leave all others where they are, and measure the slope.",
        "Work on copies. x.copy() is a new array; up = x is the same array under another name.",
        "The gradient has the shape of x. np.ndindex(x.shape) runs over all places of an array of any shape.",
        "Almost the code: gradient is zeros of x.shape; for place in np.ndindex(x.shape): copy x twice, add epsilon at place to one, "
        "take it from the other, and gradient[place] is the difference of the two values of f over (2 * epsilon).",
    ),
)
def numerical_gradient(f, x, epsilon):
    """Measure the gradient of f at x by central differences, one entry of x at a time.

    Parameters
    ----------
    f : function
        Takes an array of the shape of x, returns a float.
    x : array of floats, any shape
        Where the gradient is measured; unchanged afterwards.
    epsilon : float
        The step to either side.

    Returns
    -------
    gradient : array, the shape of x
    """
    ### START CODE HERE ###
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += epsilon
        down[place] -= epsilon
        gradient[place] = (f(up) - f(down)) / (2 * epsilon)
    ### END CODE HERE ###
    return gradient


numerical_gradient.mistake(
    "alias",
    "`up = x` makes no new array, only a second name: up, down and x are the same numbers, so every slope is 0. Take copies.",
    {"up, down = x.copy(), x.copy()": "up, down = x, x"},
)
numerical_gradient.mistake(
    "down_is_up",
    "`down` is `up` under another name: both steps hit one array, every slope is 0. Make two copies of x.",
    {"up, down = x.copy(), x.copy()": "up = x.copy()\n        down = up"},
)
numerical_gradient.mistake(
    "up_is_x",
    "`up` is x itself and keeps its step: the caller's x is changed, and the later slopes are measured elsewhere. Copy x first.",
    {"up, down = x.copy(), x.copy()": "up, down = x, x.copy()"},
)
numerical_gradient.mistake(
    "minus_from_plus",
    "One of the two places is x itself, and yet the rise is divided by 2 epsilon. Was `down` made from `up`, or is its step "
    "missing? Make it from a copy of x.",
    {
        "        up, down = x.copy(), x.copy()\n        up[place] += epsilon\n": "        up = x.copy()\n        up[place] += epsilon\n        down = up.copy()\n",
    },
)
numerical_gradient.mistake(
    "steps_pile_up",
    "The copies are made once, before the loop, and the steps pile up: by the last entry all others have moved too. "
    "Start each entry from a fresh copy.",
    {
        "    for place in np.ndindex(x.shape):\n        up, down = x.copy(), x.copy()\n": "    up, down = x.copy(), x.copy()\n    for place in np.ndindex(x.shape):\n",
    },
)
numerical_gradient.mistake(
    "all_at_once",
    "All entries are moved together. That measures one slope, and gives it to every entry: move one entry at a time.",
    {"up[place] += epsilon": "up += epsilon", "down[place] -= epsilon": "down -= epsilon"},
)
numerical_gradient.mistake(
    "precedence",
    "`/ 2 * epsilon` divides by 2 and then multiplies by epsilon. Put the product in brackets: / (2 * epsilon).",
    {"/ (2 * epsilon)": "/ 2 * epsilon"},
)
numerical_gradient.mistake(
    "one_sided",
    "This is the one-sided difference. Its error falls with epsilon only, that of the central one with its square.",
    {"(f(up) - f(down)) / (2 * epsilon)": "(f(up) - f(x)) / epsilon"},
)
numerical_gradient.mistake(
    "one_sided_backward",
    "This is the one-sided difference, from x - epsilon to x. Go to both sides.",
    {"(f(up) - f(down)) / (2 * epsilon)": "(f(x) - f(down)) / epsilon"},
)
numerical_gradient.mistake(
    "not_divided_by_two",
    "The two places are 2 epsilon apart; divided by epsilon alone, the slopes are twice too large.",
    {"(2 * epsilon)": "epsilon"},
)
numerical_gradient.mistake(
    "not_divided",
    "The differences are not divided by the distance of the two places, so they are not slopes yet.",
    {" / (2 * epsilon)": ""},
)
numerical_gradient.mistake(
    "sign",
    "The slopes have the opposite sign: the value below is subtracted from the value above.",
    {"(f(up) - f(down))": "(f(down) - f(up))"},
)
numerical_gradient.mistake(
    "another_step",
    "x is moved by another step than `epsilon`. Is a step typed in, or is an entry replaced by epsilon instead of moved by it?",
    {"    gradient = np.zeros": "    epsilon = 1e-5\n    gradient = np.zeros"},
)
numerical_gradient.mistake(
    "float32_result",
    "The slopes are stored in float32, which keeps seven digits. Leave the array at NumPy's usual precision.",
    {"np.zeros(x.shape)": "np.zeros(x.shape, dtype=np.float32)"},
)
numerical_gradient.mistake(
    "float32_input",
    "x was rounded to float32 before the slopes were measured. A difference of nearly equal numbers needs all digits.",
    {"    gradient = np.zeros": "    x = x.astype(np.float32)\n    gradient = np.zeros"},
)
numerical_gradient.mistake(
    "flat",
    "The result is flat. It must have the shape of x, so that it can be compared with the gradient.",
    {
        "gradient[place] = (f(up) - f(down)) / (2 * epsilon)": "gradient[place] = (f(up) - f(down)) / (2 * epsilon)\n    gradient = gradient.reshape(1, -1)"
    },
)
numerical_gradient.mistake(
    "rows_only",
    "The loop runs over the first axis only, so in a matrix a whole row moves at once. np.ndindex(x.shape) runs over all places.",
    {"np.ndindex(x.shape)": "range(x.shape[0])"},
)
numerical_gradient.mistake(
    "gradient_is_x",
    "The caller's x is changed, and by something other than epsilon. Is `gradient` only a second name of x? Start it from "
    "np.zeros(x.shape).",
    {"np.zeros(x.shape)": "x"},
)
numerical_gradient.mistake(
    "not_stored",
    "A single number comes back, the last slope: each one overwrites the one before. Store it in gradient[place].",
    {"gradient[place] = ": "gradient = "},
)
numerical_gradient.mistake(
    "first_entry_only",
    "Only the first slope is measured, all others are 0. Does the return stand inside the loop?",
    {
        "gradient[place] = (f(up) - f(down)) / (2 * epsilon)": "gradient[place] = (f(up) - f(down)) / (2 * epsilon)\n        break"
    },
)
numerical_gradient.mistake(
    "one_number_for_all",
    "All entries are moved together, and one number comes back. Move one entry at a time, and give each its own slope.",
    body="""
    gradient = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
    """,
)
numerical_gradient.mistake(
    "back_but_not_down",
    "x is moved in place: epsilon up, and then epsilon down, which only leads back to x. Go down by 2 epsilon from there, and "
    "then up again; and work on a copy.",
    body="""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += epsilon
        above = f(x)
        x[place] -= epsilon
        gradient[place] = (above - f(x)) / (2 * epsilon)
    """,
)
numerical_gradient.mistake(
    "not_put_back",
    "x is moved in place and not put back, so the later slopes are measured elsewhere and the caller's x is changed. "
    "Work on copies.",
    body="""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        old = x[place]
        x[place] = old + epsilon
        above = f(x)
        x[place] = old - epsilon
        gradient[place] = (above - f(x)) / (2 * epsilon)
    """,
)
numerical_gradient.mistake(
    "flat_list",
    "The result has one axis only. It must have the shape of x, so that it can be compared with the gradient.",
    {
        "gradient[place] = (f(up) - f(down)) / (2 * epsilon)": "gradient[place] = (f(up) - f(down)) / (2 * epsilon)\n    gradient = gradient.ravel()"
    },
)
numerical_gradient.variant(
    "in_place_and_back",
    body="""
    gradient = np.zeros_like(x)
    x = x.copy()
    for i in range(x.size):
        old = x.flat[i]
        x.flat[i] = old + epsilon
        above = f(x)
        x.flat[i] = old - epsilon
        below = f(x)
        x.flat[i] = old
        gradient.flat[i] = (above - below) / (2 * epsilon)
    """,
)
numerical_gradient.variant(
    "unit_arrays",
    body="""
    gradient = np.empty(x.size)
    for i in range(x.size):
        step = np.zeros(x.size)
        step[i] = epsilon
        step = step.reshape(x.shape)
        gradient[i] = (f(x + step) - f(x - step)) / 2 / epsilon
    gradient = gradient.reshape(x.shape)
    """,
)
numerical_gradient.variant(
    "list",
    body="""
    steps = epsilon * np.eye(x.size)
    slopes = [(f(x + s.reshape(x.shape)) - f(x - s.reshape(x.shape))) / (2 * epsilon) for s in steps]
    gradient = np.array(slopes).reshape(x.shape)
    """,
)
numerical_gradient.variant(
    "nditer",
    body="""
    gradient = np.zeros(np.shape(x))
    places = np.nditer(x, flags=["multi_index"])
    for _ in places:
        up, down = np.copy(x), np.copy(x)
        up[places.multi_index] = x[places.multi_index] + epsilon
        down[places.multi_index] = x[places.multi_index] - epsilon
        gradient[places.multi_index] = (f(up) - f(down)) / (epsilon + epsilon)
    """,
)

numerical_gradient.same(
    "gradient = np.zeros(x.shape): np.zeros -> np.ones", "every place is written, so what stood there plays no part"
)
