"""The unit of work: (submission bytes, lesson, seeds) -> (graded notebook bytes, scores, reasons).

A worker process keeps one warm sandbox and one judge for each lesson and does this for many submissions.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import nbformat

from gradschool.teach.grading import MARK, execute, judge_cells
from gradschool.teach.judge import Judge
from gradschool.teach.lessons import load
from gradschool.teach.sandbox import Limits, Sandbox, SandboxUnavailable
from gradschool.teach.submission import read_submission, restore

FORM = 1  # counts up when what is stored in a graded notebook changes


@dataclass(frozen=True)
class Task:
    """One submission to grade: whose, which lesson, the notebook's bytes and the class edition to restore it on."""

    student: str
    lesson: str
    content: bytes
    fingerprint: str


@dataclass(frozen=True)
class Done:
    """One submission graded.

    scores : grade_id -> points; causes : exercise -> cause (None if right)
    reason : why it ended early or was unreadable
    untouched : grade_ids of solution cells that are still the stub
    """

    student: str
    lesson: str
    fingerprint: str
    notebook: bytes
    scores: dict[str, float] = field(default_factory=dict)
    causes: dict[str, str | None] = field(default_factory=dict)
    untouched: tuple[str, ...] = ()
    reason: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Failed:
    """One submission that could not be graded; `why` is one line."""

    student: str
    lesson: str
    why: str


def fingerprint(content: bytes, edition: bytes) -> str:
    """Return what tells whether a submission must be graded again: its bytes and the class edition with its seeds."""
    digest = hashlib.sha256(f"{FORM}/".encode())
    for part in (content, edition):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:32]


class Worker:
    """Grades submissions one after another in this process."""

    def __init__(
        self,
        editions: dict[str, tuple[Path, bytes]],
        limits: Limits,
        isolated: bool,
        sandbox: Sandbox | None = None,
    ):
        """editions : lesson -> (folder of the class edition, the master notebook with hidden tests, as bytes)

        sandbox : one that is running already, for these lessons and limits; by default one of its own
        """
        self._masters = {name: nbformat.reads(master.decode(), as_version=4) for name, (_, master) in editions.items()}
        folders = {name: folder for name, (folder, _) in editions.items()}
        self.sandbox = sandbox or Sandbox(folders, limits, isolated)

    def __enter__(self):
        self.sandbox.__enter__()
        return self

    def __exit__(self, *error):
        self.sandbox.__exit__(*error)

    def grade(self, task: Task) -> Done | Failed:
        """Return the graded submission; nothing that a submission does makes this raise."""
        try:
            book = restore(self._masters[task.lesson], read_submission(task.content))
            execute(book, task.lesson, self.sandbox)
            return judged(task, book)
        except SandboxUnavailable:
            raise
        except Exception as error:  # a mistake of ours must not stop the class
            why = f"the grader failed on it ({type(error).__name__}); please report it"
            return Failed(task.student, task.lesson, why)


def judged(task: Task, book: nbformat.NotebookNode) -> Done:
    """Return the verdicts on a notebook whose observations are stored in it, as a graded submission."""
    graded = judge_cells(book, judge_of(task.lesson))
    about = book.metadata.get(MARK, {})
    reason = about.get("unreadable") or about.get("reason")
    book.metadata[MARK] = {**about, "fingerprint": task.fingerprint}
    return Done(
        task.student,
        task.lesson,
        task.fingerprint,
        _as_bytes(book),
        {f"check_{name}": g.points for name, g in graded.items()},
        {name: g.verdict.cause for name, g in graded.items()},
        tuple(_untouched(book)),
        reason,
    )


def _as_bytes(book) -> bytes:
    """Return a notebook of our own making as a file.

    nbformat would copy and validate it and give each number a line of its own, which takes longer than judging it.
    """
    return (json.dumps(book, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _untouched(book):
    from nbgrader import utils

    for cell in book.cells:
        if utils.is_solution(cell) and cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell):
            yield cell.metadata.nbgrader["grade_id"]


def as_json(done: Done) -> bytes:
    """Return the summary of a graded submission that is kept beside its notebook."""
    return json.dumps(
        {"fingerprint": done.fingerprint, "scores": done.scores, "causes": done.causes, "reason": done.reason}
    ).encode()


@cache
def judge_of(lesson: str) -> Judge:
    """Return the lesson's judge; made once in a process, and inherited by the workers that are forked from it."""
    return Judge(load(lesson))
