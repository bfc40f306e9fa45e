"""The gradebook file of Canvas: as Grades, Export gives it and Import takes it.

After lib/gradebook_exporter.rb and lib/gradebook_importer.rb of canvas-lms.
"""

from __future__ import annotations

import re
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
from gradschool.teach.export.people import Identity, address, lms_id, own_id
from gradschool.teach.export.sheet import Sheet, number_in

_ASSIGNMENT = re.compile(r"(?P<title>.*\S)\s*\((?P<id>\d+)\)", re.DOTALL)
_SUMS = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_UNTOUCHABLE = {"EX": "excused in Canvas", "N/A": "not assigned to them in Canvas"}


def read_canvas(sheet: Sheet, wanted: list[str], column: str | None, match: str | None, name: str) -> Layout:
    """Return how a Canvas gradebook is laid out, with the columns of the assignments `wanted`.

    Raises
    ------
    InstructorError : it is no Canvas gradebook; an assignment has no column, two, or one that cannot be written
    """
    section = _section(sheet.header, name)
    possible = _points_possible(sheet)
    rows = [number for number in range((possible or 0) + 1, len(sheet.rows)) if not sheet.rows[number].is_blank]
    every = _assignments(sheet, section, possible)
    columns = {}
    for assignment in wanted:
        found = one_column(_named(every, column or assignment), every, column or assignment, name)
        _refuse_read_only(sheet, found, possible, name)
        refuse_other_than_numbers(sheet, rows, found, {"-", *_UNTOUCHABLE}, name)
        columns[assignment] = found
    identities = chosen_identity(sheet, match, name) if match else _identities(sheet.header, section)
    return Layout(rows, identities, columns, partial(_held, sheet))


def _section(header: list[str], name: str) -> int:
    """Return the index of the last column that is about the student, as Canvas's own importer finds it."""
    one_name = len(header) > 3 and "Student" in header[0] and "ID" in header[1]
    two_names = len(header) > 4 and "LastName" in header[0] and "FirstName" in header[1] and "ID" in header[2]
    found = [index for index, text in enumerate(header[:8]) if "Section" in text]
    if not (one_name or two_names) or not found:
        raise InstructorError(
            f"expected a Canvas gradebook (Student, ID, …, Section, assignments) in {name}, found "
            f"`{', '.join(header[:4])}`; download it by Grades, Export, Export Entire Gradebook."
        )
    return found[0]


def _points_possible(sheet: Sheet) -> int | None:
    """Return the index of the row with the maxima; what stands above it is no student."""
    return next((number for number, row in enumerate(sheet.rows[:5]) if row.value(0) == "Points Possible"), None)


def _assignments(sheet: Sheet, section: int, possible: int | None) -> list[Column]:
    """Return the columns `Title (1234)`; another one is the teacher's own, or Canvas would make an assignment of it."""
    return [
        Column(index, header, number_in(sheet.rows[possible].value(index)) if possible else None)
        for index, header in enumerate(sheet.header)
        if index > section and _ASSIGNMENT.fullmatch(header) and not _SUMS.search(header)
    ]


def _named(every: list[Column], wanted: str) -> list[Column]:
    """Return the columns whose header, Canvas number or title is `wanted`; the first of these that there is."""
    for says in (_header, _number, _title):
        found = [column for column in every if says(column) == (same_words(wanted) if says is _title else wanted)]
        if found:
            return found
    return []


def _header(column: Column) -> str:
    return column.header


def _number(column: Column) -> str:
    return _ASSIGNMENT.fullmatch(column.header)["id"]


def _title(column: Column) -> str:
    return same_words(_ASSIGNMENT.fullmatch(column.header)["title"])


def _refuse_read_only(sheet: Sheet, column: Column, possible: int | None, name: str) -> None:
    said = sheet.rows[possible].value(column.index) if possible else ""
    if said and column.maximum is None:  # `(read only)`, in the teacher's language
        raise InstructorError(f"expected a column that can be written, `{column.header}` of {name} is `{said}`.")


def _identities(header: list[str], section: int) -> list[Identity]:
    known = {"ID": (lms_id, False), "SIS User ID": (own_id, False), "SIS Login ID": (address, True)}
    return [Identity(index, text, *known[text]) for index, text in enumerate(header[:section]) if text in known]


def _held(sheet: Sheet, row: int, column: Column) -> str | None:
    return _UNTOUCHABLE.get(sheet.rows[row].value(column.index).upper())
