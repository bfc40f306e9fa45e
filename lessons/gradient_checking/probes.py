"""How the answers of the lesson on gradient checking are tried.

A wrong check of a gradient looks right on a straight line, at a tiny step, or beside a right gradient. So the functions
here bend, the steps are large enough for the error of the step to be seen, and the tolerances are relative throughout.
"""

from collections.abc import Mapping
from contextlib import contextmanager

import numpy as np
from toolbox import initialize_parameters, network_cost

from gradschool.probe import Dict, Problem, distinct, probe
from gradschool.values import NotNumbers


def _away_from_zero(rng, low, high, size=None):
    """Return numbers of either sign between low and high in size."""
    return rng.choice([-1.0, 1.0], size=size) * rng.uniform(low, high, size=size)


def _labels(rng, m):
    Y = (rng.random((1, m)) < 0.5).astype(float)
    Y[0, :2] = 0.0, 1.0
    return Y


def _parameters(rng, layer_dims):
    """Return a network's parameters at ordinary sizes; no bias is zero, so that a lost one is seen."""
    parameters = initialize_parameters(layer_dims, rng)
    for name, value in parameters.items():
        if name.startswith("b"):
            parameters[name] = _away_from_zero(rng, 0.1, 0.5, value.shape)
    parameters[f"W{len(layer_dims) - 1}"] *= 10.0
    return parameters


@contextmanager
def _stand_ins(answer, **functions):
    """Let `answer` find these functions where it would find the notebook's own of the same names."""
    names = getattr(answer, "__globals__", {})
    before = {name: names[name] for name in functions if name in names}
    names.update(functions)
    try:
        yield
    finally:
        for name in functions:
            names.pop(name, None)
        names.update(before)


def _is_number(value):
    value = np.asarray(value)
    return value.dtype.kind in "biuf" and value.size == 1 and bool(np.isfinite(value.flat[0]))


def _no_judgement(value):
    """Return a difference as it is; a bool would pass for the number 0 or 1."""
    if isinstance(value, bool | np.bool_):
        raise Problem(
            "wrong_type",
            f"`difference` must be a number; {bool(value)} came back. Whoever calls judges whether it is small enough.",
        )
    return value


def _below(value, limit):
    """Reduce a tiny difference, whose digits are chance, to whether it is below a limit."""
    if not _is_number(value):
        return "not a finite number"
    return f"below {limit:g}" if np.ravel(value)[0] < limit else f"{limit:g} or more"


def _without_chance(value):
    """Return 0 for a difference that is round-off where a right one is not; anything else as it is.

    With a step that is typed in, a right gradient comes out as good as equal, by digits that differ with how the
    slope was written.
    """
    value = _no_judgement(value)
    return 0.0 if _is_number(value) and np.ndim(value) == 0 and abs(value) < 1e-6 else value


# ---- one parameter


@probe(returns="J")
def forward_propagation(rng):
    return {"x": float(_away_from_zero(rng, 0.4, 2.0)), "theta": float(_away_from_zero(rng, 0.4, 2.0))}


@forward_propagation.call
def _(answer, inputs):
    # A score of either sign: the example is on the right side once, and on the wrong side once.
    x, theta = inputs["x"], inputs["theta"]
    return answer(x, theta), answer(x, -theta)


@forward_propagation.unpack
def _(result, inputs):
    return {"J": result[0], "J at -theta": result[1]}


@probe(
    returns="dtheta",
    rtol=1e-8,
    atol=0.0,
)
def backward_propagation(rng):
    return {"x": float(_away_from_zero(rng, 0.4, 2.0)), "theta": float(_away_from_zero(rng, 0.4, 2.0))}


@backward_propagation.call
def _(answer, inputs):
    # A slope that is measured with forward_propagation cannot be what a measured slope is compared with.
    x, theta = inputs["x"], inputs["theta"]
    own, asked = getattr(answer, "__globals__", {}).get("forward_propagation"), set()

    def watched(x, theta):
        asked.add(float(abs(theta)))
        return own(x, theta)

    with _stand_ins(answer, **({"forward_propagation": watched} if callable(own) else {})):
        found = answer(x, theta), answer(x, -theta)
    if asked - {abs(theta)}:
        found = ("measured, not derived",) * 2  # its digits depend on how it was measured
        return found, "elsewhere too"
    return found, "at theta or nowhere"


