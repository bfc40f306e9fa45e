"""How the answers of the lesson on dropout are tried.

Random draws are judged by properties that every right answer shares. The bands are seven standard deviations wide (or
set by a bound of 2e-12), so a right answer is refused less than once in 1e9 checks.
"""

import math
from collections.abc import Mapping

import numpy as np
from toolbox import compute_cost, forward_propagation, relu, sigmoid, thinned

from gradschool.probe import Dict, Problem, distinct, probe

RIGHT = "as described"
NAMES = ("W1", "b1", "W2", "b2", "W3", "b3")


def _keep_prob(rng):
    # Far enough from each other, from one half, from 1 - keep_prob and from the share of normal draws below them.
    return float(rng.choice([0.26, 0.6, 0.9]) + rng.uniform(-0.01, 0.01))


def _parameters(rng, n_x, n_1, n_2):
    sizes = {"W1": (n_1, n_x), "b1": (n_1, 1), "W2": (n_2, n_1), "b2": (n_2, 1), "W3": (1, n_2), "b3": (1, 1)}
    return {name: rng.normal(size=size) / math.sqrt(size[1]) for name, size in sizes.items()}


def _labels(rng, m):
    Y = (rng.random((1, m)) < 0.5).astype(float)
    Y[0, :2] = 0.0, 1.0
    return Y


# ---- properties of a mask


def _entries(D, keep_prob):
    kept = D[D != 0]
    if np.all(kept == 1):
        return "0 and 1"
    return "0 and 1 / keep_prob" if np.allclose(kept, 1 / keep_prob) else "other numbers"


def _share(D, keep_prob):
    """Name the share kept by the first rate that it fits within seven standard deviations."""
    below = 0.5 * (1 + math.erf(keep_prob / math.sqrt(2)))
    rates = {
        "keep_prob": keep_prob,
        "everything": 1.0,
        "nothing": 0.0,
        "1 - keep_prob": 1 - keep_prob,
        "one half": 0.5,
        "the share of normal draws below keep_prob": below,
    }
    share = np.mean(D != 0)
    near = (name for name, p in rates.items() if abs(share - p) <= 7 * math.sqrt(p * (1 - p) / D.size) + 1e-12)
    return next(near, "another share")


def _drawn(D):
    """Say whether the entries look drawn one by one: equal columns or rows, or odd shares in them, give it away."""
    kept = (D != 0).astype(float)
    share = kept.mean()
    if share in (0.0, 1.0):
        return "no draw is seen"
    if np.all(kept == kept[:, :1]):
        return "one column for all examples"
    if np.all(kept == kept[:1]):
        return "one row for all units"
    ordinary = all(_varies_by_chance(kept.mean(axis=axis), share, kept.shape[axis]) for axis in (0, 1))
    return "each entry for itself" if ordinary else "entries hang together"


def _varies_by_chance(shares, p, count):
    # Tail bounds of chi-squared, each with probability below exp(-27) = 2e-12 (Laurent and Massart, 2000).
    freedom = shares.size - 1
    ratio = shares.var(ddof=1) / (p * (1 - p) / count)
    spread = 2 * math.sqrt(27 / freedom)
    return 1 - spread <= ratio <= 1 + spread + 54 / freedom


# ---- dropout_mask


@probe(returns=Dict("masks", ("D", "next D", "D for keep_prob = 1")))
def dropout_mask(rng):
    n_l, m = int(rng.integers(80, 121)), int(rng.integers(130, 181))
    return {"shape": (n_l, m), "keep_prob": _keep_prob(rng), "rng": rng.spawn(1)[0]}


@dropout_mask.call
def _(answer, inputs):
    shape, keep_prob, rng = inputs.values()
    return {
        "D": answer(shape, keep_prob, rng),
        "next D": answer(shape, keep_prob, rng),
        "D for keep_prob = 1": answer(shape, 1.0, rng),
    }


@dropout_mask.facts
def _(inputs, values):
    D, following, whole = values["D"], values["next D"], values["D for keep_prob = 1"]
    return {
        "entries": _entries(D, inputs["keep_prob"]),
        "share kept": _share(D, inputs["keep_prob"]),
        "drawn": _drawn(D),
        "next call": "the same mask again" if np.array_equal(D, following) else "another mask",
        "keep_prob = 1": "keeps everything" if np.all(whole == 1) else "drops or alters some",
    }


