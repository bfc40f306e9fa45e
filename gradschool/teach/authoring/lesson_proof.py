"""Proves a lesson as a whole: what its text asks is declared, nothing is typed twice, nothing is left to be thought."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gradschool import lesson_files
from gradschool.teach.authoring.asked import parsed_cells, predictions_disagree, questions_disagree
from gradschool.teach.lesson.slips import place
from gradschool.teach.lesson.text import code_cells
from gradschool.teach.lesson.written import WrittenLesson, is_lesson, lessons_root, syllabus

DRAWING_LINES = 5
TODO = "TODO"
_AROUND = """ :.,"'`"""  # what stands around a note in a text or a string
_TYPED_NUMBER = re.compile(r"\blessons? \d+\b", re.IGNORECASE)
_TYPED_SIZE = re.compile(r"#+ .*`\w+`.*\((\d+ lines?)\b(?! to repair)")
_TYPED_COUNT = re.compile(r"\b(?!and\b|short\b)\w+ (?:short functions|functions|quick questions|predictions)\b")
_MINUTES = re.compile(r"\b\d+ min", re.IGNORECASE)
_PENS = {"plots", "plt", "fig", "ax", "axes"}


@dataclass(frozen=True)
class LessonProof:
    """What does not hold of a lesson as a whole, a line each; warnings are no failure."""

    lesson: str
    problems: list[str]
    warnings: list[str]


def prove_lesson(lesson: WrittenLesson) -> LessonProof:
    """Return the proof of what no exercise has alone; its slots were held against its exercises when it was read."""
    problems = [
        *questions_disagree(lesson),
        *predictions_disagree(lesson),
        *_typed(lesson),
        *unfinished(_own_files(lesson)),
    ]
    return LessonProof(lesson.name, problems, [*_drawn(lesson), *_sections(lesson)])


def course_problems() -> list[str]:
    """Return where the syllabus and the folders of lessons/ disagree, a line each."""
    order, root = syllabus(), lessons_root() / "lessons"
    there = sorted(path.parent.name for path in root.glob("*/lesson.md"))
    path = root / "__init__.py"
    return [
        *(
            f"{place(path, name)}: expected the lesson {name!r} once in the syllabus, found it "
            f"{order.count(name)} times; take the others away."
            for name in sorted({name for name in order if order.count(name) > 1})
        ),
        *(
            f"{place(path, name)}: the syllabus names {name!r}, but there is no lessons/{name}/lesson.md; "
            "write it, or take the name away."
            for name in order
            if not is_lesson(name)
        ),
        *(
            f"{place(path)}: the syllabus does not name lessons/{name}/; put it where it belongs, or move it away."
            for name in there
            if name not in order
        ),
    ]


def unfinished(files: list[Path]) -> list[str]:
    """Return what the skeleton left to the author to think, a line each."""
    return [
        f"{place(file)}:{number}: still to be thought: {line.split(TODO, 1)[1].strip(_AROUND)}."
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if TODO in line
    ]


def _own_files(lesson: WrittenLesson) -> list[Path]:
    """Return a lesson's files but its exercises: those are proven one by one."""
    names = ("lesson.md", "questions.py", *lesson_files.CODE)
    return [lesson.folder / name for name in names if (lesson.folder / name).is_file()]


def _typed(lesson: WrittenLesson) -> Iterator[str]:
    """Yield what is typed although it is made from the lesson and the syllabus."""
    path = lesson.folder / "lesson.md"
    text = path.read_text(encoding="utf-8")
    code = {number for cell in code_cells(text) for number in cell.lines}
    header = next((n for n, line in enumerate(text.splitlines(), 1) if line.startswith("## ")), 0)
    for number, line in enumerate(text.splitlines(), 1):
        sizes = _TYPED_SIZE.findall(line) if number not in code else []
        counts = _TYPED_COUNT.findall(line) if number < header and number not in code else []
        for found in sizes + counts:
            yield f"{place(path)}:{number}: {found!r} is typed; write a placeholder, such as {{{{lines:NAME}}}}."
    further = sorted([*(lesson.folder / "exercises").glob("*.py"), *_own_files(lesson)])
    for file in further:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            for found in _TYPED_NUMBER.findall(line):
                fills = file.name not in lesson_files.CODE
                mend = "write its placeholder, {{number:NAME}}" if fills else "name the lesson instead"
                yield f"{place(file)}:{number}: the number in {found!r} is typed; {mend}."


def _drawn(lesson: WrittenLesson) -> Iterator[str]:
    """Yield the cells that draw in so many lines that a function of figures.py should."""
    found = [cell.line for cell, tree in parsed_cells(lesson) if _drawing_lines(tree) > DRAWING_LINES]
    if found:
        yield (
            f"{place(lesson.folder / 'lesson.md')}: {len(found)} cells draw in more than {DRAWING_LINES} lines, which "
            f"belong into functions of figures.py: lines {', '.join(map(str, found))}."
        )


def _drawing_lines(tree: ast.Module) -> int:
    drawing = [node for node in tree.body if _PENS & {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}]
    return sum(node.end_lineno - node.lineno + 1 for node in drawing)


def _sections(lesson: WrittenLesson) -> Iterator[str]:
    """Yield the numbered sections that do not say how long they take, in their heading or in the line below it."""
    lines, found = lesson.text.splitlines(), []
    for number, line in enumerate(lines, 1):
        below = next((text for text in lines[number:] if text.strip()), "")
        if re.match(r"## \d+\. ", line) and not (_MINUTES.search(line) or _MINUTES.search(below)):
            found.append(number)
    if found:
        yield (
            f"{place(lesson.folder / 'lesson.md')}: {len(found)} sections do not say how many minutes they take, in "
            f"their heading or the line below it: lines {', '.join(map(str, found))}."
        )
