"""A made class of every lesson is graded by both ways, and every score and named cause equals the truth."""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import nbformat
import pytest
from classes import CLASSES, LESSONS, ROOT, grade, new_course, run, scores, start, truth
from machine import needs_sandbox
from nbgrader.api import Gradebook

from gradschool.teach.batch.class_folder import open_class_folder
from gradschool.teach.batch.feedback import give_feedback
from gradschool.teach.batch.grade import Run, regrade_class
from gradschool.teach.batch.read_report import read_report
from gradschool.teach.batch.report import report_on
from gradschool.teach.batch.report_text import show_report
from gradschool.teach.batch.store import summaries
from gradschool.teach.batch.terminal import show_run
from gradschool.teach.batch.why import explained
from gradschool.teach.grading.summary import Summary
from gradschool.teach.lesson.seeds import hidden_seeds
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sample.sample_class import RENAMED, UNGRADED, write_sample_class
from gradschool.teach.sandbox.inside.watch import descendants, processes
from gradschool.teach.submission.marks import CellMark
from gradschool.teach.submission.reading import grade_id_of, is_kind

STUDENTS = 30


@dataclass(frozen=True)
class GradedClass:
    """A class right after `gradschool grade`: what the run said, and what then stood in the gradebook and notebooks."""

    folder: Path
    run: Run
    scores: dict
    notebooks: dict


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Return a function that gives a lesson's class, graded by `gradschool grade`; made once for each lesson."""

    @cache
    def get(lesson: str) -> GradedClass:
        folder = new_course(tmp_path_factory.mktemp("class") / "course", lesson)
        write_sample_class(load_lesson(lesson), folder, STUDENTS)
        run = grade(folder, lesson, jobs=2)
        return GradedClass(folder, run, scores(folder, lesson), notebooks(folder, lesson))

    return get


def notebooks(folder: Path, lesson: str) -> dict:
    """Return what each graded notebook says of the exercises; times and tracebacks' addresses may differ."""
    found = {}
    for path in sorted((folder / "autograded").glob(f"*/{lesson}/*.ipynb")):
        checks = [cell for cell in nbformat.read(path, as_version=4).cells if is_kind(cell, grade=True)]
        marks = [CellMark.read(cell) for cell in checks]
        found[path.parent.parent.name] = [
            (grade_id_of(cell), mark.points, mark.cause) for cell, mark in zip(checks, marks, strict=True)
        ]
    return found


@needs_sandbox
@pytest.mark.parametrize("lesson", CLASSES)
def test_every_score_and_cause_is_the_truth(graded, lesson):
    folder, result = graded(lesson).folder, graded(lesson).run
    found, seen = scores(folder, lesson), summaries(open_class_folder(folder), lesson)
    wrong = []
    for row in truth(folder, lesson):
        student = row["student"]
        assert (row["status"] == UNGRADED) == ((student, lesson) in result.failed), row
        for name in load_lesson(lesson).exercises:
            score = found[student][f"check_{name}"][0] or 0.0
            if abs(score - float(row[name])) > 1e-6:
                wrong.append(f"{student} ({row['kind']}; {row['planted']}) {name}: {score}, truth {row[name]}")
        for planted in filter(None, row["planted"].split(";")):
            name, mistake = planted.split("=")
            cause = seen[student].causes[name]
            if cause != mistake and float(row[name]) < load_lesson(lesson).exercises[name].points:
                wrong.append(f"{student} ({row['planted']}) {name} was told {cause}")
    assert not wrong, "\n".join(wrong)


@needs_sandbox
@pytest.mark.parametrize("lesson", CLASSES)
def test_plain_nbgrader_gives_the_same_scores(graded, lesson, tmp_path):
    """But for a notebook of another name, which nbgrader passes over before anything of ours sees it."""
    folder, result = graded(lesson).folder, graded(lesson).run
    plain = new_course(tmp_path / "plain", lesson)
    shutil.copytree(folder / "submitted", plain / "submitted")
    renamed = {(row["student"], lesson) for row in truth(folder, lesson) if row["kind"] == RENAMED}
    missed = result.failed.keys() | renamed
    done = run("nbgrader", "autograde", lesson, cwd=plain, expect=1 if missed else 0)
    assert "Traceback" not in done.stderr.replace("Traceback (most recent call last)", "", len(missed)), done.stderr
    ours, theirs = scores(folder, lesson), scores(plain, lesson)
    without_notebook = {student for student, _ in result.failed}  # whom nbgrader does not enter at all
    assert ours.keys() - without_notebook == theirs.keys() - without_notebook
    for student in ours:
        if (student, lesson) not in missed:
            assert ours[student] == theirs[student], student


