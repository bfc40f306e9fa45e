"""Ways in which students and editors spoil a right notebook of lesson 1; none changes what the student wrote and meant.

Each is a function that changes a notebook (as JSON holds it) in place. One that does not find what it spoils, since
another way has been there before, leaves the notebook as it is: so any two can be combined.
"""

from __future__ import annotations

import base64
import copy
import functools
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.submission.python_text import functions

LESSON = "logistic_regression"
ROOT = Path(__file__).resolve().parents[1]
EXERCISES = tuple(load_lesson(LESSON).exercises)
OTHERS = {name: set(EXERCISES) - {name} for name in EXERCISES}
WAYS: dict[str, Callable[[dict], None]] = {}
FILES: dict[str, Callable[[Path, dict], None]] = {}


def way(name: str):
    """Register the decorated `function(book)`."""

    def register(function):
        WAYS[name] = function
        return function

    return register


def filed(name: str):
    """Register the decorated `function(folder, book)`, which writes a right notebook in a way of its own."""

    def register(function):
        FILES[name] = function
        return function

    return register


def right_notebook() -> dict:
    """Return the class edition of lesson 1, solved."""
    book = json.loads((ROOT / "release" / LESSON / f"{LESSON}.ipynb").read_bytes())
    for cell in book["cells"]:
        cell["source"] = "".join(cell["source"])
        if marks(cell).get("solution"):
            cell["source"] = answer(marks(cell)["grade_id"])
    return book


def answer(name: str) -> str:
    return load_lesson(LESSON).exercises[name].source.rstrip()


@functools.cache
def stub(name: str) -> str:
    book = json.loads((ROOT / "release" / LESSON / f"{LESSON}.ipynb").read_bytes())
    return next("".join(c["source"]) for c in book["cells"] if marks(c).get("grade_id") == name)


def unmarked(source: str) -> str:
    return "\n".join(line for line in source.split("\n") if " CODE HERE ###" not in line)


def marks(cell: dict) -> dict:
    return cell["metadata"].get("nbgrader", {})


def code(source: str, **parts) -> dict:
    """Return a cell as a student's editor adds it."""
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
    return {**cell, "id": f"own-{abs(hash(source)) % 10**8:08d}", **parts}


def where(book: dict, grade_id: str) -> int | None:
    """Return the number of the cell with an nbgrader id."""
    return next((n for n, cell in enumerate(book["cells"]) if marks(cell).get("grade_id") == grade_id), None)


def solved(book: dict, exercise: str) -> int | None:
    """Return the number of an exercise's own cell, if its whole answer stands there and no other's."""
    at = where(book, exercise)
    if at is None:
        return None
    found = functions(book["cells"][at]["source"])
    return (
        at
        if exercise in found and is_answer(found[exercise], exercise) and not found.keys() & OTHERS[exercise]
        else None
    )


def is_answer(text: str, exercise: str) -> bool:
    return unmarked(text).strip() != unmarked(stub(exercise)).strip()


def set_up(cells: list) -> dict:
    """Return the cell that begins the lesson; a new one if it is gone."""
    found = next((c for c in cells if c["cell_type"] == "code" and f'begin("{LESSON}")' in c["source"]), None)
    return found or cells.insert(0, code("")) or cells[0]


def demo(book: dict, begin: str) -> dict | None:
    return next((cell for cell in book["cells"] if cell["source"].startswith(begin) and not marks(cell)), None)


def on_cell(name: str, exercise: str):
    """Register the decorated `function(cells, at)`, which changes the cells at an exercise's cell."""

    def register(function):
        def spoil(book: dict) -> None:
            at = solved(book, exercise)
            if at is not None:
                function(book["cells"], at)

        WAYS[name] = spoil
        return spoil

    return register


def between(source: str, before: str) -> tuple[str, str]:
    """Return a text's two parts, the second of which begins with a line; the whole and nothing if it has none such."""
    head, found, tail = source.partition(f"\n{before}")
    return (head, before + tail) if found else (source, "")


def cut(cells: list, at: int, before: str, *, same_id: bool = True) -> None:
    """Split a cell in two as JupyterLab does: both have the metadata, the second has a new cell id."""
    head, tail = between(cells[at]["source"], before)
    if tail:
        second = code(tail, metadata=copy.deepcopy(cells[at]["metadata"]) if same_id else {})
        cells[at]["source"] = head
        cells.insert(at + 1, second)


# ---- the kind of a cell


def turned(cell: dict, kind: str) -> None:
    cell["cell_type"] = kind
    for name in ("outputs", "execution_count"):
        cell.pop(name, None)


