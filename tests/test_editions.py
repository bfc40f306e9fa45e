"""The editions are what the lessons make, hold no answer, and run."""

import base64
import functools
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from gradschool.bank import body_of
from gradschool.teach.authoring.build import _same, made_there
from gradschool.teach.authoring.making import made_files, make_lessons
from gradschool.teach.lesson.fingerprints import fingerprint, modules_behind
from gradschool.teach.lesson.seeds import hidden_seeds
from gradschool.teach.lesson.written import load_lesson, load_lessons

ROOT = Path(__file__).resolve().parents[1]
LESSONS = [lesson.name for lesson in load_lessons()]


@functools.cache
def made(lesson: str) -> dict[str, bytes]:
    return made_files(load_lesson(lesson))


# One process makes a lesson once for all the tests that look at it.
OF_A_LESSON = pytest.mark.parametrize(
    "lesson", [pytest.param(lesson, marks=pytest.mark.xdist_group(f"made {lesson}")) for lesson in LESSONS]
)


@OF_A_LESSON
def test_committed_editions_are_what_the_lessons_make(lesson):
    assert {path.relative_to(ROOT).as_posix() for path in made_there(ROOT, lesson)} == made(lesson).keys()
    assert [path for path, content in made(lesson).items() if not _same(ROOT / path, content, lesson)] == []


@OF_A_LESSON
def test_two_builds_are_byte_identical(lesson):
    """The second is made by several processes, as the command makes it."""
    ((name, second),) = make_lessons([lesson], live=False)
    assert name == lesson
    assert made(lesson) == second
    assert len(second) >= 9


def test_a_key_may_differ_by_what_a_processor_rounds(tmp_path):
    """Other processors give other last digits; whatever is more than that is another key."""
    path = tmp_path / "key.json"
    content = (ROOT / "notebooks" / LESSONS[0] / "key.json").read_bytes()
    words = json.loads(content)["exercises"]["sigmoid"]["decimals"]
    numbers = np.frombuffer(base64.b64decode(words), dtype="<i4")
    # One of eight digits, which the changes leave eight.
    place = next(i for i, number in enumerate(numbers >> 4) if number > 10**7 and number % 10 == 4)
    for changed, same in ((1, True), (-1, True), (3, False), (1000, False)):
        others = numbers.copy()
        others[place] += 16 * changed  # which leaves the number of its decimal places as it is
        other = base64.b64encode(others.tobytes())
        path.write_bytes(content.replace(words.encode(), other, 1))
        assert path.read_bytes() != content
        assert _same(path, content, LESSONS[0]) == same, changed
    for old, new in (
        (b'"seeds":[1,', b'"seeds":[5,'),
        (b'"lesson":', b'"Lesson":'),
        (b"}\n", b""),
        (b'"values":[', b'"values":[[0],'),
    ):
        path.write_bytes(content.replace(old, new, 1))
        assert path.read_bytes() != content
        assert not _same(path, content, LESSONS[0]), new


def code_of(source: str) -> str:
    """Normalise code for a search: comments and spaces do not hide a copied answer."""
    lines = [re.sub(r"\s+", "", line.split("#")[0]) for line in source.splitlines()]
    return "\n".join(line for line in lines if line)


@OF_A_LESSON
def test_nothing_that_goes_out_holds_an_answer(lesson):
    written = load_lesson(lesson)
    outgoing = {path: content for path, content in made(lesson).items() if not path.startswith("source/")}
    texts = {path: searchable(path, content) for path, content in outgoing.items()}
    checked = 0
    for exercise in written.exercises.values():
        secrets = {"reference": exercise.source}
        secrets |= {m.id: m.source for m in exercise.mistakes.values() if m.id != exercise.planted}
        for label, source in secrets.items():
            body = code_of(body_of(source))
            if body.count("\n") < 1 and len(body) < 30:
                continue  # so short that prose may hold it by chance
            checked += 1
            for path, text in texts.items():
                assert body not in text, f"{path} holds {exercise.name}: {label}"
    assert checked > len(written.exercises)


def searchable(path: str, content: bytes) -> str:
    if path.endswith(".ipynb"):
        cells = json.loads(content)["cells"]
        return "\n".join(code_of("".join(cell["source"])) for cell in cells)
    return code_of(content.decode())


