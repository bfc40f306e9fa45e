"""How the answers of the lesson on deep networks are tried."""

import copy
from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from gradschool.probe import Dict, Problem, array_in, distinct, probe
from gradschool.values import NotNumbers


def _parameters(rng, sizes):
    """Return weights and biases at ordinary sizes; no bias is zero, so that a lost one is seen."""
    made = {}
    for l, (n_in, n_out) in enumerate(pairwise(sizes), start=1):
        made[f"W{l}"] = rng.normal(size=(n_out, n_in)) * np.sqrt(2.0 / n_in)
        made[f"b{l}"] = rng.choice([-1.0, 1.0], size=(n_out, 1)) * rng.uniform(0.1, 0.6, size=(n_out, 1))
    return made


def _labels(rng, m):
    """Return labels (1, m) of both classes."""
    Y = (rng.random((1, m)) < 0.5).astype(float)
    Y[0, :2] = 0.0, 1.0
    return Y


def _scores(rng, n, m):
    """Return scores (n, m) of both signs, away from the kink of ReLU, where every rule is allowed; each unit is on
    for one example at least, and off for one."""
    Z = rng.choice([-1.0, 1.0], size=(n, m)) * rng.uniform(0.2, 2.0, size=(n, m))
    Z[:, 0], Z[:, 1] = np.abs(Z[:, 0]), -np.abs(Z[:, 1])
    return Z


def _way_back(rng, sizes, m):
    """Return AL, Y and the caches of a network's layers; the scores are drawn freely, since no rule of the way back
    depends on how they came about."""
    caches, A, Y = [], rng.normal(size=(sizes[0], m)), _labels(rng, m)
    for n_in, n_out in pairwise(sizes):
        Z = _scores(rng, n_out, m)
        caches.append({"A_prev": A, "W": rng.normal(size=(n_out, n_in)) / np.sqrt(n_in), "Z": Z})
        A = np.maximum(0.0, Z)
    # The first two examples are certain and right: AL is exactly 0 and 1 there.
    caches[-1]["Z"][:, :2] = 40.0 * (2.0 * Y[:, :2] - 1.0)
    return 0.5 * (1.0 + np.tanh(caches[-1]["Z"] / 2.0)), Y, caches


def _sizes(rng, layers):
    """Return [n_0, ..., 1] for so many layers: all sizes different, so that mixed-up layers are seen."""
    return [*distinct(rng, 2, 6, layers), 1]


def _names(*stems):
    """Return a function that lists the names W1, b1, W2, ... of a network's parameters, from any of its inputs."""
    return lambda inputs: tuple(f"{stem}{l}" for l in range(1, _layers(inputs) + 1) for stem in stems)


def _layers(inputs):
    if "caches" in inputs:
        return len(inputs["caches"])
    return len(inputs["parameters"]) // 2 if "parameters" in inputs else len(inputs["layer_dims"]) - 1


def _two(result, first):
    """Take apart what a forward function returns: its first result and its caches."""
    if not isinstance(result, tuple | list) or len(result) != 2:
        raise Problem("wrong_count", f"it must return 2 things, `{first}` and its cache; look at the return line.")
    if isinstance(result[0], Mapping) and not isinstance(result[1], Mapping):
        raise Problem("wrong_order", f"the returned things stand in another order; `{first}` comes first.")
    return result


def _on_one_layer(answer, *arguments):
    """Call the answer, which has run on a deep network, on a network of one layer."""
    try:
        return answer(*arguments)
    except Exception as error:
        text = (
            f"it runs on a deep network, and raises {type(error).__name__} on a network of one layer, L = 1. There a "
            "loop over the hidden layers makes no round: does layer L need something that only the loop makes?"
        )
        raise Problem("one_layer", text) from error


def _dict(value, name):
    if not isinstance(value, Mapping):
        raise Problem("wrong_type", f"`{name}` must be a dict; what came back is a {type(value).__name__}.")
    return value


# ---- the start


