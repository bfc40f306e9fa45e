"""The lesson that a notebook is about: its outgoing files, and the learner's own small state beside them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from threadpoolctl import threadpool_limits

from gradschool.checks.key import Key
from gradschool.checks.right_steps import RightSteps
from gradschool.errors import LearnerError
from gradschool.lazy import LazyMapping
from gradschool.probe import Probe, load_probes

read_json = json.loads  # a process that opens one lesson again and again may put a cache around it

STATE = Path(".gradschool") / "progress.json"


def _count(value) -> bool:
    return type(value) is int and value >= 0


def _reply(value) -> bool:
    return isinstance(value, dict) and isinstance(value.get("choice"), str) and type(value.get("right")) is bool


def _attempts(value) -> bool:
    return isinstance(value, dict) and _count(value.get("tries")) and type(value.get("right")) is bool


# The sections of the learner's state, and what an entry of each must be: the file lies open, anything may stand in it.
_FORMS = {
    "attempts": _attempts,
    "hints": _count,
    "answers": _reply,
    "predictions": lambda value: isinstance(value, str),
}


@dataclass
class Lesson:
    """A lesson's outgoing files, read from the folder in which its notebook lies."""

    name: str
    folder: Path
    _unwritten: dict | None = field(default=None, repr=False)

    @cached_property
    def probes(self) -> dict[str, Probe]:
        try:
            return load_probes(self.folder)
        except FileNotFoundError as error:
            raise LearnerError(f"{error}.") from None
        except Exception as error:  # the file is run, so a damaged one may raise anything
            raise LearnerError(
                f"expected the lesson's probes.py in {self.folder}, could not run it "
                f"({type(error).__name__}: {error}); take the lesson's folder anew."
            ) from None

    @cached_property
    def _data(self) -> dict:
        path = self.folder / "key.json"
        try:
            data = read_json(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise LearnerError(
                f"expected the lesson's key.json in {self.folder}, could not read it ({type(error).__name__}); "
                "take the lesson's folder anew and run the notebook inside it."
            ) from None
        if not isinstance(data, dict):
            raise LearnerError(
                f"expected a lesson in {path}, found a {type(data).__name__}; take the lesson's folder anew."
            )
        if data.get("lesson") != self.name:
            raise LearnerError(
                f"expected the files of lesson {self.name!r} in {self.folder}, found {data.get('lesson')!r}."
            )
        for part in ("exercises", "questions"):
            entries = data.get(part)
            if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
                raise LearnerError(
                    f"expected the lesson's {part} in {path}, found none; take the lesson's folder anew."
                )
        return data

    @cached_property
    def keys(self) -> Mapping[str, Key]:
        """The exercises' keys, in the lesson's order; each is decoded when it is first asked for.

        A notebook's first cell need not wait for those of all exercises.
        """
        return LazyMapping(self._data["exercises"], self._key)

    def _key(self, name: str) -> Key:
        try:
            return Key.from_json(name, self._data["exercises"][name])
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise LearnerError(
                f"expected the key of {name!r} in key.json, found it damaged ({type(error).__name__}); "
                "take the lesson's folder anew."
            ) from None

    def right_steps(self, name: str) -> tuple[int, RightSteps] | None:
        """Return a seed, and the steps of right solutions of an exercise on it; None where they are not kept."""
        try:
            data = self._data["exercises"][name]["steps"]
            return data["seed"], RightSteps.from_json(data)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            return None

    @property
    def uses(self) -> dict[str, tuple[str, ...]]:
        """For each exercise, the earlier ones it uses, directly or through others."""
        return {name: tuple(data.get("uses", ())) for name, data in self._data["exercises"].items()}

    @property
    def questions(self) -> dict[str, dict]:
        return self._data["questions"]

    # The learner's state: attempts, hints, predictions. Kept in this folder only, never sent anywhere.

    def state(self) -> dict:
        """Return what is remembered of this learner, by section; what is damaged or missing counts as absent."""
        if self._unwritten is not None:
            return self._unwritten
        try:
            data = json.loads((self.folder / STATE).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            data = {}
        sections = data if isinstance(data, dict) else {}
        return {section: _sound(sections.get(section), form) for section, form in _FORMS.items()}

    def remember(self, section: str, name: str, value) -> None:
        """Write one entry of the learner's state; where the folder cannot be written it is kept in memory."""
        state = self.state()
        state[section][name] = value
        path = self.folder / STATE
        try:
            path.parent.mkdir(exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}.new")
            fresh.write_text(json.dumps(state, indent=1), encoding="utf-8")
            fresh.replace(path)
        except OSError:
            self._unwritten = state
        else:
            self._unwritten = None

    def recall(self, section: str, name: str, default=None):
        """Return one entry of the learner's state."""
        return self.state()[section].get(name, default)


def _sound(entries, form) -> dict:
    return {name: entry for name, entry in entries.items() if form(entry)} if isinstance(entries, dict) else {}


_current: Lesson | None = None


def begin(name: str, folder: str | Path | None = None) -> None:
    """Say which lesson this notebook is about; its files are expected in `folder` (by default the working folder).

    Raises
    ------
    LearnerError : the folder does not hold the lesson's files
    """
    global _current
    lesson = Lesson(name, Path(folder or Path.cwd()).resolve())
    _ = lesson.keys, lesson.probes  # fail here, in the first cell, rather than at the first check
    if _current is not None and (_current.name, _current.folder) == (name, lesson.folder):
        lesson._unwritten = _current._unwritten  # the first cell may be run again
    use_one_thread()
    _current = lesson


@cache
def use_one_thread() -> None:
    """Let the linear algebra use one thread: the lessons' arrays are small, its threads only wait for one another."""
    threadpool_limits(1)


def current() -> Lesson:
    """Return the lesson that `begin` named.

    Raises
    ------
    LearnerError : no lesson was begun in this process
    """
    if _current is None:
        raise LearnerError(
            "expected begin(...) to have run first; run the notebook's first code cell, then this one again."
        )
    return _current
