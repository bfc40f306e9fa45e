"""Writes a believable class: submissions of every kind that an instructor meets, with the truth of each in a CSV."""

from __future__ import annotations

import copy
import csv
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from gradschool.bank import replace_body
from gradschool.errors import InstructorError
from gradschool.teach.files import write_whole
from gradschool.teach.lesson.check_cells import CHECK_PREFIX
from gradschool.teach.lesson.keys import all_uses
from gradschool.teach.lesson.written import WrittenLesson
from gradschool.teach.sample.truth import true_shares
from gradschool.teach.submission.reading import grade_id_of, is_kind

UNGRADED = "could not be graded"
MISSING = "no notebook"
RENAMED = "renamed notebook"  # plain `nbgrader autograde` passes over it


@dataclass
class Made:
    """One made submission.

    sources : exercise -> what stands in its cell; an exercise that is missing keeps its stub
    planted : exercise -> the mistake's id, where one was planted
    edit : a last change of the notebook (None for none); content : bytes instead of a notebook; filename : its name
    broken : exercises whose function is missing, never ends, or was not written
    """

    kind: str
    sources: dict[str, str] = field(default_factory=dict)
    planted: dict[str, str] = field(default_factory=dict)
    edit: Callable | None = None
    content: bytes | None = None
    filename: str | None = None
    broken: tuple[str, ...] = ()


def write_sample_class(
    lesson: WrittenLesson, course: Path, students: int, seed: int = 0, ordinary: bool = False
) -> Path:
    """Write `submitted/<student>/<lesson>/` for a made class; return the path of the CSV with the truth.

    ordinary : only submissions that are readable and end (for measuring speed)

    Raises
    ------
    InstructorError : the class edition is not there, there is a submitted/ for this lesson already, or students < 1
    """
    if students < 1:
        raise InstructorError(f"expected at least one student, got {students}.")
    edition = course / "release" / lesson.name / f"{lesson.name}.ipynb"
    if not edition.is_file():
        raise InstructorError(
            f"expected the class edition {edition}, found none; run `gradschool build {lesson.name}`."
        )
    taken = sorted((course / "submitted").glob(f"*/{lesson.name}"))
    if taken:
        raise InstructorError(
            f"expected no submissions of {lesson.name} yet, found {taken[0]}; move submitted/ away first."
        )
    master = nbformat.read(edition, as_version=4)
    rng = random.Random(f"{seed}/{lesson.name}")
    rows, kinds = [], _ORDINARY if ordinary else _KINDS
    for number in range(students):
        made = kinds[number % len(kinds)](lesson, rng)
        student = f"student{number + 1:03d}"
        folder = course / "submitted" / student / lesson.name
        write_whole(folder / (made.filename or f"{lesson.name}.ipynb"), _notebook(master, made))
        rows.append({"student": student, "lesson": lesson.name, "kind": made.kind, **_truth(lesson, made)})
    path = course / f"truth_{lesson.name}.csv"
    write_whole(path, _csv(rows))
    return path


def _truth(lesson, made) -> dict:
    if made.kind == MISSING or made.content is not None:
        points = dict.fromkeys(lesson.exercises, 0.0)
        status = UNGRADED if made.kind == MISSING else "graded"
    else:
        shares = true_shares(lesson, made.sources, made.planted, made.broken)
        points = {name: round(exercise.points * shares[name], 2) for name, exercise in lesson.exercises.items()}
        status = "graded"
    planted = ";".join(f"{name}={id}" for name, id in made.planted.items())
    return {"status": status, "score": round(sum(points.values()), 2), "planted": planted, **points}


def _csv(rows) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _notebook(master, made) -> bytes:
    if made.content is not None:
        return made.content
    book = nbformat.from_dict(json.loads(nbformat.writes(master)))
    for cell in book.cells:
        if is_kind(cell, solution=True) and grade_id_of(cell) in made.sources:
            cell.source = made.sources[grade_id_of(cell)].rstrip()
    if made.edit:
        made.edit(book)
    return nbformat.writes(book).encode()


def _right(lesson, rng) -> Made:
    """Right answers, each in a style of its own."""
    styles = {}
    for name, exercise in lesson.exercises.items():
        styles[name] = rng.choice([exercise.source, *(v.source for v in exercise.variants.values())])
    return Made("right", styles)


def _with_mistakes(count: int):
    def make(lesson, rng) -> Made:
        made = _right(lesson, rng)
        names = [name for name, exercise in lesson.exercises.items() if exercise.mistakes]
        for name in rng.sample(names, min(count, len(names))):
            id = rng.choice(list(lesson.exercises[name].mistakes))
            made.sources[name] = lesson.exercises[name].mistakes[id].source
            made.planted[name] = id
        for name in made.planted:
            if lesson.probes[name].by_properties:
                # Other styles draw otherwise, and on top of a broken draw they are right in ways of their own.
                for later in lesson.exercises:
                    if name in all_uses(lesson, later) and later not in made.planted:
                        made.sources[later] = lesson.exercises[later].source
        made.kind = {1: "one mistake", 2: "two mistakes"}[count]
        return made

    return make


