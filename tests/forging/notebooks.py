"""Attacks by what stands in a notebook besides the text of its solutions."""

from __future__ import annotations

import copy
import json

from forging.submissions import LESSON, attack, checks, code_cell, marks, on_notebook, solutions

from gradschool.teach.lesson.written import load_lesson

FULL = {"output_type": "execute_result", "data": {"text/plain": "6.0"}, "metadata": {}, "execution_count": 1}

# ---- metadata


@on_notebook("tags that keep a cell from being run")
def _(book):
    for cell in book["cells"]:
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception", "remove_cell", "hide-output"]


@on_notebook("every other metadata of a cell")
def _(book):
    for cell in book["cells"]:
        cell["metadata"] |= {
            "editable": True,
            "deletable": True,
            "trusted": True,
            "collapsed": True,
            "execution": {"timeout": 0, "skip": True},
            "jupyter": {"source_hidden": True, "outputs_hidden": True},
            "slideshow": {"slide_type": "skip"},
            "papermill": {"status": "completed"},
            "run_control": {"frozen": True},
            "init_cell": True,
            "name": "x",
            "format": "text/html",
        }


@on_notebook("points, scores and observations in the metadata")
def _(book):
    for cell in checks(book):
        name = marks(cell)["grade_id"].removeprefix("check_")
        reference = [{"seed": 1, "values": {"s": {"kind": "float", "shape": [], "data": [0.5]}}}] * 4
        cell["metadata"]["gradschool"] = {"observations": reference, "points": 6, "cause": None, "named": False}
        marks(cell).update(points=1000, score=1000, extra_credit=1000, max_score=0, checksum="0" * 32)
        cell["outputs"] = [FULL, {"output_type": "stream", "name": "stdout", "text": f"{name}: right"}]
    book["metadata"]["gradschool"] = {
        "fingerprint": "0" * 32,
        "reason": "checked by hand",
        "scores": {"check_sigmoid": 2},
    }


@on_notebook("an evil kernel")
def _(book):
    book["metadata"] = {"kernelspec": {"name": "evil", "display_name": "<script>"}, "widgets": {"x": []}}


@on_notebook("points below zero and not a number")
def _(book):
    for cell, points in zip(
        checks(book), (-5, float("nan"), float("inf"), "6", None, 1e400, {}, [], True, 0), strict=True
    ):
        marks(cell)["points"] = points


@on_notebook("an unknown schema version")
def _(book):
    for cell in book["cells"]:
        if marks(cell):
            marks(cell)["schema_version"] = 99


@on_notebook("an ancient schema version")
def _(book):
    for cell in book["cells"]:
        if marks(cell):
            marks(cell)["schema_version"] = 0


@on_notebook("metadata of other types")
def _(book):
    for number, cell in enumerate(book["cells"]):
        odd = [None, [], "x", {"nbgrader": None}, {"nbgrader": []}, {"nbgrader": {"grade_id": 3}}]
        cell["metadata"] = odd[number % len(odd)]


# ---- cells


@on_notebook("check cells that say pass")
def _(book):
    for cell in checks(book):
        cell["source"] = "pass"


@on_notebook("check cells that are deleted")
def _(book):
    gone = checks(book)
    book["cells"] = [cell for cell in book["cells"] if cell not in gone]


@on_notebook("check cells without metadata")
def _(book):
    for cell in checks(book):
        cell["metadata"] = {}
        cell["source"] = "6.0"


@on_notebook("all metadata stripped")
def _(book):
    for cell in book["cells"]:
        cell["metadata"] = {}


@on_notebook("every check cell twice")
def _(book):
    book["cells"] = [copy.deepcopy(cell) for cell in book["cells"] for _ in range(1 + bool(marks(cell).get("grade")))]


@on_notebook("every cell three times, changed")
def _(book):
    doubled = []
    for cell in book["cells"]:
        for number in range(3):
            doubled.append(copy.deepcopy(cell))
            doubled[-1]["source"] = f"# {number}\n6.0"
    book["cells"] = doubled


