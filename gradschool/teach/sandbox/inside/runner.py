"""Runs one submission's cells in a fork of the warm process, and the observations after its check cells.

Everything here shares a process with the submission's code, which can change any of it: the grader outside
believes nothing that comes from here.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import socket
import sys
import time
from pathlib import Path

from .capture import Capture
from .kept import Kept
from .wire import HEADER, dump, frame


class CellTimeout(KeyboardInterrupt):
    """Raised in a cell that has run for too long."""


class Alarm:
    """Raises CellTimeout in the main thread after some seconds, except while a frame is being sent."""

    def __init__(self):
        self.fired = self._guarded = self._armed = False
        self._seconds = 0.0
        signal.signal(signal.SIGALRM, self._ring)

    def _ring(self, number, stack):
        if not self._armed:
            return
        self.fired = True
        if not self._guarded:
            self._raise()

    def _raise(self):
        self._armed = False
        raise CellTimeout(f"stopped after {self._seconds:g} s")

    @contextlib.contextmanager
    def within(self, seconds: float):
        """Interrupt the body after `seconds`."""
        self.fired, self._armed, self._seconds = False, True, seconds
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            self._armed = False
            signal.setitimer(signal.ITIMER_REAL, 0)

    def guard(self, send):
        """Return `send` made so that it is never left half-way; an alarm in it rings when it is done."""

        def guarded(data):
            self._guarded = True
            try:
                send(data)
            finally:
                self._guarded = False
            if self.fired and self._armed:
                self._raise()

        return guarded


class Runner:
    """Answers the grader's requests, one after the other: a cell, an observation, the end."""

    def __init__(self, channel: socket.socket, shell, observe, modules: dict, settings: dict):
        self._channel, self._shell, self._observe, self._modules = channel, shell, observe, modules
        self._settings = settings
        self._limits = settings["limits"]
        self._owner = os.getpid()
        self._folder = None
        self._kept = Kept()

    def serve(self) -> None:
        """Do what is asked until the grader hangs up."""
        self._channel.sendall(b"!")  # a fork is waiting here
        request = self._receive()
        self._alarm = Alarm()
        self._send = self._alarm.guard(self._channel.sendall)
        self._enter(request["lesson"], request["files"])
        self._capture = Capture(
            self._send, self._limits["cell_output_bytes"], self._limits["total_output_bytes"], self._settings["scratch"]
        )
        self._shell.attach(self._capture)
        while True:
            request = self._receive()
            if request["t"] == "cell":
                self._run_cell(request)
            else:
                self._observe_exercise(request)

    def _receive(self) -> dict:
        (length,) = HEADER.unpack(self._read(HEADER.size))
        return json.loads(self._read(length))

    def _read(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            piece = self._channel.recv(size - len(data))
            if not piece:
                os._exit(0)
            data += piece
        return bytes(data)

    def _enter(self, lesson: str | None, files: dict[str, str]) -> None:
        """Make the working folder: the files that came with the submission, and the lesson's outgoing files."""
        work = os.path.join(self._settings["scratch"], "work")
        shared = os.path.join(self._settings["scratch"], "shm")  # behind /dev/shm
        for folder in (work, shared, os.environ["HOME"], os.environ["TMPDIR"]):
            os.makedirs(folder, exist_ok=True)
        for name, content in files.items():
            os.makedirs(os.path.dirname(os.path.join(work, name)), exist_ok=True)
            Path(work, name).write_bytes(base64.b64decode(content))
        os.chdir(work)
        sys.path.insert(0, "")
        if lesson is None:
            return
        self._folder = Path(self._settings["lessons"][lesson])
        for name in self._settings["outgoing"]:
            with contextlib.suppress(FileNotFoundError):
                Path(work, name).write_bytes((self._folder / name).read_bytes())
        sys.modules.update(self._modules[lesson])

    def _run_cell(self, request: dict) -> None:
        started, ended = time.perf_counter(), "ok"
        self._capture.start(request["id"])
        count = None
        try:
            with self._alarm.within(self._limits["cell_seconds"]):
                count = self._shell.execution_count
                done = self._shell.run_cell(request["source"], store_history=True)
                ended = "ok" if done.success else "error"
        except BaseException:  # whatever a hook of the submission raised
            ended = "error"
        self._leave_if_copy()
        late = self._alarm.fired
        if ended != "ok" and request["again"]:
            self._define(request, started)
        with contextlib.suppress(BaseException):
            self._kept.keep(self._shell.user_ns, request["keeps"])
            self._kept.look(self._shell.user_ns, request["id"])
        try:
            self._capture.stop()
        except BaseException:
            ended = "error"
        if late or self._alarm.fired:
            ended = "timeout"
        elif self._capture.exceeded:
            ended = "output limit"
        self._say({"t": "end", "id": request["id"], "ended": ended, "n": count})

    def _define(self, request: dict, started: float) -> None:
        """Run the imports and functions of a cell that did not come to its end, one by one, in what time is left."""
        left = self._limits["cell_seconds"] - (time.perf_counter() - started)
        with contextlib.suppress(BaseException), self._alarm.within(max(left, self._limits["grace_seconds"] / 4)):
            self._shell.define(request["source"], request["again"])
        self._leave_if_copy()

    def _observe_exercise(self, request: dict) -> None:
        data, why, spoilt = None, None, {}
        name, names = request["exercise"], self._shell.user_ns
        try:
            with self._alarm.within(self._limits["observe_seconds"]), self._kept.put_back(names, name) as spoilt:
                found = self._observe(self._folder, name, names.get(name), tuple(request["seeds"]))
                data = dump(found)
        except CellTimeout:
            why = f"the function ran longer than {self._limits['observe_seconds']:g} s"
        except BaseException as error:
            why = f"the function could not be observed ({type(error).__name__[:80]})"
        self._leave_if_copy()
        if data is not None and len(data.encode("utf-8", "replace")) > self._limits["observation_bytes"]:
            data, why = None, "the function returned more data than may be observed"
        rest = f'"why":{dump(why)},"spoilt":{dump(spoilt)}'
        self._send(frame(f'{{"t":"obs","id":{dump(request["id"])},"data":{data or "null"},{rest}}}'))

    def _say(self, message: dict) -> None:
        self._send(frame(dump(message)))

    def _leave_if_copy(self) -> None:
        """A cell may have forked: its copies must not come back from the cell as if they were the submission."""
        if os.getpid() != self._owner:
            os._exit(0)