def _half_done(lesson, rng) -> Made:
    made = _right(lesson, rng)
    names = list(lesson.exercises)
    for name in names[len(names) // 2 :]:
        del made.sources[name]
    made.kind = "half done"
    return made


def _untouched(lesson, rng) -> Made:
    return Made("untouched")


def _broken_json(lesson, rng) -> Made:
    return Made("broken JSON", content=b'{"cells": [{"cell_type": "code", "source": "x')


def _renamed_notebook(lesson, rng) -> Made:
    made = _right(lesson, rng)
    made.kind, made.filename = RENAMED, "homework_final_2.ipynb"
    return made


def _no_notebook(lesson, rng) -> Made:
    made = _right(lesson, rng)
    made.kind, made.filename = MISSING, "homework_final_2.txt"
    return made


def _deleted_check(lesson, rng) -> Made:
    made = _right(lesson, rng)
    victim = rng.choice(list(lesson.exercises))

    def delete(book):
        book.cells = [c for c in book.cells if not (is_kind(c, grade=True) and grade_id_of(c) == CHECK_PREFIX + victim)]

    made.kind, made.edit = "deleted check cell", delete
    return made


def _duplicated_cells(lesson, rng) -> Made:
    made = _right(lesson, rng)

    def duplicate(book):
        graded = [i for i, cell in enumerate(book.cells) if is_kind(cell, grade=True)]
        copied = copy.deepcopy(book.cells[graded[0]])
        copied["id"] = "pasted"
        book.cells.insert(graded[-1], copied)

    made.kind, made.edit = "duplicated check cell", duplicate
    return made


def _endless_loop(lesson, rng) -> Made:
    made = _right(lesson, rng)
    name = list(lesson.exercises)[-1]
    made.sources[name] = replace_body(lesson.exercises[name].source, "while True:\n    pass")
    made.kind, made.broken = "endless loop", (name,)
    return made


def _renamed_function(lesson, rng) -> Made:
    made = _right(lesson, rng)
    name = rng.choice(list(lesson.exercises))
    made.sources[name] = made.sources[name].replace(f"def {name}(", f"def my_{name}(", 1)
    made.kind, made.broken = "renamed function", (name,)
    return made


def _imports_answers(lesson, rng) -> Made:
    made = Made("imports the answers", broken=tuple(lesson.exercises))
    for name in lesson.exercises:
        made.sources[name] = f"from lessons.{lesson.name}.exercises.{name} import {name}\n"
    return made


def _patches_testing(lesson, rng) -> Made:
    """Everything that would judge in the student's own process is switched off; nothing is solved."""
    made = Made("patched numpy.testing", broken=tuple(lesson.exercises))
    patch = (
        "import numpy.testing as t\nimport numpy as np, gradschool.notebook.check, gradschool.checks.verdict\n"
        "t.assert_allclose = t.assert_array_equal = lambda *a, **k: None\n"
        "np.allclose = lambda *a, **k: True\n"
        "check = gradschool.notebook.check.check = lambda *a, **k: None\n"
        "gradschool.checks.verdict.verdict_on = lambda *a, **k: None\n"
    )
    first = next(iter(lesson.exercises))
    for name in lesson.exercises:
        made.sources[name] = f"{patch if name == first else ''}def {name}(*arguments, **options):\n    return 0.0\n"
    return made


def _syntax_error(lesson, rng) -> Made:
    made = _right(lesson, rng)
    name = rng.choice(list(lesson.exercises))
    made.sources[name] = made.sources[name].replace("return ", "return (", 1)
    made.kind, made.broken = "syntax error", (name,)
    return made


_KINDS: tuple[Callable[[WrittenLesson, random.Random], Made], ...] = (
    _right,
    _with_mistakes(1),
    _with_mistakes(1),
    _with_mistakes(2),
    _half_done,
    _right,
    _with_mistakes(1),
    _untouched,
    _broken_json,
    _deleted_check,
    _with_mistakes(1),
    _endless_loop,
    _renamed_function,
    _imports_answers,
    _patches_testing,
    _with_mistakes(2),
    _right,
    _syntax_error,
    _duplicated_cells,
    _with_mistakes(1),
    _renamed_notebook,
    _no_notebook,
)

_ORDINARY = (_right, _with_mistakes(1), _right, _with_mistakes(2), _half_done, _with_mistakes(1))
