"""A lesson's notebook, graded: (restored notebook, lesson, sandbox, judge) -> (notebook with outputs, scores, reasons).

The same steps serve plain `nbgrader autograde` and `gradschool grade`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from html import escape

from nbformat import NotebookNode, from_dict

from gradschool.teach.judging.judge import Graded, Judge
from gradschool.teach.lesson.check_cells import exercise_of
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sandbox import Cell, Job, Sandbox
from gradschool.teach.submission.marks import BookMark, CellMark
from gradschool.teach.submission.reading import grade_id_of, is_kind
from gradschool.teach.submission.safe_outputs import safe_outputs


def execute(book: NotebookNode, lesson: str, sandbox: Sandbox, files: Mapping[str, bytes]) -> None:
    """Run a restored notebook's given, solution and added cells in the sandbox; put in outputs and observations.

    files : what the student handed in beside the notebook, by path
    """
    if BookMark.read(book).unreadable:
        return
    running = [cell for cell in book.cells if cell.cell_type == "code" and _runs(cell)]
    result = sandbox.run(Job(lesson, tuple(_job_cell(cell, lesson) for cell in running), files))
    for cell, done in zip(running, result.cells, strict=True):
        cell.outputs = [from_dict(output) for output in safe_outputs(done.outputs)]
        cell.execution_count = done.execution_count
        if is_kind(cell, grade=True):
            # One text: nbconvert copies every list and object in a notebook, and a submission says how many there are.
            observed = None if done.observations is None else json.dumps(done.observations)
            CellMark(observations=observed, reason=done.reason).write(cell)
    BookMark(reason=result.reason).write(book)


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
    return [
        from_dict(output) for output in outputs
    ]  # nbformat's own makers validate each, which takes longer than this
