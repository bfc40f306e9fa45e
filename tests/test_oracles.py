"""The references are right by a judge that is not ourselves: measured slopes, scikit-learn, and known distributions."""

import itertools
import math
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, log_loss
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler

from gradschool.teach.lesson.written import load_lesson, load_lessons

FALSE_ALARM = 1e-12  # of each single bound below; all of them together stay under 1e-9


@cache
def references(lesson: str) -> SimpleNamespace:
    """Return the lesson's references, and what its toolbox gives, as a namespace."""
    return SimpleNamespace(**load_lesson(lesson).implementations())


def labels(rng, m):
    Y = (rng.random((1, m)) < 0.5).astype(float)
    Y[0, :2] = 0.0, 1.0
    return Y


def network(rng, *sizes):
    """Return parameters "W1", "b1", ... of ordinary size, none of them zero."""
    parameters = {}
    for layer, (n_in, n_out) in enumerate(itertools.pairwise(sizes), 1):
        parameters[f"W{layer}"] = rng.normal(size=(n_out, n_in)) / np.sqrt(n_in)
        parameters[f"b{layer}"] = 0.3 * rng.normal(size=(n_out, 1))
    return parameters


def of_parameters(parameters, gradients):
    return {name: gradients["d" + name] for name in parameters}


# ---- every gradient against the slope of its cost, measured along random directions
#
# Each case makes, from a generator, the cost as a function of a dict of arrays, a place, and the gradient told there.

CASES = {}


def case(lesson, exercise):
    def add(make):
        CASES[lesson, exercise] = make
        return make

    return add


@case("logistic_regression", "propagate")
def _(r, rng):
    X, Y = rng.normal(size=(4, 9)), labels(rng, 9)
    at = {"w": rng.normal(size=(4, 1)), "b": np.array(0.4)}
    gradients, _ = r.propagate(at["w"], 0.4, X, Y)
    return lambda p: r.propagate(p["w"], p["b"], X, Y)[1], at, of_parameters(at, gradients)


@case("logistic_regression", "propagate_weighted")
def _(r, rng):
    X, Y, weight = rng.normal(size=(4, 9)), labels(rng, 9), rng.uniform(0.5, 4.0, size=(1, 9))
    at = {"w": rng.normal(size=(4, 1)), "b": np.array(-0.3)}
    gradients, _ = r.propagate_weighted(at["w"], -0.3, X, Y, weight)
    return lambda p: r.propagate_weighted(p["w"], p["b"], X, Y, weight)[1], at, of_parameters(at, gradients)


@case("shallow_network", "backward_propagation")
def _(r, rng):
    X, Y, at = rng.normal(size=(4, 9)), labels(rng, 9), network(rng, 4, 6, 1)
    gradients = r.backward_propagation(at, r.forward_propagation(X, at)[1], X, Y)
    return lambda p: r.compute_cost(r.forward_propagation(X, p)[0], Y), at, of_parameters(at, gradients)


@case("shallow_network", "online_step")
def _(r, rng):
    x, y, at = rng.normal(size=(4, 1)), np.ones((1, 1)), network(rng, 4, 6, 1)
    stepped = r.online_step(at, x, y, 0.5)
    told = {name: (at[name] - stepped[name]) / 0.5 for name in at}
    return lambda p: r.compute_cost(r.forward_propagation(x, p)[0], y), at, told


@case("shallow_network", "regression_gradients")
def _(r, rng):
    X, Y, at = rng.normal(size=(4, 9)), rng.normal(size=(3, 9)), network(rng, 4, 6, 3)
    gradients, _ = r.regression_gradients(at, X, Y, 0.2)
    return lambda p: r.regression_gradients(p, X, Y, 0.2)[1], at, of_parameters(at, gradients)


@case("shallow_network", "tanh_derivative")
def _(r, rng):
    Z = rng.normal(size=(3, 5))
    return lambda p: np.sum(np.tanh(p["Z"])), {"Z": Z}, {"Z": r.tanh_derivative(np.tanh(Z))}


