"""A report on the terminal: a table of the exercises, what went wrong in each, and how the points are spread."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from gradschool.teach.batch.report import EARLIER, MISTAKE, OTHER, RAISED, UNSTARTED, ExerciseReport, Report, Shared
from gradschool.teach.files import printable

_HEADS = {
    MISTAKE: "known\nmistake",
    OTHER: "other\nwrong",
    RAISED: "raised",
    EARLIER: "builds on\nearlier",
    UNSTARTED: "not\nstarted",
}
_WIDEST_BAR = 40


def show_report(report: Report, *, names: bool = False) -> None:
    """Print a report; with `names` also who made which mistake."""
    console = Console(highlight=False)
    console.print(Text(printable(title(report))))
    console.print(_exercises(report))
    for exercise in report.exercises:
        if exercise.shared:
            console.print()
            console.print(Text(f"{exercise.name}, of {exercise.students}"))
            console.print(_shared(exercise, names))
    if not any(exercise.shared for exercise in report.exercises):
        console.print("no mistakes: everything that was begun is right")
    console.print()
    console.print(Text("points, and how many students have them"))
    console.print(_histogram(report))
    for who, what in ((report.unreadable, "could not be read"), (report.ungraded, "not graded yet")):
        if who:
            listed = f": {', '.join(who)}" if names else ""
            console.print(Text(printable(f"{what}, and in no exercise's numbers: {len(who)}{listed}")))


def title(report: Report) -> str:
    """Return a report's first line: the lesson, how many, and their points in the mean."""
    students = len(report.points)
    return f"{report.lesson}: {students} graded, {report.mean:.1f} of {report.worth:g} points in the mean"


def _exercises(report: Report) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("exercise", overflow="fold")
    for column in ("right", "points", *_HEADS.values()):
        table.add_column(column, justify="right", no_wrap=True)
    for one in report.exercises:
        counts = [str(len(one.kinds[kind]) or "") for kind in _HEADS]
        table.add_row(one.name, f"{one.share_right:.0%}", f"{one.mean:.1f}/{one.worth:g}", *counts)
    return table


def _shared(exercise: ExerciseReport, names: bool) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for options in ({"justify": "right", "min_width": 4}, {"no_wrap": True}, {"overflow": "fold"}):
        table.add_column(**options)
    for one in exercise.shared:
        table.add_row(str(len(one.students)), one.kind, Text("\n".join(_told(one, names))))
    return table


def _told(one: Shared, names: bool) -> list[str]:
    lines = [printable(one.words)]
    if one.example:
        lines.append(f"    {printable(one.example)}")
    return lines + ([f"    ({printable(', '.join(one.students))})"] if names else [])


def _histogram(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for justify in ("right", "right", "left"):
        table.add_column(justify=justify, no_wrap=True)
    bins = report.histogram()
    most = max(count for _, _, count in bins) or 1
    for number, (low, high, count) in enumerate(bins):
        upto = f"up to {high:g}" if number == len(bins) - 1 else f"below {high:g}"
        table.add_row(f"{low:g} {upto}", str(count), "#" * round(_WIDEST_BAR * count / most))
    return table
