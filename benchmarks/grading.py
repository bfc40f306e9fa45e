"""Times the grading of a made class: stock nbgrader, ours with one and two workers, and a bare fork as the floor.

All in one run on the same submissions, each way on a fresh copy of the class; the short ones three times, of which the
median counts. Quote the ratios, seconds belong to the machine. Stock nbgrader is given the same notebooks without the
cells that only illustrate, and with the visible checks only, so that it does no work that ours does not do.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from gradschool.probe import load_probes
from gradschool.teach.lesson.check_cells import visible_part
from gradschool.teach.lesson.written import load_lesson, syllabus
from gradschool.teach.sample.sample_class import write_sample_class
from gradschool.teach.submission.reading import is_kind, read_submission

ROOT = Path(__file__).resolve().parents[1]
TOOLS = {
    **os.environ,
    "GRADSCHOOL_COURSE": str(ROOT),
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}
# Linux counts what a process held before exec as its own: from here every command would seem as large as this program.
MEASURED = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
)
FLOOR = "floor: the cells in a bare fork"
STOCK_CONFIG = (
    "c = get_config()\n"
    "c.CourseDirectory.course_id = 'gradschool'\n"
    "from gradschool.teach.nbgrader_plugin.settings import settings\n"
    "c.GenerateAssignment.preprocessors = settings().GenerateAssignment.preprocessors\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=60)
    parser.add_argument("--grow", type=int, nargs="*", default=[10, 60, 300], help="class sizes for ours alone")
    parser.add_argument("--lessons", nargs="*", default=None, help="default: lesson 1, then all lessons together")
    options = parser.parse_args()
    first, everything = syllabus()[0], list(syllabus())
    for lessons in [options.lessons] if options.lessons else ([first], everything):
        compare(lessons, options.submissions)
    grow(first, options.grow)


def compare(lessons: list[str], count: int) -> None:
    """Print seconds per submission of each way, and how often it goes into stock nbgrader's."""
    print(f"\n{count} submissions of {', '.join(lessons)}")
    with tempfile.TemporaryDirectory() as scratch:
        ours, stock = Path(scratch) / "ours", Path(scratch) / "stock"
        each = -(-count // len(lessons))
        make_course(ours, lessons, each, (ROOT / "nbgrader_config.py").read_text())
        make_stock(ours, stock, lessons)
        total = each * len(lessons)
        stock_name, plain_name, two = "stock nbgrader autograde", "ours, plain nbgrader autograde", "ours, 2 workers"
        rows: dict = {name: [] for name in (stock_name, plain_name, "ours, 1 worker", two, FLOOR)}
        # A machine's speed changes within minutes: what is short is timed before, between and after what is long.
        for long, course in ((stock_name, stock), (plain_name, ours), (None, None)):
            for name, arguments in (("ours, 1 worker", ("--jobs", "1")), (two, ("--jobs", "2"))):
                rows[name].append(on_copy(ours, "gradschool.teach.cli", ["grade", *lessons, *arguments]))
            rows[FLOOR].append(timed(lambda: floor(ours, lessons)))  # forks of this program: their size says nothing
            if long:
                rows[long].append(on_copy(course, "nbgrader", *(["autograde", name] for name in lessons)))
        start_up = statistics.median(timed(lambda: run(ours, "gradschool.teach.cli", "--help"))[0] for _ in range(3))
        middle = {name: statistics.median(seconds for seconds, _ in times) for name, times in rows.items()}
        print(f"{'':34} {'seconds':>8} {'range':>14} {'each':>8} {'stock ÷ it':>11} {'peak MiB':>9}")
        for name, times in rows.items():
            seconds, memory = middle[name], max(memory or 0 for _, memory in times)
            peak = f"{memory:9.0f}" if memory else ""
            span = f"{min(times)[0]:.2f}-{max(times)[0]:.2f}" if len(times) > 1 else ""
            ratio = middle[stock_name] / seconds
            print(f"{name:34} {seconds:8.2f} {span:>14} {seconds / total:8.4f} {ratio:11.1f} {peak}")
        rest = (middle[two] - start_up) / total
        print(f"an idle command takes {start_up:.2f} s; without it, {two}: {rest:.4f} s each")


def on_copy(course: Path, module: str, *commands: list[str]) -> tuple[float, float]:
    """Return seconds and memory of a module's commands, one after the other, on a class that nobody has graded."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = shutil.copytree(course, Path(scratch) / "course")
        return timed(lambda: max(run(copy, module, *words) for words in commands))


def grow(lesson: str, sizes: list[int]) -> None:
    """Print how time and memory grow with the class, for ours with two workers."""
    print(f"\nours, 2 workers, {lesson}")
    print(f"{'submissions':>11} {'seconds':>8} {'each':>8} {'peak MiB':>9}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            course = Path(scratch) / "course"
            make_course(course, [lesson], size, (ROOT / "nbgrader_config.py").read_text())
            seconds, memory = timed(lambda c=course: run(c, "gradschool.teach.cli", "grade", lesson, "--jobs", "2"))
        print(f"{size:11} {seconds:8.2f} {seconds / size:8.4f} {memory:9.0f}")


def make_course(folder: Path, lessons: list[str], each: int, config: str) -> None:
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(config)
    for name in lessons:
        shutil.copytree(ROOT / "source" / name, folder / "source" / name)
        run(folder, "nbgrader", "generate_assignment", name)
        write_sample_class(load_lesson(name), folder, each, ordinary=True)


def make_stock(ours: Path, folder: Path, lessons: list[str]) -> None:
    """Make the same class for stock nbgrader: only graded and given cells, only the visible checks."""
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(STOCK_CONFIG)
    for name in lessons:
        shutil.copytree(ours / "source" / name, folder / "source" / name)
        lean(folder / "source" / name / f"{name}.ipynb")
        run(folder, "nbgrader", "generate_assignment", name)
        for path in ours.glob(f"submitted/*/{name}"):
            target = folder / path.relative_to(ours)
            shutil.copytree(path, target)
            lean(target / f"{name}.ipynb")


def lean(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    book.cells = [cell for cell in book.cells if "nbgrader" in cell.metadata]
    for cell in book.cells:
        if is_kind(cell, grade=True):
            cell.source = visible_part(cell.source)
    nbformat.write(book, path)


def floor(course: Path, lessons: list[str]) -> None:
    """Run each submission's setup and solution cells and its probes in a bare fork: no isolation, no gradebook."""
    from gradschool.checks.observe import observe

    for name in lessons:
        edition, written = course / "release" / name, load_lesson(name)
        probes = load_probes(edition)
        master = json.loads((edition / f"{name}.ipynb").read_bytes())
        setup = [
            "".join(c["source"])
            for c in master["cells"]
            if "setup_" in c["metadata"].get("nbgrader", {}).get("grade_id", "")
        ]
        for path in sorted(course.glob(f"submitted/*/{name}/{name}.ipynb")):
            cells = read_submission(path.read_bytes()).code
            pid = os.fork()
            if not pid:
                os.chdir(edition)
                sys.path.insert(0, str(edition))
                sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (this process ends here)
                namespace: dict = {}
                for source in [*setup, *(c.source for c in cells if c.grade_id in written.exercises)]:
                    try:
                        exec(source, namespace)
                    except Exception:
                        continue
                for exercise in written.exercises:
                    observe(namespace.get(exercise), probes[exercise], written.hidden_seeds(exercise))
                os._exit(0)
            os.waitpid(pid, 0)


def timed(work) -> tuple[float, float | None]:
    """Return the wall seconds of `work`, and what it returns."""
    begun = time.perf_counter()
    memory = work()
    return time.perf_counter() - begun, memory


def run(folder: Path, *arguments: str) -> float:
    """Run a module's command; return the memory of the largest process of it at its peak, in MiB."""
    command = [sys.executable, "-c", MEASURED, sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=folder, env=TOOLS, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr[-2000:]}")
    return int(done.stdout.split()[-1]) / 1024


if __name__ == "__main__":
    main()
