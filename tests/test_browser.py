"""The course in a real browser: a check card in JupyterLab, and the gradebook in formgrader."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
from classes import ROOT, grade, new_course, scores
from machine import BROWSER, needs_browser, needs_sandbox
from playwright.sync_api import sync_playwright

from gradschool.teach.lesson.keys import all_uses
from gradschool.teach.lesson.written import load_lesson
from gradschool.teach.sample.sample_class import write_sample_class

LESSON = "logistic_regression"
PICTURE = ROOT / "docs" / "card.png"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


pytestmark = needs_browser


@contextlib.contextmanager
def server(folder: Path, *options: str):
    """Start JupyterLab in `folder`; give its address; end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    arguments = [
        sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ServerApp.port_retries=0",
        "--IdentityProvider.token=", "--ServerApp.password=", "--ServerApp.disable_check_xsrf=True", "--allow-root",
        f"--ServerApp.root_dir={folder}", *options,
    ]  # fmt: skip
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            arguments, cwd=folder, stdout=log, stderr=log, env={**os.environ, "GRADSCHOOL_COURSE": str(ROOT)}
        )
        try:
            wait_for(f"{address}/api", process)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def wait_for(url: str, process, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, timeout=2)
            return
        time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")


@contextlib.contextmanager
def page(width=1280, height=900):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=QUIET)
        try:
            yield browser.new_page(viewport={"width": width, "height": height})
        finally:
            browser.close()


def lesson_with(folder: Path, answers: dict[str, str]) -> Path:
    """Copy the study edition to `folder`, with these answers in it."""
    work = folder / LESSON
    shutil.copytree(ROOT / "notebooks" / LESSON, work, ignore=shutil.ignore_patterns(".*"))
    path = work / f"{LESSON}.ipynb"
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        for name, source in answers.items():
            if cell.source.startswith(f"def {name}("):
                cell.source = source
    # What comes after the answers' checks is not needed here and would only take time.
    last = next(i for i, cell in enumerate(book.cells) if cell.source == f"check({list(answers)[-1]})")
    book.cells = [
        c for i, c in enumerate(book.cells) if i <= last and (c.cell_type != "code" or i == 0 or needed(c, answers))
    ]
    nbformat.write(book, path)
    return work


def needed(cell, answers) -> bool:
    starts = [f"def {name}(" for name in answers] + [f"check({name})" for name in answers]
    return "begin(" in cell.source or any(cell.source.startswith(start) for start in starts)


def test_a_wrong_answer_is_told_its_cause_in_jupyterlab(tmp_path, request):
    exercises = load_lesson(LESSON).exercises
    mistake = exercises["propagate"].mistakes["no_mean_in_dw"]
    answers = {name: exercises[name].source for name in all_uses(load_lesson(LESSON), "propagate")}
    answers["propagate"] = mistake.source
    lesson_with(tmp_path, answers)
    with server(tmp_path) as address, page() as tab:
        tab.goto(f"{address}/lab/tree/{LESSON}/{LESSON}.ipynb")
        tab.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
        tab.wait_for_selector("text=Python 3 (ipykernel) | Idle", timeout=60_000)
        tab.click(".jp-Notebook .jp-MarkdownCell")
        tab.get_by_role("menuitem", name="Run", exact=True).click()
        tab.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        card = tab.locator(".jp-OutputArea-output [role=status]", has_text="propagate: not right yet")
        card.wait_for(timeout=60_000)
        text = card.inner_text().replace("\u00a0", " ")
        assert mistake.hint.split("`")[0].strip()[:20] in text or "m times too large" in text
        assert "✗ wrong" in text
        assert "✓ right" in text
        assert tab.locator(".jp-OutputArea-output [role=status]", has_text="sigmoid: right").count() == 1
        errors = tab.locator(
            ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr'], [data-mime-type='application/vnd.jupyter.error']"
        )
        assert "Traceback" not in " ".join(errors.all_inner_texts())
        if request.config.getoption("--accept"):
            PICTURE.parent.mkdir(exist_ok=True)
            keep_picture(tab, card)
    assert PICTURE.is_file()


def keep_picture(tab, card):
    """Keep the picture that the README shows: the answer, its check and the card."""
    tab.keyboard.press("Control+b")  # close the file browser
    card.scroll_into_view_if_needed()
    tab.wait_for_timeout(700)
    box = card.bounding_box()
    tab.mouse.wheel(0, box["y"] + box["height"] - 780)
    tab.wait_for_timeout(700)
    box = card.bounding_box()
    top = box["y"] - 290
    tab.screenshot(path=PICTURE, clip={"x": 40, "y": top, "width": 860, "height": box["y"] + box["height"] + 44 - top})


@needs_sandbox
def test_formgrader_shows_the_same_gradebook(tmp_path):
    course = new_course(tmp_path / "course", LESSON)
    write_sample_class(load_lesson(LESSON), course, 4)
    grade(course, LESSON, jobs=1)
    found = scores(course, LESSON)
    with server(course) as address, page() as tab:
        text = table(tab, f"{address}/formgrader/gradebook/{LESSON}/{LESSON}")
        for student, grades in found.items():
            expected = sum(grade[0] for grade in grades.values())
            assert re.search(rf"\b{expected:g}\b", text), f"{student}: {expected:g} not in {text}"
        tab.locator("table tbody tr td a").first.click()
        tab.wait_for_selector("text=propagate", timeout=60_000)
        assert "points" in tab.inner_text("body")
        # The button grades in the sandbox and by the judge, too.
        shutil.copytree(course / "submitted" / "student001", course / "submitted" / "by_button")
        table(tab, f"{address}/formgrader/manage_submissions/{LESSON}")
        tab.locator("tr", has_text="by_button").locator("td.autograde a").click()
        tab.wait_for_selector("text=Successfully autograded", timeout=120_000)
    assert scores(course, LESSON)["by_button"] == found["student001"]
    graded = course / "autograded" / "by_button" / LESSON / f"{LESSON}.ipynb"
    assert '"observations"' in graded.read_text(encoding="utf-8")


def table(tab, address: str) -> str:
    """Open a page of formgrader and return its table's text once it is loaded."""
    tab.goto(address)
    tab.wait_for_function("document.querySelectorAll('table tbody tr td a').length > 0", timeout=60_000)
    return tab.inner_text("table")