@backward_propagation.unpack
def _(result, inputs):
    (first, second), asked = result
    return {"dtheta": first, "dtheta at -theta": second, "J is computed": asked}


_ANY_TWO = (
    "d of two unlike arrays",
    "d of two close arrays",
    "d of an array and its half",
    "d of opposite arrays",
    "d of tiny arrays",
    "d of two numbers",
    "d of an array and zeros",
    "d of zeros and an array",
)


@probe(
    returns="difference",
    # A function that returns 0 always is right on two zeros; alone they earn nothing.
    groups={"formula": (3, _ANY_TWO), "d of two zero arrays": (1, (*_ANY_TWO, "d of two zero arrays"))},
    atol=0.0,
)
def relative_difference(rng):
    rows, columns = distinct(rng, 2, 7, 2)
    shape = [(rows * columns, 1), (rows, columns)][int(rng.integers(2))]
    return {
        "gradient": _away_from_zero(rng, 0.2, 2.0, shape),
        "numeric": _away_from_zero(rng, 0.2, 2.0, shape),
    }


@relative_difference.call
def _(answer, inputs):
    g, n = inputs["gradient"], inputs["numeric"]
    results = {
        "d of two unlike arrays": answer(g, n),
        "d of two close arrays": answer(g, g + 1e-8 * n),
        "d of an array and its half": answer(2 * g, g),
        "d of opposite arrays": answer(g, -g),
        "d of tiny arrays": answer(1e-4 * g, 1e-4 * n),
        "d of two numbers": answer(float(g.flat[0]), 1.5 * float(g.flat[0])),
        "d of an array and zeros": answer(g, 0 * n),
        "d of zeros and an array": answer(0 * g, n),
        "d of two zero arrays": answer(0 * g, 0 * n),
    }
    return {name: _no_judgement(value) for name, value in results.items()}


@relative_difference.unpack
def _(result, inputs):
    return result


@relative_difference.meanings
def _(inputs):
    return {"the number of entries": float(inputs["gradient"].size)}


# Functions of one parameter that the lesson has not shown, each with its derivative.
_CURVES = {
    "d for J = x θ³": (lambda x, theta: x * theta**3, lambda x, theta: 3 * x * theta**2),
    "d for J = exp(x θ)": (lambda x, theta: np.exp(x * theta), lambda x, theta: x * np.exp(x * theta)),
    "d for J = sin(x θ) + 2 θ²": (
        lambda x, theta: np.sin(x * theta) + 2 * theta**2,
        lambda x, theta: x * np.cos(x * theta) + 4 * theta,
    ),
}


@probe(
    returns="difference",
    groups={"right derivatives": (2, tuple(_CURVES)), "wrong derivatives": (2, ("*",))},
    atol=0.0,
)
def gradient_check(rng):
    # In these ranges no derivative comes near zero, and x and theta differ, so that exchanging them is seen.
    return {
        "x": float(rng.uniform(0.4, 0.8)),
        "theta": float(rng.uniform(0.9, 1.5)),
        "epsilon": float(rng.uniform(0.1, 0.3)),
    }


@gradient_check.call
def _(answer, inputs):
    x, theta, epsilon = inputs.values()

    def checked(curve, factor=1.0, epsilon=epsilon):
        J, slope = _CURVES[curve]

        def derivative(x, theta):
            return factor * slope(x, theta)

        with _stand_ins(answer, forward_propagation=J, backward_propagation=derivative):
            return _without_chance(answer(x, theta, epsilon))

    cube, exponential, wave = _CURVES
    return {
        **{curve: checked(curve) for curve in _CURVES},
        f"{exponential}, derivative doubled": checked(exponential, 2.0),
        f"{cube}, derivative of opposite sign": checked(cube, -1.0),
        f"{wave}, derivative 5 % too large": checked(wave, 1.05),
        f"{exponential}, epsilon 0.00001": _below(checked(exponential, epsilon=1e-5), 1e-7),
    }


@gradient_check.unpack
def _(result, inputs):
    return result


# ---- many parameters


def _product(x):
    return np.prod(x)


def _soft_maximum(x):
    return np.log(np.sum(np.exp(x)))


