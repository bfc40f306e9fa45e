"""Shapes that do not fit: matrix products, broadcasting, axes, reshape and concatenate, indices."""

from __future__ import annotations

import ast
import re

import numpy as np

from gradschool.checks.explain.case import Case, in_words, listed
from gradschool.checks.fault import operands_of

_REDUCTIONS = ("sum", "mean", "max", "min", "std", "var", "prod")


def matrix_product(case: Case) -> str | None:
    """`w @ X` whose inner sizes differ, or with a plain number."""
    pair = _factors(case)
    if pair is None:
        return None
    left, right = pair
    a, b = case.shape(left), case.shape(right)
    whole = case.text(case.node)
    if () in (a, b):
        single = left if a == () else right
        return f"In {whole}, {case.is_(single)}, which has no axes: `@` multiplies arrays, `*` a number with an array."
    if a is None or b is None:
        return _half_known_product(case, whole, left, right)
    inner = a[-1], b[-2] if len(b) > 1 else b[0]
    said = f"In {whole}, {_is(case, left, a)} and {_is(case, right, b)}."
    if inner[0] == inner[1]:
        return None
    return f"{said} The inner sizes, {inner[0]} and {inner[1]}, must be equal{_turned(case, left, right, a, b)}"


def _is(case: Case, node, shape) -> str:
    return f"{case.text(node)} is {shape}"


def _factors(case: Case):
    node = case.node
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.MatMult):
        return tuple(operands_of(node))
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.keywords:
        return None
    if node.func.attr in ("dot", "matmul", "inner") and len(node.args) == 2:
        return tuple(node.args)
    return (node.func.value, node.args[0]) if node.func.attr == "dot" and len(node.args) == 1 else None


def _turned(case: Case, left, right, a, b) -> str:
    """Return how one of the two would fit, as far as that is a transposition or the other order."""
    fits = []
    if len(a) == len(b) == 2:
        if a[0] == b[0]:
            fits.append(f"`{_transposed(case, left)}` would be {a[::-1]}")
        if a[1] == b[1]:
            fits.append(f"`{_transposed(case, right)}` would be {b[::-1]}")
        if not fits and b[1] == a[0]:
            return f"; in the other order, {case.text(right)} first, they are."
    return f"; {' and '.join(fits)}." if fits else "."


def _transposed(case: Case, node) -> str:
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return case.scene.text(node.value)
    text = case.scene.text(node)
    return f"{text}.T" if isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call) else f"({text}).T"


def _half_known_product(case: Case, whole: str, left, right) -> str | None:
    message = case.match.string
    sizes = re.search(r"size (\d+) is different from (\d+)", message)
    aligned = re.search(r"shapes \(([^)]*)\) and \(([^)]*)\) not aligned: (\d+) .* != (\d+) ", message)
    known = [text for text in (case.is_(left), case.is_(right)) if text]
    tail = f" {known[0][0].upper()}{known[0][1:]}." if known else ""
    if aligned:
        shapes = [f"({part.replace(',', ', ')})" for part in aligned.groups()[:2]]
        return (
            f"In {whole}, the shapes are {shapes[0]} and {shapes[1]}. The inner sizes, {aligned[3]} and "
            f"{aligned[4]}, must be equal."
        )
    if sizes:
        return f"In {whole}, the inner sizes, {sizes[2]} and {sizes[1]}, must be equal.{tail}"
    return None


def broadcast(case: Case) -> str | None:
    """`A - Y` whose shapes do not go together."""
    node = case.node
    operands = [n for n in operands_of(node) if not isinstance(n, ast.Starred)] if node is not None else []
    if isinstance(node, ast.Call) and not _elementwise(case.callee()):
        return of_gufunc(case)
    if isinstance(node, ast.Call):
        operands = node.args if not isinstance(node.func, ast.Attribute) or len(node.args) > 1 else operands
    shapes = [(n, case.shape(n)) for n in operands]
    arrays = [(n, shape) for n, shape in shapes if shape]
    clash = _clash(arrays)
    if clash is None:
        return _shapes_of_message(case)
    (left, a), (right, b) = clash
    said = f"In {case.text(node)}, {_is(case, left, a)} and {_is(case, right, b)}."
    return f"{said} {_rule(a, b)}{_mend(case, (left, a), (right, b))}"


