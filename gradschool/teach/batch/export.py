"""The grades of a class, out of its gradebook into a file: a plain CSV, or an LMS's own file filled."""

from __future__ import annotations

from pathlib import Path

from gradschool.errors import InstructorError
from gradschool.teach.batch.class_folder import ClassFolder
from gradschool.teach.batch.gradebook import Grades
from gradschool.teach.export.fill import Choices, Plan, fill
from gradschool.teach.export.place import read_template
from gradschool.teach.export.plain import plain_csv
from gradschool.teach.export.points import Lesson, Person, read_lessons, read_people

FOLDER = "exports"  # ignored by git, as grades never enter the repository


def default_place(course: ClassFolder, template: Path | None) -> Path:
    """Return where an export goes if nothing else is said: a name of its own for each file that is filled."""
    return course.root / FOLDER / (template.name if template else "grades.csv")


def export_plain(
    course: ClassFolder, assignments: list[str], students: list[str] | None, missing_is_zero: bool, details: bool
) -> bytes:
    """Return the plain CSV of assignments, or of all that the gradebook has.

    Raises
    ------
    InstructorError : there is no gradebook, or it does not know an assignment or a student
    """
    people, lessons = _read(course, assignments, students)
    return plain_csv(people, lessons, missing_is_zero, details)


def export_filled(
    course: ClassFolder, form: str, template: Path, assignments: list[str], students: list[str] | None, choices: Choices
) -> Plan:
    """Return the plan of filling `template`, a file of one of the forms, with the grades of assignments.

    Raises
    ------
    InstructorError : as with a plain export, or what is wrong with the file
    """
    if not assignments:
        raise InstructorError("expected the assignments whose columns are to be filled, got none; name them.")
    people, lessons = _read(course, assignments, students)
    return fill(form, read_template(template), template.name, people, lessons, choices)


def _read(course, assignments, students) -> tuple[list[Person], list[Lesson]]:
    with Grades(course.db_url, course.directory.course_id, course.config) as grades, grades.reading() as book:
        return read_people(book, students or ()), read_lessons(book, assignments)
