"""How the answers of the lesson on the shallow network are tried."""

import copy
from collections.abc import Mapping

import numpy as np

from gradschool.probe import Dict, Problem, array_in, distinct, probe
from gradschool.values import NotNumbers

NAMES = ("W1", "b1", "W2", "b2")
GRADIENTS = ("dW1", "db1", "dW2", "db2")


def _parameters(rng, n_x, n_h, n_y):
    """Return weights and biases of ordinary size, all of them different from zero."""
    return {
        "W1": rng.normal(size=(n_h, n_x)) / np.sqrt(n_x),
        "b1": 0.5 * rng.normal(size=(n_h, 1)),
        "W2": rng.normal(size=(n_y, n_h)) / np.sqrt(n_h),
        "b2": 0.5 * rng.normal(size=(n_y, 1)),
    }


def _labels(rng, n_y, m):
    """Return labels (n_y, m) of both classes."""
    Y = (rng.random((n_y, m)) < 0.5).astype(float)
    Y[0, :2] = 0.0, 1.0
    return Y


@probe(returns="slope", examples="A")
def tanh_derivative(rng):
    rows, columns = distinct(rng, 2, 6, 2)
    return {"A": np.tanh(1.5 * rng.normal(size=(rows, columns)))}


def _scores(rng):
    rows, columns = distinct(rng, 2, 6, 2)
    Z = 2.0 * rng.normal(size=(rows, columns))
    # On either side of the bend, once next to it.
    Z[:2, 0], Z[:2, 1] = (0.5, -0.5), (0.005, -0.005)
    return {"Z": Z, "slope": float(rng.uniform(0.05, 0.45))}


def _two_slopes(answer, inputs):
    """Call with the slope of the inputs, and with a steep one, which a careless cut treats otherwise."""
    Z, slope = inputs["Z"], inputs["slope"]
    same = Z.copy()
    return answer(Z, slope), answer(same, 0.5 + slope)


@probe(returns="A", examples="Z")
def leaky_relu(rng):
    return _scores(rng)


leaky_relu.call(_two_slopes)


@leaky_relu.unpack
def _(result, inputs):
    return {"A": result[0], "A, steeper slope": result[1]}


@probe(returns="derivative", examples="Z")
def leaky_relu_derivative(rng):
    return _scores(rng)


leaky_relu_derivative.call(_two_slopes)


@leaky_relu_derivative.unpack
def _(result, inputs):
    return {"derivative": result[0], "derivative, steeper slope": result[1]}


@probe(returns=("n_x", "n_h", "n_y"))
def layer_sizes(rng):
    n_x, n_h, n_y, m = distinct(rng, 2, 30, 4)
    return {"X": rng.normal(size=(n_x, m)), "Y": _labels(rng, n_y, m), "n_h": n_h}


# ---- initialize_parameters: judged by the statistics of the draws


@probe(
    returns=Dict("parameters", NAMES),
    groups={
        "weights": (2, ("*",)),
        "biases": (1, ("biases",)),
    },
    seeds=(1, 2, 3),
    repeats=1,
)
def initialize_parameters(rng):
    # At least 4900 numbers in each matrix: a right draw's standard deviation is then within 1 % or so.
    n_x, n_h, n_y = distinct(rng, 70, 100, 3)
    return {"n_x": n_x, "n_h": n_h, "n_y": n_y, "rng": rng}


@initialize_parameters.call
def _(answer, inputs):
    # Twice from one generator: what is drawn must move on.
    return answer(*inputs.values()), answer(*inputs.values())


@initialize_parameters.unpack
def _(result, inputs):
    """Sum up thousands of draws in a few numbers, which is all that has to be kept of them."""
    first, second = (_of_dict(part) for part in result)
    n_x, n_h, n_y, _ = inputs.values()
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    W1, b1, W2, b2 = (array_in(first, name, shape) for name, shape in shapes.items())
    return {
        "spread of W1": np.std(W1),
        "mean of W1": np.mean(W1),
        "share of different numbers in W1": np.unique(W1).size / W1.size,
        "spread of W2": np.std(W2),
        "mean of W2": np.mean(W2),
        "share of W2 that is in W1": np.isin(W2, W1).mean(),
        "largest bias": max(np.abs(b1).max(), np.abs(b2).max()),
        "first row of W1": W1[0],
        "first row of a second W1": array_in(second, "W1", W1.shape)[0],
    }


