"""The exercise `vector_to_parameters`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


@exercise(
    points=3,
    hints=(
        "Cut the column into pieces and give each piece its shape back.",
        "Walk through `like` and keep count of where you are: each array takes as many numbers as its own size.",
        "For an array of shape (4, 3), 12 numbers of the vector belong to it: vector[start:start + 12], reshaped to (4, 3).",
        "Almost the code: start is 0; for name, value in like.items(): stop is start + value.size; parameters[name] is "
        "vector[start:stop] reshaped to value.shape; then start becomes stop.",
    ),
)
def vector_to_parameters(vector, like):
    """Undo parameters_to_vector: fill arrays of the names and shapes of `like` with the numbers of a vector.

    Parameters
    ----------
    vector : array, shape (n, 1)
        As many numbers as there are in `like`.
    like : dict of arrays
        Gives names, shapes and order; its numbers play no part.

    Returns
    -------
    parameters : dict of arrays
        Names, shapes and order of `like`.
    """
    parameters = {}
    ### START CODE HERE ###
    start = 0
    for name, value in like.items():
        stop = start + value.size
        parameters[name] = vector[start:stop].reshape(value.shape)
        start = stop
    ### END CODE HERE ###
    return parameters


vector_to_parameters.mistake(
    "start_stays",
    "Every array starts at the beginning of the vector. Move on by the size of the array that was filled.",
    {"        start = stop\n": "", "stop = start + value.size": "stop = value.size"},
)
vector_to_parameters.mistake(
    "column_order",
    "Each matrix is filled column after column. parameters_to_vector reads row after row, which is NumPy's own order.",
    {".reshape(value.shape)": '.reshape(value.shape, order="F")'},
)
vector_to_parameters.mistake(
    "transposed",
    "The arrays come out transposed: give each the shape of its partner in `like`.",
    {".reshape(value.shape)": ".reshape(value.shape[::-1])"},
)
vector_to_parameters.mistake(
    "not_reshaped",
    "The pieces are still columns. Reshape each to the shape of its partner in `like`.",
    {".reshape(value.shape)": ""},
)
vector_to_parameters.mistake(
    "flat_biases",
    "Biases came out flat. They keep their two axes, (n, 1), as in `like`.",
    {
        ".reshape(value.shape)": ".reshape(value.shape)\n        if value.shape[1] == 1:\n            parameters[name] = parameters[name].ravel()"
    },
)
vector_to_parameters.mistake(
    "values_of_like",
    "The numbers are those of `like`. It only gives names and shapes; the numbers come from the vector.",
    {"vector[start:stop].reshape(value.shape)": "value.copy()"},
)
vector_to_parameters.mistake(
    "by_rows",
    "The size of an array is its rows times its columns. Moving on by the rows alone, the pieces overlap.",
    {"start = stop": "start = start + value.shape[0]"},
)
vector_to_parameters.mistake(
    "one_too_far",
    "One number of the vector is skipped between two arrays. vector[start:stop] ends before stop, so the next piece starts at stop.",
    {
        "        start = stop\n": "        start = stop + 1\n",
        "vector[start:stop].reshape": "np.resize(vector[start:stop], value.size).reshape",
    },
)
vector_to_parameters.mistake(
    "backwards",
    "The dictionary is walked through in reverse. Keep the order of `like`.",
    {"like.items()": "reversed(list(like.items()))"},
)
vector_to_parameters.mistake(
    "weights_first",
    "All weights are filled first, then all biases. Keep the order of `like`.",
    {"like.items()": "sorted(like.items(), key=lambda item: item[0][0] == 'b')"},
)
vector_to_parameters.mistake(
    "by_number",
    "The arrays are filled as W1, b1, W2, … whatever their order in `like`. Take them as they stand there.",
    {"like.items()": "sorted(like.items(), key=lambda item: (item[0][1:], item[0]))"},
)
vector_to_parameters.mistake(
    "copies_shape_only",
    "The arrays have the right shapes and no numbers from the vector: they are all zero.",
    {"vector[start:stop].reshape(value.shape)": "np.zeros(value.shape)"},
)
vector_to_parameters.mistake(
    "first_array_only",
    "Only the first array came back. Does the return stand inside the loop?",
    {"start = stop": "break"},
)
vector_to_parameters.variant(
    "split",
    body="""
    ends = np.cumsum([value.size for value in like.values()])
    pieces = np.split(np.ravel(vector), ends[:-1])
    for name, piece in zip(like, pieces):
        parameters[name] = piece.reshape(like[name].shape).copy()
    """,
)
vector_to_parameters.variant(
    "eats_the_vector",
    body="""
    rest = vector
    for name in like:
        n = int(np.prod(like[name].shape))
        parameters[name], rest = np.reshape(rest[:n, 0], like[name].shape), rest[n:]
    """,
)
vector_to_parameters.variant(
    "iterator",
    body="""
    numbers = iter(vector[:, 0].tolist())
    parameters = {name: np.array([[next(numbers) for _ in row] for row in value]) for name, value in like.items()}
    """,
)
