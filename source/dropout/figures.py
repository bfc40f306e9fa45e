"""The figures of this lesson, one function for each: it draws what it is given and shows it with its words."""

from __future__ import annotations

import itertools

import numpy as np
from toolbox import forward_propagation

from gradschool import plots
from gradschool.explore import choice, explore, slider

_ALONG = np.linspace(-1.75, 1.75, 200)
_TRUE_BORDER = 0.75 * np.sin(1.8 * _ALONG)
_BEST_ACCURACY = {"y": 0.85, "color": "#444444", "linestyle": ":", "linewidth": 1.8}


def training_set(X, Y):
    """Show a training set, places X (2, m) with labels Y (1, m), and the true border."""
    fig, ax = plots.figure(height=3.9)
    plots.points(ax, X, Y, labels=("team 0", "team 1"))
    ax.plot(_ALONG, _TRUE_BORDER, color="black", linestyle="-")
    ax.set(title="Training set 1, with the true border", xlabel="along the pitch", ylabel="across")
    plots.show(
        fig,
        alt="150 points on a plane. A wavy border runs from left to right; above it mostly team 1, below it mostly "
        "team 0. About one point in seven, scattered over the whole pitch, stands on the other team's side.",
        caption="About one label in seven is on the wrong side of the black curve. A network of 2041 parameters can "
        "bend a border around each of them.",
    )


def thinned_networks():
    """Show a small network whole, and as three training steps see it: other units are dropped each time."""
    networks = {
        "The whole network": [[1] * 3, [1] * 6, [1] * 5, [1]],
        "Step 1": [[1] * 3, [1, 0, 1, 1, 0, 1], [0, 1, 1, 0, 1], [1]],
        "Step 2": [[1] * 3, [0, 1, 1, 0, 0, 1], [1, 1, 0, 1, 1], [1]],
        "Step 3": [[1] * 3, [1, 1, 0, 1, 1, 0], [1, 0, 1, 1, 0], [1]],
    }
    fig, axes = plots.figure(1, 4, width=10.5, height=3.2)
    for ax, (title, layers) in zip(axes, networks.items(), strict=True):
        _network(ax, layers, title)
    plots.show(
        fig,
        alt="Four drawings of a network with 3 inputs, 6 and 5 hidden units and 1 output. In the first all units are "
        "filled and connected. In the other three a different handful of hidden units is crossed out and has no "
        "connections.",
        caption="Crossed-out units are dropped: nothing goes in or out. Each step trains another thinned network, and "
        "all of them share their weights.",
    )


def _network(ax, layers, title):
    """Draw a network from left to right; `layers` lists for each layer which units are kept, 1 or 0."""
    units = [[(k, (len(kept) - 1) / 2 - i, stays) for i, stays in enumerate(kept)] for k, kept in enumerate(layers)]
    for left, right in itertools.pairwise(units):
        for (x, y, stays), (x_next, y_next, next_stays) in itertools.product(left, right):
            if stays and next_stays:
                ax.plot([x, x_next], [y, y_next], color="#8a8a8a", linestyle="-", linewidth=1.0, zorder=1)
    unit = plots.CLASS_COLORS[0]
    for x, y, stays in itertools.chain(*units):
        face, edge = (unit, unit) if stays else ("white", "#555555")
        ax.plot(x, y, "o", markersize=17, markerfacecolor=face, markeredgecolor=edge, markeredgewidth=1.6, zorder=2)
        if not stays:
            ax.plot(x, y, "x", markersize=9, markeredgewidth=2.4, color="#555555", zorder=3)
    ax.set(title=title, xlim=(-0.4, len(layers) - 0.6))
    ax.margins(y=0.12)
    ax.set_axis_off()


def mask_and_counts(D, kept):
    """Show a mask D (units, examples), and how many of 60 units each of many examples kept, `kept` (m,)."""
    fig, axes = plots.figure(1, 2, width=10, height=4.0)
    _masks(axes[0], D, "example", "A mask: black is kept, white is dropped")
    plots.histogram(axes[1], kept, bins=np.arange(35.5, 61), xlabel="units kept by an example, of 60")
    axes[1].axvline(48, color="black", linestyle=":", linewidth=2)
    axes[1].set_title("How many stay")
    plots.show(
        fig,
        alt="Left: a grid of 60 units by 40 examples, mostly black with white cells scattered without any pattern. "
        "Right: a bell-shaped histogram of the number of units kept, from about 38 to 57, with its middle at 48.",
        caption="No row or column is special. An example keeps 48 units on average, sometimes 40, sometimes 55.",
    )


