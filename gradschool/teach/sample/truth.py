"""The true score of a made submission, worked out apart from the judge: plain comparisons with the reference.

Nothing of the key, the verdict or the sandbox is used here, so that agreement with them means something; the reference
is run again on top of mistakes by the judge's own code, which compares plain numbers.
"""

from __future__ import annotations

import contextlib
import copy
import io
import warnings
from functools import cache, lru_cache

import numpy as np

from gradschool.checks.verdict import CONDUCT_SHARE
from gradschool.teach.judging.replay import replayed_groups
from gradschool.teach.lesson.keys import all_uses
from gradschool.teach.lesson.written import WrittenLesson


def true_shares(
    lesson: WrittenLesson, sources: dict[str, str], planted: dict[str, str], broken: tuple[str, ...]
) -> dict[str, float]:
    """Return the share of its points that each exercise deserves, 0..1.

    sources : exercise -> the text handed in; a missing one was left as the stub
    planted : exercise -> id of the known mistake in it; mistakes beneath a later exercise are followed through
    broken : exercises that give nothing (absent, endless, forged), which nothing can be built on
    """
    texts = {name: sources.get(name, exercise.stub()) for name, exercise in lesson.exercises.items()}
    dead = {name for name in lesson.exercises if name in broken or name not in sources}
    planted = planted | {
        name: lesson.exercises[name].planted
        for name in lesson.exercises
        if lesson.exercises[name].planted and name not in sources
    }
    dead -= set(planted)
    alive = {name: text for name, text in texts.items() if name not in dead}
    shares = {}
    for name in lesson.exercises:
        beneath = all_uses(lesson, name)
        if name in dead:
            shares[name] = 0.0
            continue
        namespace = lesson.implementations(alive)
        for missing in dead:  # who calls one of these fails, as in the student's notebook
            del namespace[missing]
        answer = namespace[name]
        shares[name] = _share(lesson, name, answer, _reference(lesson, name))
        below = {used: texts[used] for used in beneath if used in planted}
        if shares[name] < 1.0 and below:
            given = lesson.implementations(below)[name]
            stub = lesson.exercises[name].stub()
            untouched = lesson.implementations({**below, name: stub})[name] if lesson.exercises[name].planted else None
            if untouched is not None and _share(lesson, name, untouched, given) == 1.0:
                continue  # what was given to be mended cannot be told from its repair here
            styles = lesson.exercises[name].variants.values() if lesson.probes[name].by_properties else ()
            others = [lesson.implementations({**below, name: style.source})[name] for style in styles]
            others = [other for other in others if _share(lesson, name, other, _reference(lesson, name)) < 1.0]
            if _says_something(lesson, name, given):
                proven = _shown(lesson, name, answer, given, below, others)
                plain = _reference(lesson, name)
                shares[name] = max(shares[name], _share(lesson, name, answer, given, plain, others, proven))
    return shares


@cache
def _reference(lesson: WrittenLesson, name: str):
    return lesson.function(name)


def _shown(lesson, name, answer, given, below, others) -> set[str] | None:
    """Return the groups in which an answer on top of mistakes shows more than chance; None where no property is judged.

    They are right as they stand, or their numbers are those of the reference on top of the mistakes, or their words
    show the work. Where right answers in other styles differ, words show nothing.
    """
    probe, replay = lesson.probes[name], lesson.exercises[name].replay
    if not probe.by_properties:
        return None
    seeds, plain = lesson.hidden_seeds(name), _reference(lesson, name)
    shown: dict[str, bool] = {}
    numbers: dict[str, list] = {}
    alone: dict[str, bool] = {}
    for seed in seeds:
        usual, wanted, got = (_run(probe, function, seed)[0] for function in (plain, given, answer))
        styles = [_run(probe, other, seed)[0] for other in others]
        for fact, value in wanted.items():
            same = fact in usual and _alike(value, usual[fact], probe)
            loose = any(fact in style and not _alike(style[fact], value, probe) for style in styles)
            word = isinstance(value, str) and value in replay.words
            shown[fact] = shown.get(fact, True) and not loose and (same or word)
            alone[fact] = (
                alone.get(fact, True) and fact in usual and fact in got and _alike(got[fact], usual[fact], probe)
            )
            told = not loose and not isinstance(value, str) and replay.stand_ins is None
            numbers.setdefault(fact, []).append((value, usual.get(fact), probe.inputs(seed)) if told else None)
    telling = {fact for fact, seen in numbers.items() if None not in seen and _is_informative(seen)}
    groups = {g: facts for g, facts in probe.shares(list(shown)).items() if facts}
    found = {g for g, facts in groups.items() if telling & set(facts)}
    found |= {g for g, facts in groups.items() if all(shown[f] for f in facts) or all(alone[f] for f in facts)}
    raw = [_named(probe, answer, probe.inputs(seed)) for seed in seeds]
    return found | replayed_groups(lesson, name, seeds, below, raw)


