"""How often the first wrong line is found: mutants of references, and of right solutions in styles that are unknown.

`python tests/lines.py [LESSON ...]` prints the table over all mutants, with nothing of the mistake banks used.
"""

from __future__ import annotations

import ast
import random
import sys
from collections import Counter
from dataclasses import replace

from gradschool.bank import END, START
from gradschool.checks.first_wrong import suspect
from gradschool.checks.observe import observe
from gradschool.checks.right_steps import RightSteps
from gradschool.checks.steps import run_noted
from gradschool.checks.verdict import verdict_on
from gradschool.teach.authoring.mutants import mutants
from gradschool.teach.lesson.keys import make_key
from gradschool.teach.lesson.right_steps import seed_of
from gradschool.teach.lesson.written import load_lesson, syllabus

OUTCOMES = ("right", "false", "up to", "none", "raised")


def located(lesson, name: str, count: int | None = None, unknown_style: bool = False) -> tuple[Counter, list[str]]:
    """Return what became of some mutants of an exercise (all by default), and which were told a false line.

    unknown_style : mutants of each variant, beside the right solutions without it, in place of the reference's
    """
    exercise, seed = lesson.exercises[name], seed_of(lesson, name)
    sources = {"reference": exercise.source, **{v.id: v.source for v in exercise.variants.values()}}
    notes = {label: _notes(lesson, name, source, seed) for label, source in sources.items()}
    key = make_key(lesson, name, (seed,), follow_through=False)
    made = [
        (label, mutant)
        for label, source in sources.items()
        if (label != "reference") == unknown_style
        for mutant in _mutants(exercise, source)
    ]
    random.Random(name).shuffle(made)
    counts, false = Counter(), []
    for label, mutant in made[:count]:
        right = RightSteps()
        for other, one in notes.items():
            if one is not None and not (unknown_style and other == label):
                right.add(one)
        outcome = _outcome(lesson, name, key, seed, right, sources[label], mutant.source)
        if outcome is not None:
            counts[outcome] += 1
        if outcome == "false":
            false.append(f"{lesson.name}.{name}, {label}: {mutant.description}")
    return counts, false


def _outcome(lesson, name, key, seed, right, source, mutant) -> str | None:
    """Return what is said of a mutant's lines; None where it gives the right values on this trial."""
    probe, function = lesson.probes[name], lesson.function(name, mutant)
    if verdict_on(probe, key, observe(function, probe, (seed,))).right:
        return None
    notes = _notes(lesson, name, mutant, seed)
    if notes is None:
        return "none"
    found = suspect(notes, right)
    if found is not None and found.place is not None:
        return "right" if found.place.line in _changed(source, mutant) else "false"
    if notes.error is not None:
        return "raised"  # the exception is explained by itself
    return "none" if found is None else "up to"


def _notes(lesson, name, source, seed):
    tree = ast.parse(ast.unparse(ast.parse(source))).body[0]  # numbered as a mutant's lines are
    return run_noted(lesson.function(name, source), [tree], lesson.probes[name], seed)


def _changed(source: str, mutant: str) -> set[int]:
    lines, others = ast.unparse(ast.parse(source)).splitlines(), mutant.splitlines()
    return {number for number, (a, b) in enumerate(zip(lines, others, strict=True), 1) if a != b}


def _mutants(exercise, source: str):
    """Return the mutants of a right solution, between its markers or, where it has none, of its whole body."""
    if START not in source:
        lines = source.splitlines()
        first, *_ = ast.parse(source).body[0].body
        documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        begin = first.end_lineno if documented else first.lineno - 1
        source = "\n".join([*lines[:begin], f"    {START}", *lines[begin:], f"    {END}", ""])
    return mutants(replace(exercise, source=source))


def main(names: list[str]) -> None:
    for unknown_style in (False, True):
        sums, told = Counter(), []
        print("mutants of variants, unknown style" if unknown_style else "mutants of references", *OUTCOMES, sep="\t")
        for lesson in map(load_lesson, names or syllabus()):
            for name in lesson.exercises:
                counts, false = located(lesson, name, 40 if unknown_style else None, unknown_style)
                print(f"{lesson.name}.{name}", *(counts[outcome] for outcome in OUTCOMES), sep="\t", flush=True)
                sums += counts
                told += false
        print("sum", *(sums[outcome] for outcome in OUTCOMES), sep="\t")
        print(*told, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
