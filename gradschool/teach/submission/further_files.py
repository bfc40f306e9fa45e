"""The files beside a notebook, those released and those handed in, read without following links."""

from __future__ import annotations

import os
import stat
import sys
import sysconfig
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path, PurePosixPath

from gradschool import lesson_files
from gradschool.errors import InstructorError

MOST_FILES = 200
MOST_BYTES = 16 * 2**20
MOST_DEPTH = 6
LONGEST_NAME = 200  # bytes; writing a copy takes some more
_CODE = (".py", ".pyc", ".pyd", ".so")
# What neither a kernel nor a browser runs, so that it may lie beside a graded notebook that somebody opens.
_SHOWN = (".bmp", ".csv", ".gif", ".jpeg", ".jpg", ".json", ".md", ".npy", ".npz", ".pdf", ".png", ".tsv", ".txt")


class TooMuch(Exception):
    """The files are more than may be read; the message says by which measure."""


def released_files(folder: Path, but: Collection[str] = ()) -> dict[str, bytes]:
    """Return the files that an instructor released beside the notebooks, except those named: path -> content.

    Raises
    ------
    InstructorError : they are more than a submission's working folder takes
    """
    try:
        return {path: content for path, content in _read(folder) if path not in but}
    except TooMuch as error:
        raise InstructorError(f"expected less beside the notebooks in {folder}, found {error}.") from None


def submitted_files(folder: Path, taken: Collection[str] = ()) -> tuple[dict[str, bytes], str | None]:
    """Return the files that a student handed in beside the notebooks, and why they are not all.

    taken : names that are the instructor's; neither they nor what lies in a folder of that name is the student's

    A module that would stand in front of an installed one, as a `numpy.py` would, is left out: who wrote it by chance
    would wonder what became of NumPy.
    """
    found: dict[str, bytes] = {}
    reason = None
    tops = {PurePosixPath(name).parts[0] for name in taken} | {"timestamp.txt"}
    try:
        for path, content in _read(folder):
            if path.split("/")[0] not in tops:
                found[path] = content
    except TooMuch as error:
        reason = f"files beside the notebook were left out: {error}"
    packages = {path.split("/")[0] for path in found if path.split("/")[1:] and path.split("/")[1] == "__init__.py"}
    hiding = {top for top in packages if _is_installed(top)}
    hiding |= {path for path in found if path.endswith(_CODE) and _is_installed(path.split(".")[0])}
    return {path: content for path, content in found.items() if not hiding & {path, path.split("/")[0]}}, reason


def shown_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return those of a student's files that are kept beside the graded notebook: data and pictures, no settings."""
    return {
        path: content
        for path, content in files.items()
        if PurePosixPath(path).suffix.lower() in _SHOWN and not path.endswith("config.json")
    }


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of each regular file below a folder, notebooks and hidden ones left out, in order."""
    try:
        top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return
    count = size = 0
    try:
        for path, number in _files(top, "", MOST_DEPTH):
            with os.fdopen(number, "rb") as file:
                count, size = count + 1, size + os.fstat(number).st_size
                if count > MOST_FILES:
                    raise TooMuch(f"more than {MOST_FILES} files")
                if size > MOST_BYTES:
                    raise TooMuch(f"more than {MOST_BYTES // 2**20} MiB")
                yield path, file.read(MOST_BYTES)
    finally:
        os.close(top)


def _files(folder: int, prefix: str, depth: int) -> Iterator[tuple[str, int]]:
    """Yield the path and an open descriptor of each regular file; links, pipes and devices are passed over."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        name = entry.name
        if name.startswith((".", "__pycache__")) or name.endswith((".ipynb", ".pyc")) or not name.isprintable():
            continue
        if len(os.fsencode(name)) > LONGEST_NAME:
            continue
        if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
            continue
        try:
            number = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        except OSError:
            continue
        mode = os.fstat(number).st_mode
        if stat.S_ISREG(mode):
            yield prefix + name, number
            continue
        try:
            if stat.S_ISDIR(mode) and depth > 1:
                yield from _files(number, f"{prefix}{name}/", depth - 1)
        finally:
            os.close(number)


@cache
def _is_installed(module: str) -> bool:
    """Whether a module of that name comes with Python, with a package beside us, or with the course."""
    if module in sys.stdlib_module_names or module in ("gradschool", "lessons") or f"{module}.py" in lesson_files.CODE:
        return True
    return module.isidentifier() and PathFinder.find_spec(module, list(_places())) is not None


def _places() -> set[str]:
    return {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
