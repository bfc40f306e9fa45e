"""The authoring model: how `lessons/*/exercises/` declare references, mistakes, variants, and `questions.py` questions.

An exercise is written once, as its reference. Mistakes and variants are edits of that text, so they follow it when it
changes; an edit that no longer applies is an error at import.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from gradschool.errors import AuthorError

START = "### START CODE HERE ###"
END = "### END CODE HERE ###"


@dataclass(frozen=True)
class Mistake:
    """A wrong solution that people really write, with the hint that it deserves."""

    id: str
    hint: str
    source: str


@dataclass(frozen=True)
class Variant:
    """A different but right solution, which must pass."""

    id: str
    source: str


@dataclass(frozen=True)
class Question:
    """A quick question: the text stands in the lesson; here stand the right option and a reply to each option."""

    id: str
    right: str
    replies: dict[str, str]

    def __post_init__(self):
        if self.right not in self.replies:
            raise AuthorError(
                f"question {self.id}: expected a reply to its right option {self.right!r}, "
                f"got replies to {', '.join(self.replies) or 'none'}; write it, or name the right option."
            )
        if len(self.replies) < 3:
            raise AuthorError(f"question {self.id}: give at least three options a reply, got {len(self.replies)}.")


def question(id: str, *, right: str, **replies: str) -> Question:
    """Declare a quick question; `replies` maps each option's letter to what the student reads on choosing it."""
    return Question(id, right, replies)


@dataclass(frozen=True)
class Replay:
    """How an exercise judged by properties is followed through: the reference is run again on top of the mistakes.

    stand_ins : `stand_ins(inputs, values)` gives, from an answer's raw observations, functions that stand in for
        earlier exercises (so that the reference starts where the answer did), and arrays that an idle answer has too
    group_of : raw observation name -> its observation group, or None where it hangs on other draws; by default all
        groups hang on all of them
    words : properties that show the work although a mistake made them what they are
    alike : `alike(inputs, name, got, wanted)` says whether a raw observation may come from the same work with other
        draws, where equal numbers are too much to ask
    small : numbers that differ by less, in one array or from what an idle answer has, tell nothing
    """

    stand_ins: Callable[[dict, dict], tuple[dict, list]] | None = None
    group_of: Callable[[str], str | None] | None = None
    words: tuple[str, ...] = ()
    alike: Callable[..., bool] | None = None
    small: float = 1e-8


@dataclass
class Exercise:
    """One function the student writes: its reference and everything that proves its check.

    Attributes
    ----------
    name, source : the function's name and the reference's text, with the START and END markers
    points : what the exercise is worth in a class
    uses : names of earlier exercises that the reference calls (their mistakes are followed through)
    hints : the ladder, from the idea to almost code
    planted : id of the mistake that the student is given to find and repair, instead of an empty stub
    equivalent : mutants (by their description) that change nothing a caller can see, each with the reason
    replay : how it is followed through where properties are judged
    """

    function: object
    source: str
    points: int
    uses: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    planted: str | None = None
    mistakes: dict[str, Mistake] = field(default_factory=dict)
    variants: dict[str, Variant] = field(default_factory=dict)
    equivalent: dict[str, str] = field(default_factory=dict)
    replay: Replay = Replay()

    @property
    def name(self) -> str:
        return self.function.__name__

    def __call__(self, *args, **kwargs):
        return self.function(*args, **kwargs)

    def mistake(self, id: str, hint: str, edits: dict[str, str] | None = None, *, body: str | None = None):
        """Declare a mistake: by edits of the reference (old text -> new text), a new body, or as a decorator.

        Raises
        ------
        AuthorError : an edit's old text does not stand exactly once in the reference, or the id is taken
        """
        if edits is None and body is None:
            return self._declare(lambda source: self._add(self.mistakes, Mistake(id, hint, source)))
        return self._add(self.mistakes, Mistake(id, hint, self._edited(id, edits, body)))

    def variant(self, id: str, edits: dict[str, str] | None = None, *, body: str | None = None):
        """Declare a variant, in the same three ways as `mistake`."""
        if edits is None and body is None:
            return self._declare(lambda source: self._add(self.variants, Variant(id, source)))
        return self._add(self.variants, Variant(id, self._edited(id, edits, body)))

    def same(self, mutant: str, reason: str):
        """List a generated mutant that is equivalent to the reference, with the reason."""
        self.equivalent[mutant] = reason

    def stub(self) -> str:
        """What the student is given: the reference without its solution, or the planted bug."""
        if self.planted:
            return counted(self.mistakes[self.planted].source)
        return replace_body(self.source, f'raise NotImplementedError("write {self.name}")', size=body_size(self.source))

    def solution(self) -> str:
        """The instructor's cell."""
        return counted(self.source)

    def _add(self, bank, item):
        if item.id in bank:
            raise AuthorError(f"{self.name}: the id {item.id!r} is taken; take another.")
        if item.source == self.source:
            raise AuthorError(f"{self.name}: {item.id!r} changes nothing; edit what the solution does.")
        bank[item.id] = item
        return item

    def _edited(self, id, edits, body):
        source = self.source if body is None else replace_body(self.source, textwrap.dedent(body).strip("\n"))
        head, code = _after_docstring(source)
        for old, new in (edits or {}).items():
            found = code.count(old)
            if found != 1:
                raise AuthorError(
                    f"{self.name}: {id!r} edits {old!r}, which must stand once below the reference's docstring; "
                    f"found it {found} times: quote the text as it stands there now."
                )
            code = code.replace(old, new)
        return head + code

    def _declare(self, add):
        def decorate(function):
            source = _source_of(function)
            add(source.replace(f"def {function.__name__}(", f"def {self.name}(", 1))
            return function

        return decorate


