"""Makes every file of a lesson's three editions."""

from __future__ import annotations

import json
import multiprocessing
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from gradschool import lesson_files
from gradschool.errors import AuthorError
from gradschool.notebook.lesson import use_one_thread
from gradschool.teach.authoring import EDITIONS
from gradschool.teach.files import write_whole
from gradschool.teach.lesson.keys import stored_key, visible_key
from gradschool.teach.lesson.live_keys import are_kept, keep_live_keys, live_key
from gradschool.teach.lesson.slips import slips_of
from gradschool.teach.lesson.written import WrittenLesson, lessons_root, load_lesson


@dataclass(frozen=True)
class _Wanted:
    """The notebooks of some lessons, or one exercise's key: what one process makes at a time."""

    lessons: tuple[str, ...]
    exercise: str | None = None
    live: bool = False


def make_lessons(names: Iterable[str], *, live: bool) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield each lesson's name with its made files, as `made_files` gives them; several processes make them.

    live : also make the lessons' live keys, which are kept beside them
    """
    lessons = [load_lesson(name) for name in names]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), context, initializer=use_one_thread) as pool:
        try:
            books = pool.submit(_make, _Wanted(tuple(lesson.name for lesson in lessons)))
            keys = [_made_keys(pool, lesson) for lesson in lessons]
            live_keys = [_made_keys(pool, one, live=True) if live and not are_kept(one) else None for one in lessons]
            for lesson, key, live_key in zip(lessons, keys, live_keys, strict=True):
                files = _files(lesson, books.result()[lesson.name], visible_key(lesson, dict(key)))
                if live_key is not None:
                    keep_live_keys(lesson, dict(live_key))
                yield lesson.name, files
        finally:
            pool.shutdown(cancel_futures=True)  # of what is not wanted any more nothing new is begun


def _made_keys(pool: ProcessPoolExecutor, lesson: WrittenLesson, live: bool = False) -> Iterator[tuple[str, dict]]:
    """Begin to make the keys of a lesson's exercises; return an iterator that waits for each, with its name."""
    return zip(
        lesson.exercises,
        pool.map(_make, [_Wanted((lesson.name,), name, live) for name in lesson.exercises]),
        strict=True,
    )


def _make(wanted: _Wanted):
    lessons = [load_lesson(name) for name in wanted.lessons]
    with slips_of(lessons_root() / "lessons"):  # here, since what another process raised has lost its places
        if wanted.exercise is None:
            return notebooks(lessons)
        return (live_key if wanted.live else stored_key)(lessons[0], wanted.exercise)


def made_files(lesson: WrittenLesson) -> dict[str, bytes]:
    """Return every made file of a lesson by its path below the course folder; this process makes them."""
    use_one_thread()
    return _files(lesson, notebooks([lesson])[lesson.name], visible_key(lesson))


def _files(lesson: WrittenLesson, books: Mapping[str, bytes], key: dict) -> dict[str, bytes]:
    outgoing = outgoing_files(lesson, key)
    return {
        f"{edition}/{lesson.name}/{name}": content
        for edition in EDITIONS
        for name, content in {f"{lesson.name}.ipynb": books[edition], **outgoing}.items()
    }


def outgoing_files(lesson: WrittenLesson, key: dict | None = None) -> dict[str, bytes]:
    """Return what goes out with a lesson's notebook, by file name.

    key : the content of its key.json (made here if not given)
    """
    pages = [lessons_root() / "docs" / name for name in lesson_files.PAGES]
    return {
        **outgoing_code(lesson),
        lesson_files.KEY: key_bytes(visible_key(lesson) if key is None else key),
        **{page.name: page.read_bytes() for page in pages if page.is_file()},
    }


def outgoing_code(lesson: WrittenLesson) -> dict[str, bytes]:
    """Return a lesson's own code that goes out, by file name."""
    files = [lesson.folder / name for name in lesson_files.CODE]
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def key_bytes(key: dict) -> bytes:
    """Return the content of a key.json as it is written."""
    return (json.dumps(key, ensure_ascii=False, sort_keys=False, separators=(",", ":")) + "\n").encode()


def notebooks(lessons: Iterable[WrittenLesson]) -> dict[str, dict[str, bytes]]:
    """Return the notebooks of lessons: lesson -> edition -> content."""
    from gradschool.teach.authoring.editions import instructor, study

    made = {
        lesson.name: {"notebooks": _bytes(study(lesson)), "source": _bytes(instructor(lesson))} for lesson in lessons
    }
    released = _released({name: books["source"] for name, books in made.items()})
    return {name: {**books, "release": released[name]} for name, books in made.items()}


def _released(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the class editions' notebooks: nbgrader's own generate_assignment makes them of the instructor's.

    It does so in one course folder for all, which is thrown away, and so without a gradebook.
    """
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    from gradschool.teach.nbgrader_plugin.settings import settings

    with tempfile.TemporaryDirectory() as scratch:
        config = settings()
        config.CourseDirectory.root = scratch
        config.GenerateAssignment.no_database = True
        steps = config.GenerateAssignment.preprocessors
        config.GenerateAssignment.preprocessors = [step for step in steps if not step.endswith(".SaveCells")]
        api = NbGraderAPI(CourseDirectory(config=config), config=config)
        return {name: _generated(api, name, source) for name, source in sources.items()}


def _generated(api, name: str, source: bytes) -> bytes:
    course = Path(api.coursedir.root)
    write_whole(course / "source" / name / f"{name}.ipynb", source)
    done = api.generate_assignment(name)
    if not done["success"]:
        raise AuthorError(f"nbgrader could not make the class edition of {name}: {_last_error(done)}")
    return (course / "release" / name / f"{name}.ipynb").read_bytes()


def _last_error(done: dict) -> str:
    lines = (done.get("log") or done.get("error") or "no reason given").splitlines()
    errors = [line.strip() for line in lines if "Error" in line] or lines
    return errors[-1]


def _bytes(notebook) -> bytes:
    import nbformat

    return (nbformat.writes(notebook) + "\n").encode()
