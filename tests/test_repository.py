"""The house holds: who may import whom, what goes out, what is pinned, and what `make` says."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import findings_table
import house
import pathspec
import pytest
from house import modules_imported_by
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from gradschool import lesson_files
from gradschool.catalogue import WORDINGS

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# What `make lab` and `make test` install.
PINNED_EXTRAS = ("teach", "dev")


def within(name, package):
    """Return whether a module's name is the package's or below it."""
    return name == package or name.startswith(package + ".")


def python_files(folder):
    """Return the Python files below a folder, made and cached ones left out."""
    files = sorted(p for p in (ROOT / folder).rglob("*.py") if "__pycache__" not in p.parts)
    assert files, f"no Python file in {folder}/"
    return files


@pytest.mark.parametrize(
    ("folder", "excepted", "forbidden"),
    [
        ("lessons", None, ["gradschool.teach", "nbgrader"]),
        ("gradschool", "gradschool/teach", ["gradschool.teach", "lessons", "tests", "nbgrader"]),
        ("gradschool/teach", None, ["tests"]),
    ],
    ids=["lessons", "student side", "instructor side"],
)
def test_imports_point_one_way(folder, excepted, forbidden):
    """lessons -> gradschool (never teach); gradschool's student side -> nothing else of ours."""
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in python_files(folder)
        if not (excepted and path.is_relative_to(ROOT / excepted))
        for name in sorted(modules_imported_by(path, ".".join(path.relative_to(ROOT).parent.parts)))
        if any(within(name, package) for package in forbidden)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_arrow_between_rooms_runs_in_a_circle():
    """Each room can be understood with those below it alone."""
    assert not [room for room, others in house.reached(house.arrows()).items() if room in others]
    assert house.reached({("a", "b"), ("b", "c"), ("c", "a")})["a"] == {"a", "b", "c"}  # it would be seen


def test_the_map_of_the_house_is_fresh():
    """docs/house.md shows the rooms and arrows that there are; `python tests/house.py` draws them anew."""
    assert house.PAGE.read_text(encoding="utf-8") == house.page()


def test_the_table_of_findings_is_fresh():
    """CONTRIBUTING.md lists the catalogue; `python tests/findings_table.py` writes it anew."""
    assert findings_table.PAGE.read_text(encoding="utf-8") == findings_table.page()


def test_general_findings_have_their_words_in_the_catalogue():
    """Outside it no code of the student's side makes a finding's words, and every wording is asked for by somebody."""
    asked, own = set(), []
    for path in python_files(ROOT / "gradschool"):
        if path.name == "catalogue.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in WORDINGS:
                asked.add(node.value)
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Cause", "Problem")
            if named and any(isinstance(part, ast.JoinedStr) or _is_sentence(part) for part in node.args):
                own.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not own
    built = {
        w for w in WORDINGS if w.startswith(("ratio/", "nan/", "inf/"))
    }  # put together from a sign, a power, a word
    assert set(WORDINGS) - built <= asked


def _is_sentence(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def test_outgoing_files_stand_alone():
    """Probes and toolbox go out with a lesson, to machines that have no lessons folder."""
    outgoing = [p for p in python_files("lessons") if p.name in lesson_files.CODE]
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in outgoing
        for name in modules_imported_by(path, f"lessons.{path.parent.name}")
        if within(name, "lessons") or within(name, "exercises") or within(name, "questions")
    ]
    assert not wrong, "\n".join(wrong)


def test_relative_and_late_imports_are_seen(tmp_path):
    """The reader of imports itself: it must not be blind to any form of import."""
    file = tmp_path / "x.py"
    file.write_text(
        "from . import teach\n"
        "from .teach import judge\n"
        "def f():\n"
        "    import lessons.dropout\n"
        "    __import__('nbgrader')\n"
    )
    names = modules_imported_by(file, "gradschool")
    assert {"gradschool.teach", "gradschool.teach.judge", "lessons.dropout", "nbgrader"} <= names
    file.write_text("from .. import teach\n")
    assert "gradschool.teach" in modules_imported_by(file, "gradschool.explore")


def test_import_gradschool_is_light():
    """A student's first line must not load nbgrader, matplotlib or scikit-learn."""
    heavy = ("nbgrader", "matplotlib", "sklearn", "lessons", "gradschool.teach")
    code = f"import sys, gradschool; print([name for name in {heavy!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, "[]", "")


