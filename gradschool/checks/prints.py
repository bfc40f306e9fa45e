"""The print of a value: its shape and three numbers, by which an array is known again without keeping it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

MOST_NUMBERS = 50_000
_NEAR = 1e-6  # relative to the sum of an array's magnitudes


@dataclass(frozen=True)
class Print:
    """One value's print.

    shape : its shape; () for a number
    kind : "numbers", with a count of those that are not finite, or the name of another type
    one, two : two fixed random projections of the numbers; scale : the sum of their magnitudes
    uniform : whether it is an array of zeros only, of ones only, or empty
    """

    shape: tuple[int, ...]
    kind: str
    one: float = 0.0
    two: float = 0.0
    scale: float = 0.0
    uniform: bool = False

    def same_numbers(self, other: Print) -> bool:
        """Whether both are of the same numbers in the same order, in whatever shape."""
        near = _NEAR * max(self.scale, other.scale) + 1e-12
        return self.kind == other.kind and abs(self.one - other.one) <= near and abs(self.two - other.two) <= near

    def same(self, other: Print) -> bool:
        """Whether both are of equal values."""
        return self.shape == other.shape and self.same_numbers(other)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape))

    @property
    def fractional(self) -> bool:
        """Whether the numbers are more than counts, labels, flags or zeros, which any answer may have by chance."""
        return self.kind == "numbers" and not self.uniform and abs(self.one - round(self.one)) > 1e-9

    def to_json(self) -> list:
        """Return it as data, rounded to what `same_numbers` needs."""
        unit = self.scale or 1.0
        return [list(self.shape), self.kind, round(self.one / unit, 8), round(self.two / unit, 8), float(f"{unit:.9g}")]

    @classmethod
    def from_json(cls, data: list) -> Print:
        shape, kind, one, two, unit = data
        return cls(tuple(shape), kind, one * unit, two * unit, unit)


@cache
def _weights(size: int) -> np.ndarray:
    rng = np.random.default_rng(2024)
    return rng.uniform(0.5, 1.5, (2, size)) * rng.choice([-1.0, 1.0], (2, size))


def print_of(value) -> Print:
    """Return the print of any value; one that is not made of numbers has only a kind."""
    if isinstance(value, str):
        return Print((), f"text {value[:40]}")
    if value is None or callable(value) or isinstance(value, np.random.Generator):
        return Print((), type(value).__name__)
    try:
        array = np.asarray(value)
    except Exception:  # whatever a student's object does when it is looked at
        return Print((), type(value).__name__)
    if array.dtype.kind not in "buif" or array.size > MOST_NUMBERS:
        return Print(array.shape, f"array {array.dtype.kind}")
    flat = array.astype(float).ravel()
    finite = np.isfinite(flat)
    kind = "numbers" if finite.all() else f"numbers, {np.isnan(flat).sum()} nan, {np.isposinf(flat).sum()} inf"
    flat = np.where(finite, flat, 0.0)
    uniform = array.ndim > 0 and bool(np.all(flat == 0.0) or np.all(flat == 1.0))
    one, two = _weights(flat.size) @ flat
    return Print(array.shape, kind, float(one), float(two), float(np.abs(flat).sum()), uniform)
