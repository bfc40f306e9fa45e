"""Makes `notebooks/`, `source/` and `release/` from the lessons, or says how what is there differs from them."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from pathlib import Path

import nbformat

from gradschool import lesson_files
from gradschool.errors import AuthorError
from gradschool.teach.authoring.editions import instructor, study
from gradschool.teach.files import write_whole
from gradschool.teach.lesson.keys import key_digits, visible_key
from gradschool.teach.lesson.live_keys import live_keys
from gradschool.teach.lesson.written import WrittenLesson, lessons_root, load_lesson, syllabus

EDITIONS = ("notebooks", "source", "release")


def made_files(lesson: WrittenLesson) -> dict[str, bytes]:
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


def outgoing_files(lesson: WrittenLesson) -> dict[str, bytes]:
    """Return what goes out with a lesson's notebook, by file name."""
    pages = [lessons_root() / "docs" / name for name in lesson_files.PAGES]
    return {
        **outgoing_code(lesson),
        lesson_files.KEY: _json(visible_key(lesson)),
        **{page.name: page.read_bytes() for page in pages if page.is_file()},
    }


def outgoing_code(lesson: WrittenLesson) -> dict[str, bytes]:
    """Return a lesson's own code that goes out, by file name."""
    files = [lesson.folder / name for name in lesson_files.CODE]
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def build(names: tuple[str, ...] = (), *, check: bool = False) -> list[str]:
    """Make the editions of the named lessons (all by default); return the paths that changed or, with `check`, differ.

    Raises
    ------
    AuthorError : a lesson's text and answers do not fit
    """
    root, differing = lessons_root(), []
    for name in names or syllabus():
        files = made_files(load_lesson(name))
        if not check:
            live_keys(
                load_lesson(name),
                {exercise: load_lesson(name).hidden_seeds(exercise) for exercise in load_lesson(name).exercises},
            )
        possible = [
            root / edition / name / file for edition in EDITIONS for file in (f"{name}.ipynb", *lesson_files.OUTGOING)
        ]
        # No longer made. What else lies there is somebody's own: a learner's notes, an instructor's notebook.
        stale = [path for path in possible if path.is_file() and path.relative_to(root).as_posix() not in files]
        for path, content in files.items():
            target = root / path
            if not target.is_file() or not _same(target, content, load_lesson(name)):
                differing.append(path)
                if not check:
                    write_whole(target, content)
        for path in stale:
            differing.append(path.relative_to(root).as_posix())
            if not check:
                path.unlink()
    return differing


def _same(path: Path, content: bytes, lesson: WrittenLesson) -> bool:
    """Whether a made file is what it ought to be; the last digit of a key's numbers is the processor's own."""
    there = path.read_bytes()
    if there == content or path.name != lesson_files.KEY:
        return there == content
    try:
        old, new = json.loads(there), json.loads(content)
        digits = {name: key_digits(lesson.probes[name]) for name in new["exercises"]}
        parts = [(old["exercises"].pop(name), new["exercises"].pop(name), digits[name]) for name in digits]
    except (ValueError, TypeError, KeyError):
        return False
    return old == new and all(_alike(*part) for part in parts)


def _alike(a, b, digits: int) -> bool:
    """Whether two pieces of JSON are equal but for numbers that differ by one in the last of so many digits."""
    if isinstance(a, float | int) and isinstance(b, float | int):
        return a == b or abs(a - b) < 1.5 * 10.0 ** (math.floor(math.log10(max(abs(a), abs(b)))) + 1 - digits)
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(_alike(a[key], b[key], digits) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(_alike(x, y, digits) for x, y in zip(a, b, strict=True))
    return a == b


def _release(name: str, source: dict[str, bytes]) -> dict[str, bytes]:
    """Return the class edition, made by nbgrader's own generate_assignment in a course folder that is thrown away."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    from gradschool.teach.nbgrader_plugin.settings import put_tools_on_path, settings

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
            raise AuthorError(f"nbgrader could not make the class edition of {name}: {_last_error(done)}")
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
