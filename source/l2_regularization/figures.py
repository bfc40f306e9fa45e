"""The figures of this lesson, one function for each: it draws what it is given and shows it with its words."""

from __future__ import annotations

import numpy as np
from toolbox import accuracy, data_loss, forward_propagation

from gradschool import plots
from gradschool.explore import explore, log_slider

_TEAMS = ("they win", "you win")
_LAMBDA_AXIS = {"xscale": "log", "xlabel": "λ", "xticks": [0.01, 0.1, 1, 10], "xticklabels": ["0", "0.1", "1", "10"]}
_LEFT_END = 0.01  # where λ = 0 is drawn: a log axis has no 0


def balls(X, Y, turned):
    """Show the balls X (2, m) with their labels Y (1, m), the true border, and rings where `turned` (m,) is true."""
    along = np.linspace(-5.25, 5.25, 200)
    fig, ax = plots.figure(width=8.6, height=4.4)
    plots.points(ax, X, Y, labels=_TEAMS)
    ax.plot(along, 1.5 * np.sin(0.6 * along), "k-", label="true border")
    ring = {"markersize": 15, "markerfacecolor": "none", "markeredgecolor": "black"}
    ax.plot(*X[:, turned], "o", **ring, label="noted wrongly")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    ax.set(xlabel="along the pitch (10 m)", ylabel="across (10 m)", title="100 balls")
    plots.show(
        fig,
        alt="A hundred points on a pitch. Above a wave-shaped border most belong to your team, below it to "
        "the other. Fifteen points, ringed, have the label of the wrong side; they lie scattered "
        "everywhere.",
        caption="The rings are known only because we made the data ourselves. The network sees the points without"
        " them.",
    )


def overfitting(curves, every, parameters, X, Y):
    """Show how the loss on two sets parts in training, and the boundary in the end.

    curves : name of a set -> its data losses, `every` steps between two; parameters : after training on X, Y
    """
    fig, axes = plots.figure(1, 2, width=10.5, height=4.2)
    for name, curve in curves.items():
        plots.cost_curve(axes[0], curve, every=every, label=name)
    axes[0].set(ylabel="data loss", title="The same network on two sets")
    plots.boundary(axes[1], lambda grid: forward_propagation(grid, parameters)[0], X, Y, labels=_TEAMS)
    axes[1].set_title("What it believes after 2000 steps")
    plots.show(
        fig,
        alt="Left: the training loss falls to 0.1; the dev loss falls to 0.55 at first, then rises to 1.9. "
        "Right: the learned boundary is jagged, with islands around a few points of the other class.",
        caption="From where the curves part, the network learns this season's notes and no longer the game. The "
        "islands are wrong notes.",
    )


def size_of_weights_and_bends():
    """Show that outputs bend more as weights grow: of one tanh unit, and of sixty with random weights."""
    z = np.linspace(-2, 2, 401)
    fig, axes = plots.figure(1, 2, width=10.5, height=4.0)
    for w in (0.25, 1, 4):
        axes[0].plot(z, np.tanh(w * z) / w, label=f"w = {w}")
    axes[0].set(xlabel="x", ylabel="tanh(w x) / w", title="One unit", ylim=(-2.1, 2.1))
    axes[0].legend(loc="upper left")
    rng = np.random.default_rng(4)
    slopes, shifts, last = (rng.standard_normal(shape) for shape in ((60, 1), (60, 1), (1, 60)))
    last = last / np.sqrt(60)
    for scale in (0.5, 2, 12):
        axes[1].plot(z, (last @ np.tanh(scale * (slopes * z + shifts)))[0], label=f"weights × {scale}")
    axes[1].set(xlabel="x", ylabel="output", title="Sixty units, random weights")
    axes[1].legend(loc="best")
    plots.show(
        fig,
        alt="Left: tanh(w x)/w is nearly a straight line for w = 0.25, bends gently for w = 1 and is a step "
        "for w = 4. Right: the output of sixty random tanh units; with the weights times 0.5 it is a "
        "gentle curve, times 2 it bends more, times 12 it jumps up and down within short distances.",
        caption="Only the size of the weights differs: small weights give gentle curves, large ones give jumps. "
        "(Left, the outputs are divided by w, so that all three start with the same slope.)",
    )


