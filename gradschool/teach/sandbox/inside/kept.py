"""What names were when the cell that defines them ended, so that an exercise is observed as it was written.

A later cell may give such a name to something else (`sigmoid = 0.5`, `np = None`, `sum = 0`). All of this is the
submission's own, in its own process: nothing in it can be worth more than the submission could do itself.
"""

from __future__ import annotations

import builtins
import contextlib
from types import ModuleType

_MISSING = object()


class Kept:
    """The functions and modules of some names, as a namespace had them."""

    def __init__(self):
        self._values: dict[str, object] = {}
        self._settled: set[str] = set()
        self._spoilt: dict[str, int] = {}

    def keep(self, namespace: dict, names) -> None:
        """Keep what these names are now, if it is a function or a module; what is built in is kept as that."""
        for name in names:
            value = namespace.get(name, _MISSING)
            if _works(value):
                self._values[name] = value
            elif name not in self._values and hasattr(builtins, name):
                self._values[name] = _MISSING

    def look(self, namespace: dict, cell: int) -> None:
        """Remember that a cell has just ended, for names that are something else since then."""
        for name, kept in self._values.items():
            if not self._is_spoilt(namespace, name, kept):
                self._spoilt.pop(name, None)
            else:
                self._spoilt.setdefault(name, cell)

    @contextlib.contextmanager
    def put_back(self, namespace: dict, exercise: str):
        """Give the kept names what they were, for the body only; yield which cell had changed those that were not.

        An exercise that is observed is settled by it: no other function takes its place from then on.
        """
        if _works(namespace.get(exercise, _MISSING)):
            self._values[exercise] = namespace[exercise]
        self._settled.add(exercise)
        spoilt = {n: namespace.get(n, _MISSING) for n, k in self._values.items() if self._is_spoilt(namespace, n, k)}
        _set(namespace, {name: self._values[name] for name in spoilt})
        try:
            yield {name: self._spoilt[name] for name in spoilt if name in self._spoilt}
        finally:
            _set(namespace, spoilt)

    def _is_spoilt(self, namespace: dict, name: str, kept: object) -> bool:
        value = namespace.get(name, _MISSING)
        return value is not kept and (name in self._settled or not _works(value))


def _works(value: object) -> bool:
    return value is not _MISSING and (callable(value) or isinstance(value, ModuleType))


def _set(namespace: dict, values: dict) -> None:
    for name, value in values.items():
        if value is _MISSING:
            namespace.pop(name, None)
        else:
            namespace[name] = value
