"""A lesson's notebook, graded: (restored notebook, lesson, sandbox, judge) -> (notebook with outputs, scores, reasons).

The same steps serve plain `nbgrader autograde` and `gradschool grade`.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import count

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell

from gradschool.teach.authoring.editions import BEGIN_HIDDEN, END_HIDDEN, exercise_of
from gradschool.teach.judging.judge import Graded, Judge
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sandbox import Cell, Job, Sandbox
from gradschool.teach.submission.places import edition_of
from gradschool.teach.submission.python_text import called_builtins, definitions, functions, statements
from gradschool.teach.submission.reading import MARK, Submission, grade_id_of, is_added, is_kind, mark
from gradschool.teach.submission.recover import recover
from gradschool.teach.submission.safe_outputs import safe_outputs


def restore(master: NotebookNode, submission: Submission) -> NotebookNode:
    """Return the class edition with the student's solutions in it, and the code cells they added where they stood.

    What was taken from elsewhere than an exercise's own cell is noted in the exercise's cell.
    """
    book = copy.deepcopy(master)
    book.metadata[MARK] = {"unreadable": submission.unreadable} if submission.unreadable else {}
    edition = edition_of(master)
    found = recover(edition, submission.cells)
    for name, solution in found.solutions.items():
        cell = book.cells[edition.by_name[name].number]
        cell.source = solution.source
        if solution.note:
            mark(cell, {"taken": solution.note})
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


def _added(source: str, number: int) -> NotebookNode:
    cell = new_code_cell(source, metadata={MARK: {"added": True}})
    cell["id"] = f"added-{number:03d}"
    return cell


def execute(book: NotebookNode, lesson: str, sandbox: Sandbox, files: Mapping[str, bytes]) -> None:
    """Run a restored notebook's given, solution and added cells in the sandbox; put in outputs and observations.

    files : what the student handed in beside the notebook, by path
    """
    unreadable = book.metadata.get(MARK, {}).get("unreadable")
    if unreadable:
        return
    running = [cell for cell in book.cells if cell.cell_type == "code" and _runs(cell)]
    result = sandbox.run(Job(lesson, tuple(_job_cells(running, lesson)), files))
    told: set[str] = set()
    for cell, done in zip(running, result.cells, strict=True):
        cell.outputs = [from_dict(output) for output in safe_outputs(done.outputs)]
        cell.execution_count = done.execution_count
        if is_kind(cell, grade=True):
            # One text: nbconvert copies every list and object in a notebook, and a submission says how many there are.
            observed = None if done.observations is None else json.dumps(done.observations)
            spoilt = {name: where for name, where in done.spoilt.items() if name not in told}
            told |= spoilt.keys()
            said = {"spoilt": [_said(name, running, where) for name, where in spoilt.items()]} if spoilt else {}
            mark(cell, {"observations": observed, "ended": done.ended, "reason": done.reason, **said})
    if result.reason:
        book.metadata[MARK] = {"reason": result.reason}


def _runs(cell) -> bool:
    return is_added(cell) or "nbgrader" in cell.metadata


def _job_cells(running, lesson) -> Iterator[Cell]:
    """Yield the cells to run, each with the names that are kept as it leaves them."""
    exercises = {grade_id_of(cell) for cell in running if is_kind(cell, solution=True)}
    for cell in running:
        if is_kind(cell, grade=True):
            # The check's own card would be the submission's word; it is not run, only its exercise is observed.
            exercise = exercise_of(grade_id_of(cell))
            exercises.discard(exercise)
            yield Cell(cell.id, "", exercise, load_lesson(lesson).hidden_seeds(exercise))
        elif is_added(cell):
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
    place = "an added cell" if is_added(cell) else f"the cell of `{grade_id_of(cell)}`"
    lines = [one.text for one in statements(cell.source) or () if name in one.names]
    line = f"; there: `{lines[-1].strip().splitlines()[0][:60]}`" if lines else ""
    return f"`{name}` is taken as it was before {place} changed it{line}"


def visible_part(source: str) -> str:
    """Return a check cell's text without its hidden region."""
    kept, hidden = [], False
    for line in source.split("\n"):
        if BEGIN_HIDDEN.strip("# ") in line:
            hidden = True
        if not hidden:
            kept.append(line)
        if END_HIDDEN.strip("# ") in line:
            hidden = False
    return "\n".join(kept)


def judge_cells(book: NotebookNode, judge: Judge) -> dict[str, Graded]:
    """Judge the observations stored in a notebook's check cells; replace their outputs by card and points."""
    checks = {exercise_of(grade_id_of(cell)): cell for cell in book.cells if is_kind(cell, grade=True)}
    stored = {name: cell.metadata.get(MARK, {}) for name, cell in checks.items()}
    graded = judge.grade({name: _observations(marks) for name, marks in stored.items()})
    about, said = book.metadata.get(MARK, {}), notes(book)
    for name, cell in checks.items():
        why = about.get("unreadable") or stored[name].get("reason") or about.get("reason")
        cell.outputs = _outputs(graded[name], why, said.get(name, ()))
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


def _taken(book: NotebookNode) -> dict[str, list[str]]:
    """Return exercise -> where its text was taken from, as far as that is not its own cell."""
    cells = (cell for cell in book.cells if is_kind(cell, solution=True))
    notes = {grade_id_of(cell): _texts([cell.metadata.get(MARK, {}).get("taken")]) for cell in cells}
    return {name: said for name, said in notes.items() if said}


def _texts(notes) -> list[str]:
    return [note for note in notes if isinstance(note, str)] if isinstance(notes, list) else []


def notes(book: NotebookNode) -> dict[str, list[str]]:
    """Return exercise -> clauses that say what of it was taken from where, and which names were put back for it."""
    checks = {exercise_of(grade_id_of(cell)): cell for cell in book.cells if is_kind(cell, grade=True)}
    taken = _taken(book)
    said = {
        name: [*taken.get(name, ()), *_texts(cell.metadata.get(MARK, {}).get("spoilt"))]
        for name, cell in checks.items()
    }
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
    return [
        from_dict(output) for output in outputs
    ]  # nbformat's own makers validate each, which takes longer than this
