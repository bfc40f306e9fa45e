"""The figures of this lesson, one function for each: it draws what it is given and shows it with its words."""

from __future__ import annotations

import numpy as np

from gradschool import plots
from gradschool.explore import choice, explore, log_slider

_ON_DARK = {"facecolor": "#444444", "labelcolor": "white"}  # a legend on a filled field
_FINE, _BUG = 1e-7, 1e-4  # relative differences: fine below the one, look for a bug above the other
_SMALLEST = 1e-12  # a difference of 0 has no place on a log axis


def four_programs(costs, shares, baseline, dev_size):
    """Show that four programs learn.

    costs, shares : name -> costs (n_splits, 16), 25 iterations between two, and dev accuracies (n_splits,)
    """
    fig, axes = plots.figure(1, 2, width=10.5, height=4.0)
    for name, curves in costs.items():
        axes[0].plot(25 * np.arange(16), np.median(curves, axis=0), label=name)
    axes[0].set(xlabel="iterations", ylabel="cost J (training)", title="Median cost of five splits", ylim=(0, 0.72))
    axes[0].legend()
    plots.strip(axes[1], shares, ylabel="accuracy (dev)", baseline=baseline, baseline_label="majority baseline")
    axes[1].set(title=f"Five splits, n = {dev_size}", ylim=(0.6, 1.01))
    plots.show(
        fig,
        alt="Left: four falling cost curves from 0.69; B falls fastest, A slowest, C and D lie on each other. Right: "
        "dev accuracies of all four programs, five dots each, overlap between 0.94 and 1; the majority baseline is "
        "0.63.",
        caption="All four learn. All four beat the baseline by far. Neither picture tells which gradient is the right "
        "one.",
    )


def two_ways_to_measure(J, theta, true_slope, epsilon):
    """Show the function J with its tangent at theta, and the lines whose slopes the two differences take."""
    fig, axes = plots.figure(1, 2, width=10.5, height=4.2)
    _line_through(axes[0], J, theta, true_slope, 0.0, epsilon)
    axes[0].set_title("One-sided: from θ to θ + ε")
    _line_through(axes[1], J, theta, true_slope, -epsilon, epsilon)
    axes[1].set_title("Central: from θ - ε to θ + ε")
    plots.show(
        fig,
        alt="The falling, bending cost curve with its tangent at θ = 0.4, twice. Left, a line through the points at θ "
        "and θ + 0.8 is flatter than the tangent. Right, a line through the points at θ - 0.8 and θ + 0.8 is almost "
        "parallel to the tangent.",
        caption="The step is far too wide on purpose. Even so the central slope misses that of the tangent by 0.06, "
        "the one-sided by 0.27.",
    )


def _line_through(ax, J, theta, true_slope, low, high):
    """Draw J, its tangent at theta and the line through its points at theta + low and theta + high."""
    places, ends = np.linspace(-0.9, 1.7, 200), np.array([theta + low, theta + high])
    heights = np.array([J(end) for end in ends])
    slope, orange = (heights[1] - heights[0]) / (ends[1] - ends[0]), plots.CLASS_COLORS[1]
    tangent, through = J(theta) + true_slope * (places - theta), heights[0] + slope * (places - ends[0])
    ax.plot(places, [J(place) for place in places], label="J")
    ax.plot(places, tangent, color="#444444", linestyle=":", label=f"tangent, slope {true_slope:.3f}")
    ax.plot(places, through, color=orange, linestyle="--", label=f"through two points, {slope:.3f}")
    ax.plot(ends, heights, "^", color=orange, markersize=10)
    ax.plot([theta], [J(theta)], "o", color="black", markersize=8)
    ax.set(xlabel="θ", ylabel="J", ylim=(-0.55, 1.8))
    ax.legend(loc="upper right")


