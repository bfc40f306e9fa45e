"""The workers: processes that grade submissions in parallel, and are replaced when one of them is killed."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from gradschool.teach.class_edition import ClassEdition
from gradschool.teach.early import EarlySandboxes
from gradschool.teach.kinds import judge_of
from gradschool.teach.lessons import is_lesson
from gradschool.teach.sandbox import Limits, SandboxUnavailable
from gradschool.teach.unit import Done, Failed, Task, Worker


def graded(
    waiting: list[tuple[str, str]],
    read: Callable[[str, str], Task | Failed],
    editions: Mapping[str, ClassEdition],
    limits: Limits,
    isolated: bool,
    jobs: int,
    early: EarlySandboxes | None,
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
    if early is not None:
        early.ready()
    if jobs == 1:
        with Worker(editions, limits, isolated, early and early.take(0)) as worker:
            for whose in waiting:
                yield _graded_by(worker, read(*whose))
        return
    context = multiprocessing.get_context("fork")
    alone = False
    start = (read, editions, limits, isolated, early, context.Value("i", 0))
    while waiting:
        # After a worker was killed one by one, until it is known on which submission that happens.
        some = waiting[:1] if alone else waiting
        with ProcessPoolExecutor(min(jobs, len(some)), context, _start, start) as pool:
            futures = {pool.submit(_grade, *whose): whose for whose in some}
            if early is not None:  # the workers are there and have taken theirs over
                early.let_go()
            done, alone = set(), False
            try:
                for future in as_completed(futures):
                    yield future.result()
                    done.add(futures.pop(future))
            except BrokenProcessPool:
                alone = True
                if len(some) == 1:
                    done.add(some[0])
                    alone = False
                    yield Failed(*some[0], "the grader's process was killed on it; is memory short?")
        waiting = [whose for whose in waiting if whose not in done]


def _graded_by(worker: Worker, task: Task | Failed) -> Done | Failed:
    return task if isinstance(task, Failed) else worker.grade(task)


_worker: Worker | SandboxUnavailable | None = None
_read: Callable[[str, str], Task | Failed] | None = None


def _start(read, editions, limits, isolated, early, workers):
    global _worker, _read
    _read = read
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    with workers.get_lock():
        number, workers.value = workers.value, workers.value + 1
    try:
        _worker = Worker(editions, limits, isolated, early and early.take(number)).__enter__()
    except SandboxUnavailable as error:
        _worker = error  # said by the first submission: a worker that fails at its start would only be replaced
        return
    multiprocessing.util.Finalize(_worker, _worker.__exit__, (None, None, None), exitpriority=10)


def _end_with(parent) -> None:
    """End this worker, and with it its sandbox, when the process that gives it work was killed."""
    parent.join()
    os._exit(1)


def _grade(student: str, assignment: str) -> Done | Failed:
    if isinstance(_worker, SandboxUnavailable):
        raise _worker
    return _graded_by(_worker, _read(student, assignment))
