"""An instructor's own notebook beside a lesson or in an assignment of its own: nbgrader's rules, in our sandbox.

Its tests run in the process of the submission, as they do in nbgrader: there is no reference to judge it by. So its
points are as good as its tests. What the sandbox promises holds for it too, and a test that did not run to its end
earns nothing.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader import utils

from gradschool.teach.grading.points import Points
from gradschool.teach.sandbox import Cell, CellResult, Job, Sandbox
from gradschool.teach.submission.marks import BookMark, CellMark
from gradschool.teach.submission.reading import Submission, Written, grade_id_of, is_kind
from gradschool.teach.submission.safe_markdown import safe_markdown
from gradschool.teach.submission.safe_outputs import safe_outputs

_NUMPY_SCALAR = re.compile(r"np\.\w+\((.*)\)\Z", re.S)  # how NumPy 2 shows one


class OwnNotebook:
    """How an instructor's own notebook is restored, run and given points.

    lesson : the lesson whose files it may use, if it stands beside one
    """

    def __init__(self, lesson: str | None):
        self._lesson = lesson

    def restore(self, master: NotebookNode, submission: Submission) -> NotebookNode:
        """Return the class edition's marked cells with the student's answers, the student's other cells between them.

        As in nbgrader, cells without a mark are the student's, changed or not; marked ones come from the class edition,
        in its order, and none is missing.
        """
        book = copy.deepcopy(master)
        marked = {grade_id_of(cell): cell for cell in book.cells if "grade_id" in cell.metadata.get("nbgrader", {})}
        BookMark(unreadable=submission.unreadable).write(book)
        if submission.unreadable:
            _name_cells(book.cells)
            return book
        stubs = {name: cell.source.strip() for name, cell in marked.items()}
        behind: dict[str | None, list[NotebookNode]] = {}
        last = None
        for written in submission.cells:
            name = written.grade_id
            if name in marked:
                last, cell = name, marked[name]
                # Of several cells with one name the last that was worked on counts.
                if is_kind(cell, solution=True) and written.source.strip() != stubs[name]:
                    _answer(cell, written)
            elif written.kind != "raw":
                extra = new_code_cell() if written.kind == "code" else new_markdown_cell()
                CellMark(added=True).write(extra)
                _answer(extra, written)
                behind.setdefault(last, []).append(extra)
        cells = list(behind.get(None, []))
        for name, cell in marked.items():
            cells += [cell, *behind.get(name, [])]
        _name_cells(cells)
        book.cells = cells
        return book

    def execute(
        self, book: NotebookNode, sandbox: Sandbox, released: Mapping[str, bytes], submitted: Mapping[str, bytes]
    ) -> None:
        """Run every code cell of a restored notebook in the sandbox; put in outputs, a test's as nbgrader reads them.

        released, submitted : what lies beside it in the class edition, and what was handed in; by path
        """
        unreadable = BookMark.read(book).unreadable
        running = [cell for cell in book.cells if cell.cell_type == "code"]
        if unreadable:
            for cell in filter(_is_test, running):
                cell.outputs = [_error(unreadable)]
            return
        cells = tuple(Cell(cell.id, cell.source) for cell in running)
        result = sandbox.run(Job(self._lesson, cells, {**submitted, **released}))
        for cell, done in zip(running, result.cells, strict=True):
            outputs = _of_a_test(done, cell.metadata.nbgrader.points) if _is_test(cell) else safe_outputs(done.outputs)
            cell.outputs = [from_dict(output) for output in outputs]
            cell.execution_count = done.execution_count
        BookMark(reason=result.reason).write(book)

    def points(self, book: NotebookNode) -> Points:
        """Return what a notebook that was run earned."""
        return Points(_scores(book), failed=_failed(book))


def _answer(cell: NotebookNode, written: Written) -> None:
    if cell.cell_type == "code":
        cell.source = written.source
        return
    cell.source = safe_markdown(written.source, written.pictures)
    if written.pictures:
        cell.attachments = from_dict(written.pictures)


def _name_cells(cells: list[NotebookNode]) -> None:
    for number, cell in enumerate(cells):
        cell["id"] = f"own-{number:04d}"


def _scores(book: NotebookNode) -> dict[str, float | None]:
    """Return the points of each graded cell, as nbgrader gives them; None is for a person to give."""
    graded = [cell for cell in book.cells if is_kind(cell, grade=True)]
    return {grade_id_of(cell): utils.determine_grade(cell)[0] for cell in graded}


def _failed(book: NotebookNode) -> tuple[str, ...]:
    """Return the names of the tests that earned less than they are worth."""
    points = [(grade_id_of(cell), *utils.determine_grade(cell)) for cell in filter(_is_test, book.cells)]
    return tuple(name for name, earned, worth in points if earned is not None and earned < worth)


def _is_test(cell: NotebookNode) -> bool:
    return is_kind(cell, grade=True, solution=False)


def _of_a_test(done: CellResult, worth: float) -> list[dict]:
    """Return a test's outputs: its error if it has one, and points only if it ran to its end.

    nbgrader takes any text on stderr for a failure and a number as the last value for points; a warning is no failure
    here, and a number that cannot be points is one.
    """
    outputs = safe_outputs(done.outputs, keep_results=True)
    results = [output for output in outputs if output["output_type"] == "execute_result"]
    for output in outputs:
        if output.get("name") == "stderr":
            output["name"] = "stdout"
    for output in results if done.ended != "ok" else results[:-1]:
        output["output_type"] = "display_data"
        del output["execution_count"]
    if done.ended != "ok" and not any(output["output_type"] == "error" for output in outputs):
        outputs.append(_error(done.reason or f"this test did not run to its end ({done.ended})"))
    elif results:
        text = _NUMPY_SCALAR.sub(r"\1", results[-1]["data"]["text/plain"])
        points = _number(text)
        if points is not None and not 0 <= points <= float(worth):
            outputs.append(_error(f"this test ended with {points:g}, expected points from 0 to {worth:g}"))
            outputs.remove(results[-1])
        elif points is not None:
            results[-1]["data"] = {"text/plain": repr(points)}
    return outputs


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _error(why: str) -> dict:
    return from_dict({"output_type": "error", "ename": "NotGraded", "evalue": why, "traceback": [why]})
