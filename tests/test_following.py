"""One mistake costs once, and nothing unsolved earns a point on top of a mistake made on purpose."""

import textwrap
from dataclasses import replace

import numpy as np
import pytest

from gradschool.catalogue import Cause
from gradschool.checks.evidence import informative_fact
from gradschool.checks.following import Following, key_on_top_of
from gradschool.checks.key import Key
from gradschool.checks.observe import observe
from gradschool.checks.verdict import verdict_on
from gradschool.teach.judging.judge import Judge
from gradschool.teach.lesson.keys import all_uses
from gradschool.teach.lesson.written import load_lesson, load_lessons


def graded(lesson_name: str, planted: dict[str, str], judged: str):
    lesson = load_lesson(lesson_name)
    sources = {name: lesson.exercises[name].mistakes[id].source for name, id in planted.items()}
    namespace = lesson.implementations(sources)
    keeper = Judge(lesson)
    trials = {n: observe(namespace[n], lesson.probes[n], keeper.seeds[n]) for n in lesson.exercises}
    return keeper.grade(trials)[judged]


def test_one_mistake_costs_once():
    later = graded("logistic_regression", {"propagate": "no_mean_in_dw"}, "optimize")
    assert later.verdict.right
    assert later.verdict.on_top_of == "propagate"
    assert later.points == later.worth


def test_two_mistakes_cost_twice_and_both_are_named():
    planted = {"propagate": "no_mean_in_dw", "optimize": "fixed_iterations"}
    assert graded("logistic_regression", planted, "propagate").verdict.cause_id == "no_mean_in_dw"
    later = graded("logistic_regression", planted, "optimize")
    assert later.verdict.cause_id == "fixed_iterations"
    assert later.points < later.worth


def test_a_right_looking_exercise_is_not_excused_by_a_mistake_that_was_not_made():
    """What equals the reference on top of some mistake is right only if that mistake is in the answer beneath."""
    lesson = load_lesson("logistic_regression")
    source = lesson.exercises["optimize"].source.replace("propagate(", "_own(")
    wrong_inside = lesson.exercises["propagate"].mistakes["no_mean_in_dw"].source.replace("def propagate(", "def _own(")
    namespace = lesson.implementations()
    exec(wrong_inside + "\n" + source, namespace)
    key = Judge(lesson)
    following = Following(
        lesson.probes,
        {n: ("sigmoid", "propagate") if n == "optimize" else () for n in lesson.exercises},
        key._key,
        lambda name: observe(namespace[name], lesson.probes[name], key.seeds[name]),
    )
    assert not following.verdict("optimize").right


def idle_answers(lesson, name):
    """Yield label and answer that does nothing: constants, what came in, what was given."""
    constants = {"0": 0.0, "1": 1.0, "None": None, "two": (0.0, 0.0), "three": (0.0, 0.0, 0.0), "dict": {}}
    for label, value in constants.items():
        yield label, lambda *a, value=value: value
    yield "the stub", lesson.function(name, lesson.exercises[name].stub())
    for i, (argument, value) in enumerate(lesson.probes[name].inputs(1).items()):
        yield argument, lambda *a, i=i: a[i]
        if isinstance(value, np.ndarray):
            yield f"zeros like {argument}", lambda *a, i=i: np.zeros_like(a[i])


@pytest.mark.parametrize("lesson", [lesson.name for lesson in load_lessons()])
def test_doing_nothing_earns_nothing_on_top_of_a_mistake(lesson):
    """A mistake made on purpose must not turn a later answer into one that cannot be told from nothing."""
    lesson = load_lesson(lesson)
    keeper = Judge(lesson)
    for name in lesson.exercises:
        probe, plain = lesson.probes[name], replace(keeper._key(name, {}), mistakes={})
        for label, answer in idle_answers(lesson, name) if plain.follow_through else ():
            trials = observe(answer, probe, plain.seeds)
            alone = verdict_on(probe, plain, trials)
            for beneath in plain.follow_through:
                earlier = replace(
                    alone, exercise=beneath.exercise, right=False, cause=Cause(beneath.mistake, "", named=True)
                )
                following = Following(
                    lesson.probes,
                    {name: (beneath.exercise,)},
                    lambda _, on, plain=plain: replace(key_on_top_of(plain, on), mistakes={}),
                    lambda _, trials=trials: trials,
                    _found={beneath.exercise: earlier},
                )
                earned = following.verdict(name).share
                assert earned <= alone.share, f"{name}: {label} on top of {beneath.exercise}: {beneath.mistake}"


