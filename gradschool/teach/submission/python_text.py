"""What a cell's text says in Python: its top-level statements, the names that each binds and uses. Nothing is run."""

from __future__ import annotations

import ast
import builtins
import re
import textwrap
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 200_000  # characters of one text that is parsed
_KEPT_LONGEST = 20_000  # of one whose statements are remembered
_MAGIC = re.compile(r"[ \t]*([%!?]|[^=\n#'\"]{1,80}=[ \t]*[%!])|.*\?[ \t]*$")
_BUILTIN = frozenset(name for name in dir(builtins) if callable(getattr(builtins, name)))
_COMPOUND = ("import", "function", "class")


@dataclass(frozen=True)
class Statement:
    """One top-level statement of a cell.

    kind : "import", "function" (a lambda with a name, too), "class", "assignment" or "other"
    names : what it binds; ("*",) for a star import
    text, line : its text and the line at which that begins, from 1
    uses : names that it reads and does not bind itself; calls : those that it only ever calls
    literal : whether it binds a plain value
    """

    kind: str
    names: tuple[str, ...]
    text: str
    line: int
    uses: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    literal: bool = False

    @property
    def defines(self) -> bool:
        """Whether it may be run by itself, and again, without doing anything but define names."""
        return self.kind in _COMPOUND


def statements(source: str) -> tuple[Statement, ...] | None:
    """Return a text's top-level statements, magics and shell lines left out; None if it is not Python."""
    return _remembered(source) if len(source) <= _KEPT_LONGEST else _statements(source)


def definitions(source: str) -> tuple[Statement, ...]:
    """Return the imports, functions and classes at the top of a text, also of one that is not Python as a whole."""
    found = statements(source)
    if found is None:
        found = tuple(one for chunk, line in _chunks(source) for one in _chunk_statements(chunk, line))
    return tuple(one for one in found if one.defines)


def is_python(source: str) -> bool:
    """Whether a text can be parsed, magics and shell lines left out."""
    return statements(source) is not None


def functions(source: str) -> dict[str, str]:
    """Return the functions defined at the top of a text: name -> text of the last of that name."""
    return {name: one.text for one in definitions(source) if one.kind == "function" for name in one.names}


def without(source: str, names: Collection[str]) -> str:
    """Return a text with empty lines in the place of the functions of these names."""
    lines = source.split("\n")
    for one in definitions(source):
        if one.kind == "function" and set(one.names) <= set(names):
            count = one.text.count("\n") + 1
            lines[one.line - 1 : one.line - 1 + count] = [""] * count
    return "\n".join(lines)


def called_builtins(source: str) -> frozenset[str]:
    """Return the built-in functions that a text's functions call and use for nothing else."""
    found = [one for one in definitions(source) if one.kind == "function"]
    return frozenset().union(*(one.calls for one in found)) & _BUILTIN


def _chunk_statements(chunk: str, line: int) -> tuple[Statement, ...]:
    tree = _parsed(chunk)
    return () if tree is None else tuple(_statement(node, chunk.split("\n"), line - 1) for node in tree.body)


def _statements(source: str) -> tuple[Statement, ...] | None:
    for text in _readings(source):
        tree = _parsed(text)
        if tree is not None:
            lines = text.split("\n")
            return tuple(_statement(node, lines, 0) for node in tree.body)
    return None


_remembered = lru_cache(maxsize=1024)(_statements)


def _readings(source: str) -> Iterator[str]:
    """Yield a text as it is, and as IPython would read it: without its magics, and moved to the left."""
    yield source
    plain = "\n".join(_without_magic(line) for line in source.split("\n"))
    if plain != source:
        yield plain
    if plain.lstrip("\n")[:1] in (" ", "\t"):
        yield textwrap.dedent(plain)


def _without_magic(line: str) -> str:
    if not _MAGIC.match(line[:200]):
        return line
    return line[: len(line) - len(line.lstrip())] + "pass"


def _parsed(text: str) -> ast.Module | None:
    if len(text) > LONGEST:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
            return None


def _chunks(source: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of a text that begin at the left margin, with the line at which each begins."""
    begin, lines = 0, source.split("\n")
    for number, line in enumerate(lines):
        decorated = number > begin and lines[number - 1][:1] == "@"
        if number > begin and re.match(r"[^\s#)\]}]", line) and not decorated:
            yield "\n".join(lines[begin:number]), begin + 1
            begin = number
    yield "\n".join(lines[begin:]), begin + 1


def _statement(node: ast.stmt, lines: list[str], before: int) -> Statement:
    kind, names = _binding(node)
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
    # Only simple statements can share a line; of them those that may be run again are imports.
    text = ast.unparse(node) if kind == "import" else "\n".join(lines[first - 1 : node.end_lineno])
    loads, called, other = _names(node)
    literal = kind == "assignment" and not any(isinstance(one, ast.Name | ast.Call) for one in ast.walk(node.value))
    return Statement(kind, names, text, first + before, loads, called - other, literal)


def _binding(node: ast.stmt) -> tuple[str, tuple[str, ...]]:
    """Return a statement's kind and what it binds."""
    if isinstance(node, ast.Import):
        return "import", tuple(alias.asname or alias.name.split(".")[0] for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return "import", tuple(alias.asname or alias.name for alias in node.names)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return "function", (node.name,)
    if isinstance(node, ast.ClassDef):
        return "class", (node.name,)
    if isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets):
        kind = "function" if isinstance(node.value, ast.Lambda) else "assignment"
        return kind, tuple(target.id for target in node.targets)
    stored = (one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    return "other", tuple(dict.fromkeys(stored))


def _names(node: ast.stmt) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the names that a statement reads and does not bind, those that it calls, those that it reads otherwise."""
    loads, bound, called, other, heads = set(), set(), set(), set(), set()
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
            heads.add(id(one.func))
            called.add(one.func.id)
        elif isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load):
            loads.add(one.id)
            if id(one) not in heads:  # a call comes before the name that it calls
                other.add(one.id)
        elif isinstance(one, ast.Name):
            bound.add(one.id)
        elif isinstance(one, ast.arg):
            bound.add(one.arg)
        elif isinstance(one, ast.ExceptHandler | ast.FunctionDef) and one is not node and one.name:
            bound.add(one.name)
        elif isinstance(one, ast.alias):
            bound.add(one.asname or one.name.split(".")[0])
    return frozenset(loads - bound), frozenset(called), frozenset(other | bound)
