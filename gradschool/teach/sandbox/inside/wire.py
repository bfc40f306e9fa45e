"""The frames between a submission and the grader: a length, then JSON, never anything that could be run."""

from __future__ import annotations

import json
import math
import re
import struct

HEADER = struct.Struct(">I")
DEEPEST = 64
MOST_CONTAINERS = 400_000
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class WireError(Exception):
    """What arrived is not a frame; the message says in one line why."""


def dump(data) -> str:
    """Return strict JSON (no NaN, no infinity) on one line.

    Raises
    ------
    ValueError, TypeError, RecursionError : the data cannot be written so
    """
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def frame(text: str) -> bytes:
    """Return the frame of a JSON text; lone surrogates, which UTF-8 cannot hold, become question marks."""
    body = text.encode("utf-8", "replace")
    return HEADER.pack(len(body)) + body


class Frames:
    """Cuts a stream of bytes into frames, with limits on one frame and on the whole stream."""

    def __init__(self, largest: int, most_bytes: int):
        self._buffer = bytearray()
        self._largest = largest
        self._left = most_bytes

    def feed(self, data: bytes):
        """Yield the body of each frame that is complete."""
        self._left -= len(data)
        if self._left < 0:
            raise WireError("sent more data than its outputs and observations may hold")
        self._buffer += data
        while len(self._buffer) >= HEADER.size:
            (length,) = HEADER.unpack_from(self._buffer)
            if length > self._largest:
                raise WireError("sent an oversized message")
            end = HEADER.size + length
            if len(self._buffer) < end:
                return
            body = bytes(self._buffer[HEADER.size : end])
            del self._buffer[:end]
            yield body


def load(body: bytes) -> dict:
    """Return the dict in a frame that a hostile program may have written: plain, finite and not nested deeply.

    Raises
    ------
    WireError : it is anything else
    """
    if body.count(b"[") + body.count(b"{") > MOST_CONTAINERS:
        raise WireError("sent a message of too many parts")
    try:
        text = body.decode("utf-8")
        data = json.loads(text, parse_constant=_no_constant, parse_float=_finite, parse_int=_short)
    except (ValueError, RecursionError) as error:
        raise WireError(f"sent a message that is not JSON ({type(error).__name__})") from None
    if not isinstance(data, dict):
        raise WireError("sent a message that is not a JSON object")
    return _checked(data, mend=_SURROGATE.search(body) is not None)


def _no_constant(name: str):
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("a number without bounds")
    return value


def _short(text: str) -> int:
    if len(text) > 19:  # more than 64 bits
        raise ValueError("a whole number without bounds")
    return int(text)


def _checked(data: dict, mend: bool) -> dict:
    """Return the data if it is not nested too deeply, without lone surrogates if `mend`."""
    level, depth = [data], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise WireError("sent a message that is nested too deeply")
        level = [
            value
            for container in level
            for value in (container.values() if type(container) is dict else container)
            if type(value) is dict or type(value) is list
        ]
    return _mended(data) if mend else data


def _mended(value):
    # The depth was checked before: the recursion is bounded.
    if type(value) is str:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if type(value) is list:
        return [_mended(item) for item in value]
    if type(value) is dict:
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value