@on_cell("a solution cell turned into Markdown", "sigmoid")
def _(cells, at):
    turned(cells[at], "markdown")


@on_cell("a solution cell turned into raw text", "propagate")
def _(cells, at):
    turned(cells[at], "raw")


@way("every solution cell turned into Markdown")
def _(book):
    for cell in book["cells"]:
        if marks(cell).get("solution"):
            turned(cell, "markdown")


@way("every solution cell turned into raw text, all metadata lost")
def _(book):
    for cell in book["cells"]:
        if marks(cell).get("solution"):
            turned(cell, "raw")
        cell["metadata"] = {}


# ---- split, merged, copied


@on_cell("a cell split inside its function", "propagate")
def _(cells, at):
    cut(cells, at, "    Z = ")


@on_cell("a cell split inside its docstring", "optimize")
def _(cells, at):
    cut(cells, at, "    Parameters")


@on_cell("a cell split inside a loop, the second half without an id", "optimize")
def _(cells, at):
    cut(cells, at, "        w = w", same_id=False)


@on_cell("a cell split into three", "log_loss")
def _(cells, at):
    cut(cells, at, "    cost = ")
    cut(cells, at, "    Parameters")


@on_cell("a line to try it out, split off", "sigmoid")
def _(cells, at):
    cells[at]["source"] += "\nprint(sigmoid(0))"
    cut(cells, at, "print(")


HELPED = "def scores(w, b, X):\n    return w.T @ X + b"


@on_cell("a helper function split off above", "propagate")
def _(cells, at):
    cells[at]["source"] = HELPED + "\n" + cells[at]["source"].replace("w.T @ X + b", "scores(w, b, X)")
    cut(cells, at, "def propagate")


@on_cell("a helper function split off below", "predict")
def _(cells, at):
    cells[at]["source"] = cells[at]["source"].replace("w.T @ X + b", "scores(w, b, X)") + "\n" + HELPED
    cut(cells, at, "def scores")


@on_cell("a helper function split off above, without an id", "propagate_weighted")
def _(cells, at):
    cells[at]["source"] = HELPED + "\n" + cells[at]["source"].replace("w.T @ X + b", "scores(w, b, X)")
    head, tail = between(cells[at]["source"], "def propagate_weighted")
    if tail:
        cells[at]["source"] = tail
        cells.insert(at, code(head))


@way("two solution cells merged")
def _(book):
    merge(book, "predict", "accuracy")


@way("all solution cells merged into the last")
def _(book):
    names = [marks(cell)["grade_id"] for cell in book["cells"] if marks(cell).get("solution")]
    for name in names[:-1]:
        merge(book, names[-1], name)


def merge(book: dict, into: str, name: str) -> None:
    """Put the text of a solution cell into another and delete it."""
    holder, merged = where(book, into), solved(book, name)
    if holder is not None and merged is not None:
        first, second = sorted((holder, merged))
        cells = book["cells"]
        cells[holder]["source"] = cells[first]["source"] + "\n\n" + cells[second]["source"]
        del cells[merged]


@on_cell("a solution cell merged with its check", "initialize_with_zeros")
def _(cells, at):
    if at + 1 < len(cells) and cells[at + 1]["cell_type"] == "code":
        cells[at]["source"] += "\n" + cells.pop(at + 1)["source"]


@on_cell("a cell copied with its id to try things out", "log_loss")
def _(cells, at):
    scratch = code("print(log_loss(np.zeros((1, 3)), np.ones((1, 3))))", metadata=copy.deepcopy(cells[at]["metadata"]))
    cells.insert(at + 1, scratch)


@on_cell("a cell copied with its id, left half-written", "sigmoid")
def _(cells, at):
    cells.insert(at + 1, code("for z in (", metadata=copy.deepcopy(cells[at]["metadata"])))


@on_cell("a copy with its id behind the check, with another formula", "standardize")
def _(cells, at):
    tried = code(
        "def standardize(X_train, X_test):\n    return X_train, X_test", metadata=copy.deepcopy(cells[at]["metadata"])
    )
    cells.insert(at + 2, tried)


@on_cell("the untouched stub pasted again below, with its id", "accuracy")
def _(cells, at):
    cells.insert(at + 1, code(stub("accuracy"), metadata=copy.deepcopy(cells[at]["metadata"])))


# ---- ids and metadata


@way("nbgrader's ids renamed")
def _(book):
    for cell in book["cells"]:
        if marks(cell).get("solution"):
            marks(cell)["grade_id"] += "-copy1"


@way("all cells with new ids")
def _(book):
    for number, cell in enumerate(book["cells"]):
        cell["id"] = f"{number:08x}"


