"""Begins a lesson or an exercise: files that fit together, in which `TODO` marks what is still to be thought."""

from __future__ import annotations

import keyword
import re
from pathlib import Path

from gradschool.errors import AuthorError
from gradschool.teach.files import write_whole
from gradschool.teach.lesson.slips import line_of, place
from gradschool.teach.lesson.written import lessons_root, syllabus

_LESSON = """\
# {title}

TODO: what this lesson is about, in a sentence or two.

**You will be able to**

- TODO: three to five things that the reader can do afterwards.

**You need** TODO: what is taken for granted, and from which lesson (placeholder: number).

**Time**: about two hours for {{{{exercises}}}} short functions ({{{{lines}}}} each), {{{{questions}}}} quick
questions and {{{{predictions}}}} predictions. TODO: how long it takes.


```python setup=true
import numpy as np

from gradschool import answer, begin, check, compare, expect, hint, progress

begin("{name}")
```
"""

_QUESTIONS = '''\
"""The quick questions, in the order in which the lesson asks them: the right option, and a reply to each."""

QUESTIONS = ()
'''

_PROBES = '''\
"""How the answers of this lesson are tried."""

from gradschool.probe import probe
'''

_EXERCISE = '''\
"""The exercise `{name}`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


@exercise(
    points=1,
    hints=(
        "TODO: the idea.",
        "TODO: where to look, and which shapes.",
        "TODO: almost the code.",
    ),
)
def {name}(x):
    """TODO: say what it computes, and every argument and result with its shape.

    Parameters
    ----------
    x : array, shape (1, m)
        Numbers.

    Returns
    -------
    y : array, shape (1, m)
        Twice the numbers.
    """
    ### START CODE HERE ###
    y = 2.0 * x
    ### END CODE HERE ###
    return y


{name}.mistake(
    "squared",
    "TODO: the mistakes that people make, each with its hint.",
    {{"2.0 * x": "x**2"}},
)
{name}.variant("added", {{"2.0 * x": "x + x"}})  # TODO: other right ways, in three or more styles
'''

_PROBE = """

@probe(returns="y")
def {name}(rng):
    m = int(rng.integers(2, 9))  # TODO: sizes that differ from each other and from seed to seed
    return {{"x": rng.normal(size=(1, m))}}
"""

_SLOT = """

### Exercise: `{name}` ({{{{lines:{name}}}}})

TODO: what to write, and why, in a sentence or two.


```python exercise="{name}"
```
"""


def begin_lesson(name: str) -> list[str]:
    """Write a lesson's folder and put it at the end of the syllabus; return what was written.

    Raises
    ------
    AuthorError : the name does not do, or is taken
    """
    root = lessons_root() / "lessons"
    folder = root / _good(name)
    if folder.exists():
        raise AuthorError(f"{place(folder)}: this lesson is there already; name an exercise to begin in it.")
    files = {
        folder / "__init__.py": "",
        folder / "lesson.md": _LESSON.format(name=name, title=name.replace("_", " ").capitalize()),
        folder / "questions.py": _QUESTIONS,
        folder / "probes.py": _PROBES,
        folder / "exercises" / "__init__.py": "",
        root / "__init__.py": _with_name(root / "__init__.py", name),
    }
    return _written(files)


def begin_exercise(lesson: str, name: str) -> list[str]:
    """Write an exercise's file, and append its probe and its slot to those of its lesson; return what was written.

    Raises
    ------
    AuthorError : the name does not do, or is taken in this lesson
    """
    folder = lessons_root() / "lessons" / lesson
    file, probes, text = (folder / part for part in (f"exercises/{_good(name)}.py", "probes.py", "lesson.md"))
    if file.exists() or line_of(probes, f"def {name}("):
        raise AuthorError(f"{place(file)}: this exercise is there already; take another name.")
    return _written(
        {
            file: _EXERCISE.format(name=name),
            probes: probes.read_text(encoding="utf-8").rstrip("\n") + "\n" + _PROBE.format(name=name),
            text: text.read_text(encoding="utf-8").rstrip("\n") + "\n" + _SLOT.format(name=name),
        }
    )


def _good(name: str) -> str:
    if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("_"):
        raise AuthorError(f"expected a name as Python's functions and modules have them, got {name!r}.")
    return name


def _with_name(path: Path, name: str) -> str:
    """Return the text of lessons/__init__.py with one more name in its syllabus."""
    names = "".join(f'    "{lesson}",\n' for lesson in (*syllabus(), name))
    text, found = re.subn(r"(?ms)^SYLLABUS = \(.*?\)$", f"SYLLABUS = (\n{names})", path.read_text(encoding="utf-8"))
    if found != 1:
        raise AuthorError(f'{place(path)}: expected `SYLLABUS = ("...", ...)` once, found it {found} times.')
    return text


def _written(files: dict[Path, str]) -> list[str]:
    for path, text in files.items():
        write_whole(path, text.encode())
    return [place(path) for path in files]
