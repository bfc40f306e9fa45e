"""Exceptions are explained: what is said of beginners' slips in all lessons is as kept, true, and shows nothing hidden."""

import ast
import re
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from explained.slips import SLIPS

from gradschool.bank import END, START
from gradschool.checks.card import card, message
from gradschool.checks.explain import LONGEST, WORDS, explain, told
from gradschool.checks.explain.case import Names, near
from gradschool.checks.explain.syntax import slip_in, why_not_defined
from gradschool.checks.observe import observe
from gradschool.checks.source import keep_source
from gradschool.checks.verdict import verdict_on
from gradschool.errors import InstructorError
from gradschool.notebook.check import Checked
from gradschool.notebook.lesson import Lesson
from gradschool.probe import Dict, probe
from gradschool.teach.file_check import FileChecker
from gradschool.teach.lesson.written import load_lesson, syllabus

KEPT = Path(__file__).parent / "explained" / "sentences.txt"


def changed(source, change):
    """Return a reference's text with edits, or with another body."""
    if isinstance(change, str):
        before, after = source.split(START)[0], source.split(END)[1]
        return f"{before}{START}\n    {change}\n    {END}{after}"
    for old, new in change.items():
        assert source.count(old) == 1, f"the edit of {old!r} no longer applies"
        source = source.replace(old, new)
    return source


def written_so(lesson, exercise, change):
    """Return the function that a student wrote beside right ones, each with a source as in a notebook."""
    written = load_lesson(lesson)
    for name, entry in written.exercises.items():
        keep_source(f"<{lesson}: {name}>", entry.source)
    namespace, source = written.implementations(), changed(written.exercises[exercise].source, change)
    keep_source(f"{exercise}.py", source)
    exec(compile(source, f"{exercise}.py", "exec"), namespace)
    return namespace[exercise]


@cache
def problem_of(number):
    """Return the problem of the first trial of a slip."""
    lesson, exercise, change = SLIPS[number]
    probes = load_lesson(lesson).probes
    function = written_so(lesson, exercise, change)
    return observe(function, probes[exercise], probes[exercise].seeds[:1], Names.of(probes))[0]["problem"]


def title(number):
    lesson, exercise, change = SLIPS[number]
    return f"{lesson}.{exercise}: {change!r}"


@cache
def kept():
    blocks = KEPT.read_text(encoding="utf-8").split("\n\n") if KEPT.is_file() else []
    return dict(block.strip().split("\n", 1) for block in blocks if block.strip())


NUMBERS = range(len(SLIPS))
pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")  # 2(x) and the like


@pytest.mark.parametrize("number", NUMBERS)
def test_a_slip_is_explained(number, request):
    problem = problem_of(number)
    said = f"{problem['kind']}: {problem['why']}"
    if request.config.getoption("--accept"):
        entries = {title(n): f"{problem_of(n)['kind']}: {problem_of(n)['why']}" for n in NUMBERS}
        KEPT.write_text("\n\n".join(f"{key}\n{value}" for key, value in entries.items()) + "\n", encoding="utf-8")
        kept.cache_clear()
    assert kept().get(title(number)) == said


@pytest.mark.parametrize("number", NUMBERS)
def test_a_sentence_is_fit_to_be_read(number):
    why = problem_of(number)["why"]
    assert "gufunc" not in why
    assert "core dimension" not in why
    assert why[0].isupper() or why[0] in "`"
    assert why.endswith(".")
    assert ".." not in why
    assert why.count("`") % 2 == 0
    assert "  " not in why
    assert len(why) < LONGEST


SHAPE = re.compile(r"`([^`]+)` (?:is|would be) (\(\d+,[\d, ]*\))")


@pytest.mark.parametrize("number", NUMBERS)
def test_every_shape_that_is_told_is_true(number):
    lesson, exercise, change = SLIPS[number]
    told_shapes = SHAPE.findall(problem_of(number)["why"])
    frames = frames_of(lesson, exercise, change)
    for expression, shape in told_shapes:
        assert ast.literal_eval(shape) in [np.shape(value) for value in values_in(frames, expression)]


