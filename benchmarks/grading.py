"""Times the grading of a made class: stock nbgrader, ours with one and two workers, and a bare fork as the floor.

All in one run on the same submissions; quote the ratios, seconds belong to the machine. Stock nbgrader is given the
same notebooks without the cells that only illustrate, and with the visible checks only, so that it does no work that
ours does not do.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from gradschool.probe import load_probes
from gradschool.teach.grading import visible_part
from gradschool.teach.lessons import load, syllabus
from gradschool.teach.sample_class import write_sample_class
from gradschool.teach.submission import is_kind, read_submission

ROOT = Path(__file__).resolve().parents[1]
TOOLS = {
    **os.environ,
    "GRADSCHOOL_COURSE": str(ROOT),
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}
STOCK_CONFIG = (
    "c = get_config()\n"
    "c.CourseDirectory.course_id = 'gradschool'\n"
    "from gradschool.teach.nbgrader_settings import settings\n"
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
    """Print seconds per submission of each way, and the ratios to ours."""
    print(f"\n{count} submissions of {', '.join(lessons)}")
    with tempfile.TemporaryDirectory() as scratch:
        ours, stock = Path(scratch) / "ours", Path(scratch) / "stock"
        each = -(-count // len(lessons))
        make_course(ours, lessons, each, (ROOT / "nbgrader_config.py").read_text())
        make_stock(ours, stock, lessons)
        total = each * len(lessons)
        rows = {
            "stock nbgrader autograde": timed(lambda: [run(stock, "nbgrader", "autograde", name) for name in lessons]),
            "ours, plain nbgrader autograde": timed(
                lambda: [run(ours, "nbgrader", "autograde", name) for name in lessons]
            ),
        }
        for jobs in (1, 2):
            arguments = ("gradschool.teach.cli", "grade", *lessons, "--force", "--jobs", str(jobs))
            rows[f"ours, {jobs} worker{'s' * (jobs > 1)}"] = timed(lambda a=arguments: run(ours, *a))
        rows["floor: the cells in a bare fork"] = timed(lambda: floor(ours, lessons))
        start_up = timed(lambda: run(ours, "gradschool.teach.cli", "--help"))[0]
        rest = (rows["ours, 2 workers"][0] - start_up) / total
        print(f"{'':34} {'seconds':>8} {'each':>8} {'stock ÷ it':>11} {'peak MiB':>9}")
        for name, (seconds, memory) in rows.items():
            ratio = rows["stock nbgrader autograde"][0] / seconds
            print(f"{name:34} {seconds:8.2f} {seconds / total:8.4f} {ratio:11.1f} {memory:9.0f}")
        print(f"an idle command takes {start_up:.2f} s; without it, ours with 2 workers: {rest:.4f} s each")


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
        write_sample_class(load(name), folder, each, ordinary=True)


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
    from gradschool.observe import observe

    for name in lessons:
        edition, written = course / "release" / name, load(name)
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


def timed(work) -> tuple[float, float]:
    """Return the wall seconds of `work` and the peak memory of the largest process it started so far, in MiB."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def run(folder: Path, *arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=folder, env=TOOLS, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr[-2000:]}")


if __name__ == "__main__":
    main()
