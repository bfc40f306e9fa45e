"""Grades leave the gradebook as nbgrader computes them, and enter an LMS's file without another byte of it changing."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderApp
from nbgrader.plugins import CsvExportPlugin

from gradschool.errors import InstructorError
from gradschool.teach.cli import main
from gradschool.teach.export.fill import CANVAS, GRADES, WORKSHEET, Choices, fill
from gradschool.teach.export.plain import plain_csv
from gradschool.teach.export.points import Earned, Lesson, Person, read_lessons, read_people
from gradschool.teach.export.sheet import read_sheet
from gradschool.teach.nbgrader_plugin.settings import put_tools_on_path

ROOT = Path(__file__).parent.parent
LESSON = "logistic_regression"
JANE = Person("jane", "Doe", "Jane", "jane@uni.example", "501")
JOHN = Person("0012345", "Roe", "John", "John.Roe@uni.example")
MAX = Person("max", "Müller", "Max", "max@uni.example")
PEOPLE = [JOHN, JANE, MAX]


def lesson(name=LESSON, maximum=29.0, **points) -> Lesson:
    """Return a lesson in which `points` were earned; `_` before a student's id that begins with a digit."""
    return Lesson(name, maximum, {student.lstrip("_"): Earned(earned) for student, earned in points.items()})


GRADED = lesson(jane=17.0, _0012345=8.125)

CANVAS_FILE = (
    '\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Notes,Logistic Regression (77),"Quiz 1, ""easy"" (78)",Final Score\r\n'
    "    Points Possible,,,,,,29.00,10.00,(read only)\r\n"
    '"Doe, Jane",501,s-1,jdoe,"A and B",,12.00,"",80.00\r\n'
    '"Müller, Max",502,max,mmueller,A,,EX,3.00,\r\n'
    '"Roe, John",503,0012345,"JOHN.ROE@uni.example",A,x,,4.00,\r\n'
    '"Poe, Eve",504,s-9,eve,A,,,,\r\n'
    '"Student, Test",505,,f00,A,,,,'
).encode()

WORKSHEET_FILE = (
    'Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"\n'
    '"Participant 12","Jane Doe",jane,jane@uni.example,"Submitted for grading",,29.00,Yes,"Monday, 2 November 2026, 10:00 AM",-,\n'
    '"Participant 13","John Roe",,john.roe@uni.example,"No submission",8.12,29.00,Yes,-,"Friday, 6 November 2026, 1:00 PM","<p>so\nso</p>"\n'
    '"Participant 14","Max Müller",max,max@uni.example,"Submitted for grading",,29.00,No,-,-,\n'
).encode()

GRADES_FILE = (
    b"First name,Last name,ID number,Email address,Assignment: Logistic regression (Real),Assignment: Logistic regression (Percentage),Course total (Real),Last downloaded from this course\n"
    b"Jane,Doe,jane,jane@uni.example,-,-,-,1793000000\n"
    b"John,Roe,0012345,John.Roe@uni.example,5.00,17.24 %,5.00,1793000000\n"
)


def filled(form, content, lessons=(GRADED,), people=PEOPLE, **choices):
    return fill(form, content, "given.csv", people, list(lessons), Choices(**choices))


