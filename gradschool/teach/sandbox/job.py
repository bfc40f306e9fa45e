"""What goes into the sandbox and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """What one submission may use before it is stopped.

    Seconds are wall time unless the name says cpu. `grace_seconds` is how long a cell that was interrupted
    may go on (to unwind, or to ignore the interrupt) before everything of the submission is killed.
    `memory_bytes` holds for each process, on top of what the warm process has; all processes of the
    submission together may use a quarter more.
    """

    cell_seconds: float = 10.0
    total_seconds: float = 60.0
    observe_seconds: float = 10.0
    grace_seconds: float = 1.0
    cpu_seconds: int = 60
    memory_bytes: int = 2 * 2**30
    processes: int = 32
    open_files: int = 64
    file_bytes: int = 16 * MIB
    scratch_bytes: int = 64 * MIB
    scratch_files: int = 2000
    cell_output_bytes: int = 2 * MIB
    total_output_bytes: int = 8 * MIB
    observation_bytes: int = 4 * MIB

    def __post_init__(self):
        for name, value in vars(self).items():
            if not isinstance(value, int | float) or isinstance(value, bool) or not value > 0:
                raise ValueError(f"expected a positive number for the limit {name}, got {value!r}")


@dataclass(frozen=True)
class Cell:
    """One code cell; one with an `exercise` is a check cell, after which that exercise is observed at its seeds.

    keeps : names of which later observations see what they are when this cell ends, whatever cells make of them then
    again : its imports and functions, each with its line: run one by one should the cell not come to its end
    """

    id: str
    source: str
    exercise: str | None = None
    seeds: tuple[int, ...] = ()
    keeps: tuple[str, ...] = ()
    again: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Job:
    """The cells of one submission, in the order in which they run.

    lesson : whose outgoing files lie in the working folder, and whose exercises can be observed; None for none
    files : what else lies there, path -> content; a file of the lesson's takes the place of one of the same name
    """

    lesson: str | None
    cells: tuple[Cell, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class CellResult:
    """What one cell did.

    `outputs` are nbformat version 4 output dicts, checked for their form. `ended` is one of "ok", "error",
    "timeout", "output limit", "died" and "not run". `observations` are JSON data, one item a seed, neither
    judged nor trusted, or None; `reason` then says in one line why there are none (or why the cell was
    stopped). `spoilt` says of names that were put back for the observations which cell had changed them: name -> id.
    """

    id: str
    outputs: list[dict]
    execution_count: int | None
    ended: str
    observations: list | None = None
    reason: str | None = None
    spoilt: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What one submission did; `reason` is one line if it was stopped before its last cell, else None."""

    cells: tuple[CellResult, ...]
    reason: str | None = None
