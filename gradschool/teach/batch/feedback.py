"""Feedback for a whole class in one go: nbgrader's own pages, made by several processes."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Callable
from functools import partial

from gradschool.errors import InstructorError
from gradschool.teach.batch.class_folder import ClassFolder
from gradschool.teach.batch.processes import finished


def give_feedback(
    course: ClassFolder,
    assignments: list[str],
    *,
    students: list[str] | None = None,
    jobs: int | None = None,
    force: bool = False,
    progress: Callable[[int, int, int], None] = lambda done, failed, total: None,
) -> dict[tuple[str, str], str]:
    """Make the feedback pages of graded assignments; return (student, assignment) -> why there is none.

    Raises
    ------
    InstructorError : nothing of them was graded
    """
    wanted = [
        (student, assignment)
        for assignment in assignments
        for student in _graded(course, assignment)
        if students is None or student in students
    ]
    if not wanted:
        names = " ".join(assignments)
        raise InstructorError(
            f"expected graded submissions of {names}, found none; run `gradschool grade {names}` first."
        )
    failed: dict[tuple[str, str], str] = {}
    jobs = min(jobs or os.cpu_count() or 1, len(wanted))
    # Where a process was killed a page may be half written, which nbgrader would take for one that is there already.
    make, anew = partial(_page, course.config, force), partial(_page, course.config, True)
    for number, (whose, problem) in enumerate(finished(wanted, make, jobs, again=anew), 1):
        if problem is None:
            student, assignment = whose
            shutil.rmtree(course.folder("feedback", assignment, student), ignore_errors=True)
            problem = "the process that makes its pages was killed on it; is memory short?"
        if problem:
            failed[whose] = problem
        progress(number, len(failed), len(wanted))
    return failed


def _graded(course: ClassFolder, assignment: str) -> list[str]:
    """Return the students whose graded notebooks of an assignment are there, sorted."""
    autograded = course.folder("autograded", assignment, "*").parent.parent
    return sorted(folder.parent.name for folder in autograded.glob(f"*/{assignment}") if folder.is_dir())


def _page(config, force, whose) -> str:
    """Make the pages of one submission; return why there are none, "" if they are there."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    student, assignment = whose
    # nbgrader takes the name for a pattern of names.
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    done = api.generate_feedback(assignment, glob.escape(student), force=force)
    if done["success"]:
        return ""
    return (done.get("error") or done.get("log") or "no reason given").strip().splitlines()[-1]
