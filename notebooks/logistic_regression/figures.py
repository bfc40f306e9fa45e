"""The figures of this lesson: each function draws what a cell has computed and shows it, described in words."""

import numpy as np

from gradschool import plots
from gradschool.explore import explore, log_slider, slider

LABELS = ("benign", "malignant")
_LEVEL = {"color": "#444444", "linestyle": ":", "linewidth": 1.8}
_PATH_COLORS = ("#ffffff", "#ff9ebb", "#ffb000", "#9be8ff")  # read on every shade of viridis


def two_features(X, Y):
    """Show the cases as points over mean radius and mean texture; X (2, m), Y (1, m)."""
    fig, ax = plots.figure()
    plots.points(ax, X, Y, labels=LABELS)
    ax.set(xlabel="mean radius", ylabel="mean texture", title=f"{Y.size} cases, two of thirty features")
    plots.show(
        fig,
        alt="Scatter of mean texture against mean radius. Malignant cases lie mostly to the right, above a "
        "radius of 15, and a little higher; the two classes overlap between 12 and 16.",
        caption="Large nuclei are mostly malignant. In the middle both kinds occur, so an honest answer there "
        "is a probability.",
    )


def scores(w, b, X, Y, Z):
    """Show the line z = 0 of a neuron among the cases, and how its scores are spread over the two classes.

    w (2, 1) and the number b belong to the neuron; X (2, m), Y (1, m) are the cases and Z (1, m) their scores.
    """
    fig, axes = plots.figure(1, 2, height=4.0)
    plots.points(axes[0], X, Y, labels=LABELS)
    _line_and_arrow(axes[0], w, b)
    axes[0].set_aspect("equal")
    axes[0].set(
        xlim=(-2.4, 4.2),
        ylim=(-2.6, 4),
        xlabel="radius (scaled)",
        ylabel="texture (scaled)",
        title="A guess at w and b",
    )
    groups = {name: Z[value == Y] for value, name in enumerate(LABELS)}
    plots.histogram(axes[1], groups, bins=25, xlabel="score z")
    axes[1].set_title("The scores it gives")
    plots.show(
        fig,
        alt="Left: the two features with a line z = 0 through the overlap and an arrow w at a right angle to "
        "it, pointing to the malignant cases. Right: histograms of the scores, benign around -1, malignant "
        "around 2, overlapping between.",
        caption="Two weights and a bias turn each case into one number. The scores separate the classes, but "
        "they are not probabilities.",
    )


def _line_and_arrow(ax, w, b):
    """Draw the line z = 0, and w as an arrow from the point of the line next to the origin."""
    ends = np.array([-2.4, 3.4])
    ax.plot(ends, -(w[0] * ends + b) / w[1], "k-", label="z = 0")
    foot = -b * w[:, 0] / np.sum(w**2)
    tip = foot + w[:, 0]
    ax.annotate("", xy=tip, xytext=foot, arrowprops={"arrowstyle": "-|>", "linewidth": 3}, zorder=5)
    ax.text(*(tip + 0.1), "$w$", fontsize=16, fontweight="bold", zorder=5)


def sigmoid_and_slope(z, a, slope):
    """Show the sigmoid's values `a` and its slopes over the scores z, all of shape (k,)."""
    fig, axes = plots.figure(1, 2, height=3.7)
    axes[0].plot(z, a)
    axes[0].set(xlabel="score z", ylabel="probability", title=r"The sigmoid $\sigma(z)$")
    axes[1].plot(z, slope, color=plots.CLASS_COLORS[1])
    title = r"Its slope $\sigma(z)\,(1 - \sigma(z))$"
    axes[1].set(xlabel="score z", ylabel="slope", title=title, ylim=(-0.01, 0.27))
    plots.show(
        fig,
        alt="Left: the sigmoid rises from 0 to 1 and is one half at score 0. Right: its slope is a bump with "
        "its top, 0.25, at score 0, and nearly 0 beyond a score of 6 on either side.",
        caption="The slope is at most 1/4, and beyond a score of 6 almost nothing is left of it. Keep that in "
        "mind for section 3.",
    )


