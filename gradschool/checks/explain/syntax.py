"""Code that is not Python, or a cell that stopped before it had defined its function: where, and what stands there."""

from __future__ import annotations

import linecache
import re
import sys
import unicodedata
import warnings
from dataclasses import dataclass

_INSTEAD = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "´": "'",
    "−": "-",
    "–": "-",
    "—": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∗": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "…": "...",
    "，": ",",
    "：": ":",
    "（": "(",
    "）": ")",
}


@dataclass(frozen=True)
class Slip:
    """A place at which code is not Python: line and character from 1, and a sentence without them."""

    line: int | None
    character: int | None
    text: str

    def __str__(self) -> str:
        place = "" if self.line is None else f"line {self.line}"
        place += f", character {self.character}" if place and self.character else ""
        return f"{place}: {self.text}" if place else self.text


def slip_in(text: str) -> Slip | None:
    """Return the first place at which a text is not Python, None if it is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<text>", "exec", flags=0x2000, dont_inherit=True)  # a cell may `await`
        except SyntaxError as error:
            return slip_of(error, text)
        except (ValueError, RecursionError, MemoryError, OverflowError) as error:
            return Slip(None, None, f"it cannot be read as Python ({type(error).__name__}).")
    return None


def slip_of(error: SyntaxError, text: str) -> Slip:
    """Return a SyntaxError's place, and what is known of it, in words."""
    message = error.msg or "invalid syntax"
    line, character = error.lineno, error.offset or None
    lines = text.splitlines()
    code = lines[line - 1] if line and 0 < line <= len(lines) else ""
    for pattern, sentence in _SENTENCES:
        match = re.search(pattern, message)
        said = match and sentence(match, code)
        if said:
            return Slip(line, character, said)
    odd = next((c for c in code if c in _INSTEAD or (c.isspace() and c not in " \t")), None)
    if odd is not None:
        return Slip(line, code.index(odd) + 1, _odd(odd))
    return Slip(line, character, f"{message[0].upper()}{message[1:]}." if not message.endswith((".", "?")) else message)


def _odd(character: str) -> str:
    name = unicodedata.name(character, "unnamed").lower()
    number = f"U+{ord(character):04X}"
    if character.isspace() or unicodedata.category(character) in ("Zs", "Cf", "Cc"):
        return (
            f"A character that looks like a space or like nothing ({name}, {number}) stands here; put a plain "
            "space in its place, or delete it."
        )
    plain = _INSTEAD.get(character)
    if plain:
        return f"The typographic character {character} ({name}, {number}) stands here; Python's is {plain}"
    return f"The character {character} ({name}, {number}) stands here, which has no meaning in Python."


def _by_number(match, code) -> str:
    return _odd(chr(int(match[1], 16)))


def _never_closed(match, code) -> str:
    return f"The bracket {match[1]} that opens here is never closed."


def _unmatched(match, code) -> str:
    return f"The bracket {match[1]} closes here, and none was opened."


def _mismatch(match, code) -> str:
    line = f" of line {match[3]}" if match[3] else ""
    return f"The bracket {match[1]} closes here, and the one that is open is {match[2]}{line}."


def _outside(match, code) -> str:
    if not code[:1].isspace():
        return f"`{match[1]}` stands at the left edge, outside the function: its lines are indented."
    return f"`{match[1]}` stands outside a function."


def _expected_block(match, code) -> str:
    after = f" The line before, {match[1]} on line {match[2]}, needs at least one indented line." if match[1] else ""
    return f"This line is not indented, and one that belongs inside is expected.{after}"


def _indented(match, code) -> str:
    return "This line is indented further than the one before it, and no line with a colon came before it."


def _dedented(match, code) -> str:
    return "This line's indentation is that of no line before it."


def _tabs(match, code) -> str:
    return "Tabs and spaces are mixed in the indentation; use spaces only."


def _string(match, code) -> str:
    return "A text in quotation marks is begun here and not ended on its line."


def _decimal(match, code) -> str:
    return "A number is followed at once by a letter; between two factors stands `*`."


def _colon(match, code) -> str:
    return "A colon belongs at the end of this line."


def _comma(match, code) -> str:
    return "Python cannot read this as one expression: a comma, an operator such as `*`, or a bracket is missing."


def _equals(match, code) -> str:
    return "`=` gives a name a value; to compare, it is `==`."


_SENTENCES = (
    (r"invalid non-printable character U\+([0-9A-F]+)", _by_number),
    (r"invalid character '.*' \(U\+([0-9A-F]+)\)", _by_number),
    (r"'([(\[{])' was never closed", _never_closed),
    (r"unmatched '([)\]}])'", _unmatched),
    (r"closing parenthesis '(.)' does not match opening parenthesis '(.)'(?: on line (\d+))?", _mismatch),
    (r"'(return|yield|await)' outside", _outside),
    (r"expected an indented block(?: after (.*) on line (\d+))?", _expected_block),
    (r"unexpected indent", _indented),
    (r"unindent does not match", _dedented),
    (r"inconsistent use of tabs", _tabs),
    (r"unterminated (f-)?string|unterminated triple-quoted|EOL while scanning", _string),
    (r"invalid decimal literal", _decimal),
    (r"expected ':'", _colon),
    (r"Perhaps you forgot a comma", _comma),
    (r"Maybe you meant '=='|cannot assign to .* here", _equals),
)


def why_not_defined(name: str) -> str | None:
    """Return why the last cell with `def name` that was run did not define it; None if it did, or there is none.

    The cell is not Python, or it stopped with an error before it came to the `def`.
    """
    cell = _last_cell(name)
    if cell is None:
        return None
    slip = slip_in(cell)
    if slip is not None:
        return f"the last cell with `def {name}` that was run is not Python. {str(slip)[:1].upper()}{str(slip)[1:]}"
    return _stopped(name, cell)


def _last_cell(name: str) -> str | None:
    """Return the last cell that was run in this notebook and defines a function of that name."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    cells = shell.user_ns.get("In") if shell is not None else None
    if not isinstance(cells, list):
        return None
    define = re.compile(rf"^[^\S\n]*def[^\S\n]+{re.escape(name)}[^\S\n]*\(", re.M)
    return next((cell for cell in reversed(cells) if isinstance(cell, str) and define.search(cell)), None)


def _text(scene) -> str:
    return "".join(linecache.getlines(scene.frame.f_code.co_filename))


def _stopped(name: str, cell: str) -> str | None:
    """Return the error with which a cell stopped, if the notebook's last error came from it."""
    from gradschool.checks.explain import explain
    from gradschool.checks.fault import message_of, scenes_of

    error = getattr(sys, "last_value", None)
    scenes = scenes_of(error) if isinstance(error, BaseException) and not isinstance(error, SyntaxError) else []
    scene = next((scene for scene in scenes if _text(scene).strip() == cell.strip()), None)
    if scene is None:
        return None
    found = explain(error)
    what = f"{type(error).__name__}: {found.text if found else message_of(error)[:200]}"
    return f"the cell with `def {name}` stopped in line {scene.line} before it had defined it. {what}"
