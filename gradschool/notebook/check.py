"""The check under each exercise: tries the student's function, shows one card, raises if it is not right."""

from __future__ import annotations

from types import FunctionType

from gradschool.checks.card import card, display_card, headline, message
from gradschool.checks.explain.case import Names
from gradschool.checks.first_wrong import FirstWrong, Located, locate
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
    checked = Checked(lesson, function)
    verdict = checked.verdict
    _remember(lesson, verdict)
    display_card(card(verdict, where=checked.first_wrong))
    if not verdict.right:
        raise CheckFailed(f"{headline(verdict)}. {message(verdict)}")


class Checked:
    """A learner's function, tried on the visible inputs."""

    def __init__(self, lesson: Lesson, function):
        name = getattr(function, "__name__", None)
        if name not in lesson.keys:
            raise LearnerError(
                f"expected one of this lesson's functions ({', '.join(lesson.keys)}), "
                f"got {name or type(function).__name__!r}; keep the name of the exercise."
            )
        self._lesson = lesson
        self._namespace = {**getattr(function, "__globals__", {}), name: function}
        self._words = Names.of(lesson.probes)
        self._located: dict[str, Located | None] = {}
        self.verdict: Verdict = Following(
            lesson.probes,
            lesson.uses,
            lambda exercise, beneath: key_on_top_of(lesson.keys[exercise], beneath),
            self._observe,
            may_blame=self._may_blame,
        ).verdict(name)

    @property
    def first_wrong(self) -> FirstWrong | None:
        """What can be said of the lines of a wrong answer whose cause is not known by name."""
        verdict = self.verdict
        if verdict.right or not verdict.started or verdict.cause is None or verdict.cause.named:
            return None
        located = self._locate(verdict.exercise)
        return located and located.said()

    def _observe(self, exercise: str) -> list[dict]:
        lesson = self._lesson
        return observe(self._namespace.get(exercise), lesson.probes[exercise], lesson.keys[exercise].seeds, self._words)

    def _may_blame(self, exercise: str, earlier: str) -> bool:
        located = self._locate(exercise)
        return located is None or located.may_blame(earlier)

    def _locate(self, exercise: str) -> Located | None:
        if exercise not in self._located:
            function, right = self._namespace.get(exercise), self._lesson.right_steps(exercise)
            known = right is not None and isinstance(function, FunctionType)
            probe = self._lesson.probes[exercise]
            self._located[exercise] = locate(function, probe, *right, self._lesson.keys) if known else None
        return self._located[exercise]


def _remember(lesson, verdict):
    tries = lesson.recall("attempts", verdict.exercise, {}).get("tries", 0) + 1
    lesson.remember(
        "attempts",
        verdict.exercise,
        {"tries": tries, "right": verdict.right, "cause": verdict.cause_id},
    )
