"""Checks stray Python files: every function in them that bears an exercise's name, each in a process of its own."""

from __future__ import annotations

import ast
import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gradschool import lesson_files
from gradschool.checks.card import card, headline, message, short
from gradschool.checks.explain.syntax import slip_in
from gradschool.checks.first_wrong import FirstWrong
from gradschool.checks.verdict import Row, Verdict
from gradschool.errors import InstructorError
from gradschool.teach.authoring.editions import instructor
from gradschool.teach.authoring.making import outgoing_code, outgoing_files
from gradschool.teach.files import write_whole
from gradschool.teach.judging.judge import Judge
from gradschool.teach.lesson.keys import all_uses
from gradschool.teach.lesson.written import WrittenLesson, lessons_root, load_lessons
from gradschool.teach.sandbox import Cell, CellResult, Job, Limits, Sandbox
from gradschool.teach.submission.reading import is_kind

MOST_BYTES = 2**20  # of a file; nobody writes more by hand
# Run behind a file that is wrong, in the same sandbox: what it prints is data, and as good as the file's own word.
_WHERE = """
import json
from gradschool.notebook.check import Checked
from gradschool.notebook.lesson import current
found = Checked(current(), {name}).first_wrong
print(json.dumps(found and found.to_json()))
"""


@dataclass(frozen=True)
class Checked:
    """The verdict on one function of a file.

    where : what is said of its lines; reason : why its code was stopped, if it was
    """

    path: Path
    lesson: str
    exercise: str
    verdict: Verdict
    where: FirstWrong | None = None
    reason: str | None = None

    def as_json(self) -> dict:
        """Return it as one JSON object's data."""
        verdict, where = self.verdict, self.where
        return {
            "file": str(self.path),
            "lesson": self.lesson,
            "exercise": self.exercise,
            "passed": verdict.right,
            "cause": verdict.cause_id,
            "named": bool(verdict.cause and verdict.cause.named),
            "message": self.text,
            "line": where.line if where else None,
            "where": where.text if where else None,
            "code": where.code.strip() if where else None,
            "got": short(where.got) if where and where.got is not None else None,
            "expected": short(where.expected) if where and where.expected is not None else None,
            "observations": [_observation(row) for row in verdict.rows],
        }

    @property
    def text(self) -> str:
        said = f"{headline(self.verdict)}. {message(self.verdict)}".strip()
        return f"{said} ({self.reason})" if self.reason and not self.verdict.right else said

    @property
    def card_text(self) -> str:
        shown = card(self.verdict, where=self.where).text
        return f"{shown}\n  {self.reason}" if self.reason and not self.verdict.right else shown


def _observation(row: Row) -> dict:
    values = {"got": row.got, "expected": row.expected}
    return {"name": row.name, "ok": row.ok, **{word: short(v) for word, v in values.items() if v is not None}}


class FileChecker:
    """Checks files one after the other, in one warm sandbox for each lesson; a context manager.

    lesson : only functions of this lesson
    seconds : time limit for a file and for each exercise's observations
    """

    def __init__(self, *, lesson: str | None = None, isolated: bool = True, seconds: float = 10.0):
        self._lessons = [one for one in load_lessons() if lesson in (None, one.name)]
        if not self._lessons:
            known = ", ".join(one.name for one in load_lessons())
            raise InstructorError(f"expected a lesson's name ({known}), got {lesson!r}.")
        self._isolated = isolated
        self._limits = Limits(cell_seconds=seconds, observe_seconds=seconds, total_seconds=4 * seconds)
        self._open: dict[str, _OpenLesson] = {}
        self._stack = ExitStack()

    def __enter__(self) -> FileChecker:
        return self

    def __exit__(self, *error) -> None:
        self._stack.close()

    def check(self, path: Path, exercise: str | None = None) -> list[Checked]:
        """Return the verdicts on a file's functions, on visible and hidden inputs; it never runs in this process.

        exercise : only this one

        Raises
        ------
        InstructorError : the file cannot be read or parsed, or holds no function of an exercise's name
        """
        source, functions = _read(path)
        lesson = _lesson_of(self._lessons, functions, path, exercise)
        wanted = [name for name in lesson.exercises if name in functions and exercise in (None, name)]
        opened = self._opened(lesson)
        return [opened.checked(path, source, name) for name in wanted]

    def _opened(self, lesson: WrittenLesson) -> _OpenLesson:
        if lesson.name not in self._open:
            folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory())) / lesson.name
            for name, content in _outgoing(lesson).items():
                write_whole(folder / name, content)
            sandbox = self._stack.enter_context(Sandbox({lesson.name: folder}, self._limits, self._isolated))
            self._open[lesson.name] = _OpenLesson(lesson, sandbox)
        return self._open[lesson.name]


