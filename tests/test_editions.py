"""The editions are what the lessons make, hold no answer, and run."""

import json
import math
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from gradschool.bank import body_of
from gradschool.teach.authoring.build import _same, build, made_files
from gradschool.teach.lesson.keys import key_digits
from gradschool.teach.lesson.seeds import hidden_seeds
from gradschool.teach.lesson.written import load_lesson, load_lessons

ROOT = Path(__file__).resolve().parents[1]
LESSONS = [lesson.name for lesson in load_lessons()]


@pytest.mark.parametrize("lesson", LESSONS)
def test_committed_editions_are_what_the_lessons_make(lesson):
    assert build((lesson,), check=True) == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_two_builds_are_byte_identical(lesson):
    first, second = made_files(load_lesson(lesson)), made_files(load_lesson(lesson))
    assert first == second
    assert len(first) >= 9


def test_a_key_may_differ_by_what_a_processor_rounds(tmp_path):
    """Other processors give other last digits; whatever is more than that is another key."""
    lesson, path = load_lesson(LESSONS[0]), tmp_path / "key.json"
    content = (ROOT / "notebooks" / LESSONS[0] / "key.json").read_bytes()
    number = json.loads(content)["exercises"]["sigmoid"]["reference"][0]["facts"]["s"]["data"][1]
    digits = key_digits(lesson.probes["sigmoid"])
    for changed, same in ((1, True), (3, False), (1000, False)):
        other = float(f"{number + changed * 10.0 ** (math.floor(math.log10(abs(number))) - digits + 1):.{digits}g}")
        assert other != number
        path.write_bytes(content.replace(json.dumps(number).encode(), json.dumps(other).encode(), 1))
        assert _same(path, content, lesson) == same, changed
    for old, new in ((b'"points":2', b'"points":3'), (b'"lesson":', b'"Lesson":'), (b"}\n", b"")):
        path.write_bytes(content.replace(old, new, 1))
        assert not _same(path, content, lesson)


def code_of(source: str) -> str:
    """Normalise code for a search: comments and spaces do not hide a copied answer."""
    lines = [re.sub(r"\s+", "", line.split("#")[0]) for line in source.splitlines()]
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize("lesson", LESSONS)
def test_nothing_that_goes_out_holds_an_answer(lesson):
    written = load_lesson(lesson)
    outgoing = {path: content for path, content in made_files(written).items() if not path.startswith("source/")}
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


@pytest.mark.parametrize("lesson", LESSONS)
def test_hidden_seeds_do_not_go_out(lesson):
    written = load_lesson(lesson)
    for path, content in made_files(written).items():
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
