"""The steps of an answer: it runs once more on one trial, rewritten so that every sub-expression's value is noted.

Its own syntax tree says which value went into which. No tracer is needed, so debuggers, coverage and whatever else
watches the process are left as they were; it works alike on every Python, in a notebook and outside it. Only the
student's own functions are rewritten, and the rewritten ones are thrown away afterwards.
"""

from __future__ import annotations

import ast
import copy
import inspect
import math
import textwrap
import time
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from gradschool.checks.prints import Print, print_of
from gradschool.checks.quiet import quietly
from gradschool.checks.source import is_students
from gradschool.probe import Probe

MOST_STEPS = 3000  # of one run; what comes later is not noted
MOST_PASSES = 12  # of one place, as in a loop; what its later passes give is lost
MOST_TESTS = 1000  # outcomes of one condition
MOST_PARTS = 50  # of a tuple, list or dict
MOST_SHOWN = 24  # numbers of a value that is kept to be shown
MOST_SECONDS = 2.0  # a run that takes longer is ended

_LOST = -1
_NOTE = "__note_of_a_step__"
_NOTED = (
    ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Call, ast.Subscript, ast.Attribute, ast.IfExp, ast.Dict,
    ast.Tuple, ast.List, ast.ListComp, ast.DictComp,
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A step as it stands in the text.

    number : its own; statement : that of its statement; under : those of the conditions and loops around it
    in_loop : whether it is passed again and again
    line, column, end_line, end_column : where it stands, as `ast` counts
    kind : "value" of an expression; "stored" under a name, "changed" in place, "looped" over, "passed" to a parameter,
        "argument" of the call that is tried; "returned"; "came back" from a helper; "condition"; "iterated" over
    name : the name that is stored, changed, looped over or passed; called : the text of the function that is called
    passes_on : whether it is an attribute, as a shape or a transpose is
    reads : names that are read here and are no part; parts : numbers of the places whose values are put together here
    """

    number: int
    statement: int
    under: tuple[int, ...]
    in_loop: bool
    line: int
    column: int
    end_line: int
    end_column: int
    kind: str
    name: str = ""
    called: str = ""
    passes_on: bool = False
    reads: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """A step as it was taken.

    prints, paths : the prints of its value's parts, and the keys and indices that lead to each
    inputs : numbers of the earlier steps that went into it; lost : whether something of a long loop did too
    call : the number of the probe's call, from 0
    before : how often its name was stored before in it; again : whether its place was passed before
    value : what a name holds or what is computed, where it is a few numbers
    """

    place: Place
    prints: tuple[Print, ...]
    paths: tuple[tuple, ...]
    inputs: tuple[int, ...]
    call: int
    before: int
    again: bool
    lost: bool
    value: np.ndarray | None = None


@dataclass
class Notes:
    """What was noted in one run.

    steps : in their order; tests : by place's number, the outcomes of a condition as a text of T and F, and the whole
        numbers that a loop runs over
    error : the exception that ended the run
    """

    places: list[Place]
    steps: list[Step] = field(default_factory=list)
    tests: dict[int, str] = field(default_factory=dict)
    error: BaseException | None = None
    _latest: dict[int, int] = field(default_factory=dict)  # place -> its latest step
    _holds: dict[str, int] = field(default_factory=dict)  # name -> the step that it holds
    _passes: dict[int, int] = field(default_factory=dict)
    _stores: dict[tuple[str, str], int] = field(default_factory=dict)
    _call: int = -1
    _ends: float = math.inf

    def note(self, number: int, value):
        """Note the value of a step, and give it back."""
        place = self.places[number]
        if number == 0:
            self._begin_call()
        if place.kind in ("condition", "iterated") and len(self.tests.get(number, "")) < MOST_TESTS:
            self.tests[number] = self.tests.get(number, "") + _outcome(place.kind, value)
        passes = self._passes[number] = self._passes.get(number, 0) + 1
        if passes % 64 == 0 and time.monotonic() > self._ends:
            raise _Enough
        if passes > MOST_PASSES or len(self.steps) >= MOST_STEPS:
            self._set(place, _LOST)
        else:
            self._take(place, value, passes)
        return value

    def _begin_call(self) -> None:
        """A probe may call an answer several times; each call is counted by itself."""
        self._call += 1
        for memory in (self._latest, self._holds, self._passes, self._stores):
            memory.clear()

    def _take(self, place: Place, value, passes: int) -> None:
        inputs = [self._latest[part] for part in place.parts if part in self._latest]
        inputs += [self._holds[name] for name in place.reads if name in self._holds]
        if place.kind == "changed" and place.name in self._holds:
            inputs.append(self._holds[place.name])
        before = self._stores[place.kind, place.name] = self._stores.get((place.kind, place.name), -1) + 1
        found = list(_prints_in(value))
        self._set(place, len(self.steps))
        self.steps.append(
            Step(
                place,
                tuple(one for _, one in found),
                tuple(path for path, _ in found),
                tuple(dict.fromkeys(number for number in inputs if number != _LOST)),
                self._call,
                before,
                passes > 1,
                any(number == _LOST or self.steps[number].lost for number in inputs),
                _few_numbers(value),
            )
        )

    def _set(self, place: Place, step: int) -> None:
        self._latest[place.number] = step
        if place.name:
            self._holds[place.name] = step


class _Enough(BaseException):
    """Ends a run that takes too long; no answer catches it by accident."""


def take_steps(function: Callable, probe: Probe, seed: int, helpers: Iterable[Callable] = ()) -> Notes | None:
    """Return the notes of one run on a probe's inputs; None where the function's text is not to be had.

    helpers : further functions of the student's that it may call
    """
    trees = [_tree_of(one) for one in (function, *helpers)]
    if trees[0] is None or function.__closure__:
        return None
    return run_noted(function, [tree for tree in trees if tree is not None], probe, seed)


def run_noted(
    function: Callable,
    trees: list[ast.FunctionDef],
    probe: Probe,
    seed: int,
    seconds: float | None = MOST_SECONDS,
) -> Notes | None:
    """Return the notes of one run of the first of some functions' syntax trees, the others among its globals.

    seconds : a run that takes longer is ended, and has no notes
    """
    rewriter = _Rewriter()
    notes = Notes(rewriter.places, _ends=math.inf if seconds is None else time.monotonic() + seconds)
    namespace = {**function.__globals__, _NOTE: notes.note}
    made = ast.Module([rewriter.rewritten(tree, first=tree is trees[0]) for tree in trees], [])
    try:
        code = compile(ast.fix_missing_locations(made), function.__code__.co_filename, "exec")
        exec(code, namespace)
    except (SyntaxError, ValueError, RecursionError):
        return None
    answer = namespace[trees[0].name]
    if isinstance(answer, types.FunctionType):
        answer.__defaults__, answer.__kwdefaults__ = function.__defaults__, function.__kwdefaults__
    try:
        with quietly():
            probe.run(answer, copy.deepcopy(probe.inputs(seed)))
    except _Enough:
        return None
    except (Exception, SystemExit) as error:
        notes.error = error
    return notes


def helpers_of(function: Callable, exercises: Iterable[str]) -> list[Callable]:
    """Return the student's other functions that a function calls, directly or through others; no exercises."""
    found: dict[str, Callable] = {}
    waiting = [function.__code__]
    while waiting:
        code = waiting.pop()
        waiting += [part for part in code.co_consts if isinstance(part, types.CodeType)]
        for name in code.co_names:
            value = function.__globals__.get(name)
            own = isinstance(value, types.FunctionType) and is_students(value.__code__.co_filename)
            if own and value is not function and name not in exercises and name not in found:
                found[name] = value
                waiting.append(value.__code__)
    return list(found.values())


def _tree_of(function: Callable) -> ast.FunctionDef | None:
    try:
        lines, first = inspect.getsourcelines(function)
        tree = ast.parse(textwrap.dedent("".join(lines)))
    except (OSError, TypeError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.FunctionDef):
        return None
    return ast.increment_lineno(tree, first - 1).body[0]


def _prints_in(value, path: tuple = ()) -> Iterator[tuple[tuple, Print]]:
    """Yield the prints of a value's parts with the way to each: those in tuples, lists and dicts one by one."""
    if isinstance(value, dict) and len(path) < 3:
        for key in list(value)[:MOST_PARTS]:
            yield from _prints_in(value[key], (*path, key if isinstance(key, str | int) else str(key)))
    elif isinstance(value, tuple | list) and len(path) < 3 and not _is_array(value):
        for number, part in enumerate(value[:MOST_PARTS]):
            yield from _prints_in(part, (*path, number))
    else:
        yield path, print_of(value)


def _few_numbers(value) -> np.ndarray | None:
    """Return a copy of a number or of a small array, to be shown."""
    if not isinstance(value, bool | int | float | np.number | np.bool_ | np.ndarray):
        return None
    array = np.asarray(value)
    return np.array(array, dtype=float) if array.dtype.kind in "buif" and array.size <= MOST_SHOWN else None


def _outcome(kind: str, value) -> str:
    """Return a condition's outcome as T or F; of what is iterated over the whole numbers, if it is a few."""
    if kind == "condition":
        return "T" if np.all(value) else "F"
    few = isinstance(value, range | list | tuple) and len(value) <= MOST_PARTS
    return ",".join(map(str, value)) + ";" if few and all(type(part) is int for part in value) else ""


def _is_array(value) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(part, int | float | list) for part in value)


