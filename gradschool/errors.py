"""What can go wrong in a way that we foresaw, each said in one line: what was expected, what came, what to do next.

GradschoolError
 ├─ LearnerError            a call in a notebook, or the lesson's files beside it
 │   └─ CheckFailed         the exercise is not right yet (an AssertionError too)
 ├─ AuthorError             a lesson as it is written: its text, exercises, probes, questions
 ├─ InstructorError         a command, the course folder, the class edition, submissions, the gradebook
 └─ SandboxUnavailable      this machine cannot isolate submissions

The command line turns each into its line and exit code 2, a notebook into its line without a traceback. Anything else
that reaches a person is a bug of ours.
"""

from __future__ import annotations


class GradschoolError(Exception):
    """The root of all of them; the message is for the person named by the class."""

    def _render_traceback_(self) -> list[str]:  # IPython asks for this
        return [str(self)]


class LearnerError(GradschoolError):
    """A call in a notebook, or the lesson's files beside it, are not as expected."""


class CheckFailed(LearnerError, AssertionError):
    """The exercise is not right yet; an AssertionError, as nbgrader and "Validate" know a failed test."""


class AuthorError(GradschoolError):
    """A lesson does not hold together as it is written; names the file, where it can the line, and the mend."""


class InstructorError(GradschoolError):
    """A command, the course folder, a class edition, submissions or the gradebook are not as expected."""


class SandboxUnavailable(GradschoolError):
    """This machine cannot isolate submissions; the message says why and what to do."""
