"""A key: for some seeds, what the reference observes and what each known mistake would have observed."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from gradschool.probe import Probe
from gradschool.values import EXACT, NotNumbers, Numbers, decode, encode, equal, rounded

ANYTHING = NotNumbers("anything")  # in a key: this observation is not judged
_ANYTHING = encode(ANYTHING)  # which `decode` refuses: no answer can say it


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


class WhenAsked(Sequence):
    """Outcomes, each made when it is first asked for: most of what is known is never needed for a class."""

    def __init__(self, count: int, make: Callable[[int], Outcome]):
        self._count, self._make = count, make
        self._made: dict[int, Outcome] = {}

    def __len__(self):
        return self._count

    def __getitem__(self, number):
        if not 0 <= number < self._count:
            raise IndexError(number)
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]


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
    points: int
    uses: tuple[str, ...]
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

        def differences(outcomes):
            return [_pack(o, digits, probe, ref) for o, ref in zip(outcomes, self.reference, strict=True)]

        return {
            "points": self.points,
            "uses": list(self.uses),
            "seeds": list(self.seeds),
            "reference": [_pack(o, digits, probe) for o in self.reference],
            "mistakes": {
                id: {"hint": known.hint, "trials": differences(known.outcomes)} for id, known in self.mistakes.items()
            },
            "follow_through": [
                {"exercise": g.exercise, "mistake": g.mistake, "trials": differences(g.outcomes)}
                for g in self.follow_through
            ],
            "hints": list(self.hints),
        }

    @classmethod
    def from_json(cls, exercise: str, data: dict) -> Key:
        reference = tuple(_unpack(trial) for trial in data["reference"])

        def read(trials):
            return WhenAsked(len(reference), lambda number: _unpack(trials[number], reference[number]))

        return cls(
            exercise,
            data["points"],
            tuple(data["uses"]),
            tuple(data["seeds"]),
            reference,
            {id: Known(known["hint"], read(known["trials"])) for id, known in data["mistakes"].items()},
            tuple(FollowThrough(g["exercise"], g["mistake"], read(g["trials"])) for g in data["follow_through"]),
            tuple(data["hints"]),
        )


def _pack(o: Outcome, digits: int, probe: Probe, ref: Outcome | None = None) -> dict:
    """Return an outcome as JSON-able data; against a reference, only what differs from it."""
    facts = {
        name: rounded(encode(value), digits, 0.0 if digits >= EXACT else probe.atol) for name, value in o.facts.items()
    }
    packed: dict = {}
    if o.problem is not None:
        packed["problem"] = list(o.problem)
    if ref is None:
        packed["facts"] = facts
    else:
        same = {name for name in facts if same_fact(probe, o.facts[name], ref.facts.get(name))}
        packed["facts"] = {name: value for name, value in facts.items() if name not in same}
        gone = [name for name in ref.facts if name not in facts]
        if gone:
            packed["gone"] = gone
    if o.shapes and (ref is None or o.shapes != ref.shapes):
        packed["shapes"] = o.shapes
    if o.changed:
        packed["changed"] = list(o.changed)
    if not o.repeats:
        packed["repeats"] = False
    return packed


def _unpack(data: dict, ref: Outcome | None = None) -> Outcome:
    facts = dict(ref.facts) if ref else {}
    for name in data.get("gone", ()):
        facts.pop(name, None)
    facts.update({name: ANYTHING if value == _ANYTHING else decode(value) for name, value in data["facts"].items()})
    problem = data.get("problem")
    shapes = data.get("shapes", ref.shapes if ref and problem is None else {})
    return Outcome(
        tuple(problem) if problem else None,
        facts,
        shapes,
        tuple(data.get("changed", ())),
        data.get("repeats", True),
    )