def cost_with_penalty():
    """Show a cost of one weight that has no lowest point, a penalty, and the lowest point of their sum."""
    w = np.linspace(-1, 8, 400)
    J = np.log1p(np.exp(-w))
    fig, axes = plots.figure(1, 2, width=10.5, height=3.9)
    axes[0].plot(w, J, label="data loss $J$")
    axes[0].plot(w, 0.01 * w**2, label="penalty")
    axes[0].plot(w, J + 0.01 * w**2, label="sum")
    axes[0].axvline(w[np.argmin(J + 0.01 * w**2)], color="#444444", linestyle=":", linewidth=1.8)
    axes[0].set(xlabel="w", ylabel="cost", title="A cost with a bottom", ylim=(0, 1.3))
    for strength in (0.001, 0.01, 0.1):
        total = J + strength * w**2
        axes[1].plot(w, total, label=f"penalty {strength} w²")
        axes[1].plot(w[total.argmin()], total.min(), "ko", markersize=8)
    axes[1].set(xlabel="w", title="The stronger the penalty, the smaller w", ylim=(0, 1.3))
    for ax in axes:
        ax.legend(loc="upper right")
    plots.show(
        fig,
        alt="Left: the data loss falls for ever as w grows; the penalty is a parabola around 0; their sum has"
        " its lowest point near w = 2.8. Right: sums for three strengths; the lowest point moves from "
        "about 4.7 to 2.8 to 1.2 as the penalty grows tenfold each time.",
        caption="The data pull w to the right, the penalty pulls it back to 0. Where the two pulls are equal the "
        "sum has its lowest point.",
    )


def two_roads():
    """Show how each layer's weights reach the cost: through the network, and straight through the penalty."""
    fig, ax = plots.figure(width=10.5, height=3.0)
    layers = [(f"layer {layer}", f"$W^{{[{layer}]}}, b^{{[{layer}]}}$") for layer in (1, 2, 3)]
    plots.block_diagram(
        ax,
        [("X", "examples"), *layers, ("loss", "data loss $J$"), ("sum", "$J_{reg}$")],
        arrows=["", "$A^{[1]}$", "$A^{[2]}$", "$A^{[3]}$", ""],
    )
    penalty = plots.CLASS_COLORS[1]
    for layer in (1, 2, 3):
        bend = f"arc3,rad={0.14 + 0.05 * (3 - layer)}"
        arrow = {"arrowstyle": "-|>", "color": penalty, "linewidth": 2.2, "connectionstyle": bend}
        ax.annotate("", xy=(5 - 0.1 * (layer - 2), -0.33), xytext=(layer, -0.33), arrowprops=arrow)
    ax.text(3.9, -0.98, r"penalty $\frac{\lambda}{2m}\|W\|^2$", color=penalty, fontsize=13)
    ax.set(ylim=(-1.25, 0.4))
    plots.show(
        fig,
        alt="Boxes from left to right: X, layers 1 to 3, data loss, sum. Blue arrows lead through them. From "
        "each layer an orange arrow leads below, directly to the sum, labelled penalty.",
        caption="Blue: through the network to the data loss. Orange: straight to the sum, past everything else.",
    )


def gradients_against(against, names):
    """Show relative differences of gradients; against : name of a cost -> one difference for each of `names`."""
    fig, ax = plots.figure(width=8.0, height=3.9)
    plots.layer_bars(ax, against, names, ylabel="relative difference", log=True)
    ax.set(title="Your gradients against numerical ones, λ = 2", ylim=(1e-12, 1e3))
    plots.show(
        fig,
        alt="Bars of the relative difference for dW1, db1, dW2, db2, dW3, db3 on a log axis. Against the "
        "regularized cost all six are below 1e-6. Against the data loss alone the three dW are above 0.1 "
        "and the three db stay below 1e-6.",
        caption="Against the right cost all six bars are tiny. Against the cost without the penalty the weights "
        "disagree and the biases still agree: the biases are not in the penalty.",
    )


