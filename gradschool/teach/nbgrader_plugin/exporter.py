"""Reads a submission for `nbgrader autograde`: its answers' text on the class edition, whatever the file holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter

from gradschool.errors import InstructorError
from gradschool.teach.files import printable
from gradschool.teach.grading.kinds import kind_of
from gradschool.teach.submission.class_edition import release_folder
from gradschool.teach.submission.handed_in import NoNotebook, find_notebook
from gradschool.teach.submission.reading import read_submission


class SubmissionExporter(NotebookExporter):
    """A notebook exporter that restores a submitted notebook before any preprocessor sees it.

    In nbgrader's first pass (sanitizing) the file is a student's; in the second it is what the first one wrote.
    """

    def from_filename(self, filename, resources=None, **options):
        if not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources=resources, **options)
        names = resources["nbgrader"]
        folder = release_folder(self.parent.coursedir, names["assignment"])
        master = read_master(str(folder / f"{names['notebook']}.ipynb"))
        path = Path(filename)
        if not path.is_file() or any(p.is_symlink() for p in (path, path.parent, path.parent.parent)):
            raise InstructorError(
                f"expected a file in the student's own folder, found a link or something else: {path}"
            )
        try:
            others = frozenset(one.stem for one in folder.glob("*.ipynb"))
            found = find_notebook(path.parent, names["notebook"], nbformat.writes(master).encode(), others)
        except NoNotebook as none:
            raise InstructorError(f"{none}.") from None
        if found.path is not None:
            self.log.warning("%s was taken from %s", path.name, printable(found.path))
        written = read_submission(found.content)
        book = kind_of(names["assignment"], names["notebook"]).restore(master, written)
        resources["metadata"] = {"name": names["notebook"], "path": str(path.parent)}
        return self.from_notebook_node(book, resources=resources, **options)


@cache
def read_master(path: str) -> nbformat.NotebookNode:
    """Return the class edition's notebook."""
    return nbformat.read(path, as_version=4)