def _masks(ax, D, across, title):
    """Draw masks D (units, k) as an image, black where a unit is kept; `across` says what a column is."""
    ax.imshow(D, cmap="gray_r", vmin=0, vmax=1, aspect="auto")
    ax.set(xlabel=across, ylabel="unit", title=title)
    ax.grid(False)


def masked_activations(activations):
    """Show three histograms with their means; activations : formula -> values (1, m)."""
    fig, axes = plots.figure(1, 3, width=10.5, height=3.5)
    for ax, (name, values) in zip(axes, activations.items(), strict=True):
        plots.histogram(ax, values, bins=np.linspace(0, 4, 41), xlabel=name)
        ax.axvline(values.mean(), color="black", linestyle=":", linewidth=2.4)
        ax.set(title=f"mean {values.mean():.2f}", ylim=(0, 2.4))
    plots.show(
        fig,
        alt="Three histograms. The activations a form a bell around 1.5. After the mask, d a, a fifth of them stands "
        "in a spike at 0 and the mean has dropped to about 1.2. After the division, d a / p, the spike remains, the "
        "bell has moved to the right, and the mean is about 1.5 again.",
        caption="The spike at 0 is what was dropped. The division moves the rest to the right until the mean (dotted) "
        "is where it was.",
    )


def score_under_masks(scores):
    """Show how a score is spread over its masks, for a keep_prob that the reader chooses.

    scores : function of keep_prob that returns one score for each of 4000 masks
    """

    def draw(ax, keep_prob):
        z = scores(keep_prob)
        plots.histogram(ax, z, bins=np.linspace(-16, 24, 81), xlabel="score z of one example under 4000 masks")
        ax.axvline(4, color="black", linestyle=":", linewidth=2.4)
        ax.set(title=f"mean {z.mean():.2f}, deviation {z.std():.2f}", yticks=[], ylabel="")

    explore(
        draw,
        question="At which keep_prob is the deviation of the score as large as its mean?",
        keep_prob=slider(0.1, 1.0, 0.1, 0.8, label="keep_prob"),
        static=[{"keep_prob": p} for p in (0.9, 0.5, 0.3, 0.2)],
        alt="Histograms of a score under 4000 dropout masks. The mean stays at 4 while the histogram grows wider as "
        "keep_prob falls: the deviation is about 0.7 at 0.9, 2 at 0.5, 3 at 0.3 and 4 at 0.2.",
        caption="The dotted line is the whole network's score. The mean stays on it; the less is kept, the wider the "
        "spread.",
    )


def forward_and_back():
    """Show the network's steps with the masks between them, and the signals of the way back."""
    fig, ax = plots.figure(width=10.5, height=2.2)
    plots.block_diagram(
        ax,
        [
            ("X", "(n_x, m)"),
            ("ReLU", "Z1 (n_1, m)"),
            (r"$\odot$ D1 / p", "A1 (n_1, m)"),
            ("ReLU", "Z2 (n_2, m)"),
            (r"$\odot$ D2 / p", "A2 (n_2, m)"),
            ("sigmoid", "A3 (1, m)"),
        ],
        arrows=["W1, b1", "", "W2, b2", "", "W3, b3"],
        back=["dZ1", "", "dA1, dZ2", "", "dA2, dZ3"],
    )
    plots.show(
        fig,
        alt="Boxes from left to right: X; ReLU with Z1; mask D1 over p giving A1; ReLU with Z2; mask D2 over p giving "
        "A2; sigmoid with A3. Arrows to the right carry the weights; arrows back below them carry dZ3 and dA2, dZ2 and "
        "dA1, dZ1.",
        caption="Above: forward propagation. Below: the way back, for section 5. A mask box multiplies by D / p in "
        "both directions.",
    )


