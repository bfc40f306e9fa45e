"""A graded lesson notebook read again: of each exercise its cell, its check cell, and what is kept with both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode, from_dict

from gradschool.teach.lesson.check_cells import exercise_of
from gradschool.teach.submission.marks import BookMark, CellMark
from gradschool.teach.submission.python_text import functions
from gradschool.teach.submission.reading import grade_id_of, is_kind


@dataclass(frozen=True)
class GradedExercise:
    """One exercise of a graded notebook.

    cell : what stands in its place; check : the cell under it; home : the cell that defines its function, if one does
    """

    name: str
    cell: NotebookNode
    check: NotebookNode
    home: NotebookNode | None = None

    @property
    def mark(self) -> CellMark:
        return CellMark.read(self.check)

    @property
    def taken(self) -> str | None:
        """In a clause what was taken from elsewhere, None if it stood in its own cell."""
        taken = CellMark.read(self.cell).taken
        return taken if isinstance(taken, str) else None

    @cached_property
    def is_untouched(self) -> bool:
        """Whether its cell is as it was handed out, a planted bug included."""
        from nbgrader.utils import compute_checksum  # a second

        return self.cell.metadata["nbgrader"].get("checksum") == compute_checksum(self.cell)

    @property
    def source(self) -> str:
        """The text of the function as the student left it, the whole cell where that does not define it."""
        text = self.cell.source if self.home is None else self.home.source
        return functions(text).get(self.name, text)

    @property
    def error(self) -> str | None:
        """The type of the exception that ended the cell which defines it, or ought to; None if it came to its end."""
        outputs = (self.cell if self.home is None else self.home).get("outputs", ())
        names = [output.get("ename") for output in outputs if output.get("output_type") == "error"]
        return next((name for name in names if isinstance(name, str)), None)

    @property
    def told(self) -> str | None:
        """The sentence of its card that says why it is not right; None if there is none."""
        for output in self.check.get("outputs", ()):
            if output.get("output_type") == "display_data":
                lines = str(output.get("data", {}).get("text/plain", "")).split("\n")
                said = lines[1] if len(lines) > 1 else ""
                return said.strip() if said.startswith("  ") and not said.startswith("  tried on ") else None
        return None


@dataclass(frozen=True)
class GradedNotebook:
    """A graded lesson notebook: why it could not be read or was stopped, and its exercises by name, in order."""

    about: BookMark
    exercises: dict[str, GradedExercise]


def read_graded(path: Path) -> NotebookNode | None:
    """Return a notebook that grading wrote; None if it is not there, or is not as it was written."""
    try:
        book = from_dict(json.loads(path.read_bytes()))
        return book if isinstance(book.cells, list) and isinstance(book.metadata, dict) else None
    except (OSError, ValueError, AttributeError, RecursionError):
        return None


def graded_notebook(book: NotebookNode) -> GradedNotebook:
    """Return what is kept in a graded lesson notebook."""
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    cells = {grade_id_of(cell): cell for cell in code if is_kind(cell, solution=True)}
    checks = {exercise_of(grade_id_of(cell)): cell for cell in code if is_kind(cell, grade=True)}
    homes: dict[str, NotebookNode] = {}
    for cell in code:
        for name in functions(cell.source):
            homes[name] = cell
    found = {name: GradedExercise(name, cell, checks[name]) for name, cell in cells.items() if name in checks}
    for name, one in found.items():
        home = one.cell if name in functions(one.cell.source) else homes.get(name)
        found[name] = GradedExercise(name, one.cell, one.check, home)
    return GradedNotebook(BookMark.read(book), found)
