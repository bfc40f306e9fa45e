"""The table of exceptions that are explained: how each kind is known, and which function says what of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gradschool.checks.explain import calls, names, results, shapes, types
from gradschool.checks.explain.case import Case


@dataclass(frozen=True)
class Row:
    """One kind of exception: how it is known, what is said of it, and the same in words that name no value."""

    kind: str
    type: str
    pattern: str
    sentence: Callable[[Case], str | None]
    words: str


_NOT_DEFINED = "a name is used that has no value"
_SHAPES = "the shapes of two arrays do not go together"
_RESULT = "a result of several things is not unpacked as it is returned"
_ARGUMENTS = "a function is called with other arguments than it has"
_NONE = "an operation meets a value that it is not made for"
_INDEX = "an index does not fit what is indexed"
_ONE = "a whole array stands where one number belongs"

TABLE = (
    # Shapes.
    Row(
        "matrix_product",
        "ValueError",
        r"matmul: Input operand|shapes .* not aligned",
        shapes.matrix_product,
        "the factors of a matrix product do not fit together",
    ),
    Row(
        "broadcast",
        "ValueError",
        r"could not be broadcast together|shape mismatch: objects cannot be broadcast",
        shapes.broadcast,
        _SHAPES,
    ),
    Row(
        "in_place",
        "ValueError",
        r"non-broadcastable output operand with shape (\(.*?\)) doesn't match the broadcast shape (\(.*?\))",
        shapes.in_place,
        "an operation in place would change a shape",
    ),
    Row(
        "into_slice",
        "ValueError",
        r"could not broadcast input array from shape (\(.*?\)) into shape (\(.*?\))",
        shapes.into_slice,
        "an array of one shape is put where another shape is",
    ),
    Row(
        "mask_length",
        "IndexError",
        r"boolean index did not match indexed array along axis (\d+); size of axis is (\d+) "
        r"but size of corresponding boolean axis is (\d+)",
        shapes.mask_length,
        "a mask has another size than the array",
    ),
    Row(
        "axis",
        "AxisError",
        r"axis (-?\d+) is out of bounds for array of dimension (\d+)",
        shapes.axis_too_large,
        "an axis is asked for that the array does not have",
    ),
    Row(
        "reshape",
        "ValueError",
        r"cannot reshape array of size (\d+) into shape (\(.*?\))",
        shapes.reshape,
        "an array cannot take the shape asked for",
    ),
    Row(
        "concatenate",
        "ValueError",
        r"all the input array",
        shapes.concatenate,
        "arrays that are joined differ in shape",
    ),
    Row(
        "stack",
        "ValueError",
        r"all input arrays must have the same shape",
        shapes.stack,
        "arrays that are stacked differ in shape",
    ),
    Row(
        "ragged",
        "ValueError",
        r"setting an array element with a sequence",
        shapes.ragged,
        "parts of different shapes do not make one array",
    ),
    Row(
        "shape_in_brackets",
        "TypeError",
        r"Cannot interpret '.*' as a data type",
        shapes.number_for_shape,
        "a shape is one argument, in brackets of its own",
    ),
    Row(
        "list_of_arrays",
        "TypeError",
        r"only integer scalar arrays can be converted to a scalar index",
        shapes.lonely_arrays,
        "an array stands where a whole number belongs",
    ),
    # Indices.
    Row(
        "too_many_indices",
        "IndexError",
        r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed",
        shapes.too_many_indices,
        _INDEX,
    ),
    Row(
        "index",
        "IndexError",
        r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)",
        shapes.out_of_range,
        _INDEX,
    ),
    Row(
        "index",
        "IndexError",
        r"(list|tuple|string) (assignment )?index out of range",
        shapes.sequence_out_of_range,
        _INDEX,
    ),
    Row("index", "IndexError", r"only integers, slices|arrays used as indices must be", shapes.bad_array_index, _INDEX),
    Row(
        "entry_of_number",
        "IndexError",
        r"invalid index to scalar variable",
        types.scalar_index,
        "an entry is asked of a single number",
    ),
    Row("key_of_sequence", "TypeError", r"(list|tuple) indices must be integers", types.bad_key_of_sequence, _INDEX),
    Row(
        "no_entries",
        "TypeError",
        r"is not subscriptable",
        types.not_subscriptable,
        "an entry is asked of what has none",
    ),
    Row(
        "fixed_entries",
        "TypeError",
        r"does not support item assignment",
        types.no_item_assignment,
        "an entry is set in what cannot be changed",
    ),
    Row(
        "unhashable",
        "TypeError",
        r"unhashable type: '([\w.]+)'|cannot use '([\w.]+)' as",
        types.unhashable,
        "something that can be no key stands where a key belongs",
    ),
    Row(
        "unhashable",
        "KeyError",
        r"^(slice)\(",
        types.unhashable,
        "something that can be no key stands where a key belongs",
    ),
    # Names.
    Row(
        "unassigned",
        "UnboundLocalError",
        r"local variable '(\w+)'",
        names.unassigned,
        "a name is read before it has a value",
    ),
    Row("unassigned", "NameError", r"free variable '(\w+)'", names.unassigned, "a name is read before it has a value"),
    Row("undefined", "NameError", r"name '(\w+)' is not defined", names.undefined, _NOT_DEFINED),
    Row("key", "KeyError", r"", names.missing_key, "a dict is asked for a key that it does not have"),
    Row(
        "not_in_module",
        "AttributeError",
        r"module '([\w.]+)' has no attribute '(\w+)'",
        names.not_in_module,
        "a module is asked for a name that it does not have",
    ),
    Row(
        "attribute",
        "AttributeError",
        r"has no attribute '(\w+)'",
        names.no_attribute,
        "a value is asked for an attribute that it does not have",
    ),
    Row(
        "no_module",
        "ModuleNotFoundError",
        r"No module named '([\w.]+)'",
        names.no_module,
        "a module is imported that is not installed",
    ),
    # Results of several things.
    Row(
        "unpacking",
        "ValueError",
        r"too many values to unpack|not enough values to unpack",
        results.wrong_count,
        _RESULT,
    ),
    Row(
        "unpacking",
        "TypeError",
        r"cannot unpack non-iterable ([\w.]+) object|iteration over a (0-d) array",
        results.single_value,
        _RESULT,
    ),
    # Calls.
    Row(
        "arguments",
        "TypeError",
        r"([\w.<>]+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (.*)",
        calls.missing_arguments,
        _ARGUMENTS,
    ),
    Row(
        "arguments",
        "TypeError",
        r"([\w.<>]+)\(\) takes (?:at most )?((?:from \d+ to )?\d+) positional arguments? but (\d+) "
        r"(?:positional arguments \(and .*\) )?(?:was|were) given",
        calls.too_many_arguments,
        _ARGUMENTS,
    ),
    Row(
        "arguments",
        "TypeError",
        r"([\w.<>]+)\(\) got an unexpected keyword argument '(\w+)'",
        calls.unknown_keyword,
        _ARGUMENTS,
    ),
    Row(
        "arguments",
        "TypeError",
        r"([\w.<>]+)\(\) got multiple values for argument '(\w+)'",
        calls.twice_given,
        _ARGUMENTS,
    ),
    Row(
        "not_callable",
        "TypeError",
        r"'([\w.]+)' object is not callable",
        calls.not_callable,
        "something is called that is no function",
    ),
    Row("recursion", "RecursionError", r"", calls.recursion, "a function calls itself without end"),
    Row("quit", "SystemExit", r"", calls.quit_called, "`exit` is called"),
    # Values of the wrong kind.
    Row(
        "truth",
        "ValueError",
        r"truth value of an array",
        types.truth,
        "a whole array stands where one truth value belongs",
    ),
    Row(
        "one_number",
        "TypeError",
        r"only (?:length-1|size-1|0-dimensional) arrays can be converted",
        types.one_number,
        _ONE,
    ),
    Row(
        "one_number",
        "TypeError",
        r"must be real number, not|argument must be a string or a real number",
        types.one_number,
        _ONE,
    ),
    Row(
        "whole_number",
        "TypeError",
        r"'([\w.]+)' object cannot be interpreted as an integer",
        types.whole_number,
        "a whole number belongs where something else stands",
    ),
    Row(
        "not_iterable",
        "TypeError",
        r"'([\w.]+)' object is not iterable|iteration over a 0-d array",
        types.not_iterable,
        "a loop or a function goes through what is a single value",
    ),
    Row(
        "no_length",
        "TypeError",
        r"has no len\(\)|len\(\) of unsized object",
        types.no_length,
        "the length of a single value is asked for",
    ),
    Row(
        "mask_arithmetic",
        "TypeError",
        r"numpy boolean (subtract|negative)",
        types.boolean_arithmetic,
        "masks of True and False are subtracted",
    ),
    Row(
        "integers",
        "TypeError",
        r"Cannot cast ufunc '\w+' output from dtype\('(\w+)'\) to dtype\('(\w+)'\)",
        types.integers_in_place,
        "an array of whole numbers is to take fractions in place",
    ),
    Row(
        "no_number",
        "TypeError",
        r"loop of ufunc does not support argument|ufunc '\w+' not supported for the input types|did not contain a loop",
        types.array_of_objects,
        _NONE,
    ),
    Row("no_number", "TypeError", r"ufunc", calls.string_for_numbers, _NONE),
    Row(
        "no_number",
        "TypeError",
        r"unsupported operand type|bad operand type|not supported between|can't multiply sequence|"
        r"can only concatenate|must be str, not",
        types.wrong_operand,
        _NONE,
    ),
    Row("read_only", "ValueError", r"is read-only", types.read_only, "an array is written that cannot be"),
    Row("zero_division", "ZeroDivisionError", r"", types.divided_by_zero, "a number is divided by zero"),
    Row(
        "domain",
        "ValueError",
        r"math domain error|expected a (positive|nonnegative) input",
        types.out_of_domain,
        "a function meets a number outside its range",
    ),
    Row(
        "domain",
        "OverflowError",
        r"math range error|too large",
        types.out_of_domain,
        "a function meets a number outside its range",
    ),
    # What no row above could say without the core dimensions.
    Row("shapes", "ValueError", r"gufunc|core dimension", shapes.of_gufunc, _SHAPES),
)

WORDS = {row.kind: row.words for row in TABLE} | {
    "order": _RESULT,
    "in_call": "a function that it calls raised it",
    "def_line": "it is called with other arguments than its def line has",
}
