"""The first wrong line: found where one line was changed, never another one, and said as it is."""

import linecache
import math
import sys
from collections import Counter

import pytest
from lines import located

from gradschool.checks.card import card
from gradschool.checks.first_wrong import FirstWrong, locate
from gradschool.checks.prints import Print, print_of
from gradschool.checks.right_steps import RightSteps
from gradschool.checks.steps import MOST_STEPS, helpers_of, take_steps
from gradschool.checks.verdict import verdict_on
from gradschool.notebook.check import Checked
from gradschool.notebook.lesson import Lesson
from gradschool.teach.lesson.keys import make_key
from gradschool.teach.lesson.right_steps import right_steps, seed_of
from gradschool.teach.lesson.written import lessons_root, load_lesson, syllabus

LESSON = load_lesson("logistic_regression")
HEAD = "def propagate(w, b, X, Y):\n"
TAIL = "    return {'dw': dw, 'db': db}, cost\n"


@pytest.mark.parametrize("lesson", syllabus())
def test_the_changed_line_is_found_and_hardly_ever_another(lesson):
    """A dozen mutants of each reference, which no bank names; `python tests/lines.py` tries all, and unknown styles."""
    written, counts, false = load_lesson(lesson), Counter(), []
    for name in written.exercises:
        some, told = located(written, name, 12)
        counts += some
        false += told
    valued = counts.total() - counts["raised"]
    assert len(false) <= 0.05 * valued, "\n".join(false)
    assert counts["right"] >= 0.65 * valued, counts


def said_of(body: str, name: str = "propagate", head: str = HEAD, before: str = "") -> FirstWrong | None:
    """Return what is said of an answer's lines, as a notebook's cell would have it."""
    text, file = before + head + body, f"<answer {hash((before, head, body))}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    namespace = LESSON.implementations()
    exec(compile(text, file, "exec"), namespace)
    data = right_steps(LESSON, name)
    found = locate(namespace[name], LESSON.probes[name], data["seed"], RightSteps.from_json(data), LESSON.exercises)
    return found.said()


