"""The text of each solution, found wherever students and editors leave it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gradschool.teach.submission.carried import GIVEN, carried
from gradschool.teach.submission.places import Edition, Place, Stands, stands
from gradschool.teach.submission.python_text import definitions, functions, is_python, without
from gradschool.teach.submission.reading import Written


@dataclass(frozen=True)
class Solution:
    """What stands in an exercise's cell; `note` says in a clause what was taken from where, None if it stood there."""

    source: str
    note: str | None = None


@dataclass(frozen=True)
class Recovered:
    """What counts of a submission.

    solutions : exercise -> its cell; one that is missing keeps its stub
    added : number of a cell of the class edition (-1: before all) -> the student's own code cells behind it
    carried : what was added to cells that do not count and is needed, to be run behind the first set-up cell
    """

    solutions: Mapping[str, Solution] = field(default_factory=dict)
    added: Mapping[int, Sequence[str]] = field(default_factory=dict)
    carried: str = ""


@dataclass(frozen=True)
class _Own:
    """What stands in an exercise's own cell or cells: the text, the cells that make it up, those left over, a note."""

    source: str
    cells: tuple[Stands, ...]
    left: tuple[Stands, ...] = ()
    note: str | None = None


def recover(edition: Edition, cells: tuple[Written, ...]) -> Recovered:
    """Return what counts of a submission's cells."""
    return _Search(edition, stands(edition, cells)).result()


