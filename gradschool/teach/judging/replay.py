"""Proof that a right-looking answer on top of mistakes did the work, where properties are judged.

There a mistake turns properties into words that anything wrong has too. So what was observed is also held, number by
number, against the reference run again on top of the same mistakes, if need be from where the answer started.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from gradschool.checks.evidence import informative_fact, is_idle
from gradschool.checks.key import Key, same_fact
from gradschool.teach.lesson.written import WrittenLesson
from gradschool.values import NotNumbers, Numbers, close, decode, encode

_RTOL = 1e-6
_NUDGE = 1e-9  # relative; what this changes in the end is left to rounding


def proven_groups(
    lesson: WrittenLesson, name: str, plain: Key, key: Key, sources: Mapping[str, str], trials: Sequence[dict]
) -> set[str]:
    """Return the observation groups of an exercise that show more than chance on top of mistakes.

    plain, key : the exercise's key, and the one on top of the mistakes
    sources : the mistakes' texts, by exercise
    trials : what was observed, one trial for each of the key's seeds, as it came from anyone
    """
    probe, replay = lesson.probes[name], lesson.exercises[name].replay
    groups = probe.shares(key.names())
    found = {group for group, facts in groups.items() if _all_in_words(probe, plain, key, facts, replay.words)}
    if replay.stand_ins is None:
        found |= {
            group
            for group, facts in groups.items()
            if any(_is_number(key, fact) and informative_fact(probe, plain, key, fact) for fact in facts)
        }
    if found != set(groups):  # that takes longer
        observed = [_numbers(trial["values"]) for trial in trials]
        found |= replayed_groups(lesson, name, key.seeds, sources, observed)
    return found


def replayed_groups(
    lesson: WrittenLesson, name: str, seeds: Sequence[int], sources: Mapping[str, str], observed: Sequence[Mapping]
) -> set[str]:
    """Return the groups in which raw observations are those of the reference run again on top of mistakes.

    It runs from where the answer seems to have started, or else with draws of its own from an equal generator.

    observed : raw observation name -> array, for each seed
    """
    probe, replay = lesson.probes[name], lesson.exercises[name].replay
    groups, found = set(probe.groups or ("result",)), set()
    with np.errstate(all="ignore"):  # what is not finite is looked at
        for from_start in (True, False) if replay.stand_ins else (False,):
            if found != groups:
                trials = zip(seeds, observed, strict=True)
                found |= _replayed(lesson, name, groups, sources, trials, from_start)
    return found


def _replayed(lesson, name, groups, sources, trials, from_start: bool) -> set[str]:
    probe, replay = lesson.probes[name], lesson.exercises[name].replay
    group_of = replay.group_of or (lambda raw: raw)
    namespace, telling = lesson.implementations(dict(sources)), set()
    for seed, values in trials:
        try:
            stand_ins, idle = replay.stand_ins(probe.inputs(seed), values) if replay.stand_ins else ({}, [])
            if from_start and not stand_ins:
                return set()
            stand_ins = stand_ins if from_start else {}
            wanted = nudged = _run(probe, namespace, name, stand_ins, seed)
            wanted = {raw: array for raw, array in wanted.items() if group_of(raw) is not None}
            if stand_ins and not all(_near(values.get(raw), array, array) for raw, array in wanted.items()):
                nudged = _run(probe, namespace, name, _nudged(stand_ins), seed)
        except Exception:  # on broken ground the reference may fail, and hostile values may be of any form
            return set()
        at_hand = dict(enumerate([*idle, *_arrays(probe.inputs(seed))]))
        for raw, array in wanted.items():
            got = values.get(raw)
            same = _near(got, array, nudged[raw])
            if not same and replay.alike and got is not None and got.shape == array.shape:
                same = replay.alike(probe.inputs(seed), raw, got, array)
            about = groups & {group_of(raw)} if replay.group_of else groups
            if not same:
                groups = groups - about
            elif not is_idle([array], [at_hand], _RTOL, replay.small):  # wider than what `_near` lets pass
                telling |= about
        if not groups:
            break
    return groups & telling


def _run(probe, namespace, name, stand_ins, seed) -> dict[str, np.ndarray]:
    """Return the raw observations of an exercise's function, with some functions of its namespace replaced."""
    namespace.update(stand_ins)
    inputs = probe.inputs(seed)
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        named = probe.observations(probe.run(namespace[name], inputs), inputs)
    return _numbers({raw: encode(value) for raw, value in named.items()})


def _arrays(inputs) -> Iterator[np.ndarray]:
    """Yield the arrays among some inputs, and in the dicts among them."""
    for value in inputs.values():
        if isinstance(value, np.ndarray):
            yield value
        elif isinstance(value, dict):
            yield from _arrays(value)


def _nudged(stand_ins: Mapping) -> dict:
    """Return the same functions, whose results are off by a billionth."""

    def nudge(value):
        if isinstance(value, dict):
            return {key: nudge(part) for key, part in value.items()}
        if isinstance(value, tuple | list):
            return type(value)(map(nudge, value))
        return value * (1 + _NUDGE * np.cos(np.arange(np.size(value))).reshape(np.shape(value)))

    return {name: lambda *given, f=function: nudge(f(*given)) for name, function in stand_ins.items()}


def _near(got, wanted, nudged) -> bool:
    """Whether numbers agree wherever they are finite, as far as rounding leaves them alone."""
    if got is None or got.shape != wanted.shape:
        return False
    finite = np.isfinite(wanted) & np.isfinite(nudged)
    slack = np.abs(nudged[finite] - wanted[finite]).max(initial=0.0)
    return bool(np.all(close(got[finite], wanted[finite], _RTOL, 1e-9 + slack)))


def _all_in_words(probe, plain: Key, key: Key, facts, words) -> bool:
    """Whether each property is what it is without mistakes, or a word that shows the work nevertheless."""

    def shows(before, now):
        if isinstance(now, NotNumbers):
            return now == before or now.text in words
        return now is not None and same_fact(probe, now, before)

    pairs = list(zip(plain.reference, key.reference, strict=True))
    return all(shows(before.facts.get(fact), now.facts.get(fact)) for before, now in pairs for fact in facts)


def _is_number(key: Key, fact: str) -> bool:
    return all(isinstance(outcome.facts.get(fact), Numbers) for outcome in key.reference)


def _numbers(values: Mapping[str, dict]) -> dict[str, np.ndarray]:
    decoded = {name: decode(value) for name, value in values.items()}
    return {name: value.array for name, value in decoded.items() if isinstance(value, Numbers)}
