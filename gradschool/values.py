"""Values as data: what crosses from a student's process, as plain JSON and back.

Nothing is pickled and nothing received is trusted: `decode` accepts only the forms that `encode` writes and raises
`ValueError` for anything else.
"""

from __future__ import annotations

import base64
import binascii
import math
from dataclasses import dataclass

import numpy as np

MOST_NUMBERS = 50_000
LISTED = 100  # a larger array is written as base64 of its bytes, which takes a twentieth of the time
_SPECIAL = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


@dataclass(frozen=True)
class NotNumbers:
    """A value that is not made of numbers: None, text, a missing key, some other object.

    kind : "none" | "text" | "missing" | "huge" | "other"
    text : the text itself, or the name of the object's type
    """

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Numbers:
    """An array or scalar, in float64."""

    array: np.ndarray

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape


def encode(value) -> dict:
    """Return `value` as JSON-able data; arrays by shape and numbers, everything else by kind."""
    if isinstance(value, NotNumbers):
        return {"kind": value.kind, "text": value.text}
    if isinstance(value, Numbers):
        return _encode_array(value.array)
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
            return _encode_array(array)
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
    flat = np.asarray(array, dtype="<f8").ravel()
    form = {"kind": kind, "shape": list(array.shape)}
    if flat.size > LISTED:
        if np.all((flat == 0) | (flat == 1)):  # a mask, or labels
            return {**form, "bits": base64.b64encode(np.packbits(flat != 0).tobytes()).decode()}
        return {**form, "float64": base64.b64encode(flat.tobytes()).decode()}
    return {**form, "data": _listed(flat)}


def _listed(flat: np.ndarray) -> list:
    return [x if math.isfinite(x) else str(x) for x in flat.tolist()]


def decode(data) -> Numbers | NotNumbers:
    """Return what `encode` was given, as `Numbers` (float64) or `NotNumbers`.

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
        return NotNumbers(kind, text)
    if kind not in ("bool", "uint", "int", "float"):
        raise ValueError("unknown kind of value")
    shape = checked_shape(data.get("shape"))
    array = _array(data, math.prod(shape))
    if math.prod(shape) != array.size:
        raise ValueError("a value's numbers must fill its shape")
    return Numbers(array.reshape(shape))


def checked_shape(shape) -> list[int]:
    """Return an array's shape as it was received.

    Raises
    ------
    ValueError : it is none
    """
    if not (isinstance(shape, list) and len(shape) <= 8 and all(type(n) is int and 0 <= n <= 10**6 for n in shape)):
        raise ValueError("a value's shape must be a short list of sizes")
    return shape


def _plain(numbers) -> np.ndarray:
    if not isinstance(numbers, list) or len(numbers) > MOST_NUMBERS:
        raise ValueError("a value's numbers must be a list, not too long")
    try:
        if not {float, int}.issuperset(map(type, numbers)):
            numbers = [_number(x) for x in numbers]
        return np.array(numbers, dtype=float)
    except OverflowError:
        raise ValueError("a number must be one that a float can hold") from None


def _array(data: dict, size: int) -> np.ndarray:
    """Return the numbers of an array's data, in whichever of its three forms they are."""
    if "float64" in data:
        content = _bytes(data["float64"])
        if len(content) % 8:
            raise ValueError("a value's bytes must be float64")
        return np.frombuffer(content, dtype="<f8").astype(float)
    if "bits" in data:
        content = np.frombuffer(_bytes(data["bits"]), dtype=np.uint8)
        if size > MOST_NUMBERS or content.size != (size + 7) // 8:
            raise ValueError("a value's bits must fill its shape")
        return np.unpackbits(content, count=size).astype(float)
    return _plain(data.get("data"))


def _bytes(text) -> bytes:
    if not isinstance(text, str) or len(text) > 4 * (8 * MOST_NUMBERS // 3 + 1):
        raise ValueError("a value's bytes must be text, not too long")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("a value's bytes must be base64") from None


def _number(x) -> float:
    if type(x) in (int, float):
        return float(x)
    if isinstance(x, str) and x in _SPECIAL:
        return _SPECIAL[x]
    raise ValueError("a number must be a number")


def equal(got: Numbers | NotNumbers, expected: Numbers | NotNumbers, rtol: float = 1e-6, atol: float = 1e-12) -> bool:
    """Whether two values agree: same shape, and each number close to the expected one."""
    if isinstance(got, NotNumbers) or isinstance(expected, NotNumbers):
        return isinstance(got, NotNumbers) and isinstance(expected, NotNumbers) and got == expected
    return got.shape == expected.shape and bool(np.all(close(got.array, expected.array, rtol, atol)))


def close(got: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    """Return for each number whether it is within `rtol` of the expected one; nan is close to nan.

    A number that ought to be (nearly) zero is allowed `rtol` times a thousandth of the array's largest number, since
    round-off leaves such remainders in right answers; `atol` is the same for an array that is zero all over.
    """
    finite = np.isfinite(expected)
    if finite.all():  # nearly always; what is not finite in `got` is then within no bound
        sizes = np.abs(expected)
        return np.abs(got - expected) <= rtol * sizes + (1e-3 * rtol * sizes.max(initial=0.0) + atol + 1e-300)
    same = np.array((got == expected) | (np.isnan(got) & np.isnan(expected)))
    same[finite] = close(got[finite], expected[finite], rtol, atol)
    return same