def exercise(*, points: int, uses: tuple[str, ...] = (), hints: tuple[str, ...] = (), planted: str | None = None):
    """Declare the decorated function as an exercise's reference; its docstring is the exercise's statement."""

    def decorate(function) -> Exercise:
        source = _source_of(function)
        for marker in (START, END):
            if source.count(marker) != 1:
                where = "begins" if marker == START else "ends"
                raise AuthorError(
                    f"{function.__name__}: the line {marker!r} must stand once in the reference, found it "
                    f"{source.count(marker)} times; put it where the solution {where}."
                )
        if not function.__doc__:
            raise AuthorError(f"{function.__name__}: its docstring is the exercise's statement; write one.")
        return Exercise(function, source, points, tuple(uses), tuple(hints), planted)

    return decorate


def replace_body(source: str, body: str, size: int | None = None) -> str:
    """Return `source` with the lines between its markers replaced by `body` (text without indentation)."""
    before, rest = source.split(START, 1)
    after = rest.split(END, 1)[1]
    indent = before[before.rfind("\n") + 1 :]
    lines = "\n".join(indent + line if line.strip() else "" for line in body.splitlines())
    note = "" if size is None else f" ({in_lines(size)})"
    return f"{before}{START}{note}\n{lines}\n{indent}{END}{after}"


def body_of(source: str) -> str:
    """Return the text between the markers, without indentation."""
    inside = source.split(START, 1)[1].split(END, 1)[0]
    return textwrap.dedent("\n".join(inside.splitlines()[1:-1] if "\n" in inside else [])).strip("\n")


def body_size(source: str) -> int:
    """Count the lines of the solution that are neither blank nor comments."""
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in body_of(source).splitlines())


def in_lines(size: int) -> str:
    """Return a number of lines in words: `1 line`, `6 lines`."""
    return f"{size} line{'' if size == 1 else 's'}"


def counted(source: str) -> str:
    """Return `source` with the size of its solution stated on the START line."""
    return source.replace(START, f"{START} ({in_lines(body_size(source))})", 1)


@cache
def _after_docstring(source: str) -> tuple[str, str]:
    """Split a function's text behind its docstring: the statement is prose, edits are of the code."""
    end = ast.parse(source).body[0].body[0].end_lineno
    lines = source.splitlines(keepends=True)
    return "".join(lines[:end]), "".join(lines[end:])


def _source_of(function) -> str:
    lines = textwrap.dedent(inspect.getsource(function)).splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("def "))
    return "\n".join(lines[first:]).rstrip() + "\n"
