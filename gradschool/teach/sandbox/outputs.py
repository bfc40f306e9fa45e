"""Makes a cell's nbformat outputs from what a submission sent, whatever it sent."""

from __future__ import annotations

import re

_MIME = re.compile(r"[a-z]+/[A-Za-z0-9.+_-]{1,100}\Z")
MOST_OUTPUTS = 5000


class OutputArea:
    """Collects the outputs of a job's cells as nbclient does: streams joined, updates applied, clears obeyed.

    Unknown kinds of output and parts of the wrong type are left out. `full` becomes true for a cell that sent
    more than it may; what comes after that is left out.
    """

    def __init__(self, cell_bytes: int, total_bytes: int):
        self._cell_bytes, self._total_left = cell_bytes, total_bytes
        self._displayed: dict[str, list[dict]] = {}
        self.start()

    def start(self) -> None:
        """Begin the next cell."""
        self.outputs: list[dict] = []
        self.full = False
        self._left = self._cell_bytes
        self._count = 0
        self._clear_before_next = False

    def take(self, outputs, size: int) -> None:
        """Add a batch of outputs that came in a message of `size` bytes."""
        if not isinstance(outputs, list):
            return
        # JSON writes some characters with several bytes: the submission's side counts characters, this is the
        # backstop.
        self._left -= size // 6
        self._total_left -= size // 6
        for output in outputs:
            self._count += 1
            if self._left < 0 or self._total_left < 0 or self._count > MOST_OUTPUTS:
                self.full = True
                return
            if isinstance(output, dict):
                self._add(output)

    def _add(self, output: dict) -> None:
        kind = output.get("output_type")
        if kind == "clear_output":
            if output.get("wait") is True:
                self._clear_before_next = True
            else:
                self._clear()
            return
        made = _made(kind, output)
        if made is None:
            return
        name = output.get("display_id")
        if kind == "update_display_data":
            for shown in self._displayed.get(name, ()) if isinstance(name, str) else ():
                shown["data"], shown["metadata"] = made["data"], made["metadata"]
            return
        if self._clear_before_next:
            self._clear()
        if kind == "stream":
            self._join(made)
            return
        self.outputs.append(made)
        if kind in ("display_data", "execute_result") and isinstance(name, str):
            for shown in self._displayed.get(name, ()):
                shown["data"], shown["metadata"] = made["data"], made["metadata"]
            self._displayed.setdefault(name, []).append(made)

    def _join(self, stream: dict) -> None:
        """Add text to the stream of its name among the streams at the end."""
        for last in reversed(self.outputs):
            if last["output_type"] != "stream":
                break
            if last["name"] == stream["name"]:
                last["text"] += stream["text"]
                return
        self.outputs.append(stream)

    def _clear(self) -> None:
        for shown in self._displayed.values():
            shown[:] = [output for output in shown if not any(output is mine for mine in self.outputs)]
        self.outputs.clear()
        self._clear_before_next = False


def _made(kind, output: dict) -> dict | None:
    """Return an output of the kind with fields of the right types and no others, or None."""
    if kind == "stream":
        text = output.get("text")
        if output.get("name") in ("stdout", "stderr") and isinstance(text, str) and text:
            return {"output_type": "stream", "name": output["name"], "text": text}
    elif kind == "error":
        lines = output.get("traceback")
        if isinstance(lines, list) and isinstance(output.get("ename"), str) and isinstance(output.get("evalue"), str):
            lines = [line for line in lines if isinstance(line, str)]
            return {"output_type": "error", "ename": output["ename"], "evalue": output["evalue"], "traceback": lines}
    elif kind in ("display_data", "update_display_data", "execute_result"):
        data, metadata = output.get("data"), output.get("metadata")
        made = {"output_type": "display_data" if kind == "update_display_data" else kind}
        made["data"] = _bundle(data) if isinstance(data, dict) else {}
        made["metadata"] = metadata if isinstance(metadata, dict) else {}
        if kind == "execute_result":
            count = output.get("execution_count")
            made["execution_count"] = count if type(count) is int and 0 <= count < 10**6 else None
        return made
    return None


def _bundle(data: dict) -> dict:
    """Return the entries that nbformat allows: text under a MIME type, any JSON under a JSON type."""
    return {
        mime: value
        for mime, value in data.items()
        if _MIME.match(mime) and (isinstance(value, str) or (mime.startswith("application/") and mime.endswith("json")))
    }
