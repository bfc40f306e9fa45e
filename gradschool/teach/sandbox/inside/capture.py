"""Collects what a cell writes and displays, up to a limit, and sends it on in batches."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import threading
import time

from .wire import dump, frame

BATCH_BYTES = 128 * 1024
BATCH_SECONDS = 0.2
MOST_OUTPUTS = 2000


class OutputLimit(BaseException):
    """Raised in a cell that writes more than it may; not an Exception, so that it ends the usual endless loop."""

    def _render_traceback_(self):
        return [str(self)]


class Capture:
    """The one place through which a submission's outputs go.

    Text is gathered per stream and sent before anything else is shown, as a kernel does, so that the order of
    outputs is a kernel's order. What is written past Python (by a subprocess, or C code) lands in two files
    behind the file descriptors 1 and 2, and is added when the cell has ended.
    """

    def __init__(self, send, cell_bytes: int, total_bytes: int, folder: str):
        self._send, self._cell_bytes, self._total_bytes = send, cell_bytes, total_bytes
        self._lock = threading.RLock()
        self._owner = os.getpid()
        self._total = 0
        self._texts = {"stdout": [], "stderr": []}
        self._batch, self._batch_bytes, self._sent_at = [], 0, time.monotonic()
        self._used = self._count = 0
        self._cell = None
        self.exceeded = self._said = False
        self._files = {}
        for number, name in ((1, "stdout"), (2, "stderr")):
            path = os.path.join(folder, f".{name}")
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
            os.unlink(path)
            os.dup2(file, number)
            os.close(file)
            self._files[number] = name
            setattr(sys, name, Stream(self, name, number))

    def start(self, cell: str) -> None:
        """Begin a cell: its outputs are counted anew."""
        self._cell, self._used, self._count = cell, 0, 0
        self.exceeded = self._said = False
        self._sent_at = time.monotonic()

    def write(self, name: str, text: str, number: int) -> None:
        """Take a piece of a stream."""
        if os.getpid() != self._owner:  # a copy that the cell forked: through the file, as any other program
            os.write(number, text.encode("utf-8", "replace"))
            return
        with self._lock:
            if self._cell is None:
                return
            self._take(len(text))
            self._texts[name].append(text)
            if self._used - self._batch_bytes > BATCH_BYTES or time.monotonic() - self._sent_at > BATCH_SECONDS:
                self.flush()
                self._post()

    def emit(self, output: dict) -> None:
        """Take an output that is no stream; what JSON cannot hold is left out with a word instead."""
        if os.getpid() != self._owner:
            return
        with self._lock:
            if self._cell is None:
                return
            self.flush()
            rough = _text_size(output)
            if rough > self._cell_bytes:  # not even worth writing as JSON
                self._take(rough)
            try:
                text = dump(output)
            except (ValueError, TypeError, RecursionError):
                text = dump(
                    {"output_type": "display_data", "data": {"text/plain": "<not shown: no JSON>"}, "metadata": {}}
                )
            if output.get("output_type") != "error":
                self._count += 1
                self._take(len(text))
            elif self.exceeded:
                # One error, which says so, must still be seen; the shell bounds its size.
                if self._said:
                    return
                self._said = True
            else:
                self._count += 1
                self._add_up(len(text))
            self._add(text)

    def flush(self) -> None:
        """Turn the gathered text into outputs."""
        for name, pieces in self._texts.items():
            if pieces:
                text = "".join(pieces)
                pieces.clear()
                self._add(dump({"output_type": "stream", "name": name, "text": text}))

    def stop(self) -> None:
        """End a cell: send everything that is left of it."""
        with self._lock:
            for number, name in self._files.items():
                self._read_file(number, name)
            self.flush()
            self._post()
            self._cell = None

    def _take(self, size: int) -> None:
        self._add_up(size)
        if self.exceeded:
            raise OutputLimit("The cell wrote more than it may when it is graded; the rest is left out.")

    def _add_up(self, size: int) -> None:
        self._used += size
        self._total += size
        if self._used > self._cell_bytes or self._total > self._total_bytes or self._count > MOST_OUTPUTS:
            self.exceeded = True

    def _read_file(self, number: int, name: str) -> None:
        with contextlib.suppress(OSError):
            size = os.fstat(number).st_size
            if not size:
                return
            room = max(0, min(self._cell_bytes - self._used, self._total_bytes - self._total))
            if size > room:
                self.exceeded = True
            text = os.pread(number, min(size, room), 0).decode("utf-8", "replace")
            os.ftruncate(number, 0)
            self._used += len(text)
            self._total += len(text)
            self._texts[name].append(text)

    def _add(self, text: str) -> None:
        self._batch.append(text)
        self._batch_bytes += len(text)
        if self._batch_bytes > BATCH_BYTES or time.monotonic() - self._sent_at > BATCH_SECONDS:
            self._post()

    def _post(self) -> None:
        if self._batch:
            body = f'{{"t":"out","id":{dump(self._cell)},"outputs":[{",".join(self._batch)}]}}'
            self._batch, self._batch_bytes = [], 0
            self._send(frame(body))
        self._sent_at = time.monotonic()


def _text_size(output: dict) -> int:
    """Return the length of the texts in what is displayed."""
    data = output.get("data")
    return sum(len(text) for text in data.values() if isinstance(text, str)) if isinstance(data, dict) else 0


class Stream(io.TextIOBase):
    """What `sys.stdout` and `sys.stderr` are in a cell."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, capture: Capture, name: str, number: int):
        super().__init__()
        self.name = f"<{name}>"
        self._capture, self._stream, self._number = capture, name, number

    def write(self, text) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._capture.write(self._stream, text, self._number)
        return len(text)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self._number
