"""Why a submission got its points: what was taken of it, what ran, what was observed, and what that earned.

All of it is read from what grading stored; the observations are judged anew, and no student code runs. Said are names,
counts, the student's own lines and the judge's sentences: never a hidden input or an expected value.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gradschool.catalogue import WORDINGS
from gradschool.checks.card import message
from gradschool.checks.verdict import CONDUCT_SHARE
from gradschool.errors import InstructorError
from gradschool.probe import Probe
from gradschool.teach.batch.class_folder import ClassFolder
from gradschool.teach.batch.gradebook import Grades
from gradschool.teach.batch.graded_notebook import GradedExercise, graded_notebook, read_graded
from gradschool.teach.batch.recorded import CellGrade, Recorded
from gradschool.teach.batch.store import read_summary
from gradschool.teach.grading.summary import Summary
from gradschool.teach.judging.judge import Graded, judge_of
from gradschool.teach.lesson.check_cells import CHECK_PREFIX
from gradschool.teach.lesson.written import WrittenLesson, load_lesson
from gradschool.teach.submission.class_edition import release_folder
from gradschool.teach.submission.handed_in import NoNotebook, find_notebook


@dataclass(frozen=True)
class Account:
    """Why one exercise got its points; each part is sentences.

    points : what the judge gives now, of `worth`; by_hand : what a person did about it
    """

    exercise: str
    points: float
    worth: float
    taken: tuple[str, ...] = ()
    ran: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Why one submission got its points: sentences about the whole of it, and an account of each exercise."""

    student: str
    lesson: str
    about: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()


def explained(course: ClassFolder, student: str, lesson: str, exercise: str | None = None) -> Explanation:
    """Return why a student's submission of a lesson got its points; of one exercise, or of all.

    Raises
    ------
    InstructorError : there is no such lesson or exercise, or the gradebook cannot be read
    """
    written = load_lesson(lesson)
    if exercise is not None and exercise not in written.exercises:
        raise InstructorError(f"expected an exercise of {lesson} ({', '.join(written.exercises)}), got {exercise!r}.")
    missing = _not_graded(course, student, lesson)
    if missing:
        return Explanation(student, lesson, (missing,))
    folder = course.folder("autograded", lesson, student)
    summary, book = read_summary(folder), read_graded(folder / f"{lesson}.ipynb")
    if book is None:
        again = f"`gradschool grade {lesson} --students {student} --force`"
        return Explanation(student, lesson, (f"Its graded notebook is not there as it was written; run {again}.",))
    with Grades(course.db_url, course.directory.course_id, course.config) as grades:
        recorded = grades.recorded(lesson).get(student)
    return explanation(written, student, summary, book, recorded, exercise)


def explanation(lesson: WrittenLesson, student, summary, book, recorded=None, exercise=None) -> Explanation:
    """Return why a graded submission got its points, from its summary, its notebook and the gradebook's entry."""
    found = graded_notebook(book)
    judged = judge_of(lesson.name).grade({name: one.mark.trials() for name, one in found.exercises.items()})
    if found.about.unreadable:
        told = f"It earned nothing: {_clause(found.about.unreadable)}. Save it as a notebook, hand it in, grade again."
        return Explanation(student, lesson.name, (told,))
    about = tuple(_about(lesson, summary, recorded, sum(one.points for one in judged.values())))
    names = [exercise] if exercise else [name for name in lesson.exercises if name in found.exercises]
    accounts = (_account(lesson, found.exercises[name], judged, recorded) for name in names if name in found.exercises)
    return Explanation(student, lesson.name, about, tuple(accounts))


# ---- nothing to explain


