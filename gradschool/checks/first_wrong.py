"""The first wrong line: its inputs are right, and its value stands in no right solution that we know.

Unknown is not wrong: a right answer in another style has steps of its own. So a step is suspected only if what goes
into it is right and nothing right comes out of it, and a line is named only if all such steps stand on it.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from gradschool.catalogue import words
from gradschool.checks.prints import Print
from gradschool.checks.right_steps import RightSteps, last_stores
from gradschool.checks.steps import Notes, Place, Step, helpers_of, take_steps
from gradschool.probe import Probe
from gradschool.values import Numbers, decode, encode

_MAKERS = ("zeros", "ones", "empty", "full", "zeros_like", "ones_like", "empty_like", "full_like")
_NOT_COMPUTED = ("argument", "passed", "looped", "condition", "iterated")
_MOST_SAID, _MOST_LINES = 2000, 10**6
_HUGE, _HAIR = 1e6, 1e-9


@dataclass(frozen=True)
class FirstWrong:
    """What is said of an answer's lines.

    text : how far it is right, and which line is the first that is not, in words
    line : that line's number; None where it is not known
    code, mark : that line, and what of it is meant, as columns; "" where it is not known
    name, got, expected : what the line stores, as it is and as the reference has it; None where that is not known
    """

    text: str
    line: int | None = None
    code: str = ""
    mark: tuple[int, int] = (0, 0)
    name: str = ""
    got: Numbers | None = None
    expected: Numbers | None = None

    def to_json(self) -> dict:
        """Return it as data."""
        values = {"got": self.got, "expected": self.expected}
        encoded = {name: value and encode(value) for name, value in values.items()}
        plain = {name: getattr(self, name) for name in ("text", "line", "code", "mark", "name")}
        return {**plain, **encoded}

    @classmethod
    def from_json(cls, data) -> FirstWrong:
        """Return what `to_json` gave; what is read here may come from anyone.

        Raises
        ------
        ValueError : it is not of that form
        """
        try:
            texts = [data["text"], data["code"], data["name"]]
            line, (begin, end) = data["line"], data["mark"]
            values = [data[name] and decode(data[name]) for name in ("got", "expected")]
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("what is said of lines has another form") from error
        sound = all(type(text) is str and len(text) <= _MOST_SAID for text in texts)
        counts = [0 if line is None else line, begin, end]
        if not sound or not all(type(count) is int and 0 <= count <= _MOST_LINES for count in counts):
            raise ValueError("what is said of lines has another form")
        if not all(value is None or isinstance(value, Numbers) for value in values):
            raise ValueError("what is said of lines has another form")
        return cls(texts[0], line, texts[1], (begin, end), texts[2], *values)


class Located:
    """An answer's steps beside those of right solutions."""

    def __init__(self, function: Callable, notes: Notes, right: RightSteps):
        self._function, self._notes, self._right = function, notes, right

    @cached_property
    def suspect(self) -> Suspect | None:
        return suspect(self._notes, self._right)

    def may_blame(self, exercise: str) -> bool:
        """Whether an earlier exercise may be why it goes wrong; not where it gave right values and a line is not."""
        if self.suspect is None or self.suspect.place is None:
            return True
        calls = [step for step in self._notes.steps if step.place.called == exercise]
        return any(not all(map(self._right.knows, step.prints)) for step in calls)

    def said(self) -> FirstWrong | None:
        """Return what can be said of the lines of a wrong answer; None where nothing can."""
        found = self.suspect
        if found is None:
            return None
        before = _listed([f"`{name}` (line {line})" for name, line in found.up_to[-3:]])
        are = "is" if len(found.up_to) == 1 else "are"
        if found.place is None:
            return FirstWrong(words("right_up_to", names=before, are=are))
        text = words("first_line", line=found.place.line)
        if before:
            text = f"{words('right_before', names=before, are=are)} {text}"
        code = linecache.getline(self._function.__code__.co_filename, found.place.line).rstrip("\n")
        one_line = found.place.end_line == found.place.line
        mark = (found.place.column, found.place.end_column if one_line else len(code))
        value = found.step.value if found.step else None
        first = found.name and not found.step.again and not found.step.call
        expected = self._right.shown.get(found.name) if first else None
        return FirstWrong(
            text,
            found.place.line,
            code,
            mark,
            found.name,
            *(None if v is None else Numbers(v) for v in (value, expected)),
        )


