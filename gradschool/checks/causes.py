"""The cause of a wrong verdict: the known mistakes that explain it, or the most telling general finding.

A mistake is named only where its outcome equals the answer's on all that was tried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gradschool.catalogue import Cause, finding, words
from gradschool.checks.evidence import is_own
from gradschool.checks.explain import told
from gradschool.checks.findings import Seen, value_finding
from gradschool.checks.key import Key, Outcome, same_fact, same_outcome
from gradschool.probe import Probe
from gradschool.values import NotNumbers, Numbers

_STRUCTURE = ("none", "missing_key", "wrong_type", "wrong_shape", "zero", "whole_numbers", "untouched", "swapped")


@dataclass(frozen=True)
class Trial:
    """One trial of an answer beside the reference's outcome on the same inputs."""

    inputs: dict
    raw: dict
    got: Outcome
    ref: Outcome


def cause_of(
    probe: Probe, key: Key, trials: list[Trial], wrong: dict, changed: list[str], unrepeatable: list[Trial]
) -> Cause:
    """Return why an answer is wrong.

    wrong : observation name -> the trials in which it is wrong; changed : arguments changed in place
    unrepeatable : trials in which two calls disagreed
    """
    named = _named(probe, key, trials, wrong)
    if named:
        first, explained = named
        hint = key.mistakes[first].hint
        return Cause(first, hint + _rest([name for name in wrong if name not in explained]), named=True)
    found = _general(probe, trials, wrong, changed, unrepeatable)
    if wrong and changed and found.id not in ("raised", "not_repeatable"):
        are_they = "is it" if len(changed) == 1 else "are they"
        told = words("also/inputs_changed", names=_were(changed), are_they=are_they)
        found = replace(found, text=found.text + told)
    # What kept a call from giving observations is named by the answer's process, which may be hostile.
    return replace(found, id="unreadable") if found.id in key.mistakes else found


def _listed(names) -> str:
    *most, last = [f"`{name}`" for name in names]
    return f"{', '.join(most)} and {last}" if most else last


def _were(names) -> str:
    return f"{_listed(names)} {'was' if len(names) == 1 else 'were'}"


def _rest(names) -> str:
    """Return the sentence on the wrong observations that a named mistake does not explain."""
    if not names:
        return ""
    return words("also/others", names=f"{_listed(names)} {'is' if len(names) == 1 else 'are'}")


def _named(probe, key, trials, wrong) -> tuple[str, set[str]] | None:
    """Return the mistake to be named and the observations it explains, or nothing.

    A mistake explains a whole answer if its outcome equals the student's on every trial; several together explain it if
    they touch different observations and each equals the student's on all that it touches. The first of them is named.
    """
    for id, known in key.mistakes.items():
        if all(same_outcome(probe, t.got, o) for t, o, _ in _last_first(trials, known, key)):
            return id, set(wrong)
    if probe.by_properties or any(t.got.problem or t.got.changed or not t.got.repeats for t in trials):
        return None
    explained: list[tuple[str, set[str]]] = []
    left = {name for name in wrong if not _swapped(probe, wrong, name)}  # exchanged values are a cause by themselves
    for id, known in key.mistakes.items():
        touched = _explained(probe, key, trials, known, left)
        if touched and _informative(key, known, touched):
            explained.append((id, touched))
            left -= touched
    order = list(wrong)
    return min(explained, key=lambda found: min(map(order.index, found[1])), default=None)


def _last_first(trials, known, key):
    """Yield each trial with the mistake's outcome and the reference's.

    The last come first: outcomes may have to be computed, for the first trials twice, and most differ at once.
    """
    for i in reversed(range(len(trials))):
        yield trials[i], known.outcomes[i], key.reference[i]


def _explained(probe, key, trials, known, left) -> set[str]:
    """Return the observations that a mistake alters, if they are among `left` and are what the answer shows.

    None if it does more than alter values.
    """
    touched: set[str] = set()
    for t, o, ref in _last_first(trials, known, key):
        if o.problem or o.changed or not o.repeats or o.facts.keys() != ref.facts.keys():
            return set()
        touched |= {name for name in ref.facts if not same_fact(probe, o.facts[name], ref.facts[name])}
        if not touched <= left or not _agree(probe, t, o, touched):
            return set()
    return touched if all(_agree(probe, t, o, touched) for t, o, _ in _last_first(trials, known, key)) else set()


def _informative(key, known, touched) -> bool:
    """Whether a mistake shows something of its own."""
    return any(
        is_own(o.facts[name], ref.facts[name])
        for o, ref in zip(known.outcomes, key.reference, strict=True)
        for name in touched & ref.facts.keys()  # a deeper network has names that others lack
    )


