"""What a check says is true: general findings on wrong answers of unknown kind, no accusation without proof."""

import gc
import json
import subprocess
import sys
import textwrap
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradschool.checks.card import card, message
from gradschool.checks.key import Key, Known, outcome, same_outcome
from gradschool.checks.observe import observe
from gradschool.checks.verdict import verdict_on
from gradschool.probe import Dict, Problem, array_in, probe
from gradschool.teach.judging.judge import Judge
from gradschool.teach.lesson.written import load_lesson
from gradschool.values import Numbers, decode, encode, equal


@probe(returns=(Dict("gradients", ("dw", "db")), "cost"))
def slope(rng):
    n_x, m = (int(n) for n in rng.choice(np.arange(2, 9), size=2, replace=False))
    return {"w": rng.normal(size=(n_x, 1)), "X": rng.normal(size=(n_x, m)), "Y": rng.normal(size=(1, m))}


def right(w, X, Y):
    residual = w.T @ X - Y
    return {"dw": X @ residual.T / X.shape[1], "db": float(residual.mean())}, float((residual**2).mean() / 2)


def outcomes(answer, tried=slope):
    return tuple(outcome(tried, trial) for trial in observe(answer, tried, tried.seeds))


def key_of(tried=slope, reference=right, **mistakes):
    known = {id: Known(f"Hint: {id}.", outcomes(answer, tried)) for id, answer in mistakes.items()}
    return Key(tried.name, tried.seeds, outcomes(reference, tried), known)


def verdict(answer, tried=slope, reference=right, **mistakes):
    return verdict_on(tried, key_of(tried, reference, **mistakes), observe(answer, tried, tried.seeds))


def changed(dw=lambda dw, X: dw, db=lambda db, X: db, cost=lambda cost, X: cost):
    def answer(w, X, Y):
        gradients, value = right(w, X, Y)
        return {"dw": dw(gradients["dw"], X), "db": db(gradients["db"], X)}, cost(value, X)

    return answer


def raising(w, X, Y):
    return np.zeros(3) + np.zeros(4)


def in_place(w, X, Y):
    result = right(w, X, Y)
    w -= 0.1
    return result


def moody(w, X, Y):
    return changed(cost=lambda c, X: c + np.random.default_rng().random())(w, X, Y)


def moody_later():
    """Keep something between calls, which changes the answer only when the function has been called often enough."""
    calls = []

    def answer(w, X, Y):
        calls.append(1)
        return changed(cost=lambda c, X: c + (len(calls) > 3))(w, X, Y)

    return answer


def both_in_place(w, X, Y):
    result = right(w, X, Y)
    w -= 0.1
    X -= 0.1
    return result


def not_started(w, X, Y):
    raise NotImplementedError("write slope")


def bare_stub(w, X, Y):
    raise NotImplementedError


async def asynchronous(w, X, Y):
    return right(w, X, Y)