# ---- forward_propagation_with_dropout

_LAYERS = ("Z1", "D1", "A1", "Z2", "D2", "A2")


@probe(
    returns=("A3", Dict("cache", (*_LAYERS, "next D1", "next D2"))),
    groups={"masks": ("D1", "D2", "D1 share", "D2 share", "D1 drawn", "D2 drawn", "next masks"), "activations": ("*",)},
)
def forward_propagation_with_dropout(rng):
    n_1, n_2 = distinct(rng, 14, 24, 2)
    n_x, m = int(rng.integers(2, 7)), int(rng.integers(140, 191))
    parameters = _parameters(rng, n_x, n_1, n_2)
    return {
        "X": rng.normal(size=(n_x, m)),
        "parameters": parameters,
        "keep_prob": _keep_prob(rng),
        "rng": rng.spawn(1)[0],
    }


@forward_propagation_with_dropout.call
def _(answer, inputs):
    first, following = answer(*inputs.values()), answer(*inputs.values())
    if not all(isinstance(r, tuple | list) and len(r) == 2 and isinstance(r[1], Mapping) for r in (first, following)):
        return first
    again = {f"next {name}": following[1][name] for name in ("D1", "D2") if name in following[1]}
    return first[0], {**first[1], **again}


@forward_propagation_with_dropout.facts
def _(inputs, values):
    keep_prob, parameters = inputs["keep_prob"], inputs["parameters"]
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in NAMES)
    Z1, D1, A1, Z2, D2, A2 = (values[name] for name in _LAYERS)
    again = any(np.array_equal(D, values[f"next {name}"]) for name, D in (("D1", D1), ("D2", D2)) if 0 < np.mean(D) < 1)
    return {
        "Z1": _first_score(Z1, W1, b1, inputs["X"], keep_prob),
        "D1": _entries(D1, keep_prob),
        "D1 share": _share(D1, keep_prob),
        "D1 drawn": _cause(D1, Z1),
        "A1": _activation(A1, Z1, D1, keep_prob),
        "Z2": _score(Z2, W2, b2, A1, Z1, D1, keep_prob),
        "D2": _entries(D2, keep_prob),
        "D2 share": _share(D2, keep_prob),
        "D2 drawn": _cause(D2, Z2),
        "A2": _activation(A2, Z2, D2, keep_prob),
        "A3": _output(values["A3"], W3, b3, A2, Z2, D2, keep_prob),
        "next masks": "the same again" if again else "others",
    }


def _same(got, candidates):
    near = (name for name, value in candidates.items() if np.allclose(got, value, rtol=1e-6, atol=1e-9))
    return next(near, "other numbers")


def _cause(D, Z):
    """Say how a mask was drawn, or that it follows the scores: then one threshold parts the kept from the dropped."""
    kept, dropped = Z[D != 0], Z[D == 0]
    if kept.size and dropped.size and (kept.max() <= dropped.min() or dropped.max() <= kept.min()):
        return "follows the activations"
    return _drawn(D)


def _first_score(Z1, W1, b1, X, keep_prob):
    found = _same(Z1, {RIGHT: W1 @ X + b1, "without its bias": W1 @ X})
    if found == "other numbers":
        # W1 has more rows than columns, so what it was multiplied with can be found again.
        read = np.linalg.lstsq(W1, Z1 - b1, rcond=None)[0] / X
        whole = [np.isclose(read, 0.0, atol=1e-6) | np.isclose(read, factor) for factor in (1.0, 1 / keep_prob)]
        return "from inputs that were masked" if any(np.all(each) for each in whole) else found
    return found


def _activation(A, Z, D, keep_prob):
    unmasked = relu(Z)
    masked = unmasked * (D != 0)
    found = _same(
        A,
        {
            RIGHT: masked * (1 / keep_prob),
            "masked, not divided": masked,
            "divided twice": masked / keep_prob**2,
            "masked, times keep_prob": masked * keep_prob,
            "divided by 1 - keep_prob": masked / (1 - keep_prob),
            "masked, times 1 - keep_prob": masked * (1 - keep_prob),
            "divided by the mean of the mask": masked / max(np.mean(D != 0), 1e-9),
            "the sigmoid's": sigmoid(Z) * (D != 0) / keep_prob,
            "not masked, not divided": unmasked,
            "divided, not masked": unmasked / keep_prob,
            "without the ReLU": Z * (D != 0) / keep_prob,
        },
    )
    if found == "other numbers" and np.all(np.isclose(A, 0.0) | np.isclose(A, unmasked / keep_prob)):
        return "masked, but not by the stored mask"
    return found