def differing(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """Return the cells in which two files differ, having made sure that all else is the same."""
    old, new = read_sheet(before, "old"), read_sheet(after, "new")
    assert (old.start, old.delimiter, len(old.rows)) == (new.start, new.delimiter, len(new.rows))
    assert [(len(row.cells), row.end) for row in old.rows] == [(len(row.cells), row.end) for row in new.rows]
    pairs = [pair for a, b in zip(old.rows, new.rows, strict=True) for pair in zip(a.cells, b.cells, strict=True)]
    return [pair for pair in pairs if pair[0] != pair[1]]


# what was earned


@pytest.fixture(scope="session")
def made_book(tmp_path_factory) -> Path:
    """A gradebook of two lessons: right away, by hand, extra credit, late, not gradable, nothing handed in."""
    put_tools_on_path()
    path = tmp_path_factory.mktemp("book") / "gradebook.db"
    with Gradebook(f"sqlite:///{path}", "gradschool") as book:
        for name in (LESSON, "dropout"):
            book.add_assignment(name)
            book.add_notebook(name, name)
            for cell, points in (("a", 20.0), ("b", 9.0)):
                book.add_grade_cell(cell, name, name, max_score=points, cell_type="code")
        for student in ("auto", "hand", "late", "very_late", "ungraded", "absent"):
            book.add_student(student, first_name="=1+1", last_name=f"of, {student}", email=f"{student}@uni.example")
        for student, scores in SCORES.items():
            _enter(book, student, scores, {"late": 2.5, "very_late": 40.0}.get(student))
        book.db.commit()
    return path


SCORES = {  # of two cells each: automatic, by hand, extra credit
    "auto": ((0.1, None, None), (0.2, None, None)),
    "hand": ((20.0, 11.5, 1.0), (None, None, None)),
    "late": ((20.0, None, None), (5.0, None, None)),
    "very_late": ((20.0, None, None), (5.0, None, None)),
    "ungraded": ((None, None, None), (None, None, None)),
}


def _enter(book, student, scores, penalty) -> None:
    submission = book.add_submission(LESSON, student)
    submission.notebooks[0].late_submission_penalty = penalty
    for cell, (automatic, by_hand, extra) in zip("ab", scores, strict=True):
        grade = book.find_grade(cell, LESSON, LESSON, student)
        grade.auto_score, grade.manual_score, grade.extra_credit = automatic, by_hand, extra
        grade.needs_manual_grade = automatic is None


@pytest.fixture
def book(made_book, tmp_path):
    """A copy of that gradebook, open."""
    shutil.copy(made_book, tmp_path)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "gradschool") as book:
        yield book


def test_points_are_those_of_nbgraders_own_export(book, tmp_path):
    exporter = CsvExportPlugin(to=str(tmp_path / "nbgrader.csv"))
    book.find_student("auto").last_name = ""
    for student in book.students:
        student.last_name = student.first_name = ""  # it quotes nothing
    exporter.export(book)
    rows = csv.DictReader((tmp_path / "nbgrader.csv").read_text().splitlines())
    theirs = {row["student_id"]: float(row["score"]) for row in rows if row["assignment"] == LESSON}
    ours = read_lessons(book, [LESSON])[0]
    assert ours.maximum == 29.0
    assert {student: earned.points for student, earned in ours.earned.items() if student != "ungraded"} == {
        student: theirs[student] for student in ("auto", "hand", "late", "very_late")
    }
    assert theirs["hand"] == 12.5
    assert theirs["late"] == 22.5


def test_what_is_missing_or_could_not_be_graded_is_not_zero(book):
    ours = read_lessons(book, [LESSON])[0]
    assert ours.earned["ungraded"] == Earned(None, 0.0, by_hand=True)
    assert "absent" not in ours.earned
    assert ours.points("absent") is None
    assert ours.points("absent", missing_is_zero=True) == 0.0
    assert ours.points("ungraded", missing_is_zero=True) is None
    assert ours.earned["hand"].by_hand
    assert not ours.earned["auto"].by_hand


def test_plain_csv(book):
    content = plain_csv(read_people(book), read_lessons(book))
    rows = {row["student_id"]: row for row in csv.DictReader(io.StringIO(content.decode()))}
    assert list(rows) == sorted(rows)
    assert {student: row[LESSON] for student, row in rows.items()} == {
        "absent": "",
        "auto": "0.3",
        "hand": "12.5",
        "late": "22.5",
        "ungraded": "",
        "very_late": "0",
    }
    assert {row["dropout"] for row in rows.values()} == {""}
    assert rows["late"]["last_name"] == "of, late"
    assert rows["late"]["first_name"] == "'=1+1"
    assert content == plain_csv(read_people(book), read_lessons(book))


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-dash", "@SUM(A1)", "\t=1", "  =1", "\r=1"])
def test_no_name_begins_a_formula(name):
    content = plain_csv([Person(name, name, name, name)], [Lesson(name, 1.0)])
    for row in csv.reader(io.StringIO(content.decode(), newline="")):
        assert not [cell for cell in row if cell.lstrip(" ").startswith(tuple("=+-@\t\r"))]


