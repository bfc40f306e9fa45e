"""The data sets keep their promises, and every figure carries its alternative text and a static form."""

import ast
import base64
import importlib
import subprocess
import sys
import warnings
from pathlib import Path

import jupytext
import numpy as np
import pytest

from gradschool import data, explore, plots
from gradschool.teach.lesson.written import load_lesson, load_lessons

GENERATORS = {
    "flower": lambda m, rng: data.flower(m, rng),
    "flower of four petals": lambda m, rng: data.flower(m, rng, petals=4, noise=0.0),
    "moons": lambda m, rng: data.moons(m, 0.1, rng),
    "circles": lambda m, rng: data.circles(m, 0.1, rng),
    "blobs": lambda m, rng: data.blobs(m, 0.5, rng),
    "pitch": lambda m, rng: data.pitch(m, 0.1, rng),
}


@pytest.fixture(autouse=True)
def no_noise(capfd):
    """Nothing here may warn or write to stderr, which nbgrader would count against a student."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("make", GENERATORS.values(), ids=GENERATORS)
def test_drawn_sets_have_columns_and_balanced_float_labels(make):
    X, Y = make(301, np.random.default_rng(0))
    assert X.shape == (2, 301)
    assert X.dtype == np.float64
    assert np.all(np.isfinite(X))
    assert Y.shape == (1, 301)
    assert Y.dtype == np.float64
    assert set(np.unique(Y)) == {0.0, 1.0}
    assert 0.35 < Y.mean() < 0.65


@pytest.mark.parametrize("make", GENERATORS.values(), ids=GENERATORS)
def test_drawn_sets_follow_the_generator_alone(make):
    np.random.seed(1)
    X, Y = make(50, np.random.default_rng(7))
    np.random.seed(2)
    X_again, Y_again = make(50, np.random.default_rng(7))
    X_other, _ = make(50, np.random.default_rng(8))
    assert np.array_equal(X, X_again)
    assert np.array_equal(Y, Y_again)
    assert not np.array_equal(X, X_other)


def test_drawn_sets_follow_their_formulas_without_noise():
    rng = np.random.default_rng(3)
    X, Y = data.flower(400, rng, petals=6, noise=0.0)
    angle, radius = np.arctan2(X[1], X[0]), np.hypot(X[0], X[1])
    assert np.array_equal(np.rint(angle / (np.pi / 3)) % 2, Y[0])
    assert np.all(radius <= 3 * np.abs(np.cos(3 * angle)) + 1e-9)
    X, Y = data.circles(100, 0.0, rng)
    assert np.allclose(np.hypot(X[0], X[1]), 1 - 0.5 * Y[0])
    X, Y = data.moons(200, 0.0, rng)
    centre = np.array([[0.5], [0.25]]) * (2 * Y - 1)
    assert np.allclose(np.hypot(*(X - centre)), 1)
    assert np.all((X[1] > centre[1]) == (Y[0] == 0))


def test_pitch_turns_exactly_the_given_share():
    X, clean = data.pitch(400, 0.0, np.random.default_rng(5))
    X_noisy, noisy = data.pitch(400, 0.1, np.random.default_rng(5))
    assert np.array_equal(X, X_noisy)
    assert np.sum(clean != noisy) == 40


def test_breast_cancer_counts_malignant_as_one():
    X, Y, names = data.breast_cancer()
    assert X.shape == (30, 569)
    assert Y.shape == (1, 569)
    assert len(names) == 30
    assert Y.sum() == 212
    assert X[names.index("mean radius"), Y[0] == 1].mean() > X[names.index("mean radius"), Y[0] == 0].mean()
    assert data.majority_share(Y) == 357 / 569


def test_digits_are_scaled_and_paired():
    X, labels = data.digits()
    assert X.shape == (64, 1797)
    assert (X.min(), X.max()) == (0.0, 1.0)
    assert labels.shape == (1, 1797)
    assert np.issubdtype(labels.dtype, np.integer)
    images, Y = data.digits_pair(8, 3)
    assert np.array_equal(images[:, Y[0] == 1], X[:, labels[0] == 3])
    assert np.array_equal(images[:, Y[0] == 0], X[:, labels[0] == 8])
    _, odd = data.digits_parity()
    assert set(labels[odd == 1]) == {1, 3, 5, 7, 9}


def test_split_keeps_pairs_together_and_loses_nothing():
    X = np.arange(200.0).reshape(2, 100)
    Y = (np.arange(100) < 20).astype(float).reshape(1, 100)
    parts = data.split(X, Y, (0.6, 0.2, 0.2), np.random.default_rng(0))
    assert [part.shape[1] for part, _ in parts] == [60, 20, 20]
    assert sorted(np.concatenate([part[0] for part, _ in parts])) == list(range(100))
    for part, labels in parts:
        assert np.array_equal(part[1], part[0] + 100)
        assert np.array_equal(labels[0], part[0] < 20)
        assert labels.mean() == 0.2
        assert not np.array_equal(part[0], np.sort(part[0]))
        assert np.any(np.diff(labels[0]) < 0), "the classes stand in blocks"


def test_split_without_stratify_cuts_the_whole_and_follows_the_generator():
    X, Y = data.blobs(101, 1.0, np.random.default_rng(0))
    sizes = [part.shape[1] for part, _ in data.split(X, Y, (0.5, 0.5), np.random.default_rng(1), stratify=False)]
    assert sum(sizes) == 101
    assert abs(sizes[0] - sizes[1]) == 1
    first, again, other = (data.split(X, Y, (0.5, 0.5), np.random.default_rng(seed))[0][0] for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_standardize_uses_training_statistics_only():
    rng = np.random.default_rng(0)
    train, dev = 5 + 3 * rng.standard_normal((3, 80)), 9 + rng.standard_normal((3, 40))
    train[2], dev[2] = 0.1, 0.4
    before = train.copy()
    scaled, scaled_dev = data.standardize(train, dev)
    assert np.allclose(scaled[:2].mean(axis=1), 0)
    assert np.allclose(scaled[:2].std(axis=1), 1)
    mean, deviation = train[:2].mean(axis=1, keepdims=True), train[:2].std(axis=1, keepdims=True)
    assert np.allclose(scaled_dev[:2], (dev[:2] - mean) / deviation)
    assert np.allclose(scaled[2], 0)
    assert np.allclose(scaled_dev[2], 0.3)
    assert np.array_equal(train, before)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda rng: data.flower(100, rng, petals=5),
        lambda rng: data.moons(100, -0.1, rng),
        lambda rng: data.blobs(1, 0.1, rng),
        lambda rng: data.circles(100, 0.1, 42),
        lambda rng: data.pitch(100, 0.7, rng),
        lambda rng: data.digits_pair(3, 3),
        lambda rng: data.split(np.ones((2, 5)), np.ones((1, 4)), (0.5, 0.5), rng),
        lambda rng: data.split(np.ones((2, 9)), np.ones((1, 9)), (0.6, 0.2, 0.1), rng),
        lambda rng: data.split(np.ones((2, 2)), np.ones((1, 2)), (0.6, 0.2, 0.2), rng),
        lambda rng: data.standardize(np.ones((2, 5)), np.ones((3, 5))),
        lambda rng: data.majority_share([]),
        lambda rng: explore.slider(1, 0, 0.1),
        lambda rng: explore.slider(0, 1, 0.1, 2),
        lambda rng: explore.log_slider(0, 1),
        lambda rng: explore.choice(),
        lambda rng: plots.curve_with_band(None, np.arange(3), np.ones((3, 2))),
        lambda rng: plots.boundary(plots.figure()[1], lambda G: G, *data.blobs(9, 0.1, rng)),
    ],
)
def test_wrong_arguments_say_what_was_expected_and_what_came(wrong):
    with pytest.raises(ValueError, match=r"expected .+, got .+"):
        wrong(np.random.default_rng(0))


@pytest.fixture
def shown(monkeypatch):
    """Collect what is displayed, as (data, metadata) pairs."""
    bundles = []

    def display(thing, raw=False):
        bundles.append((thing, {}) if raw else thing._repr_mimebundle_())

    monkeypatch.setattr("IPython.display.display", display)
    return bundles


def test_show_needs_alternative_text(shown):
    for alt in ("", "  ", None):
        with pytest.raises(ValueError, match="alt"):
            plots.show(plots.figure()[0], alt)
    assert shown == []


def test_show_gives_one_output_with_escaped_texts(shown):
    fig, _ = plots.figure()
    plots.show(fig, 'J < 0.1 "at last" & after', "Look at <b>the end</b>.")
    [(bundle, metadata)] = shown
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert bundle["text/plain"] == metadata["image/png"]["alt"] == 'J < 0.1 "at last" & after'
    assert 'alt="J &lt; 0.1 &quot;at last&quot; &amp; after"' in bundle["text/html"]
    assert "<figcaption" in bundle["text/html"]
    assert "&lt;b&gt;the end&lt;/b&gt;" in bundle["text/html"]
    assert "<b>" not in bundle["text/html"]


def test_show_closes_a_pyplot_figure(shown):
    pyplot = pytest.importorskip("matplotlib.pyplot")
    pyplot.switch_backend("agg")
    fig = pyplot.figure()
    plots.show(fig, "An empty figure.")
    assert not pyplot.fignum_exists(fig.number)
    assert len(shown) == 1


def test_every_plot_draws_and_two_drawings_are_the_same_bytes():
    def draw():
        rng = np.random.default_rng(0)
        X, Y = data.moons(60, 0.1, rng)
        fig, axes = plots.figure(3, 4)
        ax = iter(axes.ravel())
        plots.points(next(ax), X, Y)
        plots.boundary(next(ax), lambda G: 1 / (1 + np.exp(-G[:1])), X, Y, resolution=30)
        plots.curve_with_band(next(ax), np.arange(4), rng.random((5, 4)), "five seeds")
        plots.cost_curve(next(ax), [0.7, 0.5, 0.4], 100, floor=0.3)
        plots.strip(next(ax), {"He": rng.random(5), "zeros": [0.5]}, baseline=0.5)
        plots.histogram(next(ax), {"a": rng.random(50), "b": [np.nan, 1.0]}, means=True)
        plots.layer_bars(next(ax), {"a": [1, 2], "b": [3, 4]}, ["W1", "W2"], log=True)
        plots.block_diagram(next(ax), [("X", "(2, m)"), ("J", "1")], arrows=["Z1"], back=["dZ1"])
        return plots.png(fig, dpi=40), plots.png(plots.gallery(rng.random((64, 5)), range(5), cols=3), dpi=40)

    assert draw() == draw()


@pytest.fixture
def figures(monkeypatch):
    """Return a function from a lesson's name to its figures.py as a module, imported as its notebook does."""

    def forget():
        for name in ("figures", "toolbox"):
            sys.modules.pop(name, None)

    def load(lesson):
        forget()
        monkeypatch.syspath_prepend(load_lesson(lesson).folder)
        return importlib.import_module("figures")

    yield load
    forget()