def gradient_test(frozen, live):
    """Show relative differences of gradients with masks frozen and live; frozen, live : "dW1", ... -> difference."""
    fig, ax = plots.figure(height=3.8)
    groups = {"masks frozen": frozen.values(), "masks live": live.values()}
    plots.layer_bars(ax, groups, list(frozen), ylabel="relative difference", log=True)
    ax.set(ylim=(1e-12, 1e3), title="Your gradient against the numerical one")
    plots.show(
        fig,
        alt="Bars on a log axis for the six parameters. With frozen masks all are between 1e-11 and 1e-8; with live "
        "masks all are near 1.",
        caption="With frozen masks the two agree to eight digits or better, for each parameter. With live masks the "
        "test says nothing.",
    )


def masks_over_steps(anew, moving):
    """Show one example's masks (units, steps): its generator made anew in each step, and one that moves on."""
    fig, axes = plots.figure(1, 2, width=10, height=4.0)
    _masks(axes[0], anew, "training step", "A seed in the loop: one mask")
    _masks(axes[1], moving, "training step", "One generator: new masks")
    plots.show(
        fig,
        alt="Two pictures of the mask of one example over 40 steps. Left: horizontal stripes, every step has the same "
        "mask. Right: black and white cells without a pattern.",
        caption="Left: for this example, half of the units are gone for ever. Right: every unit gets its turn.",
    )


def three_trainings(runs, marks):
    """Show what the loop saw, and cost and accuracy of the whole network on the dev set after `marks` steps.

    runs : name -> for each run its parameters, its history (len(marks), 4) and the costs that its loop saw
    """
    fig, axes = plots.figure(1, 3, width=10.8, height=4.2)
    for name, group in runs.items():
        axes[0].plot(group[0][2], linewidth=1.4, label=name)
        plots.curve_with_band(axes[1], marks, [history[:, 2] for _, history, _ in group])
        plots.curve_with_band(axes[2], marks, [history[:, 3] for _, history, _ in group])
    axes[0].legend(loc="upper right")
    axes[0].set(xlabel="step", title="Cost that the loop sees", ylim=(-0.03, 1.1))
    axes[1].set(xlabel="step", title="Dev cost, five runs", ylim=(0.3, 2.1))
    axes[2].set(xlabel="step", title="Dev accuracy, five runs", ylim=(0.45, 0.9))
    axes[2].axhline(**_BEST_ACCURACY)
    plots.show(
        fig,
        alt="Three panels over 1000 steps for no dropout, dropout 0.5 and fixed masks 0.5. The cost the loop sees "
        "falls to about 0.3 without dropout, is noisy around 0.45 with dropout, and is 0 with fixed masks after 100 "
        "steps. Dev cost: rising slowly to 0.7 without dropout, level near 0.52 with dropout, climbing to about 1.7 "
        "with fixed masks. Dev accuracy: between 0.73 and 0.82 for all three, with overlapping bands.",
        caption="Left: run 1. Middle and right: median and range of five runs, whole network. The dotted line is the "
        "best that anyone can do, 0.85.",
    )


def dropout_left_on(share, baseline):
    """Show dev accuracies of five networks; share : way of predicting -> accuracies; baseline : majority share."""
    fig, ax = plots.figure(height=3.9)
    plots.strip(ax, share, ylabel="dev accuracy", baseline=baseline, baseline_label="majority baseline")
    ax.set(title="Five networks trained with keep_prob = 0.5", ylim=(0.48, 0.86))
    plots.show(
        fig,
        alt="Two strips of five dots between 0.75 and 0.82 that overlap; the median of the whole network is a little "
        "higher than with dropout left on. Both are far above the majority baseline at 0.51.",
        caption="The same five networks on the same 1000 dev examples. The bar is the median.",
    )


