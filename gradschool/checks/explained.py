"""The last step of a check that met an exception: the answer is recorded once more, and the exception explained."""

from __future__ import annotations

import re

from gradschool.checks.explain import LONGEST, explain
from gradschool.checks.explain.calls import the_call
from gradschool.checks.explain.case import Names
from gradschool.checks.fault import message_of, scene_of
from gradschool.checks.record import Recording, record
from gradschool.probe import Probe

_OTHER_ARGUMENTS = r"\(\) (missing \d+ required|takes|got an unexpected keyword|got multiple values)"


def explained_problem(
    error: BaseException, call: int, function, probe: Probe, seed: int, lesson: Names
) -> dict[str, str]:
    """Return what a trial's problem says beside an exception's type and message: `kind` and `why`, or nothing.

    call : the number of the probe's call in which it was raised, from 1
    An explanation that fails is one that is not there: it must not stand between a student and the check.
    """
    try:
        return _explained(error, call, function, probe, seed, lesson)
    except (Exception, SystemExit):
        return {}


def _explained(error, call, function, probe, seed, lesson) -> dict[str, str]:
    if scene_of(error) is None:
        return _of_def_line(error, function, probe)
    recording = record(function, probe, seed, named=lesson.exercises, only=call)
    if not _same(error, recording):
        recording = None  # it does something else each time: what is seen now says nothing of then
    error = recording.error if recording else error
    found = explain(error, recording, lesson)
    if found is None:
        return {}
    said = the_call(error, probe.inputs(seed))
    return {"kind": found.kind, "why": f"{found.text} {said}"[:LONGEST] if said else found.text}


def _same(error: BaseException, recording: Recording) -> bool:
    again = recording.error
    return again is not None and type(again) is type(error) and message_of(again) == message_of(error)


def _of_def_line(error, function, probe: Probe) -> dict[str, str]:
    """Explain an exception that came before the function's first line."""
    code = getattr(function, "__code__", None)
    if code is None or not isinstance(error, TypeError) or not re.search(_OTHER_ARGUMENTS, message_of(error)):
        return {}
    own = ", ".join(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
    why = (
        f"Line {code.co_firstlineno} is `def {function.__name__}({own})`, and the exercise is called with "
        "other arguments"
    )
    given = ", ".join(probe.inputs(1)) if probe.is_plain else ""
    return {"kind": "def_line", "why": f"{why}: ({given})." if given else f"{why}."}
