"""A class full of attacks is graded for real: none earns a point, harms an honest student, or shows what it must not."""

import contextlib
import copy
import hashlib
import json
import math
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np
import pytest
from classes import new_course, run, scores
from forging.submissions import LESSON, SECRET, all_attacks, checks, solutions, write_attack
from hypothesis import given, settings
from hypothesis import strategies as st
from machine import needs_sandbox
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.server_extensions import formgrader
from pages import active

from gradschool.checks.key import Key, outcome
from gradschool.checks.observe import observe
from gradschool.checks.verdict import verdict_on as verdict_of
from gradschool.probe import probe
from gradschool.teach.batch.class_folder import open_class_folder
from gradschool.teach.batch.feedback import give_feedback
from gradschool.teach.batch.grade import Run, grade_class, regrade_class
from gradschool.teach.batch.gradebook import Grades
from gradschool.teach.batch.store import Store
from gradschool.teach.batch.terminal import show_run
from gradschool.teach.grading import unit
from gradschool.teach.grading.lesson_notebook import judge_cells
from gradschool.teach.judging.judge import Judge
from gradschool.teach.lesson.seeds import hidden_seeds
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.nbgrader_plugin.sandbox_settings import configured_limits
from gradschool.teach.submission.marks import CellMark

ATTACKS = all_attacks()
# First, last and in between in the order in which students are graded.
HONEST = ("0-honest", "honest-1", "zz-honest")
SPOILED = "standardize"  # the second of them has a known mistake in it

pytestmark = [
    pytest.mark.xdist_group("forging"),
    needs_sandbox,
]


@dataclass
class Graded:
    """The class after grading, with what it was like before."""

    folder: Path
    run: Run
    before: dict[str, str]
    points: dict[str, dict]

    def notebook(self, student: str) -> nbformat.NotebookNode:
        return nbformat.read(self.folder / "autograded" / student / LESSON / f"{LESSON}.ipynb", as_version=4)


def master_of(folder: Path) -> dict:
    return json.loads((folder / "release" / LESSON / f"{LESSON}.ipynb").read_bytes())


def write_honest(folder: Path, master: dict) -> None:
    """Write the honest students' submissions: two with the references, one of them with a known mistake."""
    exercises = load_lesson(LESSON).exercises
    for student in HONEST:
        book = copy.deepcopy(master)
        for name, cell in solutions(book).items():
            cell["source"] = exercises[name].source
        if student == HONEST[1]:
            wrong = next(iter(exercises[SPOILED].mistakes.values()))
            solutions(book)[SPOILED]["source"] = wrong.source
        place = folder / "submitted" / student / LESSON
        place.mkdir(parents=True)
        (place / f"{LESSON}.ipynb").write_text(json.dumps(book))
        (place / "notes.txt").write_text(SECRET)


def honest_points(student: str) -> dict[str, float]:
    points = {name: float(exercise.points) for name, exercise in load_lesson(LESSON).exercises.items()}
    return points | ({SPOILED: 0.0} if student == HONEST[1] else {})


def plant_secrets(folder: Path) -> None:
    for step in ("source", "release"):
        (folder / step / LESSON / "notes.txt").write_text(SECRET)
    with (folder / "nbgrader_config.py").open("a") as file:
        file.write(f"# {SECRET}\n")
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "gradschool") as book:
        book.add_student(HONEST[0], last_name=SECRET)


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of every file that grading must not touch."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if name.split("/")[0] in ("autograded", "feedback", "gradebook.db"):
            continue
        regular = path.is_file() and not path.is_symlink()
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if regular else "not a file"
    return found


