"""Runs the attack submissions of tests/forging against stock nbgrader and against ours; prints what each achieves.

Stock nbgrader grades each attack together with one honest student, in a course of its own inside bubblewrap (read-only
system, no network, a home of its own): the attacks are harmless, but nbgrader itself would let them do anything.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import json
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from forging.submissions import LESSON, SECRET, all_attacks, solutions, write_attack  # noqa: E402

HONEST = "zz-honest"  # graded after every attack
SECONDS = 60
SHOWING = re.compile("showing|script|display|markup|Markdown|card|stand there")
TOOLS = {
    **os.environ,
    "GRADSCHOOL_COURSE": str(ROOT),
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}
OURS = (ROOT / "nbgrader_config.py").read_text() + "c.Execute.cell_seconds = 2.0\nc.Execute.observe_seconds = 3.0\n"
STOCK = (
    "c = get_config()\n"
    "c.CourseDirectory.course_id = 'gradschool'\n"
    "c.Execute.timeout = 10\n"
    "from gradschool.teach.nbgrader_plugin.settings import settings\n"
    "c.GenerateAssignment.preprocessors = settings().GenerateAssignment.preprocessors\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="attacks whose name contains this")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    attacks = [attack for attack in all_attacks() if options.only in attack.name]
    if options.inside:
        return against_stock(options.inside, attacks, options.jobs)
    if shutil.which("bwrap") is None:
        sys.exit("expected bubblewrap, found none; without it the attacks are not run against stock nbgrader.")
    with tempfile.TemporaryDirectory(prefix="attacks-") as scratch:
        ours = by_ours(Path(scratch) / "ours", attacks, options.jobs)
        stock = by_stock(Path(scratch) / "stock", options)
    show(attacks, stock, ours)


def show(attacks, stock, ours) -> None:
    print(f"{'attack':86} | {'stock nbgrader':48} | ours")
    for attack in attacks:
        print(f"{attack.name[:86]:86} | {stock.get(attack.name, '?'):48} | {ours[attack.name]}")
    for name, column in (("stock nbgrader", stock), ("ours", ours)):
        print(f"{name}: {sum(text != '0 unearned' for text in column.values())} of {len(attacks)} achieve something")


def new_course(folder: Path, config: str, lean: bool) -> dict:
    """Make a course with the class edition and an honest submission; return the class edition's notebook."""
    from gradschool.teach.lesson.written import load_lesson

    folder.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(config)
    shutil.copytree(ROOT / "source" / LESSON, folder / "source" / LESSON)
    if lean:  # the cells that only illustrate are left out, as they are in ours at grading
        path = folder / "source" / LESSON / f"{LESSON}.ipynb"
        book = json.loads(path.read_bytes())
        book["cells"] = [cell for cell in book["cells"] if "nbgrader" in cell["metadata"]]
        path.write_text(json.dumps(book))
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", LESSON]
    subprocess.run(command, cwd=folder, env=TOOLS, capture_output=True, check=True)
    master = json.loads((folder / "release" / LESSON / f"{LESSON}.ipynb").read_bytes())
    book = copy.deepcopy(master)
    for name, cell in solutions(book).items():
        cell["source"] = load_lesson(LESSON).exercises[name].source
    place = folder / "submitted" / HONEST / LESSON
    place.mkdir(parents=True)
    (place / f"{LESSON}.ipynb").write_text(json.dumps(book))
    victim = folder / "submitted" / "honest-1" / LESSON  # of whom others want to take the work
    shutil.copytree(place, victim)
    for where in (place, folder / "source" / LESSON):
        (where / "notes.txt").write_text(SECRET)
    return master


def points(folder: Path) -> dict[str, float]:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/gradebook.db", "gradschool") as book:
        return {s.student_id: s.score for s in book.assignment_submissions(LESSON)}


# ---- ours


def by_ours(folder: Path, attacks, jobs: int) -> dict[str, str]:
    from gradschool.teach.batch.class_folder import open_class_folder
    from gradschool.teach.batch.grade import grade_class
    from gradschool.teach.nbgrader_plugin.sandbox_settings import configured_limits

    master = new_course(folder, OURS, lean=False)
    for attack in attacks:
        write_attack(attack, folder, master)
    course = open_class_folder(folder)
    limits, isolated = configured_limits(course.config)
    run = grade_class(course, [LESSON], jobs=jobs, limits=limits, isolated=isolated)
    found = points(folder)
    achieved = {}
    for attack in attacks:
        unearned = found.get(attack.student, 0.0) - attack.earns
        text = f"{unearned:g} points unearned" if unearned else "0 unearned"
        shown = outputs(folder, attack.student)
        achieved[attack.name] = ", ".join([text] * bool(unearned) + leaks(shown)) or text
        if (attack.student, LESSON) not in {**run.graded, **run.failed}:
            achieved[attack.name] = "not in the list"
    if found[HONEST] != max(found.values()):
        achieved[attacks[0].name] += f"; the honest student has {found[HONEST]:g}"
    return achieved


