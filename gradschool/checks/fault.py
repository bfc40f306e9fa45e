"""Where an exception was raised: the student's line, the very sub-expression, and its operands by name."""

from __future__ import annotations

import ast
import linecache
import traceback
from dataclasses import dataclass
from functools import cached_property
from types import FrameType

from gradschool.checks.evaluate import UNKNOWN, evaluate
from gradschool.checks.snapshot import Snapshot, snapshot
from gradschool.checks.source import INNER, Source, is_lessons, is_students, node_at

_ENTRY = "Counted.__call__"  # the frame from which a check calls the answer


@dataclass(frozen=True)
class Operand:
    """One operand of the sub-expression that raised: its text, and what it was where that is known."""

    text: str
    value: Snapshot | None


@dataclass(frozen=True)
class Fault:
    """An exception as data: nothing of it holds the student's objects.

    function, line, code : where the student's own code was; expression : the sub-expression that raised, if known
    """

    type: str
    message: str
    function: str
    line: int | None
    code: str
    expression: str = ""
    operands: tuple[Operand, ...] = ()


@dataclass(frozen=True)
class Scene:
    """An exception with the student's own frame in which it arose, as long as that lives.

    outer : the student's own frame that was entered first
    """

    error: BaseException
    frame: FrameType
    instruction: int
    line: int
    outer: FrameType

    @cached_property
    def _found(self) -> tuple[Source, ast.AST] | None:
        return node_at(self.frame.f_code, self.instruction)

    @property
    def source(self) -> Source | None:
        return self._found[0] if self._found else None

    @property
    def node(self) -> ast.AST | None:
        """The sub-expression that raised (a statement for `a += b`)."""
        return self._found[1] if self._found else None

    @property
    def code(self) -> str:
        return linecache.getline(self.frame.f_code.co_filename, self.line).strip()

    @cached_property
    def names(self) -> dict[str, object]:
        """The names of the frame and of those that it stands in (a comprehension's line), innermost last."""
        frame, found = self.frame, []
        while frame is not None:
            found.append(dict(frame.f_locals) if frame.f_code.co_name != "<module>" else {})
            frame = frame.f_back if frame.f_code.co_name in INNER else None
        return {name: value for scope in reversed(found) for name, value in scope.items()}

    def text(self, node: ast.AST) -> str:
        return self.source.segment(node)

    def value(self, node: ast.AST):
        """Return what a sub-expression was, UNKNOWN where it is not to be had without doing anything again."""
        return evaluate(node, self.frame, self._gone)

    @cached_property
    def _gone(self) -> frozenset[str]:
        """The names of a comprehension in which it arose: from Python 3.12 on they are out of the frame again."""
        if self._found is None or self.frame.f_code.co_name in INNER:
            return frozenset()
        source, node = self._found
        names: set[str] = set()
        while node is not None and not isinstance(node, ast.stmt | ast.Lambda):
            for part in getattr(node, "generators", ()):
                names |= {name.id for name in ast.walk(part.target) if isinstance(name, ast.Name)}
            node = source.parents.get(node)
        return frozenset(names)

    @property
    def inside(self) -> bool:
        """Whether it arose in a function of the lesson's own that this frame had called."""
        beyond, trace = False, self.error.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if beyond and is_lessons(file):
                return True
            beyond = beyond or trace.tb_frame is self.frame
            trace = trace.tb_next
        return False


def scenes_of(error: BaseException) -> list[Scene]:
    """Return the student's own frames that an exception passed through, the one entered first first.

    Of the many frames of a deep recursion it returns the first and the last ones only.
    """
    found, trace = [], error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_qualname == _ENTRY:  # what is around the answer is not looked at
            found = []
        if is_students(trace.tb_frame.f_code.co_filename):
            outer = found[0].frame if found else trace.tb_frame
            found.append(Scene(error, trace.tb_frame, trace.tb_lasti, trace.tb_lineno, outer))
        trace = trace.tb_next
    return found if len(found) <= 20 else found[:5] + found[-5:]


def scene_of(error: BaseException) -> Scene | None:
    """Return the last of the student's own frames that an exception passed through, None if there was none."""
    scenes = scenes_of(error)
    return scenes[-1] if scenes else None


def fault_of(error: BaseException) -> Fault:
    """Return an exception as data."""
    scene, kind, message = scene_of(error), type(error).__name__[:80], message_of(error)[:500]
    if scene is None:
        return Fault(kind, message, "", None, "")
    function = scene.frame.f_code.co_name
    if scene.node is None:
        return Fault(kind, message, function, scene.line, scene.code[:200])
    operands = tuple(Operand(scene.text(node), _seen(scene.value(node))) for node in operands_of(scene.node))
    return Fault(kind, message, function, scene.line, scene.code[:200], scene.text(scene.node), operands)


def _seen(value) -> Snapshot | None:
    return None if value is UNKNOWN else snapshot(value)


def operands_of(node: ast.AST) -> list[ast.expr]:
    """Return the operands of a sub-expression, from left to right."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.AugAssign):
        return [node.target, node.value]
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    if isinstance(node, ast.UnaryOp):
        return [node.operand]
    if isinstance(node, ast.Subscript):
        return [node.value, node.slice]
    if isinstance(node, ast.Attribute):
        return [node.value]
    if isinstance(node, ast.Call):
        owner = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        return [*owner, *node.args, *(keyword.value for keyword in node.keywords)]
    return [node] if isinstance(node, ast.expr) else []


def message_of(error: BaseException) -> str:
    """Return an exception's message; a student's own may fail to print itself."""
    try:
        return str(error)
    except Exception:
        return ""


def frames_of(error: BaseException) -> list[FrameType]:
    """Return the student's own frames that an exception passed through, the outermost first."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return [frame for frame in frames if is_students(frame.f_code.co_filename)]
