"""The cause of a wrong verdict: the known mistakes that explain it, or the most telling general finding.

A mistake is named only where its outcome equals the answer's on all that was tried.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gradschool.checks.explain import told
from gradschool.checks.findings import Finding, Seen, value_finding
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
) -> dict:
    """Return the fields of a verdict that say why it is wrong: cause, named, text, detail, also.

    wrong : observation name -> the trials in which it is wrong; changed : arguments changed in place
    unrepeatable : trials in which two calls disagreed
    """
    named = _named(probe, key, trials, wrong)
    if named:
        (first, explained), *others = named
        return {
            "cause": first,
            "named": True,
            "text": key.mistakes[first].hint + _rest([name for name in wrong if name not in explained]),
            "also": tuple(id for id, _ in others),
            "detail": "",
        }
    finding = _general(probe, trials, wrong, changed, unrepeatable)
    text = finding.text
    if wrong and changed and finding.id not in ("raised", "not_repeatable"):
        again = "is it" if len(changed) == 1 else "are they"
        text += f" The caller's {_were(changed)} changed in place: {again} read again afterwards?"
    # What kept a call from giving observations is named by the answer's process, which may be hostile.
    cause = "unreadable" if finding.id in key.mistakes else finding.id
    return {"cause": cause, "text": text, "detail": finding.detail}


def _listed(names) -> str:
    *most, last = [f"`{name}`" for name in names]
    return f"{', '.join(most)} and {last}" if most else last


def _were(names) -> str:
    return f"{_listed(names)} {'was' if len(names) == 1 else 'were'}"


def _rest(names) -> str:
    """Return the sentence on the wrong observations that a named mistake does not explain."""
    if not names:
        return ""
    return f" {_listed(names)} {'is' if len(names) == 1 else 'are'} wrong too."


def _named(probe, key, trials, wrong) -> list[tuple[str, set[str]]]:
    """Return the mistakes that explain what was seen, each with the observations it explains, or nothing.

    A mistake explains a whole answer if its outcome equals the student's on every trial; several together explain it if
    they touch different observations and each equals the student's on all that it touches.
    """
    for id, known in key.mistakes.items():
        if all(same_outcome(probe, t.got, o) for t, o, _ in _last_first(trials, known, key)):
            return [(id, set(wrong))]
    if probe.by_properties or any(t.got.problem or t.got.changed or not t.got.repeats for t in trials):
        return []
    explained: list[tuple[str, set[str]]] = []
    left = {name for name in wrong if not _swapped(probe, wrong, name)}  # exchanged values are a cause by themselves
    for id, known in key.mistakes.items():
        touched = _explained(probe, key, trials, known, left)
        if touched and _informative(key, known, touched):
            explained.append((id, touched))
            left -= touched
    order = list(wrong)
    return sorted(explained, key=lambda found: min(map(order.index, found[1])))


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
    """Whether a mistake shows a finite number of its own; nan and inf look the same whatever their cause."""
    return any(
        _is_informative(o.facts[name], ref.facts[name])
        for o, ref in zip(known.outcomes, key.reference, strict=True)
        for name in touched & ref.facts.keys()  # a deeper network has names that others lack
    )


def _is_informative(value, expected) -> bool:
    if isinstance(value, NotNumbers) and value.kind in ("missing", "none"):
        return False  # what is not there looks the same whatever the cause
    if not (isinstance(value, Numbers) and isinstance(expected, Numbers)):
        return value != expected
    if value.shape != expected.shape:
        return True
    return bool(np.any(np.isfinite(value.array) & (value.array != expected.array)))


def _agree(probe, t, o, names) -> bool:
    return all(same_fact(probe, t.got.facts.get(name), o.facts.get(name)) for name in names)


def _general(probe, trials, wrong, changed, unrepeatable) -> Finding:
    problems = [t for t in trials if t.got.problem]
    if problems:
        return _problem_finding(problems, len(trials))
    if unrepeatable:
        rng = any(name == "rng" for name in trials[0].inputs)
        look = (
            "Does every draw come from the `rng` that is passed in?" if rng else "Does it keep something between calls?"
        )
        return Finding("not_repeatable", f"two calls with equal arguments gave different answers. {look}")
    if not wrong and changed:
        work = "a copy" if len(changed) == 1 else "copies"
        return Finding(
            "inputs_changed",
            f"the values are right, but the caller's {_were(changed)} changed in place; work on {work}.",
        )
    if not wrong:
        return Finding("different", "what came back has another form than asked for.")
    if any(t.got.shapes != t.ref.shapes for t in next(iter(wrong.values()))):
        return _raw_shape_finding(trials)
    # What is wrong everywhere comes before what is right by chance; a finding that says something before one that
    # does not.
    everywhere = [name for name in wrong if len(wrong[name]) == len(trials)] or list(wrong)
    found = [_finding_on(probe, trials, wrong, name) for name in everywhere]
    if found[0].id != "different":
        return found[0]
    return next((f for f in found if f.id in _STRUCTURE), found[0])


def _finding_on(probe, trials, wrong, name) -> Finding:
    if len(wrong[name]) < len(trials) and not _decisions(wrong[name], name):
        return Finding(
            "some_inputs_only",
            f"`{name}` is right on some inputs and wrong on others, which differ in sizes and settings. "
            "Is a number typed in where a size or an argument belongs, or a case left out?",
            f"right on {len(trials) - len(wrong[name])} of {len(trials)}",
        )
    if any(not isinstance(t.ref.facts.get(name), Numbers) or t.got.facts.get(name) is None for t in wrong[name]):
        return Finding("property", f"{name}: not as it must be.", _told(wrong[name][0], name))
    swapped = _swapped(probe, wrong, name)
    if swapped:
        return Finding("swapped", f"`{name}` and `{swapped}` hold each other's values.")
    return value_finding(
        name,
        [Seen(t.got.facts[name], t.ref.facts[name], t.inputs, probe.scales(t.inputs)) for t in wrong[name]],
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


def _raw_shape_finding(trials) -> Finding:
    for t in trials:
        for name, expected in t.ref.shapes.items():
            got = t.got.shapes.get(name, "missing")
            if got != expected:
                words = {"none": "is None. Is it computed and returned?", "missing": "is missing."}
                text = words.get(got, "has the wrong shape." if got.startswith("(") else "must be made of numbers.")
                return Finding(
                    "wrong_shape" if got.startswith("(") else got,
                    f"`{name}` {text}",
                    f"{got}, expected {expected}",
                )
        if t.got.shapes != t.ref.shapes:
            break
    return Finding("wrong_shape", "what came back has more parts than asked for.")


def _problem_finding(problems, count) -> Finding:
    id, *rest = problems[0].got.problem
    if id == "raised":
        type_name, message = rest
        raw = problems[0].raw.get("problem", {})
        code = raw.get("code")
        where = _where(raw.get("line"), raw.get("function"))
        some = "" if len(problems) == count else " on some inputs"
        shown = f"`{code[:200]}`: " if isinstance(code, str) and code else ""
        words, why = told(raw)
        words = f": {words}" if words else ""
        return Finding("raised", f"your code raised {type_name}{where}{some}{words}.", f"{shown}{why or message}")
    if id == "unreadable":
        return Finding(id, "what came back could not be read as observations.")
    return Finding(id, rest[-1])


def _where(line, function) -> str:
    """Return the place of an exception in words; both parts come from the answer's process and may be anything."""
    if type(line) is not int or not 0 < line < 10**6:
        return ""
    if isinstance(function, str) and len(function) <= 80 and function.replace(".", "").isidentifier():
        return f" in `{function}`, line {line}"
    return f" in your line {line}"
