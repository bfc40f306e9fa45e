"""The exercise `gradient_check_n`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise
from lessons.gradient_checking.exercises.numerical_gradient import numerical_gradient
from lessons.gradient_checking.exercises.parameters_to_vector import parameters_to_vector
from lessons.gradient_checking.exercises.relative_difference import relative_difference
from lessons.gradient_checking.exercises.vector_to_parameters import vector_to_parameters
from lessons.gradient_checking.toolbox import forward_propagation_n, network_cost  # noqa: F401 (a variant calls it)


@exercise(
    points=6,
    uses=("relative_difference", "numerical_gradient", "parameters_to_vector", "vector_to_parameters"),
    hints=(
        "Make one function of one vector out of the network's cost; then numerical_gradient does the measuring.",
        "Backpropagation fills its dictionary from the last layer to the first. Bring the gradients into the order of `parameters` "
        "before you make a vector of them.",
        "J takes a column theta (n, 1), turns it into parameters and returns network_cost(...), a float. Both gradients are columns "
        "(n, 1); for the single parameters turn the measured one back into a dictionary.",
        "Almost the code: numeric is numerical_gradient(J, parameters_to_vector(parameters), epsilon); ordered is a dict with "
        'gradients["d" + name] for each name of parameters; total is relative_difference of its vector and numeric; differences[name] '
        "compares ordered[name] with vector_to_parameters(numeric, parameters)[name].",
    ),
)
def gradient_check_n(parameters, gradients, X, Y, epsilon):
    """Compare the gradients of backpropagation with measured ones, as a whole and parameter by parameter.

    Parameters
    ----------
    parameters, gradients : dict
        "W1", "b1", ... and "dW1", "db1", ..., any number of layers; the two may differ in their order.
    X, Y : arrays, shapes (n_x, m) and (1, m)
        The examples whose network_cost(parameters, X, Y) is measured.
    epsilon : float
        The step to either side.

    Returns
    -------
    total : float
        The relative_difference over all numbers together.
    differences : dict
        For each name in parameters ("W1", "b1", ...) the relative_difference of that array alone.
    """

    ### START CODE HERE ###
    def J(theta):
        return network_cost(vector_to_parameters(theta, parameters), X, Y)

    numeric = numerical_gradient(J, parameters_to_vector(parameters), epsilon)
    ordered = {name: gradients["d" + name] for name in parameters}
    total = relative_difference(parameters_to_vector(ordered), numeric)
    measured = vector_to_parameters(numeric, parameters)
    differences = {name: relative_difference(ordered[name], measured[name]) for name in parameters}
    ### END CODE HERE ###
    return total, differences


gradient_check_n.mistake(
    "orders_differ",
    "The gradients are put into a vector in their own order, last layer first, and the parameters in theirs. Then W1 is compared with "
    "dW3: bring both into one order.",
    {"parameters_to_vector(ordered)": "parameters_to_vector(gradients)"},
)
gradient_check_n.mistake(
    "measured_against_itself",
    "The measured gradient is compared with itself, so every difference is 0 whatever backpropagation says.",
    {
        'ordered = {name: gradients["d" + name] for name in parameters}': "ordered = vector_to_parameters(numeric, parameters)"
    },
)
gradient_check_n.mistake(
    "total_against_itself",
    "The total compares the measured gradient with itself. On one side the gradients of backpropagation must stand.",
    {"relative_difference(parameters_to_vector(ordered), numeric)": "relative_difference(numeric, numeric)"},
)
gradient_check_n.mistake(
    "fixed_epsilon",
    "A step is typed in; the argument epsilon has no effect.",
    {"parameters_to_vector(parameters), epsilon)": "parameters_to_vector(parameters), 1e-7)"},
)
gradient_check_n.mistake(
    "fixed_wide_epsilon",
    "A step of 0.01 is typed in; the argument epsilon has no effect.",
    {"parameters_to_vector(parameters), epsilon)": "parameters_to_vector(parameters), 1e-2)"},
)
gradient_check_n.mistake(
    "one_sided",
    "The slopes are one-sided: each is measured from the place itself to one side of it. Use your numerical_gradient.",
    {
        "numeric = numerical_gradient(J, parameters_to_vector(parameters), epsilon)": "theta = parameters_to_vector(parameters)\n"
        "    numeric = np.array([[(J(theta + s[:, None]) - J(theta)) / epsilon] for s in epsilon * np.eye(theta.size)])[:, :, 0]",
    },
)
gradient_check_n.mistake(
    "total_is_mean",
    "The total is the mean of the single differences. Small arrays then count as much as large ones: compare the two long vectors.",
    {
        "for name in parameters}\n    ### END": "for name in parameters}\n    total = float(np.mean(list(differences.values())))\n    ### END"
    },
)
gradient_check_n.mistake(
    "total_is_largest",
    "The total is the largest of the single differences. What is asked for compares the two long vectors.",
    {
        "for name in parameters}\n    ### END": "for name in parameters}\n    total = max(differences.values())\n    ### END"
    },
)
gradient_check_n.mistake(
    "total_is_sum",
    "The total is the sum of the single differences. What is asked for compares the two long vectors.",
    {
        "for name in parameters}\n    ### END": "for name in parameters}\n    total = sum(differences.values())\n    ### END"
    },
)
gradient_check_n.mistake(
    "parts_relative_to_the_whole",
    "Each part is divided by the length of the whole gradient. A bug in a small bias would drown: divide by the part's own lengths.",
    {
        "relative_difference(ordered[name], measured[name])": "float(np.linalg.norm(ordered[name] - measured[name]) / "
        "(np.linalg.norm(parameters_to_vector(ordered)) + np.linalg.norm(numeric)))"
    },
)
gradient_check_n.mistake(
    "same_for_all",
    "Every parameter is given the total. Compare each array by itself.",
    {"relative_difference(ordered[name], measured[name])": "total"},
)
gradient_check_n.mistake(
    "parameters_instead_of_gradients",
    "The parameters themselves are compared with the measured slopes. Their gradients belong there.",
    {'gradients["d" + name]': "parameters[name]"},
)
gradient_check_n.mistake(
    "labels_ignored",
    "The cost is measured with other labels than Y: check what network_cost is given.",
    {", X, Y)\n\n": ", X, 1.0 - Y)\n\n"},
)
gradient_check_n.mistake(
    "constant_cost",
    "J does not use its argument theta, so the measured slopes are all 0. Make parameters out of theta first.",
    {"network_cost(vector_to_parameters(theta, parameters), X, Y)": "network_cost(parameters, X, Y)"},
)
gradient_check_n.mistake(
    "swapped_results",
    "The two results came back in another order: first the total, then the dictionary.",
    {"return total, differences": "return differences, total"},
)
gradient_check_n.mistake(
    "names_of_gradients",
    'The names in `differences` are those of the gradients, "dW1". Use the names of the parameters, "W1".',
    {"{name: relative_difference(": '{"d" + name: relative_difference('},
)
gradient_check_n.mistake(
    "norms_squared",
    "Squared lengths are compared. That makes every difference look smaller: use relative_difference.",
    {
        "total = relative_difference(parameters_to_vector(ordered), numeric)": "square = lambda v: float(np.sum(v**2))\n"
        "    compare = lambda a, b: square(a - b) / (square(a) + square(b))\n    total = compare(parameters_to_vector(ordered), numeric)",
        "relative_difference(ordered[name], measured[name])": "compare(ordered[name], measured[name])",
    },
)
gradient_check_n.mistake(
    "measured_at_the_gradients",
    "The slopes are measured at another place: the vector of the gradients is given to numerical_gradient. Start from the "
    "parameters.",
    {
        "numeric = numerical_gradient(J, parameters_to_vector(parameters), epsilon)": 'numeric = numerical_gradient(J, parameters_to_vector({n: gradients["d" + n] for n in parameters}), epsilon)'
    },
)
gradient_check_n.mistake(
    "sum_for_mean",
    "The measured cost is m times too large: network_cost is a mean over the examples already.",
    {"parameters), X, Y)\n\n": "parameters), X, Y) * X.shape[1]\n\n"},
)
gradient_check_n.mistake(
    "parts_not_relative",
    "The single differences are plain distances. Use relative_difference for the parts as well.",
    {"relative_difference(ordered[name], measured[name])": "float(np.linalg.norm(ordered[name] - measured[name]))"},
)
gradient_check_n.mistake(
    "sorted_by_name",
    "The gradients are sorted by name, the parameters are not. Bring both into the order of `parameters`.",
    {"parameters_to_vector(ordered)": "parameters_to_vector({name: ordered[name] for name in sorted(ordered)})"},
)
gradient_check_n.mistake(
    "cut_in_the_order_of_gradients",
    "The measured vector is cut up in the order of `gradients`, last layer first. It was made in the order of `parameters`: cut it "
    "up like those.",
    {
        "vector_to_parameters(numeric, parameters)": "vector_to_parameters(numeric, gradients)",
        "measured[name])": 'measured["d" + name])',
    },
)
gradient_check_n.mistake(
    "parts_are_arrays",
    "The single differences are arrays. Each has to be one number: the relative_difference of the two arrays.",
    {"relative_difference(ordered[name], measured[name])": "ordered[name] - measured[name]"},
)
gradient_check_n.variant(
    "loop_over_parameters",
    body="""
    above, below, differences = 0.0, 0.0, {}
    squares = {"g": 0.0, "n": 0.0, "d": 0.0}
    for name in parameters:
        def J(value):
            return network_cost({**parameters, name: value}, X, Y)
        n, g = numerical_gradient(J, parameters[name], epsilon), gradients["d" + name]
        differences[name] = np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))
        squares = {"g": squares["g"] + np.sum(g**2), "n": squares["n"] + np.sum(n**2), "d": squares["d"] + np.sum((g - n)**2)}
    total = np.sqrt(squares["d"]) / (np.sqrt(squares["g"]) + np.sqrt(squares["n"]))
    """,
)
gradient_check_n.variant(
    "forward_and_cost",
    {
        "return network_cost(vector_to_parameters(theta, parameters), X, Y)": "A, _ = forward_propagation_n(X, vector_to_parameters(theta, like=parameters))\n"
        "        return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))",
    },
)
gradient_check_n.variant(
    "all_in_one",
    body="""
    theta = parameters_to_vector(parameters)
    n = theta.shape[0]
    numeric = np.zeros((n, 1))
    for i in range(n):
        plus, minus = np.copy(theta), np.copy(theta)
        plus[i, 0] += epsilon
        minus[i, 0] -= epsilon
        numeric[i] = (network_cost(vector_to_parameters(plus, parameters), X, Y)
                      - network_cost(vector_to_parameters(minus, parameters), X, Y)) / (2 * epsilon)
    analytic = np.vstack([gradients["d" + name].reshape(-1, 1) for name in parameters])
    total = np.linalg.norm(analytic - numeric) / (np.linalg.norm(analytic) + np.linalg.norm(numeric))
    differences, k = {}, 0
    for name, value in parameters.items():
        differences[name] = relative_difference(analytic[k:k + value.size], numeric[k:k + value.size])
        k += value.size
    """,
)
gradient_check_n.same(
    "total = relative_difference(parameters_to_vector(ordered), numeric): arguments of relative_difference swapped",
    "the distance and the sum of the lengths are the same either way",
)
gradient_check_n.same(
    "differences = {name: relative_difference(ordered[name], measured[name]) for name in parameters}: arguments of relative_difference swapped",
    "the distance and the sum of the lengths are the same either way",
)
