"""What is taken from a submitted notebook: its cells' texts and nbgrader ids. Nothing else.

Of a lesson's notebook only solution cells and added code cells count: order, check cells, metadata, outputs and points
come from the class edition.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from gradschool.bank import START
from gradschool.teach.submission.safe_outputs import safe_attachments
from gradschool.teach.submission.without_outputs import (
    MOST_TOKENS,
    TooManyParts,
    as_utf8,
    without_attachments,
    without_outputs,
)

MARK = "gradschool"  # our own entry in a notebook's and its cells' metadata

MOST_BYTES = 200 * 2**20  # of the file as it is
MOST_READ = 20 * 2**20  # of its code and text: saved outputs are cut away first, and count towards nothing else
MOST_CELLS = 2000
MOST_PARTS = 1_000_000
MOST_TEXT = 200_000
MOST_CODE = 1_000_000


_BROKEN = "the file is not a readable notebook (its JSON is broken)"


@dataclass(frozen=True)
class Written:
    """One cell of a submission: its nbgrader id and its cell id (None if it has none), its text and its kind.

    `kind` is "code", "markdown" or "raw".

    `pictures` are those attached to a text: name -> MIME type -> base64.
    """

    grade_id: str | None
    cell_id: str | None
    source: str
    kind: str = "code"
    pictures: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission:
    """The code, text and raw cells of a submission in their order; `unreadable` says why there are none."""

    cells: tuple[Written, ...] = ()
    unreadable: str | None = None

    @property
    def code(self) -> tuple[Written, ...]:
        return tuple(cell for cell in self.cells if cell.kind == "code")


def read_submission(content: bytes) -> Submission:
    """Return what a submitted notebook holds; whatever is wrong with the file becomes its `unreadable` reason."""
    if len(content) > MOST_BYTES:
        return Submission(unreadable=f"the file is larger than {MOST_BYTES // 2**20} MiB")
    try:
        content = _without_what_is_saved(content)
    except TooManyParts:
        return Submission(unreadable=f"its saved outputs have more than {MOST_TOKENS} parts")
    except UnicodeDecodeError:
        return Submission(unreadable=_BROKEN)
    if len(content) > MOST_READ:
        return Submission(unreadable=f"the file is larger than {MOST_READ // 2**20} MiB without its saved outputs")
    if content.count(b"[") + content.count(b"{") > MOST_PARTS:  # each takes memory, and time to be made
        return Submission(unreadable=f"the file has more than {MOST_PARTS} lists and objects")
    try:
        data = json.loads(content.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return Submission(unreadable=_BROKEN)
    if not isinstance(data, dict):
        return Submission(unreadable="the file is not a notebook (its JSON holds no object)")
    cells = data.get("cells")
    if cells is None and isinstance(data.get("worksheets"), list):  # nbformat 3
        cells = [c for sheet in data["worksheets"] if isinstance(sheet, dict) for c in _list(sheet.get("cells"))]
    if not isinstance(cells, list):
        return Submission(unreadable="the file is not a notebook (it has no list of cells)")
    if len(cells) > MOST_CELLS:
        return Submission(unreadable=f"the notebook has more than {MOST_CELLS} cells")
    written = tuple(filter(None, map(_written, cells)))
    if sum(len(cell.source) for cell in written) > MOST_CODE:
        return Submission(unreadable=f"the notebook has more than {MOST_CODE} characters of code and text")
    return Submission(written)


def _without_what_is_saved(content: bytes) -> bytes:
    content = without_outputs(as_utf8(content))
    return content if len(content) <= MOST_READ else without_attachments(content)


def _list(value) -> list:
    return value if isinstance(value, list) else []


def _written(cell) -> Written | None:
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        return None
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return None
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
    cell_id = cell.get("id")
    # JSON may hold lone surrogates, which no file or pipe can take.
    clean = source[:MOST_TEXT].encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
    return Written(
        grade_id if isinstance(grade_id, str) else None,
        cell_id if isinstance(cell_id, str) else None,
        clean,
        cell["cell_type"],
        safe_attachments(cell.get("attachments")),
    )


def is_kind(cell: NotebookNode, **flags: bool) -> bool:
    """Whether a cell of the class edition carries nbgrader metadata with these flags (grade, solution, locked)."""
    marks = cell.metadata.get("nbgrader")
    return marks is not None and all(bool(marks.get(name)) == wanted for name, wanted in flags.items())


def grade_id_of(cell: NotebookNode) -> str:
    return cell.metadata["nbgrader"]["grade_id"]


def restore(master: NotebookNode, submission: Submission) -> NotebookNode:
    """Return the class edition with the student's solutions in it, and the code cells they added where they stood.

    Of several cells that bear one solution's id, the last one that was worked on counts, as it would have when the
    notebook was run from top to bottom.
    """
    book = copy.deepcopy(master)
    solutions = {grade_id_of(cell): cell for cell in book.cells if is_kind(cell, solution=True)}
    for name, source in _solutions(submission, solutions).items():
        solutions[name].source = source
    book.cells = _with_extras(book.cells, submission)
    book.metadata[MARK] = {"unreadable": submission.unreadable} if submission.unreadable else {}
    return book


def _solutions(submission, stubs) -> dict[str, str]:
    found: dict[str, str] = {}
    lost = {name: f"def {name}(" for name in stubs}
    for cell in submission.code:
        name = cell.grade_id
        if name not in stubs and cell.grade_id is None and START in cell.source:
            # The metadata was lost on the way (another editor, a conversion): the text says which solution it is.
            name = next((n for n, head in lost.items() if head in cell.source), None)
        if name in stubs and (name not in found or cell.source.strip() != stubs[name].source.strip()):
            found[name] = cell.source
    return found


def _with_extras(cells, submission):
    """Put the student's own code cells after the known cell that they stood behind."""
    ids = {cell.id: cell for cell in cells}
    by_name = {grade_id_of(cell): cell for cell in cells if "nbgrader" in cell.metadata}
    texts = {cell.source.strip() for cell in cells if cell.cell_type == "code"}
    behind: dict[str | None, list[NotebookNode]] = {}
    last, number = None, 0
    for cell in submission.code:
        known = by_name.get(cell.grade_id) or ids.get(cell.cell_id)
        if known is not None:
            last = known.id
        elif cell.grade_id is None and START not in cell.source and cell.source.strip() not in texts:
            extra = new_code_cell(cell.source, metadata={MARK: {"added": True}})
            extra["id"] = f"added-{number:03d}"
            number += 1
            behind.setdefault(last, []).append(extra)
    placed = list(behind.get(None, []))
    for cell in cells:
        placed += [cell, *behind.get(cell.id, [])]
    return placed


def mark(cell: NotebookNode, about: dict) -> None:
    """Store our own entry in a cell's metadata as it is: a NotebookNode would make a copy of every part of it."""
    dict.__setitem__(cell.metadata, MARK, about)


def is_added(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get(MARK, {}).get("added"))
