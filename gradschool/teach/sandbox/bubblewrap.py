"""The bubblewrap command: what the warm process sees of this machine, which is very little."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from gradschool import lesson_files
from gradschool.errors import SandboxUnavailable
from gradschool.teach.sandbox.job import Limits
from gradschool.teach.sandbox.machine import WITHOUT

INSTALL = "sudo apt install bubblewrap"
SCRATCH = "/scratch"
SITE = "/site"
INSIDE = Path(__file__).parent / "inside"
PACKAGE = Path(__file__).parent.parent.parent
OWN_UID, USER_NAMESPACE = "own user id", "user namespace"

_SYSTEM = ("/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/share/zoneinfo")
_TOP = ("/bin", "/lib", "/lib32", "/lib64", "/sbin")
_ETC = ("ld.so.cache", "alternatives", "localtime")
_DEVICES = ("null", "zero", "full", "random", "urandom")
_MASKED = ("kcore", "keys", "key-users", "kallsyms", "modules", "timer_list", "sched_debug", "config.gz", "interrupts")


def command(lessons: Mapping[str, Path], limits: Limits, way: str, program: list[str]) -> tuple[list[str], list[int]]:
    """Return the command that runs a program isolated, and the file descriptors to pass on to it.

    `way` is OWN_UID (for root: the program is to change to a user id that nobody has, for which alone
    capabilities are left) or USER_NAMESPACE (for anybody).

    Raises
    ------
    SandboxUnavailable : there is no bubblewrap
    """
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise SandboxUnavailable(f"bubblewrap is not installed. Install it (Debian, Ubuntu: `{INSTALL}`), {WITHOUT}")
    view = _View()
    _show_system(view)
    _show_python(view)
    _show_lessons(view, lessons)
    view.data("/etc/passwd", f"student:x:1000:1000::{SCRATCH}/home:/bin/sh\n".encode())
    if not view.shows("/tmp"):  # a virtual environment may lie there
        view.link(f"{SCRATCH}/tmp", "/tmp")
    words = [bwrap, "--die-with-parent", "--new-session", "--as-pid-1", "--hostname", "sandbox", "--cap-drop", "ALL"]
    words += [f"--unshare-{namespace}" for namespace in ("pid", "net", "ipc", "uts", "cgroup-try")]
    if way == OWN_UID:
        for capability in ("SETUID", "SETGID", "SETPCAP"):  # given up before anything else is done
            words += ["--cap-add", f"CAP_{capability}"]
    else:
        words += ["--unshare-user", "--disable-userns", "--uid", "1000", "--gid", "1000"]
    words += [*view.words, "--proc", "/proc"]
    for name in _MASKED:
        if os.path.exists(f"/proc/{name}"):
            words += ["--ro-bind", "/dev/null", f"/proc/{name}"]
    # The one place that can be written to; the root and /dev are file systems in memory too.
    words += ["--perms", "0777", "--size", str(limits.scratch_bytes), "--tmpfs", SCRATCH]
    words += ["--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--", *program]
    return words, view.files


def python_path() -> list[str]:
    """Return the standard library and the installed packages: what of `sys.path` may be seen inside."""
    paths = sysconfig.get_paths()
    standard = {os.path.realpath(paths[name]) for name in ("stdlib", "platstdlib")}
    standard |= {os.path.join(folder, "lib-dynload") for folder in standard}
    entries = [os.path.realpath(entry) for entry in sys.path if entry]
    packages = ("site-packages", "dist-packages")
    return list(dict.fromkeys(e for e in entries if e in standard or os.path.basename(e) in packages))


class _View:
    """Gathers bubblewrap's words for the files that are shown."""

    def __init__(self):
        self.words: list[str] = []
        self.files: list[int] = []
        self._made = {"/"}

    def bind(self, source: str, target: str | None = None, how: str = "--ro-bind") -> None:
        """Show a file or folder of this machine, if it exists."""
        target = target or source
        if os.path.exists(source):
            self._make_parents(target)
            self.words += [how, source, target]
            self._made.add(target)

    def link(self, source: str, target: str) -> None:
        self._make_parents(target)
        self.words += ["--symlink", source, target]

    def empty(self, target: str) -> None:
        """Show an empty folder in the place of another."""
        self._make_parents(target)
        self.words += ["--tmpfs", target, "--remount-ro", target]

    def data(self, target: str, content: bytes) -> None:
        """Show a file of this content."""
        number = os.memfd_create("shown")
        os.write(number, content)
        os.lseek(number, 0, os.SEEK_SET)
        self.files.append(number)
        self._make_parents(target)
        self.words += ["--perms", "0444", "--ro-bind-data", str(number), target]

    def folder(self, target: str) -> None:
        """Make a folder that every user can read, as bubblewrap's own choice is to let nobody but the owner."""
        if target not in self._made:
            self._make_parents(target)
            self.words += ["--perms", "0755", "--dir", target]
            self._made.add(target)

    def shows(self, folder: str) -> bool:
        """Whether there is anything at a place so far."""
        return folder in self._made

    def _make_parents(self, target: str) -> None:
        self.folder(os.path.dirname(target))


def _show_system(view: _View) -> None:
    """The system's programs and libraries, and five devices; nothing of /etc but what finds libraries and the time."""
    for folder in _SYSTEM:
        view.bind(folder)
    for folder in _TOP:
        if os.path.islink(folder):
            view.link(os.readlink(folder), folder)
        else:
            view.bind(folder)
    for name in _ETC:
        view.bind(f"/etc/{name}")
    view.words += ["--perms", "0755", "--tmpfs", "/dev"]
    view.link(f"{SCRATCH}/shm", "/dev/shm")
    for name in _DEVICES:
        view.bind(f"/dev/{name}", how="--dev-bind")


def _show_python(view: _View) -> None:
    """Python with its installed packages, and gradschool without what is the instructor's."""
    base = os.path.realpath(sys.base_prefix)
    folders = [f"{base}/bin", f"{base}/lib", os.path.dirname(os.path.realpath(sys.executable)), *python_path()]
    for folder in dict.fromkeys(folders):
        view.bind(folder)
    view.bind(str(PACKAGE), f"{SITE}/gradschool")
    view.bind(str(INSIDE), f"{SITE}/gradschool_inside")
    view.empty(f"{SITE}/gradschool/teach")
    for folder in python_path():  # there it is too, if it is installed from its wheel
        if os.path.isdir(f"{folder}/gradschool/teach"):
            view.empty(f"{folder}/gradschool/teach")


def _show_lessons(view: _View, lessons: Mapping[str, Path]) -> None:
    """The outgoing files of the lessons, by name: a folder may also hold a notebook with the answers."""
    for lesson, folder in lessons.items():
        view.folder(f"/lessons/{lesson}")
        for name in lesson_files.RUN:
            path = Path(folder) / name
            if path.is_file():
                view.data(f"/lessons/{lesson}/{name}", path.read_bytes())
