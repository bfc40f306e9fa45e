"""Fills the file that an LMS gave with the grades of the gradebook, after a plan that says what changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from gradschool.errors import InstructorError
from gradschool.teach.export.canvas import read_canvas
from gradschool.teach.export.form import Column, Layout
from gradschool.teach.export.moodle import read_grades, read_worksheet
from gradschool.teach.export.people import find_people
from gradschool.teach.export.points import Lesson, Person, exact, two_decimals
from gradschool.teach.export.sheet import Sheet, number_in, read_sheet

CANVAS, WORKSHEET, GRADES = "canvas", "moodle-worksheet", "moodle-grades"
FORMS: dict[str, Callable[..., Layout]] = {CANVAS: read_canvas, WORKSHEET: read_worksheet, GRADES: read_grades}


@dataclass(frozen=True)
class Choices:
    """What the instructor chose: how people and columns are found, what is written for whom."""

    column: str | None = None  # the assignment's column, by its header
    match: str | None = None  # the column that tells who a row is about, by its header
    out_of: Decimal | None = None  # grades are converted to this maximum
    missing_is_zero: bool = False
    changed_only: bool = False  # leave out the students of whom nothing changes


@dataclass(frozen=True)
class Change:
    """A grade that the file gets."""

    student: str
    assignment: str
    before: str
    after: Decimal


@dataclass
class Plan:
    """What filling a file would do, and the filled file."""

    content: bytes = b""
    changes: list[Change] = field(default_factory=list)
    same: int = 0  # grades that the file has already
    held: list[tuple[str, str, str]] = field(default_factory=list)  # student, assignment, why it is not written
    not_in_file: list[str] = field(default_factory=list)  # students with a grade
    not_in_gradebook: list[str] = field(default_factory=list)  # rows of the file
    remarks: list[tuple[str, str, str]] = field(default_factory=list)  # student, assignment, what to know of the grade


def fill(
    form: str, content: bytes, name: str, people: list[Person], lessons: list[Lesson], choices: Choices | None = None
) -> Plan:
    """Return the plan for a file of an LMS, `content` of the name `name`, that takes the grades of `lessons`.

    Raises
    ------
    InstructorError : the file is not of that form; a column or a person is found twice; maxima differ
    """
    choices = choices or Choices()
    if choices.column and len(lessons) != 1:
        raise InstructorError(f"expected one assignment with --column, got {len(lessons)}; fill one column each time.")
    sheet = read_sheet(content, name)
    layout = FORMS[form](sheet, [lesson.name for lesson in lessons], choices.column, choices.match, name)
    _refuse_shared_columns(layout, name)
    rows = find_people(people, sheet, layout.students, layout.identities, name)
    plan, new = Plan(), {}
    for lesson in lessons:
        column = layout.columns[lesson.name]
        factor = _factor(lesson, column, choices.out_of, name)
        for person in people:
            grade = _grade(lesson, person.id, factor, choices.missing_is_zero)
            _remark(plan, lesson, person.id)
            if grade is not None and _is_written(plan, sheet, layout, rows, lesson.name, person.id, grade):
                new[rows[person.id], column.index] = grade
    plan.not_in_gradebook = _strangers(sheet, layout, set(rows.values()))
    dropped = set(layout.students) - {row for row, _ in new} if choices.changed_only else set()
    plan.content = sheet.written(new, frozenset(dropped))
    return plan


def _grade(lesson: Lesson, student: str, factor: Decimal, missing_is_zero: bool) -> Decimal | None:
    points = lesson.points(student, missing_is_zero)
    return None if points is None else two_decimals(exact(points) * factor)


def _is_written(plan, sheet: Sheet, layout: Layout, rows, assignment: str, student: str, grade: Decimal) -> bool:
    """Return whether a grade goes into the file; enter it, or why not, in the plan."""
    if student not in rows:
        if student not in plan.not_in_file:
            plan.not_in_file.append(student)
        return False
    row, column = rows[student], layout.columns[assignment]
    before = sheet.rows[row].value(column.index)
    why = _why_held(sheet, layout, row, column, grade)
    if why:
        plan.held.append((student, assignment, why))
    elif number_in(before) is not None and two_decimals(number_in(before)) == grade:
        plan.same += 1
    else:
        plan.changes.append(Change(student, assignment, before, grade))
        if column.maximum is not None and grade > column.maximum:
            plan.remarks.append((student, assignment, f"{grade} is above the maximum of {column.maximum}"))
        return True
    return False


def _why_held(sheet: Sheet, layout: Layout, row: int, column: Column, grade: Decimal) -> str | None:
    if column.index >= len(sheet.rows[row].cells):
        return f"line {sheet.rows[row].line} ends before that column"
    if layout.most is not None and grade > layout.most:
        return f"{grade} is above the maximum of {layout.most}, which Moodle does not take"
    return layout.held(row, column)


def _remark(plan: Plan, lesson: Lesson, student: str) -> None:
    earned = lesson.earned.get(student)
    if earned is None:
        plan.remarks.append((student, lesson.name, "nothing handed in"))
    elif earned.points is None:
        plan.remarks.append((student, lesson.name, "not graded yet: no grade is written"))
    elif earned.by_hand:
        plan.remarks.append((student, lesson.name, "still to be graded by hand in part; the grade is what it is now"))


def _factor(lesson: Lesson, column: Column, out_of: Decimal | None, name: str) -> Decimal:
    """Return what points are multiplied by.

    Raises
    ------
    InstructorError : what the LMS gives for all of it is something else, or the lesson gives no points at all
    """
    maximum = exact(lesson.maximum)
    target = maximum if out_of is None else out_of
    if column.maximum is not None and column.maximum != target:
        said = f"{column.maximum.normalize():f}"
        raise InstructorError(
            f"expected column `{column.header}` of {name} out of {target.normalize():f} points, it is out of {said}; "
            f"change that in the LMS, or convert: --out-of {said}."
        )
    if out_of is None:
        return Decimal(1)
    if not maximum:
        raise InstructorError(f"expected points for {lesson.name}, it is worth 0; nothing can be converted.")
    return out_of / maximum


def _refuse_shared_columns(layout: Layout, name: str) -> None:
    whose: dict[int, str] = {}
    for assignment, column in layout.columns.items():
        other = whose.setdefault(column.index, assignment)
        if other != assignment:
            raise InstructorError(
                f"expected a column of its own for {assignment} in {name}, `{column.header}` is that of {other} too."
            )


def _strangers(sheet: Sheet, layout: Layout, known: set[int]) -> list[str]:
    """Return who is in the file and not in the gradebook: the line and the first thing that tells who it is."""
    found = []
    for number in layout.students:
        if number not in known:
            row = sheet.rows[number]
            texts = [row.value(identity.index) for identity in reversed(layout.identities)] + [row.value(0)]
            found.append(f"line {row.line} ({next(filter(None, texts), 'without a name')})")
    return found
