"""Fills in what a lesson says of itself and of the syllabus, so that no count and no number is typed.

{{number:dropout}}    5            that lesson's place in the syllabus
{{lines:propagate}}   6 lines      the size of an exercise's solution
{{lines}}             2 to 7 lines the least and the greatest of the lesson
{{bug:accuracy}}      2 of 3       which of the lesson's planted bugs that exercise is
{{exercises}}         ten          how many the lesson has; also questions, predictions and points
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from gradschool.bank import Exercise, Question, body_size, in_lines
from gradschool.errors import AuthorError
from gradschool.teach.lesson.slips import place
from gradschool.teach.lesson.text import code_cells

_PLACEHOLDER = re.compile(r"\{\{([a-z]+)(?::(\w+))?\}\}")
_PREDICTION = re.compile(r'^expect\("([^"]*)"', re.MULTILINE)
_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


@dataclass(frozen=True)
class Placeholders:
    """What the placeholders of one lesson stand for."""

    folder: Path
    syllabus: tuple[str, ...]
    exercises: dict[str, Exercise]
    questions: dict[str, Question]

    def text(self) -> str:
        """Return lesson.md, filled in; its code cells are left as they are."""
        path = self.folder / "lesson.md"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        code = {number for cell in code_cells("".join(lines)) for number in cell.lines}
        return "".join(line if n in code else self.filled(line, path) for n, line in enumerate(lines, 1))

    def exercise(self, written: Exercise) -> Exercise:
        """Return an exercise with its statement and hints filled in."""
        path = self.folder / "exercises" / f"{written.name}.py"
        changed = {
            "source": self.filled(written.source, path),
            "hints": tuple(self.filled(hint, path) for hint in written.hints),
            "variants": {v.id: replace(v, source=self.filled(v.source, path)) for v in written.variants.values()},
            "mistakes": {
                m.id: replace(m, hint=self.filled(m.hint, path), source=self.filled(m.source, path))
                for m in written.mistakes.values()
            },
        }
        return replace(written, **changed)

    def question(self, written: Question) -> Question:
        """Return a question with its replies filled in."""
        path = self.folder / "questions.py"
        return replace(written, replies={k: self.filled(reply, path) for k, reply in written.replies.items()})

    def filled(self, text: str, path: Path) -> str:
        """Return a piece of a file's text, filled in.

        Raises
        ------
        AuthorError : a placeholder is unknown, or names what is not there
        """
        if "{{" not in text:
            return text
        return _PLACEHOLDER.sub(lambda found: self._value(found, path), text)

    def _value(self, found: re.Match, path: Path) -> str:
        what, name = found.groups()
        known = {
            "number": (self._number, self.syllabus),
            "lines": (self._lines, (None, *self.exercises)),
            "bug": (self._bug, self._planted()),
            "exercises": (lambda _: _word(len(self.exercises)), (None,)),
            "questions": (lambda _: _word(len(self.questions)), (None,)),
            "predictions": (lambda _: _word(self._predictions()), (None,)),
            "points": (lambda _: str(sum(e.points for e in self.exercises.values())), (None,)),
        }
        make: Callable[[str | None], str]
        make, names = known.get(what, (None, ()))
        if name not in names:
            can_be = [f"{what}:{n}" if n else what for n in names] or list(known)
            raise AuthorError(
                f"{place(path, found[0])}: the placeholder {found[0]} stands for nothing here; "
                f"write one of {', '.join(can_be)} in the braces."
            )
        return make(name)

    def _number(self, lesson: str) -> str:
        return str(self.syllabus.index(lesson) + 1)

    def _lines(self, name: str | None) -> str:
        if name is not None:
            return in_lines(body_size(self.exercises[name].source))
        sizes = [body_size(exercise.source) for exercise in self.exercises.values()]
        least, greatest = min(sizes, default=0), max(sizes, default=0)
        return in_lines(greatest) if least == greatest else f"{least} to {in_lines(greatest)}"

    def _planted(self) -> tuple[str, ...]:
        return tuple(name for name, exercise in self.exercises.items() if exercise.planted)

    def _bug(self, name: str) -> str:
        return f"{self._planted().index(name) + 1} of {len(self._planted())}"

    def _predictions(self) -> int:
        cells = code_cells((self.folder / "lesson.md").read_text(encoding="utf-8"))
        return sum(len(_PREDICTION.findall(cell.source)) for cell in cells)


def _word(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else str(number)