def test_details_say_why_a_cell_is_empty(book):
    content = plain_csv(read_people(book), read_lessons(book, [LESSON]), details=True).decode()
    rows = {row["student_id"]: row for row in csv.DictReader(io.StringIO(content))}
    said = {student: row[f"{LESSON}: state"] for student, row in rows.items()}
    assert said["absent"] == "nothing handed in"
    assert said["ungraded"] == "not graded"
    assert said["hand"] == "in part to be graded by hand"
    assert (rows["late"][f"{LESSON}: late penalty"], rows["late"][f"{LESSON}: maximum"]) == ("2.5", "29")


def test_unknown_names_are_one_line(book):
    with pytest.raises(InstructorError, match=r"logistic_regression.*got nowhere"):
        read_lessons(book, ["nowhere"])
    with pytest.raises(InstructorError, match="got nobody"):
        read_people(book, ["nobody"])


# the file as it came


FILES = {CANVAS: CANVAS_FILE, WORKSHEET: WORKSHEET_FILE, GRADES: GRADES_FILE}


@pytest.mark.parametrize("form", FILES)
def test_with_nothing_to_write_no_byte_changes(form):
    assert filled(form, FILES[form], [lesson()]).content == FILES[form]


@pytest.mark.parametrize("form", FILES)
def test_the_same_bytes_each_time_and_nothing_to_do_the_second_time(form):
    first = filled(form, FILES[form])
    assert first.content == filled(form, FILES[form]).content
    again = filled(form, first.content)
    assert again.changes == []
    assert again.content == first.content


@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "x", '"a,b"', '"a""b"', '"a\nb"', " y ", "é", "1.5", "-"]), min_size=2, max_size=5
        ),
        min_size=1,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_every_file_is_read_and_written_without_loss(rows, delimiter, end, ended, bom):
    text = end.join(delimiter.join(row) for row in rows) + end * ended
    if not text.strip(",; \t\r\n"):
        return
    content = bom + text.encode()
    assert read_sheet(content, "f").written({}) == content


def test_bytes_that_are_no_utf8_stay():
    content = CANVAS_FILE[3:].replace("Müller".encode(), b"M\xfcller")
    assert differing(content, filled(CANVAS, content).content) == [("12.00", "17.00"), ("", "8.13")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "found nothing"),
        (b"\xef\xbb\xbf\n", "found nothing"),
        ("Student,ID".encode("utf-16"), "UTF-16"),
        (b'Student,ID\n"Doe', "line 2 that is never closed"),
    ],
)
def test_what_is_no_csv_is_refused(content, said):
    with pytest.raises(InstructorError, match=said):
        filled(CANVAS, content)


# Canvas


def test_canvas_gets_one_column_and_keeps_the_rest():
    plan = filled(CANVAS, CANVAS_FILE)
    assert differing(CANVAS_FILE, plan.content) == [("12.00", "17.00"), ("", "8.13")]
    assert [(one.student, one.before, one.after) for one in plan.changes] == [
        ("0012345", "", Decimal("8.13")),
        ("jane", "12.00", Decimal("17.00")),
    ]
    assert plan.not_in_gradebook == ["line 6 (eve)", "line 7 (f00)"]


def test_canvas_with_semicolons_and_decimal_commas():
    text = CANVAS_FILE.decode().replace(",", ";").replace("Doe; ", "Doe, ").replace("1; ", "1, ")
    content = text.replace("12.00", "12,00").replace("29.00", "29,00").encode()
    assert differing(content, filled(CANVAS, content).content) == [("12,00", "17,00"), ("", "8,13")]


