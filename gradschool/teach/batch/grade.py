"""Grades a class at once: workers in parallel, one writer, and a run that was killed goes on where it was."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import nbformat

from gradschool.errors import InstructorError
from gradschool.teach.batch.class_folder import ClassFolder
from gradschool.teach.batch.gradebook import Grades
from gradschool.teach.batch.store import Store, read_summary, summaries
from gradschool.teach.batch.workers import graded
from gradschool.teach.files import printable
from gradschool.teach.grading.summary import Summary
from gradschool.teach.grading.unit import Failed, Task, fingerprint, judged
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sandbox import Limits
from gradschool.teach.submission.class_edition import ClassEdition, read_edition, release_folder, submission_files
from gradschool.teach.submission.handed_in import NoNotebook, find_notebook
from gradschool.teach.submission.reading import grade_id_of, is_kind

_NAMES = "expected a student's name of one line and without any of *?[]<>\"&; rename the folder and grade again"


@dataclass
class Run:
    """What a grading run did, in the order of assignments and students.

    graded, kept : the summaries of submissions graded now, and of those that were already
    failed : (student, assignment) -> why it could not be graded
    points : what the gradebook holds of each at the end, people's points and penalties included
    """

    graded: dict[tuple[str, str], Summary] = field(default_factory=dict)
    kept: dict[tuple[str, str], Summary] = field(default_factory=dict)
    failed: dict[tuple[str, str], str] = field(default_factory=dict)
    points: dict[tuple[str, str], float] = field(default_factory=dict)
    seconds: float = 0.0


def grade_class(
    course: ClassFolder,
    assignments: list[str],
    *,
    students: list[str] | None = None,
    jobs: int | None = None,
    force: bool = False,
    limits: Limits | None = None,
    isolated: bool = True,
    progress: Callable[[int, int, int], None] = lambda done, failed, total: None,
) -> Run:
    """Grade every submission of the assignments (lessons, or an instructor's own) and write notebooks and gradebook.

    students : only these; jobs : worker processes (one for each core by default); force : grade again what is unchanged
    progress : called after each submission with how many are done, how many of them failed, and how many there are

    Raises
    ------
    InstructorError : an assignment is unknown or not generated, no submission is there, the gradebook cannot be used
    """
    begun, run = time.perf_counter(), Run()
    for assignment in assignments:
        if not course.folder("source", assignment).is_dir() and not course.folder("release", assignment).is_dir():
            load_lesson(assignment)  # a name that is no lesson's either is said before anything else
    if not any(
        student in course.students(assignment)
        for assignment in assignments
        for student in students or course.students(assignment)
    ):
        raise InstructorError(_nothing(course, assignments, students))
    with Grades(course.db_url, course.directory.course_id, course.config) as grades:
        editions = {assignment: _edition(course, assignment, grades) for assignment in assignments}
        read = partial(_read, course, editions)
        waiting = list(_waiting(course, students, editions, read, grades, force, run))
        total = len(waiting) + len(run.failed) + len(run.kept)
        progress(len(run.failed) + len(run.kept), len(run.failed), total)
        jobs = jobs or os.cpu_count() or 1
        with Store(course, grades) as store:
            for done in graded(waiting, read, editions, limits or Limits(), isolated, jobs):
                if isinstance(done, Failed):
                    grades.enter(done.student, done.assignment, None)
                    run.failed[done.student, done.assignment] = done.why
                else:
                    store.put(done)
                    run.graded[done.student, done.assignment] = done.summary
                progress(len(run.graded) + len(run.failed) + len(run.kept), len(run.failed), total)
        run.points = _recorded(grades, assignments)
    run.seconds = time.perf_counter() - begun
    return run


def _recorded(grades: Grades, assignments: list[str]) -> dict[tuple[str, str], float]:
    return {(student, name): one.points for name in assignments for student, one in grades.recorded(name).items()}


def _nothing(course, assignments, students) -> str:
    where = course.folder("submitted", assignments[0], "<student>")
    who = f" of {', '.join(students)}" if students else ""
    return f"expected submissions{who} in {where}, found none; collect them first (nbgrader collect or zip_collect)."


def _edition(course: ClassFolder, assignment: str, grades: Grades) -> ClassEdition:
    """Return an assignment's class edition with the hidden tests of the gradebook put in."""
    names = grades.notebooks(assignment)
    if not names:
        raise InstructorError(
            f"expected {assignment} in the gradebook; run `nbgrader generate_assignment {assignment} --force`."
        )
    hidden = {name: grades.source_cells(assignment, name) for name in names}
    return read_edition(release_folder(course.directory, assignment), names, hidden)


def _waiting(course, students, editions, read, grades, force, run) -> Iterator[tuple[str, str]]:
    """Yield whose submissions of which assignments are to be graded; enter into `run` what is not."""
    for assignment in editions:
        stored = grades.automatic(assignment)
        for student in course.students(assignment):
            if students and student not in students:
                continue
            if not _is_name(student):
                run.failed[student, assignment] = _NAMES
                continue
            found = read(student, assignment)
            if isinstance(found, Failed):
                grades.enter(student, assignment, None)
                run.failed[student, assignment] = found.why
                continue
            kept = read_summary(course.folder("autograded", assignment, student))
            same = kept and kept.fingerprint == found.fingerprint and _agree(kept, stored.get(student, {}))
            if same and not force:
                run.kept[student, assignment] = kept
            else:
                yield student, assignment


def _agree(summary: Summary, stored: dict) -> bool:
    """Whether the gradebook holds what a summary says was written to it."""
    return all(
        name in stored.get(notebook, {}) and stored[notebook][name] == score
        for notebook, scores in summary.scores.items()
        for name, score in scores.items()
    )


def _is_name(name: str) -> bool:
    """Whether a folder's name may be a student's: nbgrader takes some for patterns, and formgrader some for markup."""
    return name == name.strip() and name.isprintable() and not set(name) & set('*?[]<>"&')


def _read(course: ClassFolder, editions: dict[str, ClassEdition], student: str, assignment: str) -> Task | Failed:
    """Return a submission as it lies in submitted/, or why there is none."""
    folder, edition = course.folder("submitted", assignment, student), editions[assignment]
    if folder.is_symlink() or folder.parent.is_symlink():
        why = "expected the student's own folder, found a link; collect the submission again"
        return Failed(student, assignment, why)
    notebooks, taken, missing, deeper = {}, [], [], None
    for name, master in edition.notebooks.items():
        try:
            found = find_notebook(folder, name, master, frozenset(edition.notebooks))
        except NoNotebook as none:
            missing.append(str(none))
            continue
        except OSError as error:
            return Failed(student, assignment, f"could not read {name}.ipynb: {error.strerror}")
        notebooks[name] = found.content
        if found.path is not None:
            taken.append(f"{name}.ipynb was taken from {printable(found.path)}")
            deeper = found.folder
    reason = "; ".join(missing) or None
    if not notebooks:
        return Failed(student, assignment, reason)
    files, left_out = submission_files(deeper or folder, edition.files)
    mark = fingerprint(notebooks, files, edition)
    return Task(student, assignment, notebooks, files, mark, reason or left_out, tuple(taken))


def regrade_class(course: ClassFolder, lesson: str, *, progress=lambda done, failed, total: None) -> Run:
    """Judge the stored observations of a lesson anew, after a reference or points were changed; runs no student code.

    Other notebooks of the assignment keep what they have.

    Raises
    ------
    InstructorError : there is no such lesson, or nothing of it was graded by `gradschool grade`
    """
    load_lesson(lesson)
    begun, run = time.perf_counter(), Run()
    with Grades(course.db_url, course.directory.course_id, course.config) as grades:
        edition = _edition(course, lesson, grades)
        stored = summaries(course, lesson)
        master = nbformat.reads(edition.notebooks[lesson].decode(), as_version=4)
        marks = {grade_id_of(cell): cell.metadata["nbgrader"] for cell in master.cells if is_kind(cell, grade=True)}
        store = Store(course, grades)
        for number, (student, summary) in enumerate(stored.items(), 1):
            books = {}
            for name in summary.scores:
                path = course.folder("autograded", lesson, student) / f"{name}.ipynb"
                books[name] = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
            for cell in books[lesson].cells if lesson in books else ():
                if is_kind(cell, grade=True) and grade_id_of(cell) in marks:
                    cell.metadata["nbgrader"] = marks[grade_id_of(cell)]
            task = Task(student, lesson, {}, {}, summary.fingerprint, summary.reason, summary.taken)
            done = judged(task, books)
            store.put(done)
            run.graded[student, lesson] = done.summary
            progress(number, 0, len(stored))
        store.flush()
        run.points = _recorded(grades, [lesson])
    run.seconds = time.perf_counter() - begun
    return run
