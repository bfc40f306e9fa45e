"""The sandbox holds: honest notebooks run as in a kernel; no attack gets through, stays behind or stops the grader."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.inputtransformer2 import TransformerManager
from machine import needs_sandbox

from gradschool.errors import SandboxUnavailable
from gradschool.teach import doctor
from gradschool.teach.cli import main
from gradschool.teach.sandbox import Cell, Job, Limits, Sandbox
from gradschool.teach.sandbox.inside import wire
from gradschool.teach.sandbox.inside.shell import Transformers
from gradschool.teach.sandbox.inside.watch import descendants
from gradschool.teach.sandbox.outputs import OutputArea

ATTACKS = Path(__file__).parent / "attacks"
SECRET = "never-to-be-seen"
TIGHT = Limits(
    cell_seconds=1.0,
    observe_seconds=1.0,
    total_seconds=3.0,
    grace_seconds=0.4,
    memory_bytes=256 * 2**20,
    processes=16,
    file_bytes=4 * 2**20,
    scratch_bytes=16 * 2**20,
    scratch_files=3000,
    cell_output_bytes=64 * 1024,
    total_output_bytes=256 * 1024,
    observation_bytes=64 * 1024,
)
PROBES = """
import numpy as np
from gradschool.probe import probe
from toolbox import SIZE

@probe(returns="y")
def double(rng):
    return {"x": rng.normal(size=SIZE)}
"""
# How code in the fork finds the socket to the grader.
FIND_CHANNEL = """
import os, socket, stat, struct
for number in range(3, 64):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            CHANNEL = socket.socket(fileno=os.dup(number))
    except OSError:
        pass
def FRAME(body):
    return struct.pack(">I", len(body)) + body
def SEND(body):
    CHANNEL.sendall(FRAME(body))
"""
# What the next submission finds; the same before and after every attack.
CENSUS = """
import json, os, resource, signal, sys
print(json.dumps({
    "processes": sorted(name for name in os.listdir("/proc") if name.isdecimal())[:1],
    "number": len([name for name in os.listdir("/proc") if name.isdecimal()]),
    "files": sorted(os.path.join(f, n) for f, _, names in os.walk("/scratch") for n in names if "/home/" not in f),
    "ipc": [len(open(f"/proc/sysvipc/{kind}").readlines()) for kind in ("shm", "sem", "msg")],
    "nice": os.nice(0), "cores": len(os.sched_getaffinity(0)), "policy": os.sched_getscheduler(0),
    "limits": [resource.getrlimit(getattr(resource, name)) for name in dir(resource) if name[:7] == "RLIMIT_"][1:],
    "signals": [str(signal.getsignal(number)) for number in (2, 10, 15)],
    "path": sys.path, "folder": os.getcwd(), "modules": "planted" in sys.modules,
}))
"""
HONEST = Job(
    "demo",
    (
        Cell("write", "import numpy as np\ndef double(x):\n    return 2 * x"),
        Cell("check", "double(np.arange(3.0))", "double", (5, 6)),
        Cell("census", CENSUS),
        Cell("secret", f"text = '{SECRET}-in-a-submission'\nopen('{SECRET}', 'w').write(text);"),
    ),
)


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """A lesson's folder in which also lies what must not be seen, and a listener that must not be reached."""
    folder = tmp_path_factory.mktemp("course") / "release" / "demo"
    folder.mkdir(parents=True)
    hidden = [folder / "exercises" / "double.py", folder / "questions.py", folder / "demo.ipynb"]
    hidden.append(folder.parent / "gradebook.db")
    for path in hidden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(SECRET)
    abstract = f"gradschool-test-{os.getpid()}"
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as unix:
        unix.bind("\0" + abstract)
        unix.listen()
        paths = [str(path) for path in hidden] + [str(Path(__file__)), "/etc/shadow", "/etc/hostname"]
        facts = {"paths": paths, "port": server.getsockname()[1], "abstract": abstract}
        (folder / "key.json").write_text(json.dumps(facts))
        (folder / "probes.py").write_text(PROBES)
        (folder / "toolbox.py").write_text("SIZE = 3\n")
        (folder / "figures.py").write_text("import toolbox\n\nfrom gradschool import plots\n")
        yield folder


