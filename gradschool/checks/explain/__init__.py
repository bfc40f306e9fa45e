"""Exceptions explained: one sentence for each, from the sub-expression that raised and what its operands were.

Every sentence is literally true of what happened: it is made from the values in the frame that stopped, from the
recording and from the source, and where these do not tell enough there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gradschool.checks.explain import calls, results
from gradschool.checks.explain.case import Case, Names
from gradschool.checks.explain.table import TABLE, WORDS
from gradschool.checks.fault import Scene, message_of, scenes_of
from gradschool.checks.record import Recording

LONGEST = 500  # characters of an explanation
_NO_NAMES = Names()


@dataclass(frozen=True)
class Explanation:
    """What is said of one exception; `kind` names the row of the table."""

    kind: str
    text: str


def explain(error: BaseException, recording: Recording | None = None, lesson: Names = _NO_NAMES) -> Explanation | None:
    """Return what is said of an exception, None where nothing is known beyond its type and message."""
    scenes, message = scenes_of(error), message_of(error)
    if not scenes:
        return None
    cases = [Case(scene, re.match("", message), recording, lesson) for scene in scenes]
    if isinstance(error, ValueError | TypeError | IndexError | AttributeError):
        for case in cases:
            if said := results.other_order(case) or results.passed_on(case):
                return Explanation("order", said[:LONGEST])
    found = None if scenes[-1].inside else _from_table(scenes[-1], message, recording, lesson)
    called = calls.called_from(cases)
    if found is None:
        said = calls.raised_inside(cases)
        return Explanation("in_call", said[:LONGEST]) if said else None
    return Explanation(found.kind, f"{found.text} {called}"[:LONGEST]) if called else found


def _from_table(scene: Scene, message: str, recording, lesson) -> Explanation | None:
    kinds = {kind.__name__ for kind in type(scene.error).__mro__}
    for row in TABLE:
        if row.type in kinds and (match := re.search(row.pattern, message)):
            case = Case(scene, match, recording, lesson)
            said = row.sentence(case) if scene.node is not None or row.kind in _WITHOUT_PLACE else None
            if said:
                return Explanation(row.kind, f"{said[0].upper()}{said[1:]}"[:LONGEST])
    return None


_WITHOUT_PLACE = ("recursion", "quit", "no_module", "undefined", "shapes")


def told(problem: dict) -> tuple[str, str]:
    """Return an exception's explanation as it came from anyone: in words without a value, and in full; or "".

    The words are this package's own. The sentence may be anything: it is only shortened and made printable.
    """
    kind, why = problem.get("kind"), problem.get("why")
    words = WORDS.get(kind, "") if isinstance(kind, str) else ""
    if not words or not isinstance(why, str):
        return "", ""
    return words, "".join(c if c.isprintable() else " " for c in why[: 2 * LONGEST])
