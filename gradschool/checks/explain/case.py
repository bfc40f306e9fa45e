"""What an explanation may look at: the exception's scene, the recording, and how values and names are put in words."""

from __future__ import annotations

import ast
import builtins
import difflib
import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from gradschool.checks.evaluate import UNKNOWN
from gradschool.checks.fault import Scene
from gradschool.checks.record import Call, Recording
from gradschool.checks.snapshot import Snapshot, snapshot
from gradschool.checks.source import is_students
from gradschool.probe import Probe

_MOST_LISTED = 8


@dataclass(frozen=True)
class Names:
    """The lesson's exercises, and how each names what it returns."""

    returns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    exercises: tuple[str, ...] = ()

    @classmethod
    def of(cls, probes: Mapping[str, Probe]) -> Names:
        """Return what the probes tell; of one that calls or unpacks in its own way, not what the function returns."""
        plain = {name: probe for name, probe in probes.items() if probe.is_plain}
        return cls(
            {name: tuple(map(_name_of, _several(probe.returns))) for name, probe in plain.items()}, tuple(probes)
        )


def _several(returns) -> tuple:
    return returns if isinstance(returns, tuple) else (returns,)


def _name_of(spec) -> str:
    return spec if isinstance(spec, str) else spec.name


@dataclass(frozen=True)
class Origin:
    """The line that gave a name its value: its statement, and the expression on its right side."""

    line: int
    statement: ast.stmt
    value: ast.expr | None


@dataclass(frozen=True)
class Case:
    """One exception to explain.

    match : of the table's pattern in the message
    """

    scene: Scene
    match: re.Match
    recording: Recording | None = None
    lesson: Names = Names()

    @property
    def node(self) -> ast.AST | None:
        return self.scene.node

    @property
    def function(self) -> str:
        """The name of the student's function in which it was raised."""
        named = [part for part in self.scene.frame.f_code.co_qualname.split(".") if not part.startswith("<")]
        return named[-1] if named else ""

    def text(self, node: ast.AST) -> str:
        return f"`{self.scene.text(node)}`"

    def seen(self, node: ast.AST) -> Snapshot | None:
        """Return what a sub-expression was; of a call, what the recording saw it return."""
        if isinstance(node, ast.Starred):
            return None
        value = self.scene.value(node)
        if value is not UNKNOWN:
            return snapshot(value)
        call = self.call(node)
        return call.result if call is not None else None

    def call(self, node: ast.AST) -> Call | None:
        """Return the recorded call that a sub-expression made last, if it is the only one of that name on its line."""
        if self.recording is None or not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            return None
        lines = range(node.lineno, node.end_lineno + 1)  # of this frame: names of calls on it are looked at
        calls = [c for c in self.recording.calls if c.line in lines and c.name.split(".")[-1] == node.func.id]
        around = self.scene.source.statement(node) or node
        alike = [n for n in ast.walk(around) if isinstance(n, ast.Call) and ast.unparse(n.func) == node.func.id]
        return calls[-1] if calls and len(alike) == 1 else None

    def shape(self, node: ast.AST) -> tuple[int, ...] | None:
        """Return the shape of an array or of a number, None of anything else."""
        seen = self.seen(node)
        if seen is None:
            return None
        return seen.shape if seen.shape is not None else () if seen.type in ("int", "float", "bool") else None

    def is_(self, node: ast.AST) -> str | None:
        """Return "`w` is (7, 1)", None where it is not known what it is."""
        seen = self.seen(node)
        return None if seen is None else f"{self.text(node)} is {in_words(seen)}"

    @cached_property
    def arguments(self) -> tuple[str, ...]:
        """The arguments of the function in which it was raised."""
        code = self.scene.frame.f_code
        return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]

    @cached_property
    def known_names(self) -> set[str]:
        """Every name that has a value there, without those that Python itself or IPython gives."""
        frame = self.scene.frame
        own = {name for name in (*self.scene.names, *frame.f_globals) if not name.startswith("_")}
        return {name for name in own if not name.startswith(".")} - {"In", "Out", "get_ipython", "exit", "quit", "open"}

    def value_of(self, name: str):
        """Return the value of a name, UNKNOWN if it has none."""
        for scope in (self.scene.names, self.scene.frame.f_globals, vars(builtins)):
            if name in scope:
                return scope[name]
        return UNKNOWN

    def origin(self, name: str) -> Origin | None:
        """Return the line that gave a local name its value: as recorded, or the only one that can have."""
        source = self.scene.source
        if source is None:
            return None
        found = self._assignments(name)
        recorded = self._recorded_line(name)
        if recorded is not None:
            found = [origin for origin in found if origin.line <= recorded <= origin.statement.end_lineno]
        elif name in self.arguments:
            return None
        return found[0] if len(found) == 1 else None

    def _recorded_line(self, name: str) -> int | None:
        if self.recording is None or self.recording.stopped:
            return None
        around = self.scene.source.function(self.node)
        if around is None:
            return None
        lines = range(around.lineno, around.end_lineno + 1)
        steps = [step for step in self.recording.steps if step.line in lines]
        if not steps:
            return None
        last = steps[-1].call
        found = [step.line for step in steps if step.call == last and any(name == n for n, _ in step.changed)]
        return found[-1] if found else None

    def _assignments(self, name: str) -> list[Origin]:
        source = self.scene.source
        around = source.function(self.node) or source.tree
        found = []
        for node in ast.walk(around):
            if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
                statement = source.statement(node)
                if (source.function(node) or source.tree) is around:
                    found.append(Origin(statement.lineno, statement, getattr(statement, "value", None)))
        return sorted(found, key=lambda origin: origin.line)

    def assigned_lines(self, name: str) -> list[Origin]:
        """Return every statement of the function that gives a name a value, in the order of the lines."""
        return self._assignments(name) if self.scene.source is not None and self.node is not None else []

    def signature(self, function) -> str | None:
        """Return a function's signature, such as "propagate(w, b, X, Y)"; None if Python does not know it."""
        try:
            parameters = inspect.signature(function).parameters.values()
        except (TypeError, ValueError):
            return None
        plain = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in parameters]
        shown = ", ".join(str(parameter) for parameter in plain)
        return f"{function.__name__}({shown})" if len(shown) < 120 else None

    def callee(self):
        """Return the function that the faulty call calls, UNKNOWN if that is not to be seen."""
        node = self.node
        return self.scene.value(node.func) if isinstance(node, ast.Call) else UNKNOWN

    def students(self, function) -> bool:
        """Whether a function was written by the student."""
        code = getattr(function, "__code__", None)
        return code is not None and is_students(code.co_filename)