def decoded_factors():
    """Show the relative difference d that belongs to a constant factor k in a gradient."""
    factors = np.geomspace(0.02, 50, 300)
    fig, ax = plots.figure(width=7.6, height=4.2)
    ax.plot(factors, np.abs(factors - 1) / (factors + 1))
    for k, label in {1 / 4: "1/4", 1 / 2: "1/2", 1: "1", 2: "2", 4: "4", 10: "10"}.items():
        d, side = abs(k - 1) / (k + 1), -1 if k < 1 else 1
        place = {"xytext": (10 * side, -4), "textcoords": "offset points", "va": "center"}
        ax.plot([k], [d], "o", color=plots.CLASS_COLORS[1])
        ax.annotate(f"k = {label}: d = {d:.3g}", (k, d), ha="right" if k < 1 else "left", **place)
    ax.set(
        xscale="log",
        xlim=(0.005, 200),
        xlabel="k, by which the gradient is too large",
        ylabel="relative difference d",
        title="What d says about a constant factor",
    )
    ax.set_xticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
    plots.show(
        fig,
        alt="The relative difference against the factor k on a log axis: 0 at k = 1, one third at 2 and at one half, "
        "0.6 at 4 and at one quarter, 0.818 at 10, and towards 1 on both sides.",
        caption="A factor and its reciprocal give the same d. Solved for k: k = (1 + d) / (1 - d), or one over that. A "
        "negative k always gives 1.",
    )


def error_by_step(steps, errors):
    """Show relative differences of measured slopes against the step; errors : name -> values (len(steps),)."""
    fig, ax = plots.figure(width=8.6, height=5.0)
    _error_vs_epsilon(ax, steps, errors)
    for line in ax.lines:
        line.set(markersize=4, linewidth=2)
    ax.text(2e-13, 3e-8, "round-off ~ 1/ε", fontsize=12)
    ax.text(3e-8, 1e-5, "formula ~ ε", fontsize=12)
    ax.text(2e-4, 1e-10, "formula ~ ε²", fontsize=12)
    ax.set(title="Error of a measured slope, median of 15 weights", ylim=(1e-13, 30))
    ax.legend(loc="lower left", fontsize=11)
    plots.show(
        fig,
        alt="Relative difference against epsilon, both on log axes, four V-shaped curves. In float64 the one-sided "
        "error is smallest near 1e-8, the central one, two to three decades lower, near 1e-5. In float32 the lowest "
        "points are four to six decades higher, at steps between 1e-4 and 1e-2. To the left all curves rise to 1.",
        caption="On the right is the formula's error: from one decade of ε to the next it changes by one decade "
        "one-sided, by two with the central difference. On the left is round-off, which grows as the step shrinks.",
    )


def _error_vs_epsilon(ax, epsilons, errors):
    """Draw errors of a numerical gradient against epsilon on two log axes; errors is a dict name -> values.

    Errors of exactly 0 have no logarithm and are left out.
    """
    for k, (name, values) in enumerate(errors.items()):
        values = np.where(np.asarray(values, dtype=float) > 0, values, np.nan)
        ax.plot(epsilons, values, marker=plots.SERIES_MARKERS[k % 7], label=name)
    ax.set(xscale="log", yscale="log", xlabel=r"step $\varepsilon$", ylabel="relative difference")
    ax.legend(loc="best")


def cost_under_a_magnifier(J, theta, true_slope, difference, steps, errors):
    """Show the cost beside theta as wide as the step, and the step's error, for a step and a precision to choose.

    J : function of a place and a precision; difference : gives d for two slopes;
    errors : "central, float64", "central, float32" -> median relative differences (len(steps),)
    """

    def draw(axes, epsilon, precision):
        middle = J(theta, precision)
        down, up = (J(theta + step, precision) - middle for step in (-epsilon, epsilon))
        d = difference(true_slope, (up - down) / (2 * epsilon))
        rises = np.array([J(theta + t * epsilon, precision) for t in _MAGNIFIED]) - middle
        _magnified(axes[0], rises, down, up, true_slope * epsilon)
        axes[0].set_title(f"d = {d:.1e}")
        _place_on_curve(axes[1], steps, errors[f"central, {precision}"], epsilon, max(d, 1e-13))
        axes[1].set_title(f"central, {precision}, median of 15 weights")

    explore(
        draw,
        question="Which step measures best, and what does the cost look like to it when the step is wider or narrower?",
        alt="Left: the computed cost near θ, scaled by the step, with its tangent and the line through the two "
        "measured points. Right: the error of the central difference over the step, with a dot for this weight and "
        "the present step.",
        static=[
            {"epsilon": 1.0, "precision": "float64"},
            {"epsilon": 1e-5, "precision": "float64"},
            {"epsilon": 4e-8, "precision": "float32"},
        ],
        caption="With a wide step the curve bends away. With a narrow one it turns into stairs: these are the only "
        "values that the computer's numbers can take.",
        cols=2,
        width=10.5,
        height=4.2,
        epsilon=log_slider(1e-16, 1.0, 1e-5, per_decade=2, label="step ε"),
        precision=choice("float64", "float32"),
    )


