"""The figures of this lesson: each function draws what a cell has computed and shows it, described in words."""

import numpy as np

from gradschool import plots
from gradschool.explore import choice, explore, slider

_LAYER = (("$A^{[l-1]}$", "($n_{l-1}$, m)"), ("$Z^{[l]}$", "($n_l$, m)"), ("$A^{[l]}$", "($n_l$, m)"))
_LEVEL = {"color": "#444444", "linestyle": ":", "linewidth": 1.8}
_SEEN_BY = ("pixels", "layer 1", "layer 2", "score")


def network():
    """Show a network of three layers as boxes, with the shapes of what flows and of the weights between."""
    fig, ax = plots.figure(width=11, height=2.2)
    boxes = [("$A^{[0]} = X$", "(64, m)"), ("$A^{[1]}$", "(20, m)"), ("$A^{[2]}$", "(7, m)"), ("$A^{[3]}$", "(1, m)")]
    plots.block_diagram(ax, boxes, arrows=["$W^{[1]}$ (20, 64)", "$W^{[2]}$ (7, 20)", "$W^{[3]}$ (1, 7)"])
    plots.show(
        fig,
        alt="Four boxes from left to right: A0 = X of shape (64, m), A1 (20, m), A2 (7, m), A3 (1, m). "
        "The arrows between them carry W1 (20, 64), W2 (7, 20), W3 (1, 7).",
        caption="Boxes are numbers that flow, arrows are layers: each turns a box into the next. "
        "The m examples stay side by side as columns all the way.",
    )


def first_images(images, digits):
    """Show images (64, k), each titled with its digit (k,) and its class."""
    fig = plots.gallery(images, [f"{digit}: {'odd' if digit % 2 else 'even'}" for digit in digits])
    plots.show(
        fig,
        alt="Sixteen small grey images of handwritten digits, titled with the digit and with odd or even.",
        caption="The first 16 images of dev. The network sees the 64 pixels and the label, never the digit.",
    )


def signal_by_layer(sizes):
    """Show how large the signal is after each layer: median and range; `sizes` is name -> (n_draws, 11)."""
    fig, ax = plots.figure()
    for name, runs in sizes.items():
        plots.curve_with_band(ax, range(11), runs, label=name)
    ax.set(yscale="log", xlabel="layer", ylabel="size of the signal", title="64 units in every layer")
    plots.show(
        fig,
        alt="Size of the signal by layer on a log axis: with s = 1 it rises to about ten million in ten layers, "
        "with s = 0.01 it falls to about 1e-13, with s = sqrt(2 / n) it stays near 0.5.",
        caption="Both wrong starts are straight lines on the log axis: the same factor in every layer. "
        "Line: median of 5 draws; band: smallest to largest.",
    )


def one_layer():
    """Show one layer as boxes: a linear step, then an activation."""
    fig, ax = plots.figure(width=10, height=2.2)
    plots.block_diagram(ax, _LAYER, arrows=["linear", "activation"])
    plots.show(
        fig,
        alt="Three boxes: A of layer l-1, an arrow 'linear' to Z of layer l, an arrow 'activation' to A of layer l.",
        caption="One layer. The linear step mixes the rows and may change their number; "
        "the activation works on each number alone.",
    )


def one_layer_back():
    """Show one layer as boxes with the way forward, and the way back below."""
    fig, ax = plots.figure(width=10, height=2.2)
    back = ["$W^{[l]T} dZ^{[l]}$", "$dA^{[l]} \\odot g'(Z^{[l]})$"]
    plots.block_diagram(ax, _LAYER, arrows=["linear", "activation"], back=back)
    plots.show(
        fig,
        alt="The three boxes of one layer with arrows forward, linear and activation, and arrows back: "
        "dA times g'(Z) entry by entry arrives at Z, and W transposed times dZ arrives at A of the layer before.",
        caption="Forward above, backward below. What arrives at Z is the signal dZ, what arrives at A the signal dA. "
        "A signal has the shape of its box.",
    )


def constant_guess(p, costs, floors):
    """Show the cost of the same guess for every image over that guess p (k,), with its lowest point.

    Both by the share q of class 1: costs is q -> (k,), floors is q -> the lowest cost.
    """
    fig, ax = plots.figure()
    for q, floor in floors.items():
        [line] = ax.plot(p, costs[q], label=f"share q = {q}, floor {floor:.3f}")
        ax.plot(q, floor, "o", color=line.get_color(), markersize=10)
    ax.set(xlabel="the same probability p for every image", ylabel="cost J(p)", ylim=(0, 2.5))
    ax.legend()
    plots.show(
        fig,
        alt="Three curves of the cost of a constant guess p. Each has its lowest point, marked by a dot, where p is "
        "the share q of class 1: 0.693 for q = 0.5, 0.500 for q = 0.2, 0.199 for q = 0.05.",
        caption="The dots are the floor for whoever does not look at the image: the entropy of the labels. "
        "A cost below the floor means that something was learned from the pixels.",
    )