@contextlib.contextmanager
def own_places(scratch: Path):
    """Give this process a home and a folder for temporary files of its own, in which nothing may be left."""
    home, temporary = scratch / "home", scratch / "temporary"
    home.mkdir()
    temporary.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("GRADSCHOOL_TEST_SECRET", SECRET)
        patch.setattr(tempfile, "tempdir", str(temporary))
        yield home, temporary


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The class of all attacks and some honest students, graded by two workers."""
    scratch = tmp_path_factory.mktemp("forging")
    folder = new_course(scratch / "course", LESSON)
    master = master_of(folder)
    write_honest(folder, master)
    for attack in ATTACKS:
        write_attack(attack, folder, master)
    plant_secrets(folder)
    before = contents(folder)
    with own_places(scratch) as (home, temporary):
        course = open_class_folder(folder)
        limits, isolated = configured_limits(course.config)
        result = grade_class(course, [LESSON], jobs=2, limits=limits, isolated=isolated)
        assert not list(home.rglob("*"))
        assert not list(temporary.rglob("*"))
    return Graded(folder, result, before, scores(folder, LESSON))


def by_name(attack):
    return attack.name


def text_of(book) -> str:
    """Return all that a graded notebook's cells put out, as one text."""
    shown = []
    for cell in book.cells:
        for output in cell.get("outputs", ()):
            shown.append(output.get("text", ""))
            shown.append("".join(str(value) for value in output.get("data", {}).values()))
            shown += [output.get("ename", ""), output.get("evalue", ""), *output.get("traceback", ())]
    return "\n".join(shown)


@pytest.mark.parametrize("attack", ATTACKS, ids=by_name)
def test_an_attack_earns_nothing(graded, attack):
    key = (attack.student, LESSON)
    if attack.failed is not None:
        assert re.search(attack.failed, graded.run.failed.get(key, ""), re.S), graded.run.graded.get(key)
        assert key not in graded.run.graded
        assert not any(auto for auto, _, _ in graded.points.get(attack.student, {}).values())
        return
    summary = graded.run.graded[key]
    assert sum(summary.scores[LESSON].values()) == attack.earns, summary
    points = graded.points[attack.student]
    assert sum(auto for auto, _, _ in points.values()) == attack.earns
    assert all(manual is None for _, manual, _ in points.values())
    reason = summary.reason or ""
    assert "\n" not in reason
    assert re.search(attack.reason, reason) if attack.reason else not reason, reason
    book = graded.notebook(attack.student)
    shown = text_of(book)
    assert re.search(attack.shows, shown, re.S), shown[-2000:]
    assert SECRET not in nbformat.writes(book)
    assert "FOUND" not in shown
    assert "solved by" not in shown
    nbformat.validate(book)


@pytest.mark.parametrize("student", HONEST)
def test_honest_students_keep_their_points(graded, student):
    found = {name.removeprefix("check_"): auto for name, (auto, _, _) in graded.points[student].items()}
    assert found == honest_points(student)


def test_every_submission_is_in_the_list(graded):
    listed = {student for student, _ in (*graded.run.graded, *graded.run.failed)}
    assert listed == {*HONEST, *(attack.student for attack in ATTACKS)}


def foreign(graded: Path) -> list[Path]:
    """Return what stands in a graded folder, but for copies of the student's own data and pictures."""
    own = graded.parents[2] / "submitted" / graded.parent.name / graded.name
    found = []
    for path in graded.rglob("*"):
        name = path.relative_to(graded)
        original = own / name
        copied = original.is_file() and not any(
            p.is_symlink() for p in (original, *original.parents[: len(name.parts)])
        )
        kept = copied and name.suffix in (".csv", ".json", ".png", ".txt") and name.parts[0] not in OURS
        if path.is_file() and not (kept and original.read_bytes() == path.read_bytes()):
            found.append(path)
    return found


OURS = ("key.json", "probes.py", "toolbox.py", "timestamp.txt", ".gradschool.json", ".gradschool")


def test_nothing_is_left_behind(graded):
    """Nothing is written beside the three places, nothing foreign into them, and no process is left."""
    assert contents(graded.folder) == graded.before
    allowed = {f"{LESSON}.ipynb", "timestamp.txt", ".gradschool.json"}
    for folder in (graded.folder / "autograded").glob(f"*/{LESSON}"):
        assert not any(path.is_symlink() for path in folder.rglob("*"))
        assert {path.name for path in foreign(folder)} <= allowed
    with Gradebook(f"sqlite:///{graded.folder}/gradebook.db", "gradschool") as book:
        submissions = book.assignment_submissions(LESSON)
        assert not any(grade.extra_credit for s in submissions for n in s.notebooks for grade in n.grades)
    lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "UPDATE grade SET auto_score" + " = 99" not in lines


