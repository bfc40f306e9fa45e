"""The recorder sees what happened in the student's own code, is bounded, and leaves other tracers as they were."""

import sys
import threading
import time

import numpy as np
import pytest

from gradschool.checks.fault import fault_of
from gradschool.checks.record import Bounds, record
from gradschool.checks.snapshot import MOST_NUMBERS, fingerprint, snapshot
from gradschool.checks.source import is_students, keep_source, names_by_line, source_of
from gradschool.probe import probe


@probe(returns="y", seeds=(1,))
def tried(rng):
    return {"x": np.arange(6.0).reshape(2, 3), "n": 4}


LONG = Bounds(seconds=30.0, longest=60.0)
FILES = iter(range(10**6))


def function_of(source, name="tried", **others):
    file = f"recorded-{next(FILES)}.py"
    keep_source(file, source)
    namespace = {"np": np, **others}
    exec(compile(source, file, "exec"), namespace)
    return namespace[name]


def recorded(source, others=None, **settings):
    return record(function_of(source, **(others or {})), tried, 1, **settings)


def plain(value):
    """Return a snapshot as something to compare."""
    return value.array.tolist() if value.array is not None else value.plain


def lines_of(recording, call=None):
    """Return the steps of a call as (line, {name: value})."""
    call = call or recording.calls[0].number
    return [(step.line, {name: plain(seen) for name, seen in step.changed}) for step in recording.steps_of(call)]


def test_values_are_kept_line_by_line():
    found = recorded(
        "def tried(x, n):\n    a = n + 1\n    b = a * 2; c = b\n    if b > 100:\n        c = 0\n    return c\n"
    )
    assert lines_of(found) == [(2, {"a": 5}), (3, {"b": 10, "c": 10}), (4, {}), (6, {})]
    call = found.calls[0]
    assert (call.name, call.caller, call.line, call.raised, call.result.plain) == ("tried", None, None, False, 10)
    assert {name: plain(seen) for name, seen in call.arguments} == {"x": [[0, 1, 2], [3, 4, 5]], "n": 4}
    assert found.fault is None
    assert found.stopped is None


def test_changes_in_place_are_seen():
    found = recorded(
        "def tried(x, n):\n    x[0] = 9\n    x[0, 1] += 1\n    costs = []\n    costs.append(n)\n"
        "    d = {'W': x}\n    d['W'] -= 1\n    d['b'] = 3\n    n = n\n    return x\n"
    )
    changed = {line: list(names) for line, names in lines_of(found)}
    assert changed == {2: ["x"], 3: ["x"], 4: ["costs"], 5: ["costs"], 6: ["d"], 7: ["x", "d"], 8: ["d"], 9: [], 10: []}


def test_a_value_stays_what_it_was():
    found = recorded("def tried(x, n):\n    a = x * 1\n    a += 1\n    return a\n")
    assert lines_of(found)[0][1]["a"] == [[0, 1, 2], [3, 4, 5]]
    with pytest.raises(ValueError, match="read-only"):
        found.steps[0].changed[0][1].array[0] = 1


def test_calls_of_students_functions_are_kept_with_their_lines():
    found = recorded(
        "def helper(a, b=2):\n    return a * b\n"
        "def tried(x, n):\n    double = lambda v: 2 * v\n    def inner(v):\n        w = v + n\n        return w\n"
        "    y = helper(n, b=3)\n    y = double(y)\n    return inner(y)\n"
    )
    shown = [(c.name, c.caller, c.line, {n: plain(v) for n, v in c.arguments}, c.result.plain) for c in found.calls[1:]]
    top = found.calls[0].number
    assert shown == [
        ("helper", top, 8, {"a": 4, "b": 3}, 12),
        ("tried.<lambda>", top, 9, {"v": 12}, 24),
        ("tried.inner", top, 10, {"v": 24}, 28),
    ]
    assert lines_of(found, found.calls[3].number) == [(6, {"w": 28}), (7, {})]


def test_a_call_in_a_comprehension_belongs_to_the_line():
    found = recorded("def square(v):\n    return v * v\ndef tried(x, n):\n    return [square(i) for i in range(2)]\n")
    assert [(c.name, c.line, c.caller) for c in found.calls[1:]] == [("square", 4, found.calls[0].number)] * 2
    assert lines_of(found) == [(4, {})]