def _waves(x):
    # Each place has a weight of its own; an array of another shape does not fit.
    place = np.arange(1.0, x.size + 1).reshape(x.shape)
    return np.sum(np.sin(place + x) * x**2 / place) + x.flat[0] * x.flat[-1] ** 3


@probe(returns="gradient", rtol=1e-8, atol=0.0, repeats=1)
def numerical_gradient(rng):
    # Eight numbers at least, so that the digits that float32 loses cannot all agree by chance.
    return {
        "f": _product,
        "x": _away_from_zero(rng, 0.5, 1.3, distinct(rng, 3, 5, 2)),
        "epsilon": float(rng.uniform(0.05, 0.3)),
    }


def _steps(moves, epsilon):
    """Name how far x was moved, from the distances of all the places at which f was asked."""
    sizes = np.abs(np.concatenate([np.ravel(move) for move in moves])) if moves else np.zeros(1)
    moved = sizes > 1e-7  # what is smaller comes from rounding, in float32 at the worst
    if np.any(moved & ~np.isclose(sizes, epsilon, rtol=1e-4)):
        return "another step than epsilon"
    up, down = (any(np.any(sign * move > 0.5 * epsilon) for move in moves) for sign in (1, -1))
    return {
        (True, True): "epsilon to either side",
        (True, False): "epsilon up only",
        (False, True): "epsilon down only",
    }.get((up, down), "none")


@numerical_gradient.call
def _(answer, inputs):
    f, x, epsilon = inputs.values()
    start, moves, types = x.copy(), [], set()

    def watched(x):
        moves.append(np.array(x, dtype=float) - start)
        types.add(np.asarray(x).dtype.name)
        return f(x)

    gradients = {
        "gradient of a product": answer(watched, x, epsilon),
        "gradient of waves": answer(_waves, x, epsilon),
        "gradient of waves, epsilon 0.01": answer(_waves, x, 0.01),
        "gradient of log of the sum of exp, x a column": answer(_soft_maximum, x.reshape(-1, 1), epsilon),
        "gradient of a product, x flat": answer(f, x.ravel(), epsilon),
    }
    steps = _steps(moves, epsilon)
    digits = "of float32" if types & {"float16", "float32"} else "of float64"
    if steps == "another step than epsilon":
        # Their digits depend on the step that was taken.
        gradients = dict.fromkeys(gradients, "not compared: the step comes first")
    elif digits == "of float32":
        # Their last digits are another processor's business.
        gradients = dict.fromkeys(gradients, "not compared: the digits of x come first")
    return {"steps taken in x": steps, "digits of x": digits, **gradients}


@numerical_gradient.unpack
def _(result, inputs):
    return result


@numerical_gradient.meanings
def _(inputs):
    return {"epsilon": inputs["epsilon"], "the number of entries": float(inputs["x"].size)}


def _network(rng, most=3):
    """Return layer sizes, all different but the last, of 1 to `most` layers."""
    layers = int(rng.integers(1, most + 1))
    return [*distinct(rng, 2, 5, layers), 1]


def _shuffled(rng, layers):
    """Return a network's parameters with their names in any order, as "any names" of a statement promises."""
    parameters = _parameters(rng, [*distinct(rng, 2, 5, layers), 1])
    return {name: parameters[name] for name in rng.permutation(list(parameters)).tolist()}


@probe(returns="vector", atol=0.0)
def parameters_to_vector(rng):
    parameters = _shuffled(rng, int(rng.integers(2, 4)))
    return {"parameters": parameters, "n": sum(value.size for value in parameters.values())}


@parameters_to_vector.call
def _(answer, inputs):
    return answer(inputs["parameters"])


def _same_names(inputs):
    return tuple(inputs["like"])


@probe(returns=Dict("parameters", _same_names), atol=0.0)
def vector_to_parameters(rng):
    like = _shuffled(rng, int(rng.integers(2, 4)))
    return {
        "vector": _away_from_zero(rng, 0.1, 2.0, (sum(value.size for value in like.values()), 1)),
        "like": like,
    }


@vector_to_parameters.unpack
def _(result, inputs):
    if not isinstance(result, Mapping):
        raise Problem("wrong_type", f"`parameters` must be a dict; what came back is a {type(result).__name__}.")
    names = _same_names(inputs)
    if not any(name in result for name in names):
        raise Problem("missing_key", "`parameters` has none of the names of `like`. Is each array stored?")
    seen = {name: result.get(name, NotNumbers("missing")) for name in names}
    order = [name for name in result if name in names] == list(names)
    return seen | {
        "names": "those of like, in its order" if order and len(result) == len(names) else "others, or in another order"
    }


