"""The course's data sets, all offline: examples are columns, labels are one row.

`X` has shape (n_x, m) and `Y` has shape (1, m), floats 0. or 1. unless a docstring says otherwise.
Sets that are drawn take a `numpy.random.Generator`; the same generator state gives the same set.
"""

import numpy as np


def breast_cancer():
    """Return the Wisconsin diagnostic breast cancer data: X, Y, feature names.

    X (30, 569) holds measurements of cell nuclei in their own units (not scaled), Y (1, 569) is 1 for
    *malignant* (212 cases) and 0 for benign (357), the names are a list of 30 strings, one per row of X.
    Shipped with scikit-learn, which codes the classes the other way round.
    Source: Street, Wolberg and Mangasarian (1993).
    """
    from sklearn.datasets import load_breast_cancer

    bunch = load_breast_cancer()
    X = np.ascontiguousarray(bunch.data.T, dtype=float)
    Y = (bunch.target == 0).astype(float).reshape(1, -1)
    return X, Y, [str(name) for name in bunch.feature_names]


def digits():
    """Return 1797 handwritten digits: X (64, 1797) in 0..1, and their labels (1, 1797), integers 0..9.

    A column of X is an 8 x 8 image, row by row, 1 is full ink. Shipped with scikit-learn.
    Source: Alpaydin and Kaynak (1998), test part of the UCI optical digits.
    """
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return np.ascontiguousarray(bunch.data.T) / 16.0, bunch.target.astype(int).reshape(1, -1)


def digits_pair(first, second):
    """Return the images of two digits: X (64, m), and Y (1, m), 0. for `first` and 1. for `second`.

    Raises ValueError unless the two are different digits 0..9.
    """
    if first == second or any(digit not in range(10) for digit in (first, second)):
        raise ValueError(f"expected two different digits 0..9, got {first!r} and {second!r}; try digits_pair(3, 8)")
    X, labels = digits()
    chosen = (labels[0] == first) | (labels[0] == second)
    return X[:, chosen], (labels[:, chosen] == second).astype(float)


def digits_parity():
    """Return all digit images, even against odd: X (64, 1797) in 0..1, and Y (1, 1797), 1. for odd."""
    X, labels = digits()
    return X, (labels % 2).astype(float)


