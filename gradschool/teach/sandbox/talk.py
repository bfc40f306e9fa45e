"""One job's conversation with the fork that runs it: the grader asks and counts the time, the fork answers."""

from __future__ import annotations

import base64
import contextlib
import select
import socket
import time

from gradschool.teach.sandbox.endings import wording
from gradschool.teach.sandbox.inside.wire import Frames, WireError, dump, frame, load
from gradschool.teach.sandbox.job import Cell, CellResult, Job, Limits, Result
from gradschool.teach.sandbox.outputs import OutputArea

_ENDINGS = ("ok", "error", "timeout", "output limit")
_TRIAL = ("seed", "values", "problem", "changed", "repeats")  # what `gradschool.checks.observe` says of a trial
_PIECE = 1 << 18
_MESSAGE_BYTES = 1 << 20


class Stopped(Exception):
    """The job is over before its last cell; the message says why, `ended` what became of the cell."""

    def __init__(self, why: str, ended: str = "died"):
        super().__init__(why)
        self.ended = ended


class Talk:
    """Runs one job in the fork at the other end of `channel`.

    `news` returns what the warm process has said of this job since the last call ({"is": "ended" | "excess" |
    "gone"}), `control` is the file descriptor to poll for it.
    """

    def __init__(self, channel: socket.socket, control: int, news, limits: Limits):
        channel.setblocking(False)
        self._channel, self._news, self._limits = channel, news, limits
        self._poll = select.poll()
        self._poll.register(channel, select.POLLIN)
        self._poll.register(control, select.POLLIN)
        # JSON writes a character with up to six bytes.
        most = 6 * limits.total_output_bytes + limits.observation_bytes + _MESSAGE_BYTES
        largest = max(6 * limits.cell_output_bytes, limits.observation_bytes) + _MESSAGE_BYTES
        self._frames = Frames(largest, most)
        self._most = most
        self._waiting: list[bytes] = []
        self._area = OutputArea(limits.cell_output_bytes, limits.total_output_bytes)

    def run(self, job: Job) -> Result:
        """Return what the job did."""
        self._last = time.monotonic() + self._limits.total_seconds
        self._cells = job.cells
        cells, reason = [], None
        try:
            files = {path: base64.b64encode(content).decode() for path, content in job.files.items()}
            self._send({"t": "lesson", "lesson": job.lesson, "files": files})
            for number, cell in enumerate(job.cells):
                result, reason = self._cell(number, cell)
                cells.append(result)
                if reason:
                    break
        except Stopped as stopped:
            reason = str(stopped)
        except Exception as error:  # a mistake of ours must not stop the class
            reason = f"what it sent could not be understood ({type(error).__name__})"
        cells += [CellResult(cell.id, [], None, "not run") for cell in job.cells[len(cells) :]]
        return Result(tuple(cells), reason)

    def _cell(self, number: int, cell: Cell) -> tuple[CellResult, str | None]:
        """Return what a cell did, and why the job is over if it is."""
        self._area.start()
        count, observations, reason, why, spoilt = None, None, None, None, {}
        ended = "ok"
        try:
            if cell.source.strip():
                request = {"t": "cell", "id": number, "source": cell.source, "keeps": cell.keeps, "again": cell.again}
                end = self._ask(request, "end", self._limits.cell_seconds)
                ended = end.get("ended") if end.get("ended") in _ENDINGS else "error"
                count = end.get("n")
                count = count if type(count) is int and 0 < count < 10**6 else None
        except Stopped as stopped:
            ended, reason = stopped.ended, f"cell {number + 1} {stopped}"
        if cell.exercise is not None and reason is None:
            try:
                observations, why, spoilt = self._observe(number, cell)
            except Stopped as stopped:
                reason = f"observing {cell.exercise} after cell {number + 1}: it {stopped}"
        if self._area.full and ended in ("ok", "error"):
            ended = "output limit"
        result = CellResult(cell.id, self._area.outputs, count, ended, observations, why or reason, spoilt)
        return result, reason

    def _observe(self, number: int, cell: Cell) -> tuple[list | None, str | None, dict[str, str]]:
        request = {"t": "observe", "id": number, "exercise": cell.exercise, "seeds": list(cell.seeds)}
        answer = self._ask(request, "obs", self._limits.observe_seconds)
        data, why = answer.get("data"), answer.get("why")
        if answer["size"] > self._limits.observation_bytes + 1024:
            return None, "the function returned more data than may be observed", {}
        spoilt = self._spoilt(answer.get("spoilt"))
        if isinstance(data, list) and len(data) == len(cell.seeds):
            return [_known(trial) for trial in data], None, spoilt
        if data is None and isinstance(why, str):
            return None, why[:200], spoilt
        return None, "what it observed does not have the expected form", spoilt

    def _spoilt(self, said) -> dict[str, str]:
        """Return name -> cell id of what a submission says of its cells, as far as there are such names and cells."""
        names, ids = {name for cell in self._cells for name in cell.keeps}, [cell.id for cell in self._cells]
        pairs = said.items() if isinstance(said, dict) else ()
        return {n: ids[at] for n, at in pairs if n in names and type(at) is int and 0 <= at < len(ids)}

    def _send(self, message: dict) -> None:
        self._waiting.append(frame(dump(message)))

    def _ask(self, request: dict, kind: str, seconds: float) -> dict:
        """Return the answer of the kind to a request, taking in outputs on the way.

        Raises
        ------
        Stopped : it did not come in time, or not as agreed
        """
        self._send(request)
        now = time.monotonic()
        deadline = now + seconds + self._limits.grace_seconds
        why = f"ran longer than {seconds:g} s and ignored the interrupt"
        if self._last < deadline:
            deadline, why = self._last, f"was running when the {self._limits.total_seconds:g} s for all cells were over"
        while True:
            try:
                for body in self._pieces(deadline):
                    message = load(body)
                    if message.get("t") == "out":
                        self._area.take(message.get("outputs"), len(body))
                    elif message.get("t") == kind and message.get("id", request.get("id")) == request.get("id"):
                        return {**message, "size": len(body)}
                    else:
                        raise Stopped("sent a message that was not asked for")
            except WireError as error:
                raise Stopped(str(error)) from None
            if time.monotonic() >= deadline:
                raise Stopped(why, "timeout")

    def _pieces(self, deadline: float):
        """Wait for something to happen until the deadline and yield the frames that came."""
        events = select.POLLIN | (select.POLLOUT if self._waiting else 0)
        self._poll.modify(self._channel, events)
        ready = dict(self._poll.poll(max(0.0, deadline - time.monotonic()) * 1000))
        state = ready.pop(self._channel.fileno(), 0)
        if state & select.POLLOUT and self._waiting:
            self._write()
        if state & ~select.POLLOUT:
            yield from self._read()
        elif ready:  # the warm process has news of the submission's end: take what it still sent
            news = self._news()
            if news:
                yield from self._rest()
                raise Stopped(wording(news, self._limits))

    def _write(self) -> None:
        try:
            sent = self._channel.send(self._waiting[0])
        except BlockingIOError:
            return
        except OSError:
            self._waiting.clear()  # the other end is closed: reading will say so
            return
        self._waiting[0] = self._waiting[0][sent:]
        if not self._waiting[0]:
            self._waiting.pop(0)

    def _read(self):
        try:
            data = self._channel.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            yield from self._frames.feed(data)
            return
        self._poll.unregister(self._channel)
        self._poll.poll(2000)  # the warm process sees its end within moments, unless only the channel was closed
        self._poll.register(self._channel, 0)
        raise Stopped(wording(self._news(), self._limits))

    def _rest(self):
        """Yield the frames that were sent before everything of the submission was killed."""
        with contextlib.suppress(OSError):
            while data := self._channel.recv(_PIECE):
                yield from self._frames.feed(data)


def _known(trial):
    """Return a trial without what no trial has; what is none of the form stays as it is."""
    return {name: trial[name] for name in _TRIAL if name in trial} if isinstance(trial, dict) else trial
