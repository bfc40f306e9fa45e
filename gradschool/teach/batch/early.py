"""Starts sandboxes while the grader itself still starts: both take about a second."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from gradschool.teach.batch.class_folder import ClassFolder
from gradschool.teach.lesson.written import is_lesson
from gradschool.teach.sandbox import Limits, Sandbox


class EarlySandboxes:
    """Some sandboxes, started at once and in the background; a context manager.

    Worker processes that are forked from this one take them over (`take`), whereupon this one lets go of them
    (`let_go`). What nobody took is closed at the end.
    """

    def __init__(self, lessons: Mapping[str, Path], limits: Limits, isolated: bool, count: int):
        self._made = [Sandbox(lessons, limits, isolated) for _ in range(count)]
        self._failures: list[BaseException] = []
        self._threads = [threading.Thread(target=self._start, args=(sandbox,), daemon=True) for sandbox in self._made]

    def __enter__(self) -> EarlySandboxes:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error) -> None:
        self._join()
        for sandbox in self._made:
            sandbox.close()

    def ready(self) -> int:
        """Wait until all have started, as a fork must; return how many there are.

        Raises
        ------
        SandboxUnavailable : this machine cannot isolate submissions
        """
        self._join()
        if self._failures:
            raise self._failures[0]
        return len(self._made)

    def take(self, number: int) -> Sandbox | None:
        """Return one to be this process's own, if there are so many, and let go of the others."""
        own = self._made.pop(number) if number < len(self._made) else None
        self.let_go()
        return own

    def let_go(self) -> None:
        """Leave the sandboxes to the processes that took them."""
        for sandbox in self._made:
            sandbox.let_go()

    def _start(self, sandbox: Sandbox) -> None:
        try:
            sandbox.start()
        except BaseException as failure:
            self._failures.append(failure)

    def _join(self) -> None:
        for thread in self._threads:
            thread.join()


def early_sandboxes(course: ClassFolder, lessons, limits: Limits, isolated: bool, count: int) -> EarlySandboxes:
    """Return sandboxes for those of the lessons whose class edition lies where nbgrader keeps it by default."""
    folders = {name: course.root / "release" / name for name in lessons if is_lesson(name)}
    there = {name: folder for name, folder in folders.items() if (folder / f"{name}.ipynb").is_file()}
    moved = {"directory_structure", "release_directory"} & set(course.config.get("CourseDirectory", {}))
    return EarlySandboxes(there, limits, isolated, count if there and not moved else 0)
