"""A right notebook, spoilt in every way that students and editors know, keeps every point; so do pairs of ways."""

import copy
import json
import shutil

import pytest
import spoiling
from spoiling import LESSON, ROOT, WAYS

from gradschool.teach.grading.lesson_notebook import LessonNotebook
from gradschool.teach.grading.unit import Task, Worker
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sandbox import Limits
from gradschool.teach.submission.class_edition import read_edition
from gradschool.teach.submission.marks import CellMark
from gradschool.teach.submission.python_text import functions
from gradschool.teach.submission.reading import grade_id_of, is_kind, read_submission

pytestmark = [
    pytest.mark.xdist_group("spoiling"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]
POINTS = {f"check_{name}": float(exercise.points) for name, exercise in load_lesson(LESSON).exercises.items()}
NAMES = list(WAYS)
# Each way with five others before or behind it; all of them are tried by benchmarks/spoiling.py.
PAIRS = [(one, NAMES[(number + step) % len(NAMES)]) for number, one in enumerate(NAMES) for step in (1, 5, 17, 31, 47)]
RUN = PAIRS[::23]


@pytest.fixture(scope="module")
def edition():
    return read_edition(ROOT / "release" / LESSON, [LESSON], {LESSON: {}})


@pytest.fixture(scope="module")
def worker(edition):
    """One warm sandbox for all ways."""
    with Worker({LESSON: edition}, Limits(), isolated=True) as worker:
        yield worker


@pytest.fixture(scope="module")
def right():
    return spoiling.right_notebook()


def spoilt(right: dict, *ways: str) -> bytes:
    book = copy.deepcopy(right)
    for way in ways:
        WAYS[way](book)
    return json.dumps(book).encode()


def graded(worker, content: bytes) -> dict:
    return worker.grade(Task("one", LESSON, {LESSON: content})).summary


@pytest.mark.parametrize("way", NAMES)
def test_a_spoilt_notebook_keeps_its_points(worker, right, way):
    found = graded(worker, spoilt(right, way))
    assert found.scores[LESSON] == POINTS, (found.causes, found.notes)


@pytest.mark.parametrize("ways", RUN, ids=" + ".join)
def test_a_notebook_spoilt_twice_keeps_its_points(worker, right, ways):
    found = graded(worker, spoilt(right, *ways))
    assert found.scores[LESSON] == POINTS, (found.causes, found.notes)


def test_every_way_changes_the_notebook(right):
    assert [way for way in NAMES if json.loads(spoilt(right, way)) == right] == []


def unfinished(master, content: bytes) -> list[str]:
    """Return the exercises that no finished function is there for when they are checked, in a restored notebook."""
    missing, last = [], {}
    for cell in LessonNotebook(LESSON).restore(master, read_submission(content)).cells:
        if cell.cell_type == "code" and (CellMark.read(cell).added or is_kind(cell, solution=True)):
            last |= functions(cell.source)
        elif is_kind(cell, grade=True):
            name = grade_id_of(cell).removeprefix("check_")
            bare = functions(spoiling.stub(name))[name]
            if name not in last or "NotImplementedError" in last[name] or last[name].strip() == bare.strip():
                missing.append(name)
    return missing


def test_two_ways_together_leave_every_function(worker, right):
    master = worker._masters[LESSON, LESSON]
    wrong = {pair: found for pair in PAIRS if (found := unfinished(master, spoilt(right, *pair)))}
    assert not wrong
    assert len(unfinished(master, spoiling.untouched())) == len(POINTS)