def frames_of(lesson, exercise, change):
    """Return the frames of the exception that a slip raises."""
    probe = load_lesson(lesson).probes[exercise]
    with np.errstate(all="ignore"), pytest.raises((Exception, SystemExit)) as raised:
        probe.run(written_so(lesson, exercise, change), probe.inputs(probe.seeds[0]))
    trace, frames = raised.value.__traceback__, []
    while trace is not None:
        frames.append(trace.tb_frame)
        trace = trace.tb_next
    return frames


def values_in(frames, expression):
    for frame in frames:
        if frame.f_code.co_filename.endswith(".py") and "site-packages" in frame.f_code.co_filename:
            continue
        try:
            yield eval(expression, frame.f_globals, dict(frame.f_locals))
        except Exception:  # the names of another frame
            continue


def test_shapes_are_told_often_enough_for_that():
    assert sum(bool(SHAPE.search(problem_of(number)["why"])) for number in NUMBERS) > 40


@pytest.mark.parametrize("number", NUMBERS)
def test_hidden_feedback_has_the_kind_and_the_line_only(number):
    raw = [{"seed": 1, "values": {}, "problem": problem_of(number), "changed": [], "repeats": True}]
    found = verdict_on(answered, key_of_answered(), raw)
    hidden = message(found, reveal=False)
    assert WORDS[problem_of(number)["kind"]] in hidden
    assert not re.search(r"\(\d", hidden)
    assert problem_of(number)["why"] not in hidden
    assert problem_of(number)["why"] in message(found)
    assert problem_of(number)["text"] not in hidden or len(problem_of(number)["text"]) < 3


@probe(returns=(Dict("gradients", ("dw",)), "cost"), seeds=(1,))
def answered(rng):
    return {"w": rng.normal(size=(3, 1)), "X": rng.normal(size=(3, 4)), "steps": 5}


@cache
def key_of_answered():
    from gradschool.checks.key import Key, outcome

    trials = observe(lambda w, X, steps: ({"dw": w}, 1.0), answered, (1,))
    return Key("answered", (1,), tuple(outcome(answered, trial) for trial in trials), {})


def test_the_words_of_a_kind_name_no_value():
    for words in WORDS.values():
        assert not re.search(r"\d", words)
        assert words[0].islower() or words[0] == "`"
        assert not words.endswith(".")


def function_of(source, **others):
    keep_source("answered.py", source)
    namespace = {"np": np, **others}
    exec(compile(source, "answered.py", "exec"), namespace)
    return namespace["answered"]


def why(source, **others):
    return observe(function_of(source, **others), answered, (1,), Names(exercises=("answered",)))[0]["problem"].get(
        "why"
    )


HEAD = "def answered(w, X, steps):\n"


def test_what_is_not_known_is_not_explained():
    assert why(HEAD + "    raise ValueError('my own')\n") is None
    assert why(HEAD + "    assert False\n") is None
    found = verdict_on(
        answered,
        key_of_answered(),
        observe(function_of(HEAD + "    raise ValueError('my own')"), answered, (1,), Names()),
    )
    assert message(found) == "your code raised ValueError in your line 2. (`raise ValueError('my own')`: my own)"


def test_without_the_source_nothing_is_guessed():
    namespace = {"np": np}
    exec(compile(HEAD + "    return w @ X\n", "nowhere.py", "exec"), namespace)
    found = observe(namespace["answered"], answered, (1,), Names())[0]["problem"]
    assert found["why"] == "The shapes of the two factors do not go together."


def test_the_card_shows_the_sentence_and_the_line():
    raw = observe(function_of(HEAD + "    return w @ X\n"), answered, (1,), Names())
    shown = card(verdict_on(answered, key_of_answered(), raw))
    for text in (shown.text, shown.html.replace("<code>", "`").replace("</code>", "`")):
        assert "in your line 2" in text
        assert "`return w @ X`" in text
        assert "`w` is (3, 1) and `X` is (3, 4)" in text
        assert "gufunc" not in text


def test_a_function_that_behaves_otherwise_each_time_is_explained_from_its_first_run():
    source = HEAD + "    calls.append(1)\n    return w @ X if len(calls) == 1 else 1 / 0\n"
    assert "`w` is (3, 1)" in why(source, calls=[])


