"""Finds the lessons as they were written, with their references, and runs chosen implementations of them."""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import CodeType, ModuleType

from gradschool.bank import Exercise, Question
from gradschool.errors import AuthorError, InstructorError
from gradschool.probe import Probe, load_probes
from gradschool.teach.lesson.seeds import hidden_seeds


@dataclass(frozen=True)
class WrittenLesson:
    """A lesson as its author wrote it."""

    name: str
    number: int
    folder: Path
    module: ModuleType

    @property
    def text(self) -> str:
        return (self.folder / "lesson.md").read_text(encoding="utf-8")

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """The exercises in the order in which answers.py declares them."""
        return {value.name: value for value in vars(self.module).values() if isinstance(value, Exercise)}

    @cached_property
    def questions(self) -> dict[str, Question]:
        found = [value for value in vars(self.module).values() if isinstance(value, Question)]
        found += [
            q
            for value in vars(self.module).values()
            if isinstance(value, tuple | list)
            for q in value
            if isinstance(q, Question)
        ]
        return {q.id: q for q in found}

    @cached_property
    def probes(self) -> dict[str, Probe]:
        return load_probes(self.folder)

    def hidden_seeds(self, name: str) -> tuple[int, ...]:
        """Return an exercise's hidden seeds: as many as it has visible ones."""
        return hidden_seeds(self.name, name, len(self.probes[name].seeds))

    @property
    def points(self) -> int:
        return sum(exercise.points for exercise in self.exercises.values())

    def implementations(self, sources: dict[str, str] | None = None) -> dict[str, object]:
        """Return a namespace as a student's notebook would have it: every exercise's function by name.

        sources : texts that stand in for references, by exercise; the others call them
        """
        namespace = {k: v for k, v in vars(self.module).items() if not isinstance(v, Exercise | Question)}
        namespace["__name__"] = f"answers_of_{self.name}"
        for name, exercise in self.exercises.items():
            source = (sources or {}).get(name, exercise.source)
            exec(_compiled(source, f"<{self.name}: {name}>"), namespace)
        return namespace

    def function(self, name: str, source: str | None = None) -> object:
        """Return one exercise's function, from `source` or the reference, beside the references of the others."""
        return self.implementations({name: source} if source is not None else None)[name]


@cache
def _compiled(source: str, file: str) -> CodeType:
    return compile(source, file, "exec")


def lessons_root() -> Path:
    """Return the folder that holds `lessons/`: from GRADSCHOOL_COURSE, this folder or one above, or the checkout.

    Raises
    ------
    AuthorError : there is none
    """
    named = os.environ.get("GRADSCHOOL_COURSE")
    here = Path.cwd()
    candidates = [Path(named).resolve()] if named else [here, *here.parents, Path(__file__).resolve().parents[3]]
    for folder in candidates:
        if (folder / "lessons" / "__init__.py").is_file():
            return folder
    raise AuthorError(
        "expected the course's lessons/ folder here or above; found none. Run this inside the course's checkout, "
        "or set GRADSCHOOL_COURSE to it."
    )


def syllabus() -> tuple[str, ...]:
    """Return the names of the lessons in their order."""
    return tuple(_package().SYLLABUS)


def is_lesson(name: str) -> bool:
    """Whether a name is that of a lesson of this course."""
    return name.isidentifier() and (lessons_root() / "lessons" / name / "answers.py").is_file()


@cache
def load_lesson(name: str) -> WrittenLesson:
    """Return the lesson `name`.

    Raises
    ------
    AuthorError : there is no such lesson, or its answers and probes do not fit
    """
    folder = lessons_root() / "lessons" / name
    if not is_lesson(name):
        raise InstructorError(f"expected a lesson's name ({', '.join(syllabus())}), got {name!r}.")
    _package()
    order = syllabus()
    number = order.index(name) + 1 if name in order else 0
    lesson = WrittenLesson(name, number, folder, importlib.import_module(f"lessons.{name}.answers"))
    if set(lesson.exercises) != set(lesson.probes):
        odd = sorted(set(lesson.exercises) ^ set(lesson.probes))
        raise AuthorError(f"lesson {name}: each exercise needs one probe and each probe one exercise; look at {odd}.")
    return lesson


def load_lessons() -> list[WrittenLesson]:
    """Return every lesson of the syllabus, in order."""
    return [load_lesson(name) for name in syllabus()]


def _package() -> ModuleType:
    root = str(lessons_root())
    if sys.path[:1] != [root]:  # first, so that no other checkout's lessons are taken
        sys.path.insert(0, root)
    return importlib.import_module("lessons")
