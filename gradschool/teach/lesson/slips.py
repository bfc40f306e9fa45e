"""Where in a lesson's files a slip stands, and what its own code raises said in one line."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterator
from pathlib import Path

from gradschool.errors import AuthorError


def place(path: Path, text: str = "") -> str:
    """Return `lessons/<lesson>/<file>:<line>`, with the first line that holds `text`; without one where none does."""
    return _shown(path, line_of(path, text) if text else None)


def line_of(path: Path, text: str) -> int | None:
    """Return the number of the first line of a file that holds `text`; None where none does."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return next((number for number, line in enumerate(lines, 1) if text in line), None)


@contextlib.contextmanager
def slips_of(folder: Path) -> Iterator[None]:
    """Name the file and line of whatever the code in a lesson's folder raises.

    Raises
    ------
    AuthorError : that code raised something; what comes from elsewhere passes as it is
    """
    try:
        yield
    except Exception as error:
        found = _last_place(error, folder)
        if found is None:
            raise
        raise AuthorError(f"{found}: {_said(error)}") from None


def _last_place(error: Exception, folder: Path) -> str | None:
    """Return where in the folder an exception came from; None if it did not pass through it."""
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).is_relative_to(folder):
        return _shown(Path(error.filename), error.lineno)
    steps = [(Path(frame.f_code.co_filename), number) for frame, number in traceback.walk_tb(error.__traceback__)]
    inside = [step for step in steps if step[0].is_relative_to(folder)]
    return _shown(*inside[-1]) if inside else None


def _shown(path: Path, line: int | None) -> str:
    lessons = next((folder for folder in path.parents if folder.name == "lessons"), path.parent)
    name = path.relative_to(lessons.parent).as_posix()
    return name if line is None else f"{name}:{line}"


def _said(error: Exception) -> str:
    if isinstance(error, AuthorError):
        return str(error)
    if isinstance(error, SyntaxError):
        return f"this is no Python ({error.msg}); mend the line."
    said = " ".join(str(error).split())
    return f"expected this to run, got {type(error).__name__}: {said}; mend what the line does."