def _elementwise(function) -> bool:
    return (isinstance(function, np.ufunc) and function.signature is None) or function in (np.where, np.clip)


def _clash(arrays):
    for i, (left, a) in enumerate(arrays):
        for right, b in arrays[i + 1 :]:
            try:
                np.broadcast_shapes(a, b)
            except ValueError:
                return (left, a), (right, b)
    return None


def _rule(a, b) -> str:
    pairs = list(zip(reversed(a), reversed(b), strict=False))
    place, (x, y) = next((i, pair) for i, pair in enumerate(pairs) if pair[0] != pair[1] and 1 not in pair)
    axis = "last axis" if place == 0 else "first axis" if place == len(a) - 1 == len(b) - 1 else f"axis {-place - 1}"
    return f"Element by element, sizes must be equal or one of them 1; along the {axis} they are {x} and {y}"


def _mend(case: Case, *two) -> str:
    for (node, shape), (_, other) in (two, two[::-1]):
        if len(shape) == 1 and len(other) == 2 and shape[0] == other[0]:
            return f". {_flat(case, node, shape)}"
        if len(shape) == len(other) == 2 and 1 in shape and _goes(shape[::-1], other):
            return f"; `{_transposed(case, node)}` would be {shape[::-1]}."
    (_, a), (right, b) = two
    if len(a) == len(b) == 2 and a == b[::-1]:
        return f"; `{_transposed(case, right)}` would be {a}."
    return "."


def _goes(a, b) -> bool:
    try:
        return np.broadcast_shapes(a, b) == b
    except ValueError:
        return False


def _flat(case: Case, node, shape) -> str:
    """Return how a flat array would be a column, with the line that lost its axis if there is one."""
    column = f"({shape[0]}, 1)"
    reduced, where = node, "it"
    if isinstance(node, ast.Name):
        origin = case.origin(node.id)
        reduced = origin.value if origin else None
        where = f"{case.text(node)}, which line {origin.line} computes," if origin else "it"
    if _reduces(reduced):
        return f"With `keepdims=True` in {case.text(reduced)}, {where} would be a column, {column}."
    return f"As a column, {column}, {case.text(node)} would fit."


def _reduces(node) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    keywords = {keyword.arg for keyword in node.keywords}
    return name in _REDUCTIONS and "axis" in keywords and "keepdims" not in keywords


def _shapes_of_message(case: Case) -> str | None:
    shapes = re.search(r"with shapes ((?:\([\d,]*\) ?)+)", case.match.string)
    if not shapes or case.node is None:
        return None
    found = [part.replace(",", ", ").replace(", )", ",)") for part in re.findall(r"\([\d,]*\)", shapes[1])]
    return (
        f"In {case.text(case.node)}, the shapes {listed(found)} do not go together: "
        "element by element, sizes must be equal or one of them 1, counted from the last axis."
    )


def in_place(case: Case) -> str | None:
    """`dw += X * dZ` that would change a shape."""
    node = case.node
    if not isinstance(node, ast.AugAssign):
        return None
    left, right = case.match[1].replace(",", ", ").replace(", )", ",)"), case.match[2].replace(",", ", ")
    op = {ast.Add: "+=", ast.Sub: "-=", ast.Mult: "*=", ast.Div: "/="}.get(type(node.op), "=")
    right = right.replace(", )", ",)")
    return (
        f"{case.text(node.target)} is {left}, and with {case.text(node.value)} the result is {right}. `{op}` "
        "cannot change a shape."
    )


def into_slice(case: Case) -> str | None:
    """`A[:, 0] = x` whose sides differ in shape."""
    got, place = (part.replace(",", ", ").replace(", )", ",)") for part in case.match.groups())
    target = case.text(case.node) if isinstance(case.node, ast.Subscript) else "the place on the left"
    return f"{target[0].upper()}{target[1:]} has the shape {place}, and an array of shape {got} is to be put there."