def test_a_lessons_own_plots_draw_and_two_drawings_are_the_same_bytes(shown, figures):
    """Those that `gradschool.plots` has not, because one lesson alone shows them."""

    def draw():
        shown.clear()
        rng, lesson = np.random.default_rng(0), figures("logistic_regression")
        lesson.descents(np.arange(3), np.arange(4), rng.random((4, 3)), {"a": (rng.random((2, 5)), rng.random(5))})
        lesson.calibration({name: (np.array([[0.0, 1.0, 1.0]]), rng.random((1, 3))) for name in "ab"})
        lesson.mean_digits_and_weights(rng.random((64, 2)), np.zeros((8, 8)))
        return [bundle["image/png"] for bundle, _ in shown]

    first = draw()
    assert len(first) == 3
    assert first == draw()


def test_points_differ_by_more_than_colour_and_fonts_stay_readable():
    X, Y = data.blobs(20, 0.5, np.random.default_rng(0))
    _, ax = plots.figure()
    plots.points(ax, X, Y)
    markers = [collection.get_paths()[0].vertices.shape for collection in ax.collections]
    assert len(markers) == 2
    assert markers[0] != markers[1]
    texts = [*ax.get_legend().get_texts(), ax.xaxis.label, ax.title, *ax.get_xticklabels()]
    assert min(text.get_fontsize() for text in texts) >= 11


