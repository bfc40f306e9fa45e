"""The exercise `parameters_to_vector`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise


@exercise(
    points=2,
    hints=(
        "Make a column of each array, then put the columns under each other.",
        "reshape(-1, 1) makes a column of any array, row after row. np.concatenate joins a list of arrays.",
        "An array of shape (4, 3) gives a column (12, 1). The order is that of the dictionary's entries.",
        "Almost the code: columns is a list of value.reshape(-1, 1) for each value of the dictionary; vector is np.concatenate of it.",
    ),
)
def parameters_to_vector(parameters):
    """Put all numbers of a dictionary into one column.

    Parameters
    ----------
    parameters : dict of arrays
        Any names, any shapes.

    Returns
    -------
    vector : array, shape (n, 1)
        The arrays under each other in the order of the dictionary, each row after row; n numbers in all.
    """
    ### START CODE HERE ###
    columns = [value.reshape(value.size, 1) for value in parameters.values()]
    vector = np.concatenate(columns)
    ### END CODE HERE ###
    return vector


parameters_to_vector.mistake(
    "flat",
    "The vector has one axis only. Make it a column, (n, 1): reshape each array to (-1, 1).",
    {"value.reshape(value.size, 1)": "value.ravel()"},
)
parameters_to_vector.mistake(
    "row",
    "The vector lies on its side: it is a row (1, n), and a column (n, 1) is asked for.",
    {"vector = np.concatenate(columns)": "vector = np.concatenate(columns).T"},
)
parameters_to_vector.mistake(
    "column_order",
    "Each matrix is read column after column. NumPy's own order, and that of vector_to_parameters, is row after row.",
    {"value.reshape(value.size, 1)": 'value.reshape(-1, 1, order="F")'},
)
parameters_to_vector.mistake(
    "weights_first",
    "All weights come first, then all biases. Keep the order of the dictionary.",
    {
        "parameters.values()": "[parameters[n] for n in parameters if n[0] == 'W'] + [parameters[n] for n in parameters if n[0] == 'b']",
    },
)
parameters_to_vector.mistake(
    "biases_first",
    "All biases come first, then all weights. Keep the order of the dictionary.",
    {
        "parameters.values()": "[parameters[n] for n in parameters if n[0] == 'b'] + [parameters[n] for n in parameters if n[0] == 'W']",
    },
)
parameters_to_vector.mistake(
    "sorted_by_name",
    "The entries are sorted by name. Keep the order of the dictionary, or the vector will not fit what it was made from.",
    {"parameters.values()": "[parameters[name] for name in sorted(parameters)]"},
)
parameters_to_vector.mistake(
    "reversed",
    "The entries come in reverse. Keep the order of the dictionary.",
    {"parameters.values()": "list(parameters.values())[::-1]"},
)
parameters_to_vector.mistake(
    "by_number",
    "The entries are fetched as W1, b1, W2, … whatever their order in the dictionary. Take them as they stand there.",
    {"parameters.values()": "[parameters[f'{k}{l}'] for l in range(1, len(parameters) // 2 + 1) for k in 'Wb']"},
)
parameters_to_vector.mistake(
    "weights_only",
    "The biases are missing. Every entry of the dictionary belongs into the vector.",
    {"for value in parameters.values()": "for name, value in parameters.items() if name[0] == 'W'"},
)
parameters_to_vector.mistake(
    "names",
    "The loop runs over the names. `parameters.values()` gives the arrays.",
    {"parameters.values()": "parameters"},
)
parameters_to_vector.mistake(
    "vector_of_vectors",
    "The columns are put beside each other, or into a list. np.concatenate joins them under each other, along the first axis.",
    {"np.concatenate(columns)": "np.concatenate(columns, axis=1)"},
)
parameters_to_vector.mistake(
    "last_array_only",
    "Only the last array is in the vector. Collect all columns first, then join them.",
    {"np.concatenate(columns)": "columns[-1]"},
)
parameters_to_vector.variant(
    "ravel_last", body="vector = np.concatenate([np.ravel(p) for p in parameters.values()])[:, None]"
)
parameters_to_vector.variant("vstack", {"np.concatenate(columns)": "np.vstack(columns)"})
parameters_to_vector.variant(
    "loop",
    body="""
    vector = np.zeros((0, 1))
    for name in parameters:
        vector = np.concatenate((vector, np.reshape(parameters[name], (-1, 1))), axis=0)
    """,
)
parameters_to_vector.variant(
    "numbers",
    body="""
    vector = np.array([[x] for value in parameters.values() for row in value for x in row])
    """,
)
