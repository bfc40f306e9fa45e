"""Runs one implementation on a probe's inputs and reports what came back, as data and without a verdict."""

from __future__ import annotations

import copy
import inspect
import linecache
import traceback
from pathlib import Path

import numpy as np

from gradschool.catalogue import finding, words
from gradschool.checks.explain.case import Names
from gradschool.checks.explain.syntax import why_not_defined
from gradschool.checks.explained import explained_problem
from gradschool.checks.fault import message_of
from gradschool.checks.quiet import quietly
from gradschool.checks.record import Counted
from gradschool.checks.source import is_students
from gradschool.probe import Probe, Problem, load_probes
from gradschool.values import Numbers, decode, encode, equal


def observe_exercise(folder: Path, exercise: str, function, seeds) -> list[dict]:
    """Return one trial a seed for the function that a student wrote (None if there is none), as JSON-able data.

    Raises
    ------
    KeyError : the lesson in `folder` has no such exercise
    """
    probes = load_probes(folder)
    if exercise not in probes:
        raise KeyError(f"the lesson in {folder} has no exercise {exercise!r}; it has {', '.join(probes)}")
    return observe(function, probes[exercise], seeds, Names.of(probes))


def observe(function, probe: Probe, seeds, lesson: Names | None = None) -> list[dict]:
    """Return one trial a seed; on the first ones the function is called twice, to see whether it repeats itself.

    lesson : with it, the first exception is explained and what is not there is looked for
    """
    raised: list[tuple[BaseException, int]] | None = [] if lesson is not None else None
    trials = [observe_once(function, probe, seeds, number, raised) for number in range(len(seeds))]
    if lesson is not None and trials:
        _explain(trials, function, probe, lesson, raised)
    return trials


def _explain(trials, function, probe, lesson, raised) -> None:
    """Say of the first problem more than its type and message, where more is known."""
    first = next((trial for trial in trials if trial["problem"] is not None), trials[0])
    problem = first["problem"]
    if raised and problem["id"] == "raised":
        problem |= explained_problem(*raised[0], function, probe, first["seed"], lesson)
    elif _gives_nothing(first) and (why := why_not_defined(probe.name)):
        for trial in trials:
            trial["values"], trial["problem"] = {}, {"id": "cell_failed", "text": words("cell_failed", why=why[:300])}


def _gives_nothing(trial: dict) -> bool:
    """Whether there was no function, a stub, or one that returns None: a `return` may stand outside it."""
    if trial["problem"] is not None:
        return trial["problem"]["id"] in ("absent", "not_started", "none", "wrong_count")
    return any(value.get("kind") == "none" for value in trial["values"].values())


def observe_once(function, probe: Probe, seeds, number: int, raised: list | None = None) -> dict:
    """Return the trial of one of the seeds, as `observe` gives it.

    A trial has `seed`; `values` (observation name -> encoded value) or `problem` (a dict with `id` and `text`, and
    for an exception its `type`, `line` and `code`, and if that line is not the exercise's own the `function` it is in);
    `changed`, the names of arguments changed in place; and `repeats`, whether a second call on equal inputs gave the
    same. To `raised` the first exception itself is added, with the number of the probe's call that raised it.
    """
    seed, twice = seeds[number], number < probe.repeats
    trial = {"seed": int(seed), "values": {}, "problem": None, "changed": [], "repeats": True}
    if function is None or not callable(function):
        trial["problem"] = _general("absent", probe.name)
        return trial
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        trial["problem"] = _general("wrong_type/async", probe.name)
        return trial
    inputs = probe.inputs(seed)
    given = copy.deepcopy(inputs)
    trial["values"], trial["problem"] = _once(function, probe, given, raised)
    if trial["problem"] is None:
        trial["changed"] = [name for name in inputs if not _same(inputs[name], given[name])]
        if twice:
            again, problem = _once(function, probe, copy.deepcopy(inputs))
            trial["repeats"] = problem is None and _repeats(trial["values"], again)
    return trial


def _general(which: str, name: str) -> dict:
    found = finding(which, name=name)
    return {"id": found.id, "text": found.text}


def _once(function, probe, inputs, raised=None):
    own = {probe.name, str(getattr(function, "__name__", probe.name))}
    counted = Counted(function) if raised == [] else function
    with quietly():
        try:
            result = probe.run(counted, inputs)
            named = probe.observations(result, inputs)
            return {name: encode(value) for name, value in named.items()}, None
        except Problem as problem:
            return {}, {"id": problem.id, "text": problem.text}
        except NotImplementedError as error:
            return {}, _unwritten(probe.name, error, own)
        except (Exception, SystemExit) as error:
            if raised == []:
                raised.append((error, counted.calls))
            return {}, _raised(error, own)


def _unwritten(name: str, error: NotImplementedError, own: set[str]) -> dict:
    """Tell a stub of this exercise from the stub of an earlier one, and both from the student's own error."""
    message = message_of(error)
    last = list(traceback.walk_tb(error.__traceback__))[-1][0]
    if message == f"write {name}" or (not message and _stranger(last, own) is None):
        return _general("not_started", name)
    if message.startswith("write ") and message[6:].isidentifier():
        return _general("calls_unwritten", message[6:60])
    return _raised(error, own)


def _raised(error: BaseException, own: set[str]) -> dict:
    """Describe an exception by its type, message and the last line of the student's own code that it passed through."""
    line, code, function = None, "", None
    for frame, number in traceback.walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if is_students(file):
            line, code, function = number, linecache.getline(file, number).strip(), _stranger(frame, own)
    problem = {
        "id": "raised",
        "text": message_of(error)[:300],
        "type": type(error).__name__[:80],
        "line": line,
        "code": code[:200],
    }
    return problem if function is None else {**problem, "function": function[:80]}


def _stranger(frame, own: set[str]) -> str | None:
    """Return the name of the function that a frame is in; None in the exercise's own and in what stands inside it."""
    around = frame.f_code.co_qualname.split(".<locals>.")
    named = [part for part in around if not part.startswith("<")]  # comprehensions and lambdas
    return None if own & set(around) or not named else named[-1]


def _same(a, b) -> bool:
    """Whether an argument is what it was before the call (a generator is meant to move on)."""
    if isinstance(a, np.random.Generator):
        return True
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.shape == b.shape and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
    if isinstance(a, dict):
        return isinstance(b, dict) and list(a) == list(b) and all(_same(a[k], b[k]) for k in a)
    if isinstance(a, list | tuple):
        return isinstance(b, list | tuple) and len(a) == len(b) and all(map(_same, a, b))
    if callable(a):
        return True
    try:
        return bool(a == b)
    except Exception:
        return True


def _repeats(first: dict, second: dict) -> bool:
    if first == second:
        return True
    if first.keys() != second.keys():
        return False
    for name in first:
        a, b = decode(first[name]), decode(second[name])
        if isinstance(a, Numbers) and isinstance(b, Numbers):
            if not equal(a, b, rtol=1e-9):
                return False
        elif a != b:
            return False
    return True