_MAGNIFIED = np.linspace(-2, 2, 161)  # distances from θ, in steps


def _magnified(ax, rises, down, up, true_rise):
    """Draw the rises of J over the magnified places, and the line through `down` and `up`, one step to either side."""
    blue, orange = plots.CLASS_COLORS
    unit, through = abs(true_rise), (up + down) / 2 + (up - down) / 2 * _MAGNIFIED
    ax.plot(_MAGNIFIED, rises / unit, color=blue, linestyle="-", linewidth=2, label="J as computed")
    ax.plot(_MAGNIFIED, true_rise * _MAGNIFIED / unit, color="#444444", linestyle=":", label="tangent")
    ax.plot(_MAGNIFIED, through / unit, color=orange, linestyle="--", label="through the two points")
    ax.plot([-1, 1], np.array([down, up]) / unit, "^", color=orange, markersize=10)
    ax.set(xlabel="(place - θ) / ε", ylabel="rise / (|slope| ε)", ylim=(-3.2, 3.2))
    ax.legend(loc="upper right", fontsize=11)


def _place_on_curve(ax, steps, errors, epsilon, d):
    """Draw errors over the steps, and a dot for d at epsilon."""
    ax.plot(steps, errors, color=plots.CLASS_COLORS[0], linestyle="-", linewidth=1.8)
    ax.plot([epsilon], [d], "o", color=plots.CLASS_COLORS[1], markersize=12)
    ax.set(xscale="log", yscale="log", xlabel="step ε", ylabel="relative difference d", ylim=(5e-14, 5))
    ax.set_xticks([1e-15, 1e-10, 1e-5, 1.0])


def two_pairs_of_places():
    """Show a function of two numbers, and the two pairs of places at which its gradient is measured."""
    fig, ax = plots.figure(width=7.4, height=4.4)
    first, second = np.meshgrid(np.linspace(0.2, 2.2, 80), np.linspace(0.2, 2.2, 80))
    field = ax.contourf(first, second, first * second, levels=16, cmap="viridis")
    fig.colorbar(field, ax=ax, label="f(x) = x₁ x₂")
    for dx, dy, label, color in ((0.4, 0, "x₁ up and down", "#ffffff"), (0, 0.4, "x₂ up and down", "#ffb000")):
        pair = {"marker": "o", "linestyle": "-", "markersize": 9, "color": color}
        ax.plot([1 - dx, 1 + dx], [1.4 - dy, 1.4 + dy], label=label, **pair)
    arrow = {"arrowstyle": "-|>", "linewidth": 3, "color": "#ff9ebb"}
    ax.annotate("", xy=(1 + 0.42, 1.4 + 0.3), xytext=(1, 1.4), arrowprops=arrow)
    ax.text(1.45, 1.72, "gradient (1.4, 1)", color="#ff9ebb", fontsize=13, fontweight="bold")
    ax.set(xlabel="x₁", ylabel="x₂", title="Two pairs of places, two slopes")
    ax.grid(False)
    ax.legend(loc="lower left", **_ON_DARK)
    plots.show(
        fig,
        alt="Contours of the product of two numbers. Around the point (1, 1.4) lie four places: two left and right of "
        "it, two below and above. An arrow shows the gradient, (1.4, 1).",
        caption="The pair along x₁ measures the first entry of the gradient, the pair along x₂ the second. With n "
        "numbers there are n pairs: 2n values of f.",
    )


