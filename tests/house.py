"""The map of the house: which rooms there are and which way imports point, read from the code.

`python tests/house.py` makes picture and table in docs/house.md anew.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "house.md"
BEGIN, END = "<!-- picture: made by tests/house.py -->\n", "<!-- end of picture -->\n"

LESSON = "what lessons import"
GROUND = "the ground"
# Single modules that stand together in the picture; every package is a room of its own.
TOGETHER = {
    **dict.fromkeys(("bank", "probe", "data", "plots", "explore"), LESSON),
    **dict.fromkeys(("values", "errors", "lazy", "lesson_files", "catalogue"), GROUND),
}


def modules_imported_by(path: Path, package: str) -> set[str]:
    """Return the absolute names of all modules that a file may load, wherever in it the import stands."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*parents, *([node.module] if node.module else [])])
            names.add(module)
            names.update(f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = getattr(node.func, "attr", getattr(node.func, "id", None))
            if called in ("import_module", "__import__") and isinstance(node.args[0].value, str):
                names.add(node.args[0].value)
    return names


def room_of(module: str) -> str | None:
    """Return the room that a module stands in; None for what is not ours, and for the package's own face."""
    parts = module.split(".")
    if parts[0] == "lessons":
        return "lessons"
    if parts[0] != "gradschool" or parts[1:] in ([], ["teach"]):
        return None
    if parts[1] == "teach":
        return f"teach.{parts[2]}"
    return TOGETHER.get(parts[1], parts[1])


def arrows() -> set[tuple[str, str]]:
    """Return (room, room that it imports) for every two rooms."""
    found = set()
    for path in _files():
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        own = room_of(module)
        package = ".".join(path.relative_to(ROOT).parent.parts)
        for name in modules_imported_by(path, package):
            other = room_of(name) if _is_module(name) else None
            if own and other and other != own:
                found.add((own, other))
    return found


def _files() -> Iterator[Path]:
    for folder in ("gradschool", "lessons"):
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "__pycache__" not in path.parts)


def _is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


def reduced(edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the arrows without those that a longer way says too."""
    below = reached(edges)
    return {(a, b) for a, b in edges if not any((a, c) in edges and b in below.get(c, ()) for c in below[a] - {b})}


def reached(edges: set[tuple[str, str]]) -> dict[str, set[str]]:
    """Return for each room those that it reaches over any number of arrows; itself, where they run in a circle."""
    below = {room: {b for a, b in edges if a == room} for room, _ in edges}
    while True:
        wider = {room: others.union(*(below.get(other, ()) for other in others)) for room, others in below.items()}
        if wider == below:
            return below
        below = wider


def picture() -> str:
    """Return the rooms and arrows in Mermaid's notation, which code hosts draw."""
    edges = arrows()
    rooms = sorted({room for edge in edges for room in edge})
    ids = {room: room.removeprefix("teach.").replace(" ", "_") for room in rooms}
    student = [room for room in rooms if not room.startswith("teach.") and room != "lessons"]
    teach = [room for room in rooms if room.startswith("teach.")]
    lines = ["```mermaid", "flowchart TD", f'  {ids["lessons"]}[["lessons"]]']
    for title, inside in (("the instructor's side", teach), ("the student's side", student)):
        lines.append(f'  subgraph "{title}"')
        lines += [f'    {ids[room]}["{room.removeprefix("teach.")}"]' for room in inside]
        lines.append("  end")
    lines += [f"  {ids[a]} --> {ids[b]}" for a, b in sorted(reduced(edges))]
    return "\n".join([*lines, "```", ""])


def table() -> str:
    """Return the rooms as a table: each package with the sentence that its `__init__` says of it."""
    found = [(path.parent.relative_to(ROOT).as_posix(), path) for path in _files() if path.name == "__init__.py"]
    said = {place: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for place, path in found}
    rows = [
        f"| `{place}/` | {words.splitlines()[0]} |" for place, words in sorted(said.items()) if words and "/" in place
    ]
    return "\n".join(["| room | what lives there |", "|---|---|", *rows, ""])


def page() -> str:
    """Return docs/house.md with picture and table as they ought to be now."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    return f"{before}{BEGIN}\n{picture()}\n{table()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
