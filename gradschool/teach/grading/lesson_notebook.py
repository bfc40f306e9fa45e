"""A lesson's notebook: its exercises are observed in the sandbox and judged outside it.

Of a submission only solution cells and added code cells count: order, check cells, metadata, outputs and points come
from the class edition. The same steps serve plain `nbgrader autograde` and `gradschool grade`.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import count

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell

from gradschool.teach.grading.points import Points
from gradschool.teach.judging.judge import Graded, Judge, judge_of
from gradschool.teach.lesson.check_cells import CHECK_PREFIX, exercise_of
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sandbox import Cell, Job, Sandbox
from gradschool.teach.submission.marks import BookMark, CellMark
from gradschool.teach.submission.places import edition_of
from gradschool.teach.submission.python_text import called_builtins, definitions, functions, statements
from gradschool.teach.submission.reading import Submission, grade_id_of, is_kind
from gradschool.teach.submission.recover import recover
from gradschool.teach.submission.safe_outputs import safe_outputs


class LessonNotebook:
    """How a lesson's notebook is restored, run and given points."""

    def __init__(self, lesson: str):
        self._lesson = lesson

    def restore(self, master: NotebookNode, submission: Submission) -> NotebookNode:
        """Return the class edition with the student's solutions in it, and the code cells they added where they stood.

        What was taken from elsewhere than an exercise's own cell is noted in the exercise's cell.
        """
        book = copy.deepcopy(master)
        BookMark(unreadable=submission.unreadable).write(book)
        edition = edition_of(master)
        found = recover(edition, submission.cells)
        for name, solution in found.solutions.items():
            cell = book.cells[edition.by_name[name].number]
            cell.source = solution.source
            CellMark(taken=solution.note or None).write(cell)
        added = {number: list(sources) for number, sources in found.added.items()}
        if found.carried:
            behind = next((place.number for place in edition.places if place.kind == "set-up"), -1)
            added.setdefault(behind, []).insert(0, found.carried)
        ids = count()
        cells = [_added(source, next(ids)) for source in added.get(-1, ())]
        for number, cell in enumerate(book.cells):
            cells += [cell, *(_added(source, next(ids)) for source in added.get(number, ()))]
        book.cells = cells
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
        result = sandbox.run(Job(self._lesson, tuple(_job_cells(running, self._lesson)), submitted))
        told: set[str] = set()
        for cell, done in zip(running, result.cells, strict=True):
            cell.outputs = [from_dict(output) for output in safe_outputs(done.outputs)]
            cell.execution_count = done.execution_count
            if is_kind(cell, grade=True):
                # One text: nbconvert copies each list and object of a notebook, and a submission says how many.
                observed = None if done.observations is None else json.dumps(done.observations)
                spoilt = {name: where for name, where in done.spoilt.items() if name not in told}
                told |= spoilt.keys()
                said = tuple(_said(name, running, where) for name, where in spoilt.items())
                CellMark(observations=observed, reason=done.reason, spoilt=said).write(cell)
        BookMark(reason=result.reason).write(book)

    def points(self, book: NotebookNode) -> Points:
        """Judge a notebook that was run; return what it earned."""
        graded = judge_cells(book, judge_of(self._lesson))
        return Points(
            {CHECK_PREFIX + name: one.points for name, one in graded.items()},
            {name: one.verdict.cause_id for name, one in graded.items()},
            notes=notes(book),
        )


def _added(source: str, number: int) -> NotebookNode:
    cell = new_code_cell(source)
    CellMark(added=True).write(cell)
    cell["id"] = f"added-{number:03d}"
    return cell


def _runs(cell) -> bool:
    return CellMark.read(cell).added or "nbgrader" in cell.metadata


