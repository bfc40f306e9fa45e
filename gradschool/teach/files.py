"""Writes files so that a reader never sees half of one."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` under a new name first, then put it in place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def printable(name: str) -> str:
    """Return a name of anyone's choice as it may be shown on a terminal: one line, no control characters."""
    return "".join(character if character.isprintable() else "?" for character in name)


def printable_lines(card: str) -> str:
    """Return a card's text as it may be shown on a terminal: only its headline begins at the margin."""
    headline, *others = (printable(line) for line in card.split("\n"))
    return "\n".join([headline, *(line if line.startswith("  ") else f"  {line}" for line in others)])
