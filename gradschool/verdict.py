"""The verdict: trials held against a key are right, or wrong with the cause."""

from __future__ import annotations

from dataclasses import dataclass, field

from gradschool.findings import Finding, Seen, value_finding
from gradschool.key import Key, Outcome, outcome, same_fact, same_outcome
from gradschool.probe import Probe
from gradschool.values import Numbers, Odd

UNCHANGED = "inputs unchanged"
REPEATS = "same answer twice"
CONDUCT_SHARE = 0.2  # what right values lose for a changed input or an answer that differs from call to call


@dataclass(frozen=True)
class Row:
    """One observation's line on the card; got and expected are of the first trial in which it is wrong."""

    name: str
    ok: bool
    got: Numbers | Odd | None = None
    expected: Numbers | Odd | None = None


@dataclass(frozen=True)
class Verdict:
    """What is said of one exercise.

    cause : id of the mistake or of the general finding; None if right
    named : whether the cause is a known mistake
    text : the cause in words, fit to be shown where inputs are hidden; detail : numbers, where they are not
    groups : observation group -> right or not; share : the share of the points earned, 0..1
    given : for a right answer on top of a known mistake in an earlier exercise, that exercise's name
    also : ids of further mistakes seen in other observations
    """

    exercise: str
    right: bool
    cause: str | None = None
    named: bool = False
    text: str = ""
    detail: str = ""
    rows: tuple[Row, ...] = ()
    groups: dict[str, bool] = field(default_factory=dict)
    share: float = 0.0
    given: str | None = None
    also: tuple[str, ...] = ()
    tried: int = 0

    @property
    def started(self) -> bool:
        return self.cause not in ("not_started", "absent")


@dataclass(frozen=True)
class _Trial:
    inputs: dict
    raw: dict
    got: Outcome
    ref: Outcome


def judge(probe: Probe, key: Key, raw_trials: list) -> Verdict:
    """Hold raw trials (of any origin) against the key of the same seeds."""
    trials = _matched(probe, key, raw_trials)
    if trials is None:
        text = f"no usable observations of `{key.exercise}` arrived, so nothing can be judged."
        return Verdict(key.exercise, False, "no_observations", False, text, groups=_groups(probe, key, set()))
    if all(same_outcome(probe, t.got, t.ref) for t in trials):
        return _right(probe, key, trials)
    return _wrong(probe, key, trials)


def _matched(probe, key, raw_trials):
    if not isinstance(raw_trials, list) or len(raw_trials) != len(key.seeds):
        return None
    trials = []
    for seed, raw, ref in zip(key.seeds, raw_trials, key.reference, strict=True):
        if not isinstance(raw, dict) or raw.get("seed") != seed:
            return None
        inputs = probe.inputs(seed)
        trials.append(_Trial(inputs, raw, outcome(probe, raw, inputs), ref))
    return trials


def _right(probe, key, trials):
    rows = tuple(Row(name, True) for name in key.names())
    return Verdict(
        key.exercise,
        True,
        rows=rows,
        groups=_groups(probe, key, set(key.names())),
        share=1.0,
        tried=len(trials),
    )


def _groups(probe, key, ok_names) -> dict[str, bool]:
    return {group: bool(names) and set(names) <= ok_names for group, names in probe.shares(key.names()).items()}


def _wrong(probe, key, trials):
    names = key.names()
    wrong = {name: [t for t in trials if not _is_right(probe, t, name)] for name in names}
    ok = {name for name in names if not wrong[name]}
    changed = sorted({name for t in trials for name in t.got.changed})
    moody = [t for t in trials if not t.got.repeats]
    rows = [_row(name, wrong[name]) for name in names]
    if changed:
        rows.append(Row(UNCHANGED, False))
    if moody:
        rows.append(Row(REPEATS, False))
    groups = _groups(probe, key, ok)
    share = _share(probe, groups) * (1.0 - CONDUCT_SHARE if changed or moody else 1.0)
    cause = _cause(probe, key, trials, {name: w for name, w in wrong.items() if w}, changed, moody)
    return Verdict(key.exercise, False, rows=tuple(rows), groups=groups, share=share, tried=len(trials), **cause)


def _share(probe, groups) -> float:
    weights = probe.weights(groups)
    return sum(weights[group] for group, right in groups.items() if right)


