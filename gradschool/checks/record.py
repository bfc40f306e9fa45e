"""The recorder: what happened inside a student's functions on one trial, line by line and call by call.

It is bounded in events, memory and time: beyond the first bound nothing more is kept and the function goes on; beyond
the last it is ended. Of a line that is passed often, and of a function that is called often, the first few times and
the last ones are kept. Generators and what runs in other threads are not watched.
"""

from __future__ import annotations

import copy
import functools
import inspect
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import CodeType, FrameType

from gradschool.checks.fault import Fault, fault_of
from gradschool.checks.quiet import quietly
from gradschool.checks.snapshot import Snapshot, fingerprint, snapshot
from gradschool.checks.source import INNER, is_given, is_students
from gradschool.checks.watching import watching
from gradschool.probe import Probe

FIRST, LAST = 3, 2  # passes of a line, and calls of a function, that are kept
_GENERATOR = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
_HIDDEN = ("__class__", ".0")


@dataclass(frozen=True)
class Bounds:
    """How much is recorded, and how long the function may take.

    events : lines looked at; bytes : memory of what is kept; seconds : time after which nothing more is kept
    longest : seconds after which the function is ended
    """

    events: int = 20_000
    bytes: int = 8_000_000
    seconds: float = 0.1
    longest: float = 0.2


@dataclass(frozen=True)
class Step:
    """One executed line: the local names that it changed, with what they were then.

    call : the number of the call that it belongs to; count : how often this call had come to the line by then
    """

    call: int
    line: int
    count: int
    changed: tuple[tuple[str, Snapshot], ...]


@dataclass(frozen=True)
class Call:
    """One call of a function of the student's, of an exercise or of the lesson's toolbox.

    caller : the number of the call that it came from, None for the check's own; line : the student's line it stands on
    result : None if it raised or was not seen to its end (a function that returns None gives a snapshot of None)
    written : whether it is the student's own code, whose lines are recorded
    """

    number: int
    name: str
    caller: int | None
    line: int | None
    arguments: tuple[tuple[str, Snapshot], ...]
    result: Snapshot | None = None
    raised: bool = False
    written: bool = True


@dataclass(frozen=True)
class Recording:
    """What happened on one trial.

    steps, calls : in the order in which they were begun; the check's own calls are those without a caller
    fault : the exception that ended it; error : that exception itself, as long as it is needed
    stopped : None, or the bound that ended the recording: "events", "bytes", "time", or "ended" with the function
    """

    steps: tuple[Step, ...]
    calls: tuple[Call, ...]
    fault: Fault | None = None
    error: BaseException | None = None
    stopped: str | None = None

    def steps_of(self, call: int) -> list[Step]:
        """Return the steps of one call."""
        return [step for step in self.steps if step.call == call]

    @property
    def last_call(self) -> Call | None:
        """The check's own last call: the one that raised, if one did."""
        return next((call for call in reversed(self.calls) if call.caller is None), None)


class OutOfTime(BaseException):
    """Raised in a student's line to end a function that takes too long."""


def record(
    function,
    probe: Probe,
    seed: int,
    namespace: Mapping | None = None,
    bounds: Bounds = Bounds(),
    named: Iterable[str] = (),
    only: int | None = None,
) -> Recording:
    """Return what happens in `function` on the probe's inputs for a seed.

    namespace : where the exercises' functions are looked up; by default where `function` was defined
    named : names of exercises: their calls are kept even where the function under that name is not the student's
    only : a probe may call the function several times: watch this call alone, counted from 1
    """
    if namespace is None:
        namespace = getattr(function, "__globals__", {})
    others = {code: name for name in named if (code := getattr(namespace.get(name), "__code__", None)) is not None}
    watch, error, ended = Watch(bounds, others), None, False
    inputs = copy.deepcopy(probe.inputs(seed))

    def watched(*given, **named):
        if only not in (None, answer.calls):
            return function(*given, **named)
        with watching(watch):
            return function(*given, **named)

    answer = Counted(functools.wraps(function)(watched))
    with quietly():
        try:
            probe.observations(probe.run(answer, inputs), inputs)
        except OutOfTime:
            ended = True
        except (Exception, SystemExit) as raised:
            error = raised
    fault = fault_of(error) if error is not None else None
    return Recording(watch.steps(), watch.calls(), fault, error, "ended" if ended else watch.stopped)


class Counted:
    """A function that knows how often it was called."""

    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.calls = 0

    def __getattr__(self, name: str):
        """A probe may look at a function's globals, to put stand-ins there."""
        return getattr(self.__wrapped__, name)

    def __call__(self, *given, **named):
        self.calls += 1
        return self.__wrapped__(*given, **named)


@dataclass
class _Open:
    """A call that has not come back yet."""

    call: int
    frame: FrameType
    line: int | None
    prints: dict
    counts: Counter
    kept: deque | list