def test_a_decimal_comma_in_a_file_of_commas_is_quoted():
    content = CANVAS_FILE.replace(b"29.00", b'"29,00"').replace(b"12.00", b'"12,00"')
    assert differing(content, filled(CANVAS, content).content) == [('"12,00"', '"17,00"'), ("", '"8,13"')]


def test_canvas_finds_people_by_its_number_sis_id_login_and_never_by_name():
    people = [Person("a", lms_id="501"), Person("s-9"), Person("F00"), Person("x", "Müller", "Max")]
    plan = filled(CANVAS, CANVAS_FILE, [lesson(a=1.0, F00=3.0, x=4.0, **{"s-9": 2.0})], people)
    assert [(one.student, one.after) for one in plan.changes] == [("a", 1), ("s-9", 2), ("F00", 3)]
    assert plan.not_in_file == ["x"]


def test_an_id_that_is_somebody_elses_canvas_number_is_not_taken_for_it():
    plan = filled(CANVAS, CANVAS_FILE, [lesson(_501=5.0)], [Person("501")])
    assert (plan.changes, plan.not_in_file) == ([], ["501"])
    assert len(filled(CANVAS, CANVAS_FILE, [lesson(_501=5.0)], [Person("501")], match="ID").changes) == 1


def test_leading_zeros_and_capitals_keep_ids_apart():
    plan = filled(CANVAS, CANVAS_FILE, [lesson(_12345=1.0, MAX=2.0)], [Person("12345"), Person("MAX")])
    assert (plan.changes, plan.not_in_file) == ([], ["12345", "MAX"])


def test_two_rows_or_two_students_of_one_id_are_refused():
    twice = CANVAS_FILE.replace(b"s-9", b"0012345")
    with pytest.raises(InstructorError, match=r"one row for 0012345.*lines 5 and 6.*--match"):
        filled(CANVAS, twice)
    with pytest.raises(InstructorError, match=r"line 5.*found two in the gradebook, 0012345 and other"):
        filled(CANVAS, CANVAS_FILE, people=[JOHN, Person("other", email="JOHN.ROE@uni.example")])
    with pytest.raises(InstructorError, match=r"line 3.*jane and jdoe"):
        filled(CANVAS, CANVAS_FILE, people=[JANE, Person("jdoe")])


def test_excused_unassigned_and_read_only_are_not_written():
    plan = filled(CANVAS, CANVAS_FILE, [lesson(max=3.0)])
    assert plan.held == [("max", LESSON, "excused in Canvas")]
    assert plan.content == CANVAS_FILE
    plan = filled(CANVAS, CANVAS_FILE.replace(b",EX,", b",N/A,"), [lesson(max=3.0)])
    assert plan.held == [("max", LESSON, "not assigned to them in Canvas")]
    with pytest.raises(InstructorError, match="is `\\(schreibgeschützt\\)`"):
        filled(CANVAS, CANVAS_FILE.replace(b"29.00", "(schreibgeschützt)".encode()))


def test_the_column_is_found_by_title_number_or_header():
    for column in (None, "77", "Logistic Regression (77)", "logistic regression"):
        assert len(filled(CANVAS, CANVAS_FILE, column=column).changes) == 2
    assert differing(CANVAS_FILE, filled(CANVAS, CANVAS_FILE, column="78", out_of=Decimal(10)).content) == [
        ('""', '"5.86"'),
        ("4.00", "2.80"),
    ]


