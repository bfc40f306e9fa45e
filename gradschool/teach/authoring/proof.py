"""Proves a lesson's checks: what is right passes, what is wrong fails with its own hint, mutants are caught.

The tests run this for every exercise; authors run it while they write: `gradschool prove LESSON [EXERCISE]`.
"""

from __future__ import annotations

import ast
import multiprocessing
import warnings
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from gradschool.bank import body_of
from gradschool.checks.card import message
from gradschool.checks.key import Key
from gradschool.checks.observe import observe
from gradschool.checks.verdict import Verdict, verdict_on
from gradschool.teach.authoring.hints import hint_problems
from gradschool.teach.authoring.lesson_proof import unfinished
from gradschool.teach.authoring.mutants import mutants
from gradschool.teach.lesson.keys import key_digits, make_key
from gradschool.teach.lesson.slips import place, slips_of
from gradschool.teach.lesson.written import WrittenLesson

MUTANT_SECONDS = 10.0


@dataclass
class Proof:
    """What was proven of one exercise, and what failed; `problems` is empty if all holds."""

    exercise: str
    problems: list[str] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)


def prove(lesson: WrittenLesson, name: str) -> Proof:
    """Return the proof of one exercise's checks, visible and hidden."""
    exercise, proof = lesson.exercises[name], Proof(name)
    proof.counts.update(mistakes=len(exercise.mistakes), variants=len(exercise.variants), points=exercise.points)
    with slips_of(lesson.folder):
        _run_unguarded(lesson, name)
        keys = keys_of(lesson, name)
        _uses(lesson, name, proof)
        _sizes(lesson, name, proof)
        _right_ones(lesson, name, keys, proof)
        _stub(lesson, name, keys, proof)
        _nothing_for_nothing(lesson, name, keys, proof)
        _mistakes(lesson, name, keys, proof)
        _mutants(lesson, name, keys, proof)
    proof.problems += hint_problems(lesson, name)
    proof.problems += unfinished([lesson.exercise_file(name)])
    return proof


def _run_unguarded(lesson, name):
    """Run the reference on its probe as nobody else does: so that what it or the probe raises is an error here."""
    probe = lesson.probes[name]
    with warnings.catch_warnings(action="ignore"), np.errstate(all="ignore"):
        for seed in probe.seeds:
            inputs = probe.inputs(seed)
            probe.observations(probe.run(lesson.exercises[name].function, inputs), inputs)


def _at(lesson, name, text=""):
    return place(lesson.exercise_file(name), text)


def keys_of(lesson: WrittenLesson, name: str) -> dict[str, Key]:
    """Return the keys of the visible and of the hidden seeds."""
    visible = make_key(lesson, name, lesson.probes[name].seeds, follow_through=False)
    # The visible key is read back, so that what was rounded on its way through the file is what is proven.
    visible = Key.from_json(name, visible.to_json(lesson.probes[name], key_digits(lesson.probes[name])))
    return {
        "visible": visible,
        "hidden": make_key(lesson, name, lesson.hidden_seeds(name), follow_through=False),
    }


def verdict_on_source(lesson: WrittenLesson, name: str, key: Key, source: str) -> Verdict:
    """Return the verdict on an implementation given as text, beside the references of the other exercises."""
    function, probe = lesson.function(name, source), lesson.probes[name]
    return verdict_on(probe, key, observe(function, probe, key.seeds))


def _uses(lesson, name, proof):
    exercise = lesson.exercises[name]
    names = {node.id for node in ast.walk(ast.parse(exercise.source)) if isinstance(node, ast.Name)}
    called = names & set(lesson.exercises) - {name}
    if called != set(exercise.uses):
        here = _at(lesson, name, "uses=")
        proof.problems.append(f"{here}: uses must name the exercises that the reference calls: {sorted(called)}")


def _sizes(lesson, name, proof):
    probe = lesson.probes[name]
    described = {repr(_described(probe.inputs(seed))) for seed in probe.seeds}
    if len(described) < 2:
        here = place(lesson.folder / "probes.py", f"def {name}(")
        proof.problems.append(f"{here}: the visible inputs must differ in size or settings from seed to seed")


def _described(inputs):
    plain = int | float | str | list | tuple
    return [getattr(v, "shape", repr(v) if isinstance(v, plain) else type(v)) for v in inputs.values()]


def _right_ones(lesson, name, keys, proof):
    exercise = lesson.exercises[name]
    right = {
        "reference": exercise.source,
        **{f"variant {v.id}": v.source for v in exercise.variants.values()},
    }
    for label, source in right.items():
        here = _at(lesson, name, label.replace("variant ", '"'))
        for which, key in keys.items():
            verdict = verdict_on_source(lesson, name, key, source)
            if not verdict.right:
                proof.problems.append(
                    f"{here}: {label} fails the {which} check: {verdict.cause_id}: {message(verdict)}"
                )