@case("shallow_network", "leaky_relu_derivative")
def _(r, rng):
    Z = rng.normal(size=(3, 5))
    return lambda p: np.sum(r.leaky_relu(p["Z"], 0.2)), {"Z": Z}, {"Z": r.leaky_relu_derivative(Z, 0.2)}


def deep(rng):
    return rng.normal(size=(4, 9)), labels(rng, 9), network(rng, 4, 7, 5, 1)


def deep_case(backward):
    def make(r, rng):
        X, Y, at = deep(rng)
        AL, caches = r.L_model_forward(X, at)
        gradients = getattr(r, backward)(AL, Y, caches)
        return lambda p: r.compute_cost(r.L_model_forward(X, p)[0], Y), at, of_parameters(at, gradients)

    return make


case("deep_network", "L_model_backward")(deep_case("L_model_backward"))
case("deep_network", "compact_backward")(deep_case("compact_backward"))


@case("deep_network", "input_gradient")
def _(r, rng):
    X, Y, parameters = deep(rng)
    told = {"X": r.input_gradient(X, Y, parameters)}
    return lambda p: r.compute_cost(r.L_model_forward(p["X"], parameters)[0], Y), {"X": X}, told


@case("deep_network", "linear_backward")
def _(r, rng):
    at = {"A": rng.normal(size=(4, 9)), "W": rng.normal(size=(3, 4)), "b": rng.normal(size=(3, 1))}
    signal = rng.normal(size=(3, 9))  # any cost whose slope at Z, without the 1/m, is this
    dA, dW, db = r.linear_backward(signal, r.linear_forward(**at)[1])
    return lambda p: np.sum(signal * r.linear_forward(**p)[0]) / 9, at, {"A": dA / 9, "W": dW, "b": db}


@case("deep_network", "linear_activation_backward")
def _(r, rng):
    at = {"A_prev": rng.normal(size=(4, 9)), "W": rng.normal(size=(3, 4)), "b": rng.normal(size=(3, 1))}
    signals = {kind: rng.normal(size=(3, 9)) for kind in ("relu", "sigmoid")}
    told = dict.fromkeys(at, 0.0)
    for kind, signal in signals.items():
        back = r.linear_activation_backward(signal, r.linear_activation_forward(**at, activation=kind)[1], kind)
        told = {n: told[n] + (d / 9 if n == "A_prev" else d) for n, d in zip(at, back, strict=True)}

    def cost(p):
        return sum(np.sum(s * r.linear_activation_forward(**p, activation=kind)[0]) / 9 for kind, s in signals.items())

    return cost, at, told


@case("l2_regularization", "backward_propagation_with_regularization")
def _(r, rng):
    X, Y, at = deep(rng)
    gradients = r.backward_propagation_with_regularization(X, Y, r.forward_propagation(X, at)[1], 0.8)

    def cost(p):
        return r.compute_cost_with_regularization(r.forward_propagation(X, p)[0], Y, p, 0.8)

    return cost, at, of_parameters(at, gradients)


@case("l2_regularization", "update_with_weight_decay")
def _(r, rng):
    X, Y, at = deep(rng)
    data_alone = r.backward_propagation_with_regularization(X, Y, r.forward_propagation(X, at)[1], 0.0)
    stepped = r.update_with_weight_decay(at, data_alone, 0.5, 0.8, 9)

    def cost(p):
        return r.compute_cost_with_regularization(r.forward_propagation(X, p)[0], Y, p, 0.8)

    return cost, at, {name: (at[name] - stepped[name]) / 0.5 for name in at}


@case("l2_regularization", "l1_penalty_gradient")
def _(r, rng):
    at = {name: value for name, value in network(rng, 4, 7, 5, 1).items() if name.startswith("W")}
    return lambda p: r.l1_penalty(p, 0.8, 9), at, of_parameters(at, r.l1_penalty_gradient(at, 0.8, 9))


@case("dropout", "backward_propagation_with_dropout")
def _(r, rng):
    X, Y, at = deep(rng)

    def forward(p):  # the same generator anew: the same masks each time
        return r.forward_propagation_with_dropout(X, p, 0.7, np.random.default_rng(11))

    gradients = r.backward_propagation_with_dropout(X, Y, forward(at)[1], 0.7)
    return lambda p: r.compute_cost(forward(p)[0], Y), at, of_parameters(at, gradients)