def mask_length(case: Case) -> str | None:
    """`A[mask]` with a mask of another size."""
    axis, size, mask = case.match.groups()
    whole = f"In {case.text(case.node)}, the" if case.node is not None else "The"
    return f"{whole} mask has {mask} entries along axis {axis}, and the array has {size} there."


def axis_too_large(case: Case) -> str | None:
    """`np.sum(a, axis=1)` of a flat array."""
    axis, axes = case.match.groups()
    owner = None
    if isinstance(case.node, ast.Call):
        owner = next(
            (n for n in operands_of(case.node) if case.shape(n) is not None and len(case.shape(n)) == int(axes)), None
        )
    what = f"{case.is_(owner)}:"
    last = {"0": "there is no axis at all", "1": "there is only axis 0"}.get(axes, f"its axes are 0 to {int(axes) - 1}")
    where = f"In {case.text(case.node)}, axis {axis} is asked for, and"
    return f"{where} {what} {last}." if owner is not None else f"{where} {last}."


def reshape(case: Case) -> str | None:
    """`A.reshape(5, 2)` of another number of entries."""
    size, shape = case.match[1], case.match[2].replace(",", ", ").replace(", )", ",)")
    owner = next((n for n in operands_of(case.node) if case.shape(n)), None) if case.node is not None else None
    what = f"{case.is_(owner)}, {size} numbers in all" if owner is not None else f"it has {size} numbers"
    sizes = [int(n) for n in re.findall(r"-?\d+", shape)]
    wanted = f", which holds {int(np.prod(sizes))}" if -1 not in sizes else ""
    return (
        f"In {case.text(case.node)}, {what}; they cannot take the shape {shape}{wanted}."
        if case.node is not None
        else None
    )


def concatenate(case: Case) -> str | None:
    """`np.concatenate([a, b])` of shapes that do not go together."""
    parts = _parts(case)
    if parts is None:
        return None
    said = listed([f"{text} is {shape}" for text, shape in parts])
    shapes = {shape for _, shape in parts}
    if len({len(shape) for shape in shapes}) > 1:
        return f"In {case.text(case.node)}, {said}: all of them need the same number of axes."
    return (
        f"In {case.text(case.node)}, {said}: apart from the axis along which they are joined, the sizes must be equal."
    )


def stack(case: Case) -> str | None:
    """`np.stack([a, b])` of different shapes."""
    parts = _parts(case)
    if parts is None:
        return None
    said = listed([f"{text} is {shape}" for text, shape in parts])
    return f"In {case.text(case.node)}, {said}: only arrays of one and the same shape can be stacked."


def _parts(case: Case):
    node = case.node
    if not isinstance(node, ast.Call) or not node.args:
        return None
    if isinstance(node.args[0], ast.List | ast.Tuple):
        parts = [(case.text(n), case.shape(n)) for n in node.args[0].elts]
    else:
        seen = case.seen(node.args[0])
        parts = [(f"entry {key}", part.shape) for key, part in seen.parts or ()] if seen is not None else []
    return parts if 1 < len(parts) <= 6 and all(shape is not None for _, shape in parts) else None


def too_many_indices(case: Case) -> str | None:
    """`A[0, 1]` of a flat array."""
    axes, given = case.match.groups()
    node = case.node
    if not isinstance(node, ast.Subscript):
        return None
    has = case.is_(node.value) or f"{case.text(node.value)} has {axes} axes"
    return f"{has}: {axes} {'axis' if axes == '1' else 'axes'}, and {case.text(node)} gives {given} indices."


def out_of_range(case: Case) -> str | None:
    """`A[5]` of an axis with five entries."""
    index, axis, size = case.match.groups()
    node = case.node
    if not isinstance(node, ast.Subscript):
        return None
    has = case.is_(node.value) or f"{case.text(node.value)} has {size} entries along axis {axis}"
    return (
        f"In {case.text(node)}, index {index} is asked for along axis {axis}. {has[0].upper()}{has[1:]}, so "
        f"the indices there go from 0 to {int(size) - 1}."
    )