@probe(returns=Dict("parameters", _names("W", "b")), seeds=(1, 2, 3), repeats=1)
def initialize_parameters_deep(rng):
    # Far enough apart to tell one layer's size from another's, and large enough to measure a standard deviation.
    sizes = [int(n) for n in rng.permutation([40, 60, 90, 135])[: rng.integers(3, 5)]]
    return {"layer_dims": sizes, "rng": np.random.default_rng(rng.integers(2**32))}


@initialize_parameters_deep.call
def _(answer, inputs):
    # Twice from one generator: the second network must be another one.
    return answer(inputs["layer_dims"], inputs["rng"]), answer(inputs["layer_dims"], inputs["rng"])


@initialize_parameters_deep.unpack
def _(result, inputs):
    """Sum up tens of thousands of draws in a few numbers, which is all that has to be kept of them."""
    first, second = (_dict(part, "parameters") for part in result)
    names, n = _names("W", "b")(inputs), inputs["layer_dims"]
    if not any(name in first for name in names):
        raise Problem("missing_key", f"`parameters` has none of the keys {', '.join(names)}.")
    layers = range(1, len(n))
    W = {l: array_in(first, f"W{l}", (n[l], n[l - 1])) for l in layers}
    b = {l: array_in(first, f"b{l}", (n[l], 1)) for l in layers}
    extra = [name for name in first if name not in names]
    if extra:
        raise Problem("wrong_count", f"`parameters` has entries that no layer of `layer_dims` has: {extra[0]!s:.20}.")
    return {
        "deviations": [W[l].std() for l in layers],
        "means": [W[l].mean() for l in layers],
        "different units": [len({row.tobytes() for row in W[l] + 0.0}) for l in layers],  # + 0.0: no -0.0 is left
        "first numbers": [W[l].ravel()[:40] for l in layers],
        "largest bias": max(np.abs(b[l]).max() for l in layers),
        "first numbers the second time": array_in(second, "W1", W[1].shape).ravel()[:40],
    }


# What the weights' standard deviation may follow. A draw of this size stays within 12 % of its own rule but for one in
# 10^15 times, and the rules differ by more than 20 % in one layer at least.
_SPREADS = {
    "sqrt(2 / n_{l-1})": lambda n, l: np.sqrt(2 / n[l - 1]),
    "sqrt(1 / n_{l-1})": lambda n, l: np.sqrt(1 / n[l - 1]),
    "2 / n_{l-1}": lambda n, l: 2 / n[l - 1],
    "sqrt(2 / n_l)": lambda n, l: np.sqrt(2 / n[l]),
    "sqrt(2 / (n_{l-1} + n_l))": lambda n, l: np.sqrt(2 / (n[l - 1] + n[l])),
    "sqrt(2 / n_0)": lambda n, l: np.sqrt(2 / n[0]),
    "sqrt(n_{l-1} / 2)": lambda n, l: np.sqrt(n[l - 1] / 2),
    "2 / sqrt(n_{l-1})": lambda n, l: 2 / np.sqrt(n[l - 1]),
    "sqrt(2 / (3 n_{l-1}))": lambda n, l: np.sqrt(2 / (3 * n[l - 1])),
    "0.01": lambda n, l: 0.01,
    "1": lambda n, l: 1.0,
}


def _correlation(a, b):
    a, b = a - a.mean(), b - b.mean()
    size = np.linalg.norm(a) * np.linalg.norm(b)
    return a @ b / size if size else 0.0


@initialize_parameters_deep.facts
def _(inputs, values):
    n, deviations, heads = inputs["layer_dims"], values["deviations"], values["first numbers"]
    far = {
        name: max(abs(np.log(max(d, 1e-9) / rule(n, l))) for l, d in enumerate(deviations, start=1))
        for name, rule in _SPREADS.items()
    }
    nearest = min(far, key=far.get)
    centred = np.all(np.abs(values["means"]) <= 0.25 * deviations)
    differ = np.all(values["different units"] == n[1:])
    pairs = [(first, other) for k, first in enumerate(heads) for other in heads[:k]] if len(heads) < len(n) else []
    shared = any(abs(_correlation(first, other)) > 0.99 for first, other in pairs)
    return {
        "standard deviation of the weights": nearest if far[nearest] < 0.12 else "something else",
        "mean of the weights": "0" if centred else "not 0",
        "units of a layer": "different" if differ else "alike",
        "numbers in different layers": "the same draws" if shared else "different",
        "biases": "0" if values["largest bias"] == 0 else "not 0",
        "a second network from the same rng": "other weights"
        if not np.array_equal(heads[0], values["first numbers the second time"])
        else "the same weights",
    }