def locate(function: Callable, probe: Probe, seed: int, right: RightSteps, exercises: Iterable[str]) -> Located | None:
    """Return a wrong answer's steps beside those of right solutions; None where its text is not to be had.

    seed : that of the trial whose right steps are known; exercises : names of functions that are judged by themselves
    """
    notes = take_steps(function, probe, seed, helpers_of(function, exercises))
    return None if notes is None else Located(function, notes, right)


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


@dataclass(frozen=True)
class Suspect:
    """The first wrong line, or None for `place` where several may be it.

    up_to : the names that are right before it, each with its line
    name : what the line stores, where right solutions have that name too; step : its value
    """

    place: Place | None
    up_to: tuple[tuple[str, int], ...]
    name: str = ""
    step: Step | None = None


def suspect(notes: Notes, right: RightSteps) -> Suspect | None:
    """Return the first wrong line of an answer that is wrong; None where nothing can be said of its lines."""
    found = list(_suspected(notes, right))
    if not found:
        return None
    number, place = found[0]
    up_to = _right_names(notes.steps[:number], right)
    statement = notes.steps[number].place.statement
    stored = [s for s in notes.steps[number:] if s.place.statement == statement and s.place.kind == "stored"]
    name = stored[0].place.name if stored and right.stores(stored[0]) else ""
    if place is None or (len({where.line if where else 0 for _, where in found}) > 1 and not name):
        return Suspect(None, up_to) if up_to else None
    return Suspect(_together(place, found), up_to, name, stored[0] if stored else notes.steps[number])


def _together(place: Place, found: list[tuple[int, Place | None]]) -> Place:
    """Return a place that holds all that is suspected in a statement of one line."""
    same = [where for _, where in found if where is not None and where.statement == place.statement]
    if any(where.line != where.end_line for where in same):
        return place
    column, end_column = min(where.column for where in same), max(where.end_column for where in same)
    return replace(place, column=column, end_column=end_column)


def _suspected(notes: Notes, right: RightSteps) -> Iterator[tuple[int, Place | None]]:
    """Yield each step that may be the first wrong one, with the place to blame for it, if that is known."""
    steps = notes.steps
    view = _View(notes, right)
    drawn = _drawn(steps, view.fine)
    odd = {number for number, outcome in notes.tests.items() if not right.decides(outcome, ended=notes.error is None)}
    decided = {step.place.number: step for step in steps if step.place.number in odd}
    # A condition is to blame only where it decides on right values.
    tests = {number for number, step in decided.items() if all(view.fine[source] for source in step.inputs)}
    doubtful = False  # whether a count is another one than in right solutions, though what it gave so far is right
    for number, step in enumerate(steps):
        doubtful = doubtful or (view.fine[number] and _is_count(step) and bool(view.misplaced(number)))
        if (
            view.fine[number]
            or drawn[number]
            or step.lost
            or step.place.kind in _NOT_COMPUTED
            or not all(view.fine[source] for source in step.inputs)
        ):
            continue
        blamed = step
        if view.has_right_value(step):  # in a wrong place
            blamed = view.origin(number)
            if blamed.place.kind == "returned" and not blamed.place.parts:
                continue  # a return line computes nothing: where it went wrong is not known
            if _changed_later(steps, blamed):
                continue
        if doubtful or _at_an_edge(steps, step) or view.ambiguous(number):
            yield number, None
            continue
        wrong_tests = [notes.places[test] for test in blamed.place.under if test in tests]
        elsewhere = tests - set(blamed.place.under)
        yield number, wrong_tests[0] if wrong_tests else None if elsewhere else blamed.place


