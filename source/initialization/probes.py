"""How the answers of the lesson on initialization are tried.

Random starts are judged by properties that every right draw shares: the standard deviation and the mean of each W, the
biases, and whether all draws are fresh. Normal and uniform draws both pass, in any order.
"""

from collections.abc import Mapping

import numpy as np

from gradschool.probe import Dict, Problem, array_in, distinct, probe

# Each W has at least 6000 numbers, so the standard deviations of two right normal draws differ by 10 % with a
# probability of 1e-13 (a tail of the F distribution; uniform draws are steadier still).
SAME = 0.1
# Means and correlations of right draws lie within 8 of their own standard deviations (beyond: about 1e-15).
SIGMAS = 8.0


def _keys(inputs):
    """Return the names of all parameters, W1, b1, W2, ..."""
    layers = range(1, len(inputs["layers_dims"]))
    return tuple(f"{kind}{layer}" for layer in layers for kind in "Wb")


def _widths(rng, fewest=3):
    """Return 3 to 5 layer sizes, narrow and wide in turn: fan-in and fan-out differ by five times or more."""
    count = int(rng.integers(fewest, 6))
    low, high = distinct(rng, 30, 38, 3), distinct(rng, 200, 240, 3)
    first, second = (low, high) if rng.random() < 0.5 else (high, low)
    return [size for pair in zip(first, second, strict=True) for size in pair][:count]


def _twice(answer, inputs):
    """Call twice with one generator: the second call has to draw new numbers.

    It starts from the second size: whatever the order of narrow and wide, W1 is then tried in both.
    """
    sizes, *rest = inputs.values()
    return answer(sizes, *rest), answer(sizes[1:], *rest)


def _numbers(result, inputs):
    """Sum up tens of thousands of draws in a few numbers, which is all that has to be kept of them."""
    sizes = inputs["layers_dims"]
    layers = range(1, len(sizes))
    parameters, again = _checked(result[0], sizes), _checked(result[1], sizes[1:])
    weights = [parameters[f"W{layer}"] for layer in layers]
    found = {}
    for layer, W in zip(layers, weights, strict=True):
        deviation = np.std(W)
        found[f"std of W{layer}"] = deviation
        found[f"mean of W{layer}"] = np.mean(W) * np.sqrt(W.size) / deviation  # in its own standard deviations
        found[f"reach of W{layer}"] = np.abs(W).max() / deviation
    joint = np.concatenate([np.ravel(W) ** 2 * n_in for W, n_in in zip(weights, sizes, strict=False)])
    pairs = [(V, W) for k, W in enumerate(weights) for V in weights[:k]]
    v, w = (made["W1"].ravel()[:20] for made in (parameters, again))
    return found | {
        "std of W1, first size left out": np.std(again["W1"]),
        "variance of all W, times n_in": np.mean(joint),
        "biases": np.concatenate([parameters[f"b{layer}"].ravel() for layer in layers]),
        "numbers within a layer": min(np.unique(W).size / W.size for W in weights),
        "draws of two layers": max(_correlation(V, W) for V, W in pairs),
        "draws of two calls": float(not np.allclose(v * w[0], w * v[0])),  # a factor between the two is no new draw
        "number of entries": len(result[0]),
    }


def _checked(parameters, sizes):
    """Return all W and b as arrays of the right shapes.

    Raises
    ------
    Problem : something is missing or has another form
    """
    if parameters is None:
        raise Problem("none", "it returned None. Is the return line reached?")
    if not isinstance(parameters, Mapping):
        raise Problem("wrong_type", f"it must return the dict `parameters`; a {type(parameters).__name__} came back.")
    arrays = {}
    for layer in range(1, len(sizes)):
        shapes = {f"W{layer}": (sizes[layer], sizes[layer - 1]), f"b{layer}": (sizes[layer], 1)}
        arrays |= {name: array_in(parameters, name, shape) for name, shape in shapes.items()}
    return arrays


def _correlation(V, W):
    """Return how far two layers are from independent draws, in standard deviations.

    Two layers may be filled from the same draws read row by row, or cut from one corner.
    """
    count, rows, columns = min(V.size, W.size), min(len(V), len(W)), min(V.shape[1], W.shape[1])
    pairs = [(V.ravel()[:count], W.ravel()[:count]), (V[:rows, :columns].ravel(), W[:rows, :columns].ravel())]
    found = []
    for v, w in pairs:
        v, w = v - v.mean(), w - w.mean()
        size = np.linalg.norm(v) * np.linalg.norm(w)
        found.append(abs(v @ w) / size * np.sqrt(v.size) if size else 0.0)
    return max(found)


def _facts(inputs, values):
    """Return what all right draws have in common."""
    facts = {}
    for layer in range(1, len(inputs["layers_dims"])):
        facts[f"std of W{layer}"] = values[f"std of W{layer}"]
        facts[f"mean of W{layer}"] = _sign(values[f"mean of W{layer}"])
    facts["std of W1, first size left out"] = values["std of W1, first size left out"]
    facts["biases"] = _kind(values["biases"])
    facts["numbers within a layer"] = "all different" if values["numbers within a layer"] > 0.9 else "many equal"
    facts["draws of two layers"] = "independent" if values["draws of two layers"] < SIGMAS else "the same numbers"
    facts["draws of two calls"] = "new numbers" if values["draws of two calls"] else "the same numbers"
    return facts | {"number of entries": values["number of entries"]}


def _sign(mean):
    if not abs(mean) > SIGMAS:  # also if all numbers are 0, and the mean in standard deviations is nan
        return "0"
    return "above 0" if mean > 0 else "below 0"


def _kind(biases):
    return "all 0" if not np.any(biases) else "a constant" if np.ptp(biases) == 0.0 else "not 0"


