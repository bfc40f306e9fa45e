"""Values as data: what crosses from a student's process, as plain JSON and back.

Nothing is pickled and nothing received is trusted: `decode` accepts only the forms that `encode` writes and raises
`ValueError` for anything else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

MOST_NUMBERS = 50_000
_SPECIAL = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


@dataclass(frozen=True)
class Odd:
    """A value that is not made of numbers: None, text, a missing key, some other object.

    kind : "none" | "text" | "missing" | "huge" | "other"
    text : the text itself, or the name of the object's type
    """

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Numbers:
    """An array or scalar, with the name of the type it was returned as."""

    array: np.ndarray
    type: str

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape


def encode(value) -> dict:
    """Return `value` as JSON-able data; arrays by shape and numbers, everything else by kind."""
    if isinstance(value, Odd):
        return {"kind": value.kind, "text": value.text}
    if isinstance(value, Numbers):
        return {**_encode_array(value.array), "type": value.type}
    if value is None:
        return {"kind": "none", "text": ""}
    if isinstance(value, str):
        return {"kind": "text", "text": str(value)[:500]}
    type_name = type(value).__name__[:80]
    if isinstance(value, bool | int | float | complex | np.number | np.bool_ | np.ndarray | list | tuple):
        try:
            array = np.asarray(value)
        except (ValueError, TypeError, OverflowError):
            return {"kind": "other", "text": f"{type_name}{_contents(value, ragged=True)}"}
        if array.dtype.kind in "bui" or array.dtype.kind == "f":
            return {**_encode_array(array), "type": type_name}
        if array.dtype.kind == "c":
            text = "complex number" if array.ndim == 0 else f"{type_name} of complex numbers"
            return {"kind": "other", "text": text}
        return {"kind": "other", "text": f"{type_name}{_contents(value)}"}
    return {"kind": "other", "text": type_name}


def _contents(value, ragged: bool = False) -> str:
    """Return " of" and the types of what a sequence holds, in words."""
    if isinstance(value, np.ndarray) and value.dtype.kind != "O":
        return f" of {value.dtype.type.__name__.rstrip('_')}"
    items = value.ravel()[:1000] if isinstance(value, np.ndarray) else value if isinstance(value, list | tuple) else ()
    names = list(dict.fromkeys(type(item).__name__[:80] for item in items[:1000]))
    if not names:
        return ""
    if len(names) > 3:
        return " of several types"
    sizes = " of different sizes" if ragged and all(hasattr(item, "__len__") for item in items) else ""
    return f" of {' and '.join(names)}{sizes}"


def _encode_array(array: np.ndarray) -> dict:
    if array.size > MOST_NUMBERS or array.ndim > 8:
        return {"kind": "huge", "text": "x".join(map(str, array.shape))}
    kind = {"b": "bool", "u": "uint", "i": "int"}.get(array.dtype.kind, "float")
    flat = np.asarray(array, dtype=float).ravel().tolist()
    data = [x if math.isfinite(x) else str(x) for x in flat]
    return {"kind": kind, "shape": list(array.shape), "data": data}


def decode(data) -> Numbers | Odd:
    """Return what `encode` was given, as `Numbers` (float64) or `Odd`.

    Raises
    ------
    ValueError : `data` is not of a form that `encode` writes
    """
    if not isinstance(data, dict):
        raise ValueError("a value must be an object")
    kind = data.get("kind")
    if kind in ("none", "text", "missing", "huge", "other"):
        text = data.get("text", "")
        if not isinstance(text, str) or len(text) > 1000:
            raise ValueError("a value's text must be a short string")
        return Odd(kind, text)
    if kind not in ("bool", "uint", "int", "float"):
        raise ValueError("unknown kind of value")
    shape, numbers, type_name = data.get("shape"), data.get("data"), data.get("type", "ndarray")
    if not (isinstance(shape, list) and len(shape) <= 8 and all(type(n) is int and 0 <= n <= 10**6 for n in shape)):
        raise ValueError("a value's shape must be a short list of sizes")
    if not isinstance(numbers, list) or len(numbers) > MOST_NUMBERS or math.prod(shape) != len(numbers):
        raise ValueError("a value's numbers must fill its shape")
    if not isinstance(type_name, str) or len(type_name) > 100:
        raise ValueError("a value's type must be a short string")
    array = np.array([_number(x) for x in numbers], dtype=float).reshape(shape)
    return Numbers(array, type_name if kind == "float" else f"{type_name} of {kind}")


def _number(x) -> float:
    if type(x) in (int, float):
        return float(x)
    if isinstance(x, str) and x in _SPECIAL:
        return _SPECIAL[x]
    raise ValueError("a number must be a number")


def rounded(data: dict, digits: int) -> dict:
    """Return encoded `data` with its numbers rounded to significant digits, to keep a key file small and stable."""
    if "data" not in data:
        return data
    return {**data, "data": [x if isinstance(x, str) else _round(x, digits) for x in data["data"]]}


def _round(x: float, digits: int) -> float | int:
    value = float(f"{x:.{digits}g}")
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def equal(got: Numbers | Odd, expected: Numbers | Odd, rtol: float = 1e-6, atol: float = 1e-12) -> bool:
    """Whether two values agree: same shape, and each number within `rtol` of the expected one.

    A number that ought to be (nearly) zero is allowed `rtol` times a thousandth of the array's largest number, since
    round-off leaves such remainders in right answers; `atol` is the same for an array that is zero all over.
    """
    if isinstance(got, Odd) or isinstance(expected, Odd):
        return isinstance(got, Odd) and isinstance(expected, Odd) and got == expected
    if got.shape != expected.shape:
        return False
    a, b = got.array, expected.array
    if not a.size:
        return True
    finite = np.isfinite(b)
    if not np.array_equal(finite, np.isfinite(a)) or not np.array_equal(a[~finite], b[~finite], equal_nan=True):
        return False
    scale = np.abs(b[finite]).max(initial=0.0)
    allowed = rtol * np.abs(b[finite]) + 1e-3 * rtol * scale + atol + 1e-300
    return bool(np.all(np.abs(a[finite] - b[finite]) <= allowed))
