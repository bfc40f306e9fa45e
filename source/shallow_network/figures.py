"""The figures of this lesson: each function draws what a cell has computed and shows it, described in words."""

import numpy as np

from gradschool import plots
from gradschool.explore import explore, slider

_LEVEL = {"color": "#444444", "linestyle": ":", "linewidth": 1.8}


def flower_and_neuron(probability, X, Y):
    """Show the training examples X (2, m), Y (1, m), and the probabilities that one neuron gives to the plane.

    `probability(grid)` gives them for a grid (2, k).
    """
    fig, axes = plots.figure(1, 2, height=4.3)
    plots.points(axes[0], X, Y)
    axes[0].set_title(f"{Y.size} training examples")
    plots.boundary(axes[1], probability, X, Y, legend=False)
    axes[1].set_title("What one neuron makes of them")
    plots.show(
        fig,
        alt="Left: a flower of six petals around the origin; the petals belong in turn to class 0 and class 1. Right: "
        "the same points over the probability of a single neuron, which is close to one half everywhere.",
        caption="Whichever way you turn a straight line, there are petals of both classes on either side. The neuron "
        "shrugs: one half everywhere.",
    )


def steps_by_hand(steps, probability, X, Y):
    """Show three soft steps, each with its line of score 0, and the border of all three among X (2, m), Y (1, m).

    For a grid (2, k), `steps(grid)` gives the scores and the activations (3, k) of the three neurons, and
    `probability(grid)` what comes out in the end.
    """
    side, grid = _square(1.45, 100)
    scores, activations = (values.reshape(3, 100, 100) for values in steps(grid))
    fig, axes = plots.figure(1, 4, width=10.5, height=3.0)
    for j, ax in enumerate(axes[:3]):
        ax.contourf(side, side, activations[j], levels=np.linspace(-1, 1, 11), cmap=plots.FIELD, alpha=0.6)
        ax.contour(side, side, scores[j], levels=[0], colors="black", linewidths=2)
        ax.set_title(f"neuron {j + 1}")
    plots.boundary(axes[3], probability, X, Y, legend=False, colorbar=False)
    axes[3].set_title("all three together")
    for ax in axes:
        ax.set(xticks=[], yticks=[], xlabel="", ylabel="", aspect="equal")
        ax.grid(False)
    plots.show(
        fig,
        alt="Three panels show one soft step each, bright on the side of the centre, with its line in black; the lines "
        "point in three directions. The fourth panel shows the border of the three together: a closed, almost round "
        "curve between the rings.",
        caption="Bright is +1, dark is -1. Each step is straight; their sum is not. Because the steps are soft, the "
        "fence has no corners.",
    )


def _square(reach, count):
    """Return `count` places from -reach to reach, and the grid (2, count²) of the square that they span."""
    side = np.linspace(-reach, reach, count)
    return side, np.vstack([part.ravel() for part in np.meshgrid(side, side)])


def activations(z, curves, slopes):
    """Show four activations with their slopes over the score z (k,); both are name -> (k,)."""
    fig, axes = plots.figure(2, 2, width=9.4, height=6.4)
    for ax, (name, curve) in zip(axes.ravel(), curves.items(), strict=True):
        ax.plot(z, curve, label="activation")
        ax.plot(z, slopes[name], label="its slope")
        ax.set(title=name, ylim=(-1.3, 2.3), xlabel="score z")
        ax.legend(loc="upper left")
    plots.show(
        fig,
        alt="Four panels with an activation and its slope. Sigmoid: from 0 to 1, slope at most a quarter. tanh: from "
        "-1 to 1, slope 1 at zero and almost 0 beyond 3. ReLU: 0 then the diagonal, slope 0 then 1. Leaky ReLU: a "
        "tenth of the score below zero, slope 0.1 then 1.",
        caption="Where the dashed line is near 0 the unit is deaf: a change of its score changes nothing. The leaky "
        "ReLU is deaf nowhere.",
    )


