"""The warm process: everything is imported, each submission is a fork of it, and it cleans up behind them.

It never sees a submission's text or outputs: a fork talks to the grader over a channel of its own, which the
warm process only hands on. So nothing of one submission can be found in the memory of the next.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import shutil
import socket
import sys
import traceback

from . import clean, guard, pages, seccomp, watch
from .imports import import_all, import_lesson, import_more
from .runner import Runner

POLL_SECONDS = 0.03
MESSAGE_BYTES = 64 * 1024


class Warm:
    """Follows the grader's orders: fork, watch, end, load."""

    def __init__(self, control: socket.socket, setup: dict, make_runner):
        self._control, self._setup, self._make_runner = control, setup, make_runner
        self._isolated = setup["isolated"]
        self._base, _ = watch.memory(os.getpid())
        self._child = self._number = None
        self._watching = False

    def serve(self) -> None:
        """Follow orders until the grader hangs up."""
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        while True:
            # A child's end is noticed by polling, so that there is one loop and no signal handler.
            if poll.poll(POLL_SECONDS * 1000 if self._watching else None):
                data, files, _, _ = socket.recv_fds(self._control, MESSAGE_BYTES, 1)
                if not data:
                    return
                self._obey(json.loads(data), files)
            if self._watching:
                self._look()

    def _obey(self, order: dict, files: list[int]) -> None:
        if order["do"] == "fork":
            self._fork(order["job"], files[0])
        elif order["do"] == "watch":
            self._watching = order["job"] == self._number
        elif order["do"] == "end":
            self._end()
            self._say({"is": "clean", "job": order["job"]})
        elif order["do"] == "load":
            import_more(order["parts"])
            settle()
            self._base, _ = watch.memory(os.getpid())
            self._say({"is": "loaded"})

    def _fork(self, number: int, channel: int) -> None:
        self._number = number
        self._child = os.fork()
        if self._child:
            os.close(channel)
            return
        try:
            self._control.close()
            guard.standard_signals()
            guard.limit(self._setup["limits"], self._setup["most_processes"])
            self._make_runner(socket.socket(fileno=channel)).serve()
        finally:
            os._exit(1)

    def _look(self) -> None:
        """See whether the submission ended by itself or uses too much; then stop it and say so."""
        ended = clean.reap()
        if self._child in ended:
            status = ended[self._child]
            self._stop({"is": "ended", "code": os.waitstatus_to_exitcode(status)})
            return
        pids = watch.processes() if self._isolated else watch.descendants(os.getpid())
        own_files = self._setup["scratch"] if self._isolated else None
        why = watch.excess(pids, self._base, self._setup["limits"], own_files)
        if why:
            self._stop({"is": "excess", "why": why})

    def _stop(self, message: dict) -> None:
        self._watching = False
        self.kill()
        self._say({**message, "job": self._number})

    def _end(self) -> None:
        self._watching = False
        self.kill()
        self._child = None
        clean.wipe(self._setup["scratch"])

    def kill(self) -> None:
        """End everything that came from this process."""
        if self._isolated:
            clean.kill_namespace()
        else:
            clean.kill_descendants()

    def _say(self, message: dict) -> None:
        self._control.send(json.dumps(message).encode())


def settle() -> None:
    """Bring the memory in order that forks will share."""
    gc.enable()
    gc.collect()
    gc.freeze()
    pages.gather()


def prepare(setup: dict) -> None:
    """Set up the process that a sandbox starts, before anything of weight is imported."""
    gc.disable()  # what is imported stays
    for folder in (os.environ["HOME"], os.environ["TMPDIR"]):
        os.makedirs(folder, exist_ok=True)
    os.chdir(setup["scratch"])
    sys.path[:] = setup["path"]
    import site

    site.sethelper()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(number: int) -> None:
    """Run the warm process; `number` is the file descriptor of the socket to the grader."""
    control = socket.socket(fileno=number)
    control.set_inheritable(False)
    try:
        setup = json.loads(control.recv(MESSAGE_BYTES))
        if setup["isolated"]:
            guard.become(setup["uid"])
        else:
            guard.adopt_orphans()
        prepare(setup)
        shell, observe = import_all()
        modules = {name: import_lesson(folder) for name, folder in setup["lessons"].items()}
        guard.ignore_signals()
        guard.hide()
        filtered = setup["isolated"] and seccomp.install()
        os.chdir("/")
        clean.wipe(setup["scratch"])
        _close_standard_files()
        settle()
    except BaseException as error:
        said = "".join(traceback.format_exception(error))[-4000:]
        control.send(json.dumps({"is": "failed", "why": said}).encode())
        raise
    control.send(json.dumps({"is": "ready", "filtered": filtered}).encode())
    warm = Warm(control, setup, lambda channel: Runner(channel, shell, observe, modules, setup))
    try:
        warm.serve()
    finally:
        warm.kill()
        if not setup["isolated"]:  # the grader may have been killed before it could do this
            shutil.rmtree(setup["scratch"], ignore_errors=True)


def _close_standard_files() -> None:
    """The grader's terminal or log is nothing for submissions."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.close(null)
