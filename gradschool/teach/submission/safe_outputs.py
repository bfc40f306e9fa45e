"""Outputs of a submission, as far as they are shown to anyone: plain text and pictures, nothing that a browser runs."""

from __future__ import annotations

import base64
import binascii

_PLAIN = "text/plain"
_PICTURE = "image/png"
_PNG = b"\x89PNG\r\n\x1a\n"
_BEGINNINGS = {_PICTURE: (_PNG,), "image/jpeg": (b"\xff\xd8\xff",), "image/gif": (b"GIF87a", b"GIF89a")}
MOST_SHOWN = 50_000  # characters of one cell's outputs; a browser takes minutes for some that a cell may write


def safe_outputs(outputs: list, keep_results: bool = False) -> list[dict]:
    """Return the outputs with text and PNG pictures only; other forms become a line that says what was left out.

    keep_results : an `execute_result` stays one; in a graded cell nbgrader reads it as points
    """
    made = [safe for output in outputs if isinstance(output, dict) and (safe := _safe(output, keep_results))]
    return shortened(made, MOST_SHOWN)


def safe_attachments(attachments) -> dict[str, dict[str, str]]:
    """Return the pictures attached to a text cell, name -> MIME type -> base64; whatever else there is is left out."""
    kept: dict[str, dict[str, str]] = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        for kind, beginnings in _BEGINNINGS.items():
            picture = _picture(bundle.get(kind), beginnings) if isinstance(bundle, dict) else None
            if picture:
                kept.setdefault(name, {})[kind] = picture
    return kept


def shortened(outputs: list, most: int) -> list:
    """Return safe outputs with at most some characters of text in all; errors and pictures are always kept."""
    kept, left = [], most
    for output in outputs:
        error = output["output_type"] == "error"
        if left <= 0 and not error and _PICTURE not in output.get("data", {}):
            continue
        room = max(left, 5000) if error else max(left, 0)
        for holder, name in _texts(output):
            left -= len(holder[name])
            holder[name] = short(holder[name], room)
        if error:
            output["traceback"] = short("\n".join(output["traceback"]), room).split("\n")
        kept.append(output)
    return kept


def text_size(outputs: list) -> int:
    """Return how many characters of text safe outputs hold."""
    return sum(len(holder[name]) for output in outputs for holder, name in _texts(output))


def _texts(output: dict):
    """Yield the places of an output's texts: the dict, and the key in it."""
    for holder, name in ((output, "text"), (output, "evalue"), (output.get("data", {}), _PLAIN)):
        if isinstance(holder.get(name), str):
            yield holder, name


def short(text: str, most: int) -> str:
    """Return a text, or its beginning where it is longer than may be shown."""
    return text if len(text) <= most else f"{text[:most]}\n[... the rest is not shown here]"


def _safe(output: dict, keep_results: bool) -> dict | None:
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
        result = {"execution_count": None} if keep_results and kind == "execute_result" else {}
        return {
            "output_type": "execute_result" if result else "display_data",
            "data": _data(data if isinstance(data, dict) else {}),
            "metadata": {},
            **result,
        }
    return None


def _data(data: dict) -> dict:
    kept = {}
    picture = _picture(data.get(_PICTURE), _BEGINNINGS[_PICTURE])
    if picture:
        kept[_PICTURE] = picture
    plain = _text(data.get(_PLAIN))
    if not plain and not kept:
        plain = "(an output that is not shown here)"
    kept[_PLAIN] = plain
    return kept


def _picture(value, beginnings: tuple[bytes, ...]) -> str | None:
    """Return a picture written anew as base64, so that nothing else can stand between its letters."""
    if not isinstance(value, str):
        return None
    try:
        picture = base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return base64.b64encode(picture).decode() if picture.startswith(beginnings) else None


def _text(value) -> str:
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""
