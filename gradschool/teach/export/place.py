"""Where an export is read from and written to: never over the LMS's own file, unless that is asked for."""

from __future__ import annotations

from pathlib import Path

from gradschool.errors import InstructorError
from gradschool.teach.files import write_whole

_MOST_BYTES = 64 * 2**20


def read_template(path: Path) -> bytes:
    """Return the file that the LMS gave.

    Raises
    ------
    InstructorError : it is no file, or far too large for one
    """
    if not path.is_file():
        raise InstructorError(f"expected the file that the LMS gave at {path}, found none; download it first.")
    if path.stat().st_size > _MOST_BYTES:
        raise InstructorError(f"expected a file of grades, {path} is larger than {_MOST_BYTES // 2**20} MiB.")
    return path.read_bytes()


def write_export(path: Path, content: bytes, template: Path | None = None, overwrite: bool = False) -> None:
    """Write an export in one step.

    Raises
    ------
    InstructorError : it would take the place of the file that it was made from, without `overwrite`
    """
    refuse_own_template(path, template, overwrite)
    write_whole(path.resolve(), content)


def refuse_own_template(path: Path, template: Path | None, overwrite: bool = False) -> None:
    """Refuse to write over the LMS's own file, by whatever name it is reached.

    Raises
    ------
    InstructorError : that is the same file, without `overwrite`; or a folder
    """
    if path.is_dir():
        raise InstructorError(f"expected a file to write to, {path} is a folder; give its name too.")
    if template and path.exists() and template.exists() and path.samefile(template) and not overwrite:
        raise InstructorError(
            f"expected another file than {template}, which is the LMS's own; name one by --to, or say --overwrite."
        )
