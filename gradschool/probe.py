"""The probe model: how `lessons/*/probes.py` says in what way an answer is tried.

A probe makes a function's arguments from a seed and names what comes back. It holds no answer, so it goes out with the
lesson: the student's check and the sandbox at grading run the same probe, on different seeds.
"""

from __future__ import annotations

import importlib.util
import math
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gradschool.catalogue import finding
from gradschool.values import NotNumbers, Numbers

VISIBLE = (1, 2, 3, 4)


class Problem(Exception):
    """A result that cannot be unpacked into observations; carries the general finding's id and its words."""

    def __init__(self, id: str, text: str):
        super().__init__(text)
        self.id, self.text = id, text

    @classmethod
    def general(cls, which: str, **parts: object) -> Problem:
        """Return one in the catalogue's words."""
        found = finding(which, **parts)
        return cls(found.id, found.text)


@dataclass(frozen=True)
class Dict:
    """A returned dict: its name, and the keys to observe (a tuple, or a function of the inputs that gives one)."""

    name: str
    keys: tuple[str, ...] | Callable[[dict], tuple[str, ...]]

    def names(self, inputs: dict) -> tuple[str, ...]:
        return tuple(self.keys(inputs)) if callable(self.keys) else self.keys


class Probe:
    """One exercise's probe; made by the decorator `probe`.

    Attributes
    ----------
    name : the exercise's name
    returns : a name, a `Dict`, or a tuple of those, in the order in which the function returns them
    groups : observation groups that share the exercise's points: group -> observation names (`"*"`: the rest), or
        group -> (weight, names) where the shares are not equal
    seeds : the visible seeds, three or more (fewer for a slow function); there are as many hidden ones
    rtol, atol : how far a right number may be from the reference's
    repeats : on how many of the seeds the function is called twice with the same inputs (fewer for a slow one)
    examples : the argument with an example in each column (by default X, or else Y), whose sizes are m and n_x
    """

    def __init__(self, make, returns, groups, seeds, rtol, atol, repeats, examples):
        self.make, self.returns, self.groups, self.seeds = make, returns, groups, tuple(seeds)
        self.rtol, self.atol, self.repeats, self.examples = rtol, atol, repeats, examples
        self.name = make.__name__
        self._call = self._unpack = self._facts = self._meanings = None
        self._held: dict[int, dict] = {}

    # What a lesson may replace, each as a decorator.

    def call(self, function):
        """Replace how the student's function is called: `function(answer, inputs)` gives what came back."""
        self._call = function
        return function

    def unpack(self, function):
        """Replace how a result is named: `function(result, inputs)` gives a dict; it may raise `Problem`."""
        self._unpack = function
        return function

    def facts(self, function):
        """Judge by properties: `function(inputs, values)` turns raw arrays into facts that any right answer shares.

        For exercises that draw random numbers. `values` maps names to float64 arrays (shapes were held against the
        reference's before); the facts are arrays, numbers or short texts, and are what is compared.
        """
        self._facts = function
        return function

    def meanings(self, function):
        """Replace the numbers that a constant ratio is explained by: `function(inputs)` gives name -> number."""
        self._meanings = function
        return function

    # What the checker uses.

    def inputs(self, seed: int) -> dict:
        """Return the function's arguments for a seed, by name and in order."""
        return self.make(np.random.default_rng([seed, zlib.crc32(self.name.encode())]))

    def held_inputs(self, seed: int) -> dict:
        """Return the same for reading only: made once for many answers, unless a generator is among them."""
        if seed in self._held:
            return self._held[seed]
        inputs = self.inputs(seed)
        if _fixed(inputs):
            self._held[seed] = inputs
        return inputs

    def run(self, answer, inputs: dict):
        """Call `answer` on `inputs` (the caller passes copies)."""
        return self._call(answer, inputs) if self._call else answer(*inputs.values())

    def observations(self, result, inputs: dict) -> dict:
        """Return what came back by observation names.

        Raises
        ------
        Problem : the result has not the form that the exercise asks for
        """
        if self._unpack:
            return self._unpack(result, inputs)
        if not isinstance(self.returns, tuple):
            return _named(result, self.returns, inputs)
        return _named_tuple(result, self.returns, inputs)

    def reduce(self, inputs: dict, values: Mapping[str, Numbers | NotNumbers]) -> dict:
        """Return the facts to compare: the values themselves, or the lesson's properties of them."""
        if self._facts is None:
            return dict(values)
        return self._facts(inputs, {name: value.array for name, value in values.items()})

    @property
    def is_plain(self) -> bool:
        """Whether the function is called once, and `returns` is what it returns."""
        return self._call is None and self._unpack is None

    @property
    def by_properties(self) -> bool:
        return self._facts is not None

    def scales(self, inputs: dict) -> dict[str, float]:
        """Return the sizes and settings of these inputs that a constant ratio may be explained by."""
        return self._meanings(inputs) if self._meanings else _scales(inputs, self.examples)

    def shares(self, names) -> dict[str, list[str]]:
        """Return the observation groups with their names spelled out."""
        if not self.groups:
            return {"result": list(names)}
        wanted = {group: entry[1] if _weighted(entry) else entry for group, entry in self.groups.items()}
        listed = {name for entry in wanted.values() for name in entry if name != "*"}
        rest = [name for name in names if name not in listed]
        return {
            group: [name for entry in entries for name in (rest if entry == "*" else [entry]) if name in names]
            for group, entries in wanted.items()
        }

    def weights(self, groups) -> dict[str, float]:
        """Return each group's share of the points; they add up to one."""
        raw = {g: self.groups[g][0] if self.groups and _weighted(self.groups[g]) else 1.0 for g in groups}
        return {group: weight / sum(raw.values()) for group, weight in raw.items()}


