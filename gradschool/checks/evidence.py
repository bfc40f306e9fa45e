"""What a value is worth as evidence: whether an answer that does nothing, or another mistake, could show it too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from gradschool.checks.key import Key
from gradschool.probe import Probe
from gradschool.values import NotNumbers, Numbers, close


def informative_fact(probe: Probe, plain: Key, key: Key, fact: str) -> bool:
    """Whether an observation on top of mistakes still shows that something was computed.

    It does not where it is idle in numbers; nor as a property in words that the mistakes made another.
    """
    values = [o.facts.get(fact) for o in key.reference]
    if all(isinstance(value, NotNumbers) and value.kind == "text" for value in values):
        return values == [o.facts.get(fact) for o in plain.reference]
    if not all(isinstance(value, Numbers) for value in values):
        return False
    arguments = [dict(_arguments(probe.held_inputs(seed))) for seed in key.seeds]
    return not is_idle([value.array for value in values], arguments)


def is_idle(arrays: Sequence[np.ndarray], arguments: Sequence[Mapping], rtol: float = 1e-9, atol: float = 0.0) -> bool:
    """Whether numbers, one array for each trial, are what an answer that does nothing has too.

    That is nan, one and the same number, or an argument as it came in.

    arguments : for each trial what was at hand, by name
    """
    if any(not array.size or not np.all(np.isfinite(array)) for array in arrays):
        return True
    pieces = arrays if all(array.size > 1 for array in arrays) else [np.concatenate([a.ravel() for a in arrays])]
    if all(piece.size > 1 and _is_constant(piece, rtol, atol) for piece in pieces):
        return True
    return any(
        all(_is_near(at_hand.get(name), array, rtol, atol) for at_hand, array in zip(arguments, arrays, strict=True))
        for name in arguments[0]
    )


def is_own(value: Numbers | NotNumbers, expected: Numbers | NotNumbers) -> bool:
    """Whether a mistake's value is its own: what is not there, nan and inf look the same whatever the cause."""
    if isinstance(value, NotNumbers) and value.kind in ("missing", "none"):
        return False
    if not (isinstance(value, Numbers) and isinstance(expected, Numbers)):
        return value != expected
    if value.shape != expected.shape:
        return True
    return bool(np.any(np.isfinite(value.array) & (value.array != expected.array)))


def _is_constant(numbers: np.ndarray, rtol: float, atol: float) -> bool:
    return np.ptp(numbers) <= rtol * np.abs(numbers).max() + atol


def _is_near(value, array: np.ndarray, rtol: float, atol: float) -> bool:
    if value is None or np.shape(value) != array.shape:
        return False
    value = np.asarray(value)
    return value.dtype.kind in "fiub" and bool(np.all(close(value, array, rtol, atol)))


def _arguments(inputs: Mapping, within: str = "") -> Iterator[tuple[str, np.ndarray | float]]:
    """Yield the numbers that a call is given, by name; those in a dict or a sequence one by one."""
    for name, value in inputs.items():
        path = f"{within}{name}"
        if isinstance(value, np.ndarray | int | float):
            yield path, value
        elif isinstance(value, dict):
            yield from _arguments(value, path + ".")
        elif isinstance(value, tuple | list):
            yield from _arguments(dict(enumerate(value)), path + ".")