def flower(m, rng, *, petals=6, noise=0.15):
    """Return a flower whose petals take turns in class: X (2, m), about -3..3, and Y (1, m), balanced.

    Petal k of n fills |angle - 2 pi k / n| < pi / n out to the radius 3 |cos(n angle / 2)|; its class is
    k mod 2. Normal noise of standard deviation `noise` is added to both coordinates. With
    six petals the best line is right on about two thirds, and the noise lets a wide network overfit.

    Raises ValueError unless `petals` is even and at least 2, and m is at least 2.
    """
    _check(m, rng, noise=noise)
    if petals < 2 or petals % 2:
        raise ValueError(f"expected an even number of petals, 2 or more, got {petals!r}; try petals=6")
    Y = _balanced_labels(m, rng)
    petal = 2 * rng.integers(0, petals // 2, size=m) + Y[0]
    # An evenly filled petal has angles with a raised cosine density; the triangular density of a sum of
    # two uniform draws is close to it and needs no rejected draws.
    bend = (rng.random(m) + rng.random(m) - 1.0) * np.pi / petals
    angle = 2 * np.pi * petal / petals + bend
    radius = 3.0 * np.cos(petals * bend / 2) * np.sqrt(rng.random(m))
    X = radius * np.vstack([np.cos(angle), np.sin(angle)])
    return X + noise * rng.standard_normal((2, m)), Y


def moons(m, noise, rng):
    """Return two interleaved half circles: X (2, m), about -1.5..1.5, and Y (1, m), balanced.

    Both arcs have radius 1; class 0 opens downwards, class 1 upwards. Normal noise of standard deviation
    `noise` is added. Raises ValueError for m < 2 or a negative noise.
    """
    _check(m, rng, noise=noise)
    Y = _balanced_labels(m, rng)
    side = 1.0 - 2.0 * Y[0]
    angle = np.pi * rng.random(m)
    X = np.vstack([side * (np.cos(angle) - 0.5), side * (np.sin(angle) - 0.25)])
    return X + noise * rng.standard_normal((2, m)), Y


def circles(m, noise, rng):
    """Return a ring of radius 1, class 0, around one of radius 0.5, class 1: X (2, m) and Y (1, m), balanced.

    Normal noise of standard deviation `noise` is added. Raises ValueError for m < 2 or a negative noise.
    """
    _check(m, rng, noise=noise)
    Y = _balanced_labels(m, rng)
    angle = 2 * np.pi * rng.random(m)
    X = (1.0 - 0.5 * Y) * np.vstack([np.cos(angle), np.sin(angle)])
    return X + noise * rng.standard_normal((2, m)), Y


def blobs(m, noise, rng):
    """Return two round clouds: X (2, m) and Y (1, m), balanced.

    Class 0 lies around (-1, -0.5), class 1 around (1, 0.5).
    `noise` is the standard deviation of either cloud; 0.5 leaves them almost separable, 1.0 overlaps them.
    Raises ValueError for m < 2 or a negative noise.
    """
    _check(m, rng, noise=noise)
    Y = _balanced_labels(m, rng)
    X = (2.0 * Y - 1.0) * np.array([[1.0], [0.5]])
    return X + noise * rng.standard_normal((2, m)), Y


def pitch(m, flip, rng):
    """Return noisy labels on a football pitch: X (2, m) positions, Y (1, m) which team wins the ball there.

    Positions are uniform, in units of ten metres from the centre spot: along the pitch in -5.25..5.25, across
    it in -3.4..3.4. Class 1 wins above the smooth border across = 1.5 sin(0.6 along), class 0 below it. Then
    round(flip * m) labels, drawn without replacement, are turned round, so no classifier can expect to be
    right on more than 1 - flip of fresh examples, and one that is right on all its training examples has
    learned the noise. With m = 200 and flip = 0.15 a network of some tens of ReLU units starts to do so.

    Raises ValueError for m < 2 or a flip outside 0..0.5.
    """
    _check(m, rng)
    if not 0 <= flip <= 0.5:
        raise ValueError(f"expected flip, the share of turned labels, in 0..0.5, got {flip!r}; try 0.1")
    X = np.array([[5.25], [3.4]]) * rng.uniform(-1.0, 1.0, size=(2, m))
    Y = (X[1:] > 1.5 * np.sin(0.6 * X[:1])).astype(float)
    turned = rng.choice(m, size=round(flip * m), replace=False)
    Y[0, turned] = 1.0 - Y[0, turned]
    return X, Y


def split(X, Y, shares, rng, stratify=True):
    """Return one (X, Y) pair per share: the examples shuffled jointly and cut without overlap or loss.

    `shares` are positive and sum to 1, as (0.6, 0.2, 0.2) for train, dev and test. With `stratify` each
    class is cut by the same shares, so that the parts agree in class balance; a part's size may then differ
    from share * m by up to half an example per class.

    Raises ValueError when X and Y differ in their number of columns, the shares do not sum to 1, or a part
    would be empty.
    """
    X, Y = np.asarray(X), np.asarray(Y)
    if X.ndim != 2 or Y.ndim != 2 or X.shape[1] != Y.shape[1]:
        raise ValueError(
            f"expected X (n_x, m) and Y (n_y, m) with the same m, got {X.shape} and {Y.shape}; put examples in columns"
        )
    if min(shares) <= 0 or not np.isclose(sum(shares), 1.0):
        raise ValueError(f"expected positive shares that sum to 1, got {tuple(shares)}; try (0.6, 0.2, 0.2)")
    m = X.shape[1]
    kind = np.unique(Y, axis=1, return_inverse=True)[1].reshape(-1) if stratify else np.zeros(m, dtype=int)
    parts = [[] for _ in shares]
    for value in range(kind.max() + 1):
        members = rng.permutation(np.flatnonzero(kind == value))
        cuts = np.rint(np.cumsum(shares)[:-1] * members.size).astype(int)
        for part, piece in zip(parts, np.split(members, cuts), strict=True):
            part.append(piece)
    # Without this second shuffle the classes would stand in blocks.
    indices = [rng.permutation(np.concatenate(part)) for part in parts]
    if not all(index.size for index in indices):
        raise ValueError(
            f"expected every part to get an example, got {m} examples for shares {tuple(shares)}; "
            "use more examples or fewer parts"
        )
    return tuple((X[:, index], Y[:, index]) for index in indices)


def standardize(X_train, *others):
    """Return a tuple of all given sets, scaled by the mean and standard deviation of X_train alone.

    Each feature (row) of the scaled X_train has mean 0 and standard deviation 1; the others, as dev and test
    sets, use the same numbers, because fresh examples must not take part in the preparation. A feature
    that is constant in X_train is only shifted, so it stays finite. The inputs are unchanged.

    Raises ValueError unless all sets have the shape (n_x, m) with the same n_x.
    """
    sets = [np.asarray(X, dtype=float) for X in (X_train, *others)]
    if any(X.ndim != 2 or X.shape[0] != sets[0].shape[0] for X in sets):
        raise ValueError(
            f"expected sets (n_x, m) with the same n_x, got {[X.shape for X in sets]}; "
            "put features in rows, examples in columns"
        )
    mean = sets[0].mean(axis=1, keepdims=True)
    deviation = sets[0].std(axis=1, keepdims=True)
    # The mean of equal numbers may miss them by a rounding error, which must not be blown up to 1.
    scale = np.where(deviation > 1e-12 * np.abs(mean), deviation, 1.0)
    return tuple((X - mean) / scale for X in sets)


def majority_share(Y):
    """Return the share, 0..1, of the most frequent label in Y (1, m): the accuracy of always guessing it.

    Raises ValueError when Y is empty.
    """
    Y = np.asarray(Y)
    if Y.size == 0:
        raise ValueError("expected at least one label, got none; check the split that made Y")
    return float(np.unique(Y, return_counts=True)[1].max() / Y.size)


def _balanced_labels(m, rng):
    """Return (1, m) labels in random order, m // 2 of them 1."""
    return rng.permutation(np.arange(m) % 2).astype(float).reshape(1, m)


def _check(m, rng, noise=0.0):
    if not isinstance(m, (int, np.integer)) or m < 2:
        raise ValueError(f"expected m, the number of examples, to be an integer from 2 up, got {m!r}")
    if not isinstance(rng, np.random.Generator):
        raise ValueError(
            f"expected rng to be a numpy Generator, got {type(rng).__name__}; make one with np.random.default_rng(1)"
        )
    if noise < 0:
        raise ValueError(f"expected noise, a standard deviation, from 0 up, got {noise!r}")