def _not_graded(course: ClassFolder, student: str, lesson: str) -> str | None:
    """Return in one line why there is nothing to explain, and what to do; None if the submission was graded."""
    students = course.students(lesson)
    if student not in students:
        near = difflib.get_close_matches(student, students, 1)
        meant = f" Is it {near[0]}?" if near else ""
        where = course.folder("submitted", lesson, "<student>")
        return (
            f"There is no submission of {student} in {where}; collect it, then run `gradschool grade {lesson}`.{meant}"
        )
    if read_summary(course.folder("autograded", lesson, student)) is not None:
        return None
    master = (release_folder(course.directory, lesson) / f"{lesson}.ipynb").read_bytes()
    try:
        find_notebook(course.folder("submitted", lesson, student), lesson, master)
    except NoNotebook as none:
        return f"It could not be graded, and earned nothing: {_clause(str(none))}."
    except OSError as error:
        return f"It could not be graded: {error.strerror}; make it readable and run `gradschool grade {lesson}`."
    return f"It was not graded yet; run `gradschool grade {lesson} --students {student}`."


# ---- the submission as a whole


def _about(lesson: WrittenLesson, summary: Summary, recorded: Recorded | None, judged: float) -> Iterator[str]:
    if recorded is None:
        yield "The gradebook has no entry of it; run `gradschool grade` again."
    else:
        yield f"The gradebook holds {_points(recorded.points)}; the judge gives {judged:g} of {lesson.points}."
        if recorded.penalty:
            yield f"{_points(recorded.penalty)} were taken off for being late."
    for note in (*summary.taken, summary.reason):
        if note:
            yield f"{_sentence(note)}."
    for name, scores in summary.scores.items():
        if name != lesson.name:
            yield f"{name}.ipynb, by its own tests: {_points(sum(filter(None, scores.values())))}."


# ---- one exercise


def _account(lesson, one: GradedExercise, judged: dict[str, Graded], recorded: Recorded | None) -> Account:
    name, graded = one.name, judged[one.name]
    probe, trials = lesson.probes[name], one.mark.trials()
    return Account(
        name,
        graded.points,
        graded.worth,
        tuple(_taken(lesson, one)),
        tuple(_ran(one)),
        tuple(_observed(one, list(probe.held_inputs(lesson.hidden_seeds(name)[0])), trials)),
        tuple(_reasons(graded, probe, trials)),
        tuple(_by_hand(lesson, graded, recorded)),
    )


def _taken(lesson: WrittenLesson, one: GradedExercise) -> Iterator[str]:
    if one.is_untouched:
        planted = ", with the bug that is to be found in it" if lesson.exercises[one.name].planted else ""
        yield f"Its cell is as it was handed out{planted}."
    elif one.taken:
        yield f"{_sentence(one.taken)}."
    else:
        yield f"From its own cell, {_counted(one.cell.source.count(chr(10)) + 1, 'line')}."


def _ran(one: GradedExercise) -> Iterator[str]:
    cell = one.cell if one.home is None else one.home
    if cell.get("execution_count") is None:
        yield "Its cell did not run."
    elif one.error:
        yield f"Its cell ended with {_name(one.error, 'an exception')}."
    else:
        yield "Its cell ran to its end."
    if one.home is None:
        yield f"After it there was no function `{one.name}`."
    mark = one.mark
    if isinstance(mark.reason, str):
        yield f"{_sentence(mark.reason)}."
    for clause in mark.spoilt:
        if isinstance(clause, str):
            yield f"{_sentence(clause)}."


def _observed(one: GradedExercise, arguments: list[str], trials) -> Iterator[str]:
    trials = [trial for trial in trials if isinstance(trial, dict)] if isinstance(trials, list) else []
    if not trials:
        yield "Nothing: no observations of it arrived."
        return
    yield f"It was tried {_counted(len(trials), 'time')}, on hidden inputs of different sizes."
    problems = Counter(_problem(trial["problem"], one) for trial in trials if isinstance(trial.get("problem"), dict))
    for what, count in problems.items():
        yield f"{_often(count)} {what}."
    for names, count in _changed(arguments, trials).items():
        yield f"{_often(count)} it changed the caller's {names} in place."
    if not problems and not _misbehaved(trials):
        yield "It raised nothing, left its arguments as they were, and gave the same again."
    if again := sum(trial.get("repeats", True) is not True for trial in trials):
        yield f"{_often(again)} a second call with equal arguments gave something else."


