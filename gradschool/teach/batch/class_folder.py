"""An instructor's course folder as nbgrader lays it out, and what is wrong with it in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from gradschool.errors import InstructorError
from gradschool.teach.lesson.written import syllabus
from gradschool.teach.nbgrader_plugin.settings import put_tools_on_path, settings

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory

CONFIG = "nbgrader_config.py"


@dataclass(frozen=True)
class ClassFolder:
    """A course folder with its nbgrader configuration."""

    root: Path
    config: Config

    @cached_property
    def directory(self) -> CourseDirectory:
        from nbgrader.coursedir import CourseDirectory  # half a second

        return CourseDirectory(config=self.config)

    def folder(self, step: str, assignment: str, student: str = ".") -> Path:
        """Return `<step>/<student>/<assignment>`; step is one of submitted, autograded, feedback, source, release."""
        directory = self.directory
        return Path(directory.format_path(getattr(directory, f"{step}_directory"), student, assignment))

    def students(self, assignment: str) -> list[str]:
        """Return the ids of the students with a submission of `assignment`, sorted."""
        submitted = Path(self.directory.format_path(self.directory.submitted_directory, ".", ".")).resolve()
        if not submitted.is_dir():
            return []
        return sorted(folder.parent.name for folder in submitted.glob(f"*/{assignment}") if folder.is_dir())

    def assignments(self) -> list[str]:
        """Return the assignments that have a class edition and a submission: lessons in their order, then others."""
        submitted = Path(self.directory.format_path(self.directory.submitted_directory, ".", ".")).resolve()
        names = {folder.name for folder in submitted.glob("*/*") if folder.is_dir()}
        there = sorted(name for name in names if self.folder("release", name).is_dir())
        lessons = syllabus()
        return sorted(there, key=lambda name: lessons.index(name) if name in lessons else len(lessons))

    def wanted(self, names: Iterable[str], everything: bool) -> list[str]:
        """Return the assignments that a command is for: those named, or every one that has submissions.

        Raises
        ------
        InstructorError : that is none
        """
        if not names and not everything:
            known = ", ".join(syllabus())
            raise InstructorError(f"expected a lesson ({known}), your own assignment or --all, got nothing.")
        found = self.assignments() if everything else list(dict.fromkeys(names))
        if not found:
            raise InstructorError(
                "expected submissions in submitted/<student>/<lesson>/, found none; collect them first."
            )
        return found

    @property
    def db_url(self) -> str:
        return self.directory.db_url


def open_class_folder(root: Path) -> ClassFolder:
    """Return the course in `root`, with its nbgrader_config.py if it has one and our settings otherwise.

    Raises
    ------
    InstructorError : the configuration cannot be read
    """
    put_tools_on_path()
    if (root / CONFIG).is_file():
        try:
            config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
        except Exception as error:
            raise InstructorError(
                f"expected a readable {root / CONFIG}, got {type(error).__name__}: {error}."
            ) from None
    else:
        config = settings()
    config.CourseDirectory.root = str(root)
    return ClassFolder(root, config)
