"""An instructor's own notebooks, beside a lesson and by themselves, are released and graded as nbgrader does, sandboxed."""

import base64
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from classes import ROOT, grade, new_course, run
from hypothesis import given
from hypothesis import strategies as st
from machine import needs_sandbox
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from pages import active

from gradschool.teach.batch.class_folder import open_class_folder
from gradschool.teach.batch.feedback import give_feedback
from gradschool.teach.batch.grade import regrade_class
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.submission.further_files import MOST_FILES, shown_files, submitted_files
from gradschool.teach.submission.reading import grade_id_of, is_kind
from gradschool.teach.submission.safe_markdown import safe_markdown

LESSON, OWN, ALONE = "logistic_regression", "reflections", "survey"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DOUBLE = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
TESTS = (
    "assert double(1) == 2\n### BEGIN HIDDEN TESTS\nassert double(21) == 42  # nobody sees this\n### END HIDDEN TESTS"
)
PARTLY = "import numpy as np\nnp.int64(sum(double(n) == 2 * n for n in (1, 5)))"

pytestmark = [pytest.mark.xdist_group("own notebooks"), needs_sandbox]


def marked(cell, name: str, **flags):
    marks = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3, "grade_id": name}
    cell.metadata["nbgrader"] = {**marks, **flags}
    return cell


def own_notebook() -> nbformat.NotebookNode:
    """Return a notebook as an instructor writes one in JupyterLab: tests, partial credit, a written answer, a task."""
    test = {"grade": True, "locked": True}
    cells = [
        new_code_cell("rate = 0.5  # change it as you like"),
        marked(new_code_cell("numbers = open('numbers.csv').read().split(',')"), "load", locked=True),
        marked(new_code_cell(DOUBLE), "double", solution=True),
        marked(new_code_cell(TESTS), "test_double", **test, points=2),
        marked(new_code_cell(PARTLY), "test_partly", **test, points=2),
        marked(
            new_code_cell("import sys\nprint('a warning', file=sys.stderr)\nassert numbers"), "warned", **test, points=1
        ),
        marked(new_markdown_cell("Because of $a<b$."), "why", grade=True, solution=True, points=3),
        marked(new_markdown_cell("Draw something."), "draw", task=True, locked=True, points=1),
    ]
    return new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with a lesson that has an own notebook beside it, and an assignment of own notebooks; all released."""
    folder = new_course(tmp_path_factory.mktemp("own") / "course", LESSON)
    for assignment in (LESSON, ALONE):
        place = folder / "source" / assignment
        place.mkdir(exist_ok=True)
        nbformat.write(own_notebook(), place / f"{OWN}.ipynb")
        (place / "numbers.csv").write_text("1,2,3")
        run("nbgrader", "generate_assignment", assignment, "--force", cwd=folder)
    return folder


def test_own_solutions_are_cleared_and_their_tests_hidden(course):
    book = nbformat.read(course / "release" / LESSON / f"{OWN}.ipynb", as_version=4)
    text = {grade_id_of(cell): cell.source for cell in book.cells if "nbgrader" in cell.metadata}
    assert "return 2 * x" not in text["double"]
    assert "START CODE HERE" in text["double"]
    assert "NotImplementedError" in text["double"]
    assert text["why"] == "YOUR ANSWER HERE"
    assert "nobody sees this" not in text["test_double"]
    released = nbformat.read(course / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)
    committed = nbformat.read(ROOT / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)
    assert [cell.source for cell in released.cells] == [cell.source for cell in committed.cells]


def submit(course: Path, student: str, assignment: str, answers: dict, *, edit=None, files=None, solve=True) -> None:
    """Write a submission: answers to the own notebook's cells by name, and the lesson solved or not."""
    place = course / "submitted" / student / assignment
    shutil.copytree(course / "release" / assignment, place)
    for path in place.glob("*.ipynb"):
        book = nbformat.read(path, as_version=4)
        for cell in book.cells:
            if is_kind(cell, solution=True):
                name = grade_id_of(cell)
                lesson = load_lesson(LESSON).exercises if path.stem == LESSON and solve else {}
                cell.source = lesson[name].source if name in lesson else answers.get(name, cell.source)
        if edit and path.stem == OWN:
            edit(book)
        path.write_text(json.dumps(book))  # as it is, with two cells of one id
    for name, content in (files or {}).items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)


