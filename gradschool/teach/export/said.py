"""What a plan says to the instructor: what changes, who is not found on either side, which grades to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gradschool.teach.export.fill import Plan


def plan_lines(plan: Plan, name: str, every_change: bool) -> list[str]:
    """Return the plan a line each, what may surprise last; the grades themselves only with `every_change`."""
    changes = [f"{one.student}, {one.assignment}: {one.before or 'empty'} → {one.after}" for one in plan.changes]
    remarks = [(f"{student}, {assignment}", said) for student, assignment, said in plan.remarks]
    held = [f"not written: {student}, {assignment}: {why}" for student, assignment, why in plan.held]
    counted = f"{name}: {len(plan.changes)} grades change, {plan.same} stand there already, {len(plan.held)} held back"
    return [
        *(changes if every_change else []),
        *([f"{who}: {said}" for who, said in remarks] if every_change else _counts(said for _, said in remarks)),
        *held,
        *(f"not in {name}, though there is a grade: {student}" for student in plan.not_in_file),
        *(f"not in the gradebook: {stranger}" for stranger in plan.not_in_gradebook),
        counted,
    ]


def _counts(said: Iterable[str]) -> list[str]:
    return [f"{count} × {text}" for text, count in Counter(said).items()]
