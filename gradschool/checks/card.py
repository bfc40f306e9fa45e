"""The card: a verdict as HTML and as plain text. Whatever comes from an answer is escaped."""

from __future__ import annotations

from html import escape

import numpy as np

from gradschool.checks.first_wrong import FirstWrong
from gradschool.checks.verdict import Row, Verdict
from gradschool.values import NotNumbers, Numbers

# One set of colours that reads on JupyterLab's light and dark themes; words and signs carry the meaning, not colour.
_RIGHT, _WRONG, _LINE = "#0a7d5a", "#b3400e", "rgba(127,127,127,.35)"
_BOX = (
    f"border:1px solid {_LINE};border-left:5px solid {{colour}};border-radius:4px;padding:.6em .9em;margin:.3em 0;"
    "max-width:46em;line-height:1.45;font-family:var(--jp-ui-font-family,system-ui,sans-serif)"
)
_MARK = f"background:none;color:inherit;text-decoration:underline wavy {_WRONG}"
_CELL = f"padding:.15em .7em;text-align:left;vertical-align:top;border-bottom:1px solid {_LINE}"


class Card:
    """A message that a notebook shows as HTML and everything else as text."""

    def __init__(self, html: str, text: str):
        self.html, self.text = html, text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self):
        return self.text


def card(verdict: Verdict, *, reveal: bool = True, points: str = "", where: FirstWrong | None = None) -> Card:
    """Return the card of a verdict.

    reveal : show what was got and expected (off where the inputs are hidden)
    points : a line on the points, if any are given
    where : what is said of the answer's lines
    """
    return Card(_html(verdict, reveal, points, where), _text(verdict, reveal, points, where))


def display_card(shown: Card) -> None:
    """Display a card in a notebook, print it elsewhere."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        get_ipython = None
    if get_ipython is None or get_ipython() is None:
        print(shown.text)
    else:
        display(shown)


def headline(verdict: Verdict) -> str:
    """Return the verdict's first line in words."""
    if verdict.right:
        return f"{verdict.exercise}: right" + (f", given your {verdict.on_top_of}" if verdict.on_top_of else "")
    if not verdict.started:
        return f"{verdict.exercise}: not started"
    if verdict.cause_id == "no_observations":
        return f"{verdict.exercise}: could not be judged"
    return f"{verdict.exercise}: not right yet"


def message(verdict: Verdict, *, reveal: bool = True) -> str:
    """Return the cause in words, with its numbers where inputs are no secret; "" where nothing is to be said."""
    if verdict.on_top_of:
        return (
            f"It does the right thing with what your `{verdict.on_top_of}` returns; "
            "once that is mended, this one is done."
        )
    if verdict.cause is None:
        return ""
    detail = f" ({verdict.cause.detail})" if reveal and verdict.cause.detail else ""
    return verdict.cause.text + detail


def notice(title: str, body: str, *, good: bool | None = None) -> Card:
    """Return a plain card with a title and a paragraph (for hints, quick questions, progress)."""
    colour = {True: _RIGHT, False: _WRONG, None: "#3a6ea5"}[good]
    sign = {True: "✓ ", False: "✗ ", None: ""}[good]
    html = f'<div style="{_BOX.format(colour=colour)}" role="status"><strong>{escape(sign + title)}</strong>'
    html += f"<div>{_paragraph(body)}</div></div>" if body else "</div>"
    return Card(html, f"{sign}{title}\n{body}".rstrip())


def short(value: Numbers | NotNumbers | None, digits: int = 4) -> str:
    """Return a value in a few characters: a number, the first numbers of an array with its shape, or its kind.

    digits : how many significant ones an array's numbers have; a number by itself has two more
    """
    if value is None:
        return "nothing"
    if isinstance(value, NotNumbers):
        return {"none": "None", "missing": "missing"}.get(value.kind, value.text or value.kind)[:120]
    if value.shape == ():
        return f"{float(value.array):.{digits + 2}g}"
    flat = value.array.ravel()
    numbers = ", ".join(f"{x:.{digits}g}" for x in flat[:4]) + (", …" if flat.size > 4 else "")
    return f"[{numbers}] shape {value.shape}"


def _ratio(row: Row) -> str:
    got, expected = row.got, row.expected
    if not (isinstance(got, Numbers) and isinstance(expected, Numbers)) or got.shape != expected.shape:
        return ""
    with np.errstate(all="ignore"):
        ratios = (got.array / expected.array).ravel()
    if not ratios.size or not np.all(np.isfinite(ratios)):
        return ""
    low, high = ratios.min(), ratios.max()
    return f"{low:.4g}" if np.isclose(low, high, rtol=1e-4) else f"{low:.3g} … {high:.3g}"


