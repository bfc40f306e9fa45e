"""Imports, before any submission comes, what submissions use."""

from __future__ import annotations

import contextlib
import functools
import sys
from pathlib import Path


def import_all():
    """Import what every submission uses; return the shell and the function that observes."""
    from .shell import make_shell, warm_shell

    shell = make_shell()
    import numpy as np

    # Multiply and draw a number once, so that what is made at first use is made here.
    np.ones((2, 2)) @ np.ones((2, 2))
    np.random.default_rng(0).normal()

    import gradschool
    from gradschool.checks import observe
    from gradschool.notebook import lesson

    for name in gradschool.__all__:
        getattr(gradschool, name)
    # A lesson's files do not change here, so that they need not be run again after every check cell and in every fork.
    observe.load_probes = lesson.load_probes = _by_text(observe.load_probes)
    lesson.read_json = functools.cache(lesson.read_json)
    lesson.use_one_thread()
    warm_shell(shell)  # last: the first traceback looks at every module there is
    return shell, observe.observe_exercise


def _by_text(load):
    """Return `load` made so that it runs equal files once: a working folder holds copies of a lesson's own."""
    from gradschool import lesson_files

    found: dict = {}

    def load_probes(folder):
        files = [Path(folder, name) for name in lesson_files.CODE]
        texts = tuple(file.read_bytes() for file in files if file.is_file())
        if texts not in found:
            found[texts] = load(folder)
        return found[texts]

    return load_probes


def import_more(parts: list[str]) -> None:
    """Import what takes longer than all else, once a submission asks for it: "data" sets, "plots"."""
    from .shell import Shell, draw_once, warm_shell

    with contextlib.suppress(ImportError):  # then the submission's own import says so
        if "plots" in parts:
            draw_once()
        if "data" in parts:
            import sklearn.datasets  # noqa: F401
    warm_shell(Shell.instance())


def import_lesson(folder: str) -> dict:
    """Import a lesson's probes; return the lesson's own modules (its toolbox) by name, and forget them until asked.

    The probes and the notebook's cells are to see one and the same toolbox, and another lesson's is of the
    same name.
    """
    from gradschool.checks import observe
    from gradschool.notebook import lesson

    with contextlib.suppress(Exception):  # an absent or broken file is reported when it is observed
        observe.load_probes(Path(folder))
    with contextlib.suppress(Exception):  # or when the lesson begins
        lesson.read_json(Path(folder, "key.json").read_text(encoding="utf-8"))
    own = {}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and Path(file).parent == Path(folder) and not name.startswith("_probes_of_"):
            own[name] = sys.modules.pop(name)
    return own
