"""Works through a list in several processes, and goes on when one of them is killed."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool


def finished(
    waiting: list,
    work: Callable,
    jobs: int,
    *,
    again: Callable | None = None,
    start: Callable | None = None,
    arguments: tuple = (),
) -> Iterator[tuple]:
    """Yield each item with what `work` returns for it, as they are finished; None where the process was killed on it.

    again : what is done instead of `work` with the items that were not finished when a process was killed
    start, arguments : called in each process before its first item
    """
    context = multiprocessing.get_context("fork")
    alone = False
    while waiting:
        # After a process was killed the next item has one to itself: so it is known on which one that happens.
        some = waiting[:1] if alone else waiting
        with ProcessPoolExecutor(min(jobs, len(some)), context, _begin, (start, arguments)) as pool:
            done, alone = set(), False
            try:
                futures = {pool.submit(work, item): item for item in some}
                for future in as_completed(futures):
                    result = future.result()
                    item = futures.pop(future)
                    done.add(item)
                    yield item, result
            except BrokenProcessPool:
                work = again or work
                alone = len(some) > 1
                if not alone:
                    done.add(some[0])
                    yield some[0], None
            finally:
                pool.shutdown(cancel_futures=True)  # of what is not wanted any more nothing new is begun
        waiting = [item for item in waiting if item not in done]


def _begin(start, arguments) -> None:
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    if start is not None:
        start(*arguments)


def _end_with(parent) -> None:
    """End this process, and with it what it started, when the one that gives it work was killed."""
    parent.join()
    os._exit(1)
