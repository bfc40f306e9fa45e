"""A lesson's text as lines: where its code cells stand, and the slots among them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(r"```python(?:\s+(.*))?$")
_SLOT = re.compile(r'exercise="([^"]*)"')


@dataclass(frozen=True)
class CodeCell:
    """A code cell: its text, the line on which that begins (the first is 1), and what its fence says of it."""

    source: str
    line: int
    about: str

    @property
    def exercise(self) -> str | None:
        """The exercise whose slot it is; None if it is none."""
        found = _SLOT.search(self.about)
        return found[1] if found else None

    @property
    def lines(self) -> range:
        """The numbers of its lines, without the fences."""
        return range(self.line, self.line + len(self.source.splitlines()))


def code_cells(text: str) -> list[CodeCell]:
    """Return the code cells of a lesson's text, in order; other fences belong to the prose."""
    cells, inside, about = [], None, ""
    for number, line in enumerate(text.splitlines(), 1):
        opening = _OPENING.match(line)
        if inside is None and opening:
            inside, about = [], opening[1] or ""
        elif inside is not None and line.startswith("```"):
            cells.append(CodeCell("\n".join(inside), number - len(inside), about))
            inside = None
        elif inside is not None:
            inside.append(line)
    return cells
