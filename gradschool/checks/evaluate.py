"""Values of sub-expressions in a frame that has stopped, computed again only where that can do and cost nothing."""

from __future__ import annotations

import ast
import math
import operator
import warnings
from collections.abc import Mapping
from types import FrameType

import numpy as np

UNKNOWN = type("Unknown", (), {"__repr__": lambda self: "UNKNOWN"})()
_MOST_NUMBERS = 1_000_000

_BINARY = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.MatMult: operator.matmul,
}
_UNARY = {ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Not: operator.not_}
_COMPARE = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_FUNCTIONS = {
    id(function)
    for function in (
        *(np.sum, np.mean, np.dot, np.transpose, np.reshape, np.ravel, np.squeeze, np.clip, np.where, np.max, np.min),
        *(np.argmax, np.argmin, np.round, np.concatenate, np.vstack, np.hstack, np.stack, np.asarray, np.array),
        *(np.zeros_like, np.ones_like, np.size, np.shape, np.ndim, np.linalg.norm, np.float64, np.int64),
        *(len, abs, float, int, min, max, sum, list, tuple, math.sqrt, math.log, math.exp),
    )
}
_METHODS = {
    np.ndarray: (
        *("sum", "mean", "dot", "reshape", "transpose", "copy", "ravel", "flatten", "max", "min", "astype", "item"),
        *("argmax", "argmin", "squeeze", "any", "all", "std", "var"),
    ),
    dict: ("get", "keys", "values", "items", "copy"),
    str: ("lower", "upper", "format"),
}
_ATTRIBUTES = ("T", "shape", "size", "ndim", "dtype")


class _Unknown(Exception):
    """This sub-expression is not computed again."""


def evaluate(node: ast.AST, frame: FrameType, gone: frozenset[str] = frozenset()):
    """Return the value of a sub-expression in a frame, UNKNOWN where it might do something or raises.

    gone : names that had another value when the frame stopped
    """
    if gone and any(isinstance(part, ast.Name) and part.id in gone for part in ast.walk(node)):
        return UNKNOWN
    names = (frame.f_locals, frame.f_globals, frame.f_builtins)
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return _value(node, names)
    except Exception:  # it may well raise: it did so before
        return UNKNOWN


def _value(node, names: tuple[Mapping, ...]):
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return _named(node.id, names)
    if isinstance(node, ast.Tuple | ast.List):
        items = [_value(item, names) for item in node.elts]
        return tuple(items) if isinstance(node, ast.Tuple) else items
    if isinstance(node, ast.Slice):
        ends = (node.lower, node.upper, node.step)
        return slice(*(None if end is None else _value(end, names) for end in ends))
    handler = _HANDLERS.get(type(node))
    if handler is None:
        raise _Unknown
    return _bounded(handler(node, names))


def _named(name: str, names):
    for scope in names:
        if name in scope:
            return scope[name]
    raise _Unknown


def _binary(node, names):
    left, right = _plain(_value(node.left, names)), _plain(_value(node.right, names))
    if isinstance(node.op, ast.Pow) and isinstance(left, int) and isinstance(right, int):
        left = float(left)  # whole numbers may grow without bounds
    if isinstance(node.op, ast.MatMult):
        _fits(np.shape(left)[:-1] + np.shape(right)[-1:])
    else:
        _fits(np.broadcast_shapes(np.shape(left), np.shape(right)))
    return _BINARY[type(node.op)](left, right)


def _unary(node, names):
    return _UNARY[type(node.op)](_plain(_value(node.operand, names)))


def _compared(node, names):
    if len(node.ops) > 1:
        raise _Unknown
    left, right = _plain(_value(node.left, names)), _plain(_value(node.comparators[0], names))
    return _COMPARE[type(node.ops[0])](left, right)


def _attribute(node, names):
    value = _value(node.value, names)
    if type(value) is np.ndarray and node.attr in _ATTRIBUTES:
        return getattr(value, node.attr)
    if type(value).__name__ == "module" and value.__name__.split(".")[0] in ("numpy", "math"):
        return vars(value)[node.attr]
    raise _Unknown


def _item(node, names):
    value = _value(node.value, names)
    if type(value) not in (np.ndarray, dict, list, tuple):
        raise _Unknown
    return value[_value(node.slice, names)]


def _called(node, names):
    given = [_plain(_value(argument, names)) for argument in node.args]
    named = {keyword.arg: _value(keyword.value, names) for keyword in node.keywords}
    if None in named:
        raise _Unknown
    if isinstance(node.func, ast.Attribute):
        owner = _value(node.func.value, names)
        if node.func.attr in _METHODS.get(type(owner), ()):
            return getattr(owner, node.func.attr)(*given, **named)
    function = _value(node.func, names)
    if function is str and len(given) == 1 and type(given[0]) in (int, str) and not named:
        return str(given[0])[:100]
    if not (isinstance(function, np.ufunc) or id(function) in _FUNCTIONS):
        raise _Unknown
    if isinstance(function, np.ufunc) and function.nin > 1 and function is not np.matmul:
        _fits(np.broadcast_shapes(*map(np.shape, given)))
    return function(*given, **named)


def _text(node, names):
    """Return an f-string of plain texts and whole numbers."""
    parts = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            value = _value(part.value, names)
            if type(value) not in (str, int) or part.conversion != -1 or part.format_spec is not None:
                raise _Unknown
            parts.append(str(value)[:100])
        else:
            parts.append(part.value)
    return "".join(parts)


_HANDLERS = {
    ast.JoinedStr: _text,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.Compare: _compared,
    ast.Attribute: _attribute,
    ast.Subscript: _item,
    ast.Call: _called,
}


def _plain(value):
    """Return a value whose methods are Python's or NumPy's own."""
    if type(value) in (np.ndarray, bool, int, float, complex, type(None)) or issubclass(type(value), np.generic):
        return value
    if type(value) in (list, tuple) and len(value) <= 1000:
        return type(value)(map(_plain, value))
    if type(value) in (dict, str, type({}.keys()), type({}.values())):
        return value
    raise _Unknown


def _bounded(value):
    if isinstance(value, np.ndarray):
        _fits(value.shape)
    return value


def _fits(shape) -> None:
    if math.prod(shape) > _MOST_NUMBERS:
        raise _Unknown