@pytest.fixture(scope="module")
def sandbox(lesson):
    """One sandbox for all attacks."""
    os.environ["GRADSCHOOL_TEST_SECRET"] = SECRET
    other = lesson.parent / "other"
    other.mkdir()
    (other / "probes.py").write_text("")
    with Sandbox({"demo": lesson, "other": other}, TIGHT) as sandbox:
        sandbox.census = census(sandbox.run(HONEST))
        yield sandbox
        assert not [line for line in processes() if "31337" in line]
    del os.environ["GRADSCHOOL_TEST_SECRET"]


def census(result):
    """Return what the honest job found, after checking that it went right."""
    assert result.reason is None, result
    assert [cell.ended for cell in result.cells] == ["ok"] * 4, result
    assert result.cells[1].outputs[0]["data"] == {"text/plain": "array([0., 2., 4.])"}
    trials = result.cells[1].observations
    assert [trial["seed"] for trial in trials] == [5, 6]
    assert all(trial["problem"] is None and trial["values"]["y"]["shape"] == [3] for trial in trials)
    return json.loads(result.cells[2].outputs[0]["text"])


@dataclass(frozen=True)
class Attack:
    """A section of the files in attacks/."""

    name: str
    sources: tuple[str, ...]
    ended: tuple[str, ...]
    reason: str | None
    shows: str


def attacks():
    """Read the sections of every file."""
    for path in sorted(ATTACKS.glob("*.md")):
        for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            title, _, body = section.partition("\n")
            facts = dict(re.findall(r"^(ended|reason|shows): (.+)$", body.partition("```")[0], flags=re.M))
            sources = tuple(re.findall(r"```python\n(.*?)```", body, flags=re.S))
            ended = tuple(facts["ended"].split(", "))
            yield Attack(f"{path.stem}: {title}", sources, ended, facts.get("reason"), facts.get("shows", ""))


def job_of(attack):
    """Return an attack's job, and the number of its last attacking cell."""
    cells = [Cell(str(number), source) for number, source in enumerate(attack.sources)]
    if any("SEND(" in source or "CHANNEL" in source for source in attack.sources):
        cells.insert(0, Cell("channel", FIND_CHANNEL))
    last = len(cells) - 1
    if attack.name.startswith("observing"):
        cells += [Cell("check", "double", "double", (1, 2)), Cell("end", "print('went on')")]
    return Job("demo", tuple(cells)), last


def text_of(result):
    """Return everything that a result shows, as text."""
    shown = [json.dumps(cell.outputs) for cell in result.cells]
    shown += [f"observed {json.dumps(c.observations)[:2000]}: {c.reason}" for c in result.cells if c.id == "check"]
    shown += [output["text"] for cell in result.cells for output in cell.outputs if "text" in output]
    return "\n".join(shown).replace("null", "None")


@needs_sandbox
@pytest.mark.parametrize("attack", list(attacks()), ids=lambda attack: attack.name)
def test_attack(sandbox, attack):
    """An attack ends as it must, shows nothing secret, and leaves nothing to the next submission."""
    job, last = job_of(attack)
    started = time.monotonic()
    result = sandbox.run(job)
    assert time.monotonic() - started < TIGHT.total_seconds + 30
    assert [cell.id for cell in result.cells] == [cell.id for cell in job.cells]
    shown = text_of(result)
    assert "\n" not in (result.reason or "")
    # On a busy machine an attack may meet the time limit before the limit it aims at: that holds it as well.
    if result.cells[last].ended != "timeout" or "timeout" in attack.ended:
        assert result.cells[last].ended in attack.ended, (result.reason, result.cells[last])
        if attack.reason is None:
            assert result.reason is None
        else:
            assert re.search(attack.reason, result.reason or ""), result.reason
        assert re.search(attack.shows, shown, re.S), shown[-3000:]
    assert SECRET not in shown
    assert len(shown) < 8 * TIGHT.total_output_bytes
    for cell in result.cells:
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=nbformat.from_dict(cell.outputs))])
        nbformat.validate(book)
        nbformat.writes(book).encode("utf-8")
    assert census(sandbox.run(HONEST)) == sandbox.census


def processes():
    """Return the command lines of this machine's processes."""
    return subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout.splitlines()


