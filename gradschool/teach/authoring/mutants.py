"""Generated mutants of a reference: small changes of its solution that a check must catch."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

from gradschool.bank import END, START, Exercise

_OPERATORS = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
}
_COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
_SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Pow: "**", ast.FloorDiv: "//",
    ast.Mod: "%", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A changed reference; `description` names the line and the change, and is what `same` lists it by."""

    description: str
    source: str


def mutants(exercise: Exercise) -> list[Mutant]:
    """Return the mutants of an exercise's reference, each different in text, in order.

    Changed are operators, comparisons, constants, axes, transposes, terms of a sum, signs and boundaries, inside the
    solution's region only.
    """
    tree = ast.parse(exercise.source)
    lines = exercise.source.splitlines()
    first = next(i for i, line in enumerate(lines, 1) if START in line)
    last = next(i for i, line in enumerate(lines, 1) if END in line)
    found: dict[str, Mutant] = {}
    texts = {ast.unparse(tree)}
    for path, node in _walk(tree):
        if not first < getattr(node, "lineno", 0) < last:
            continue
        for change, replacement in _changes(node):
            changed = copy.deepcopy(tree)
            _put(changed, path, replacement)
            text = ast.unparse(ast.fix_missing_locations(changed))
            if text in texts:
                continue
            texts.add(text)
            description = f"{lines[node.lineno - 1].strip()}: {change}"
            while description in found:  # the same change at two places of one line
                description += " (next)"
            found[description] = Mutant(description, text)
    return list(found.values())


def _walk(tree, path=()) -> Iterator[tuple[tuple, ast.AST]]:
    for name, value in ast.iter_fields(tree):
        children = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, child in children:
            if isinstance(child, ast.AST):
                here = (*path, (name, index))
                yield here, child
                yield from _walk(child, here)


def _put(tree, path, replacement):
    *above, (name, index) = path
    node = tree
    for step, at in above:
        value = getattr(node, step)
        node = value if at is None else value[at]
    if index is None:
        setattr(node, name, replacement)
    else:
        getattr(node, name)[index] = replacement


def _changes(node) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.BinOp):
        yield from _binary(node)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in _COMPARISONS.get(type(node.ops[0]), ()):
            yield (
                f"{_SIGNS[type(node.ops[0])]} -> {_SIGNS[other]}",
                ast.Compare(node.left, [other()], node.comparators),
            )
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "minus dropped", node.operand
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield f"{ast.unparse(node)} -> not transposed", node.value
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.AugAssign):
        for other in _OPERATORS.get(type(node.op), ()):
            change = f"{_SIGNS[type(node.op)]}= -> {_SIGNS[other]}="
            yield change, ast.AugAssign(node.target, other(), node.value)


def _binary(node):
    for other in _OPERATORS.get(type(node.op), ()):
        yield (
            f"{_SIGNS[type(node.op)]} -> {_SIGNS[other]} in {ast.unparse(node)}",
            ast.BinOp(node.left, other(), node.right),
        )
    if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        yield f"{ast.unparse(node.right)} dropped", node.left
    if isinstance(node.op, ast.Add | ast.Mult):
        yield f"{ast.unparse(node.left)} dropped", node.right


def _constant(node):
    if isinstance(node.value, bool):
        yield f"{node.value} -> {not node.value}", ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        for other in (node.value + 1, node.value - 1):
            yield f"{node.value} -> {other}", ast.Constant(other)


def _call(node):
    for index, keyword in enumerate(node.keywords):
        if keyword.arg in ("axis", "keepdims"):
            keywords = [k for i, k in enumerate(node.keywords) if i != index]
            yield f"{ast.unparse(keyword)} dropped", ast.Call(node.func, node.args, keywords)
    name = ast.unparse(node.func)
    swaps = {"np.sum": "np.mean", "np.mean": "np.sum", "np.maximum": "np.minimum", "np.minimum": "np.maximum",
             "np.zeros": "np.ones", "np.ones": "np.zeros", "np.exp": "np.expm1", "np.log": "np.log1p",
             "np.argmax": "np.argmin", "np.sqrt": "np.square", "np.abs": "np.square"}  # fmt: skip
    if name in swaps:
        yield (
            f"{name} -> {swaps[name]}",
            ast.Call(ast.parse(swaps[name], mode="eval").body, node.args, node.keywords),
        )
    swappable = len(node.args) == 2 and not name.startswith(("np.maximum", "np.minimum", "zip", "range"))
    if swappable and ast.unparse(node.args[0]) != ast.unparse(node.args[1]):
        yield f"arguments of {name} swapped", ast.Call(node.func, node.args[::-1], node.keywords)
