"""The exercise `optimize`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.logistic_regression.exercises.propagate import propagate


@exercise(
    points=5,
    uses=("propagate",),
    hints=(
        "Gradient descent repeats one step: from where you are, a little way against the gradient.",
        "Each round: call propagate, keep its cost in rounds 0, 100, 200, …, then step.",
        "w keeps its shape (n_x, 1). Writing w = w - … makes a new array; w -= … would change the caller's.",
        "Almost the code: for i in range(num_iterations): gradients, cost = propagate(w, b, X, Y); "
        "if i % 100 == 0, append the cost; then w = w - learning_rate * dw, and the same for b.",
    ),
)
def optimize(w, b, X, Y, num_iterations, learning_rate):
    """Learn w and b by gradient descent.

    Parameters
    ----------
    w : array, shape (n_x, 1)
        Weights to start from; left unchanged.
    b : float
        Bias to start from.
    X : array, shape (n_x, m)
        Examples as columns.
    Y : array, shape (1, m)
        Labels, 0. or 1.
    num_iterations : int
        Number of steps, at least 1.
    learning_rate : float
        Length of a step, relative to the gradient.

    Returns
    -------
    parameters : dict
        "w", shape (n_x, 1), and "b", after the last step.
    gradients : dict
        "dw" and "db" of the last step.
    costs : list of float
        The cost before step 0, before step 100, before step 200, and so on.
    """
    costs = []
    ### START CODE HERE ###
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * gradients["dw"]
        b = b - learning_rate * gradients["db"]
    ### END CODE HERE ###
    return {"w": w, "b": b}, gradients, costs


optimize.mistake(
    "uphill",
    "The steps go up the slope: the parameters move with the gradient. Subtract it.",
    {"w = w - learning": "w = w + learning", "b = b - learning": "b = b + learning"},
)
optimize.mistake(
    "fixed_learning_rate",
    "The steps have the length 0.01 whatever `learning_rate` is. Use the argument.",
    {
        'w - learning_rate * gradients["dw"]': 'w - 0.01 * gradients["dw"]',
        'b - learning_rate * gradients["db"]': 'b - 0.01 * gradients["db"]',
    },
)
optimize.mistake(
    "fixed_iterations",
    "It takes 100 steps whatever `num_iterations` is. Use the argument.",
    {"range(num_iterations)": "range(100)"},
)
optimize.mistake(
    "changes_w_in_place",
    "The values are right, but `w -= …` writes into the caller's array. Write w = w - …, or start from a copy.",
    {"w = w - learning_rate": "w -= learning_rate"},
)
optimize.mistake(
    "bias_forgotten",
    "`b` never moves. It has a step of its own, with db.",
    {'        b = b - learning_rate * gradients["db"]\n': ""},
)
optimize.mistake(
    "one_step",
    "Only one step is taken. Do the steps stand inside the loop, and the return after it?",
    body="""
    gradients, cost = propagate(w, b, X, Y)
    costs.append(cost)
    w = w - learning_rate * gradients["dw"]
    b = b - learning_rate * gradients["db"]
    """,
)
optimize.mistake(
    "return_in_the_loop_in_place",
    "Only one step is taken: the return stands inside the loop. And `w -= …` writes into the caller's array.",
    {
        "w = w - learning_rate": "w -= learning_rate",
        "    ### END": '        return {"w": w, "b": b}, gradients, costs\n    ### END',
    },
)
optimize.mistake(
    "each_step_from_the_start",
    "Every step begins at the start again, so only one is ever taken. The next one begins where the last one "
    "ended: give the new values the names `w` and `b`.",
    body="""
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        new_w = w - learning_rate * gradients["dw"]
        new_b = b - learning_rate * gradients["db"]
    w, b = new_w, new_b
    """,
)
optimize.mistake(
    "w_uphill",
    "`w` goes up the slope, `b` goes down. Both gradients are subtracted.",
    {"w = w - learning": "w = w + learning"},
)
optimize.mistake(
    "b_uphill",
    "`b` goes up the slope, `w` goes down. Both gradients are subtracted.",
    {"b = b - learning": "b = b + learning"},
)
optimize.mistake(
    "w_starts_at_zero",
    "`w` starts at zeros, whatever `w` is passed in. Start from the arguments.",
    {"    for i in range": "    w = np.zeros_like(w)\n    for i in range"},
)
optimize.mistake(
    "every_cost",
    "`costs` holds the cost of every step. Keep those of steps 0, 100, 200, … only.",
    {"        if i % 100 == 0:\n            costs.append(cost)\n": "        costs.append(cost)\n"},
)
optimize.mistake(
    "cost_after_step",
    "`costs` is off by one step: it holds the cost after the step. Keep it before you move.",
    body="""
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        w = w - learning_rate * gradients["dw"]
        b = b - learning_rate * gradients["db"]
        if i % 100 == 0:
            costs.append(propagate(w, b, X, Y)[1])
    """,
)
optimize.mistake(
    "counts_from_one",
    "`costs` misses the start: it holds the costs of the 100th, 200th, … step counted from one. The "
    "first entry is that of step 0.",
    {"i % 100 == 0": "(i + 1) % 100 == 0"},
)
optimize.mistake(
    "skips_first_cost",
    "`costs` lacks its first entry, the cost of step 0: 0 counts as a multiple of 100 too.",
    {"i % 100 == 0": "i % 100 == 0 and i > 0"},
)
optimize.mistake(
    "one_step_too_many",
    "It takes one step more than asked for.",
    {"range(num_iterations)": "range(num_iterations + 1)"},
)
optimize.mistake(
    "stale_gradient",
    "The gradient is computed once, before the loop, and used for every step. It changes as you move: "
    "compute it in each round.",
    body="""
    gradients, cost = propagate(w, b, X, Y)
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * gradients["dw"]
        b = b - learning_rate * gradients["db"]
    """,
)
optimize.mistake(
    "b_sees_new_w",
    "`b` takes its step with a gradient computed after `w` has moved. Compute both gradients first, then move both.",
    body="""
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * gradients["dw"]
        gradients, _ = propagate(w, b, X, Y)
        b = b - learning_rate * gradients["db"]
    """,
)
optimize.mistake(
    "never_moves",
    "`w` and `b` come back as they went in: the result of the step is not stored in them. Assign it to "
    "`w` and `b` themselves.",
    {
        "        w = w - learning": "        new_w = w - learning",
        "        b = b - learning": "        new_b = b - learning",
    },
)
optimize.mistake(
    "previous_cost",
    "`costs` is off by one: each entry is the cost of the round before, and the first is no cost at all. "
    "Call propagate first, then keep its cost.",
    body="""
    cost = 0.0
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(cost)
        gradients, cost = propagate(w, b, X, Y)
        w = w - learning_rate * gradients["dw"]
        b = b - learning_rate * gradients["db"]
    """,
)
optimize.mistake(
    "gradients_after_last_step",
    "`gradients` belong to the point after the last step. Return those that the last step was taken with.",
    body="""
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * gradients["dw"]
        b = b - learning_rate * gradients["db"]
    gradients, cost = propagate(w, b, X, Y)
    """,
)
optimize.mistake(
    "divided_by_m_again",
    "The steps are m times too short: the gradient is a mean already, so it is not divided by m once more.",
    {
        '- learning_rate * gradients["dw"]': '- learning_rate / X.shape[1] * gradients["dw"]',
        '- learning_rate * gradients["db"]': '- learning_rate / X.shape[1] * gradients["db"]',
    },
)
optimize.mistake(
    "starts_at_zero",
    "It starts at zeros, whatever `w` and `b` are passed in. Start from the arguments.",
    {"    for i in range": "    w, b = np.zeros_like(w), 0.0\n    for i in range"},
)
optimize.variant(
    "copy_then_in_place",
    body="""
    w = w.copy()
    for i in range(num_iterations):
        gradients, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w -= learning_rate * gradients["dw"]
        b -= learning_rate * gradients["db"]
    """,
)
optimize.variant(
    "while_loop",
    body="""
    i = 0
    while i < num_iterations:
        gradients, cost = propagate(w, b, X, Y)
        if not i % 100:
            costs += [float(cost)]
        dw, db = gradients["dw"], gradients["db"]
        w, b = w - learning_rate * dw, b - learning_rate * db
        i += 1
    """,
)
optimize.variant(
    "costs_at_once",
    {
        "    for i in range": "    kept = {}\n    for i in range",
        "        if i % 100 == 0:\n            costs.append(cost)\n": "        kept[i] = cost\n",
        "    ### END": "    costs = [kept[i] for i in range(0, num_iterations, 100)]\n    ### END",
    },
)
optimize.variant(
    "prints",
    {
        "costs.append(cost)\n": 'costs.append(cost)\n            print(f"cost {cost:.3f}")\n',
    },
)