def test_a_column_that_is_missing_or_there_twice_is_refused():
    with pytest.raises(InstructorError, match=r"one column for dropout.*found none; there are `Logistic .*--column"):
        filled(CANVAS, CANVAS_FILE, [lesson("dropout")])
    with pytest.raises(InstructorError, match=r"found 2: `Logistic Regression \(77\)`, `logistic_regression \(78\)`"):
        filled(CANVAS, CANVAS_FILE.replace(b'"Quiz 1, ""easy"" (78)"', b"logistic_regression (78)"))
    with pytest.raises(InstructorError, match="found none"):  # without a number Canvas makes a new assignment of it
        filled(CANVAS, CANVAS_FILE.replace(b" (77)", b""))
    with pytest.raises(InstructorError, match="found none"):  # a sum, which Canvas leaves out
        filled(CANVAS, CANVAS_FILE, column="Final Score")


def test_another_maximum_is_refused_or_converted():
    hundred = CANVAS_FILE.replace(b"29.00", b"100.00")
    with pytest.raises(InstructorError, match=r"out of 29 points, it is out of 100;.*--out-of 100"):
        filled(CANVAS, hundred)
    assert differing(hundred, filled(CANVAS, hundred, out_of=Decimal(100)).content) == [
        ("12.00", "58.62"),
        ("", "28.02"),
    ]
    with pytest.raises(InstructorError, match="out of 50 points, it is out of 29"):
        filled(CANVAS, CANVAS_FILE, out_of=Decimal(50))


def test_points_above_the_maximum_are_pointed_out():
    plan = filled(CANVAS, CANVAS_FILE, [lesson(jane=30.5)])
    assert ("jane", LESSON, "30.50 is above the maximum of 29.00") in plan.remarks
    assert differing(CANVAS_FILE, plan.content) == [("12.00", "30.50")]


def test_the_same_at_two_decimals_is_no_change():
    for written in (b"17.00", b"17", b"17.004"):
        content = CANVAS_FILE.replace(b"12.00", written)
        plan = filled(CANVAS, content, [lesson(jane=17.001)])
        assert (plan.changes, plan.same, plan.content) == ([], 1, content)


def test_missing_is_empty_and_a_score_in_the_lms_stays():
    assert filled(CANVAS, CANVAS_FILE, [lesson()]).content == CANVAS_FILE
    plan = filled(CANVAS, CANVAS_FILE, [lesson(max=None)], missing_is_zero=True)
    assert differing(CANVAS_FILE, plan.content) == [("12.00", "0.00"), ("", "0.00")]


def test_only_what_changed():
    content = filled(CANVAS, CANVAS_FILE, changed_only=True).content
    lines = CANVAS_FILE.splitlines(keepends=True)
    jane = lines[2].replace(b"12.00", b"17.00")
    assert content == b"".join([*lines[:2], jane, lines[4].replace(b",x,,", b",x,8.13,")])


def test_a_hidden_row_and_other_headers_of_canvas():
    text = (
        CANVAS_FILE.decode()
        .replace("Student,ID", "LastName,FirstName,ID")
        .replace("SIS Login ID,", "SIS Login ID,Root Account,")
    )
    head, *others = text.split("\r\n")
    hidden = ",,,,,,,,Manual Posting,,"
    rows = [
        line.replace(", ", '","', 1).replace(",A,", ",uni.example,A,").replace(',"A and', ',uni.example,"A and')
        for line in others[1:]
    ]
    content = "\r\n".join([head, hidden, "    Points Possible,,,,,,,,29.00,10.00,(read only)", *rows]).encode()
    assert differing(content, filled(CANVAS, content).content) == [("12.00", "17.00"), ("", "8.13")]


@pytest.mark.parametrize("content", [GRADES_FILE, WORKSHEET_FILE, CANVAS_FILE.replace(b"Section", b"Group")])
def test_another_file_is_no_canvas_gradebook(content):
    with pytest.raises(InstructorError, match="expected a Canvas gradebook"):
        filled(CANVAS, content)


# Moodle


def test_a_worksheet_gets_its_grades_and_keeps_the_rest():
    plan = filled(WORKSHEET, WORKSHEET_FILE, [lesson(jane=17.0, _0012345=8.1249, max=3.0)])
    assert differing(WORKSHEET_FILE, plan.content) == [("", "17.00")]
    assert plan.same == 1
    assert plan.held == [("max", LESSON, "locked in Moodle")]


