"""A submission's cells against those of the class edition: which cell stands for which, and where the others stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nbformat import NotebookNode

from gradschool.bank import START
from gradschool.teach.submission.python_text import functions, is_python
from gradschool.teach.submission.reading import Written, grade_id_of, is_kind

_HIDDEN = "BEGIN HIDDEN TESTS"
_MOST_PIECES = 8  # of one split cell


@dataclass(frozen=True)
class Place:
    """One cell of the class edition.

    kind : "solution", "check", "set-up" (marked otherwise), "demo" (code without a mark) or "text"
    name : its grade_id, if it has one; source : what a student sees of it
    """

    number: int
    id: str
    kind: str
    name: str | None
    source: str

    @property
    def runs(self) -> bool:
        """Whether it is run when a submission is graded."""
        return self.name is not None


@dataclass(frozen=True)
class Stands:
    """One cell of a submission.

    place : the cell of the class edition that it stands for; None if it is the student's own
    behind : the number of the last cell before it that stands for one of the class edition; -1 if there is none
    pieces : of how many cells an editor has made it
    """

    cell: Written
    order: int
    place: Place | None
    behind: int
    pieces: int = 1

    @property
    def source(self) -> str:
        return self.cell.source

    @property
    def given(self) -> bool:
        """Whether the class edition's cell counts in its place."""
        return self.place is not None and self.place.kind != "solution"


@dataclass(frozen=True)
class Edition:
    """The cells of a class edition by what they are known by."""

    places: tuple[Place, ...]
    by_name: dict[str, Place] = field(default_factory=dict)
    by_id: dict[str, Place] = field(default_factory=dict)
    by_text: dict[tuple[str, str], Place] = field(default_factory=dict)

    @property
    def solutions(self) -> dict[str, Place]:
        return {place.name: place for place in self.places if place.kind == "solution"}

    def check(self, name: str) -> int:
        """Return the number of the check cell of an exercise: the next behind its solution."""
        first = self.by_name[name].number
        checks = (place.number for place in self.places[first:] if place.kind == "check")
        return next(checks, len(self.places))


def edition_of(master: NotebookNode) -> Edition:
    """Return a class edition's cells."""
    places = tuple(_place(number, cell) for number, cell in enumerate(master.cells))
    texts: dict[tuple[str, str], Place] = {}
    for place in places:
        texts.setdefault((_is_text(place.kind), place.source.strip()), place)
    names = {place.name: place for place in places if place.name is not None}
    return Edition(places, names, {place.id: place for place in places if place.id}, texts)


def _place(number: int, cell: NotebookNode) -> Place:
    name = grade_id_of(cell) if "nbgrader" in cell.metadata else None
    if cell.cell_type != "code":
        kind = "text"
    elif name is None:
        kind = "demo"
    else:
        kind = "solution" if is_kind(cell, solution=True) else "check" if is_kind(cell, grade=True) else "set-up"
    lines = cell.source.split("\n")
    seen = next((number for number, line in enumerate(lines) if _HIDDEN in line), len(lines))
    return Place(number, cell.get("id", ""), kind, name, "\n".join(lines[:seen]))


def _is_text(kind: str) -> str:
    return "text" if kind in ("text", "markdown", "raw") else "code"


def stands(edition: Edition, cells: tuple[Written, ...]) -> list[Stands]:
    """Return where a submission's cells stand, those that an editor split put together again."""
    found, behind = [], -1
    for cell, pieces in _put_together([(cell, _of(edition, cell)) for cell in cells]):
        place = _of(edition, cell)
        found.append(Stands(cell, len(found), place, behind, pieces))
        behind = behind if place is None else place.number
    return found


def _of(edition: Edition, cell: Written) -> Place | None:
    """Return the class edition's cell that a cell stands for: by its nbgrader id, its cell id, or its text."""
    known = edition.by_name.get(cell.grade_id) or edition.by_id.get(cell.cell_id)
    if known is not None:
        return known
    known = edition.by_text.get((_is_text(cell.kind), cell.source.strip()))
    if known is not None or cell.kind != "code" or START not in cell.source:
        return known
    # The metadata was lost on the way (another editor, a conversion): the text says which solution it is.
    defined = functions(cell.source)
    return next(
        (place for name, place in edition.solutions.items() if name in defined or f"def {name}(" in cell.source), None
    )


def _put_together(cells: list[tuple[Written, Place | None]]) -> Iterator[tuple[Written, int]]:
    """Yield the cells, those joined that are one when read together, with the number of pieces of each."""
    at = 0
    while at < len(cells):
        cell, place = cells[at]
        end = at + 1
        if cell.kind != "markdown" and (place is None or place.kind == "solution"):
            joined, end = _joined(cells, at)
            cell = replace(cell, source=joined)
        yield cell, end - at
        at = end


def _joined(cells: list[tuple[Written, Place | None]], at: int) -> tuple[str, int]:
    """Return a cell's text with what an editor cut from its end, and the number of the cell behind that."""
    (cell, place), text, best = cells[at], cells[at][0].source, at + 1
    joined, whole = text, is_python(text)
    for end in range(at + 1, min(len(cells), at + _MOST_PIECES)):
        piece, other = cells[end]
        if piece.kind != cell.kind or other not in (None, place) or (whole and not _is_cut_off(piece.source)):
            break
        joined += "\n" + piece.source
        if is_python(joined):
            text, best, whole = joined, end + 1, True
        elif whole:
            break
    return text, best


def _is_cut_off(source: str) -> bool:
    """Whether a text begins inside of something."""
    return source.lstrip("\n")[:1] in (" ", "\t")
