"""What can be said truthfully of a wrong value when no known mistake explains it, in the catalogue's words.

A finding is true on every tried input and names no hidden number; its detail has the numbers, and is shown only where
the inputs are no secret.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from gradschool.catalogue import Cause, finding
from gradschool.probe import Probe
from gradschool.values import NotNumbers, Numbers, close


@dataclass(frozen=True)
class Seen:
    """One observation of one trial beside what was expected, with the trial's inputs and the probe that made them."""

    got: Numbers | NotNumbers
    expected: Numbers
    inputs: dict
    probe: Probe

    def right(self, got: np.ndarray | None = None) -> np.ndarray:
        """Return for each number (of what came, or of `got`) whether the probe takes it for the right one."""
        got = self.got.array if got is None else got
        return close(got, self.expected.array, self.probe.rtol, self.probe.atol)

    def near(self, a, b) -> bool:
        """Whether numbers are as near as the probe asks of a right one."""
        return bool(np.all(close(np.asarray(a), np.asarray(b), self.probe.rtol, self.probe.atol)))

    def has_ratio(self, ratio: float, wanted: float) -> bool:
        """Whether got / expected is that number, as near as the probe asks."""
        return bool(close(np.asarray(ratio), np.asarray(wanted), self.probe.rtol, 0.0))


def value_finding(name: str, seen: list[Seen]) -> Cause:
    """Return the most telling finding on the observation `name`, given the trials in which it is wrong."""
    for look in (
        _odd,
        _shape,
        _not_finite,
        _transposed,
        _ratio,
        _untouched,
        _offset,
        _whole_numbers,
        _partly,
    ):
        found = look(name, seen)
        if found:
            return found
    number = all(one.expected.array.ndim == 0 for one in seen)
    return finding("different/number" if number else "different", name=name)


_ODD = {"none": "none", "missing": "missing_key", "huge": "wrong_shape/huge"}  # kind of no numbers -> the finding


def _odd(name, seen):
    odd = next((s.got for s in seen if isinstance(s.got, NotNumbers)), None)
    if odd is None:
        return None
    if odd.kind in _ODD:
        return finding(_ODD[odd.kind], f"shape {odd.text}" if odd.kind == "huge" else "", name=name)
    came = f"the text {odd.text[:60]!r}" if odd.kind == "text" else _with_article(odd.text or odd.kind)
    return finding("wrong_type", name=name, came=came)


def _with_article(words: str) -> str:
    return f"{'an' if words.startswith(('a', 'e', 'i', 'o', 'nd')) else 'a'} {words}"


def _shape(name, seen):
    wrong = [s for s in seen if s.got.shape != s.expected.shape]
    if not wrong:
        return None
    wordings = {_shape_wording(s.got.shape, s.expected.shape) for s in wrong}
    which = wordings.pop() if len(wordings) == 1 else "wrong_shape"
    return finding(which, f"shape {wrong[0].got.shape}, expected {wrong[0].expected.shape}", name=name)


def _shape_wording(got, expected) -> str:
    if expected == () and np.prod(got) == 1:
        return "wrong_shape/number"
    if len(expected) == 1 and len(got) == 1:
        return "wrong_shape/entries"
    if got == expected[::-1]:
        return "wrong_shape/transposed"
    if len(got) == 1 and len(expected) == 2 and got[0] in expected and 1 in expected:
        return "wrong_shape/lost axis"
    if len(got) != 2 or len(expected) != 2:
        return "wrong_shape"
    if got[0] == got[1] == max(expected) and 1 in expected:
        return "wrong_shape/square"
    if expected[1] == 1 and got[0] == expected[0]:
        return "wrong_shape/columns"
    if (got[1] == 1 and got[0] == expected[0]) or (got[0] == 1 and got[1] == expected[1]):
        return "wrong_shape/summed"
    return "wrong_shape"


def _not_finite(name, seen):
    for test, word in ((np.isnan, "nan"), (np.isinf, "inf")):
        found = [s for s in seen if np.any(test(s.got.array) & np.isfinite(s.expected.array))]
        if found:
            some = " on some inputs" if len(found) < len(seen) else ""
            only = all(map(_right_where_finite, seen))
            return finding(f"{word}/only" if only else f"{word}/besides", name=name, some=some)
    return None


def _right_where_finite(s: Seen) -> bool:
    finite = np.isfinite(s.got.array)
    return bool(np.all(s.right()[finite]))


