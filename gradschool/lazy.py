"""A mapping and a sequence whose items are made when they are first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class LazyMapping(Mapping[str, Item]):
    """Items by name, in the names' order; `make(name)` makes one."""

    def __init__(self, names: Iterable[str], make: Callable[[str], Item]):
        self._names, self._make = dict.fromkeys(names), make
        self._made: dict[str, Item] = {}

    def __getitem__(self, name: str) -> Item:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self):
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class LazySequence(Sequence[Item]):
    """As many items as `count` says; `make(number)` makes one."""

    def __init__(self, count: int, make: Callable[[int], Item]):
        self._count, self._make = count, make
        self._made: dict[int, Item] = {}

    def __getitem__(self, number: int) -> Item:
        if not 0 <= number < self._count:
            raise IndexError(number)
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]

    def __len__(self) -> int:
        return self._count