def shapes_forward():
    """Show the network as boxes, with the shapes of what flows forward."""
    boxes = [
        ("X", "(n_x, m)"),
        ("linear 1", "W1, b1"),
        ("tanh", "(n_h, m)"),
        ("linear 2", "W2, b2"),
        ("sigmoid", "(n_y, m)"),
        ("cost J", "one number"),
    ]
    fig, ax = plots.figure(width=10, height=2)
    plots.block_diagram(ax, boxes, arrows=["X", "Z1", "A1", "Z2", "A2"])
    plots.show(
        fig,
        alt="Block diagram from left to right: X (n_x, m), linear 1 with W1 and b1, tanh (n_h, m), linear 2 with W2 "
        "and b2, sigmoid (n_y, m), cost J, one number. The arrows between are X, Z1, A1, Z2 and A2.",
        caption="In a product of matrices the inner sizes meet: W1 (n_h, n_x) times X (n_x, m) is Z1 (n_h, m). The "
        "number of examples m passes through to the end.",
    )


def signals_back():
    """Show the network as boxes, with the values on the way forward and the signals on the way back."""
    boxes = [
        ("linear 1", "dW1, db1"),
        ("tanh", "slope 1 - A1²"),
        ("linear 2", "dW2, db2"),
        ("sigmoid", "slope A2(1-A2)"),
        ("cost J", "one number"),
    ]
    fig, ax = plots.figure(width=10, height=2)
    plots.block_diagram(ax, boxes, arrows=["Z1", "A1", "Z2", "A2"], back=["dZ1", "dA1", "dZ2", "dA2"])
    plots.show(
        fig,
        alt="The same block diagram from the first linear box on, with arrows back below: dA2 from the cost to the "
        "sigmoid, dZ2 to the second linear box, dA1 to tanh, dZ1 to the first linear box. The linear boxes hold dW2, "
        "db2 and dW1, db1.",
        caption="Each orange signal has the shape of the blue value above it. A linear box makes its own gradients "
        "from the signal, and passes the signal on; a bend scales it.",
    )


def broken_gradients(differences, names):
    """Show how far right and broken gradients are from measured ones; `differences` is version -> one per name."""
    fig, ax = plots.figure(width=8.6, height=4.0)
    plots.layer_bars(ax, differences, names, ylabel="relative difference", log=True)
    ax.set(ylim=(1e-13, 1e4), title="Yours, and two broken ones")
    plots.show(
        fig,
        alt="Bars of the relative difference on a log axis for dW1, db1, dW2, db2. Yours lie below 1e-9 everywhere. "
        "Without the slope dW1 and db1 stand above 0.1 while dW2 and db2 are as small as yours. Without the mean only "
        "db2 stands out, close to 1.",
        caption="An error in the bend shows in both parameters of layer 1 and in none of layer 2. An error in one line "
        "shows in one bar.",
    )


def neuron_and_three_units(neuron, network, X, Y):
    """Show what one neuron and a network of three hidden units make of X (2, m), Y (1, m).

    Both are functions from a grid (2, k) to probabilities.
    """
    fig, axes = plots.figure(1, 2, height=4.3)
    plots.boundary(axes[0], neuron, X, Y, legend=False, colorbar=False)
    axes[0].set_title("One neuron")
    plots.boundary(axes[1], network, X, Y, legend=False)
    axes[1].set_title("Three hidden units")
    plots.show(
        fig,
        alt="Left: the single neuron gives nearly one half everywhere. Right: the network divides the plane into six "
        "sectors that fit the six petals, each with a probability near 0 or 1.",
        caption="The same points, the same output neuron. The difference is that it now reads three features that it "
        "made for itself.",
    )


def what_units_add(parts):
    """Show what each of three hidden units adds to the output's score, and their sum.

    For a grid (2, k), `parts(grid)` gives what the units add (3, k), their own scores (3, k), and the output's
    score (1, k).
    """
    side, grid = _square(3.4, 120)
    added, scores, total = (values.reshape(-1, 120, 120) for values in parts(grid))
    names = ("unit 1", "unit 2", "unit 3", "sum and bias")
    fig, axes = plots.figure(1, 4, width=10.5, height=3.1)
    for ax, part, score, name in zip(axes, [*added, *total], [*scores, *total], names, strict=True):
        ax.contourf(side, side, part, levels=np.linspace(-9, 9, 19), cmap=plots.class_colormap(), extend="both")
        ax.contour(side, side, score, levels=[0], colors="black", linewidths=2)
        ax.set(title=name, xticks=[], yticks=[], aspect="equal")
        ax.grid(False)
    plots.show(
        fig,
        alt="Three panels, each with one straight soft step through the middle of the plane, orange on one side and "
        "blue on the other, in three directions 60 degrees apart. The fourth panel shows their sum, six sectors in "
        "turn orange and blue.",
        caption="Orange pushes towards class 1, blue towards class 0, black is the line of score 0. Three straight "
        "steps, and the sum changes its sign at each of the three lines.",
    )


