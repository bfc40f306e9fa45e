"""Shows a grading run on the terminal: a progress bar while it goes, a table at its end."""

from __future__ import annotations

import rich.progress
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gradschool.catalogue import UNWRITTEN
from gradschool.teach.batch.grade import Run
from gradschool.teach.files import printable
from gradschool.teach.grading.summary import Summary

# An answer that is not there may have been written: its cell raised, or it has another name.
_MISSING = {
    ("not_started",): "not written",
    ("absent", "cell_failed"): "cannot be called",
    ("calls_unwritten",): "call one that is not written",
}


class Progress:
    """One progress bar: done, failed, time left. Silent where the output is no terminal."""

    def __init__(self, what: str):
        columns = rich.progress
        self._bar = rich.progress.Progress(
            columns.TextColumn(what),
            columns.BarColumn(),
            columns.MofNCompleteColumn(),
            columns.TextColumn("{task.fields[failed]} failed"),
            columns.TimeElapsedColumn(),
            columns.TextColumn("left"),
            columns.TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not Console(stderr=True).is_terminal,
        )
        self._task = None

    def __enter__(self):
        self._bar.__enter__()
        return self

    def __exit__(self, *error):
        self._bar.__exit__(*error)

    def __call__(self, done: int, failed: int, total: int) -> None:
        if self._task is None:
            self._task = self._bar.add_task("", total=total, failed=failed)
        self._bar.update(self._task, completed=done, failed=failed, total=total)


def show_run(run: Run) -> None:
    """Print the table of a run: a line for each submission, then what could not be graded, then the sums."""
    console = Console()
    table = Table(box=None, pad_edge=False)
    for name in ("assignment", "student"):
        table.add_column(name)
    table.add_column("points", justify="right")
    table.add_column("what was seen")
    everything = {**run.kept, **run.graded}
    for (student, assignment), summary in sorted(everything.items(), key=lambda item: item[0][::-1]):
        points = run.points.get((student, assignment), sum(filter(None, summary.points())))
        table.add_row(Text(assignment), Text(printable(student)), f"{points:g}", Text(printable(_seen(summary))))
    if everything:
        console.print(table)
    for (student, assignment), why in sorted(run.failed.items()):
        console.print(Text(f"could not be graded: {printable(student)}, {assignment}: {printable(why)}"))
    console.print(
        f"{len(run.graded)} graded, {len(run.kept)} unchanged, {len(run.failed)} could not be graded, "
        f"in {run.seconds:.1f} s"
    )


def _seen(summary: Summary) -> str:
    return "; ".join((_found(summary), *summary.taken, *_noted(summary.notes)))


def _noted(notes: dict[str, list[str]]) -> list[str]:
    """Return what was taken from where, in one clause for all exercises of which the same is to be said."""
    about: dict[str, list[str]] = {}
    for exercise, clauses in notes.items():
        for clause in clauses:
            about.setdefault(clause, []).append(exercise)
    names = {clause: ", ".join(of) if len(of) < 4 else f"{len(of)} exercises" for clause, of in about.items()}
    return [f"{names[clause]}: {clause}" for clause in about]


def _found(summary: Summary) -> str:
    if summary.reason:
        return summary.reason
    causes = summary.causes
    wrong = [f"{name}: {cause}" for name, cause in causes.items() if cause and cause not in UNWRITTEN]
    wrong += [f"{name} failed" for name in summary.failed]
    for ids, what in _MISSING.items():
        if count := sum(cause in ids for cause in causes.values()):
            wrong.append(f"{count} of {len(causes)} {what}")
    by_hand = list(summary.points()).count(None)
    if by_hand:
        wrong.append(f"{by_hand} to be graded by hand")
    return ", ".join(wrong) if wrong else "all right"
