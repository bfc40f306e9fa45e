"""Values of the wrong kind: None, a tuple, a text, a whole array where one number or one truth value belongs."""

from __future__ import annotations

import ast
import math

import numpy as np

from gradschool.checks.evaluate import UNKNOWN
from gradschool.checks.explain.case import Case, a, in_words
from gradschool.checks.explain.results import not_unpacked
from gradschool.checks.fault import operands_of

_IN_PLACE = ("append", "extend", "insert", "sort", "reverse", "update", "clear", "add", "shuffle", "fill", "remove")


def where_none_came_from(case: Case, node) -> str:
    """Return the line that made a name None, and why it did, as far as that is sure."""
    if isinstance(node, ast.Call):
        return _why_none(case, node)
    if not isinstance(node, ast.Name):
        return ""
    origin = case.origin(node.id) or _only_source_of_none(case, node.id)
    if origin is None:
        return (
            f"It came in as the argument `{node.id}`."
            if node.id in case.arguments and not case.assigned_lines(node.id)
            else ""
        )
    if isinstance(origin.value, ast.Constant) and origin.value.value is None:
        return f"Line {origin.line} sets it to None."
    why = _why_none(case, origin.value)
    return f"It is None since line {origin.line}, {case.text(origin.statement)}{': ' + why if why else '.'}"


def _only_source_of_none(case: Case, name: str):
    """Return the one statement that can have made a name None: all others give it something else."""
    plain = (ast.List, ast.Dict, ast.Tuple, ast.ListComp, ast.DictComp, ast.BinOp, ast.Compare, ast.JoinedStr)
    found = [origin for origin in case.assigned_lines(name) if not isinstance(origin.value, plain)]
    found = [o for o in found if not (isinstance(o.value, ast.Constant) and o.value.value is not None)]
    return found[0] if len(found) == 1 and name not in case.arguments else None


def _why_none(case: Case, value) -> str:
    if not isinstance(value, ast.Call):
        return ""
    if isinstance(value.func, ast.Attribute) and value.func.attr in _IN_PLACE:
        return f"`.{value.func.attr}` changes {case.text(value.func.value)} itself and returns None."
    if isinstance(value.func, ast.Name):
        if value.func.id == "print":
            return "`print` shows a value and returns None."
        function = case.scene.value(value.func)
        if case.students(function) and not _returns_something(case, value.func.id):
            return f"`{value.func.id}` has no line that returns a value."
    return ""


def _returns_something(case: Case, function: str) -> bool:
    for node in ast.walk(case.scene.source.tree):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return any(isinstance(part, ast.Return) and part.value is not None for part in ast.walk(node))
    return True


def wrong_operand(case: Case) -> str | None:
    """`+`, `-`, `>` and the like with something that is no number or array."""
    node = case.node
    if node is None:
        return None
    if "str" in case.match.string and isinstance(node, ast.BinOp) and (said := _text_and_number(case, node)):
        return said
    for operand in operands_of(node):
        seen = case.seen(operand)
        if seen is None:
            continue
        if seen.type == "NoneType":
            return f"In {case.text(node)}, {case.text(operand)} is None. {where_none_came_from(case, operand)}".strip()
        if seen.type == "tuple" and (said := not_unpacked(case, operand)):
            return said
        if seen.type in ("tuple", "list", "dict", "str") and isinstance(
            node, ast.BinOp | ast.AugAssign | ast.Compare | ast.UnaryOp | ast.Call
        ):
            return f"In {case.text(node)}, {case.is_(operand)}: it cannot be computed with like a number or an array."
        if _is_function(seen.type):
            return (
                f"In {case.text(node)}, {case.text(operand)} is a function that was not called: "
                f"`{case.scene.text(operand)}(…)` gives its value."
            )
    return _other_operand(case, node)


def _text_and_number(case: Case, node: ast.BinOp) -> str | None:
    kinds = [(n, seen.type) for n in (node.left, node.right) if (seen := case.seen(n)) is not None]
    numbers = [n for n, kind in kinds if kind in ("int", "float")]
    if len(kinds) != 2 or len(numbers) != 1 or "str" not in (kinds[0][1], kinds[1][1]):
        return None
    both = f"{case.is_(node.left)} and {case.is_(node.right)}"
    return f"In {case.text(node)}, {both}; `str({case.scene.text(numbers[0])})` would be a text."


