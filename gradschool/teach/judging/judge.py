"""The judge: live keys on hidden seeds, verdicts followed through, points. Never runs a submission's code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from gradschool.checks.card import Card, card, display_card, headline, message
from gradschool.checks.following import Following, key_on_top_of
from gradschool.checks.key import Key
from gradschool.checks.observe import observe
from gradschool.checks.verdict import Verdict
from gradschool.errors import CheckFailed
from gradschool.teach.judging.replay import proven_groups
from gradschool.teach.lesson.keys import all_uses, known_beneath, make_key
from gradschool.teach.lesson.live_keys import live_keys
from gradschool.teach.lesson.written import WrittenLesson, load_lesson

_MOST_COMBINATIONS = 500  # keys kept on top of several mistakes; a class makes far fewer different ones


@dataclass(frozen=True)
class Graded:
    """One exercise of one submission, judged."""

    verdict: Verdict
    points: float
    worth: float

    @property
    def card(self) -> Card:
        return card(self.verdict, reveal=False, points=f"{self.points:g} of {self.worth:g} points")


class Judge:
    """Judges submissions of one lesson; the live keys are made once and serve the whole class."""

    def __init__(self, lesson: WrittenLesson, seeds: dict[str, tuple[int, ...]] | None = None):
        self.lesson = lesson
        self.seeds = seeds or {name: lesson.hidden_seeds(name) for name in lesson.exercises}
        self._uses = {name: tuple(all_uses(lesson, name)) for name in lesson.exercises}
        self._alone = live_keys(lesson, self.seeds)
        self._on_mistakes: dict[tuple, Key] = {}

    def grade(self, observations: dict[str, list]) -> dict[str, Graded]:
        """Return every exercise's grade.

        observations : exercise -> raw trials as they came out of the sandbox (of any form; missing means none came)
        """
        following = self.following(observations.get)
        graded = {}
        for name, exercise in self.lesson.exercises.items():
            verdict = following.verdict(name)
            graded[name] = Graded(verdict, round(exercise.points * verdict.share, 2), exercise.points)
        return graded

    def following(self, trials: Callable[[str], list]) -> Following:
        """Return the verdicts on an answer whose raw trials `trials(exercise)` gives."""
        return Following(self.lesson.probes, self._uses, self._key, trials, proven=self._proven)

    def _proven(self, name: str, beneath: dict[str, str], key: Key, trials: list) -> set[str]:
        return proven_groups(self.lesson, name, self._alone[name], key, self._sources(beneath), trials)

    def _sources(self, beneath: dict[str, str]) -> dict[str, str]:
        return {used: self.lesson.exercises[used].mistakes[id].source for used, id in beneath.items()}

    def _key(self, name: str, beneath: dict[str, str]) -> Key:
        if not beneath:
            return self._alone[name]
        wanted = (name, *sorted(beneath.items()))
        if wanted not in self._on_mistakes:
            if len(self._on_mistakes) > _MOST_COMBINATIONS:
                self._on_mistakes.clear()
            self._on_mistakes[wanted] = self._make(name, beneath)
        return self._on_mistakes[wanted]

    def _make(self, name, beneath):
        sources = self._sources(beneath)
        stored = key_on_top_of(self._alone[name], beneath)
        if stored is None:
            return make_key(self.lesson, name, self.seeds[name], sources, follow_through=False)
        return replace(stored, mistakes=known_beneath(self.lesson, name, self.seeds[name], sources))


@cache
def judge_of(lesson: str) -> Judge:
    """Return the lesson's judge; made once in a process, and inherited by the workers that are forked from it."""
    return Judge(load_lesson(lesson))


def check_hidden(function, lesson: str, seeds) -> None:
    """Judge a function on hidden seeds in this process: for a stock nbgrader on a machine that has the lessons.

    Raises
    ------
    CheckFailed : it is not right; the message names the cause, no hidden input and no expected value
    """
    written = load_lesson(lesson)
    name = getattr(function, "__name__", "")
    namespace = {**getattr(function, "__globals__", {}), name: function}
    judge = Judge(written, {**{n: written.hidden_seeds(n) for n in written.exercises}, name: tuple(seeds)})
    verdict = judge.following(
        lambda used: observe(namespace.get(used), written.probes[used], judge.seeds[used])
    ).verdict(name)
    display_card(card(verdict, reveal=False))
    if not verdict.right:
        raise CheckFailed(f"{headline(verdict)}. {message(verdict, reveal=False)}")
