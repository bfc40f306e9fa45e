"""Every general finding: its id, its words, and when they are true. A known mistake has its author's words instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cause:
    """Why an answer is wrong.

    id : of the known mistake or of the general finding
    text : the cause in words, fit to be shown where inputs are hidden; detail : numbers, where they are not
    named : whether it is a known mistake
    """

    id: str
    text: str
    detail: str = ""
    named: bool = False


NOT_STARTED = ("absent", "not_started")
UNWRITTEN = (*NOT_STARTED, "calls_unwritten", "cell_failed")

# Before the slash stands the finding's id, behind it which of its wordings this is; then the words, and when they are
# true. "Everywhere" means in all trials in which the observation is wrong.
WORDINGS: dict[str, tuple[str, str]] = {
    # There is no answer yet, or none that can be called.
    "absent": ("there is no function named `{name}`.", "nothing of that name can be called"),
    "not_started": ("`{name}` is not written yet.", "the stub was reached"),
    "calls_unwritten": ("it calls `{name}`, which is not written yet.", "the stub of another exercise was reached"),
    "cell_failed": ("{why}", "there is no such function, and its cell or file could not be run: the reason is said"),
    "no_observations": (
        "no usable observations of `{name}` arrived, so nothing can be judged.",
        "what came out of the sandbox is no list of trials on these seeds",
    ),
    "builds_on_wrong": (
        "it builds on your `{earlier}`, which is not right yet; look there first. {earlier}: {text}",
        "an exercise that it uses is wrong, and nothing better can be said of it",
    ),
    # The call gave nothing to observe.
    "raised": ("your code raised {type}{where}{some}{said}.", "the call ended with an exception"),
    "unreadable": ("what came back could not be read as observations.", "a trial has not the form of one"),
    "wrong_type/async": (
        "`{name}` is an `async def`, which gives no value when it is called; write a plain `def`.",
        "the function is a coroutine or an asynchronous generator",
    ),
    "none/dict": (
        "it returned None where the dict `{name}` belongs. Is the return line reached?",
        "None came back in place of a dict",
    ),
    "wrong_type/dict": (
        "`{name}` must be a dict with the keys {keys}; what came back is a {type}.",
        "something else came back in place of a dict",
    ),
    "missing_key/all": ("`{name}` has none of the keys {keys}; it has {found}.", "no key of a dict is there"),
    "wrong_count/one": ("it must return {count} things, {names}; one {type} came back.", "what came back is no tuple"),
    "wrong_count/other": (
        "it must return {count} things, {names}; {found} came back.",
        "a tuple or list of another length came back",
    ),
    "wrong_order": (
        "the returned things stand in another order; the order asked for is {names}.",
        "the dicts stand where the others belong",
    ),
    # How the call behaved.
    "not_repeatable/rng": (
        "two calls with equal arguments gave different answers. Does every draw come from the `rng` that is passed in?",
        "they did, and `rng` is an argument",
    ),
    "not_repeatable/no rng": (
        "two calls with equal arguments gave different answers. Does it keep something between calls?",
        "they did, and there is no such argument",
    ),
    "inputs_changed": (
        "the values are right, but the caller's {names} changed in place; work on {copies}.",
        "every value is right, and an argument is another one after the call",
    ),
    "also/inputs_changed": (
        " The caller's {names} changed in place: {are_they} read again afterwards?",
        "said behind another finding: an argument is another one after the call",
    ),
    "also/others": (" {names} wrong too.", "said behind a hint: the mistake does not explain these observations"),
    # One value: whether there is one, and of which kind and shape.
    "none": ("`{name}` is None. Is it computed and returned?", "None stands in some trial"),
    "missing_key": ("the key `{name}` is missing from the dict that came back.", "it is missing in some trial"),
    "missing_key/part": ("`{name}` is missing.", "it is missing in some trial, where properties are judged"),
    "wrong_type": (
        "`{name}` must be made of numbers; what came back is {came}.",
        "something else stands in some trial",
    ),
    "wrong_type/part": ("`{name}` must be made of numbers.", "the same, where properties are judged"),
    "wrong_type/array": ("`{name}` must be an array of numbers.", "a probe of draws cannot make one of it"),
    "wrong_shape/huge": ("`{name}` is far too large.", "it has more numbers than are observed"),
    "wrong_shape/number": (
        "`{name}` has the wrong shape: one plain number belongs here, and it came inside an array.",
        "one number came with axes",
    ),
    "wrong_shape/entries": (
        "`{name}` has the wrong shape: it has another number of entries than asked for.",
        "both are flat, and of different lengths",
    ),
    "wrong_shape/transposed": ("`{name}` has the wrong shape: it is transposed.", "the axes are exchanged"),
    "wrong_shape/lost axis": (
        "`{name}` has the wrong shape: an axis was lost; look for keepdims=True or a reshape.",
        "it is flat where a row or column of that length belongs",
    ),
    "wrong_shape/square": (
        "`{name}` has the wrong shape: a row met a column (or a flat array), and broadcasting made a square of them.",
        "it is a square of the side of the row or column that belongs there",
    ),
    "wrong_shape/columns": (
        "`{name}` has the wrong shape: it has several columns where one belongs; was the sum over the examples taken?",
        "it has as many rows as the column that belongs there",
    ),
    "wrong_shape/summed": (
        "`{name}` has the wrong shape: an axis was summed or shared that must stay.",
        "one axis has length one, the other one is right",
    ),
    "wrong_shape": (
        "`{name}` has the wrong shape.",
        "the shape is another one and none of these, or not the same one everywhere",
    ),
    "wrong_shape/parts": ("what came back has more parts than asked for.", "names came back that the reference lacks"),
    "wrong_shape/side": (
        "`{name}` lies on its side: a row belongs to each unit of its layer.",
        "a weight matrix that a probe sums up is transposed",
    ),
    "wrong_shape/flat": (
        "`{name}` is a flat array; it must have two axes, a row for each unit.",
        "a weight matrix that a probe sums up has one axis",
    ),
    "wrong_shape/layer": (
        "`{name}` has the wrong shape: W is (n_out, n_in), b is (n_out, 1).",
        "a weight matrix that a probe sums up has another shape",
    ),
    # One value of the right shape: what its numbers have in common with the right ones. "Near" is as near as the
    # probe asks of a right number.
    "nan/only": (
        "`{name}` contains nan{some}: look for log(0), a division by 0 or an overflow.",
        "nan stands where a finite number belongs, and what is finite is right",
    ),
    "nan/besides": (
        "`{name}` contains nan{some}, and its ordinary numbers are wrong too: look at the formula first.",
        "nan stands where a finite number belongs, and some finite number is wrong",
    ),
    "inf/only": (
        "`{name}` contains inf{some}: look for log(0), a division by 0 or an overflow.",
        "the same with an infinity",
    ),
    "inf/besides": (
        "`{name}` contains inf{some}, and its ordinary numbers are wrong too: look at the formula first.",
        "the same with an infinity",
    ),
    "transposed": ("`{name}` holds the right numbers, transposed.", "a square's transpose is near, everywhere"),
    "zero": (
        "`{name}` is zero where it should not be. Is it computed, or multiplied by zero?",
        "all numbers are 0 everywhere, where others belong",
    ),
    "ratio/sign": (
        "`{name}` is of the right size with the opposite sign: look for a minus, or a difference taken the other way "
        "round.",
        "got / expected is near -1, everywhere",
    ),
    "ratio/twice": (
        "`{name}` is exactly twice the right value: is a factor 1/2 missing, or something counted twice?",
        "it is near 2, everywhere",
    ),
    "ratio/half": (
        "`{name}` is exactly half the right value: is there a factor 1/2 too many?",
        "it is near 1/2, everywhere",
    ),
    "ratio/minus twice": (
        "`{name}` is exactly twice the right value, with the opposite sign.",
        "it is near -2, everywhere",
    ),
    "ratio/minus half": (
        "`{name}` is exactly half the right value, with the opposite sign.",
        "it is near -1/2, everywhere",
    ),
    "ratio/times": (
        "`{name}` is {factor}{size} times too large{sign}: is a division by {size} missing?",
        "it is near a size or setting of the inputs (or twice or half of it), everywhere, and no other explains it",
    ),
    "ratio/divided": (
        "`{name}` is {factor}{size} times too small{sign}: is it divided by {size} once too often?",
        "the same, of one divided by it",
    ),
    "ratio/times square": (
        "`{name}` is {factor}{size}² times too large{sign}: is {size} multiplied where it should divide?",
        "the same, of its square",
    ),
    "ratio/divided square": (
        "`{name}` is {factor}{size}² times too small{sign}.",
        "the same, of one divided by its square",
    ),
    "ratio/constant": (
        "`{name}` is the right value times one constant, the same on every input.",
        "it is near one and the same number, everywhere",
    ),
    "ratio/changing": (
        "`{name}` is proportional to the right value; the factor changes with the input, so a size or a setting is "
        "in it.",
        "in each trial all numbers have one ratio, and the trials have different ones",
    ),
    "untouched": (
        "`{name}` came back equal to the argument `{argument}`, unchanged.",
        "it equals that argument, number by number, everywhere",
    ),
    "offset": (
        "`{name}` differs from the right value by one constant, the same everywhere.",
        "got - expected is near one and the same number, everywhere",
    ),
    "whole_numbers": (
        "`{name}` holds whole numbers only, where fractions belong.",
        "all its numbers are whole everywhere, and not all of the right ones are",
    ),
    "partly": (
        "some numbers of `{name}` are right and others are not.",
        "some are near and some are not, everywhere",
    ),
    "swapped": ("`{name}` and `{other}` hold each other's values.", "each is near the other's right values"),
    "some_inputs_only": (
        "`{name}` is right on some inputs and wrong on others, which differ in sizes and settings. "
        "Is a number typed in where a size or an argument belongs, or a case left out?",
        "it is right in some trial and wrong in another, and its values are not only zeros and ones",
    ),
    "property": ("{name}: not as it must be.", "a property in words is another one, or could not be made"),
    "different/number": ("`{name}` is another number than expected.", "one number belongs there; none of the others"),
    "different": ("`{name}` has the right shape and other numbers.", "none of the others"),
    "different/form": ("what came back has another form than asked for.", "nothing observed is wrong by itself"),
}


def words(which: str, **parts: object) -> str:
    """Return a wording with its parts put in.

    Raises
    ------
    KeyError : there is no such wording, or it has other parts
    """
    return WORDINGS[which][0].format(**parts)


def finding(which: str, detail: str = "", **parts: object) -> Cause:
    """Return a general finding in one of its wordings.

    Raises
    ------
    KeyError : there is no such wording, or it has other parts
    """
    return Cause(which.partition("/")[0], words(which, **parts), detail)