def _other_operand(case: Case, node) -> str | None:
    known = [text for operand in operands_of(node) if (text := case.is_(operand))]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult) and len(known) == 2:
        return (
            f"In {case.text(node)}, {known[0]} and {known[1]}: `@` multiplies arrays; numbers are multiplied with `*`."
        )
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.BitXor):
        return f"In {case.text(node)}, `^` is not a power in Python; a power is written `**`."
    return None


def _is_function(type_name: str) -> bool:
    return type_name in ("function", "builtin_function_or_method", "method", "ufunc", "_ArrayFunctionDispatcher")


def array_of_objects(case: Case) -> str | None:
    """`np.exp` of something that is no number inside: None, a dict."""
    node = case.node
    if not isinstance(node, ast.Call):
        return wrong_operand(case)
    for argument in node.args:
        seen = case.seen(argument)
        if seen is not None and seen.type == "NoneType":
            return (
                f"In {case.text(node)}, {case.text(argument)} is None. {where_none_came_from(case, argument)}".strip()
            )
        if seen is not None and seen.type == "tuple" and (said := not_unpacked(case, argument)):
            return said
        if seen is not None and seen.type in ("dict", "str", "list", "tuple"):
            return f"In {case.text(node)}, {case.is_(argument)}, no number and no array of numbers."
    return wrong_operand(case)


def not_subscriptable(case: Case) -> str | None:
    """`f[0]`, `None["W1"]`, `0.5["W"]`."""
    node = case.node
    if not isinstance(node, ast.Subscript):
        return None
    seen = case.seen(node.value)
    if seen is None:
        return None
    if seen.type == "NoneType":
        return (
            f"In {case.text(node)}, {case.text(node.value)} is None. {where_none_came_from(case, node.value)}".strip()
        )
    function = case.scene.value(node.value)
    bound = getattr(function, "__self__", None)
    if case.students(function) or isinstance(bound, np.ndarray | dict | list):
        return (
            f"{case.text(node.value)} is the function `{function.__name__}` itself, which was not called, and "
            "not what it returns."
        )
    if _is_function(seen.type) or callable(function):
        inner = case.scene.text(node.slice)
        return (
            f"{case.text(node.value)} is a function: it is called with round brackets, "
            f"`{case.scene.text(node.value)}({inner})`."
        )
    return f"In {case.text(node)}, {case.is_(node.value)}: it has no entries."


def no_item_assignment(case: Case) -> str | None:
    """`cache[0] = x` where that is a tuple."""
    node = case.node
    if not isinstance(node, ast.Subscript) or case.is_(node.value) is None:
        return None
    return f"{case.is_(node.value)}: its entries cannot be set."


def bad_key_of_sequence(case: Case) -> str | None:
    """`cache["Z1"]` or `rows[0, 1]` of a list or a tuple."""
    node = case.node
    if not isinstance(node, ast.Subscript):
        return None
    said = not_unpacked(case, node.value)
    if said:
        return said
    owner, index = case.seen(node.value), case.seen(node.slice)
    if owner is None:
        return None
    if index is not None and index.type == "tuple":
        return (
            f"{case.is_(node.value)}: it takes one index. {case.text(node)} gives {index.length}, as only an "
            "array takes them."
        )
    asked = (
        f"the key {index.plain!r}"
        if index is not None and index.type == "str"
        else f"the index {case.text(node.slice)}"
    )
    why = "only a dict has keys" if index is not None and index.type == "str" else "its entries have whole numbers"
    return f"{case.is_(node.value)}, and {case.text(node)} asks it for {asked}: {why}."


def scalar_index(case: Case) -> str | None:
    """`cost["dw"]` of a NumPy number."""
    node = case.node
    if not isinstance(node, ast.Subscript) or case.is_(node.value) is None:
        return None
    return f"{case.is_(node.value)}, and {case.text(node)} asks it for an entry: a single number has none."


