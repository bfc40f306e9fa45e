"""What this machine lends itself to: user ids that nobody has, what its kernel counts, what to do where it refuses."""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

WITHOUT = "or grade with --no-sandbox: submissions can then read your files and use the network."
_counter = itertools.count()


def unused_uid() -> int | None:
    """Return a user id that nobody has, different for each sandbox of this machine, or None if there is none to take.

    The kernel counts processes per user id: with one of its own each sandbox can be limited.
    """
    wanted = 1_900_000_000 + (os.getpid() % 1_000_000) * 64 + next(_counter) % 64
    ranges = [tuple(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    if any(first <= wanted < first + count for first, _, count in ranges):
        return wanted
    first, _, count = max(ranges, key=lambda entry: entry[2])
    return first + count - 2 - wanted % (count // 4) if count >= 2**15 else None


def is_machines_root() -> bool:
    """Whether this user is root outside of every namespace, or may be.

    To such a user the kernel opens its settings in /proc/sys without asking for capabilities: a user
    namespace alone, in which files still belong to it, is no prison for it.
    """
    for line in Path("/proc/self/uid_map").read_text().splitlines():
        first, outside, count = map(int, line.split())
        if first <= os.getuid() < first + count:
            return outside + os.getuid() - first == 0
    return True


def processes_of_user() -> int:
    """Return how many processes and threads this user has."""
    count = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if folder.stat().st_uid == os.getuid():
                count += sum(1 for _ in (folder / "task").iterdir())
    return count


def kernel_counts_per_namespace() -> bool:
    """Whether the limit on processes holds for one user namespace (Linux 5.14), not for all processes of the user."""
    major, minor = os.uname().release.split(".")[:2]
    return (int(major), int("".join(filter(str.isdigit, minor)))) >= (5, 14)


def advice(failures: list[str], isolated: bool) -> str:
    """Return what to do about a sandbox that could not be started; `failures` is what each attempt said."""
    said = " / ".join(line for failure in failures for line in failure.splitlines()[-1:])
    if not isolated:
        return f"submissions can be run on Linux only; the process that runs them could not be started. It said: {said}"
    if any(word in said for word in ("namespace", "uid map", "NEWNET", "Operation not permitted")):
        what = (
            "bubblewrap may not make namespaces here. Allow them (`sudo sysctl kernel.unprivileged_userns_clone=1`; "
            "Ubuntu 24.04: `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`), "
        )
    else:
        what = "the sandbox could not be started. See `gradschool doctor`, "
    return f"{what}{WITHOUT} It said: {said}"