GERMAN = {
    "Identifier": "ID",
    "Full name": "Vollständiger Name",
    "ID number": "ID-Nummer",
    "Email address": "E-Mail-Adresse",
    "Maximum grade": "Bestwertung",
    "Grade can be changed": "Bewertung kann geändert werden",
    "Last modified (submission)": "Zuletzt geändert (Abgabe)",
    "Last modified (grade)": "Zuletzt geändert (Bewertung)",
    "Feedback comments": "Feedback als Kommentar",
    "Participant": "Teilnehmer/in",
    ",Grade,": ",Bewertung,",
    ",Yes,": ",Ja,",
    ",No,": ",Nein,",
    "29.00": '"29,00"',
    "8.12": '"8,12"',
}


def test_a_worksheet_in_another_language():
    text = WORKSHEET_FILE.decode()
    for english, german in GERMAN.items():
        text = text.replace(english, german)
    plan = filled(WORKSHEET, text.encode(), [lesson(jane=17.5, _0012345=9.0, max=3.0)])
    assert differing(text.encode(), plan.content) == [("", '"17,50"'), ('"8,12"', '"9,00"')]
    assert plan.held == [("max", LESSON, "locked in Moodle")]


def test_a_worksheet_without_names_is_matched_by_the_number_in_the_folder():
    content = "\n".join(
        [
            'Identifier,Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)"',
            *(f'"Participant {number}",Submitted,,29.00,Yes,-,-' for number in (12, 13, 120)),
        ]
    ).encode()
    people = [Person("Participant_12_assignsubmission_file"), Person("Participant 120"), Person("13")]
    points = {person.id: Earned(float(number)) for number, person in enumerate(people, 1)}
    plan = filled(WORKSHEET, content, [Lesson(LESSON, 29.0, points)], people)
    assert [one.after for one in plan.changes] == [1, 2]
    assert plan.not_in_file == ["13"]  # a number of the assignment is nobody's id


def test_moodle_takes_nothing_above_the_maximum():
    plan = filled(WORKSHEET, WORKSHEET_FILE, [lesson(jane=30.0)])
    assert plan.held == [("jane", LESSON, "30.00 is above the maximum of 29.00, which Moodle does not take")]
    plan = filled(GRADES, GRADES_FILE, [lesson(maximum=99.0, jane=100.5)])
    assert "above the maximum of 100" in plan.held[0][2]
    assert plan.content == GRADES_FILE


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((b"29.00", b"Good"), "graded by a scale"),
        ((b'"Last modified (grade)"', b"other"), "Last modified \\(grade\\)"),
        ((b"Participant", b"No"), None),
        ((b"Participant 12", b"Jane"), "rows like `Participant 12`"),
        ((b"8.12", b"C+"), "has `C\\+`"),
    ],
)
def test_what_is_no_worksheet_of_points_is_refused(change, said):
    content = WORKSHEET_FILE.replace(*change)
    if said is None:  # the word before the number is in any language
        assert len(filled(WORKSHEET, content).changes) == 2
        return
    with pytest.raises(InstructorError, match=said):
        filled(WORKSHEET, content)


def test_a_worksheet_is_of_one_assignment():
    with pytest.raises(InstructorError, match="one assignment for a worksheet, got logistic_regression, dropout"):
        filled(WORKSHEET, WORKSHEET_FILE, [GRADED, lesson("dropout")])


def test_the_gradebook_export_of_moodle():
    plan = filled(GRADES, GRADES_FILE)
    assert differing(GRADES_FILE, plan.content) == [("-", "17.00"), ("5.00", "8.13")]
    with pytest.raises(InstructorError, match=r"has `17\.24 %`"):
        filled(GRADES, GRADES_FILE, column="Assignment: Logistic regression (Percentage)")