def likelihood_and_cost(a, likelihood, cost):
    """Show the likelihood of the throws 1, 1, 0, 1 and their cost over the probability a of a 1, all (k,)."""
    fig, axes = plots.figure(1, 2, height=3.7)
    axes[0].plot(a, likelihood)
    axes[0].set(xlabel="a, probability of 1", ylabel="likelihood", title="Probability of seeing 1, 1, 0, 1")
    axes[1].plot(a, cost, color=plots.CLASS_COLORS[1])
    axes[1].set(xlabel="a, probability of 1", ylabel="cost", title="Minus its logarithm, per observation")
    for ax in axes:
        ax.axvline(0.75, **_LEVEL)
    plots.show(
        fig,
        alt="Left: the likelihood a cubed times 1 - a has its peak at 0.75. Right: minus its logarithm over "
        "four has its lowest point at 0.75 and grows without bound towards 0 and 1.",
        caption="The peak of the likelihood and the valley of the cost stand at the same place: 0.75, the share "
        "of ones that was seen.",
    )


def losses_and_pushes(z, losses, pushes):
    """Show losses, and minus their slopes, over the score z (k,) of an example with y = 1; dicts name -> (k,)."""
    fig, axes = plots.figure(1, 2, height=3.9)
    panels = ((losses, "loss", "The loss"), (pushes, "minus the slope", "The push to the right"))
    for ax, (curves, ylabel, title) in zip(axes, panels, strict=True):
        for name, curve in curves.items():
            ax.plot(z, curve, label=name)
        ax.set(xlabel="score z of an example with y = 1", ylabel=ylabel, title=title)
        ax.legend()
    plots.show(
        fig,
        alt="Left: the log-loss falls from 8 at score -8 along a straight line and bends to 0; the squared "
        "error is flat near 1 for very negative scores and falls to 0 around score 0. Right: minus the "
        "slope of the log-loss is near 1 for negative scores; that of the squared error is near 0 there, "
        "with a bump of 0.3 near score -0.7.",
        caption="At the far left the neuron is sure and wrong. The log-loss pushes with full force; the squared "
        "error hardly pushes at all.",
    )


def pulls(probability, x, y):
    """Show how each case pulls a neuron's curve towards its label: a line from one to the other.

    `probability(x)` is the curve; x (m,) holds the scaled radius of the cases, y (m,) their labels.
    """
    along = np.linspace(-2, 4, 200)
    fig, ax = plots.figure(height=4.2)
    ax.plot(along, probability(along), color="black", linestyle="-", label="a, for w = 0.8 and b = -1")
    ax.vlines(x, y, probability(x), color="#777777", linewidth=1.6, label="a - y")
    for value, name in enumerate(LABELS):
        look = {"color": plots.CLASS_COLORS[value], "label": f"{name}, y = {value}"}
        ax.plot(x[y == value], y[y == value], plots.CLASS_MARKERS[value], **look)
    ax.set(xlabel="radius (scaled)", ylabel="probability", title="Each example pulls the curve towards its label")
    ax.legend(loc="lower right")
    plots.show(
        fig,
        alt="A flat sigmoid curve over radius. Benign cases lie at 0 on the left, malignant cases at 1 on the "
        "right, each joined to the curve by a vertical line, which is long for the malignant cases between "
        "0 and 1.5.",
        caption="A line above its mark (a > y) pulls the curve down there, one below it pulls up. The longer "
        "the line, the stronger the pull.",
    )


def chain_rule():
    """Show the neuron as boxes: what it computes on the way forward, and the factors of the way back."""
    boxes = [
        ("x", "features"),
        ("score", "$z = w^T x + b$"),
        ("probability", "$a = \\sigma(z)$"),
        ("loss", "$\\ell(a, y)$"),
    ]
    fig, ax = plots.figure(width=10, height=2)
    plots.block_diagram(ax, boxes, arrows=["w, b", "z", "a"], back=["× x", "× a(1 − a)", "slope in a"])
    plots.show(
        fig,
        alt="Four boxes from left to right: features x, score z, probability a, loss. The upper arrows lead "
        "forward with w and b, z, a. The lower arrows lead back: the slope in a, times a(1 - a), times x.",
        caption="Above: what is computed forward. Below: the factor that each step back puts to the slope.",
    )