# ---- forward


@probe(
    returns=("Z", Dict("cache", ("A_prev", "W"))),
    groups={"Z": (2, ("Z",)), "cache": (1, ("A_prev", "W"))},
    examples="A",
)
def linear_forward(rng):
    n_prev, n, m = distinct(rng, 2, 8, 3)
    return {"A": rng.normal(size=(n_prev, m)), "W": rng.normal(size=(n, n_prev)), "b": rng.normal(size=(n, 1))}


_BOTH = ("relu", "sigmoid")


@probe(returns="A", groups={"A": (2, tuple(f"A ({g})" for g in _BOTH)), "cache": (1, ("*",))})
def linear_activation_forward(rng):
    n_prev, n, m = distinct(rng, 2, 8, 3)
    parameters = _parameters(rng, [n_prev, n])
    return {"A_prev": rng.normal(size=(n_prev, m)), "W": parameters["W1"], "b": parameters["b1"]}


@linear_activation_forward.call
def _(answer, inputs):
    return [answer(*inputs.values(), g) for g in _BOTH]


@linear_activation_forward.unpack
def _(result, inputs):
    seen = {}
    for g, part in zip(_BOTH, result, strict=True):
        A, cache = _two(part, "A")
        cache = _dict(cache, "cache")
        seen[f"A ({g})"] = A
        seen |= {f"{key} ({g})": cache.get(key, NotNumbers("missing")) for key in ("A_prev", "W", "Z")}
    return seen


@probe(returns="AL", groups={"AL": (2, ("AL", "AL of one layer")), "caches": (1, ("*",))})
def L_model_forward(rng):
    # Layers of equal width: what goes into the wrong layer then shows in the values instead of raising an error.
    layers, (width, m) = int(rng.integers(3, 5)), distinct(rng, 4, 7, 2)
    return {"X": rng.normal(size=(width, m)), "parameters": _parameters(rng, [width] * layers + [1])}


@L_model_forward.call
def _(answer, inputs):
    # The last layer alone makes a second network, one without hidden layers.
    L = _layers(inputs)
    one_layer = {"W1": inputs["parameters"][f"W{L}"], "b1": inputs["parameters"][f"b{L}"]}
    return answer(**inputs), _on_one_layer(answer, inputs["X"], one_layer)


@L_model_forward.unpack
def _(result, inputs):
    seen = {}
    for part, end, L in ((result[0], "", _layers(inputs)), (result[1], " of one layer", 1)):
        AL, caches = _two(part, "AL")
        if not isinstance(caches, list | tuple) or not all(isinstance(cache, Mapping) for cache in caches):
            raise Problem("wrong_type", "`caches` must be a list with the cache of each layer, and each cache a dict.")
        seen["AL" + end] = AL
        seen["number of caches" + end] = len(caches)
        for l in range(1, L + 1):
            cache = caches[l - 1] if l <= len(caches) else {}
            seen |= {f"{key} in cache {l}{end}": cache.get(key, NotNumbers("missing")) for key in ("A_prev", "Z")}
    return seen


@probe(returns="cost")
def compute_cost(rng):
    m = int(rng.integers(5, 30))
    return {"AL": rng.uniform(0.02, 0.98, size=(1, m)), "Y": _labels(rng, m)}


@compute_cost.call
def _(answer, inputs):
    # Once as drawn, once with two examples that the network is certain of, and right about.
    certain = inputs["AL"].copy()
    certain[0, :2] = inputs["Y"][0, :2]
    return answer(inputs["AL"], inputs["Y"]), answer(certain, inputs["Y"])


@compute_cost.unpack
def _(result, inputs):
    return {"cost": result[0], "cost where AL reaches 0 and 1": result[1]}


# ---- backward


