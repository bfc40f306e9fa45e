"""What holds for every test: own settings stay out; where nothing may be skipped, a skip fails."""

import os
import tempfile

import hypothesis
import pytest

# Set before anything imports numpy or Jupyter, and inherited by every kernel that a test starts.
# Tests run on every core already: more threads for tiny matrices only make them wait for one another.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MPLBACKEND="Agg")

# The same examples in every run, however loaded the machine is: a red test means that something changed.
hypothesis.settings.register_profile("gradschool", deadline=None, derandomize=True)
hypothesis.settings.load_profile("gradschool")

NO_SKIP = os.environ.get("GRADSCHOOL_NO_SKIP") == "1"


def pytest_configure(config):
    """Give IPython and Jupyter empty folders, so that a person's configuration and history stay untouched."""
    config.own_folders = tempfile.TemporaryDirectory(prefix="gradschool-tests-", ignore_cleanup_errors=True)
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        folder = os.path.join(config.own_folders.name, name.lower())
        os.mkdir(folder, mode=0o700)
        os.environ[name] = folder
    # Where the first process puts what the others use too: all of them are started by the one that is configured first.
    os.environ.setdefault("GRADSCHOOL_TEST_SESSION", config.own_folders.name)


def pytest_unconfigure(config):
    """Remove those folders."""
    config.own_folders.cleanup()
    if os.environ["GRADSCHOOL_TEST_SESSION"] == config.own_folders.name:
        del os.environ["GRADSCHOOL_TEST_SESSION"]


# What takes longest begins first, so that at the end no process waits for another; in a file the order stays.
LONGEST_FIRST = (
    "test_grading",
    "test_grade_forging",
    "test_editions",
    "test_own_notebooks",
    "test_spoiling",
    "test_sandbox",
    "test_browser",
)


def pytest_collection_modifyitems(items):
    """Put the files in the order of what they cost."""
    files = [*LONGEST_FIRST, *sorted({item.path.stem for item in items} - set(LONGEST_FIRST))]
    items.sort(key=lambda item: files.index(item.path.stem))


def _refuse_skip(report):
    """Turn a skip into a failure; an expected failure (xfail) stays one."""
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\nGRADSCHOOL_NO_SKIP=1: no test may be skipped here."
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Refuse a skipped test."""
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """Refuse a skipped module."""
    return _refuse_skip((yield))


def pytest_addoption(parser):
    """Add the switch that accepts what the builder makes of the golden lesson."""
    parser.addoption("--accept", action="store_true", help="keep what the builder makes of the golden lesson now")
