"""Names, keys and attributes that are not there."""

from __future__ import annotations

import ast
import builtins

import numpy as np

from gradschool.checks.evaluate import UNKNOWN
from gradschool.checks.explain.case import Case, a, code, in_words, listed, near, near_words, numpy_names
from gradschool.checks.explain.results import not_unpacked
from gradschool.checks.explain.types import where_none_came_from
from gradschool.checks.snapshot import snapshot

_WORDS = {"true": "True", "false": "False", "none": "None", "null": "None", "nil": "None", "numpy": "np"}
_MODULES = ("math", "copy", "random", "time", "itertools", "functools", "os", "sys", "scipy")


def undefined(case: Case) -> str | None:
    """A name that has no value anywhere."""
    name = case.match[1]
    if name in _WORDS:
        return f"`{name}` is not defined; here it is called `{_WORDS[name]}`."
    if name in case.lesson.exercises:
        return (
            f"`{name}` is an exercise of this lesson, and no function of that name is there: its cell was not "
            "run, or stopped with an error."
        )
    others = case.known_names | set(dir(builtins))
    if name in _MODULES:
        return f"`{name}` is not defined: it is a module, which a line `import {name}` brings in."
    said = f"`{name}` is not defined: {_no_argument(case, name)}"
    if name in numpy_names() and not near(name, case.known_names):
        return f"{said} NumPy has it as `np.{name}`."
    return said + (_elsewhere(case, name) or near_words(name, _closest_first(case, others)))


def _closest_first(case: Case, others):
    """Yield the names of the function itself before those outside."""
    own = [name for name in case.scene.names if not name.startswith(".")]
    return [*case.arguments, *own, *sorted(others)]


def _no_argument(case: Case, name: str) -> str:
    frame = case.scene.frame
    if frame.f_code.co_name == "<module>" or not case.function:
        return "no line before gives it a value."
    return f"it is no argument of `{case.function}({', '.join(case.arguments)})`, and no line gives it a value."


def _elsewhere(case: Case, name: str) -> str:
    """Return where a name has a value that is not seen here: inside another function."""
    source = case.scene.source
    if source is None:
        return ""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            around = source.function(node)
            if isinstance(around, ast.FunctionDef) and around.name != case.function:
                return (
                    f" Inside `{around.name}` there is one (line {node.lineno}), which only `{around.name}` "
                    "itself sees."
                )
    return ""


def unassigned(case: Case) -> str | None:
    """A local name that is read before a line has given it a value."""
    name = case.match[1]
    found = case.assigned_lines(name)
    if not found:
        return _of_outer_function(case, name)
    here = case.scene.line
    own = [origin for origin in found if origin.line <= here <= origin.statement.end_lineno]
    before = [origin for origin in found if origin.line < here and origin not in own]
    after = [origin for origin in found if origin.line > here]
    if before:
        return _not_reached(case, name, before)
    if own and isinstance(own[0].statement, ast.AugAssign):
        op = case.scene.source.segment(own[0].statement).removeprefix(name).strip().split("=")[0]
        return f"`{name} {op}= …` changes a value that is there, and no line before has given `{name}` one."
    if own:
        return _own_name(case, name)
    return f"`{name}` gets its value only in line {after[0].line}, after this line. {_local(case, name)}".strip()


def _of_outer_function(case: Case, name: str) -> str:
    tree = case.scene.source.tree if case.scene.source is not None else ast.Module([], [])
    stored = (n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Store))
    lines = sorted({str(n.lineno) for n in stored}, key=int)
    before = f"line {lines[0]}" if len(lines) == 1 else "a line"
    return f"`{name}` is read before {before} has given it a value."


def _not_reached(case: Case, name: str, before) -> str:
    lines = listed([str(origin.line) for origin in before])
    inside = _inside(case, before[0].statement)
    plural = "lines" if len(before) > 1 else "line"
    said = f"`{name}` has no value here: only {plural} {lines} would give it one"
    return (
        f"{said}, {inside}, and {'they were' if len(before) > 1 else 'it was'} not reached." if inside else f"{said}."
    )


def _inside(case: Case, statement) -> str:
    """Return the condition or loop that a statement stands in, in words."""
    node = case.scene.source.parents.get(statement)
    while node is not None and not isinstance(node, ast.FunctionDef):
        if isinstance(node, ast.If | ast.For | ast.While | ast.Try | ast.With):
            word = type(node).__name__.lower()
            return f"inside the `{word}` of line {node.lineno}"
        node = case.scene.source.parents.get(node)
    return ""


def _own_name(case: Case, name: str) -> str:
    if name in case.scene.frame.f_globals:
        return (
            f"Because this line gives `{name}` a value, `{name}` is a local name in all of `{case.function}`, "
            f"and has none yet; the `{name}` outside is not seen here."
        )
    return f"This line reads `{name}` to compute `{name}`, and no line before has given it a value."


def _local(case: Case, name: str) -> str:
    outside = name in case.scene.frame.f_globals
    return f"As a line of `{case.function}` gives it a value, the `{name}` outside is not seen here." if outside else ""