GOOD = {
    "double": "def double(x):\n    return x + x",
    "why": "Since **two** is `1 < 2`, as ![drawn](drawing.png) shows.",
}
HELPED = {**GOOD, "double": "from my_own_tools import double"}


def with_a_cell_of_their_own(book):
    book.cells.insert(1, new_code_cell("factor = 2"))
    book.cells[0].source = "rate = 0.9"
    next(
        c for c in book.cells if "double" in c.source
    ).source = "def double(x):\n    return x * factor if rate == 0.9 else 0"


def without_tests_and_in_another_order(book):
    book.cells = [
        c for c in book.cells[::-1] if not c.metadata.get("nbgrader", {}).get("grade_id", "").startswith("test")
    ]


def skipping(book):
    for cell in book.cells:
        cell.metadata["tags"] = ["skip-execution", "raises-exception"]


def twice(book):
    tests = [cell for cell in book.cells if is_kind(cell, grade=True)]
    book.cells += [nbformat.from_dict(json.loads(json.dumps(cell))) for cell in tests]


SCRIPT = "<script>alert('own')</script> [x](javascript:alert(1)) ![y](http://127.0.0.1/y.png)"
FULL = {"test_double": 2.0, "test_partly": 2.0, "warned": 1.0, "why": None}
NONE = {"test_double": 0.0, "test_partly": 0.0, "warned": 1.0, "why": 0.0}
# student -> (answers, what else, scores)
CLASS = {
    "good": (GOOD, {"files": {"drawing.png": PNG, "more/page.html": b"<script>alert('own')</script>"}}, FULL),
    "helped": (
        HELPED,
        {"files": {"my_own_tools.py": b"def double(x):\n    return 2 * x\n", "numpy.py": b"raise SystemExit\n"}},
        FULL,
    ),
    "own cell": (GOOD, {"edit": with_a_cell_of_their_own}, FULL),
    "half": ({"double": "def double(x):\n    return 2"}, {}, {**NONE, "test_partly": 1.0}),
    "untouched": ({}, {}, NONE),
    "no tests": ({}, {"edit": without_tests_and_in_another_order}, NONE),
    "skips": ({}, {"edit": skipping}, NONE),
    "twice": (GOOD, {"edit": twice}, FULL),
    "ends": ({"double": "import os\nos._exit(0)"}, {}, {**NONE, "warned": 0.0}),
    "loops": ({"double": "def double(x):\n    while True:\n        pass"}, {}, NONE),
    "much": ({"double": "class double(int):\n    __eq__ = lambda self, other: 99\n"}, {}, {**NONE, "test_double": 2.0}),
    "script": ({**GOOD, "why": SCRIPT}, {}, FULL),
}


@pytest.fixture(scope="module", params=["gradschool grade", "nbgrader autograde"])
def graded(request, course, tmp_path_factory):
    """The class, graded in both ways."""
    folder = shutil.copytree(course, tmp_path_factory.mktemp("class") / "course")
    for student, (answers, how, _) in CLASS.items():
        submit(folder, student, LESSON, answers, **how)
    (folder / "submitted" / "good" / LESSON / "other.txt").symlink_to(folder / "gradebook.db")
    if request.param == "gradschool grade":
        assert not grade(folder, LESSON, jobs=2).failed
    else:
        run("nbgrader", "autograde", LESSON, cwd=folder)
    return folder


def scores(folder: Path, assignment: str, name: str) -> dict:
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "gradschool") as book:
        return {
            submission.student_id: {g.name: (g.auto_score, bool(g.needs_manual_grade)) for g in notebook.grades}
            for submission in book.assignment_submissions(assignment)
            for notebook in submission.notebooks
            if notebook.name == name
        }