def training_with_penalties(lengths, costs, losses):
    """Show how long all weights are in training, and both costs of one training.

    lengths : λ -> lengths, 50 steps between two; costs, losses : with and without penalty, 100 steps between two
    """
    fig, axes = plots.figure(1, 2, width=10.5, height=4.2)
    for lambd, length in lengths.items():
        axes[0].plot(50 * np.arange(len(length)), length, label=f"λ = {lambd:g}")
    axes[0].set(
        xlabel="iterations", ylabel="length of all weights", yscale="log", ylim=(0.3, 40), title="Five penalties"
    )
    axes[0].legend(loc="lower right", ncols=2)
    plots.cost_curve(axes[1], costs, every=100, label="regularized cost")
    plots.cost_curve(axes[1], losses, every=100, label="data loss in it")
    axes[1].set(title="λ = 3: two curves, one training", ylim=(0, 2.2))
    plots.show(
        fig,
        alt="Left: without penalty the length grows from 10 to 15; with λ = 0.3 it falls to 7, with 0.95 to "
        "4, with 3 to 2, and stays about there; with 30 it drops below the axis at once. Right: for λ = 3"
        " the regularized cost falls from 2.1 to 0.53, the data loss in it from 0.68 to 0.47.",
        caption="Left: each penalty finds its own balance, and λ = 30 finds none above zero. Right: report the "
        "data loss apart; the regularized cost alone hides what the network can do.",
    )


def boundaries(networks, X, Y):
    """Show the boundaries of six networks among the balls X (2, m), Y (1, m); networks : λ -> parameters."""
    fig, axes = plots.figure(2, 3, width=10.5, height=7.0)
    for ax, (lambd, parameters) in zip(axes.flat, networks.items(), strict=True):
        _boundary(ax, parameters, X, Y, resolution=90)
        ax.set(title=f"λ = {lambd:g}", xlabel="", ylabel="")
    plots.show(
        fig,
        alt="Six maps of the pitch with the learned boundary. At λ = 0 it is jagged, with spikes and islands;"
        " at 0.095 and 0.3 there are fewer; at 0.95 it is one smooth wave like the true border; at 9.5 it"
        " is nearly straight and the colours are pale; at 30 there is no boundary, all is one colour.",
        caption="From learning the notes by heart, over learning the border, to learning nothing. The colour "
        "pales as well: smaller weights make the network less sure.",
    )


def all_weights(groups):
    """Show how all weights of a network are spread; groups : name of a network -> its weights, flat."""
    fig, ax = plots.figure(width=8.6, height=4.2)
    plots.histogram(ax, groups, bins=81, xlabel="weight")
    ax.set(title="All weights of a network", yscale="log")
    plots.show(
        fig,
        alt="Histograms of the weights with a log axis. At λ = 0 they form a broad hill, from -3 to 3; at "
        "0.95 most lie in a narrow peak at 0, with a few outside, up to 2; at 9.5 the peak is the same "
        "and what is outside stays below 0.8.",
        caption="With a penalty most weights fall to nearly 0, and a few that the data insist on stay. The axis "
        "is logarithmic: each line is ten times the one below.",
    )


def decay():
    """Show what repeated factors leave of a weight: factors between 0 and 1, and negative ones."""
    t = np.arange(0, 26)
    fig, axes = plots.figure(1, 2, width=10.5, height=3.7)
    for ax, factors in zip(axes, ((0.99, 0.9, 0.5), (-0.8, -1.05)), strict=True):
        for factor in factors:
            ax.plot(t, factor**t, marker="o", markersize=4, label=f"factor {factor}")
    for ax, title in zip(axes, ("between 0 and 1: it fades", "below 0: it jumps from side to side"), strict=True):
        ax.set(xlabel="steps", ylabel="what is left of a weight", title=title)
        ax.legend(loc="best")
    plots.show(
        fig,
        alt="Left: a weight times 0.99, 0.9 or 0.5 in each step fades to 0, the faster the smaller the "
        "factor. Right: with factor -0.8 it jumps between plus and minus and fades; with -1.05 it jumps "
        "and grows.",
        caption="Decay alone, without a pull of the data. A useful penalty has a factor slightly below 1.",
    )


