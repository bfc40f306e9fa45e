"""A right notebook, spoilt in every way that students and editors know, keeps every point; so do pairs of ways."""

import copy
import json
import zipfile

import pytest
import spoiling
from classes import grade, new_course, scores
from machine import needs_sandbox
from spoiling import FILES, LESSON, ROOT, WAYS

from gradschool.teach.batch.terminal import show_run
from gradschool.teach.grading.lesson_notebook import LessonNotebook
from gradschool.teach.grading.unit import Task, Worker
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sandbox import Limits
from gradschool.teach.submission.class_edition import read_edition
from gradschool.teach.submission.handed_in import NoNotebook, find_notebook
from gradschool.teach.submission.marks import CellMark
from gradschool.teach.submission.python_text import functions
from gradschool.teach.submission.reading import grade_id_of, is_kind, read_submission

pytestmark = [pytest.mark.xdist_group("spoiling"), needs_sandbox]
POINTS = {f"check_{name}": float(exercise.points) for name, exercise in load_lesson(LESSON).exercises.items()}
NAMES = list(WAYS)
# Each way before five others; all pairs would take minutes.
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


# ---- the file


@pytest.fixture(scope="module")
def folder(right, tmp_path_factory):
    """A class in which each student's right notebook was handed in or saved in a way of its own, graded."""
    folder = new_course(tmp_path_factory.mktemp("spoilt") / "course", LESSON)
    for number, write in enumerate(FILES.values()):
        place = folder / "submitted" / f"s{number:02d}" / LESSON
        place.mkdir(parents=True)
        write(place, right)
    return folder


def test_a_notebook_handed_in_otherwise_keeps_its_points(folder, capsys):
    result = grade(folder, LESSON, jobs=2)
    assert not result.failed
    found = scores(folder, LESSON)
    for number, way in enumerate(FILES):
        earned = {name: score for name, (score, _, _) in found[f"s{number:02d}"].items()}
        assert earned == POINTS, way
        summary = result.graded[f"s{number:02d}", LESSON]
        assert bool(summary.taken) == (
            not (folder / "submitted" / f"s{number:02d}" / LESSON / NOTEBOOK).is_file()
            or "copy beside the untouched" in way
        ), way
    show_run(result)
    out = capsys.readouterr().out.split()
    assert out.count("taken") == sum(bool(summary.taken) for summary in result.graded.values()) > 10


def two(place, right):
    spoiling.written(place, "mine.ipynb", right)
    spoiling.written(place, "other.ipynb", json.loads(json.dumps(right).replace("np.mean", "np.median")))


def only_links(place, right):
    spoiling.written(place.parent / "outside", NOTEBOOK, right)
    (place / "deeper").symlink_to(place.parent / "outside")
    (place / "mine.ipynb").symlink_to(place.parent / "outside" / NOTEBOOK)


def zip_of(members: dict, **facts):
    def write(place, right):
        with zipfile.ZipFile(place / "hw.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                info = zipfile.ZipInfo(name)
                info.compress_type = zipfile.ZIP_DEFLATED
                for fact, value in facts.items():
                    setattr(info, fact, value)
                archive.writestr(info, content or json.dumps(right))

    return write


def broken_zip(place, right):
    spoiling.zipped(place, "hw.zip", {NOTEBOOK: right})
    content = (place / "hw.zip").read_bytes()
    spoiling.written(place, "hw.zip", content[:200] + bytes(200) + content[400:])
    spoiling.written(place, "other.zip", b"PK\5\6" + b"\xff" * 18)


NOTEBOOK = f"{LESSON}.ipynb"
REFUSED = {
    "two of them with work in them": (two, "mine.ipynb and other.ipynb"),
    "links": (only_links, "no notebook"),
    "a zip that leads out of its folder": (zip_of({f"../{NOTEBOOK}": ""}), "no notebook"),
    "a zip with an absolute path": (zip_of({f"/tmp/{NOTEBOOK}": ""}), "no notebook"),
    "a zip with a link": (zip_of({NOTEBOOK: "/etc/passwd"}, external_attr=0o120777 << 16), "no notebook"),
    "a zip that grows a thousand times": (zip_of({NOTEBOOK: " " * 50 * 2**20}), "no notebook"),
    "a zip of very many files": (zip_of({f"{n}.ipynb": "x" for n in range(1200)}), "no notebook"),
    "a broken zip": (broken_zip, "found"),
    "what tools leave": (lambda place, right: spoiling.written(place, f"._{NOTEBOOK}", right), "no notebook"),
    "checkpoints": (
        lambda place, right: spoiling.written(place, f".ipynb_checkpoints/{NOTEBOOK}", right),
        "no notebook",
    ),
    "something else": (lambda place, right: spoiling.written(place, "x.ipynb", {"cells": []}), "found x.ipynb"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_taken_is_said_in_one_line(edition, right, tmp_path, what):
    write, said = REFUSED[what]
    (tmp_path / "hw").mkdir()
    write(tmp_path / "hw", right)
    with pytest.raises(NoNotebook) as raised:
        find_notebook(tmp_path / "hw", LESSON, edition.notebooks[LESSON])
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
    assert NOTEBOOK in str(raised.value)