def gradient_check(differences):
    """Show how far the deep network's gradients are from measured slopes; `differences` is "dW1" -> number."""
    _differences(
        differences,
        alt="One bar for each of dW1, db1 to dW4, db4 on a log axis; all lie far below the dotted line at 1e-7.",
        caption="Your backpropagation against measured slopes, in a network 64 – 7 – 6 – 5 – 1 with 20 images. "
        "Below the dotted line the two agree.",
    )


def compact_gradient_check(differences):
    """Show how far the compact version's gradients are from measured slopes; `differences` is "dW1" -> number."""
    _differences(
        differences,
        alt="One bar for each parameter's gradient on a log axis: with the bug only dW4 and db4 lie below the dotted "
        "line at 1e-7, after the repair all do.",
        caption="compact_backward against measured slopes. What rises above the dotted line is wrong.",
    )


def _differences(differences, alt, caption):
    """Show relative differences by name as bars on a log axis, which has no place for 0."""
    fig, ax = plots.figure(width=8, height=3.6)
    shown = np.maximum(list(differences.values()), 1e-12)
    plots.layer_bars(ax, shown, list(differences), ylabel="relative difference", log=True)
    ax.axhline(1e-7, **_LEVEL)
    ax.set(ylim=(1e-12, 3))
    plots.show(fig, alt=alt, caption=caption)


def twenty_images(runs):
    """Show the costs of learning twenty images, every 100 iterations; `runs` holds one list of costs per start."""
    fig, ax = plots.figure()
    for start, costs in enumerate(runs, start=1):
        ax.plot(100 * np.arange(len(costs)), costs, marker="o", label=f"start {start}")
    ax.axhline(np.log(2), **_LEVEL)
    ax.set(xlabel="iterations", ylabel="cost J on the 20 images", yscale="log")
    ax.legend()
    plots.show(
        fig,
        alt="Five falling cost curves on a log axis, from between 0.6 and 1.3 to below 0.001 in 500 iterations.",
        caption="Twenty images, five starts. Dotted: log 2, the cost of knowing nothing.",
    )


def learning_curve(costs, entropy):
    """Show the training cost every 100 iterations, above the entropy of the labels as its level of no knowledge."""
    fig, ax = plots.figure()
    plots.cost_curve(ax, costs, 100, "64 – 32 – 16 – 1", floor=entropy, floor_label="entropy of the labels")
    plots.show(
        fig,
        alt="The training cost starts near the entropy of the labels, 0.69, falls to about 0.2 in 100 iterations "
        "and to almost 0 in 1000.",
        caption="Within the first hundred steps the curve leaves the level of whoever does not look at the image.",
    )


def accuracy_by_depth(scores):
    """Show the accuracy on dev as dots, one per start; `scores` is name of a network -> values."""
    fig, ax = plots.figure()
    plots.strip(ax, scores, ylabel="accuracy on dev")
    plots.show(
        fig,
        alt="Accuracy on dev, one dot per start: about 0.92 for one layer, 0.945 for two, 0.967 for three, "
        "0.972 for four. The dots of three and four layers overlap.",
        caption="One dot per start, bar at the median. Always saying 'odd' gives 0.504, far below the picture.",
    )


def surest_errors(images, digits, P):
    """Show images (64, k) in the wrong class, each titled with its digit (k,) and the probability P (k,) of odd."""
    fig = plots.gallery(images, [f"{digit}: {p:.2f}" for digit, p in zip(digits, P, strict=True)])
    plots.show(
        fig,
        alt="The dev images that the first of the five networks puts into the wrong class, each titled with the true "
        "digit and the probability of odd.",
        caption="The true digit, and the network's probability that it is odd. The most certain errors come first.",
    )