@on_notebook("cells in reverse order")
def _(book):
    book["cells"].reverse()


@on_notebook("check cells before everything")
def _(book):
    first = checks(book)
    book["cells"] = first + [cell for cell in book["cells"] if cell not in first]


@on_notebook("ids of solutions and checks swapped")
def _(book):
    for name, cell in solutions(book).items():
        marks(cell)["grade_id"] = f"check_{name}"
    for cell in checks(book):
        marks(cell)["grade_id"] = marks(cell)["grade_id"].removeprefix("check_")
        cell["source"] = "6.0"


@on_notebook("ids of exercises rotated")
def _(book):
    cells = solutions(book)
    names = list(cells)
    for name, cell in cells.items():
        marks(cell)["grade_id"] = names[(names.index(name) + 1) % len(names)]


@on_notebook("grade, solution and locked flipped")
def _(book):
    for cell in book["cells"]:
        for flag in ("grade", "solution", "locked", "task"):
            if marks(cell):
                marks(cell)[flag] = not marks(cell)[flag]


@on_notebook("check cells that are Markdown")
def _(book):
    for cell in checks(book):
        cell["cell_type"] = "markdown"
        cell["source"] = "<script>alert('forged')</script><img src=x onerror=alert('forged')>"


@on_notebook("unknown types of cells")
def _(book):
    for number, cell in enumerate(checks(book)):
        cell["cell_type"] = ["raw", "heading", "script", "", None][number % 5]


@on_notebook("Markdown with scripts")
def _(book):
    script = "<script>alert('forged')</script><img src=x onerror=alert('forged')>[x](javascript:alert('forged'))"
    for cell in book["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = script
    book["cells"].append(
        {"cell_type": "markdown", "metadata": {}, "source": script, "attachments": {"x": {"text/html": script}}}
    )


@on_notebook("a setup cell that is another")
def _(book):
    book["cells"][1]["source"] = "check = begin = answer = lambda *a, **k: 6.0"


@on_notebook("cells of its own that bear others' ids", shows="added twice")
def _(book):
    taken = [cell["id"] for cell in book["cells"]]
    extra = [code_cell("6.0", id=name) for name in taken]
    extra += [code_cell(f"print('added {n}')", id="added-000") for n in ("once", "twice")]
    extra.append(
        code_cell("pass", metadata={"nbgrader": {"grade_id": "check_sigmoid", "grade": True, "solution": True}})
    )
    book["cells"] += extra


@on_notebook("hidden regions in the solutions")
def _(book):
    for cell in solutions(book).values():
        cell["source"] = "### BEGIN HIDDEN TESTS\n" + cell["source"] + "\n### END HIDDEN TESTS"


@on_notebook("outputs that stand there already")
def _(book):
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                FULL,
                {"output_type": "display_data", "data": {"text/html": "<script>alert('forged')</script>"}},
            ]
            cell["execution_count"] = 7


@on_notebook("two thousand cells of its own", reason="more than 2000 cells")
def _(book):
    book["cells"] += [code_cell("x = 1")] * 2000


@on_notebook("five hundred cells of its own")
def _(book):
    book["cells"] += [code_cell(f"x = {n}") for n in range(500)]


@on_notebook("a cell of a megabyte")
def _(book):
    book["cells"].append(code_cell("x = '" + "y" * 2**20 + "'"))


@on_notebook("more code than a page can show, scripts and all")
def _(book):
    for number in range(9):
        book["cells"].append(code_cell(f"x = {number}\n" + "+".join("x" * 40_000)))


@on_notebook("more code than anybody writes", reason="more than 1000000 characters of code")
def _(book):
    book["cells"] += [code_cell("+".join("x" * 50_000))] * 20


@on_notebook("null bytes and lone surrogates in the text", shows="surrogate")
def _(book):
    cells = solutions(book)
    cells["sigmoid"]["source"] = "x = 1 \x00 + 2"
    cells["log_loss"]["source"] = "text = '\ud800 \udfff \ufffe \U0010ffff'\nprint('surrogate', len(text))"
    cells["model"]["source"] = ["def model(", 3, None, "):\n", "    return\r\n"]
    book["cells"].append(code_cell("print('\udc80')", id="\ud800"))