def test_the_list_can_be_printed(graded, capsys):
    """Whatever files and students are called, the list has a line for each, and nothing that commands a terminal."""
    show_run(graded.run)
    out = capsys.readouterr().out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", out)
    assert out.count("could not be graded: ") == len(graded.run.failed)


def parts(data) -> int:
    """Return how many lists and objects are in JSON data."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else None
    return 0 if inside is None else 1 + sum(map(parts, inside))


def test_a_graded_notebook_has_few_parts(graded):
    """Whoever makes a page of a notebook copies each of its parts, those in the metadata too, several times."""
    for path in graded.folder.glob(f"autograded/*/{LESSON}/{LESSON}.ipynb"):
        assert parts(json.loads(path.read_bytes())) < 5000, path


# ---- what others see


SHOWN = "showing|scripts and all|Markdown|trials without|remembers|by SQL|there already"
SHOWN = [attack for attack in ATTACKS if attack.failed is None and re.search(SHOWN, attack.name)]


@pytest.fixture(scope="module")
def pages(graded):
    """Return student -> feedback page, for those submissions that have something to show."""
    students = [HONEST[0], *(attack.student for attack in SHOWN)]
    assert give_feedback(open_class_folder(graded.folder), [LESSON], students=students, jobs=2) == {}
    return {
        student: (graded.folder / "feedback" / student / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
        for student in students
    }


def test_feedback_holds_no_script_and_nothing_hidden(pages):
    usual = active(pages[HONEST[0]])
    seeds = [str(seed) for name in load_lesson(LESSON).exercises for seed in hidden_seeds(LESSON, name)]
    wrong = []
    for student, page in pages.items():
        foreign = [thing for thing in active(page) if thing not in usual]
        foreign += [seed for seed in seeds if seed in page]
        foreign += [word for word in ("BEGIN HIDDEN TESTS\n", "check_hidden(", SECRET) if word in page]
        foreign += ["a page that no browser shows"] * (len(page) > 5 * len(pages[HONEST[0]]))
        if foreign:
            wrong.append(f"{student}: {foreign[:3]}")
    assert not wrong, "\n".join(wrong)


def test_formgrader_holds_no_script(graded):
    """As the instructor sees it: formgrader's template on the graded notebook."""
    templates = Path(formgrader.__file__).parent / "templates"
    exporter = HTMLExporter(template_name="formgrade", extra_template_basedirs=[str(templates)])

    def page(student):
        resources = {"student": student, "last_name": None, "first_name": None, "index": 0, "total": 1, "base_url": ""}
        names = {"assignment_id": LESSON, "notebook_id": LESSON, "submission_id": "x", "notebook_path": "x"}
        book = graded.notebook(student)
        return exporter.from_notebook_node(book, resources={**resources, **names})[0]

    usual = active(page(HONEST[0]))
    for attack in SHOWN:
        if re.search("display|picture|text that|raise|named by|are Markdown", attack.name):
            assert not [thing for thing in active(page(attack.student)) if thing not in usual], attack.name


# ---- the other way to grade

AGAIN = [
    "stripping: a syntax-tree transformer empties every later cell",
    "stripping: the process ends before the first check",
    "observing: a table of the visible answers",
    "observing: an exception without its type",
    "showing: every kind of display",
    "tags that keep a cell from being run",
    "an unknown schema version",
    "every check cell twice",
    "folders in the place of the lesson's files",
    "links to what must not be copied",
    "a notebook that is a link to another student's",
    "a notebook that is a pipe",
    "a time of submission that is no time",
]


