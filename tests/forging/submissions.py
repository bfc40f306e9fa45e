"""Builds the attack submissions from the files of this folder; nothing here runs an attack."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LESSON = "logistic_regression"
SECRET = "forging-secret-0a1b2c"


@dataclass(frozen=True)
class Place:
    """Where a submission is written: the course's folder and the submission's own, with the class edition to begin from."""

    course: Path
    folder: Path
    book: dict

    def save(self, name: str = f"{LESSON}.ipynb") -> None:
        self.write(name, json.dumps(self.book))

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Attack:
    """One attack submission; see README.md for what the fields say."""

    name: str
    student: str
    write: Callable[[Place], None]
    shows: str = ""
    reason: str | None = None
    failed: str | None = None
    earns: float = 0.0


ATTACKS: list[Attack] = []


def attack(name: str, *, student: str | None = None, **facts):
    """Register the decorated `function(place)`, which writes a submission; `student` is the id, made of the name by default."""

    def register(function):
        slug = re.sub(r"[^a-z]+", "-", name.lower())[:40].strip("-")
        ATTACKS.append(Attack(name, student or f"{slug}-{len(ATTACKS):03d}", function, **facts))
        return function

    return register


def on_notebook(name: str, **facts):
    """Register the decorated `function(book)`, which changes the notebook and nothing else."""

    def register(function):
        def write(place: Place) -> None:
            function(place.book)
            place.save()

        attack(name, **facts)(write)
        return function

    return register


def code_cell(source: str, **parts) -> dict:
    """Return a cell as a student's JupyterLab writes it."""
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source, **parts}


def marks(cell: dict) -> dict:
    """Return a cell's nbgrader metadata."""
    return cell["metadata"].get("nbgrader", {})


def solutions(book: dict) -> dict[str, dict]:
    """Return the solution cells by exercise."""
    return {marks(cell)["grade_id"]: cell for cell in book["cells"] if marks(cell).get("solution")}


def checks(book: dict) -> list[dict]:
    """Return the check cells."""
    return [cell for cell in book["cells"] if marks(cell).get("grade")]


def _read(path: Path) -> None:
    for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        title, _, body = section.partition("\n")
        facts = dict(re.findall(r"^(shows|reason|failed|earns): (.+)$", body.partition("```")[0], flags=re.M))
        facts |= {"earns": float(facts["earns"])} if "earns" in facts else {}
        blocks = re.findall(r"^```python *(.*?)\n(.*?)^```", body, flags=re.S | re.M)

        def write(place: Place, blocks=blocks) -> None:
            _place(place, blocks)

        attack(f"{path.stem}: {title}", **facts)(write)


def _place(place: Place, blocks: list[tuple[str, str]]) -> None:
    cells = solutions(place.book)
    first = next(iter(cells))
    texts: dict[str, str] = {}
    for kind, source in blocks:
        if kind == "every":
            for exercise in cells:
                texts[exercise] = texts.get(exercise, "") + source.replace("NAME", exercise)
        elif kind == "last":
            place.book["cells"].append(code_cell(source))
        else:
            texts[kind or first] = source
    for exercise, source in texts.items():
        cells[exercise]["source"] = source
    place.save()


def all_attacks() -> list[Attack]:
    """Return every attack: those of the Markdown files, of notebooks.py and of folders.py."""
    if not ATTACKS:
        for path in sorted(HERE.glob("*.md")):
            if path.name != "README.md":
                _read(path)
        from forging import folders, notebooks  # noqa: F401 (they register theirs)
    return ATTACKS


def write_attack(made: Attack, course: Path, master: dict) -> Path:
    """Write an attack's submission into a course and return its folder."""
    folder = course / "submitted" / made.student / LESSON
    folder.mkdir(parents=True)
    book = copy.deepcopy(master)
    for cell in book["cells"]:
        cell["source"] = "".join(cell["source"])
    made.write(Place(course, folder, book))
    return folder