def _is_right(probe, trial, name) -> bool:
    if trial.got.problem is not None or trial.got.shapes != trial.ref.shapes:
        return False
    return same_fact(probe, trial.got.facts.get(name), trial.ref.facts.get(name))


def _row(name, wrong_trials) -> Row:
    if not wrong_trials:
        return Row(name, True)
    first = wrong_trials[0]
    return Row(name, False, first.got.facts.get(name), first.ref.facts.get(name))


def _cause(probe, key, trials, wrong, changed, moody) -> dict:
    named = _named(probe, key, trials, wrong)
    if named:
        first, *others = named
        return {
            "cause": first,
            "named": True,
            "text": key.mistakes[first].hint,
            "also": tuple(others),
            "detail": "",
        }
    finding = _general(probe, trials, wrong, changed, moody)
    return {"cause": finding.id, "text": finding.text, "detail": finding.detail}


def _named(probe, key, trials, wrong) -> list[str]:
    """Return the mistakes that explain what was seen, or nothing.

    A mistake explains a whole answer if its outcome equals the student's on every trial; several together explain it if
    they touch different observations and each equals the student's on all that it touches.
    """
    for id, known in key.mistakes.items():
        if all(same_outcome(probe, t.got, o) for t, o in zip(trials, known.outcomes, strict=True)):
            return [id]
    if probe.by_properties or any(t.got.problem or t.got.changed or not t.got.repeats for t in trials):
        return []
    explained: list[str] = []
    left = set(wrong)
    for id, known in key.mistakes.items():
        touched = _touched(probe, key, known)
        if touched and touched <= left and _explains(probe, trials, known, touched):
            explained.append(id)
            left -= touched
    order = list(wrong)
    return sorted(explained, key=lambda id: min(order.index(name) for name in _touched(probe, key, key.mistakes[id])))


def _touched(probe, key, known) -> set[str]:
    """Return the observations that a mistake alters; none if it does more than alter values."""
    touched = set()
    for o, ref in zip(known.outcomes, key.reference, strict=True):
        if o.problem or o.changed or not o.repeats or o.facts.keys() != ref.facts.keys():
            return set()
        touched |= {name for name in ref.facts if not same_fact(probe, o.facts[name], ref.facts[name])}
    return touched


def _explains(probe, trials, known, touched) -> bool:
    return all(
        same_fact(probe, t.got.facts.get(name), o.facts.get(name))
        for t, o in zip(trials, known.outcomes, strict=True)
        for name in touched
    )


def _general(probe, trials, wrong, changed, moody) -> Finding:
    problems = [t for t in trials if t.got.problem]
    if problems:
        return _problem_finding(problems, len(trials))
    if moody:
        rng = any(name == "rng" for name in trials[0].inputs)
        look = (
            "Does every draw come from the `rng` that is passed in?" if rng else "Does it keep something between calls?"
        )
        return Finding("not_repeatable", f"two calls with equal arguments gave different answers. {look}")
    if not wrong and changed:
        names = ", ".join(f"`{name}`" for name in changed)
        return Finding(
            "inputs_changed",
            f"the values are right, but the caller's {names} was changed in place; work on a copy.",
        )
    name = next(iter(wrong), None)
    if name is None:
        return Finding("different", "what came back has another form than asked for.")
    if any(t.got.shapes != t.ref.shapes for t in wrong[name]):
        return _raw_shape_finding(trials)
    if len(wrong[name]) < len(trials):
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


def _told(trial, name) -> str:
    got, expected = trial.got.facts.get(name), trial.ref.facts.get(name)
    told = [v.text if isinstance(v, Odd) else None for v in (got, expected)]
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
        line, code = raw.get("line"), raw.get("code")
        where = f" in your line {line}" if type(line) is int else ""
        some = "" if len(problems) == count else " on some inputs"
        shown = f"`{code}`: " if isinstance(code, str) and code else ""
        return Finding("raised", f"your code raised {type_name}{where}{some}.", f"{shown}{message}")
    if id in (
        "not_started",
        "absent",
        "none",
        "wrong_type",
        "wrong_count",
        "wrong_order",
        "missing_key",
        "calls_unwritten",
    ):
        return Finding(id, rest[-1])
    return Finding(id, "what came back could not be read as observations.")
