"""What it takes to start the warm process: its command, its environment, and its settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from gradschool import lesson_files
from gradschool.teach.sandbox import bubblewrap, machine
from gradschool.teach.sandbox.job import Limits


class CannotStart(Exception):
    """One way to start the warm process does not work here; the message is what was said about it."""


@dataclass(frozen=True)
class Launch:
    """A command, the file descriptors to hand on to it (besides its socket), and the first message to send."""

    words: list[str]
    files: list[int]
    environment: dict[str, str]
    setup: dict


def isolated(lessons: Mapping[str, Path], limits: Limits, way: str, number: int) -> Launch:
    """Return how to start in bubblewrap; `number` is the file descriptor of the warm process's socket.

    Raises
    ------
    SandboxUnavailable : there is no bubblewrap
    CannotStart : this way is not open here
    """
    own_uid = way == bubblewrap.OWN_UID
    uid = machine.unused_uid() if own_uid else None
    if own_uid and uid is None:
        raise CannotStart("there is no unused user id")
    program = _python(bubblewrap.SITE, "gradschool_inside", number)
    words, files = bubblewrap.command(lessons, limits, way, program)
    setup = {
        "isolated": True,
        "uid": uid,
        "most_processes": limits.processes if own_uid or machine.kernel_counts_per_namespace() else None,
        "scratch": bubblewrap.SCRATCH,
        "lessons": {name: f"/lessons/{name}" for name in lessons},
        "path": [bubblewrap.SITE, *bubblewrap.python_path()],
    }
    return Launch(words, files, _environment(bubblewrap.SCRATCH), {**setup, **_common(limits)})


def bare(lessons: Mapping[str, Path], limits: Limits, scratch: str, number: int) -> Launch:
    """Return how to start without bubblewrap, with `scratch` as the folder for what submissions write."""
    root = str(bubblewrap.PACKAGE.parent)
    setup = {
        "isolated": False,
        "uid": None,
        # All processes of this user count: this is for the worst, the watching for the limit itself.
        "most_processes": machine.processes_of_user() + 1000,
        "scratch": scratch,
        "lessons": {name: str(folder) for name, folder in lessons.items()},
        "path": [root, *bubblewrap.python_path()],
    }
    words = _python(root, f"{__package__}.inside", number)
    return Launch(words, [], _environment(scratch), {**setup, **_common(limits)})


def _common(limits: Limits) -> dict:
    return {"limits": asdict(limits), "outgoing": lesson_files.RUN}


def _python(root: str, package: str, number: int) -> list[str]:
    # -S: no .pth file is obeyed, as an editable install has one that leads to the repository.
    boot = f"import sys; sys.path.insert(0, {root!r}); from {package}.warm import main; main({number})"
    return [os.path.realpath(sys.executable), "-S", "-s", "-P", "-c", boot]


def _environment(scratch: str) -> dict[str, str]:
    """Return the whole environment; numerical libraries get one thread, as a fork takes over only one."""
    threads = ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB_MAXIMUM", "BLIS")
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": f"{scratch}/home",
        "TMPDIR": f"{scratch}/tmp",
        "MPLCONFIGDIR": f"{scratch}/home/matplotlib",
        "IPYTHONDIR": f"{scratch}/home/ipython",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NBGRADER_EXECUTION": "autograde",
        **{f"{name}_NUM_THREADS": "1" for name in threads},
    }