def ten_starts(curves):
    """Show the costs of ten starts, every 100 iterations, on two data sets; `curves` is title -> lists of costs."""
    fig, axes = plots.figure(1, 2, height=4.2)
    for ax, (title, runs) in zip(axes, curves.items(), strict=True):
        for costs in runs:
            ax.plot(100 * np.arange(len(costs)), costs, linestyle="-", linewidth=1.6, alpha=0.8)
        ax.axhline(np.log(2), **_LEVEL)
        ax.set(title=title, xlabel="iterations", ylabel="cost J", ylim=(0, 0.75))
    plots.show(
        fig,
        alt="Left: ten cost curves on the flower leave log 2 after a flat stretch of 200 steps and end close together "
        "near 0.1. Right: ten cost curves on the rings; half of them fall to about 0.05, the others stop near 0.43.",
        caption="The dotted line is log 2. All ten starts learn the flower. On the rings, half of them stay in a place "
        "that is not the deepest.",
    )


def while_it_learns(activations, moments, ratios):
    """Show how the hidden activations spread, and how far each step moves the weights.

    activations is moment -> array of any shape; ratios is parameter -> one ratio for each of `moments`.
    """
    fig, axes = plots.figure(1, 2, height=4.2)
    centres = np.linspace(-0.95, 0.95, 20)
    for k, (name, values) in enumerate(activations.items()):
        share = np.histogram(values, bins=20, range=(-1, 1))[0] / values.size
        axes[0].plot(centres, share, marker=plots.SERIES_MARKERS[k], label=name)
    axes[0].set(xlabel="hidden activation", ylabel="share of all activations", title="From linear to bent")
    axes[0].legend()
    for name, values in ratios.items():
        axes[1].plot(moments, values, label=name)
    ylabel = "length of step / length of weights"
    axes[1].set(yscale="log", xlabel="iterations", ylabel=ylabel, title="How far a step moves")
    axes[1].legend()
    plots.show(
        fig,
        alt="Left: at step 0 all activations lie next to 0; at step 250 the peak there is lower and reaches from -0.5 "
        "to 0.5; at step 2000 most are near -1 or 1. Right: the ratio of step to weights begins at 0.006 for W1 and "
        "0.03 for W2, peaks near 0.05 before step 350, and falls to a ten-thousandth.",
        caption="At first tanh is used in its straight middle and the network is nearly linear. In the end most "
        "activations are near -1 or 1: the steps have become sharp.",
    )


def three_data_sets(learned):
    """Show the borders of networks on three data sets; `learned` is name -> probability, X (2, m), Y (1, m).

    Each `probability(grid)` gives a network's probabilities for a grid (2, k).
    """
    fig, axes = plots.figure(1, 3, width=10.5, height=3.7)
    for ax, (name, (probability, X, Y)) in zip(axes, learned.items(), strict=True):
        _border(ax, probability, X, Y, name)
    plots.show(
        fig,
        alt="Borders of networks with four hidden units: a bent curve between two moons, a closed curve around the "
        "inner ring, and between two blobs a border that is straight in part and bends away at one end.",
        caption="The same code, the same size. Between the blobs a line would do; the bends of this border follow a "
        "few points of the training set.",
    )


def three_starts(learned, X, Y):
    """Show what networks learn of X (2, m), Y (1, m) from three starts; `learned` is name -> probability(grid)."""
    fig, axes = plots.figure(1, 3, width=10.5, height=3.7)
    for ax, (name, probability) in zip(axes, learned.items(), strict=True):
        _border(ax, probability, X, Y, name)
    plots.show(
        fig,
        alt="Three panels. From zeros the plane is one shade, probability one half. From equal weights one straight "
        "border crosses the flower. From small random weights six sectors fit the petals.",
        caption="Zeros: dead. Equal weights: four units that act as one. Random: four units with four tasks.",
    )


def _border(ax, probability, X, Y, title):
    """Draw a border among its points as a small panel without scales."""
    plots.boundary(ax, probability, X, Y, legend=False, colorbar=False)
    ax.set(title=title, xticks=[], yticks=[], xlabel="", ylabel="")


