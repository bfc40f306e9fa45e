"""The grades of a class, out of its gradebook into a file: a plain CSV, or an LMS's own file filled."""

from __future__ import annotations

from pathlib import Path

from gradschool.errors import InstructorError
from gradschool.teach.batch.class_folder import ClassFolder
from gradschool.teach.batch.gradebook import Grades
from gradschool.teach.export.fill import Choices, fill
from gradschool.teach.export.place import read_template
from gradschool.teach.export.plain import plain_csv
from gradschool.teach.export.points import read_lessons, read_people
from gradschool.teach.export.said import plan_lines

FOLDER = "exports"  # ignored by git, as grades never enter the repository


def default_place(course: ClassFolder, template: Path | None) -> Path:
    """Return where an export goes if nothing else is said: a name of its own for each file that is filled."""
    return course.root / FOLDER / (template.name if template else "grades.csv")


def export_class(
    course: ClassFolder,
    assignments: list[str],
    students: list[str] | None,
    *,
    form: str | None,
    template: Path | None,
    choices: Choices,
    details: bool,
    every_change: bool,
) -> tuple[bytes, list[str]]:
    """Return an export and what is to be said of it: the plain CSV, or `template`, a file of that form, filled.

    Without assignments the plain CSV has all of the gradebook.

    Raises
    ------
    InstructorError : there is no gradebook, it does not know an assignment or a student, or `template` cannot be filled
    """
    if template and not assignments:
        raise InstructorError("expected the assignments whose columns are to be filled, got none; name them.")
    with Grades(course.db_url, course.directory.course_id, course.config) as grades, grades.reading() as book:
        people, lessons = read_people(book, students or ()), read_lessons(book, assignments)
    if template is None:
        content = plain_csv(people, lessons, choices.missing_is_zero, details)
        return content, content.decode().splitlines() if every_change else []
    plan = fill(form, read_template(template), template.name, people, lessons, choices)
    return plan.content, plan_lines(plan, template.name, every_change)
