"""Calls that do not fit: number and names of arguments, what is no function, a function that calls itself."""

from __future__ import annotations

import ast
import builtins
import dis
import inspect
from collections import Counter

from gradschool.checks.evaluate import UNKNOWN
from gradschool.checks.explain.case import Case, a, code, in_words, listed, near, number
from gradschool.checks.fault import frames_of, operands_of, scene_of
from gradschool.checks.source import INNER, source_of

_NUMPY_KEYWORDS = ("axis", "keepdims", "dtype", "out", "where", "initial", "size", "shape", "ddof")


def missing_arguments(case: Case) -> str | None:
    """A call that leaves out arguments."""
    _, signature = _called(case)
    missing = [part.strip("'") for part in case.match[2].replace(" and ", ", ").replace(",,", ",").split(", ")]
    name = case.match[1].split(".")[-1]
    return _about(case, name, f"leaves out {listed(code(missing))}", signature)


def too_many_arguments(case: Case) -> str | None:
    """A call with more arguments than the function has."""
    name, most, given = case.match[1].split(".")[-1], case.match[2], case.match[3]
    _, signature = _called(case)
    return _about(case, name, f"gives {given} arguments, and it takes {most.removeprefix('from ')}", signature)


def unknown_keyword(case: Case) -> str | None:
    """A call with an argument name that the function does not have."""
    name, keyword = case.match[1].split(".")[-1], case.match[2]
    function, signature = _called(case)
    words = _parameters(function) or (() if case.students(function) else _NUMPY_KEYWORDS)
    close = near(keyword, words)
    tail = f" Near it: {listed(code(close), 'or')}." if close else ""
    shown = f" Its signature is `{signature}`." if signature and case.students(function) else ""
    where = f"In {case.text(case.node)}, " if isinstance(case.node, ast.Call) else ""
    return f"{where}`{name}` has no argument `{keyword}`.{tail}{shown}"


def twice_given(case: Case) -> str | None:
    """A call that gives one argument by place and by name."""
    name, argument = case.match[1].split(".")[-1], case.match[2]
    _, signature = _called(case)
    return _about(case, name, f"gives `{argument}` twice, by its place and by its name", signature)


def _called(case: Case):
    function = case.callee()
    return (None, None) if function is UNKNOWN else (function, case.signature(function))


def _about(case: Case, name: str, what: str, signature: str | None) -> str:
    where = f"The call {case.text(case.node)}" if isinstance(case.node, ast.Call) else f"The call of `{name}`"
    return f"{where} {what}.{f' The signature is `{signature}`.' if signature else ''}"


