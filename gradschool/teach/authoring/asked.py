"""Holds what a lesson's text asks, quick questions and predictions, against what the lesson declares."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gradschool.errors import AuthorError
from gradschool.teach.lesson.slips import place
from gradschool.teach.lesson.text import CodeCell
from gradschool.teach.lesson.written import WrittenLesson

_OPTION = re.compile(r"- ([a-z])[:)] ")


def refuse_unanswerable(lesson: WrittenLesson) -> None:
    """Raise an AuthorError if the lesson asks what it does not declare, the reverse, or half of a prediction."""
    for problem in (*questions_disagree(lesson), *predictions_disagree(lesson)):
        raise AuthorError(problem)


@dataclass(frozen=True)
class _Call:
    """A call such as `answer("1a", ...)` in a code cell of the lesson's text."""

    name: str
    line: int


def questions_disagree(lesson: WrittenLesson) -> Iterator[str]:
    """Yield what does not agree between the questions asked in lesson.md and those declared in questions.py."""
    md, py = lesson.folder / "lesson.md", lesson.folder / "questions.py"
    calls = {call.name: call for call in _calls(lesson, "answer")}
    for name, call in calls.items():
        here = f"{place(md)}:{call.line}"
        if name not in lesson.questions:
            known = ", ".join(lesson.questions) or "none"
            yield f'{here}: answer("{name}") asks what questions.py does not declare ({known}); mend the name.'
            continue
        offered, replies = _offered(lesson, call), list(lesson.questions[name].replies)
        if offered != replies:
            yield (
                f"{here}: question {name} offers the options {', '.join(offered) or 'none'} above, but has replies to "
                f"{', '.join(replies)}; let the two agree."
            )
    for name in lesson.questions:
        if name not in calls and set(calls) <= set(lesson.questions):  # else it is the one that was misspelt
            quoted = f'"{name}"'
            yield (
                f"{place(py, quoted)}: question {name} is declared and never asked; "
                f'put answer("{name}", ...) into lesson.md, or take it away.'
            )
    order = [name for name in calls if name in lesson.questions]
    if not set(lesson.questions) - set(calls) and order != list(lesson.questions):
        yield f"{place(py)}: declare the questions in the order in which lesson.md asks them: {', '.join(order)}."


def _offered(lesson: WrittenLesson, call: _Call) -> list[str]:
    """Return the letters of the options that stand in the prose above a question's cell."""
    above = lesson.text.splitlines()[: call.line - 1]
    fences = [number for number, line in enumerate(above) if line.startswith("```")]
    prose = above[(fences[-2] if len(fences) > 1 else -1) + 1 : fences[-1]]  # the last fence opens the question's cell
    title = max((n for n, line in enumerate(prose) if line.startswith("**Question")), default=0)
    return [found[1] for line in prose[title:] if (found := _OPTION.match(line))]


def predictions_disagree(lesson: WrittenLesson) -> Iterator[str]:
    """Yield the predictions that are kept and never shown, shown and never asked for, or asked for too late."""
    md = place(lesson.folder / "lesson.md")
    kept = {call.name: call.line for call in _calls(lesson, "expect")}
    shown = {call.name: call.line for call in _calls(lesson, "compare")}
    for name, line in kept.items():
        if name not in shown:
            yield f'{md}:{line}: expect("{name}") has no compare("{name}", ...) later on; write it, or mend the name.'
        elif shown[name] < line:
            yield f'{md}:{shown[name]}: compare("{name}") stands before its expect on line {line}; move it down.'
    for name, line in shown.items():
        if name not in kept:
            yield f'{md}:{line}: compare("{name}") has no expect("{name}", ...) before it; write it, or mend the name.'


def _calls(lesson: WrittenLesson, function: str) -> list[_Call]:
    """Return the calls of one of the notebook's functions with a name in quotes, in order."""
    found = []
    for cell, tree in parsed_cells(lesson):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == function and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.append(_Call(first.value, cell.line + node.lineno - 1))
    return sorted(found, key=lambda call: call.line)


def parsed_cells(lesson: WrittenLesson) -> Iterator[tuple[CodeCell, ast.Module]]:
    """Yield the code cells of a lesson's text, each with its syntax tree."""
    for cell in lesson.cells:
        try:
            yield cell, ast.parse(cell.source)
        except SyntaxError as error:
            line = cell.line + (error.lineno or 1) - 1
            raise AuthorError(
                f"{place(lesson.folder / 'lesson.md')}:{line}: this cell is no Python ({error.msg}); mend the line."
            ) from None
