"""What a learner can ask for beside a check works, and goes on working when files are damaged, missing or read-only."""

import json
import shutil
import warnings
from pathlib import Path

import pytest

from gradschool import answer, begin, check, compare, expect, hint, progress
from gradschool.errors import CheckFailed, LearnerError
from gradschool.notebook import lesson as course
from gradschool.notebook.lesson import STATE
from gradschool.teach.lesson.written import load_lesson

LESSON = load_lesson("logistic_regression")
QUESTION = next(iter(LESSON.questions.values()))
FILES = Path(__file__).parents[1] / "notebooks" / LESSON.name


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A student's folder of the lesson, begun."""
    monkeypatch.setattr(course, "_current", None)
    for name in ("key.json", "probes.py"):
        shutil.copy(FILES / name, tmp_path / name)
    begin(LESSON.name, tmp_path)
    return tmp_path


@pytest.fixture
def read_only(folder, monkeypatch):
    """The same folder, in which nothing can be written (permissions do not stop root)."""

    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "write_text", refuse)
    monkeypatch.setattr(Path, "mkdir", refuse)
    return folder


def right_sigmoid():
    return LESSON.function("sigmoid")


def wrong_sigmoid():
    return LESSON.function("sigmoid", "def sigmoid(z):\n    return z\n")


# ---- hints


def test_hints_climb_the_ladder_and_stay_on_its_last_step(folder, capsys):
    ladder = LESSON.exercises["sigmoid"].hints
    for step in [*range(1, len(ladder) + 1), len(ladder)]:
        hint(right_sigmoid())
        shown = capsys.readouterr().out
        assert f"Hint {step} of {len(ladder)} for sigmoid" in shown
        assert ladder[step - 1] in shown
        assert ("This was the last one." in shown) == (step == len(ladder))
        assert (f"for hint {step + 1}" in shown) == (step < len(ladder))
    hint("propagate")
    assert "Hint 1 of" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["nothing_like_it", 3, None, ["sigmoid"], lambda z: z])
def test_a_hint_for_something_else_lists_the_functions(folder, wrong):
    with pytest.raises(LearnerError, match=r"one of this lesson's functions .*sigmoid"):
        hint(wrong)


# ---- quick questions


@pytest.mark.parametrize("letter", QUESTION.replies)
def test_every_option_gets_its_own_reply(folder, capsys, letter):
    answer(QUESTION.id, letter)
    shown = capsys.readouterr().out
    assert QUESTION.replies[letter] in shown
    assert (f"{letter} is right" in shown) == (letter == QUESTION.right)
    assert (f"{letter} is not it" in shown) == (letter != QUESTION.right)


def test_case_and_spaces_do_not_matter(folder, capsys):
    answer(f" {QUESTION.id.upper()} ", f" {QUESTION.right.upper()} ")
    assert f"Question {QUESTION.id}: {QUESTION.right} is right" in capsys.readouterr().out
    progress()
    assert f"✓ question {QUESTION.id}: {QUESTION.right}" in capsys.readouterr().out


def test_an_untouched_question_asks_for_a_letter(folder, capsys):
    answer(QUESTION.id, ...)
    assert "in place of the dots" in capsys.readouterr().out
    assert not (folder / STATE).exists()


@pytest.mark.parametrize("question", ["99z", "", 1, None, ["1a"], {"1a": 2}])
def test_an_unknown_question_lists_the_questions(folder, question):
    with pytest.raises(LearnerError, match=f"one of this lesson's questions .*{QUESTION.id}"):
        answer(question, "a")


@pytest.mark.parametrize("choice", ["z", "", 7, None, ["a"], "ab"])
def test_an_unknown_option_lists_the_options(folder, choice):
    with pytest.raises(LearnerError, match=f"one of {', '.join(QUESTION.replies)} for question {QUESTION.id}"):
        answer(QUESTION.id, choice)


# ---- predictions


def test_a_prediction_stands_beside_the_result(folder, capsys):
    compare("cost", 0.7)
    assert "You made no prediction.\nMeasured: 0.7" in capsys.readouterr().out
    expect("cost", ...)
    assert "in place of the dots" in capsys.readouterr().out
    expect("cost", 0.5)
    assert "Kept: 0.5" in capsys.readouterr().out
    compare("cost", 0.7)
    assert "You predicted: 0.5\nMeasured: 0.7" in capsys.readouterr().out


@pytest.mark.parametrize("name", [["a"], {"a": 1}, None, 3])
def test_a_prediction_needs_a_name(folder, name):
    for call in (lambda: expect(name, 1), lambda: expect(name), lambda: compare(name, 1)):
        with pytest.raises(LearnerError, match="name of a prediction in quotes"):
            call()


# ---- checks and progress


