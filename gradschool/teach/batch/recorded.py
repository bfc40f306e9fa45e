"""What the gradebook holds of one submission: points of tests and of people, comments, and a late penalty."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class CellGrade:
    """The points of one graded cell, as nbgrader keeps them; None where nobody gave any."""

    automatic: float | None = None
    manual: float | None = None
    extra: float | None = None

    @property
    def points(self) -> float:
        """What counts: a person's points before automatic ones, and extra credit on top."""
        given = self.automatic if self.manual is None else self.manual
        return 0.0 if given is None else given + (self.extra or 0.0)


@dataclass(frozen=True)
class Recorded:
    """One submission in the gradebook.

    grades : notebook -> grade_id -> points; comments : notebook -> grade_id -> what a person wrote
    penalty : what was taken off for being late
    """

    grades: dict[str, dict[str, CellGrade]] = field(default_factory=dict)
    comments: dict[str, dict[str, str]] = field(default_factory=dict)
    penalty: float = 0.0

    @property
    def points(self) -> float:
        """The sum over all notebooks as nbgrader exports it: after the penalty, and never below zero."""
        earned = sum(grade.points for cells in self.grades.values() for grade in cells.values())
        return max(0.0, round(earned - self.penalty, 6))
