"""An explanation as plain text that an instructor can read, or forward as it is."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from gradschool.teach.batch.why import Account, Explanation
from gradschool.teach.files import printable

_WIDTH, _LABEL = 110, 12
_PARTS = {"taken": "taken", "ran": "ran", "observed": "observed", "reasons": "points", "by_hand": "by hand"}


def as_text(explanation: Explanation) -> str:
    """Return an explanation as lines of text; nothing in it commands a terminal."""
    lines = [printable(f"{explanation.student}, {explanation.lesson}")]
    for sentence in explanation.about:
        lines += _wrapped("", sentence, 2)
    for account in explanation.accounts:
        lines += ["", *_lines(account)]
    return "\n".join(lines)


def _lines(account: Account) -> Iterator[str]:
    yield printable(f"{account.exercise}: {account.points:g} of {account.worth:g} points")
    for part, label in _PARTS.items():
        for number, sentence in enumerate(getattr(account, part)):
            yield from _wrapped("" if number else label, sentence, _LABEL)


def _wrapped(label: str, sentence: str, indent: int) -> list[str]:
    first = f"  {label}".ljust(indent)
    return textwrap.wrap(
        printable(sentence), _WIDTH, initial_indent=first, subsequent_indent=" " * indent, break_on_hyphens=False
    )
