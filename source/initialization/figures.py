"""The figures of this lesson, one function for each: it draws what it is given and shows it with its words."""

from __future__ import annotations

import numpy as np

from gradschool import plots
from gradschool.explore import choice, explore, slider


def dead_network():
    """Show a network that starts at zero: what its layers give, and the signals of the way back."""
    fig, ax = plots.figure(width=10, height=2)
    plots.block_diagram(
        ax,
        [
            ("X", "(64, m)"),
            ("layer 1", "$A^{[1]} = 0$"),
            ("layer 2", "$A^{[2]} = 0$"),
            ("layer 10", "$A^{[10]} = 0$"),
            ("layer 11", "$A^{[11]} = 1/2$"),
        ],
        arrows=["$W^{[1]} = 0$", "$W^{[2]} = 0$", "...", "$W^{[11]} = 0$"],
        back=["stop", "$dZ^{[1]} = 0$", "...", "$dZ^{[10]} = 0$"],
    )
    plots.show(
        fig,
        alt="Five boxes from X to layer 11. Forward, every hidden layer gives 0 and the last gives one half. Backward, "
        "the signal is 0 from dZ10 down.",
        caption="Blue, forward: zero weights let nothing through. Orange, backward: they let nothing through either.",
    )


def paths_of_four_units(paths):
    """Show how one weight of each of four units moves in training; paths : title -> weights (steps, 4), two starts."""
    fig, axes = plots.figure(1, 2)
    for ax, (title, weights) in zip(axes, paths.items(), strict=True):
        for unit, path in enumerate(weights.T, start=1):
            ax.plot(path, label=f"unit {unit}", linewidth=6 - unit)
        ax.set(title=title, xlabel="steps", ylabel="weight from pixel 20")
    axes[1].legend()
    plots.show(
        fig,
        alt="Left: the weights of four units move, on one common line. Right: four units that start apart move on four "
        "different lines.",
        caption="Left, four units learn, but all the same; their lines lie on each other. Right, they go their own "
        "ways.",
    )


def signal_by_layer(stds):
    """Show how large the activations are in each hidden layer; stds : scale -> (n_seeds, n_layers)."""
    fig, ax = plots.figure()
    for (scale, runs), marker in zip(stds.items(), plots.SERIES_MARKERS, strict=False):
        layers = np.arange(1, runs.shape[1] + 1)
        plots.curve_with_band(ax, layers, runs, label=f"scale {scale}", marker=marker)
    ax.set(yscale="log", xlabel="hidden layer", ylabel="standard deviation of A", xticks=layers)
    plots.show(
        fig,
        alt="Three straight lines on a log axis over the hidden layers: scale 0.01 falls from 0.05 to below 1e-13, 0.1 "
        "falls from 0.5 to below 1e-3, 1 rises from 5 to some millions.",
        caption="Each layer multiplies the signal by one factor, the same in every layer, so on a log axis the lines "
        "are straight. Bands (hardly wider than the lines): five seeds.",
    )


def tanh_activations(caches):
    """Show how the activations of layers 1, 5 and 10 are spread; caches : scale -> cache with "A1", ..., 3 scales."""
    fig, axes = plots.figure(1, 3, height=3.6)
    for ax, (scale, cache) in zip(axes, caches.items(), strict=True):
        plots.histogram(
            ax, {f"layer {layer}": cache[f"A{layer}"] for layer in (1, 5, 10)}, bins=61, xlabel="activation"
        )
        ax.set(title=f"scale {scale}", xlim=(-1.05, 1.05), yscale="log", ylim=(0.05, 60))
        ax.get_legend().remove()
    axes[0].legend(loc="upper right", fontsize=11, borderpad=0.2)
    plots.show(
        fig,
        alt="Histograms of tanh activations in layers 1, 5 and 10. Scale 0.1: narrower with each layer, a spike at 0 "
        "in layer 10. Scale 0.2: wide in all layers. Scale 1: two peaks at -1 and 1 in all layers.",
        caption="Left, the activations shrink to 0 layer by layer. In the middle they stay spread out. Right, they "
        "pile up at the two ends.",
    )


