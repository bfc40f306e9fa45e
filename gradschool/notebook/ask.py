"""What the learner can ask for beside a check: a hint, a quick question's reply, a kept prediction, their progress."""

from __future__ import annotations

from gradschool.checks.card import display_card, notice
from gradschool.errors import LearnerError
from gradschool.notebook.lesson import current


def hint(function) -> None:
    """Show the next step of the exercise's hint ladder: idea, where to look, shapes, almost the code."""
    lesson = current()
    name = function if isinstance(function, str) else getattr(function, "__name__", None)
    if name not in lesson.keys:
        raise LearnerError(f"expected one of this lesson's functions ({', '.join(lesson.keys)}), got {name!r}.")
    ladder = lesson.keys[name].hints
    step = min(lesson.recall("hints", name, 0), len(ladder) - 1)
    lesson.remember("hints", name, step + 1)
    more = f" Run this cell again for hint {step + 2}." if step + 1 < len(ladder) else " This was the last one."
    display_card(notice(f"Hint {step + 1} of {len(ladder)} for {name}", ladder[step] + more))


def answer(question: str, choice=...) -> None:
    """Show the reply to one option of a quick question, such as `answer("1a", "c")`; no points are at stake."""
    lesson = current()
    known = {id.lower(): id for id in lesson.questions}
    asked = question.strip().lower() if isinstance(question, str) else None
    if asked not in known:
        raise LearnerError(
            f"expected one of this lesson's questions ({', '.join(lesson.questions)}), got {question!r}."
        )
    question = known[asked]
    entry = lesson.questions[question]
    if choice is ...:
        display_card(
            notice(
                f"Question {question}",
                "Put the letter of your answer in place of the dots and run this cell.",
            )
        )
        return
    letter = str(choice).strip().lower()
    if letter not in entry["replies"]:
        raise LearnerError(f"expected one of {', '.join(entry['replies'])} for question {question}, got {choice!r}.")
    right = letter == entry["right"]
    lesson.remember("answers", question, {"choice": letter, "right": right})
    display_card(
        notice(
            f"Question {question}: {letter} is {'right' if right else 'not it'}",
            entry["replies"][letter],
            good=right,
        )
    )


def expect(name: str, prediction=...) -> None:
    """Keep what you expect before you run something, to show it next to the result later."""
    lesson, name = current(), _prediction_name(name)
    if prediction is ...:
        display_card(
            notice(
                f"Your prediction: {name}",
                "Put what you expect in place of the dots and run this cell; then go on.",
            )
        )
        return
    kept = str(prediction)[:300]
    lesson.remember("predictions", name, kept)
    display_card(notice(f"Your prediction: {name}", f"Kept: {kept}"))


def compare(name: str, result) -> None:
    """Show a kept prediction next to the measured result."""
    kept = current().recall("predictions", _prediction_name(name))
    said = f"You predicted: {kept}" if kept is not None else "You made no prediction."
    display_card(notice(f"Prediction and result: {name}", f"{said}\nMeasured: {result}"))


def _prediction_name(name) -> str:
    if not isinstance(name, str):
        raise LearnerError(f'expected the name of a prediction in quotes, such as "cost", got {name!r}.')
    return name


def progress() -> None:
    """Show the state of this lesson: which exercises and questions are done, and how many checks each took."""
    lesson = current()
    lines = [_exercise_line(name, lesson.recall("attempts", name)) for name in lesson.keys]
    lines += [_question_line(name, lesson.recall("answers", name)) for name in lesson.questions]
    done = sum(line.startswith("✓") for line in lines)
    display_card(notice(f"{done} of {len(lines)} done", "\n".join(lines)))


def _exercise_line(name, attempts):
    if not attempts:
        return f"· {name}: not tried yet"
    tries = f"{attempts['tries']} check{'s' if attempts['tries'] != 1 else ''}"
    return f"✓ {name}: right after {tries}" if attempts["right"] else f"✗ {name}: not right yet, {tries}"


def _question_line(name, reply):
    if not reply:
        return f"· question {name}: not answered yet"
    return f"{'✓' if reply['right'] else '✗'} question {name}: {reply['choice']}"
