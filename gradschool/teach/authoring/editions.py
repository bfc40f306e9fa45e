"""Makes a lesson's notebooks from its text: the study edition and the instructor edition.

All nbgrader metadata, cell ids, points and hidden regions are made here and nowhere else.
"""

from __future__ import annotations

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from gradschool.errors import AuthorError
from gradschool.teach.authoring.asked import refuse_unanswerable
from gradschool.teach.lesson.check_cells import BEGIN_HIDDEN, CHECK_PREFIX, END_HIDDEN
from gradschool.teach.lesson.slips import place
from gradschool.teach.lesson.written import WrittenLesson
from gradschool.teach.submission.marks import CellMark

SCHEMA = 3  # nbgrader's metadata schema
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def study(lesson: WrittenLesson) -> nbformat.NotebookNode:
    """Return the notebook for a self-learner: stubs and visible checks, no grading."""
    return _edition(lesson, _study_slot, setup={"editable": False, "deletable": False})


def instructor(lesson: WrittenLesson) -> nbformat.NotebookNode:
    """Return the notebook that nbgrader makes the class edition from: solutions, points and hidden checks."""
    return _edition(lesson, _instructor_slot, setup=None)


def check_cell(lesson: WrittenLesson, name: str) -> str:
    """Return the text of an exercise's check cell, with the hidden part."""
    seeds = lesson.hidden_seeds(name)
    return "\n".join(
        [
            f"check({name})",
            BEGIN_HIDDEN,
            "from gradschool.teach.judging.judge import check_hidden",
            f"check_hidden({name}, lesson={lesson.name!r}, seeds={seeds})",
            END_HIDDEN,
        ]
    )


def _edition(lesson, slot, setup):
    import jupytext  # a quarter of a second, which grading does not need

    refuse_unanswerable(lesson)
    written = jupytext.reads(lesson.text, fmt="md")
    cells, slots, setups = [], [], 0
    for cell in written.cells:
        exercise = cell.metadata.get("exercise")
        if cell.cell_type == "markdown":
            cells.append(new_markdown_cell(cell.source))
        elif exercise is not None:
            slots.append(exercise)
            cells += slot(lesson, exercise)
        elif cell.metadata.get("setup"):
            setups += 1
            cells.append(new_code_cell(cell.source))
            cells[-1].metadata = setup or _nbgrader(f"setup_{setups}", locked=True)
        else:
            cells.append(new_code_cell(cell.source))
    if slots != list(lesson.exercises):
        raise AuthorError(
            f"{place(lesson.folder / 'lesson.md')}: expected the slots {', '.join(lesson.exercises)}, Jupytext finds "
            f"{', '.join(slots) or 'none'}; look at the fences around the others."
        )
    for number, cell in enumerate(cells):
        cell["id"] = f"{lesson.name.replace('_', '-')[:40]}-{number:03d}"
        cell.metadata = NotebookNode(cell.metadata)
    book = new_notebook(cells=cells, metadata=_METADATA)
    nbformat.validate(book)
    return book


def _study_slot(lesson, name):
    answer = new_code_cell(lesson.exercises[name].stub().rstrip())
    verdict = new_code_cell(f"check({name})")
    verdict.metadata = {"editable": False, "deletable": False}
    return [answer, verdict]


def _instructor_slot(lesson, name):
    exercise = lesson.exercises[name]
    answer = new_code_cell(exercise.solution().rstrip())
    answer.metadata = _nbgrader(name, solution=True)
    # The class edition's stub travels beside the solution; `Stubs` puts it in place and drops this entry.
    CellMark(stub=exercise.stub().rstrip()).write(answer)
    verdict = new_code_cell(check_cell(lesson, name))
    verdict.metadata = _nbgrader(CHECK_PREFIX + name, grade=True, locked=True, points=exercise.points)
    return [answer, verdict]


def _nbgrader(grade_id, *, grade=False, solution=False, locked=False, points=None):
    made = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": SCHEMA,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        made["points"] = points
    return {"nbgrader": made}