def gradient_check(numeric, analytic, difference):
    """Show computed slopes against numerical ones, with what two bugs would give, and their relative differences.

    All of shape (31,): 30 weights, then the bias.
    """
    fig, axes = plots.figure(1, 2, height=3.9)
    axes[0].axline((0, 0), slope=1, color="#444444", linestyle=":", label="equal")
    axes[0].plot(numeric, analytic, "o", label="right gradient")
    axes[0].plot(numeric, 2 * analytic, "^", label="if twice too large")
    axes[0].plot(numeric, -analytic, "s", label="if the sign were wrong")
    title = f"{numeric.size} parameters"
    axes[0].set(xlabel="numerical slope", ylabel="your slope", title=title, ylim=(-1.7, 0.6))
    axes[0].legend(loc="lower right")
    axes[1].semilogy(difference, "o")
    axes[1].axhline(1e-7, color="#444444", linestyle=":", label="1e-7: look closer above this")
    axes[1].set(xlabel="parameter: 30 weights, then the bias", ylabel="relative difference", title="One by one")
    axes[1].set_ylim(1e-14, 1e-4)
    axes[1].legend(loc="upper right")
    plots.show(
        fig,
        alt="Left: your 31 slopes against the numerical ones lie on the diagonal; twice too large they would "
        "lie on a steeper line, with a wrong sign on the falling diagonal. Right: the relative differences "
        "of all 31 parameters lie far below 1e-7.",
        caption="Dots on the diagonal: the two ways agree. A wrong factor shows as another slope: here is what "
        "two bugs would look like.",
    )


def neuron_by_hand(neuron, X, Y):
    """Let the reader set w1, w2 and b with sliders; X (2, m), Y (1, m) are the cases.

    `neuron(w1, w2, b)` gives a function from a grid (2, k) to probabilities, and the cost.
    """

    def by_hand(ax, **parameters):
        probability, cost = neuron(**parameters)
        plots.boundary(ax, probability, X, Y, labels=LABELS, resolution=80)
        ax.set(xlabel="radius (scaled)", ylabel="texture (scaled)")
        ax.set_title(f"cost {cost:.3f}")

    explore(
        by_hand,
        question="How low can you bring the cost with your own hands? You start at 0.693.",
        alt="The plane of radius and texture, coloured by the neuron's probability, with the line where it is "
        "one half and the cost in the title.",
        static=[{}, {"w1": 2.0}, {"w1": 2.0, "w2": 1.0}, {"w1": 3.0, "w2": 1.0, "b": -0.5}],
        caption="Each setting of w1, w2 and b is one neuron. Larger weights make the change from one class to "
        "the other sharper.",
        w1=slider(-2.0, 6.0, 0.5, 0.0, label="w1 (radius)"),
        w2=slider(-2.0, 6.0, 0.5, 0.0, label="w2 (texture)"),
        b=slider(-3.0, 3.0, 0.5, 0.0, label="b"),
    )


def descents(w_grid, b_grid, J, runs):
    """Show descents on the cost J (len(b_grid), len(w_grid)) from above, and the cost of each of their steps.

    `runs` is a dict from a name to a path (2, steps) and its costs (steps,).
    """
    fig, axes = plots.figure(1, 2, width=10.5, height=4.4)
    _landscape(axes[0], w_grid, b_grid, J, {name: path for name, (path, _) in runs.items()})
    axes[0].set(xlabel="w", ylabel="b", title="8 steps, seen from above")
    axes[0].get_legend().set_loc("lower left")
    for name, (_, costs) in runs.items():
        plots.cost_curve(axes[1], costs, label=name)
    axes[1].set_title("The cost of each step")
    plots.show(
        fig,
        alt="Left: contours of a round bowl with its bottom near w = 1, b = -0.6. From (0, 0) a rate of 0.3 "
        "goes less than half the way in 8 steps, a rate of 3 reaches the bottom in a few, a rate of 14 "
        "jumps from one side to the other, further out each time. Right: the three costs; for 0.3 it falls "
        "slowly, for 3 fast to 0.56, for 14 it rises to 0.75, falls to 0.575, then climbs to 0.91.",
        caption="The same gradient, three lengths of step: too short to arrive, about right, and longer than "
        "the bowl is wide.",
    )