def classes_by_layer(seen, Y):
    """Let the reader choose a layer and a number of steps, and see how far the two classes of Y (1, m) are apart.

    `seen(layer, steps)` gives the images as points (2, m), or as scores (1, m), and the share of those that are
    nearer to their own class.
    """

    def draw_layer(ax, layer, steps):
        flat, share = seen(layer, steps)
        scores = len(flat) == 1
        if scores:  # a single number: spread the dots upwards, so that they do not hide each other
            flat = np.vstack([flat, np.linspace(-1, 1, flat.shape[1])])
        plots.points(ax, flat, Y, labels=("even", "odd"), size=26)
        xlabel, ylabel = ("score", "(spread out)") if scores else ("first direction", "second direction")
        title = f"{_SEEN_BY[layer]}: {share:.1%} nearer their own"
        ax.set(xlabel=xlabel, ylabel=ylabel, xticks=[], yticks=[], title=title)

    explore(
        draw_layer,
        question="In which layer do odd and even images part, and after how many steps?",
        alt="Dev images as dots, circles for even and triangles for odd, as one layer sees them. Among the pixels "
        "the classes are mixed; after training they part more with every layer, until the last score has even on "
        "one side and odd on the other.",
        caption="The static form shows the network after 400 steps: the pixels (0), the hidden layers, the score (3).",
        static=[{"layer": layer, "steps": 400} for layer in range(4)],
        layer=slider(0, 3, 1, 2),
        steps=choice(1, 30, 100, 400, value=400, label="steps trained"),
    )


def cost_by_depth(reached, entropy):
    """Show the cost that networks of 1 to 6 layers reach, median and range; `reached` is start -> (n_starts, 6)."""
    fig, ax = plots.figure()
    for name, runs in reached.items():
        plots.curve_with_band(ax, range(1, 7), runs, label=f"start {name}", marker="o")
    ax.axhline(entropy, label="entropy of the labels", **_LEVEL)
    ax.set(xlabel="number of layers L", ylabel="training cost after 300 steps")
    ax.legend(loc="center right")
    plots.show(
        fig,
        alt="Training cost after 300 steps against the number of layers. With the start sqrt(2/n) it falls from 0.29 "
        "at one layer to below 0.01 at six. With the start 0.01 it falls to 0.23 at two layers and lies exactly on "
        "the entropy of the labels, 0.69, from three layers on.",
        caption="The same networks, data and steps; only the start differs. Line: median of 5 starts; "
        "band: smallest to largest.",
    )


def first_step(norms, moves):
    """Show the size of each layer's gradient, and of a step relative to the weights; both start -> (6,)."""
    fig, axes = plots.figure(1, 2, width=10.5, height=3.8)
    titles = ("Size of the gradient", "One step, relative to the weights")
    for ax, values, title in zip(axes, (norms, moves), titles, strict=True):
        plots.layer_bars(ax, values, [f"W{l}" for l in range(1, 7)], log=True)
        ax.set(ylim=(1e-10, 1e3), title=title)
    plots.show(
        fig,
        alt="Two bar charts over the layers 1 to 6, on log axes. With the start sqrt(2/n) the gradients have sizes "
        "near 1, and a step changes the weights by one or two percent, in the last layer by about ten. With the "
        "start 0.01 both are near 1e-8 in every layer.",
        caption="Six layers, the first step. Right: how far a step with learning rate 0.1 moves the weights of a "
        "layer, relative to their own size.",
    )


def small_changes(amounts, tossed, aimed, digits, before, after):
    """Show the accuracy after small changes of every pixel, and three images whose class such a change turned.

    tossed and aimed (n_networks, len(amounts)) are accuracies; digits (3,) names the images, before and after are
    their pixels (64, 3) and probabilities of odd (3,).
    """
    fig, axes = plots.figure(1, 2, width=10.5, height=4.2)
    plots.curve_with_band(axes[0], amounts, tossed, label="at random", marker="o")
    plots.curve_with_band(axes[0], amounts, aimed, label="along your gradient", marker="^")
    axes[0].set(xlabel="change of every pixel (ink is 1)", ylabel="accuracy on dev", ylim=(0, 1.02))
    axes[0].set_xticks([0, 0.05, 0.1, 0.15, 0.2])
    axes[1].set_axis_off()
    panels = [axes[1].inset_axes([x, y, 0.28, 0.38]) for y in (0.54, 0.0) for x in (0.02, 0.36, 0.70)]
    titles = [f"{digit}: {p:.2f}" for _, P in (before, after) for digit, p in zip(digits, P, strict=True)]
    plots.images(panels, np.hstack([before[0], after[0]]), titles)
    plots.show(
        fig,
        alt="Left: accuracy against the change of every pixel. Random changes of 0.1 hardly matter; changes of 0.1 "
        "along the gradient bring the accuracy to about one half. Right: three digits before, above, and after, below; "
        "they are as easy to read as before, and the probability of odd has crossed one half.",
        caption="Left: median and range over five networks. Right: digit and probability of odd, before (above) and "
        "after (below) every pixel was moved by 0.1 along the gradient.",
    )
