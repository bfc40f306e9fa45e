"""Grades a class at once: workers in parallel, one writer, and a run that was killed goes on where it was."""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from gradschool.teach.classroom import Course
from gradschool.teach.early import EarlySandboxes
from gradschool.teach.files import printable, write_whole
from gradschool.teach.gradebook import Grades, timestamp_of
from gradschool.teach.lessons import LessonsError, load
from gradschool.teach.sandbox import Limits, SandboxUnavailable
from gradschool.teach.submission import MOST_BYTES
from gradschool.teach.unit import Done, Failed, Task, Worker, as_json, fingerprint, judge_of, judged

SUMMARY = ".gradschool.json"
MOST_WAITING, MOST_SECONDS = 32, 0.5  # how much a commit of the gradebook may gather


@dataclass
class Run:
    """What a grading run did, in the order of lessons and students.

    graded, kept : submissions graded now, and those that were already
    failed : (student, lesson) -> why it could not be graded
    """

    graded: dict[tuple[str, str], dict] = field(default_factory=dict)
    kept: dict[tuple[str, str], dict] = field(default_factory=dict)
    failed: dict[tuple[str, str], str] = field(default_factory=dict)
    seconds: float = 0.0


def grade_class(
    course: Course,
    lessons: list[str],
    *,
    students: list[str] | None = None,
    jobs: int | None = None,
    force: bool = False,
    limits: Limits | None = None,
    isolated: bool = True,
    early: EarlySandboxes | None = None,
    tell: Callable[[int, int, int], None] = lambda done, failed, total: None,
) -> Run:
    """Grade every submission of the lessons and write notebooks and gradebook.

    early : sandboxes of the same limits that are starting already
    students : only these; jobs : worker processes (one for each core by default); force : grade again what is unchanged
    tell : called after each submission with how many are done, how many of them failed, and how many there are

    Raises
    ------
    LessonsError : a lesson is unknown or was not generated, no submission is there, the gradebook cannot be used
    """
    begun, run = time.perf_counter(), Run()
    for lesson in lessons:
        load(lesson)  # an unknown lesson is said before anything else
    if not any(
        student in course.students(lesson) for lesson in lessons for student in students or course.students(lesson)
    ):
        raise LessonsError(_nothing(course, lessons, students))
    with Grades(course.db_url, course.directory.course_id, course.config) as grades:
        editions = {lesson: _edition(course, lesson, grades) for lesson in lessons}
        tasks = list(_tasks(course, lessons, students, editions, grades, force, run))
        total = len(tasks) + len(run.failed) + len(run.kept)
        tell(len(run.failed) + len(run.kept), len(run.failed), total)
        with Store(course, grades) as store:
            for done in _graded(tasks, editions, limits or Limits(), isolated, jobs or os.cpu_count() or 1, early):
                if isinstance(done, Failed):
                    grades.enter(done.student, done.lesson, None)
                    run.failed[done.student, done.lesson] = done.why
                else:
                    store.put(done)
                    run.graded[done.student, done.lesson] = json.loads(as_json(done))
                tell(len(run.graded) + len(run.failed) + len(run.kept), len(run.failed), total)
    run.seconds = time.perf_counter() - begun
    return run


def _nothing(course, lessons, students) -> str:
    where = course.folder("submitted", lessons[0], "<student>")
    who = f" of {', '.join(students)}" if students else ""
    return f"expected submissions{who} in {where}, found none; collect them first (nbgrader collect or zip_collect)."