def in_words(seen: Snapshot) -> str:
    """Return what a value is in a few words: an array's shape, a number, the keys of a dict."""
    if seen.shape is not None and seen.type == "ndarray":
        return _shape_in_words(seen)
    if seen.array is not None:
        return f"the number {number(seen.array.item())}"
    if seen.type in ("int", "float", "bool", "complex"):
        return f"the number {number(seen.plain)}" if seen.type != "bool" else str(seen.plain)
    if seen.type == "NoneType":
        return "None"
    if seen.type == "str":
        return f"the text {seen.plain[:40]!r}"
    if seen.type == "dict":
        keys = [key for key, _ in seen.parts or ()]
        return f"a dict with the keys {listed(map(repr, keys))}" if keys else "an empty dict"
    if seen.type in ("list", "tuple"):
        return _sequence_in_words(seen)
    return {
        "function": "a function",
        "builtin_function_or_method": "a function",
        "method": "a function",
        "module": "a module",
        "type": "a type",
        "ufunc": "a function",
        "_ArrayFunctionDispatcher": "a function",
    }.get(seen.type, f"{a(seen.type)} object")


def _shape_in_words(seen: Snapshot) -> str:
    if seen.shape == ():
        return "an array without axes, shape ()"
    return f"{seen.shape}"


def _sequence_in_words(seen: Snapshot) -> str:
    if not seen.length:
        return f"an empty {seen.type}"
    short = ["a dict" if part.type == "dict" else in_words(part)[:60] for _, part in (seen.parts or ())[:4]]
    inner = ", ".join(f"an array {part}" if part.startswith("(") else part for part in short)
    more = ", …" if seen.length > len(short) else ""
    return f"a {seen.type} of {seen.length}: {inner}{more}" if inner else f"a {seen.type} of {seen.length}"


def number(value) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)[:40]


def a(word: str) -> str:
    return f"an {word}" if word[:1].lower() in "aeiou" or word.startswith("nd") else f"a {word}"


def listed(names: Iterable[str], word: str = "and") -> str:
    """Return names as a phrase, the first ones only."""
    names = [str(name)[:60] for name in names]
    if len(names) > _MOST_LISTED:
        return ", ".join(names[:_MOST_LISTED]) + ", …"
    *most, last = names
    return f"{', '.join(most)} {word} {last}" if most else last


def code(names: Iterable[str]) -> list[str]:
    return [f"`{name}`" for name in names]


def near(name: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates that are close to a name: other letters' size, a slip, or a part of it."""
    candidates = [candidate for candidate in dict.fromkeys(candidates) if candidate != name]
    plain = {candidate: candidate.lower().replace("_", "") for candidate in candidates}
    wanted = name.lower().replace("_", "")
    same = [candidate for candidate in candidates if plain[candidate] == wanted]
    if same:
        return same[:1]
    slips = difflib.get_close_matches(wanted, set(plain.values()), n=2, cutoff=0.75 if len(wanted) > 2 else 0.9)
    found = [candidate for slip in slips for candidate in candidates if plain[candidate] == slip]
    parts = [c for c in candidates if name.startswith(c + "_") or c.startswith(name + "_") or _numbered(name, c)]
    return [*found, *(c for c in parts if c not in found)][:2]


def _numbered(name: str, candidate: str) -> bool:
    """Whether two names differ in a number at their end only, as "A" and "A1" do."""
    return name.rstrip("0123456789") == candidate.rstrip("0123456789") and bool(name.rstrip("0123456789"))


def near_words(name: str, candidates: Iterable[str]) -> str:
    """Return " Near it: `X`." or nothing."""
    found = near(name, candidates)
    return f" Near it: {listed(code(found), 'or')}." if found else ""


def numpy_names() -> list[str]:
    return [name for name in dir(np) if not name.startswith("_")]
