"""Takes away from the warm process and its forks whatever a submission does not need."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS, _PR_SET_CHILD_SUBREAPER = 4, 38, 36
_PR_CAP_AMBIENT, _CLEAR_ALL, _PR_CAPBSET_DROP = 47, 4, 24
_CAPABILITY_VERSION_3 = 0x20080522


def _prctl(option: int, *arguments: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    values = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:4]]
    if libc.prctl(option, *values) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option} was refused")


def become(uid: int | None) -> None:
    """Take a user and group of our own and no capability; without a uid only the capabilities go.

    Raises
    ------
    RuntimeError : some privilege is still there
    """
    for capability in range(64):
        with contextlib.suppress(OSError):  # beyond the kernel's last one, or not allowed and not needed
            _prctl(_PR_CAPBSET_DROP, capability)
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    with contextlib.suppress(OSError):
        _prctl(_PR_CAP_AMBIENT, _CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)())
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    left = [name for name in ("CapInh", "CapPrm", "CapEff", "CapAmb") if int(_status(name), 16)]
    if left or _status("NoNewPrivs") != "1" or (uid is not None and os.getresuid() != (uid, uid, uid)):
        raise RuntimeError(f"expected to run without privileges, still have {left or 'some'}")


def _status(name: str) -> str:
    with open("/proc/self/status") as file:
        for line in file:
            key, _, value = line.partition(":")
            if key == name:
                return value.strip()
    return ""


def hide() -> None:
    """Let no other process look into this one."""
    _prctl(_PR_SET_DUMPABLE, 0)


def adopt_orphans() -> None:
    """Become the parent of descendants whose parent ends (what pid 1 of a namespace is by nature)."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def ignore_signals() -> None:
    """Let no signal of a submission reach the warm process; as pid 1 it gets only those that it handles."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGPIPE, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_IGN)


def limit(limits: dict, most_processes: int | None) -> None:
    """Set the limits of one submission on this process and all that come from it.

    most_processes : of this user, as far as the kernel counts; None sets no limit
    """
    with open("/proc/self/statm") as file:
        present = int(file.read().split()[0]) * resource.getpagesize()
    memory, seconds = present + limits["memory_bytes"], int(limits["cpu_seconds"])
    _lower(resource.RLIMIT_AS, memory)
    _lower(resource.RLIMIT_CPU, seconds, seconds + 2)
    _lower(resource.RLIMIT_NOFILE, limits["open_files"])
    _lower(resource.RLIMIT_FSIZE, limits["file_bytes"])
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_MEMLOCK, 0)
    _lower(resource.RLIMIT_MSGQUEUE, 0)
    if most_processes is not None:
        _lower(resource.RLIMIT_NPROC, most_processes)


def _lower(which: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, never above what this process may have."""
    _, highest = resource.getrlimit(which)
    hard = soft if hard is None else hard
    if highest != resource.RLIM_INFINITY:
        soft, hard = min(soft, highest), min(hard, highest)
    resource.setrlimit(which, (soft, hard))


def standard_signals() -> None:
    """Give a fork the signal handling that a Python program starts with."""
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
