"""The exercise `online_step`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.shallow_network.exercises.forward_propagation import forward_propagation
from lessons.shallow_network.exercises.tanh_derivative import tanh_derivative


@exercise(
    points=3,
    uses=("tanh_derivative", "forward_propagation"),
    planted="new_w2_on_the_way_back",
    hints=(
        "All six lines are right for themselves. Ask of each one: which value does it need, the old one or the new one?",
        "The gradient is taken at one point, the parameters that came in. Which line uses a parameter that has moved already?",
        "dZ1 goes back through the weights with which the example came forward. Follow the name W2 from line to line.",
        "Almost the code: put the line that makes dZ1 before the line that moves W2.",
    ),
)
def online_step(parameters, x, y, learning_rate):
    """Take one step of gradient descent on a single example, layer by layer.

    Parameters
    ----------
    parameters : dict
        "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h), "b2" (n_y, 1); left unchanged.
    x, y : arrays, shapes (n_x, 1) and (n_y, 1)
        One example and its label.
    learning_rate : float
        Length of a step, relative to the gradient of this example's loss.

    Returns
    -------
    parameters : dict
        New "W1", "b1", "W2", "b2".
    """
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    A2, cache = forward_propagation(x, parameters)
    ### START CODE HERE ###
    dZ2 = A2 - y
    dZ1 = W2.T @ dZ2 * tanh_derivative(cache["A1"])
    W2 = W2 - learning_rate * dZ2 @ cache["A1"].T
    b2 = b2 - learning_rate * dZ2
    W1 = W1 - learning_rate * dZ1 @ x.T
    b1 = b1 - learning_rate * dZ1
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


online_step.mistake(
    "new_w2_on_the_way_back",
    "W1 and b1 take a slightly wrong step, while W2 and b2 are right. "
    "The signal dZ1 must go back through the W2 with which the example came forward.",
    body="""
    dZ2 = A2 - y
    W2 = W2 - learning_rate * dZ2 @ cache["A1"].T
    b2 = b2 - learning_rate * dZ2
    dZ1 = W2.T @ dZ2 * tanh_derivative(cache["A1"])
    W1 = W1 - learning_rate * dZ1 @ x.T
    b1 = b1 - learning_rate * dZ1
    """,
)
online_step.mistake(
    "forward_with_new_w2",
    "W1 and b1 use signals of a second forward pass, after W2 and b2 have moved. All four gradients belong to one point.",
    body="""
    dZ2 = A2 - y
    W2 = W2 - learning_rate * dZ2 @ cache["A1"].T
    b2 = b2 - learning_rate * dZ2
    A2, cache = forward_propagation(x, {"W1": W1, "b1": b1, "W2": W2, "b2": b2})
    dZ1 = W2.T @ (A2 - y) * tanh_derivative(cache["A1"])
    W1 = W1 - learning_rate * dZ1 @ x.T
    b1 = b1 - learning_rate * dZ1
    """,
)
online_step.mistake(
    "no_slope",
    "W1 and b1 move as if the hidden layer had no tanh. Keep the factor tanh_derivative(A1) in dZ1.",
    {' * tanh_derivative(cache["A1"])': ""},
)
online_step.mistake(
    "first_layer_stays",
    "W1 and b1 did not move. Both layers take a step.",
    {"    W1 = W1 - learning_rate * dZ1 @ x.T\n    b1 = b1 - learning_rate * dZ1\n": ""},
)
online_step.mistake(
    "second_layer_stays",
    "W2 and b2 did not move. Both layers take a step; only the order of the lines was at fault.",
    {'    W2 = W2 - learning_rate * dZ2 @ cache["A1"].T\n    b2 = b2 - learning_rate * dZ2\n': ""},
)
online_step.mistake(
    "uphill",
    "All four step up the slope. dZ2 is prediction minus label, and the step is subtracted.",
    {"dZ2 = A2 - y": "dZ2 = y - A2"},
)
online_step.mistake(
    "gradient_for_weight",
    "dZ1 was formed with the gradient of W2. The signal goes back through the weights themselves.",
    {"W2.T @ dZ2 *": '(dZ2 @ cache["A1"].T).T @ dZ2 *'},
)
online_step.mistake(
    "writes_into_the_argument",
    "The values are right, but `-=` wrote them into the caller's arrays. W2 = W2 - ... makes a new one.",
    body="""
    dZ2 = A2 - y
    dZ1 = W2.T @ dZ2 * tanh_derivative(cache["A1"])
    W2 -= learning_rate * dZ2 @ cache["A1"].T
    b2 -= learning_rate * dZ2
    W1 -= learning_rate * dZ1 @ x.T
    b1 -= learning_rate * dZ1
    """,
)
for layer, line in ((1, "W1 = W1 - learning_rate * dZ1 @ x.T"), (2, 'W2 = W2 - learning_rate * dZ2 @ cache["A1"].T')):
    change = f"@ -> * in learning_rate * dZ{layer} @ " + ("x.T", "cache['A1'].T")[layer - 1]
    online_step.same(f"{line}: {change}", "a column times a row is the same, by matrix product or by broadcasting")
online_step.variant(
    "gradients_first",
    body="""
    dZ2 = A2 - y
    dW2, db2 = dZ2 @ cache["A1"].T, dZ2
    dZ1 = W2.T @ dZ2 * tanh_derivative(cache["A1"])
    dW1, db1 = dZ1 @ x.T, dZ1
    W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
    W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2
    """,
)
online_step.variant("from_the_dict", {"W2.T @ dZ2": 'parameters["W2"].T @ dZ2'})
online_step.variant(
    "old_kept",
    body="""
    dZ2 = A2 - y
    old = W2
    W2 = W2 - learning_rate * np.outer(dZ2, cache["A1"])
    b2 = b2 - learning_rate * dZ2
    dZ1 = np.dot(old.T, dZ2) * (1 - cache["A1"] ** 2)
    W1 = W1 - learning_rate * np.outer(dZ1, x)
    b1 = b1 - learning_rate * dZ1
    """,
)