@probe(
    returns=("dA_prev", "dW", "db"),
    groups={"dA_prev": ("dA_prev",), "dW": ("dW",), "db": ("db",)},
    examples="dZ",
)
def linear_backward(rng):
    n_prev, n, m = distinct(rng, 2, 8, 3)
    return {
        "dZ": rng.normal(size=(n, m)),
        "cache": {"A_prev": rng.normal(size=(n_prev, m)), "W": rng.normal(size=(n, n_prev))},
    }


@probe(
    returns="dA_prev",
    groups={g: tuple(f"{name} ({g})" for name in ("dA_prev", "dW", "db")) for g in _BOTH},
)
def linear_activation_backward(rng):
    n_prev, n, m = distinct(rng, 3, 7, 3)
    cache = {"A_prev": rng.normal(size=(n_prev, m)), "W": rng.normal(size=(n, n_prev)), "Z": _scores(rng, n, m)}
    return {"dA": rng.normal(size=(n, m)), "cache": cache}


@linear_activation_backward.call
def _(answer, inputs):
    return [answer(inputs["dA"], inputs["cache"], g) for g in reversed(_BOTH)]


@linear_activation_backward.unpack
def _(result, inputs):
    seen = {}
    for g, part in zip(reversed(_BOTH), result, strict=True):
        if not isinstance(part, tuple | list) or len(part) != 3:
            raise Problem("wrong_count", "it must return 3 things, `dA_prev`, `dW`, `db`, as linear_backward does.")
        seen |= {f"{name} ({g})": value for name, value in zip(("dA_prev", "dW", "db"), part, strict=True)}
    return {f"{name} ({g})": seen[f"{name} ({g})"] for g in _BOTH for name in ("dA_prev", "dW", "db")}


@linear_activation_backward.meanings
def _(inputs):
    return {"m": float(inputs["dA"].shape[1]), "the number of units": float(inputs["dA"].shape[0])}


def _signals(inputs):
    return tuple(f"dA{l}" for l in range(_layers(inputs)))


@probe(
    returns=Dict("gradients", lambda inputs: _names("dW", "db")(inputs) + _signals(inputs)),
    groups={"gradients": (3, ("*",)), "signals": (1, (*(f"dA{l}" for l in range(8)), "dA0 of one layer"))},
)
def L_model_backward(rng):
    AL, Y, caches = _way_back(rng, _sizes(rng, int(rng.integers(3, 5))), int(rng.integers(7, 10)))
    return {"AL": AL, "Y": Y, "caches": caches}


@L_model_backward.call
def _(answer, inputs):
    # The last layer alone makes a second network, one without hidden layers.
    return answer(**inputs), _on_one_layer(answer, inputs["AL"], inputs["Y"], inputs["caches"][-1:])


@L_model_backward.unpack
def _(result, inputs):
    names = _names("dW", "db")(inputs) + _signals(inputs)
    seen = {name: _dict(result[0], "gradients").get(name, NotNumbers("missing")) for name in names}
    alone = {
        f"{name} of one layer": _dict(result[1], "gradients").get(name, NotNumbers("missing"))
        for name in ("dW1", "db1", "dA0")
    }
    return seen | alone


# ---- learning


@probe(returns=Dict("updated", _names("W", "b")))
def update_parameters(rng):
    parameters = _parameters(rng, _sizes(rng, int(rng.integers(2, 5))))
    gradients = {"d" + name: rng.normal(size=value.shape) for name, value in parameters.items()}
    return {
        "parameters": parameters,
        "gradients": gradients | {"dA0": rng.normal(size=(2, 3))},
        "learning_rate": float(rng.uniform(0.05, 0.9)),
    }


@update_parameters.call
def _(answer, inputs):
    updated = answer(**inputs)
    return updated, updated is inputs["parameters"]


@update_parameters.unpack
def _(result, inputs):
    updated, same = result
    seen = {name: _dict(updated, "updated").get(name, NotNumbers("missing")) for name in _names("W", "b")(inputs)}
    return seen | {"a dict of its own": "no" if same else "yes"}