def test_own_tests_are_scored_and_the_lesson_is_judged(graded):
    own, lesson = scores(graded, LESSON, OWN), scores(graded, LESSON, LESSON)
    for student, (_, _, expected) in CLASS.items():
        found = {name: score for name, (score, _) in own[student].items() if name != "draw"}
        assert found == expected, student
        assert own[student]["why"][1] == (expected["why"] is None), student
        assert own[student]["draw"] == (None, True), student
        points = {name.removeprefix("check_"): score for name, (score, _) in lesson[student].items()}
        assert points == {name: exercise.points for name, exercise in load_lesson(LESSON).exercises.items()}, student


def test_what_lies_beside_the_notebook(graded):
    """Data and pictures are kept beside the graded notebook; no link is followed, and nothing that runs is kept."""
    place = graded / "autograded" / "good" / LESSON
    names = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    usual = {path.name for path in (graded / "release" / LESSON).iterdir()} | {".gradschool.json"}
    assert names - usual == {"drawing.png"}
    assert (place / "drawing.png").read_bytes() == PNG
    assert not (graded / "autograded" / "helped" / LESSON / "numpy.py").exists()


def test_feedback_of_own_notebooks(graded):
    assert give_feedback(open_class_folder(graded), [LESSON], students=["good", "half", "script"], jobs=2) == {}
    pages = {
        student: (graded / "feedback" / student / LESSON / f"{OWN}.html").read_text()
        for student in ("good", "half", "script")
    }
    for page in pages.values():
        assert "nobody sees this" not in page
        assert "HIDDEN TESTS" not in page
    assert "AssertionError" in pages["half"]
    assert "<strong>two</strong>" in pages["good"]
    assert not [thing for thing in active(pages["script"]) if thing not in active(pages["half"])]
    assert "alert(&#39;own&#39;)" in pages["script"] or "alert('own')" in re.sub(
        r"<script.*?</script>", "", pages["script"]
    )


def test_assignments_of_own_notebooks_only(course, tmp_path):
    folder = shutil.copytree(course, tmp_path / "course")
    for student, (answers, how, _) in CLASS.items():
        submit(folder, student, ALONE, answers, **how)
    (folder / "submitted" / "good" / "scribbles").mkdir()
    done = run("gradschool", "grade", "--all", "--jobs", "2", cwd=folder)
    assert f"{len(CLASS)} graded" in done.stdout
    assert "to be graded by hand" in done.stdout
    assert "test_double failed" in done.stdout
    assert "all right" not in done.stdout
    found = scores(folder, ALONE, OWN)
    for student, (_, _, expected) in CLASS.items():
        assert {name: score for name, (score, _) in found[student].items() if name != "draw"} == expected, student
    again = run("gradschool", "grade", ALONE, cwd=folder)
    assert f"0 graded, {len(CLASS)} unchanged" in again.stdout
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "gradschool") as book:
        book.find_submission(ALONE, "half").notebooks[0].grades[0].auto_score = 1.5
        book.db.commit()
    assert "1 graded" in run("gradschool", "grade", ALONE, cwd=folder).stdout
    assert scores(folder, ALONE, OWN) == found
    run("gradschool", "feedback", "--all", cwd=folder)
    assert len(list(folder.glob(f"feedback/*/{ALONE}/{OWN}.html"))) == len(CLASS)


