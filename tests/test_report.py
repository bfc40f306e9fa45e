"""Why a submission got its points, and the report on a class: from what grading stored, and running no student code."""

import base64
import csv
import io
import json
import re
from dataclasses import replace

import nbformat
import pytest
from classes import LESSONS, ROOT, new_course, run
from nbgrader.api import Gradebook

from gradschool.bank import replace_body
from gradschool.checks.observe import observe
from gradschool.teach.batch.class_folder import open_class_folder
from gradschool.teach.batch.example_line import example_line, line_at
from gradschool.teach.batch.gradebook import Grades
from gradschool.teach.batch.graded_notebook import graded_notebook
from gradschool.teach.batch.read_report import read_report
from gradschool.teach.batch.recorded import CellGrade, Recorded
from gradschool.teach.batch.report import EARLIER, MISTAKE, OTHER, RAISED, RIGHT, UNSTARTED, report_on
from gradschool.teach.batch.report_page import as_page
from gradschool.teach.batch.report_table import COLUMNS, as_csv
from gradschool.teach.batch.report_text import show_report
from gradschool.teach.batch.why import explained, explanation
from gradschool.teach.batch.why_text import as_text
from gradschool.teach.grading.summary import Summary
from gradschool.teach.grading.unit import Task, judged
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.submission.marks import BookMark, CellMark
from gradschool.teach.submission.reading import grade_id_of, is_kind

FIRST = LESSONS[0]
LESSON = load_lesson(FIRST)
COMMAND = "\x1b[2J\x9b31m\u202e\r"  # clears a terminal, colours it, turns its writing round
RAISES = "def predict(w, b, X):\n    # by Ada Lovelace\n    A = sigmoid(w @ X + b)\n    return A > 0.5\n"


def right(name: str) -> str:
    return LESSON.exercises[name].source


def mistake(name: str, id: str) -> str:
    return LESSON.exercises[name].mistakes[id].source


def graded(sources: dict[str, str] | None = None, observed: dict | None = None, about: BookMark | None = None):
    """Return (summary, notebook) of a submission as grading stores them; its functions are observed in this process.

    sources : exercise -> what stands in its cell (None: the stub), right where nothing is said
    observed : exercise -> trials that take the place of what its function gives; that is not run then
    """
    book = nbformat.read(ROOT / "release" / FIRST / f"{FIRST}.ipynb", as_version=4)
    texts = {name: (sources or {}).get(name, right(name)) for name in LESSON.exercises}
    runs = {n: LESSON.exercises[n].stub() if t is None else t for n, t in texts.items() if n not in (observed or {})}
    namespace = LESSON.implementations(runs)
    for cell in book.cells:
        if is_kind(cell, solution=True) and texts.get(grade_id_of(cell)) is not None:
            cell.source = texts[grade_id_of(cell)]
        if is_kind(cell, solution=True):
            cell.execution_count = 1
        elif is_kind(cell, grade=True):
            name = grade_id_of(cell).removeprefix("check_")
            trials = (observed or {}).get(name, ...)
            if trials is ...:
                trials = observe(namespace[name], LESSON.probes[name], LESSON.hidden_seeds(name))
            CellMark(observations=json.dumps(trials)).write(cell)
    (about or BookMark()).write(book)
    done = judged(Task("one", FIRST, {}, {}), {FIRST: book})
    return done.summary, nbformat.reads(done.notebooks[FIRST].content.decode(), as_version=4)


@pytest.fixture(scope="module")
def class_():
    """Return student -> (summary, notebook): one of each kind that a report tells apart."""
    trials = observe(None, LESSON.probes["predict"], LESSON.hidden_seeds("predict"))
    told = {"id": "raised", "type": "ValueError", "text": "shapes", "line": 3, "code": "A = sigmoid(w @ X + b)"}
    raised = [{**trial, "problem": told} for trial in trials]
    scaled = replace_body(right("log_loss"), "cost = 1.7 * np.mean(np.logaddexp(0.0, z) - Y * z)")
    return {
        "ada": graded(),
        "bob": graded({"sigmoid": mistake("sigmoid", "naive_ratio"), "log_loss": scaled}),
        "cem": graded({"sigmoid": mistake("sigmoid", "naive_ratio"), "predict": RAISES}, {"predict": raised}),
        "dot": graded(dict.fromkeys(LESSON.exercises)),
    }


