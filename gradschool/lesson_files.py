"""What goes out with a lesson's notebook, by file name; nothing else of a lesson's folder does."""

from __future__ import annotations

CODE = ("probes.py", "toolbox.py", "figures.py")  # the lesson's own code: no line of it is the student's
KEY = "key.json"
RUN = (*CODE, KEY)  # what a notebook's process needs
PAGES = ("notation.md",)  # for reading; the same beside each lesson
OUTGOING = (*RUN, *PAGES)