def _read(A, Z, D, keep_prob):
    """Return what a layer may have read: the stored activations, or others than are stored."""
    unmasked = relu(Z)
    return {
        RIGHT: A,
        "from activations without the mask": unmasked,
        "from masked activations, but others are stored": unmasked * (D != 0) / keep_prob,
    }


def _score(Z_next, W, b, A, Z, D, keep_prob):
    scores = {name: W @ read + b for name, read in _read(A, Z, D, keep_prob).items()}
    return _same(Z_next, {**scores, "without its bias": W @ A})


def _output(A3, W, b, A, Z, D, keep_prob):
    read = {name: sigmoid(W @ each + b) for name, each in _read(A, Z, D, keep_prob).items()}
    whole, Z3 = read[RIGHT], W @ A + b
    found = _same(
        A3,
        {
            **read,
            "without its bias": sigmoid(W @ A),
            "scores": Z3,
            "ReLU": relu(Z3),
            "divided by keep_prob once more": sigmoid(W @ A / keep_prob + b),
        },
    )
    ratio = A3[A3 != 0] / whole[A3 != 0]
    if found == "other numbers" and np.any(A3 == 0) and np.allclose(ratio, ratio[:1]):
        return "some are dropped"
    return found


# ---- backward_propagation_with_dropout


@probe(
    returns=Dict("gradients", tuple("d" + name for name in NAMES)),
    groups={"layer 3": ("dW3", "db3"), "layer 2": (2, ("dW2", "db2")), "layer 1": (2, ("dW1", "db1"))},
)
def backward_propagation_with_dropout(rng):
    n_x, n_1, n_2, m = distinct(rng, 3, 8, 4)
    keep_prob = float(rng.uniform(0.55, 0.85))
    cache = {"A3": rng.uniform(0.05, 0.95, size=(1, m))}
    for layer, n in (("1", n_1), ("2", n_2)):
        Z = rng.normal(size=(n, m))
        D = (rng.random((n, m)) < 0.6).astype(float)
        Z[0, 0], Z[0, 1], D[0, :2] = 1.0, 1.5, (0.0, 1.0)  # one active unit is dropped, one is kept
        # Positive where the unit is active and kept; the sizes need not fit, backpropagation takes them as they are.
        A = np.where((Z > 0) & (D == 1), rng.uniform(0.5, 2.0, size=Z.shape), 0.0)
        cache |= {f"Z{layer}": Z, f"D{layer}": D, f"A{layer}": A}
    cache |= {"W1": rng.normal(size=(n_1, n_x)), "W2": rng.normal(size=(n_2, n_1)), "W3": rng.normal(size=(1, n_2))}
    return {"X": rng.normal(size=(n_x, m)), "Y": _labels(rng, m), "cache": cache, "keep_prob": keep_prob}


@backward_propagation_with_dropout.call
def _(answer, inputs):
    first, second = answer(*inputs.values()), answer(*inputs.values())
    dicts = isinstance(first, Mapping) and isinstance(second, Mapping) and first.keys() == second.keys()
    if dicts and not all(np.array_equal(first[name], second[name], equal_nan=True) for name in first):
        raise Problem("draws", "two calls with the same cache gave different gradients: something is drawn.")
    return first


# ---- train_with_dropout


@probe(
    returns=(Dict("parameters", (*NAMES, "one step", "many steps", "other rng", "costs of many steps")), "costs"),
    seeds=(1, 2, 3),
    repeats=1,
)
def train_with_dropout(rng):
    n_x, n_1, n_2, m = distinct(rng, 2, 6, 4)
    X, Y, parameters = rng.normal(size=(n_x, m)), _labels(rng, m), _parameters(rng, n_x, n_1, n_2)
    return {
        "X": X,
        "Y": Y,
        "parameters": parameters,
        "keep_prob": float(rng.uniform(0.6, 0.7)),
        "learning_rate": float(rng.uniform(0.05, 0.3)),
        "num_iterations": int(rng.integers(3, 9)),
        "rng": rng.spawn(1)[0],
    }


