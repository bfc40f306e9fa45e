"""Pages as a browser sees them: what in them would run, be fetched, or lead away."""

from __future__ import annotations

import base64
import contextlib
import re
from html.parser import HTMLParser

ACTIVE = [
    "script",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "base",
    "meta",
    "link",
    "form",
    "frame",
    "video",
    "audio",
    "template",
]


class Active(HTMLParser):
    """Collects what a browser would run or fetch, or be led to."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        if tag in ACTIVE:
            self.found.append(f"<{tag} {sorted(attributes, key=str)}>")
        for name, value in attributes:
            value = value or ""
            if name.startswith("on") or re.match(r"\s*(javascript|vbscript|data:(?!image/png;base64,))", value, re.I):
                self.found.append(f"<{tag} {name}={value}>")
            if tag == "img" and name == "src" and not self._picture(value):
                self.found.append(f"<img {name}={value[:200]}>")

    def _picture(self, value) -> bool:
        head, _, data = value.partition("base64,")
        with contextlib.suppress(ValueError):
            return head == "data:image/png;" and base64.b64decode(data, validate=True).startswith(b"\x89PNG")
        return False


def active(page: str) -> list[str]:
    parser = Active()
    parser.feed(page)
    return parser.found