def lost_units(saturated, dead):
    """Show what is lost in each hidden layer.

    saturated : scale -> shares of saturated tanh numbers (n_layers,); dead : of dead ReLU units (n_seeds, n_layers)
    """
    layers = np.arange(1, dead.shape[1] + 1)
    fig, axes = plots.figure(1, 2, height=3.8)
    shares = {f"scale {scale}": share for scale, share in saturated.items()}
    plots.layer_bars(axes[0], shares, layers, ylabel="share of saturated numbers")
    plots.curve_with_band(axes[1], layers, dead, marker="o")
    axes[0].set(title="tanh", xlabel="hidden layer", ylim=(0, 1))
    axes[1].set(
        title="ReLU, any scale", xlabel="hidden layer", ylabel="share of dead units", xticks=layers, ylim=(0, 1)
    )
    plots.show(
        fig,
        alt="Left, tanh: with scale 1 about two thirds of all numbers are saturated in every layer, with 0.2 hardly "
        "any. Right, ReLU: the share of dead units rises from 0 in layer 1 to about a tenth in layer 10.",
        caption="Left: with scale 1 two of three tanh values are at an end, where the slope is next to nothing. Right: "
        "some ReLU units are dead at the start (median and range of five seeds).",
    )


def sums_of_terms(sums):
    """Show how a sum z spreads with its number of terms; sums : "n = 4", ... -> many draws of z."""
    fig, ax = plots.figure()
    plots.histogram(ax, sums, bins=60, xlabel="z")
    plots.show(
        fig,
        alt="Three histograms of z around 0: narrow for n = 4, wider for 36, widest for 144.",
        caption="The more terms a unit adds up, the wider its z spreads. "
        + ", ".join(f"{name}: standard deviation {np.std(z):.1f}" for name, z in sums.items())
        + ".",
    )


def signal_through_depth(sizes):
    """Show the signal in each layer, for a k, a depth and an activation that the reader chooses.

    sizes : function of k, depth and activation that returns the sizes of A and of dZ, each (n_seeds, depth)
    """

    def draw(ax, k, depth, activation):
        forward, backward = (size + 1e-30 for size in sizes(k, depth, activation))  # 0 has no place on a log axis
        layers = np.arange(1, depth + 1)
        plots.curve_with_band(ax, layers, forward, label="A, forward")
        plots.curve_with_band(ax, layers, backward / backward[:, -1:], label="dZ, backward (last layer = 1)")
        ax.set(yscale="log", ylim=(1e-8, 1e8), xlabel="hidden layer", ylabel="standard deviation")

    explore(
        draw,
        question="For which k does the signal keep its size through 50 layers of ReLU? And through 50 layers of tanh?",
        alt="Size of the activations and of the backward signal in each of 50 layers, on a log axis. ReLU: both stay "
        "level at k = 2 and fade to 1e-8 at k = 1. tanh: both fade about tenfold at k = 1; at k = 2 the forward line "
        "is level and the backward one grows tenfold.",
        caption="Level lines are what we want: forward (solid) and backward (dashed, from right to left).",
        static=[{"k": k, "activation": activation} for activation in ("relu", "tanh") for k in (1.0, 2.0)],
        k=slider(0.2, 4.0, 0.2, 1.0, label="k"),
        depth=slider(5, 50, 5, 50),
        activation=choice("relu", "tanh"),
    )


