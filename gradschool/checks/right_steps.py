"""The steps of right solutions on one trial: the values that stand in them, under which names, and what they decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from gradschool.checks.prints import Print
from gradschool.checks.steps import Notes, Step

LAST = -1
MOST_PRINTS = 1500
# What a value is for: ("stored", name, path, how often before) or ("returned", "", path, how often before).
# A path begins with the probe's call and leads into a tuple, list or dict.
Role = tuple


@dataclass
class RightSteps:
    """The values of right solutions on one trial: of the reference, which comes first, and of every variant.

    prints : each value once; roles : what stands under each name and in each place of what is returned, by its number
    tests : the outcomes of conditions, and what loops run over, as `Notes.tests` has them
    shown : the reference's own values under each name, where they are a few numbers
    """

    prints: list[Print] = field(default_factory=list)
    roles: dict[Role, set[int]] = field(default_factory=dict)
    tests: set[str] = field(default_factory=set)
    shown: dict[str, np.ndarray] = field(default_factory=dict)
    _by_size: dict[int, list[int]] = field(default_factory=dict)
    _named: dict[Role, set[int]] = field(default_factory=dict)
    _reference: dict[Role, set[int]] = field(default_factory=dict)

    def add(self, notes: Notes) -> None:
        """Take the steps of one right solution."""
        first = not self.prints
        last = last_stores(notes)
        for number, step in enumerate(notes.steps):
            for one in step.prints:
                self._number(one)
            for role, one in roles_of(step):
                self._add_role(role, self._number(one))
                if number in last:
                    self._add_role((*role[:3], LAST), self._number(one))
            if first and step.place.kind == "stored" and step.value is not None:
                self.shown.setdefault(step.place.name, step.value)
        if first:
            self._reference = {role: set(numbers) for role, numbers in self._named.items()}
        self.tests |= set(notes.tests.values())

    def _number(self, one: Print) -> int | None:
        known = self._by_size.setdefault(one.size, [])
        number = next((n for n in known if self.prints[n].same(one)), None)
        if number is None and len(self.prints) < MOST_PRINTS:
            number = len(self.prints)
            self.prints.append(one)
            known.append(number)
        return number

    def _add_role(self, role: Role, number: int | None) -> None:
        if number is not None:
            self.roles.setdefault(role, set()).add(number)
            self._named.setdefault(role[:3], set()).add(number)

    def knows(self, one: Print) -> bool:
        """Whether a value stands in a right solution."""
        return any(self.prints[n].same(one) for n in self._by_size.get(one.size, ()))

    def decides(self, outcome: str, ended: bool) -> bool:
        """Whether a condition or a loop of right solutions has that outcome, or begins so where the run ended early."""
        return not outcome or outcome in self.tests or (not ended and any(t.startswith(outcome) for t in self.tests))

    def misplaced(self, step: Step, last: bool) -> list[Print]:
        """Return what stands under a name, or in a place of what is returned, that holds something else in right ones.

        last : whether nothing else is stored under that name afterwards
        """
        return [
            one for role, one in roles_of(step) if role[:3] in self._named and not self._fits(role, one, step, last)
        ]

    def _fits(self, role: Role, one: Print, step: Step, last: bool) -> bool:
        exact = role if step.place.in_loop else (*role[:3], LAST) if last else None
        numbers = self._named[role[:3]] if exact is None else self.roles.get(exact, ())
        return any(self.prints[n].same(one) for n in numbers)

    def stores(self, step: Step) -> bool:
        """Whether right solutions store something of that shape under the same name."""
        numbers = self._named.get(("stored", step.place.name, (step.call,)), ())
        return len(step.prints) == 1 and any(self.prints[n].shape == step.prints[0].shape for n in numbers)

    def is_another_plan(self, step: Step) -> bool:
        """Whether a name holds what it does in another right solution, and in the reference never."""
        if step.place.kind != "stored":
            return False
        plans = [(self._reference[role[:3]], one) for role, one in roles_of(step) if role[:3] in self._reference]
        return any(not any(self.prints[n].same(one) for n in numbers) for numbers, one in plans)

    def to_json(self) -> dict:
        """Return it as data."""
        return {
            "prints": [one.to_json() for one in self.prints],
            "roles": [[kind, name, list(path), at, sorted(n)] for (kind, name, path, at), n in self.roles.items()],
            "reference": [[kind, name, list(path), sorted(n)] for (kind, name, path), n in self._reference.items()],
            "tests": sorted(self.tests),
            "shown": {name: _rounded(value).tolist() for name, value in self.shown.items()},
        }

    @classmethod
    def from_json(cls, data: dict) -> RightSteps:
        """Return what `to_json` gave."""
        right = cls(tests=set(data["tests"]), shown={name: np.array(value) for name, value in data["shown"].items()})
        for one in map(Print.from_json, data["prints"]):
            right._by_size.setdefault(one.size, []).append(len(right.prints))
            right.prints.append(one)
        for kind, name, path, at, numbers in data["roles"]:
            for number in numbers:
                right._add_role((kind, name, tuple(path), at), number)
        right._reference = {(kind, name, tuple(path)): set(n) for kind, name, path, n in data["reference"]}
        return right


def _rounded(value: np.ndarray) -> np.ndarray:
    """Return numbers with six significant digits, as many as are shown."""
    return np.vectorize(lambda number: float(f"{number:.6g}"), otypes=[float])(value) if value.size else value


def roles_of(step: Step) -> Iterator[tuple[Role, Print]]:
    """Yield what the numbers of a step are for, as far as it stores or returns them."""
    if step.place.kind in ("stored", "returned"):
        for path, one in zip(step.paths, step.prints, strict=True):
            if one.kind.startswith("numbers"):
                yield (step.place.kind, step.place.name, (step.call, *path), step.before), one


def last_stores(notes: Notes) -> set[int]:
    """Return the numbers of the steps that stored the last value under their name, where all of its lines were run."""
    last = {(step.place.kind, step.place.name, step.call): number for number, step in enumerate(notes.steps)}
    run = {step.place.number for step in notes.steps}
    skipped = {(place.kind, place.name) for place in notes.places if place.number not in run}
    return {number for key, number in last.items() if key[0] in ("stored", "returned") and key[:2] not in skipped}