@probe(
    returns=("total", Dict("differences", lambda inputs: tuple(inputs["parameters"]))),
    groups={"total": (1, ("total",)), "differences": (1, ("*",))},
    atol=0.0,
    seeds=(1, 2, 3),
    repeats=1,
)
def gradient_check_n(rng):
    layer_dims, m = _network(rng), int(rng.integers(6, 12))
    parameters = _parameters(rng, layer_dims)
    # Sizes like those of real gradients, in the order of backpropagation: from the last layer to the first.
    gradients = {f"d{name}": 0.2 * rng.normal(size=parameters[name].shape) for name in reversed(parameters)}
    return {
        "parameters": parameters,
        "gradients": gradients,
        "X": rng.normal(size=(layer_dims[0], m)),
        "Y": _labels(rng, m),
        "epsilon": float(rng.uniform(0.05, 0.3)),
    }


@gradient_check_n.meanings
def _(inputs):
    return {"epsilon": inputs["epsilon"], "the number of parameters": float(len(inputs["parameters"]))}


# ---- find and repair


_WEIGHTS, _BIASES = ("dW1", "dW2", "dW3"), ("db1", "db2", "db3")


@probe(
    returns="gradients",
    # Shapes alone are right in the function that is given, so they earn nothing of their own.
    groups={"weights": ("shapes of the dW", "all dW"), "biases": ("shapes of the db", "all db")},
)
def backward_propagation_n(rng):
    n_0, n_1, n_2, m = distinct(rng, 3, 10, 4)
    # Backpropagation takes the cache as it is, so its entries can be drawn freely; no score lies on the kink.
    cache = {"A3": rng.uniform(0.05, 0.95, size=(1, m))}
    for layer, (n_in, n) in {"1": (n_0, n_1), "2": (n_1, n_2), "3": (n_2, 1)}.items():
        Z, D = rng.normal(size=(n, m)), (rng.random((n, m)) < 0.7) / 0.7
        cache |= {f"W{layer}": rng.normal(size=(n, n_in)), f"b{layer}": rng.normal(size=(n, 1)), f"Z{layer}": Z}
        if layer != "3":
            Z[0, :2], D[0, :2] = (1.0, 1.5), (0.0, 1.0 / 0.7)  # one active unit is dropped, one is kept
            cache |= {f"D{layer}": D, f"A{layer}": np.maximum(Z, 0.0) * D}
    return {"X": rng.normal(size=(n_0, m)), "Y": _labels(rng, m), "cache": cache}


@backward_propagation_n.unpack
def _(result, inputs):
    """Give the gradients of all weights as one array and those of all biases as another: which is wrong is the hunt."""
    if not isinstance(result, Mapping):
        raise Problem("wrong_type", f"it must return a dict of six gradients; a {type(result).__name__} came back.")
    missing = [name for name in _WEIGHTS + _BIASES if not isinstance(result.get(name), np.ndarray)]
    if missing:
        raise Problem("missing_key", f"the dict must hold six arrays, {', '.join(_WEIGHTS + _BIASES)}.")
    return {
        "shapes of the dW": _shapes(result, _WEIGHTS, inputs["cache"]),
        "shapes of the db": _shapes(result, _BIASES, inputs["cache"]),
        "all dW": np.concatenate([np.ravel(result[name]) for name in _WEIGHTS]),
        "all db": np.concatenate([np.ravel(result[name]) for name in _BIASES]),
    }


def _shapes(result, names, cache):
    wrong = [name for name in names if result[name].shape != cache[name[1:]].shape]
    return f"{wrong[0]} is {result[wrong[0]].shape}" if wrong else "those of the parameters"


# ---- a cost that can be checked


