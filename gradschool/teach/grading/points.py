"""What a notebook earned, whichever kind it is of."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Points:
    """What a notebook earned.

    scores : grade_id -> points (None: a person must give them)
    causes : exercise -> cause (None if right); failed : an own notebook's tests that earned less than they may
    notes : exercise -> what of it was taken from where
    """

    scores: dict[str, float | None] = field(default_factory=dict)
    causes: dict[str, str | None] = field(default_factory=dict)
    failed: tuple[str, ...] = ()
    notes: dict[str, list[str]] = field(default_factory=dict)
