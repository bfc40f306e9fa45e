"""An IPython shell whose outputs go where the runner says, worded as a Jupyter kernel words them."""

from __future__ import annotations

import ast
import builtins
import getpass
import subprocess
import sys
import warnings
import zlib
from types import TracebackType

from IPython.core import page
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any, Instance, Type
from traitlets.config import Config

# A traceback line or an exception's text beyond this length tells nobody more.
LONGEST_LINE = 4000
MOST_LINES = 100
MOST_FRAMES = 60
MOST_CAUSES = 10


class RunnerDisplayHook(DisplayHook):
    """Gives the value of a cell's last line to the runner as an `execute_result`."""

    sink = Any()

    def start_displayhook(self):
        self.result = {"output_type": "execute_result", "data": {}, "metadata": {}, "execution_count": None}

    def write_output_prompt(self):
        self.result["execution_count"] = self.prompt_count

    def write_format_data(self, format_dict, md_dict=None):
        self.result["data"] = format_dict
        self.result["metadata"] = md_dict or {}

    def finish_displayhook(self):
        result, self.result = self.result, None
        if result["data"]:
            self.sink.emit(result)


class RunnerDisplayPublisher(DisplayPublisher):
    """Gives everything that is displayed to the runner."""

    sink = Any()

    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **kwargs):
        self._validate_data(data, metadata)
        output = {"output_type": "update_display_data" if update else "display_data", "data": data}
        output["metadata"] = metadata or {}
        display_id = (transient or {}).get("display_id")
        if display_id is not None:
            output["display_id"] = str(display_id)
        self.sink.emit(output)

    def clear_output(self, wait=False):
        self.sink.emit({"output_type": "clear_output", "wait": bool(wait)})


class Compiler(CachingCompiler):
    """Names cells like files, as a kernel does; so their tracebacks also get a kernel's plain (and fast) form."""

    def get_code_name(self, raw_code, transformed_code, number):
        return f"/tmp/ipykernel_1/{zlib.crc32(raw_code.encode('utf-8', 'replace'))}.py"


class Transformers(TransformerManager):
    """IPython's own syntax made Python; a cell that is Python already is not searched for it, token by token."""

    def __init__(self):
        super().__init__()
        self._usual = list(self.token_transformers)

    def do_token_transforms(self, lines):
        # None of that syntax is Python where it would be found, so what is Python has none of it.
        if self.token_transformers == self._usual and _is_python("".join(lines)):
            return lines
        return super().do_token_transforms(lines)


def _is_python(text: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they come when the cell is run
        try:
            ast.parse(text)
        except Exception:
            return False
    return True


class Shell(InteractiveShell):
    """IPython's shell with a kernel's manners: nothing is read from a terminal, `exit()` does not end it."""

    displayhook_class = Type(RunnerDisplayHook)
    display_pub_class = Type(RunnerDisplayPublisher)
    compiler_class = Type(Compiler)
    input_transformer_manager = Instance(Transformers, ())
    sink = Any()

    def attach(self, sink) -> None:
        """Send every output to `sink.emit` from now on."""
        self.sink = self.displayhook.sink = self.display_pub.sink = sink

    def should_run_async(self, raw_cell, **kwargs):
        # IPython would compile the cell to find out.
        return ("await" in raw_cell or "async" in raw_cell) and super().should_run_async(raw_cell, **kwargs)

    def init_virtualenv(self):
        pass

    def enable_gui(self, gui=None):
        pass

    def ask_exit(self):
        pass

    def system(self, cmd):
        # IPython's own needs a pseudo-terminal, of which there is none here.
        code = subprocess.call(self.var_expand(cmd, depth=1), shell=True, executable="/bin/sh")
        self.user_ns["_exit_code"] = code

    def define(self, source: str, definitions: list) -> None:
        """Run some definitions of a cell's text, each with the line at which it begins; one that fails stops none."""
        file = self.compile.cache(self.transform_cell(source), self.execution_count, raw_code=source)
        for text, line in definitions:
            try:
                exec(compile("\n" * (line - 1) + text, file, "exec"), self.user_ns)
            except Exception:
                continue

    def showtraceback(self, exc_tuple=None, *args, **kwargs):
        _shorten(exc_tuple[1] if exc_tuple else sys.exc_info()[1])
        super().showtraceback(exc_tuple, *args, **kwargs)

    def _format_exception_for_storage(self, exception, *args, **kwargs):
        # IPython formats the traceback a second time for its history, which nobody reads here.
        return {"ename": type(exception).__name__, "evalue": "", "traceback": []}

    def _showtraceback(self, etype, evalue, stb):
        try:
            text = str(evalue)
        except Exception:
            text = "<the exception could not be printed>"
        lines = [str(line)[:LONGEST_LINE] for line in stb]
        if len(lines) > MOST_LINES:
            lines = [*lines[: MOST_LINES // 2], "[...]", *lines[-MOST_LINES // 2 :]]
        error = {"output_type": "error", "ename": str(etype.__name__)[:LONGEST_LINE], "evalue": text[:LONGEST_LINE]}
        self.sink.emit({**error, "traceback": lines})


def _shorten(error: BaseException | None) -> None:
    """Cut the middle out of the traceback of a deep recursion, which takes seconds to format and nobody reads."""
    for _ in range(MOST_CAUSES):
        if error is None:
            return
        frames, trace = [], error.__traceback__
        while trace is not None:
            frames.append(trace)
            trace = trace.tb_next
        if len(frames) > MOST_FRAMES:
            for old in reversed(frames[: MOST_FRAMES // 2] + frames[-MOST_FRAMES // 2 :]):
                trace = TracebackType(trace, old.tb_frame, old.tb_lasti, old.tb_lineno)
            error.__traceback__ = trace
        error = error.__cause__ or error.__context__


def make_shell() -> Shell:
    """Return the process's one shell, without history files, start-up files or a terminal."""
    config = Config()
    config.HistoryManager.enabled = False
    shell = Shell.instance(config=config)
    shell.autoindent = False
    # Help goes to a kernel's pager, not to the cell.
    shell.set_hook("show_in_pager", page.as_hook(lambda *args, **kwargs: None), 99)
    builtins.input = _no_input
    getpass.getpass = _no_input
    return shell


def _no_input(prompt="", *args, **kwargs):
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


def draw_once() -> None:
    """Import matplotlib with the inline back end and draw a figure, so that fonts are found before any fork."""
    import matplotlib

    matplotlib.use("module://matplotlib_inline.backend_inline")
    import matplotlib.pyplot as plt
    from IPython.core.pylabtools import print_figure
    from matplotlib_inline.backend_inline import configure_inline_support

    configure_inline_support(InteractiveShell.instance(), "inline")
    figure, axes = plt.subplots(figsize=(1, 1))
    axes.plot([0, 1], [0, 1])
    axes.set_title("$x$ warm")
    print_figure(figure, fmt="png")
    plt.close("all")


def warm_shell(shell: Shell) -> None:
    """Show a value and run a cell that fails, so that their machinery is loaded; leave no trace in the shell."""

    class Nowhere:
        def emit(self, output):
            pass

    shell.attach(Nowhere())
    names = dict(shell.user_ns)
    shell.run_cell("import numpy as np\ndef f(x):\n    return x / (0 * x)\nf(1)", store_history=False)
    shell.display_formatter.format([names, "text", 1.5])
    shell.user_ns.clear()
    shell.user_ns.update(names)
    shell.history_manager.exceptions.clear()
    for name in ("last_exc", "last_type", "last_value", "last_traceback"):
        vars(sys).pop(name, None)