# What a Jupyter kernel and nbclient make of these cells is what the sandbox must make of them.
KERNEL_CELLS = [
    "print('a'); print('b', end='')\nprint('c')",
    "import sys\nprint('out'); print('err', file=sys.stderr); print('out again')",
    "6 * 7",
    "import numpy as np\nnp.arange(6.0).reshape(2, 3)",
    "None",
    "_ + 1;",
    "from IPython.display import HTML, clear_output, display\ndisplay(HTML('<b>b</b>'), {'a': 1})\nprint('x')\n'last'",
    "print('before'); display('between'); print('after')",
    "handle = display('first', display_id='d')",
    "display('second', display_id='d', update=True)\nhandle.update('third')",
    "print('gone'); clear_output(); print('stays')",
    "print('gone'); display('gone too')\nclear_output(wait=True)\nprint('new')",
    "def f(x):\n    return 1 / x\n\nf(0)",
    "class Told(Exception):\n    def _render_traceback_(self):\n        return ['one', 'two']\nraise Told('x')",
    "try:\n    f(0)\nexcept ZeroDivisionError as error:\n    raise ValueError('second') from error",
    "np.ones(3) @ np.ones(4)",
    "for i in range(3)\n    pass",
    "raise SystemExit(3)",
    "",
    "# only a comment",
    "import subprocess\nsubprocess.run([sys.executable, '-c', 'pass']).returncode",
    "%%capture caught\nprint('caught')",
    "caught.stdout",
    "%no_such_magic",
    "undefined",
    "assert 1 == 2, 'not equal'",
    "import warnings\nwarnings.warn('careful')",
    "import matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1)); plt.plot([1, 2]);",
    "class Bad:\n    def __repr__(self):\n        raise ValueError('no repr')\nBad()",
    "print?",
    "await __import__('asyncio').sleep(0, 5)",
    "In[2], Out[3], get_ipython().execution_count, __name__, __doc__",
]


def comparable(outputs):
    """Return outputs without what differs from run to run: numbers in made-up file names."""
    text = json.dumps(outputs, sort_keys=True)
    return json.loads(re.sub(r"(/[\w./-]*/ipykernel_\d+/)?\b\d{6,10}\.py", "cell.py", text))


@needs_sandbox
def test_outputs_are_those_of_a_kernel(lesson, tmp_path):
    """Outputs and counts equal what nbclient records from a Jupyter kernel."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in KERNEL_CELLS])
    # A kernel of this environment, in a process of its own: pytest's strictness about warnings ends at it.
    path = tmp_path / "book.ipynb"
    nbformat.write(book, path)
    run = (
        "import nbclient, nbformat, sys; book = nbformat.read(sys.argv[1], 4);"
        "nbclient.NotebookClient(book, timeout=60, kernel_name='python3', allow_errors=True,"
        "extra_arguments=['--IPKernelApp.exec_lines=' + sys.argv[3]],"
        "resources={'metadata': {'path': sys.argv[2]}}).execute(); nbformat.write(book, sys.argv[1])"
    )
    # A kernel also sends what was printed so far every 0.2 s: on a busy machine that cuts a line in two.
    unhurried = "from ipykernel.iostream import OutStream; OutStream.flush_interval = 60"
    environment = {**os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    command = [sys.executable, "-c", run, str(path), str(tmp_path), unhurried]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    theirs = nbformat.read(path, 4).cells
    job = Job("demo", tuple(Cell(str(number), source) for number, source in enumerate(KERNEL_CELLS)))
    with Sandbox({"demo": lesson}) as generous:
        ours = generous.run(job)
    assert ours.reason is None
    for source, their, our in zip(KERNEL_CELLS, theirs, ours.cells, strict=True):
        assert our.execution_count == their.execution_count, source
        assert comparable(our.outputs) == comparable(their.outputs), source


@needs_sandbox
def test_one_process_serves_many_jobs_and_keeps_nothing_open(sandbox):
    """Forty jobs leave as many open files and processes as one, and give the same results each."""
    first = sandbox.run(HONEST)
    before = held()
    for _ in range(40):
        result = sandbox.run(HONEST)
        assert [cell.outputs for cell in result.cells[:2]] == [cell.outputs for cell in first.cells[:2]]
        assert result.cells[1].observations == first.cells[1].observations
    after = held()
    assert after[0] <= before[0]
    assert after[1] <= before[1] + 1  # a fork that is just going, while the next is there


def held() -> tuple[int, int]:
    """Return how many files this process has open, and how many processes come from it."""
    return len(os.listdir("/proc/self/fd")), len(descendants(os.getpid()))


def warm_pid(sandbox):
    """Return the process id of a sandbox's warm process."""
    return sandbox._warm.pid


