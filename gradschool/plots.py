"""The pictures of the course: one style sheet, one way to show a figure, and the plots that lessons share.

Every plot is pure drawing: it takes axes and arrays, returns nothing and computes no more than it draws.
matplotlib is imported when the first figure is made. Figures never pass through pyplot, so a notebook shows
them once, where `show` says so.
"""

import base64
import html
import io
import sys

import numpy as np

# Blue and vermillion of Okabe and Ito (2008): told apart by all common kinds of colour vision, and in grey by
# their markers.
CLASS_COLORS = ("#0072B2", "#D55E00")
CLASS_MARKERS = ("o", "^")
SERIES_COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9")
SERIES_DASHES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)), (0, (8, 3)), (0, (1, 2)))
SERIES_MARKERS = ("o", "^", "s", "D", "v", "P", "X")
HATCHES = ("", "//", "..", "xx", "\\\\", "++", "oo")
FIELD = "cividis"
PIXELS_PER_INCH = 100

_STYLE = {
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.09,
    "figure.constrained_layout.w_pad": 0.09,
    "savefig.facecolor": "white",
    "font.size": 13,
    "axes.titlesize": 14,
    "axes.labelsize": 13,
    "legend.fontsize": 12,
    "xtick.labelsize": 12,
    "ytick.labelsize": 12,
    "figure.titlesize": 15,
    "lines.linewidth": 2.6,
    "lines.markersize": 7,
    "axes.linewidth": 1.1,
    "hatch.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": "#d9d9d9",
    "grid.linewidth": 0.8,
    "axes.titlelocation": "left",
    "legend.frameon": True,
    "legend.framealpha": 0.9,
    "legend.edgecolor": "none",
    "image.cmap": "gray_r",
    "image.interpolation": "nearest",
}


def use_style():
    """Set the course's style sheet in matplotlib's rcParams (`figure` does it for you)."""
    import matplotlib
    from cycler import cycler

    matplotlib.rcParams.update(_STYLE)
    matplotlib.rcParams["axes.prop_cycle"] = cycler(color=SERIES_COLORS) + cycler(linestyle=SERIES_DASHES)


def figure(rows=1, cols=1, width=None, height=None):
    """Return fig, axes: a new figure in the course's style, `width` x `height` inches.

    axes is one Axes for a 1 x 1 figure, else an array of Axes, of one dimension for one row or column.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    use_style()
    width = width or {1: 6.6, 2: 9.4}.get(cols, 10.5)
    height = height or rows * min(4.2, 0.85 * width / cols + 0.3)
    fig = Figure(figsize=(width, height))
    FigureCanvasAgg(fig)
    return fig, fig.subplots(rows, cols)


def png(fig, dpi=PIXELS_PER_INCH * 1.4):
    """Return the figure as PNG bytes, the same bytes for the same drawing and library versions."""
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


def figure_html(image, alt, caption=None, width=None):
    """Return a <figure> element for PNG bytes; `alt` and `caption` are text and get escaped."""
    size = f"width:{width}px;" if width else ""
    source = base64.b64encode(image).decode("ascii")
    # A white card with its own margin reads the same on light and dark pages; the caption takes the page's
    # own text colour.
    return (
        '<figure style="margin:0.5em 0">'
        f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{source}" '
        f'style="{size}max-width:100%;height:auto;background:#fff;border-radius:6px">'
        + (
            f'<figcaption style="margin-top:0.4em;max-width:46em">{html.escape(caption)}</figcaption>'
            if caption
            else ""
        )
        + "</figure>"
    )


class Picture:
    """A finished figure with its alternative text, shown by a notebook as one output."""

    def __init__(self, fig, alt, caption=None, before=""):
        if not isinstance(alt, str) or not alt.strip():
            raise ValueError(
                "expected alt, a sentence that says what the figure shows, got nothing; write "
                'show(fig, "Cost falls from 0.69 to 0.10 in 2000 iterations.")'
            )
        self.alt, self.image = alt, png(fig)
        self.width = round(fig.get_figwidth() * PIXELS_PER_INCH)
        self.html = before + figure_html(self.image, alt, caption, self.width)

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        image = base64.b64encode(self.image).decode("ascii")
        data = {"text/html": self.html, "image/png": image, "text/plain": self.alt}
        return data, {"image/png": {"alt": self.alt, "width": self.width}}


def show(fig, alt, caption=None):
    """Display the figure as one notebook output, with alternative text and a caption, and close it.

    `alt` says what can be seen for those who cannot see it; `caption` says what to look at.
    Raises ValueError when `alt` is empty.
    """
    from IPython.display import display

    picture = Picture(fig, alt, caption)
    # A figure made with pyplot would otherwise be shown a second time at the end of the cell.
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)
    display(picture)


def class_colormap():
    """Return a colormap for signed values: blue pushes to class 0, white is 0, orange pushes to class 1."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("two classes", [CLASS_COLORS[0], "#ffffff", CLASS_COLORS[1]])


