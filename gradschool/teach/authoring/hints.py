"""The ladder of hints: three rungs at least, and only the last one may hold code of the solution."""

from __future__ import annotations

import ast
import re

from gradschool.bank import Exercise, body_of
from gradschool.teach.lesson.slips import place
from gradschool.teach.lesson.written import WrittenLesson

RUNGS = 3
_FENCE = re.compile(r"```")
# `dw = X @ dZ.T`: a name that is given a product of named arrays is code, whatever the solution calls them.
_PRODUCT = re.compile(r"""\b[A-Za-z]\w*\s*=\s*[A-Za-z][\w.\[\]"']*\s*(?:@|\*)\s*[A-Za-z](?:[\w.]*\w)?""")


def hint_problems(lesson: WrittenLesson, name: str) -> list[str]:
    """Return what is wrong with an exercise's hints, a line each."""
    exercise, file = lesson.exercises[name], lesson.exercise_file(name)
    problems = []
    if len(exercise.hints) < RUNGS:
        problems.append(
            f"{place(file, 'hints=')}: give at least {RUNGS} hints, from the idea to almost the code; "
            f"found {len(exercise.hints)}."
        )
    for number, hint in enumerate(exercise.hints[:-1], 1):
        code = _code_in(hint, exercise)
        if code:
            problems.append(
                f"{place(file, hint[:30])}: hint {number} gives code away, {code!r}; say it in words until the last."
            )
    return problems


def _code_in(hint: str, exercise: Exercise) -> str | None:
    """Return the code that a hint holds: a fence, a statement of the solution, a product that a name is given."""
    written = next((text for text in _statements(exercise) if _close(text) in _close(hint)), None)
    found = _FENCE.search(hint) or _PRODUCT.search(hint)
    return written or (found[0] if found else None)


def _statements(exercise: Exercise) -> list[str]:
    """Return the solution's assignments and calls, each as a line."""
    tree = ast.parse(body_of(exercise.source))
    return [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.AugAssign) or _call(node)]


def _call(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def _close(text: str) -> str:
    """Return a text without its spaces and with one kind of quotes: neither hides a copied line."""
    return re.sub(r"\s+", "", text).replace('"', "'")
