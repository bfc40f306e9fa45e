"""The sandbox's settings as they stand in nbgrader_config.py, readable before nbgrader is imported."""

from __future__ import annotations

from dataclasses import replace

from traitlets import Bool, Float, Int
from traitlets.config import Config, Configurable

from gradschool.teach.sandbox import Limits


class SandboxSettings(Configurable):
    """What `c.Execute` may set."""

    isolated = Bool(True, help="Run submissions inside bubblewrap; off keeps time and memory limits only.").tag(
        config=True
    )
    cell_seconds = Float(Limits.cell_seconds, help="Wall time of one cell.").tag(config=True)
    total_seconds = Float(Limits.total_seconds, help="Wall time of one submission.").tag(config=True)
    observe_seconds = Float(Limits.observe_seconds, help="Wall time of trying one exercise.").tag(config=True)
    memory_bytes = Int(
        Limits.memory_bytes, help="Memory of each process of a submission; all together may use a quarter more."
    ).tag(config=True)
    processes = Int(Limits.processes, help="Processes of one submission.").tag(config=True)
    cell_output_bytes = Int(Limits.cell_output_bytes, help="Output of one cell.").tag(config=True)
    total_output_bytes = Int(Limits.total_output_bytes, help="Output of one submission.").tag(config=True)

    def limits(self) -> Limits:
        """Return the configured limits."""
        named = [name for name in SandboxSettings.class_own_traits(config=True) if name != "isolated"]
        return Limits(**{name: getattr(self, name) for name in named})


def configured_limits(config: Config, cell_seconds: float | None = None) -> tuple[Limits, bool]:
    """Return the sandbox's limits of nbgrader_config.py and whether submissions are isolated.

    cell_seconds : takes the place of the configured time of a cell and of an exercise's trial
    """
    found = SandboxSettings(config=Config(SandboxSettings=config.get("Execute", Config())))
    limits = found.limits()
    if cell_seconds:
        limits = replace(limits, cell_seconds=cell_seconds, observe_seconds=cell_seconds)
    return limits, found.isolated
