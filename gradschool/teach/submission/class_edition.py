"""The class edition of an assignment, as it was released: its notebooks, and the files beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gradschool import lesson_files
from gradschool.errors import InstructorError
from gradschool.teach.lesson.written import is_lesson
from gradschool.teach.submission.further_files import released_files, submitted_files


@dataclass(frozen=True)
class ClassEdition:
    """An assignment's class edition.

    notebooks : name -> the notebook with its hidden tests, as bytes
    files : what an instructor released beside them; a lesson's own files are not among these
    """

    folder: Path
    notebooks: dict[str, bytes]
    files: dict[str, bytes]


def release_folder(coursedir, assignment: str) -> Path:
    """Return the folder of an assignment's class edition.

    Raises
    ------
    InstructorError : it was not generated yet
    """
    folder = Path(coursedir.format_path(coursedir.release_directory, ".", assignment)).resolve()
    if not any(folder.glob("*.ipynb")):
        raise InstructorError(
            f"expected the class edition of {assignment} in {folder}, found none; "
            f"run `nbgrader generate_assignment {assignment}`."
        )
    return folder


def read_edition(folder: Path, names: list[str], hidden: dict[str, dict[str, tuple[str, str]]]) -> ClassEdition:
    """Return the class edition in a folder.

    names : its notebooks
    hidden : notebook -> grade_id -> (text, checksum) of the locked cells as the gradebook has them, with hidden tests

    Raises
    ------
    InstructorError : a notebook is missing or is in another language, or there is too much beside them
    """
    notebooks = {}
    for name in names:
        path = folder / f"{name}.ipynb"
        if not path.is_file():
            raise InstructorError(
                f"expected {name}.ipynb of the class edition in {folder}; "
                f"run `nbgrader generate_assignment {folder.name} --force`."
            )
        book = json.loads(path.read_bytes())
        language = book.get("metadata", {}).get("kernelspec", {}).get("language", "python")
        if language != "python":
            raise InstructorError(
                f"expected notebooks in Python, got {path} in {language}; grade it with stock nbgrader."
            )
        for cell in book["cells"]:
            marks = cell["metadata"].get("nbgrader", {})
            if marks.get("grade_id") in hidden[name]:
                cell["source"], marks["checksum"] = hidden[name][marks["grade_id"]]
        notebooks[name] = json.dumps(book).encode()
    return ClassEdition(folder, notebooks, edition_files(folder))


def submission_files(folder: Path, released: Mapping[str, bytes]) -> tuple[dict[str, bytes], str | None]:
    """Return what a student handed in beside the notebooks, the course's own files left out, and why it is not all."""
    return submitted_files(folder, {*lesson_files.OUTGOING, *released})


def edition_files(folder: Path) -> dict[str, bytes]:
    """Return what lies beside the notebooks of a class edition, a lesson's own files left out.

    Raises
    ------
    InstructorError : it is too much
    """
    return released_files(folder, but=lesson_files.OUTGOING if is_lesson(folder.name) else ())