def test_progress_counts_checks_and_questions(folder, capsys):
    total = len(LESSON.exercises) + len(LESSON.questions)
    progress()
    shown = capsys.readouterr().out
    assert f"0 of {total} done" in shown
    assert "· sigmoid: not tried yet" in shown
    with pytest.raises(CheckFailed, match="sigmoid: not right yet"):
        check(wrong_sigmoid())
    capsys.readouterr()
    progress()
    assert "✗ sigmoid: not right yet, 1 check\n" in capsys.readouterr().out
    check(right_sigmoid())
    answer(QUESTION.id, QUESTION.right)
    capsys.readouterr()
    progress()
    shown = capsys.readouterr().out
    assert f"2 of {total} done" in shown
    assert "✓ sigmoid: right after 2 checks" in shown


def test_the_state_survives_a_restart(folder, capsys):
    hint("sigmoid")
    expect("cost", 0.5)
    begin(LESSON.name, folder)
    capsys.readouterr()
    hint("sigmoid")
    compare("cost", 1)
    shown = capsys.readouterr().out
    assert "Hint 2 of" in shown
    assert "You predicted: 0.5" in shown
    assert [path.name for path in (folder / STATE).parent.iterdir()] == [STATE.name]


def test_a_renamed_function_is_told_to_keep_its_name(folder):
    def my_sigmoid(z):
        return z

    with pytest.raises(LearnerError, match=r"sigmoid.*got 'my_sigmoid'; keep the name of the exercise"):
        check(my_sigmoid)


# ---- a folder that cannot be written


def test_a_read_only_folder_remembers_as_long_as_the_notebook_runs(read_only, capsys):
    expect("cost", 0.5)
    compare("cost", 0.7)
    assert "You predicted: 0.5" in capsys.readouterr().out
    hint("sigmoid")
    hint("sigmoid")
    assert "Hint 2 of" in capsys.readouterr().out
    check(right_sigmoid())
    answer(QUESTION.id, QUESTION.right)
    begin(LESSON.name, read_only)  # the notebook's first cell, run again
    capsys.readouterr()
    progress()
    shown = capsys.readouterr().out
    assert "✓ sigmoid: right after 1 check" in shown
    assert f"✓ question {QUESTION.id}" in shown
    assert not (read_only / STATE).exists()


def test_what_could_not_be_written_is_written_when_it_can(folder, monkeypatch, capsys):
    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", refuse)
        expect("cost", 0.5)
    expect("accuracy", 0.9)
    kept = json.loads((folder / STATE).read_text(encoding="utf-8"))["predictions"]
    assert kept == {"cost": "0.5", "accuracy": "0.9"}
    (folder / STATE).unlink()  # the file counts again, not what was in memory
    compare("cost", 1)
    assert "You made no prediction." in capsys.readouterr().out


# ---- damaged state

_TRIED = {"tries": 4, "right": True, "cause": None}
DAMAGED = [
    "",
    "{",
    "[]",
    "null",
    "3",
    '"text"',
    "[" * 100_000,
    '{"attempts": 3}',
    '{"attempts": []}',
    '{"attempts": null, "answers": null, "hints": null, "predictions": null}',
    '{"attempts": {"sigmoid": 3}}',
    '{"attempts": {"sigmoid": null}}',
    '{"attempts": {"sigmoid": {}}}',
    '{"attempts": {"sigmoid": {"tries": "x", "right": true}}}',
    '{"attempts": {"sigmoid": {"tries": 1.5, "right": true}}}',
    '{"attempts": {"sigmoid": {"tries": -2, "right": true}}}',
    '{"attempts": {"sigmoid": {"tries": NaN, "right": true}}}',
    '{"attempts": {"sigmoid": {"tries": 1, "right": "yes"}}}',
    '{"answers": []}',
    '{"answers": "1a"}',
    f'{{"answers": {{"{QUESTION.id}": "b"}}}}',
    f'{{"answers": {{"{QUESTION.id}": {{"choice": 3, "right": true}}}}}}',
    f'{{"answers": {{"{QUESTION.id}": {{"right": true}}}}}}',
    '{"hints": {"sigmoid": "x"}}',
    '{"hints": {"sigmoid": null}}',
    '{"hints": {"sigmoid": -3}}',
    '{"hints": {"sigmoid": true}}',
    '{"hints": {"sigmoid": 1e999}}',
    '{"hints": 7}',
    '{"predictions": {"cost": [1]}}',
    '{"predictions": ["cost"]}',
]


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_damaged_state_counts_as_absent(folder, capsys, text):
    path = folder / STATE
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    progress()
    assert f"0 of {len(LESSON.exercises) + len(LESSON.questions)} done" in capsys.readouterr().out
    hint("sigmoid")
    assert "Hint 1 of" in capsys.readouterr().out
    compare("cost", 1)
    assert "You made no prediction." in capsys.readouterr().out
    path.write_text(text, encoding="utf-8")
    check(right_sigmoid())
    capsys.readouterr()
    progress()
    assert "✓ sigmoid: right after 1 check\n" in capsys.readouterr().out