def report(class_, recorded=None, **options):
    summaries = {student: summary for student, (summary, _) in class_.items()}
    books = {student: graded_notebook(book) for student, (_, book) in class_.items()}
    return report_on(LESSON, summaries, books, recorded, **options)


def of(found, name):
    return next(one for one in found.exercises if one.name == name)


# ---- the report


def test_each_answer_is_of_one_kind(class_):
    found = report(class_)
    for one in found.exercises:
        assert sorted(s for students in one.kinds.values() for s in students) == sorted(class_), one.name
        assert one.kinds[UNSTARTED] == ("dot",), one.name
    assert of(found, "sigmoid").kinds[MISTAKE] == ("bob", "cem")
    assert of(found, "log_loss").kinds[OTHER] == ("bob",)
    assert of(found, "predict").kinds[RAISED] == ("cem",)
    assert of(found, "propagate").kinds[EARLIER] == ("bob",)
    assert of(found, "optimize").kinds[RIGHT] == ("ada", "cem")
    assert of(found, "optimize").share_right == 0.5


def test_a_planted_bug_that_nobody_touched_is_no_mistake(class_):
    """The judge names it for the student; a class did not make it."""
    planted = [name for name, exercise in LESSON.exercises.items() if exercise.planted]
    assert planted
    assert {class_["dot"][0].causes[name] for name in planted} & {LESSON.exercises[name].planted for name in planted}
    for name in planted:
        shared_ = of(report(class_), name).shared
        assert not any("dot" in one.students for one in shared_), name
    kept = graded({name: mistake(name, LESSON.exercises[name].planted) + "# seen\n" for name in planted})
    assert all(of(report({"eve": kept}), name).kinds[MISTAKE] == ("eve",) for name in planted)


def test_a_mistake_has_its_sentence_and_a_line_of_the_class(class_):
    one = of(report(class_), "sigmoid").shared[0]
    assert one.words == LESSON.exercises["sigmoid"].mistakes["naive_ratio"].hint
    assert one.students == ("bob", "cem")
    assert one.example == "s = np.exp(z) / (1.0 + np.exp(z))"


def test_a_general_finding_is_in_words_with_the_line_that_differs(class_):
    one = of(report(class_), "log_loss").shared[0]
    assert one.words == "`cost` is the right value times one constant, the same on every input."
    assert one.example == "cost = 1.7 * np.mean(np.logaddexp(0.0, z) - Y * z)"
    without = report_on(LESSON, {"bob": class_["bob"][0]}, {})
    assert of(without, "log_loss").shared[0].words  # as where a notebook is gone


def test_what_raised_is_told_with_its_type_and_line(class_):
    one = of(report(class_), "predict").shared[0]
    assert one.words == "The code raised ValueError."
    assert one.example == "A = sigmoid(w @ X + b)"
    assert "Lovelace" not in as_page(report(class_))


def test_a_cell_that_ended_with_an_exception_is_not_one_that_was_not_started():
    summary, book = graded({"sigmoid": "import torch\n" + right("sigmoid")}, {"sigmoid": absent("sigmoid")})
    cell = next(cell for cell in book.cells if is_kind(cell, solution=True) and grade_id_of(cell) == "sigmoid")
    cell.outputs = [nbformat.v4.new_output("error", ename="ModuleNotFoundError", evalue="x", traceback=[])]
    one = of(report({"eve": (summary, book)}), "sigmoid")
    assert one.kinds[RAISED] == ("eve",)
    assert "ModuleNotFoundError" in one.shared[0].words


def absent(name):
    return observe(None, LESSON.probes[name], LESSON.hidden_seeds(name))


