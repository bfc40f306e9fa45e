"""What an author meets: each slip is one line with file, line and mend; a skeleton holds; texts are filled in."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gradschool.bank import body_size
from gradschool.errors import AuthorError
from gradschool.teach.authoring.editions import instructor, study
from gradschool.teach.authoring.hints import hint_problems
from gradschool.teach.authoring.lesson_proof import course_problems, prove_lesson
from gradschool.teach.cli import main
from gradschool.teach.lesson.live_keys import are_kept, live_keys
from gradschool.teach.lesson.written import load_lesson, load_lessons

GOLDEN = Path(__file__).parent / "golden" / "lessons"
LESSON = "straight_line"
LINE, ERROR = "exercises/line.py", "exercises/mean_squared_error.py"


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    """The golden lesson in a scratch course, which this process takes for the course."""
    shutil.copytree(GOLDEN, tmp_path / "lessons", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("GRADSCHOOL_COURSE", str(tmp_path))
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    others = {name: sys.modules.pop(name) for name in list(sys.modules) if _of_lessons(name)}
    load_lesson.cache_clear()
    yield tmp_path / "lessons"
    _forget()
    sys.modules.update(others)


def _of_lessons(name: str) -> bool:
    return name == "lessons" or name.startswith("lessons.")


def _forget() -> None:
    """Let the next command read the lessons' files anew."""
    for name in [name for name in sys.modules if _of_lessons(name)]:
        del sys.modules[name]
    load_lesson.cache_clear()


def command(*words: str):
    _forget()
    return CliRunner().invoke(main, words)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