@dataclass
class _OpenLesson:
    """A lesson with its judge, and a sandbox that holds its outgoing files."""

    lesson: WrittenLesson
    sandbox: Sandbox

    @cached_property
    def _seeds(self) -> dict[str, tuple[int, ...]]:
        lesson = self.lesson
        return {name: (*lesson.probes[name].seeds, *lesson.hidden_seeds(name)) for name in lesson.exercises}

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.lesson, self._seeds)

    @cached_property
    def _setup(self) -> list[Cell]:
        cells = instructor(self.lesson).cells
        texts = [cell.source for cell in cells if is_kind(cell, locked=True, grade=False, solution=False)]
        return [Cell(f"setup-{number}", text) for number, text in enumerate(texts)]

    def checked(self, path: Path, source: str, name: str) -> Checked:
        """Return the verdict on one function of a file."""
        observed = [*all_uses(self.lesson, name), name]
        results = self._run(source, *(Cell(f"check-{used}", "", used, self._seeds[used]) for used in observed))
        found = dict(zip(observed, results[-len(observed) :], strict=True))
        verdict = self._judge.grade({used: cell.observations for used, cell in found.items()})[name].verdict
        stopped = [cell.reason for cell in results if cell.id == "file" and cell.ended != "ok" and cell.reason]
        where = None if verdict.right else self._where(source, name)
        return Checked(path, self.lesson.name, name, verdict, where, next(iter(stopped), None) or found[name].reason)

    def _where(self, source: str, name: str) -> FirstWrong | None:
        *_, last = self._run(source, Cell("where", _WHERE.format(name=name)))
        texts = [output.get("text", "") for output in last.outputs if output.get("name") == "stdout"]
        try:
            said = json.loads("".join(texts).strip().splitlines()[-1])
            return said and FirstWrong.from_json(said)
        except (ValueError, IndexError, TypeError, RecursionError):
            return None

    def _run(self, source: str, *cells: Cell) -> tuple[CellResult, ...]:
        return tuple(self.sandbox.run(Job(self.lesson.name, (*self._setup, Cell("file", source), *cells))).cells)


def files_in(paths: list[Path]) -> Iterator[Path]:
    """Yield the Python files among some paths and in those that are folders, sorted."""
    for path in paths:
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _read(path: Path) -> tuple[str, dict[str, list[str]]]:
    """Return a file's text, and its functions with the names of their parameters."""
    if not path.is_file():
        kind = "a folder" if path.is_dir() else "something else" if path.exists() else "nothing"
        raise InstructorError(f"expected a readable Python file at {path}, found {kind}.")
    if path.stat().st_size > MOST_BYTES:
        raise InstructorError(f"expected at most {MOST_BYTES // 2**20} MiB of Python in {path}, found more.")
    try:
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source)
    except (OSError, UnicodeDecodeError) as error:
        raise InstructorError(f"expected a readable Python file, got {path}: {error}.") from None
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise InstructorError(
            f"expected Python in {path}, found in {slip_in(source) or error} Mend that and check again."
        ) from None
    return source, dict(_functions(tree))


def _functions(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Yield a module's functions by name, lambdas that have one too, with the names of their parameters."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, _parameters(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            yield from ((name.id, _parameters(node.value)) for name in node.targets if isinstance(name, ast.Name))


def _parameters(node: ast.FunctionDef | ast.Lambda) -> list[str]:
    return [one.arg for one in (*node.args.posonlyargs, *node.args.args)]


def _lesson_of(lessons: list[WrittenLesson], functions, path, exercise) -> WrittenLesson:
    """Return the lesson that a file's functions are of: by their names, then by those of their parameters."""
    if exercise is not None:
        lessons = [lesson for lesson in lessons if exercise in lesson.exercises]
        if not lessons:
            raise InstructorError(f"expected an exercise's name, got {exercise!r}; see the lessons for theirs.")
        if exercise not in functions:
            raise InstructorError(f"expected a function {exercise} in {path}, found {', '.join(functions) or 'none'}.")

    def fit(lesson: WrittenLesson) -> tuple[int, int]:
        named = [name for name in functions if name in lesson.exercises and exercise in (None, name)]
        return len(named), sum(functions[name] == list(lesson.probes[name].inputs(1)) for name in named)

    best = max(lessons, key=fit)
    if not fit(best)[0]:
        raise InstructorError(
            f"expected a function with an exercise's name in {path}, found {', '.join(functions) or 'none'}."
        )
    return best


def _outgoing(lesson: WrittenLesson) -> dict[str, bytes]:
    """Return the lesson's outgoing files; the key as it was built, since making one takes seconds."""
    made = lessons_root() / "notebooks" / lesson.name / lesson_files.KEY
    if not made.is_file():
        return outgoing_files(lesson)
    return {**outgoing_code(lesson), lesson_files.KEY: made.read_bytes()}
