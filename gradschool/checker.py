"""The check under each exercise: tries the student's function, shows one card, raises if it is not right."""

from __future__ import annotations

from gradschool.course import CourseError, Lesson, current
from gradschool.following import Following, given_key
from gradschool.observe import observe
from gradschool.report import Card, card, headline, message
from gradschool.verdict import Verdict


class CheckFailed(AssertionError):
    """The exercise is not right yet; the traceback is only this message."""

    def _render_traceback_(self):
        return [str(self)]


def check(function) -> None:
    """Try `function` on the lesson's visible inputs and show a card that says what is right, or why it is wrong.

    Raises
    ------
    CheckFailed : it is not right yet
    CourseError : there is no such exercise in this lesson
    """
    lesson = current()
    verdict = verdict_of(lesson, function)
    _remember(lesson, verdict)
    show(card(verdict))
    if not verdict.right:
        raise CheckFailed(f"{headline(verdict)}. {message(verdict)}")


def verdict_of(lesson: Lesson, function) -> Verdict:
    """Return the verdict on the visible inputs, following wrong earlier exercises through."""
    name = getattr(function, "__name__", None)
    if name not in lesson.keys:
        raise CourseError(
            f"expected one of this lesson's functions ({', '.join(lesson.keys)}), "
            f"got {name or type(function).__name__!r}; keep the name of the exercise."
        )
    namespace = {**getattr(function, "__globals__", {}), name: function}
    following = Following(
        lesson.probes,
        lesson.uses,
        lambda exercise, beneath: given_key(lesson.keys[exercise], beneath),
        lambda exercise: observe(namespace.get(exercise), lesson.probes[exercise], lesson.keys[exercise].seeds),
    )
    return following.verdict(name)


def show(shown: Card) -> None:
    """Display a card in a notebook, print it elsewhere."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        get_ipython = None
    if get_ipython is None or get_ipython() is None:
        print(shown.text)
    else:
        display(shown)


def _remember(lesson, verdict):
    tries = lesson.recall("attempts", verdict.exercise, {}).get("tries", 0) + 1
    lesson.remember(
        "attempts",
        verdict.exercise,
        {"tries": tries, "right": verdict.right, "cause": verdict.cause},
    )
