"""The workers: processes that grade submissions in parallel, each with its own sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from multiprocessing.util import Finalize

from gradschool.errors import SandboxUnavailable
from gradschool.teach.batch.processes import finished
from gradschool.teach.grading.unit import Done, Failed, Task, Worker
from gradschool.teach.judging.judge import judge_of
from gradschool.teach.lesson.written import is_lesson
from gradschool.teach.sandbox import Limits
from gradschool.teach.submission.class_edition import ClassEdition


def graded(
    waiting: list[tuple[str, str]],
    read: Callable[[str, str], Task | Failed],
    editions: Mapping[str, ClassEdition],
    limits: Limits,
    isolated: bool,
    jobs: int,
) -> Iterator[Done | Failed]:
    """Yield the graded submissions as they are finished, by this process or by several workers.

    waiting : whose submission of which assignment; read : gives it, in the process that grades it: a class is never in
        memory as a whole

    Raises
    ------
    SandboxUnavailable : this machine cannot isolate submissions
    """
    if not waiting:
        return
    for assignment, edition in editions.items():
        if assignment in edition.notebooks and is_lesson(assignment):
            judge_of(assignment)
    jobs = min(jobs, len(waiting))
    if jobs == 1:
        with Worker(editions, limits, isolated) as worker:
            for whose in waiting:
                yield _graded_by(worker, read(*whose))
        return
    for whose, done in finished(waiting, _grade, jobs, start=_start, arguments=(read, editions, limits, isolated)):
        yield done or Failed(*whose, "the grader's process was killed on it; is memory short?")


def _graded_by(worker: Worker, task: Task | Failed) -> Done | Failed:
    return task if isinstance(task, Failed) else worker.grade(task)


_worker: Worker | SandboxUnavailable | None = None
_read: Callable[[str, str], Task | Failed] | None = None


def _start(read, editions, limits, isolated):
    global _worker, _read
    _read = read
    try:
        _worker = Worker(editions, limits, isolated).__enter__()
    except SandboxUnavailable as error:
        _worker = error  # said by the first submission: a worker that fails at its start would only be replaced
        return
    Finalize(_worker, _worker.__exit__, (None, None, None), exitpriority=10)


def _grade(whose: tuple[str, str]) -> Done | Failed:
    if isinstance(_worker, SandboxUnavailable):
        raise _worker
    return _graded_by(_worker, _read(*whose))
