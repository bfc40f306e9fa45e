"""nbgrader's side of the seam: preprocessors that make stubs, run in the sandbox, judge, and keep feedback safe."""

from __future__ import annotations

import atexit
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor

from gradschool.teach.files import write_whole
from gradschool.teach.grading.kinds import kind_of
from gradschool.teach.grading.lesson_notebook import LessonNotebook
from gradschool.teach.lesson.check_cells import visible_part
from gradschool.teach.lesson.written import is_lesson
from gradschool.teach.nbgrader_plugin.sandbox_settings import SandboxSettings
from gradschool.teach.sandbox import Limits, Sandbox
from gradschool.teach.submission.class_edition import edition_files, release_folder, submission_files
from gradschool.teach.submission.further_files import shown_files
from gradschool.teach.submission.marks import CellMark
from gradschool.teach.submission.reading import grade_id_of, is_kind
from gradschool.teach.submission.safe_outputs import short, shortened, text_size

_BEGIN, _END = "BEGIN SOLUTION", "END SOLUTION"
MOST_ON_A_PAGE = 50_000  # characters of a submission's code, and of text that it put out


class Stubs(ClearSolutions):
    """In the class edition, puts each exercise's stub where its solution was.

    An instructor's own solution is cleared as nbgrader does it, between its markers, BEGIN SOLUTION and END SOLUTION,
    or between those that are configured.
    """

    def preprocess(self, nb, resources):
        self._configured = self.begin_solution_delimeter, self.end_solution_delimeter
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell, resources, cell_index):
        stub = CellMark.read(cell).stub
        CellMark().write(cell)
        if stub is not None:
            cell.source = stub
            return cell, resources
        names = resources["nbgrader"]
        if isinstance(kind_of(names["assignment"], names["notebook"]), LessonNotebook):
            if is_kind(cell, solution=True):
                raise RuntimeError(f"the solution cell {grade_id_of(cell)!r} has no stub; run `gradschool build`")
            return cell, resources
        nbgraders = self._configured[0] not in cell.source and _BEGIN in cell.source
        self.begin_solution_delimeter, self.end_solution_delimeter = (_BEGIN, _END) if nbgraders else self._configured
        return super().preprocess_cell(cell, resources, cell_index)


class Execute(SandboxSettings, NbGraderPreprocessor):
    """Runs the cells in the sandbox, which holds no answers, and stores what the exercises' probes observed."""

    def preprocess(self, nb, resources):
        coursedir = self.parent.parent.coursedir
        names = resources["nbgrader"]
        folder = release_folder(coursedir, names["assignment"])
        released = edition_files(folder)
        handed_in = Path(coursedir.format_path(coursedir.submitted_directory, names["student"], names["assignment"]))
        files, left_out = submission_files(handed_in, released)
        if left_out:
            self.log.warning("%s: %s", names["student"], left_out)
        remove_foreign_files(Path(resources["metadata"]["path"]), folder, shown_files(files))
        sandbox = warm_sandbox(folder if is_lesson(folder.name) else None, self.limits(), self.isolated)
        kind_of(names["assignment"], names["notebook"]).execute(nb, sandbox, released, files)
        return nb, resources


class JudgeCells(NbGraderPreprocessor):
    """Judges the stored observations in this process and writes each check cell's card and points."""

    def preprocess(self, nb, resources):
        kind_of(resources["nbgrader"]["assignment"], resources["nbgrader"]["notebook"]).points(nb)
        return nb, resources


class SafeFeedback(NbGraderPreprocessor):
    """Takes the hidden tests out of what a student gets back, and what is too long for a page."""

    def preprocess(self, nb, resources):
        code = text = MOST_ON_A_PAGE
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            if is_kind(cell, grade=True, solution=False):
                hidden = visible_part(cell.source) != cell.source
                cell.source = visible_part(cell.source).rstrip()
                for output in cell.outputs if hidden else ():
                    if output.output_type == "error":  # its traceback shows the lines of the test that failed
                        output.traceback = [f"{output.ename}: {output.evalue}"]
                continue
            if CellMark.read(cell).added or is_kind(cell, solution=True):
                code, cell.source = code - len(cell.source), short(cell.source, max(code, 0))
            cell.outputs = shortened(cell.outputs, max(text, 0))
            text -= text_size(cell.outputs)
        return nb, resources


def remove_foreign_files(folder: Path, edition: Path, kept: Mapping[str, bytes]) -> None:
    """Take out of a graded folder what is not the course's, nbgrader's or to be kept: it stays in submitted/."""
    known = {path.relative_to(edition) for path in edition.rglob("*") if path.is_file()} | {Path("timestamp.txt")}
    for place, folders, files in os.walk(folder, topdown=False):
        for path in (Path(place, name) for name in (*folders, *files)):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.is_symlink() or not path.is_file() or path.relative_to(folder) not in known:
                path.unlink()
    for name, content in kept.items():
        write_whole(folder / name, content)


@cache
def warm_sandbox(lesson: Path | None, limits: Limits, isolated: bool) -> Sandbox:
    """Return this process's sandbox for a lesson's folder, or for none; it is closed when the process ends."""
    sandbox = Sandbox({lesson.name: lesson} if lesson else {}, limits, isolated)
    atexit.register(sandbox.__exit__, None, None, None)
    return sandbox.__enter__()
