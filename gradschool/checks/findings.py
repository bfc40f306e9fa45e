"""General findings: what can be said truthfully of a wrong value when no known mistake explains it.

Each finding has an id, a text that is true on every tried input and names no hidden number, and a detail with the
numbers, which is shown only where the inputs are no secret.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gradschool.values import NotNumbers, Numbers, equal


@dataclass(frozen=True)
class Finding:
    """One general finding."""

    id: str
    text: str
    detail: str = ""


@dataclass(frozen=True)
class Seen:
    """One observation of one trial beside what was expected, with the trial's inputs and their named sizes."""

    got: Numbers | NotNumbers
    expected: Numbers
    inputs: dict
    scales: dict[str, float]


def value_finding(name: str, seen: list[Seen]) -> Finding:
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
        finding = look(name, seen)
        if finding:
            return finding
    if all(one.expected.array.ndim == 0 for one in seen):
        return Finding("different", f"`{name}` is another number than expected.")
    return Finding("different", f"`{name}` has the right shape and other numbers.")


def _odd(name, seen):
    odd = next((s.got for s in seen if isinstance(s.got, NotNumbers)), None)
    if odd is None:
        return None
    texts = {
        "none": ("none", f"`{name}` is None. Is it computed and returned?"),
        "missing": ("missing_key", f"the key `{name}` is missing from the dict that came back."),
        "huge": ("wrong_shape", f"`{name}` is far too large."),
    }
    came = f"the text {odd.text[:60]!r}" if odd.kind == "text" else _with_article(odd.text or odd.kind)
    default = ("wrong_type", f"`{name}` must be made of numbers; what came back is {came}.")
    id, text = texts.get(odd.kind, default)
    return Finding(id, text, f"shape {odd.text}" if odd.kind == "huge" else "")


def _with_article(words: str) -> str:
    return f"{'an' if words.startswith(('a', 'e', 'i', 'o', 'nd')) else 'a'} {words}"


def _shape(name, seen):
    wrong = [s for s in seen if s.got.shape != s.expected.shape]
    if not wrong:
        return None
    reasons = {_shape_reason(s.got.shape, s.expected.shape) for s in wrong}
    reason = reasons.pop() if len(reasons) == 1 else ""
    got, expected = wrong[0].got.shape, wrong[0].expected.shape
    text = f"`{name}` has the wrong shape{reason}{'' if reason.endswith('?') else '.'}"
    return Finding("wrong_shape", text, f"shape {got}, expected {expected}")


def _shape_reason(got, expected) -> str:
    if expected == () and np.prod(got) == 1:
        return ": one plain number belongs here, and it came inside an array"
    if len(expected) == 1 and len(got) == 1:
        return ": it has another number of entries than asked for"
    if got == expected[::-1]:
        return ": it is transposed"
    if len(got) == 1 and len(expected) == 2 and got[0] in expected and 1 in expected:
        return ": an axis was lost; look for keepdims=True or a reshape"
    if len(got) != 2 or len(expected) != 2:
        return ""
    if got[0] == got[1] == max(expected) and 1 in expected:
        return ": a row met a column (or a flat array), and broadcasting made a square of them"
    if expected[1] == 1 and got[0] == expected[0]:
        return ": it has several columns where one belongs; was the sum over the examples taken?"
    if (got[1] == 1 and got[0] == expected[0]) or (got[0] == 1 and got[1] == expected[1]):
        return ": an axis was summed or shared that must stay"
    return ""


def _not_finite(name, seen):
    for test, word in ((np.isnan, "nan"), (np.isinf, "inf")):
        found = [s for s in seen if np.any(test(s.got.array) & np.isfinite(s.expected.array))]
        if found:
            text = f"`{name}` contains {word}{' on some inputs' if len(found) < len(seen) else ''}"
            if all(map(_right_where_finite, seen)):
                return Finding(word, f"{text}: look for log(0), a division by 0 or an overflow.")
            return Finding(word, f"{text}, and its ordinary numbers are wrong too: look at the formula first.")
    return None


def _right_where_finite(s: Seen) -> bool:
    finite = np.isfinite(s.got.array)
    return np.allclose(s.got.array[finite], s.expected.array[finite], rtol=1e-6)


def _transposed(name, seen):
    square = all(s.got.array.ndim == 2 for s in seen)
    if square and all(equal(Numbers(s.got.array.T), s.expected) for s in seen):
        return Finding("transposed", f"`{name}` holds the right numbers, transposed.")
    return None