# For rules that lie close together: a standard deviation that is 8 % off makes this 17 % off. Two right normal draws of
# 24 000 numbers differ by 10 % with a probability of 1e-13; uniform ones are steadier and need half as many.
JOINT = "variance of all W, times n_in"


def _judged_by_draws(exercise):
    """Try an exercise that draws W and b for layers_dims, and judge it by the facts above."""
    exercise.call(_twice)
    exercise.unpack(_numbers)
    exercise.facts(_facts)
    return exercise


_RANDOM = {
    "returns": "parameters",
    "groups": {"weights": (3, ("*",)), "biases": (1, ("biases",))},
    "rtol": SAME,
    "seeds": (1, 2, 3),
    "repeats": 1,  # a draw from elsewhere shows in tens of thousands of numbers at once
}


@probe(returns=(Dict("parameters", _keys), "number of entries"))
def initialize_parameters_zeros(rng):
    return {"layers_dims": distinct(rng, 2, 9, int(rng.integers(3, 6)))}


@initialize_parameters_zeros.call
def _(answer, inputs):
    parameters = answer(inputs["layers_dims"])
    return parameters, len(parameters) if isinstance(parameters, Mapping) else 0.0


@_judged_by_draws
@probe(**_RANDOM)
def initialize_parameters_random(rng):
    # Far from 1 and from 0.01, so that a scale that is ignored, squared or rooted shows.
    scale = float(rng.choice([0.05, 0.4, 5.0]) * rng.uniform(0.95, 1.05))
    return {"layers_dims": _widths(rng), "scale": scale, "rng": rng}


@probe(
    returns=("stds", "shares"),
    groups={"stds": ("stds (relu)", "stds (tanh)"), "shares": ("shares (relu)", "shares (tanh)")},
)
def activation_statistics(rng):
    sizes = [*distinct(rng, 9, 30, int(rng.integers(4, 7))), int(rng.integers(1, 4))]
    parameters = {}
    for layer in range(1, len(sizes)):
        n_in, n_out = sizes[layer - 1], sizes[layer]
        parameters[f"W{layer}"] = rng.normal(size=(n_out, n_in)) * rng.uniform(1.5, 3.0) / np.sqrt(n_in)
        parameters[f"b{layer}"] = b = rng.normal(size=(n_out, 1))
        if layer < len(sizes) - 1:
            b[:3, 0] = -60.0, -30.0, 2.0  # some units are dead in every example, and not all are
    X = rng.normal(size=(sizes[0], int(rng.integers(31, 60)))) + 0.3
    return {"X": X, "parameters": parameters}


@activation_statistics.call
def _(answer, inputs):
    return [answer(inputs["X"], inputs["parameters"], activation) for activation in ("relu", "tanh")]


@activation_statistics.unpack
def _(result, inputs):
    named = {}
    for activation, pair in zip(("relu", "tanh"), result, strict=True):
        if pair is None:
            raise Problem("none", "it returned None. Is the return line reached?")
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise Problem("wrong_count", "it must return 2 things, `stds` and `shares`.")
        named[f"stds ({activation})"], named[f"shares ({activation})"] = pair
    return named


@_judged_by_draws
@probe(**_RANDOM)
def initialize_parameters_he(rng):
    return {"layers_dims": _widths(rng), "rng": rng}


# One group: the biases are right in the function that is given, so they earn nothing of their own.
@_judged_by_draws
@probe(returns="parameters", rtol=SAME, seeds=(1, 2, 3), repeats=1)
def initialize_parameters_he_uniform(rng):
    return {"layers_dims": _widths(rng), "rng": rng}


@initialize_parameters_he_uniform.facts
def _(inputs, values):
    # A uniform draw ends at sqrt(3) = 1.73 standard deviations; a normal one of this size reaches beyond 3.
    reach = max(values[f"reach of W{layer}"] for layer in range(1, len(inputs["layers_dims"])))
    return {JOINT: values[JOINT], "draws": "uniform" if reach < 1.85 else "not uniform"} | _facts(inputs, values)


@_judged_by_draws
@probe(**_RANDOM)
def initialize_parameters_lecun(rng):
    return {"layers_dims": _widths(rng), "rng": rng}


@_judged_by_draws
@probe(**_RANDOM)
def initialize_parameters_xavier(rng):
    return {"layers_dims": _widths(rng), "rng": rng}


@_judged_by_draws
@probe(**_RANDOM)
def initialize_parameters_leaky(rng):
    return {"layers_dims": _widths(rng, fewest=5), "slope": float(rng.uniform(0.57, 0.63)), "rng": rng}


@initialize_parameters_leaky.call
def _(answer, inputs):
    # Wrong formulas that come close to each other at one slope lie apart at another.
    sizes, slope, rng = inputs.values()
    return answer(sizes, slope, rng), answer(sizes[1:], slope - 0.35, rng), answer(_MANY, slope - 0.15, rng)


# A straight line from He's rule to LeCun's, 2 - slope, is 7 % off at most. Squared, the variance of 180 000 numbers is
# 14 % off, and that of two right normal draws by 10 % with a probability below 1e-20.
_MANY = [300, 300, 300]
SQUARED = "(variance of W times n_in)² at another slope"


@initialize_parameters_leaky.unpack
def _(result, inputs):
    many = _checked(result[2], _MANY)
    joint = np.mean([np.var(many[name]) * 300 for name in ("W1", "W2")])
    return _numbers(result[:2], inputs) | {SQUARED: joint**2}


@initialize_parameters_leaky.facts
def _(inputs, values):
    return {JOINT: values[JOINT], SQUARED: values[SQUARED]} | _facts(inputs, values)