def sequence_out_of_range(case: Case) -> str | None:
    """`costs[3]` of a list of three."""
    node = case.node
    if not isinstance(node, ast.Subscript):
        return None
    owner, index = case.seen(node.value), case.scene.value(node.slice)
    if owner is None or owner.length is None:
        return None
    which = (
        f" `{case.scene.text(node.slice)}` is {index}."
        if type(index) is int and not isinstance(node.slice, ast.Constant)
        else ""
    )
    if not owner.length:
        return f"In {case.text(node)}, {case.text(node.value)} is an empty {owner.type}: it has no entry yet.{which}"
    return (
        f"In {case.text(node)}, {case.text(node.value)} is a {owner.type} with {owner.length} entries, 0 to "
        f"{owner.length - 1}.{which}"
    )


def bad_array_index(case: Case) -> str | None:
    """`A["W1"]` or `A[0.5]` of an array."""
    node = case.node
    if not isinstance(node, ast.Subscript):
        return None
    has, index = case.is_(node.value), case.seen(node.slice)
    if has is None:
        return None
    if index is not None and index.type == "str":
        return f"{has}, an array, and {case.text(node)} asks it for the key {index.plain!r}: only a dict has keys."
    if index is not None and index.type in ("float", "float64"):
        return f"{has}, and the index {case.text(node.slice)} is {in_words(index)}: an index is a whole number."
    kind = f", {in_words(index)}," if index is not None and index.shape is None else ""
    return (
        f"{has}, and the index {case.text(node.slice)}{kind} is none: whole numbers, slices or a mask of True "
        "and False can be."
    )


def ragged(case: Case) -> str | None:
    """An array of parts of different shapes, or an array where a number belongs."""
    node = case.node
    if isinstance(node, ast.Call):
        for argument in node.args:
            seen = case.seen(argument)
            if seen is not None and seen.type in ("tuple", "list") and seen.length:
                return f"In {case.text(node)}, {case.text(argument)} is {in_words(seen)}. These do not make one array."
    if isinstance(node, ast.BinOp | ast.Compare | ast.AugAssign):
        for operand in operands_of(node):
            seen = case.seen(operand)
            if seen is not None and seen.type in ("tuple", "list"):
                return (
                    f"In {case.text(node)}, {case.text(operand)} is {in_words(seen)}. It is no array, and does "
                    "not make one."
                )
    if isinstance(node, ast.Subscript):
        statement = case.scene.source.statement(node)
        value = getattr(statement, "value", None)
        if value is not None and case.shape(value):
            return f"{case.text(node)} takes one number, and {case.is_(value)}."
    return None


def number_for_shape(case: Case) -> str | None:
    """`np.zeros(3, 4)`: the second number is taken for a type."""
    node = case.node
    if not isinstance(node, ast.Call) or len(node.args) < 2:
        return None
    name = case.scene.text(node.func)
    inner = ", ".join(case.scene.text(n) for n in node.args)
    return (
        f"In {case.text(node)}, the second argument is taken for a type. A shape is one argument, in brackets "
        f"of its own: `{name}(({inner}))`."
    )


def lonely_arrays(case: Case) -> str | None:
    """`np.concatenate(a, b)`: the second array is taken for the axis."""
    node = case.node
    if not isinstance(node, ast.Call) or not node.args:
        return None
    if len(node.args) < 2 or not case.shape(node.args[1]):
        given = next((n for n in node.args if case.shape(n)), None)
        what = f"In {case.text(node)}, {case.is_(given)}, an array" if given is not None else ""
        return f"{what}: a shape or an index is made of whole numbers." if what else None
    inner = ", ".join(case.scene.text(n) for n in node.args)
    return (
        f"In {case.text(node)}, {case.text(node.args[1])} is taken for the axis. The arrays are one argument, "
        f"a list: `{case.scene.text(node.func)}([{inner}])`."
    )


def of_gufunc(case: Case) -> str | None:
    """Any other message with a signature of core dimensions: the operands' shapes say the same."""
    node = case.node
    if node is None:
        return "The shapes of the two factors do not go together."
    known = [text for n in operands_of(node) if (text := case.is_(n)) and case.shape(n) is not None]
    tail = f": {listed(known)}." if known else "."
    return f"In {case.text(node)}, the shapes do not go together{tail}"