def _lively(keep_prob):
    """Return one example, its label, and a network in which every unit is active, so that only masks stop learning.

    With its 70 hidden units and keep_prob in 0.6..0.7, one step without a dropped unit has probability below 2e-11,
    and 32 steps in which some unit is never kept have probability below 2e-11. Two steps from different draws leave
    out the same units with a probability below 1e-15.
    """
    rng = np.random.default_rng(int(1e6 * keep_prob))
    n_x, n_1, n_2 = 3, 40, 30
    parameters = {
        "W1": rng.uniform(0.1, 0.5, size=(n_1, n_x)),
        "b1": np.full((n_1, 1), 0.5),
        "W2": rng.uniform(0.1, 0.5, size=(n_2, n_1)) / n_1,
        "b2": np.full((n_2, 1), 0.5),
        "W3": rng.choice([-0.1, 0.1], size=(1, n_2)) * rng.uniform(0.5, 1.0, size=(1, n_2)),
        "b3": np.zeros((1, 1)),
    }
    return rng.uniform(0.5, 1.5, size=(n_x, 1)), np.ones((1, 1)), parameters


@train_with_dropout.call
def _(answer, inputs):
    plain = answer(*{**inputs, "keep_prob": 1.0}.values())
    if not (isinstance(plain, tuple | list) and len(plain) == 2 and isinstance(plain[0], Mapping)):
        return plain
    x, y, start = _lively(inputs["keep_prob"])
    rng, other = inputs["rng"].spawn(2)

    def trained(steps, rng):
        parameters, costs = answer(x, y, start, inputs["keep_prob"], 0.01, steps, rng)
        return np.concatenate([np.ravel(parameters[name]) for name in ("b1", "b2", "b3")]), costs

    (step, _), (many, costs), (others, _) = trained(1, rng), trained(32, rng), trained(1, other)
    more = {"one step": step, "many steps": many, "other rng": others, "costs of many steps": costs}
    return {**plain[0], **more}, plain[1]


@train_with_dropout.facts
def _(inputs, values):
    x, y, start = _lively(inputs["keep_prob"])
    whole = compute_cost(forward_propagation(x, start)[0], y)
    n_1, n_2 = start["b1"].size, start["b2"].size
    before = np.concatenate([start[name].ravel() for name in ("b1", "b2", "b3")])
    many, step, other = (values[name] - before for name in ("many steps", "one step", "other rng"))
    hidden = slice(0, n_1 + n_2)
    # For one example, a kept unit of layer 2 moves its bias by the step of b3 times its weight in W3, over keep_prob.
    moved = step[n_1:-1] != 0
    factor = step[n_1:-1][moved] / (step[-1] * start["W3"].ravel()[moved])
    facts = {f"{name} for keep_prob = 1": values[name] for name in NAMES}
    facts["costs for keep_prob = 1"] = values["costs"]
    return facts | {
        "units that learn": "all, sooner or later" if np.all(many[hidden] != 0) else "only some",
        "another rng": "other masks" if np.any(step != other) else "the same masks",
        "in one step": "some units are left out" if np.any(step[hidden] == 0) else "no unit is left out",
        "backpropagation": _divisor(factor, inputs["keep_prob"]),
        "costs with dropout": "of the whole network"
        if np.allclose(values["costs of many steps"][:1], whole, rtol=1e-9)
        else "of the thinned networks",
    }


def _divisor(factor, keep_prob):
    if factor.size and np.allclose(factor, 1 / keep_prob, rtol=1e-6):
        return "divides by keep_prob"
    return "does not divide" if factor.size and np.allclose(factor, 1, rtol=1e-6) else "does something else"


# ---- predict


@probe(returns="predictions")
def predict(rng):
    n_x, n_1, n_2 = distinct(rng, 3, 20, 3)
    examples, copies = int(rng.integers(6, 12)), int(rng.integers(12, 18))
    X = np.tile(rng.normal(size=(n_x, examples)), copies)
    parameters = _parameters(rng, n_x, n_1, n_2)
    # Biases that put the cut in the middle of the scores: of such examples dropout turns some round.
    scores = _scores(forward_propagation(X, parameters)[0])
    parameters["b3"] = parameters["b3"] - np.median(scores) + 0.01
    return {"parameters": parameters, "X": X}


