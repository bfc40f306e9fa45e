"""What solutions need of cells that are restored or come too late: imports, helper functions, values."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gradschool.teach.submission.places import Edition, Stands
from gradschool.teach.submission.python_text import Statement, definitions, statements

_BUILTIN = frozenset(dir(builtins))
GIVEN = {"set-up": "the set-up cell", "check": "a check cell", "demo": "a demo cell", "text": "an added cell"}


@dataclass(frozen=True)
class Carried:
    """The text of what is carried, and for each exercise that needed some of it a clause that says so."""

    source: str = ""
    about: Mapping[str, str] = field(default_factory=dict)


def carried(
    edition: Edition, found: Sequence[Stands], solutions: Mapping[str, str], added: Mapping[int, Sequence[str]]
) -> Carried:
    """Return what the solutions' functions use and nothing defines before their checks, from anywhere in a submission.

    found : the submission's cells; solutions : exercise -> its text; added : the student's own code by its place
    """
    missing = _missing(edition, solutions, added)
    if not missing:
        return Carried()
    offered = _offered(found, set().union(*missing.values()))
    if not offered:
        return Carried()
    wanted = _with_what_they_use(offered, set().union(*missing.values()))
    places = {(one.order, statement.line): statement.text for one, statement in map(offered.get, wanted)}
    about = {name: _clause(names, offered) for name, names in missing.items() if names & offered.keys()}
    return Carried("\n\n".join(places[place] for place in sorted(places)), about)


def _clause(names: set[str], offered: Mapping[str, tuple[Stands, Statement]]) -> str:
    name = min(names & offered.keys())
    one = offered[name][0]
    where = "an added cell" if one.place is None else GIVEN.get(one.place.kind, "another cell")
    return f"with `{name}` from {where}"


def _missing(edition, solutions, added) -> dict[str, set[str]]:
    """Return exercise -> names that its functions use and that nothing has bound when it is checked."""
    missing: dict[str, set[str]] = {}
    used: dict[str, set[str]] = {}
    bound = set(_BUILTIN) | set(edition.solutions) | {"get_ipython", "display", "__name__", "In", "Out"}
    for source in added.get(-1, ()):
        _read_added(source, bound, used)
    for place in edition.places:
        if place.kind == "check":
            for name, names in used.items():
                missing.setdefault(name, set()).update(names - bound)
            used.clear()
        elif place.runs:
            source = solutions.get(place.name, "") if place.kind == "solution" else place.source
            _read(source, bound, used.setdefault(place.name, set()) if place.kind == "solution" else set())
        for source in added.get(place.number, ()):
            _read_added(source, bound, used)
    return {name: names for name, names in missing.items() if names}


def _read_added(source: str, bound: set[str], used: dict[str, set[str]]) -> None:
    """The same for an added cell, of which only the functions and values may matter to a solution."""
    for statement in statements(source) or definitions(source):
        bound.update(statement.names)
        if statement.kind != "other":
            used.setdefault("", set()).update(statement.uses)


def _read(source: str, bound: set[str], used: set[str]) -> None:
    """Add to `bound` what a text binds at its top, and to `used` what its statements use."""
    for statement in statements(source) or definitions(source):
        bound.update(statement.names)
        used.update(statement.uses)


def _offered(found: Sequence[Stands], missing: set[str]) -> dict[str, tuple[Stands, Statement]]:
    """Return name -> the first statement that binds it and may be carried, from all code cells but solutions."""
    offered: dict[str, tuple[Stands, Statement]] = {}
    stars = []
    for one in found:
        if one.cell.kind != "code" or (one.place is not None and one.place.kind == "solution"):
            continue
        had = _texts(one.place.source) if one.place is not None and one.place.kind != "text" else frozenset()
        for statement in _of(one.source):
            if statement.defines or statement.literal or (statement.kind == "assignment" and statement.text not in had):
                for name in statement.names:
                    offered.setdefault(name, (one, statement))
            if statement.names == ("*",) and statement.text not in had:
                stars.append((one, statement))
    if not missing <= offered.keys():
        offered |= {f"*{number}": star for number, star in enumerate(stars)}
    offered.pop("*", None)
    return offered


def _of(source: str) -> Sequence[Statement]:
    found = statements(source)
    return definitions(source) if found is None else found


def _texts(source: str) -> frozenset[str]:
    return frozenset(statement.text for statement in _of(source))


def _with_what_they_use(offered, missing: set[str]) -> Iterator[str]:
    """Yield the offered names among the missing ones, and those that they use in turn."""
    waiting, seen = [*missing, *(name for name in offered if name[0] == "*")], set()
    while waiting:
        name = waiting.pop()
        if name in offered and name not in seen:
            seen.add(name)
            yield name
            waiting += offered[name][1].uses