def outputs(folder: Path, student: str) -> str:
    """Return what the cells put out that are not graded: what a failing check says is not the attack's doing."""
    path = folder / "autograded" / student / LESSON / f"{LESSON}.ipynb"
    with contextlib.suppress(OSError, ValueError):
        cells = json.loads(path.read_bytes())["cells"]
        return json.dumps([c.get("outputs") for c in cells if not c["metadata"].get("nbgrader", {}).get("grade")])
    return ""


def leaks(shown: str) -> list[str]:
    words = {SECRET: "reads others' files", "solved by": "runs the answers", "FOUND": "finds the answers"}
    words |= {"check_hidden(": "shows hidden tests", "BEGIN HIDDEN": "shows hidden tests"}
    return list(dict.fromkeys(text for word, text in words.items() if word in shown))


# ---- stock nbgrader


def by_stock(folder: Path, options) -> dict[str, str]:
    """Run every attack against stock nbgrader inside bubblewrap; return what each achieved."""
    new_course(folder / "template", STOCK, lean=True)
    words = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--bind", str(folder), str(folder)]
    words += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--die-with-parent"]
    words += ["--setenv", "GRADSCHOOL_TEST_SECRET", SECRET, "--setenv", "TMPDIR", str(folder)]
    words += ["--chdir", str(folder), sys.executable, str(Path(__file__).resolve())]
    words += ["--inside", str(folder), "--only", options.only, "--jobs", str(options.jobs)]
    done = subprocess.run(words, env=TOOLS, capture_output=True, check=False)
    if not (folder / "results").exists():
        sys.exit(f"the attacks could not be run against stock nbgrader: {done.stderr[-2000:].decode(errors='replace')}")
    results = {}
    for line in (folder / "results").read_text().splitlines():
        results.update(json.loads(line))
    return results


def against_stock(folder: Path, attacks, jobs: int) -> None:
    import nbgrader.apps  # noqa: F401 (imported once; each attack is graded by a fork)

    usual = active_of(grade_one(folder, None))

    def one(attack) -> None:
        try:
            text = achieved_by(folder, attack, usual)
        except Exception as error:
            text = f"not known ({type(error).__name__}: {error})"[:48]
        with (folder / "results").open("a") as file:
            file.write(json.dumps({attack.name: text}) + "\n")

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(one, attacks))


def grade_one(folder: Path, attack) -> Path:
    """Grade an attack and the honest student by nbgrader, in a fork and a copy of the course; return the copy."""
    course = folder / (f"course-{all_attacks().index(attack)}" if attack else "honest")
    shutil.copytree(folder / "template", course)
    if attack:
        write_attack(attack, course, json.loads((course / "release" / LESSON / f"{LESSON}.ipynb").read_bytes()))
    pages = attack is None or bool(SHOWING.search(attack.name))
    process = multiprocessing.get_context("fork").Process(target=nbgrader_all, args=(course, pages))
    process.start()
    process.join(SECONDS)
    if process.is_alive():
        process.kill()
        (course / "hangs").touch()
    return course


def nbgrader_all(course: Path, pages: bool) -> None:
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    os.chdir(course)
    home = course / "home"
    home.mkdir()
    os.environ.update(HOME=str(home), TMPDIR=str(home), IPYTHONDIR=str(home / "ipython"), MPLCONFIGDIR=str(home))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200 * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_AS, (8 * 2**30,) * 2)
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    config.CourseDirectory.root = str(course)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    done = api.autograde(LESSON, "*")
    (course / "done").write_text(json.dumps(done))
    if pages:
        api.generate_feedback(LESSON, "*")


def achieved_by(folder: Path, attack, usual: list[str]) -> str:
    course = grade_one(folder, attack)
    if "later" in attack.name:
        time.sleep(3)
    try:
        found = points(course)
    except Exception as error:
        return f"the gradebook is broken ({type(error).__name__})"
    unearned = (found.get(attack.student) or 0.0) - attack.earns
    full = max(points(folder / "honest").values())
    said = [f"{unearned:g} of {full:g} points unearned"] if unearned else []
    if (course / "hangs").exists():
        said.append("hangs")
    elif HONEST not in found:
        said.append("the rest of the class is not graded")
    if found.get(HONEST, full) != full:
        said.append(f"the honest student: {full:g} -> {found[HONEST]:g}")
    said += leaks(outputs(course, attack.student))
    if [thing for thing in active_of(course, attack.student) if thing not in usual]:
        said.append("script in the feedback")
    shutil.rmtree(course, ignore_errors=True)
    return ", ".join(said) or "0 unearned"


def active_of(course: Path, student: str = HONEST) -> list[str]:
    from pages import active

    path = course / "feedback" / student / LESSON / f"{LESSON}.html"
    return active(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else []


if __name__ == "__main__":
    main()
