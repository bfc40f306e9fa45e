"""Live keys: made from the references on hidden seeds, and kept beside the lessons until anything of them changes.

They hold what hidden checks expect, so they stay in the course's own `.gradschool/`, which never goes out and which no
sandbox can see.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from gradschool.checks.key import Key
from gradschool.checks.value_table import EXACT
from gradschool.teach.files import write_whole
from gradschool.teach.lesson.fingerprints import fingerprint
from gradschool.teach.lesson.keys import key_as_data
from gradschool.teach.lesson.written import WrittenLesson, syllabus


def live_keys(lesson: WrittenLesson, seeds: dict[str, tuple[int, ...]]) -> dict[str, Key]:
    """Return the keys of all exercises on the given seeds, with every single known mistake beneath followed through."""
    path = _kept_at(lesson, seeds)
    stored = _read(path)
    if stored is None or set(stored) != set(lesson.exercises):
        stored = {name: key_as_data(lesson, name, seeds[name], EXACT) for name in lesson.exercises}
        _keep(path, stored)
    return {name: Key.from_json(name, data) for name, data in stored.items()}


def are_kept(lesson: WrittenLesson) -> bool:
    """Whether the live keys of a lesson's hidden seeds are kept as they ought to be now."""
    stored = _read(_kept_at(lesson, _hidden(lesson)))
    return stored is not None and set(stored) == set(lesson.exercises)


def live_key(lesson: WrittenLesson, name: str) -> dict:
    """Return what is kept of one exercise's live key on its hidden seeds."""
    return key_as_data(lesson, name, lesson.hidden_seeds(name), EXACT)


def keep_live_keys(lesson: WrittenLesson, keys: dict[str, dict]) -> None:
    """Keep the live keys of all exercises of a lesson, of which `live_key` made each."""
    _keep(_kept_at(lesson, _hidden(lesson)), keys)


def _hidden(lesson: WrittenLesson) -> dict[str, tuple[int, ...]]:
    return {name: lesson.hidden_seeds(name) for name in lesson.exercises}


def _kept_at(lesson: WrittenLesson, seeds: dict[str, tuple[int, ...]]) -> Path:
    """Return the file in which keys are kept; its name tells the seeds, and changes with what makes them."""
    tried_on = hashlib.sha256(repr(sorted(seeds.items())).encode()).hexdigest()
    # The syllabus is in it, since a mistake's hint may name a lesson by its number.
    made_from = fingerprint(lesson.folder, [Path(__file__)], ("numpy",), syllabus())
    return (
        lesson.folder.parents[1] / ".gradschool" / "live_keys" / f"{lesson.name}-{tried_on[:8]}-{made_from[:24]}.json"
    )


def _read(path: Path) -> dict | None:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _keep(path: Path, keys: dict) -> None:
    """Keep the keys for the next run; a course folder that cannot be written just makes them again each time."""
    try:
        write_whole(path, json.dumps(keys, separators=(",", ":")).encode())
        for old in path.parent.glob(f"{path.name.rpartition('-')[0]}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        pass