def _stub(lesson, name, keys, proof):
    exercise = lesson.exercises[name]
    for which, key in keys.items():
        verdict = verdict_on_source(lesson, name, key, exercise.stub())
        wanted = exercise.planted or "not_started"
        if verdict.cause_id != wanted:
            here = _at(lesson, name, f"def {name}(")
            proof.problems.append(
                f"{here}: the stub must be told {wanted!r} by the {which} check, was told {verdict.cause_id!r}"
            )


def _nothing_for_nothing(lesson, name, keys, proof):
    """Answers that do nothing must not earn a share: no observation group may be right by itself."""
    probe, key = lesson.probes[name], keys["hidden"]
    idle = {
        "0.0": lambda *a: 0.0,
        "1.0": lambda *a: 1.0,
        "None": lambda *a: None,
        "True": lambda *a: True,
        "its first argument": lambda *a: a[0],
        "(0.0, 0.0)": lambda *a: (0.0, 0.0),
        "(0.0, 0.0, 0.0)": lambda *a: (0.0, 0.0, 0.0),
    }
    if lesson.exercises[name].planted:
        idle["what was given"] = lesson.function(name, lesson.exercises[name].stub())
    for label, function in idle.items():
        verdict = verdict_on(probe, key, observe(function, probe, key.seeds))
        if verdict.share:
            here = place(lesson.folder / "probes.py", f"def {name}(")
            proof.problems.append(f"{here}: returning {label} earns {verdict.share:.0%} of the points; join its groups")


def _mistakes(lesson, name, keys, proof):
    for mistake in lesson.exercises[name].mistakes.values():
        here, said = _at(lesson, name, f'"{mistake.id}"'), {}
        for which, key in keys.items():
            verdict = verdict_on_source(lesson, name, key, mistake.source)
            named = verdict.cause is not None and verdict.cause.named
            if not named or verdict.cause.id != mistake.id:
                said.setdefault(_instead(verdict), []).append(which)
        for what, checks in said.items():
            proof.problems.append(f"{here}: mistake {mistake.id} {what} (the {' and the '.join(checks)} check)")


def _instead(verdict) -> str:
    """Return what became of a mistake that was not told its own hint."""
    if verdict.right:
        return "passes"
    if verdict.cause.named:
        return f"gives what {verdict.cause.id} gives and is told its hint; let them differ, or keep one of the two"
    return f"is told {verdict.cause.id!r}: {message(verdict)}"


def _mutants(lesson, name, keys, proof):
    exercise = lesson.exercises[name]
    made = mutants(exercise)
    caught = run_apart(_caught, [(lesson, name, keys, mutant.source) for mutant in made], MUTANT_SECONDS)
    for mutant, found in zip(made, caught, strict=True):
        if isinstance(found, str):
            here = _at_mutant(lesson, name, mutant.description)
            proof.problems.append(f"{here}: judging this mutant failed with {found}: {mutant.description}")
    survivors = {mutant.description for mutant, found in zip(made, caught, strict=True) if found is False}
    listed = set(exercise.equivalent)
    proof.counts.update(mutants=len(made), caught=len(made) - len(survivors), equivalent=len(survivors & listed))
    proof.problems += [
        f"{_at_mutant(lesson, name, text)}: this mutant passes: {text} (change the probe's inputs, or list it with "
        f"`{name}.same(...)` and the reason)"
        for text in sorted(survivors - listed)
    ]
    known = {mutant.description for mutant in made}
    for what, texts in (("never made", listed - known), ("caught", (listed & known) - survivors)):
        proof.problems += [
            f"{_at(lesson, name, text)}: listed as equivalent but {what}: {text}" for text in sorted(texts)
        ]


def _at_mutant(lesson, name, description):
    """Return where the line stands that a mutant changes."""
    lines = [line.strip() for line in body_of(lesson.exercises[name].source).splitlines()]
    return _at(lesson, name, next((line for line in lines if line and description.startswith(f"{line}: ")), ""))


def _caught(lesson, name, keys, source) -> bool | str:
    """Return whether a mutant is caught, or what went wrong in judging it."""
    try:
        return not all(verdict_on_source(lesson, name, key, source).right for key in keys.values())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def run_apart(function, arguments: list[tuple], seconds: float) -> list:
    """Return `function(*a)` for each arguments tuple, run in forked children; None where it took too long or died.

    A mutant may loop for ever, so the children are bounded; one child works through many until it has to be ended.
    """
    results: list = [None] * len(arguments)
    context = multiprocessing.get_context("fork")
    next_index = 0
    while next_index < len(arguments):
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=_work, args=(theirs, function, arguments, next_index), daemon=True)
        child.start()
        theirs.close()
        try:
            while next_index < len(arguments) and ours.poll(seconds):
                results[next_index] = ours.recv()
                next_index += 1
            if next_index < len(arguments):
                next_index += 1  # this one hung: it counts as caught, and a new child takes the next
        except EOFError:
            next_index += 1
        finally:
            child.kill()
            child.join()
            ours.close()
    return results


def _work(pipe, function, arguments, start):
    for index in range(start, len(arguments)):
        pipe.send(function(*arguments[index]))