@needs_sandbox
def test_starts_anew_when_killed_from_outside(lesson):
    """A sandbox killed between two jobs serves the next; one killed during a job ends that with a reason."""
    with Sandbox({"demo": lesson}, TIGHT) as sandbox:
        census(sandbox.run(HONEST))
        os.kill(warm_pid(sandbox), signal.SIGKILL)
        census(sandbox.run(HONEST))
        killer = threading.Timer(0.4, os.kill, (warm_pid(sandbox), signal.SIGKILL))
        killer.start()
        result = sandbox.run(Job("demo", (Cell("a", "import time\ntime.sleep(0.7)"), Cell("b", "1"))))
        killer.join()
        assert [cell.ended for cell in result.cells] == ["died", "not run"]
        assert "ended from outside" in result.reason
        census(sandbox.run(HONEST))


@needs_sandbox
def test_nothing_is_left_when_the_grader_is_killed(lesson):
    """With the grader all that it started ends, also what a submission wanted to outlive it."""
    program = (
        "import sys; from pathlib import Path; from gradschool.teach.sandbox import *;"
        "sandbox = Sandbox({'demo': Path(sys.argv[1])}, isolated=sys.argv[2] == 'True'); sandbox.start();"
        "print('started', flush=True);"
        "sandbox.run(Job('demo', (Cell('a', 'import time, subprocess\\n"
        'subprocess.Popen(["sleep", "41414"], start_new_session=True)\\ntime.sleep(30)\'),)))'
    )
    command = [sys.executable, "-c", program, str(lesson)]
    for isolated in (True, False):
        with subprocess.Popen([*command, str(isolated)], stdout=subprocess.PIPE) as grader:
            grader.stdout.readline()
            assert wait_for(lambda: any("sleep 41414" in line for line in processes())), "the cell did not run"
            grader.kill()
        assert wait_for(lambda: not any("sleep 41414" in line for line in processes())), f"isolated: {isolated}"


def wait_for(condition, seconds=15):
    """Return whether a condition becomes true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_without_isolation_time_memory_and_output_stay_limited(lesson):
    """The same runner without bubblewrap keeps its limits and ends what submissions start."""
    bad = {
        "while True: pass": ("timeout", None),
        "import numpy as np\nkept = []\nwhile True: kept.append(np.empty(10**6))": ("error", None),
        "while True: print('x' * 1000)": ("output limit", None),
        "import os\nos._exit(4)": ("died", "cell 1 ended its own process (exit status 4)"),
        "import subprocess\nsubprocess.Popen(['sleep', '51515'], start_new_session=True);": ("ok", None),
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [14])\nwhile True: pass": (
            "timeout",
            "cell 1 ran longer than 1 s and ignored the interrupt",
        ),
    }
    honest = Job("demo", HONEST.cells[:2])
    with Sandbox({"demo": lesson}, TIGHT, isolated=False) as sandbox:
        assert sandbox.isolation is None
        for source, (ended, reason) in bad.items():
            result = sandbox.run(Job("demo", (Cell("a", source),)))
            assert (result.cells[0].ended, result.reason) == (ended, reason), source
            result = sandbox.run(honest)
            assert [cell.ended for cell in result.cells] == ["ok", "ok"], source
            assert result.cells[1].observations[0]["values"]["y"]["shape"] == [3]
        assert not any("sleep 51515" in line for line in processes())


def test_without_bubblewrap_the_message_says_what_to_do(lesson, monkeypatch):
    """No bubblewrap: how to install it, and what the other way gives up."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SandboxUnavailable, match=r"apt install bubblewrap.*--no-sandbox.*read your files") as info:
        Sandbox({"demo": lesson}).start()
    assert "\n" not in str(info.value)