def _edition(course: Course, lesson: str, grades: Grades) -> tuple[Path, bytes]:
    """Return the class edition's folder and its notebook with the hidden tests of the gradebook put in."""
    folder = course.folder("release", lesson).resolve()
    path = folder / f"{lesson}.ipynb"
    if not path.is_file() or not grades.has_assignment(lesson):
        raise LessonsError(
            f"expected the class edition of {lesson} in {folder} and in the gradebook; "
            f"run `nbgrader generate_assignment {lesson} --force`."
        )
    book = json.loads(path.read_bytes())
    texts = grades.source_cells(lesson)
    for cell in book["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("grade_id") in texts:
            cell["source"], marks["checksum"] = texts[marks["grade_id"]]
    return folder, json.dumps(book).encode()


def _tasks(course, lessons, students, editions, grades, force, run) -> Iterator[Task]:
    for lesson in lessons:
        complete = grades.complete(lesson)
        for student in course.students(lesson):
            if students and student not in students:
                continue
            if not _is_name(student):
                run.failed[student, lesson] = _NAMES
                continue
            content, problem = _content(course.folder("submitted", lesson, student), lesson)
            if problem:
                grades.enter(student, lesson, None)
                run.failed[student, lesson] = problem
                continue
            mark = fingerprint(content, editions[lesson][1])
            kept = _summary(course.folder("autograded", lesson, student))
            if not force and student in complete and kept.get("fingerprint") == mark:
                run.kept[student, lesson] = kept
            else:
                yield Task(student, lesson, content, mark)


_NAMES = "expected a student's name of one line and without any of *?[]<>\"&; rename the folder and grade again"


def _is_name(name: str) -> bool:
    """Whether a folder's name may be a student's: nbgrader takes some for patterns, and formgrader some for markup."""
    return name == name.strip() and name.isprintable() and not set(name) & set('*?[]<>"&')


def _content(folder: Path, lesson: str) -> tuple[bytes, str | None]:
    path = folder / f"{lesson}.ipynb"
    if folder.is_symlink() or folder.parent.is_symlink():
        return b"", "expected the student's own folder, found a link; collect the submission again"
    if path.is_symlink() or not path.is_file():
        names = sorted(printable(p.name) for p in folder.glob("*.ipynb"))
        found = ", ".join(names[:3]) or "no notebook"
        return b"", f"expected {lesson}.ipynb, found {found}; rename it and grade again"
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1), None
    except OSError as error:
        return b"", f"could not read {path.name}: {error.strerror}"


def summaries(course: Course, lesson: str) -> dict[str, dict]:
    """Return what was found for each graded student of a lesson: scores, causes, reason.

    Raises
    ------
    LessonsError : nothing of the lesson was graded by `gradschool grade`
    """
    found = {student: _summary(course.folder("autograded", lesson, student)) for student in course.students(lesson)}
    found = {student: summary for student, summary in found.items() if summary}
    if not found:
        raise LessonsError(
            f"expected graded submissions of {lesson}, found none; run `gradschool grade {lesson}` first."
        )
    return found


def _summary(folder: Path) -> dict:
    try:
        data = json.loads((folder / SUMMARY).read_bytes())
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