def _ratio(name, seen):
    ratios = [_constant_ratio(s) for s in seen]
    if any(r is None for r in ratios):
        return None
    detail = f"got / expected = {ratios[0]:.6g} on the first of these inputs"
    if all(_near(r, 0.0) for r in ratios):
        return Finding("zero", f"`{name}` is zero where it should not be. Is it computed, or multiplied by zero?")
    meaning = _meaning(ratios, [s.scales for s in seen])
    if meaning:
        return Finding("ratio", f"`{name}` is {meaning}", detail)
    first = seen[0].expected.array
    if first.size == 1 and all(np.array_equal(s.expected.array, first) for s in seen):
        return None  # one and the same number each time: a ratio says no more than the numbers
    if max(ratios) - min(ratios) < 1e-6 * abs(ratios[0]):
        return Finding("ratio", f"`{name}` is the right value times one constant, the same on every input.", detail)
    if min(s.expected.array.size for s in seen) < 2:
        return None  # any two single numbers have a ratio; it says nothing
    return Finding(
        "ratio",
        f"`{name}` is proportional to the right value; the factor changes with the input, so a size or a setting "
        "is in it.",
        detail,
    )


def _constant_ratio(s: Seen) -> float | None:
    expected, got = s.expected.array.ravel(), s.got.array.ravel()
    scale = np.abs(expected).max(initial=0.0)
    if not scale or not np.all(np.isfinite(got)):
        return None
    used = np.abs(expected) > 1e-9 * scale
    ratio = float(np.median(got[used] / expected[used]))
    return ratio if np.allclose(got, ratio * expected, rtol=1e-6, atol=1e-9 * scale) else None


def _meaning(ratios, scales) -> str | None:
    """Return the words for a ratio that one formula of the inputs' sizes explains on every input, if just one does."""
    signs = {1: "", -1: ", and its sign is flipped"}
    factors = {1.0: "", 2.0: "2 times ", 0.5: "half of "}
    for sign, sign_text in signs.items():
        for factor, factor_text in factors.items():
            if all(_near(r, sign * factor) for r in ratios):
                return _plain(sign, factor)
            found = []
            for scale in set.intersection(*(set(s) for s in scales)) if scales else ():
                sizes = [s[scale] for s in scales]
                for power, words in _POWERS.items():
                    if all(_near(r, sign * factor * size**power) for r, size in zip(ratios, sizes, strict=True)):
                        found.append(f"{factor_text}{words.format(scale, sign_text)}")
            if found:
                return found[0] if len(found) == 1 else None
    return None


_POWERS = {
    1: "{0} times too large{1}: is a division by {0} missing?",
    -1: "{0} times too small{1}: is it divided by {0} once too often?",
    2: "{0}² times too large{1}: is {0} multiplied where it should divide?",
    -2: "{0}² times too small{1}.",
}


def _plain(sign, factor) -> str | None:
    return {
        (
            -1,
            1.0,
        ): "of the right size with the opposite sign: look for a minus, or a difference taken the other way round.",
        (1, 2.0): "exactly twice the right value: is a factor 1/2 missing, or something counted twice?",
        (1, 0.5): "exactly half the right value: is there a factor 1/2 too many?",
        (-1, 2.0): "exactly twice the right value, with the opposite sign.",
        (-1, 0.5): "exactly half the right value, with the opposite sign.",
    }.get((sign, factor))


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(b), 1e-12)


def _untouched(name, seen):
    for key in seen[0].inputs:
        if all(_is_input(s, key) for s in seen):
            return Finding("untouched", f"`{name}` came back equal to the argument `{key}`, unchanged.")
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
    if enough and all(gap.size and np.allclose(gap, first, rtol=1e-6, atol=1e-12) for gap in gaps):
        return Finding(
            "offset",
            f"`{name}` differs from the right value by one constant, the same everywhere.",
            f"{first:+.6g}",
        )
    return None


def _whole_numbers(name, seen):
    whole = all(np.array_equal(s.got.array, np.trunc(s.got.array)) for s in seen)
    if not whole or all(np.array_equal(s.expected.array, np.trunc(s.expected.array)) for s in seen):
        return None
    return Finding("whole_numbers", f"`{name}` holds whole numbers only, where fractions belong.")


def _partly(name, seen):
    right = [np.isclose(s.got.array, s.expected.array, rtol=1e-6, atol=1e-12) for s in seen]
    if all(0 < r.sum() < r.size for r in right):
        detail = f"{int(right[0].sum())} of {right[0].size} on the first of these inputs"
        return Finding("partly", f"some numbers of `{name}` are right and others are not.", detail)
    return None
