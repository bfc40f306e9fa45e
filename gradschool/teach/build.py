"""Makes `notebooks/`, `source/` and `release/` from the lessons, or says how what is there differs from them."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import nbformat

from gradschool.teach.editions import instructor, study
from gradschool.teach.files import write_whole
from gradschool.teach.keys import visible_key
from gradschool.teach.lessons import Lesson, LessonsError, course_folder, load, syllabus
from gradschool.teach.live_keys import live_keys
from gradschool.teach.seeds import hidden_seeds

EDITIONS = ("notebooks", "source", "release")


def made_files(lesson: Lesson) -> dict[str, bytes]:
    """Return every made file of a lesson by its path below the course folder."""
    outgoing = outgoing_files(lesson)
    book = f"{lesson.name}.ipynb"
    files = {}
    for edition, notebook in (("notebooks", study(lesson)), ("source", instructor(lesson))):
        for name, content in {book: _bytes(notebook), **outgoing}.items():
            files[f"{edition}/{lesson.name}/{name}"] = content
    source = {path.removeprefix("source/"): content for path, content in files.items() if path.startswith("source/")}
    files.update({f"release/{path}": content for path, content in _release(lesson.name, source).items()})
    return files


def outgoing_files(lesson: Lesson) -> dict[str, bytes]:
    """Return what goes out with a lesson's notebook, by file name: probes.py, toolbox.py, key.json, notation.md."""
    files = {"probes.py": (lesson.folder / "probes.py").read_bytes(), "key.json": _json(visible_key(lesson))}
    if lesson.toolbox:
        files["toolbox.py"] = lesson.toolbox.read_bytes()
    notation = course_folder() / "docs" / "notation.md"
    if notation.is_file():
        files["notation.md"] = notation.read_bytes()
    return files


def build(names: tuple[str, ...] = (), *, check: bool = False) -> list[str]:
    """Make the editions of the named lessons (all by default); return the paths that changed or, with `check`, differ.

    Raises
    ------
    LessonsError : a lesson's text and answers do not fit
    """
    root, differing = course_folder(), []
    for name in names or syllabus():
        files = made_files(load(name))
        if not check:
            live_keys(load(name), {exercise: hidden_seeds(name, exercise) for exercise in load(name).exercises})
        folders = [root / edition / name for edition in EDITIONS]
        stale = [
            path for folder in folders if folder.is_dir() for path in folder.rglob("*") if _stray(path, root, files)
        ]
        for path, content in files.items():
            target = root / path
            if not target.is_file() or target.read_bytes() != content:
                differing.append(path)
                if not check:
                    write_whole(target, content)
        for path in stale:
            differing.append(path.relative_to(root).as_posix())
            if not check:
                path.unlink()
    return differing


def _stray(path: Path, root: Path, files: dict) -> bool:
    hidden = any(part.startswith((".", "__")) for part in path.relative_to(root).parts)
    return path.is_file() and not hidden and path.relative_to(root).as_posix() not in files


def _release(name: str, source: dict[str, bytes]) -> dict[str, bytes]:
    """Return the class edition, made by nbgrader's own generate_assignment in a course folder that is thrown away."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    from gradschool.teach.nbgrader_settings import put_tools_on_path, settings

    put_tools_on_path()
    with tempfile.TemporaryDirectory() as scratch:
        course = Path(scratch)
        for path, content in source.items():
            write_whole(course / "source" / path, content)
        config = settings()
        config.CourseDirectory.root = str(course)
        api = NbGraderAPI(CourseDirectory(config=config), config=config)
        done = api.generate_assignment(name)
        if not done["success"]:
            raise LessonsError(f"nbgrader could not make the class edition of {name}: {_last_error(done)}")
        made = course / "release"
        files = {p.relative_to(made).as_posix(): p.read_bytes() for p in made.rglob("*") if p.is_file()}
        shutil.rmtree(made)
    return files


def _last_error(done: dict) -> str:
    lines = (done.get("log") or done.get("error") or "no reason given").splitlines()
    errors = [line.strip() for line in lines if "Error" in line] or lines
    return errors[-1]


def _bytes(notebook: nbformat.NotebookNode) -> bytes:
    return (nbformat.writes(notebook) + "\n").encode()


def _json(data) -> bytes:
    return (json.dumps(data, ensure_ascii=False, sort_keys=False, separators=(",", ":")) + "\n").encode()