@probe(returns=("parameters", "costs"), seeds=(1, 2), repeats=0)
def L_layer_model(rng):
    n_x, m = int(rng.integers(3, 6)), int(rng.integers(12, 24))
    return {
        "X": rng.normal(size=(n_x, m)),
        "Y": _labels(rng, m),
        "layer_dims": [n_x, *distinct(rng, 12, 16, 2), 1],
        "learning_rate": float(rng.uniform(0.05, 0.3)),
        "num_iterations": int(rng.integers(103, 111)),
        "rng": np.random.default_rng(rng.integers(2**32)),
    }


@L_layer_model.call
def _(answer, inputs):
    # A network without hidden layers is one neuron, so how it must move is known from where it starts; a
    # learning rate of 0 shows that. Both start from the same state of the generator.
    X, Y, dims, rate, steps, rng = inputs.values()
    neuron = [dims[0], 1]
    return {
        "start": answer(X, Y, list(neuron), 0.0, 1, copy.deepcopy(rng)),
        "still": answer(X, Y, list(neuron), 0.0, 2, copy.deepcopy(rng)),
        "neuron": answer(X, Y, list(neuron), rate, steps, copy.deepcopy(rng)),
        "before": answer(X, Y, list(dims), 0.0, 1, copy.deepcopy(rng)),
        "slow": answer(X, Y, list(dims), SLOW, 1, copy.deepcopy(rng)),
        "deep": answer(X, Y, list(dims), rate, 6, rng),
        "again": answer(X, Y, list(dims), 0.0, 1, rng),
    }


@L_layer_model.unpack
def _(result, inputs):
    seen = {}
    for run, part in result.items():
        if not isinstance(part, tuple | list) or len(part) != 2:
            raise Problem("wrong_count", "it must return 2 things, `parameters` and `costs`.")
        parameters = _dict(part[0], "parameters")
        layers = 1 if run in ("start", "still", "neuron") else _layers(inputs)
        for l in range(1, layers + 1):
            seen |= {f"{name}, {run}": parameters.get(name, NotNumbers("missing")) for name in (f"W{l}", f"b{l}")}
        if run == "neuron":
            seen["costs"] = _padded(part[1])
    return seen


SLOW = 1e-3


def _deep_cost(inputs, parameters):
    """Return the cost of a network of several layers, ReLU in the hidden ones."""
    A, last = inputs["X"], len(parameters) // 2
    for l in range(1, last):
        A = np.maximum(parameters[f"W{l}"] @ A + parameters[f"b{l}"], 0.0)
    Z = parameters[f"W{last}"] @ A + parameters[f"b{last}"]
    return np.mean(np.logaddexp(0.0, Z) - inputs["Y"] * Z)


def _first_step(inputs, values):
    """Say where one slow step leads, from the cost's slope along the step itself and in some directions at random."""
    names = [f"{name}{l}" for l in range(1, _layers(inputs) + 1) for name in "Wb"]
    start = {name: values[f"{name}, before"] for name in names}
    rng = np.random.default_rng(0)
    lengths = []
    for name in names:
        step = (start[name] - values[f"{name}, slow"]) / SLOW
        if not np.any(step):
            return "none in some layers"
        ways = [step / np.linalg.norm(step), *rng.normal(size=(6, *step.shape))]
        went = np.array([np.sum(step * way) for way in ways])
        slopes = np.array([_slope(inputs, start, name, way) for way in ways])
        allowed = 0.02 * np.linalg.norm(step) + 1e-7
        right = np.all(np.abs(went - slopes) <= allowed)
        length = 1.0 if right else went @ slopes / max(slopes @ slopes, 1e-300)
        if np.any(np.abs(went - length * slopes) > allowed):
            return "somewhere else"
        lengths.append(length)
    if max(lengths) < 0.0:
        return "up the slope of the cost"
    if min(lengths) < 0.0:
        return "up the slope in some layers"
    if min(lengths) < 1.0 < max(lengths):
        return "down the slope, in some layers too far and in some not far enough"
    if max(lengths) > 1.0:
        return "down the slope, but too far"
    return "down the slope of the cost" if min(lengths) == 1.0 else "down the slope, but not far enough"


def _slope(inputs, start, name, way):
    """Return the slope of the cost at the start when one array of it moves along `way`."""
    near, far = (_deep_cost(inputs, start | {name: start[name] + shift * way}) for shift in (-1e-6, 1e-6))
    return (far - near) / 2e-6