def descent_by_rate(w_grid, b_grid, J, descent):
    """Let the reader set the learning rate of a descent on the cost J (len(b_grid), len(w_grid)) with a slider.

    `descent(learning_rate)` gives the path (2, steps) and its costs (steps,).
    """

    def one_rate(axes, learning_rate):
        path, costs = descent(learning_rate)
        _landscape(axes[0], w_grid, b_grid, J, {"descent": path})
        axes[0].set(xlabel="w", ylabel="b")
        plots.cost_curve(axes[1], costs)
        axes[1].set(title=f"cost after {costs.size - 1} steps: {costs[-1]:.4f}", ylim=(0.5, 1.0))

    explore(
        one_rate,
        question="What is the largest learning rate for which the cost falls at every one of 40 steps?",
        alt="The bowl with the path of the descent, and the cost of each step.",
        caption="Below the limit the path may zigzag, but the swings die out. Above it they grow, and never do.",
        static=[{"learning_rate": 1.0}, {"learning_rate": 9.0}, {"learning_rate": 12.0}],
        cols=2,
        width=10.5,
        height=4.4,
        learning_rate=log_slider(0.1, 30, 1.0, per_decade=12),
    )


def _landscape(ax, first, second, J, paths):
    """Fill contours of J (len(second), len(first)) over two parameters, with descent paths on top.

    `paths` is a dict from a name to a (2, steps) array: a path starts at its open marker.
    """
    field = ax.contourf(first, second, J, levels=18, cmap="viridis")
    ax.figure.colorbar(field, ax=ax, label="cost J")
    for k, (name, path) in enumerate(paths.items()):
        color, marker = _PATH_COLORS[k % 4], plots.SERIES_MARKERS[k % 7]
        ax.plot(*path, color=color, marker=marker, markersize=5, linestyle="-", linewidth=1.8, label=name)
        ax.plot(*path[:, :1], "o", markersize=12, markerfacecolor="none", markeredgewidth=2, color=color)
    # Steps that leave the bowl must not shrink it to a dot.
    ax.set(xlim=(np.min(first), np.max(first)), ylim=(np.min(second), np.max(second)))
    ax.grid(False)
    ax.legend(loc="best", facecolor="#444444", labelcolor="white")


def learning_rates(curves):
    """Show the cost every 100 iterations for several learning rates; curves is a dict from a name to costs."""
    fig, ax = plots.figure()
    for name, costs in curves.items():
        plots.cost_curve(ax, costs, every=100, label=name)
    ax.set(title="Thirty features, 341 cases", ylim=(0, 0.72))
    plots.show(
        fig,
        alt="Three falling cost curves over 1000 iterations, all from 0.69: the smaller the learning rate, the "
        "slower the fall.",
        caption="All three fall, so none is too large. A smooth fall that has not levelled off says: a larger "
        "rate, or more iterations.",
    )


def two_feature_boundary(probability, X, Y):
    """Show the boundary that a neuron learned from two features; X (2, m), Y (1, m) are the cases.

    `probability(grid)` gives the neuron's probabilities for a grid (2, k).
    """
    fig, ax = plots.figure()
    plots.boundary(ax, probability, X, Y, labels=LABELS)
    ax.set(xlabel="radius (scaled)", ylabel="texture (scaled)", title="What two features can do")
    plots.show(
        fig,
        alt="The plane of radius and texture with the learned boundary, a steep line slightly right of the "
        "middle; most benign cases are left, most malignant ones right of it, and both kinds occur in the "
        "band around it.",
        caption="The lowest cost that two weights and a bias can reach. Did you come close by hand?",
    )


