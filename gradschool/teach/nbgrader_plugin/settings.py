"""The course's nbgrader settings, used by `nbgrader_config.py` and by our own commands alike."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from traitlets.config import Config

from gradschool.bank import END, START

_OURS = "gradschool.teach.nbgrader_plugin.preprocessors"
_STOCK = "nbgrader.preprocessors"


def settings(config: Config | None = None) -> Config:
    """Return `config` (a new one by default) with the course's settings added."""
    c = config if config is not None else Config()
    c.CourseDirectory.course_id = "gradschool"

    # The class edition: solutions become the stubs that the lesson made, and nothing of ours stays behind. The markers
    # and the stub here are for an instructor's own notebooks.
    c.ClearSolutions.begin_solution_delimeter = "START CODE HERE"
    c.ClearSolutions.end_solution_delimeter = "END CODE HERE"
    c.ClearSolutions.code_stub = {"python": f"{START}\nraise NotImplementedError()\n{END}"}
    c.GenerateAssignment.preprocessors = [
        f"{_STOCK}.IncludeHeaderFooter",
        f"{_STOCK}.InstantiateTests",
        f"{_STOCK}.LockCells",
        f"{_OURS}.Stubs",
        f"{_STOCK}.ClearOutput",
        f"{_STOCK}.CheckCellMetadata",
        f"{_STOCK}.ComputeChecksums",
        f"{_STOCK}.SaveCells",
        f"{_STOCK}.ClearHiddenTests",
        f"{_STOCK}.ClearMarkScheme",
        f"{_STOCK}.ComputeChecksums",
        f"{_STOCK}.CheckCellMetadata",
    ]

    # Grading: only the text of solution cells is taken from a submission; it runs in the sandbox; the judge decides.
    c.Autograde.exporter_class = "gradschool.teach.nbgrader_plugin.exporter.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = [
        f"{_STOCK}.ClearOutput",
        f"{_STOCK}.OverwriteKernelspec",
        f"{_STOCK}.OverwriteCells",
        f"{_STOCK}.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        f"{_OURS}.Execute",
        f"{_OURS}.JudgeCells",
        f"{_STOCK}.LimitOutput",
        f"{_STOCK}.SaveAutoGrades",
        f"{_STOCK}.AssignLatePenalties",
        f"{_STOCK}.CheckCellMetadata",
    ]
    c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".gradschool*"]

    # Feedback: no hidden test, no script of a submission in the instructor's or another student's browser.
    c.GenerateFeedback.preprocessors = [
        f"{_STOCK}.GetGrades",
        f"{_OURS}.SafeFeedback",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    return c


def put_tools_on_path() -> None:
    """Let nbgrader find its `alembic` command when our command is run without the environment being activated."""
    tools = str(Path(sys.executable).parent)
    if tools not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = tools + os.pathsep + os.environ.get("PATH", "")
