"""Makes keys: runs the references and the known mistakes on some seeds."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from gradschool.checks.key import (
    ANYTHING,
    FollowThrough,
    Key,
    Known,
    Outcome,
    outcome,
    same_fact,
    same_outcome,
)
from gradschool.checks.observe import observe, observe_once
from gradschool.lazy import LazyMapping, LazySequence
from gradschool.probe import Probe
from gradschool.teach.lesson.right_steps import right_steps
from gradschool.teach.lesson.written import WrittenLesson


def outcomes(lesson: WrittenLesson, name: str, function, seeds) -> tuple[Outcome, ...]:
    """Return what `function` does on the probe of exercise `name`."""
    probe = lesson.probes[name]
    return tuple(outcome(probe, trial) for trial in observe(function, probe, seeds))


def observed(probe: Probe, function, seeds) -> Sequence[Outcome]:
    """Return the same, each outcome computed when it is asked for."""
    return LazySequence(len(seeds), lambda number: outcome(probe, observe_once(function, probe, seeds, number)))


def make_key(
    lesson: WrittenLesson,
    name: str,
    seeds,
    beneath: dict[str, str] | None = None,
    *,
    follow_through: bool = True,
) -> Key:
    """Return the key of one exercise.

    beneath : sources that stand in for the references of earlier exercises (the student's known mistakes there)
    follow_through : include the reference's outcomes on top of each single known mistake of an exercise it uses
    """
    exercise, beneath = lesson.exercises[name], beneath or {}

    def run(source):
        namespace = lesson.implementations({**beneath, name: source})
        return outcomes(lesson, name, namespace[name], seeds)

    reference = run(exercise.source)
    if beneath:
        plain = cache(partial(outcomes, lesson, name, lesson.function(name), seeds))
        reference = _decided(lesson, name, seeds, beneath, reference, plain)
    known = known_beneath(lesson, name, seeds, beneath)
    return Key(
        name,
        tuple(seeds),
        reference,
        known,
        tuple(_followed_through(lesson, name, seeds, reference)) if follow_through else (),
        exercise.hints,
    )


def known_beneath(lesson: WrittenLesson, name: str, seeds, beneath: dict[str, str]) -> Mapping[str, Known]:
    """Return an exercise's mistakes on top of other sources for earlier exercises, each computed when asked for."""

    def known(id):
        mistake = lesson.exercises[name].mistakes[id]
        function = lesson.implementations({**beneath, name: mistake.source})[name]
        return Known(mistake.hint, observed(lesson.probes[name], function, seeds))

    return LazyMapping(lesson.exercises[name].mistakes, known)


def all_uses(lesson: WrittenLesson, name: str) -> list[str]:
    """Return the exercises that `name` uses, directly or through others, in the lesson's order."""
    found: set[str] = set()
    waiting = list(lesson.exercises[name].uses)
    while waiting:
        used = waiting.pop()
        if used not in found:
            found.add(used)
            waiting += lesson.exercises[used].uses
    return [used for used in lesson.exercises if used in found]


def _followed_through(lesson, name, seeds, reference):
    """Yield the follow-through of each known mistake beneath, where it makes a difference."""
    for used in all_uses(lesson, name):
        for id, mistake in lesson.exercises[used].mistakes.items():
            namespace = lesson.implementations({used: mistake.source})
            found = outcomes(lesson, name, namespace[name], seeds)
            if not _same(lesson.probes[name], found, reference):
                yield FollowThrough(
                    used, id, _decided(lesson, name, seeds, {used: mistake.source}, found, lambda: reference)
                )


def _decided(lesson, name, seeds, beneath, found, plain) -> tuple[Outcome, ...]:
    """Return the reference's outcomes on top of mistakes as they are held against an answer.

    Where they would credit an untouched bug they credit nothing, and a property that the variants, which are as right,
    do not share there is not judged. A variant that does not use what is wrong is as right as on top of nothing
    (where the reference gives `plain()`), and says nothing here.
    """
    planted = lesson.exercises[name].planted
    if planted:
        untouched = known_beneath(lesson, name, seeds, beneath)[planted].outcomes
        if _same(lesson.probes[name], untouched, found):
            return tuple(Outcome(("undecided", "the bug and its repair look alike here"), {}) for _ in found)
    probe = lesson.probes[name]
    if probe.by_properties:
        called_once = copy.copy(probe)
        called_once.repeats = 0  # whether a variant repeats itself on broken ground says nothing
        for variant in lesson.exercises[name].variants.values():
            if not any(map(_is_judged, found)):
                break
            function = lesson.implementations({**beneath, name: variant.source})[name]
            others = observed(called_once, function, seeds)
            if not _same(probe, others, plain()):
                found = tuple(_shared(probe, o, others[i]) if _is_judged(o) else o for i, o in enumerate(found))
    return found


def _is_judged(o: Outcome) -> bool:
    """Whether an outcome has a fact that an answer's is held against."""
    return any(value != ANYTHING for value in o.facts.values())


def _shared(probe, o: Outcome, other: Outcome) -> Outcome:
    """Return an outcome without the facts that another one has otherwise."""
    if other.problem != o.problem or other.shapes != o.shapes:
        return o
    facts = {f: v if same_fact(probe, other.facts.get(f), v) else ANYTHING for f, v in o.facts.items()}
    return replace(o, facts=facts)


def _same(probe, found, reference) -> bool:
    return all(same_outcome(probe, a, b) for a, b in zip(found, reference, strict=True))


def key_as_data(lesson: WrittenLesson, name: str, seeds, digits: int) -> dict:
    """Return an exercise's key as JSON-able data."""
    return make_key(lesson, name, seeds).to_json(lesson.probes[name], digits)


def key_digits(probe) -> int:
    """Return how many significant digits a stored key needs: its rounding is to be far inside the tolerance."""
    return min(16, math.ceil(-math.log10(probe.rtol)) + 2) if probe.rtol > 0 else 16


def stored_key(lesson: WrittenLesson, name: str) -> dict:
    """Return what key.json holds of an exercise: its key of the visible seeds, what it uses, and its right steps."""
    probe = lesson.probes[name]
    key = key_as_data(lesson, name, probe.seeds, key_digits(probe))
    return {**key, "uses": all_uses(lesson, name), "steps": right_steps(lesson, name)}


def visible_key(lesson: WrittenLesson, exercises: Mapping[str, dict] | None = None) -> dict:
    """Return the content of the lesson's key.json: keys of the visible seeds, hints and replies to questions.

    exercises : the exercises' stored keys (made here if not given)
    """
    exercises = exercises or {name: stored_key(lesson, name) for name in lesson.exercises}
    questions = {q.id: {"right": q.right, "replies": q.replies} for q in lesson.questions.values()}
    return {"lesson": lesson.name, "exercises": exercises, "questions": questions}