def test_the_gradebook_export_of_moodle_in_another_language():
    text = (
        GRADES_FILE.decode()
        .replace("Email address", "Adresse de courriel")
        .replace("(Real)", "(Brut)")
        .replace("5.00", '"5,00"')
    )
    with pytest.raises(InstructorError, match=r"found 2: `Assignment: Logistic regression \(Brut\)`"):
        filled(GRADES, text.encode())
    column = "Assignment: Logistic regression (Brut)"
    assert differing(text.encode(), filled(GRADES, text.encode(), column=column).content) == [
        ("-", '"17,00"'),
        ('"5,00"', '"8,13"'),
    ]
    nobody = text.replace("ID number", "Numéro").replace("@", " at ").encode()
    with pytest.raises(InstructorError, match="--match HEADER"):
        filled(GRADES, nobody, column=column)
    assert len(filled(GRADES, nobody, column=column, match="Numéro").changes) == 2


def test_several_lessons_at_once():
    content = GRADES_FILE.replace(b"Course total (Real)", b"Assignment: Dropout (Real)")
    plan = filled(GRADES, content, [GRADED, lesson("dropout", jane=1.0)])
    assert [(one.assignment, one.student) for one in plan.changes] == [
        (LESSON, "0012345"),
        (LESSON, "jane"),
        ("dropout", "jane"),
    ]
    with pytest.raises(InstructorError, match="one assignment with --column, got 2"):
        filled(GRADES, content, [GRADED, lesson("dropout")], column="x")


# the commands


@pytest.fixture
def course(book, tmp_path, monkeypatch) -> Path:
    """A course folder with that gradebook and a Canvas file."""
    (tmp_path / "nbgrader_config.py").write_text(
        "from gradschool.teach.nbgrader_plugin.settings import settings\nsettings(get_config())\n"
    )
    rows = "".join(
        f'"x, {one}",{n},{one},{one},A,\r\n' for n, one in enumerate(("auto", "hand", "ungraded", "stranger"), 1)
    )
    header = "Student,ID,SIS User ID,SIS Login ID,Section,Logistic Regression (7)\r\n    Points Possible,,,,,29.00\r\n"
    (tmp_path / "canvas.csv").write_bytes((header + rows).encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["export", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


FILLING = (LESSON, "--form", "canvas", "--fill", "canvas.csv")


def test_the_command_writes_a_plain_csv(course):
    assert run() == (0, f"written: {course / 'exports' / 'grades.csv'}\n")
    first = (course / "exports" / "grades.csv").read_bytes()
    assert run()[0] == 0
    assert (course / "exports" / "grades.csv").read_bytes() == first
    assert first.startswith(b"student_id,last_name,first_name,email,")
    run(LESSON, "--students", "late,hand", "--to", "two.csv", "--missing", "zero")
    assert [line.split(",")[0] for line in (course / "two.csv").read_text().splitlines()] == [
        "student_id",
        "hand",
        "late",
    ]


def test_a_dry_run_says_everything_and_writes_nothing(course):
    before = {path: path.read_bytes() for path in course.iterdir() if path.suffix == ".csv"}
    code, said = run(*FILLING, "--dry-run")
    assert code == 0
    for line in (
        "auto, logistic_regression: empty → 0.30",
        "hand, logistic_regression: still to be graded by hand in part; the grade is what it is now",
        "ungraded, logistic_regression: not graded yet: no grade is written",
        "absent, logistic_regression: nothing handed in",
        "not in canvas.csv, though there is a grade: late",
        "not in the gradebook: line 6 (stranger)",
        "canvas.csv: 2 grades change, 0 stand there already, 0 held back",
        "nothing was written (--dry-run)",
    ):
        assert line in said.splitlines()
    assert {path: path.read_bytes() for path in course.iterdir() if path.suffix == ".csv"} == before
    assert not (course / "exports").exists()


def test_the_command_fills_and_leaves_the_lms_file_alone(course):
    given_bytes = (course / "canvas.csv").read_bytes()
    assert run(*FILLING)[0] == 0
    assert differing(given_bytes, (course / "exports" / "canvas.csv").read_bytes()) == [("", "0.30"), ("", "12.50")]
    (course / "link.csv").symlink_to("canvas.csv")
    for to in ("canvas.csv", "link.csv", "../" + course.name + "/canvas.csv"):
        code, said = run(*FILLING, "--to", to)
        assert (code, said.count("\n")) == (2, 1)
        assert "--overwrite" in said
        assert (course / "canvas.csv").read_bytes() == given_bytes
    assert run(*FILLING, "--to", "canvas.csv", "--overwrite")[0] == 0
    assert (course / "canvas.csv").read_bytes() == (course / "exports" / "canvas.csv").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((LESSON, "--fill", "canvas.csv"), "--form canvas | moodle-worksheet | moodle-grades"),
        ((LESSON, "--form", "canvas"), "--form canvas --fill FILE"),
        (("--form", "canvas", "--fill", "canvas.csv"), "got none; name them"),
        ((LESSON, "--form", "canvas", "--fill", "none.csv"), "found none; download it first"),
        (("nowhere",), "got nowhere"),
        ((*FILLING, "--to", "."), "is a folder"),
    ],
)
def test_a_slip_is_one_line(course, arguments, said):
    code, output = run(*arguments)
    assert (code, output.count("\n")) == (2, 1)
    assert said in output