FIRST = LESSONS[0]
of_the_first_class = pytest.mark.xdist_group(f"class of {FIRST}")


@needs_sandbox
@of_the_first_class
def test_what_did_not_change_is_not_graded_again(graded):
    folder, first = graded(FIRST).folder, graded(FIRST).run
    again = grade(folder, FIRST, jobs=2)
    assert not again.graded
    assert len(again.kept) == len(first.graded)
    student = next(iter(first.graded))[0]
    path = folder / "submitted" / student / FIRST / f"{FIRST}.ipynb"
    path.write_bytes(path.read_bytes() + b"\n")
    assert list(grade(folder, FIRST, jobs=1).graded) == [(student, FIRST)]
    assert len(grade(folder, FIRST, jobs=2, students=[student], force=True).graded) == 1


@needs_sandbox
@of_the_first_class
def test_manual_grades_are_kept(graded):
    folder, first = graded(FIRST).folder, graded(FIRST).run
    student = next(iter(first.graded))[0]
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "gradschool") as book:
        submission = book.find_submission(FIRST, student)
        submission.notebooks[0].grades[0].manual_score = 0.5
        name = submission.notebooks[0].grades[0].name
        book.db.commit()
    grade(folder, FIRST, jobs=1, students=[student], force=True)
    regrade_class(open_class_folder(folder), FIRST)
    auto, manual, needs = scores(folder, FIRST)[student][name]
    assert (manual, needs) == (0.5, True)
    assert auto is not None


@needs_sandbox
@of_the_first_class
def test_regrade_judges_the_stored_observations(graded):
    folder = graded(FIRST).folder
    before = scores(folder, FIRST)
    with contextlib.closing(sqlite3.connect(folder / "gradebook.db")) as base, base:
        base.execute("UPDATE grade SET auto_score = 0")
    regrade_class(open_class_folder(folder), FIRST)
    after = scores(folder, FIRST)
    assert {s: {n: g[0] or 0 for n, g in v.items()} for s, v in after.items()} == {
        s: {n: g[0] or 0 for n, g in v.items()} for s, v in before.items()
    }


@needs_sandbox
@of_the_first_class
def test_feedback_names_the_cause_and_nothing_hidden(graded):
    folder = graded(FIRST).folder
    assert give_feedback(open_class_folder(folder), [FIRST], jobs=2) == {}
    told = 0
    for row in truth(folder, FIRST):
        if row["status"] == UNGRADED:
            continue
        page = (folder / "feedback" / row["student"] / FIRST / f"{FIRST}.html").read_text()
        assert "BEGIN HIDDEN" not in page
        assert "check_hidden" not in page
        assert "observations" not in page.replace("no usable observations", "")
        for name in load_lesson(FIRST).exercises:
            for seed in hidden_seeds(FIRST, name):
                assert str(seed) not in page
        for planted in filter(None, row["planted"].split(";")):
            name, mistake = planted.split("=")
            hint = load_lesson(FIRST).exercises[name].mistakes[mistake].hint
            assert hint.split("`")[0].split("&")[0].split("'")[0].strip()[:40] in page, f"{row['student']}: {planted}"
            told += 1
    assert told >= 5