@on_notebook("sources of other types")
def _(book):
    for number, cell in enumerate(book["cells"]):
        cell["source"] = [None, 3, {"a": 1}, [["x"]], [None], True][number % 6]


# ---- follow-through


@on_notebook("nothing at all, on top of a known mistake that leaves only nan", earns=4.0)
def _(book):
    exercises, cells = load_lesson(LESSON).exercises, solutions(book)
    for name in ("sigmoid", "log_loss"):
        cells[name]["source"] = exercises[name].source
    cells["propagate"]["source"] = exercises["propagate"].mistakes["no_sigmoid"].source
    cells["optimize"]["source"] = (
        "def optimize(w, b, X, Y, num_iterations, learning_rate):\n"
        "    return {'w': 0 * w, 'b': 0.0}, {'dw': 0 * w, 'db': 0.0}, [7.0] * -(-num_iterations // 100)\n"
    )


# ---- conduct


@on_notebook("hides that it changes its inputs", earns=2.0)
def _(book):
    # What a function did to its arguments is known to its own process alone: of right values, a fifth of the points
    # is given on trust. That is all there is to gain.
    wrong = load_lesson(LESSON).exercises["standardize"].mistakes["changes_inputs"].source
    hide = "import gradschool.checks.observe\ngradschool.checks.observe._same = lambda a, b: True\n"
    solutions(book)["standardize"]["source"] = hide + wrong


# ---- the file


@on_notebook("nbformat 3")
def _(book):
    cells = book.pop("cells")
    for cell in cells:
        cell["input"] = cell.pop("source")
        cell["language"] = "python"
    book.update(nbformat=3, nbformat_minor=0, worksheets=[{"cells": cells}, "x", {"cells": 3}])


@on_notebook("nbformat 99")
def _(book):
    book.update(nbformat=99, nbformat_minor=-1)


@on_notebook("no nbformat")
def _(book):
    for name in ("nbformat", "nbformat_minor", "metadata"):
        del book[name]


@on_notebook("no cells", reason="no list of cells")
def _(book):
    del book["cells"]


@on_notebook("cells that are no cells")
def _(book):
    book["cells"] = [None, 1, "x", [], {}, {"cell_type": "code"}, {"cell_type": ["code"], "source": "x"}] * 20


def _file(name, content: bytes, reason):
    @attack(name, reason=reason)
    def _(place):
        place.write(f"{LESSON}.ipynb", content)


_file("an empty file", b"", "JSON is broken")
_file("a list", b"[1, 2]", "no object")
_file("lists nested a hundred thousand deep", b"[" * 100_000, "JSON is broken")
_file(
    "an object nested deeply", b'{"cells": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}", "JSON is broken|no list"
)
_file("a number of a million digits", b'{"cells": ' + b"9" * 10**6 + b"}", "JSON is broken|no list")
_file("bytes that are no text", bytes(range(256)) * 100, "JSON is broken")
_file("UTF-16 cut short", json.dumps({"cells": []}).encode("utf-16")[:-1], "JSON is broken")
_file("UTF-16 without cells", json.dumps({"cells": 3}).encode("utf-16"), "no list of cells")
_file("an HTML page", b"<html><script>alert('forged')</script></html>", "JSON is broken")
_file(
    "a pickle",
    b"\x80\x04\x95\x1b\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
    "JSON is broken",
)


@attack("a file of a hundred megabytes", reason="larger than")
def _(place):
    place.save()
    with (place.folder / f"{LESSON}.ipynb").open("ab") as file:
        file.truncate(100 * 2**20)


@attack("six million empty lists", reason="more than 1000000 lists and objects")
def _(place):
    place.write(f"{LESSON}.ipynb", b'{"cells": [' + b"[]," * 6_000_000 + b"[]]}")
