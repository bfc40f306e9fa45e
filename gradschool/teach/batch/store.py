"""Graded submissions on the disk and in the gradebook: written so that a killed run can go on, and read again."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from gradschool.errors import InstructorError
from gradschool.teach.batch.class_folder import ClassFolder
from gradschool.teach.batch.gradebook import Grades, timestamp_of
from gradschool.teach.files import write_whole
from gradschool.teach.grading.summary import Summary
from gradschool.teach.grading.unit import Done

SUMMARY = ".gradschool.json"
MOST_WAITING, MOST_SECONDS = 32, 2.0  # how much a commit of the gradebook may gather


def summaries(course: ClassFolder, assignment: str) -> dict[str, Summary]:
    """Return what was found for each graded student of an assignment.

    Raises
    ------
    InstructorError : nothing of it was graded by `gradschool grade`
    """
    students = course.students(assignment)
    found = {student: read_summary(course.folder("autograded", assignment, student)) for student in students}
    found = {student: summary for student, summary in found.items() if summary}
    if not found:
        raise InstructorError(
            f"expected graded submissions of {assignment}, found none; run `gradschool grade {assignment}` first."
        )
    return found


def read_summary(folder: Path) -> Summary | None:
    """Return the summary in a graded submission's folder; None if there is none of this form."""
    try:
        return Summary.from_json((folder / SUMMARY).read_bytes())
    except (OSError, ValueError):
        return None


class Store:
    """Writes graded submissions, several to one commit of the gradebook; a context manager.

    The gradebook comes first and a submission's summary last: only what has a summary counts as done, so a run that is
    killed in between does it again.
    """

    def __init__(self, course: ClassFolder, grades: Grades):
        self._course, self._grades = course, grades
        self._waiting: list[tuple[Done, str | None]] = []
        self._since = time.monotonic()

    def __enter__(self):
        return self

    def __exit__(self, kind, *error):
        if kind is None:
            self.flush()

    def put(self, done: Done) -> None:
        """Take one graded submission; it is permanent after the next flush."""
        (self._folder(done) / SUMMARY).unlink(missing_ok=True)
        timestamp = timestamp_of(self._course.folder("submitted", done.assignment, done.student))
        self._waiting.append((done, timestamp))
        if len(self._waiting) >= MOST_WAITING or time.monotonic() - self._since > MOST_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write the gradebook in one go, as others wait meanwhile, then the notebooks and summaries."""
        self._grades.write(self._waiting)
        for done, timestamp in self._waiting:
            files = {f"{name}.ipynb": book.content for name, book in done.notebooks.items()}
            if timestamp:
                files["timestamp.txt"] = f"{timestamp}\n".encode()
            for name, content in done.files.items():
                # A folder may stand where an earlier submission had a file: that costs nobody else their grade.
                with contextlib.suppress(FileExistsError, NotADirectoryError, IsADirectoryError):
                    write_whole(self._folder(done) / name, content)
            for name, content in {**files, SUMMARY: done.summary.to_json()}.items():
                write_whole(self._folder(done) / name, content)
        self._waiting.clear()
        self._since = time.monotonic()

    def _folder(self, done: Done) -> Path:
        return self._course.folder("autograded", done.assignment, done.student)