# slip -> (file of the lesson, old text, new text, where the line points to, what else it says)
SLIPS = {
    "an edit's old text is not there": (LINE, '" + intercept"', '" + offset"', f"{LINE}:15", "quote the text as it"),
    "the end marker is lost": (LINE, "    ### END CODE HERE ###\n", "", f"{LINE}:6", "put it where the solution ends"),
    "a statement is missing": (
        *(LINE, '    """Return slope * x + intercept, the shape of x (1, m)."""\n', "", f"{LINE}:6"),
        "its docstring is the exercise's statement",
    ),
    "an id twice": (LINE, '"minus"', '"no_intercept"', f"{LINE}:16", "take another"),
    "a mistake that changes nothing": (LINE, '"- intercept"', '"+ intercept"', f"{LINE}:16", "changes nothing"),
    "an edit makes no Python": (LINE, '"- intercept"', '"- ("', f"{LINE}:16", "mend the edit"),
    "a syntax error in an exercise": (LINE, "return y", "return y)", f"{LINE}:12", "this is no Python (unmatched ')')"),
    "a misspelt name in an exercise": (
        LINE,
        "line.variant",
        "lien.variant",
        f"{LINE}:17",
        "name 'lien' is not defined",
    ),
    "a reference that raises": (ERROR, "return error", "return errors", f"{ERROR}:16", "name 'errors' is not defined"),
    "a right option without a reply": (
        "questions.py",
        'right="a"',
        'right="d"',
        "questions.py:5",
        "name the right option",
    ),
    "questions are no Python": ("questions.py", "c=", "c==", "questions.py:5", "this is no Python"),
    "a probe that raises": ("probes.py", "rng.normal(size", "rng.nomal(size", "probes.py:9", "AttributeError"),
    "a probe that is no Python": ("probes.py", "def line(rng)", "def line(rng", "probes.py:7", "this is no Python"),
    "a probe of another name": ("probes.py", "def line(", "def lines(", "probes.py", "expected a probe named 'line'"),
    "a slot misspelt": ("lesson.md", 'exercise="line"', 'exercise="lien"', "lesson.md:26", "mend the name"),
    "a slot forgotten": ("lesson.md", '```python exercise="line"\n```\n', "", "lesson.md", 'exercise="line"'),
    "a slot twice": (
        *("lesson.md", "How far", '```python exercise="line"\n```\n\nHow far', "lesson.md:29"),
        "take one away",
    ),
    "a slot with code": ("lesson.md", '"line"\n', '"line"\nx = 1\n', "lesson.md:26", "take its code away"),
    "a cell that is no Python": ("lesson.md", 'answer("1", ...)', 'answer("1", ...', "lesson.md:21", "mend the line"),
    "a question misspelt": ("lesson.md", 'answer("1"', 'answer("1z"', "lesson.md:21", "mend the name"),
    "an option without a reply": ("lesson.md", "- c: no", "- d: no", "lesson.md:21", "let the two agree"),
    "a prediction never shown": (
        *("lesson.md", 'answer("1", ...)', 'answer("1", ...)\nexpect("cost", ...)', "lesson.md:22"),
        'no compare("cost", ...)',
    ),
    "a prediction never asked for": (
        *("lesson.md", 'answer("1", ...)', 'answer("1", ...)\ncompare("cost", 1)', "lesson.md:22"),
        'no expect("cost", ...)',
    ),
    "a prediction shown too early": (
        *("lesson.md", 'answer("1", ...)', 'answer("1", ...)\ncompare("c", 1)\nexpect("c", ...)', "lesson.md:22"),
        "move it down",
    ),
    "an unknown placeholder": ("lesson.md", "{{exercises}}", "{{exercise}}", "lesson.md:11", "write one of"),
    "a placeholder for what is not there": (
        LINE,
        '"A line."',
        '"{{lines:lien}}"',
        f"{LINE}:6",
        "lines:mean_squared_error",
    ),
    "a number typed": (LINE, '"A line."', '"As in lesson 4."', f"{LINE}:6", "{{number:NAME}}"),
    "a size typed": ("lesson.md", "({{lines:line}})", "(1 line)", "lesson.md:24", "write a placeholder"),
    "too few hints": (LINE, '"A line.", ', "", f"{LINE}:6", "at least 3 hints"),
    "a hint that gives the code away": (
        *(LINE, '"Slope first."', '"Take y = slope*x + intercept."', f"{LINE}:6"),
        "say it in words",
    ),
    "a product in a hint": (LINE, '"A line."', '"For example dw = X @ dZ.T."', f"{LINE}:6", "'dw = X @ dZ.T'"),
    "a fence in a hint": (LINE, '"A line."', '"A line: ```x```"', f"{LINE}:6", "'```'"),
    "left to be thought": (LINE, '"A line."', '"TODO: the idea."', f"{LINE}:6", "still to be thought: the idea."),
    "uses misspelt": (ERROR, 'uses=("line",)', 'uses=("lime",)', f"{ERROR}:9", "'lime'"),
    "uses forgotten": (ERROR, 'uses=("line",), ', "", f"{ERROR}", "['line']"),
    "two mistakes alike": (
        *(LINE, '{"+ intercept": "- intercept"}', '{" + intercept": " + 0 * intercept"}', f"{LINE}:16"),
        "let them differ",
    ),
    "a mistake that passes": (LINE, '"- intercept"', '"+ 1.0 * intercept"', f"{LINE}:16", "mistake minus passes"),
    "a surviving mutant": (
        *("probes.py", '"slope": float(rng.normal())', '"slope": 1.0', f"{LINE}:10"),
        "this mutant passes: y = slope * x + intercept: slope dropped",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_line_with_file_line_and_mend(lessons, slip):
    file, old, new, where, says = SLIPS[slip]
    edit(lessons / LESSON / file, old, new)
    done = command("prove", LESSON)
    assert done.exit_code in (1, 2), done.output
    assert isinstance(done.exception, SystemExit), done.exception
    found = [line for line in done.output.splitlines() if "lessons/" in line]
    assert len(found) == 1, done.output
    assert re.match(rf"(gradschool:|   ) lessons/{LESSON}/{re.escape(where)}: ", found[0]), found[0]
    assert says in found[0], found[0]
    if done.exit_code == 2:
        *before, last = done.output.splitlines()
        assert found == [last]
        assert all(line.startswith("✓") for line in before), done.output


def test_slots_out_of_order_are_one_line(lessons):
    text = lessons / LESSON / "lesson.md"
    for old, new in (("line", "?"), ("mean_squared_error", "line"), ("?", "mean_squared_error")):
        edit(text, f'exercise="{old}"', f'exercise="{new}"')
    done = command("prove", LESSON)
    assert done.exit_code == 2
    assert done.output == (
        f"gradschool: lessons/{LESSON}/lesson.md:26: the slot 'mean_squared_error' stands before that of 'line', "
        "which it uses; move it down, or mend `uses`.\n"
    )


def test_an_unknown_lesson_is_one_line(lessons):
    done = command("prove", "calculus")
    assert done.exit_code == 2
    assert done.output == "gradschool: expected a lesson's name (straight_line), got 'calculus'.\n"


def test_a_question_that_is_never_asked_is_one_line(lessons):
    edit(lessons / LESSON / "lesson.md", 'answer("1", ...)', "print(1)")
    done = command("prove", LESSON)
    found = [line for line in done.output.splitlines() if "lessons/" in line]
    assert len(found) == 1
    assert f"lessons/{LESSON}/questions.py:5: question 1 is declared and never asked" in found[0]


@pytest.mark.parametrize(
    "slip",
    ["a slot misspelt", "a slot forgotten", "a question misspelt", "a prediction never shown", "a probe that raises"],
)
def test_a_build_notices_what_costs_nothing(lessons, slip):
    file, old, new, where, says = SLIPS[slip]
    edit(lessons / LESSON / file, old, new)
    done = command("build", LESSON)
    assert done.exit_code == 2, done.output
    assert done.output.startswith(f"gradschool: lessons/{LESSON}/{where}: ")
    assert says in done.output
    assert done.output.count("\n") == 1
    assert not (lessons.parent / "notebooks").exists()


def test_what_is_no_slip_of_the_author_keeps_its_traceback(lessons, monkeypatch):
    """A bug of ours must not be blamed on a lesson."""
    monkeypatch.setattr("gradschool.teach.lesson.reading.code_cells", lambda text: 1 / 0)
    assert isinstance(command("prove", LESSON).exception, ZeroDivisionError)


def test_the_golden_lesson_is_proven(lessons):
    done = command("prove")
    assert done.exit_code == 0, done.output
    assert "✓ the course" in done.output
    assert f"✓ {LESSON}, its text" in done.output


def test_a_skeleton_holds_but_for_what_is_to_be_thought(lessons):
    assert command("new", LESSON, "residual").exit_code == 0
    assert command("new", "parabola", "vertex").exit_code == 0
    assert command("new", "circle").exit_code == 0
    done = command("prove")
    problems = [line for line in done.output.splitlines() if line.startswith("    ")]
    assert done.exit_code == 1
    assert len(problems) > 12
    assert all("still to be thought" in line for line in problems), done.output
    for word in ("the idea", "what this lesson is about", "sizes that differ", "other right ways"):
        assert any(word in line for line in problems), word
    for path in lessons.rglob("*.*"):
        if path.suffix in (".py", ".md"):
            path.write_text(path.read_text(encoding="utf-8").replace("TODO", "Here"), encoding="utf-8")
    done = command("prove")
    assert done.exit_code == 0, done.output
    assert "4 exercises" in done.output
    assert load_lesson("parabola").number == 2
    for edition in (study, instructor):
        sources = [cell.source for cell in edition(load_lesson("parabola")).cells]
        assert any("one short functions (1 line each), no quick\nquestions" in source for source in sources)
        assert any(source.startswith("### Exercise: `vertex` (1 line)") for source in sources)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((LESSON,), "this lesson is there already; name an exercise"),
        ((LESSON, "line"), "this exercise is there already"),
        ((LESSON, "class"), "expected a name as Python's functions"),
        (("straight-line",), "expected a name as Python's functions"),
    ],
)
def test_nothing_is_begun_twice_or_under_a_bad_name(lessons, words, says):
    before = {path: path.read_bytes() for path in lessons.rglob("*") if path.is_file()}
    done = command("new", *words)
    assert done.exit_code == 2
    assert says in done.output
    assert done.output.count("\n") == 1
    assert {path: path.read_bytes() for path in lessons.rglob("*") if path.is_file()} == before


