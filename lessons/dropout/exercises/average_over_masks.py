"""The exercise `average_over_masks`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import Replay, exercise
from lessons.dropout.exercises.forward_propagation_with_dropout import forward_propagation_with_dropout
from lessons.dropout.toolbox import forward_propagation


@exercise(
    points=3,
    uses=("forward_propagation_with_dropout",),
    hints=(
        "Each call of your forward propagation asks another thinned network. Ask many and look at their answers.",
        "Collect the probabilities A3 of count calls in a list, all with the same rng; then take mean and standard deviation.",
        "The list holds count arrays of shape (1, m). Mean and deviation go over the list, axis 0, so both keep the shape (1, m).",
        "Almost the code: runs is a list of the first results of forward_propagation_with_dropout(X, parameters, keep_prob, rng); "
        "mean is np.mean(runs, axis=0); spread is np.std(runs, axis=0).",
    ),
)
def average_over_masks(X, parameters, keep_prob, count, rng):
    """Compute mean and spread of the probabilities that thinned networks give.

    Parameters
    ----------
    X : array, shape (n_x, m)
        Examples as columns.
    parameters : dict
        "W1", "b1", "W2", "b2", "W3", "b3".
    keep_prob : float
        Probability that an activation of a hidden layer is kept.
    count : int
        Number of passes, each with new masks.
    rng : numpy.random.Generator
        Where the masks come from.

    Returns
    -------
    mean : array, shape (1, m)
        Mean over the passes of each example's probability.
    spread : array, shape (1, m)
        Standard deviation over the passes of each example's probability.
    """
    ### START CODE HERE ###
    runs = [forward_propagation_with_dropout(X, parameters, keep_prob, rng)[0] for _ in range(count)]
    mean = np.mean(runs, axis=0)
    spread = np.std(runs, axis=0)
    ### END CODE HERE ###
    return mean, spread


def _whole(inputs, values):
    """The whole network's answer takes no pass with masks."""
    whole = forward_propagation(inputs["X"], inputs["parameters"])[0]
    return {}, [whole, whole[:, : values["mean of few"].shape[1]]]


def _group(name):
    if name in ("mean for 1", "spread for 1"):
        return "keep_prob = 1"
    return name if name in ("mean", "spread") else None


_SMALL = 1e-4  # where every network is sure of an example, rounding decides what is left of mean and spread


def _other_draws(inputs, name, got, wanted):
    """Whether means or spreads of equal examples have one distribution, up to seven standard errors."""
    if name not in ("mean", "spread"):
        return False
    examples = len(np.unique(inputs["X"], axis=1).T)
    got, wanted = got.reshape(-1, examples), wanted.reshape(-1, examples)
    sure = np.abs(wanted - wanted[:1]).max(axis=0) < _SMALL
    if np.any(np.abs(got - wanted)[:, sure] > _SMALL):
        return False
    got, wanted = got[:, ~sure], wanted[:, ~sure]
    if name == "spread":  # divided by count or by count - 1: both are in use
        got, wanted = got**2, wanted**2
    noise, drift = wanted.var(axis=0), 0.06 * wanted.mean(axis=0) if name == "spread" else 0.0
    near = np.abs(got.mean(axis=0) - wanted.mean(axis=0)) <= 7 * np.sqrt(2 * noise / len(wanted)) + drift
    # Of fewer passes the means vary more, and one network's answer again and again does not vary.
    return bool(np.all(near) and np.all(np.abs(np.log(got.var(axis=0) / noise)) < np.log(4)))


average_over_masks.replay = Replay(_whole, _group, alike=_other_draws, small=_SMALL)

