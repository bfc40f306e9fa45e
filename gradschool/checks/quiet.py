"""Runs an answer without what it prints, and without warnings."""

from __future__ import annotations

import contextlib
import io
import warnings

import numpy as np


class _Silent(io.TextIOBase):
    """Takes what an answer prints and keeps nothing of it."""

    def writable(self):
        return True

    def write(self, text):
        return len(text)


@contextlib.contextmanager
def quietly():
    """Let nothing of what is run within be seen on the page."""
    with (
        contextlib.redirect_stdout(_Silent()),
        contextlib.redirect_stderr(_Silent()),
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("ignore")
        yield