def test_syllabus_and_folders_agree(lessons):
    shutil.copytree(lessons / LESSON, lessons / "left_out")
    edit(lessons / "__init__.py", '("straight_line",)', '("straight_line", "parabola", "straight_line")')
    done = command("prove")
    assert done.exit_code == 2  # the lesson that is not there
    assert "lessons/__init__.py:3: expected the lesson 'straight_line' once" in done.output
    assert "lessons/__init__.py:3: the syllabus names 'parabola', but there is no lessons/parabola/" in done.output
    assert "lessons/__init__.py: the syllabus does not name lessons/left_out/" in done.output


@pytest.mark.parametrize("name", [lesson.name for lesson in load_lessons()])
def test_lesson_is_proven(name):
    lesson = load_lesson(name)
    assert prove_lesson(lesson).problems == []
    assert [problem for exercise in lesson.exercises for problem in hint_problems(lesson, exercise)] == []


def test_the_course_is_proven():
    assert course_problems() == []


def test_a_lesson_follows_the_syllabus(lessons):
    """The number of a lesson stands nowhere but in the syllabus."""
    before = load_lesson(LESSON)
    assert "lesson 1 has no other" in before.text
    shutil.copytree(lessons / LESSON, lessons / "first")
    edit(lessons / "__init__.py", '("straight_line",)', '("first", "straight_line")')
    edit(lessons / LESSON / LINE, '"A line."', '"A line, as in lesson {{number:first}} and {{number:straight_line}}."')
    _forget()
    assert "lesson 2 has no other" in load_lesson(LESSON).text
    assert load_lesson(LESSON).exercises["line"].hints[0] == "A line, as in lesson 1 and 2."
    assert body_size(load_lesson(LESSON).exercises["line"].source) == 1


def test_an_exercise_bears_the_name_of_its_file(lessons):
    (lessons / LESSON / LINE).rename(lessons / LESSON / "exercises" / "lines.py")
    edit(lessons / LESSON / ERROR, "exercises.line import", "exercises.lines import")
    done = command("prove", LESSON)
    assert done.exit_code == 2
    assert done.output.startswith(f"gradschool: lessons/{LESSON}/exercises/lines.py: expected the exercise `lines`")
    assert done.output.count("\n") == 1


def test_two_files_may_not_give_one_name_two_meanings(lessons):
    for file, value in ((LINE, "import math as tool\n"), (ERROR, "import json as tool\n")):
        path = lessons / LESSON / file
        path.write_text(path.read_text() + value)
    _forget()
    with pytest.raises(AuthorError, match=r"mean_squared_error.py:21: `tool` is something else"):
        load_lesson(LESSON)


def test_live_keys_follow_the_syllabus(lessons):
    """A mistake's hint may name a lesson by its number, and hidden feedback shows it."""
    lesson = load_lesson(LESSON)
    live_keys(lesson, {name: lesson.hidden_seeds(name) for name in lesson.exercises})
    assert are_kept(lesson)
    shutil.copytree(lessons / LESSON, lessons / "first")
    edit(lessons / "__init__.py", '("straight_line",)', '("first", "straight_line")')
    _forget()
    assert not are_kept(load_lesson(LESSON))