def truth(case: Case) -> str | None:
    """A whole array where one truth value belongs."""
    node = case.node
    if node is None:
        return None
    if isinstance(node, ast.Call):
        return _truth_in_call(case, node)
    if isinstance(node, ast.BoolOp):
        node = next((n for n in node.values if case.shape(n)), node)
    elif isinstance(node, ast.UnaryOp):
        node = node.operand
    place, many = _place_of_truth(case, node), case.shape(node)
    if not many:
        return None
    said = f"{case.text(node)} is an array, {many}, and {place} needs a single truth value."
    return f"{said} For each element there is `np.where`; for one answer `.all()` or `.any()`."


def _place_of_truth(case: Case, node) -> str:
    parent = case.scene.source.parents.get(node)
    while isinstance(parent, ast.BoolOp | ast.UnaryOp | ast.Compare):
        if isinstance(parent, ast.BoolOp):
            return f"`{'and' if isinstance(parent.op, ast.And) else 'or'}`"
        if isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not):
            return "`not`"
        parent = case.scene.source.parents.get(parent)
    words = {ast.If: "`if`", ast.While: "`while`", ast.IfExp: "`… if … else …`", ast.Assert: "`assert`"}
    return words.get(type(parent), "Python here")


_NUMPY_FOR = {
    "max": "Python's `max` picks one of its arguments as a whole; `np.maximum` compares element by element",
    "min": "Python's `min` picks one of its arguments as a whole; `np.minimum` compares element by element",
    "bool": "`bool` gives one truth value for the whole",
    "any": "Python's `any` looks at whole rows; `np.any` looks at every element",
    "all": "Python's `all` looks at whole rows; `np.all` looks at every element",
}


def _truth_in_call(case: Case, node: ast.Call) -> str | None:
    name = node.func.id if isinstance(node.func, ast.Name) else None
    shown = [text for n in node.args if case.shape(n) and (text := case.is_(n))]
    if name not in _NUMPY_FOR or not shown:
        return None
    return f"In {case.text(node)}, {shown[0]}. {_NUMPY_FOR[name]}."


def one_number(case: Case) -> str | None:
    """`math.exp`, `float`, `int`, `range` of a whole array."""
    node = case.node
    if not isinstance(node, ast.Call):
        return None
    given = [n for n in node.args if (shape := case.shape(n)) and math.prod(shape) != 1] or [
        n for n in node.args if case.shape(n)
    ]
    if not given:
        return wrong_operand(case)
    function = case.scene.value(node.func)
    name, what = case.scene.text(node.func), case.is_(given[0])
    if getattr(function, "__module__", "") == "math":
        other = {"fabs": "abs", "pow": "power"}.get(function.__name__, function.__name__)
        tail = f" `np.{other}` takes a whole array." if hasattr(np, other) else ""
        return f"`{name}` takes one number, and {what}.{tail}"
    return f"`{name}` needs a single number, and {what}."


def whole_number(case: Case) -> str | None:
    """`range(3.0)`, `np.zeros((2.0, 3))`, `rng.normal(size=…)` with what is no whole number."""
    node, kind = case.node, case.match[1]
    if not isinstance(node, ast.Call):
        return None
    for n in _leaves(node):
        seen = case.seen(n)
        if (seen is not None and seen.type == kind) or (
            kind == "numpy.float64" and seen is not None and seen.type == "float64"
        ):
            if kind == "tuple" and n in node.args:
                inner = case.scene.text(n).strip("()")
                return (
                    f"In {case.text(node)}, {case.text(n)} is a tuple, and here the sizes are separate "
                    f"arguments: `{case.scene.text(node.func)}({inner})`."
                )
            what = "" if kind == "tuple" else f", {a(kind)}"
            return f"In {case.text(node)}, {case.is_(n)}{what}; a whole number belongs there."
    return None


def _leaves(node: ast.Call):
    for n in (*node.args, *(keyword.value for keyword in node.keywords)):
        if isinstance(n, ast.Tuple | ast.List):
            yield from n.elts
        yield n


