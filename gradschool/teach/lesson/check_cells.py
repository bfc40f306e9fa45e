"""How an exercise's check cell is known in a notebook, and which part of it is hidden from students."""

from __future__ import annotations

BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
CHECK_PREFIX = "check_"  # before the exercise's name, it is the cell's grade_id


def exercise_of(grade_id: str) -> str | None:
    """Return the exercise that a check cell's grade_id belongs to; None for other cells."""
    return grade_id.removeprefix(CHECK_PREFIX) if grade_id.startswith(CHECK_PREFIX) else None


def visible_part(source: str) -> str:
    """Return a check cell's text without its hidden region."""
    kept, hidden = [], False
    for line in source.split("\n"):
        if BEGIN_HIDDEN.strip("# ") in line:
            hidden = True
        if not hidden:
            kept.append(line)
        if END_HIDDEN.strip("# ") in line:
            hidden = False
    return "\n".join(kept)
