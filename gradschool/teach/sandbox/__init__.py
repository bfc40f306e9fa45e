"""Runs a submission's cells in a fork of one warm process that sees no answers, no files and no network."""

from gradschool.errors import SandboxUnavailable
from gradschool.teach.sandbox.host import Sandbox
from gradschool.teach.sandbox.job import Cell, CellResult, Job, Limits, Result

__all__ = ["Cell", "CellResult", "Job", "Limits", "Result", "Sandbox", "SandboxUnavailable"]
