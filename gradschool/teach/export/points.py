"""What a class earned, as nbgrader's own export computes it: manual grades, extra credit, late penalties."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from nbgrader.api import Assignment, Grade, Gradebook, Student, SubmittedAssignment, SubmittedNotebook

from gradschool.errors import InstructorError


@dataclass(frozen=True)
class Person:
    """A student as the gradebook knows them; what it does not know is empty."""

    id: str
    last_name: str = ""
    first_name: str = ""
    email: str = ""
    lms_id: str = ""


@dataclass(frozen=True)
class Earned:
    """A submission's points after the late penalty; None where nothing of it was graded, by the judge or by hand."""

    points: float | None
    penalty: float = 0.0
    by_hand: bool = False  # something is still to be graded by hand


@dataclass(frozen=True)
class Lesson:
    """An assignment: its maximum, and what each student with a submission earned."""

    name: str
    maximum: float
    earned: dict[str, Earned] = field(default_factory=dict)

    def points(self, student: str, missing_is_zero: bool = False) -> float | None:
        """Return a student's points; None where there are none, which is not 0 unless the instructor says so."""
        if student not in self.earned:
            return 0.0 if missing_is_zero else None
        return self.earned[student].points


def read_people(gradebook: Gradebook, only: Collection[str] = ()) -> list[Person]:
    """Return the students in the order of their ids, all or `only` some.

    Raises
    ------
    InstructorError : one of `only` is not in the gradebook
    """
    columns = Student.id, Student.last_name, Student.first_name, Student.email, Student.lms_user_id
    people = {row[0]: Person(*(text or "" for text in row)) for row in gradebook.db.query(*columns)}
    unknown = sorted(set(only) - set(people))
    if unknown:
        raise InstructorError(f"expected students of the gradebook, got {', '.join(unknown)}; they are not in it.")
    return [people[name] for name in sorted(people) if not only or name in only]


def read_lessons(gradebook: Gradebook, names: Collection[str] = ()) -> list[Lesson]:
    """Return assignments with what was earned in them: those named, in that order, else all in nbgrader's own.

    Raises
    ------
    InstructorError : the gradebook does not know one of them, or knows none
    """
    maxima = {assignment.name: assignment.max_score for assignment in gradebook.assignments}
    unknown = [name for name in names if name not in maxima]
    if unknown or not maxima:
        known = ", ".join(maxima) or "none yet; run `nbgrader generate_assignment` first"
        raise InstructorError(
            f"expected assignments of the gradebook ({known}), got {', '.join(unknown) or 'nothing'}."
        )
    return [Lesson(name, maxima[name], _earned(gradebook, name)) for name in dict.fromkeys(names or maxima)]


def _earned(gradebook: Gradebook, assignment: str) -> dict[str, Earned]:
    one = SubmittedAssignment
    query = gradebook.db.query(one.id, one.student_id, one.score, one.late_submission_penalty, one.needs_manual_grade)
    rows = query.join(Assignment, one.assignment_id == Assignment.id).filter(Assignment.name == assignment)
    scored = _scored(gradebook, assignment)
    return {
        student: Earned(max(0.0, score - penalty) if id in scored or not by_hand else None, penalty, bool(by_hand))
        for id, student, score, penalty, by_hand in rows
    }


def _scored(gradebook: Gradebook, assignment: str) -> set[str]:
    """Return the submissions of which at least one cell has a score, automatic or by hand."""
    rows = (
        gradebook.db.query(SubmittedNotebook.assignment_id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name == assignment)
        .filter(Grade.auto_score.is_not(None) | Grade.manual_score.is_not(None))
    )
    return {id for (id,) in rows}


def exact(points: float) -> Decimal:
    """Return points without what binary fractions leave behind: 0.1 + 0.2 is 0.3."""
    return Decimal(repr(round(points, 9)))


def two_decimals(points: Decimal) -> Decimal:
    """Return points as an LMS shows and compares them."""
    return points.quantize(Decimal("0.01"), ROUND_HALF_UP)


def plain_number(points: float) -> str:
    """Return points with as many decimals as they need: 17, 16.5."""
    return format(exact(points).normalize() + 0, "f")