def test_what_the_lesson_gives_is_kept_as_a_call_without_lines(tmp_path):
    toolbox = tmp_path / "toolbox.py"
    toolbox.write_text("def half(v):\n    w = v / 2\n    return inner(w)\ndef inner(w):\n    return w\n")
    given = {}
    exec(compile(toolbox.read_text(), str(toolbox), "exec"), given)
    found = recorded("def tried(x, n):\n    return half(n)\n", {"half": given["half"]})
    assert [(c.name, c.written, c.result.plain) for c in found.calls] == [("tried", True, 2.0), ("half", False, 2.0)]
    assert {step.call for step in found.steps} == {found.calls[0].number}


def test_installed_and_own_code_is_not_watched():
    found = recorded("def tried(x, n):\n    return float(np.mean(np.atleast_2d(x)))\n")
    assert [c.name for c in found.calls] == ["tried"]
    assert not is_students(np.__file__)
    assert not is_students(record.__code__.co_filename)
    assert not is_students("/anywhere/probes.py")
    assert is_students("/tmp/ipykernel_7/123.py")


def test_of_a_loop_the_first_and_the_last_passes_are_kept():
    found = recorded(
        "def tried(x, n):\n    t = 0\n    for i in range(1, 501):\n        t += i\n    return t\n", bounds=LONG
    )
    passes = [(step.count, plain(step.changed[0][1])) for step in found.steps if step.line == 4]
    assert passes == [(1, 1), (2, 3), (3, 6), (499, 124750), (500, 125250)]
    assert found.stopped is None


def test_of_many_calls_the_first_and_the_last_are_kept():
    found = recorded(
        "def f(i):\n    return i\ndef tried(x, n):\n    for i in range(300):\n        f(i)\n    return n\n", bounds=LONG
    )
    assert [c.result.plain for c in found.calls if c.name == "f"] == [0, 1, 2, 298, 299]


def test_one_of_the_probes_calls_may_be_watched_alone():
    @probe(returns="y", seeds=(1,))
    def twice(rng):
        return {"n": 1}

    @twice.call
    def _(answer, inputs):
        return answer(1), answer(2), answer(3)

    function = function_of("def twice(n):\n    return n\n", "twice")
    assert [c.result.plain for c in record(function, twice, 1).calls] == [1, 2, 3]
    assert [c.result.plain for c in record(function, twice, 1, only=2).calls] == [2]


def test_an_exception_is_kept_with_its_operands():
    found = recorded("def tried(x, n):\n    w = np.ones((2, 1))\n    return n + (w @ x) * 2\n")
    fault = found.fault
    assert (fault.type, fault.function, fault.line, fault.expression) == ("ValueError", "tried", 3, "w @ x")
    assert [(o.text, o.value.shape, o.value.dtype) for o in fault.operands] == [
        ("w", (2, 1), "float64"),
        ("x", (2, 3), "float64"),
    ]
    assert fault.code == "return n + (w @ x) * 2"
    assert found.calls[0].raised
    assert found.calls[0].result is None
    assert lines_of(found)[0] == (2, {"w": [[1], [1]]})


def test_an_exception_that_is_caught_is_no_fault():
    found = recorded(
        "def bad():\n    raise ValueError\ndef tried(x, n):\n    try:\n        bad()\n    except ValueError:\n        n = 7\n    return n\n"
    )
    assert found.fault is None
    assert [(c.name, c.raised) for c in found.calls] == [("tried", False), ("bad", True)]
    assert (7, {"n": 7}) in lines_of(found)


def test_a_function_that_returns_none_has_not_raised():
    found = recorded("def nothing():\n    pass\ndef tried(x, n):\n    nothing()\n    return n\n")
    assert [(c.raised, c.result.type) for c in found.calls] == [(False, "int"), (False, "NoneType")]


# ---- bounds


def test_a_function_without_end_is_ended():
    started = time.perf_counter()
    found = recorded("def tried(x, n):\n    while True:\n        n += 1\n", bounds=Bounds(seconds=0.05, longest=0.1))
    assert time.perf_counter() - started < 2
    assert found.stopped == "ended"
    assert found.steps
    assert sys.gettrace() is None


def test_a_recursion_without_end_is_ended():
    found = recorded("def tried(x, n):\n    return tried(x, n + 1)\n")
    assert found.stopped == "ended" or found.fault.type == "RecursionError"
    assert len(found.calls) <= 5