class _Rewriter(ast.NodeTransformer):
    """Puts each expression's value, and each name that a statement stores, through a note."""

    def __init__(self):
        self.places: list[Place] = []
        self._statement = 0
        self._under: list[int] = []
        self._loops = 0
        self._parts: list[list[int]] = [[]]
        self._reads: list[list[str]] = [[]]
        self._first = True
        self._inside: list[str] = []  # helpers that are being rewritten

    def rewritten(self, tree: ast.FunctionDef, first: bool) -> ast.FunctionDef:
        """Return a function that notes its steps; the arguments of the first are what is tried."""
        self._first = first
        return self.visit(tree)

    def visit(self, node):
        if isinstance(node, ast.stmt):
            self._statement += 1
        if isinstance(node, _NOTED) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return self._noted(node)
        return super().visit(node)

    def _noted(self, node):
        if isinstance(node, ast.Attribute) and _is_of_module(node):
            return node
        visit = self._inside_call if isinstance(node, ast.Call) else self.generic_visit
        if isinstance(node, ast.IfExp):
            visit = self._inside_choice
        node, reads, parts = self._apart(lambda: visit(node))
        called = (
            ast.unparse(node.func)[:80]
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and not _notes(node.func)
            else ""
        )
        return self._note(node, node, "value", "", reads, parts, called, isinstance(node, ast.Attribute))

    def _inside_call(self, node):
        if isinstance(node.func, ast.Attribute):
            if not _is_of_module(node.func):
                node.func.value = self.visit(node.func.value)
        elif isinstance(node.func, ast.Name):
            self._reads[-1].append(node.func.id)  # what came back from a helper of the student's is held under its name
        else:
            node.func = self.visit(node.func)
        node.args = [self.visit(part) for part in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        return node

    def _inside_choice(self, node):
        node.test = self._condition(node.test)
        self._under.append(len(self.places) - 1)
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        self._under.pop()
        return node

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load):
            self._reads[-1].append(node.id)
        return node

    def visit_JoinedStr(self, node):
        return node

    def visit_Lambda(self, node):
        node.body = self.visit(node.body)
        return node

    def _apart(self, visit):
        """Return what a visit gives, with the names and parts that it met."""
        self._parts.append([])
        self._reads.append([])
        result = visit()
        return result, self._reads.pop(), self._parts.pop()

    def _note(self, at, value, kind, name, reads, parts, called="", passes_on=False) -> ast.Call:
        """Return an expression that notes a value at a new place."""
        number = len(self.places)
        where = (at.lineno, at.col_offset, at.end_lineno, at.end_col_offset)
        found = (tuple(dict.fromkeys(reads)), tuple(parts))
        under = tuple(self._under)
        self.places.append(
            Place(number, self._statement, under, self._loops > 0, *where, kind, name, called, passes_on, *found)
        )
        self._parts[-1].append(number)
        return ast.copy_location(ast.Call(ast.Name(_NOTE, ast.Load()), [ast.Constant(number), value], []), at)

    def _note_name(self, at, kind, name, reads=(), parts=()) -> ast.Expr:
        """Return a statement that notes what a name holds."""
        value = ast.copy_location(ast.Name(name, ast.Load()), at)
        return ast.copy_location(ast.Expr(self._note(at, value, kind, name, reads, parts)), at)

    def visit_Assign(self, node):
        node.value, reads, parts = self._apart(lambda: self._with_indices(node.value, node.targets))
        return [node, *self._stored(node, node.targets, reads, parts)]

    def visit_AnnAssign(self, node):
        if node.value is None:
            return node
        node.value, reads, parts = self._apart(lambda: self.visit(node.value))
        return [node, *self._stored(node, [node.target], reads, parts)]

    def visit_AugAssign(self, node):
        node.value, reads, parts = self._apart(lambda: self._with_indices(node.value, [node.target]))
        own = [part.id for part in ast.walk(node.target) if isinstance(part, ast.Name) and part.id != _NOTE]
        return [node, *self._stored(node, [node.target], [*reads, *own], parts)]

    def _with_indices(self, value, targets):
        """Visit an assigned value, and what stands between the brackets of its targets."""
        for part in (part for target in targets for part in _flat(target)):
            if isinstance(part, ast.Subscript):
                part.slice = self.visit(part.slice)
        return self.visit(value)

    def _stored(self, node, targets, reads, parts, kind="stored") -> Iterator[ast.Expr]:
        for part in (part for target in targets for part in _flat(target)):
            if isinstance(part, ast.Name):
                yield self._note_name(node, kind, part.id, reads, parts)
            elif (name := _base(part)) is not None:
                yield self._note_name(node, "changed", name, reads, parts)

    def visit_Expr(self, node):
        before = node.value
        changed = _changed_by(before) if isinstance(before, ast.Call) else []
        node.value, reads, parts = self._apart(lambda: self.visit(before))
        return [node, *(self._note_name(node, "changed", name, reads, parts) for name in changed)]

    def visit_Return(self, node):
        if node.value is not None:
            value, reads, parts = self._apart(lambda: self.visit(node.value))
            kind = "came back" if self._inside else "returned"
            node.value = self._note(node, value, kind, self._inside[-1] if self._inside else "", reads, parts)
        return node

    def _condition(self, test):
        value, reads, parts = self._apart(lambda: self.visit(test))
        return self._note(test, value, "condition", "", reads, parts)

    def visit_If(self, node):
        node.test = self._condition(node.test)
        self._under.append(len(self.places) - 1)
        node.body, node.orelse = self._block(node.body), self._block(node.orelse)
        self._under.pop()
        return node

    def visit_While(self, node):
        self._loops += 1
        node = self.visit_If(node)
        self._loops -= 1
        return node

    def visit_For(self, node):
        value, reads, parts = self._apart(lambda: self.visit(node.iter))
        node.iter = self._note(node.iter, value, "iterated", "", reads, parts)
        self._under.append(len(self.places) - 1)
        self._loops += 1
        looped = list(self._stored(node.target, [node.target], reads, parts, kind="looped"))
        node.body, node.orelse = [*looped, *self._block(node.body)], self._block(node.orelse)
        self._loops -= 1
        self._under.pop()
        return node

    def _block(self, statements) -> list[ast.stmt]:
        made = [self.visit(statement) for statement in statements]
        return [part for one in made for part in (one if isinstance(one, list) else [one])]

    def visit_FunctionDef(self, node):
        node.decorator_list = []
        kind = "argument" if self._first else "passed"
        if not self._first:
            self._inside.append(node.name)
        self._first = False
        names = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        notes = [self._note_name(node, kind, name) for name in names]
        node.body = [*notes, *self._block(node.body)]
        if kind == "passed":
            self._inside.pop()
        return node


def _notes(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Name) and part.id == _NOTE for part in ast.walk(node))


def _flat(target: ast.expr) -> Iterator[ast.expr]:
    """Yield the single targets of an assignment."""
    if isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _flat(part)
    else:
        yield target.value if isinstance(target, ast.Starred) else target


def _base(target: ast.expr) -> str | None:
    """Return the name of what a subscript or an attribute belongs to, if it is one."""
    while isinstance(target, ast.Subscript | ast.Attribute):
        target = target.value
    return target.id if isinstance(target, ast.Name) else None


def _changed_by(call: ast.Call) -> list[str]:
    """Return the names that a call which stands alone may change in place: its receiver, its first argument, `out`."""
    method = isinstance(call.func, ast.Attribute) and not _is_of_module(call.func)
    parts = [call.func.value] if method else call.args[:1]
    parts += [keyword.value for keyword in call.keywords if keyword.arg == "out"]
    return list(dict.fromkeys(name for part in parts if (name := _base(part)) is not None))


def _is_of_module(node: ast.Attribute) -> bool:
    """Whether an attribute is a module's by the look of it: `np.exp`, `np.random.rand`, `math.pi`."""
    return _base(node) in ("np", "numpy", "math", "scipy", "sp")
