"""The unit of work: (a submission's bytes, its assignment, seeds) -> (graded notebooks' bytes, scores, reasons).

A worker process keeps one warm sandbox and one judge for each lesson and does this for many submissions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import nbformat

from gradschool.errors import SandboxUnavailable
from gradschool.teach.grading.kinds import kind_of
from gradschool.teach.grading.points import Points
from gradschool.teach.grading.summary import Summary
from gradschool.teach.lesson.written import is_lesson
from gradschool.teach.sandbox import Limits, Sandbox
from gradschool.teach.submission.class_edition import ClassEdition
from gradschool.teach.submission.further_files import shown_files
from gradschool.teach.submission.marks import BookMark
from gradschool.teach.submission.reading import read_submission

FORM = 4  # counts up when what is stored of a graded submission changes


@dataclass(frozen=True)
class Task:
    """One submission to grade: whose, of which assignment, its notebooks' bytes by name, the files beside them by path.

    `reason` says what of it could not be taken, if anything; `taken` which of its notebooks lay elsewhere.
    """

    student: str
    assignment: str
    notebooks: Mapping[str, bytes]
    files: Mapping[str, bytes] = field(default_factory=dict)
    fingerprint: str = ""
    reason: str | None = None
    taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class GradedNotebook:
    """One notebook of a submission, graded.

    content : the notebook with outputs, as bytes
    points : what it earned
    untouched : grade_ids of solution cells that are still the stub
    reason : why it ended early or was unreadable
    """

    content: bytes
    points: Points = field(default_factory=Points)
    untouched: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True)
class Done:
    """One submission graded: its notebooks by name, and the files that are kept beside them by path."""

    student: str
    assignment: str
    fingerprint: str
    notebooks: Mapping[str, GradedNotebook]
    files: Mapping[str, bytes] = field(default_factory=dict)
    reason: str | None = None
    taken: tuple[str, ...] = ()

    @property
    def summary(self) -> Summary:
        books = self.notebooks.values()
        return Summary(
            {name: book.points.scores for name, book in self.notebooks.items()},
            {exercise: cause for book in books for exercise, cause in book.points.causes.items()},
            tuple(name for book in books for name in book.points.failed),
            next(filter(None, (*(book.reason for book in books), self.reason)), None),
            self.fingerprint,
            {exercise: said for book in books for exercise, said in book.points.notes.items()},
            self.taken,
        )


@dataclass(frozen=True)
class Failed:
    """One submission that could not be graded; `why` is one line."""

    student: str
    assignment: str
    why: str


def fingerprint(notebooks: Mapping[str, bytes], files: Mapping[str, bytes], edition: ClassEdition) -> str:
    """Return what tells whether a submission must be graded again: its bytes, and the class edition with its seeds."""
    digest = hashlib.sha256(f"{FORM}/".encode())
    for part in (notebooks, files, edition.notebooks, edition.files):
        for name, content in sorted(part.items()):
            digest.update(hashlib.sha256(name.encode()).digest())
            digest.update(hashlib.sha256(content).digest())
        digest.update(b"/")
    return digest.hexdigest()[:32]


class Worker:
    """Grades submissions one after another in this process."""

    def __init__(self, editions: Mapping[str, ClassEdition], limits: Limits, isolated: bool):
        """editions : assignment -> its class edition"""
        self._editions = editions
        self._masters = {
            (assignment, name): nbformat.reads(master.decode(), as_version=4)
            for assignment, edition in editions.items()
            for name, master in edition.notebooks.items()
        }
        lessons = {name: edition.folder for name, edition in editions.items() if is_lesson(name)}
        self.sandbox = Sandbox(lessons, limits, isolated)

    def __enter__(self):
        self.sandbox.__enter__()
        return self

    def __exit__(self, *error):
        self.sandbox.__exit__(*error)

    def grade(self, task: Task) -> Done | Failed:
        """Return the graded submission; nothing that a submission does makes this raise."""
        try:
            books = {name: self._executed(task, name, content) for name, content in task.notebooks.items()}
            return judged(task, books)
        except SandboxUnavailable:
            raise
        except Exception as error:  # a mistake of ours must not stop the class
            why = f"the grader failed on it ({type(error).__name__}); please report it"
            return Failed(task.student, task.assignment, why)

    def _executed(self, task: Task, name: str, content: bytes) -> nbformat.NotebookNode:
        kind = kind_of(task.assignment, name)
        book = kind.restore(self._masters[task.assignment, name], read_submission(content))
        kind.execute(book, self.sandbox, self._editions[task.assignment].files, task.files)
        return book


def judged(task: Task, books: Mapping[str, nbformat.NotebookNode]) -> Done:
    """Return a submission as graded; what its notebooks did is stored in them."""
    graded = {name: _graded(task, name, book) for name, book in books.items()}
    kept = shown_files(task.files)
    return Done(task.student, task.assignment, task.fingerprint, graded, kept, task.reason, task.taken)


def _graded(task: Task, name: str, book: nbformat.NotebookNode) -> GradedNotebook:
    points = kind_of(task.assignment, name).points(book)
    return GradedNotebook(_as_bytes(book), points, tuple(_untouched(book)), BookMark.read(book).why)


def _as_bytes(book) -> bytes:
    """Return a notebook of our own making as a file.

    nbformat would copy and validate it and give each number a line of its own, which takes longer than judging it.
    """
    return (json.dumps(book, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _untouched(book) -> Iterator[str]:
    from nbgrader import utils

    for cell in book.cells:
        if utils.is_solution(cell) and cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell):
            yield cell.metadata.nbgrader["grade_id"]