def test_curve_with_band_is_median_and_range():
    _, ax = plots.figure()
    plots.curve_with_band(ax, [0, 1], [[1.0, 2.0], [3.0, 4.0], [11.0, 6.0]], "runs")
    assert list(ax.lines[0].get_ydata()) == [3.0, 4.0]
    assert (
        ax.collections[0].get_datalim(ax.transData).y0,
        ax.collections[0].get_datalim(ax.transData).y1,
    ) == (1, 11)


def test_errors_of_zero_are_left_out_and_two_drawings_are_the_same_bytes(shown, monkeypatch):
    """An error of 0 has no place on a log axis: gradient checking's figure is that of the other errors alone."""
    monkeypatch.delitem(sys.modules, "figures", raising=False)
    monkeypatch.syspath_prepend(Path(__file__).parent.parent / "lessons" / "gradient_checking")
    figures = importlib.import_module("figures")
    del sys.modules["figures"]  # every lesson's are called so
    for error in (0.0, 0.0, np.nan, 1e-6):
        figures.error_by_step([1e-16, 1e-10, 1e-5, 1.0], {"central": [1.0, error, 1e-11, 1e-2]})
    first, again, absent, other = (bundle["image/png"] for bundle, _ in shown)
    assert first == again == absent
    assert first != other


