"""Makes the right steps that go out with a key: those of the reference and of every variant, on one trial."""

from __future__ import annotations

import ast
from collections.abc import Mapping

import numpy as np

from gradschool.checks.right_steps import RightSteps
from gradschool.checks.steps import run_noted
from gradschool.teach.lesson.written import WrittenLesson


def right_steps(lesson: WrittenLesson, name: str) -> dict:
    """Return the right steps of an exercise on the smallest of its visible trials, and that trial's seed, as data."""
    exercise, probe, seed = lesson.exercises[name], lesson.probes[name], seed_of(lesson, name)
    right = RightSteps()
    for source in (exercise.source, *(variant.source for variant in exercise.variants.values())):
        function = lesson.function(name, source)
        notes = run_noted(function, [ast.parse(source).body[0]], probe, seed, seconds=None)
        if notes is not None and notes.error is None:
            right.add(notes)
    return {"seed": seed, **right.to_json()}


def seed_of(lesson: WrittenLesson, name: str) -> int:
    """Return the seed of an exercise's smallest visible trial."""
    probe = lesson.probes[name]
    return min(probe.seeds, key=lambda seed: _size(probe.inputs(seed)))


def _size(value) -> int:
    """Return how many numbers there are in some inputs."""
    if isinstance(value, Mapping):
        return sum(map(_size, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_size, value))
    return value.size if isinstance(value, np.ndarray) else 1
