"""Reads what a report is made of: summaries, graded notebooks, and the gradebook."""

from __future__ import annotations

from gradschool.teach.batch.class_folder import ClassFolder
from gradschool.teach.batch.gradebook import Grades
from gradschool.teach.batch.graded_notebook import graded_notebook, read_graded
from gradschool.teach.batch.report import Report, report_on
from gradschool.teach.batch.store import summaries
from gradschool.teach.lesson.written import load_lesson


def read_report(course: ClassFolder, name: str) -> Report:
    """Return the report on a lesson as its class stands now.

    Raises
    ------
    InstructorError : there is no such lesson, nothing of it was graded, or the gradebook cannot be read
    """
    lesson = load_lesson(name)
    found = summaries(course, name)
    books = {student: read_graded(course.folder("autograded", name, student) / f"{name}.ipynb") for student in found}
    notebooks = {student: graded_notebook(book) for student, book in books.items() if book is not None}
    with Grades(course.db_url, course.directory.course_id, course.config) as grades:
        recorded = grades.recorded(name)
    ungraded = tuple(student for student in course.students(name) if student not in found)
    return report_on(lesson, found, notebooks, recorded, ungraded)