@needs_sandbox
@of_the_first_class
def test_a_killed_run_continues_to_the_same_gradebook(graded, tmp_path):
    first = graded(FIRST)
    course = new_course(tmp_path / "killed", FIRST)
    shutil.copytree(first.folder / "submitted", course / "submitted")
    rng, kills, started = random.Random(20), 0, set()
    for _ in range(20):
        with open(os.devnull, "w") as nowhere:
            process = start("gradschool", "grade", FIRST, "--jobs", "2", cwd=course, out=nowhere, err=nowhere)
        process.join(rng.uniform(0.3, 2.0))
        if process.exitcode is None:
            started |= set(descendants(process.pid))
            process.kill()
            kills += 1
        process.join()
        with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as base:
            assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert kills >= 5, "the runs ended before they could be killed"
    assert started
    end = time.monotonic() + 20
    while started & set(processes()) and time.monotonic() < end:
        time.sleep(0.1)
    assert not started & set(processes()), "a worker or a sandbox outlived its run"
    grade(course, FIRST, jobs=2)
    assert scores(course, FIRST) == first.scores
    assert notebooks(course, FIRST) == first.notebooks


@needs_sandbox
@of_the_first_class
def test_the_report_and_every_why_tell_the_truth(graded):
    """Each planted mistake that was found stands in the report under whoever made it, and in that one's explanation."""
    folder = graded(FIRST).folder
    course, lesson = open_class_folder(folder), load_lesson(FIRST)
    report, seen = read_report(course, FIRST), summaries(open_class_folder(folder), FIRST)
    mistakes = {(s, e.name, one.words) for e in report.exercises for one in e.shared for s in one.students}
    told = 0
    for row in truth(folder, FIRST):
        found = explained(course, row["student"], FIRST)
        assert bool(found.accounts) == (row["student"] in seen and row["student"] not in report.unreadable), row
        for planted in filter(None, row["planted"].split(";")):
            name, mistake = planted.split("=")
            if seen[row["student"]].causes[name] == mistake:
                hint = lesson.exercises[name].mistakes[mistake].hint
                account = next(one for one in found.accounts if one.exercise == name)
                assert (row["student"], name, hint) in mistakes
                assert account.reasons[0].lower().startswith(hint.lower())
                told += 1
    assert told >= 5
    assert sum(count for _, _, count in report.histogram()) == len(seen)


def test_the_list_has_the_points_of_the_gradebook(capsys):
    summary = Summary({FIRST: {"check_sigmoid": 2.0}}, {"sigmoid": None})
    show_run(Run(graded={("a", FIRST): summary, ("b", FIRST): summary}, points={("a", FIRST): 1.5}))
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [FIRST, "a", "1.5", "all", "right"] in lines
    assert [FIRST, "b", "2", "all", "right"] in lines


def test_the_list_tells_what_was_not_written_from_what_cannot_be_called(capsys):
    causes = {"sigmoid": "not_started", "log_loss": "absent", "predict": "cell_failed", "model": "calls_unwritten"}
    show_run(Run(graded={("a", FIRST): Summary({FIRST: {}}, causes)}))
    out = " ".join(capsys.readouterr().out.split())
    assert "1 of 4 not written, 2 of 4 cannot be called, 1 of 4 call one that is not written" in out


COMMAND = "\x1b[2J\x9b31m\u202e\r"  # clears a terminal, colours it, turns its writing round


def test_nothing_in_a_list_commands_a_terminal(capsys):
    """Causes and reasons may come from a submission, or stand in what an older version stored."""
    cause = f"{COMMAND}\nz: all right"
    summary = Summary({FIRST: {"x": 0.0}}, {"x": cause, "sigmoid": cause})
    found = {("a", FIRST): summary, ("b", FIRST): replace(summary, reason=cause)}
    show_run(Run(graded=found, failed={("c", FIRST): cause}))
    show_report(report_on(load_lesson(FIRST), {"a": summary}, {}))
    out = capsys.readouterr().out
    assert not re.search(r"[^\n -~]", out), out
    assert "\nz:" not in out


def test_nothing_in_a_checked_file_commands_a_terminal(tmp_path):
    path = tmp_path / "answers.py"
    said = f"{COMMAND}\n✓ sigmoid: right"
    path.write_text(f"def sigmoid(z):\n    raise ValueError({said!r})\n")
    for options in ([], ["--json"]):
        command = ["check", str(path), "--no-sandbox", *options]
        out = run("gradschool", *command, cwd=tmp_path, expect=1).stdout
        assert all(line.isprintable() for line in out.split("\n")), out
        assert not out.startswith("✓")
        assert "\n✓" not in out