@probe(
    returns=("J", "masks"),
    groups={"cost": (2, ("J, every unit kept",)), "masks": (2, ("*",))},
)
def cost_to_check(rng):
    layer_dims, m = [*distinct(rng, 3, 6, 3), 1], int(rng.integers(7, 14))
    return {
        "X": rng.uniform(0.2, 1.5, size=(layer_dims[0], m)),
        "Y": _labels(rng, m),
        "like": _parameters(rng, layer_dims),
        "keep_prob": float(rng.uniform(0.5, 0.7)),
        "lambd": float(rng.uniform(0.5, 3.0)),
        "rng": np.random.default_rng(rng.integers(2**32)),
    }


@cost_to_check.call
def _(answer, inputs):
    X, Y, like, keep_prob, lambd, rng = inputs.values()
    n = sum(value.size for value in like.values())
    here, there = (np.random.default_rng([k, n]).normal(size=(n, 1)) for k in (1, 2))

    def made(keep_prob, lambd):
        result = answer(X, Y, like, keep_prob, lambd, rng)
        if not isinstance(result, tuple | list) or len(result) != 2:
            raise Problem("wrong_count", "it must return 2 things, the function `J` and the dict `masks`.")
        if not callable(result[0]) or not isinstance(result[1], Mapping):
            raise Problem("wrong_type", "it must return the function `J`, not yet called, and then the dict `masks`.")
        if set(result[1]) != {"D1", "D2"}:
            raise Problem("missing_key", "`masks` must hold what dropout_masks gives: one array for each hidden layer.")
        return result

    whole, _ = made(1.0, lambd)
    (thinned, masks), (_, other) = made(keep_prob, 0.0), made(keep_prob, 0.0)
    # With all parameters alike the cost depends on how many units are kept, and no vector has to be taken apart here.
    places = (0.3, 0.2)
    costs = [thinned(np.full((n, 1), place)) for place in (*places, *places)]
    if not all(map(_is_number, costs)):
        raise Problem("wrong_type", "`J(theta)` must return one finite number. Is the return line inside `J` reached?")

    def fit(masks):
        alike = [{name: np.full(value.shape, place) for name, value in like.items()} for place in places]
        return np.allclose(costs[:2], [network_cost(now, X, Y, masks) for now in alike], rtol=1e-9, atol=0.0)

    return {
        "J, every unit kept": [whole(here), whole(there)],
        "J of the same theta": "the same each time" if costs[:2] == costs[2:] else "another each time",
        "J belongs to": "the returned masks" if fit(masks) else "the whole network" if fit(None) else "other masks",
        "masks": "nothing is dropped"
        if all(np.all(mask) for mask in masks.values())
        else "kept units have another factor than 1 / keep_prob"
        if not all(np.allclose(mask[mask != 0], 1.0 / keep_prob) for mask in map(np.asarray, masks.values()))
        else "the same in each call"
        if all(np.array_equal(masks[name], other[name]) for name in masks)
        else "new in each call",
    }


@cost_to_check.unpack
def _(result, inputs):
    return result


# ---- transfer


@probe(returns="difference", groups={"difference": (3, ("*",)), "cost": (1, ("calls of f",))}, atol=0.0)
def directional_check(rng):
    rows, columns = distinct(rng, 3, 6, 2)
    shape = [(rows * columns, 1), (rows, columns)][int(rng.integers(2))]
    return {
        "f": _waves,
        "gradient": _away_from_zero(rng, 0.2, 1.0, shape),
        "x": _away_from_zero(rng, 0.5, 1.0, shape),
        "direction": _away_from_zero(rng, 0.5, 2.0, shape),
        "epsilon": float(rng.uniform(0.1, 0.3)),
    }


@directional_check.call
def _(answer, inputs):
    f, gradient, x, direction, epsilon = inputs.values()
    calls = []

    def counted(x):
        calls.append(1)
        return np.sum(np.exp(x))

    right = np.exp(x)
    found = {
        "d of the right gradient": answer(counted, right, x, direction, epsilon),
        "calls of f": len(calls),
        "d of the gradient doubled": answer(counted, 2 * right, x, direction, epsilon),
        "d of the gradient with opposite sign": answer(counted, -right, x, direction, epsilon),
        "d of some other gradient": answer(counted, gradient, x, direction, epsilon),
        "d along a direction ten times as long": answer(counted, right, x, 10 * direction, epsilon),
        "d for another function": answer(f, gradient, x, direction, epsilon),
    }
    return {name: _without_chance(value) if name != "calls of f" else value for name, value in found.items()}


@directional_check.unpack
def _(result, inputs):
    return result