def test_plain_nbgrader_gives_the_same_scores(graded, tmp_path):
    again = [attack for attack in ATTACKS if attack.name in AGAIN]
    assert len(again) == len(AGAIN)
    folder = new_course(tmp_path / "plain", LESSON)
    master = master_of(folder)
    write_honest(folder, master)
    for attack in again:
        write_attack(attack, folder, master)
    run("nbgrader", "autograde", LESSON, cwd=folder, expect=1, timeout=120)
    theirs = scores(folder, LESSON)
    for student in (*HONEST, *(attack.student for attack in again)):
        ours = {name: auto or 0.0 for name, (auto, _, _) in graded.points[student].items()}
        assert {name: auto or 0.0 for name, (auto, _, _) in theirs.get(student, {}).items()} in (ours, {}), student
    for student in HONEST:
        assert theirs[student] == graded.points[student]
    known = {path.name for path in (folder / "release" / LESSON).iterdir()} | {"timestamp.txt"}
    assert {path.name for place in folder.glob("autograded/*/*") for path in foreign(place)} <= known


# ---- the judge by itself


@pytest.fixture(scope="module")
def judge():
    return Judge(load_lesson(LESSON))


@pytest.fixture(scope="module")
def right(judge):
    """The observations of a right answer."""
    functions = load_lesson(LESSON).implementations()
    return {
        name: observe(functions[name], probe, judge.seeds[name]) for name, probe in load_lesson(LESSON).probes.items()
    }


ATOMS = [None, True, 0, -1, 10**18, 0.5, 1e308, "", "x", "nan", "raised", "none", "ndarray", "x" * 500, [], {}, [[]]]
ATOMS += [
    {"id": "raised", "text": "x"},
    {"id": "raised", "type": "x", "text": "x", "line": 10**18, "code": "x" * 10**4},
    {"kind": "anything"},
    {"kind": "float", "shape": [10**6] * 7 + [0], "data": []},
    {"kind": "float", "shape": [], "data": [1]},
    {"kind": "bool", "shape": [0, 3], "data": []},
]


@settings(max_examples=200)
@given(data=st.data())
def test_whatever_is_observed_is_judged(judge, right, data):
    """Observations changed in any place are judged without an error, and an exercise changed in its values loses them."""
    observations = copy.deepcopy(right)
    name = data.draw(st.sampled_from(sorted(observations)))
    node, path = observations, [name]
    while isinstance(node[path[-1]], dict | list) and node[path[-1]] and (len(path) < 3 or data.draw(st.booleans())):
        node = node[path[-1]]
        path.append(data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node)))))
    node[path[-1]] = data.draw(st.sampled_from(ATOMS))
    graded = judge.grade(observations)
    for exercise, one in graded.items():
        assert 0 <= one.points <= load_lesson(LESSON).exercises[exercise].points
        assert one.card.text


def test_properties_are_not_computed_of_values_without_bounds():
    """Where properties are computed from what was observed, its shapes may not make the grader's arrays grow."""
    sizes = []

    @probe(returns="D")
    def mask(rng):
        return {"X": rng.normal(size=(20, 30))}

    @mask.facts
    def _(inputs, values):
        sizes.append((inputs["X"] * values["D"]).size)
        return {"share": float(np.mean(values["D"] != 0))}

    (right,) = observe(lambda X: (X > 0) * 1.0, mask, (1,))
    key = Key("mask", (1,), (outcome(mask, right),), {})
    for shape in ([20, 30], [50_000, 1, 1], [1, 50_000], [50_000], [1] * 7 + [50_000]):
        ones = {"kind": "float", "shape": shape, "data": [1] * math.prod(shape)}
        verdict_of(mask, key, [{**right, "values": {"D": ones}}])
    assert max(sizes) <= 30 * 30


@pytest.mark.parametrize("stored", ["{", "{}", "null", "[" * 100_000, 3, {"a": 1}, None])
def test_stored_text_that_is_no_list_of_trials_is_no_observation(judge, graded, stored):
    book = graded.notebook(HONEST[0])
    for cell in checks(book):
        CellMark(observations=stored).write(cell)
    assert {one.verdict.cause_id for one in judge_cells(book, judge).values()} == {"no_observations"}


