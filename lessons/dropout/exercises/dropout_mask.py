"""The exercise `dropout_mask`: its reference, the mistakes that people make in it, and other right ways."""

from gradschool.bank import exercise


@exercise(
    points=3,
    hints=(
        "Toss one coin for each entry. The coin says keep with probability keep_prob.",
        "rng.random(shape) gives numbers spread evenly over 0..1. Which share of them lies below keep_prob?",
        "The mask has the shape that was asked for: one entry for each unit and each example, each 0 or 1.",
        "Almost the code: take draws from rng.random(shape); D is 1 where draws < keep_prob and 0 elsewhere.",
    ),
)
def dropout_mask(shape, keep_prob, rng):
    """Draw a dropout mask: every entry is kept with probability keep_prob, independently of all others.

    Parameters
    ----------
    shape : tuple of two ints
        Shape of the mask, (n_l, m): units by examples.
    keep_prob : float
        Probability that an entry is kept; above 0, at most 1.
    rng : numpy.random.Generator
        Where every draw comes from.

    Returns
    -------
    D : array, shape (n_l, m)
        1 where an entry is kept, 0 where it is dropped (bool, int or float).
    """
    ### START CODE HERE ###
    draws = rng.random(shape)
    D = (draws < keep_prob).astype(float)
    ### END CODE HERE ###
    return D


dropout_mask.mistake(
    "keeps_the_drop_share",
    "It keeps the share 1 - keep_prob. keep_prob is the share that stays: look at the direction of the comparison.",
    {"draws < keep_prob": "draws > keep_prob"},
)
dropout_mask.mistake(
    "normal_draws",
    "The share kept is the one that bell-shaped draws give. Below keep_prob lies a share keep_prob only "
    "if the draws are uniform on 0..1.",
    {"rng.random(shape)": "rng.standard_normal(shape)"},
)
dropout_mask.mistake(
    "half_always",
    "It keeps one half whatever keep_prob is. Compare with the argument.",
    {"draws < keep_prob": "draws < 0.5"},
)
dropout_mask.mistake(
    "not_compared",
    "The entries are numbers between 0 and 1, not decisions. Compare the draws with keep_prob.",
    {"(draws < keep_prob).astype(float)": "draws"},
)
dropout_mask.mistake(
    "divided_here",
    "The kept entries are 1 / keep_prob. In this course the mask says only kept or dropped, 1 or 0; "
    "the division comes later, in forward propagation.",
    {".astype(float)": " / keep_prob"},
)
dropout_mask.mistake(
    "one_column",
    "The mask has one column: all examples would share it. Draw an entry for each unit and each example.",
    {"rng.random(shape)": "rng.random((shape[0], 1))"},
)
dropout_mask.mistake(
    "same_for_all_examples",
    "The shape is right, but every column is the same: a unit is dropped for all examples or for none. "
    "Draw each entry for itself.",
    {"rng.random(shape)": "np.repeat(rng.random((shape[0], 1)), shape[1], axis=1)"},
)
dropout_mask.mistake(
    "same_for_all_units",
    "The shape is right, but every row is the same: an example loses all units or none. Draw each entry for itself.",
    {"rng.random(shape)": "np.repeat(rng.random((1, shape[1])), shape[0], axis=0)"},
)
dropout_mask.mistake(
    "fixed_number_kept",
    "The share kept is right, but the entries hang together: rows or columns differ less, or more, than single coins would "
    "make them. Decide each entry on its own, by one draw.",
    body="""
    D = np.zeros(shape)
    for j in range(shape[1]):
        D[rng.permutation(shape[0])[: int(round(keep_prob * shape[0]))], j] = 1
    """,
)
dropout_mask.mistake(
    "seed_inside",
    "Every call gives the same mask. A seed inside the function makes the same draws each time; draw from the `rng` passed in.",
    {"rng.random(shape)": "np.random.default_rng(1).random(shape)"},
)
dropout_mask.mistake(
    "global_draws",
    "The masks do not come from `rng`: with equal generators they differ from call to call. "
    "np.random has a generator of its own; draw from the one passed in.",
    {"rng.random(shape)": "np.random.default_rng().random(shape)"},
)
dropout_mask.mistake(
    "transposed",
    "The mask lies on its side: its shape is (m, n_l). Use the shape as it was given.",
    {"rng.random(shape)": "rng.random(shape[::-1])"},
)
dropout_mask.variant("bool", {".astype(float)": ""})
dropout_mask.variant("int", {"astype(float)": "astype(int)"})
dropout_mask.variant("upper_end", {"draws < keep_prob": "draws >= 1 - keep_prob"})
dropout_mask.variant("at_most", {"draws < keep_prob": "draws <= keep_prob"})
dropout_mask.variant("uniform", {"rng.random(shape)": "rng.uniform(0.0, 1.0, size=shape)"})
dropout_mask.variant("binomial", body="D = rng.binomial(1, keep_prob, size=shape)")
dropout_mask.variant("choice", body="D = rng.choice([0.0, 1.0], size=shape, p=[1 - keep_prob, keep_prob])")
dropout_mask.variant("other_order", {"rng.random(shape)": "rng.random(shape[::-1]).T"})
dropout_mask.variant("where", {"(draws < keep_prob).astype(float)": "np.where(draws < keep_prob, 1, 0)"})
dropout_mask.variant(
    "loops",
    body="""
    D = np.zeros(shape)
    for i in range(shape[0]):
        for j in range(shape[1]):
            if rng.random() < keep_prob:
                D[i, j] = 1
    """,
)
dropout_mask.same("D = (draws < keep_prob).astype(float): < -> <=", "a draw equal to keep_prob has probability 1e-16")