def test_sound_entries_outlive_damaged_ones(folder, capsys):
    path = folder / STATE
    path.parent.mkdir()
    path.write_text(json.dumps({"attempts": {"sigmoid": _TRIED, "log_loss": 3}, "hints": []}), encoding="utf-8")
    hint("sigmoid")
    capsys.readouterr()
    progress()
    shown = capsys.readouterr().out
    assert "✓ sigmoid: right after 4 checks" in shown
    assert "· log_loss: not tried yet" in shown


def test_a_state_of_bytes_that_are_no_text_counts_as_absent(folder, capsys):
    (folder / STATE).parent.mkdir()
    (folder / STATE).write_bytes(b"\xff\xfe\x00{")
    progress()
    assert "0 of" in capsys.readouterr().out


# ---- missing and damaged lesson files


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        "3",
        "{}",
        '{"lesson": "logistic_regression"}',
        '{"lesson": "logistic_regression", "exercises": [], "questions": {}}',
        '{"lesson": "logistic_regression", "exercises": {}}',
        '{"lesson": "logistic_regression", "exercises": {"sigmoid": 3}, "questions": {}}',
        '{"lesson": "another", "exercises": {}, "questions": {}}',
    ],
)
def test_a_damaged_key_is_said_in_the_first_cell(folder, content):
    (folder / "key.json").write_text(content, encoding="utf-8")
    with pytest.raises(LearnerError, match="expected") as raised:
        begin(LESSON.name, folder)
    assert "\n" not in str(raised.value)
    assert raised.value._render_traceback_() == [str(raised.value)]


def test_a_damaged_exercise_in_the_key_is_said_at_its_check(folder):
    data = json.loads((folder / "key.json").read_text(encoding="utf-8"))
    data["exercises"]["sigmoid"] = {"seeds": [1]}
    (folder / "key.json").write_text(json.dumps(data), encoding="utf-8")
    begin(LESSON.name, folder)
    with pytest.raises(LearnerError, match="key of 'sigmoid'"):
        check(right_sigmoid())


@pytest.mark.parametrize("content", [None, "def (", "raise RuntimeError('broken')", "import no_such_module_at_all"])
def test_missing_or_broken_probes_are_said_in_the_first_cell(folder, content):
    (folder / "probes.py").unlink()
    if content is not None:
        (folder / "probes.py").write_text(content, encoding="utf-8")
    with pytest.raises(LearnerError, match=r"expected .*probes\.py in"):
        begin(LESSON.name, folder)


def test_a_missing_key_is_said_in_the_first_cell(tmp_path):
    with pytest.raises(LearnerError, match=r"key\.json in .*take the lesson's folder anew"):
        begin(LESSON.name, tmp_path)


def test_everything_asks_for_the_first_cell(monkeypatch):
    monkeypatch.setattr(course, "_current", None)
    for call in (
        progress,
        lambda: hint("sigmoid"),
        lambda: answer("1a", "a"),
        lambda: expect("a", 1),
        lambda: check(max),
    ):
        with pytest.raises(LearnerError, match="expected begin"):
            call()


# ---- answers in unusual forms


def test_a_bare_stub_is_not_started(folder, capsys):
    for raised in ("NotImplementedError", "NotImplementedError()"):
        bare = LESSON.function("sigmoid", f"def sigmoid(z):\n    raise {raised}\n")
        with pytest.raises(CheckFailed, match="sigmoid: not started"):
            check(bare)
    beneath = "def inner():\n    raise NotImplementedError\ndef sigmoid(z):\n    return inner()\n"
    with pytest.raises(CheckFailed, match=r"raised NotImplementedError in `inner`, line 2\."):
        check(LESSON.function("sigmoid", beneath))


def test_an_async_function_is_told_so_without_a_warning(folder):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(CheckFailed, match="`sigmoid` is an `async def`"):
            check(LESSON.function("sigmoid", "async def sigmoid(z):\n    return z\n"))


def test_an_exception_beneath_names_its_function(folder):
    namespace = LESSON.implementations(
        {"propagate": "def propagate(w, b, X, Y):\n    m = X.shape[1]\n    return m.no_such_thing\n"}
    )
    with pytest.raises(CheckFailed, match="propagate"):
        check(namespace["optimize"])
    with pytest.raises(CheckFailed, match=r"in your line 3"):
        check(namespace["propagate"])


def test_a_card_shows_nothing_where_nothing_was_seen(folder, capsys):
    source = "def propagate(w, b, X, Y):\n    return {}['dw']\n"
    with pytest.raises(CheckFailed):
        check(LESSON.function("propagate", source))
    shown = capsys.readouterr().out
    assert "– not judged  dw" in shown
    assert "got" not in shown
