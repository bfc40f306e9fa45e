"""Words for how a submission was seen to end."""

from __future__ import annotations

import signal

from gradschool.teach.sandbox.job import Limits


def wording(news: dict | None, limits: Limits) -> str:
    """Return what became of a submission, as the end of a sentence about it; `news` is what the warm process said."""
    if news is None:
        return "closed its connection to the grader"
    if news["is"] == "excess":
        return str(news["why"])
    if news["is"] == "gone":
        return "was running when the sandbox itself was ended from outside"
    code = news["code"]
    if code == -signal.SIGXCPU:
        return f"used more than {limits.cpu_seconds} s of processor time"
    if code < 0:
        names = {number.value: number.name for number in signal.Signals}  # without most real-time signals
        return f"was ended by the signal {names.get(-code, -code)}"
    return f"ended its own process (exit status {code})"