@case("gradient_checking", "backward_propagation")
def _(r, rng):
    x, theta = float(rng.normal()), float(rng.normal())
    told = {"theta": np.array(r.backward_propagation(x, theta))}
    return lambda p: r.forward_propagation(x, float(p["theta"])), {"theta": np.array(theta)}, told


@case("gradient_checking", "backward_propagation_n")
def _(r, rng):
    X, Y, at = deep(rng)
    masks = r.dropout_masks(at, 9, 0.7, rng)
    gradients = r.backward_propagation_n(X, Y, r.forward_propagation_n(X, at, masks)[1])
    return lambda p: r.network_cost(p, X, Y, masks), at, of_parameters(at, gradients)


# Their names speak of gradients, but what they return is not the gradient of a cost by a formula.
NO_FORMULA = {
    "forward_propagation",
    "forward_propagation_with_dropout",
    "gradient_check",
    "gradient_check_n",
    "numerical_gradient",
}


def slopes(cost, at, told, rng):
    """Yield, for each array alone and for all together, the measured slope along a random direction and the one told."""
    h = 1e-5
    for names in [*((name,) for name in at), tuple(at)]:
        way = {name: rng.normal(size=np.shape(at[name])) for name in names}
        up, down = ({**at, **{name: at[name] + s * h * way[name] for name in names}} for s in (1, -1))
        yield (cost(up) - cost(down)) / (2 * h), sum(np.sum(told[name] * way[name]) for name in names)


