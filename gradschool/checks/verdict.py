"""The verdict: trials held against a key are right, or wrong with the cause."""

from __future__ import annotations

from dataclasses import dataclass, field

from gradschool.catalogue import NOT_STARTED, Cause, finding
from gradschool.checks.causes import Trial, cause_of
from gradschool.checks.key import Key, outcome, same_fact, same_outcome
from gradschool.probe import Probe
from gradschool.values import NotNumbers, Numbers

UNCHANGED = "inputs unchanged"
REPEATS = "same answer twice"
CONDUCT_SHARE = 0.2  # what right values lose for a changed input or an answer that differs from call to call


@dataclass(frozen=True)
class Row:
    """One observation's line on the card; got and expected are of the first trial in which it is wrong.

    judged : whether anything of it was seen; after an exception, or in a wrong form, there is nothing to judge
    """

    name: str
    ok: bool
    got: Numbers | NotNumbers | None = None
    expected: Numbers | NotNumbers | None = None
    judged: bool = True


@dataclass(frozen=True)
class Verdict:
    """What is said of one exercise.

    cause : why it is wrong; None if right
    groups : observation group -> right or not; share : the share of the points earned, 0..1
    on_top_of : for a right answer on top of a known mistake in an earlier exercise, that exercise's name
    """

    exercise: str
    right: bool
    cause: Cause | None = None
    rows: tuple[Row, ...] = ()
    groups: dict[str, bool] = field(default_factory=dict)
    share: float = 0.0
    on_top_of: str | None = None
    tried: int = 0

    @property
    def cause_id(self) -> str | None:
        """The id of its cause, a known mistake's or a general finding's; None if right."""
        return self.cause.id if self.cause else None

    @property
    def started(self) -> bool:
        return self.cause_id not in NOT_STARTED


def verdict_on(probe: Probe, key: Key, raw_trials: list) -> Verdict:
    """Hold raw trials (of any origin) against the key of the same seeds."""
    trials = _matched(probe, key, raw_trials)
    if trials is None:
        cause = finding("no_observations", name=key.exercise)
        return Verdict(key.exercise, False, cause, groups=_groups(probe, key, set()))
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
        inputs = probe.held_inputs(seed)
        trials.append(Trial(inputs, raw, outcome(probe, raw, inputs, ref), ref))
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
    unrepeatable = [t for t in trials if not t.got.repeats]
    rows = [_row(probe, name, wrong[name]) for name in names]
    if changed:
        rows.append(Row(UNCHANGED, False))
    if unrepeatable:
        rows.append(Row(REPEATS, False))
    groups = _groups(probe, key, ok)
    share = _share(probe, groups) * (1.0 - CONDUCT_SHARE if changed or unrepeatable else 1.0)
    cause = cause_of(probe, key, trials, {name: w for name, w in wrong.items() if w}, changed, unrepeatable)
    return Verdict(key.exercise, False, cause, tuple(rows), groups, share, tried=len(trials))


def _share(probe, groups) -> float:
    weights = probe.weights(groups)
    return sum(weights[group] for group, right in groups.items() if right)


def _is_right(probe, trial, name) -> bool:
    if trial.got.problem is not None or trial.got.shapes != trial.ref.shapes:
        return False
    return same_fact(probe, trial.got.facts.get(name), trial.ref.facts.get(name))


def _row(probe, name, wrong_trials) -> Row:
    if not wrong_trials:
        return Row(name, True)
    for t in wrong_trials:
        got, expected = t.got.facts.get(name), t.ref.facts.get(name)
        if got is not None and not same_fact(probe, got, expected):
            return Row(name, False, got, expected)
    return Row(name, False, judged=False)