def test_points_are_the_gradebooks(class_):
    total = LESSON.points
    grades = {"check_sigmoid": CellGrade(0.0, 1.5, 0.25), "check_predict": CellGrade(2.0)}
    recorded = {"ada": Recorded({FIRST: grades}, penalty=1.0)}
    found = report(class_, recorded)
    assert found.points["ada"] == 2.75
    assert found.points["dot"] == 0
    judged_ = [sum(filter(None, class_[student][0].points())) for student in ("bob", "cem")]
    assert [found.points["bob"], found.points["cem"]] == judged_
    scored = [class_[s][0].scores[FIRST]["check_sigmoid"] for s in ("bob", "cem", "dot")]
    assert of(found, "sigmoid").mean == pytest.approx((1.75 + sum(scored)) / 4)
    assert found.mean == pytest.approx(sum(found.points.values()) / 4)
    assert sum(count for _, _, count in found.histogram()) == 4
    assert found.histogram()[0] == (0, 3, 2)
    assert found.histogram()[-1][1] == total
    assert report_on(LESSON, {}, {}).histogram()[0][2] == 0


def test_extra_credit_falls_into_the_last_bin(class_):
    summary = Summary({FIRST: {"check_sigmoid": LESSON.points + 7.0}}, {"sigmoid": None})
    found = report_on(LESSON, {"eve": summary}, {})
    assert [count for _, _, count in found.histogram()] == [0] * (len(found.histogram()) - 1) + [1]


def test_what_could_not_be_read_counts_in_no_exercise(class_):
    unreadable = graded(dict.fromkeys(LESSON.exercises), about=BookMark(unreadable="no notebook"))
    found = report({**class_, "fay": unreadable}, ungraded=("gus",))
    assert (found.unreadable, found.ungraded) == (("fay",), ("gus",))
    assert all(one.students == len(class_) for one in found.exercises)
    assert "fay" in found.points


def test_what_builds_on_an_earlier_one_is_counted_apart():
    odd = replace_body(right("propagate"), "dw, db, cost = np.ones_like(w) * X.sum(), 7.0, 3.0")
    broken = replace_body(right("optimize"), "w, gradients = w + 1.0, propagate(w, b, X, Y)[0]")
    one = of(report({"eve": graded({"propagate": odd, "optimize": broken})}), "optimize")
    assert one.kinds[EARLIER] == ("eve",)
    assert one.shared[0].words == "It builds on `propagate`, not right yet."


def test_an_example_names_nobody_and_is_short():
    exercise = LESSON.exercises["sigmoid"]
    start = "def sigmoid(z):\n"
    line = f"    s = 1 / (1 + np.exp(-z)) if 'Ada' else {'+'.join(['1'] * 99)}  # Ada Lovelace, 4711\n    return s\n"
    found = example_line(exercise, [start + line])
    assert "Ada" not in found
    assert len(found) == 100
    assert example_line(exercise, ["def sigmoid(z:\n", start + "    return 1\n" * 3 + "    x = 2\n"]) is None
    assert line_at("a = 1\n", "b = 2", exercise) is None
    assert line_at("if z:  # Ada\n    pass\n", "if z:  # Ada", exercise) == "if z:"


# ---- as a table, as a page, on the terminal


def test_the_table_is_no_formula_and_names_nobody(class_):
    rows = list(csv.DictReader(io.StringIO(as_csv(report(class_)).decode())))
    assert tuple(rows[0]) == COLUMNS
    own = [row for row in rows if row["what"] == "exercise"]
    assert [row["exercise"] for row in own] == list(LESSON.exercises)
    assert float(own[0]["share"]) == 0.25
    assert (own[0]["right"], own[0]["not_started"], own[0]["raised"]) == ("1", "1", "0")
    assert not any(student in as_csv(report(class_)).decode() for student in class_)
    named = list(csv.DictReader(io.StringIO(as_csv(report(class_), names=True).decode())))
    assert "bob cem" in [row["who"] for row in named]
    assert as_csv(report(class_)) == as_csv(report(dict(reversed(class_.items()))))


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r=", " ="])
def test_no_cell_begins_as_a_formula(class_, begins):
    found = report(class_)
    exercise = of(found, "sigmoid")
    shared_ = replace(exercise.shared[0], words=f"{begins}cmd|x", example=f"{begins}1+1", students=(f"{begins}z",))
    found = replace(found, exercises=(replace(exercise, shared=(shared_,)),))
    row = list(csv.reader(io.StringIO(as_csv(found, names=True).decode())))[2]
    assert sum("cmd|x" in cell or "1+1" in cell or cell.endswith("z") for cell in row) == 3
    assert not any(cell.strip("\t\r ").startswith(("=", "+", "-", "@")) for cell in row)


