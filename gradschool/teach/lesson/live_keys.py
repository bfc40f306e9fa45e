"""Live keys: made from the references on hidden seeds, and kept beside the lessons until anything of them changes.

They hold what hidden checks expect, so they stay in the course's own `.gradschool/`, which never goes out and which no
sandbox can see.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import numpy as np

import gradschool
from gradschool.checks.key import Key
from gradschool.teach.files import write_whole
from gradschool.teach.lesson.keys import key_as_data
from gradschool.teach.lesson.written import WrittenLesson
from gradschool.values import EXACT

_ENGINE = (".", "checks", "teach/lesson")  # the rooms whose code makes a key


def live_keys(lesson: WrittenLesson, seeds: dict[str, tuple[int, ...]]) -> dict[str, Key]:
    """Return the keys of all exercises on the given seeds, with every single known mistake beneath followed through."""
    path = lesson.folder.parents[1] / ".gradschool" / "live_keys" / f"{lesson.name}-{_fingerprint(lesson, seeds)}.json"
    stored = _read(path)
    if stored is None or set(stored) != set(lesson.exercises):
        stored = {name: key_as_data(lesson, name, seeds[name], EXACT) for name in lesson.exercises}
        for about in _mistakes(stored):
            about["trials"] = json.dumps(about["trials"])
        _keep(path, stored, lesson.name)
    for about in _mistakes(stored):
        about["trials"] = _Trials(about["trials"])
    return {name: Key.from_json(name, data) for name, data in stored.items()}


class _Trials:
    """What a mistake would have observed, kept as text until it is asked for: a class makes few of the mistakes."""

    def __init__(self, text: str):
        self._text = text

    @cached_property
    def _trials(self) -> list[dict]:
        return json.loads(self._text)

    def __getitem__(self, number: int) -> dict:
        return self._trials[number]


def _mistakes(keys: dict) -> Iterator[dict]:
    """Yield the parts of stored keys that tell of one mistake each."""
    for key in keys.values():
        yield from key["mistakes"].values()
        yield from key["follow_through"]


def _read(path: Path) -> dict | None:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _keep(path: Path, keys: dict, name: str) -> None:
    """Keep the keys for the next run; a course folder that cannot be written just makes them again each time."""
    try:
        write_whole(path, json.dumps(keys).encode())
        for old in path.parent.glob(f"{name}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        pass


def _fingerprint(lesson: WrittenLesson, seeds) -> str:
    """Return what changes when the lesson's references, mistakes, probes, points or seeds change, or what runs them.

    The syllabus is in it, since hints name lessons by their number.
    """
    engine = Path(gradschool.__file__).parent
    files = [lesson.folder.parent / "__init__.py", *sorted(lesson.folder.rglob("*.py"))] + [
        file for folder in _ENGINE for file in sorted((engine / folder).glob("*.py"))
    ]
    digest = hashlib.sha256(f"{np.__version__} {sorted(seeds.items())}".encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:24]