def keep_probabilities(by_rate):
    """Show cost and accuracy after training against keep_prob; by_rate : keep_prob -> runs (see three_trainings)."""
    last = np.array([[history[-1] for _, history, _ in group] for group in by_rate.values()])
    fig, axes = plots.figure(1, 2, width=10, height=4.0)
    for ax, column, name in zip(axes, (0, 1), ("cost", "accuracy"), strict=True):
        plots.curve_with_band(ax, list(by_rate), last[:, :, column].T, f"training {name}", marker="o")
        plots.curve_with_band(ax, list(by_rate), last[:, :, column + 2].T, f"dev {name}", marker="^")
        ax.set(xlabel="keep_prob", title=f"{name.capitalize()} after 1000 steps")
    axes[1].axhline(**_BEST_ACCURACY)
    plots.show(
        fig,
        alt="Left: the training cost falls steadily as keep_prob grows, from 0.66 at 0.1 to 0.3 at 1. The dev cost is "
        "U-shaped: about 0.67 at 0.1, about 0.52 at 0.3 and 0.5, rising to 0.7 at 1 with a wide band. Right: training "
        "accuracy rises with keep_prob to 0.87; dev accuracy is low at 0.1 and nearly level between 0.3 and 1, a "
        "little below 0.8.",
        caption="Median and range of five runs, whole network. Left of the valley the noise is too strong to learn, "
        "right of it the network overfits.",
    )


def borders(by_rate, X, Y):
    """Show the border that run 1 learned from X (2, m), Y (1, m), for a keep_prob that the reader chooses.

    by_rate : keep_prob -> runs (see three_trainings)
    """

    def draw(ax, keep_prob):
        parameters, history, _ = by_rate[keep_prob][0]
        plots.boundary(
            ax,
            lambda grid: forward_propagation(grid, parameters)[0],
            X,
            Y,
            legend=False,
            colorbar=False,
            resolution=90,
        )
        ax.plot(_ALONG, _TRUE_BORDER, color="white", linestyle="--", linewidth=2)
        ax.set(title=f"dev cost {history[-1, 2]:.2f}, dev accuracy {history[-1, 3]:.2f}", xlabel="", ylabel="")

    explore(
        draw,
        question="Below which keep_prob does the border stop bending around single players?",
        keep_prob=choice(*by_rate, label="keep_prob"),
        static=[{"keep_prob": p} for p in (1.0, 0.7, 0.5, 0.1)],
        alt="The plane with training set 1, the learned border in black and the true one in white dashes. Without "
        "dropout the learned border has bays and strips around single points; with keep_prob 0.7 and 0.5 it is one "
        "smooth curve; with 0.1 the whole plane has one colour.",
        caption="Run 1, whole network. Colours are probabilities, black is one half, white dashes are the true border.",
    )


def average_and_spread(x1, x2, thinned, whole, mean, spread):
    """Show borders of thinned networks, of their average and of the whole network, and the spread over the masks.

    x1, x2 : axes of the grid; each of the others holds a number for each place of the grid, row by row;
    thinned : list of the probabilities of thinned networks
    """
    places = x2.size, x1.size
    fig, axes = plots.figure(1, 2, width=10.5, height=4.4)
    for P in thinned:
        axes[0].contour(x1, x2, P.reshape(places), levels=[0.5], colors=plots.CLASS_COLORS[0], linewidths=0.8)
    thick = {"levels": [0.5], "linewidths": 3}
    axes[0].contour(x1, x2, whole.reshape(places), colors="black", linestyles="solid", **thick)
    axes[0].contour(x1, x2, mean.reshape(places), colors=plots.CLASS_COLORS[1], linestyles="dashed", **thick)
    axes[0].set(title="20 thinned networks (thin lines)", xlabel="along the pitch", ylabel="across")
    field = axes[1].contourf(x1, x2, spread.reshape(places), levels=10, cmap=plots.FIELD)
    axes[1].set(title="Spread of the probability", xlabel="along the pitch")
    axes[1].grid(False)
    fig.colorbar(field, ax=axes[1], label="deviation over 100 masks")
    plots.show(
        fig,
        alt="Left: about twenty thin border lines, close together in the middle and fanning out to the left; the whole "
        "network's border, solid black, and the average's, dashed orange, run among them and part at the left edge. "
        "Right: the spread is largest on the border at the right and in the middle, small in the lower half.",
        caption="Black: the whole network. Orange dashes: the average of 100 thinned networks. They are neighbours, "
        "not twins.",
    )
