"""Says what this machine can do for grading: isolation, memory, cores, versions."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet

from gradschool.errors import SandboxUnavailable
from gradschool.teach.sandbox import Limits, Sandbox
from gradschool.teach.sandbox.bubblewrap import INSTALL
from gradschool.teach.sandbox.machine import kernel_counts_per_namespace

PYTHONS = SpecifierSet(">=3.11,<3.15")
ROOT = Path(__file__).parent.parent.parent
GIB = 2**30
Condition = tuple[str, bool, str]


def conditions(limits: Limits) -> list[Condition]:
    """Return what was found: a name, whether it is as grading wants it, and one line about it.

    limits : those that grading would use here
    """
    return [
        _system(),
        _bubblewrap(),
        _isolation(limits),
        _cores(),
        _memory(limits.memory_bytes),
        _processes(limits.processes),
        _python(),
        _packages(),
    ]


def _system() -> Condition:
    linux = sys.platform == "linux"
    text = f"{platform.system()} {platform.release()}, {platform.machine()}"
    return "system", linux, text if linux else f"{text}: submissions can be isolated on Linux only"


def _bubblewrap() -> Condition:
    path = shutil.which("bwrap")
    if path is None:
        return "bubblewrap", False, f"not installed; `{INSTALL}` (Debian, Ubuntu)"
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    version = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
    if version < (0, 8):
        return "bubblewrap", False, f"{said} at {path}; 0.8 or later is needed"
    return "bubblewrap", True, f"{said} at {path}"


def _isolation(limits: Limits) -> Condition:
    """Start a sandbox, which is the only sure way to know."""
    started = time.perf_counter()
    try:
        with Sandbox({}, limits) as sandbox:
            filtered = "system calls filtered" if sandbox.filtered else "system calls not filtered on this processor"
            seconds = time.perf_counter() - started
            return "isolation", True, f"works (by {sandbox.isolation}, {filtered}); starts in {seconds:.1f} s"
    except SandboxUnavailable as error:
        return "isolation", False, str(error)
    except OSError as error:  # no such thing as a namespace, or a memory file, on this system
        return "isolation", False, f"not on this system ({error})"


def _cores() -> Condition:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return "cores", True, f"{cores}; `gradschool grade --jobs {cores}` uses them all"


def _memory(wanted: int) -> Condition:
    """Compare the memory there is with what one submission at its limit may take."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        facts = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines}
        available = facts["MemAvailable"]
    except (OSError, KeyError, ValueError, IndexError):
        return "memory", True, f"unknown; a submission may use up to {wanted / GIB:.1f} GiB"
    text = f"{available / GIB:.1f} GiB available, a submission may use up to {wanted / GIB:.1f}"
    import resource  # there is none on Windows, which has no /proc either

    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY:
        text += f"; this shell's own limit is {soft / GIB:.1f} (ulimit -v)"
        available = min(available, soft)
    return "memory", available > wanted, text


def _processes(most: int) -> Condition:
    if os.getuid() == 0 or kernel_counts_per_namespace():
        return "processes", True, f"the kernel limits a submission to {most}"
    return "processes", True, f"limited to {most} by watching (Linux 5.14 or later limits them itself)"


def _python() -> Condition:
    version = platform.python_version()
    return "Python", PYTHONS.contains(version), f"{version} at {sys.executable} (supported: {PYTHONS})"


def _packages() -> Condition:
    """Compare what is installed with the pins, or without them with what the package asks for."""
    pins = ROOT / "requirements.txt"
    if pins.is_file():
        lines = [line.partition("#")[0].strip() for line in pins.read_text(encoding="utf-8").splitlines()]
        told = "requirements.txt"
    else:
        try:
            lines = metadata.requires("gradschool") or []
        except metadata.PackageNotFoundError:
            lines = []
        told = "what gradschool asks for"
    wanted = [requirement for line in lines if (requirement := _requirement(line)) is not None]
    odd = [f"{r.name} {_installed(r.name) or 'missing'} ({r.specifier})" for r in wanted if not _is_met(r)]
    if odd:
        more = f" and {len(odd) - 5} more" if len(odd) > 5 else ""
        return "packages", False, f"not as in {told}: {', '.join(odd[:5])}{more}; `pip install -r requirements.txt`"
    return "packages", True, f"{len(wanted)} as in {told}"


def _requirement(line: str) -> Requirement | None:
    try:
        requirement = Requirement(line)
    except InvalidRequirement:
        return None
    if requirement.marker and not requirement.marker.evaluate({"extra": "teach"}):
        return None
    return requirement


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _is_met(requirement: Requirement) -> bool:
    version = _installed(requirement.name)
    return version is not None and requirement.specifier.contains(version, prereleases=True)