def pins():
    """Return the lines of requirements.txt as requirements."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line.split("#")[0]) for line in lines if line.split("#")[0].strip()]


def test_every_pin_is_exact():
    """One version, nothing to choose: the same machine today and in a year."""
    loose = [str(pin) for pin in pins() if [s.operator for s in pin.specifier] != ["=="] or pin.url]
    assert not loose


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_pins_answer_every_dependency(python, system):
    """On each supported Python and system, each dependency has exactly one pin, which is in its range."""
    place = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system,
        "os_name": "nt" if system == "win32" else "posix",
        "implementation_name": "cpython",
    }
    here = {}
    for pin in pins():
        if pin.marker is None or pin.marker.evaluate(place):
            name = canonicalize_name(pin.name)
            assert name not in here, f"{name} is pinned twice"
            here[name] = next(iter(pin.specifier)).version
    wanted = PROJECT["dependencies"] + [d for e in PINNED_EXTRAS for d in PROJECT["optional-dependencies"][e]]
    for dependency in map(Requirement, wanted):
        version = here.get(canonicalize_name(dependency.name))
        assert version, f"{dependency} is not pinned: run `make pins`"
        assert version in dependency.specifier, f"{dependency} but {version} is pinned: run `make pins`"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the names of the files in a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    run = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return archive.namelist()


def test_wheel_holds_the_package_and_no_lesson(wheel):
    """Answers live in lessons/ alone, so a wheel without it has none."""
    tops = {name.split("/")[0] for name in wheel}
    assert tops == {"gradschool", f"gradschool-{PROJECT['version']}.dist-info"}
    assert not [name for name in wheel if Path(name).name in ("questions.py", "lesson.md", "key.json")]
    assert not [name for name in wheel if "exercises" in Path(name).parts]


def test_wheel_leaves_nothing_of_the_package_behind(wheel):
    """Every tracked file of the package is in it, style sheets and templates too."""
    missing = {name for name in tracked_files() if name.startswith("gradschool/")} - set(wheel)
    assert not missing


def tracked_files():
    """Return the names of the files that git tracks or would, were they added."""
    # Someone else's clone (a container's) is read all the same.
    listing = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    run = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True)
    if run.returncode == 0:
        return [name for name in run.stdout.split("\0") if name and (ROOT / name).is_file()]
    # An unpacked archive has no history: what .gitignore leaves.
    ignored = pathspec.GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text().splitlines())
    return list(ignored.match_tree_files(ROOT, negate=True))


# Somebody's home or work folder, and package indexes: the pins install from wherever the reader's pip looks.
MACHINE = re.compile(
    r"(?<![\w.}/-])(?:/(?:home|Users|root|work)/[\w.-]+|" + re.escape(str(ROOT)) + "/)"
    r"|[A-Z]:\\+Users\\"
    r"|--(?:extra-)?index-url|--find-links"
    r"|\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org)\b"
)
# A home folder of no machine in particular, as examples use it.
NOBODY = re.compile(r"/home/(?:student|you)\b")


def test_nothing_tells_of_one_machine():
    """No tracked file carries an absolute path of the machine it was written on, or a registry's name."""
    wrong = []
    for name in tracked_files():
        data = (ROOT / name).read_bytes()
        if b"\0" in data or ROOT / name == Path(__file__):
            continue  # a picture; this list itself
        for number, line in enumerate(data.decode("utf-8").splitlines(), start=1):
            if found := MACHINE.search(NOBODY.sub("", line)):
                wrong.append(f"{name}:{number}: {found.group()}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "line",
    [
        'File "/home/ada/course/x.py"',
        "/Users/ada/x",
        r"C:\Users\ada",
        f'"{ROOT}/lessons"',
        "--index-url x",
        "https://pypi.org/x",
    ],
)
def test_a_machine_is_recognized(line):
    """The pattern itself: it must not be blind."""
    assert MACHINE.search(line)


def test_nothing_private_is_tracked():
    """A class's work, marks and logs, and a learner's attempts, stay out of the repository."""
    private = re.compile(r"^(submitted|autograded|feedback|exchange)/|gradebook\.db|\.log$|\.gradschool/")
    assert not [name for name in tracked_files() if private.search(name)]