@pytest.mark.parametrize(("lesson", "exercise"), CASES, ids=["-".join(place) for place in CASES])
def test_gradient_is_the_measured_slope(lesson, exercise):
    for seed in range(5):
        rng = np.random.default_rng([seed, 71])
        cost, at, told = CASES[lesson, exercise](references(lesson), rng)
        assert {name: np.shape(value) for name, value in told.items()} == {n: np.shape(v) for n, v in at.items()}
        for measured, expected in slopes(cost, at, told, rng):
            assert measured == pytest.approx(expected, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize(("lesson", "exercise"), CASES, ids=["-".join(place) for place in CASES])
def test_the_measured_slope_would_notice(lesson, exercise):
    """A gradient that is half a percent too long is told apart from the right one, so the oracle is not blind."""
    rng = np.random.default_rng(72)
    cost, at, told = CASES[lesson, exercise](references(lesson), rng)
    longer = {name: 1.005 * value for name, value in told.items()}
    for measured, expected in slopes(cost, at, longer, rng):
        assert measured != pytest.approx(expected, rel=1e-6, abs=1e-8)


def test_every_gradient_of_the_course_is_measured():
    named = {
        (lesson.name, name)
        for lesson in load_lessons()
        for name in lesson.exercises
        if any(word in name for word in ("backward", "gradient", "propagat", "derivative")) and name not in NO_FORMULA
    }
    assert named <= CASES.keys() | {("gradient_checking", name) for name in NO_FORMULA}


# ---- logistic regression against scikit-learn


def blobs(rng, m=80):
    """Return two overlapping classes, so that the best weights are finite."""
    Y = labels(rng, m)
    return rng.normal(size=(3, m)) + 0.8 * Y, Y


@pytest.mark.parametrize("seed", range(3))
def test_logistic_regression_learns_what_scikit_learn_learns(seed):
    r, rng = references("logistic_regression"), np.random.default_rng([seed, 73])
    (X, Y), (X_test, Y_test) = blobs(rng), blobs(rng, 40)
    ours = r.model(X, Y, X_test, Y_test, 4000, 1.0)
    theirs = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(X.T, Y[0])
    assert ours["w"][:, 0] == pytest.approx(theirs.coef_[0], rel=1e-4, abs=1e-5)
    assert float(ours["b"]) == pytest.approx(theirs.intercept_[0], rel=1e-4, abs=1e-5)
    assert np.array_equal(ours["predictions_test"][0], theirs.predict(X_test.T))
    assert r.accuracy(ours["predictions_test"], Y_test) == pytest.approx(theirs.score(X_test.T, Y_test[0]))
    cost = log_loss(Y[0], theirs.predict_proba(X.T)[:, 1])
    assert r.propagate(ours["w"], ours["b"], X, Y)[1] == pytest.approx(cost, rel=1e-7)


def test_weighted_cost_is_smallest_where_scikit_learn_ends():
    r, rng = references("logistic_regression"), np.random.default_rng(74)
    (X, Y), weight = blobs(rng), rng.uniform(0.2, 5.0, size=(1, 80))
    fit = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(X.T, Y[0], sample_weight=weight[0])
    gradients, cost = r.propagate_weighted(fit.coef_.T, fit.intercept_[0], X, Y, weight)
    assert np.abs(gradients["dw"]).max() < 1e-6
    assert abs(gradients["db"]) < 1e-6
    assert cost == pytest.approx(log_loss(Y[0], fit.predict_proba(X.T)[:, 1], sample_weight=weight[0]))
    assert np.abs(r.propagate(fit.coef_.T, fit.intercept_[0], X, Y)[0]["dw"]).max() > 1e-3


def test_scaling_and_scores_are_those_of_scikit_learn():
    r, rng = references("logistic_regression"), np.random.default_rng(75)
    (X, Y), (X_test, _) = blobs(rng), blobs(rng, 40)
    scaler = StandardScaler().fit(X.T)
    for ours, given in zip(r.standardize(X, X_test), (X, X_test), strict=True):
        assert ours == pytest.approx(scaler.transform(given.T).T)
    z = 3.0 * rng.normal(size=(1, 80))
    assert r.log_loss(z, Y) == pytest.approx(log_loss(Y[0], r.sigmoid(z)[0]))
    assert r.accuracy((z > 0).astype(float), Y) == pytest.approx(accuracy_score(Y[0], z[0] > 0))


# ---- networks against scikit-learn: one plain step of its stochastic gradient descent gives its cost and gradient


def step_of(estimator, activation, hidden, parameters, X, Y, lambd=0.0):
    """Return scikit-learn's cost, gradients and network for our parameters, by its public interface alone."""
    plain = {"solver": "sgd", "learning_rate_init": 1.0, "momentum": 0.0, "nesterovs_momentum": False, "shuffle": False}
    chosen = {"hidden_layer_sizes": hidden, "activation": activation, "alpha": lambd, "batch_size": X.shape[1]}
    theirs = estimator(**plain, **chosen)
    classes = {"classes": [0.0, 1.0]} if estimator is MLPClassifier else {}
    theirs.partial_fit(X.T, Y[0], **classes)  # makes the network, which then gets our parameters
    layers = range(1, len(hidden) + 2)
    theirs.coefs_ = [parameters[f"W{layer}"].T.copy() for layer in layers]
    theirs.intercepts_ = [parameters[f"b{layer}"][:, 0].copy() for layer in layers]
    before = theirs.predict_proba(X.T)[:, 1] if estimator is MLPClassifier else theirs.predict(X.T)
    theirs.partial_fit(X.T, Y[0])
    gradients = {f"dW{n}": parameters[f"W{n}"] - theirs.coefs_[n - 1].T for n in layers}
    gradients |= {f"db{n}": parameters[f"b{n}"] - theirs.intercepts_[n - 1][:, None] for n in layers}
    return theirs.loss_, gradients, before


def shallow_pass(r, X, Y, p, lambd):
    A2, cache = r.forward_propagation(X, p)
    return A2, r.compute_cost(A2, Y), r.backward_propagation(p, cache, X, Y)


def deep_pass(r, X, Y, p, lambd):
    AL, caches = r.L_model_forward(X, p)
    return AL, r.compute_cost(AL, Y), r.L_model_backward(AL, Y, caches)


def compact_pass(r, X, Y, p, lambd):
    AL, caches = r.L_model_forward(X, p)
    return AL, r.compute_cost(AL, Y), r.compact_backward(AL, Y, caches)


def l2_pass(r, X, Y, p, lambd):
    A3, cache = r.forward_propagation(X, p)
    cost = r.compute_cost_with_regularization(A3, Y, p, lambd)
    return A3, cost, r.backward_propagation_with_regularization(X, Y, cache, lambd)


def dropout_pass(r, X, Y, p, lambd):
    A3, cache = r.forward_propagation_with_dropout(X, p, 1.0, np.random.default_rng(1))
    return A3, r.compute_cost(A3, Y), r.backward_propagation_with_dropout(X, Y, cache, 1.0)


def checked_pass(r, X, Y, p, lambd):
    A3, cache = r.forward_propagation_n(X, p)
    return A3, r.network_cost(p, X, Y), r.backward_propagation_n(X, Y, cache)


NETWORKS = {
    "shallow": ("shallow_network", shallow_pass, "tanh", (6,), 0.0),
    "deep": ("deep_network", deep_pass, "relu", (7, 5, 3), 0.0),
    "deep, compact": ("deep_network", compact_pass, "relu", (7, 5, 3), 0.0),
    "L2": ("l2_regularization", l2_pass, "relu", (7, 5), 1.7),
    "L2 off": ("l2_regularization", l2_pass, "relu", (7, 5), 0.0),
    "dropout off": ("dropout", dropout_pass, "relu", (7, 5), 0.0),
    "to be checked": ("gradient_checking", checked_pass, "relu", (7, 5), 0.0),
}


@pytest.mark.parametrize("which", NETWORKS)
@pytest.mark.parametrize("seed", range(2))
def test_networks_compute_what_scikit_learn_computes(which, seed):
    lesson, run, activation, hidden, lambd = NETWORKS[which]
    rng = np.random.default_rng([seed, 76])
    X, Y, parameters = rng.normal(size=(4, 11)), labels(rng, 11), network(rng, 4, *hidden, 1)
    probabilities, cost, gradients = run(references(lesson), X, Y, parameters, lambd)
    their_cost, their_gradients, their_probabilities = step_of(
        MLPClassifier, activation, hidden, parameters, X, Y, lambd
    )
    assert probabilities[0] == pytest.approx(their_probabilities, rel=1e-9)
    assert cost == pytest.approx(their_cost, rel=1e-9)
    for name, theirs in their_gradients.items():
        assert gradients[name] == pytest.approx(theirs, rel=1e-8, abs=1e-12), name


def test_regression_computes_what_scikit_learn_computes():
    r, rng = references("shallow_network"), np.random.default_rng(77)
    X, Y, parameters = rng.normal(size=(4, 11)), rng.normal(size=(1, 11)), network(rng, 4, 6, 1)
    gradients, cost = r.regression_gradients(parameters, X, Y, 0.0)  # slope 0: a ReLU
    their_cost, their_gradients, _ = step_of(MLPRegressor, "relu", (6,), parameters, X, Y)
    assert cost == pytest.approx(their_cost, rel=1e-9)
    for name, theirs in their_gradients.items():
        assert gradients[name] == pytest.approx(theirs, rel=1e-8, abs=1e-12), name


# ---- what is drawn, against the distributions it must come from


def deviation(n_in, n_out, **arguments):
    return {
        "shallow_network.initialize_parameters": 0.01,
        "deep_network.initialize_parameters_deep": math.sqrt(2 / n_in),
        "initialization.initialize_parameters_random": arguments.get("scale"),
        "initialization.initialize_parameters_he": math.sqrt(2 / n_in),
        "initialization.initialize_parameters_he_uniform": math.sqrt(2 / n_in),
        "initialization.initialize_parameters_lecun": math.sqrt(1 / n_in),
        "initialization.initialize_parameters_xavier": math.sqrt(2 / (n_in + n_out)),
        "initialization.initialize_parameters_leaky": math.sqrt(2 / ((1 + arguments.get("slope", 0) ** 2) * n_in)),
    }


ARGUMENTS = {"scale": 0.3, "slope": 0.25}
SIZES = (150, 220, 90)


@pytest.mark.parametrize("which", deviation(1, 1))
def test_weights_have_the_deviation_of_their_rule(which):
    lesson, name = which.split(".")
    function, rng = getattr(references(lesson), name), np.random.default_rng(78)
    accepted = function.__code__.co_varnames[: function.__code__.co_argcount]
    extra = {key: value for key, value in ARGUMENTS.items() if key in accepted}
    parameters = function(*SIZES, rng=rng) if "n_h" in accepted else function(list(SIZES), **extra, rng=rng)
    uniform = name.endswith("uniform")
    for layer, (n_in, n_out) in enumerate(itertools.pairwise(SIZES), 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        assert W.shape == (n_out, n_in)
        assert np.array_equal(b, np.zeros((n_out, 1)))
        unit = W / deviation(n_in, n_out, **ARGUMENTS)[which]
        low, high = bounds_of_mean_square(W.size, uniform)
        assert low < np.mean(unit**2) < high
        # A mean of N numbers of variance 1 is sub-Gaussian with 1 / N (normal) or 3 / N (uniform, within sqrt(3)).
        assert abs(np.mean(unit)) < math.sqrt(2 * (3 if uniform else 1) * math.log(2 / FALSE_ALARM) / W.size)
        assert (np.abs(unit).max() <= math.sqrt(3)) == uniform


def bounds_of_mean_square(count, uniform):
    """Return what the mean square of `count` numbers of variance 1 stays within.

    Normal numbers: the chi-square bounds of Laurent and Massart (2000, lemma 1). Uniform ones: Hoeffding (1963), as their
    squares lie in 0..3.
    """
    t = math.log(2 / FALSE_ALARM)
    if uniform:
        return 1 - 3 * math.sqrt(t / (2 * count)), 1 + 3 * math.sqrt(t / (2 * count))
    return 1 - 2 * math.sqrt(t / count), 1 + 2 * math.sqrt(t / count) + 2 * t / count


def test_every_initializer_of_the_course_is_measured():
    drawn = {
        f"{lesson.name}.{name}"
        for lesson in load_lessons()
        for name in lesson.exercises
        if name.startswith("initialize_")
    }
    fixed = {"logistic_regression.initialize_with_zeros", "initialization.initialize_parameters_zeros"}
    assert drawn == deviation(1, 1).keys() | fixed


@pytest.mark.parametrize("keep_prob", [0.3, 0.8, 1.0])
def test_masks_keep_their_share(keep_prob):
    D = references("dropout").dropout_mask((150, 200), keep_prob, np.random.default_rng(79))
    assert set(np.unique(D)) <= {0.0, 1.0}
    assert abs(np.mean(D) - keep_prob) <= math.sqrt(math.log(2 / FALSE_ALARM) / (2 * D.size)) * (keep_prob < 1)


@pytest.mark.parametrize("keep_prob", [0.5, 0.8])
def test_dropout_keeps_the_expectation(keep_prob):
    """One example in many columns, each with masks of its own: the mean activation is that without dropout."""
    r, rng, copies = references("dropout"), np.random.default_rng(80), 20_000
    x, parameters = rng.normal(size=(4, 1)), network(rng, 4, 7, 5, 1)
    _, cache = r.forward_propagation_with_dropout(np.tile(x, copies), parameters, keep_prob, rng)
    whole = np.maximum(parameters["W1"] @ x + parameters["b1"], 0)
    width = math.sqrt(math.log(2 * whole.size / FALSE_ALARM) / (2 * copies))  # Hoeffding, for each unit
    assert np.any(whole > 0)
    assert np.all(np.abs(cache["A1"].mean(axis=1, keepdims=True) - whole) <= whole / keep_prob * width)
    # In the second layer, whatever its scores are, the masks leave the mean over all units and columns where it was.
    plain = np.maximum(cache["Z2"], 0)
    width = math.sqrt(math.log(2 / FALSE_ALARM) / (2 * plain.size))
    assert abs(np.mean(cache["A2"] - plain)) <= plain.max() / keep_prob * width