def _scores(probabilities):
    return np.log(probabilities / (1 - probabilities))


@predict.call
def _(answer, inputs):
    result = answer(*inputs.values())
    X = inputs["X"]
    if isinstance(result, np.ndarray) and result.ndim == 2 and result.shape[1] == X.shape[1]:
        first = np.arange(X.shape[1]) % _different(X)
        if not np.allclose(result, result[:, first]):
            raise Problem("chance", "equal examples got different answers.")
    return result


def _different(X):
    """Return how many examples there are before the first one comes again."""
    return int(np.argmax(np.all(X[:, 1:] == X[:, :1], axis=0))) + 1


# ---- average_over_masks


@probe(
    returns=("mean", "spread"),
    groups={"mean": ("mean", "passes", "another rng"), "spread": ("spread",), "keep_prob = 1": ("keep_prob = 1",)},
    seeds=(1, 2, 3),
    repeats=1,
)
def average_over_masks(rng):
    n_1, n_2 = distinct(rng, 2, 4, 2)
    examples, copies = int(rng.integers(2, 4)), int(rng.integers(130, 171))
    parameters = _parameters(rng, 3, n_1, n_2)
    # Few units, all active: so every thinned network can be listed, and they differ.
    parameters |= {name: np.abs(parameters[name]) + 0.2 for name in ("W1", "b1", "W2", "b2")}
    parameters["W3"] += 0.8 * np.sign(parameters["W3"])
    X = np.tile(rng.uniform(0.3, 1.5, size=(3, examples)), copies)
    return {
        "X": X,
        "parameters": parameters,
        "keep_prob": float(rng.uniform(0.5, 0.7)),
        "count": int(rng.integers(32, 46)),
        "rng": rng.spawn(1)[0],
    }


FEW = 24  # examples: under another rng, one of them at least has another mean of 5 passes but for one time in 10^10


@average_over_masks.call
def _(answer, inputs):
    X, parameters, keep_prob, count, rng = inputs.values()
    one, two, three, four = rng.spawn(4)
    found = answer(X, parameters, keep_prob, count, one)
    if not isinstance(found, tuple | list) or len(found) != 2:
        return found
    some = X[:, :FEW].copy()
    few, other = (answer(some, parameters, keep_prob, 5, generator)[0] for generator in (two, three))
    return *found, few, other, *answer(some, parameters, 1.0, 5, four)


@average_over_masks.unpack
def _(result, inputs):
    if not isinstance(result, tuple | list) or len(result) != 6:
        raise Problem("wrong_count", "it must return 2 things, `mean` and `spread`.")
    names = ("mean", "spread", "mean of few", "mean of few, other rng", "mean for 1", "spread for 1")
    return dict(zip(names, result, strict=True))


@average_over_masks.facts
def _(inputs, values):
    X, parameters, count = inputs["X"], inputs["parameters"], inputs["count"]
    examples = _different(X)
    copies = X.shape[1] // examples
    weights, answers = _all_thinned(X[:, :examples], parameters, inputs["keep_prob"])
    whole = forward_propagation(X, parameters)[0]
    mean, spread = (values[name].reshape(copies, examples) for name in ("mean", "spread"))
    drawn = copies * count
    swapped = (
        _mean(spread, mean, weights, answers, whole[0, :examples], count) == RIGHT
        and _spread(mean, weights, answers, drawn, count) == RIGHT
    )
    few, other = values["mean of few"], values["mean of few, other rng"]
    plain = np.allclose(values["mean for 1"], whole[:, :FEW]) and np.allclose(values["spread for 1"], 0, atol=1e-6)
    return {
        "mean": "the spread" if swapped else _mean(mean, spread, weights, answers, whole[0, :examples], count),
        "spread": "the mean" if swapped else _spread(spread, weights, answers, drawn, count),
        "passes": _passes(spread if swapped else mean, weights, answers, count),
        "another rng": "the same mean" if np.array_equal(few, other) else "another mean",
        "keep_prob = 1": "the whole network's answer, spread 0" if plain else "something else",
    }


