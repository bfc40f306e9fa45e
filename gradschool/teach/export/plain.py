"""Grades as a plain CSV: a row for each student, a column for each lesson."""

from __future__ import annotations

import csv
import io

from gradschool.teach.export.points import Lesson, Person, plain_number

_BEGINS_A_FORMULA = ("=", "+", "-", "@")
_BREAKS = str.maketrans("\t\r\n", "   ")  # some readers begin a cell at them


def plain_csv(
    people: list[Person], lessons: list[Lesson], missing_is_zero: bool = False, details: bool = False
) -> bytes:
    """Return the points of every student, late penalties taken off; empty where nothing was handed in or graded.

    With `details` each lesson has three more columns: its state, the penalty, the maximum.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    titles = [title for lesson in lessons for title in _titles(lesson, details)]
    writer.writerow(["student_id", "last_name", "first_name", "email", *map(guarded, titles)])
    for person in people:
        own = map(guarded, (person.id, person.last_name, person.first_name, person.email))
        writer.writerow(
            [*own, *(cell for lesson in lessons for cell in _cells(lesson, person, missing_is_zero, details))]
        )
    return out.getvalue().encode()


def guarded(text: str) -> str:
    """Return a name or an id such that a spreadsheet does not take it for a formula."""
    text = text.translate(_BREAKS)
    return f"'{text}" if text.lstrip().startswith(_BEGINS_A_FORMULA) else text


def _titles(lesson: Lesson, details: bool) -> list[str]:
    more = ("state", "late penalty", "maximum") if details else ()
    return [lesson.name, *(f"{lesson.name}: {what}" for what in more)]


def _cells(lesson: Lesson, person: Person, missing_is_zero: bool, details: bool) -> list[str]:
    points = lesson.points(person.id, missing_is_zero)
    shown = "" if points is None else plain_number(points)
    if not details:
        return [shown]
    earned = lesson.earned.get(person.id)
    penalty = plain_number(earned.penalty) if earned else ""
    return [shown, _state(lesson, person.id), penalty, plain_number(lesson.maximum)]


def _state(lesson: Lesson, student: str) -> str:
    earned = lesson.earned.get(student)
    if earned is None:
        return "nothing handed in"
    if earned.points is None:
        return "not graded"
    return "in part to be graded by hand" if earned.by_hand else "graded"
