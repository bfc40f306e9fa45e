"""What key.json holds: each value once, as precise as it must be, and read only in the form in which it is written."""

import base64
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from gradschool.checks.key import FollowThrough, Key, Known, Outcome
from gradschool.checks.value_table import ANYTHING, EXACT, TableWriter, read_table
from gradschool.lazy import LazyMapping, LazySequence
from gradschool.probe import probe
from gradschool.values import NotNumbers, Numbers

TEXT = NotNumbers("text", "all 0")
SOME = st.sampled_from(
    [0.0, 1.0, -0.3, 1 / 3, -12345.678, 99999999.4, 1e8, 3e-9, 1e-300, 1e300, np.nan, np.inf, -np.inf]
)
NUMBERS = arrays.arrays(float, arrays.array_shapes(min_dims=0, max_dims=3, min_side=0), elements=SOME | st.floats())


def through(values, digits, floor=0.0):
    """Return values after the way through a table, and their places in it."""
    table = TableWriter(digits, floor)
    places = [table.place(value) for value in values]
    back = read_table(json.loads(json.dumps(table.data(), allow_nan=False)))
    return [back[place] for place in places], places


@given(st.lists(NUMBERS, max_size=4), st.sampled_from([4, 8, 10, EXACT]))
def test_numbers_keep_the_digits_that_are_asked_for(found, digits):
    back, _ = through(map(Numbers, found), digits)
    for value, array in zip(back, found, strict=True):
        rounded = [float(f"{x:.{digits}g}") for x in array.ravel().tolist()]
        assert value.shape == array.shape
        assert np.array_equal(value.array.ravel(), rounded, equal_nan=True)


def test_equal_values_are_stored_once():
    ones, same, other = Numbers(np.ones((2, 2))), Numbers(np.full((2, 2), 1.0 + 1e-12)), Numbers(np.ones(4))
    back, places = through([ones, TEXT, same, ANYTHING, other, TEXT], 8)
    assert places == [0, 1, 0, 2, 3, 1]
    assert back[1] == TEXT
    assert back[3] == ANYTHING
    assert back[4].shape == (4,)


def test_masks_are_bits_and_what_is_round_off_is_zero():
    table = TableWriter(8, floor=1e-12)
    table.place(Numbers(np.arange(4000).reshape(40, 100) % 2.0))
    table.place(Numbers(np.full((3, 3), 1e-15)))
    data = table.data()
    assert len(json.dumps(data)) < 900
    assert not np.any(read_table(data)[1].array)


@pytest.mark.parametrize(
    "data",
    [
        {"values": [[2]], "float64": "AAAAAAAA8D8="},
        {"values": [], "float64": "AAAAAAAA8D8="},
        {"values": [[1]], "float64": "AAAAAAAA8D8"},
        {"values": [[1]], "float64": "AAAA8D8="},
        {"values": [[1]], "decimals": "AAAA"},
        {"values": [[1]], "decimals": None},
        {"values": [[-1]], "decimals": ""},
        {"values": [[True]], "decimals": "AAAAAA=="},
        {"values": [[10**9] * 3], "decimals": "AAAAAA=="},
        {"values": [3], "decimals": ""},
        {"values": [{"kind": "float", "shape": [1], "data": ["1"]}], "decimals": ""},
    ],
)
def test_a_malformed_table_is_refused(data):
    with pytest.raises(ValueError, match=r"a |cannot reshape|buffer size"):
        read_table(data)


@probe(returns=("a", "b"))
def pair(rng):
    return {"x": rng.normal()}


def outcome(a, b=TEXT, **more):
    return Outcome(None, {"a": Numbers(np.asarray(a, dtype=float)), "b": b}, **more)


PROBLEM = Outcome(("raised", "ValueError", "no"), {})
KEY = Key(
    "pair",
    (1, 2),
    (outcome([1, 2]), outcome([3.5], shapes={"a": "(1,)"})),
    {
        "raises": Known("Do not.", (PROBLEM, PROBLEM)),
        "drops": Known("Keep it.", (Outcome(None, {"a": Numbers(np.zeros(2))}), outcome([3.5], shapes={"a": "(1,)"}))),
        "changes": Known("Copy.", (outcome([1, 2], changed=("x",)), outcome([1, 2], ANYTHING, repeats=False))),
    },
    (FollowThrough("one", "wrong", (outcome([7, 8]), PROBLEM)),),
    ("Idea.",),
)


@pytest.mark.parametrize("digits", [8, EXACT])
def test_a_key_is_after_the_way_through_json_what_it_was(digits):
    data = json.loads(json.dumps(KEY.to_json(pair, digits)))
    back = Key.from_json("pair", data)
    assert (back.seeds, back.hints, list(back.mistakes)) == (KEY.seeds, KEY.hints, list(KEY.mistakes))
    pairs = [(back.reference, KEY.reference), (back.follow_through[0].outcomes, KEY.follow_through[0].outcomes)]
    pairs += [(back.mistakes[id].outcomes, known.outcomes) for id, known in KEY.mistakes.items()]
    assert [known.hint for known in back.mistakes.values()] == ["Do not.", "Keep it.", "Copy."]
    for got, wanted in pairs:
        for a, b in zip(got, wanted, strict=True):
            assert str(a) == str(b)
    assert back.to_json(pair, digits) == data


def test_a_value_of_a_key_cannot_be_changed():
    back = Key.from_json("pair", KEY.to_json(pair, 8))
    with pytest.raises(ValueError, match="read-only"):
        back.reference[0].facts["a"].array[0] = 3


def test_a_table_is_read_in_linear_time_whatever_its_shapes_say():
    numbers = base64.b64encode(bytes(4)).decode()
    with pytest.raises(ValueError, match="a value's shape"):
        read_table({"values": [[10**6] * 500_000], "decimals": numbers})


def test_lazy_items_are_made_once_and_only_when_asked_for():
    made = []
    mapping = LazyMapping(["a", "b"], lambda name: made.append(name) or name.upper())
    sequence = LazySequence(2, lambda number: made.append(number) or number)
    assert (list(mapping), len(mapping), "a" in mapping, "c" in mapping, len(sequence)) == (
        ["a", "b"],
        2,
        True,
        False,
        2,
    )
    assert made == []
    assert (mapping["b"], mapping["b"], sequence[1], sequence[1], list(sequence)) == ("B", "B", 1, 1, [0, 1])
    assert made == ["b", 1, 0]
    with pytest.raises(KeyError):
        mapping["c"]
    with pytest.raises(IndexError):
        sequence[2]
