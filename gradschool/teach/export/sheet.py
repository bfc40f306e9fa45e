"""A CSV file of someone else's, in which single cells can be set while every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gradschool.errors import InstructorError

_BOM = "\ufeff"
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_LOOKED_AT = 20  # lines that tell the delimiter


@dataclass(frozen=True)
class Row:
    """A row: its cells as they are written, quotes included, the end of its line, and the number of that line."""

    cells: list[str]
    end: str
    line: int

    def value(self, column: int) -> str:
        """Return what a cell says; nothing where the row is too short."""
        raw = self.cells[column] if column < len(self.cells) else ""
        if raw.startswith('"'):
            inside, _, after = raw[1:].rpartition('"')
            raw = inside.replace('""', '"') + after
        return raw.strip()

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """A CSV file: what stands before its rows, the rows, the delimiter."""

    start: str
    rows: list[Row]
    delimiter: str

    @property
    def header(self) -> list[str]:
        return [self.rows[0].value(column) for column in range(len(self.rows[0].cells))]

    def column(self, index: int, rows: list[Row]) -> list[str]:
        """Return what the cells of a column say in `rows`."""
        return [row.value(index) for row in rows]

    def written(self, new: Mapping[tuple[int, int], Decimal], without: frozenset[int] = frozenset()) -> bytes:
        """Return the file with numbers set, by the index of row and column, and the rows `without` left out.

        Decimals are written as in the columns that are set; where nothing there tells, with a point, which every LMS
        understands.
        """
        comma = self._decimal_comma({column for _, column in new})
        parts = [self.start]
        for number, row in enumerate(self.rows):
            if number not in without:
                cells = [
                    self._cell(new[number, column], raw, comma) if (number, column) in new else raw
                    for column, raw in enumerate(row.cells)
                ]
                parts += [self.delimiter.join(cells), row.end]
        return "".join(parts).encode("utf-8", "surrogateescape")

    def _decimal_comma(self, columns: set[int]) -> bool:
        texts = (row.value(column) for row in self.rows for column in sorted(columns))
        return any("," in text for text in texts if _NUMBER.fullmatch(text))

    def _cell(self, number: Decimal, before: str, comma: bool) -> str:
        text = format(number, "f").replace(".", "," if comma else ".")
        return f'"{text}"' if before.startswith('"') or self.delimiter in text else text


def number_in(text: str) -> Decimal | None:
    """Return the number that a cell holds, with a point or a comma; None if it holds something else."""
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def read_sheet(content: bytes, name: str) -> Sheet:
    """Return a CSV file's content, whatever its line ends, quoting, and delimiter (comma, semicolon, tab).

    Raises
    ------
    InstructorError : it is empty, no text with one byte for ASCII, or a quote in it is never closed
    """
    if b"\0" in content:
        raise InstructorError(f"expected {name} as CSV in UTF-8, got UTF-16 or no text; give the LMS's own download.")
    text = content.decode("utf-8", "surrogateescape")  # bytes that are no UTF-8 come out as they went in
    start, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    if not text.strip(",; \t\r\n"):
        raise InstructorError(f"expected the LMS's file with a header and students in {name}, found nothing.")
    # Names, titles and decimals hold commas too, but not the same number in every line.
    delimiter = max(",;\t", key=lambda sign: _fewest(_rows(text, sign, name)))
    return Sheet(start, _rows(text, delimiter, name), delimiter)


def _fewest(rows: list[Row]) -> int:
    return min((len(row.cells) for row in rows[:_LOOKED_AT] if not row.is_blank), default=0)


def _rows(text: str, delimiter: str, name: str) -> list[Row]:
    cell = re.compile(rf'(?:"(?:[^"]|"")*+")?+(?P<rest>[^{delimiter}\r\n]*)')
    rows: list[Row] = []
    cells: list[str] = []
    at, line = 0, 1
    while at < len(text):
        found = cell.match(text, at)
        if found["rest"].startswith('"'):
            raise InstructorError(f"expected CSV in {name}, got a quote in line {line} that is never closed.")
        cells.append(found[0])
        at = found.end()
        end = text[at : at + 2] if text[at : at + 2] == "\r\n" else text[at : at + 1]
        at += len(end)
        if end != delimiter:
            rows.append(Row(cells, end, line))
            line += 1 + sum(cell.count("\n") for cell in cells)
            cells = []
        elif at == len(text):
            cells.append("")
            rows.append(Row(cells, "", line))
    return rows
