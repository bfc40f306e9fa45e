"""What a class did in a lesson, for the next lecture: who got how far in each exercise, and what went wrong how often.

A pure function of what grading stored. A find-the-bug exercise that nobody touched is one that was not started, not a
mistake of the class.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from gradschool.catalogue import WORDINGS
from gradschool.teach.batch.example_line import example_line, line_at
from gradschool.teach.batch.graded_notebook import GradedExercise, GradedNotebook
from gradschool.teach.batch.recorded import Recorded
from gradschool.teach.grading.summary import Summary
from gradschool.teach.lesson.check_cells import CHECK_PREFIX
from gradschool.teach.lesson.written import WrittenLesson

# How an answer stands; each is of one kind.
RIGHT, UNSTARTED, RAISED, EARLIER, MISTAKE, OTHER = (
    "right",
    "not started",
    "raised",
    "builds on an earlier one",
    "known mistake",
    "wrong otherwise",
)
KINDS = (RIGHT, MISTAKE, OTHER, RAISED, EARLIER, UNSTARTED)
_BINS = 10


@dataclass(frozen=True)
class Shared:
    """What several answers have in common.

    kind : one of KINDS; words : the sentence; students : whose; example : a line of one of them, nobody's name in it
    """

    kind: str
    words: str
    students: tuple[str, ...]
    example: str | None = None


@dataclass(frozen=True)
class ExerciseReport:
    """One exercise.

    kinds : kind -> the students whose answer is of it; mean : points in the mean over all of them, of `worth`
    shared : what went wrong, the known mistakes first, each the most frequent first
    """

    name: str
    worth: float
    mean: float
    kinds: dict[str, tuple[str, ...]]
    shared: tuple[Shared, ...] = ()

    @property
    def students(self) -> int:
        return sum(map(len, self.kinds.values()))

    @property
    def share_right(self) -> float:
        return len(self.kinds[RIGHT]) / self.students if self.students else 0.0


@dataclass(frozen=True)
class Report:
    """A class in one lesson.

    points : student -> points of the lesson, of `worth`; unreadable : whose notebook could not be read, which counts in
    no exercise; ungraded : whose submission has not been graded
    """

    lesson: str
    worth: float
    points: dict[str, float]
    exercises: tuple[ExerciseReport, ...]
    unreadable: tuple[str, ...] = ()
    ungraded: tuple[str, ...] = ()

    @property
    def mean(self) -> float:
        return sum(self.points.values()) / len(self.points) if self.points else 0.0

    def histogram(self) -> list[tuple[float, float, int]]:
        """Return (from, to, students) of whole points; the last one takes in what is above, as extra credit is."""
        width = max(1, ceil(self.worth / _BINS))
        counts = [0] * max(1, ceil(self.worth / width))
        for points in self.points.values():
            counts[min(int(points // width), len(counts) - 1)] += 1
        return [(n * width, min((n + 1) * width, self.worth), count) for n, count in enumerate(counts)]


@dataclass
class _Answers:
    """One exercise's answers while they are sorted: who is of which kind, and what is shared by whom."""

    kinds: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    shared: dict[tuple, list[tuple[str, str, GradedExercise | None]]] = field(default_factory=lambda: defaultdict(list))


def report_on(
    lesson: WrittenLesson,
    summaries: Mapping[str, Summary],
    notebooks: Mapping[str, GradedNotebook],
    recorded: Mapping[str, Recorded] | None = None,
    ungraded: tuple[str, ...] = (),
) -> Report:
    """Return the report on a class, by student; points are the gradebook's where it has them."""
    recorded = recorded or {}
    unreadable = tuple(sorted(s for s, book in notebooks.items() if s in summaries and book.about.unreadable))
    seen = {student: summary for student, summary in sorted(summaries.items()) if student not in unreadable}
    exercises = [_exercise(lesson, name, seen, notebooks, recorded) for name in lesson.exercises]
    points = {student: _points(summary, recorded.get(student)) for student, summary in sorted(summaries.items())}
    return Report(lesson.name, float(lesson.points), points, tuple(exercises), unreadable, tuple(sorted(ungraded)))


def _points(summary: Summary, recorded: Recorded | None) -> float:
    return recorded.points if recorded is not None else sum(filter(None, summary.points()))


