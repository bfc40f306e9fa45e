"""Results of several things: not unpacked, unpacked into too many or too few names, or in another order."""

from __future__ import annotations

import ast

from gradschool.checks.explain.case import Case, Origin, code, in_words, listed
from gradschool.checks.snapshot import Snapshot
from gradschool.checks.source import source_of


def other_order(case: Case) -> str | None:
    """Return the line that unpacks a result in another order, if a name in the faulty line came from it.

    It is said only of names that show it: each is close to what the function returns at another place.
    """
    source = case.scene.source
    if source is None or case.node is None:
        return None
    statement = source.statement(case.node)
    names = [node.id for node in ast.walk(case.node) if isinstance(node, ast.Name)]
    names += [node.id for node in ast.walk(statement) if isinstance(node, ast.Name)] if statement is not None else []
    for name in dict.fromkeys(names):
        origin = case.origin(name)
        if origin is not None and (said := _order_of(case, origin)):
            return said
    return None


def _order_of(case: Case, origin: Origin) -> str | None:
    targets, called = _unpacked(origin), _function_called(origin.value)
    returned = _returned_names(case, called) if called else ()
    if not targets or len(targets) != len(returned) or targets == list(returned):
        return None
    places = [_place(target, returned) for target in targets]
    known = [place for place in places if place is not None]
    if len(set(known)) != len(known) or not any(place not in (None, i) for i, place in enumerate(places)):
        return None
    if any(place == i for i, place in enumerate(places)) and len(targets) == 2:
        return None
    way = "the other way round" if len(targets) == 2 else "in another order"
    given = ", ".join(returned)
    return f"The result of `{called}` is ({given}); line {origin.line} unpacks it {way}: `{', '.join(targets)}`."


def _unpacked(origin: Origin) -> list[str]:
    statement = origin.statement
    if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Tuple | ast.List):
        return []
    targets = statement.targets[0].elts
    return [target.id for target in targets] if all(isinstance(target, ast.Name) for target in targets) else []


def _function_called(node) -> str | None:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None


def _returned_names(case: Case, function: str) -> tuple[str, ...]:
    """Return what a function returns, by name: an exercise by its statement, another by its last line."""
    if function in case.lesson.returns:
        return case.lesson.returns[function]
    code = getattr(case.value_of(function), "__code__", None)
    source = source_of(code.co_filename) if code is not None else None
    for node in ast.walk(source.tree) if source is not None else ():
        if isinstance(node, ast.FunctionDef) and node.name == code.co_name:
            last = node.body[-1]
            if isinstance(last, ast.Return) and isinstance(last.value, ast.Tuple):
                return tuple(_called_so(part) for part in last.value.elts)
    return ()


def _called_so(part: ast.expr) -> str:
    return part.id if isinstance(part, ast.Name) else "a dict" if isinstance(part, ast.Dict) else "…"


def passed_on(case: Case) -> str | None:
    """Return the line that gave one name to a result of several things, if a function of the lesson was given it."""
    node = case.node
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    if node.func.id not in case.lesson.exercises and not case.scene.inside:
        return None
    return next((said for argument in node.args if (said := not_unpacked(case, argument))), None)


def _place(target: str, returned: tuple[str, ...]) -> int | None:
    """Return which of the returned things a name means, if just one."""
    found = [i for i, name in enumerate(returned) if _means(target.lower(), name.lower())]
    return found[0] if len(found) == 1 else None


def _means(target: str, name: str) -> bool:
    if not name.isidentifier() or target == name:
        return target == name
    if len(target) > 2 and (name.startswith(target) or (name.startswith(target[:-1]) and len(target) > 3)):
        return True
    return len(name) > 2 and target.startswith(name)


def not_unpacked(case: Case, node) -> str | None:
    """Return the line that gave one name to a result of several things."""
    if not isinstance(node, ast.Name):
        return None
    origin, seen = case.origin(node.id), case.seen(node)
    called = _function_called(origin.value) if origin is not None else None
    if called is None or seen is None or seen.type != "tuple" or not isinstance(origin.statement, ast.Assign):
        return None
    if not isinstance(origin.statement.targets[0], ast.Name):
        return None
    names = _returned_names(case, called)
    things = f"({', '.join(names)})" if len(names) == seen.length and "…" not in names else in_words(seen)
    return (
        f"The result of `{called}` is {things}, and line {origin.line} gives all of it one name, `{node.id}`: "
        "unpack it."
    )


def wrong_count(case: Case) -> str | None:
    """`A, cache = f(X)` where the result has another number of things."""
    node, source = case.node, case.scene.source
    if not isinstance(node, ast.Tuple | ast.List):
        return None
    parent = source.parents.get(node)
    if isinstance(parent, ast.For | ast.comprehension):
        return _in_loop(case, node, parent.iter)
    value = getattr(parent, "value", None)
    if value is None:
        return None
    count, seen = len(node.elts), case.seen(value)
    names = f"{count} names ({listed(code(source.segment(n) for n in node.elts))})"
    what = f"the result of {case.text(value)}" if isinstance(value, ast.Call) else case.text(value)
    if seen is None:
        return f"{names[0].upper()}{names[1:]} stand on the left, and {what} gives {_counted(case)}."
    if seen.type == "ndarray" and seen.shape:
        return (
            f"On the left there are {names}, and {what} is an array {seen.shape}, which unpacks into its "
            f"{seen.shape[0]} rows."
        )
    if seen.length is not None:
        return f"On the left there are {names}, and {what} has {seen.length}: {_things(case, value, seen)}."
    return f"On the left there are {names}, and {what} is {in_words(seen)}."


def _things(case: Case, value, seen: Snapshot) -> str:
    called = _function_called(value)
    names = _returned_names(case, called) if called else ()
    if len(names) == seen.length and all(name.isidentifier() for name in names):
        return listed(code(names))
    return in_words(seen).partition(": ")[2] or in_words(seen)


def _counted(case: Case) -> str:
    return "more" if "too many" in case.match.string else "fewer"


def _in_loop(case: Case, node, iterated) -> str | None:
    seen = case.seen(iterated)
    if seen is not None and seen.type == "dict":
        return (
            f"A loop over {case.text(iterated)}, a dict, gives its keys one by one; `.items()` gives pairs of "
            "key and value."
        )
    return (
        f"Each pass of this loop gives another number of things than the {len(node.elts)} names "
        f"{listed(code(case.scene.text(n) for n in node.elts))}."
    )


def single_value(case: Case) -> str | None:
    """`a, b = f(x)` where the result is one number or None."""
    node, source = case.node, case.scene.source
    parent = source.parents.get(node) if source is not None and node is not None else None
    value = getattr(parent, "value", None) if isinstance(node, ast.Tuple | ast.List) else node
    if value is None or not isinstance(value, ast.expr):
        return None
    statement = source.statement(node)
    targets = getattr(statement, "targets", [None])[0]
    if not isinstance(targets, ast.Tuple | ast.List):
        return None
    seen = case.seen(value)
    what = f"the result of {case.text(value)}" if isinstance(value, ast.Call) else case.text(value)
    is_what = in_words(seen) if seen is not None else {"NoneType": "None"}.get(case.match[1], f"one {case.match[1]}")
    return (
        f"On the left there are {len(targets.elts)} names "
        f"({listed(code(source.segment(n) for n in targets.elts))}), and {what} is {is_what}."
    )