def test_no_gradebook_is_one_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, said = run()
    assert (code, said.count("\n")) == (2, 1)
    assert "nbgrader generate_assignment" in said


PLUGINS = "gradschool.teach.nbgrader_plugin.export"


def nbgrader_export(monkeypatch, *arguments) -> int:
    """Run `nbgrader export` in this process; return its exit code."""
    NbGraderApp.clear_instance()
    monkeypatch.setattr("sys.argv", ["nbgrader", "export", *arguments])
    try:
        NbGraderApp.launch_instance(["export", *arguments])
    except SystemExit as end:
        return end.code or 0
    finally:
        NbGraderApp.clear_instance()
    return 0


def test_nbgraders_own_command_takes_them(course, monkeypatch, capfd):
    book = f"--db=sqlite:///{course / 'gradebook.db'}"
    assert nbgrader_export(monkeypatch, book, f"--exporter={PLUGINS}.PlainExporter", "--to", "plain.csv") == 0
    run("--to", "ours.csv")
    assert (course / "plain.csv").read_bytes() == (course / "ours.csv").read_bytes()
    one = ("--assignment", f"[{LESSON}]", f"--exporter={PLUGINS}.CanvasExporter", "--CanvasExporter.fill=canvas.csv")
    assert nbgrader_export(monkeypatch, book, *one, "--to", "filled.csv") == 0
    run(*FILLING)
    assert (course / "filled.csv").read_bytes() == (course / "exports" / "canvas.csv").read_bytes()
    capfd.readouterr()
    assert nbgrader_export(monkeypatch, book, *one, "--to", "canvas.csv") == 1
    said = capfd.readouterr().err
    assert "which is the LMS's own" in said
    assert "Traceback" not in said


def test_no_export_can_be_committed_by_accident():
    places = ["exports/grades.csv", "grades.csv", "2026-11-28_Grades-NN101.csv", "lessons/dropout/canvas.csv"]
    said = subprocess.run(["git", "check-ignore", *places], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split() == places


def test_the_page_shows_the_commands_as_they_are(course):
    """What docs/lms.md says to type is understood: only the LMS's file is not there."""
    page = (ROOT / "docs" / "lms.md").read_text(encoding="utf-8")
    lines = [line.split("#")[0].split() for line in page.splitlines() if line.startswith("gradschool export")]
    assert len(lines) >= 4
    for line in lines:
        code, said = run(*line[2:])
        assert code == 0 or "download it first" in said, said
    options = {param.opts[0] for param in main.commands["export"].params if param.opts[0].startswith("--")}
    assert not [option for option in options if f"`{option}" not in page and f" {option} " not in page]