FINDINGS = {
    "right": (right, None, ""),
    "m times too large": (
        changed(dw=lambda dw, X: dw * X.shape[1]),
        "ratio",
        "m times too large: is a division by m missing?",
    ),
    "m times too small": (changed(dw=lambda dw, X: dw / X.shape[1]), "ratio", "m times too small"),
    "twice": (changed(cost=lambda c, X: 2 * c), "ratio", "exactly twice"),
    "half": (changed(cost=lambda c, X: c / 2), "ratio", "exactly half"),
    "sign": (changed(dw=lambda dw, X: -dw), "ratio", "opposite sign"),
    "m and sign": (changed(dw=lambda dw, X: -dw * X.shape[1]), "ratio", "m times too large"),
    "by features": (changed(dw=lambda dw, X: dw / X.shape[0]), "ratio", "n_x times too small"),
    "some constant": (changed(dw=lambda dw, X: 3.7 * dw), "ratio", "one constant, the same on every input"),
    "unknown factor": (changed(dw=lambda dw, X: dw * np.sqrt(X.shape[1])), "ratio", "a size or a setting is in it"),
    "zero": (changed(dw=lambda dw, X: 0 * dw), "zero", "zero where it should not be"),
    "offset": (changed(dw=lambda dw, X: dw + 1), "offset", "one constant"),
    "nan": (changed(cost=lambda c, X: np.nan), "nan", "contains nan"),
    "inf": (changed(dw=lambda dw, X: dw / 0.0), "inf", "contains inf"),
    "none inside": (changed(dw=lambda dw, X: None), "none", "`dw` is None"),
    "text inside": (changed(dw=lambda dw, X: "dw"), "wrong_type", "must be made of numbers"),
    "texts inside": (changed(dw=lambda dw, X: ["a", "b"]), "wrong_type", "what came back is a list of str."),
    "mixed inside": (changed(dw=lambda dw, X: [1.0, None]), "wrong_type", "is a list of float and NoneType."),
    "ragged inside": (changed(dw=lambda dw, X: [[1], [1, 2]]), "wrong_type", "is a list of list of different sizes."),
    "complex inside": (changed(dw=lambda dw, X: dw * 1j), "wrong_type", "is an ndarray of complex numbers."),
    "complex number": (changed(cost=lambda c, X: 1j), "wrong_type", "is a complex number."),
    "objects inside": (changed(dw=lambda dw, X: np.array([{}, {}])), "wrong_type", "is an ndarray of dict."),
    "times inside": (changed(dw=lambda dw, X: np.zeros(2, "M8[s]")), "wrong_type", "is an ndarray of datetime64."),
    "whole numbers": (changed(dw=lambda dw, X: np.trunc(10 * dw).astype(int)), "whole_numbers", "whole numbers"),
    "transposed": (changed(dw=lambda dw, X: dw.T), "wrong_shape", "transposed"),
    "flat": (changed(dw=lambda dw, X: dw.ravel()), "wrong_shape", "an axis was lost"),
    "square": (changed(dw=lambda dw, X: dw - dw.ravel()), "wrong_shape", "broadcasting made a square"),
    "not summed": (
        changed(dw=lambda dw, X: np.tile(dw, X.shape[1])),
        "wrong_shape",
        "was the sum over the examples taken?",
    ),
    "boxed cost": (changed(cost=lambda c, X: np.array([[c]])), "wrong_shape", "one plain number belongs here"),
    "some sizes": (changed(dw=lambda dw, X: dw * X.shape[1] / 7), "some_inputs_only", "right on some inputs"),
    "returns None": (lambda w, X, Y: None, "wrong_count", "must return 2 things"),
    "one thing": (lambda w, X, Y: right(w, X, Y)[0], "wrong_count", "must return 2 things"),
    "order": (lambda w, X, Y: right(w, X, Y)[::-1], "wrong_order", "another order"),
    "no dict": (lambda w, X, Y: ((1, 2), 3), "wrong_type", "must be a dict"),
    "missing key": (
        lambda w, X, Y: ({"dw": right(w, X, Y)[0]["dw"]}, right(w, X, Y)[1]),
        "missing_key",
        "`db` is missing",
    ),
    "raises": (raising, "raised", "your code raised ValueError in your line"),
    "in place": (in_place, "inputs_changed", "`w` was changed in place"),
    "both in place": (both_in_place, "inputs_changed", "`X` and `w` were changed in place; work on copies"),
    "moody later": (moody_later(), "not_repeatable", "gave different answers"),
    "moody": (moody, "not_repeatable", "gave different answers"),
    "not started": (not_started, "not_started", "not written yet"),
    "bare stub": (bare_stub, "not_started", "not written yet"),
    "async": (asynchronous, "wrong_type", "`slope` is an `async def`"),
    "absent": (None, "absent", "no function named"),
}


@pytest.mark.parametrize("case", FINDINGS)
def test_general_findings_are_said(case):
    answer, cause, text = FINDINGS[case]
    found = verdict(answer)
    assert found.cause_id == cause, f"{found.cause_id}: {message(found)}"
    assert text in message(found)
    assert found.right == (cause is None) == (found.cause is None)
    assert not (found.cause and found.cause.named)


@probe(returns="six", rtol=1e-3)
def six(rng):
    return {"x": rng.normal(size=6) + 3}


@pytest.mark.parametrize("turn", [np.transpose, lambda W: W + 1.0, lambda W: W * W])
def test_matrices_of_any_shape_are_looked_at(turn):
    """A square one may be transposed; whether it is cannot be asked of another."""

    def make(rng):
        return {"W": rng.normal(size=(3, 3))}

    def oblong(rng):
        return {"W": rng.normal(size=(3, 2))}

    make.__name__ = oblong.__name__ = "turned"
    square = verdict(turn, probe(returns="V")(make), lambda W: W)
    assert (square.cause.id == "transposed") == (turn is np.transpose)
    assert verdict(turn, probe(returns="V")(oblong), lambda W: W).cause.id != "transposed"


