"""Times a check in a notebook over all exercises: of a right answer, of one that raises, and the recorder's share.

An answer that raises is the reference with a misspelt name in its last line: its work is done, and recorded, before.
The seconds are the processor's, which what else the machine does changes little; quote the ratios.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

from gradschool.bank import END
from gradschool.checks.card import card
from gradschool.checks.record import record
from gradschool.checks.source import keep_source
from gradschool.notebook.check import Checked
from gradschool.notebook.lesson import Lesson, use_one_thread
from gradschool.teach.lesson.written import load_lesson, syllabus

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lesson", help="one lesson only")
    parser.add_argument("--runs", type=int, default=3, help="the fastest of so many is taken")
    options = parser.parse_args()
    use_one_thread()
    rows = [row for name in ([options.lesson] if options.lesson else syllabus()) for row in _lesson(name, options.runs)]
    print(f"{'exercise':58} {'right':>8} {'raises':>8} {'alone':>8} {'recorded':>8}   (milliseconds)")
    for name, *times in rows:
        print(f"{name:58} " + " ".join(f"{1000 * seconds:8.1f}" for seconds in times))
    for place, what in enumerate(("right", "raises", "alone", "recorded"), start=1):
        times = sorted(row[place] for row in rows)
        print(json.dumps({"what": what, "median ms": _ms(statistics.median(times)), "worst ms": _ms(times[-1])}))


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)


def _lesson(name: str, runs: int):
    """Yield each exercise with the seconds of a check of the right answer and of one that raises, and of one call.

    The call is made alone and under the recorder.
    """
    written, made = load_lesson(name), Lesson(name, ROOT / "notebooks" / name)
    for exercise in written.exercises:
        if exercise not in made.keys:
            continue
        right, raises = (_answer(written, exercise, end) for end in ("", "    np.no_such_name\n"))
        probe = made.probes[exercise]
        seed = made.keys[exercise].seeds[0]
        yield (
            f"{name}.{exercise}",
            _seconds(lambda answer=right: _shown(Checked(made, answer)), runs),
            _seconds(lambda answer=raises: _shown(Checked(made, answer)), runs),
            _seconds(lambda: probe.run(right, probe.inputs(seed)), runs),  # noqa: B023 (run at once)
            _seconds(lambda: record(right, probe, seed), runs),  # noqa: B023
        )


def _answer(written, exercise: str, end: str):
    """Return the reference with a line added at its end, beside the references of the others."""
    source = written.exercises[exercise].source.replace(f"    {END}", f"{end}    {END}")
    namespace, file = written.implementations(), f"{written.name}-{exercise}-{bool(end)}.py"
    keep_source(file, source)
    exec(compile(source, file, "exec"), namespace)
    return namespace[exercise]


def _shown(checked: Checked):
    return card(checked.verdict, where=checked.first_wrong)


def _seconds(run, runs: int) -> float:
    times = []
    for _ in range(runs):
        begun = time.process_time()
        run()
        times.append(time.process_time() - begun)
    return min(times)


if __name__ == "__main__":
    main()
