"""The student's own source: which code is theirs, its syntax tree, and the names that each line reads and writes."""

from __future__ import annotations

import ast
import itertools
import linecache
import os
import site
import sys
import sysconfig
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import CodeType

from gradschool import lesson_files

_OWN_FOLDER = str(Path(__file__).parent.parent)
# Where Python and installed packages stand: as it is told, and as the path says where somebody else made that.
_INSTALLED = tuple(
    os.path.join(os.path.normcase(place), "")
    for place in (
        *(sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        site.getusersitepackages(),
        *(place for place in sys.path if os.path.basename(place) in ("site-packages", "dist-packages")),
    )
)
_MOST_TEXT = 500_000  # characters; parsing more takes longer than a check may
INNER = ("<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>")  # frames that are part of the line they stand in


@lru_cache(1000)
def is_students(file: str) -> bool:
    """Whether code of this file is the student's: not this package's, not installed, not the lesson's own."""
    return not (file.startswith(_OWN_FOLDER) or is_installed(file) or is_lessons(file))


def is_lessons(file: str) -> bool:
    """Whether code of this file came with the lesson."""
    return Path(file).name in lesson_files.CODE


def is_given(file: str) -> bool:
    """Whether code of this file came with the lesson for students to call."""
    return Path(file).name == "toolbox.py"


def is_installed(file: str) -> bool:
    """Whether code of this file is Python's or a package's; compiled modules name files that are nowhere."""
    compiled = file.endswith((".pyx", ".pxd")) or file.startswith("<frozen")
    return compiled or os.path.normcase(file).startswith(_INSTALLED)


def keep_source(file: str, text: str) -> None:
    """Let tracebacks and the recorder find the text of code that was compiled under the name `file`."""
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)


@dataclass(frozen=True)
class Source:
    """A file or cell of the student's: its text, its syntax tree, and each node's parent."""

    text: str
    tree: ast.Module
    parents: dict[ast.AST, ast.AST]

    def segment(self, node: ast.AST, longest: int = 70) -> str:
        """Return the text of a node on one line, shortened in the middle."""
        text = " ".join((ast.get_source_segment(self.text, node) or ast.unparse(node)).split())
        return text if len(text) <= longest else f"{text[: longest // 2]} … {text[-longest // 3 :]}"

    def statement(self, node: ast.AST) -> ast.stmt | None:
        """Return the statement that a node is part of."""
        while node is not None and not isinstance(node, ast.stmt):
            node = self.parents.get(node)
        return node

    def function(self, node: ast.AST) -> ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | None:
        """Return the innermost function that a node stands in."""
        node = self.parents.get(node)
        while node is not None and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            node = self.parents.get(node)
        return node


def source_of(file: str) -> Source | None:
    """Return the source of a file or cell, None where it is not to be had."""
    text = "".join(linecache.getlines(file))
    return _parsed(text) if text and len(text) <= _MOST_TEXT else None


@lru_cache(16)
def _parsed(text: str) -> Source | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they came when the code was compiled
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    return Source(text, tree, parents)


def node_at(code: CodeType, instruction: int) -> tuple[Source, ast.AST] | None:
    """Return the sub-expression that an instruction of a code object belongs to (PEP 657), with its source."""
    source = source_of(code.co_filename)
    place = next(itertools.islice(code.co_positions(), max(instruction, 0) // 2, None), None)
    if source is None or place is None or None in place:
        return None
    line, end_line, column, end_column = place
    wanted = (line, column, end_line, end_column)
    found = [node for node in ast.walk(source.tree) if _place(node) == wanted]
    found.sort(key=lambda node: isinstance(node, ast.expr))
    if not found:
        return None
    # Python 3.11 gives a loop as a whole the blame for what it runs over.
    return source, found[-1].iter if isinstance(found[-1], ast.For) else found[-1]


def _place(node: ast.AST):
    if not hasattr(node, "lineno"):
        return None
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


@dataclass(frozen=True)
class LineNames:
    """The names that the statement on a line reads and writes, and whether it returns.

    A name whose entries or attributes are set, or whose method is called for its effect, is written too.
    """

    reads: frozenset[str]
    writes: frozenset[str]
    returns: bool = False


def names_by_line(source: Source) -> dict[int, LineNames]:
    """Return, for each line of a statement, the names that it reads and writes; of compound ones the header's."""
    found: dict[int, LineNames] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            parts, last = _header(node)
            names = _names(parts, isinstance(node, ast.Return))
            for line in range(node.lineno, last + 1):
                found.setdefault(line, names)
    return found


def _header(node: ast.stmt) -> tuple[list[ast.AST], int]:
    """Return what of a statement is carried out on its own lines, and the last of them."""
    if not getattr(node, "body", None):
        return [node], node.end_lineno
    parts = [getattr(node, name) for name in ("target", "iter", "test", "subject") if hasattr(node, name)]
    parts += getattr(node, "items", []) if isinstance(node, ast.With | ast.AsyncWith) else []
    return parts, max((part.end_lineno for part in parts if hasattr(part, "end_lineno")), default=node.lineno)


def _names(parts: list[ast.AST], returns: bool) -> LineNames:
    reads, writes, inner = set(), set(), set()
    for node in (node for part in parts for node in ast.walk(part)):
        if isinstance(node, ast.comprehension):
            inner |= {name.id for name in ast.walk(node.target) if isinstance(name, ast.Name)}
        elif isinstance(node, ast.Lambda):
            inner |= {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
        elif isinstance(node, ast.Name):
            (reads if isinstance(node.ctx, ast.Load) else writes).add(node.id)
        elif isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            writes |= _base(node)
        if isinstance(node, ast.AugAssign):
            reads |= _base(node.target)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            writes |= _base(node.value.func) if isinstance(node.value.func, ast.Attribute) else set()
    return LineNames(frozenset(reads - inner), frozenset(writes - inner), returns)


def _base(node: ast.AST) -> set[str]:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()