def missing_key(case: Case) -> str | None:
    """A dict that has other keys."""
    key = case.scene.error.args[0] if case.scene.error.args else None
    node = case.node
    if not isinstance(node, ast.Subscript):
        return None
    owner = case.scene.value(node.value)
    if type(owner) is not dict or type(key) not in (str, int, float, tuple, bool):
        return None
    said = f"{case.text(node.value)} has no key {key!r}"
    if not owner:
        return f"{said}: it is an empty dict."
    texts = [name for name in owner if type(name) is str]
    close = near(key, texts) if type(key) is str else []
    built = f" The key {case.text(node.slice)} is {key!r} here." if not isinstance(node.slice, ast.Constant) else ""
    tail = f" Near it: {listed(map(repr, close), 'or')}." if close else ""
    return f"{said}; its keys are {listed(map(_key, owner))}.{built}{tail}"


def _key(key) -> str:
    return repr(key) if type(key) in (str, int, float, bool) else type(key).__name__


def no_attribute(case: Case) -> str | None:
    """An attribute that a value does not have."""
    node = case.node
    if not isinstance(node, ast.Attribute):
        return None
    name, owner = node.attr, case.scene.value(node.value)
    if owner is UNKNOWN:
        seen = case.seen(node.value)
        return None if seen is None else f"{case.text(node.value)} is {in_words(seen)}, which has no `{name}`."
    if owner is None:
        return _of_none(case, node)
    if type(owner) is dict:
        tail = f' Its entry is read as `{case.scene.text(node.value)}["{name}"]`.' if name in owner else ""
        return f"{case.text(node.value)} is {in_words(snapshot(owner))}, which has no `{name}`.{tail}"
    if type(owner) is tuple:
        return not_unpacked(case, node.value) or f"{case.is_(node.value)}: it has no `{name}`."
    if callable(owner) and not isinstance(owner, type):
        return (
            f"{case.text(node.value)} is a function that was not called: only "
            f"`{case.scene.text(node.value)}(…)` gives a value."
        )
    if issubclass(type(owner), np.random.Generator):
        return _of_generator(case, node)
    if issubclass(type(owner), np.ndarray | np.generic | int | float | list | str):
        return _of_value(case, node, owner)
    return None


_DRAWS = {"randn": "standard_normal", "rand": "random", "random_sample": "random", "randint": "integers"}


def _of_generator(case: Case, node: ast.Attribute) -> str:
    text, words = case.scene.text(node.value), [word for word in dir(np.random.Generator) if word[0] != "_"]
    other = _DRAWS.get(node.attr)
    tail = f" The same draws come from `{text}.{other}`." if other else near_words(node.attr, words)
    return f"`{text}` is a random generator, which has no `{node.attr}`.{tail}"


def _of_none(case: Case, node: ast.Attribute) -> str:
    if isinstance(node.value, ast.Name) and node.value.id in ("np", "numpy"):
        return f"`{node.value.id}` is None here, not NumPy: {_overwritten(case, node.value.id)}"
    why = where_none_came_from(case, node.value)
    return f"{case.text(node.value)} is None here, which has no `{node.attr}`. {why}".strip()


def _overwritten(case: Case, name: str) -> str:
    found = case.assigned_lines(name)
    return (
        f"line {found[0].line} gives that name to something else."
        if found
        else "a line gives that name to something else."
    )


def _of_value(case: Case, node: ast.Attribute, owner) -> str:
    name, text = node.attr, case.scene.text(node.value)
    called = isinstance(case.scene.source.parents.get(node), ast.Call)
    what = case.is_(node.value)
    if isinstance(node.value, ast.Name) and node.value.id == "np":
        return f"{what} here, not NumPy: {_overwritten(case, 'np')}"
    if isinstance(owner, np.ndarray):
        close = near_words(name, [word for word in dir(np.ndarray) if not word.startswith("_")])
        own = _numpy_has(name, text) if called else ""
        return f"`{text}` is an array, and an array has no `{name}`.{own or close}"
    if isinstance(owner, int | float | np.generic) and name in (
        "shape",
        "T",
        "dot",
        "copy",
        "sum",
        "mean",
        "reshape",
        "size",
        "ndim",
    ):
        return f"{what}, no array: it has no `{name}`."
    return (
        f"{what}, and {a(type(owner).__name__)} has no "
        f"`{name}`.{near_words(name, [w for w in dir(owner) if w[0] != '_'])}"
    )


def _numpy_has(name: str, text: str) -> str:
    return f" NumPy's function is `np.{name}({text})`." if callable(getattr(np, name, None)) else ""


def not_in_module(case: Case) -> str | None:
    """A name that a module does not have."""
    module, name = case.match[1], case.match[2]
    text = "np" if module == "numpy" else module
    said = f"`{text}` has no `{name}`"
    if name in case.lesson.exercises or (module == "numpy" and name in case.scene.frame.f_globals):
        return f"{said}: `{name}` is a function of its own, called without `{text}.` before it."
    if module == "numpy":
        if name in ("float", "int", "bool", "object", "str", "complex"):
            return f"{said} any more; Python's own `{name}` does the same."
        inside = next((part for part in ("linalg", "random", "fft") if hasattr(getattr(np, part), name)), None)
        if inside:
            return f"{said}; it is `np.{inside}.{name}`."
    owner = case.scene.value(case.node.value) if isinstance(case.node, ast.Attribute) else UNKNOWN
    words = [word for word in dir(np if owner is UNKNOWN and module == "numpy" else owner) if not word.startswith("_")]
    close = [f"{text}.{word}" for word in near(name, words)]
    tail = f" Near it: {listed(code(close), 'or')}." if close else ""
    return f"{said}.{tail}"


def no_module(case: Case) -> str | None:
    """An import of what is not installed."""
    return f"The module `{case.match[1]}` is not installed here; the exercises need NumPy only."
