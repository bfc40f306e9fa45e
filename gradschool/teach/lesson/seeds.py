"""The seeds of hidden checks: fixed, different for each exercise, and never a visible one."""

from __future__ import annotations

import hashlib


def hidden_seeds(lesson: str, exercise: str, count: int = 4) -> tuple[int, ...]:
    """Return the hidden seeds of one exercise."""
    return tuple(
        1000 + int.from_bytes(hashlib.sha256(f"gradschool/{lesson}/{exercise}/{i}".encode()).digest()[:4], "big")
        for i in range(count)
    )