def _exercise(lesson, name, summaries, notebooks, recorded) -> ExerciseReport:
    answers, exercise = _Answers(), lesson.exercises[name]
    for student, summary in summaries.items():
        one = notebooks[student].exercises.get(name) if student in notebooks else None
        kind, key, words = _sorted(exercise, summary.causes.get(name, "absent"), one)
        answers.kinds[kind].append(student)
        if words:
            answers.shared[kind, key].append((student, words, one))
    shared = [_shared(exercise, kind, key, found) for (kind, key), found in answers.shared.items()]
    shared.sort(key=lambda one: (KINDS.index(one.kind), -len(one.students), one.words))
    earned = [_earned(lesson.name, name, summary, recorded.get(student)) for student, summary in summaries.items()]
    mean = sum(earned) / len(earned) if earned else 0.0
    kinds = {kind: tuple(students) for kind, students in answers.kinds.items()}
    return ExerciseReport(name, float(exercise.points), mean, kinds, tuple(shared))


def _earned(lesson: str, name: str, summary: Summary, recorded: Recorded | None) -> float:
    grade = None if recorded is None else recorded.grades.get(lesson, {}).get(CHECK_PREFIX + name)
    if grade is not None:
        return grade.points
    return summary.scores.get(lesson, {}).get(CHECK_PREFIX + name) or 0.0


# ---- of which kind an answer is


def _sorted(exercise, cause: str | None, one: GradedExercise | None) -> tuple[str, str, str]:
    """Return an answer's kind, what it is counted with, and the sentence on it; "" where none is needed."""
    if cause is None:
        return RIGHT, "", ""
    if cause == "not_started" or (one.is_untouched if one else cause == "absent"):
        return UNSTARTED, "", ""
    if cause in exercise.mistakes:
        return MISTAKE, cause, exercise.mistakes[cause].hint
    told = _told(cause, one)
    if cause == "raised":
        type_ = _raised_type(one)
        return RAISED, type_, f"The code raised {type_}."
    if cause in ("absent", "cell_failed"):
        failed = f" Its cell ended with {one.error}." if one and one.error and cause == "absent" else ""
        return RAISED, _without_numbers(told + failed), told + failed
    if cause == "builds_on_wrong":
        said = re.match(r"It builds on your `(\w+)`", told)
        return (
            EARLIER,
            said[1] if said else "",
            f"It builds on {f'`{said[1]}`' if said else 'an earlier one'}, not right yet.",
        )
    return OTHER, f"{cause}/{_without_numbers(told)}", told


def _told(cause: str, one: GradedExercise | None) -> str:
    """Return the sentence that the card had, or when the finding is true."""
    said = one.told if one else None
    said = said or next((when for id, (_, when) in WORDINGS.items() if id.partition("/")[0] == cause), cause)
    return (said[:1].upper() + said[1:])[:300]


def _raised_type(one: GradedExercise | None) -> str:
    name = (_problem(one) or {}).get("type") if one else None
    return name[:60] if isinstance(name, str) and name.isidentifier() else "an exception"


def _problem(one: GradedExercise) -> dict | None:
    """Return what the first trial that raised says of it; a submission can make it anything."""
    trials = one.mark.trials()
    problems = (trial.get("problem") for trial in trials if isinstance(trial, dict)) if isinstance(trials, list) else ()
    return next((problem for problem in problems if isinstance(problem, dict)), None)


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "…", text)


# ---- what several have in common


def _shared(exercise, kind, key, found) -> Shared:
    words = {said for _, said, _ in found}
    said = words.pop() if len(words) == 1 else _without_numbers(found[0][1])
    books = [one for _, _, one in found if one is not None]
    return Shared(kind, said, tuple(student for student, _, _ in found), _example(exercise, kind, key, books))


def _example(exercise, kind: str, key: str, books: list[GradedExercise]) -> str | None:
    if kind == RAISED:
        lines = (_line_that_raised(exercise, one) for one in books)
        return next(filter(None, lines), None)
    if kind not in (MISTAKE, OTHER):
        return None
    return example_line(exercise, [one.source for one in books], key if kind == MISTAKE else None)


def _line_that_raised(exercise, one: GradedExercise) -> str | None:
    code = (_problem(one) or {}).get("code")
    return line_at(one.source, code, exercise) if isinstance(code, str) else None