def computed_against_measured(computed, measured, verdicts):
    """Show computed against measured slopes; the last entry of each is the bias.

    computed : name of a program -> gradient (n, 1); measured : (n, 1); verdicts : name -> relative difference
    """
    fig, axes = plots.figure(1, 4, width=11, height=3.4)
    for ax, (name, g) in zip(axes, computed.items(), strict=True):
        ax.axline((0, 0), slope=1, color="#444444", linestyle=":")
        ax.plot(measured[:-1], g[:-1], "o", label="weights")
        ax.plot(measured[-1:], g[-1:], "^", label="bias", markersize=11)
        ylim = (-1.0, 3.3) if name == "D" else (-1.0, 0.7)
        ax.set(xlabel="measured", title=f"{name}: d = {verdicts[name]:.1e}", xlim=(-0.5, 0.4), ylim=ylim)
    axes[0].set(ylabel="computed")
    axes[3].legend(loc="upper left")
    plots.show(
        fig,
        alt="Computed against measured slopes, four panels. A: the dots lie in a flat cloud. B: on a line of slope 2. "
        "C: all on the dotted diagonal. D: the weights on the diagonal, the bias far above it.",
        caption="On the diagonal: right. On another straight line: a constant factor k, the slope of that line. Off "
        "any line: another formula. One dot off: one line of the code.",
    )


def numbers_in_order():
    """Show four small arrays with their numbers counted, and the one column that they are laid into."""
    fig, ax = plots.figure(width=10.5, height=2.9)
    shapes, start, left = {"W1": (2, 3), "b1": (2, 1), "W2": (1, 2), "b2": (1, 1)}, 0, 0.0
    for (name, (rows, columns)), color in zip(shapes.items(), plots.SERIES_COLORS, strict=False):
        for i, j in np.ndindex(rows, columns):
            number = start + i * columns + j
            _square(ax, left + j, 2.4 - i, number, color)
            _square(ax, 0.5 + number, -0.6, number, color)
        above = {"ha": "center", "va": "bottom", "fontsize": 13, "fontweight": "bold"}
        ax.text(left + columns / 2, 3.35, f"{name} {(rows, columns)}", **above)
        left += columns + 1.6
        start += rows * columns
    ax.text(0.5, -0.75, "one column of 11 numbers, drawn on its side", va="top", fontsize=12)
    ax.set(xlim=(-0.3, 12.6), ylim=(-1.5, 4.1))
    ax.set_axis_off()
    plots.show(
        fig,
        alt="Four small arrays, W1 (2, 3), b1 (2, 1), W2 (1, 2) and b2 (1, 1), with their numbers counted 0 to 10 row "
        "by row; below, the same eleven numbers in one line in that order.",
        caption="Array after array in the order of the dictionary, and each array row after row. The way back needs "
        "the names and shapes, so it is given a dictionary that has them.",
    )


def _square(ax, x, y, number, color):
    """Draw a square with a number in it; (x, y) is its lower left corner."""
    from matplotlib.patches import Rectangle

    ax.add_patch(Rectangle((x, y), 0.92, 0.8, facecolor=color, alpha=0.25, edgecolor=color, linewidth=2))
    ax.text(x + 0.46, y + 0.4, str(number), ha="center", va="center", fontsize=12)


def signals_and_gradients():
    """Show the signals that run back through three layers, and the gradients that each of them leads to."""
    fig, ax = plots.figure(width=10.5, height=2.3)
    plots.block_diagram(
        ax,
        [("layer 1", "X, W1, b1"), ("layer 2", "A1, W2, b2"), ("layer 3", "A2, W3, b3"), ("cost J", "A3, Y")],
        arrows=["A1", "A2", "A3"],
        back=["dZ1", "dZ2", "dZ3"],
    )
    for k, label in enumerate(("dW1, db1", "dW2, db2", "dW3, db3")):
        ax.text(k, -0.36, label, ha="center", va="top", fontsize=12, color=plots.CLASS_COLORS[1])
    ax.set(ylim=(-0.5, 0.4))
    plots.show(
        fig,
        alt="Boxes from left to right: layers 1, 2 and 3, and the cost. Signals dZ3, dZ2, dZ1 run back from the cost; "
        "dW and db of each layer hang below its box.",
        caption="dZ3 leads to dW3, db3 and dZ2; dZ2 leads to dW2, db2 and dZ1; dZ1 leads to dW1 and db1. Nothing leads "
        "from a dW or a db to anything else.",
    )


def differences_of_gradients(differences, total):
    """Show the check of one backpropagation; differences : "W1", "b1", ... -> relative difference; total : of all."""
    fig, ax = plots.figure(width=7.6, height=3.8)
    _bars(ax, differences, ylabel="relative difference d")
    ax.axhline(_FINE, color="#444444", linestyle=":", label="1e-7: fine below")
    ax.axhline(_BUG, color="black", linestyle="--", label="1e-4: look for a bug above")
    ax.set(title=f"Your backpropagation, in all {total:.0e}")
    ax.legend(loc="upper right", ncols=2, fontsize=11)
    plots.show(
        fig,
        alt="One bar for each of dW1, db1, dW2, db2, dW3, db3: the relative difference on a log axis, with lines at "
        "1e-7 and 1e-4.",
        caption="Bars above the dashed line show which gradients are wrong. After the repair all six bars end below "
        "the dotted line.",
    )


