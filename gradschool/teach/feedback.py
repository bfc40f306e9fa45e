"""Feedback for a whole class in one go: nbgrader's own pages, made by several processes."""

from __future__ import annotations

import glob
import multiprocessing
import os
from collections.abc import Callable
from functools import partial

from gradschool.teach.classroom import Course
from gradschool.teach.lessons import LessonsError


def give_feedback(
    course: Course,
    lesson: str,
    *,
    students: list[str] | None = None,
    jobs: int | None = None,
    force: bool = False,
    tell: Callable[[int, int, int], None] = lambda done, failed, total: None,
) -> dict[str, str]:
    """Make the feedback pages of a graded lesson; return student -> why there is none, for those that failed.

    Raises
    ------
    LessonsError : nothing of the lesson was graded
    """
    graded = course.folder("autograded", lesson, "*")
    found = sorted(folder.parent.name for folder in graded.parent.parent.glob(f"*/{lesson}") if folder.is_dir())
    wanted = [student for student in found if students is None or student in students]
    if not wanted:
        raise LessonsError(
            f"expected graded submissions of {lesson}, found none; run `gradschool grade {lesson}` first."
        )
    failed: dict[str, str] = {}
    jobs = min(jobs or os.cpu_count() or 1, len(wanted))
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        work = partial(_page, course.config, lesson, force)
        for number, (student, problem) in enumerate(pool.imap_unordered(work, wanted), 1):
            if problem:
                failed[student] = problem
            tell(number, len(failed), len(wanted))
    return failed


def _page(config, lesson, force, student) -> tuple[str, str | None]:
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    # nbgrader takes the name for a pattern of names.
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    done = api.generate_feedback(lesson, glob.escape(student), force=force)
    if done["success"]:
        return student, None
    return student, (done.get("error") or done.get("log") or "no reason given").strip().splitlines()[-1]