def test_a_hidden_call_is_told():
    @probe(returns="cost", seeds=(1,))
    def stepping(rng):
        return {"X": np.ones((3, 4)), "steps": 5, "rate": 0.5}

    @stepping.call
    def _(answer, inputs):
        return answer(*inputs.values()), answer(inputs["X"], 0, 0.5)

    source = "def stepping(X, steps, rate):\n    for i in range(steps):\n        cost = 1.0\n    return cost\n"
    keep_source("stepping.py", source)
    namespace = {}
    exec(compile(source, "stepping.py", "exec"), namespace)
    said = observe(namespace["stepping"], stepping, (1,), Names())[0]["problem"]["why"]
    assert said == (
        "`cost` has no value here: only line 3 would give it one, inside the `for` of line 2, and it was not reached. "
        "The check had called `stepping` with steps = 0."
    )


def test_an_argument_that_the_function_sets_is_not_told_of_the_call():
    source = HEAD + "    steps = 0\n    return w / steps / np.nope\n"
    assert "had called" not in why(source)


def test_explaining_has_no_effect_of_its_own():
    source = HEAD + "    seen = []\n    return (w + seen.append(1)) @ X\n"
    assert "`seen.append(1)` is None" not in (why(source) or "")  # it is not called once more to be looked at
    source = HEAD + "    return w @ (X if touch() else X)\n"
    touched = []
    why(source, touch=lambda: touched.append(1))
    assert len(touched) == 2  # the run that failed, and the one that was recorded


def test_a_name_of_a_comprehension_is_not_taken_for_the_one_outside():
    said = why(HEAD + "    x = w\n    return [w @ x for x in X]\n")
    assert "`w` is (3, 1)" in said
    assert "`x` is (3, 1)" not in said  # it is (4,) there; from Python 3.12 on it cannot be seen any more


class Hostile:
    def __getattribute__(self, name):
        raise SystemExit

    def __repr__(self):
        raise SystemExit

    __eq__ = __hash__ = __bool__ = __len__ = __repr__


def test_objects_of_the_students_own_are_not_asked():
    assert why(HEAD + "    h = H()\n    return h + w[9]\n", H=Hostile)


@pytest.mark.parametrize(
    ("kind", "sentence", "shown"),
    [
        ("truth", "Fine.", "Fine."),
        ("truth", "a\nb\x1b[2J\u202e", "a b [2J "),
        ("truth", "x" * 5000, "x" * 2 * LONGEST),
        ("nothing of ours", "Fine.", ""),
        ("truth", 3, ""),
        ("truth", None, ""),
        (None, "Fine.", ""),
        (["truth"], "Fine.", ""),
        ({}, {}, ""),
    ],
)
def test_an_explanation_may_come_from_anyone(kind, sentence, shown):
    problem = {"id": "raised", "type": "E", "text": "t", "kind": kind, "why": sentence}
    words, why = told(problem)
    assert why == shown
    assert words == (WORDS["truth"] if shown else "")


def test_near_names_are_near():
    names = ["X", "learning_rate", "parameters", "A1", "A2", "keep_prob"]
    assert near("x", names) == ["X"]
    assert near("X_train", names) == ["X"]
    assert near("learningrate", names) == ["learning_rate"]
    assert near("keep_probe", names) == ["keep_prob"]
    assert near("A", names) == ["A1", "A2"]
    assert near("gradients", names) == []


# ---- code that is not Python