@OF_A_LESSON
def test_hidden_seeds_do_not_go_out(lesson):
    written = load_lesson(lesson)
    for path, content in made(lesson).items():
        if path.startswith("source/"):
            continue
        for name in written.exercises:
            for seed in hidden_seeds(lesson, name):
                assert str(seed).encode() not in content, f"{path} holds a hidden seed of {name}"


def run(folder: Path, name: str, scratch: Path) -> nbformat.NotebookNode:
    work = scratch / folder.name
    shutil.copytree(folder, work)
    book = nbformat.read(work / f"{name}.ipynb", as_version=4)
    client = NotebookClient(
        book, timeout=120, kernel_name="python3", allow_errors=True, resources={"metadata": {"path": str(work)}}
    )
    client.execute()
    return book


@pytest.mark.parametrize("lesson", LESSONS)
def test_instructor_edition_runs_without_a_warning(lesson, tmp_path):
    book = run(ROOT / "source" / lesson, lesson, tmp_path)
    outputs = [(cell, output) for cell in book.cells for output in cell.get("outputs", [])]
    assert outputs
    for cell, output in outputs:
        assert output.output_type != "error", f"{cell.source}\n{output.get('ename')}: {output.get('evalue')}"
        assert output.get("name") != "stderr", f"{cell.source}\n{output.text}"