def test_the_page_stands_by_itself_and_names_nobody(class_):
    page = as_page(report(class_))
    assert page == as_page(report(class_))
    sources = re.findall(r'src="([^"]*)"', page)
    assert len(sources) == 2
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)
    pictures = [base64.b64decode(source.partition(",")[2]).decode() for source in sources]
    assert all(picture.count("<path") > 10 for picture in pictures)
    assert not re.search(r"<script|<link|href=|@import|url\(", page)
    assert all(alt for alt in re.findall(r'<img alt="([^"]*)"', page))
    assert "<code>cost</code> is the right value times one constant" in page
    assert not any(student in page for student in class_)
    assert "bob, cem" in as_page(report(class_), names=True)


def test_nothing_in_a_report_is_markup_or_commands_a_terminal(class_, capsys):
    """Causes may come from a submission, or stand in what an older version stored."""
    nasty = f"{COMMAND}\nz: <script>alert(1)</script> [red]x[/red]"
    found = report_on(LESSON, {f"a{COMMAND}<b>": Summary({FIRST: {}}, {"sigmoid": nasty})}, {})
    page = as_page(found, names=True)
    assert "<script" not in page
    assert "<b>" not in page
    show_report(found, names=True)
    shown = capsys.readouterr().out
    assert "[red]" in shown
    for text in (page, shown, as_csv(found, names=True).decode()):
        assert all(line.isprintable() for line in text.split("\n"))
    assert "\nz:" not in shown


def test_the_terminal_says_what_a_lecture_needs(class_, capsys):
    show_report(report(class_, ungraded=("gus",)))
    shown = " ".join(capsys.readouterr().out.split())
    assert "sigmoid 25%" in shown
    assert LESSON.exercises["sigmoid"].mistakes["naive_ratio"].hint in shown
    assert "s = np.exp(z) / (1.0 + np.exp(z))" in shown
    assert "not graded yet, and in no exercise's numbers: 1" in shown
    assert not any(re.search(rf"\b{student}\b", shown) for student in (*class_, "gus"))


# ---- why


def why(found, recorded=None, exercise=None, student="one"):
    return as_text(explanation(LESSON, student, *found, recorded, exercise))


def test_why_names_the_cause_and_the_points_of_each_group(class_):
    text = " ".join(why(graded({"propagate": mistake("propagate", "dw_as_row")}), exercise="propagate").split())
    assert "propagate: 3 of 6 points" in text
    assert LESSON.exercises["propagate"].mistakes["dw_as_row"].hint in text
    assert "Gradients: not right (3 of 6 points). Cost: right (3 of 6 points)." in text
    assert "taken From its own cell" in text
    assert "sigmoid" not in text


def test_why_says_where_it_was_taken_from_and_what_ended_it():
    trials = absent("sigmoid")
    summary, book = graded({"sigmoid": "import torch\n"}, {"sigmoid": trials, "predict": None})
    for cell in book.cells:
        if is_kind(cell, solution=True) and grade_id_of(cell) == "sigmoid":
            cell.outputs = [nbformat.v4.new_output("error", ename="ModuleNotFoundError", evalue="x", traceback=[])]
        if is_kind(cell, solution=True) and grade_id_of(cell) == "log_loss":
            replace(CellMark.read(cell), taken="taken from an added cell").write(cell)
        if is_kind(cell, grade=True) and grade_id_of(cell) == "check_predict":
            mark = replace(CellMark.read(cell), reason="the function ran longer than 10 s", spoilt=["`np` is put back"])
            mark.write(cell)
    accounts = {one.exercise: one for one in explanation(LESSON, "one", summary, book).accounts}
    assert accounts["log_loss"].taken == ("Taken from an added cell.",)
    sigmoid, predict = accounts["sigmoid"], accounts["predict"]
    assert sigmoid.ran == ("Its cell ended with ModuleNotFoundError.", "After it there was no function `sigmoid`.")
    assert sigmoid.observed[1:] == ("4 times nothing of that name can be called.",)
    assert predict.ran[1:] == ("The function ran longer than 10 s.", "`np` is put back.")
    assert predict.observed == ("Nothing: no observations of it arrived.",)
    assert accounts["accuracy"].reasons == ("Every observation is right.",)