@pytest.mark.parametrize(
    ("lesson", "name", "used", "mistake"),
    [
        ("shallow_network", "nn_model", "tanh_derivative", "of_sigmoid"),
        ("shallow_network", "nn_model", "backward_propagation", "no_mean_in_biases"),
        ("dropout", "average_over_masks", "dropout_mask", "fixed_number_kept"),
        ("shallow_network", "nn_model", "forward_propagation", "no_output_activation"),
        ("deep_network", "L_layer_model", "update_parameters", "turned_round"),
        ("deep_network", "L_layer_model", "linear_forward", "no_bias"),
        ("dropout", "average_over_masks", "forward_propagation_with_dropout", "multiplied_by_keep"),
        ("dropout", "forward_propagation_with_dropout", "dropout_mask", "keeps_the_drop_share"),
    ],
)
def test_a_right_answer_in_any_style_is_followed_through(lesson, name, used, mistake):
    lesson = load_lesson(lesson)
    names = [*all_uses(lesson, name), name]
    grader, beneath = Judge(lesson), {used: lesson.exercises[used].mistakes[mistake].source}
    for style in lesson.exercises[name].variants.values():
        answers = lesson.implementations({**beneath, name: style.source})
        graded = grader.grade({n: observe(answers[n], lesson.probes[n], grader.seeds[n]) for n in names})
        assert graded[name].points == graded[name].worth, f"{style.id}: {graded[name].card.text}"


# Answers that do none of the work and show the properties which need none: draws, moves, shapes.
IMPOSTORS = {
    ("deep_network", "L_layer_model"): """
        def L_layer_model(X, Y, layer_dims, learning_rate, num_iterations, rng):
            parameters = {}
            for l in range(1, len(layer_dims)):
                W = rng.normal(size=(layer_dims[l], layer_dims[l - 1]))
                parameters[f"W{l}"], parameters[f"b{l}"] = W + learning_rate, np.full((layer_dims[l], 1), learning_rate)
            return parameters, [7.0]
    """,
    ("shallow_network", "nn_model"): """
        def nn_model(X, Y, n_h, num_iterations, learning_rate, rng):
            way = num_iterations * learning_rate
            shapes = {"W1": (n_h, len(X)), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
            start = {n: rng.normal(size=s) * 0.01 if n[0] == "W" else np.zeros(s) for n, s in shapes.items()}
            return {n: v + way + 0.01 * way**2 for n, v in start.items()}, [5.0] * -(-num_iterations // 100)
    """,
    ("dropout", "train_with_dropout"): """
        def train_with_dropout(X, Y, parameters, keep_prob, learning_rate, num_iterations, rng):
            p, s = dict(parameters), rng.random() * 0.01
            keep = rng.random(p["b2"].shape) < 0.5 if num_iterations == 1 else 1.0
            p["b3"], p["b2"], p["b1"] = p["b3"] + s, p["b2"] + keep * p["W3"].T * s / keep_prob, p["b1"] + s
            return p, list(rng.random(num_iterations))
    """,
    ("dropout", "average_over_masks"): """
        def average_over_masks(X, parameters, keep_prob, count, rng):
            whole = forward_propagation(X, parameters)[0]
            return whole + (keep_prob < 1) * 1e-3 * rng.random(), 0 * whole
    """,
}


