"""Checks a stray Python file: every function in it that bears an exercise's name, each in a process of its own."""

from __future__ import annotations

import ast
import tempfile
from dataclasses import dataclass
from pathlib import Path

from gradschool import lesson_files
from gradschool.checks.card import card, headline, message
from gradschool.checks.explain.syntax import slip_in
from gradschool.checks.verdict import Verdict
from gradschool.errors import InstructorError
from gradschool.teach.authoring.editions import instructor
from gradschool.teach.authoring.making import outgoing_code, outgoing_files
from gradschool.teach.files import write_whole
from gradschool.teach.judging.judge import Judge
from gradschool.teach.lesson.keys import all_uses
from gradschool.teach.lesson.written import WrittenLesson, lessons_root, load_lessons
from gradschool.teach.sandbox import Cell, Job, Limits, Sandbox
from gradschool.teach.submission.reading import is_kind


@dataclass(frozen=True)
class Checked:
    """The verdict on one function of a file; `reason` says why its code was stopped, if it was."""

    exercise: str
    verdict: Verdict
    reason: str | None = None

    def as_json(self) -> dict:
        verdict = self.verdict
        return {
            "exercise": self.exercise,
            "passed": verdict.right,
            "cause": verdict.cause_id,
            "message": self.text,
            "observations": [{"name": row.name, "ok": row.ok} for row in verdict.rows],
        }

    @property
    def text(self) -> str:
        said = f"{headline(self.verdict)}. {message(self.verdict)}".strip()
        return f"{said} ({self.reason})" if self.reason and not self.verdict.right else said

    @property
    def card_text(self) -> str:
        shown = card(self.verdict).text
        return f"{shown}\n  {self.reason}" if self.reason and not self.verdict.right else shown


def check_file(
    path: Path, *, exercise: str | None = None, lesson: str | None = None, isolated: bool = True, seconds: float = 10.0
) -> list[Checked]:
    """Return the verdicts on a file's functions, on visible and hidden inputs; the file never runs in this process.

    exercise, lesson : only this exercise; of this lesson, where several lessons have a function of that name
    seconds : time limit for the file and for each exercise's observations

    Raises
    ------
    InstructorError : the file cannot be read or parsed, or holds no function of an exercise's name
    """
    source, names = _read(path)
    written = _lesson_of(names, path, lesson, exercise)
    wanted = [name for name in written.exercises if name in names and exercise in (None, name)]
    seeds = {name: (*written.probes[name].seeds, *written.hidden_seeds(name)) for name in written.exercises}
    judge = Judge(written, seeds)
    limits = Limits(cell_seconds=seconds, observe_seconds=seconds, total_seconds=4 * seconds)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / written.name
        for name, content in _outgoing(written).items():
            write_whole(folder / name, content)
        with Sandbox({written.name: folder}, limits, isolated) as sandbox:
            return [_checked(written, judge, sandbox, source, name, seeds) for name in wanted]


def _checked(lesson, judge, sandbox, source, name, seeds) -> Checked:
    observed = [*all_uses(lesson, name), name]
    cells = [Cell(f"setup-{i}", text) for i, text in enumerate(_setup(lesson))]
    cells.append(Cell("file", source))
    cells += [Cell(f"check-{used}", "", used, seeds[used]) for used in observed]
    result = sandbox.run(Job(lesson.name, tuple(cells)))
    found = dict(zip(observed, result.cells[-len(observed) :], strict=True))
    verdict = judge.grade({used: cell.observations for used, cell in found.items()})[name].verdict
    stopped = next(
        (cell.reason for cell in result.cells if cell.id == "file" and cell.ended != "ok" and cell.reason), None
    )
    return Checked(name, verdict, stopped or found[name].reason or result.reason)


def _read(path: Path) -> tuple[str, list[str]]:
    try:
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source)
    except (OSError, UnicodeDecodeError) as error:
        raise InstructorError(f"expected a readable Python file, got {path}: {error}.") from None
    except (SyntaxError, ValueError, RecursionError) as error:
        raise InstructorError(
            f"expected Python in {path}, found in {slip_in(source) or error} Mend that and check again."
        ) from None
    return source, [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def _lesson_of(names, path, wanted, exercise) -> WrittenLesson:
    lessons = load_lessons()
    if wanted is not None:
        lessons = [lesson for lesson in lessons if lesson.name == wanted]
        if not lessons:
            raise InstructorError(
                f"expected a lesson's name ({', '.join(each.name for each in load_lessons())}), got {wanted!r}."
            )
    if exercise is not None:
        lessons = [lesson for lesson in lessons if exercise in lesson.exercises]
        if not lessons:
            raise InstructorError(f"expected an exercise's name, got {exercise!r}; see the lessons for theirs.")
        if exercise not in names:
            raise InstructorError(f"expected a function {exercise} in {path}, found {', '.join(names) or 'none'}.")
    best = max(lessons, key=lambda lesson: sum(name in lesson.exercises for name in names))
    if not any(name in best.exercises for name in names):
        raise InstructorError(
            f"expected a function with an exercise's name in {path}, found {', '.join(names) or 'none'}; "
            f"this course has {', '.join(name for lesson in lessons for name in lesson.exercises)}."
        )
    return best


def _setup(lesson: WrittenLesson) -> list[str]:
    cells = instructor(lesson).cells
    return [cell.source for cell in cells if is_kind(cell, locked=True, grade=False, solution=False)]


def _outgoing(lesson: WrittenLesson) -> dict[str, bytes]:
    """Return the lesson's outgoing files; the key as it was built, since making one takes seconds."""
    made = lessons_root() / "notebooks" / lesson.name / lesson_files.KEY
    if not made.is_file():
        return outgoing_files(lesson)
    return {**outgoing_code(lesson), lesson_files.KEY: made.read_bytes()}