def _fixed(value) -> bool:
    """Whether reading leaves a value as it is; arrays in it are locked on the way."""
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif isinstance(value, dict):
        return all(_fixed(item) for item in value.values())
    elif isinstance(value, list | tuple):
        return all(_fixed(item) for item in value)
    return not isinstance(value, np.random.Generator)


def _weighted(entry) -> bool:
    return isinstance(entry, tuple) and len(entry) == 2 and isinstance(entry[0], int | float)


def probe(
    *, returns, groups=None, seeds=VISIBLE, rtol=1e-6, atol=1e-12, repeats=2, examples=None
) -> Callable[..., Probe]:
    """Declare a probe: the decorated function bears the exercise's name and makes its arguments from a generator."""
    return lambda make: Probe(make, returns, groups, seeds, rtol, atol, repeats, examples)


def distinct(rng: np.random.Generator, low: int, high: int, count: int) -> list[int]:
    """Return `count` different whole numbers from low..high, so that sizes can be told apart."""
    return [int(n) for n in rng.choice(np.arange(low, high + 1), size=count, replace=False)]


def array_in(result: Mapping, name: str, shape: tuple[int, ...]) -> np.ndarray:
    """Return an entry of a returned dict as float64, for a probe that sums up its numbers instead of keeping them.

    Raises
    ------
    Problem : it is missing, is not made of numbers, or has another shape
    """
    value = result.get(name, NotNumbers("missing"))
    if isinstance(value, NotNumbers):
        raise Problem.general("missing_key", name=name)
    if value is None:
        raise Problem.general("none", name=name)
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise Problem.general("wrong_type/array", name=name) from None
    if array.shape == shape:
        return array
    if array.shape == shape[::-1]:
        raise Problem.general("wrong_shape/side", name=name)
    if array.ndim == 1:
        raise Problem.general("wrong_shape/flat", name=name)
    raise Problem.general("wrong_shape/layer", name=name)


def load_probes(folder: Path) -> dict[str, Probe]:
    """Return the probes of a lesson folder (of its file probes.py) by exercise.

    Raises
    ------
    FileNotFoundError : there is no probes.py
    """
    path = Path(folder) / "probes.py"
    if not path.is_file():
        raise FileNotFoundError(
            f"expected a lesson's probes.py in {folder}, found none; open the notebook in its folder"
        )
    spec = importlib.util.spec_from_file_location(f"_probes_of_{path.parent.name}", path)
    module = importlib.util.module_from_spec(spec)
    # A probe may use its lesson's toolbox, and every lesson calls its own by that name.
    before, toolbox = list(sys.path), sys.modules.pop("toolbox", None)
    sys.path.insert(0, str(path.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = before
        sys.modules.pop("toolbox", None)
        if toolbox is not None:
            sys.modules["toolbox"] = toolbox
    return {value.name: value for value in vars(module).values() if isinstance(value, Probe)}


def _named(result, spec, inputs) -> dict:
    if isinstance(spec, str):
        return {spec: result}
    keys = spec.names(inputs)
    if result is None:
        raise Problem.general("none/dict", name=spec.name)
    if not isinstance(result, Mapping):
        raise Problem.general("wrong_type/dict", name=spec.name, keys=_listed(keys), type=type(result).__name__)
    if not any(key in result for key in keys):
        raise Problem.general("missing_key/all", name=spec.name, keys=_listed(keys), found=_listed(result))
    return {key: result.get(key, NotNumbers("missing")) for key in keys}


def _named_tuple(result, specs, inputs) -> dict:
    names = ", ".join(f"`{spec if isinstance(spec, str) else spec.name}`" for spec in specs)
    if isinstance(result, np.ndarray) and result.ndim == 1:
        result = list(result)  # it unpacks like a tuple
    if not isinstance(result, tuple | list):
        raise Problem.general("wrong_count/one", count=len(specs), names=names, type=type(result).__name__)
    if len(result) != len(specs):
        raise Problem.general("wrong_count/other", count=len(specs), names=names, found=len(result))
    expects_dict = [isinstance(spec, Dict) for spec in specs]
    is_dict = [isinstance(part, Mapping) for part in result]
    if expects_dict != is_dict and sorted(expects_dict) == sorted(is_dict):
        raise Problem.general("wrong_order", names=names)
    observed = {}
    for spec, part in zip(specs, result, strict=True):
        observed.update(_named(part, spec, inputs))
    return observed


def _listed(keys) -> str:
    shown = [repr(key)[:40] for key in list(keys)[:8]]
    return ", ".join(shown) if shown else "none"


def _scales(inputs, examples: str | None) -> dict[str, float]:
    found = {}
    for name in (examples,) if examples else ("X", "Y"):
        value = inputs.get(name)
        if isinstance(value, np.ndarray) and value.ndim == 2:
            found.setdefault("m", float(value.shape[1]))
            if name.startswith("X"):
                found["n_x"] = float(value.shape[0])
    for name, value in inputs.items():
        if isinstance(value, int | float | np.number) and not isinstance(value, bool) and math.isfinite(value):
            found[name] = float(value)
    return {name: value for name, value in found.items() if value not in (0.0, 1.0, -1.0)}
