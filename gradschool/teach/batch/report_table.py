"""A report as the rows of one table: an exercise's own row, then a row for each thing that several answers share."""

from __future__ import annotations

import csv
import io

from gradschool.teach.batch.report import RAISED, RIGHT, UNSTARTED, ExerciseReport, Report, Shared
from gradschool.teach.files import printable

COLUMNS = (
    "lesson",
    "exercise",
    "what",
    "students",
    "of",
    "share",
    "mean_points",
    "worth",
    "right",
    "not_started",
    "raised",
    "words",
    "example",
)
_FORMULA = tuple("=+-@\t\r")


def as_csv(report: Report, *, names: bool = False) -> bytes:
    """Return a report as CSV in UTF-8; nothing in it is a formula to a spreadsheet.

    names : a further column says whose answers they are
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, "who"] if names else COLUMNS)
    for exercise in report.exercises:
        writer.writerow(_guarded([*_own_row(report, exercise), *([""] if names else [])]))
        for shared in exercise.shared:
            who = [" ".join(shared.students)] if names else []
            writer.writerow(_guarded([*_shared_row(report, exercise, shared), *who]))
    return out.getvalue().encode()


def _own_row(report: Report, exercise: ExerciseReport) -> list:
    counts = [len(exercise.kinds[kind]) for kind in (RIGHT, UNSTARTED, RAISED)]
    share, mean = round(exercise.share_right, 4), round(exercise.mean, 3)
    students = exercise.students
    return [report.lesson, exercise.name, "exercise", students, students, share, mean, exercise.worth, *counts, "", ""]


def _shared_row(report: Report, exercise: ExerciseReport, shared: Shared) -> list:
    count, of = len(shared.students), exercise.students
    told = [shared.words, shared.example or ""]
    return [report.lesson, exercise.name, shared.kind, count, of, round(count / of, 4), *[""] * 5, *told]


def _guarded(row: list) -> list:
    return [_guarded_text(printable(cell)) if isinstance(cell, str) else cell for cell in row]


def _guarded_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
