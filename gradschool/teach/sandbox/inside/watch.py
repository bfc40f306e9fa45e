"""Counts what all processes of a submission use together: processes, memory, files."""

from __future__ import annotations

import os

ALL_TOGETHER = 1.25  # the memory of all processes, as a part of what each may have


def descendants(root: int) -> list[int]:
    """Return the processes that descend from `root`, itself excluded."""
    parents = {}
    for pid in processes():
        try:
            with open(f"/proc/{pid}/stat", "rb") as file:
                parents[pid] = int(file.read().rpartition(b")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
    found, level = [], {root}
    while level:
        level = {pid for pid, parent in parents.items() if parent in level}
        found += level
    return found


def processes() -> list[int]:
    """Return every process that can be seen, without pid 1."""
    return [int(name) for name in os.listdir("/proc") if name.isdecimal() and name != "1"]


def memory(pid: int) -> tuple[int, int]:
    """Return the bytes of memory that a process has to itself or shares without a file, and its threads; 0s if gone."""
    size = threads = 0
    try:
        with open(f"/proc/{pid}/status", "rb") as file:
            for line in file:
                if line.startswith((b"RssAnon:", b"RssShmem:")):
                    size += int(line.split()[1]) * 1024
                elif line.startswith(b"Threads:"):
                    threads = int(line.split()[1])
    except (OSError, ValueError, IndexError):
        pass
    return size, threads


def excess(pids: list[int], base: int, limits: dict, scratch: str | None) -> str | None:
    """Return in one line what is used beyond the limits, or None.

    `base` is the memory that every fork has in common with the warm process; `scratch` the folder whose files
    count, which is a file system of its own.
    """
    # A fork bomb is recognized by its number alone: reading thousands of files would take too long.
    if len(pids) > limits["processes"]:
        return f"started more than {limits['processes']} processes"
    used = [memory(pid) for pid in pids]
    if sum(threads for _, threads in used) > limits["processes"]:
        return f"started more than {limits['processes']} processes and threads"
    # One process meets its own limit before, as an exception from which it can recover.
    if sum(max(0, size - base) for size, _ in used) > ALL_TOGETHER * limits["memory_bytes"]:
        return f"used more than {limits['memory_bytes'] // 2**20} MiB of memory"
    if scratch is not None:
        room = os.statvfs(scratch)
        if room.f_files - room.f_ffree > limits["scratch_files"]:
            return f"made more than {limits['scratch_files']} files"
    return None