class Watch:
    """Takes the events of the running code, whichever way they come, and keeps what they show."""

    def __init__(self, bounds: Bounds, others: Mapping[CodeType, str]):
        self._bounds, self._others = bounds, others
        self._start: float | None = None
        self._events = self._bytes = self._order = 0
        self.stopped: str | None = None
        self._open: dict[int, _Open] = {}
        self._called: Counter = Counter()
        self._first_calls: dict[int, Call] = {}
        self._last_calls: dict[CodeType, deque] = defaultdict(lambda: deque(maxlen=LAST))
        self._first_steps: list[tuple[int, Step]] = []
        self._last_steps: dict[tuple, deque] = defaultdict(lambda: deque(maxlen=LAST))
        self._kinds: dict[CodeType, str | None] = {}

    # What the events say.

    def kind(self, code: CodeType) -> str | None:
        """Return how code is watched: "written" by the student with its lines, "given" to call, or None: not at all."""
        if code not in self._kinds:
            self._kinds[code] = self._kind(code)
        return self._kinds[code]

    def _kind(self, code):
        if code.co_flags & _GENERATOR or code.co_name in INNER or not code.co_flags & inspect.CO_OPTIMIZED:
            return None
        if code in self._others:
            return "written" if is_students(code.co_filename) else "given"
        if is_given(code.co_filename):
            return "given"
        return "written" if is_students(code.co_filename) else None

    def enter(self, frame: FrameType) -> bool:
        """Take the beginning of a call; return whether its lines are wanted."""
        code, kind = frame.f_code, self.kind(frame.f_code)
        caller, line = self._caller(frame)
        if self._over() or kind is None or (kind == "given" and not self._is_students_call(frame)):
            return kind == "written"
        self._called[code] += 1
        number = self._order = self._order + 1
        call = Call(
            number, self._others.get(code, _name(code)), caller, line, _arguments(frame), written=kind == "written"
        )
        if self._called[code] > FIRST:
            kept = self._last_calls[code]
            kept.append(call)
            self._open[id(frame)] = _Open(number, frame, None, {}, Counter(), kept)
            return kind == "written"  # they are only counted
        self._first_calls[number] = call
        prints = _prints(frame) if kind == "written" else {}
        self._open[id(frame)] = _Open(number, frame, None, prints, Counter(), self._first_calls)
        return kind == "written"

    def line(self, frame: FrameType, line: int) -> None:
        """Take that a line is about to be executed: the one before it is done.

        Raises
        ------
        OutOfTime : the function takes too long
        """
        if self._over():
            return
        opened = self._open.get(id(frame))
        if opened is not None and opened.kept is self._first_calls:
            self._close(opened)
            opened.line = line

    def leave(self, frame: FrameType, value, raised: bool) -> None:
        """Take the end of a call."""
        opened = self._open.pop(id(frame), None)
        if opened is None or self.stopped == "bytes":
            return
        if opened.kept is self._first_calls and not self.stopped:
            self._close(opened)
        result = None if raised else snapshot(value)
        self._settle(opened, lambda call: replace(call, result=result, raised=raised))

    # What was kept.

    def steps(self) -> tuple[Step, ...]:
        last = [pair for kept in self._last_steps.values() for pair in kept]
        return tuple(step for _, step in sorted(self._first_steps + last, key=lambda pair: pair[0]))

    def calls(self) -> tuple[Call, ...]:
        last = [call for kept in self._last_calls.values() for call in kept]
        return tuple(sorted([*self._first_calls.values(), *last], key=lambda call: call.number))

    def _over(self) -> bool:
        """Whether a bound is reached; look at the clock."""
        self._events += 1
        now = time.perf_counter()
        self._start = now if self._start is None else self._start
        spent = now - self._start
        if spent > self._bounds.longest:
            self.stopped = self.stopped or "time"
            raise OutOfTime
        if self.stopped is None:
            if spent > self._bounds.seconds:
                self.stopped = "time"
            elif self._events > self._bounds.events:
                self.stopped = "events"
            elif self._bytes > self._bounds.bytes:
                self.stopped = "bytes"
        return self.stopped is not None

    def _close(self, opened: _Open) -> None:
        """Keep what the line that was just executed has changed."""
        if opened.line is None:
            return
        before, now = opened.prints, _prints(opened.frame)
        opened.prints = now
        names = [name for name, mark in now.items() if name not in before or not _alike(before[name], mark)]
        seen = opened.frame.f_locals
        opened.counts[opened.line] += 1
        count = opened.counts[opened.line]
        step = Step(opened.call, opened.line, count, tuple((name, snapshot(seen[name])) for name in names))
        self._order += 1
        if count <= FIRST:
            self._first_steps.append((self._order, step))
            self._bytes += sum(value.bytes for _, value in step.changed) + 200
        else:
            self._last_steps[opened.call, opened.line].append((self._order, step))

    def _settle(self, opened: _Open, change) -> None:
        kept = opened.kept
        if isinstance(kept, dict):
            kept[opened.call] = change(kept[opened.call])
            return
        for place, call in enumerate(kept):
            if call.number == opened.call:
                kept[place] = change(call)

    def _caller(self, frame: FrameType) -> tuple[int | None, int | None]:
        """Return the open call that a frame was called from, and the student's line."""
        back, line = frame.f_back, None
        for _ in range(20):
            if back is None:
                break
            if line is None and is_students(back.f_code.co_filename):
                line = back.f_lineno
            opened = self._open.get(id(back))
            if opened is not None:
                return opened.call, line
            back = back.f_back
        return None, None

    def _is_students_call(self, frame: FrameType) -> bool:
        return frame.f_back is not None and is_students(frame.f_back.f_code.co_filename)


def _alike(before, now) -> bool:
    try:
        return bool(before == now)
    except Exception:  # a NumPy number inside
        return False


def _name(code: CodeType) -> str:
    return code.co_qualname.replace(".<locals>", "")


def _arguments(frame: FrameType) -> tuple[tuple[str, Snapshot], ...]:
    code, seen = frame.f_code, frame.f_locals
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    return tuple((name, snapshot(seen[name])) for name in code.co_varnames[:count] if name in seen)


def _prints(frame: FrameType) -> dict:
    return {name: fingerprint(value) for name, value in frame.f_locals.items() if name not in _HIDDEN}