def test_what_is_said_to_be_right_is_what_the_probe_takes_for_right():
    """Five numbers within a wide tolerance are right, on the card too; the same goes for ratios and offsets."""

    def one_wrong(x):
        return x * (1 + 5e-4 * np.cos(np.arange(6))) + [0, 0, 0, 1, 0, 0]

    found = verdict(one_wrong, six, lambda x: x)
    assert (found.cause.id, found.cause.detail) == ("partly", "5 of 6 on the first of these inputs")
    found = verdict(lambda x: 2 * one_wrong(x) - [0, 0, 0, 2, 0, 0], six, lambda x: x)
    assert "exactly twice the right value" in found.cause.text
    close_by = verdict(one_wrong, probe(returns="six", rtol=1e-6)(six.make), lambda x: x)
    assert close_by.cause.id == "different"


@pytest.mark.parametrize(
    ("file", "line"),
    [("C:\\lib\\mine.py", 2), ("/srv/lib/python/mine.py", 2), (np.__file__, None), (json.__file__, None)],
)
def test_what_is_installed_is_known_by_its_place(file, line):
    """A student's own folder may be called lib; Python's and a package's own code is where they are."""
    namespace = {}
    exec(compile("def slope(*inputs):\n    raise ValueError", file, "exec"), namespace)
    assert observe(namespace["slope"], slope, (1,))[0]["problem"]["line"] == line


def test_exception_names_the_students_own_line():
    source = "def slope(w, X, Y):\n    a = 1\n    return a.shape\n"
    namespace = {}
    exec(compile(source, "answer.py", "exec"), namespace)
    trial = observe(namespace["slope"], slope, (1,))[0]
    assert trial["problem"]["type"] == "AttributeError"
    assert trial["problem"]["line"] == 3


def exec_answer(source):
    namespace = {"np": np}
    exec(compile(source, "answer.py", "exec"), namespace)
    return namespace["slope"]


BENEATH = "def helper(x):\n    return x.no_such\ndef slope(w, X, Y):\n    return "


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (BENEATH + "helper(w)\n", "in `helper`, line 2."),
        (BENEATH + "[helper(x) for x in X]\n", "in `helper`, line 2."),
        (BENEATH + "[x.no_such for x in X]\n", "in your line 4."),
        (BENEATH + "(lambda x: x.no_such)(w)\n", "in your line 4."),
        (BENEATH + "w.reshape(99, 99)\n", "in your line 4."),
        ("def slope(w, X, Y):\n    def inner(x):\n        return x.no_such\n    return inner(w)\n", "in your line 3."),
        (
            "class A:\n    def f(self):\n        return self.g\ndef slope(w, X, Y):\n    return A().f()\n",
            "in `A.f`, line 3.",
        ),
    ],
)
def test_exception_names_the_function_it_was_raised_in(source, place):
    found = verdict(exec_answer(source))
    assert found.cause_id == "raised"
    assert found.cause.text.endswith(place)


def test_the_place_of_an_exception_does_not_change_what_it_equals():
    direct = exec_answer("def slope(w, X, Y):\n    return w.no_such\n")
    beneath = exec_answer("def helper(x):\n    return x.no_such\n\ndef slope(w, X, Y):\n    return helper(w)\n")
    assert "function" in observe(beneath, slope, (1,))[0]["problem"]
    assert all(same_outcome(slope, a, b) for a, b in zip(outcomes(direct), outcomes(beneath), strict=True))
    assert verdict(beneath, known=direct).cause_id == "known"


@pytest.mark.parametrize("function", [3, None, [], "<script>", "x" * 100, "a b", "a`b", "", "f\n"])
@pytest.mark.parametrize("line", [2, "2", True, None, -1, 10**30, 2.5])
def test_a_forged_place_of_an_exception_is_not_shown(function, line):
    raw = [
        {
            "seed": s,
            "values": {},
            "problem": {"id": "raised", "type": "E", "text": "t", "line": line, "function": function},
        }
        for s in slope.seeds
    ]
    found = verdict_on(slope, key_of(), raw)
    assert found.cause.text == ("your code raised E in your line 2." if line == 2 else "your code raised E.")


