"""A key: for some seeds, what the reference observes and what each known mistake would have observed."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from gradschool.checks.value_table import ANYTHING, EXACT, TableWriter, read_table
from gradschool.lazy import LazySequence
from gradschool.probe import Probe
from gradschool.values import NotNumbers, Numbers, decode, encode, equal


@dataclass(frozen=True)
class Outcome:
    """A trial in comparable form.

    problem : None, or what kept the call from giving observations (id, and for an exception its type and message)
    facts : observation name -> value, after the probe's properties if it has any
    shapes : raw observation name -> shape as text, kept where properties are compared instead of values
    changed : arguments changed in place; repeats : whether a second call gave the same
    """

    problem: tuple[str, ...] | None
    facts: dict[str, Numbers | NotNumbers]
    shapes: dict[str, str] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    repeats: bool = True


def outcome(probe: Probe, trial: dict, inputs: dict | None = None, like: Outcome | None = None) -> Outcome:
    """Return the outcome of a trial that may come from anyone: whatever is malformed becomes a problem.

    inputs : the probe's inputs for the trial's seed, as the caller made them (made here if not given)
    like : the reference's outcome; of values far beyond its sizes no properties are computed: it may take any memory
    """
    try:
        problem = _problem(trial.get("problem"))
        values = {_short(name): decode(value) for name, value in dict(trial["values"]).items()}
        changed = tuple(_short(name) for name in trial.get("changed", ()))
        repeats = trial.get("repeats", True) is True
        if len(values) > 200 or len(changed) > 50:
            raise ValueError("too many values")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return Outcome(("unreadable", str(error)[:100]), {})
    if problem is not None or not probe.by_properties:
        return Outcome(problem, values, {}, changed, repeats)
    shapes = {name: _shape(value) for name, value in values.items()}
    if like is not None and _outgrows(values, like):
        return Outcome(None, {}, shapes, changed, repeats)
    return Outcome(None, _facts(probe, trial, inputs, values), shapes, changed, repeats)


def _outgrows(values, like: Outcome) -> bool:
    """Whether values are far beyond the reference's sizes; a wrong size as a mistake makes it is not."""
    usual = [_sizes(text) for text in like.shapes.values() if text.startswith("(")]
    axes = max(map(len, usual), default=0) + 1
    longest = 10 * max((n for shape in usual for n in shape), default=1) + 100
    shapes = [value.shape for value in values.values() if isinstance(value, Numbers)]
    return any(len(shape) > axes or max(shape, default=0) > longest for shape in shapes)


@cache
def _sizes(text: str) -> tuple[int, ...]:
    return literal_eval(text)


def _facts(probe, trial, inputs, values):
    if any(isinstance(value, NotNumbers) for value in values.values()):
        return {}
    inputs = probe.inputs(trial["seed"]) if inputs is None else inputs
    try:
        with np.errstate(all="ignore"):
            found = probe.reduce(inputs, values)
        return {name: decode(encode(value)) for name, value in found.items()}
    except Exception:  # a lesson's properties meet arrays of any shape; shapes are then what differs
        return {}


def _problem(data) -> tuple[str, ...] | None:
    if data is None:
        return None
    if ("type" in data) != (data["id"] == "raised"):
        raise ValueError("an exception has a type, and nothing else has one")
    if not re.fullmatch(r"[a-z][a-z_0-9]{0,39}", data["id"]):
        raise ValueError("a problem's id must be a plain word: it is shown on a terminal")
    parts = [data["id"]] + ([data["type"]] if "type" in data else []) + [data["text"]]
    return tuple(_short(part, 400) for part in parts)


def _short(text, limit: int = 100) -> str:
    if not isinstance(text, str) or len(text) > limit:
        raise ValueError("a name must be a short string")
    return text


def _shape(value: Numbers | NotNumbers) -> str:
    return value.kind if isinstance(value, NotNumbers) else str(value.shape)


def same_fact(probe: Probe, a: Numbers | NotNumbers | None, b: Numbers | NotNumbers | None) -> bool:
    """Whether two values of one observation agree within the probe's tolerance."""
    if a is None or b is None:
        return a is b
    if isinstance(b, NotNumbers) and b == ANYTHING:
        return True
    return equal(a, b, probe.rtol, probe.atol)


def same_outcome(probe: Probe, a: Outcome, b: Outcome) -> bool:
    """Whether two outcomes of one seed cannot be told apart."""
    return (
        a.problem == b.problem
        and a.changed == b.changed
        and a.repeats == b.repeats
        and a.shapes == b.shapes
        and a.facts.keys() == b.facts.keys()
        and all(same_fact(probe, a.facts[name], b.facts[name]) for name in a.facts)
    )


@dataclass(frozen=True)
class Known:
    """What is known of one mistake: its hint and its outcome for each seed."""

    hint: str
    outcomes: Sequence[Outcome]


@dataclass(frozen=True)
class FollowThrough:
    """The reference's outcome for each seed on top of a known mistake in an earlier exercise."""

    exercise: str
    mistake: str
    outcomes: Sequence[Outcome]


