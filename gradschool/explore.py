"""Slider figures: a question, controls and a picture that answers, with a static form that needs no kernel.

`explore` always shows a static figure of a few settings. Where a live notebook with ipywidgets asks for it,
the controls follow, and the static figure hides itself as soon as they stand on the page. So a page without
a kernel (nbconvert, a code host, a reopened notebook) keeps the static figure.
"""

import html
import secrets
from dataclasses import dataclass

import numpy as np

from gradschool import plots

_LIVE_DPI = 90


@dataclass(frozen=True)
class Control:
    """One setting a reader may change: its possible values in order, the first shown, and its label."""

    values: tuple
    value: object
    kind: str
    label: str = ""

    def spread(self, count):
        """Return up to `count` values from the first to the last, evenly spaced in order."""
        places = np.linspace(0, len(self.values) - 1, min(count, len(self.values)))
        return [self.values[round(place)] for place in places]


def slider(low, high, step, value=None, *, label=""):
    """Return a control with the values low, low + step, ... up to high; whole numbers stay int.

    Starts at `value` (taken into the values), by default in the middle. Raises ValueError unless low < high,
    0 < step and low <= value <= high.
    """
    if not (low < high and step > 0):
        raise ValueError(f"expected low < high and step > 0, got slider({low}, {high}, {step}); try slider(0, 1, 0.1)")
    count = int(np.floor((high - low) / step + 1e-9)) + 1
    whole = all(isinstance(number, (int, np.integer)) for number in (low, high, step))
    # Rounding shows 0.3 where low + 3 * 0.1 would show 0.30000000000000004.
    values = tuple(low + k * step if whole else float(round(low + k * step, 10)) for k in range(count))
    return _ordered(values, values[count // 2] if value is None else value, label)


def log_slider(low, high, value=None, *, per_decade=6, label=""):
    """Return a control with values from low to high at equal ratios, `per_decade` to a factor of ten.

    Starts at `value` (taken into the values), by default in the middle. Raises ValueError unless
    0 < low < high and low <= value <= high.
    """
    if not 0 < low < high:
        raise ValueError(f"expected 0 < low < high, got log_slider({low}, {high}); try log_slider(1e-3, 10, 0.1)")
    count = max(2, round(np.log10(high / low) * per_decade) + 1)
    values = tuple(float(f"{number:.2g}") for number in np.geomspace(low, high, count))
    return _ordered(values, values[count // 2] if value is None else value, label)


def choice(*options, value=None, label=""):
    """Return a control with the given options, starting at `value`, by default the first.

    Raises ValueError when there is no option or `value` is none of them.
    """
    value = options[0] if value is None and options else value
    if value not in options:
        raise ValueError(f"expected value to be one of {options}, got {value!r}")
    return Control(options, value, "choice", label)


def explore(
    draw,
    *,
    question,
    alt,
    static=None,
    caption=None,
    rows=1,
    cols=1,
    width=None,
    height=None,
    live=None,
    **controls,
):
    """Show a figure the reader can change, and always a static form of it.

    `draw(axes, **values)` draws on empty axes (one Axes, or an array of rows x cols as from plots.figure),
    with one keyword per control, as ``explore(draw, question=..., alt=..., rate=log_slider(1e-3, 10, 0.1))``.
    It should take well under 0.3 s; it is called on release of a slider and once per static setting.
    `question` says what to find out; `alt` says what the figure shows; `static` is a list of dicts, the
    settings of the static form (what a dict leaves out keeps its first value); by default four values of
    the first control. `live` forces the controls on or off; by default they are shown when the cell was run
    by a notebook front end and ipywidgets is installed.

    Raises ValueError when there is no control, `question` or `alt` is empty, or `static` names an unknown
    control.
    """
    from IPython.display import display

    if not controls or not all(isinstance(control, Control) for control in controls.values()):
        raise ValueError(
            "expected controls made by slider, log_slider or choice, got "
            f"{controls or 'none'}; try epsilon=log_slider(1e-9, 1, 1e-5)"
        )
    if not question.strip():
        raise ValueError("expected a question that the reader can answer with the controls, got nothing")
    first = {name: control.value for name, control in controls.items()}
    name, swept = next(iter(controls.items()))
    settings = [first | chosen for chosen in static or [{name: value} for value in swept.spread(4)]]
    if any(set(setting) != set(controls) for setting in settings):
        raise ValueError(f"expected static settings of {sorted(controls)}, got {static}; check the names")

    panels = static_figure(draw, settings, controls, rows=rows, cols=cols)
    live = _is_live() if live is None else live
    # Ids of one page must differ, also from those an earlier kernel left on it.
    identity = f"explore-{secrets.token_hex(4)}"
    panel = None
    if live:
        one = plots.figure(rows, cols, width, height)[0]
        panel = _panel(draw, one, (rows, cols), question, alt, identity, controls)
    display(_Static(panels, question, alt, caption, identity if panel else None))
    if panel:
        bundle = panel._repr_mimebundle_()
        bundle["text/plain"] = "The sliders need a running notebook: run this cell again."
        display(bundle, raw=True)


def static_figure(draw, settings, controls, *, rows=1, cols=1):
    """Return a figure with one panel per setting (a dict of values), titled by what differs between them."""
    differing = [name for name in controls if len({str(setting[name]) for setting in settings}) > 1] or list(controls)
    across = len(settings) if len(settings) < 4 else 2
    across = 1 if cols > 1 else across
    down = -(-len(settings) // across)
    height = 4.0 if across == 1 else 3.3
    fig, _ = plots.figure(width=10 if across > 1 or cols > 1 else 6.6, height=down * (0.35 + height * rows))
    fig.clear()
    for part, setting in zip(np.ravel(fig.subfigures(down, across)), settings, strict=False):
        part.suptitle(_spoken({name: setting[name] for name in differing}, controls))
        _draw(draw, part.subplots(rows, cols), setting)
    return fig


class _Static(plots.Picture):
    def __init__(self, fig, question, alt, caption, identity):
        super().__init__(fig, alt, caption, before=f"<p><strong>{html.escape(question)}</strong></p>")
        if identity:
            # A reopened JupyterLab page has no model for the controls; its message to that effect is hidden.
            self.html = (
                f"<style>.jp-OutputArea-child:has(#{identity}) + .jp-OutputArea-child:not(:has(.{identity})) "
                f'{{display:none}}</style><div id="{identity}">{self.html}</div>'
            )
        self.alt = f"{question} {alt}"


def _panel(draw, fig, shape, question, alt, identity, controls):
    """Return the live widget, or None without ipywidgets."""
    try:
        import ipywidgets
    except ImportError:
        return None
    longest = max(len(_label(name, control)) for name, control in controls.items())
    style = {"description_width": f"{0.55 * longest + 1:.1f}em"}
    layout = ipywidgets.Layout(width="min(34em, 100%)")
    inputs = {}
    for name, control in controls.items():
        kind = ipywidgets.Dropdown if control.kind == "choice" else ipywidgets.SelectionSlider
        more = {} if control.kind == "choice" else {"continuous_update": False}
        inputs[name] = kind(
            options=[(_text(value), value) for value in control.values],
            value=control.value,
            description=_label(name, control),
            style=style,
            layout=layout,
            **more,
        )
    picture = ipywidgets.HTML()

    def redraw(_change=None):
        values = {name: entry.value for name, entry in inputs.items()}
        fig.clear()
        try:
            _draw(draw, fig.subplots(*shape), values)
        except Exception as error:
            # Raised from here it would vanish in the front end's log.
            picture.value = f'<p role="alert">{html.escape(f"{type(error).__name__}: {error}")}</p>'
            return
        said = f"{alt} Now {_spoken(values, controls)}."
        image = plots.png(fig, dpi=_LIVE_DPI)
        picture.value = plots.figure_html(image, said, width=round(fig.get_figwidth() * plots.PIXELS_PER_INCH))

    redraw()
    for entry in inputs.values():
        entry.observe(redraw, names="value")
    # The style comes and goes with the live controls, so the static figure shows whenever they do not.
    asked = f"<style>#{identity}{{display:none}}</style><p><strong>{html.escape(question)}</strong></p>"
    panel = ipywidgets.VBox([ipywidgets.HTML(asked), *inputs.values(), picture])
    panel.add_class(identity)
    return panel


def _is_live():
    """Return whether a notebook front end ran this cell: its request names the cell, nbclient's is bare."""
    from IPython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)
    if kernel is None or not hasattr(kernel, "get_parent"):
        return False
    return bool(kernel.get_parent("shell").get("metadata"))


def _draw(draw, axes, values):
    # Extreme settings, where a cost overflows, are what sliders are for.
    with np.errstate(all="ignore"):
        draw(axes, **values)


def _ordered(values, value, label):
    if not values[0] <= value <= values[-1]:
        raise ValueError(f"expected value between {values[0]} and {values[-1]}, got {value!r}")
    return Control(tuple(sorted({*values, value})), value, "slider", label)


def _label(name, control):
    return control.label or name.replace("_", " ")


def _text(value):
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _spoken(values, controls):
    return ", ".join(f"{_label(name, controls[name])} = {_text(value)}" for name, value in values.items())
