"""The lesson that a notebook is about: its outgoing files, and the learner's own small state beside them."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gradschool.key import Key
from gradschool.probe import Probe, load_probes

STATE = Path(".gradschool") / "progress.json"


class CourseError(Exception):
    """Something about the lesson's files or the call is not as expected; the message is for the learner."""

    def _render_traceback_(self):
        return [str(self)]


@dataclass
class Lesson:
    """A lesson's outgoing files, read from the folder in which its notebook lies."""

    name: str
    folder: Path

    @cached_property
    def probes(self) -> dict[str, Probe]:
        return load_probes(self.folder)

    @cached_property
    def _data(self) -> dict:
        path = self.folder / "key.json"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CourseError(
                f"expected the lesson's key.json in {self.folder}, could not read it ({type(error).__name__}); "
                "take the lesson's folder anew and run the notebook inside it."
            ) from None
        if data.get("lesson") != self.name:
            raise CourseError(
                f"expected the files of lesson {self.name!r} in {self.folder}, found {data.get('lesson')!r}."
            )
        return data

    @cached_property
    def keys(self) -> dict[str, Key]:
        return {name: Key.from_json(name, data) for name, data in self._data["exercises"].items()}

    @property
    def uses(self) -> dict[str, tuple[str, ...]]:
        """For each exercise, the earlier ones it uses, directly or through others."""
        return {name: tuple(data["uses_all"]) for name, data in self._data["exercises"].items()}

    @property
    def questions(self) -> dict[str, dict]:
        return self._data["questions"]

    # The learner's state: attempts, hints, predictions. Kept in this folder only, never sent anywhere.

    def state(self) -> dict:
        """Return what is remembered of this learner; a damaged or missing file counts as empty."""
        try:
            data = json.loads((self.folder / STATE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}

    def remember(self, section: str, name: str, value) -> None:
        """Write one entry of the learner's state; where the folder cannot be written nothing is remembered."""
        state = self.state()
        part = state.setdefault(section, {})
        if not isinstance(part, dict):
            part = state[section] = {}
        part[name] = value
        path = self.folder / STATE
        with contextlib.suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}.new")
            fresh.write_text(json.dumps(state, indent=1), encoding="utf-8")
            fresh.replace(path)

    def recall(self, section: str, name: str, default=None):
        part = self.state().get(section, {})
        return part.get(name, default) if isinstance(part, dict) else default


_current: Lesson | None = None


def begin(name: str, folder: str | Path | None = None) -> None:
    """Say which lesson this notebook is about; its files are expected in `folder` (by default the working folder).

    Raises
    ------
    CourseError : the folder does not hold the lesson's files
    """
    global _current
    lesson = Lesson(name, Path(folder or Path.cwd()).resolve())
    _ = lesson.keys  # fail here, in the first cell, rather than at the first check
    _current = lesson


def current() -> Lesson:
    """Return the lesson that `begin` named.

    Raises
    ------
    CourseError : no lesson was begun in this process
    """
    if _current is None:
        raise CourseError(
            "expected begin(...) to have run first; run the notebook's first code cell, then this one again."
        )
    return _current