@dataclass(frozen=True)
class Key:
    """The key of one exercise for some seeds."""

    exercise: str
    seeds: tuple[int, ...]
    reference: Sequence[Outcome]
    mistakes: Mapping[str, Known]
    follow_through: tuple[FollowThrough, ...] = ()
    hints: tuple[str, ...] = ()

    def names(self) -> list[str]:
        """Return the observation names in the order in which they are shown."""
        return list(dict.fromkeys(name for outcome in self.reference for name in outcome.facts))

    def to_json(self, probe: Probe, digits: int) -> dict:
        """Return the key as JSON-able data, its numbers rounded to significant `digits`.

        Of a mistake only what differs from the reference is kept, by the probe's own tolerance.
        """
        packing = _Packing(probe, self.reference, TableWriter(digits, 0.0 if digits >= EXACT else probe.atol))
        follow_through: dict[str, dict] = {}
        for step in self.follow_through:
            follow_through.setdefault(step.exercise, {})[step.mistake] = packing.differences(step.outcomes)
        return {
            "seeds": list(self.seeds),
            "reference": packing.whole(),
            "mistakes": {
                id: {"hint": known.hint, **packing.differences(known.outcomes)} for id, known in self.mistakes.items()
            },
            "follow_through": follow_through,
            "hints": list(self.hints),
            **packing.tables(),
        }

    @classmethod
    def from_json(cls, exercise: str, data: dict) -> Key:
        """Return the key that `to_json` gave.

        Raises
        ------
        KeyError, IndexError, TypeError, ValueError, AttributeError : `data` is of another form
        """
        unpacking = _Unpacking(data)
        return cls(
            exercise,
            unpacking.seeds,
            unpacking.reference,
            {id: Known(known["hint"], unpacking.on_top(known)) for id, known in data["mistakes"].items()},
            tuple(
                FollowThrough(used, id, unpacking.on_top(step))
                for used, steps in data["follow_through"].items()
                for id, step in steps.items()
            ),
            tuple(data["hints"]),
        )


_GONE = -1  # an observation of the reference's that is not there


class _Packing:
    """Outcomes of all seeds as JSON-able data.

    They are kept by observation: `facts` has for each name the places of its values in the table, one for each seed, or
    None where it is as the reference's (as nothing after a problem). What else an outcome has stands only where some
    outcome has it; problems have a table of their own.
    """

    def __init__(self, probe: Probe, reference: Sequence[Outcome], values: TableWriter):
        self._probe, self._reference, self._values = probe, reference, values
        self._problems: dict[tuple[str, ...], int] = {}

    def whole(self) -> dict:
        """Return the reference's outcomes."""
        return self._packed(self._reference, [_NOTHING for _ in self._reference])

    def differences(self, outcomes: Sequence[Outcome]) -> dict:
        """Return what outcomes have that the reference's have not."""
        bases = [_base(o.problem, ref) for o, ref in zip(outcomes, self._reference, strict=True)]
        return self._packed(outcomes, bases)

    def tables(self) -> dict:
        """Return the values and problems that the packed outcomes name by their places."""
        return {**self._values.data(), "problems": [list(problem) for problem in self._problems]}

    def _packed(self, outcomes, bases) -> dict:
        pairs = list(zip(outcomes, bases, strict=True))
        names = dict.fromkeys(name for o, base in pairs for name in [*base.facts, *o.facts])
        columns = {name: [self._place(name, o, base) for o, base in pairs] for name in names}
        packed: dict = {"facts": {name: column for name, column in columns.items() if column != [None] * len(pairs)}}
        if any(o.problem for o in outcomes):
            packed["problem"] = [self._problem(o.problem) for o in outcomes]
        if any(o.shapes != base.shapes for o, base in pairs):
            packed["shapes"] = [None if o.shapes == base.shapes else o.shapes for o, base in pairs]
        if any(o.changed for o in outcomes):
            packed["changed"] = [list(o.changed) for o in outcomes]
        if not all(o.repeats for o in outcomes):
            packed["repeats"] = [o.repeats for o in outcomes]
        return packed

    def _place(self, name: str, o: Outcome, base: Outcome) -> int | None:
        if name not in o.facts:
            return _GONE if name in base.facts else None
        same = name in base.facts and same_fact(self._probe, o.facts[name], base.facts[name])
        return None if same else self._values.place(o.facts[name])

    def _problem(self, problem: tuple[str, ...] | None) -> int | None:
        return None if problem is None else self._problems.setdefault(problem, len(self._problems))


class _Unpacking:
    """The outcomes that `_Packing` packed, each made when it is asked for: most are never needed for a class."""

    def __init__(self, data: dict):
        self.seeds = tuple(data["seeds"])
        self._values = read_table(data)
        self._problems = [tuple(problem) for problem in data["problems"]]
        self.reference = tuple(self._outcome(data["reference"], i, _NOTHING) for i in range(len(self.seeds)))

    def on_top(self, packed: dict) -> Sequence[Outcome]:
        """Return outcomes of which only what differs from the reference's is kept."""
        return LazySequence(len(self.seeds), lambda i: self._outcome(packed, i, self.reference[i]))

    def _outcome(self, packed: dict, i: int, ref: Outcome) -> Outcome:
        problem = _of_seed(packed, "problem", i)
        problem = None if problem is None else self._problems[problem]
        base = _base(problem, ref)
        facts = dict(base.facts)
        for name, column in packed["facts"].items():
            if column[i] == _GONE:
                facts.pop(name)
            elif column[i] is not None:
                facts[name] = self._values[column[i]]
        shapes, repeats = _of_seed(packed, "shapes", i), _of_seed(packed, "repeats", i)
        changed = tuple(_of_seed(packed, "changed", i) or ())
        return Outcome(problem, facts, base.shapes if shapes is None else shapes, changed, repeats is not False)


_NOTHING = Outcome(None, {})


def _base(problem: tuple[str, ...] | None, ref: Outcome) -> Outcome:
    """Return the outcome that another one is told against: the reference's, but after a problem nothing is seen."""
    return ref if problem is None else _NOTHING


def _of_seed(packed: dict, part: str, i: int):
    """Return what an outcome has of a part that is kept only where one has it; None where none has."""
    return packed[part][i] if part in packed else None