def test_why_counts_exceptions_by_type_and_line_and_what_else_was_seen(class_):
    account = explanation(LESSON, "cem", *class_["cem"], exercise="predict").accounts[0]
    assert account.observed[1:] == ("4 times it raised ValueError in line 3: `A = sigmoid(w @ X + b)`.",)
    text = replace_body(right("optimize"), "w *= 0.5\ngradients = {'dw': w * np.random.rand(), 'db': 0.0}")
    account = explanation(LESSON, "eve", *graded({"optimize": text}), exercise="optimize").accounts[0]
    assert account.observed[1] == "2 times it changed the caller's `w` in place."
    assert "a second call with equal arguments gave something else" in account.observed[2]


def test_why_tells_an_untouched_planted_bug_and_a_stub(class_):
    accounts = {one.exercise: one for one in explanation(LESSON, "dot", *class_["dot"]).accounts}
    assert accounts["accuracy"].taken == ("Its cell is as it was handed out, with the bug that is to be found in it.",)
    assert accounts["sigmoid"].taken == ("Its cell is as it was handed out.",)
    assert accounts["sigmoid"].reasons == ("`sigmoid` is not written yet.",)


def test_why_says_on_top_of_what(class_):
    found = graded({"sigmoid": mistake("sigmoid", "naive_ratio"), "predict": right("predict")})
    wrong = graded({"propagate": mistake("propagate", "mean_twice")})
    texts = [why(found), why(wrong)]
    assert any("Right on top of your `propagate`." in text for text in texts)


def test_why_tells_what_a_person_did(class_):
    grades = {"check_sigmoid": CellGrade(0.0, 1.5, 0.25), "check_predict": CellGrade(1.0)}
    comments = {FIRST: {"sigmoid": "almost;\nsee me"}}
    text = why(class_["ada"], Recorded({FIRST: grades}, comments, 0.5))
    assert "The gradebook holds 2.25 points; the judge gives 29 of 29." in text
    assert "0.5 points were taken off for being late." in text
    assert "A person gave 1.5 of 2, which counts instead of 2." in text
    assert "A person gave 0.25 points of extra credit." in text
    assert "Comment: almost; see me" in text
    assert f"The gradebook holds 1 point, the judge gives 2 now; run `gradschool regrade {FIRST}`." in text


def test_why_shows_nothing_hidden_and_nothing_that_commands_a_terminal(class_):
    """What a submission says of its own trials is not repeated: it could say there what it was given."""
    seeds = [seed for name in LESSON.exercises for seed in LESSON.hidden_seeds(name)]
    secret = "the hidden input 0.123"
    problem = {"id": "raised", "type": f"E{COMMAND}", "text": secret, "line": 10**9, "code": secret, "function": secret}
    forged = [{"seed": seed, "problem": problem, "changed": [secret], "repeats": 7} for seed in seeds[:4]]
    odd = [{"seed": seeds[0], "problem": {"id": secret, "text": secret}, "values": 3}, 5, None]
    odd.append({"seed": -1, "problem": {"id": [secret], "type": [], "code": 3}, "changed": ["z", [secret]]})
    found = graded(None, {"sigmoid": forged, "log_loss": odd, "predict": {"a": 1}, "optimize": 7})
    for text in (why(found, student=f"x{COMMAND}"), why(class_["cem"]), why(class_["bob"])):
        assert all(line.isprintable() for line in text.split("\n"))
        assert secret not in text
        assert not any(str(seed) in text for seed in seeds)
        for name in LESSON.exercises:
            trial = observe(LESSON.function(name), LESSON.probes[name], LESSON.hidden_seeds(name)[:1])[0]
            numbers = re.findall(r"\d\.\d{6,}", json.dumps(trial["values"]))
            assert not any(number in text for number in numbers)


