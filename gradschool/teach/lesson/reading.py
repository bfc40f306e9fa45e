"""Reads a lesson's folder: its exercises in the order of their slots, its questions, and what the exercises import."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from gradschool.bank import Exercise, Question
from gradschool.errors import AuthorError
from gradschool.teach.lesson.slips import place, slips_of
from gradschool.teach.lesson.text import code_cells


def exercise_modules(folder: Path) -> dict[str, ModuleType]:
    """Return the modules of a lesson's exercises; a file whose name begins with `_` is what several of them share."""
    stems = sorted(path.stem for path in (folder / "exercises").glob("[!_]*.py"))
    with slips_of(folder):
        return {stem: importlib.import_module(f"lessons.{folder.name}.exercises.{stem}") for stem in stems}


def _exercise_in(folder: Path, stem: str, module: ModuleType) -> Exercise:
    exercise = vars(module).get(stem)
    if not isinstance(exercise, Exercise) or exercise.name != stem:
        raise AuthorError(
            f"{place(folder / 'exercises' / f'{stem}.py')}: expected the exercise `{stem}`, as the file is called, "
            "found none; rename the one or the other."
        )
    return exercise


def questions_of(folder: Path) -> dict[str, Question]:
    """Return a lesson's quick questions in the order in which questions.py declares them."""
    with slips_of(folder):
        module = importlib.import_module(f"lessons.{folder.name}.questions")
    counts = Counter(question.id for question in module.QUESTIONS)
    twice = [id for id, count in counts.items() if count > 1]
    if twice:
        raise AuthorError(f"{place(folder / 'questions.py')}: question {twice[0]} is declared twice; take one away.")
    return {question.id: question for question in module.QUESTIONS}


def exercises_in_order(folder: Path, modules: dict[str, ModuleType]) -> dict[str, Exercise]:
    """Return a lesson's exercises in the order of their slots.

    Raises
    ------
    AuthorError : a slot is missing, misspelt, there twice, or stands before that of an exercise which it uses
    """
    exercises = {stem: _exercise_in(folder, stem, module) for stem, module in modules.items()}
    slots = _slots(folder / "lesson.md", exercises)
    missing = [name for name in exercises if name not in slots]
    if missing:
        raise AuthorError(
            f"{place(folder / 'lesson.md')}: expected a slot for {missing[0]!r}, found none; "
            f'put an empty cell ```python exercise="{missing[0]}" where it is asked.'
        )
    for name in slots:
        _hold_uses(folder, name, exercises[name].uses, slots)
    return {name: exercises[name] for name in slots}


def _slots(path: Path, exercises: dict[str, Exercise]) -> dict[str, int]:
    """Return the slots of a lesson's text in order, each with its line."""
    found: dict[str, int] = {}
    for cell in code_cells(path.read_text(encoding="utf-8")):
        name, line = cell.exercise, cell.line - 1
        if name is None:
            continue
        if name not in exercises:
            raise AuthorError(
                f"{place(path)}:{line}: the slot {name!r} names no exercise ({', '.join(exercises)}); mend the name, "
                f"or write exercises/{name}.py."
            )
        if name in found:
            raise AuthorError(f"{place(path)}:{line}: the slot {name!r} stands a second time; take one away.")
        if cell.source.strip():
            raise AuthorError(f"{place(path)}:{line}: the slot {name!r} must be empty; take its code away.")
        found[name] = line
    return found


def _hold_uses(folder: Path, name: str, uses: tuple[str, ...], slots: dict[str, int]) -> None:
    for used in uses:
        if used not in slots:
            raise AuthorError(
                f"{place(folder / 'exercises' / f'{name}.py', 'uses=')}: it uses {used!r}, no exercise of this "
                f"lesson ({', '.join(slots)}); mend the name."
            )
        if slots[used] > slots[name]:
            raise AuthorError(
                f"{place(folder / 'lesson.md')}:{slots[name]}: the slot {name!r} stands before that of {used!r}, "
                "which it uses; move it down, or mend `uses`."
            )


def given_by(folder: Path, modules: dict[str, ModuleType]) -> dict[str, object]:
    """Return what the exercises' files import, as one namespace; their own helpers stay out of it."""
    given: dict[str, object] = {}
    for stem, module in modules.items():
        for name, value in vars(module).items():
            if name.startswith("_") or not isinstance(value, ModuleType | Callable) or isinstance(value, Exercise):
                continue
            if given.setdefault(name, value) is not value:
                raise AuthorError(
                    f"{place(folder / 'exercises' / f'{stem}.py', name)}: `{name}` is something else in another "
                    "exercise's file; give it another name, or one that begins with `_`."
                )
    return given