def test_wrong_names_and_limits_are_refused(lesson, tmp_path):
    """A mistake of the caller is told before anything is started."""
    with pytest.raises(ValueError, match="a lesson's name"):
        Sandbox({"../demo": lesson})
    with pytest.raises(ValueError, match="cell_seconds"):
        Limits(cell_seconds=0)
    with pytest.raises(KeyError, match="demo"):
        Sandbox({"demo": lesson}).run(Job("other", ()))


@pytest.mark.parametrize("body", [b"{", b'{"a":NaN}', b'{"a":' + b"[" * 99 + b"]" * 99 + b"}", b"\xff", b"3"])
def test_what_is_no_message_is_refused(body):
    """Whatever bytes come, the grader's side either has a plain dict or says in a line why not."""
    with pytest.raises(wire.WireError, match=r"^sent "):
        wire.load(body)


def test_half_characters_are_mended():
    """Lone surrogates, which no file can hold, are replaced; whole characters stay."""
    text = wire.load(b'{"a":["\\ud83d","\\ud83d\\ude00","\\\\ud83d"],"\\udc00":1}')
    assert text == {"a": ["\ufffd", "\U0001f600", "\\ud83d"], "\ufffd": 1}


def test_a_cell_that_sends_too_much_is_cut(lesson):
    """The grader's side counts on its own, whatever the submission's side let through."""
    area = OutputArea(cell_bytes=600, total_bytes=10_000)
    stream = {"output_type": "stream", "name": "stdout", "text": "x" * 100}
    for _ in range(100):
        area.take([stream], size=120)
    assert area.full
    assert len(area.outputs) == 1
    assert len(area.outputs[0]["text"]) <= 6 * 600


def json_values(leaves):
    """Any JSON of the leaves, with keys that outputs have too."""
    names = "output_type name text data metadata display_id wait ename evalue traceback execution_count"
    types = "text/plain image/png application/json application/x+json a/b/c /"
    keys = st.sampled_from(["", "a b", *names.split(), *types.split()])
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6))


KINDS = ["stream", "error", "display_data", "execute_result", "update_display_data", "clear_output", "stdout"]
ANYTHING = json_values(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(KINDS))
OUTPUT = st.fixed_dictionaries(
    {"output_type": st.sampled_from(KINDS)},
    optional={
        "name": st.sampled_from(["stdout", "stderr", 3]),
        "text": ANYTHING,
        "data": ANYTHING,
        "metadata": ANYTHING,
    }
    | {"display_id": st.sampled_from(["a", "b", 1, []]), "wait": ANYTHING, "execution_count": ANYTHING}
    | {"ename": st.text(), "evalue": st.text(), "traceback": ANYTHING},
)


@given(st.lists(st.lists(ANYTHING | OUTPUT, max_size=5) | ANYTHING, max_size=5))
def test_any_outputs_become_valid_ones(batches):
    """Whatever JSON is sent as outputs, a notebook can hold what is made of it."""
    area = OutputArea(10**6, 10**6)
    for batch in batches:
        area.take(batch, size=100)
    cell = nbformat.v4.new_code_cell(outputs=nbformat.from_dict(area.outputs))
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))


@given(st.binary(max_size=200) | ANYTHING.map(lambda data: json.dumps({"a": data}).encode()))
def test_any_bytes_are_a_plain_dict_or_refused(body):
    """Reading a message raises nothing but its own error, and gives nothing that JSON could not hold."""
    try:
        data = wire.load(body)
    except wire.WireError:
        return
    json.dumps(data, allow_nan=False).encode("utf-8")


@needs_sandbox
def test_doctor_finds_the_sandbox_working():
    """The doctor gives one line for each thing, and isolation is one of them."""
    found = {name: (ok, text) for name, ok, text in doctor.conditions(Limits())}
    assert found["isolation"][0], found["isolation"]
    assert found["bubblewrap"][0]
    assert all("\n" not in text and text for _, text in found.values())