BAD_INPUT = {
    "unknown lesson": (["grade", "calculus"], "expected a lesson's name"),
    "no lesson": (["grade"], "expected a lesson"),
    "nothing to grade": (["grade", FIRST, "--students", "nobody"], "expected submissions"),
    "no report yet": (["report", FIRST], "expected graded submissions"),
    "no file": (["check", "nowhere.py"], "expected a readable Python file"),
    "unknown sample": (["sample-class", "calculus"], "expected a lesson's name"),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_gets_one_line(case, tmp_path):
    arguments, expected = BAD_INPUT[case]
    done = run("gradschool", *arguments, cwd=tmp_path, expect=2)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert expected in lines[0]


def test_no_gradebook_yet_is_said_in_one_line(tmp_path):
    (tmp_path / "submitted" / "one" / FIRST).mkdir(parents=True)
    done = run("gradschool", "grade", FIRST, cwd=tmp_path, expect=2)
    assert "nbgrader generate_assignment" in done.stderr
    assert not (tmp_path / "gradebook.db").exists()
    assert len(done.stderr.strip().splitlines()) == 1


def test_unreadable_gradebook_is_said_in_one_line(tmp_path):
    (tmp_path / "submitted" / "one" / FIRST).mkdir(parents=True)
    (tmp_path / "gradebook.db").write_bytes(b"this is no database" * 100)
    done = run("gradschool", "grade", FIRST, cwd=tmp_path, expect=2)
    assert "expected a gradebook" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


# ---- what a machine or a database may refuse


@pytest.fixture
def small_course(tmp_path):
    """Return a course with two ordinary submissions, not graded yet."""
    folder = new_course(tmp_path / "small", FIRST)
    write_sample_class(load_lesson(FIRST), folder, 2, ordinary=True)
    return folder


def one_line(done, *expected: str) -> None:
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert all(word in lines[0] for word in expected), lines[0]


@needs_sandbox
def test_a_locked_gradebook_is_said_in_one_line(small_course):
    with contextlib.closing(sqlite3.connect(small_course / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        done = run("gradschool", "grade", FIRST, cwd=small_course, expect=2)
        one_line(done, "gradebook.db", "locked")
    assert not (small_course / "autograded").exists()
    run("gradschool", "grade", FIRST, cwd=small_course)


@needs_sandbox
def test_a_gradebook_of_an_older_nbgrader_is_said_in_one_line(small_course):
    with contextlib.closing(sqlite3.connect(small_course / "gradebook.db")) as book:
        book.execute("ALTER TABLE grade RENAME COLUMN extra_credit TO of_another_time")
        book.commit()
    one_line(run("gradschool", "grade", FIRST, cwd=small_course, expect=2), "nbgrader db upgrade")
    assert not (small_course / "autograded").exists()


@needs_sandbox
def test_a_full_disk_is_said_in_one_line_and_can_be_mended(small_course, tmp_path):
    """On a file system that has room for the course, but not for what grading adds; then with room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    grade_it = f"{sys.executable} -m gradschool.teach.cli grade {FIRST} --no-sandbox --jobs 1"
    steps = f"cp -r {small_course}/. . && cat /dev/zero > filler 2>/dev/null; "
    steps += f"{grade_it}; echo first $?; rm filler; {grade_it} > /dev/null; echo second $?"
    done = in_a_namespace("--size", "30000000", "--tmpfs", str(disk), "--chdir", str(disk), "sh", "-c", steps)
    assert "first 2" in done.stdout, done.stdout + done.stderr
    assert "second 0" in done.stdout, done.stdout + done.stderr
    said = [line for line in done.stderr.splitlines() if line.startswith("gradschool:")]
    assert len(said) == 1
    assert re.search(r"No space left|disk is full", said[0]), said[0]
    assert "Traceback" not in done.stderr


@needs_sandbox
def test_a_folder_that_cannot_be_written_is_said_in_one_line(small_course):
    words = f"{sys.executable} -m gradschool.teach.cli grade {FIRST} --no-sandbox --jobs 1; echo ended $?"
    place = str(small_course)
    done = in_a_namespace("--ro-bind", place, place, "--chdir", place, "sh", "-c", words)
    assert "ended 2" in done.stdout, done.stdout + done.stderr
    said = [line for line in done.stderr.splitlines() if line.startswith("gradschool:")]
    assert len(said) == 1
    assert "read" in said[0].lower(), said[0]
    assert "Traceback" not in done.stderr


def in_a_namespace(*words: str):
    environment = {**os.environ, "GRADSCHOOL_COURSE": str(ROOT)}
    return subprocess.run(
        ["bwrap", "--dev-bind", "/", "/", *words], env=environment, capture_output=True, text=True, timeout=120
    )


@needs_sandbox
def test_late_penalties_are_nbgraders(small_course, tmp_path):
    """With a due date and a penalty plugin configured, both ways to grade give the same penalty and the same score."""
    with (small_course / "nbgrader_config.py").open("a") as file:
        file.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    for student, time_ in (("student001", "2026-01-04 12:00:00 UTC"), ("student002", "2026-01-06 12:00:00 UTC")):
        (small_course / "submitted" / student / FIRST / "timestamp.txt").write_text(time_)
    with Gradebook(f"sqlite:///{small_course}/gradebook.db", "gradschool") as book:
        book.update_or_create_assignment(FIRST, duedate="2026-01-05 00:00:00 UTC")
    plain = shutil.copytree(small_course, tmp_path / "plain")
    run("gradschool", "grade", FIRST, cwd=small_course)
    run("nbgrader", "autograde", FIRST, cwd=plain)
    ours, theirs = penalties(small_course), penalties(plain)
    assert ours == theirs
    assert not ours["student001"][0]
    assert ours["student002"][0] == ours["student002"][1] > 0


def penalties(folder: Path) -> dict:
    """Return student -> (late penalty, score before it)."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "gradschool") as book:
        return {
            s.student_id: (s.notebooks[0].late_submission_penalty, s.notebooks[0].score)
            for s in book.assignment_submissions(FIRST)
        }


def _killed_on_second(whose):
    if whose[0] == "second":
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def test_a_killed_process_costs_one_item_only():
    """As when memory runs short on somebody's page: the others get theirs, and the command ends."""
    from gradschool.teach.batch.processes import finished

    class_ = [(student, "demo") for student in ("first", "second", "third", "fourth")]
    made = dict(finished(class_, _killed_on_second, 2))
    assert made == {whose: None if whose[0] == "second" else "done" for whose in class_}


def test_observations_are_stored_as_one_text_and_read_in_both_forms():
    """A list of a hundred thousand objects in a notebook takes nbconvert minutes and gigabytes."""
    trials = [{"seed": 1, "values": {}}]
    assert CellMark(observations=json.dumps(trials)).trials() == trials
    assert CellMark(observations=trials).trials() == trials  # as stored by earlier versions
    assert CellMark(observations="[" * 100_000).trials() is None
    assert CellMark().trials() is None


def test_marks_are_read_whatever_stands_there():
    """What an older version stored besides is left out, and so is what is no record at all."""
    cell = nbformat.v4.new_code_cell()
    mark = CellMark(observations="[]", cause="sign", points=2.0)
    mark.write(cell)
    assert cell.metadata == {"gradschool": {"observations": "[]", "cause": "sign", "points": 2.0}}
    cell.metadata["gradschool"].update(ended="ok", named=True)
    assert CellMark.read(cell) == mark
    cell.metadata["gradschool"] = ["x"]
    assert CellMark.read(cell) == CellMark()
    CellMark().write(cell)
    assert not cell.metadata


def test_a_summary_is_read_again():
    summary = Summary({FIRST: {"x": None}}, {"x": "sign"}, ("test_1",), "why", "f" * 32)
    assert Summary.from_json(summary.to_json()) == summary
    old = {"fingerprint": "0", "scores": {FIRST: {"x": 1.0}}, "causes": {"x": None}, "failed": [], "reason": None}
    assert Summary.from_json(json.dumps(old).encode()) == Summary({FIRST: {"x": 1.0}}, {"x": None}, fingerprint="0")
    for other in (b"{", b"[]", b"{}", b'{"scores": [1]}', b'{"scores": {"a": 1}}'):
        with pytest.raises(ValueError, match=r"Expecting|scores"):
            Summary.from_json(other)
