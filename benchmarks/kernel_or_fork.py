"""Times one submission's cells in three ways: a new kernel over ZeroMQ, a kernel forked from a warm one, and our fork.

All in bubblewrap and in one run, with the same cells and the same observations; quote the ratios, seconds belong to the
machine. The kernels talk over `ipc`, as a kernel without a network must, and nbclient runs the cells as nbgrader does.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import EntryPoint
from pathlib import Path

import nbformat
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from gradschool.teach.authoring.editions import instructor
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sandbox import Cell, Job, Sandbox
from gradschool.teach.submission.reading import grade_id_of, is_kind

ROOT = Path(__file__).resolve().parents[1]
OBSERVE = """
import json as _json, pathlib as _pathlib
from gradschool.checks.observe import observe_exercise as _observe
print(_json.dumps(_observe(_pathlib.Path("."), "{name}", {name}, {seeds})))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lesson", default="logistic_regression")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--zygote", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.zygote:
        return zygote()
    folder = ROOT / "release" / options.lesson
    with tempfile.TemporaryDirectory(prefix="kernel-or-fork-") as scratch:
        ways = {
            "a new kernel over ZeroMQ": kernel(options.lesson, folder, Path(scratch), NewProvisioner),
            "a kernel forked from a warm one": kernel(options.lesson, folder, Path(scratch), ForkProvisioner),
            "IPython's shell in our fork": fork(options.lesson, folder),
        }
        seconds = {name: [] for name in ways}
        try:
            for number in range(options.runs + 1):
                for name, once in ways.items():
                    begun = time.perf_counter()
                    once()
                    if number:  # the first is for warming up
                        seconds[name].append(time.perf_counter() - begun)
        finally:
            ForkProvisioner.end()
    ours = statistics.median(seconds["IPython's shell in our fork"])
    print(f"{options.lesson}, {options.runs} runs each, in turn")
    print(f"{'':34} {'median s':>9} {'min':>7} {'max':>7} {'÷ ours':>7}")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"{name:34} {median:9.3f} {min(taken):7.3f} {max(taken):7.3f} {median / ours:7.1f}")


def cells(lesson: str) -> list[tuple[str, str | None]]:
    """Return the given cells and the references, each as (text, None), and each check cell as ("", exercise)."""
    found = []
    for cell in instructor(load_lesson(lesson)).cells:
        if is_kind(cell, grade=True):
            found.append(("", grade_id_of(cell).removeprefix("check_")))
        elif "nbgrader" in cell.metadata:
            found.append((cell.source, None))
    return found


def fork(lesson: str, folder: Path):
    job = Job(
        lesson,
        tuple(
            Cell(str(number), text, exercise, load_lesson(lesson).hidden_seeds(exercise) if exercise else ())
            for number, (text, exercise) in enumerate(cells(lesson))
        ),
    )
    sandbox = Sandbox({lesson: folder}).__enter__()

    def once():
        result = sandbox.run(job)
        assert result.reason is None
        assert all(cell.observations for cell in result.cells if cell.id in {c.id for c in job.cells if c.exercise})

    return once


def kernel(lesson: str, folder: Path, scratch: Path, provisioner):
    texts = [
        text if exercise is None else OBSERVE.format(name=exercise, seeds=load_lesson(lesson).hidden_seeds(exercise))
        for text, exercise in cells(lesson)
    ]
    KernelProvisionerFactory.instance().provisioners[provisioner.__name__] = EntryPoint(
        provisioner.__name__, f"{__name__}:{provisioner.__name__}", "jupyter_client.kernel_provisioners"
    )
    provisioner.scratch, provisioner.folder = scratch, folder

    def once():
        book = new_notebook(cells=[new_code_cell(text) for text in texts])
        manager = AsyncKernelManager(transport="ipc", ip=str(scratch / f"k{time.monotonic_ns()}"))
        manager.kernel_spec.metadata["kernel_provisioner"] = {"provisioner_name": provisioner.__name__}
        client = NotebookClient(book, km=manager, resources={"metadata": {"path": str(folder)}}, allow_errors=True)
        client.execute()
        errors = [o for cell in book.cells for o in cell.outputs if o.output_type == "error"]
        assert not errors, nbformat.writes(book)[-2000:]

    return once


def bubblewrap(scratch: Path) -> list[str]:
    return [
        *("bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--bind", str(scratch), str(scratch)),
        *("--unshare-net", "--unshare-ipc", "--die-with-parent"),
        *(word for name in ("HOME", "TMPDIR", "IPYTHONDIR") for word in ("--setenv", name, str(scratch))),
        *("--setenv", "OMP_NUM_THREADS", "1", "--setenv", "OPENBLAS_NUM_THREADS", "1"),
    ]


class NewProvisioner(LocalProvisioner):
    """Starts a new kernel in bubblewrap."""

    scratch: Path
    folder: Path

    async def launch_kernel(self, cmd, **options):
        return await super().launch_kernel([*bubblewrap(self.scratch), *cmd], **options)


class Forked:
    """A forked kernel, with what jupyter_client asks of a process."""

    stdin = stdout = stderr = None
    returncode = None

    def __init__(self, pid: int):
        self.pid = pid

    def poll(self):
        return None if os.path.exists(f"/proc/{self.pid}") else 0

    def wait(self, timeout=None):
        while self.poll() is None:
            time.sleep(0.001)
        return 0

    def send_signal(self, number):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    terminate = kill


class ForkProvisioner(LocalProvisioner):
    """Has a warm process in bubblewrap fork a kernel."""

    scratch: Path
    folder: Path
    zygote = None

    async def launch_kernel(self, cmd, **options):
        kind = type(self)
        if kind.zygote is None:
            words = [*bubblewrap(self.scratch), sys.executable, __file__, "--zygote"]
            pipe = subprocess.PIPE
            kind.zygote = subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, cwd=self.folder)
            kind.zygote.stdout.readline()
        kind.zygote.stdin.write(json.dumps(cmd[cmd.index("-f") :]) + "\n")
        kind.zygote.stdin.flush()
        self.process = Forked(int(kind.zygote.stdout.readline()))
        self.pid = self.process.pid
        return self.connection_info

    @classmethod
    def end(cls):
        if cls.zygote is not None:
            cls.zygote.stdin.close()
            cls.zygote.wait()


def zygote() -> None:
    """Import what a kernel needs, then fork one for each connection file that is named on standard input."""
    import matplotlib.pyplot  # noqa: F401
    import sklearn.datasets  # noqa: F401
    from ipykernel.kernelapp import IPKernelApp

    import gradschool.checks.observe  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    kernels = []
    while line := sys.stdin.readline():
        pid = os.fork()
        if not pid:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            null = os.open(os.devnull, os.O_RDWR)
            for number in (0, 1, 2):
                os.dup2(null, number)
            IPKernelApp.launch_instance(argv=json.loads(line))
            os._exit(0)
        kernels.append(pid)
        print(pid, flush=True)
    for pid in kernels:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
