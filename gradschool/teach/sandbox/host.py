"""The sandbox as the grader uses it: one warm process for many jobs, started anew when it is gone."""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Mapping
from pathlib import Path

from gradschool.errors import SandboxUnavailable
from gradschool.teach.sandbox.job import Job, Limits, Result
from gradschool.teach.sandbox.process import WarmGone, WarmProcess
from gradschool.teach.sandbox.talk import Talk

# What a submission uses that takes long to import, and the words by which it is known. It is imported in the warm
# process before the first submission that says so is run; one that hides it waits for its own import.
_PARTS = {
    "data": re.compile(r"\b(?:sklearn|gradschool\.data)\b"),
    "plots": re.compile(r"\b(?:matplotlib|pylab|plt|gradschool\.plots)\b"),
}
_IMPORTED = {"data": re.compile(r"\bdata\b"), "plots": re.compile(r"\b(?:plots|figures)\b")}


def _parts(source: str) -> set[str]:
    """Return the parts that a cell's text asks for: by their words, or by a line that imports them from the course."""
    imports = "\n".join(line.partition("import")[2] for line in source.split("\n") if "import" in line)
    return {part for part, words in _PARTS.items() if words.search(source) or _IMPORTED[part].search(imports)}


class Sandbox:
    """Runs jobs one after the other, each in its own fork of one warm process; a context manager.

    Use one sandbox per worker process, from one thread. A fork for the next job is always waiting.

    Parameters
    ----------
    lessons : lesson name -> folder of its outgoing files (those that `lesson_files.RUN` names)
    limits : what one submission may use
    isolated : with False the same without bubblewrap: time and memory are limited, files and network are not
    """

    def __init__(self, lessons: Mapping[str, Path], limits: Limits | None = None, isolated: bool = True):
        for name in lessons:
            if not name.isidentifier():
                raise ValueError(f"expected a lesson's name, got {name!r}")
        self._lessons = {name: Path(folder).resolve() for name, folder in lessons.items()}
        self._limits = limits or Limits()
        self._isolated = isolated
        self._warm: WarmProcess | None = None
        self._spare: tuple[int, socket.socket] | None = None
        self._wanted: set[str] = set()

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    def start(self) -> None:
        """Start the warm process if it is not running.

        Raises
        ------
        SandboxUnavailable : this machine cannot isolate submissions
        """
        if self._warm is None:
            self._warm = WarmProcess(self._lessons, self._limits, self._isolated)
        if self._wanted - self._warm.loaded:
            self._drop_spare()
            self._warm.load(self._wanted - self._warm.loaded)
        if self._spare is None:
            self._fork()

    def close(self) -> None:
        """End the warm process and all that came from it."""
        if self._spare is not None:
            self._spare[1].close()
            self._spare = None
        if self._warm is not None:
            self._warm.close()
            self._warm = None

    @property
    def isolation(self) -> str | None:
        """How the running warm process is isolated ("own user id", "user namespace"), or None if it is not."""
        return self._warm.way if self._warm else None

    @property
    def filtered(self) -> bool:
        """Whether the running warm process may make only some system calls."""
        return bool(self._warm and self._warm.filtered)

    def run(self, job: Job) -> Result:
        """Return what the job did; whatever its cells do, this does not raise.

        Raises
        ------
        KeyError : the job's lesson is not one of this sandbox
        SandboxUnavailable : the warm process could not be started anew
        """
        if job.lesson is not None and job.lesson not in self._lessons:
            raise KeyError(f"expected a lesson of this sandbox ({', '.join(self._lessons)}), got {job.lesson!r}")
        self._wanted = self._wanted.union(*(_parts(cell.source) for cell in job.cells))
        number, channel = self._take_spare()
        try:
            talk = Talk(channel, self._warm.fileno(), lambda: self._warm.news(number), self._limits)
            return talk.run(job)
        finally:
            channel.close()
            try:
                self._warm.end(number)
                self._fork()
            except WarmGone:
                self.close()

    def _take_spare(self) -> tuple[int, socket.socket]:
        """Return a fork that has said it is there, from a warm process that has cleaned up behind the last one."""
        for last in (False, True):
            try:
                self.start()
                self._warm.wait_until_clean()
                number, channel = self._spare
                channel.settimeout(20)
                if channel.recv(1) == b"!":
                    self._warm.watch(number)
                    self._spare = None
                    return number, channel
            except (WarmGone, OSError):
                pass
            with contextlib.suppress(OSError):
                self.close()
            if last:
                break
        raise SandboxUnavailable("the sandbox ended twice in a row before a submission was given to it.")

    def _drop_spare(self) -> None:
        if self._spare is not None:
            number, channel = self._spare
            self._spare = None
            channel.close()
            self._warm.end(number)
            self._warm.wait_until_clean()

    def _fork(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                number = self._warm.fork(theirs)
            except BaseException:
                ours.close()
                raise
        self._spare = (number, ours)