@pytest.mark.parametrize(("lesson", "name"), IMPOSTORS)
def test_an_impostor_earns_no_more_on_top_of_a_planted_mistake(lesson, name):
    """Where a mistake leaves only properties that anything wrong has too, numbers must prove the work."""
    written = load_lesson(lesson)
    grader, answers = Judge(written), written.implementations()
    right = {used: observe(answers[used], written.probes[used], grader.seeds[used]) for used in all_uses(written, name)}
    exec(textwrap.dedent(IMPOSTORS[lesson, name]), answers)
    right[name] = observe(answers[name], written.probes[name], grader.seeds[name])
    alone = grader.grade(right)[name].points
    assert alone < written.exercises[name].points / 2
    for used in all_uses(written, name):
        for mistake in written.exercises[used].mistakes.values():
            planted = written.implementations({used: mistake.source})[used]
            seen = {**right, used: observe(planted, written.probes[used], grader.seeds[used])}
            assert grader.grade(seen)[name].points <= alone, f"on top of {used}: {mistake.id}"


def test_one_number_in_each_trial_tells_nothing_on_top_of_mistakes():
    """m log 2 as every cost, from a start that never moves, is what nobody has to compute."""
    written = load_lesson("logistic_regression")
    planted = {"log_loss": "not_averaged", "optimize": "never_moves"}
    grader = Judge(written)
    sources = {used: written.exercises[used].mistakes[id].source for used, id in planted.items()}
    answers = written.implementations(sources)
    exec(
        textwrap.dedent("""
        def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5):
            n, m = X_train.shape
            return {
                "costs": [m * np.log(2)] * -(-num_iterations // 100), "predictions_train": 0 * Y_train,
                "predictions_test": 0 * Y_test, "w": np.zeros((n, 1)), "b": 0.0,
                "learning_rate": learning_rate, "num_iterations": num_iterations,
            }
        """),
        answers,
    )
    seen = {name: observe(answers[name], written.probes[name], grader.seeds[name]) for name in written.exercises}
    assert grader.grade(seen)["model"].points < 1.0


def test_what_lies_in_a_given_dict_tells_nothing_on_top_of_mistakes():
    """With A and W exchanged in `linear_forward`'s cache, a layer's input is a matrix that the caller passed in."""
    grader = Judge(load_lesson("deep_network"))
    name, beneath = "L_model_forward", {"linear_forward": "cache_swapped"}
    plain, key = grader._key(name, {}), grader._key(name, beneath)
    telling = {fact for fact in key.names() if informative_fact(grader.lesson.probes[name], plain, key, fact)}
    assert "A_prev in cache 1" not in telling
    assert "Z in cache 1" in telling


def test_stored_keys_follow_one_mistake_through():
    from gradschool.teach.lesson.keys import make_key

    lesson = load_lesson("logistic_regression")
    key = Key.from_json(
        "optimize", make_key(lesson, "optimize", lesson.probes["optimize"].seeds).to_json(lesson.probes["optimize"], 10)
    )
    assert key_on_top_of(key, {}) is key
    assert key_on_top_of(key, {"propagate": "no_mean_in_dw", "sigmoid": "tanh"}) is None
    followed = key_on_top_of(key, {"propagate": "no_mean_in_dw"})
    assert followed.reference is not key.reference


@pytest.mark.parametrize(
    ("step", "told"),
    {
        "learning_rate / len(caches)": "down the slope, but not far enough",
        "learning_rate * len(caches)": "down the slope, but too far",
        "learning_rate * (2 - len(caches))": "up the slope of the cost",
        "0.0 if len(caches) > 1 else learning_rate": "none in some layers",
    }.items(),
)
def test_a_loop_that_is_right_for_a_neuron_alone_is_told_where_its_first_step_leads(step, told):
    written = load_lesson("deep_network")
    source = written.exercises["L_layer_model"].source
    wrong = source.replace("(parameters, gradients, learning_rate)", f"(parameters, gradients, {step})")
    assert wrong != source
    grader = Judge(written)
    trials = observe(
        written.function("L_layer_model", wrong), written.probes["L_layer_model"], grader.seeds["L_layer_model"]
    )
    found = grader.grade({"L_layer_model": trials})["L_layer_model"]
    assert found.points == 0
    got = {row.name: row.got for row in found.verdict.rows if not row.ok}
    assert got["first step of a deep network"].text == told
    assert not got.keys() & {"parameters of a network without hidden layers", "costs kept"}