class Unprintable(NotImplementedError):
    def __str__(self):
        raise RuntimeError


def test_an_exception_that_cannot_print_itself_is_only_an_exception():
    def answer(w, X, Y):
        raise Unprintable("something")

    assert verdict(answer).cause_id in ("raised", "not_started")


def test_a_coroutine_beneath_leaves_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = verdict(
            exec_answer("async def helper(w):\n    return w\ndef slope(w, X, Y):\n    return helper(w) + 1\n")
        )
        gc.collect()
    assert found.cause_id == "raised"


# ---- several causes at once


def twice_dw(w, X, Y):
    return changed(dw=lambda dw, X: 2 * dw)(w, X, Y)


def test_what_a_named_mistake_does_not_explain_is_said():
    both = changed(dw=lambda dw, X: 2 * dw, db=lambda db, X: db + 1)
    found = verdict(both, twice=twice_dw)
    assert found.cause_id == "twice"
    assert found.cause.text == "Hint: twice. `db` is wrong too."
    everything = changed(dw=lambda dw, X: 2 * dw, db=lambda db, X: db + 1, cost=lambda c, X: c + 3)
    assert verdict(everything, twice=twice_dw).cause.text == "Hint: twice. `db` and `cost` are wrong too."
    assert verdict(twice_dw, twice=twice_dw).cause.text == "Hint: twice."


def test_two_named_mistakes_point_at_each_other():
    shifted = changed(db=lambda db, X: db + 1)
    found = verdict(changed(dw=lambda dw, X: 2 * dw, db=lambda db, X: db + 1), shifted=shifted, twice=twice_dw)
    assert found.cause_id == "twice"
    assert found.cause.text == "Hint: twice. `db` is wrong too."


@probe(returns=("first", "second", "third"))
def three(rng):
    m = int(rng.integers(5, 9))
    return {"a": rng.normal(size=m), "b": rng.normal(size=m), "c": rng.normal(size=m)}


def test_exchanged_values_are_not_called_one_sided():
    """Giving `a` twice is a known mistake on the second value; exchanging both values is something else."""
    kwargs = {"tried": three, "reference": lambda a, b, c: (a, b, c), "same_twice": lambda a, b, c: (a, a, c)}
    found = verdict(lambda a, b, c: (b, a, c), **kwargs)
    assert found.cause_id == "swapped"
    assert found.cause.text == "`first` and `second` hold each other's values."
    assert verdict(lambda a, b, c: (a, a, c), **kwargs).cause_id == "same_twice"
    assert verdict(lambda a, b, c: (a, a, -c), **kwargs).cause.text.endswith("`third` is wrong too.")


def test_a_mistake_of_another_kind_than_the_reference_can_still_be_named():
    """Numbers where the reference has text, and text where it has numbers."""
    words = {"tried": three, "reference": lambda a, b, c: (a, b, "word")}
    found = verdict(lambda a, b, c: (-a, b, c), numbers=lambda a, b, c: (a, b, c), **words)
    assert (found.cause.id, found.cause.named) == ("numbers", True)
    numbers = {"tried": three, "reference": lambda a, b, c: (a, b, c)}
    found = verdict(lambda a, b, c: (-a, b, "word"), text=lambda a, b, c: (a, b, "word"), **numbers)
    assert (found.cause.id, found.cause.named) == ("text", True)


@pytest.mark.parametrize("pack", [np.array, list, tuple])
def test_three_numbers_may_come_in_any_sequence(pack):
    @probe(returns=("n_x", "n_h", "n_y"))
    def sizes(rng):
        return {"n": int(rng.integers(2, 9))}

    kwargs = {"tried": sizes, "reference": lambda n: (n, n + 1, n + 2)}
    assert verdict(lambda n: pack([n, n + 1, n + 2]), **kwargs).right
    assert not verdict(lambda n: pack([n, n + 1, n + 3]), **kwargs).right
    assert verdict(lambda n: pack([n, n + 1]), **kwargs).cause_id == "wrong_count"
    assert not verdict(lambda n: np.array([[n, n + 1, n + 2]]), **kwargs).right


