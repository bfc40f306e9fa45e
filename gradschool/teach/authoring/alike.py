"""Whether two stored keys say the same but for the last digit of numbers, which is the processor's own."""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np

from gradschool.checks.key import Key, Outcome
from gradschool.probe import Probe
from gradschool.teach.authoring.making import key_bytes
from gradschool.teach.lesson.keys import key_digits
from gradschool.values import NotNumbers, Numbers


def alike_keys(there: bytes, content: bytes, probes: Mapping[str, Probe]) -> bool:
    """Whether two contents of a key.json are alike; `there` may be of any form."""
    try:
        old, new = json.loads(there), json.loads(content)
        if key_bytes(old) != there:  # it says it in another way
            return False
        olds, news = old.pop("exercises"), new.pop("exercises")
        return old == new and list(olds) == list(news) and all(_alike(olds[n], news[n], probes[n]) for n in news)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return False


def _alike(old: dict, new: dict, probe: Probe) -> bool:
    """Whether two keys of one exercise are alike, and nothing stands in the old one that the key does not say."""
    digits = key_digits(probe)
    a, b = Key.from_json(probe.name, old), Key.from_json(probe.name, new)
    return (
        list(old) == list(new)
        and {**old, **a.to_json(probe, digits)} == old
        and (a.seeds, a.hints, old["uses"], _names(a)) == (b.seeds, b.hints, new["uses"], _names(b))
        and all(_alike_outcomes(x, y, digits) for x, y in zip(_outcomes(a), _outcomes(b), strict=True))
        and _alike_steps(old["steps"], new["steps"])
    )


def _alike_steps(a, b) -> bool:
    """Whether two pieces of right steps are equal but for the last digits of their numbers."""
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(_alike_steps(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_alike_steps, a, b))
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= max(1e-7, 1e-5 * max(abs(a), abs(b)))
    return a == b


def _names(key: Key) -> list[tuple[str, str]]:
    """Return the mistakes with their hints, and what is followed through."""
    mistakes = [(id, known.hint) for id, known in key.mistakes.items()]
    return mistakes + [(step.exercise, step.mistake) for step in key.follow_through]


def _outcomes(key: Key) -> list[Outcome]:
    """Return all outcomes of a key."""
    further = [*key.mistakes.values(), *key.follow_through]
    return [*key.reference, *(outcome for one in further for outcome in one.outcomes)]


def _alike_outcomes(a: Outcome, b: Outcome, digits: int) -> bool:
    return (
        (a.problem, a.shapes, a.changed, a.repeats) == (b.problem, b.shapes, b.changed, b.repeats)
        and list(a.facts) == list(b.facts)
        and all(_alike_values(a.facts[name], b.facts[name], digits) for name in a.facts)
    )


def _alike_values(a: Numbers | NotNumbers, b: Numbers | NotNumbers, digits: int) -> bool:
    """Whether two values are equal but for numbers that differ by one in the last of so many digits."""
    if isinstance(a, NotNumbers) or isinstance(b, NotNumbers):
        return a == b
    if a.shape != b.shape or not np.array_equal(np.isfinite(a.array), np.isfinite(b.array)):
        return False
    finite = np.isfinite(a.array)
    if not np.array_equal(a.array[~finite], b.array[~finite], equal_nan=True):
        return False
    x, y = a.array[finite], b.array[finite]
    sizes = np.maximum(np.abs(x), np.abs(y))
    last = 10.0 ** (np.floor(np.log10(np.where(sizes > 0, sizes, 1.0))) + 1 - digits)
    return bool(np.all((x == y) | (np.abs(x - y) < 1.5 * last)))