def loss_and_accuracy(lambdas, losses, accuracies):
    """Show data loss and accuracy against λ, median and range of the seasons.

    lambdas : λ in order, the first of them 0; losses, accuracies : name of a set -> values (n_seasons, len(lambdas))
    """
    fig, axes = plots.figure(1, 2, width=10.5, height=4.4)
    for ax, measured in zip(axes, (losses, accuracies), strict=True):
        for name, runs in measured.items():
            plots.curve_with_band(ax, [_LEFT_END, *lambdas[1:]], runs, name, marker="o")
    axes[1].axhline(0.85, color="#444444", linestyle=":", linewidth=1.8, label="limit on fresh balls")
    for ax, title in zip(axes, ("Data loss", "Accuracy"), strict=True):
        ax.set(**_LAMBDA_AXIS, title=title)
    axes[1].legend(loc="lower left")
    plots.show(
        fig,
        alt="Data loss and accuracy against λ on a log axis, median and range of five seasons. The training "
        "loss rises from 0.2 to log 2. The dev loss falls from 1.6 to about 0.52 between λ = 1 and 10 and"
        " jumps to 0.7 at 30. Training accuracy falls from 0.92 to 0.8; dev accuracy rises from 0.73 to "
        "nearly 0.8; both drop to about one half at 30.",
        caption="The dev loss has a valley. On the left of it the network overfits, on the right it underfits. "
        "The gap between the two curves closes as λ grows.",
    )


def one_lambda(networks, training, dev):
    """Show one network's boundary and its losses for a λ that the reader chooses.

    networks : λ -> parameters, λ in order and the first of them 0; training, dev : sets (X, Y)
    """
    places = [_LEFT_END, *list(networks)[1:]]
    sets = {"training set": training, "dev set": dev}
    losses = {name: [data_loss(parameters, *part) for parameters in networks.values()] for name, part in sets.items()}

    def draw(axes, lambd):
        _boundary(axes[0], networks[lambd], *training, resolution=80)
        axes[0].set_title(f"dev accuracy {accuracy(networks[lambd], *dev):.3f}")
        for name, curve in losses.items():
            axes[1].plot(places, curve, marker="o", label=name)
        axes[1].axvline(lambd, color="#444444", linestyle=":", linewidth=2.5)
        axes[1].set(**_LAMBDA_AXIS, ylabel="data loss", title=f"dev loss {data_loss(networks[lambd], *dev):.3f}")
        axes[1].legend(loc="upper right")

    explore(
        draw,
        question="At which λ do the islands around wrong notes disappear, and at which does the border itself "
        "disappear?",
        alt="Left: the pitch with the learned boundary for one λ. Right: the data losses of that season "
        "against λ, with the chosen λ marked.",
        caption="The islands go first. Between the two places lies the range in which the penalty removes the "
        "notes and leaves the border.",
        static=[{"lambd": 0.095}, {"lambd": 0.95}, {"lambd": 30.0}],
        cols=2,
        width=10.5,
        height=4.4,
        lambd=log_slider(0.03, 30, per_decade=2, label="λ"),
    )


def price_and_pull():
    """Show the price of one weight and its slope, under L2 and under L1."""
    w = np.linspace(-2, 2, 401)
    fig, axes = plots.figure(1, 2, width=10.5, height=3.8)
    axes[0].plot(w, w**2 / 2, label="L2: w² / 2")
    axes[0].plot(w, np.abs(w), label="L1: |w|")
    axes[0].set(xlabel="w", ylabel="price", title="Price of a weight", ylim=(0, 2.6))
    axes[1].plot(w, w, label="L2: w")
    axes[1].plot(w, np.where(w == 0, np.nan, np.sign(w)), label="L1: sign of w")
    axes[1].plot([0], [0], "o", color=plots.CLASS_COLORS[1])
    axes[1].set(xlabel="w", ylabel="slope", title="Slope: the pull towards 0")
    for ax, corner in zip(axes, ("upper center", "upper left"), strict=True):
        ax.legend(loc=corner)
    plots.show(
        fig,
        alt="Left: the parabola w²/2 is flat at 0, |w| has a corner there. Right: L2's slope is the line w "
        "through 0; L1's slope is -1 for negative and +1 for positive w.",
        caption="Near zero L2 hardly pulls any more. L1 pulls with the same force all the way.",
    )