def _all_thinned(X, parameters, keep_prob):
    """Return the probability of every thinned network, (k,), and the answers it gives, (k, m)."""
    n_1, n_2 = parameters["b1"].size, parameters["b2"].size
    masks = np.array(list(np.ndindex(*(2,) * (n_1 + n_2))))
    weights = np.prod(np.where(masks == 1, keep_prob, 1 - keep_prob), axis=1)
    networks = (thinned(parameters, mask[:n_1, None], mask[n_1:, None], keep_prob) for mask in masks)
    return weights, np.vstack([forward_propagation(X, network)[0] for network in networks])


def _moments(weights, answers):
    """Return mean, variance and fourth central moment of one thinned network's answer, for each example."""
    mean = weights @ answers
    return mean, weights @ (answers - mean) ** 2, weights @ (answers - mean) ** 4


def _mean(found, spread, weights, answers, whole, count):
    kinds = {RIGHT: answers, "a sum": count * answers, "of decisions": (answers > 0.5).astype(float)}
    for name, kind in kinds.items():
        mean, variance, _ = _moments(weights, kind)
        # As wide as ten passes need, so that too few passes are told by `passes` and not by chance.
        if np.all(np.abs(found.mean(axis=0) - mean) <= 7 * np.sqrt(variance / (found.shape[0] * 10)) + 1e-9):
            return name
    if np.allclose(found, whole):
        return "the whole network's answer"
    return RIGHT if _one_pass(found, spread, weights, answers) else "something else"


def _one_pass(found, spread, weights, answers):
    """Whether each number is the answer of one thinned network: too few to tell the mean, and nothing else wrong."""
    single = np.abs(found[None] - answers[:, None]).min(axis=0).max() < 1e-9
    return single and not np.any(np.abs(spread) > 1e-9)


def _spread(found, weights, answers, draws, count):
    if np.all(np.abs(found) < 1e-9):
        return "zero"
    _, variance, fourth = _moments(weights, answers)
    # Divided by count or by count - 1: both are in use, and 1 / count is at most 0.04.
    allowed = 7 * np.sqrt((fourth - variance**2) / draws) + 0.06 * variance
    if np.all(np.abs((found**2).mean(axis=0) - variance) <= allowed):
        return RIGHT
    if np.all(np.abs((found**2).mean(axis=0) * count - variance) <= allowed):
        return "the standard error"
    return "the variance" if np.all(np.abs(found.mean(axis=0) - variance) <= allowed) else "something else"


def _passes(found, weights, answers, count):
    """Say how many passes the mean was taken over, from how much it varies among equal examples."""
    variance = _moments(weights, answers)[1]
    ratio = float(np.mean(found.var(axis=0, ddof=1) / variance))
    freedom = found.shape[0] - 1
    spread = 2 * math.sqrt(27 / freedom)
    for name, passes in (("count", count), ("one", 1), ("ten", 10)):
        if 1 - spread <= passes * ratio <= 1 + spread + 54 / freedom:
            return name
    return "none that differ" if ratio < 1e-12 else "another number"


# ---- scale_weights_for_test


@probe(returns="probabilities")
def scale_weights_for_test(rng):
    n_x, n_1, n_2, m = distinct(rng, 2, 9, 4)
    parameters, keep_prob = _parameters(rng, n_x, n_1, n_2), float(rng.uniform(0.55, 0.9))
    return {"parameters": parameters, "keep_prob": keep_prob, "X": rng.normal(size=(n_x, m))}


@scale_weights_for_test.call
def _(answer, inputs):
    # Judged by what the network computes: there is more than one way to write it down.
    scaled = answer(inputs["parameters"], inputs["keep_prob"])
    if scaled is None:
        raise Problem("none", "it returned None where the dict `scaled` belongs. Is the return line reached?")
    if not isinstance(scaled, Mapping):
        raise Problem("wrong_type", f"`scaled` must be a dict; what came back is a {type(scaled).__name__}.")
    for name, value in inputs["parameters"].items():
        if name not in scaled:
            raise Problem("missing_key", f"the key {name!r} is missing from the dict that came back.")
        if np.shape(scaled[name]) != value.shape:
            shape = np.shape(scaled[name])
            raise Problem("wrong_type", f"`{name}` must keep its shape {value.shape}; it came back with {shape}.")
    return forward_propagation(inputs["X"], dict(scaled))[0]