def parabola(ax, learning_rate, start="left"):
    ax.plot([0, learning_rate], label=start)


def ask(shown, **more):
    explore.explore(
        parabola,
        question="When does it leave <the bowl>?",
        alt="Steps on a parabola.",
        learning_rate=explore.log_slider(1e-3, 10, 0.1),
        **more,
    )
    return shown


def test_explore_is_a_static_figure_where_no_front_end_asks(shown):
    [(bundle, _metadata)] = ask(shown, start=explore.choice("left", "right"))
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    assert "When does it leave &lt;the bowl&gt;?" in bundle["text/html"]
    assert 'alt="Steps on a parabola."' in bundle["text/html"]
    assert "Steps on a parabola." in bundle["text/plain"]
    assert "explore-" not in bundle["text/html"]


def test_explore_live_adds_labelled_controls_that_redraw(shown):
    widgets = pytest.importorskip("ipywidgets")
    ask(shown, live=True, start=explore.choice("left", "right"))
    (static, _), (live, _) = shown
    assert static["image/png"]
    assert "running notebook" in live["text/plain"]
    from ipywidgets.widgets.widget import _instances

    panel = _instances[live["application/vnd.jupyter.widget-view+json"]["model_id"]]
    _, rate, start, picture = panel.children
    assert (rate.description, start.description) == ("learning rate", "start")
    assert isinstance(rate, widgets.SelectionSlider)
    assert not rate.continuous_update
    assert "Now learning rate = 0.1, start = left." in picture.value
    rate.value = rate.options[-1][1]
    start.value = "right"
    assert "Now learning rate = 10, start = right." in picture.value
    [identity] = panel._dom_classes[-1:]
    assert f'id="{identity}"' in static["text/html"]
    assert f"#{identity}{{display:none}}" in panel.children[0].value


def test_explore_live_says_what_went_wrong_while_redrawing(shown):
    pytest.importorskip("ipywidgets")
    from ipywidgets.widgets.widget import _instances

    def draw(ax, k):
        if k == 3:
            raise RuntimeError("three <is> odd")

    explore.explore(draw, question="Which?", alt="Nothing.", k=explore.slider(1, 3, 1), static=[{"k": 1}], live=True)
    panel = _instances[shown[1][0]["application/vnd.jupyter.widget-view+json"]["model_id"]]
    panel.children[1].value = 3
    assert "RuntimeError: three &lt;is&gt; odd" in panel.children[2].value