# ---- the card's rows


def test_rows_without_an_observation_are_not_judged():
    shown = card(verdict(raising))
    for text in (shown.text, shown.html.replace("&nbsp;", " ")):
        assert text.count("– not judged") == 3
        assert "wrong" not in text
        assert "nothing" not in text
    assert "expected" not in shown.text


def test_rows_keep_what_was_seen_before_an_exception():
    """Right and wrong on some inputs, no observation on others: what was seen is shown."""

    def answer(w, X, Y):
        if X.shape[1] % 2:
            raise ValueError("odd")
        return changed(dw=lambda dw, X: 2 * dw)(w, X, Y)

    found = verdict(answer)
    shown = {row.name: row for row in found.rows}
    assert "on some inputs" in found.cause.text
    assert isinstance(shown["dw"].got, Numbers)
    assert shown["dw"].judged
    assert not shown["db"].judged
    assert "✗ wrong  dw" in card(found).text


@probe(returns=("draws", "more"))
def drawn(rng):
    return {"rng": rng}


@drawn.facts
def _(inputs, values):
    return {"mean of draws": float(np.mean(values["draws"]) > 0.5), "size of more": float(values["more"].size)}


def test_rows_are_not_judged_after_a_wrong_shape():
    """Properties of arrays of other shapes say nothing, not even where they happen to come out right."""
    kwargs = {"tried": drawn, "reference": lambda rng: (1 + rng.random(5), rng.random(3))}
    found = verdict(lambda rng: (1 + rng.random((5, 1)), rng.random(3)), **kwargs)
    assert found.cause_id == "wrong_shape"
    assert "`draws` has the wrong shape" in found.cause.text
    assert card(found).text.count("– not judged") == 2
    assert "✗ wrong  mean of draws" in card(verdict(lambda rng: (-rng.random(5), rng.random(3)), **kwargs)).text


def test_rows_that_are_right_stay_right():
    shown = card(verdict(lambda w, X, Y: ({"dw": right(w, X, Y)[0]["dw"]}, right(w, X, Y)[1])))
    assert "✓ right  dw" in shown.text
    assert "✗ wrong  db" in shown.text
    assert "got      missing" in shown.text


@given(factor=st.floats(0.01, 100).filter(lambda k: abs(k - 1) > 1e-3))
@settings(max_examples=40)
def test_a_wrong_factor_never_passes_and_is_called_a_ratio(factor):
    found = verdict(changed(dw=lambda dw, X: factor * dw))
    assert not found.right
    assert found.cause_id == "ratio"


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_noise_is_never_right_nor_called_a_ratio(seed):
    rng = np.random.default_rng(seed)
    found = verdict(changed(dw=lambda dw, X: dw * (1 + 0.1 * rng.standard_normal(dw.shape))))
    assert not found.right
    assert found.cause_id in ("different", "not_repeatable", "partly")


STYLES = {
    "np.float64": changed(cost=lambda c, X: np.float64(c)),
    "0-d array": changed(cost=lambda c, X: np.array(c)),
    "prints": changed(cost=lambda c, X: (print("cost", c), c)[1]),
    "list of dict items": lambda w, X, Y: list(right(w, X, Y)),
    "extra key": lambda w, X, Y: ({**right(w, X, Y)[0], "dZ": 0}, right(w, X, Y)[1]),
    "fortran order": changed(dw=lambda dw, X: np.asfortranarray(dw)),
}


@pytest.mark.parametrize("style", STYLES)
def test_styles_pass(style):
    found = verdict(STYLES[style])
    assert found.right, f"{found.cause_id}: {message(found)}"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=12,
    )
)
@settings(max_examples=300)
def test_forged_trials_never_pass_and_never_raise(forged):
    """Whatever data comes out of a submission's process, judging it ends in a wrong verdict, not in an exception."""
    key = key_of()
    for trials in (forged, [forged] * 4, [{"seed": s, "values": forged} for s in slope.seeds]):
        assert not verdict_on(slope, key, trials).right
    trials = [
        {"seed": s, "values": {"dw": forged, "db": forged, "cost": forged}, "problem": forged} for s in slope.seeds
    ]
    found = verdict_on(slope, key, trials)
    assert not found.right
    card(found)


