"""A lesson's notebook: its exercises are observed in the sandbox and judged outside it.

Of a submission only solution cells and added code cells count: order, check cells, metadata, outputs and points come
from the class edition. The same steps serve plain `nbgrader autograde` and `gradschool grade`.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import replace
from html import escape

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell

from gradschool.bank import START
from gradschool.teach.grading.points import Points
from gradschool.teach.judging.judge import Graded, Judge, judge_of
from gradschool.teach.lesson.check_cells import CHECK_PREFIX, exercise_of
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sandbox import Cell, Job, Sandbox
from gradschool.teach.submission.marks import MARK, BookMark, CellMark
from gradschool.teach.submission.reading import Submission, grade_id_of, is_kind
from gradschool.teach.submission.safe_outputs import safe_outputs


class LessonNotebook:
    """How a lesson's notebook is restored, run and given points."""

    def __init__(self, lesson: str):
        self._lesson = lesson

    def restore(self, master: NotebookNode, submission: Submission) -> NotebookNode:
        """Return the class edition with the student's solutions in it, and the code cells they added where they stood.

        Of several cells that bear one solution's id, the last one that was worked on counts, as it would have when the
        notebook was run from top to bottom.
        """
        book = copy.deepcopy(master)
        solutions = {grade_id_of(cell): cell for cell in book.cells if is_kind(cell, solution=True)}
        for name, source in _solutions(submission, solutions).items():
            solutions[name].source = source
        book.cells = _with_extras(book.cells, submission)
        BookMark(unreadable=submission.unreadable).write(book)
        return book

    def execute(
        self, book: NotebookNode, sandbox: Sandbox, released: Mapping[str, bytes], submitted: Mapping[str, bytes]
    ) -> None:
        """Run a restored notebook's given, solution and added cells in the sandbox; put in outputs and observations.

        submitted : what was handed in beside it, by path; what was released is not needed here
        """
        if BookMark.read(book).unreadable:
            return
        running = [cell for cell in book.cells if cell.cell_type == "code" and _runs(cell)]
        result = sandbox.run(Job(self._lesson, tuple(_job_cell(cell, self._lesson) for cell in running), submitted))
        for cell, done in zip(running, result.cells, strict=True):
            cell.outputs = [from_dict(output) for output in safe_outputs(done.outputs)]
            cell.execution_count = done.execution_count
            if is_kind(cell, grade=True):
                # One text: nbconvert copies each list and object of a notebook, and a submission says how many.
                observed = None if done.observations is None else json.dumps(done.observations)
                CellMark(observations=observed, reason=done.reason).write(cell)
        BookMark(reason=result.reason).write(book)

    def points(self, book: NotebookNode) -> Points:
        """Judge a notebook that was run; return what it earned."""
        graded = judge_cells(book, judge_of(self._lesson))
        return Points(
            {CHECK_PREFIX + name: one.points for name, one in graded.items()},
            {name: one.verdict.cause_id for name, one in graded.items()},
        )


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


def _runs(cell) -> bool:
    return CellMark.read(cell).added or "nbgrader" in cell.metadata


def _job_cell(cell, lesson) -> Cell:
    exercise = exercise_of(grade_id_of(cell)) if is_kind(cell, grade=True) else None
    if exercise is None:
        return Cell(cell.id, cell.source)
    # The check's own card would be the submission's word; it is not run, only its exercise is observed.
    return Cell(cell.id, "", exercise, load_lesson(lesson).hidden_seeds(exercise))


def judge_cells(book: NotebookNode, judge: Judge) -> dict[str, Graded]:
    """Judge the observations stored in a notebook's check cells; replace their outputs by card and points."""
    checks = {exercise_of(grade_id_of(cell)): cell for cell in book.cells if is_kind(cell, grade=True)}
    marks = {name: CellMark.read(cell) for name, cell in checks.items()}
    graded = judge.grade({name: mark.trials() for name, mark in marks.items()})
    about = BookMark.read(book)
    for name, cell in checks.items():
        one = graded[name]
        cell.outputs = _outputs(one, about.unreadable or marks[name].reason or about.reason)
        cell.execution_count = None
        replace(marks[name], cause=one.verdict.cause_id, points=one.points).write(cell)
    return graded


def _outputs(graded: Graded, why: str | None) -> list[NotebookNode]:
    """Return the card as shown in feedback, and the points in the form that nbgrader reads as partial credit."""
    card = graded.card
    html, text = card.html, card.text
    if why and not graded.verdict.right:
        html += f"<div>{escape(why)}</div>"
        text += f"\n  {why}"
    points = {"text/plain": repr(float(graded.points))}
    outputs = [
        {"output_type": "display_data", "data": {"text/html": html, "text/plain": text}, "metadata": {}},
        {"output_type": "execute_result", "data": points, "metadata": {}, "execution_count": None},
    ]
    # nbformat's own makers validate each, which takes longer than this.
    return [from_dict(output) for output in outputs]