@pytest.mark.parametrize("lesson", LESSONS)
def test_class_edition_stops_at_not_started_only(lesson, tmp_path):
    book = run(ROOT / "release" / lesson, lesson, tmp_path)
    planted = {e.name for e in load_lesson(lesson).exercises.values() if e.planted}
    failures = [
        (cell.source, output)
        for cell in book.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    checks = [(source, output) for source, output in failures if source.startswith("check(")]
    assert len(checks) == len(load_lesson(lesson).exercises)
    for source, output in checks:
        name = source[len("check(") : -1]
        expected = "not right yet" if name in planted else "not started"
        assert expected in output.evalue, f"{source}: {output.evalue}"
        assert output.traceback == [output.evalue], "the traceback is more than the message"
    # Running all cells in JupyterLab stops at the first of these; cells behind it may lack what was not made.
    first = failures[0][1]
    assert first.ename in ("CheckFailed", "NotImplementedError"), first


def test_class_edition_and_study_edition_ask_the_same():
    for name in LESSONS:
        books = [
            nbformat.read(ROOT / edition / name / f"{name}.ipynb", as_version=4) for edition in ("notebooks", "release")
        ]
        assert [cell.source for cell in books[0].cells] == [cell.source for cell in books[1].cells]


def test_golden_lesson(tmp_path, request):
    """The builder makes of the golden lesson what is kept beside it; `--accept` keeps what it makes now."""
    golden = ROOT / "tests" / "golden"
    course = golden if request.config.getoption("--accept") else tmp_path / "golden"
    if course != golden:
        shutil.copytree(golden, course)
    arguments = [sys.executable, "-m", "gradschool.teach.cli", "build"]
    arguments += [] if course == golden else ["--check"]
    done = subprocess.run(
        arguments, cwd=course, env={**os.environ, "GRADSCHOOL_COURSE": str(course)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (golden / "release" / "straight_line" / "straight_line.ipynb").is_file()


def command(course: Path, *arguments: str, code: str = "from gradschool.teach.cli import main; main()") -> list[str]:
    """Run `gradschool` in a course; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=course,
        env={**os.environ, "GRADSCHOOL_COURSE": str(course)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == (1 if "differs: " in done.stdout else 0), done.stdout + done.stderr
    return done.stdout.splitlines()


def contents(course: Path) -> dict[str, bytes]:
    """Return what lies in the three editions of a course."""
    files = [file for edition in ("notebooks", "source", "release") for file in (course / edition).rglob("*")]
    return {file.relative_to(course).as_posix(): file.read_bytes() for file in files if file.is_file()}


@pytest.fixture(scope="module")
def two_lines(tmp_path_factory) -> Path:
    """A course with the golden lesson under two names, built from nothing."""
    course = tmp_path_factory.mktemp("course")
    for name in ("straight_line", "other_line"):
        shutil.copytree(ROOT / "tests" / "golden" / "lessons" / "straight_line", course / "lessons" / name)
    (course / "lessons" / "__init__.py").write_text('SYLLABUS = ("straight_line", "other_line")\n')
    assert len(command(course, "build")) == 18
    return course


@pytest.fixture
def course(two_lines, tmp_path) -> Path:
    return shutil.copytree(two_lines, tmp_path / "course")


BUILDS = pytest.mark.xdist_group("builds")


def times(course: Path) -> dict[Path, int]:
    """Return when each file of a course was written, but for what Python keeps for itself."""
    files = [file for file in course.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    return {file: file.stat().st_mtime_ns for file in files}


@BUILDS
def test_nothing_is_made_where_nothing_changed(course):
    before = times(course)
    code = """
import sys
from gradschool.teach.authoring.build import build
print(build())
print(*sorted({"nbgrader", "nbformat", "jupytext", "sklearn", "matplotlib"} & set(sys.modules)))
"""
    assert command(course, code=code) == ["[]", ""]
    assert command(course, "build") == ["everything is up to date"]
    assert times(course) == before


@BUILDS
def test_an_edited_made_file_is_put_right(course):
    before = contents(course)
    edited = course / "notebooks" / "other_line" / "other_line.ipynb"
    edited.write_bytes(edited.read_bytes().replace(b"line", b"lime", 1))
    (course / "source" / "other_line" / "toolbox.py").write_text("# no lesson made this\n")
    wrong = ["notebooks/other_line/other_line.ipynb", "source/other_line/toolbox.py"]
    assert command(course, "build", "--check")[:2] == [f"differs: {path}" for path in wrong]
    assert contents(course) != before
    assert command(course, "build") == [f"made: {path}" for path in wrong]
    assert contents(course) == before


@BUILDS
def test_a_changed_lesson_makes_its_own_files_only(course):
    before = times(course)
    text = course / "lessons" / "other_line" / "lesson.md"
    text.write_text(text.read_text() + "\nThat was all.\n")
    notebooks = [f"{edition}/other_line/other_line.ipynb" for edition in ("notebooks", "source", "release")]
    assert command(course, "build") == [f"made: {path}" for path in notebooks]
    assert [path for path, content in contents(course).items() if b"That was all." in content] == notebooks
    written = [file for file, time in times(course).items() if before.get(file) != time]
    assert len(written) == 6  # the text, the notebooks, the record of what was made, the live keys
    assert all("other_line" in str(file) for file in written)


@BUILDS
def test_a_lesson_out_of_the_syllabus_leaves_the_editions(course):
    before = contents(course)
    (course / "lessons" / "__init__.py").write_text('SYLLABUS = ("straight_line",)\n')
    own = {"notebooks/other_line/notes.txt": b"mine", "source/own/own.ipynb": b"{}", "source/own/key.json": b"[]"}
    for path, content in own.items():
        (course / path).parent.mkdir(exist_ok=True)
        (course / path).write_bytes(content)
    gone = [path for path in before if "/other_line/" in path]
    assert sorted(command(course, "build", "--check")[:-1]) == sorted(f"differs: {path}" for path in gone)
    assert sorted(command(course, "build")) == sorted(f"made: {path}" for path in gone)
    assert contents(course) == {path: content for path, content in before.items() if path not in gone} | own
    assert not (course / "release" / "other_line").exists()


def test_a_fingerprint_sees_what_takes_part_and_nothing_else(tmp_path):
    teach = ROOT / "gradschool" / "teach"
    behind = {file.relative_to(teach.parent).as_posix() for file in modules_behind([teach / "lesson" / "live_keys.py"])}
    assert {"values.py", "bank.py", "checks/key.py", "teach/lesson/written.py", "teach/lesson/seeds.py"} <= behind
    assert not behind & {"checks/causes.py", "checks/card.py", "plots.py", "teach/authoring/build.py", "teach/cli.py"}

    folder = shutil.copytree(ROOT / "tests" / "golden" / "lessons" / "straight_line", tmp_path / "line")
    seen = [fingerprint(folder, [], ["numpy"])]
    for name in ("answers.py", "exercises/line.py", "exercises/deep/words.md", "exercises/__init__.py"):
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text("a = 1\n")
        seen.append(fingerprint(folder, [], ["numpy"]))
    (folder / "exercises" / "line.py").rename(folder / "exercises" / "curve.py")
    seen += [fingerprint(folder, [], ["numpy"]), fingerprint(folder, [], []), fingerprint(folder, [], [], 3)]
    assert len(set(seen)) == len(seen)
    (folder / "notes.txt").write_text("no part of a lesson")
    assert fingerprint(folder, [], [], 3) == seen[-1]
