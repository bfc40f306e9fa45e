"""Fingerprints: what changes when anything changes that something of a lesson is made from.

They are hashes of contents: of the lesson's own files, of the engine's modules that take part, and of the versions of
packages. Which modules take part is read from their imports, so that no list of them is kept by hand.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

_ENGINE = Path(__file__).resolve().parents[2]  # the package gradschool
_WRITTEN = ("*.py", "*.md")


def fingerprint(folder: Path, roots: Iterable[Path], packages: Iterable[str], *more: object) -> str:
    """Return the fingerprint of what the modules `roots`, and what they import, make of the lesson in `folder`.

    packages : names of installed packages whose version counts; more : what else counts, told by its `repr`
    """
    versions = [f"{name} {version(name)}" for name in packages]
    digest = hashlib.sha256(repr((sys.version_info[:2], versions, more)).encode())
    written = lesson_texts(folder)
    engine = modules_behind([*roots, *(file for file in written if file.suffix == ".py")])
    syllabus = [
        file for file in [folder.parent / "__init__.py"] if file.is_file()
    ]  # texts name lessons by their number
    for home, files in ((folder, written), (folder.parent, syllabus), (_ENGINE, sorted(engine))):
        for file in files:
            digest.update(f"{file.relative_to(home).as_posix()} {digest_of(file)}\n".encode())
    return digest.hexdigest()


def lesson_texts(folder: Path) -> list[Path]:
    """Return what the author wrote of a lesson, in its folder and the folders in it."""
    return sorted(file for pattern in _WRITTEN for file in folder.rglob(pattern) if file.is_file())


def digest_of(file: Path) -> str:
    """Return the hash of a file's content."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def modules_behind(roots: Iterable[Path]) -> set[Path]:
    """Return the engine's modules among some files and behind them: what they import, and what that imports."""
    found: set[Path] = set()
    waiting = list(roots)
    while waiting:
        file = waiting.pop()
        new = _imported(file, file.read_bytes()) - found
        found |= new
        waiting += new
    return found | {file for file in map(Path, roots) if file.is_relative_to(_ENGINE)}


@cache
def _imported(file: Path, content: bytes) -> frozenset[Path]:
    """Return the engine's modules that a module names in its import statements, wherever they stand in it."""
    try:
        tree = ast.parse(content)
    except SyntaxError:  # whoever imports it says so
        return frozenset()
    return frozenset(found for name in _names(tree, file) for found in _files(name))


def _names(tree: ast.AST, file: Path) -> Iterator[tuple[str, ...]]:
    """Yield the dotted names that stand in import statements, without the package's own, as tuples."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{_home(node, file)}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (tuple(name.split(".")[1:]) for name in names if name.split(".")[0] == _ENGINE.name)


def _home(node: ast.ImportFrom, file: Path) -> str:
    """Return the full name of what a `from ... import` takes from."""
    if not node.level or not file.is_relative_to(_ENGINE):
        return node.module or ""
    package = file.relative_to(_ENGINE.parent).parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def _files(name: tuple[str, ...]) -> Iterator[Path]:
    """Yield the file of a module, if it is one, and those of the packages it is in."""
    for length in range(len(name) + 1):
        place = _ENGINE.joinpath(*name[:length])
        yield from (file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file())
