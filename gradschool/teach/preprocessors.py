"""nbgrader's side of the seam: preprocessors that make stubs, run in the sandbox, judge, and keep feedback safe."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path

from nbgrader.preprocessors import NbGraderPreprocessor

from gradschool.teach.exporter import release_folder
from gradschool.teach.grading import execute, judge_cells, visible_part
from gradschool.teach.safe_outputs import short, shortened, text_size
from gradschool.teach.sandbox import Limits, Sandbox
from gradschool.teach.sandbox_settings import SandboxSettings
from gradschool.teach.submission import is_added, is_kind
from gradschool.teach.unit import judge_of

MOST_ON_A_PAGE = 50_000  # characters of a submission's code, and of text that it put out


class Stubs(NbGraderPreprocessor):
    """In the class edition, puts each exercise's stub where its solution was."""

    def preprocess_cell(self, cell, resources, cell_index):
        stub = cell.metadata.pop("gradschool", {}).get("stub")
        if stub is not None:
            cell.source = stub
        elif is_kind(cell, solution=True):
            raise RuntimeError(
                f"the solution cell {cell.metadata.nbgrader.grade_id!r} has no stub; run `gradschool build`"
            )
        return cell, resources


class Execute(SandboxSettings, NbGraderPreprocessor):
    """Runs the cells in the sandbox, which holds no answers, and stores what the exercises' probes observed."""

    def preprocess(self, nb, resources):
        coursedir = self.parent.parent.coursedir
        lesson = resources["nbgrader"]["assignment"]
        edition = release_folder(coursedir, lesson)
        set_aside(Path(resources["metadata"]["path"]), edition)
        execute(nb, lesson, warm_sandbox(edition, self.limits(), self.isolated))
        return nb, resources


class JudgeCells(NbGraderPreprocessor):
    """Judges the stored observations in this process and writes each check cell's card and points."""

    def preprocess(self, nb, resources):
        judge_cells(nb, judge_of(resources["nbgrader"]["assignment"]))
        return nb, resources


class SafeFeedback(NbGraderPreprocessor):
    """Takes the hidden tests out of what a student gets back, and what is too long for a page."""

    def preprocess(self, nb, resources):
        code = text = MOST_ON_A_PAGE
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            if is_kind(cell, grade=True):
                cell.source = visible_part(cell.source).rstrip()
                continue
            if is_added(cell) or is_kind(cell, solution=True):
                code, cell.source = code - len(cell.source), short(cell.source, max(code, 0))
            cell.outputs = shortened(cell.outputs, max(text, 0))
            text -= text_size(cell.outputs)
        return nb, resources


def set_aside(folder: Path, edition: Path) -> None:
    """Take out of a graded folder what is neither the lesson's nor nbgrader's: it stays in submitted/ only."""
    known = {path.name for path in edition.iterdir()} | {"timestamp.txt"}
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.is_symlink() or not path.is_file() or path.name not in known:
            path.unlink()


@cache
def warm_sandbox(folder: Path, limits: Limits, isolated: bool) -> Sandbox:
    """Return this process's sandbox for a lesson's folder; it is closed when the process ends."""
    sandbox = Sandbox({folder.name: folder}, limits, isolated)
    atexit.register(sandbox.__exit__, None, None, None)
    return sandbox.__enter__()
