"""One line of a class's code as an example of a mistake: the line in which an answer differs, and nobody's name.

Texts are compared as Python writes them, so that spaces and comments are neither a difference nor shown; a string that
stands in none of the lesson's own texts is left out.
"""

from __future__ import annotations

import ast
import difflib
import warnings
from collections.abc import Iterable
from functools import lru_cache

from gradschool.bank import Exercise

LONGEST = 100
_MOST_TEXT = 20_000


def example_line(exercise: Exercise, sources: Iterable[str], mistake: str | None = None) -> str | None:
    """Return a line of one of the answers that all show one mistake; None if none tells of it.

    mistake : the known mistake's id; without it only an answer that differs from a right one in one line can tell
    """
    strings = _own_strings(exercise)
    right = [_lines(text, strings) for text in (exercise.source, *(one.source for one in exercise.variants.values()))]
    known = exercise.mistakes.get(mistake) if mistake else None
    wrong = _differing(_lines(known.source, strings), right) if known else []
    found = []
    for source in sources:
        lines = _lines(source, strings)
        other = _differing(lines, right) if wrong else _other_lines(lines, right)
        if wrong and other:
            likeness, line = max((_likeness(line, wrong), line) for line in other)
            found.append((likeness, line))
        elif len(other) == 1:
            found.append((0.0, other[0]))
    if not found:
        return None
    likeness, line = max(found)
    return _shortened(line) if not wrong or likeness > 0.6 else None


def line_at(source: str, code: str, exercise: Exercise) -> str | None:
    """Return the line of an answer that raised, `code` as its process names it; None if there is no such line."""
    if not code.strip() or code.strip() not in map(str.strip, source.split("\n")):
        return None
    wanted = _lines(code.strip(), _own_strings(exercise)) or _lines(code.strip() + "\n    pass", _own_strings(exercise))
    return _shortened(wanted[0]) if wanted else None


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _likeness(line: str, wrong: list[str]) -> float:
    return max(difflib.SequenceMatcher(None, line, one).ratio() for one in wrong)


def _other_lines(lines: tuple[str, ...], right: list[tuple[str, ...]]) -> list[str]:
    """Return the lines that the right solution with the most lines in common does not have."""
    others = ([line for line in lines if line not in one] for one in right)
    return min(others, key=len, default=[])


def _differing(lines: tuple[str, ...], right: list[tuple[str, ...]]) -> list[str]:
    """Return the same; where a line is only missing, the lines that the nearest of the other right solutions lacks."""
    others = ([line for line in lines if line not in one] for one in right)
    return min(filter(None, others), key=len, default=[])


def _own_strings(exercise: Exercise) -> frozenset[str]:
    own = (exercise.source, *(one.source for one in (*exercise.variants.values(), *exercise.mistakes.values())))
    return frozenset().union(*map(_strings, own))


@lru_cache(maxsize=4096)
def _strings(source: str) -> frozenset[str]:
    return frozenset(
        one.value for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )


@lru_cache(maxsize=4096)
def _lines(source: str, strings: frozenset[str]) -> tuple[str, ...]:
    """Return the lines of a text without its docstrings and foreign strings; none if it is not Python, or too long."""
    if len(source) > _MOST_TEXT:
        return ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
            for one in ast.walk(tree):
                if isinstance(one, ast.FunctionDef) and ast.get_docstring(one) is not None:
                    one.body = one.body[1:] or [ast.Pass()]
                if isinstance(one, ast.Constant) and isinstance(one.value, str | bytes) and one.value not in strings:
                    one.value = "…"
            return tuple(line.strip() for line in ast.unparse(tree).split("\n") if line.strip())
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
            return ()
