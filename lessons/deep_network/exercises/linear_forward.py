"""The exercise `linear_forward`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


@exercise(
    points=2,
    hints=(
        "This is the score of lesson {{number:logistic_regression}}, for all units of a layer at once.",
        "W times A is a matrix product, @. The bias is a column, and broadcasting adds it to every example.",
        'Shapes: W (n, n_prev) @ A (n_prev, m) gives (n, m). The cache keeps A under the name "A_prev", and W.',
        'Almost the code: Z is W @ A plus b; the cache is a dict with A under "A_prev" and W under "W".',
    ),
)
def linear_forward(A, W, b):
    """Compute the linear half of a layer, Z = W A + b.

    Parameters
    ----------
    A : array, shape (n_prev, m)
        Activations of the layer before, or the inputs X.
    W : array, shape (n, n_prev)
        Weights.
    b : array, shape (n, 1)
        Biases.

    Returns
    -------
    Z : array, shape (n, m)
        Scores.
    cache : dict
        "A_prev" and "W": the arguments A and W, which the way back will need.
    """
    ### START CODE HERE ###
    Z = W @ A + b
    cache = {"A_prev": A, "W": W}
    ### END CODE HERE ###
    return Z, cache


linear_forward.mistake("no_bias", "The bias is missing from `Z`.", {"W @ A + b": "W @ A"})
linear_forward.mistake("bias_subtracted", "The bias is subtracted. A score is W A plus b.", {"W @ A + b": "W @ A - b"})
linear_forward.mistake(
    "elementwise",
    "`*` multiplies element by element, and these shapes do not fit that. Use the matrix product, @.",
    {"W @ A": "W * A"},
)
linear_forward.mistake(
    "weights_transposed",
    "W is transposed before the product. In this course W has one row for each unit, so W A needs no transpose.",
    {"W @ A": "W.T @ A"},
)
linear_forward.mistake(
    "factors_swapped",
    "The factors stand in the wrong order: it is W times A. A has the examples as columns, and they must stay columns.",
    {"W @ A": "A @ W"},
)
linear_forward.mistake(
    "caches_z",
    'The cache holds `Z` under "A_prev". What the way back needs is what came in: A.',
    {'"A_prev": A': '"A_prev": Z'},
)
linear_forward.mistake(
    "cache_swapped",
    "The two entries of the cache hold each other's values.",
    {'"A_prev": A, "W": W': '"A_prev": W, "W": A'},
)
linear_forward.mistake(
    "caches_transposes",
    "The cache holds transposed arrays. Keep A and W as they came; the way back transposes where it must.",
    {'"A_prev": A, "W": W': '"A_prev": A.T, "W": W.T'},
)
linear_forward.mistake(
    "key_a",
    'The cache has no entry "A_prev": the activations stand under "A". Seen from this layer they belong to the layer before.',
    {'"A_prev": A': '"A": A'},
)
linear_forward.variant("np_dot", {"W @ A + b": "np.dot(W, A) + b"})
linear_forward.variant("einsum", {"W @ A + b": 'b + np.einsum("ij,jk->ik", W, A)'})
linear_forward.variant("keeps_b_too", {'"W": W}': '"W": W, "b": b}'})
linear_forward.variant("copies", {'{"A_prev": A, "W": W}': "dict(A_prev=A.copy(), W=W.copy())"})
linear_forward.variant(
    "example_by_example",
    body="""
    Z = np.zeros((W.shape[0], A.shape[1]))
    for i in range(A.shape[1]):
        Z[:, i] = W.dot(A[:, i]) + b[:, 0]
    cache = {}
    cache["A_prev"], cache["W"] = A, W
    """,
)