@pytest.mark.parametrize(
    "value",
    [
        1,
        1.5,
        True,
        np.float32(2),
        np.arange(6).reshape(2, 3),
        np.array([np.nan, np.inf, -np.inf]),
        [1, 2, 3],
        np.zeros((0, 3)),
        np.linspace(-1e300, 1e300, 300).reshape(3, 100),
        np.full((11, 11), np.nan),
        np.arange(101) % 2 == 0,
        (np.arange(7 * 101) % 3 < 1).reshape(7, 101).astype(float),
        np.zeros((3, 200)),
        np.append(np.ones(200), np.nan),
        np.arange(10_000)[::-1],
    ],
)
def test_values_survive_the_way_through_json(value):
    back = decode(json.loads(json.dumps(encode(value), allow_nan=False)))
    assert isinstance(back, Numbers)
    assert np.array_equal(back.array, np.asarray(value, dtype=float), equal_nan=True)
    assert back.shape == np.shape(value)


@pytest.mark.parametrize(
    "data",
    [None, 3, {}, {"kind": "float"}, {"kind": "float", "shape": [2], "data": [1.0]}, {"kind": "float", "shape": [1], "data": ["1"]},
     {"kind": "float", "shape": [-1], "data": []}, {"kind": "float", "shape": [True], "data": [1.0]}, {"kind": "text", "text": 3},
     {"kind": "float", "shape": [10**9], "data": []}, {"kind": "float", "shape": [1], "data": [None]},
     {"kind": "float", "shape": [1], "float64": "AAAAAAAA8D8"}, {"kind": "float", "shape": [1], "float64": "AAAAAAAA8D8=="},
     {"kind": "float", "shape": [2], "float64": "AAAAAAAA8D8="}, {"kind": "float", "shape": [1], "float64": "AAAA8D8="},
     {"kind": "float", "shape": [1], "float64": "AAAAAAAA8D8=\n"}, {"kind": "float", "shape": [1], "float64": [1.0]},
     {"kind": "float", "shape": [1], "float64": None}, {"kind": "float", "shape": [10**6], "float64": "A" * 10**7},
     {"kind": "bool", "shape": [9], "bits": "AA=="}, {"kind": "bool", "shape": [8], "bits": "AAA="}, {"kind": "bool", "shape": [8], "bits": 1},
     {"kind": "bool", "shape": [8], "bits": "A"}, {"kind": "bool", "shape": [80_000], "bits": "AAAA" * 3_334},
     {"kind": "bool", "shape": [10**6] * 8, "bits": "AA=="}],
)  # fmt: skip
def test_malformed_values_are_refused(data):
    with pytest.raises(ValueError, match=r"a |unknown"):
        decode(data)


def test_tolerance():
    one = Numbers(np.array([1.0, 1e-9]))
    assert equal(Numbers(np.array([1.0 + 5e-7, 1e-9])), one)
    assert not equal(Numbers(np.array([1.0 + 5e-6, 1e-9])), one)
    assert not equal(Numbers(np.array([1.0, 1e-8])), one)


def agree(got, expected, rtol, atol):
    """Return what `equal` promises, number by number."""
    largest = max((abs(b) for b in expected if np.isfinite(b)), default=0.0)
    for a, b in zip(got, expected, strict=True):
        if not np.isfinite(b):
            same = a == b or (np.isnan(a) and np.isnan(b))
        else:
            same = np.isfinite(a) and abs(a - b) <= rtol * abs(b) + 1e-3 * rtol * largest + atol + 1e-300
        if not same:
            return False
    return True


FEW_NUMBERS = st.sampled_from([0.0, 1.0, 1.0 + 5e-7, 1.0 + 5e-6, -1.0, 1e-10, 1e-13, 3e5, np.nan, np.inf, -np.inf])


@given(st.lists(st.tuples(FEW_NUMBERS, FEW_NUMBERS), min_size=1, max_size=4))
def test_two_values_agree_number_by_number(pairs):
    got, expected = zip(*pairs, strict=True)
    told = equal(Numbers(np.array(got)), Numbers(np.array(expected)))
    assert told == agree(got, expected, 1e-6, 1e-12)