average_over_masks.mistake(
    "decisions_averaged",
    "The mean is one of decisions, 0 or 1. Average the probabilities; deciding comes last.",
    {"keep_prob, rng)[0] for": "keep_prob, rng)[0] > 0.5 for"},
)
average_over_masks.mistake(
    "sum",
    "`mean` is a sum over the passes, count times too large.",
    {"np.mean(runs, axis=0)": "np.sum(runs, axis=0)"},
)
average_over_masks.mistake(
    "whole_network",
    "Every pass gave the whole network's answer: nothing was dropped. Use forward propagation with dropout, and its keep_prob.",
    {"(X, parameters, keep_prob, rng)": "(X, parameters, 1.0, rng)"},
)
average_over_masks.mistake(
    "same_masks",
    "All passes used the same masks, whatever `rng` is, so the spread is 0. A generator made anew from one seed starts over each time.",
    {"(X, parameters, keep_prob, rng)": "(X, parameters, keep_prob, np.random.default_rng(1))"},
)
average_over_masks.mistake(
    "one_pass",
    "The spread is 0: there was one pass only, or all passes used the same masks. Make count passes, each drawing on from `rng`.",
    {"range(count)": "range(1)"},
)
average_over_masks.mistake(
    "ten_passes",
    "It makes ten passes whatever count is. Use the argument.",
    {"range(count)": "range(10)"},
)
average_over_masks.mistake(
    "variance",
    "`spread` is the variance. The standard deviation is its square root.",
    {"np.std(runs": "np.var(runs"},
)
average_over_masks.mistake(
    "standard_error",
    "`spread` is the deviation over the root of count, the standard error of the mean. Return the deviation itself.",
    {"np.std(runs, axis=0)": "np.std(runs, axis=0) / np.sqrt(count)"},
)
average_over_masks.mistake(
    "order",
    "The two results stand in the other order. The order asked for is mean, spread.",
    {"    ### END CODE HERE ###": "    mean, spread = spread, mean\n    ### END CODE HERE ###"},
)
average_over_masks.mistake(
    "own_generators",
    "The passes differ, but they do not come from the `rng` passed in: the result is the same for every `rng`.",
    {
        "(X, parameters, keep_prob, rng)[0] for _ in": "(X, parameters, keep_prob, np.random.default_rng(i))[0] for i in",
    },
)
average_over_masks.mistake(
    "flat",
    "The mean and the spread are flat arrays. Keep the row (1, m), like the probabilities.",
    {"np.mean(runs, axis=0)": "np.mean(runs, axis=0).ravel()", "np.std(runs, axis=0)": "np.std(runs, axis=0).ravel()"},
)
average_over_masks.mistake(
    "one_number",
    "The mean and the deviation were taken over everything. Each example keeps its own: take them over the passes, axis 0.",
    {"np.mean(runs, axis=0)": "np.mean(runs)", "np.std(runs, axis=0)": "np.std(runs)"},
)
average_over_masks.mistake(
    "over_the_examples",
    "The mean and the deviation were taken over the examples, one for each pass. Take them over the passes, one for each example.",
    {"np.mean(runs, axis=0)": "np.mean(runs, axis=2).T", "np.std(runs, axis=0)": "np.std(runs, axis=2).T"},
)
average_over_masks.variant(
    "loop",
    body="""
    total, squares = np.zeros((1, X.shape[1])), np.zeros((1, X.shape[1]))
    for _ in range(count):
        A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob, rng)
        total += A3
        squares += A3**2
    mean = total / count
    spread = np.sqrt(np.maximum(squares / count - mean**2, 0))
    """,
)
average_over_masks.variant("sample_deviation", {"np.std(runs, axis=0)": "np.std(runs, axis=0, ddof=1)"})
average_over_masks.variant(
    "stacked",
    {
        "mean = np.mean(runs, axis=0)": "runs = np.vstack(runs)\n    mean = runs.mean(axis=0, keepdims=True)",
        "np.std(runs, axis=0)": "runs.std(axis=0, keepdims=True)",
    },
)
average_over_masks.variant(
    "other_generators", {"keep_prob, rng)[0]": "keep_prob, np.random.default_rng(rng.integers(2**60)))[0]"}
)
