"""Finds the students of the gradebook in the rows of an LMS's file: by ids, logins and addresses, never by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gradschool.errors import InstructorError
from gradschool.teach.export.points import Person
from gradschool.teach.export.sheet import Sheet


@dataclass(frozen=True)
class Identity:
    """A column that tells who a row is about, and what of a student may stand in it."""

    index: int
    header: str
    says: Callable[[Person], Iterable[str]]
    any_case: bool = False  # logins and addresses are the same in capitals


def lms_id(person: Person) -> list[str]:
    """Return the LMS's own number of a student, which the gradebook may hold."""
    return [person.lms_id]


def own_id(person: Person) -> list[str]:
    """Return a student's id in the gradebook."""
    return [person.id]


def address(person: Person) -> list[str]:
    """Return a student's e-mail address, which may be the id."""
    return [person.email, person.id]


def any_of_them(person: Person) -> list[str]:
    """Return everything that a student is known by, for a column that the instructor named."""
    return [person.id, person.lms_id, person.email]


def find_people(
    people: list[Person], sheet: Sheet, rows: list[int], identities: list[Identity], name: str
) -> dict[str, int]:
    """Return for each student who is in the file the index of their row.

    The LMS's own number, if the gradebook has it, decides alone. Otherwise every column is looked at, first as written,
    then with capitals as small letters.

    Raises
    ------
    InstructorError : one student stands in two rows, or two students are the same row
    """
    found: dict[str, int] = {}
    numbered = [identity for identity in identities if identity.says is lms_id]
    for columns, folded in (
        (numbered, False),
        (identities, False),
        ([one for one in identities if one.any_case], True),
    ):
        left = [person for person in people if person.id not in found]
        free = [row for row in rows if row not in found.values()] if folded else rows
        new = _found(left, sheet, free, columns, name, folded)
        _refuse_shared(found, new, sheet, name)
        found |= new
    return found


def _refuse_shared(found, new, sheet, name) -> None:
    whose = {row: student for student, row in found.items()}
    for student, row in new.items():
        if row in whose:
            raise _two_students(whose[row], student, sheet.rows[row].line, name)


def _found(people, sheet, rows, identities, name, folded=False) -> dict[str, int]:
    found: dict[str, int] = {}
    by_row: dict[int, str] = {}
    tables = [(identity, _table(sheet, rows, identity, folded)) for identity in identities]
    for person in people:
        where = sorted({row for identity, table in tables for row in _looked_up(person, identity, table, folded)})
        if len(where) > 1:
            lines = " and ".join(str(sheet.rows[row].line) for row in where[:2])
            raise InstructorError(
                f"expected one row for {person.id} in {name}, found lines {lines}; "
                "name the one column that holds the ids: --match HEADER."
            )
        for row in where:
            if row in by_row:
                raise _two_students(by_row[row], person.id, sheet.rows[row].line, name)
            found[person.id], by_row[row] = row, person.id
    return found


def _table(sheet, rows, identity, folded) -> dict[str, list[int]]:
    table: dict[str, list[int]] = {}
    for row in rows:
        table.setdefault(_key(sheet.rows[row].value(identity.index), folded), []).append(row)
    return table


def _looked_up(person, identity, table, folded) -> list[int]:
    texts = {_key(text, folded) for text in identity.says(person)} - {""}
    return [row for text in texts for row in table.get(text, ())]


def _key(text: str, folded: bool) -> str:
    return text.strip().casefold() if folded else text.strip()


def _two_students(one: str, other: str, line: int, name: str) -> InstructorError:
    return InstructorError(
        f"expected one student for line {line} of {name}, found two in the gradebook, {one} and {other}; "
        "mend their ids or addresses, or name the column that holds the ids: --match HEADER."
    )