class _View:
    """An answer's steps as right solutions see them."""

    def __init__(self, notes: Notes, right: RightSteps):
        steps = notes.steps
        self._steps, self._right = steps, right
        arguments = [step for step in steps if step.place.kind == "argument"]
        self._arguments = [one for step in arguments for one in step.prints if one.size > 1]
        self._names = {
            (str(part), one)
            for step in arguments
            for path, one in zip(step.paths, step.prints, strict=True)
            for part in (step.place.name, *path)
        }
        self._last = set() if notes.error else last_stores(notes)
        self.known: list[bool] = []
        for number, step in enumerate(steps):
            # A shape, a transpose or an element is as right as what it is of.
            passed_on = (step.place.passes_on or step.place.kind == "looped") and all(
                self.known[source] for source in step.inputs
            )
            self.known.append(step.place.kind == "argument" or passed_on or self._is_right(number))
        good = [False] * len(steps)  # something right comes of it
        for number in range(len(steps) - 1, -1, -1):
            if good[number] or (self.known[number] and _settles(steps[number])):
                for source in steps[number].inputs:
                    good[source] = True
        self.fine = [known or comes_right for known, comes_right in zip(self.known, good, strict=True)]

    def _is_right(self, number: int) -> bool:
        return self.has_right_value(self._steps[number]) and not self.misplaced(number)

    def has_right_value(self, step: Step) -> bool:
        return all(
            _is_made(step, one) or self._right.knows(one) or any(one.same(other) for other in self._arguments)
            for one in step.prints
        )

    def misplaced(self, number: int) -> list[Print]:
        """Return what stands in a wrong place; an argument under its own name may be changed later."""
        step = self._steps[number]
        wrong = self._right.misplaced(step, number in self._last)
        return [one for one in wrong if not any(name == step.place.name and one.same(o) for name, o in self._names)]

    def ambiguous(self, number: int) -> bool:
        """Whether what goes into a step is right in one solution and not in the reference: either may be the plan."""
        statement = self._steps[number].place.statement
        inputs = {n for step in self._steps[: number + 1] if step.place.statement == statement for n in step.inputs}
        return any(self._right.is_another_plan(self._steps[n]) for n in inputs)

    def origin(self, number: int) -> Step:
        """Return the step that gave a name what stands in a wrong place of what is returned."""
        wrong = self.misplaced(number)[:1]
        while wrong and self._steps[number].place.kind != "stored":
            step = self._steps[number]
            # What was put into a container came from there; before that it had another name, and was right under it.
            kinds = ("changed",) if step.place.kind == "changed" else ("stored", "changed", "value", "passed")
            sources = [n for n in step.inputs if self._steps[n].place.kind in kinds]
            sources = [n for n in sources if any(one.same(wrong[0]) for one in self._steps[n].prints)]
            if not sources:
                break
            number = sources[-1]
        return self._steps[number]


def _is_made(step: Step, one: Print) -> bool:
    """Whether it is an array to be filled, or no numbers at all."""
    made = step.place.kind == "stored" or step.place.called.rpartition(".")[2] in _MAKERS
    return not one.kind.startswith("numbers") or (one.uniform and made)


def _settles(step: Step) -> bool:
    """Whether a right value shows that what went into it was right: fractions that are kept."""
    return step.place.kind in ("stored", "changed", "returned") and any(one.fractional for one in step.prints)


def _is_count(step: Step) -> bool:
    whole = step.value is not None and step.value.size == 1 and float(step.value.flat[0]).is_integer()
    return step.place.kind == "stored" and whole


def _at_an_edge(steps: list[Step], step: Step) -> bool:
    """Whether a value is beyond all bounds and what goes into it within a hair of 0 or 1, which prints do not tell.

    So an earlier line may have gone over the edge: a bound of 1e-15 looks like 0.
    """
    if all(one.kind == "numbers" and one.scale <= _HUGE * max(one.size, 1) for one in step.prints):
        return False
    values = [steps[source].value for source in step.inputs]
    return any(v is None or bool(np.any((np.abs(v) < _HAIR) | (np.abs(1.0 - v) < _HAIR))) for v in values)


def _drawn(steps: list[Step], fine: list[bool]) -> list[bool]:
    """Return for each step whether it hangs on random draws that no right solution that we know made."""
    drawn = [False] * len(steps)
    for number, step in enumerate(steps):
        draws = any(one.kind == "Generator" for source in step.inputs for one in steps[source].prints)
        drawn[number] = not fine[number] and (draws or any(drawn[source] for source in step.inputs))
    return drawn


def _changed_later(steps: list[Step], stored: Step) -> bool:
    """Whether what a name holds is changed in place afterwards: then it need not be right yet."""
    return stored.place.kind == "stored" and any(
        step.place.kind == "changed" and step.place.name == stored.place.name for step in steps
    )


def _right_names(steps: list[Step], right: RightSteps) -> tuple[tuple[str, int], ...]:
    """Return the names that hold right fractions, each with the line that stored them."""
    found: dict[str, int] = {}
    for step in steps:
        telling = step.place.kind == "stored" and any(one.fractional for one in step.prints)
        if telling and all(map(right.knows, step.prints)) and not right.misplaced(step, False):
            found.setdefault(step.place.name, step.place.line)
    return tuple(found.items())