def points(ax, X, Y, *, labels=("class 0", "class 1"), size=42, legend=True):
    """Scatter X (2, m) with colour and marker by Y (1, m) of 0 and 1."""
    classes = np.ravel(Y)
    for value, (color, marker, label) in enumerate(zip(CLASS_COLORS, CLASS_MARKERS, labels, strict=True)):
        chosen = classes == value
        ax.scatter(
            X[0, chosen],
            X[1, chosen],
            s=size,
            c=color,
            marker=marker,
            edgecolors="white",
            linewidths=0.7,
            label=label,
            zorder=3,
        )
    ax.set(xlabel="$x_1$", ylabel="$x_2$")
    if legend:
        ax.legend(loc="best", handlelength=1, handletextpad=0.3, borderpad=0.3, framealpha=0.8)


def boundary(
    ax,
    predict_probability,
    X,
    Y,
    *,
    levels=10,
    resolution=120,
    labels=("class 0", "class 1"),
    legend=True,
    colorbar=True,
):
    """Fill the plane with the predicted probability, draw its 0.5 contour, and the points X (2, m), Y (1, m).

    `predict_probability(grid)` gets a (2, k) array and returns k numbers in 0..1, of shape (1, k) or (k,);
    predicted labels 0 and 1 do as well. Raises ValueError for another number of values.
    """
    import matplotlib
    from matplotlib.colors import ListedColormap

    low, high = X.min(axis=1), X.max(axis=1)
    low, high = low - 0.08 * (high - low), high + 0.08 * (high - low)
    first, second = np.meshgrid(np.linspace(low[0], high[0], resolution), np.linspace(low[1], high[1], resolution))
    grid = np.vstack([first.ravel(), second.ravel()])
    values = np.asarray(predict_probability(grid), dtype=float)
    if values.size != first.size:
        raise ValueError(
            f"expected one probability per column of the grid, shape (1, {first.size}), got "
            f"{values.shape}; predict_probability must treat columns as examples"
        )
    P = values.reshape(first.shape)
    # Lightened so that the points stand out; alpha would leave seams between the levels.
    light = ListedColormap(0.42 + 0.58 * matplotlib.colormaps[FIELD](np.linspace(0, 1, 256)))
    field = ax.contourf(first, second, P, levels=np.linspace(0, 1, levels + 1), cmap=light)
    if P.min() < 0.5 < P.max():
        ax.contour(first, second, P, levels=[0.5], colors="black", linewidths=2.4, linestyles="solid")
    points(ax, X, Y, labels=labels, legend=legend)
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
    ax.grid(False)
    if colorbar:
        ax.figure.colorbar(field, ax=ax, label="P(class 1), line at 0.5", ticks=[0, 0.25, 0.5, 0.75, 1])


def curve_with_band(ax, x, runs, label=None, **line):
    """Draw the median over seeds as a line and their range as a band; runs (n_seeds, len(x)).

    More keywords go to ax.plot. Raises ValueError unless runs has one row per seed and one column per x.
    """
    x, runs = np.asarray(x), np.atleast_2d(runs)
    if runs.shape[1] != x.size:
        raise ValueError(f"expected runs of shape (n_seeds, {x.size}), got {runs.shape}; one row per seed")
    [drawn] = ax.plot(x, np.median(runs, axis=0), label=label, **line)
    ax.fill_between(x, runs.min(axis=0), runs.max(axis=0), color=drawn.get_color(), alpha=0.2, linewidth=0)
    if label:
        ax.legend(loc="best")


def cost_curve(ax, costs, every=1, label=None, *, floor=None, floor_label="floor"):
    """Draw costs against iterations, `every` iterations between two costs; `floor` adds a dotted level."""
    ax.plot(every * np.arange(len(costs)), np.ravel(costs), label=label)
    if floor is not None:
        ax.axhline(floor, color="#444444", linestyle=":", linewidth=1.8, label=floor_label)
    ax.set(xlabel="iterations", ylabel="cost J")
    if label or floor is not None:
        ax.legend(loc="best")


def images(axes, columns, titles=None, *, side=8):
    """Draw each column of `columns` (side * side, k), values 0..1, as an image, one on each of the axes."""
    axes = np.ravel(axes)
    for ax in axes:
        ax.set_axis_off()
    for k, ax in enumerate(axes[: columns.shape[1]]):
        ax.imshow(columns[:, k].reshape(side, -1), cmap="gray_r", vmin=0, vmax=1)
        if titles is not None:
            ax.set_title(str(titles[k]), fontsize=13, loc="center")