def make(*words, cwd=ROOT):
    """Return a finished `make`, free of what the `make test` around it hands down."""
    own = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(["make", *words], cwd=cwd, env=own, capture_output=True, text=True, timeout=60)


def targets():
    """Return the targets that the Makefile offers."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[1].split())


def test_make_lists_each_target_with_one_line_of_help():
    """`make` alone is the list of all that can be asked of it: nothing hidden, nothing without help."""
    run = make()
    assert run.returncode == 0, run.stderr
    listed = dict(re.fullmatch(r"  make (\w+) +(\S.*)", line).groups() for line in run.stdout.splitlines())
    assert set(listed) == targets()
    assert all(len(help_line) <= 90 for help_line in listed.values())


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_pages_name_only_targets_that_exist(page):
    """A command that a page tells the reader to type must be there."""
    text = (ROOT / page).read_text(encoding="utf-8")
    # Only commands, in a block or between backticks: in running text "make" is a verb.
    commands = re.findall(r"^```\w*\n(.*?)^```|`([^`\n]+)`", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line.strip(" $") for block, inline in commands for line in (block or inline).splitlines()]
    named = {word for line in lines for word in re.findall(r"^make ([a-z]+)", line)}
    assert named, f"{page} names no make target"
    assert named <= targets(), f"{page} names {sorted(named - targets())}, which the Makefile has not"


def test_make_names_the_python_it_needs(tmp_path):
    """An old or missing Python ends in one line that says what to do."""
    for name in ("Makefile", "pyproject.toml", "requirements.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    old = tmp_path / "oldpython"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.8.1" && exit 0\nexit 1\n')
    old.chmod(0o755)
    run = make("lab", "PYTHON=./oldpython", cwd=tmp_path)
    first = run.stderr.splitlines()[0]
    assert run.returncode == 2
    assert "3.11" in first
    assert "Python 3.8.1" in first
    assert "PYTHON=" in first
    assert not (tmp_path / ".venv").exists()


@pytest.fixture
def bare(tmp_path):
    """Return a folder of programs with what every machine has, and a user who may install nothing."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("bash", "env", "true"):
        (folder / name).symlink_to(shutil.which(name))
    program(folder / "id", "echo 1000")
    return folder


def program(path, *lines):
    """Write a shell script that can be called."""
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)


def packages(bare, *names, **environment):
    """Return the finished set-up of the tests on a bare machine."""
    own = {"PATH": str(bare), **environment}
    return subprocess.run([ROOT / ".ci" / "packages", *names], env=own, capture_output=True, text=True, timeout=60)


def test_what_cannot_be_installed_is_said_in_one_line(bare):
    """Without Debian's packages, or for somebody who may not install them, the tests go on without what needs them."""
    program(bare / "sudo", "exit 1")
    for _ in ("no apt-get", "an apt-get that is not for this user"):
        done = packages(bare)
        (line,) = done.stderr.splitlines()
        assert (done.returncode, done.stdout) == (0, "")
        assert "bubblewrap (the tests of the sandbox" in line
        assert "chromium (the tests in a browser)" in line
        assert packages(bare, GRADSCHOOL_NO_SKIP="1").returncode == 1
        program(bare / "apt-get", "echo called >&2")
    program(bare / "bwrap", "exit 0")
    program(bare / "chromium-browser")
    assert packages(bare, GRADSCHOOL_NO_SKIP="1").returncode == 0
    assert packages(bare, "git", GRADSCHOOL_NO_SKIP="1").returncode == 1


@pytest.mark.parametrize("way", ["root", "sudo"])
def test_what_can_be_installed_is(bare, tmp_path, way):
    log = tmp_path / "log"
    program(bare / "apt-get", f'echo "$0 $@" >> {log}', f"[ ! -e {tmp_path}/offline ]")
    if way == "root":
        program(bare / "id", "echo 0")
    else:
        program(bare / "sudo", 'shift; exec "$@"')
    done = packages(bare, "git", GRADSCHOOL_NO_SKIP="1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Installing from Debian: git bubblewrap chromium\n"
    update, install = log.read_text().splitlines()
    assert update.endswith("update")
    assert re.search(r"install .*git bubblewrap chromium$", install)
    (tmp_path / "offline").touch()
    done = packages(bare)
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1
