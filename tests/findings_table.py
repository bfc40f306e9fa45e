"""The table of general findings in CONTRIBUTING.md, read from the catalogue.

`python tests/findings_table.py` makes it anew.
"""

from __future__ import annotations

from pathlib import Path

from gradschool.catalogue import WORDINGS

PAGE = Path(__file__).parent.parent / "CONTRIBUTING.md"
BEGIN, END = "<!-- findings: made by tests/findings_table.py -->\n", "<!-- end of findings -->\n"


def page() -> str:
    """Return CONTRIBUTING.md with the table as it ought to be now."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    rows = [f"| `{which.partition('/')[0]}` | {said.strip()} | {when} |" for which, (said, when) in WORDINGS.items()]
    lines = ["| id | what is said | true when |", "|---|---|---|", *rows]
    return f"{before}{BEGIN}\n{chr(10).join(lines)}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