def gallery(columns, titles=None, *, cols=8, side=8):
    """Return a figure that shows all columns of `columns` (side * side, k) as images, `cols` in a row."""
    count = columns.shape[1]
    rows = -(-count // cols)
    fig, axes = figure(rows, cols, width=1.25 * cols, height=(1.6 if titles is not None else 1.25) * rows)
    images(axes, columns, titles, side=side)
    return fig


def strip(ax, groups, *, ylabel=None, baseline=None, baseline_label="baseline"):
    """Draw a strip of dots, one per seed, and a bar at their median; groups is a dict name -> values."""
    for k, values in enumerate(map(np.ravel, groups.values())):
        # Spread by position, not by chance, so that the picture is the same each time.
        offset = 0.12 * np.array([0, 1, -1, 0.5, -0.5])[np.arange(values.size) % 5]
        ax.scatter(
            k + offset,
            values,
            s=48,
            color=SERIES_COLORS[k % 7],
            marker=SERIES_MARKERS[k % 7],
            edgecolors="white",
            linewidths=0.6,
            zorder=3,
        )
        ax.plot(
            [k - 0.28, k + 0.28],
            [np.median(values)] * 2,
            color="black",
            linestyle="-",
            linewidth=2.4,
            zorder=2,
        )
    if baseline is not None:
        ax.axhline(baseline, color="#444444", linestyle=":", linewidth=1.8, label=baseline_label)
        ax.legend(loc="best")
    ax.set(xticks=range(len(groups)), xlim=(-0.6, len(groups) - 0.4), ylabel=ylabel)
    ax.set_xticklabels([str(name) for name in groups])
    ax.grid(False, axis="x")


def histogram(ax, values, *, bins=40, xlabel=None, means=False):
    """Draw outlined histograms of density; values is an array, or a dict name -> array on common bins.

    With `means` each mean is marked by a vertical line and its number stands in the legend.
    """
    groups = values if isinstance(values, dict) else {"": values}
    groups = {name: np.ravel(group)[np.isfinite(np.ravel(group))] for name, group in groups.items()}
    edges = np.histogram_bin_edges(np.concatenate(list(groups.values())), bins=bins)
    for k, (name, group) in enumerate(groups.items()):
        color, dash = SERIES_COLORS[k % 7], SERIES_DASHES[k % 7]
        label = f"{name} (mean {group.mean():.3g})" if means and group.size else str(name)
        density = np.histogram(group, edges)[0] / (max(group.size, 1) * np.diff(edges))
        ax.stairs(density, edges, fill=True, color=color, alpha=0.15)
        ax.stairs(density, edges, color=color, linestyle=dash, linewidth=2.2, label=label)
        if means and group.size:
            ax.axvline(group.mean(), color=color, linestyle=dash, linewidth=1.6)
    ax.set(xlabel=xlabel, ylabel="density")
    if means or len(groups) > 1:
        ax.legend(loc="best")


def layer_bars(ax, groups, names, *, ylabel=None, log=False):
    """Draw one bar per layer or parameter.

    groups is a sequence of values, or a dict name -> sequence for bars side by side; names stand below.
    """
    groups = groups if isinstance(groups, dict) else {"": groups}
    width = 0.8 / len(groups)
    for k, (name, values) in enumerate(groups.items()):
        ax.bar(
            np.arange(len(names)) + (k - (len(groups) - 1) / 2) * width,
            values,
            0.92 * width,
            label=str(name),
            color=SERIES_COLORS[k % 7],
            hatch=HATCHES[k % 7],
            edgecolor="white",
        )
    ax.set(xticks=range(len(names)), ylabel=ylabel, yscale="log" if log else "linear")
    ax.set_xticklabels([str(name) for name in names])
    ax.grid(False, axis="x")
    if len(groups) > 1:
        ax.margins(y=0.25)
        ax.legend(loc="upper right", ncols=len(groups))


def block_diagram(ax, layers, *, arrows=None, back=None):
    """Draw a network as boxes from left to right; layers is a list of (title, detail), detail mostly a shape.

    `arrows` labels the arrows between boxes (one less than boxes); `back` draws arrows of the backward pass
    below and labels them, as ["dA1", "dA2"]. Text may hold mathematics between dollar signs. Fits
    figure(width=10, height=2) with up to six boxes of about twelve characters.
    """
    from matplotlib.patches import FancyBboxPatch

    last = len(layers) - 1
    for k, (title, detail) in enumerate(layers):
        edge = "#444444" if k in (0, last) else CLASS_COLORS[0]
        ax.add_patch(
            FancyBboxPatch(
                (k - 0.3, -0.32),
                0.6,
                0.64,
                boxstyle="round,pad=0,rounding_size=0.06",
                facecolor="#eef4f9",
                edgecolor=edge,
                linewidth=2,
            )
        )
        ax.text(k, 0.1, title, ha="center", va="center", fontsize=13, fontweight="bold")
        ax.text(k, -0.14, detail, ha="center", va="center", fontsize=11)
    for k in range(last):
        _arrow(ax, k + 0.31, k + 0.69, 0.1, CLASS_COLORS[0], arrows[k] if arrows else "", above=True)
        if back:
            _arrow(ax, k + 0.69, k + 0.31, -0.14, CLASS_COLORS[1], back[k], above=False)
    ax.set(xlim=(-0.4, last + 0.4), ylim=(-0.4, 0.4))
    ax.set_axis_off()


def _arrow(ax, start, end, height, color, label, above):
    ax.annotate(
        "",
        xy=(end, height),
        xytext=(start, height),
        arrowprops={"arrowstyle": "-|>", "color": color, "linewidth": 2.2, "shrinkA": 0, "shrinkB": 0},
    )
    ax.text(
        (start + end) / 2,
        height + (0.05 if above else -0.05),
        label,
        ha="center",
        va="bottom" if above else "top",
        fontsize=11,
        color=color,
    )
