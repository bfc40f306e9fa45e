"""A notebook file's bytes as UTF-8 and without its saved outputs, which one linear scan cuts away."""

from __future__ import annotations

import json
import re

MOST_TOKENS = 2_000_000  # strings and brackets in the outputs that are cut away: a few seconds
_OPENS = re.compile(rb"\s*+:\s*+(?=[\[{])")
_QUOTE, _BACKSLASH = b'"\\'
_MARK = re.compile(rb'["\[\]{}]')


class TooManyParts(Exception):
    """The outputs have more parts than may be looked at."""


def as_utf8(content: bytes) -> bytes:
    """Return a text file's bytes in UTF-8: it may be in UTF-8, -16 or -32, with a byte order mark or without.

    Raises
    ------
    UnicodeDecodeError : it is in UTF-16 or -32 and broken
    """
    encoding = json.detect_encoding(content[:8])
    if encoding.startswith("utf-8"):
        return content.removeprefix(b"\xef\xbb\xbf")
    return content.decode(encoding).encode("utf-8", "surrogatepass")


def without_outputs(content: bytes) -> bytes:
    """Return a notebook's JSON with each list of outputs empty, and without the state of widgets.

    Raises
    ------
    TooManyParts : see MOST_TOKENS
    """
    return _cut(_cut(content, b'"outputs"', b"["), b'"widgets"', b"{")


def without_attachments(content: bytes) -> bytes:
    """Return a notebook's JSON without the pictures attached to its texts.

    Raises
    ------
    TooManyParts : see MOST_TOKENS
    """
    return _cut(content, b'"attachments"', b"{")


def _cut(content: bytes, key: bytes, opening: bytes) -> bytes:
    """Return JSON with nothing in the lists or objects of a key."""
    kept, done, at, left = [], 0, 0, MOST_TOKENS
    while (at := content.find(key, at)) >= 0:
        head = _OPENS.match(content, at + len(key))
        # In JSON a quotation mark inside a string has a backslash before it, so others are those of keys.
        if head is None or content[head.end()] != opening[0] or content[max(at - 1, 0)] == _BACKSLASH:
            at += len(key)
            continue
        end, left = _end_of_value(content, head.end(), left)
        kept += [content[done : head.end()], b"[]" if opening == b"[" else b"{}"]
        done = at = end
    return b"".join((*kept, content[done:])) if kept else content


def _end_of_value(content: bytes, begin: int, left: int) -> tuple[int, int]:
    """Return where the list or object that begins here ends, and how many tokens may still be looked at."""
    depth, at = 0, begin
    while mark := _MARK.search(content, at):
        left -= 1
        if left < 0:
            raise TooManyParts
        at = mark.end()
        byte = content[mark.start()]
        if byte == _QUOTE:
            at = _end_of_string(content, at)
        else:
            depth += 1 if byte in b"[{" else -1
            if depth <= 0:
                return at, left
    return len(content), left


def _end_of_string(content: bytes, begin: int) -> int:
    """Return where the string that begins here ends; one that is not closed reaches to the end of all."""
    at = begin
    while (quote := content.find(b'"', at)) >= 0:
        first = quote
        while first > begin and content[first - 1] == _BACKSLASH:
            first -= 1
        at = quote + 1
        if (quote - first) % 2 == 0:
            return at
    return len(content)
