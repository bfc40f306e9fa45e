"""A lesson's notebook, graded: (restored notebook, lesson, sandbox, judge) -> (notebook with outputs, scores, reasons).

The same steps serve plain `nbgrader autograde` and `gradschool grade`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

from nbformat import NotebookNode, from_dict

from gradschool.teach.judging.judge import Graded, Judge
from gradschool.teach.lesson.check_cells import exercise_of
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sandbox import Cell, Job, Sandbox
from gradschool.teach.submission.reading import MARK, grade_id_of, is_added, is_kind, mark
from gradschool.teach.submission.safe_outputs import safe_outputs


def execute(book: NotebookNode, lesson: str, sandbox: Sandbox, files: Mapping[str, bytes]) -> None:
    """Run a restored notebook's given, solution and added cells in the sandbox; put in outputs and observations.

    files : what the student handed in beside the notebook, by path
    """
    unreadable = book.metadata.get(MARK, {}).get("unreadable")
    if unreadable:
        return
    running = [cell for cell in book.cells if cell.cell_type == "code" and _runs(cell)]
    result = sandbox.run(Job(lesson, tuple(_job_cell(cell, lesson) for cell in running), files))
    for cell, done in zip(running, result.cells, strict=True):
        cell.outputs = [from_dict(output) for output in safe_outputs(done.outputs)]
        cell.execution_count = done.execution_count
        if is_kind(cell, grade=True):
            # One text: nbconvert copies every list and object in a notebook, and a submission says how many there are.
            observed = None if done.observations is None else json.dumps(done.observations)
            mark(cell, {"observations": observed, "ended": done.ended, "reason": done.reason})
    if result.reason:
        book.metadata[MARK] = {"reason": result.reason}


def _runs(cell) -> bool:
    return is_added(cell) or "nbgrader" in cell.metadata


def _job_cell(cell, lesson) -> Cell:
    exercise = exercise_of(grade_id_of(cell)) if is_kind(cell, grade=True) else None
    if exercise is None:
        return Cell(cell.id, cell.source)
    # The check's own card would be the submission's word; it is not run, only its exercise is observed.
    return Cell(cell.id, "", exercise, load_lesson(lesson).hidden_seeds(exercise))


def judge_cells(book: NotebookNode, judge: Judge) -> dict[str, Graded]:
    """Judge the observations stored in a notebook's check cells; replace their outputs by card and points."""
    checks = {exercise_of(grade_id_of(cell)): cell for cell in book.cells if is_kind(cell, grade=True)}
    stored = {name: cell.metadata.get(MARK, {}) for name, cell in checks.items()}
    graded = judge.grade({name: _observations(marks) for name, marks in stored.items()})
    about = book.metadata.get(MARK, {})
    for name, cell in checks.items():
        why = about.get("unreadable") or stored[name].get("reason") or about.get("reason")
        cell.outputs = _outputs(graded[name], why)
        cell.execution_count = None
        verdict = graded[name].verdict
        found = {"cause": verdict.cause, "named": verdict.named, "points": graded[name].points}
        mark(cell, {**stored[name], **found})
    return graded


def _observations(marks: Mapping) -> list | None:
    """Return the observations stored in a check cell; None if there are none that can be read."""
    observed = marks.get("observations")
    try:
        return json.loads(observed) if isinstance(observed, str) else observed
    except (ValueError, RecursionError):
        return None


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