def _padded(costs):
    """Return recorded costs at one length for all, filled up with nan: how many there are is a property, not a form."""
    try:
        flat = np.array(costs, dtype=float)
    except (TypeError, ValueError):
        raise Problem("wrong_type", "`costs` must be a list of numbers.") from None
    if flat.ndim != 1:
        raise Problem("wrong_type", "`costs` must be a flat list of plain numbers.")
    return np.concatenate([flat, np.full(200, np.nan)])[:200]


def _neuron(X, Y, w, b, rate, steps):
    """Return where the one neuron is, and its cost, before each step of gradient descent and after the last."""
    places, costs = [], []
    for _ in range(steps + 1):
        A = 1.0 / (1.0 + np.exp(-(w @ X + b)))
        costs.append(-np.mean(np.log(np.where(Y == 1, A, 1 - A))))
        places.append((w, b))
        w, b = w - rate * (A - Y) @ X.T / Y.size, b - rate * np.mean(A - Y)
    return places, np.array(costs)


def _near(a, b):
    a, b = np.asarray(a), np.asarray(b)
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=1e-6, atol=1e-9))


@L_layer_model.facts
def _(inputs, values):
    X, Y, _, rate, steps, _ = inputs.values()
    w, b = values["W1, start"], values["b1, start"]
    ways = {
        "after num_iterations": steps,
        "one step further": steps + 1,
        "one step short": steps - 1,
        "still at the start": 0,
        "after the steps 0, 100, … only": len(range(0, steps, 100)),
    }
    places, track = _neuron(X, Y, w, b, rate, steps + 1)
    ends = {name: places[count] for name, count in ways.items()}
    ends["up the slope"] = _neuron(X, Y, w, b, -rate, steps)[0][-1]
    got = values["W1, neuron"], values["b1, neuron"]
    where = next((name for name, end in ends.items() if all(map(_near, got, end))), "somewhere else")
    records = {
        "before the steps 0, 100, …": track[:steps:100],
        "after the steps 0, 100, …": track[1 : steps + 1 : 100],
        "before every step": track[:steps],
        "before the steps 99, 199, …": track[99:steps:100],
        "always that of the start": np.full(len(track[:steps:100]), track[0]),
        "before the steps 100, 200, …": track[100:steps:100],
        "before the last step only": track[steps - 1 : steps],
        "before the steps 0, 100, … and the last": np.append(track[:steps:100], track[steps - 1]),
        "none": np.array([]),
    }
    costs = values["costs"][~np.isnan(values["costs"])]
    drift = np.abs(values["W1, still"] - w).max()
    layers = range(1, _layers(inputs) + 1)
    moved = [not np.array_equal(values[f"W{l}, deep"], values[f"W{l}, before"]) for l in layers]
    return {
        "parameters of a network without hidden layers": where,
        "costs kept": next((name for name, record in records.items() if _near(costs, record)), "others"),
        "with a learning rate of 0": "nothing moves" if drift < 1e-12 else "creeps" if drift < 0.2 else "starts anew",
        "layers of a deep network that learn": "all" if all(moved) else "some" if any(moved) else "none",
        "first step of a deep network": _first_step(inputs, values),
        "two networks from one rng": "different starts"
        if not np.array_equal(values["W1, before"], values["W1, again"])
        else "the same start",
    }


# ---- find the bug, and transfer


@probe(returns=Dict("gradients", _names("dW", "db")))
def compact_backward(rng):
    # Hidden layers of equal width, on which a mixed-up index raises nothing.
    width, n_x, layers = *distinct(rng, 4, 7, 2), int(rng.integers(3, 5))
    AL, Y, caches = _way_back(rng, [n_x, *[width] * (layers - 1), 1], int(rng.integers(9, 14)))
    return {"AL": AL, "Y": Y, "caches": caches}


@probe(returns="dX")
def input_gradient(rng):
    *sizes, m = distinct(rng, 4, 8, 4)
    return {"X": rng.normal(size=(sizes[0], m)), "Y": _labels(rng, m), "parameters": _parameters(rng, [*sizes, 1])}