@pytest.mark.parametrize("bounds", [Bounds(events=50), Bounds(bytes=3000), Bounds(seconds=0.0)])
def test_beyond_a_bound_nothing_is_kept_and_the_function_goes_on(bounds):
    ends = []
    source = "def tried(x, n):\n    for i in range(2000):\n        a = x + i\n        b = a + i\n    ends.append(i)\n    return a\n"
    found = recorded(source, {"ends": ends}, bounds=Bounds(bounds.events, bounds.bytes, bounds.seconds, 30.0))
    assert ends == [1999]
    assert found.stopped in ("events", "bytes", "time")
    assert len(found.steps) <= 60


def test_large_values_are_kept_small():
    found = recorded(
        "def tried(x, n):\n    a = np.zeros((100, 100))\n    a[0, 0] = 1\n    c = [[a] * 1000] * 1000\n    return 1\n"
    )
    first, second, boxed = (step.changed[0][1] for step in found.steps[:3])
    assert (first.array, first.shape, first.dtype) == (None, (100, 100), "float64")
    assert first.digest != second.digest
    assert boxed.length == 1000
    assert sum(seen.bytes for step in found.steps for _, seen in step.changed) < 5_000_000
    assert snapshot(np.zeros(MOST_NUMBERS)).array is not None
    assert snapshot("x" * 10**6).bytes < 1000


def test_an_exception_is_kept_beyond_the_bounds():
    found = recorded(
        "def tried(x, n):\n    for i in range(100):\n        n / (50 - i)\n", bounds=Bounds(events=10, longest=30.0)
    )
    assert found.stopped == "events"
    assert found.fault.type == "ZeroDivisionError"


# ---- others that watch


def test_the_trace_function_that_was_on_is_put_back():
    seen = []

    def foreign(frame, event, argument):
        seen.append(event)
        return foreign

    sys.settrace(foreign)
    try:
        found = recorded("def tried(x, n):\n    a = n\n    return a\n")
        after = sys.gettrace()
        marker = len(seen)
        (lambda: None)()
    finally:
        sys.settrace(None)
    assert after is foreign
    assert len(seen) > marker  # and it works
    assert lines_of(found) == [(2, {"a": 4}), (3, {})]


def test_after_an_exception_nothing_is_left_on():
    recorded("def tried(x, n):\n    raise KeyError\n")
    recorded("def tried(x, n):\n    raise SystemExit\n")
    with pytest.raises(KeyboardInterrupt):
        recorded("def tried(x, n):\n    raise KeyboardInterrupt\n")
    assert sys.gettrace() is None
    if hasattr(sys, "monitoring"):
        assert [sys.monitoring.get_tool(tool) for tool in (0, 2, 3, 4, 5)].count("gradschool") == 0


def monitored(test):
    """Leave a test out where there is no `sys.monitoring`: it came with Python 3.12."""
    return test if hasattr(sys, "monitoring") else None


@monitored
def test_other_tools_of_monitoring_are_left_as_they_were():
    monitoring, lines = sys.monitoring, []
    function = function_of("def tried(x, n):\n    a = n\n    return a\n")
    for tool in (1, 3):
        monitoring.use_tool_id(tool, f"foreign {tool}")
    try:
        for tool in (1, 3):
            monitoring.register_callback(tool, monitoring.events.LINE, lambda code, line: lines.append(line))
            monitoring.set_local_events(tool, function.__code__, monitoring.events.LINE)
        found = record(function, tried, 1)
        assert lines_of(found) == [(2, {"a": 4}), (3, {})]
        assert lines == [2, 2, 3, 3]
        function(1, 2)
        assert lines == [2, 2, 3, 3] * 2
        assert monitoring.get_tool(1) == "foreign 1"
        assert monitoring.get_tool(3) == "foreign 3"
    finally:
        for tool in (1, 3):
            monitoring.set_local_events(tool, function.__code__, 0)
            monitoring.register_callback(tool, monitoring.events.LINE, None)
            monitoring.free_tool_id(tool)


@monitored
def test_where_every_tool_is_taken_the_exception_is_still_kept():
    free = [tool for tool in range(6) if sys.monitoring.get_tool(tool) is None]
    for tool in free:
        sys.monitoring.use_tool_id(tool, "foreign")
    try:
        found = recorded("def tried(x, n):\n    return 1 / 0\n")
    finally:
        for tool in free:
            sys.monitoring.free_tool_id(tool)
    assert found.steps == ()
    assert found.fault.line == 2