def not_iterable(case: Case) -> str | None:
    """`for l in L` where L is a number."""
    node = case.node
    if node is None or case.is_(node) is None:
        return None
    statement = case.scene.source.statement(node)
    if isinstance(statement, ast.For) and statement.iter is node:
        seen = case.seen(node)
        tail = f" `range({case.scene.text(node)})` counts up to it." if seen.type == "int" else ""
        return f"The loop runs over {case.text(node)}, and {case.is_(node)}: there is nothing to run over.{tail}"
    for n in operands_of(node):
        seen = case.seen(n)
        if seen is not None and seen.type in ("int", "float", "NoneType", "float64"):
            return f"In {case.text(node)}, {case.is_(n)}: it is no list, tuple or array to go through."
    return None


def no_length(case: Case) -> str | None:
    """`len` of a number."""
    node = case.node
    if not isinstance(node, ast.Call) or not node.args or case.is_(node.args[0]) is None:
        return None
    return f"In {case.text(node)}, {case.is_(node.args[0])}: it has no length."


def unhashable(case: Case) -> str | None:
    """`{dw, db}` with arrays inside, a list or an array as key."""
    node = case.node
    kind = "array" if "ndarray" in case.match[1] else case.match[1]
    if isinstance(node, ast.Set):
        return (
            f"{case.text(node)} is a set, which cannot hold {a(kind)}. A dict gives each entry a key: "
            f'`{{"name": value}}`.'
        )
    if isinstance(node, ast.Subscript) and kind == "slice":
        return (
            f"In {case.text(node)}, {case.is_(node.value) or case.text(node.value) + ' is a dict'}: a dict is "
            "asked for a key, not for a range."
        )
    if isinstance(node, ast.Subscript):
        return f"In {case.text(node)}, the key {case.text(node.slice)} is {a(kind)}; a key is a text or a number."
    if isinstance(node, ast.Dict):
        return f"In {case.text(node)}, {a(kind)} stands where a key belongs; a key is a text or a number."
    return None


def boolean_arithmetic(case: Case) -> str | None:
    """`mask1 - mask2`, `-mask`: not defined for True and False."""
    node = case.node
    if not isinstance(node, ast.BinOp | ast.UnaryOp | ast.AugAssign):
        return None
    masks = [case.text(n) for n in operands_of(node) if (seen := case.seen(n)) is not None and seen.dtype == "bool"]
    if not masks:
        return None
    are = "holds" if len(masks) == 1 else "hold"
    return (
        f"In {case.text(node)}, {' and '.join(masks)} {are} True and False, which cannot be subtracted; "
        "`.astype(float)` makes 1 and 0 of them."
    )


def integers_in_place(case: Case) -> str | None:
    """`w -= rate * dw` with an array of whole numbers."""
    node = case.node
    if not isinstance(node, ast.AugAssign):
        return None
    result, own = case.match.groups()
    return (
        f"{case.text(node.target)} holds {own}, whole numbers, and the result is {result}: an array that is "
        "changed in place keeps its type."
    )


def read_only(case: Case) -> str | None:
    """Writing into a view that cannot be written."""
    node = case.node
    target = node.value if isinstance(node, ast.Subscript) else getattr(node, "target", None)
    what = case.text(target) if target is not None else "This array"
    return f"{what} is read-only: its entries cannot be set. Those of a `.copy()` can."


def divided_by_zero(case: Case) -> str | None:
    """A division by a number that is 0."""
    node = case.node
    if not isinstance(node, ast.BinOp | ast.AugAssign):
        return None
    divisor = operands_of(node)[1]
    value = case.scene.value(divisor)
    if value is UNKNOWN or not isinstance(value, int | float) or value != 0:
        return None
    if isinstance(divisor, ast.Constant):
        return f"In {case.text(node)}, the divisor is 0."
    return f"In {case.text(node)}, {case.text(divisor)} is 0."


def out_of_domain(case: Case) -> str | None:
    """`math.log(0)`, `math.exp(800)`."""
    node = case.node
    seen = case.seen(node.args[0]) if isinstance(node, ast.Call) and node.args else None
    if seen is None or not in_words(seen).startswith("the number") or not isinstance(node.func, ast.Attribute):
        return None
    said = f"In {case.text(node)}, {case.is_(node.args[0])}: `{case.scene.text(node.func)}` raises there"
    return f"{said}, where `np.{node.func.attr}` gives inf or nan."
