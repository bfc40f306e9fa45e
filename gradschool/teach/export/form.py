"""What is to be known of an LMS's file before it is filled: who its rows are, which column is an assignment's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from gradschool.errors import InstructorError
from gradschool.teach.export.people import Identity, any_of_them
from gradschool.teach.export.sheet import Sheet, number_in

_MOST_NAMED = 8


@dataclass(frozen=True)
class Column:
    """An assignment's column, and the points that the LMS gives for all of it, if the file says so."""

    index: int
    header: str
    maximum: Decimal | None = None


@dataclass(frozen=True)
class Layout:
    """A file of one form: the rows that are students, the columns that tell who, the columns of the assignments."""

    students: list[int]
    identities: list[Identity]
    columns: dict[str, Column]
    held: Callable[[int, Column], str | None]  # why the LMS would not take a grade in this row and column
    most: Decimal | None = None  # the LMS takes nothing above it


def same_words(text: str) -> str:
    """Return a name such that `logistic_regression` and `Logistic Regression` are the same."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def one_column(found: list[Column], every: list[Column], wanted: str, name: str) -> Column:
    """Return the one column that was found.

    Raises
    ------
    InstructorError : there is none, or more than one
    """
    if len(found) == 1:
        return found[0]
    if found:
        said = f"found {len(found)}: {_listed(found)}"
    else:
        said = f"found none; there are {_listed(every)}" if every else "found no assignment at all"
    raise InstructorError(f"expected one column for {wanted} in {name}, {said}; name it: --column HEADER.")


def _listed(columns: list[Column]) -> str:
    named = [f"`{column.header}`" for column in columns[:_MOST_NAMED]]
    return ", ".join(named + ["…"] * (len(columns) > _MOST_NAMED))


def chosen_identity(sheet: Sheet, match: str, name: str) -> list[Identity]:
    """Return the column of that header as the only one that tells who a row is about.

    Raises
    ------
    InstructorError : there is no such column, or more than one
    """
    found = [index for index, header in enumerate(sheet.header) if header == match.strip()]
    if len(found) != 1:
        headers = ", ".join(f"`{header}`" for header in sheet.header[:_MOST_NAMED])
        raise InstructorError(f"expected one column `{match}` in {name}, found {len(found)}; it begins {headers}.")
    return [Identity(found[0], match, any_of_them, any_case=True)]


def refuse_other_than_numbers(sheet: Sheet, rows: list[int], column: Column, besides: set[str], name: str) -> None:
    """Refuse a column of letters, percentages or words, into which points do not belong.

    Raises
    ------
    InstructorError : a cell is neither empty nor a number nor one of `besides`
    """
    for row in rows:
        text = sheet.rows[row].value(column.index)
        if text and text.upper() not in besides and number_in(text) is None:
            raise InstructorError(
                f"expected points in column `{column.header}` of {name}, line {sheet.rows[row].line} has `{text}`; "
                "let the LMS grade by points and export them as numbers."
            )
