"""The notebooks in a zip that somebody handed in, read from it within bounds; nothing is unpacked to a disk."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from gradschool.teach.submission.reading import MOST_BYTES

MOST_ZIP = 64 * 2**20
MOST_MEMBERS = 1000
MOST_LISTING = 300 * MOST_MEMBERS  # bytes of its table of contents
MOST_RATIO = 200
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # a password is needed; NotImplementedError is one
    OverflowError,
)


def notebooks_in(path: Path, is_left_by_tools: Callable[[str], bool]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of each notebook in a zip and what reads it; of a zip that is broken or too large, none.

    Links, absolute paths, paths that lead out, encrypted members and those that grow too much are passed over.
    """
    try:
        if path.stat().st_size > MOST_ZIP or not _is_small(path):
            return
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()[:MOST_MEMBERS]
    except _BROKEN:
        return
    for member in members:
        if _may_be_read(member) and not any(map(is_left_by_tools, PurePosixPath(member.filename).parts)):
            yield member.filename, lambda member=member: _content(path, member)


def _is_small(path: Path) -> bool:
    """Whether a zip's table of contents is small, as the end of the file says: all of it would be read at once."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2**16 - 22))
        tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) < at + 22 or b"PK\6\7" in tail:  # the last: a table of more than 4 GB or 65,535 members
        return False
    _, members, size = struct.unpack_from("<HHI", tail, at + 8)
    return members <= MOST_MEMBERS and size <= MOST_LISTING


def _may_be_read(member: zipfile.ZipInfo) -> bool:
    name, parts = member.filename, PurePosixPath(member.filename).parts
    kind = stat.S_IFMT(member.external_attr >> 16)
    return (
        name.lower().endswith(".ipynb")
        and name.isprintable()
        and not name.startswith("/")
        and ".." not in parts
        and "\\" not in name
        and ":" not in name
        and kind in (0, stat.S_IFREG)
        and not member.flag_bits & 0x1
        and member.compress_type in _WAYS
        and member.file_size <= min(MOST_BYTES, MOST_RATIO * max(member.compress_size, 1))
    )


def _content(path: Path, member: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes; none if it is broken."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            return file.read(MOST_BYTES + 1)
    except _BROKEN:
        return b""