def three_patterns(found):
    """Show the checks of three backpropagations; found : title -> relative differences by name "W1", "b1", ..."""
    fig, axes = plots.figure(1, 3, width=11, height=3.6)
    for ax, (title, differences) in zip(axes, found.items(), strict=True):
        _bars(ax, differences)
        ax.axhline(_BUG, color="black", linestyle="--")
        ax.set_title(title, fontsize=12)
        ax.tick_params(axis="x", labelsize=10)
    axes[0].set_ylabel("relative difference d")
    plots.show(
        fig,
        alt="Three bar charts of six relative differences. Left: dW3 and db3 are tiny, the four others large. Middle: "
        "only dW2 is large. Right: dW1 and db1 are 1, the others tiny.",
        caption="Left: from layer 2 down, so dZ2. Middle: one bar, so one line. Right: layer 1 alone and exactly 1: "
        "the signal that reaches it has the opposite sign.",
    )


def _bars(ax, differences, ylabel=None):
    """Draw one bar for each relative difference, on a log axis; differences : "W1", "b1", ... -> number."""
    values = np.maximum(list(differences.values()), _SMALLEST)
    plots.layer_bars(ax, values, [f"d{name}" for name in differences], ylabel=ylabel, log=True)
    ax.set(ylim=(_SMALLEST, 10))


def right_and_buggy(curves, shares, baseline, dev_size):
    """Show that networks trained with right and with buggy gradients look alike.

    curves, shares : name -> costs (n_splits, 40), 10 iterations between two, and dev accuracies (n_splits,)
    """
    fig, axes = plots.figure(1, 2, width=10.5, height=3.9)
    for name, runs in curves.items():
        plots.curve_with_band(axes[0], 10 * np.arange(40), runs, name)
    axes[0].set(xlabel="iterations", ylabel="cost J (training)", title="Five splits: median and range", ylim=(0, 0.75))
    plots.strip(axes[1], shares, ylabel="accuracy (dev)", baseline=baseline, baseline_label="majority baseline")
    axes[1].set(title=f"Five splits, n = {dev_size}", ylim=(0.45, 1.02))
    plots.show(
        fig,
        alt="Left: the training costs with right and with buggy gradients both fall from 0.69 towards zero, with "
        "overlapping bands. Right: dev accuracies of both, five dots each, overlap around 0.95; the baseline is near "
        "0.5.",
        caption="The two bugs act like larger learning rates for two of the six arrays. No curve and no accuracy gives "
        "them away.",
    )


def kinks(widths, rows):
    """Show a step across ReLU's kink, and what kinks do to the checks of right gradients.

    rows : for each of five networks its relative differences, one for each step of `widths`
    """
    fig, axes = plots.figure(1, 2, width=10.5, height=4.2)
    z, ends = np.linspace(-1, 1, 201), np.array([-0.5, 0.7])
    slope = f"central slope {0.7 / 1.2:.2f}"
    axes[0].plot(z, np.maximum(z, 0.0), label="ReLU")
    axes[0].plot(ends, np.maximum(ends, 0.0), "^--", color=plots.CLASS_COLORS[1], markersize=10, label=slope)
    axes[0].plot([0.1], [0.1], "o", color="black", markersize=9, label="here the slope is 1")
    axes[0].set(xlabel="z", ylabel="ReLU(z)", title="A step across the kink")
    axes[0].legend(loc="upper left")
    for seed, row in enumerate(rows):
        marker = plots.SERIES_MARKERS[seed]
        axes[1].plot(widths, row, marker=marker, label=f"network {seed}", markersize=6, linewidth=1.8)
    axes[1].axhline(_FINE, color="#444444", linestyle=":", linewidth=1.8)
    axes[1].set(xscale="log", yscale="log", xlabel="step ε", ylabel="relative difference d")
    axes[1].set_title("A right gradient, five networks")
    axes[1].legend(loc="upper left", fontsize=10)
    plots.show(
        fig,
        alt="Left: ReLU with a line through two points on either side of its kink, of slope 0.58, while the slope at "
        "the marked point is 1. Right: relative difference of five right gradients over the step; each falls to about "
        "1e-10 near 1e-5 to 1e-4 and then leaps up to 1e-3 or more.",
        caption="On the right each leap is a ReLU that switches within the step. With a step of 1e-5 no network is "
        "touched here.",
    )


