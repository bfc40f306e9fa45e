"""The values of a key as JSON, each stored once and told by its place in a table.

A table has `values`: of each value its shape, or what `encode` gives where it is not made of numbers. The numbers of
all of them stand one behind the other as base64: in `float64`, or where eight significant digits are enough in
`decimals`, which takes half as much: 32 bits hold a whole number and how many decimal places it has.
"""

from __future__ import annotations

import base64
import binascii
import json
import math

import numpy as np

from gradschool.values import NotNumbers, Numbers, checked_shape, decode, encode

ANYTHING = NotNumbers("anything")  # this observation is not judged
_ANYTHING = encode(ANYTHING)  # which `decode` refuses: no answer can say it
EXACT = 17  # significant digits that bring every float back as it was
_SHORT = 8  # significant digits that 32 bits hold
_PLACES = 15  # the most decimal places that they hold
_TENS = np.array([float(f"1e{places}") for places in range(_PLACES + 1)])
_MASK = 16  # a mask of this many entries is shorter as bits


class TableWriter:
    """Collects values rounded to significant `digits`; an array in which nothing is above `floor` becomes zero."""

    def __init__(self, digits: int, floor: float = 0.0):
        self._digits, self._floor = digits, floor
        self._places: dict[str, int] = {}
        self._numbers: list[bytes] = []

    def place(self, value: Numbers | NotNumbers) -> int:
        """Return the place of a value in the table, in which it is put if it does not stand there."""
        entry, numbers = self._packed(value)
        known = len(self._places)
        place = self._places.setdefault(json.dumps([entry, numbers.hex()]), known)
        if place == known:
            self._numbers.append(numbers)
        return place

    def data(self) -> dict:
        """Return the table as JSON-able data."""
        numbers = base64.b64encode(b"".join(self._numbers)).decode()
        values = [json.loads(known)[0] for known in self._places]
        return {"values": values, "decimals" if self._digits <= _SHORT else "float64": numbers}

    def _packed(self, value) -> tuple[list | dict, bytes]:
        """Return a value's entry in the table, and the bytes of its numbers that stand outside of it."""
        if isinstance(value, NotNumbers):
            return encode(value), b""
        shape, array = list(value.shape), value.array.ravel()
        if self._digits < EXACT:
            array = _rounded(array, self._digits, self._floor)
        if array.size > _MASK and np.all(np.isin(array, (0.0, 1.0))):
            return _mask(shape, array), b""
        if self._digits > _SHORT:
            return shape, array.astype("<f8").tobytes()
        words = [_word(x) for x in array.tolist()]
        if None in words:
            return encode(Numbers(array.reshape(shape))), b""
        return shape, np.array(words, dtype="<i4").tobytes()


def _mask(shape: list[int], array: np.ndarray) -> dict:
    bits = base64.b64encode(np.packbits(array != 0).tobytes()).decode()
    return {"kind": "bool", "shape": shape, "bits": bits}


def _rounded(array: np.ndarray, digits: int, floor: float) -> np.ndarray:
    """Return numbers rounded to significant digits; all zero where all of them are round-off."""
    finite = np.isfinite(array)
    if np.all(np.abs(array[finite]) <= floor):
        return np.where(finite, 0.0, array)
    return np.array([float(f"{x:.{digits}g}") for x in array.tolist()])


def _word(x: float) -> int | None:
    """Return a number of few digits in 32 bits; None if it is too large, too small or not finite."""
    if not math.isfinite(x):
        return None
    digits, power = f"{x:.{_SHORT - 1}e}".split("e")
    whole, places = int(digits.replace(".", "")), _SHORT - 1 - int(power)
    while places > 0 and whole % 10 == 0:
        whole, places = whole // 10, places - 1
    if not 0 <= places <= _PLACES:
        return None
    return whole * (_PLACES + 1) + places


def read_table(data: dict) -> list[Numbers | NotNumbers]:
    """Return the values of a table.

    Raises
    ------
    ValueError : `data` is not of the form that a `TableWriter` gives
    """
    numbers, begun, values = _numbers(data), 0, []
    for entry in data["values"]:
        if isinstance(entry, list):
            end = begun + math.prod(checked_shape(entry))
            values.append(Numbers(numbers[begun:end].reshape(entry)))
            begun = end
        else:
            values.append(ANYTHING if entry == _ANYTHING else decode(entry))
    if begun != numbers.size:
        raise ValueError("a table's numbers must fill its values")
    return values


def _numbers(data: dict) -> np.ndarray:
    """Return the numbers of a whole table, locked: values that are equal share them."""
    if "decimals" in data:
        words = np.frombuffer(_bytes(data["decimals"]), dtype="<i4")
        numbers = (words >> 4) / _TENS[words & _PLACES]
    else:
        numbers = np.frombuffer(_bytes(data["float64"]), dtype="<f8").astype(float)
    numbers.flags.writeable = False
    return numbers


def _bytes(text) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (TypeError, binascii.Error, ValueError):
        raise ValueError("a table's numbers must be base64") from None