class Store:
    """Writes graded submissions, several to one commit of the gradebook; a context manager.

    The gradebook comes first and a submission's summary last: only what has a summary counts as done, so a run that is
    killed in between does it again.
    """

    def __init__(self, course: Course, grades: Grades):
        self._course, self._grades = course, grades
        self._waiting: list[tuple[Done, str | None]] = []
        self._since = time.monotonic()

    def __enter__(self):
        return self

    def __exit__(self, kind, *error):
        if kind is None:
            self.flush()

    def put(self, done: Done) -> None:
        """Take one graded submission; it is permanent after the next flush."""
        (self._folder(done) / SUMMARY).unlink(missing_ok=True)
        timestamp = timestamp_of(self._course.folder("submitted", done.lesson, done.student))
        self._waiting.append((done, timestamp))
        if len(self._waiting) >= MOST_WAITING or time.monotonic() - self._since > MOST_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write the gradebook in one go, as others wait meanwhile, then the notebooks and summaries."""
        for done, timestamp in self._waiting:
            self._grades.write(done, timestamp)
        self._grades.commit()
        for done, timestamp in self._waiting:
            folder = self._folder(done)
            write_whole(folder / f"{done.lesson}.ipynb", done.notebook)
            if timestamp:
                write_whole(folder / "timestamp.txt", f"{timestamp}\n".encode())
            write_whole(folder / SUMMARY, as_json(done))
        self._waiting.clear()
        self._since = time.monotonic()

    def _folder(self, done: Done) -> Path:
        return self._course.folder("autograded", done.lesson, done.student)


def _graded(tasks, editions, limits, isolated, jobs, early) -> Iterator[Done]:
    """Yield the graded submissions as they are finished, by this process or by several workers."""
    if not tasks:
        return
    for lesson in editions:
        judge_of(lesson)
    jobs = min(jobs, len(tasks))
    if early is not None:
        early.ready()
    if jobs == 1:
        with Worker(editions, limits, isolated, early and early.take(0)) as worker:
            yield from map(worker.grade, tasks)
        return
    context = multiprocessing.get_context("fork")
    alone = False
    start = (editions, limits, isolated, early, context.Value("i", 0))
    while tasks:
        # After a worker was killed one by one, until it is known on which submission that happens.
        some = tasks[:1] if alone else tasks
        with ProcessPoolExecutor(min(jobs, len(some)), context, _start, start) as pool:
            futures = {pool.submit(_grade, task): task for task in some}
            if early is not None:  # the workers are there and have taken theirs over
                early.let_go()
            done, alone = set(), False
            try:
                for future in as_completed(futures):
                    yield future.result()
                    done.add(id(futures.pop(future)))
            except BrokenProcessPool:
                alone = True
                if len(some) == 1:
                    done.add(id(some[0]))
                    alone = False
                    why = "the grader's process was killed on it; is memory short?"
                    yield Failed(some[0].student, some[0].lesson, why)
        tasks = [task for task in tasks if id(task) not in done]


_worker: Worker | SandboxUnavailable | None = None


def _start(editions, limits, isolated, early, workers):
    global _worker
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    with workers.get_lock():
        number, workers.value = workers.value, workers.value + 1
    try:
        _worker = Worker(editions, limits, isolated, early and early.take(number)).__enter__()
    except SandboxUnavailable as error:
        _worker = error  # said by the first submission: a worker that fails at its start would only be replaced
        return
    multiprocessing.util.Finalize(_worker, _worker.__exit__, (None, None, None), exitpriority=10)


def _end_with(parent) -> None:
    """End this worker, and with it its sandbox, when the process that gives it work was killed."""
    parent.join()
    os._exit(1)


def _grade(task: Task) -> Done | Failed:
    if isinstance(_worker, SandboxUnavailable):
        raise _worker
    return _worker.grade(task)


def regrade_class(course: Course, lesson: str, *, tell=lambda done, failed, total: None) -> Run:
    """Judge the stored observations of a lesson anew, after a reference or points were changed; runs no student code.

    Raises
    ------
    LessonsError : nothing of the lesson was graded by `gradschool grade`
    """
    begun, run = time.perf_counter(), Run()
    with Grades(course.db_url, course.directory.course_id, course.config) as grades:
        _, master = _edition(course, lesson, grades)
        stored = summaries(course, lesson)
        points = {
            cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in json.loads(master)["cells"] if _graded_cell(cell)
        }
        store = Store(course, grades)
        for number, (student, summary) in enumerate(stored.items(), 1):
            path = course.folder("autograded", lesson, student) / f"{lesson}.ipynb"
            book = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
            for cell in book.cells:
                if _graded_cell(cell) and cell.metadata.nbgrader.grade_id in points:
                    cell.metadata["nbgrader"] = points[cell.metadata.nbgrader.grade_id]["metadata"]["nbgrader"]
            done = judged(Task(student, lesson, b"", summary.get("fingerprint", "")), book)
            store.put(done)
            run.graded[student, lesson] = json.loads(as_json(done))
            tell(number, 0, len(stored))
        store.flush()
    run.seconds = time.perf_counter() - begun
    return run


def _graded_cell(cell) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))