@way("all metadata lost")
def _(book):
    for cell in book["cells"]:
        cell["metadata"] = {}


@way("all metadata and ids lost, as by VS Code's copy")
def _(book):
    for number, cell in enumerate(book["cells"]):
        cell["metadata"], cell["id"] = {"vscode": {"languageId": "python"}}, f"#VSC-{number:08x}"


@way("the markers deleted")
def _(book):
    for cell in book["cells"]:
        cell["source"] = unmarked(cell["source"])


@way("metadata, ids and markers lost")
def _(book):
    WAYS["the markers deleted"](book)
    WAYS["all metadata and ids lost, as by VS Code's copy"](book)


@way("the ids of two solution cells swapped")
def _(book):
    first, second = solved(book, "predict"), solved(book, "accuracy")
    if first is not None and second is not None:
        one, other = marks(book["cells"][first]), marks(book["cells"][second])
        one["grade_id"], other["grade_id"] = other["grade_id"], one["grade_id"]


# ---- retyped elsewhere


def retyped(cells: list, at: int, where: int, *, stub_stays: bool = True, name: str = "") -> None:
    """Type a cell's text again in a new cell, without the markers; its own gets the stub again, or goes."""
    new = code(unmarked(cells[at]["source"]))
    if stub_stays:
        cells[at]["source"] = stub(name or marks(cells[at])["grade_id"])
    cells.insert(where, new)
    if not stub_stays:
        del cells[at if where > at else at + 1]


@on_cell("a cell deleted, and retyped below", "sigmoid")
def _(cells, at):
    retyped(cells, at, at + 1, stub_stays=False)


@on_cell("retyped above the stub", "log_loss")
def _(cells, at):
    retyped(cells, at, at)


@on_cell("retyped below the stub", "initialize_with_zeros")
def _(cells, at):
    retyped(cells, at, at + 1)


@on_cell("retyped below the check", "propagate")
def _(cells, at):
    retyped(cells, at, at + 2)


@on_cell("retyped at the notebook's end", "sigmoid")
def _(cells, at):
    retyped(cells, at, len(cells))


@on_cell("retyped at the notebook's beginning", "optimize")
def _(cells, at):
    retyped(cells, at, 0)


def gathered(book: dict, put) -> None:
    """Give each solution cell its stub again and hand all answers, as one text, to `put(cells, text)`."""
    texts: dict[str, str] = {}
    for cell in book["cells"]:
        name = marks(cell).get("grade_id")
        if name in texts and f"def {name}(" not in cell["source"]:  # the other half of a cell that was split
            texts[name] += "\n" + unmarked(cell["source"])
            cell["source"] = ""
        elif name in OTHERS and name not in texts and solved(book, name) is not None:
            texts[name] = unmarked(cell["source"])
            cell["source"] = stub(name)
    if texts:
        put(book["cells"], "\n\n".join(texts.values()))


@way("all functions in the first solution cell, stubs left")
def _(book):
    def put(cells, text):
        next(cell for cell in cells if marks(cell).get("solution"))["source"] = text

    gathered(book, put)


@way("all functions in one new cell at the top, stubs left")
def _(book):
    gathered(book, lambda cells, text: cells.insert(0, code(text)))


@way("all functions in one new cell at the end, stubs left")
def _(book):
    gathered(book, lambda cells, text: cells.append(code(text)))


@way("all functions in the set-up cell, stubs left")
def _(book):
    def put(cells, text):
        set_up(cells)["source"] += "\n\n" + text

    gathered(book, put)


@on_cell("the answer in the check cell", "accuracy")
def _(cells, at):
    if at + 1 < len(cells) and cells[at + 1]["source"].startswith("check("):
        cells[at + 1]["source"] = unmarked(cells[at]["source"]) + "\n\n" + cells[at + 1]["source"]
        cells[at]["source"] = stub("accuracy")


@way("the answer in a demo cell")
def _(book):
    at, cell = solved(book, "standardize"), demo(book, "for score, label in")
    if at is not None and cell:
        cell["source"] += "\n\n" + unmarked(book["cells"][at]["source"])
        book["cells"][at]["source"] = stub("standardize")


# ---- what solutions need from elsewhere

BY_MATH = (
    "def sigmoid(z):\n"
    "    def one(t):\n"
    "        return 1 / (1 + math.exp(-t)) if t >= 0 else math.exp(t) / (1 + math.exp(t))\n\n"
    "    return np.vectorize(one, otypes=[float])(z)"
)


