"""Follow-through: one mistake costs once.

An exercise may call earlier ones. Where those are wrong in a known way, the later one is held against what the
reference would have done on top of that mistake; where they are wrong in an unknown way, they are named first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from gradschool.catalogue import UNWRITTEN, finding
from gradschool.checks.evidence import informative_fact
from gradschool.checks.key import ANYTHING, Key, Outcome, same_outcome
from gradschool.checks.verdict import Verdict, verdict_on
from gradschool.probe import Probe
from gradschool.values import Numbers


@dataclass
class Following:
    """Verdicts on the exercises of one answer, each followed through.

    probes : the lesson's probes
    uses : exercise -> the earlier exercises it uses, directly or through others, in the lesson's order
    key : `key(exercise, beneath)` gives the key on top of known mistakes (exercise -> mistake id), or None without one
    trials : `trials(exercise)` gives the raw trials of the answer
    proven : where points are given: `proven(exercise, beneath, key, trials)` gives the observation groups that show
        more than chance on top of known mistakes, of an exercise judged by properties
    may_blame : whether an earlier exercise may be why one goes wrong: `may_blame(exercise, earlier)`
    """

    probes: dict[str, Probe]
    uses: dict[str, tuple[str, ...]]
    key: Callable[[str, dict[str, str]], Key | None]
    trials: Callable[[str], list]
    proven: Callable[[str, dict[str, str], Key, list], set[str]] | None = None
    may_blame: Callable[[str, str], bool] = lambda exercise, earlier: True
    _found: dict[str, Verdict] = field(default_factory=dict)

    def verdict(self, name: str) -> Verdict:
        """Return the verdict on exercise `name`."""
        if name not in self._found:
            self._found[name] = self._verdict(name)
        return self._found[name]

    def _verdict(self, name):
        trials = self.trials(name)
        alone = verdict_on(self.probes[name], self.key(name, {}), trials)
        if alone.right or not alone.started or alone.cause_id == "no_observations":
            return alone
        wrong = [v for v in map(self.verdict, self.uses[name]) if not v.right]
        # What was not written was not called: else there would be an error that says so.
        wrong = [v for v in wrong if v.cause_id not in UNWRITTEN or _names_it(trials, v.exercise)]
        wrong = [v for v in wrong if self.may_blame(name, v.exercise)]
        # A known mistake that makes no difference here is not to blame.
        wrong = [v for v in wrong if not (v.cause.named and self._harmless(name, v))]
        if not wrong:
            return alone
        known = {v.exercise: v.cause.id for v in wrong if v.cause.named}
        followed = self._followed(name, trials, known, alone) if known else None
        if followed is not None:
            share = max(alone.share, followed.share)
            if followed.right or (followed.cause and followed.cause.named and len(known) == len(wrong)):
                return replace(followed, share=share)
            alone = replace(alone, share=share)
        return blamed(alone, next((v for v in wrong if not v.cause.named), wrong[0]))

    def _harmless(self, name, earlier):
        plain, beneath = self.key(name, {}), self.key(name, {earlier.exercise: earlier.cause.id})
        return beneath is not None and all(
            same_outcome(self.probes[name], a, b) for a, b in zip(beneath.reference, plain.reference, strict=True)
        )

    def _followed(self, name, trials, beneath, alone):
        """Return the verdict on top of known mistakes; None where nothing is right that tells of more than chance."""
        key, probe = self.key(name, beneath), self.probes[name]
        if key is None or any(o.problem is not None for o in key.reference):
            return None
        if probe.by_properties and self.proven:
            return self._followed_where_proven(name, trials, beneath, alone)
        plain = self.key(name, {})
        telling = {fact for fact in key.names() if informative_fact(probe, plain, key, fact)}
        if not telling:
            return None
        key = replace(key, reference=tuple(map(_forgiving, key.reference)))
        followed = verdict_on(probe, key, trials)
        groups = probe.shares(key.names())
        proven = any(right and telling & set(groups[group]) for group, right in followed.groups.items())
        if not followed.right:
            return followed if proven else replace(followed, share=0.0)
        return _on_top_of(followed, beneath) if proven else None

    def _followed_where_proven(self, name, trials, beneath, alone):
        """Return the verdict on top of known mistakes, with the points of what is right alone or proven there."""
        key, probe = self.key(name, beneath), self.probes[name]
        key = replace(key, reference=tuple(map(_forgiving, key.reference)))
        followed = verdict_on(probe, key, trials)
        right = {group for group, ok in followed.groups.items() if ok}
        earned = right & {group for group, ok in alone.groups.items() if ok}
        if right - earned:
            earned |= right & self.proven(name, beneath, key, trials)
        if followed.right and earned == right:
            return _on_top_of(followed, beneath)
        whole = probe.weights(followed.groups)
        conduct = followed.share / sum(whole[group] for group in right) if right else 1.0
        share = conduct * sum(whole[group] for group in earned)
        return replace(followed, right=False, share=share)


def _names_it(trials: list, exercise: str) -> bool:
    """Whether an error tells of an exercise that is not written: raw trials may come from anyone, of any form."""
    problems = [trial.get("problem") for trial in trials if isinstance(trial, dict)]
    problems = [problem for problem in problems if isinstance(problem, dict)]
    said = re.compile(rf"\b{re.escape(exercise)}\b")
    return any(said.search(str(problem.get(part))[:400]) for problem in problems for part in ("text", "function"))


def _on_top_of(followed: Verdict, beneath: dict[str, str]) -> Verdict:
    """Return a right verdict on top of known mistakes that says so."""
    return replace(followed, on_top_of=next(iter(beneath)))


def blamed(verdict: Verdict, earlier: Verdict) -> Verdict:
    """Return a wrong verdict that says first that an exercise it builds on is wrong."""
    cause = finding("builds_on_wrong", earlier=earlier.exercise, text=earlier.cause.text)
    return replace(verdict, cause=cause)


def key_on_top_of(key: Key, beneath: dict[str, str]) -> Key | None:
    """Return a stored key on top of known mistakes, as far as stored: one mistake, without mistakes of its own."""
    if not beneath:
        return key
    if len(beneath) > 1:
        return None
    for step in key.follow_through:
        if beneath == {step.exercise: step.mistake}:
            return replace(key, reference=step.outcomes, mistakes={}, follow_through=())
    return replace(key, mistakes={}, follow_through=())  # that mistake makes no difference here


def _forgiving(o: Outcome) -> Outcome:
    """Leave out what is not finite: right answers in different styles differ in how they fail on broken ground."""
    return replace(o, facts={name: ANYTHING if _broken(value) else value for name, value in o.facts.items()})


def _broken(value) -> bool:
    return isinstance(value, Numbers) and not np.all(np.isfinite(value.array))