def _of_dict(result):
    """Return the four parameters of a returned dict by name."""
    if result is None:
        raise Problem("none", "it returned None where `parameters` belongs. Is the return line reached?")
    if not isinstance(result, Mapping):
        raise Problem("wrong_type", f"`parameters` must be a dict; it is a {type(result).__name__}.")
    return {name: result.get(name, NotNumbers("missing")) for name in NAMES}


@initialize_parameters.facts
def _(inputs, values):
    if np.array_equal(values["first row of W1"], values["first row of a second W1"]):
        draws = "the same in every call"
    else:
        draws = "W2 repeats W1" if values["share of W2 that is in W1"] > 0.5 else "new ones each time"
    return {
        "spread of W1": _spread(values["spread of W1"]),
        "mean of W1": _mean(values["mean of W1"], values["spread of W1"]),
        "numbers of W1": "drawn one by one" if values["share of different numbers in W1"] > 0.99 else "repeated",
        "spread of W2": _spread(values["spread of W2"]),
        "mean of W2": _mean(values["mean of W2"], values["spread of W2"]),
        "draws": draws,
        "biases": "all 0" if values["largest bias"] == 0 else "not all 0",
    }


def _spread(deviation):
    """Return a standard deviation in words; the band of 8 % is eight standard errors wide."""
    ratio = deviation / 0.01
    if ratio < 1e-9:
        return "0, all weights are equal"
    if abs(ratio - 1.0) < 0.08:
        return "0.01"
    return f"about {0.01 * 10 ** (round(4 * np.log10(ratio)) / 4):.1g}"


def _mean(mean, deviation):
    """Return the sign of a mean, as far as it is not chance: a band of seven standard errors."""
    if abs(mean) <= max(0.1 * deviation, 1e-15):
        return "0"
    return "above 0" if mean > 0 else "below 0"


# ---- the network's two passes


def _network(rng):
    """Return parameters and data of different sizes, several outputs among them."""
    n_x, n_h, n_y, m = distinct(rng, 2, 9, 4)
    return _parameters(rng, n_x, n_h, n_y), rng.normal(size=(n_x, m)), _labels(rng, n_y, m)


@probe(
    returns=("A2", Dict("cache", ("Z1", "A1", "Z2", "A2 in the cache"))),
    groups={"hidden layer": ("Z1", "A1"), "output": ("Z2", "A2", "A2 in the cache")},
)
def forward_propagation(rng):
    parameters, X, _ = _network(rng)
    return {"X": X, "parameters": parameters}


@forward_propagation.unpack
def _(result, inputs):
    if not isinstance(result, tuple | list) or len(result) != 2:
        raise Problem("wrong_count", "it must return 2 things, `A2` and `cache`.")
    A2, cache = result
    if isinstance(A2, Mapping) and not isinstance(cache, Mapping):
        raise Problem("wrong_order", "`A2` and `cache` came back in the other order; `A2` is the first.")
    if not isinstance(cache, Mapping):
        raise Problem("wrong_type", f"`cache` must be a dict; what came back is a {type(cache).__name__}.")
    kept = {name: cache.get(name, NotNumbers("missing")) for name in ("Z1", "A1", "Z2")}
    return {**kept, "A2": A2, "A2 in the cache": cache.get("A2", NotNumbers("missing"))}


@probe(returns="cost", groups={"ordinary": ("cost",), "sure": ("cost when sure",)})
def compute_cost(rng):
    m = int(rng.integers(5, 40))
    A2, Y = rng.uniform(0.02, 0.98, size=(1, m)), _labels(rng, 1, m)
    sure = A2.copy()
    sure[0, :2] = Y[0, :2]
    return {"A2": A2, "Y": Y, "A2 when sure": sure}