NOT_PYTHON = {
    "def f(x):\n\u00a0\u00a0\u00a0\u00a0return x\n": (
        "line 2, character 1: A character that looks like a space or like nothing (no-break space, U+00A0) stands here; "
        "put a plain space in its place, or delete it."
    ),
    "x = np\u200b.exp(1)\n": "line 1, character 7: A character that looks like a space or like nothing (zero width space, U+200B)",
    "print(“a”)\n": "line 1, character 7: The typographic character “ (left double quotation mark, U+201C) stands here; Python's is \"",
    "x = {‘a’: 1}\n": "line 1, character 6: The typographic character ‘ (left single quotation mark, U+2018)",
    "x = 3 − 1\n": "line 1, character 7: The typographic character − (minus sign, U+2212) stands here; Python's is -",
    "x = 3 × 1\n": "line 1, character 7: The typographic character × (multiplication sign, U+00D7) stands here; Python's is *",
    "x = 3 – 1\n": "(en dash, U+2013) stands here; Python's is -",
    "x = (1 + 2\ny = 3\n": "line 1, character 5: The bracket ( that opens here is never closed.",
    "x = np.dot(w, [1)\n": "line 1, character 17: The bracket ) closes here, and the one that is open is [.",
    "x = [1,\n2)\n": "line 2, character 2: The bracket ) closes here, and the one that is open is [ of line 1.",
    "x = 1)\n": "line 1, character 6: The bracket ) closes here, and none was opened.",
    "def f(x):\n    y = x\nreturn y\n": (
        "line 3, character 1: `return` stands at the left edge, outside the function: its lines are indented."
    ),
    "def f(x):\ny = x\n": (
        "line 2, character 1: This line is not indented, and one that belongs inside is expected. The line before, "
        "function definition on line 1, needs at least one indented line."
    ),
    "def f(x):\n    y = x\n      z = y\n": "line 3, character 6: This line is indented further than the one before it",
    "def f(x):\n        y = x\n    z = y\n": "This line's indentation is that of no line before it.",
    "def f(x):\n\ty = x\n        z = y\n": "Tabs and spaces are mixed in the indentation; use spaces only.",
    "x = 'abc\n": "line 1, character 5: A text in quotation marks is begun here and not ended on its line.",
    "x = 2y\n": "A number is followed at once by a letter; between two factors stands `*`.",
    "for i in range(3)\n    pass\n": "line 1, character 18: A colon belongs at the end of this line.",
    "x = f(Y np.log(1))\n": "a comma, an operator such as `*`, or a bracket is missing.",
    "if x = 3:\n    pass\n": "`=` gives a name a value; to compare, it is `==`.",
    "x = 3 $ 4\n": "line 1, character 7: Invalid syntax.",
    "x = \x00\n": "source code",
}


@pytest.mark.parametrize("text", NOT_PYTHON)
def test_the_place_at_which_code_is_not_python_is_told(text):
    said = NOT_PYTHON[text]
    found = str(slip_in(text))
    assert said in found or text == "x = \x00\n"


@pytest.mark.parametrize("text", ["x = 1\n", "await f()\n", "", "def f():\n    return '\u00a0“”'\n", "s = '\\d'\n"])
def test_python_has_no_slip(text):
    assert slip_in(text) is None


@pytest.fixture
def cells(monkeypatch):
    """A notebook in which cells can be run."""
    shell = SimpleNamespace(user_ns={"In": [""]})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    monkeypatch.delattr(sys, "last_value", raising=False)

    def run(text):
        shell.user_ns["In"].append(text)
        name = f"cell-{len(shell.user_ns['In'])}.py"
        keep_source(name, text)
        try:
            exec(compile(text, name, "exec"), shell.user_ns)
        except Exception as error:
            monkeypatch.setattr(sys, "last_value", error, raising=False)
        return shell.user_ns

    return run


STUB = HEAD + "    raise NotImplementedError('write answered')\n"


def test_a_cell_that_is_not_python_is_told(cells):
    cells(STUB)
    space = cells(HEAD + "\u00a0   return w\n")
    trials = observe(space["answered"], answered, (1,), Names())
    assert trials[0]["problem"]["id"] == "cell_failed"
    found = verdict_on(answered, key_of_answered(), trials)
    assert found.cause.text.startswith(
        "the last cell with `def answered` that was run is not Python. Line 2, character 1: A character that looks like"
    )


def test_a_return_outside_the_function_is_told(cells):
    cells(HEAD + "    y = w\nreturn y\n")
    space = cells("x = 1\n" + HEAD + "    y = w\n")  # as IPython runs it: up to the line that is not Python
    space["In"].pop()
    text = observe(space["answered"], answered, (1,), Names())[0]["problem"]["text"]
    assert text.endswith(
        "Line 3, character 1: `return` stands at the left edge, outside the function: its lines are indented."
    )