def _job_cells(running, lesson) -> Iterator[Cell]:
    """Yield the cells to run, each with the names that are kept as it leaves them."""
    exercises = {grade_id_of(cell) for cell in running if is_kind(cell, solution=True)}
    for cell in running:
        if is_kind(cell, grade=True):
            # The check's own card would be the submission's word; it is not run, only its exercise is observed.
            exercise = exercise_of(grade_id_of(cell))
            exercises.discard(exercise)
            yield Cell(cell.id, "", exercise, load_lesson(lesson).hidden_seeds(exercise))
        elif CellMark.read(cell).added:
            names = exercises & functions(cell.source).keys()
            yield Cell(cell.id, cell.source, keeps=tuple(sorted(names)), again=_again(cell.source))
        elif is_kind(cell, solution=True):
            names = {grade_id_of(cell)} | functions(cell.source).keys() | called_builtins(cell.source)
            yield Cell(cell.id, cell.source, keeps=tuple(sorted(names)), again=_again(cell.source))
        else:
            names = [name for one in definitions(cell.source) for name in one.names]
            yield Cell(cell.id, cell.source, keeps=tuple(names))


def _again(source: str) -> tuple[tuple[str, int], ...]:
    return tuple((one.text, one.line) for one in definitions(source))


def _said(name: str, running, where: str) -> str:
    """Return in a clause which cell gave a name to something else."""
    cell = next(cell for cell in running if cell.id == where)
    place = "an added cell" if CellMark.read(cell).added else f"the cell of `{grade_id_of(cell)}`"
    lines = [one.text for one in statements(cell.source) or () if name in one.names]
    line = f"; there: `{lines[-1].strip().splitlines()[0][:60]}`" if lines else ""
    return f"`{name}` is taken as it was before {place} changed it{line}"


def judge_cells(book: NotebookNode, judge: Judge) -> dict[str, Graded]:
    """Judge the observations stored in a notebook's check cells; replace their outputs by card and points."""
    checks = {exercise_of(grade_id_of(cell)): cell for cell in book.cells if is_kind(cell, grade=True)}
    marks = {name: CellMark.read(cell) for name, cell in checks.items()}
    graded = judge.grade({name: mark.trials() for name, mark in marks.items()})
    about, said = BookMark.read(book), notes(book)
    for name, cell in checks.items():
        one = graded[name]
        cell.outputs = _outputs(one, about.unreadable or marks[name].reason or about.reason, said.get(name, ()))
        cell.execution_count = None
        replace(marks[name], cause=one.verdict.cause_id, points=one.points).write(cell)
    return graded


def notes(book: NotebookNode) -> dict[str, list[str]]:
    """Return exercise -> clauses that say what of it was taken from where, and which names were put back for it."""
    taken = {grade_id_of(cell): CellMark.read(cell).taken for cell in book.cells if is_kind(cell, solution=True)}
    said = {}
    for cell in book.cells:
        if is_kind(cell, grade=True):
            name = exercise_of(grade_id_of(cell))
            said[name] = [note for note in (taken.get(name), *CellMark.read(cell).spoilt) if isinstance(note, str)]
    return {name: clauses for name, clauses in said.items() if clauses}


def _outputs(graded: Graded, why: str | None, said: Sequence[str] = ()) -> list[NotebookNode]:
    """Return the card as shown in feedback, and the points in the form that nbgrader reads as partial credit."""
    card = graded.card
    html, text = card.html, card.text
    if why and not graded.verdict.right:
        html += f"<div>{escape(why)}</div>"
        text += f"\n  {why}"
    for clause in said:
        html += f"<div>{escape(clause[0].upper() + clause[1:])}.</div>"
        text += f"\n  {clause[0].upper() + clause[1:]}."
    points = {"text/plain": repr(float(graded.points))}
    outputs = [
        {"output_type": "display_data", "data": {"text/html": html, "text/plain": text}, "metadata": {}},
        {"output_type": "execute_result", "data": points, "metadata": {}, "execution_count": None},
    ]
    # nbformat's own makers validate each, which takes longer than this.
    return [from_dict(output) for output in outputs]
