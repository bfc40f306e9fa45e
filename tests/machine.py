"""What some tests need of the machine and are left out without: a sandbox that isolates, and a browser."""

from __future__ import annotations

import shutil
import subprocess

import pytest


def _isolates() -> bool:
    """Whether bubblewrap is there and may make namespaces, which some containers refuse to everybody."""
    words = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"]
    return shutil.which("bwrap") is not None and subprocess.run(words, capture_output=True).returncode == 0


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")

needs_sandbox = pytest.mark.skipif(not _isolates(), reason="bubblewrap is not installed or may not isolate here")
needs_browser = pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")
