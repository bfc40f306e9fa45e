"""Sends a right notebook of lesson 1 through every way of spoiling: points by stock nbgrader, and by this one.

Prints a table: the way, stock's points, ours. Stock runs each notebook's cells in a kernel, ours in the sandbox; both
get the same notebooks, without the cells that only draw. Exits with 1 where ours gives fewer points than stock.
`--ours` leaves stock out, which takes minutes.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import spoiling  # noqa: E402
from nbgrader.api import Gradebook  # noqa: E402
from spoiling import LESSON, WAYS  # noqa: E402

from gradschool.teach.grading.unit import Task, Worker  # noqa: E402
from gradschool.teach.sandbox import Limits  # noqa: E402
from gradschool.teach.submission.class_edition import read_edition  # noqa: E402

KEPT_DEMOS = ("from gradschool import data", "for score, label in")
STOCK = (
    "c = get_config()\n"
    "c.CourseDirectory.course_id = 'gradschool'\n"
    "c.ExecutePreprocessor.timeout = 60\n"
    "from gradschool.teach.nbgrader_plugin.settings import settings\n"
    "c.GenerateAssignment.preprocessors = settings().GenerateAssignment.preprocessors\n"
)
TOOLS = {
    **os.environ,
    "GRADSCHOOL_COURSE": str(ROOT),
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", action="store_true", help="without stock nbgrader")
    parser.add_argument("--ways", nargs="*", default=None, help="only ways whose names hold one of these words")
    options = parser.parse_args()
    ways = [way for way in WAYS if options.ways is None or any(word in way for word in options.ways)]
    made = {way: spoilt(way) for way in ways}
    ours = by_us(made)
    stock = {} if options.ours else by_stock(made)
    print(f"{'way':72} {'stock':>6} {'ours':>6}")
    for way in ways:
        print(f"{way:72} {stock.get(way, float('nan')):6g} {ours[way]:6g}", flush=True)
    return int(any(stock[way] > ours[way] for way in stock))


def spoilt(way: str) -> bytes:
    book = spoiling.right_notebook()
    book["cells"] = without_drawing(book["cells"])
    WAYS[way](book)
    return json.dumps(book).encode()


def without_drawing(cells: list) -> list:
    """Return the cells but for code that is neither marked nor needed by a way."""
    return [
        cell
        for cell in cells
        if cell["cell_type"] != "code" or spoiling.marks(cell) or "".join(cell["source"]).startswith(KEPT_DEMOS)
    ]


def by_us(made: dict[str, bytes]) -> dict[str, float]:
    """Return way -> points, by a worker of `gradschool grade`."""
    edition = read_edition(ROOT / "release" / LESSON, [LESSON], {LESSON: {}})
    points = {}
    with Worker({LESSON: edition}, Limits(), isolated=True) as worker:
        for way, content in made.items():
            done = worker.grade(Task("one", LESSON, {LESSON: content}))
            points[way] = sum(done.summary.scores[LESSON].values())
    return points


def by_stock(made: dict[str, bytes]) -> dict[str, float]:
    """Return way -> points, by stock `nbgrader autograde`; 0 where it gives up."""
    with tempfile.TemporaryDirectory() as scratch:
        course = Path(scratch) / "course"
        make_course(course)
        for number, content in enumerate(made.values()):
            place = course / "submitted" / f"s{number:03d}" / LESSON
            place.mkdir(parents=True)
            (place / f"{LESSON}.ipynb").write_bytes(content)
            for path in (course / "release" / LESSON).iterdir():
                if path.suffix != ".ipynb":
                    (place / path.name).write_bytes(path.read_bytes())
        nbgrader(course, "autograde", LESSON)
        with Gradebook(f"sqlite:///{course}/gradebook.db", "gradschool") as book:
            found = {s.student_id: s.score for s in book.assignment_submissions(LESSON)}
    return {way: found.get(f"s{number:03d}", 0.0) for number, way in enumerate(made)}


def make_course(course: Path) -> None:
    source = course / "source" / LESSON
    source.mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(STOCK)
    for path in (ROOT / "source" / LESSON).iterdir():
        if path.is_file() and path.suffix != ".ipynb":
            (source / path.name).write_bytes(path.read_bytes())
    book = nbformat.read(ROOT / "source" / LESSON / f"{LESSON}.ipynb", as_version=4)
    book.cells = without_drawing(copy.copy(book.cells))
    nbformat.write(book, source / f"{LESSON}.ipynb")
    nbgrader(course, "generate_assignment", LESSON)


def nbgrader(course: Path, *words: str) -> None:
    """Run a command of nbgrader; it fails where one submission does, which costs that one its points."""
    done = subprocess.run([sys.executable, "-m", "nbgrader", *words], cwd=course, env=TOOLS, capture_output=True)
    if done.returncode and words[0] != "autograde":
        raise SystemExit(done.stderr.decode()[-3000:])


if __name__ == "__main__":
    sys.exit(main())
