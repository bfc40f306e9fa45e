"""The warm process as seen from outside: started, given orders, heard, ended."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from gradschool.errors import SandboxUnavailable
from gradschool.teach.sandbox import bubblewrap, launch, machine
from gradschool.teach.sandbox.job import Limits

START_SECONDS = 90
CLEAN_SECONDS = 20
_MESSAGE_BYTES = 64 * 1024
_CREDENTIALS = struct.Struct("3i")  # process, user, group


class WarmGone(Exception):
    """The warm process has ended or does not answer."""


class WarmProcess:
    """A running warm process.

    Attributes
    ----------
    pid : the process id of the warm process itself (what was started may be bubblewrap, its parent)
    way : how it is isolated (`bubblewrap.OWN_UID`, `bubblewrap.USER_NAMESPACE`), or None
    filtered : whether system calls are filtered
    loaded : what it has imported besides what every submission uses

    Raises
    ------
    SandboxUnavailable : it could not be started
    """

    def __init__(self, lessons: Mapping[str, Path], limits: Limits, isolated: bool):
        self._serial = 0
        self.loaded: set[str] = set()
        self._unclean: int | None = None
        self._folder: str | None = None
        self._handle: int | None = None
        ways: list[str | None] = []
        if not isolated:
            ways.append(None)
            self._folder = tempfile.mkdtemp(prefix="gradschool-")
        else:
            if os.getuid() == 0:
                ways.append(bubblewrap.OWN_UID)
            if not machine.is_machines_root():
                ways.append(bubblewrap.USER_NAMESPACE)
        failures = []
        for way in ways:
            try:
                self._start(lessons, limits, way)
            except launch.CannotStart as failure:
                failures.append(str(failure))
            except BaseException:
                self._wipe()
                raise
            else:
                self.way = way
                return
        self._wipe()
        raise SandboxUnavailable(machine.advice(failures, isolated))

    def _start(self, lessons: Mapping[str, Path], limits: Limits, way: str | None) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # With the first message comes the sender's process id as seen from here.
        self._control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        with contextlib.ExitStack() as stack:
            on_failure = stack.enter_context(contextlib.ExitStack())
            on_failure.callback(self._control.close)
            stack.enter_context(theirs)
            if way is None:
                plan = launch.bare(lessons, limits, self._folder, theirs.fileno())
            else:
                plan = launch.isolated(lessons, limits, way, theirs.fileno())
            for number in plan.files:
                stack.callback(os.close, number)
            log = stack.enter_context(tempfile.TemporaryFile())
            self._process = subprocess.Popen(
                plan.words,
                env=plan.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[theirs.fileno(), *plan.files],
                cwd="/",
                start_new_session=True,
            )
            on_failure.callback(self._stop)
            theirs.close()
            said = {}
            with contextlib.suppress(WarmGone):
                self._tell(plan.setup)
                said = self._hear(START_SECONDS)
            if said.get("is") != "ready":
                log.seek(0)
                raise launch.CannotStart(str(said.get("why") or log.read(4000).decode(errors="replace")).strip())
            self.filtered = bool(said.get("filtered"))
            self._handle = os.pidfd_open(self.pid)
            on_failure.pop_all()

    def fileno(self) -> int:
        return self._control.fileno()

    def fork(self, channel: socket.socket) -> int:
        """Order a fork that talks over `channel`; return its number."""
        self._serial += 1
        message = json.dumps({"do": "fork", "job": self._serial}).encode()
        try:
            socket.send_fds(self._control, [message], [channel.fileno()])
        except OSError:
            raise WarmGone from None
        return self._serial

    def watch(self, number: int) -> None:
        """Order that a fork's use of the machine is watched from now on."""
        self._tell({"do": "watch", "job": number})

    def end(self, number: int) -> None:
        """Order that everything of a fork is killed and wiped."""
        self._unclean = number
        self._tell({"do": "end", "job": number})

    def wait_until_clean(self) -> None:
        """Return when the warm process has cleaned up behind the last fork."""
        while self._unclean is not None:
            message = self._hear(CLEAN_SECONDS)
            if message.get("is") == "clean" and message.get("job") == self._unclean:
                self._unclean = None

    def load(self, parts: set[str]) -> None:
        """Let the warm process import more (see `import_more`); there must be no fork."""
        self._tell({"do": "load", "parts": sorted(parts)})
        while self._hear(START_SECONDS).get("is") != "loaded":
            pass
        self.loaded |= parts

    def news(self, number: int) -> dict | None:
        """Return how a fork was seen to end, or None if nothing was said of it."""
        try:
            while (message := self._hear(0)) is not None:
                if message.get("job") == number:
                    return message
        except WarmGone:
            return {"is": "gone"}
        return None

    def close(self) -> None:
        """End the process and all that came from it."""
        self._stop()
        self._wipe()

    def _tell(self, message: dict) -> None:
        try:
            self._control.send(json.dumps(message).encode())
        except OSError:
            raise WarmGone from None

    def _hear(self, seconds: float) -> dict | None:
        """Return the next message, which the warm process itself wrote; None if there is none and no time to wait."""
        self._control.settimeout(seconds)
        try:
            data, credentials, _, _ = self._control.recvmsg(_MESSAGE_BYTES, socket.CMSG_SPACE(_CREDENTIALS.size))
        except BlockingIOError:
            return None
        except OSError:
            raise WarmGone from None
        finally:
            self._control.settimeout(CLEAN_SECONDS)
        if not data:
            raise WarmGone
        for _, kind, value in credentials:
            if kind == socket.SCM_CREDENTIALS:
                self.pid = _CREDENTIALS.unpack(value)[0]
        return json.loads(data)

    def _wipe(self) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _stop(self) -> None:
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(3)  # it ends when its orders end
        if self._handle is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            os.close(self._handle)
            self._handle = None
        self._process.kill()
        self._process.wait()
