"""What is kept beside a graded submission's notebooks, and read again by every later run and report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Summary:
    """A graded submission in short.

    scores : notebook -> grade_id -> points (None: a person must give them)
    causes : exercise -> id of its cause (None if right)
    failed : an own notebook's tests that earned less than they may
    reason : what ended it early or could not be taken, the first of all
    fingerprint : tells whether it must be graded again
    notes : exercise -> what of it was taken from where; taken : which of its notebooks lay elsewhere
    """

    scores: dict[str, dict[str, float | None]] = field(default_factory=dict)
    causes: dict[str, str | None] = field(default_factory=dict)
    failed: tuple[str, ...] = ()
    reason: str | None = None
    fingerprint: str = ""
    notes: dict[str, list[str]] = field(default_factory=dict)
    taken: tuple[str, ...] = ()

    def points(self) -> Iterator[float | None]:
        """Yield the points of each graded cell."""
        for scores in self.scores.values():
            yield from scores.values()

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Summary:
        """Return the summary that `to_json` wrote, now or in an older version.

        Raises
        ------
        ValueError : it is none
        """
        data = json.loads(content)
        scores = data.get("scores") if isinstance(data, dict) else None
        if not (isinstance(scores, dict) and all(isinstance(one, dict) for one in scores.values())):
            raise ValueError("a summary has scores")
        return cls(
            scores,
            data.get("causes") or {},
            tuple(data.get("failed") or ()),
            data.get("reason"),
            data.get("fingerprint", ""),
            data.get("notes") or {},
            tuple(data.get("taken") or ()),
        )
