"""gradschool: learn neural networks by building them, in notebooks whose checker knows your mistake."""

from __future__ import annotations

import importlib

__version__ = "0.1.0"

_HOMES = {
    "begin": "notebook.lesson",
    "check": "notebook.check",
    "hint": "notebook.ask",
    "answer": "notebook.ask",
    "expect": "notebook.ask",
    "compare": "notebook.ask",
    "progress": "notebook.ask",
}
__all__ = list(_HOMES)


def __getattr__(name: str):
    # The names are taken from their modules at first use: importing the package stays fast.
    if name not in _HOMES:
        raise AttributeError(f"module 'gradschool' has no attribute {name!r}")
    return getattr(importlib.import_module(f"gradschool.{_HOMES[name]}"), name)
