"""The exports as plug-ins of `nbgrader export --exporter`."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Enum, Float, Unicode

from gradschool.errors import InstructorError
from gradschool.teach.export.fill import CANVAS, GRADES, WORKSHEET, Choices, fill
from gradschool.teach.export.place import read_template, refuse_own_template, write_export
from gradschool.teach.export.plain import plain_csv
from gradschool.teach.export.points import read_lessons, read_people
from gradschool.teach.export.said import plan_lines
from gradschool.teach.files import printable


class _Exporter(ExportPlugin):
    """What all forms share: which students and assignments, and errors of one line."""

    missing = Enum(("empty", "zero"), "empty", help="what stands where nothing was handed in").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the export; a foreseeable problem ends nbgrader's command with its line."""
        try:
            self._export(gradebook)
        except (InstructorError, OSError) as error:
            if self.parent is None:
                raise
            self.parent.fail("%s", error)

    def _chosen(self, gradebook: Gradebook):
        return read_people(gradebook, _names(self.student)), read_lessons(gradebook, _names(self.assignment))


def _names(listed: list) -> list[str]:
    """Return the names of an option, also where `[one,two]` arrives as nbgrader's own help writes it."""
    return [name for one in listed for name in re.findall(r"[^\[\],'\"]+", str(one))]


class PlainExporter(_Exporter):
    """A plain CSV: a row for each student, a column for each assignment."""

    details = Bool(False, help="state, penalty and maximum of each assignment too").tag(config=True)

    def _export(self, gradebook: Gradebook) -> None:
        content = plain_csv(*self._chosen(gradebook), self.missing == "zero", self.details)
        write_export(Path(self.to or "grades.csv"), content)


class _Filling(_Exporter):
    form = ""
    fill = Unicode("", help="the file that the LMS gave").tag(config=True)
    column = Unicode("", help="the header of the assignment's column").tag(config=True)
    match = Unicode("", help="the header of the column that tells who a row is about").tag(config=True)
    out_of = Float(None, allow_none=True, help="convert grades to this maximum").tag(config=True)
    changed_only = Bool(False, help="leave out students of whom nothing changes").tag(config=True)
    dry_run = Bool(False, help="say what would change, write nothing").tag(config=True)
    overwrite = Bool(False, help="write over the LMS's own file").tag(config=True)

    def _export(self, gradebook: Gradebook) -> None:
        template, to = self._places()
        people, lessons = self._chosen(gradebook)
        plan = fill(self.form, read_template(template), template.name, people, lessons, self._choices())
        for line in plan_lines(plan, template.name, every_change=self.dry_run):
            self.log.warning("%s", printable(line))
        if not self.dry_run:
            write_export(to, plan.content, template, self.overwrite)

    def _places(self) -> tuple[Path, Path]:
        """Return the LMS's file and where the filled one goes."""
        name = type(self).__name__
        if not self.fill or not (self.to or self.dry_run):
            raise InstructorError(
                f"expected --{name}.fill=FILE, the LMS's own, and --to OTHER, got one or none of them."
            )
        template, to = Path(self.fill), Path(self.to)
        if not self.dry_run:
            refuse_own_template(to, template, self.overwrite)
        return template, to

    def _choices(self) -> Choices:
        out_of = None if self.out_of is None else Decimal(repr(self.out_of))
        return Choices(self.column or None, self.match or None, out_of, self.missing == "zero", self.changed_only)


class CanvasExporter(_Filling):
    """Canvas's own gradebook file, filled."""

    form = CANVAS


class MoodleWorksheetExporter(_Filling):
    """The offline grading worksheet of a Moodle assignment, filled."""

    form = WORKSHEET


class MoodleGradesExporter(_Filling):
    """The plain text export of Moodle's gradebook, filled for its import."""

    form = GRADES
