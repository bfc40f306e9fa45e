"""A report as one page for the lecture: pictures inside it, no network, no script; it names nobody unless asked."""

from __future__ import annotations

import base64
import io
from html import escape

from gradschool.plots import CLASS_COLORS, HATCHES, SERIES_COLORS, figure
from gradschool.teach.batch.report import EARLIER, KINDS, MISTAKE, OTHER, RAISED, RIGHT, UNSTARTED, Report, Shared
from gradschool.teach.batch.report_text import title
from gradschool.teach.files import printable

_COLORS = {
    RIGHT: SERIES_COLORS[0],
    MISTAKE: SERIES_COLORS[1],
    OTHER: SERIES_COLORS[5],
    RAISED: SERIES_COLORS[3],
    EARLIER: SERIES_COLORS[6],
    UNSTARTED: "#dddddd",
}
_CSP = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .3rem; }
img { max-width: 100%; height: auto; background: white; border-radius: 4px; }
table { border-collapse: collapse; margin: .6rem 0; }
section table { width: 100%; }
th, td { padding: .25rem .6rem; text-align: left; border-bottom: 1px solid #8885; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; } td.n { white-space: nowrap; }
section td.n { width: 5.5rem; } td.kind { width: 13rem; }
pre { margin: .3rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; } code, pre { font-size: .92em; }
.who { opacity: .75; font-size: .9em; }
"""


def as_page(report: Report, *, names: bool = False) -> str:
    """Return a report as an HTML page that stands by itself; with `names` it says whose the mistakes are."""
    parts = [
        f"<h1>{_words(title(report))}</h1>",
        *_left_out(report, names),
        _picture(_spread(report), _spread_in_words(report)),
        _picture(_standing(report), "For each exercise, how many answers are right, wrong or missing: see the table."),
        _exercises(report),
        *(_exercise(one, names) for one in report.exercises if one.shared),
    ]
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_CSP}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_words(report.lesson)}: report</title><style>{_STYLE}</style>"
    )
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n' + "\n".join(parts) + "\n</body></html>\n"


def _left_out(report: Report, names: bool):
    for who, what in ((report.unreadable, "could not be read"), (report.ungraded, "not graded yet")):
        if who:
            listed = f": {_words(', '.join(who))}" if names else ""
            yield f"<p>{len(who)} {what}, and in no exercise's numbers{listed}.</p>"


def _exercises(report: Report) -> str:
    head = '<th scope="col">exercise</th>' + "".join(
        f'<th scope="col" class="n">{name}</th>' for name in ("share right", "mean points", *KINDS)
    )
    rows = []
    for one in report.exercises:
        numbers = [f"{one.share_right:.0%}", f"{one.mean:.1f} of {one.worth:g}"]
        numbers += [str(len(one.kinds[kind]) or "") for kind in KINDS]
        cells = "".join(f'<td class="n">{number}</td>' for number in numbers)
        rows.append(f"<tr><td><code>{_words(one.name)}</code></td>{cells}</tr>")
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _exercise(one, names: bool) -> str:
    rows = "".join(_row(shared, one.students, names) for shared in one.shared)
    return f"<section><h2><code>{_words(one.name)}</code></h2><table>{rows}</table></section>"


def _row(shared: Shared, of: int, names: bool) -> str:
    told = _words(shared.words)
    if shared.example:
        told += f"<pre><code>{escape(printable(shared.example))}</code></pre>"
    if names:
        told += f'<div class="who">{escape(printable(", ".join(shared.students)))}</div>'
    count = f'<td class="n">{len(shared.students)} of {of}</td>'
    return f'<tr>{count}<td class="kind">{shared.kind}</td><td>{told}</td></tr>'


def _words(text: str) -> str:
    """Escape, and set `code` between backticks in a fixed-width font."""
    pieces = escape(printable(text)).split("`")
    if len(pieces) % 2 == 0:
        return "`".join(pieces)
    return "".join(f"<code>{piece}</code>" if number % 2 else piece for number, piece in enumerate(pieces))


# ---- pictures


def _spread(report: Report):
    fig, ax = figure(width=8.6, height=3.4)
    bins = report.histogram()
    low, high, counts = zip(*bins, strict=True)
    width = [b - a for a, b in zip(low, high, strict=True)]
    ax.bar(low, counts, width=width, align="edge", color=CLASS_COLORS[0], edgecolor="white")
    ax.set_xticks([*low, high[-1]])
    ax.yaxis.get_major_locator().set_params(integer=True)
    ax.set(xlabel="points", ylabel="students", xlim=(low[0], high[-1]), ylim=(0, max(*counts, 1) * 1.08))
    ax.grid(visible=False, axis="x")
    return fig


def _spread_in_words(report: Report) -> str:
    bins = ", ".join(f"{low:g} to {high:g}: {count}" for low, high, count in report.histogram())
    return f"How many students have how many points. {bins}."


def _standing(report: Report):
    names = [one.name for one in report.exercises][::-1]
    fig, ax = figure(width=8.6, height=1.4 + 0.36 * len(names))
    left = [0] * len(names)
    for kind, hatch in zip(KINDS, HATCHES, strict=False):
        counts = [len(one.kinds[kind]) for one in report.exercises][::-1]
        ax.barh(names, counts, left=left, color=_COLORS[kind], edgecolor="white", hatch=hatch, label=kind)
        left = [a + b for a, b in zip(left, counts, strict=True)]
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set(xlabel="students", xlim=(0, max(*left, 1)))
    ax.grid(visible=False, axis="y")
    fig.legend(loc="outside upper left", ncols=3, frameon=False)
    return fig


def _picture(fig, alt: str) -> str:
    """Return a figure as an image inside the page; the same bytes for the same report."""
    import matplotlib

    out = io.BytesIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    with matplotlib.rc_context({"svg.hashsalt": "gradschool", "svg.fonttype": "path"}):
        fig.savefig(out, format="svg", metadata=nothing)
    data = base64.b64encode(out.getvalue()).decode()
    return f'<p><img alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}"></p>'