def test_explore_works_without_ipywidgets(shown, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    [(bundle, _)] = ask(shown, live=True)
    assert "<figure" in bundle["text/html"]
    assert "explore-" not in bundle["text/html"]


def test_static_settings_are_drawn_as_given(shown):
    calls = []

    def draw(axes, rate, start):
        calls.append((axes.shape, rate, start))

    explore.explore(
        draw,
        question="Which?",
        alt="Two panels.",
        rate=explore.slider(0.0, 1.0, 0.1, 0.3),
        start=explore.choice("a", "b"),
        static=[{"rate": 0.0}, {"start": "b"}],
        cols=2,
    )
    assert calls == [((2,), 0.0, "a"), ((2,), 0.3, "b")]
    with pytest.raises(ValueError, match="static"):
        explore.explore(draw, question="Which?", alt="None.", rate=explore.slider(0, 1, 0.1), static=[{"rat": 0}])


def test_explore_refuses_to_start_without_question_or_controls(shown):
    with pytest.raises(ValueError, match="controls"):
        explore.explore(parabola, question="When?", alt="A line.")
    rate = explore.slider(0, 1, 0.1)
    with pytest.raises(ValueError, match="question"):
        explore.explore(parabola, question="", alt="A line.", learning_rate=rate)
    with pytest.raises(ValueError, match="alt"):
        explore.explore(parabola, question="When?", alt="", learning_rate=rate)
    assert shown == []


def test_controls_hold_their_ends_and_start():
    assert explore.slider(0.1, 0.5, 0.1, 0.3).values == (0.1, 0.2, 0.3, 0.4, 0.5)
    assert explore.slider(1, 4, 1).values == (1, 2, 3, 4)
    rates = explore.log_slider(1e-3, 10, 0.1)
    assert (rates.values[0], rates.values[-1], rates.value) == (0.001, 10.0, 0.1)
    assert rates.value in rates.values
    assert rates.spread(4)[0] == 0.001
    assert rates.spread(4)[-1] == 10.0


def test_importing_the_modules_loads_no_heavy_library():
    code = (
        "import sys, gradschool.data, gradschool.plots, gradschool.explore; "
        "print([name for name in ('matplotlib', 'sklearn', 'ipywidgets') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def figure_problems(cells, figures):
    """Return what is wrong with a lesson's figures: its code cells as (source, is a set-up cell), its figures.py."""
    trees, module = [ast.parse(source) for source, _ in cells], ast.parse(figures)
    functions = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    public = {name for name in functions if not name.startswith("_")}
    imports = [k for k, tree in enumerate(trees) if "figures" in imported(tree)]
    uses = [(k, name) for k, tree in enumerate(trees) for name in attributes_of("figures", tree)]
    used, within = {name for _, name in uses}, {name: names_in(node) for name, node in functions.items()}
    called = {name for owner, names in within.items() for name in names if name != owner}
    return [
        *(f"figures.{name} is drawn by no cell" for name in sorted(public - used)),
        *(f"a cell calls figures.{name}, which figures.py does not have" for name in sorted(used - public)),
        *(f"{name} is used by no figure" for name in sorted(functions.keys() - public - called)),
        *(f"{name} does not say what is seen: no docstring" for name in functions if not ast.get_docstring(functions[name])),
        *(f"{name} shows nothing" for name in sorted(public) if not (shows(name, within) or on_axes(functions[name]))),
        *(f"line {line} shows without an alt and a caption" for tree in (*trees, module) for line in untold(tree)),
        *(["import figures stands in several cells"] if len(imports) > 1 else []),
        *(["import figures stands below its first use"] if uses and imports[:1] > [uses[0][0]] else []),
        *(["no cell says import figures"] if not imports else []),
        *(["import figures stands in a set-up cell"] if any(cells[k][1] for k in imports) else []),
        *(f"a cell draws by itself: {source[:60]!r}" for (source, _), tree in zip(cells, trees, strict=True) if draws(tree)),
        *(f"only draws, in over five lines: {source[:60]!r}" for (source, _), tree in zip(cells, trees, strict=True)
          if len(source.splitlines()) > 5 and only_draws(tree)),
    ]  # fmt: skip


def imported(tree):
    """Return the modules that a cell imports, and what it imports from them as `module.name`."""
    whole = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    parts = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return whole | {f"{node.module}.{alias.name}" for node in parts for alias in node.names}


def names_in(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }


def attributes_of(module, tree):
    return [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == module
    ]


def shows(name, within, above=()):
    """Whether a function shows a figure, by itself or by another of the file."""
    return bool(within[name] & {"show", "explore"}) or any(
        shows(other, within, (*above, name)) for other in within[name] & within.keys() - {*above, name}
    )


def on_axes(function):
    """Whether a function draws on the axes that a slider gives it: the slider's call tells what is seen."""
    return [argument.arg for argument in function.args.args[:1]] in (["ax"], ["axes"])


def untold(tree):
    """Return the line of each call of show or explore that lacks an alternative text or a caption."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    showing = [node for node in calls if names_in(node.func) & {"show", "explore"}]
    return [node.lineno for node in showing if not {"alt", "caption"} <= {keyword.arg for keyword in node.keywords}]


def draws(tree):
    return any(name.startswith(("matplotlib", "gradschool.plots")) for name in imported(tree)) or "plots" in names_in(
        tree
    )


def only_draws(tree):
    statements = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    calls = [node for node in statements if isinstance(node, ast.Expr) and attributes_of("figures", node)]
    return bool(calls) and calls == statements


@pytest.mark.parametrize("lesson", [lesson.name for lesson in load_lessons()])
def test_a_lessons_figures_are_drawn_by_its_cells(lesson):
    """One function per figure, each called by a cell; importing them loads nothing heavy."""
    written = load_lesson(lesson)
    cells = [cell for cell in jupytext.reads(written.text, fmt="md").cells if cell.cell_type == "code"]
    cells = [(cell.source, bool(cell.metadata.get("setup"))) for cell in cells]
    file = written.folder / "figures.py"
    if not file.is_file():
        assert not any(attributes_of("figures", ast.parse(source)) for source, _ in cells)
        return
    problems = figure_problems(cells, file.read_text(encoding="utf-8"))
    assert not problems, "\n".join(problems)
    code = "import sys, figures; print([name for name in ('matplotlib', 'sklearn', 'lessons') if name in sys.modules])"
    command = [sys.executable, "-B", "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=file.parent, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")


DRAWN = 'def _part(ax):\n    "A part."\ndef curve(x):\n    "A curve."\n    _part(x)\n    plots.show(x, alt="A", caption="B")\n'


@pytest.mark.parametrize(
    ("cells", "figures", "problem"),
    [
        (["import figures\nfigures.curve(1)"], DRAWN, None),
        (["import figures", "y = 2", "figures.curve(1)"], DRAWN, None),
        (["import figures"], DRAWN, "drawn by no cell"),
        (["import figures\nfigures.curve(1)\nfigures.line(1)"], DRAWN, "does not have"),
        (["import figures\nfigures.curve(1)"], DRAWN.replace("    _part(x)\n", ""), "used by no figure"),
        (["import figures\nfigures.curve(1)"], DRAWN.replace('    "A curve."\n', ""), "no docstring"),
        (
            ["import figures\nfigures.curve(1)"],
            DRAWN.replace('plots.show(x, alt="A", caption="B")', "x"),
            "shows nothing",
        ),
        (["import figures\nfigures.curve(1)"], DRAWN.replace(', caption="B"', ""), "without an alt and a caption"),
        (["import figures\nfigures.curve(1)", "import figures"], DRAWN, "several cells"),
        (["figures.curve(1)", "import figures"], DRAWN, "below its first use"),
        (["figures.curve(1)"], DRAWN, "no cell says"),
        (["import figures  # set-up", "figures.curve(1)"], DRAWN, "set-up cell"),
        (["import figures\nfigures.curve(1)", "plots.points(1)"], DRAWN, "draws by itself"),
        (
            ["import figures\nfigures.curve(1)", "from matplotlib import cm\nimport matplotlib.cm"],
            DRAWN,
            "draws by itself",
        ),
        (["import figures\nfigures.curve(\n1\n,\n2\n)"], DRAWN, "over five lines"),
        (["import figures\nx = 1\nfigures.curve(\nx\n,\n2\n)"], DRAWN, None),
    ],
)
def test_what_is_wrong_with_figures_is_seen(cells, figures, problem):
    found = figure_problems([(cell, cell.endswith("# set-up")) for cell in cells], figures)
    assert [problem in one for one in found] == [True] if problem else not found
