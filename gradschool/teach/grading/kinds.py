"""Which of the two kinds of notebook one is, and with that how it is restored, run and given points."""

from __future__ import annotations

from functools import cache

from gradschool.teach.grading.lesson_notebook import LessonNotebook
from gradschool.teach.grading.own_notebook import OwnNotebook
from gradschool.teach.lesson.written import is_lesson


@cache
def kind_of(assignment: str, notebook: str) -> LessonNotebook | OwnNotebook:
    """Return how a notebook of an assignment is graded."""
    lesson = assignment if is_lesson(assignment) else None
    return LessonNotebook(lesson) if lesson and notebook == lesson else OwnNotebook(lesson)
