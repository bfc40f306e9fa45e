"""The two kinds of notebook in an assignment, each with its way to be restored, run and given points."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from nbformat import NotebookNode

from gradschool.teach.authoring.editions import CHECK_PREFIX
from gradschool.teach.grading import lesson_notebook, own_notebook
from gradschool.teach.judging.judge import Judge
from gradschool.teach.lesson.written import is_lesson, load_lesson
from gradschool.teach.sandbox import Sandbox
from gradschool.teach.submission.reading import Submission


@dataclass(frozen=True)
class Points:
    """What a notebook earned.

    scores : grade_id -> points (None: a person must give them)
    causes : exercise -> cause (None if right); failed : an own notebook's tests that earned less than they may
    notes : exercise -> what of it was taken from where
    """

    scores: dict[str, float | None] = field(default_factory=dict)
    causes: dict[str, str | None] = field(default_factory=dict)
    failed: tuple[str, ...] = ()
    notes: dict[str, list[str]] = field(default_factory=dict)


class LessonNotebook:
    """A lesson's notebook: its exercises are observed in the sandbox and judged outside it."""

    def __init__(self, lesson: str):
        self._lesson = lesson

    def restore(self, master: NotebookNode, written: Submission) -> NotebookNode:
        return lesson_notebook.restore(master, written)

    def execute(self, book: NotebookNode, sandbox: Sandbox, released: dict, submitted: dict) -> None:
        lesson_notebook.execute(book, self._lesson, sandbox, submitted)

    def points(self, book: NotebookNode) -> Points:
        graded = lesson_notebook.judge_cells(book, judge_of(self._lesson))
        return Points(
            {CHECK_PREFIX + name: one.points for name, one in graded.items()},
            {name: one.verdict.cause for name, one in graded.items()},
            notes=lesson_notebook.notes(book),
        )


class OwnNotebook:
    """An instructor's own notebook: its tests run in the sandbox with the submission."""

    def __init__(self, lesson: str | None):
        self._lesson = lesson

    def restore(self, master: NotebookNode, written: Submission) -> NotebookNode:
        return own_notebook.restore(master, written)

    def execute(self, book: NotebookNode, sandbox: Sandbox, released: dict, submitted: dict) -> None:
        own_notebook.execute(book, self._lesson, sandbox, {**submitted, **released})

    def points(self, book: NotebookNode) -> Points:
        return Points(own_notebook.scores(book), failed=own_notebook.failed(book))


@cache
def kind_of(assignment: str, notebook: str) -> LessonNotebook | OwnNotebook:
    """Return how a notebook of an assignment is graded."""
    lesson = assignment if is_lesson(assignment) else None
    return LessonNotebook(lesson) if lesson and notebook == lesson else OwnNotebook(lesson)


@cache
def judge_of(lesson: str) -> Judge:
    """Return the lesson's judge; made once in a process, and inherited by the workers that are forked from it."""
    return Judge(load_lesson(lesson))
