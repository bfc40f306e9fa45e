"""A student's Markdown as others see it: as written where it renders to plain elements, as text otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

# What Markdown itself makes, and a few plain elements that people write by hand.
# fmt: off
_ELEMENTS = {
    "a", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "kbd", "li", "ol", "p", "pre", "s", "section", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}
_ATTRIBUTES = {
    "align", "alt", "class", "colspan", "height", "href", "id", "rowspan", "src", "start", "title", "width",
}
# fmt: on
MOST_RENDERED = 20_000  # characters; the renderer takes time that grows with the square of what some texts hold
_LINK = re.compile(r"(https?:|mailto:|#|[^:/\\?#]*(/[^:\\]*)?$)", re.I)  # elsewhere, or a file beside the notebook
_PICTURE = re.compile(r"(data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*$|attachment:|[^:/\\?#]+(/[^:\\]*)?$)", re.I)


class _Plain(HTMLParser):
    """Whether a page's elements are plain ones, which neither run nor fetch anything."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.plain = True

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            value = (value or "").strip()
            allowed = {"href": _LINK, "src": _PICTURE}.get(name)
            if name not in _ATTRIBUTES or (allowed and not allowed.match(value)):
                self.plain = False
        if tag not in _ELEMENTS:
            self.plain = False

    def handle_comment(self, data):
        self.plain = False

    handle_decl = handle_pi = unknown_decl = handle_comment


def safe_markdown(text: str, pictures: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return a Markdown text that a browser shows without running or fetching anything.

    pictures : what is attached to the cell, name -> MIME type -> base64

    It is rendered by the converter that feedback and formgrader use. Where that gives more than plain elements, links
    and pictures, every "<" becomes an entity; where that is not enough, and where the text is long, it becomes a block
    of code.
    """
    code = "\n".join("    " + line for line in text.splitlines())
    as_written = (text, text.replace("<", "&lt;")) if len(text) <= MOST_RENDERED else ()
    candidates = (*as_written, code, "(a text that is not shown here)")
    return next(candidate for candidate in candidates if _is_plain(candidate, pictures or {}))


def _is_plain(text: str, pictures: Mapping) -> bool:
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    try:
        parser = _Plain()
        parser.feed(MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=pictures)).render(text))
        parser.close()
    except Exception:  # text made to break a renderer is not shown as Markdown
        return False
    return parser.plain and not parser.rawdata.strip()
