"""Puts the editions in `notebooks/`, `source/` and `release/`, or says how what is there differs from the lessons.

What the files of a lesson ought to be is known by their hashes as long as nothing changes that they are made from; what
is there is read each time.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gradschool import lesson_files
from gradschool.teach.authoring import EDITIONS
from gradschool.teach.files import write_whole
from gradschool.teach.lesson.fingerprints import digest_of, fingerprint
from gradschool.teach.lesson.written import is_lesson, lessons_root, load_lesson, syllabus

_TEACH = Path(__file__).resolve().parents[1]
# What makes the editions; nbgrader finds the second by its name.
_MAKERS = (_TEACH / "authoring" / "making.py", _TEACH / "nbgrader_plugin" / "preprocessors.py")
_PACKAGES = ("numpy", "nbgrader", "nbconvert", "nbformat", "jupytext")


def build(names: tuple[str, ...] = (), *, check: bool = False) -> list[str]:
    """Make the editions of the named lessons (all by default); return the paths that changed or, with `check`, differ.

    Raises
    ------
    AuthorError : a lesson's text and answers do not fit
    """
    root, known = lessons_root(), _Known(lessons_root())
    made_from = {name: known.made_from(name) for name in names or syllabus()}
    changed = {name: now for name, now in made_from.items() if not known.in_place(name, now, live=not check)}
    differing = _put(root, known, changed, check) if changed else []
    gone = () if names else _gone(root)
    return differing + [_removed(root, path, check) for path in gone]


def _put(root: Path, known: _Known, made_from: dict[str, str], check: bool) -> list[str]:
    """Make lessons and put their files in place, or only compare; return the paths that were not as they must be.

    made_from : lesson -> the fingerprint of what it is made from
    """
    from gradschool.teach.authoring.making import make_lessons  # brings all that makes them

    differing = []
    for name, files in make_lessons(made_from, live=not check):
        for path, content in files.items():
            target = root / path
            if not target.is_file() or not _same(target, content, name):
                differing.append(path)
                if not check:
                    write_whole(target, content)
        stale = [path for path in made_there(root, name) if path.relative_to(root).as_posix() not in files]
        differing += [_removed(root, path, check) for path in stale]
        if not check:
            known.keep(name, made_from[name], files)
    return differing


class _Known:
    """What the files of the lessons ought to be, as far as they are made from the same as when they were made last."""

    def __init__(self, root: Path):
        self._root = root

    def in_place(self, name: str, made_from: str, *, live: bool) -> bool:
        """Whether what is made of a lesson from these is there and nothing else; live : its live keys as well."""
        record = self._record(name)
        if record.get("made_from") != made_from:
            return False
        there = {path.relative_to(self._root).as_posix(): digest_of(path) for path in made_there(self._root, name)}
        return there == record.get("files") and (not live or self._live_keys(name) == record.get("live_keys"))

    def made_from(self, name: str) -> str:
        """Return the fingerprint of what a lesson's editions are made from: its files, the engine, the packages."""
        if not is_lesson(name):
            load_lesson(name)  # which says so
        pages = [self._root / "docs" / page for page in lesson_files.PAGES]
        further = [digest_of(page) if page.is_file() else None for page in pages]
        return fingerprint(self._root / "lessons" / name, _MAKERS, _PACKAGES, syllabus(), further)

    def keep(self, name: str, made_from: str, files: Iterable[str]) -> None:
        """Keep what is there now as what ought to be there; a course folder that cannot be written just forgets it."""
        there = {path: digest_of(self._root / path) for path in files}
        record = {"made_from": made_from, "files": there, "live_keys": self._live_keys(name)}
        with contextlib.suppress(OSError):
            write_whole(self._path(name), json.dumps(record, indent=1).encode())

    def _path(self, name: str) -> Path:
        return self._root / ".gradschool" / "made" / f"{name}.json"

    def _record(self, name: str) -> Mapping:
        try:
            record = json.loads(self._path(name).read_bytes())
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}

    def _live_keys(self, name: str) -> list[str]:
        """Return the names of the files of a lesson's live keys: one says what they are made from, which is less."""
        return sorted(path.name for path in (self._root / ".gradschool" / "live_keys").glob(f"{name}-*.json"))


def made_there(root: Path, name: str) -> list[Path]:
    """Return the files there that bear the names of made ones.

    What else lies there is somebody's own: a learner's notes, an instructor's notebook.
    """
    names = (f"{name}.ipynb", *lesson_files.OUTGOING)
    paths = [root / edition / name / file for edition in EDITIONS for file in names]
    return [path for path in paths if path.is_file()]


def _gone(root: Path) -> Iterator[Path]:
    """Yield the made files of lessons that are in the syllabus no more; a lesson's folder is known by its key."""
    for edition in EDITIONS:
        for folder in sorted((root / edition).glob("*/")):
            if folder.name not in syllabus() and _lesson_of(folder / lesson_files.KEY) == folder.name:
                yield from (path for path in made_there(root, folder.name) if path.parent == folder)


def _lesson_of(key: Path) -> str | None:
    """Return the name of the lesson that a key.json is of, None without one."""
    try:
        data = json.loads(key.read_bytes())
    except (OSError, ValueError):
        return None
    return data.get("lesson") if isinstance(data, dict) else None


def _removed(root: Path, path: Path, check: bool) -> str:
    """Remove a file that is made no longer, and its folder if nothing else lies there; return its path below `root`."""
    if not check:
        path.unlink()
        with contextlib.suppress(OSError):  # somebody's own is in it
            path.parent.rmdir()
    return path.relative_to(root).as_posix()


def _same(path: Path, content: bytes, lesson: str) -> bool:
    """Whether a made file is what it ought to be; the last digit of a key's numbers is the processor's own."""
    there = path.read_bytes()
    if there == content or path.name != lesson_files.KEY:
        return there == content
    from gradschool.teach.authoring.alike import alike_keys

    return alike_keys(there, content, load_lesson(lesson).probes)