def cost_with_dropout(walk, fresh, frozen):
    """Show the cost along a path, at the distances `walk`: with fresh masks each time, and with frozen ones."""
    fig, ax = plots.figure(width=7.6, height=4.0)
    ax.plot(walk, fresh, "^", color=plots.CLASS_COLORS[1], markersize=6, label="masks drawn anew each time")
    ax.plot(walk, frozen, color=plots.CLASS_COLORS[0], linestyle="-", label="masks drawn once")
    ax.set(xlabel="distance along a path through θ", ylabel="J", title="Cost with dropout, keep probability 0.8")
    ax.margins(y=0.25)
    ax.legend(loc="upper center", ncols=2)
    plots.show(
        fig,
        alt="The cost along a straight path through the parameters: with fresh masks a cloud of scattered points, with "
        "frozen masks one smooth curve.",
        caption="A cloud has no slope. With the masks drawn once, the cost is a function again, and its slope is what "
        "backpropagation with the same masks computes.",
    )


def walk_through_a_place():
    """Show a straight walk through a place x, on the map of a function f and as f over the distance."""
    start, u, half = np.array([[1.0], [1.4]]), np.array([[0.8], [0.6]]), np.array([-0.5, 0.5])
    t = np.linspace(-0.9, 0.9, 100)
    line, ends, orange = start + t * u, start + half * u, plots.CLASS_COLORS[1]
    fig, axes = plots.figure(1, 2, width=10.5, height=4.2)
    first, second = np.meshgrid(np.linspace(0.1, 2.2, 80), np.linspace(0.4, 2.4, 80))
    field = axes[0].contourf(first, second, first * second**2, levels=16, cmap="viridis")
    fig.colorbar(field, ax=axes[0], label="f(x) = x₁ x₂²")
    axes[0].plot(line[0], line[1], color="#ffffff", linestyle="-", label="x + t u")
    for end in ends.T:
        axes[0].plot(*end, "^", color="#ffb000", markersize=11)
    axes[0].plot(*start, "o", color="#ffffff", markersize=10)
    axes[0].set(xlabel="x₁", ylabel="x₂", title="A walk through x")
    axes[0].grid(False)
    axes[0].legend(loc="upper left", **_ON_DARK)
    axes[1].plot(t, line[0] * line[1] ** 2, label="f along the walk")
    axes[1].plot(half, ends[0] * ends[1] ** 2, "^--", color=orange, markersize=11, label="two values of f")
    axes[1].plot([0], start[0] * start[1] ** 2, "o", color="black")
    axes[1].set(xlabel="distance t", ylabel="f", title="One slope, however many entries")
    axes[1].legend(loc="upper left")
    plots.show(
        fig,
        alt="Left: contours of a function of two numbers, with a straight white line through the point x and two marks "
        "on it. Right: the function along that line, a rising curve over the distance, with a dashed line through the "
        "two marks.",
        caption="Along the line there is one slope to measure, with one pair of places. The gradient must predict it.",
    )


def ten_directions(found, size):
    """Show checks along ten directions; found : name of a gradient -> relative differences; size : of parameters."""
    fig, ax = plots.figure(width=8.4, height=4.2)
    groups = {name: np.maximum(values, _SMALLEST) for name, values in found.items()}
    plots.strip(ax, groups, ylabel="relative difference d")
    ax.set(yscale="log", ylim=(_SMALLEST, 10), title=f"{size} parameters, ten directions")
    ax.axhline(_BUG, color="black", linestyle="--", linewidth=1.8)
    plots.show(
        fig,
        alt="Relative differences along ten random directions on a log axis for four gradients. The right one stays "
        "below 1e-6; those of the three gradients with a bug lie above 1e-3 in every direction.",
        caption="Each direction mixes all entries, so d no longer tells the factor, nor the place. It tells right from "
        "wrong.",
    )