def test_a_missing_notebook_earns_nothing_and_is_said(course, tmp_path):
    """As in nbgrader, the other notebooks of the submission are graded; ours says which one it did not find.

    One under another name is there: ours takes it, plain nbgrader passes over it.
    """
    folder = shutil.copytree(course, tmp_path / "course")
    for student, name in (("one", LESSON), ("two", OWN)):
        submit(folder, student, LESSON, GOOD)
        path = folder / "submitted" / student / LESSON / f"{name}.ipynb"
        path.write_text(json.dumps(new_notebook(cells=[new_code_cell("print('of another course')")])))
        path.rename(path.with_name("mine.ipynb"))
    plain = shutil.copytree(folder, tmp_path / "plain")
    result = grade(folder, LESSON, jobs=1)
    assert "expected logistic_regression.ipynb, found mine.ipynb" in result.graded["one", LESSON].reason
    assert "expected reflections.ipynb, found mine.ipynb" in result.graded["two", LESSON].reason
    run("nbgrader", "autograde", LESSON, cwd=plain)
    for name in (LESSON, OWN):
        assert scores(folder, LESSON, name) == scores(plain, LESSON, name)
    assert set(scores(folder, LESSON, OWN)["two"].values()) == {(0.0, False)}
    before = {name: scores(folder, LESSON, name) for name in (LESSON, OWN)}
    regrade_class(open_class_folder(folder), LESSON)
    assert {name: scores(folder, LESSON, name) for name in (LESSON, OWN)} == before
    for student, name in (("three", LESSON), ("four", OWN)):
        submit(folder, student, LESSON, GOOD)
        path = folder / "submitted" / student / LESSON / f"{name}.ipynb"
        path.rename(path.with_name("mine.ipynb"))
        taken = grade(folder, LESSON, jobs=1, students=[student]).graded[student, LESSON]
        assert taken.reason is None
        assert list(taken.taken) == [f"{name}.ipynb was taken from mine.ipynb"]
        own, lesson = (scores(folder, LESSON, which)[student] for which in (OWN, LESSON))
        assert own["test_double"][0] == 2.0
        assert all(score for score, _ in lesson.values())


def test_names_of_files_stop_nobody(course, tmp_path):
    """Names at the file system's limit, and a folder where the submission before had a file: all are graded."""
    folder = shutil.copytree(course, tmp_path / "course")
    submit(folder, "one", ALONE, GOOD, files={"x" * 250 + ".txt": b"", "a.csv": b"1", "b.csv/c.csv": b"2"})
    submit(folder, "two", ALONE, GOOD)
    assert len(grade(folder, ALONE, jobs=1).graded) == 2
    place = folder / "submitted" / "one" / ALONE
    (place / "a.csv").unlink()
    shutil.rmtree(place / "b.csv")
    for name in ("a.csv/d.csv", "b.csv"):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(b"3")
    assert set(grade(folder, ALONE, jobs=1).graded) == {("one", ALONE)}


def test_other_languages_are_refused_in_one_line(course, tmp_path):
    folder = shutil.copytree(course, tmp_path / "course")
    path = folder / "release" / ALONE / f"{OWN}.ipynb"
    book = nbformat.read(path, as_version=4)
    book.metadata["kernelspec"] = {"name": "ir", "language": "R", "display_name": "R"}
    nbformat.write(book, path)
    submit(folder, "good", ALONE, GOOD)
    done = run("gradschool", "grade", ALONE, cwd=folder, expect=2)
    assert "expected notebooks in Python" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


# ---- parts