@compute_cost.call
def _(answer, inputs):
    # A second time with probabilities that are exactly 0 and 1, both right.
    A2, Y, sure = inputs.values()
    labels = Y.copy()
    return answer(A2, Y), answer(sure, labels)


@compute_cost.unpack
def _(result, inputs):
    return {"cost": result[0], "cost when sure": result[1]}


@probe(
    returns=Dict("gradients", GRADIENTS),
    groups={"output layer": ("dW2", "db2"), "hidden layer": ("dW1", "db1")},
)
def backward_propagation(rng):
    parameters, X, Y = _network(rng)
    Z1 = np.einsum("hx,xm->hm", parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.einsum("yh,hm->ym", parameters["W2"], A1) + parameters["b2"]
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": 0.5 + 0.5 * np.tanh(0.5 * Z2)}
    return {"parameters": parameters, "cache": cache, "X": X, "Y": Y}


@probe(returns=Dict("parameters", NAMES), groups={"weights": ("W1", "W2"), "biases": ("b1", "b2")})
def update_parameters(rng):
    sizes = distinct(rng, 2, 9, 3)
    steps = {"d" + name: value for name, value in _parameters(rng, *sizes).items()}
    return {
        "parameters": _parameters(rng, *sizes),
        "gradients": steps,
        "learning_rate": float(rng.uniform(0.05, 0.8)),
    }


# ---- nn_model: what every right training has in common, whatever its start

SLOW = 1e-5  # so slow that the parameters go along a straight line


@probe(
    returns=("parameters", "costs"),
    groups={
        "training": (3, ("*",)),
        "costs": (1, ("costs kept", "first cost", "last cost")),
    },
    rtol=1e-3,  # for the one fact that is a number
    seeds=(1, 2),
    repeats=0,  # it is called often enough below
)
def nn_model(rng):
    n_x, n_h = distinct(rng, 2, 7, 2)
    m = int(rng.integers(12, 30))
    Y = _labels(rng, 1, m)
    X = rng.normal(size=(n_x, m))
    X[0] += 3.0 * Y[0] - 1.5  # the classes lie apart, so that every start learns
    return {
        "X": X,
        "Y": Y,
        "n_h": n_h,
        "num_iterations": 101,  # the fewest that have a second cost to keep; other numbers are tried below
        "learning_rate": float(rng.uniform(0.6, 1.4)),
        "rng": rng,
    }


@nn_model.call
def _(answer, inputs):
    X, Y, n_h, many, rate, rng = inputs.values()
    other = np.random.default_rng(rng.integers(2**32))

    def run(steps, learning_rate, generator=rng):
        return answer(X, Y, n_h, steps, learning_rate, copy.deepcopy(generator))

    return {
        "training": run(many, rate),
        "start": run(0, 0.0),
        "another start": run(0, 0.0, other),
        "standing still": run(2, 0.0),
        "no step": run(0, rate),
        "two slow steps": run(2, SLOW),
        "two steps twice as long": run(2, 2 * SLOW),
        "three slow steps": run(3, SLOW),
        "100 slow steps": run(100, SLOW),
        "one step": run(1, rate),
    }


@nn_model.unpack
def _(result, inputs):
    observed = {}
    for name, returned in result.items():
        if not isinstance(returned, tuple | list) or len(returned) != 2:
            raise Problem("wrong_count", "it must return 2 things, `parameters` and `costs`.")
        parameters, costs = _of_dict(returned[0]), returned[1]
        if name == "training":
            observed.update(parameters)  # first: a wrong shape is then told by the parameter's own name
        for layer in (1, 2):
            observed[f"{name}: layer {layer}"] = _vector(parameters[f"W{layer}"], parameters[f"b{layer}"])
        if name in ("100 slow steps", "training"):
            observed[f"{name}: costs"] = _summary(costs)
    return observed


def _summary(costs):
    """Return how many costs there are, the first and the last."""
    try:
        numbers = np.asarray(costs, dtype=float)
    except (TypeError, ValueError):
        numbers = None
    if numbers is None or numbers.ndim != 1:
        raise Problem("wrong_type", "`costs` must be a list of plain numbers.")
    return np.array([numbers.size, *numbers[:1], *numbers[-1:]]) if numbers.size else np.zeros(3)


def _vector(*parts):
    if not all(isinstance(part, np.ndarray) for part in parts):
        return NotNumbers("missing")
    return np.concatenate([part.ravel() for part in parts])


@nn_model.facts
def _(inputs, values):
    def point(name):
        return np.concatenate([values[f"{name}: layer 1"], values[f"{name}: layer 2"]])

    start, many = point("start"), inputs["num_iterations"]
    moves = not np.array_equal(point("100 slow steps"), start)
    ignored = np.array_equal(point("standing still"), point("two slow steps"))
    if not ignored and not np.array_equal(point("standing still"), start):
        drawn = "again in every round"
    elif np.array_equal(point("another start"), start):
        drawn = "the same for every rng"
    else:
        drawn = "once, from rng"
    steady = moves and not ignored and drawn != "again in every round"
    slopes = _slopes(inputs, values, steady)
    # Steps along anything but the slope lead nowhere in particular: how numbers are rounded decides where they end.
    astray = steady and any(told != _FOLLOWS for told in slopes.values())
    # Of each run: how many costs, the first, the last.
    costs = [values[f"{name}: costs"] for name in ("100 slow steps", "training")]
    falls = ignored or astray or 0 < costs[1][2] < 0.9 * np.log(2.0)
    return {
        "start": f"drawn: {drawn}",
        "with 0 iterations": "the start" if np.array_equal(point("no step"), start) else "not the start",
        "number of steps": _steps(point, start) if steady else _UNTOLD if moves else "none",
        "learning rate": _rate(point, start) if steady else "not used" if ignored and moves else _UNTOLD,
        **{f"{name}, first steps": told for name, told in slopes.items()},
        **{f"way of W{layer} and b{layer}": _way(values, layer, many) for layer in (1, 2)},
        "costs kept": _kept(costs, many),
        "first cost": _first(costs[0], costs[1], _cost(inputs, _split(inputs, start))),
        "last cost": "fallen" if falls else "not fallen",
        # A number, so that it can be said when a known mistake in an earlier function makes the steps too long.
        "length of a step": _length(inputs, point) if steady else _UNTOLD if moves else 0.0,
    }


_UNTOLD = "cannot be told"
_FOLLOWS = "follows the slope of the cost"


def _steps(point, start):
    """Return how many steps three iterations take: slow steps are all alike, and two of them went so far."""
    two, three = (np.linalg.norm(point(name) - start) for name in ("two slow steps", "three slow steps"))
    if not two:
        return "none for 2"
    if three < 1.01 * two:
        return "as many for 3 as for 2"
    return f"{three / (three - two):.1f} for 3"


def _rate(point, start):
    once, twice = (np.linalg.norm(point(name) - start) for name in ("two slow steps", "two steps twice as long"))
    return "used" if abs(twice - 2.0 * once) <= 0.01 * once else "not used as it is"


def _split(inputs, flat):
    """Return the parameters of a point, (n,), or of many points, (..., n), as a dict."""
    n_h, n_x = inputs["n_h"], inputs["X"].shape[0]
    shapes, parameters = ((n_h, n_x), (n_h, 1), (1, n_h), (1, 1)), {}
    for name, shape in zip(NAMES, shapes, strict=True):
        size = shape[0] * shape[1]
        parameters[name] = flat[..., :size].reshape(*flat.shape[:-1], *shape)
        flat = flat[..., size:]
    return parameters


def _cost(inputs, parameters):
    """Return the cost at a point, or, where the parameters have a first axis more, at each of many points."""
    X, Y = inputs["X"], inputs["Y"]
    Z = parameters["W2"] @ np.tanh(parameters["W1"] @ X + parameters["b1"]) + parameters["b2"]
    return np.mean(np.logaddexp(0.0, Z) - Y * Z, axis=(-2, -1))


def _measured(inputs, flat):
    """Return the slope of the cost at a point in each direction, measured without any derivative."""
    shift = 1e-5 * np.eye(flat.size)
    ends = _cost(inputs, _split(inputs, flat + shift)), _cost(inputs, _split(inputs, flat - shift))
    return (ends[0] - ends[1]) / 2e-5


def _slopes(inputs, values, steady):
    """Say of each parameter whether 100 slow steps took it down the cost's own slope, half-way there."""
    if not steady:
        return dict.fromkeys(NAMES, _UNTOLD)
    start, end = (
        np.concatenate([values[f"{name}: layer {layer}"] for layer in (1, 2)]) for name in ("start", "100 slow steps")
    )
    slopes = _split(inputs, _measured(inputs, (start + end) / 2.0))
    used = _split(inputs, (start - end) / (100 * SLOW))
    told = {}
    for name in NAMES:
        # A step too many or too few of the hundred is another matter, so 2 % are let pass.
        follows = np.linalg.norm(used[name] - slopes[name]) <= 0.02 * np.linalg.norm(slopes[name]) + 1e-7
        stays = "does not move" if not np.any(used[name]) else "does not follow the slope of the cost"
        told[name] = _FOLLOWS if follows else stays
    return told


def _way(values, layer, many):
    """Say whether a layer went straight on: then all its steps were one and the same."""
    start, once, end = (values[f"{name}: layer {layer}"] for name in ("start", "one step", "training"))
    first, way = once - start, end - start
    if not np.any(way):
        return "none"
    if np.linalg.norm(way - many * first) < 1e-6 * np.linalg.norm(way):
        return "straight: all steps are the same"
    return "curved, as the slope changes"


def _kept(costs, many):
    sizes = tuple(int(size) for size, _, _ in costs)
    if sizes == (100, many):
        return "one for every step"
    return "{} of 100, {} of 101 steps".format(*sizes)


def _length(inputs, point):
    """Return the length of the third slow step along the cost's slope there, in units of learning_rate * slope."""
    before, after = point("two slow steps"), point("three slow steps")
    slopes = _measured(inputs, before)
    return float(np.dot(before - after, slopes) / (SLOW * np.dot(slopes, slopes)))


def _first(slow, trained, cost):
    """Say which cost stands first; the cost of the start is known from the start."""
    if not slow[0] or not trained[0]:
        return "missing"
    if abs(slow[1] - trained[1]) > 1e-9:
        return "of a network that has moved"
    if abs(slow[1] - cost) <= 1e-6:
        return "that of the start"
    return "nearly that of the start: is it rounded?" if abs(slow[1] - cost) < 0.01 else "not that of the start"


# ---- using it


@probe(returns="predictions")
def predict(rng):
    n_x, n_h, m = distinct(rng, 2, 9, 3)
    parameters = _parameters(rng, n_x, n_h, 1)
    parameters["W2"] = 2.0 * parameters["W2"]
    return {"parameters": parameters, "X": 1.5 * rng.normal(size=(n_x, m + 20))}


@probe(returns=Dict("parameters", NAMES))
def online_step(rng):
    n_x, n_h, n_y = distinct(rng, 2, 8, 3)
    return {
        "parameters": _parameters(rng, n_x, n_h, n_y),
        "x": rng.normal(size=(n_x, 1)),
        "y": (rng.random((n_y, 1)) < 0.5).astype(float),
        "learning_rate": float(rng.uniform(0.1, 0.9)),
    }


@probe(
    returns=(Dict("gradients", GRADIENTS), "cost"),
    groups={"cost": (1, ("cost",)), "output layer": (2, ("dW2", "db2")), "hidden layer": (2, ("dW1", "db1"))},
)
def regression_gradients(rng):
    parameters, X, Y = _network(rng)
    Y = Y + rng.normal(size=Y.shape)
    return {"parameters": parameters, "X": X, "Y": Y, "slope": float(rng.uniform(0.05, 0.6))}