LINES = {
    "a sub-expression": (
        "    m = X.shape[1]\n    A = sigmoid(w.T @ X + b)\n    cost = -1/m * np.sum(Y*np.log(A) + (1-Y)*np.log(1-A))\n"
        "    dw = 1/m * np.dot(X, (A - 2*Y).T)\n    db = np.mean(A - Y)\n",
        (5, "(A - 2*Y).T"),
    ),
    "a loop over the examples, and the gradient after it": (
        "    m = X.shape[1]\n    cost, A = 0.0, np.zeros((1, m))\n    for i in range(m):\n"
        "        A[0, i] = sigmoid(w[:, 0] @ X[:, i] + b)\n"
        "        cost -= (Y[0, i] * np.log(A[0, i]) + (1 - Y[0, i]) * np.log(1 - A[0, i])) / m\n"
        "    dZ = A + Y\n    dw = X @ dZ.T / m\n    db = np.mean(dZ)\n",
        (7, "A + Y"),
    ),
    "a size of the wrong axis": (
        "    m = X.shape[0]\n    A = sigmoid(w.T @ X + b)\n    cost = log_loss(w.T @ X + b, Y)\n"
        "    dw = X @ (A - Y).T / m\n    db = np.sum(A - Y) / m\n",
        (2, "X.shape[0]"),
    ),
    "a sum that is not taken": (
        "    m = X.shape[1]\n    Z = w.T @ X + b\n    dZ = sigmoid(Z) - Y\n    cost = log_loss(Z, Y)\n"
        "    dw = X @ dZ.T / m\n    db = dZ / m\n",
        (7, "db = dZ / m"),
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_the_line_and_what_of_it_is_meant(case):
    body, (line, part) = LINES[case]
    found = said_of(body + TAIL)
    assert found.line == line
    assert part in found.code
    begin, end = found.mark
    assert found.code[begin:end] in found.code
    assert found.code[begin:end].strip()


def test_helpers_of_the_students_own_are_looked_into():
    helper = "def scores(w, b, X):\n    S = w.T @ X\n    return S - b\n\n"
    body = "    m = X.shape[1]\n    Z = scores(w, b, X)\n    dZ = sigmoid(Z) - Y\n    cost = log_loss(Z, Y)\n"
    found = said_of(body + "    dw = X @ dZ.T / m\n    db = np.mean(dZ)\n" + TAIL, before=helper)
    assert found.line == 3


def test_values_are_told_in_enough_digits_to_differ():
    body = "    m = X.shape[1]\n    Z = w.T @ X + b\n    A = sigmoid(Z) + 1e-5\n    cost = log_loss(Z, Y)\n"
    found = said_of(body + "    dZ = A - Y\n    dw = X @ dZ.T / m\n    db = np.mean(dZ)\n" + TAIL)
    assert found.line == 4
    assert found.name == "A"
    verdict = verdict_on(LESSON.probes["propagate"], make_key(LESSON, "propagate", (1,), follow_through=False), [])
    lines = card(verdict, where=found).text.splitlines()
    got, expected = (
        next(line.split(None, 1)[1] for line in lines if line.split()[0] == w) for w in ("got", "expected")
    )
    assert got != expected
    assert "`m` (line 2) and `Z` (line 3) are right. Line 4 is the first" in card(verdict, where=found).text


@pytest.mark.parametrize("lesson", syllabus())
def test_a_style_that_is_known_is_never_suspected(lesson):
    """The reference and every variant, beside themselves: nothing in them is wrong."""
    made = Lesson(lesson, lessons_root() / "notebooks" / lesson)
    written = load_lesson(lesson)
    for name in written.exercises:
        seed, right = made.right_steps(name)
        assert seed == seed_of(written, name)
        function = written.function(name)
        linecache.cache[function.__code__.co_filename] = (
            1,
            None,
            written.exercises[name].source.splitlines(keepends=True),
            function.__code__.co_filename,
        )
        found = locate(function, written.probes[name], seed, right, written.exercises)
        assert found is None or found.suspect is None or found.suspect.place is None, name


def test_an_earlier_exercise_is_not_blamed_for_what_it_gave_right():
    """`log_loss` is wrong by itself (its arguments are exchanged) and gives what it ought to, as it is called here."""
    namespace = LESSON.implementations()
    file = "<exchanged>"
    text = (
        "def log_loss(Y, Z):\n    return np.mean(np.logaddexp(0.0, Z) - Y * Z)\n\n"
        + HEAD
        + "    Z = w.T @ X + b\n    cost = log_loss(Y, Z)\n    dZ = sigmoid(Z) - 3 * Y\n"
        + "    dw = X @ dZ.T / X.shape[1]\n    db = np.mean(dZ)\n"
        + TAIL
    )
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    exec(compile(text, file, "exec"), namespace)
    made = Lesson("logistic_regression", lessons_root() / "notebooks" / "logistic_regression")
    checked = Checked(made, namespace["propagate"])
    assert checked.verdict.cause_id != "builds_on_wrong"
    assert checked.first_wrong.line == 7
    worse = text.replace("cost = log_loss(Y, Z)", "cost = log_loss(Z, Y)").replace("- 3 * Y", "- Y")
    linecache.cache[file] = (len(worse), None, worse.splitlines(keepends=True), file)
    exec(compile(worse, file, "exec"), namespace)
    assert Checked(made, namespace["propagate"]).verdict.cause_id == "builds_on_wrong"


def test_a_run_leaves_tracers_alone_and_is_bounded():
    def tracer(frame, event, argument):
        return None

    text, file = HEAD + "    total = 0.0\n    while True:\n        total = total + 1.0\n", "<endless>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    namespace = LESSON.implementations()
    exec(compile(text, file, "exec"), namespace)
    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        assert take_steps(namespace["propagate"], LESSON.probes["propagate"], 1) is None
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)
    assert not helpers_of(namespace["propagate"], LESSON.exercises)
    assert MOST_STEPS < 10_000


def test_prints_know_an_array_again():
    a, b = print_of([[1.0, 2.0, 3.5]]), print_of([[1.0], [2.0], [3.5]])
    assert a.same_numbers(b)
    assert not a.same(b)
    assert a.same(print_of([[1.0, 2.0, 3.5 + 1e-9]]))
    assert not a.same(print_of([[1.0, 2.0, 3.5001]]))
    assert not a.same(print_of([[2.0, 1.0, 3.5]]))
    assert not print_of(math.nan).same(print_of(0.0))
    assert Print.from_json(a.to_json()).same(a)


SAID = FirstWrong("Line 3 is the first …", 3, "    dZ = A + Y", (9, 14), "dZ")


def test_what_is_said_crosses_as_data():
    assert FirstWrong.from_json(SAID.to_json()) == SAID
    for spoilt in (
        None,
        [],
        {},
        {**SAID.to_json(), "line": -1},
        {**SAID.to_json(), "line": True},
        {**SAID.to_json(), "text": "x" * 3000},
        {**SAID.to_json(), "code": 3},
        {**SAID.to_json(), "mark": [1]},
        {**SAID.to_json(), "mark": ["a", "b"]},
        {**SAID.to_json(), "got": {"kind": "text", "text": "x"}},
        {**SAID.to_json(), "expected": {"kind": "float", "shape": [10**9], "data": [1.0]}},
    ):
        with pytest.raises(ValueError, match="another form"):
            FirstWrong.from_json(spoilt)
