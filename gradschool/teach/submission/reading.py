"""What is taken from a submitted notebook: its cells' texts and nbgrader ids. Nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from nbformat import NotebookNode

from gradschool.teach.submission.safe_outputs import safe_attachments
from gradschool.teach.submission.without_outputs import (
    MOST_TOKENS,
    TooManyParts,
    as_utf8,
    without_attachments,
    without_outputs,
)

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