def _parameters(function) -> tuple[str, ...]:
    try:
        return tuple(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return ()


def not_callable(case: Case) -> str | None:
    """`2(x)`, `W1(X)`, `sum(…)` where `sum` is a number by now."""
    node = case.node
    if not isinstance(node, ast.Call):
        return None
    seen, name = case.seen(node.func), getattr(node.func, "id", None)
    if seen is None:
        kind = case.match[1].removeprefix("numpy.")
        return f"{case.text(node.func)} gives {a(kind)}, and the round brackets after it call that like a function."
    if name is not None and (hasattr(builtins, name) or _is_function_outside(case, name)):
        return _overwritten(case, name, in_words(seen))
    what = f"{case.text(node.func)} is {in_words(seen)}"
    inner = ", ".join(case.scene.text(n) for n in node.args)
    if seen.type == "dict" or (seen.type in ("list", "tuple") and len(node.args) == 1):
        return f"{what}: an entry is read with square brackets, `{case.scene.text(node.func)}[{inner}]`."
    if seen.type == "NoneType":
        return f"{what}, no function."
    if seen.type == "module":
        return f"{case.text(node.func)} is a module, no function."
    return (
        f"{what}, and the round brackets in {case.text(node)} call it like a function. Between two factors "
        "stands `*` or `@`, around an index `[ ]`."
    )


def _is_function_outside(case: Case, name: str) -> bool:
    return callable(case.scene.frame.f_globals.get(name)) and name in case.scene.names


def _overwritten(case: Case, name: str, what: str) -> str:
    found = case.assigned_lines(name)
    if not found and name in case.arguments:
        return f"`{name}` is {what} here, the argument of that name, and not the function."
    since = f"since line {found[0].line}, {case.text(found[0].statement)}" if found else "here"
    return f"`{name}` is {what} {since}, and no longer the function."


def recursion(case: Case) -> str | None:
    """Functions that call one another without end."""
    frames = frames_of(case.scene.error)
    counted = Counter(frame.f_code.co_name for frame in frames)
    around = [name for name, count in counted.most_common(5) if count > 20]
    if not around:
        return None
    if len(around) == 1:
        lines = Counter(line for line in _call_lines(case, around[0]))
        where = f" in line {next(iter(lines))}" if len(lines) == 1 else ""
        return f"`{around[0]}` calls itself{where}, without end."
    return f"{listed(code(sorted(around)))} call one another without end."


def _call_lines(case: Case, name: str) -> list[int]:
    source = source_of(case.scene.frame.f_code.co_filename)
    for node in ast.walk(source.tree) if source is not None else ():
        if isinstance(node, ast.FunctionDef) and node.name == name:
            calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
            return [n.lineno for n in calls if isinstance(n.func, ast.Name) and n.func.id == name]
    return []


def string_for_numbers(case: Case) -> str | None:
    """A NumPy function that met something that is no number."""
    node = case.node
    if node is None:
        return None
    for n in operands_of(node):
        seen = case.seen(n)
        if seen is not None and (
            seen.type in ("str", "dict") or seen.dtype == "object" or (seen.dtype or "").startswith("<U")
        ):
            what = "holds objects that are no numbers" if seen.dtype == "object" else f"is {in_words(seen)}"
            return f"In {case.text(node)}, {case.text(n)} {what}."
    return None


def quit_called(case: Case) -> str | None:
    """`exit()` inside an answer."""
    return "`exit` or `quit` ends the whole program; a function ends with `return`."


def called_from(cases: list[Case]) -> str | None:
    """Return the line that called the student's function in which it was raised, if that is not the check itself."""
    inner, outer = cases[-1], _caller(cases)
    if outer is None or outer.scene.frame.f_code is inner.scene.frame.f_code:
        return None
    callee = outer.callee()
    signature = outer.signature(callee) if outer.students(callee) else None
    same = signature == outer.scene.text(outer.node)
    tail = f"; the signature is `{signature}`" if signature and not same else ""
    return f"Line {outer.scene.line} had called {outer.text(outer.node)}{tail}."


def _caller(cases: list[Case]) -> Case | None:
    """Return the call that led into the innermost function."""
    inner = cases[-1].scene.frame
    within = inner.f_code.co_name in INNER  # a comprehension is part of its line
    outer = cases[:-2] if within else cases[:-1]
    return outer[-1] if outer and isinstance(outer[-1].node, ast.Call) else None


def raised_inside(cases: list[Case]) -> str | None:
    """Return what a function was given in whose inside something was raised that no sentence is known for."""
    case = cases[-1] if cases[-1].scene.inside else _caller(cases)
    if case is None or not isinstance(case.node, ast.Call):
        return None
    error = case.scene.error
    given = [text for n in case.node.args if not isinstance(n, ast.Constant) and (text := case.is_(n))]
    signature = case.signature(function) if (function := case.callee()) is not UNKNOWN else None
    message = str(error).split("\n")[0].split(". ")[0].rstrip(".")
    said = f"{type(error).__name__} was raised inside the call {case.text(case.node)}"
    said += f": {message[:120]}." if message and "gufunc" not in message and "core dim" not in message else "."
    said += f" The signature is `{signature}`" if signature else ""
    if signature and given:
        return f"{said}; here {listed(given)}."
    return f"{said}." if signature else f"{said} {listed(given)}." if given else said


def the_call(error: BaseException, inputs: dict) -> str | None:
    """Return which of the check's own calls raised, if it differs from a call with the probe's inputs.

    Its plain numbers and texts are told, as far as they are others than the input of that name and the function leaves
    the name alone.
    """
    scene = scene_of(error)
    frame = scene.outer if scene is not None else None
    if frame is None or frame.f_code.co_name == "<module>":
        return None
    told = []
    for name in frame.f_code.co_varnames[: frame.f_code.co_argcount]:
        value = frame.f_locals.get(name)
        if type(value) in (int, float, bool, str) and not _is_input(name, value, inputs) and not _set(frame, name):
            told.append(f"{name} = {value[:40]!r}" if type(value) is str else f"{name} = {number(value)}")
    return f"The check had called `{frame.f_code.co_name}` with {' and '.join(told)}." if told else None


def _is_input(name: str, value, inputs: dict) -> bool:
    given = inputs.get(name)
    return type(given) is type(value) and given == value


def _set(frame, name: str) -> bool:
    """Whether a function gives one of its arguments another value."""
    return any(
        i.argval == name and i.opname.startswith(("STORE", "DELETE")) for i in dis.get_instructions(frame.f_code)
    )