def right_and_wrong(shares):
    """Show the dev accuracy of right and wrong gradients as dots; `shares` is name -> values."""
    fig, ax = plots.figure(width=7.6, height=4.0)
    plots.strip(ax, shares, ylabel="dev accuracy", baseline=0.5, baseline_label="majority")
    ax.set_title("The same mistake on two data sets")
    plots.show(
        fig,
        alt="Strips of five dots. On the flower right and wrong gradients both lie near 0.93. On the rings the right "
        "ones lie near 0.94, the wrong ones between 0.6 and 0.8.",
        caption="On the flower nobody would notice. On the rings the mistake costs most of what was learned.",
    )


def ring_by_units(network, X, Y):
    """Let the reader choose the number of hidden units and the start, and see the border among X (2, m), Y (1, m).

    `network(hidden_units, start)` gives a function from a grid (2, k) to probabilities, and the dev accuracy.
    """

    def draw_ring(ax, hidden_units, start):
        probability, accuracy = network(hidden_units, start)
        plots.boundary(ax, probability, X, Y, legend=False, colorbar=False, resolution=90)
        ax.set(title=f"dev accuracy {accuracy:.2f}", aspect="equal")

    explore(
        draw_ring,
        question="What is the smallest number of hidden units whose border closes around the inner ring? Does every "
        "start find it?",
        alt="Two rings and the border of a trained network. One unit gives a line, two give a strip or a corner, from "
        "three units on the border can close.",
        caption="One, two and three units from start 0. The last picture has three units too, from start 1: one of "
        "them has hardly any weights left and adds only a constant, so two lines remain.",
        static=[
            {"hidden_units": 1, "start": 0},
            {"hidden_units": 2, "start": 0},
            {"hidden_units": 3, "start": 0},
            {"hidden_units": 3, "start": 1},
        ],
        hidden_units=slider(1, 6, 1, 2),
        start=slider(0, 9, 1, 0),
    )


def accuracy_by_width(widths, on_train, on_dev):
    """Show the accuracy on training and dev sets over the number of hidden units, both (n_drawings, len(widths))."""
    fig, ax = plots.figure(width=7.6, height=4.4)
    plots.curve_with_band(ax, widths, on_train, "training, n = 100", marker="o")
    plots.curve_with_band(ax, widths, on_dev, "dev, n = 2000", marker="^")
    ax.axhline(0.5, **_LEVEL)
    ax.set(xscale="log", xlabel="hidden units", ylabel="accuracy", ylim=(0.45, 1.03))
    ax.set_title("Median and range of five drawings")
    ax.set_xticks(widths, [str(n) for n in widths])
    ax.minorticks_off()
    ax.legend(loc="lower right")
    plots.show(
        fig,
        alt="Accuracy over the number of hidden units. Training accuracy rises from 0.67 with one unit to about 0.98 "
        "from ten units on. Dev accuracy jumps from 0.62 to 0.86 at three units and then stays or sinks slightly. The "
        "gap between the two grows.",
        caption="The dotted line is the majority baseline. From three units on, what is gained on the training "
        "examples is not gained on new ones.",
    )


def wave_fits(x, fits):
    """Show noisy points of a wave and what networks of several widths make of it, with their corners as strokes.

    x (k,) is the line; `fits` is number of hidden units -> points X and Y (1, m), the fitted curve (k,), corners (n,).
    """
    fig, axes = plots.figure(1, 3, width=10.5, height=3.6)
    for ax, (n_h, (X, Y, curve, corners)) in zip(axes, fits.items(), strict=True):
        ax.scatter(X, Y, s=18, color="#777777")
        ax.plot(x, curve, color=plots.CLASS_COLORS[1], linestyle="-")
        inside = corners[np.abs(corners) < 2]
        ax.plot(inside, np.full(inside.shape, -1.45), "k|", markersize=12)
        ax.set(title=f"{n_h} hidden unit{'s' if n_h > 1 else ''}", ylim=(-1.6, 1.5), xlabel="x")
    plots.show(
        fig,
        alt="Three fits of a noisy wave. One unit gives little more than a straight line here, three units a line with "
        "one corner, twenty units follow the wave closely. Short black strokes at the bottom mark the corners.",
        caption="Black strokes mark those corners that lie inside the picture. Few units, few corners; with twenty "
        "there are enough straight pieces to follow the wave.",
    )