PLAIN = [
    "# A *title*\n\nwith $a<b$, `x<y` and a [link](https://example.org/a?b=c#d)\n\n- one\n- two\n\n> said\n\n---",
    "|a|b|\n|-|-|\n|1|2|\n\n```python\nif a < b:\n    print('<script>')\n```",
    "<b>bold</b> and <sub>low</sub>\n\n![mine](drawing.png) ![too](more/drawing.png)",
    "1 < 2 & 3 > 2",
    "YOUR ANSWER HERE",
    "",
]
ACTIVE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src='https://example.org'></iframe>",
    "<form action='/'><input type=submit></form>",
    "<style>body { display: none }</style>",
    "<div style='position: fixed; inset: 0'>everything</div>",
    "<!-- <script>alert(1)</script> -->",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](https://example.org/seen.png)",
    "![x](//example.org/seen.png)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](attachment:nowhere.png)",
    "`<b>`<img src=x onerror=alert(1)>`",
    "$\n<img src=x onerror=alert(1)>\n$",
    "\\begin{a}<img src=x onerror=alert(1)>\\end{b}",
    "```\n</code></pre><script>alert(1)</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\t<script>\n<script>alert(1)",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_answers_are_shown_as_written(text):
    assert safe_markdown(text) == text


def rendered(text: str) -> str:
    from nbconvert.exporters import HTMLExporter

    book = new_notebook(cells=[new_markdown_cell(text)])
    return HTMLExporter().from_notebook_node(book)[0]


def test_active_answers_are_shown_as_text():
    usual = active(rendered("nothing"))
    for text in ACTIVE:
        page = rendered(safe_markdown(text))
        assert not [thing for thing in active(page) if thing not in usual], text


PIECES = st.sampled_from(
    ["<", ">", "script", "img", " src=x", " onerror=alert(1)", "`", "```", "$", "$$", "\n", "    ", "["]
)
PIECES |= st.sampled_from(
    ["](", ")", "javascript:", "!", '"', "'", "&lt;", "&#106;", "\\", "<!--", "-->", "a", "\t", "=", "/"]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_whatever_is_written_is_shown_without_running(text):
    from nbconvert.filters import markdown2html

    assert not active(markdown2html(safe_markdown(text)))


def test_pictures_attached_to_an_answer_are_kept(course, tmp_path):
    folder = shutil.copytree(course, tmp_path / "course")

    def attach(book):
        cell = next(c for c in book.cells if "attachment" in c.source)
        good = {"image/png": base64.b64encode(PNG).decode(), "text/html": "<script>alert('own')</script>"}
        cell["attachments"] = {"a.png": good, "b.png": {"image/png": '"><script>alert(1)</script>'}}

    submit(folder, "one", ALONE, {**GOOD, "why": "![a](attachment:a.png)"}, edit=attach)
    grade(folder, ALONE, jobs=1)
    book = nbformat.read(folder / "autograded" / "one" / ALONE / f"{OWN}.ipynb", as_version=4)
    cell = next(cell for cell in book.cells if "attachment" in cell.source)
    assert cell.source == "![a](attachment:a.png)"
    assert cell.attachments == {"a.png": {"image/png": base64.b64encode(PNG).decode()}}
    assert base64.b64encode(PNG).decode() in rendered_book(book)


def rendered_book(book) -> str:
    from nbconvert.exporters import HTMLExporter

    return HTMLExporter().from_notebook_node(book)[0]


def test_files_are_read_without_links_and_within_bounds(tmp_path):
    folder = tmp_path / "one"
    (folder / "data" / "deep").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    own = ("key.json", "toolbox.py", "figures.py")
    for name in ("a.csv", "data/b.csv", "data/deep/c.py", *own, "random.py", ".hidden", "x.ipynb"):
        (folder / name).write_text(name)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "folder").symlink_to(tmp_path)
    found, reason = submitted_files(folder, {"key.json"})
    assert reason is None
    assert found == {"a.csv": b"a.csv", "data/b.csv": b"data/b.csv", "data/deep/c.py": b"data/deep/c.py"}
    assert set(shown_files(found)) == {"a.csv", "data/b.csv"}
    assert not shown_files({"ipython_config.json": b"{}", "page.html": b"", "tool.py": b"", "picture.svg": b""})
    (folder / "sklearn").mkdir()
    (folder / "sklearn" / "data.csv").write_text("")
    assert "sklearn/data.csv" in submitted_files(folder)[0]
    (folder / "sklearn" / "__init__.py").write_text("")
    assert "sklearn/data.csv" not in submitted_files(folder)[0]
    for number in range(MOST_FILES):
        (folder / f"z{number:03d}.txt").write_text("")
    found, reason = submitted_files(folder)
    assert len(found) <= MOST_FILES
    assert "more than" in reason
