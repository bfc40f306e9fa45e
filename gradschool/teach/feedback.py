"""Feedback for a whole class in one go: nbgrader's own pages, made by several processes."""

from __future__ import annotations

import glob
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from gradschool.teach.classroom import Course
from gradschool.teach.lessons import LessonsError


def give_feedback(
    course: Course,
    assignments: list[str],
    *,
    students: list[str] | None = None,
    jobs: int | None = None,
    force: bool = False,
    tell: Callable[[int, int, int], None] = lambda done, failed, total: None,
) -> dict[tuple[str, str], str]:
    """Make the feedback pages of graded assignments; return (student, assignment) -> why there is none.

    Raises
    ------
    LessonsError : nothing of them was graded
    """
    wanted = [
        (student, assignment)
        for assignment in assignments
        for student in _graded(course, assignment)
        if students is None or student in students
    ]
    if not wanted:
        names = " ".join(assignments)
        raise LessonsError(f"expected graded submissions of {names}, found none; run `gradschool grade {names}` first.")
    failed: dict[tuple[str, str], str] = {}
    jobs = min(jobs or os.cpu_count() or 1, len(wanted))
    for number, (whose, problem) in enumerate(_made(partial(_page, course.config, force), wanted, jobs), 1):
        if problem:
            failed[whose] = problem
        tell(number, len(failed), len(wanted))
    return failed


def _made(work, waiting, jobs) -> Iterator[tuple[tuple[str, str], str | None]]:
    """Yield whose page was made, and why not if it was not, as they are finished by several processes."""
    alone = False
    while waiting:
        # After a process was killed one by one, until it is known on whose page that happens.
        some = waiting[:1] if alone else waiting
        done, alone = set(), False
        with ProcessPoolExecutor(min(jobs, len(some)), multiprocessing.get_context("fork")) as pool:
            try:
                for future in as_completed([pool.submit(work, whose) for whose in some]):
                    whose, problem = future.result()
                    done.add(whose)
                    yield whose, problem
            except BrokenProcessPool:
                alone = len(some) > 1
                if not alone:
                    done.add(some[0])
                    yield some[0], "the process that made its page was killed; is memory short?"
        waiting = [whose for whose in waiting if whose not in done]


def _graded(course: Course, assignment: str) -> list[str]:
    """Return the students whose graded notebooks of an assignment are there, sorted."""
    autograded = course.folder("autograded", assignment, "*").parent.parent
    return sorted(folder.parent.name for folder in autograded.glob(f"*/{assignment}") if folder.is_dir())


def _page(config, force, whose) -> tuple[tuple[str, str], str | None]:
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    student, assignment = whose
    # nbgrader takes the name for a pattern of names.
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    done = api.generate_feedback(assignment, glob.escape(student), force=force)
    if done["success"]:
        return whose, None
    return whose, (done.get("error") or done.get("log") or "no reason given").strip().splitlines()[-1]