def ways_to_the_origin(H, w_star, l2_path, l1_path):
    """Show which way the lowest point takes as λ grows, on maps of the loss (w - w_star)ᵀ H (w - w_star) / 2.

    H : (2, 2); w_star : (2, 1), the loss's own lowest point; l2_path, l1_path : (2, k), lowest points as λ grows
    """
    turn = np.linspace(0, 2 * np.pi, 200)
    circle, diamond = np.array([np.cos(turn), np.sin(turn)]), np.array([[1, 0, -1, 0, 1], [0, 1, 0, -1, 0]])
    one = 80  # the λ at which circle and diamond are drawn
    fig, axes = plots.figure(1, 2, width=10.5, height=4.9)
    _way(axes[0], H, w_star, l2_path, one, np.linalg.norm(l2_path[:, one]) * circle, "L2")
    _way(axes[1], H, w_star, l1_path, one, np.abs(l1_path[:, one]).sum() * diamond, "L1")
    axes[0].legend(loc="upper left", fontsize=11)
    plots.show(
        fig,
        alt="Two maps of an oval valley with its lowest point at (2, 0.7). L2: the lowest point of the sum "
        "moves towards the origin on a curve that meets no axis before; points of the same price form a "
        "circle. L1: it moves down to the axis w2 = 0, then along the axis to the origin; points of the "
        "same price form a diamond, touched at its corner.",
        caption="Dashed: all points of the same price, a circle for L2 and a diamond for L1. Solid black: the "
        "contour of the data loss that touches it. It touches the diamond at a corner, and on a corner "
        "one weight is exactly 0.",
    )


def _way(ax, H, w_star, path, one, same_price, title):
    """Draw a path (2, k), the loss's contours and, at place `one` of the path, those of loss and price that touch."""
    axis = np.linspace(-1.2, 3.2, 120)
    first, second = np.meshgrid(axis, axis)
    off_1, off_2 = first - w_star[0, 0], second - w_star[1, 0]
    loss = 0.5 * (H[0, 0] * off_1**2 + 2 * H[0, 1] * off_1 * off_2 + H[1, 1] * off_2**2)
    ax.contour(first, second, loss, levels=10, cmap="viridis", linewidths=1.4, linestyles="solid")
    ax.plot(path[0], path[1], "-", color=plots.CLASS_COLORS[1], linewidth=3.5, label="lowest point as λ grows")
    off = path[:, [one]] - w_star
    ax.contour(first, second, loss, levels=[0.5 * (off.T @ H @ off).item()], colors="black", linewidths=2.2)
    ax.plot(*path[:, one], "o", color="black", markersize=10, label="at one λ")
    ax.plot(*same_price, "--", color="black", linewidth=1.8, label="weights of the same price")
    ax.plot(*w_star, "k+", markersize=14, markeredgewidth=2.5)
    ax.axhline(0, color="#777777", linewidth=1, linestyle="-")
    ax.axvline(0, color="#777777", linewidth=1, linestyle="-")
    ax.set(xlabel="$w_1$", ylabel="$w_2$", title=title, aspect="equal", xlim=(-1.2, 2.8), ylim=(-1.2, 2.2))


def use_of_inputs(sizes):
    """Show how much the first layer listens to each of ten inputs; sizes : penalty -> lengths (n_seasons, 10)."""
    fig, ax = plots.figure(width=9.4, height=4.0)
    plots.layer_bars(
        ax,
        {name: np.median(columns, axis=0) for name, columns in sizes.items()},
        ["along", "across", *[f"useless {k}" for k in range(1, 9)]],
        ylabel="length of its weights in W1",
    )
    ax.tick_params(axis="x", rotation=35)
    ax.set_title("How much the first layer listens to each input (median of five seasons)")
    plots.show(
        fig,
        alt="Bars for ten inputs. Without a penalty the first layer listens to all ten inputs alike. With L2 "
        "the two useful ones stand out and the useless ones are small. With L1 the useless ones are "
        "smaller still, some of them zero.",
        caption="Without a penalty the network listens to everything. L2 turns the useless inputs down. L1 cuts "
        "nearly all of their weights off.",
    )


def _boundary(ax, parameters, X, Y, resolution):
    """Draw what a network predicts on the plane, and the balls, without a legend."""
    plots.boundary(
        ax,
        lambda grid: forward_propagation(grid, parameters)[0],
        X,
        Y,
        legend=False,
        colorbar=False,
        resolution=resolution,
    )
