"""The two files of Moodle: an assignment's offline grading worksheet, and the gradebook's export for its import.

After mod/assign/feedback/offline/importgradeslib.php, mod/assign/gradingtable.php and grade/import/csv of Moodle. The
headers are in the teacher's language; known by name are the English ones, others by what stands under them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import partial

from gradschool.errors import InstructorError
from gradschool.teach.export.form import (
    Column,
    Layout,
    chosen_identity,
    one_column,
    refuse_other_than_numbers,
    same_words,
)
from gradschool.teach.export.people import Identity, address, own_id
from gradschool.teach.export.points import Person
from gradschool.teach.export.sheet import Sheet, number_in

_PARTICIPANT = re.compile(r"\D*?(?P<number>\d+)")
_IN_FOLDER = re.compile(r"_(\d+)_assignsubmission_")  # as in the folders of "Download all submissions"
_KNOWN = {"ID number": (own_id, False), "Email address": (address, True), "Username": (own_id, True)}
# Moodle's word for "No" under "Grade can be changed"; it matters for what is said, as Moodle skips such a row anyway.
_NO = {"no", "nein", "non", "não", "nee", "nej", "nei", "ne", "nie", "ei", "нет", "ні", "否", "いいえ", "아니오", "nem"}
_MOST = Decimal(100)  # of a gradebook without unlimited grades


def read_worksheet(sheet: Sheet, wanted: list[str], column: str | None, match: str | None, name: str) -> Layout:
    """Return how an offline grading worksheet is laid out; it belongs to one assignment.

    Raises
    ------
    InstructorError : it is no worksheet, is graded by a scale, names nobody by id or address, or two lessons are wanted
    """
    if len(wanted) != 1:
        raise InstructorError(f"expected one assignment for a worksheet, got {', '.join(wanted)}; fill one file each.")
    rows = _students(sheet)
    if not rows or not all(_PARTICIPANT.fullmatch(text) for text in sheet.column(0, [sheet.rows[row] for row in rows])):
        raise InstructorError(
            f"expected `Identifier` and rows like `Participant 12` first in {name}, found `{sheet.header[0]}`; "
            "download it in the assignment by Download grading worksheet."
        )
    grade = _worksheet_grade(sheet, rows, column, wanted[0], name)
    refuse_other_than_numbers(sheet, rows, grade, {"-"}, name)
    identities = chosen_identity(sheet, match, name) if match else _identities(sheet, rows, range(1, grade.index))
    by_folder = [] if match else [Identity(0, sheet.header[0], partial(_identifiers, sheet, rows))]
    return Layout(rows, identities + by_folder, {wanted[0]: grade}, partial(_locked, sheet), grade.maximum)


def read_grades(sheet: Sheet, wanted: list[str], column: str | None, match: str | None, name: str) -> Layout:
    """Return how an export of the gradebook as plain text is laid out, which its import takes again.

    Raises
    ------
    InstructorError : an assignment has no column or two, holds no numbers, or no column tells who a row is about
    """
    rows = _students(sheet)
    every = [Column(index, header) for index, header in enumerate(sheet.header)]
    columns = {}
    for assignment in wanted:
        found = one_column(_named(every, column or assignment), every, column or assignment, name)
        refuse_other_than_numbers(sheet, rows, found, {"-"}, name)
        columns[assignment] = found
    before = range(min((one.index for one in columns.values()), default=0))
    identities = chosen_identity(sheet, match, name) if match else _identities(sheet, rows, before)
    if not identities:
        raise InstructorError(
            f"expected `ID number`, `Email address` or `Username` in {name}, found none of that name; "
            "name the column that holds ids or addresses in your language: --match HEADER."
        )
    return Layout(rows, identities, columns, lambda row, column: None, _MOST)


def _students(sheet: Sheet) -> list[int]:
    return [number for number, row in enumerate(sheet.rows) if number and not row.is_blank]


def _named(every: list[Column], wanted: str) -> list[Column]:
    """Return the columns whose header is `wanted`, or `Assignment: wanted (Real)`; of several kinds the points."""
    whole = [column for column in every if column.header == wanted]
    titled = [column for column in every if same_words(wanted) in _titles(column.header)]
    real = [column for column in titled if column.header.endswith("(Real)")]
    return whole or (real if len(real) == 1 else titled)


def _titles(header: str) -> set[str]:
    without = re.sub(r"\s*\([^()]*\)$", "", header)
    return {same_words(text) for text in (header, without, without.partition(":")[2])}


def _identities(sheet: Sheet, rows: list[int], columns: Iterable[int]) -> list[Identity]:
    """Return the columns known by name, and those that hold nothing but e-mail addresses."""
    found = []
    for index in columns:
        header = sheet.header[index]
        texts = [text for row in rows if (text := sheet.rows[row].value(index))]
        if header in _KNOWN:
            found.append(Identity(index, header, *_KNOWN[header]))
        elif texts and all("@" in text for text in texts):
            found.append(Identity(index, header, address, any_case=True))
    return found


def _identifiers(sheet: Sheet, rows: list[int], person: Person) -> list[str]:
    """Return the identifier that a student's id gives: itself, or the number in the name of a downloaded folder."""
    number = _IN_FOLDER.search(person.id)
    if not number:
        return [person.id] if not person.id.isdecimal() else []
    texts = [sheet.rows[row].value(0) for row in rows]
    return [text for text in texts if _PARTICIPANT.fullmatch(text)["number"] == number[1]]


def _worksheet_grade(sheet: Sheet, rows: list[int], named: str | None, wanted: str, name: str) -> Column:
    """Return the column of the grades: the one named, or `Grade`, or the one before the maximum that all rows share."""
    every = [Column(index, header, _shared(sheet, rows, index + 1)) for index, header in enumerate(sheet.header)]
    found = [column for column in every if column.header == (named or "Grade")]
    if not named and not found:
        found = [column for column in every[1:] if column.maximum and _is_grade(sheet, rows, column)]
    grade = one_column(found, every, named or wanted, name)
    if grade.maximum is None:
        raise InstructorError(
            f"expected the maximum grade beside `{grade.header}` in {name}, found no number there; "
            "an assignment graded by a scale takes no points."
        )
    missing = "Last modified (grade)" not in sheet.header if sheet.header[0] == "Identifier" else False
    if missing or grade.index + 3 >= len(sheet.header):
        raise InstructorError(
            f"expected `Last modified (grade)` in {name}, without which Moodle takes no worksheet; "
            "give the file as Moodle made it."
        )
    return grade


def _shared(sheet: Sheet, rows: list[int], index: int) -> Decimal | None:
    """Return the number that stands in every row of a column; None if there is none."""
    texts = set(sheet.column(index, [sheet.rows[row] for row in rows]))
    return number_in(texts.pop()) if len(texts) == 1 else None


def _is_grade(sheet: Sheet, rows: list[int], column: Column) -> bool:
    texts = sheet.column(column.index, [sheet.rows[row] for row in rows])
    numbers = [number_in(text) for text in texts if text not in ("", "-")]
    return all(number is not None and number <= column.maximum for number in numbers)


def _locked(sheet: Sheet, row: int, column: Column) -> str | None:
    """Return that a grade is locked, which stands after the maximum or after the state of the marking workflow."""
    after = (sheet.rows[row].value(column.index + offset) for offset in (2, 3))
    return "locked in Moodle" if any(text.casefold() in _NO for text in after) else None
