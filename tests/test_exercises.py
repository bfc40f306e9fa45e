"""Every exercise is proven: right answers pass, wrong ones fail with their own hint, mutants are caught."""

import pytest

from gradschool.teach.authoring.proof import prove
from gradschool.teach.lesson.written import load_lesson, load_lessons

EXERCISES = [(lesson.name, name) for lesson in load_lessons() for name in lesson.exercises]


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES, ids=[f"{a}-{b}" for a, b in EXERCISES])
def test_exercise_is_proven(lesson, exercise):
    proof = prove(load_lesson(lesson), exercise)
    assert not proof.problems, "\n".join(proof.problems)
    assert proof.counts["mistakes"] >= 1
    assert proof.counts["mutants"] >= 1, "nothing of the reference could be changed: nothing was tried on the check"


@pytest.mark.parametrize("lesson", [lesson.name for lesson in load_lessons()])
def test_hints_are_short_and_kind(lesson):
    for exercise in load_lesson(lesson).exercises.values():
        for mistake in exercise.mistakes.values():
            sentences = [part for part in mistake.hint.replace("?", ".").split(". ") if part.strip()]
            assert 1 <= len(sentences) <= 4, f"{exercise.name}, {mistake.id}: one to three short sentences"
            assert len(mistake.hint) <= 300, f"{exercise.name}, {mistake.id}: shorter"
        for text in [m.hint for m in exercise.mistakes.values()] + list(exercise.hints):
            for word in ("simply", "obviously", "trivial"):
                assert word not in text.lower(), f"{exercise.name}: {word!r} in {text!r}"
        assert len(exercise.hints) >= 3, f"{exercise.name}: a ladder of at least three hints"


@pytest.mark.parametrize("lesson", [lesson.name for lesson in load_lessons()])
def test_lesson_asks_enough_questions(lesson):
    assert len(load_lesson(lesson).questions) >= 3