def rules_by_layer(sizes):
    """Show the signal in each layer for all rules, forward and backward.

    sizes : activation -> name of a start -> sizes of A and of dZ, each (n_layers,); two activations
    """
    fig, axes = plots.figure(2, 2, height=8)
    for column, (activation, starts) in enumerate(sizes.items()):
        for name, (forward, backward) in starts.items():
            layers = np.arange(1, len(forward) + 1)
            axes[0, column].plot(layers, forward, label=name)
            axes[1, column].plot(layers, backward / backward[-1], label=name)
        axes[0, column].set(title=f"{activation}, forward", ylabel="standard deviation of A")
        axes[1, column].set(title=f"{activation}, backward", ylabel="std of dZ (last layer = 1)")
    for ax in axes.flat:
        ax.set(yscale="log", ylim=(1e-6, 1e6), xlabel="hidden layer")
    axes[0, 0].legend(ncols=2, loc="upper right", fontsize=11)
    plots.show(
        fig,
        alt="Four panels on log axes over 30 layers. ReLU: He stays level forward and backward, LeCun and Xavier fade "
        "ten thousandfold. tanh: He, LeCun and Xavier all stay within a factor of ten. Scale 0.01 leaves the picture "
        "downwards in all panels, scale 1 upwards, but for tanh forward.",
        caption="Left, ReLU: only He's line is level. Right, tanh: all three rules hold. Scale 1 looks harmless "
        "forward, where tanh cuts it off, and explodes backward (right to left).",
    )


def cost_by_rule(costs):
    """Show the cost in training, median and range of the seeds; costs : name of a start -> (n_seeds, steps + 1)."""
    fig, ax = plots.figure()
    for name, runs in costs.items():
        plots.curve_with_band(ax, np.arange(runs.shape[1]), runs, label=name)
    ax.legend(loc="center right", bbox_to_anchor=(1, 0.42))
    ax.set(xlabel="steps", ylabel="cost J", ylim=(0, 1.0))
    plots.show(
        fig,
        alt="Cost over 100 steps, ten hidden ReLU layers. He falls from the first steps, unevenly, and is near 0 at "
        "step 100. Xavier and LeCun stay close to 0.69 for most of the time; 2 / n_in as standard deviation stays at "
        "0.69 throughout.",
        caption="Line: median of five seeds. Band: their range. The later a start gets going, the more its signal "
        "fades from layer to layer.",
    )


def update_by_weight(ratios, layers):
    """Show how large an update is beside the weight; ratios : name of a start -> (steps, len(layers)), three starts."""
    fig, axes = plots.figure(1, 3, height=3.9)
    for ax, (name, of_start) in zip(axes, ratios.items(), strict=True):
        for layer, ratio in zip(layers, of_start.T, strict=True):
            ax.plot(ratio, label=f"layer {layer}")
        ax.axhline(1e-3, color="#444444", linestyle=":", linewidth=1.6)
        ax.set(title=name, xlabel="steps", ylabel="update : weight", yscale="log", ylim=(1e-11, 1))
    axes[0].legend(fontsize=11, ncols=2)
    plots.show(
        fig,
        alt="Ratio of update to weight over 60 steps in layers 1, 4, 7 and 10, on log axes with a dotted line at "
        "0.001. Missing root: below 1e-8. LeCun: around 1e-4 or below. He: around 1e-3 from the first step, the layers "
        "close together.",
        caption="Left, a step is a hundred-millionth of the weights or less: nothing will happen for a long time. "
        "Right, He's start moves at once, and all layers alike. Dotted: 0.001.",
    )


def leaky_layers(stds):
    """Show the size of Z in each layer of leaky ReLU; stds : name of a rule -> (n_seeds, n_layers)."""
    fig, ax = plots.figure()
    for name, runs in stds.items():
        plots.curve_with_band(ax, np.arange(1, np.shape(runs)[1] + 1), runs, label=name)
    ax.set(yscale="log", xlabel="hidden layer", ylabel="standard deviation of Z")
    plots.show(
        fig,
        alt="Forty layers of leaky ReLU with slope 0.5: with He's rule the signal grows about eightyfold, with LeCun's "
        "it shrinks about ten thousandfold, with the rule for this slope it stays level.",
        caption="The rule that fits the activation keeps the signal level (median and range of five seeds).",
    )