def _transposed(name, seen):
    square = all(s.got.array.ndim == 2 and len(set(s.got.shape)) == 1 for s in seen)
    if square and all(np.all(s.right(s.got.array.T)) for s in seen):
        return finding("transposed", name=name)
    return None


def _ratio(name, seen):
    ratios = [_constant_ratio(s) for s in seen]
    if any(r is None for r in ratios):
        return None
    detail = f"got / expected = {ratios[0]:.6g} on the first of these inputs"
    if all(s.has_ratio(r, 0.0) for s, r in zip(seen, ratios, strict=True)):
        return finding("zero", name=name)
    meaning = _meaning(ratios, seen)
    if meaning:
        which, parts = meaning
        return finding(which, detail, name=name, **parts)
    first = seen[0].expected.array
    if first.size == 1 and all(np.array_equal(s.expected.array, first) for s in seen):
        return None  # one and the same number each time: a ratio says no more than the numbers
    if all(s.has_ratio(r, ratios[0]) for s, r in zip(seen, ratios, strict=True)):
        return finding("ratio/constant", detail, name=name)
    if min(s.expected.array.size for s in seen) < 2:
        return None  # any two single numbers have a ratio; it says nothing
    return finding("ratio/changing", detail, name=name)


def _constant_ratio(s: Seen) -> float | None:
    expected, got = s.expected.array.ravel(), s.got.array.ravel()
    scale = np.abs(expected).max(initial=0.0)
    if not scale or not np.all(np.isfinite(got)):
        return None
    used = np.abs(expected) > 1e-9 * scale
    ratio = float(np.median(got[used] / expected[used]))
    return ratio if s.near(got, ratio * expected) else None


_SIMPLE = {-1.0: "sign", 2.0: "twice", 0.5: "half", -2.0: "minus twice", -0.5: "minus half"}
_FACTORS = {1.0: "", 2.0: "2 times ", 0.5: "half of "}
_POWERS = {1: "times", -1: "divided", 2: "times square", -2: "divided square"}


def _meaning(ratios: list[float], seen: list[Seen]) -> tuple[str, dict[str, str]] | None:
    """Return the wording, and its parts, of a ratio that one formula of the inputs' sizes explains on every input.

    None if there is no such formula, or more than one.
    """
    scales = [s.probe.scales(s.inputs) for s in seen]
    shared = set.intersection(*map(set, scales))

    def explains(numbers) -> bool:
        return all(s.has_ratio(r, number) for s, r, number in zip(seen, ratios, numbers, strict=True))

    for sign, factor in itertools.product((1, -1), _FACTORS):
        if explains([sign * factor] * len(seen)):
            return (f"ratio/{_SIMPLE[sign * factor]}", {}) if sign * factor in _SIMPLE else None
        found = [
            (which, size)
            for size in shared
            for power, which in _POWERS.items()
            if explains([sign * factor * named[size] ** power for named in scales])
        ]
        if found:
            told = {"factor": _FACTORS[factor], "sign": ", and its sign is flipped" if sign < 0 else ""}
            return (f"ratio/{found[0][0]}", {**told, "size": found[0][1]}) if len(found) == 1 else None
    return None


def _untouched(name, seen):
    for key in seen[0].inputs:
        if all(_is_input(s, key) for s in seen):
            return finding("untouched", name=name, argument=key)
    return None


def _is_input(s: Seen, key: str) -> bool:
    value = s.inputs.get(key)
    return (
        isinstance(value, np.ndarray)
        and value.dtype.kind in "fiub"
        and value.size > 0
        and value.shape == s.got.shape
        and np.array_equal(value, s.got.array)
    )


def _offset(name, seen):
    gaps = [s.got.array - s.expected.array for s in seen]
    first = float(gaps[0].ravel()[0]) if gaps[0].size else 0.0
    enough = sum(gap.size for gap in gaps) > 1
    if enough and all(gap.size and s.near(gap, np.full_like(gap, first)) for s, gap in zip(seen, gaps, strict=True)):
        return finding("offset", f"{first:+.6g}", name=name)
    return None


def _whole_numbers(name, seen):
    whole = all(np.array_equal(s.got.array, np.trunc(s.got.array)) for s in seen)
    if not whole or all(np.array_equal(s.expected.array, np.trunc(s.expected.array)) for s in seen):
        return None
    return finding("whole_numbers", name=name)


def _partly(name, seen):
    right = [s.right() for s in seen]
    if all(0 < r.sum() < r.size for r in right):
        detail = f"{int(right[0].sum())} of {right[0].size} on the first of these inputs"
        return finding("partly", detail, name=name)
    return None
