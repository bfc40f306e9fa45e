"""What the grader does outside the sandbox takes time in proportion to what a submission holds, whatever it holds."""

import json
import time

import nbformat
import pytest
from spoiling import LESSON, ROOT, code

from gradschool.teach.grading.lesson_notebook import LessonNotebook
from gradschool.teach.sandbox.host import _parts
from gradschool.teach.submission.reading import read_submission
from gradschool.teach.submission.safe_markdown import MOST_RENDERED, safe_markdown
from gradschool.teach.submission.safe_outputs import safe_outputs

MASTER = nbformat.read(ROOT / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)
GROWTH, MOST = 4, 9  # four times the input: 4 for linear work, 16 for quadratic
ENOUGH = 0.01  # seconds below which a ratio says nothing
FILES = {
    "quotation marks": b'"',
    "escaped quotation marks": b'{"outputs":["\\"',
    "backslashes": b"\\",
    "lists of outputs that never end": b'"outputs": [',
    "empty lists of outputs": b'{"outputs": []},',
    "keys and blanks": b'"outputs"          ',
    "strings": b'"a",',
    "blanks": b" ",
}
CODE = {
    "imports on one line": "import ",
    "imports": "import math\n",
    "functions": "def sigmoid(z):\n    return z\n",
    "halves of functions": "def sigmoid(z):\n  (\n",
    "decorators": "@a\n",
    "magics": "%a\n",
    "magic assignments": "a = !b\n",
    "question marks": "a ?\n",
    "words and blanks": "a ",
    "attributes": "a.",
    "brackets": "(",
    "calls": "f(g(1)) + ",
    "names": "a_long_name\n",
    "strings": "'a' ",
    "minuses": "-",
}
MARKDOWN = [
    "\\\\(",
    "\\begin{",
    "\\begin{a}",
    "<!--",
    " ",
    "![",
    "[",
    "`",
    "$",
    "a\n=\n",
    "|a",
    "<a ",
    "> ",
    "*",
    "word, ",
]


def seconds(work, argument) -> float:
    """Return the processor time of a piece of work, the shortest of three."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        work(argument)
        times.append(time.process_time() - begun)
    return min(times)


def is_linear(work, grow, size: int, largest: int) -> bool:
    """Whether work on four times the input takes about four times as long, at a size where that can be seen."""
    while size * GROWTH <= largest:
        small = seconds(work, grow(size))
        if small > ENOUGH:
            large = grow(size * GROWTH)
            # A busy machine may spoil one measurement; what is quadratic fails each.
            return any(seconds(work, large) < MOST * seconds(work, grow(size)) for _ in range(3))
        size *= 2
    return True  # so quick that its slope does not matter


def test_the_measure_sees_a_square():
    assert not is_linear(lambda text: [text.count("b") for _ in text], lambda size: "a" * size, 1000, 10**6)
    assert is_linear(lambda text: [len(text) for _ in text], lambda size: "a" * size, 1000, 10**8)


@pytest.mark.parametrize("what", FILES)
def test_reading_a_file_is_linear(what):
    assert is_linear(
        read_submission, lambda size: b'{"cells":[' + FILES[what] * (size // len(FILES[what])), 2**16, 2**23
    )


@pytest.mark.parametrize("what", CODE)
def test_finding_solutions_is_linear_in_a_cell(what):
    def grow(size):
        return code((CODE[what] * size)[:size])

    def recovered(cell):
        LessonNotebook(LESSON).restore(MASTER, read_submission(json.dumps({"cells": [cell]}).encode()))

    assert is_linear(recovered, grow, 6_000, 100_000)


@pytest.mark.parametrize("what", CODE)
def test_finding_solutions_is_linear_in_their_number(what):
    def grow(count):
        return json.dumps({"cells": [code(CODE[what] * 12)] * count}).encode()

    assert is_linear(lambda content: LessonNotebook(LESSON).restore(MASTER, read_submission(content)), grow, 100, 2000)


@pytest.mark.parametrize("what", CODE)
def test_looking_for_imported_parts_is_linear(what):
    assert is_linear(_parts, lambda size: "#" + (CODE[what] * size)[:size], 2**14, 2**20)


@pytest.mark.parametrize("piece", MARKDOWN)
def test_showing_a_written_answer_is_bounded(piece):
    """Up to a length the renderer may take its time, which is short there; what is longer is not rendered."""
    assert is_linear(safe_markdown, lambda size: (piece * size)[:size], MOST_RENDERED + 1, 200_000)


def test_showing_outputs_is_linear():
    def grow(count):
        return [{"output_type": "stream", "name": "stdout", "text": ["a\n"] * 10}] * count

    assert is_linear(safe_outputs, grow, 1000, 200_000)