def with_math(book: dict, put) -> None:
    at = solved(book, "sigmoid")
    if at is not None and book["cells"][at]["cell_type"] == "code":
        book["cells"][at]["source"] = BY_MATH
        put(book["cells"])


@way("an import added to the set-up cell")
def _(book):
    def put(cells):
        cell = set_up(cells)
        cell["source"] = "import math\n" + cell["source"]

    with_math(book, put)


@way("an import added to a demo cell")
def _(book):
    def put(cells):
        cell = demo(book, "import figures")
        if cell:
            cell["source"] += "\nimport math"

    with_math(book, put)


@way("an import in an added cell")
def _(book):
    with_math(book, lambda cells: cells.insert(2, code("import math")))


@way("an import in the last cell")
def _(book):
    with_math(book, lambda cells: cells.append(code("import math")))


@way("an import behind one that is not installed here")
def _(book):
    with_math(book, lambda cells: cells.insert(2, code("import a_package_of_mine\nimport math")))


@on_cell("an import of something not installed here above the function", "sigmoid")
def _(cells, at):
    cells[at]["source"] = "import a_package_of_mine\n\n" + cells[at]["source"]


@way("a helper function in a demo cell, a value in the set-up cell")
def _(book):
    at, cell = solved(book, "sigmoid"), demo(book, "import figures")
    if at is not None and cell:
        cell["source"] += "\n\ndef squashed(z):\n    return ONE / (ONE + np.exp(-z))"
        set_up(book["cells"])["source"] += "\nONE = np.float64(1)"
        book["cells"][at]["source"] = "def sigmoid(z):\n    return squashed(z)"


@way("what a demo cell imports is used in a solution")
def _(book):
    at = solved(book, "accuracy")
    if at is not None:
        line = "\n    assert data.majority_share(Y) >= 0\n    return share"
        book["cells"][at]["source"] = book["cells"][at]["source"].replace("\n    return share", line)


# ---- names overwritten


def behind_check(book: dict, exercise: str, source: str) -> None:
    at = where(book, f"check_{exercise}")
    if at is not None:
        book["cells"].insert(at + 1, code(source))


@way("sigmoid = 0.5 in a later cell")
def _(book):
    behind_check(book, "sigmoid", "sigmoid = 0.5")


@way("sigmoid = sigmoid(x) in a later cell")
def _(book):
    behind_check(book, "sigmoid", "x = np.array([1.0])\nsigmoid = sigmoid(x)\nprint(sigmoid)")


@on_cell("sigmoid = 0.5 at the end of another solution", "predict")
def _(cells, at):
    cells[at]["source"] += "\n\nsigmoid = 0.5"


@way("np = None in a later cell")
def _(book):
    behind_check(book, "log_loss", "np = None")


@way("np = 5; max = 3; sum = 0 in an early cell")
def _(book):
    behind_check(book, "sigmoid", "np = 5\nmax = 3\nsum = 0")
    at = solved(book, "propagate")
    if at is not None:
        book["cells"][at]["source"] = book["cells"][at]["source"].replace("np.sum(dZ)", "sum(dZ[0])")


@way("sum = 0 between the function that uses it and its check")
def _(book):
    at = solved(book, "propagate")
    if at is not None:
        book["cells"][at]["source"] = book["cells"][at]["source"].replace("np.sum(dZ)", "sum(dZ[0])")
        book["cells"].insert(at + 1, code("sum = 0\nfor n in range(3):\n    sum += n"))


@way("del np in a later cell")
def _(book):
    behind_check(book, "propagate", "del np, log_loss")


@way("a function of the same name to play with, behind the check")
def _(book):
    behind_check(book, "sigmoid", "def sigmoid(z):\n    return np.tanh(z)\n\nsigmoid(3)")


# ---- cells and lines about it


@way("cells reversed")
def _(book):
    book["cells"].reverse()


@way("check cells and the set-up cell deleted")
def _(book):
    given = ("check(", "import numpy as np\n\nfrom gradschool import answer")
    book["cells"] = [c for c in book["cells"] if "def " in c["source"] or not c["source"].startswith(given)]


@way("magics and shell lines")
def _(book):
    at = solved(book, "log_loss")
    if at is not None:
        book["cells"][at]["source"] = f"%matplotlib inline\n!true\n{book['cells'][at]['source']}\n%timeit -n1 -r1 1"
    at = solved(book, "propagate")
    if at is not None:
        book["cells"][at]["source"] = f"%%time\n{book['cells'][at]['source']}"
    book["cells"].insert(0, code("!echo pip install numpy\n%load_ext autoreload\n%autoreload 2"))