@pytest.mark.parametrize(
    ("result", "id"),
    [
        ({}, "missing_key"),
        ({"W": None}, "none"),
        ({"W": "text"}, "wrong_type"),
        ({"W": [[1.0, 2.0], [3.0]]}, "wrong_type"),
        ({"W": np.ones((3, 2))}, "wrong_shape"),
        ({"W": np.ones(2)}, "wrong_shape"),
        ({"W": np.ones((2, 2))}, "wrong_shape"),
        ({"W": 1.0}, "wrong_shape"),
    ],
)
def test_an_entry_of_another_form_than_asked_for_is_told(result, id):
    with pytest.raises(Problem) as told:
        array_in(result, "W", (2, 3))
    assert told.value.id == id
    assert "`W`" in str(told.value)


def test_an_entry_of_the_right_form_comes_as_float64():
    assert array_in({"W": [[1, 2, 3], [4, 5, 6]]}, "W", (2, 3)).dtype == np.float64


@probe(returns="y")
def with_generator(rng):
    return {"sizes": [rng.normal(size=3)], "rng": rng}


def test_inputs_are_held_for_reading_only_and_a_generator_is_not():
    held = slope.held_inputs(1)
    assert held is slope.held_inputs(1)
    with pytest.raises(ValueError, match="read-only"):
        held["X"][0, 0] = 1.0
    slope.inputs(1)["X"][0, 0] = 1.0  # what an answer is given is its own
    assert with_generator.held_inputs(1)["rng"].random() == with_generator.held_inputs(1)["rng"].random()


def test_card_escapes_what_comes_from_an_answer():
    hostile = "<script>alert(1)</script>"
    exploding = {"exec": f"class E(Exception):\n    pass\ndef slope(w, X, Y):\n    raise E({hostile!r})\n"}
    namespace = {}
    exec(exploding["exec"], namespace)
    for answer in (namespace["slope"], changed(dw=lambda dw, X: hostile), lambda w, X, Y: ({hostile: 1}, 2)):
        shown = card(verdict(answer))
        assert "<script" not in shown.html
    assert "&lt;script" in card(verdict(namespace["slope"])).html


@pytest.mark.parametrize(
    "id",
    [
        "",
        "\x1b[2J",
        "a\x1b[2J",
        "all right\nstudent 1",
        "a\n",
        "a b",
        "Raised",
        "9",
        "_x",
        "é",
        "a" * 41,
        "tanh",  # a known mistake's, whose hint the class report would show
        7,
        None,
        [],
        {},
    ],
)
def test_a_problem_of_any_name_is_not_shown_on_a_terminal(id):
    lesson = load_lesson("logistic_regression")
    keeper = Judge(lesson)
    trials = observe(lesson.function("sigmoid"), lesson.probes["sigmoid"], keeper.seeds["sigmoid"])
    for trial in trials:
        trial |= {"problem": {"id": id, "text": "x"}, "values": {}}
    graded = keeper.grade({"sigmoid": trials})["sigmoid"]
    assert graded.points == 0
    assert graded.verdict.cause_id == "unreadable"


def test_a_single_number_is_not_said_to_have_a_shape():
    lesson = load_lesson("l2_regularization")
    source = lesson.exercises["choose_lambda"].source.replace("np.argmin(losses)", "np.argmin(np.round(losses, 1))")
    keeper = Judge(lesson)
    wrong = lesson.function("choose_lambda", source)
    trials = observe(wrong, lesson.probes["choose_lambda"], keeper.seeds["choose_lambda"])
    found = keeper.grade({"choose_lambda": trials})["choose_lambda"].verdict
    assert found.cause_id == "different"
    assert found.cause.text == "`best` is another number than expected."


def test_check_raises_only_its_message(tmp_path):
    """Outside a notebook the card is printed as text and the error is one line, without numpy's or our own frames."""
    program = textwrap.dedent("""
        import gradschool
        from gradschool import begin, check
        begin("logistic_regression", folder=r"FOLDER")
        def sigmoid(z):
            return z
        try:
            check(sigmoid)
        except AssertionError as error:
            print("raised:", type(error).__name__, len(error._render_traceback_()))
    """).replace(
        "FOLDER", str(load_lesson("logistic_regression").folder.parents[1] / "notebooks" / "logistic_regression")
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "✗ sigmoid: not right yet" in done.stdout
    assert "raised: CheckFailed 1" in done.stdout
    assert done.stderr == ""