def test_doctor_prints_the_configured_limits(tmp_path, monkeypatch):
    (tmp_path / "nbgrader_config.py").write_text(
        "c = get_config()\nc.Execute.memory_bytes = 3 * 2**29\nc.Execute.processes = 17\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor, "_isolation", lambda limits: ("isolation", True, f"{limits.processes} there"))
    said = CliRunner().invoke(main, ["doctor"]).output
    assert re.search(r"^. memory: .* may use up to 1\.5", said, re.M), said
    assert re.search(r"^. processes: .*\b17\b", said, re.M), said
    assert "isolation: 17 there" in said


@needs_sandbox
def test_what_takes_long_to_import_waits_until_a_submission_asks_for_it(lesson):
    """Data sets and plots are imported once, in the warm process; a submission that hides its wish still gets them."""
    loaded = "import sys\nprint([name in sys.modules for name in ('skl' + 'earn', 'matpl' + 'otlib')])"
    with Sandbox({"demo": lesson}, TIGHT) as sandbox:

        def said(*sources):
            result = sandbox.run(Job("demo", tuple(Cell(str(n), source) for n, source in enumerate(sources))))
            assert result.reason is None
            return [(cell.ended, "".join(o.get("text", "") for o in cell.outputs)) for cell in result.cells]

        assert said(loaded) == [("ok", "[False, False]\n")]
        hidden = "import importlib\nimportlib.import_module('matpl' + 'otlib').__name__"
        assert said(hidden, loaded)[1] == ("ok", "[False, True]\n")
        assert said(loaded) == [("ok", "[False, False]\n")]
        assert said(f"{loaded}\nfrom gradschool.data import digits\ndigits()") == [("ok", "[True, False]\n")]
        assert said(loaded) == [("ok", "[True, False]\n")]
        warm = warm_pid(sandbox)
        assert said(f"{loaded}\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])") == [("ok", "[True, True]\n")]
        assert said(loaded) == [("ok", "[True, True]\n")]
        assert warm_pid(sandbox) == warm


@needs_sandbox
def test_a_lessons_figures_count_as_plots_and_see_its_toolbox(lesson):
    """A lesson's notebook imports plots by its figures: what they need is imported once, in the warm process."""
    seen = "import sys, toolbox\nimport figures\nprint('matpl' + 'otlib' in sys.modules, figures.toolbox is toolbox)"
    with Sandbox({"demo": lesson}, TIGHT) as sandbox:
        result = sandbox.run(Job("demo", (Cell("0", seen),)))
    assert [cell.ended for cell in result.cells] == ["ok"], result
    assert result.cells[0].outputs[0]["text"] == "True True\n"


@pytest.mark.parametrize(
    "cell",
    [
        "x = 1\ny = x % 2\n",
        "s = '''\n%time\n!ls\n'''\nx",
        "(a\n%b)\n",
        "x = '?'  # ?\ny != 3",
        "\n\n  x = 1\n  y = 2",
        ">>> x\n>>> y",
        "In [1]: x = 5\ny",
        "x = 1\n%time y\n",
        "def f():\n    %time x\n",
        "a = %pwd\nb = !ls\n",
        "!ls\nx",
        "x?\n?y\nz??",
        "%%timeit\nx\ny",
        "/f a\n",
        ",f a b\n",
        "a\\\n%b",
        "await f()\nasync for x in y: pass",
        "f(\n!ls\n)",
        "\x00",
        "",
        "x = (",
    ],
)
def test_ipythons_own_syntax_becomes_python_as_it_does_there(cell):
    assert Transformers().transform_cell(cell) == TransformerManager().transform_cell(cell)


@needs_sandbox
def test_a_transformer_that_a_submission_adds_is_used(sandbox):
    adding = """
from IPython.core.inputtransformer2 import TokenTransformBase
class Shout(TokenTransformBase):
    @classmethod
    def find(cls, lines):
        return next((cls(token.start) for line in lines for token in line if "quiet" in token.string), None)
    def transform(self, lines):
        return [line.replace("quiet", "LOUD") for line in lines]
get_ipython().input_transformer_manager.token_transformers.append(Shout)
"""
    waiting = "import asyncio\nawait asyncio.sleep(0)\nprint(1 + 1)"
    cells = [Cell(str(n), source) for n, source in enumerate([adding, "x = 'quiet'\nprint(x)", waiting])]
    done = sandbox.run(Job(None, tuple(cells))).cells
    assert [cell.ended for cell in done] == ["ok"] * 3, done
    assert [cell.outputs[0]["text"] for cell in done[1:]] == ["LOUD\n", "2\n"]