def raw_and_scaled(names, typical, curves):
    """Show the sizes of the features, and the cost every 100 iterations with and without scaling.

    typical (n_x,) holds the mean of each feature of `names`; curves is a dict from a name to costs.
    """
    fig, axes = plots.figure(1, 2, width=10.5, height=4.2)
    order = np.argsort(typical)
    axes[0].semilogy(typical[order], "o")
    axes[0].set(xlabel="the thirty features, sorted", ylabel="mean, in its own unit", title="Sizes of the features")
    for place, offset, side in ((0, (10, 0), "left"), (order.size - 1, (-6, 10), "right")):
        look = {"textcoords": "offset points", "ha": side, "va": "center"}
        axes[0].annotate(names[order[place]], (place, typical[order[place]]), xytext=offset, **look)
    for name, costs in curves.items():
        plots.cost_curve(axes[1], costs, every=100, label=name)
    axes[1].set(title="Learning, raw and scaled", ylim=(0, 0.72))
    plots.show(
        fig,
        alt="Left: the means of the thirty features run from 0.004 to 900 on a log axis, from fractal dimension "
        "error to worst area. Right: on raw features the cost creeps from 0.69 to 0.30, on scaled ones it "
        "falls to 0.03 in the same 1000 steps.",
        caption="One learning rate has to serve all features. The largest feature makes the bowl steep, so the "
        "steps must be tiny; the small features then hardly learn.",
    )


def accuracies(shares, baseline):
    """Show test accuracies as dots, one per training set, above the majority baseline; shares is name -> values."""
    fig, ax = plots.figure()
    plots.strip(ax, shares, ylabel="test accuracy", baseline=baseline, baseline_label="majority baseline")
    ax.set(title="Ten training sets, the same 113 test cases", ylim=(0.6, 1.01))
    plots.show(
        fig,
        alt="Test accuracy of ten neurons each as dots: ours spreads between 0.96 and 0.99, scikit-learn's "
        "default between 0.97 and 0.99, scikit-learn without penalty between 0.95 and 0.99, with most dots "
        "lower; the majority baseline at 0.63 is far below all of them.",
        caption="Each dot is one training set. Ours and scikit-learn's default cannot be told apart; both are "
        "far above the baseline.",
    )


def training_and_dev_cost(iterations, on_train, on_dev):
    """Show the cost on training and dev sets over the iterations (k,): median and range of the splits, both (n, k)."""
    fig, ax = plots.figure()
    plots.curve_with_band(ax, iterations, on_train, "training set")
    plots.curve_with_band(ax, iterations, on_dev, "dev set")
    ax.set(xlabel="iterations", ylabel="cost J", ylim=(0, 0.45), title="Learning rate 1, ten splits: median and range")
    plots.show(
        fig,
        alt="The training cost falls steadily to 0.03. The median dev cost falls to 0.06 within the first few "
        "hundred iterations and then rises to 0.13; its range widens to between 0.05 and 0.34.",
        caption="The training cost still falls while the dev cost rises: from there on the neuron learns the "
        "training cases, not the disease.",
    )


def calibration(models):
    """Show whether probabilities mean what they say; `models` is name -> labels and probabilities (1, m)."""
    fig, axes = plots.figure(1, 2, height=4.4)
    for ax, (name, (Y, P)) in zip(axes, models.items(), strict=True):
        _calibration(ax, Y, P, bins=5)
        ax.set_title(name)
    plots.show(
        fig,
        alt="Two calibration curves. With two features the dots lie close to the dotted diagonal. With thirty "
        "features and long training nearly all cases are at the two ends, and the dots between, of a few "
        "cases each, lie off the diagonal.",
        caption="The number at a dot counts its cases. Left: predictions mean what they say. Right: nearly "
        "everything is called certain; the dots between rest on a handful of cases.",
    )


