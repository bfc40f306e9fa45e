"""Outputs of a submission, as far as they are shown to anyone: plain text and pictures, nothing that a browser runs."""

from __future__ import annotations

import base64
import binascii

_PLAIN = "text/plain"
_PICTURE = "image/png"
_PNG = b"\x89PNG\r\n\x1a\n"


def safe_outputs(outputs: list) -> list[dict]:
    """Return the outputs with text and PNG pictures only; other forms become a line that says what was left out."""
    return [safe for output in outputs if isinstance(output, dict) and (safe := _safe(output))]


def _safe(output: dict) -> dict | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": _text(output.get("text"))}
    if kind == "error":
        traceback = output.get("traceback")
        lines = [_text(line) for line in traceback] if isinstance(traceback, list) else []
        return {
            "output_type": "error",
            "ename": _text(output.get("ename")),
            "evalue": _text(output.get("evalue")),
            "traceback": lines,
        }
    if kind in ("display_data", "execute_result", "update_display_data"):
        data = output.get("data")
        # An execute_result would be read as points if it stood in a graded cell; shown it is the same as display_data.
        return {
            "output_type": "display_data",
            "data": _data(data if isinstance(data, dict) else {}),
            "metadata": {},
        }
    return None


def _data(data: dict) -> dict:
    kept = {}
    picture = _png(data.get(_PICTURE))
    if picture:
        kept[_PICTURE] = picture
    plain = _text(data.get(_PLAIN))
    if not plain and not kept:
        plain = "(an output that is not shown here)"
    kept[_PLAIN] = plain
    return kept


def _png(value) -> str | None:
    """Return a picture written anew as base64, so that nothing else can stand between its letters."""
    if not isinstance(value, str):
        return None
    try:
        picture = base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return base64.b64encode(picture).decode() if picture.startswith(_PNG) else None


def _text(value) -> str:
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""