class _Search:
    """Looks for each exercise in its own cell first, then in the others."""

    def __init__(self, edition: Edition, found: list[Stands]):
        self._edition, self._found = edition, found
        stubs = {name: place.source for name, place in edition.solutions.items()}
        self._untouched_texts = {"", *map(_packed, stubs.values())}
        self._bare = {name: _packed(functions(stub).get(name, "")) for name, stub in stubs.items()}
        self._own = {name: self._own_of(name) for name in stubs}
        self._elsewhere = {
            name: one
            for name, own in self._own.items()
            if (own is None or not own.cells) and (one := self._elsewhere_of(name)) is not None
        }

    def result(self) -> Recovered:
        self._solved = {name for name, own in self._own.items() if own and own.cells} | self._elsewhere.keys()
        solutions, moved = self._solutions()
        used = {cell.order for own in self._own.values() if own for cell in own.cells} | moved
        added: dict[int, list[str]] = {}
        for one in self._found:
            if one.order not in used and self._is_added(one):
                behind = one.behind if one.place is None else max(one.behind, one.place.number)
                added.setdefault(behind, []).append(self._without_stubs(one.source))
        more = carried(self._edition, self._found, {name: s.source for name, s in solutions.items()}, added)
        return Recovered({n: _noted(s, more.about.get(n)) for n, s in solutions.items()}, added, more.source)

    # ---- in its own cell

    def _own_of(self, name: str) -> _Own | None:
        """Return what stands in an exercise's own cells; with no `cells` if that does not define it."""
        pieces = [one for one in self._found if one.place is not None and one.place.name == name]
        worked = [one for one in pieces if not self._untouched(one.source)]
        early = [one for one in worked if one.behind < self._edition.check(name)]
        for group in (early, worked, worked[::-1], *([one] for one in (*early[::-1], *worked[::-1]))):
            text = "\n\n".join(one.source for one in group)
            if self._finished(text, name) and (len(group) == 1 or is_python(text)):
                return self._made_of(name, text, group, worked)
        left = [one for one in worked if f"def {name}" not in one.source]
        return _Own(worked[-1].source, (), tuple(left)) if worked else None

    def _made_of(self, name, text, group, worked) -> _Own:
        late = self._edition.check(name)
        left = [one for one in worked if one not in group and (one.behind >= late or f"def {name}" not in one.source)]
        count = sum(one.pieces for one in group)
        kinds = {one.cell.kind for one in group} - {"code"}
        note = f"put together from {count} cells" if count > 1 else None
        if kinds:
            note = f"its cell was {_KINDS[kinds.pop()]}" if count == 1 else f"{note}, not all of them code"
        return _Own(text, tuple(group), tuple(left), note)

    def _untouched(self, text: str) -> bool:
        return _packed(text) in self._untouched_texts

    def _finished(self, text: str, name: str) -> bool:
        """Whether a text defines an exercise, and not as its stub does."""
        found = functions(text).get(name)
        if found is None or f'NotImplementedError("write {name}")' in found:
            return False
        return _packed(found) != self._bare[name]

    def _without_stubs(self, text: str) -> str:
        """Return a text without stubs of exercises that other cells solve: those must not run after these."""
        stubs = [name for name in functions(text) if name in self._solved and not self._finished(text, name)]
        return without(text, stubs) if stubs else text

    # ---- elsewhere

    def _elsewhere_of(self, name: str) -> Stands | None:
        """Return the cell that defines an exercise whose own cell does not; failing that, one that tries to."""
        ranked = [(self._rank(one, name), one) for one in self._found if self._defines(one, name)]
        if not ranked and self._own[name] is None:
            ranked = [((one.order,), one) for one in self._found if one.place is None and self._tries(one, name)]
        return max(ranked, key=lambda pair: pair[0])[1] if ranked else None

    def _rank(self, one: Stands, name: str) -> tuple:
        """Return what is greater for a better place: code, then restored cells, then texts; before the check; late."""
        return _RANKS[_sort(one)], _at(one) < self._edition.check(name), one.order

    def _defines(self, one: Stands, name: str) -> bool:
        if name not in one.source or not (one.cell.kind == "code" or self._may_be_code(one)):
            return False
        return self._finished(one.source, name)

    def _may_be_code(self, one: Stands) -> bool:
        """Whether a cell of text was code: as a whole it can be read as Python."""
        return (one.place is None or one.place.source != one.source) and is_python(one.source)

    def _tries(self, one: Stands, name: str) -> bool:
        return one.cell.kind == "code" and one.source.startswith(f"def {name}(") and not self._untouched(one.source)

    # ---- where it goes

    def _solutions(self) -> tuple[dict[str, Solution], set[int]]:
        """Return the cells of the exercises, and which cells of the submission were moved into them."""
        solutions = {
            name: Solution(self._without_stubs(own.source), own.note) for name, own in self._own.items() if own
        }
        moved: set[int] = set()
        for one, names in self._taken():
            first = min((self._edition.by_name[name] for name in names), key=lambda place: place.number)
            holder = next((name for name, own in self._own.items() if own and one in own.cells), None)
            home = self._home(one, first, holder)
            if home is first:
                moved.add(one.order)
                if holder is not None:
                    solutions[holder] = _pointer(holder, home, f"its cell was run in the place of `{first.name}`")
                source = self._own[holder].source if holder else self._text_of(one)
                solutions[first.name] = Solution(self._without_stubs(source), _note(one))
            for name in names:
                if home is None or name != home.name:
                    solutions[name] = _pointer(name, home, _note(one))
        return solutions, moved

    def _taken(self) -> Iterable[tuple[Stands, list[str]]]:
        taken: dict[int, list[str]] = {}
        for name, one in self._elsewhere.items():
            taken.setdefault(one.order, []).append(name)
        return [(self._found[order], names) for order, names in taken.items()]

    def _home(self, one: Stands, first: Place, holder: str | None) -> Place | None:
        """Return the exercise in whose place a cell is run, the first if need be; None to leave it where it is."""
        if holder is not None and self._edition.by_name[holder].number <= first.number:
            return self._edition.by_name[holder]
        if holder is not None or one.given or one.cell.kind != "code" or one.place is not None:
            return first
        between = self._edition.places[one.behind + 1 : first.number]
        return None if one.behind < first.number and any(place.runs for place in between) else first

    def _text_of(self, one: Stands) -> str:
        """Return what is taken of a cell: of one that is restored, the definitions that it did not have before."""
        if not one.given or one.place.kind == "text":
            return one.source
        had = {statement.text for statement in definitions(one.place.source)}
        return "\n\n".join(s.text for s in definitions(one.source) if s.text not in had)

    def _is_added(self, one: Stands) -> bool:
        if one.cell.kind != "code":
            return False
        if one.place is None:
            return True
        if one.place.kind == "text":
            return one.place.source.strip() != one.source.strip()
        return one.place.kind == "solution" and self._is_left_over(one)

    def _is_left_over(self, one: Stands) -> bool:
        own, found = self._own[one.place.name], one.place.name in self._elsewhere
        return own is not None and one in own.left and (found or bool(own.cells))


_KINDS = {"markdown": "Markdown", "raw": "raw"}
_RANKS = {"code": 2, "given": 1, "text": 0}


def _sort(one: Stands) -> str:
    if one.cell.kind != "code":
        return "text"
    return "given" if one.given and one.place.kind != "text" else "code"


def _at(one: Stands) -> int:
    return one.behind if one.place is None else one.place.number


def _packed(text: str) -> str:
    """Return a text without what an editor may change in it: lines that are blank or a comment, blanks at ends."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line and line[0] != "#")


def _pointer(name: str, home: Place | None, note: str) -> Solution:
    where = f"the cell of `{home.name}`" if home else "an added cell"
    return Solution(f"# `{name}` stands in {where}.", note)


def _note(one: Stands) -> str:
    """Return in a clause where an exercise was found."""
    if one.cell.kind != "code":
        return f"taken from a cell that was {_KINDS[one.cell.kind]}"
    if one.place is None or one.place.kind == "text":
        return "taken from an added cell"
    if one.place.kind == "solution":
        return f"taken from the cell of `{one.place.name}`"
    return f"taken from {GIVEN[one.place.kind]}"


def _noted(solution: Solution, more: str | None) -> Solution:
    return Solution(solution.source, ", ".join(filter(None, (solution.note, more))) or None) if more else solution