def _calibration(ax, Y, P, bins):
    """Draw the share of class 1 among examples of similar predicted probability P, against that probability.

    Equally wide bins of 0..1; the number at a dot counts its examples. On the dotted line predictions mean
    what they say.
    """
    Y, P = np.ravel(Y), np.ravel(P)
    bin_of = np.minimum((P * bins).astype(int), bins - 1)
    ax.plot([0, 1], [0, 1], label="perfectly calibrated", **_LEVEL)
    filled = [np.flatnonzero(bin_of == k) for k in range(bins) if np.any(bin_of == k)]
    predicted, share = [P[i].mean() for i in filled], [Y[i].mean() for i in filled]
    ax.plot(predicted, share, color=plots.CLASS_COLORS[0], marker="o", markersize=9, linestyle="-", label="this model")
    for x, y, members in zip(predicted, share, filled, strict=True):
        # On the side away from the dotted line.
        above = y >= x
        look = {"ha": "right" if above else "left", "va": "bottom" if above else "top", "fontsize": 11}
        offset = (-6, 8) if above else (6, -8)
        ax.annotate(str(members.size), (x, y), textcoords="offset points", xytext=offset, **look)
    ax.set(xlim=(-0.1, 1.1), ylim=(-0.1, 1.1), xlabel="predicted P(class 1)", ylabel="share of class 1")
    ax.legend(loc="upper left")


def threes_and_eights(threes, eights):
    """Show images of threes and of eights, both (64, 6)."""
    fig = plots.gallery(np.hstack([threes, eights]), ["3"] * threes.shape[1] + ["8"] * eights.shape[1], cols=6)
    plots.show(
        fig,
        alt="Six handwritten threes and six handwritten eights of 8 by 8 pixels.",
        caption="Six of each. What would you look at to tell them apart?",
    )


def mean_digits_and_weights(means, weights):
    """Show the mean three and the mean eight, means (64, 2), beside the weights (8, 8) that tell them apart."""
    fig, axes = plots.figure(1, 3, width=10.5, height=3.5)
    plots.images(axes[:2], means, ["mean 3", "mean 8"])
    _weight_image(axes[2], weights)
    axes[2].set_title("the weights")
    plots.show(
        fig,
        alt="Three images of 8 by 8 pixels: the mean three, the mean eight, and the weights. The largest "
        "positive weights form two patches left of the middle, where the eight has ink and the three is "
        "open.",
        caption="Left of the middle an 8 is closed and a 3 is open. The neuron found that out by itself, from "
        "the labels alone.",
    )


def _weight_image(ax, weights):
    """Draw a square of weights as an image: orange pushes to class 1, blue to class 0, white is 0."""
    limit = np.abs(weights).max() or 1.0
    drawn = ax.imshow(weights, cmap=plots.class_colormap(), vmin=-limit, vmax=limit)
    ax.figure.colorbar(drawn, ax=ax, label="weight")
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
    ax.grid(False)


def hardest_digits(images, digits, given):
    """Show the images (64, k) that got little, each with its digit and the probability `given` to that, both (k,)."""
    titles = [f"{'✗ ' if p < 0.5 else ''}{digit}: {p:.2f}" for digit, p in zip(digits, given, strict=True)]
    fig = plots.gallery(images, titles, cols=6)
    plots.show(
        fig,
        alt="The twelve images whose true label got the lowest probability, with that label and probability; "
        "the two below one half are marked as wrong. They are smudged or oddly shaped threes and eights.",
        caption="Above each image: what it is, and the probability that the neuron gave to that; ✗ marks the "
        "errors. Would you have been sure?",
    )


def missed_and_alarms(importances, missed, alarms, Y):
    """Show the errors of either kind, one dot per dev set, for each weight of a malignant case.

    missed and alarms (len(importances), n) count the errors; Y (1, m) holds the labels of one dev set.
    """
    fig, axes = plots.figure(1, 2, height=3.9)
    for ax, counts, title in (
        (axes[0], missed, f"Malignant, missed (of {int(np.sum(Y))})"),
        (axes[1], alarms, f"Benign, false alarm (of {int(np.sum(1 - Y))})"),
    ):
        plots.strip(ax, {f"{importance} ×": row for importance, row in zip(importances, counts, strict=True)})
        ax.set(title=title, xlabel="weight of a malignant case", ylabel="cases")
        ax.locator_params(axis="y", integer=True)
    plots.show(
        fig,
        alt="Counts on ten dev sets for weights 1, 5 and 25. The median of missed tumours falls from 2 to 1 and "
        "stays there; that of false alarms rises from 1 to 2.5 and 10.",
        caption="One kind of error is bought with the other. The data cannot choose the price; people have to.",
    )
