"""Where the recorder's events come from: `sys.monitoring` (Python 3.12 on), before that `sys.settrace`.

Coverage tools, debuggers and other tracers that are on stay on: another tool of `sys.monitoring` is not touched, a
trace function is put back as it was.
"""

from __future__ import annotations

import contextlib
import sys
import threading

_TOOLS = (3, 4, 5, 2, 1, 0)  # those without a meaning of their own come first


def watching(watch):
    """Return a context in which `watch` (`kind`, `enter`, `line`, `leave`) is told what the running code does."""
    return _monitoring(watch) if hasattr(sys, "monitoring") else _tracing(watch)


@contextlib.contextmanager
def _tracing(watch):
    before = sys.gettrace()

    def entered(frame, event, value):
        if event != "call":
            return None
        kind = watch.kind(frame.f_code)
        if kind is None:
            return None
        frame.f_trace_lines = watch.enter(frame)
        raising = False

        def inside(frame, event, value):
            nonlocal raising
            if event == "line":
                raising = False
                watch.line(frame, frame.f_lineno)
            elif event == "exception":
                raising = True
            elif event == "return":
                watch.leave(frame, value, raising and value is None)
            return inside

        return inside

    sys.settrace(entered)
    try:
        yield
    finally:
        sys.settrace(before)


@contextlib.contextmanager
def _monitoring(watch):
    monitoring, events = sys.monitoring, sys.monitoring.events
    tool = _free_tool(monitoring)
    if tool is None:
        yield
        return
    here, codes = threading.get_ident(), set()

    def started(code, offset):
        kind = watch.kind(code)
        if kind is None:
            return monitoring.DISABLE
        if threading.get_ident() == here:
            wanted = events.PY_RETURN | (events.LINE if kind == "written" else 0)
            if code not in codes:
                codes.add(code)
                monitoring.set_local_events(tool, code, wanted)
            watch.enter(sys._getframe(1))
        return None

    def at_line(code, line):
        if threading.get_ident() == here:
            watch.line(sys._getframe(1), line)

    def returned(code, offset, value):
        if threading.get_ident() == here:
            watch.leave(sys._getframe(1), value, False)

    def unwound(code, offset, error):
        if code in codes and threading.get_ident() == here:
            watch.leave(sys._getframe(1), None, True)

    callbacks = {
        events.PY_START: started,
        events.LINE: at_line,
        events.PY_RETURN: returned,
        events.PY_UNWIND: unwound,
    }
    try:
        for event, callback in callbacks.items():
            monitoring.register_callback(tool, event, callback)
        monitoring.set_events(tool, events.PY_START | events.PY_UNWIND)
        yield
    finally:
        monitoring.set_events(tool, 0)
        for code in codes:
            monitoring.set_local_events(tool, code, 0)
        for event in callbacks:
            monitoring.register_callback(tool, event, None)
        monitoring.free_tool_id(tool)


def _free_tool(monitoring) -> int | None:
    """Take a tool's number that nobody uses; None if all are taken."""
    for tool in _TOOLS:
        if monitoring.get_tool(tool) is None:
            with contextlib.suppress(ValueError):  # another thread was faster
                monitoring.use_tool_id(tool, "gradschool")
                return tool
    return None
