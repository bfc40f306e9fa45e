"""Ends everything that a submission started and wipes everything that it wrote."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import time

from . import watch


def kill_namespace() -> None:
    """Kill every process but this one, which must be pid 1 of its own pid namespace; return when all are gone.

    Raises
    ------
    RuntimeError : this is not pid 1
    """
    if os.getpid() != 1:
        raise RuntimeError("refused to kill all processes: this is not a sandbox")
    while True:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)  # at once for all, so that no fork slips through
        if not _reap_all():
            return


def kill_descendants() -> None:
    """Kill every process that descends from this one; return when none is left.

    They are stopped first: what is stopped cannot fork while the others are looked for.
    """
    stopped: set[int] = set()
    while new := set(watch.descendants(os.getpid())) - stopped:
        _signal(new, signal.SIGSTOP)
        stopped |= new
    while pids := watch.descendants(os.getpid()):
        _signal(pids, signal.SIGKILL)
        reap()
        time.sleep(0.001)


def _signal(pids, number: int) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def _reap_all() -> bool:
    """Wait until no child is left; return whether there was any."""
    any_ = False
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
            any_ = True
    return any_


def reap() -> dict[int, int]:
    """Return the children that have ended, pid -> wait status."""
    ended = {}
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                break
            ended[pid] = status
    return ended


def wipe(folder: str) -> None:
    """Delete everything in a folder.

    Folders in folders are lifted to the top before they are deleted: however deep a submission nested them,
    this needs neither recursion nor long paths nor many open files.

    Raises
    ------
    OSError : something could not be deleted
    """
    with contextlib.suppress(PermissionError):  # where it is not ours, no submission can have changed it
        os.chmod(folder, 0o777)
    top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        lifted = 0
        while names := os.listdir(top):
            for name in names:
                if not stat.S_ISDIR(os.lstat(name, dir_fd=top).st_mode):
                    os.unlink(name, dir_fd=top)
                    continue
                os.chmod(name, 0o700, dir_fd=top)
                inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=top)
                try:
                    for child in os.listdir(inner):
                        if stat.S_ISDIR(os.lstat(child, dir_fd=inner).st_mode):
                            # moving a folder changes its "..": it must be writable
                            os.chmod(child, 0o700, dir_fd=inner)
                            lifted += 1
                            os.rename(child, f"lifted-{os.urandom(8).hex()}-{lifted}", src_dir_fd=inner, dst_dir_fd=top)
                        else:
                            os.unlink(child, dir_fd=inner)
                finally:
                    os.close(inner)
                os.rmdir(name, dir_fd=top)
    finally:
        os.close(top)