def test_why_of_what_could_not_be_read_is_one_line():
    found = graded(dict.fromkeys(LESSON.exercises), about=BookMark(unreadable="its JSON is broken"))
    said = explanation(LESSON, "one", *found)
    assert said.accounts == ()
    assert said.about == ("It earned nothing: its JSON is broken. Save it as a notebook, hand it in, grade again.",)


# ---- in a course folder


@pytest.fixture
def course(tmp_path, class_):
    """Return a course with the class in it, as grading would have written it, and one more of each missing sort."""
    folder = new_course(tmp_path / "course", FIRST)
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "gradschool") as book:
        for student, (summary, notebook) in class_.items():
            (folder / "submitted" / student / FIRST).mkdir(parents=True)
            out = folder / "autograded" / student / FIRST
            out.mkdir(parents=True)
            (out / f"{FIRST}.ipynb").write_text(json.dumps(notebook))
            (out / ".gradschool.json").write_bytes(summary.to_json())
            book.add_student(student)
            for grade in book.add_submission(FIRST, student).notebooks[0].grades:
                grade.auto_score = summary.scores[FIRST][grade.name]
        submission = book.find_submission(FIRST, "ada")
        submission.notebooks[0].late_submission_penalty = 2.0
        grade = next(g for g in submission.notebooks[0].grades if g.name == "check_sigmoid")
        grade.manual_score, grade.extra_credit = 1.0, 0.5
        comment = next(c for c in submission.notebooks[0].comments if c.name == "sigmoid")
        comment.manual_comment = "nearly"
        book.db.commit()
    (folder / "submitted" / "empty" / FIRST).mkdir(parents=True)
    (folder / "submitted" / "waiting" / FIRST).mkdir(parents=True)
    released = folder / "release" / FIRST / f"{FIRST}.ipynb"
    (folder / "submitted" / "waiting" / FIRST / f"{FIRST}.ipynb").write_bytes(released.read_bytes())
    return folder


def test_a_course_is_explained_and_reported_as_its_gradebook_has_it(course):
    opened = open_class_folder(course)
    with Grades(opened.db_url, opened.directory.course_id, opened.config) as grades:
        recorded = grades.recorded(FIRST)
    assert recorded["ada"].grades[FIRST]["check_sigmoid"] == CellGrade(2.0, 1.0, 0.5)
    assert recorded["ada"].comments == {FIRST: {"sigmoid": "nearly"}}
    with Gradebook(f"sqlite:///{course}/gradebook.db", "gradschool") as book:
        nbgraders = {s.student_id: s.score - s.late_submission_penalty for s in book.assignment_submissions(FIRST)}
    found = read_report(opened, FIRST)
    assert found.points == pytest.approx(nbgraders)
    assert found.points["ada"] == LESSON.points - 2.5
    assert found.ungraded == ("empty", "waiting")
    text = as_text(explained(opened, "ada", FIRST, "sigmoid"))
    assert "Comment: nearly" in text
    assert "2 points were taken off for being late." in text


def test_the_commands_do_what_they_say(course):
    done = run("gradschool", "why", "cem", FIRST, "predict", cwd=course)
    assert "it raised ValueError in line 3" in done.stdout
    for student, said in (("empty", "found no notebook"), ("waiting", "was not graded yet"), ("bop", "Is it bob?")):
        done = run("gradschool", "why", student, FIRST, cwd=course, expect=1)
        assert said in " ".join(done.stdout.split())
        assert done.stdout.count("\n  ") <= 3
    unknown = run("gradschool", "why", "bob", FIRST, "nothing", cwd=course, expect=2)
    assert "expected an exercise" in unknown.stderr
    done = run("gradschool", "report", FIRST, "--csv", "r.csv", "--html", "r.html", cwd=course)
    assert (course / "r.csv").read_text().startswith("lesson,exercise")
    assert (course / "r.html").read_text().startswith("<!DOCTYPE html>")
    assert "written: r.csv" in done.stdout
    done = run("gradschool", "report", FIRST, "--names", cwd=course)
    assert "(bob, cem)" in done.stdout