def _html(verdict: Verdict, reveal: bool, points: str, where: FirstWrong | None) -> str:
    good = verdict.right
    sign = "✓" if good else "✗"
    parts = [f"<strong>{sign} {escape(headline(verdict))}</strong>"]
    if said := message(verdict, reveal=reveal):
        parts.append(f'<div style="margin:.3em 0">{_paragraph(said)}</div>')
    if where is not None:
        parts.append(_where_html(where))
    if verdict.started and verdict.tried:
        parts.append(_tried_html(verdict, reveal))
    if points:
        parts.append(f"<div>{escape(points)}</div>")
    style = _BOX.format(colour=_RIGHT if good else _WRONG)
    return f'<div style="{style}" role="status">{"".join(parts)}</div>'


def _where_html(where: FirstWrong) -> str:
    """Return the first wrong line with what of it is meant marked, and its value beside the right one."""
    parts = [f"<div>{_paragraph(where.text)}</div>"]
    if where.code:
        begin, end = where.mark
        before, marked, after = where.code[:begin].lstrip(), where.code[begin:end], where.code[end:]
        parts.append(
            f'<pre style="margin:.3em 0;overflow-x:auto"><code>{escape(before)}'
            f'<mark style="{_MARK}">{escape(marked)}</mark>'
            f"{escape(after)}</code></pre>"
        )
    parts += [f"<div>{word} <code>{escape(shown)}</code></div>" for word, shown in _values(where)]
    return f'<div style="margin:.4em 0">{"".join(parts)}</div>'


def _values(where: FirstWrong) -> list[tuple[str, str]]:
    """Return got and expected of what a line stores, each with its word, in enough digits to differ."""
    if where.got is None:
        return []
    of = f"{where.name}: " if where.name else ""
    if where.expected is None:
        return [("got", of + short(where.got))]
    digits = next((d for d in range(4, 16) if short(where.got, d) != short(where.expected, d)), 4)
    return [("got", of + short(where.got, digits)), ("expected", of + short(where.expected, digits))]


def _tried_html(verdict, reveal):
    tried = f'<div style="opacity:.75">Tried on {verdict.tried} inputs of different sizes.</div>'
    if verdict.right:
        return tried + "<div>" + " · ".join(f"✓ <code>{escape(row.name)}</code>" for row in verdict.rows) + "</div>"
    if not verdict.rows:
        return tried
    columns = ["observed", "verdict"] + (["got", "expected", "got ÷ expected"] if reveal else [])
    head = "".join(f'<th scope="col" style="{_CELL}">{c}</th>' for c in columns)
    body = "".join(_row_html(row, reveal) for row in verdict.rows)
    return f'{tried}<table style="border-collapse:collapse;margin:.3em 0"><tr>{head}</tr>{body}</table>'


def _row_html(row: Row, reveal: bool) -> str:
    word = _word(row).replace(" ", "&nbsp;")
    cells = [f"<code>{escape(row.name)}</code>", word]
    if reveal:
        shown = (
            [short(row.got), short(row.expected), _ratio(row)]
            if row.got is not None or row.expected is not None
            else [""] * 3
        )
        cells += [f"<code>{escape(text)}</code>" if text and not row.ok else "" for text in shown]
    return "<tr>" + "".join(f'<td style="{_CELL}">{c}</td>' for c in cells) + "</tr>"


def _word(row: Row) -> str:
    return "✓ right" if row.ok else "✗ wrong" if row.judged else "– not judged"


def _paragraph(text: str) -> str:
    """Escape, and set `code` between backticks in a fixed-width font."""
    pieces = escape(text).split("`")
    if len(pieces) % 2 == 0:
        return escape(text)
    return "".join(f"<code>{piece}</code>" if i % 2 else piece for i, piece in enumerate(pieces)).replace("\n", "<br>")


def _text(verdict: Verdict, reveal: bool, points: str, where: FirstWrong | None) -> str:
    lines = [f"{'✓' if verdict.right else '✗'} {headline(verdict)}"]
    if said := message(verdict, reveal=reveal):
        lines.append(f"  {said}")
    if where is not None:
        lines += _where_text(where)
    if verdict.started and verdict.tried:
        lines.append(f"  tried on {verdict.tried} inputs of different sizes")
        lines += [line for row in verdict.rows for line in _row_text(row, reveal)]
    if points:
        lines.append(f"  {points}")
    return "\n".join(lines)


def _where_text(where: FirstWrong) -> list[str]:
    lines = [f"  {where.text}"]
    if where.code:
        begin, end = where.mark
        lines += [f"      {where.code}", f"      {' ' * begin}{'~' * max(end - begin, 1)}"]
    return lines + [f"      {word:8} {shown}" for word, shown in _values(where)]


def _row_text(row: Row, reveal: bool) -> list[str]:
    lines = [f"  {_word(row)}  {row.name}"]
    if reveal and not row.ok and (row.got is not None or row.expected is not None):
        lines.append(f"           got      {short(row.got)}")
        lines.append(f"           expected {short(row.expected)}")
        ratio = _ratio(row)
        if ratio:
            lines.append(f"           ratio    {ratio}")
    return lines
