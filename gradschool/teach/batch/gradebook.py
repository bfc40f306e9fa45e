"""Writes scores into nbgrader's gradebook, through its own model, in one session for a whole run."""

from __future__ import annotations

import contextlib
import logging
import warnings
from dataclasses import replace
from pathlib import Path

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    InvalidEntry,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning, StatementError
from sqlalchemy.orm import selectinload
from traitlets.config import Config

from gradschool.errors import InstructorError
from gradschool.teach.batch.recorded import CellGrade, Recorded
from gradschool.teach.grading.unit import Done


class Grades:
    """A gradebook open for writing; a context manager.

    Raises
    ------
    InstructorError : the database is locked, unreadable or of another nbgrader
    """

    def __init__(self, db_url: str, course_id: str, config: Config):
        self._path = db_url.removeprefix("sqlite:///")
        if db_url.startswith("sqlite:") and not Path(self._path).is_file():
            raise InstructorError(
                f"expected a gradebook at {self._path}, found none; run `nbgrader generate_assignment` first."
            )
        try:
            self._book = Gradebook(db_url, course_id)
        except Exception as error:
            raise InstructorError(f"expected a gradebook at {self._path}, got: {_first_line(error)}") from None
        # nbgrader commits in each of its calls; here many submissions share one commit.
        self._commit, self._book.db.commit = self._book.db.commit, lambda: None
        self._held: list = []
        self._late = AssignLatePenalties(config=config)
        self._late.init_plugin()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._book.close()

    @contextlib.contextmanager
    def reading(self):
        """Give nbgrader's own gradebook, to read from; what the database refuses becomes one line."""
        with self._guarded():
            yield self._book

    def notebooks(self, assignment: str) -> list[str]:
        """Return the names of an assignment's notebooks; none if the gradebook does not know it."""
        with self._guarded():
            try:
                return [notebook.name for notebook in self._book.find_assignment(assignment).notebooks]
            except MissingEntry:
                return []

    def source_cells(self, assignment: str, name: str) -> dict[str, tuple[str, str]]:
        """Return a notebook's locked cells with their hidden tests: grade_id -> (text, checksum)."""
        notebook = self._book.find_notebook(name, assignment)
        return {cell.name: (cell.source, cell.checksum) for cell in notebook.source_cells if cell.locked}

    def recorded(self, assignment: str) -> dict[str, Recorded]:
        """Return what the gradebook holds of an assignment's submissions, by student."""
        with self._guarded():
            found: dict[str, Recorded] = {}
            grades = self._of(Grade, assignment, Grade.auto_score, Grade.manual_score, Grade.extra_credit)
            for student, notebook, cell, *points in grades:
                one = found.setdefault(student, Recorded())
                one.grades.setdefault(notebook, {})[cell] = CellGrade(*points)
            for student, notebook, cell, comment in self._of(Comment, assignment, Comment.manual_comment):
                if comment and student in found:
                    found[student].comments.setdefault(notebook, {})[cell] = comment
            named = SubmittedAssignment.assignment.has(name=assignment)
            columns = SubmittedAssignment.student_id, SubmittedAssignment.late_submission_penalty
            for student, penalty in self._book.db.query(*columns).filter(named):
                found[student] = replace(found.get(student, Recorded()), penalty=penalty or 0.0)
            return found

    def _of(self, kind: type[Grade] | type[Comment], assignment: str, *columns):
        """Return (student, notebook, grade_id, columns) of all grades or comments of an assignment."""
        return (
            self._book.db.query(SubmittedAssignment.student_id, Notebook.name, BaseCell.name, *columns)
            .select_from(kind)
            .join(BaseCell, kind.cell_id == BaseCell.id)
            .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
            .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .filter(Assignment.name == assignment)
        )

    def automatic(self, assignment: str) -> dict[str, dict[str, dict[str, float | None]]]:
        """Return the automatic scores that the gradebook holds: student -> notebook -> grade_id -> points."""
        with self._guarded():
            rows = self._of(Grade, assignment, Grade.auto_score)
            found: dict = {}
            for student, notebook, cell, score in rows:
                found.setdefault(student, {}).setdefault(notebook, {})[cell] = score
            return found

    def write(self, submissions: list[tuple[Done, str | None]]) -> None:
        """Write submissions, each with its timestamp, as nbgrader's autograde would, and commit them at once.

        What is `done` without one of the assignment's notebooks was handed in without it, which earns nothing.
        """
        with self._guarded(), self._book.db.no_autoflush:  # or each read would first write what was just set
            known = self._known([done for done, _ in submissions])
            entered = []
            for done, timestamp in submissions:
                there = known.get((done.student, done.assignment))
                entered.append((done, self._submission(done.student, done.assignment, timestamp, there)))
            self._book.db.flush()  # only then do new grades know their cells
            for done, submission in entered:
                for book in submission.notebooks:
                    _score(book, done.notebooks.get(book.name))
            late = [(done, submission) for done, submission in entered if submission.total_seconds_late > 0]
            if late:
                self._book.db.flush()  # a notebook's sum comes from the database
            for done, submission in late:
                for book in submission.notebooks:
                    if book.name in done.notebooks:
                        self._penalty(book, done.student)
            self._commit()
        self._held.clear()

    def _known(self, submissions: list[Done]) -> dict[tuple[str, str], SubmittedAssignment]:
        """Return those of the submissions that the gradebook has, by student and assignment; enter new students.

        What will be asked for is kept in the session until the commit: one by one it would take seven queries each.
        """
        students: dict[str, set[str]] = {}
        for done in submissions:
            students.setdefault(done.assignment, set()).add(done.student)
        everybody = set().union(*students.values())
        entered = self._book.db.query(Student).filter(Student.id.in_(everybody)).all()
        new = sorted(everybody - {student.id for student in entered})
        self._held += [*entered, *map(self._book.update_or_create_student, new)]
        self._book.db.flush()
        books, found = selectinload(SubmittedAssignment.notebooks), []
        parts = books.selectinload(SubmittedNotebook.grades), books.selectinload(SubmittedNotebook.comments)
        for assignment, names in students.items():
            named = Assignment.name == assignment
            self._held += self._book.db.query(BaseCell).join(Notebook).join(Assignment).filter(named)
            known = self._book.db.query(SubmittedAssignment).join(SubmittedAssignment.assignment).filter(named)
            found += known.filter(SubmittedAssignment.student_id.in_(names)).options(*parts)
        return {(one.student_id, one.assignment.name): one for one in found}

    @contextlib.contextmanager
    def _guarded(self):
        """Turn what the database refuses into one line; nbgrader would also log it with its traceback."""
        log = logging.getLogger("tornado.application")
        log.disabled, before = True, log.disabled
        try:
            yield
        except (StatementError, InvalidEntry) as error:
            self._book.db.rollback()
            said = _first_line(getattr(error, "orig", error))
            raise InstructorError(f"could not use {self._path}: {said}; {_what_to_do(said)}.") from None
        finally:
            log.disabled = before

    def enter(self, student: str, assignment: str, timestamp: str | None) -> None:
        """Enter a submission that could not be graded, without scores, as nbgrader does."""
        with self._guarded():
            self._book.update_or_create_student(student)
            self._submission(student, assignment, timestamp)
            self._commit()

    def _submission(self, student, assignment, timestamp, known=None) -> SubmittedAssignment:
        """Return the gradebook's entry of a submission, a new one unless it is known; new ones are not flushed."""
        if known is not None:
            if timestamp:
                known.timestamp = parse_utc(timestamp)
            return known
        stamped = {"timestamp": timestamp} if timestamp else {}
        with warnings.catch_warnings():
            # nbgrader builds its objects before it adds them to the session, and SQLAlchemy 2.1 remarks on it.
            warnings.simplefilter("ignore", SAWarning)
            return self._book.update_or_create_submission(assignment, student, **stamped)

    def _penalty(self, book, student):
        late = book.assignment.total_seconds_late
        penalty = self._late.plugin_inst.late_submission_penalty(student, book.score, late)
        if penalty is not None:
            book.late_submission_penalty = self._late._check_late_penalty(book, penalty)


def _score(book: SubmittedNotebook, graded) -> None:
    """Enter a notebook's scores and comments; None is one that is missing, which earns nothing."""
    for grade in book.grades:
        if graded is None:
            grade.auto_score, grade.needs_manual_grade = 0.0, False
        elif grade.name in graded.points.scores:
            grade.auto_score = graded.points.scores[grade.name]
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
    if graded is not None:
        book.late_submission_penalty = None
        for comment in book.comments:
            comment.auto_comment = "No response." if comment.name in graded.untouched else None


def _what_to_do(said: str) -> str:
    if "no such" in said or "no column" in said:
        return "it may be of an older nbgrader: run `nbgrader db upgrade`, then the same command again"
    if "full" in said:
        return "make room on the disk, then run the same command again"
    if "readonly" in said or "unable to open" in said:
        return "make it writable, then run the same command again"
    return "run the same command again"


def _first_line(error) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def timestamp_of(folder: Path) -> str | None:
    """Return what a submission's timestamp.txt says, if it is a date that the gradebook can hold."""
    path = folder / "timestamp.txt"
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(200).strip()
        return text if text and 1970 <= parse_utc(text).year <= 2200 else None
    except Exception:  # a submission's file may hold anything, and a date parser may answer that with anything
        return None