@way("tabs, blanks at line ends, Windows line ends")
def _(book):
    for cell in book["cells"]:
        lines = cell["source"].split("\n")
        own = marks(cell).get("solution") or "def " in cell["source"]
        lines = [line.replace("    ", "\t") + "  " for line in lines] if own else lines
        cell["source"] = "\r\n".join(lines)


@way("a cell that does not parse, one that raises, one that ends Python")
def _(book):
    for number, source in enumerate(("print 'hello'", "1 / 0", "exit()")):
        book["cells"].insert(3 * number + 2, code(source))


@on_cell("a stray line behind the function that does not parse", "log_loss")
def _(cells, at):
    cells[at]["source"] += "\n\nprint log_loss"


@on_cell("a line above the function that raises", "optimize")
def _(cells, at):
    cells[at]["source"] = "print(a_name_of_last_week)\n\n" + cells[at]["source"]


@on_cell("a function written as a lambda", "sigmoid")
def _(cells, at):
    cells[at]["source"] = "sigmoid = lambda z: 1 / (1 + np.exp(-z))"


@on_cell("a function made of another by an added cell", "sigmoid")
def _(cells, at):
    cells[at]["source"] = "import math\n\ndef sigmoid(z):\n    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0"
    cells.insert(at + 1, code("sigmoid = np.vectorize(sigmoid, otypes=[float])"))


@way("outputs saved, some of them broken")
def _(book):
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "text": ['"outputs": [', "\\", "{"]}, {"x": [[["]"]]]}]


@way("25 MB of pictures in the outputs")
def _(book):
    picture = base64.b64encode(bytes(range(256)) * 2000).decode()
    shown = {"output_type": "display_data", "data": {"image/png": picture}, "metadata": {}}
    next(cell for cell in book["cells"] if cell["cell_type"] == "code")["outputs"] = [shown] * 38


# ---- the file


def written(folder: Path, name: str, book: dict | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(book if isinstance(book, bytes) else json.dumps(book, ensure_ascii=False).encode())


def untouched() -> bytes:
    return (ROOT / "release" / LESSON / f"{LESSON}.ipynb").read_bytes()


for _encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):

    @filed(f"in {_encoding}")
    def _(folder, book, encoding=_encoding):
        written(folder, f"{LESSON}.ipynb", json.dumps(book, ensure_ascii=False).encode(encoding))


for _name in (
    f"{LESSON}-1.ipynb",
    f"{LESSON} (1).ipynb",
    f"{LESSON}-Copy1.ipynb",
    "Logistic_Regression.ipynb",
    "logistic regression.ipynb",
    "homework_1_final.ipynb",
    f"hand-in/week 1/{LESSON}.ipynb",
    f"hand-in/{LESSON} (1).ipynb",
):

    @filed(f"as {_name}")
    def _(folder, book, name=_name):
        written(folder, name, book)


def zipped(folder: Path, name: str, members: dict[str, dict | bytes]) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data if isinstance(data, bytes) else json.dumps(data))
    written(folder, name, content.getvalue())


@filed("in a zip")
def _(folder, book):
    zipped(folder, "homework.zip", {f"{LESSON}.ipynb": book})


@filed("in a zip made on a Mac, one folder deeper")
def _(folder, book):
    leftover = {f"__MACOSX/hw/._{LESSON}.ipynb": b"\0\5\x16\7", "hw/.DS_Store": b"x"}
    zipped(folder, "hw.zip", {**leftover, f"hw/{LESSON}.ipynb": book})


@filed("beside what tools leave")
def _(folder, book):
    for name in (f"._{LESSON}.ipynb", f"__MACOSX/._{LESSON}.ipynb", ".DS_Store", "Thumbs.db"):
        written(folder, name, b"\0\5\x16\7")
    written(folder, f".ipynb_checkpoints/{LESSON}-checkpoint.ipynb", untouched())
    written(folder, f"hw/.ipynb_checkpoints/{LESSON}-checkpoint.ipynb", untouched())
    written(folder, f"hw/{LESSON}.ipynb", book)


@filed("in a copy beside the untouched notebook")
def _(folder, book):
    written(folder, f"{LESSON}.ipynb", untouched())
    written(folder, f"{LESSON}-Copy1.ipynb", book)


@filed("under its name, beside an untouched copy")
def _(folder, book):
    written(folder, f"{LESSON}.ipynb", book)
    written(folder, f"{LESSON} (1).ipynb", untouched())


@filed("under another name, beside an untouched copy")
def _(folder, book):
    written(folder, "mine.ipynb", book)
    written(folder, f"{LESSON}-1.ipynb", untouched())
