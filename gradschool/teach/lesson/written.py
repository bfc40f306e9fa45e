"""Finds the lessons as they were written, with their references, and runs chosen implementations of them."""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import CodeType, ModuleType

from gradschool.bank import Exercise, Question
from gradschool.errors import AuthorError, InstructorError
from gradschool.probe import Probe, load_probes
from gradschool.teach.lesson.placeholders import Placeholders
from gradschool.teach.lesson.reading import exercise_modules, exercises_in_order, given_by, questions_of
from gradschool.teach.lesson.seeds import hidden_seeds
from gradschool.teach.lesson.slips import place, slips_of
from gradschool.teach.lesson.text import CodeCell, code_cells


@dataclass(frozen=True)
class WrittenLesson:
    """A lesson as its author wrote it.

    exercises : in the order of their slots in lesson.md
    questions : in the order of questions.py
    given : what an exercise finds beside the other exercises: NumPy, the toolbox, by name
    """

    name: str
    number: int
    folder: Path
    exercises: dict[str, Exercise] = field(compare=False, repr=False)
    questions: dict[str, Question] = field(compare=False, repr=False)
    given: dict[str, object] = field(compare=False, repr=False)
    placeholders: Placeholders = field(compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        """The text of lesson.md, with counts and numbers filled in."""
        return self.placeholders.text()

    @cached_property
    def cells(self) -> list[CodeCell]:
        """The code cells of lesson.md, the slots among them."""
        return code_cells(self.text)

    @cached_property
    def probes(self) -> dict[str, Probe]:
        with slips_of(self.folder):
            try:
                return load_probes(self.folder)
            except FileNotFoundError:
                raise AuthorError(f"{place(self.folder / 'probes.py')}: expected the probes, found no file.") from None

    def exercise_file(self, name: str) -> Path:
        """Return the file in which an exercise is written."""
        return self.folder / "exercises" / f"{name}.py"

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
        namespace = {**self.given, "__name__": f"answers_of_{self.name}"}
        for name, exercise in self.exercises.items():
            source = (sources or {}).get(name, exercise.source)
            try:
                code = _compiled(source, f"<{self.name}: {name}>")
            except SyntaxError as error:
                raise self._no_python(name, source, error) from None
            exec(code, namespace)
        return namespace

    def _no_python(self, name: str, source: str, error: SyntaxError) -> Exception:
        """Return the author's slip in an edit that makes no Python; a text from elsewhere keeps its own error."""
        exercise = self.exercises[name]
        edited = [*exercise.mistakes.values(), *exercise.variants.values()]
        id = next((item.id for item in edited if item.source == source), None)
        if id is None:
            return error
        quoted = f'"{id}"'
        return AuthorError(
            f"{place(self.exercise_file(name), quoted)}: {id!r} makes a solution that is no Python ({error.msg}): "
            f"{(error.text or '').strip()!r}; mend the edit."
        )

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
    return name.isidentifier() and (lessons_root() / "lessons" / name / "lesson.md").is_file()


@cache
def load_lesson(name: str) -> WrittenLesson:
    """Return the lesson `name`.

    Raises
    ------
    InstructorError : there is no such lesson
    AuthorError : its files do not fit together
    """
    folder = lessons_root() / "lessons" / name
    if not is_lesson(name):
        raise InstructorError(f"expected a lesson's name ({', '.join(syllabus())}), got {name!r}.")
    order = syllabus()
    modules = exercise_modules(folder)
    exercises, questions = exercises_in_order(folder, modules), questions_of(folder)
    placeholders = Placeholders(folder, order, exercises, questions)
    lesson = WrittenLesson(
        name,
        order.index(name) + 1 if name in order else 0,
        folder,
        {name: placeholders.exercise(exercise) for name, exercise in exercises.items()},
        {id: placeholders.question(question) for id, question in questions.items()},
        given_by(folder, modules),
        placeholders,
    )
    _fit(lesson)
    return lesson


def _fit(lesson: WrittenLesson) -> None:
    """Raise an AuthorError unless each exercise has a probe, and each probe an exercise."""
    without = [name for name in lesson.exercises if name not in lesson.probes]
    if without:
        raise AuthorError(
            f"{place(lesson.folder / 'probes.py')}: expected a probe named {without[0]!r}, "
            f"found {', '.join(lesson.probes) or 'none'}; write it, or rename one."
        )
    left = [name for name in lesson.probes if name not in lesson.exercises]
    if left:
        path = lesson.folder / "probes.py"
        raise AuthorError(
            f"{place(path, f'def {left[0]}(')}: the probe {left[0]!r} belongs to no exercise; "
            f"write exercises/{left[0]}.py, or rename it."
        )


def load_lessons() -> list[WrittenLesson]:
    """Return every lesson of the syllabus, in order."""
    return [load_lesson(name) for name in syllabus()]


def _package() -> ModuleType:
    root = str(lessons_root())
    if sys.path[:1] != [root]:  # first, so that no other checkout's lessons are taken
        sys.path.insert(0, root)
    with slips_of(lessons_root() / "lessons"):
        return importlib.import_module("lessons")
