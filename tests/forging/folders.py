"""Attacks by what else lies in a submission's folder, and by the names of files and students."""

from __future__ import annotations

import os
import socket

from forging.submissions import LESSON, attack, solutions

NOTEBOOK = f"{LESSON}.ipynb"
VICTIM = "honest-1"  # a student who solved everything
ANSWERS = {
    "numpy.py": "def __getattr__(name):\n    return lambda *a, **k: 6.0\n",
    "gradschool/__init__.py": "check = begin = answer = compare = expect = hint = progress = lambda *a, **k: None\n",
    "gradschool/checks/observe.py": "observe_exercise = lambda *a: []\n",
    "gradschool/teach/judging/judge.py": "check_hidden = lambda *a, **k: None\n",
    "IPython/__init__.py": "raise SystemExit\n",
    "json.py": "raise SystemExit\n",
    "sitecustomize.py": "print('forged by sitecustomize')\n",
    "usercustomize.py": "print('forged by usercustomize')\n",
    "evil.pth": "import sys; print('forged by a .pth file')\n",
    "ipython_config.py": "get_config().InteractiveShellApp.exec_lines = ['check = print']\n",
    "nbgrader_config.py": "raise SystemExit('forged by a configuration')\n",
    ".gradschool.json": '{"fingerprint": "0", "scores": {"check_sigmoid": 2}, "causes": {}, "reason": null}',
    ".gradschool/progress.json": '{"attempts": []}',
    "index.html": "<script>alert('forged')</script>",
}


@attack("modules and settings beside the notebook that take others' places")
def _(place):
    for name, text in ANSWERS.items():
        place.write(name, text)
    place.save()


@attack("the lesson's own files, changed", shows="look at my files")
def _(place):
    place.write("probes.py", "raise SystemExit\n")
    place.write("toolbox.py", "raise SystemExit\n")
    place.write("key.json", '{"lesson": "logistic_regression", "exercises": {}, "questions": {}}')
    solutions(place.book)["sigmoid"]["source"] = "print('look at my files', len(open('key.json').read()) > 100)"
    place.save()


@attack("folders in the place of the lesson's files")
def _(place):
    for name in ("probes.py", "key.json", "toolbox.py"):
        place.write(f"{name}/x", "")
    place.save()


@attack("links to what must not be copied")
def _(place):
    place.save()
    for name, target in {
        "gradebook.db": place.course / "gradebook.db",
        "passwd.txt": "/etc/passwd",
        "shadow": "/etc/shadow",
        "key.json": place.course / "source" / LESSON / NOTEBOOK,
        "probes.py": "/etc/passwd",
        "other": place.course / "submitted" / VICTIM,
        "up": "../../..",
        "loop": ".",
        "nowhere": "does-not-exist",
    }.items():
        (place.folder / name).symlink_to(target)


@attack("a notebook that is a link to another student's", failed="expected .* found")
def _(place):
    (place.folder / NOTEBOOK).symlink_to(place.course / "submitted" / VICTIM / LESSON / NOTEBOOK)


@attack("a notebook that is a link to a device without end", failed="expected .* found")
def _(place):
    (place.folder / NOTEBOOK).symlink_to("/dev/zero")


@attack("a notebook that is a link to the system's passwords", failed="expected .* found")
def _(place):
    (place.folder / NOTEBOOK).symlink_to("/etc/passwd")


@attack("a folder that is a link to another student's", failed="link")
def _(place):
    place.folder.rmdir()
    place.folder.symlink_to(place.course / "submitted" / VICTIM / LESSON)


@attack("a student's folder that is a link to another student's", failed="link")
def _(place):
    place.folder.rmdir()
    place.folder.parent.rmdir()
    place.folder.parent.symlink_to(place.course / "submitted" / VICTIM)


@attack("a notebook that is a pipe", failed="expected .* found")
def _(place):
    os.mkfifo(place.folder / NOTEBOOK)