# ---- the class survives; these come last, as they grade again


def test_regrading_gives_the_same_scores(graded):
    """Also of a notebook that an older version has graded: it stored trials as lists."""
    path = graded.folder / "autograded" / HONEST[0] / LESSON / f"{LESSON}.ipynb"
    book = json.loads(path.read_bytes())
    for cell in checks(book):
        marks = cell["metadata"]["gradschool"]
        marks["observations"] = json.loads(marks["observations"])
    path.write_text(json.dumps(book))
    regrade_class(open_class_folder(graded.folder), LESSON)
    again = scores(graded.folder, LESSON)
    assert {s: {n: g[0] or 0 for n, g in v.items()} for s, v in again.items()} == {
        s: {n: g[0] or 0 for n, g in v.items()} for s, v in graded.points.items()
    }


def test_others_may_write_while_a_slow_submission_is_graded(graded):
    """What waits to be stored holds no lock: formgrader would say that the database is locked."""
    course, base = open_class_folder(graded.folder), graded.folder / "gradebook.db"
    content = (nbformat.writes(graded.notebook(HONEST[0])) + "\n").encode()
    done = unit.Done(HONEST[0], LESSON, "", {LESSON: unit.GradedNotebook(content)})
    with Grades(course.db_url, "gradschool", course.config) as grades, Store(course, grades) as store:
        store.put(done)
        with contextlib.closing(sqlite3.connect(base, timeout=0.2)) as other:
            other.execute("UPDATE student SET first_name = 'x'")
            other.commit()


@pytest.mark.parametrize("how", ["raises", "is killed"])
def test_what_breaks_the_grader_costs_one_submission(graded, monkeypatch, how):
    """Should judging a submission fail for a reason nobody thought of, the others are graded and it is in the list."""
    judged = unit.judged

    def break_on_one(task, book):
        if task.student == HONEST[1]:
            if how == "is killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise ZeroDivisionError("nobody thought of it")
        return judged(task, book)

    monkeypatch.setattr(unit, "judged", break_on_one)
    course = open_class_folder(graded.folder)
    limits, isolated = configured_limits(course.config)
    signal.alarm(60)
    try:
        result = grade_class(
            course, [LESSON], students=list(HONEST[1:]), jobs=2, force=True, limits=limits, isolated=isolated
        )
    finally:
        signal.alarm(0)
    assert set(result.graded) == {(HONEST[2], LESSON)}
    assert re.search("the grader", result.failed[HONEST[1], LESSON])


def test_what_kills_the_maker_of_pages_costs_one_submission(graded, monkeypatch):
    """The others get their pages, also one whose page was half made when the processes were ended."""
    generate = NbGraderAPI.generate_feedback
    folders = {student: graded.folder / "feedback" / student / LESSON for student in HONEST}
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)

    def die_on_one(self, assignment, student, force):
        if student == HONEST[0] and not folders[student].exists():
            folders[student].mkdir(parents=True)
            time.sleep(60)
        if student == HONEST[1]:
            while not folders[HONEST[0]].exists():
                time.sleep(0.01)
            folders[student].mkdir(parents=True, exist_ok=True)
            os.kill(os.getpid(), signal.SIGKILL)
        return generate(self, assignment, student, force)

    monkeypatch.setattr(NbGraderAPI, "generate_feedback", die_on_one)
    signal.alarm(60)
    try:
        failed = give_feedback(open_class_folder(graded.folder), [LESSON], students=list(HONEST), jobs=2)
    finally:
        signal.alarm(0)
    assert failed.keys() == {(HONEST[1], LESSON)}
    assert re.search("was killed", failed[HONEST[1], LESSON])
    assert [(folder / f"{LESSON}.html").is_file() for folder in folders.values()] == [True, False, True]
    assert not folders[HONEST[1]].exists()