def _agree(probe, t, o, names) -> bool:
    return all(same_fact(probe, t.got.facts.get(name), o.facts.get(name)) for name in names)


def _general(probe, trials, wrong, changed, unrepeatable) -> Cause:
    problems = [t for t in trials if t.got.problem]
    if problems:
        return _problem_finding(problems, len(trials))
    if unrepeatable:
        return finding("not_repeatable/rng" if "rng" in trials[0].inputs else "not_repeatable/no rng")
    if not wrong and changed:
        copies = "a copy" if len(changed) == 1 else "copies"
        return finding("inputs_changed", names=_were(changed), copies=copies)
    if not wrong:
        return finding("different/form")
    if any(t.got.shapes != t.ref.shapes for t in next(iter(wrong.values()))):
        return _raw_shape_finding(trials)
    # What is wrong everywhere comes before what is right by chance; a finding that says something before one that
    # does not.
    everywhere = [name for name in wrong if len(wrong[name]) == len(trials)] or list(wrong)
    found = [_finding_on(probe, trials, wrong, name) for name in everywhere]
    if found[0].id != "different":
        return found[0]
    return next((f for f in found if f.id in _STRUCTURE), found[0])


def _finding_on(probe, trials, wrong, name) -> Cause:
    if len(wrong[name]) < len(trials) and not _decisions(wrong[name], name):
        told = f"right on {len(trials) - len(wrong[name])} of {len(trials)}"
        return finding("some_inputs_only", told, name=name)
    if any(not isinstance(t.ref.facts.get(name), Numbers) or t.got.facts.get(name) is None for t in wrong[name]):
        return finding("property", _told(wrong[name][0], name), name=name)
    swapped = _swapped(probe, wrong, name)
    if swapped:
        return finding("swapped", name=name, other=swapped)
    return value_finding(
        name,
        [Seen(t.got.facts[name], t.ref.facts[name], t.inputs, probe) for t in wrong[name]],
    )


def _decisions(wrong_trials, name) -> bool:
    """Whether the right values are zeros and ones only, which a wrong function can hit on some inputs by chance."""
    facts = [t.ref.facts.get(name) for t in wrong_trials]
    return all(isinstance(f, Numbers) and f.array.size > 1 and np.all(np.isin(f.array, (0.0, 1.0))) for f in facts)


def _told(trial, name) -> str:
    got, expected = trial.got.facts.get(name), trial.ref.facts.get(name)
    told = [v.text if isinstance(v, NotNumbers) else None for v in (got, expected)]
    return f"got {told[0]}, expected {told[1]}" if all(told) else ""


def _swapped(probe, wrong, name):
    for other in wrong:
        if other != name and all(
            same_fact(probe, t.got.facts.get(name), t.ref.facts.get(other))
            and same_fact(probe, t.got.facts.get(other), t.ref.facts.get(name))
            for t in wrong[name]
        ):
            return other
    return None


_PARTS = {"none": "none", "missing": "missing_key/part"}  # what stands in place of a shape -> the finding


def _raw_shape_finding(trials) -> Cause:
    for t in trials:
        for name, expected in t.ref.shapes.items():
            got = t.got.shapes.get(name, "missing")
            if got != expected:
                which = "wrong_shape" if got.startswith("(") else _PARTS.get(got, "wrong_type/part")
                return finding(which, f"{got}, expected {expected}", name=name)
        if t.got.shapes != t.ref.shapes:
            break
    return finding("wrong_shape/parts")


def _problem_finding(problems, count) -> Cause:
    id, *rest = problems[0].got.problem
    if id == "raised":
        type_name, message = rest
        raw = problems[0].raw.get("problem", {})
        code = raw.get("code")
        where = _where(raw.get("line"), raw.get("function"))
        some = "" if len(problems) == count else " on some inputs"
        shown = f"`{code[:200]}`: " if isinstance(code, str) and code else ""
        said, why = told(raw)
        said = f": {said}" if said else ""
        return finding("raised", f"{shown}{why or message}", type=type_name, where=where, some=some, said=said)
    if id == "unreadable":
        return finding(id)
    return Cause(id, rest[-1])


def _where(line, function) -> str:
    """Return the place of an exception in words; both parts come from the answer's process and may be anything."""
    if type(line) is not int or not 0 < line < 10**6:
        return ""
    if isinstance(function, str) and len(function) <= 80 and function.replace(".", "").isidentifier():
        return f" in `{function}`, line {line}"
    return f" in your line {line}"
