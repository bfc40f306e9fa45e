"""What is kept in the metadata of a notebook and of its cells, under one name, for whoever handles the notebook next.

nbgrader hands on a notebook and nothing else, and `regrade` finds nothing else: what a cell's function returned stands
in the cell itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields

from nbformat import NotebookNode

MARK = "gradschool"


class _Mark:
    """A record that stands in the metadata of a cell or notebook; fields that have their default are left out."""

    @classmethod
    def read(cls, node: NotebookNode):
        """Return the record as it stands there; whatever is missing has its default."""
        about = node.metadata.get(MARK)
        about = about if isinstance(about, dict) else {}
        return cls(**{field.name: about[field.name] for field in fields(cls) if field.name in about})

    def write(self, node: NotebookNode) -> None:
        """Put the record there in place of any other; an empty one takes the entry out."""
        values = vars(self)
        about = {field.name: values[field.name] for field in fields(self) if values[field.name] != field.default}
        if about:
            dict.__setitem__(node.metadata, MARK, about)  # a NotebookNode would make a copy of every part of it
        else:
            node.metadata.pop(MARK, None)


@dataclass(frozen=True)
class CellMark(_Mark):
    """What is kept with a cell.

    stub : beside a solution in the instructor edition, what the class edition has in its place
    added : the cell is the student's own
    observations : what an exercise's probe observed, as JSON text; the data themselves where an older version graded
    reason : why there is none, or why the cell was stopped
    cause, points : what the judge found
    taken : with a solution, where its text was taken from, if that is not its own cell
    spoilt : with a check cell, which names were put back to what they were before another cell changed them
    """

    stub: str | None = None
    added: bool = False
    observations: str | list | None = None
    reason: str | None = None
    cause: str | None = None
    points: float | None = None
    taken: str | None = None
    spoilt: tuple[str, ...] | list[str] = ()

    def trials(self) -> list | None:
        """Return the observations as data; None if there are none that can be read."""
        try:
            return json.loads(self.observations) if isinstance(self.observations, str) else self.observations
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True)
class BookMark(_Mark):
    """What is kept with a notebook: why the submitted file could not be read, or why it was stopped."""

    unreadable: str | None = None
    reason: str | None = None

    @property
    def why(self) -> str | None:
        return self.unreadable or self.reason