@attack("a notebook that is a socket", failed="expected .* found")
def _(place):
    here = os.open(place.folder, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{here}/{NOTEBOOK}")  # the full path is too long for a socket's name
    os.close(here)


@attack("a notebook that is a folder", failed="expected .* found")
def _(place):
    (place.folder / NOTEBOOK).mkdir()


@attack("no notebook", failed="no notebook")
def _(place):
    place.write("hello.txt", "my notebook is in the post")


@attack("an empty folder", failed="no notebook")
def _(place):
    pass


@attack("notebooks of other names", failed="found")
def _(place):
    for name in (
        "<script>alert('forged')</script>.ipynb".replace("/", "_"),
        "a\x1b[2Jb\n.ipynb",
        "LOGISTIC_REGRESSION.ipynb",
    ):
        place.save(name)


@attack("a notebook of a name that is no text", failed="found")
def _(place):
    place.save(os.fsdecode(b"\xff\xfe.ipynb"))


@attack("pipes and sockets beside the notebook")
def _(place):
    place.save()
    for name in ("pipe", "data.txt", "key.json", "toolbox.py"):
        os.mkfifo(place.folder / name)


@attack("many notebooks")
def _(place):
    place.save()
    for number in range(50):
        place.save(f"{LESSON}-{number}.ipynb")
    place.save(f"deep/er/{NOTEBOOK}")


@attack("files of many megabytes beside the notebook", reason="left out: more than 16 MiB")
def _(place):
    place.save()
    for number in range(5):
        place.write(f"data-{number}.txt", b"x" * 5 * 2**20)


@attack("files without number beside the notebook", reason="left out: more than 200 files")
def _(place):
    place.save()
    for number in range(1000):
        place.write(f"many/{number}.txt", "x")


@attack("pages and settings under names of data", shows="my own file is here")
def _(place):
    page = "<script>alert('forged')</script>"
    for name in ("page.csv", "page.png", "a/b/c/d/e/f/g/h/too_deep.txt", "ipython_config.json", "..txt", "a b\\c.txt"):
        place.write(name, page)
    solutions(place.book)["sigmoid"]["source"] = (
        "print('my own file is', 'here' if len(open('page.csv').read()) else 'gone')"
    )
    place.save()


# ---- the time of submission


@attack("a time of submission that is no time")
def _(place):
    place.save()
    place.write("timestamp.txt", "yesterday, I swear <script>alert('forged')</script>\n")


@attack("a time of submission in another age")
def _(place):
    place.save()
    place.write("timestamp.txt", "9999-12-31 23:59:59.999999 -2359\n")


@attack("a time of submission of many digits")
def _(place):
    place.save()
    place.write("timestamp.txt", "9" * 10_000 + "\n")


@attack("a time of submission of ten megabytes")
def _(place):
    place.save()
    place.write("timestamp.txt", "2024-01-01 " * 10**6)


@attack("a time of submission with null bytes")
def _(place):
    place.save()
    place.write("timestamp.txt", b"2024-01-01 00:00:00 \x00\xff UTC")


@attack("a time of submission that is a pipe")
def _(place):
    place.save()
    os.mkfifo(place.folder / "timestamp.txt")


@attack("a time of submission that is a folder")
def _(place):
    place.save()
    place.write("timestamp.txt/x", "")


@attack("a time of submission that is a link")
def _(place):
    place.save()
    (place.folder / "timestamp.txt").symlink_to("/etc/passwd")


# ---- names of students


def _named(what: str, student: str, **facts):
    @attack(f"a student named {what}", student=student, **facts)
    def _(place):
        place.save()


REFUSED = {"failed": "expected a student's name"}
_named("by markup", "<img src=x onerror=alert('forged')>", **REFUSED)
_named("by a script", "<script>alert('forged')<∕script>", **REFUSED)
_named("by an attribute", '" onmouseover="alert(1)', **REFUSED)
_named("by a star", "*", **REFUSED)
_named("by a pattern", "[a-z]*", **REFUSED)
_named("by a new line and control characters", "a\nb\x1b[2J", **REFUSED)
_named("by a blank", " ", **REFUSED)
_named("by a character that turns the line", "a\u202eb", **REFUSED)
_named("by bytes that are no text", os.fsdecode(b"caf\xe9"), **REFUSED)
_named("by a group of a regular expression", "(?P<student_id>.+)", **REFUSED)
_named("by braces", "{0}{student_id}%s$HOME")
_named("by SQL", "'; DROP TABLE grade; --")
_named("by an option", "--force")
_named("by dots", "...")
_named("in other scripts", "李 明 Ø 😀")
_named("at length", "x" * 250)
_named("by a formula", "=HYPERLINK(1)")