def _share(lesson, name, answer, reference, plain=None, others=(), proven=None) -> float:
    """Return the share of an answer's groups that agree with the reference.

    plain : where `reference` stands on top of mistakes, the one without; what is not finite then agrees, and nothing is
        earned where all that agrees could come from an answer that does nothing
    others : right answers in other styles on top of the same mistakes; what they have otherwise agrees with anything
    proven : where properties are judged on top of mistakes, the only groups that can earn anything
    """
    probe = lesson.probes[name]
    right: dict[str, bool] = {}
    telling: dict[str, list] = {}
    changed, loose = False, set()
    for number, seed in enumerate(lesson.hidden_seeds(name)):
        got, touched = _run(probe, answer, seed)
        touched = touched or (number < probe.repeats and not _repeats(probe, answer, seed))
        wanted, _ = _run(probe, reference, seed)
        usual = _run(probe, plain, seed)[0] if plain else {}
        styles = [_run(probe, other, seed)[0] for other in others]
        open_ = {k for k in wanted if any(k in style and not _alike(style[k], wanted[k], probe) for style in styles)}
        loose |= open_
        changed = changed or touched
        inputs = probe.inputs(seed)
        for key in wanted:
            telling.setdefault(key, []).append((wanted[key], usual.get(key), inputs))
            right[key] = (
                right.get(key, True)
                and key in got
                and ((plain and not _finite(wanted[key])) or key in open_ or _alike(got[key], wanted[key], probe))
            )
    names = list(right)
    if not names:
        return 0.0
    groups = {g: bool(n) and all(right[k] for k in n) for g, n in probe.shares(names).items()}
    shown = {name for name in names if name not in loose and _is_informative(telling[name])}
    if proven is not None:
        groups = {g: ok and g in proven for g, ok in groups.items()}
    elif plain and not any(ok and shown & set(probe.shares(names)[g]) for g, ok in groups.items()):
        return 0.0
    weights = probe.weights(groups)
    return sum(weights[g] for g in groups if groups[g]) * (1.0 - CONDUCT_SHARE if changed else 1.0)


def _says_something(lesson, name, given) -> bool:
    """Whether the reference on top of a mistake still gives numbers that can be held against an answer."""
    for seed in lesson.hidden_seeds(name):
        values, _ = _run(lesson.probes[name], given, seed)
        words = any(isinstance(value, str) for value in values.values())
        numbers = [np.asarray(value) for value in values.values() if not isinstance(value, str)]
        if not words and not any(n.size and n.dtype.kind in "fiub" and np.all(np.isfinite(n)) for n in numbers):
            return False
    return True


@lru_cache(2000)  # of a class with its references: every answer is held against the same ones
def _run(probe, function, seed):
    """Return named results (facts if the probe has properties) and whether an argument was changed; {} on an error."""
    inputs = probe.inputs(seed)
    given = copy.deepcopy(inputs)
    named = _named(probe, function, given)
    if named and probe.by_properties:
        try:
            with np.errstate(all="ignore"):
                named = probe._facts(inputs, named)
        except Exception:
            named = {}
    if not named:
        return {}, False
    touched = any(
        not np.array_equal(np.asarray(inputs[k]), np.asarray(given[k]))
        for k in inputs
        if isinstance(inputs[k], np.ndarray) and inputs[k].dtype.kind in "fiub"
    )
    return named, touched


@lru_cache(2000)
def _repeats(probe, function, seed) -> bool:
    """Whether two calls with equal inputs give the same."""
    first, second = (_named(probe, function, probe.inputs(seed)) for _ in range(2))
    return first.keys() == second.keys() and all(_equal(first[name], second[name]) for name in first)


def _equal(a, b) -> bool:
    try:
        return np.allclose(np.asarray(a, dtype=float), np.asarray(b, dtype=float), rtol=1e-9, atol=0, equal_nan=True)
    except (TypeError, ValueError):
        return True


def _named(probe, function, inputs) -> dict:
    """Return what came back by name, as arrays if properties are made of it; {} on an error."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            named = probe.observations(probe.run(function, inputs), inputs)
            return {k: np.asarray(v, dtype=float) for k, v in named.items()} if probe.by_properties else named
    except Exception:
        return {}


def _is_informative(seen) -> bool:
    """Whether a result, of (value, value without mistakes, inputs) for each seed, is not what doing nothing gives too.

    Doing nothing gives nan, one number everywhere, an argument as it came, and words that a mistake changed.
    """
    if any(isinstance(value, str) for value, _, _ in seen):
        return all(value == usual for value, usual, _ in seen)
    arrays = [np.asarray(value, dtype=float) for value, _, _ in seen]
    numbers = np.concatenate([array.ravel() for array in arrays])
    if not numbers.size or not np.all(np.isfinite(numbers)):
        return False
    pieces = arrays if all(array.size > 1 for array in arrays) else [numbers]
    if all(np.ptp(piece) <= 1e-9 * np.abs(piece).max() for piece in pieces):
        return False
    names = [name for name, value in seen[0][2].items() if isinstance(value, np.ndarray | int | float)]
    return not any(all(np.array_equal(i[n], a) for a, (_, _, i) in zip(arrays, seen, strict=True)) for n in names)


def _finite(value) -> bool:
    numbers = np.asarray(value)
    return numbers.dtype.kind not in "fc" or bool(np.all(np.isfinite(numbers)))


def _alike(got, wanted, probe) -> bool:
    if isinstance(wanted, str) or isinstance(got, str):
        return isinstance(wanted, str) and isinstance(got, str) and got == wanted
    try:
        a, b = np.asarray(got, dtype=float), np.asarray(wanted, dtype=float)
    except (TypeError, ValueError):
        return False
    return a.shape == b.shape and np.allclose(a, b, rtol=probe.rtol, atol=max(probe.atol, 1e-8), equal_nan=True)
