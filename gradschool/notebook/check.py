"""The check under each exercise: tries the student's function, shows one card, raises if it is not right."""

from __future__ import annotations

from gradschool.checks.card import card, display_card, headline, message
from gradschool.checks.explain.case import Names
from gradschool.checks.following import Following, key_on_top_of
from gradschool.checks.observe import observe
from gradschool.checks.verdict import Verdict
from gradschool.errors import CheckFailed, LearnerError
from gradschool.notebook.lesson import Lesson, current


def check(function) -> None:
    """Try `function` on the lesson's visible inputs and show a card that says what is right, or why it is wrong.

    Raises
    ------
    CheckFailed : it is not right yet
    LearnerError : there is no such exercise in this lesson
    """
    lesson = current()
    verdict = verdict_of(lesson, function)
    _remember(lesson, verdict)
    display_card(card(verdict))
    if not verdict.right:
        raise CheckFailed(f"{headline(verdict)}. {message(verdict)}")


def verdict_of(lesson: Lesson, function) -> Verdict:
    """Return the verdict on the visible inputs, following wrong earlier exercises through."""
    name = getattr(function, "__name__", None)
    if name not in lesson.keys:
        raise LearnerError(
            f"expected one of this lesson's functions ({', '.join(lesson.keys)}), "
            f"got {name or type(function).__name__!r}; keep the name of the exercise."
        )
    namespace = {**getattr(function, "__globals__", {}), name: function}
    words = Names.of(lesson.probes)
    following = Following(
        lesson.probes,
        lesson.uses,
        lambda exercise, beneath: key_on_top_of(lesson.keys[exercise], beneath),
        lambda exercise: observe(namespace.get(exercise), lesson.probes[exercise], lesson.keys[exercise].seeds, words),
    )
    return following.verdict(name)


def _remember(lesson, verdict):
    tries = lesson.recall("attempts", verdict.exercise, {}).get("tries", 0) + 1
    lesson.remember(
        "attempts",
        verdict.exercise,
        {"tries": tries, "right": verdict.right, "cause": verdict.cause_id},
    )