def test_recordings_one_after_the_other_are_alike():
    source = "def tried(x, n):\n    a = x.T @ x\n    b = a.sum()\n    return b\n"
    function = function_of(source)
    first, second = record(function, tried, 1), record(function, tried, 1)
    assert lines_of(first) == lines_of(second)
    assert len(lines_of(first)) == 3


def test_other_threads_are_not_watched():
    source = (
        "def tried(x, n):\n    t = threading.Thread(target=work)\n    t.start()\n    t.join()\n    return n\n"
        "def work():\n    a = 1\n    b = 2\n"
    )
    found = recorded(source, {"threading": threading})
    assert [c.name for c in found.calls] == ["tried"]
    assert [step.line for step in found.steps] == [2, 3, 4, 5]


def test_arguments_are_copies():
    function = function_of("def tried(x, n):\n    x += 1\n    return x\n")
    record(function, tried, 1)
    assert tried.inputs(1)["x"][0, 0] == 0


def test_what_is_printed_is_not_seen(capsys):
    recorded("def tried(x, n):\n    print('hello')\n    return np.log(-1.0)\n")
    assert capsys.readouterr().out == ""


class Touchy:
    """An object that does not want to be looked at."""

    def __getattribute__(self, name):
        raise RuntimeError

    __eq__ = __repr__ = __len__ = __hash__ = __iter__ = __array__ = lambda *_: 1 / 0


def test_objects_of_the_students_own_are_not_touched():
    found = recorded(
        "def tried(x, n):\n    t = Touchy()\n    box = [t, {1: t}, (t,)]\n    return n\n", {"Touchy": Touchy}
    )
    assert found.fault is None
    assert found.steps[0].changed[0][1].type == "Touchy"


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ([1, 2], [1, 2, 3], True),
        ({"a": 1}, {"a": 2}, True),
        (0.0, 0.0, False),
        (1, True, True),
        ("a", "a", False),
        (None, None, False),
        (1.0, 2.0, True),
    ],
)
def test_a_fingerprint_tells_values_apart(first, second, differ):
    assert (fingerprint(first) != fingerprint(second)) == differ


def test_a_fingerprint_of_an_array_follows_its_numbers():
    array, before = np.zeros((3, 3)), None
    for _ in range(3):
        array[1, 1] += 1
        now = fingerprint(array)
        assert now != before
        before = now
    assert fingerprint(array) == before


def test_a_fault_is_data_only():
    try:
        function_of("def tried(x, n):\n    return x.T @ n\n")(np.ones((2, 3)), 1.0)
    except ValueError as error:
        fault = fault_of(error)
    assert [(o.text, o.value.shape, o.value.plain) for o in fault.operands] == [("x.T", (3, 2), None), ("n", None, 1.0)]


# ---- names by line

NAMES = """\
def f(X, Y):
    m, n = X.shape
    costs = []
    for i in range(m):
        costs.append(i * n)
        grads["dW"] = (
            X
            @ Y
        )
        b -= rate * sum(v for v in costs)
    if m > n:
        A.flags.writeable = False
    with np.errstate(all=mode) as state:
        g = lambda t: t + m
    while not done:
        pass
    return {"b": b}, g
"""


def test_each_line_tells_which_names_it_reads_and_writes():
    keep_source("names.py", NAMES)
    found = names_by_line(source_of("names.py"))
    told = {line: (sorted(names.reads), sorted(names.writes)) for line, names in found.items()}
    assert told == {
        2: (["X"], ["m", "n"]),
        3: ([], ["costs"]),
        4: (["m", "range"], ["i"]),
        5: (["costs", "i", "n"], ["costs"]),
        **dict.fromkeys((6, 7, 8, 9), (["X", "Y", "grads"], ["grads"])),
        10: (["b", "costs", "rate", "sum"], ["b"]),
        11: (["m", "n"], []),
        12: (["A"], ["A"]),
        13: (["mode", "np"], ["state"]),
        14: (["m"], ["g"]),
        15: (["done"], []),
        16: ([], []),
        17: (["b", "g"], []),
    }
    assert [line for line, names in found.items() if names.returns] == [17]
