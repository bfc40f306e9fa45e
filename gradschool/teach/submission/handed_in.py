"""Which of a submission's files is the notebook: under its name, or under another, one folder deeper, in a zip.

Where several could be it, the one with work in it is taken; where that does not decide, none is, and they are named.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from gradschool.teach.files import printable
from gradschool.teach.submission.places import edition_of, stands
from gradschool.teach.submission.reading import MOST_BYTES, read_submission
from gradschool.teach.submission.recover import recover
from gradschool.teach.submission.zipped import notebooks_in

MOST_DEPTH = 4
MOST_ENTRIES = 2000  # of all folders of a submission
MOST_LOOKED_INTO = 8
_LEFT_BY_TOOLS = ("__macosx", "__pycache__", "thumbs.db")
_SUFFIX = re.compile(r"(\s*\(\d{1,3}\)|-copy\d{0,3}|[-_ ]\d{1,3})+$")


class NoNotebook(Exception):
    """There is no notebook to take; the message says in one line what was expected and what was found."""


@dataclass(frozen=True)
class Found:
    """The notebook that is taken: its bytes, and if it lies elsewhere than expected, where, and the folder it is in."""

    content: bytes
    path: str | None = None
    folder: Path | None = None


@dataclass(frozen=True)
class _Candidate:
    """A file that may be the notebook.

    path : as it is shown; likeness : 2 for the name, 1 for a name made of it, 0 for another; folder : None in a zip
    """

    path: str
    likeness: int
    read: Callable[[], bytes]
    folder: Path | None = None


def find_notebook(folder: Path, name: str, master: bytes, others: frozenset[str] = frozenset()) -> Found:
    """Return the notebook of this name that was handed in.

    folder : the submission's; master : the class edition's notebook, to tell which has work in it
    others : names of the assignment's other notebooks

    Raises
    ------
    NoNotebook : none can be taken
    OSError : it cannot be read
    """
    exact = folder / f"{name}.ipynb"
    there = not exact.is_symlink() and exact.is_file()
    candidates = _candidates(folder, name, others)
    if there and not candidates:
        return Found(_content(exact))
    worth = _Worth(master)
    if there and worth.of(_content(exact)).work:
        return Found(_content(exact))
    chosen = _chosen(candidates, worth, exact.name, there)
    return Found(_content(exact)) if chosen is None else Found(chosen.read(), chosen.path, chosen.folder)


def _chosen(candidates: list[_Candidate], worth: _Worth, name: str, there: bool) -> _Candidate | None:
    """Return the candidate to take; None for the notebook of the expected name, which is there, without work in it."""
    looked = [(one, worth.of(_whatever(one))) for one in candidates[:MOST_LOOKED_INTO]]
    with_work = [one for one, seen in looked if seen.work]
    alike = [one for one, seen in looked if seen.resembles]
    best = [one for one in with_work if one.likeness == with_work[0].likeness]
    if len({seen.texts for one, seen in looked if one in best}) > 1:
        named = " and ".join(printable(one.path) for one in best[:3])
        raise NoNotebook(f"expected {name}, found {named}, all with work in them; leave one there and grade again")
    if best:
        return best[0]
    if there:
        return None
    if len(alike) == 1:
        return alike[0]
    found = ", ".join(sorted(printable(one.path) for one in candidates)[:3])
    if not found:
        raise NoNotebook(f"expected {name}, found no notebook, in folders and zips neither; collect it again")
    raise NoNotebook(f"expected {name}, found {found}; rename it and grade again")


def _whatever(one: _Candidate) -> bytes:
    """Return a candidate's bytes; none if it cannot be read: then another may be the notebook."""
    try:
        return one.read()
    except OSError:
        return b""


@dataclass(frozen=True)
class _Seen:
    """What a file holds: how many answers, whether any cell is one of the class edition's, the answers' texts."""

    work: int
    resembles: bool
    texts: tuple[tuple[str, str], ...]


class _Worth:
    """Tells of files what they hold of a class edition's notebook."""

    def __init__(self, master: bytes):
        self._edition = edition_of(nbformat.reads(master.decode(), as_version=4))

    def of(self, content: bytes) -> _Seen:
        cells = read_submission(content).cells
        known = [one for one in stands(self._edition, cells) if one.place is not None]
        texts = {name: one.source for name, one in recover(self._edition, cells).solutions.items()}
        texts |= {  # written answers
            one.place.name: one.source
            for one in known
            if one.place.kind == "text" and one.place.name and one.source.strip() != one.place.source.strip()
        }
        return _Seen(len(texts), bool(known), tuple(sorted(texts.items())))


def _candidates(folder: Path, name: str, others: frozenset[str]) -> list[_Candidate]:
    """Return the files that may be the notebook, but for the expected one; those first whose names are like its."""
    found = []
    for place, file in _files(folder):
        path = (place / file).relative_to(folder).as_posix()
        if file.lower().endswith(".zip"):
            inside = notebooks_in(place / file, _is_left_by_tools)
            found += [_Candidate(f"{path}/{one}", _likeness(one, name), read) for one, read in inside]
        elif path != f"{name}.ipynb":
            found.append(_Candidate(path, _likeness(path, name), lambda p=place / file: _content(p), place))
    mine = [one for one in found if one.path.rpartition("/")[2].removesuffix(".ipynb") not in others - {name}]
    return sorted(mine, key=lambda one: (-one.likeness, one.path))


def _likeness(path: str, name: str) -> int:
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if stem == name:
        return 2
    return 1 if _plain(name) in _plain(stem) else 0


def _plain(name: str) -> str:
    """Return a name without what an LMS or a file manager does to it."""
    return re.sub(r"[-_ ]+", "_", _SUFFIX.sub("", name[:200].lower()))


def _is_left_by_tools(part: str) -> bool:
    """Whether a file or folder of this name is nobody's work: hidden ones, checkpoints, a Mac's second halves."""
    return part.startswith(".") or part.lower() in _LEFT_BY_TOOLS


def _files(folder: Path, depth: int = MOST_DEPTH) -> Iterator[tuple[Path, str]]:
    """Yield the folder and the name of each notebook and zip; links, pipes and devices are passed over."""
    left, waiting = MOST_ENTRIES, [(folder, depth)]
    while waiting:
        place, deeper = waiting.pop(0)
        try:
            with os.scandir(place) as entries:
                listed = sorted((entry for entry, _ in zip(entries, range(left), strict=False)), key=lambda e: e.name)
        except OSError:
            continue
        left -= len(listed)
        for entry in listed:
            if _is_left_by_tools(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False) and deeper > 1:
                waiting.append((place / entry.name, deeper - 1))
            elif _is_notebook(entry):
                yield place, entry.name


def _is_notebook(entry: os.DirEntry) -> bool:
    wanted = entry.name.lower().endswith((".ipynb", ".zip")) and entry.name.isprintable()
    return wanted and entry.is_file(follow_symlinks=False)


def _content(path: Path) -> bytes:
    """Return a regular file's bytes, one more than are read at most if there are more."""
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise FileNotFoundError(path)
        return file.read(MOST_BYTES + 1)