def _problem(problem: dict, one: GradedExercise) -> str:
    """Return in a clause what kept a call from giving values: in our words, and the student's own line."""
    if problem.get("id") != "raised":
        return _KINDS.get(str(problem.get("id")), "there was nothing that could be observed")
    raised = f"it raised {_name(problem.get('type'), 'an exception')}"
    line, code, function = (problem.get(part) for part in ("line", "code", "function"))
    if type(line) is int and 0 < line < 10**6:
        raised += f" in line {line}"
    if isinstance(function, str) and function.isidentifier():
        raised += f" of `{function[:60]}`"
    elif isinstance(code, str) and code.strip() and code.strip() in map(str.strip, one.source.split("\n")):
        raised += f": `{code.strip()[:100]}`"
    return raised


_KINDS = {"cell_failed": "there was no such function, as its cell could not be run"}
for _id, (_, _when) in WORDINGS.items():
    _KINDS.setdefault(_id.partition("/")[0], _when)


def _changed(arguments: list[str], trials: list[dict]) -> Counter:
    """Return how often which arguments were changed; only names of arguments, whatever a trial says."""
    found: Counter = Counter()
    for trial in trials:
        names = trial.get("changed")
        known = [name for name in arguments if isinstance(names, list) and name in names]
        if known:
            found[", ".join(f"`{name}`" for name in known)] += 1
    return found


def _reasons(graded: Graded, probe: Probe, trials) -> Iterator[str]:
    verdict = graded.verdict
    if verdict.right and not verdict.on_top_of:
        yield "Every observation is right."
    elif said := message(verdict, reveal=False):
        on_top = f"Right on top of your `{verdict.on_top_of}`. " if verdict.on_top_of else ""
        yield on_top + _capital(said)
    if verdict.right or not verdict.started or not verdict.tried:
        return
    weights = probe.weights(verdict.groups)
    for group, right in verdict.groups.items() if len(weights) > 1 else ():
        share = f"{weights[group] * graded.worth:.3g} of {graded.worth:g} points"
        yield f"{_capital(group)}: {'right' if right else 'not right'} ({share})."
    earned = sum(weights[group] for group, right in verdict.groups.items() if right)
    if earned and _misbehaved(trials):
        yield f"{CONDUCT_SHARE:.0%} of that is taken off for what it does besides (a changed input, or no repeat)."
        earned *= 1 - CONDUCT_SHARE
    if verdict.share > earned + 1e-9:
        yield f"On top of the earlier exercises as they are, {verdict.share:.0%} of its points are earned."
    elif verdict.share < earned - 1e-9:
        yield f"Of what is right only what cannot come about by chance counts: {verdict.share:.0%} of its points."


def _misbehaved(trials) -> bool:
    found = [trial for trial in trials or () if isinstance(trial, dict)]
    return any(trial.get("changed") or trial.get("repeats", True) is not True for trial in found)


def _by_hand(lesson: WrittenLesson, graded: Graded, recorded: Recorded | None) -> Iterator[str]:
    if recorded is None:
        return
    name = graded.verdict.exercise
    grade = recorded.grades.get(lesson.name, {}).get(CHECK_PREFIX + name, CellGrade())
    if grade.manual is not None:
        yield f"A person gave {grade.manual:g} of {graded.worth:g}, which counts instead of {graded.points:g}."
    elif grade.automatic is not None and abs(grade.automatic - graded.points) > 1e-6:
        now = f"the judge gives {graded.points:g} now"
        yield f"The gradebook holds {_points(grade.automatic)}, {now}; run `gradschool regrade {lesson.name}`."
    if grade.extra:
        yield f"A person gave {_points(grade.extra)} of extra credit."
    comments = recorded.comments.get(lesson.name, {})
    for cell in (name, CHECK_PREFIX + name):
        if comments.get(cell):
            yield f"Comment: {' '.join(comments[cell].split())}"


# ---- words


def _name(name, otherwise: str) -> str:
    return name[:60] if isinstance(name, str) and name.isidentifier() else otherwise


def _points(number: float) -> str:
    return f"{number:g} point{'' if number == 1 else 's'}"


def _often(count: int) -> str:
    return "Once" if count == 1 else f"{count} times"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _clause(text: str) -> str:
    return text.strip().rstrip(".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(clause: str) -> str:
    return _capital(_clause(clause))