def test_a_cell_that_stopped_before_the_def_is_told(cells):
    space = cells("import h5py_that_is_not_there\n" + HEAD + "    return w\n")
    trials = observe(space.get("answered"), answered, (1,), Names())
    assert (
        "the cell with `def answered` stopped in line 1 before it had defined it. ModuleNotFoundError: "
        "The module `h5py_that_is_not_there` is not installed here; the exercises need NumPy only."
    ) in trials[0]["problem"]["text"]


def test_a_cell_that_was_run_again_and_is_right_is_not_accused(cells):
    cells(HEAD + "\u00a0   return w\n")
    space = cells(STUB)
    assert observe(space["answered"], answered, (1,), Names())[0]["problem"]["id"] == "not_started"
    assert why_not_defined("answered") is None


def test_outside_a_notebook_no_cell_is_looked_for():
    assert why_not_defined("answered") is None


def test_a_recursion_is_explained_in_time():
    assert why(HEAD + "    return answered(w, X, steps)\n") == "`answered` calls itself in line 2, without end."


def test_explain_takes_an_exception_without_a_traceback():
    assert explain(ValueError("x")) is None


# ---- on top of an exercise that is not written

UNUSED = "def predict(w, b, X):\n    return (w @ X + b > 0).astype(float)\n"
USED = "def predict(w, b, X):\n    return (sigmoid(w.T @ X + b) > 0.5).astype(float)\n"


@pytest.mark.parametrize("stub", [None, "def sigmoid(z):\n    raise NotImplementedError('write sigmoid')\n"])
@pytest.mark.parametrize(("source", "cause"), [(UNUSED, "raised"), (USED, "builds_on_wrong")])
def test_what_is_not_written_is_blamed_only_where_it_was_called(source, cause, stub):
    written = load_lesson("logistic_regression")
    namespace = written.implementations()
    del namespace["sigmoid"]
    exec((stub or "") + source, namespace)
    lesson = Lesson("logistic_regression", Path(__file__).parents[1] / "notebooks" / "logistic_regression")
    assert Checked(lesson, namespace["predict"]).verdict.cause_id == cause


# ---- the same in the sandbox, by `gradschool check`

FILES = {
    "a module that is not there": (
        "import h5py_not_there\nimport numpy as np\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n",
        "ModuleNotFoundError: The module `h5py_not_there` is not installed here",
    ),
    "a return at the left edge": (
        "import numpy as np\ndef sigmoid(z):\n    s = 1 / (1 + np.exp(-z))\nreturn s\n",
        "Line 4, character 1: `return` stands at the left edge",
    ),
    "a matrix product": (
        "import numpy as np\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
        "def predict(w, b, X):\n    return (w @ X + b > 0).astype(float)\n",
        "must be equal; `w.T` would be (1, ",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_is_explained_as_a_notebook_is(case, tmp_path):
    text, said = FILES[case]
    path = tmp_path / "answers.py"
    path.write_text(text)
    with FileChecker(lesson="logistic_regression", isolated=False) as checker:
        found = checker.check(path)[-1]
    assert said in found.text
    assert "gufunc" not in found.card_text


def test_a_file_that_is_not_python_is_refused_with_the_place(tmp_path):
    path = tmp_path / "answers.py"
    path.write_text("def sigmoid(z):\n\u00a0   return z\n", encoding="utf-8")
    with pytest.raises(InstructorError, match=r"found in line 2, character 1: .*no-break space, U\+00A0.* Mend that"):
        FileChecker().check(path)


@pytest.mark.parametrize("lesson", syllabus())
def test_what_explains_an_exception_changes_nothing_of_what_is_observed(lesson):
    """With the names of the lesson, exceptions are explained; right answers give the same with them and without."""
    written = load_lesson(lesson)
    functions, names = written.implementations(), Names.of(written.probes)
    for name, tried in written.probes.items():
        seeds = tried.seeds[:2]
        plain = observe(functions[name], tried, seeds)
        assert all(trial["repeats"] and trial["problem"] is None for trial in plain), name
        assert observe(functions[name], tried, seeds, names) == plain, name
