"""The command line: new, build, prove lessons; grade, why, report, feedback, export a class; check files; doctor."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

# jsonschema, which nbgrader brings along, compiles a grammar at import that takes as long as all the rest together. It
# serves to check web addresses, which occur in no notebook; jsonschema does without it where it is not installed.
sys.modules.setdefault("rfc3987_syntax", None)

import click  # noqa: E402

from gradschool.errors import GradschoolError, InstructorError  # noqa: E402

NO_SANDBOX = (
    "Without the sandbox a submission can read this account's files (other submissions, the answers, the gradebook), "
    "use the network and leave processes behind. Time and memory limits stay."
)
_LMS_FORMS = ("canvas", "moodle-worksheet", "moodle-grades")
_COUNTED = ("exercises", "points", "mistakes", "variants", "mutants", "caught", "equivalent")


class _Friendly(click.Group):
    """Turns a foreseeable error into one line and exit code 2."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except (GradschoolError, OSError) as error:
            click.echo(f"gradschool: {error}", err=True)
            ctx.exit(2)


@click.group(cls=_Friendly)
def main():
    """Build the course, grade a class, check a file."""


@main.command()
@click.argument("lessons", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; say what differs from what the lessons make.")
def build(lessons, check):
    """Make notebooks/, source/ and release/ from the lessons."""
    from gradschool.teach.authoring.build import build as make

    changed = make(lessons, check=check)
    for path in changed:
        click.echo(("differs: " if check else "made: ") + path)
    if not changed:
        click.echo("everything is up to date")
    elif check:
        click.echo("run `gradschool build` and commit what it makes")
        sys.exit(1)


@main.command()
@click.argument("lesson")
@click.argument("exercise", required=False)
def new(lesson, exercise):
    """Begin LESSON, or EXERCISE in it: a skeleton that `prove` accepts but for what is still to be thought."""
    from gradschool.teach.authoring.skeleton import begin_exercise, begin_lesson
    from gradschool.teach.lesson.written import is_lesson

    made = [] if exercise and is_lesson(lesson) else begin_lesson(lesson)
    made += begin_exercise(lesson, exercise) if exercise else []
    for path in dict.fromkeys(made):
        click.echo(f"written: {path}")
    click.echo(f"now write, and see what is missing: gradschool prove {lesson}")


@main.command()
@click.argument("lesson", required=False)
@click.argument("exercises", nargs=-1)
def prove(lesson, exercises):
    """Prove LESSON: its text, and each exercise's references, variants, stubs, mistakes, mutants; or only EXERCISES.

    Without LESSON, all of them, and that the syllabus and the folders agree.
    """
    from gradschool.teach.authoring.lesson_proof import course_problems
    from gradschool.teach.lesson.written import load_lesson, syllabus

    sums = Counter()
    if not lesson:
        sums += _shown("the course", course_problems())
    for name in [lesson] if lesson else dict.fromkeys(syllabus()):
        sums += _prove(load_lesson(name), exercises)
    click.echo(f"{sums['problems']} problems; " + ", ".join(f"{sums[what]} {what}" for what in _COUNTED))
    sys.exit(1 if sums["problems"] else 0)


def _prove(lesson, exercises) -> Counter:
    """Print the proof of the lesson as a whole, where no exercise was chosen, and of each exercise; return the sums."""
    from gradschool.teach.authoring.lesson_proof import prove_lesson
    from gradschool.teach.authoring.proof import prove as proof_of

    unknown = sorted(set(exercises) - set(lesson.exercises))
    if unknown:
        known = ", ".join(lesson.exercises)
        raise InstructorError(f"expected exercises of {lesson.name} ({known}), got {', '.join(unknown)}.")
    sums = Counter()
    if not exercises:
        whole = prove_lesson(lesson)
        sums += _shown(f"{lesson.name}, its text", whole.problems, whole.warnings)
    for name in exercises or lesson.exercises:
        begun = time.perf_counter()
        proof = proof_of(lesson, name)
        counts = ", ".join(f"{proof.counts[what]} {what}" for what in _COUNTED[1:])
        title = f"{lesson.name}, {name}: {counts} ({time.perf_counter() - begun:.1f} s)"
        sums += _shown(title, proof.problems) + proof.counts + Counter(exercises=1)
    return sums


def _shown(title, problems, warnings=()) -> Counter:
    """Print what was proven, and what failed or is only a warning a line each; return the number of problems."""
    click.echo(f"{'✗' if problems else '✓'} {title}")
    for problem in problems:
        click.echo(f"    {problem}")
    for warning in warnings:
        click.echo(f"    (no failure) {warning}")
    return Counter(problems=len(problems))


@main.command()
@click.argument("lessons", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every assignment that has submissions.")
@click.option("--students", help="Only these students, separated by commas.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Worker processes; by default one for each core.")
@click.option("--force", is_flag=True, help="Grade again what did not change.")
@click.option("--no-sandbox", is_flag=True, help="Run submissions without isolation; says what that gives up.")
@click.option("--cell-seconds", type=click.FloatRange(0.1, 3600), help="Wall time of one cell.")
def grade(lessons, everything, students, jobs, force, no_sandbox, cell_seconds):
    """Grade a class: every submission of LESSONS (or of your own assignments) in submitted/, in parallel."""
    from gradschool.teach.batch.class_folder import open_class_folder
    from gradschool.teach.batch.grade import grade_class
    from gradschool.teach.batch.terminal import Progress, show_run
    from gradschool.teach.nbgrader_plugin.sandbox_settings import configured_limits

    course = open_class_folder(_here())
    wanted = course.wanted(lessons, everything)
    limits, isolated = configured_limits(course.config, cell_seconds)
    if no_sandbox or not isolated:
        click.echo(NO_SANDBOX, err=True)
    with Progress("grading") as progress:
        run = grade_class(
            course,
            wanted,
            students=_names(students),
            jobs=jobs,
            force=force,
            limits=limits,
            isolated=isolated and not no_sandbox,
            progress=progress,
        )
    show_run(run)
    sys.exit(1 if run.failed else 0)


@main.command()
@click.argument("lesson")
def regrade(lesson):
    """Judge the stored observations of LESSON anew; runs no student code."""
    from gradschool.teach.batch.class_folder import open_class_folder
    from gradschool.teach.batch.grade import regrade_class
    from gradschool.teach.batch.terminal import Progress, show_run

    with Progress("judging") as progress:
        run = regrade_class(open_class_folder(_here()), lesson, progress=progress)
    show_run(run)


@main.command()
@click.argument("lessons", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every assignment that has submissions.")
@click.option("--students", help="Only these students, separated by commas.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Worker processes; by default one for each core.")
@click.option("--force", is_flag=True, help="Make pages anew that are there already.")
def feedback(lessons, everything, students, jobs, force):
    """Make the feedback pages of graded LESSONS (or of your own assignments), all at once."""
    from gradschool.teach.batch.class_folder import open_class_folder
    from gradschool.teach.batch.feedback import give_feedback
    from gradschool.teach.batch.terminal import Progress
    from gradschool.teach.files import printable

    course = open_class_folder(_here())
    wanted = course.wanted(lessons, everything)
    with Progress("feedback") as progress:
        failed = give_feedback(course, wanted, students=_names(students), jobs=jobs, force=force, progress=progress)
    for (student, assignment), problem in sorted(failed.items()):
        click.echo(printable(f"no feedback: {student}, {assignment}: {problem}"))
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("student")
@click.argument("lesson")
@click.argument("exercise", required=False)
def why(student, lesson, exercise):
    """Say why STUDENT's submission of LESSON got its points: what was taken, what ran, what was observed."""
    from gradschool.teach.batch.class_folder import open_class_folder
    from gradschool.teach.batch.why import explained
    from gradschool.teach.batch.why_text import as_text

    found = explained(open_class_folder(_here()), student, lesson, exercise)
    click.echo(as_text(found))
    sys.exit(0 if found.accounts else 1)


@main.command()
@click.argument("lesson")
@click.option("--csv", "table", type=click.Path(path_type=Path), help="Write it as a table to this file.")
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write it as one page to this file.")
@click.option("--names", is_flag=True, help="Say whose the mistakes are; otherwise nobody is named.")
def report(lesson, table, page, names):
    """Say how far the class got in LESSON and which mistakes it made, for the next lecture."""
    from gradschool.teach.batch.class_folder import open_class_folder
    from gradschool.teach.batch.read_report import read_report
    from gradschool.teach.files import write_whole

    found = read_report(open_class_folder(_here()), lesson)
    if table:
        from gradschool.teach.batch.report_table import as_csv

        write_whole(table, as_csv(found, names=names))
    if page:
        from gradschool.teach.batch.report_page import as_page

        write_whole(page, as_page(found, names=names).encode())
    if not table and not page:
        from gradschool.teach.batch.report_text import show_report

        show_report(found, names=names)
    for path in filter(None, (table, page)):
        click.echo(f"written: {path}")


@main.command()
@click.argument("lessons", nargs=-1)
@click.option("--form", type=click.Choice(["csv", *_LMS_FORMS]), help="csv, or the kind of file that --fill is.")
@click.option("--fill", "template", type=click.Path(path_type=Path), help="The file that the LMS gave; it stays.")
@click.option("--to", type=click.Path(path_type=Path), help="Where to write; by default in exports/.")
@click.option("--dry-run", is_flag=True, help="Say what would change and who is not found; write nothing.")
@click.option("--column", help="The header of the lesson's column, where the lesson's name is not its title.")
@click.option("--match", help="The header of the one column that tells who a row is about.")
@click.option("--out-of", type=click.FloatRange(0, min_open=True), help="Convert the grades to this maximum.")
@click.option("--missing", type=click.Choice(["empty", "zero"]), default="empty", show_default=True)
@click.option("--students", help="Only these students, separated by commas.")
@click.option("--changed-only", is_flag=True, help="Leave out students of whom nothing changes.")
@click.option("--details", is_flag=True, help="csv: state, late penalty and maximum of each lesson too.")
@click.option("--overwrite", is_flag=True, help="Allow --to to be the LMS's own file.")
def export(
    lessons, form, template, to, dry_run, column, match, out_of, missing, students, changed_only, details, overwrite
):
    """Write the grades of LESSONS as a plain CSV, or into the gradebook file of Canvas or Moodle (docs/lms.md)."""
    from decimal import Decimal

    from gradschool.teach.batch.class_folder import open_class_folder
    from gradschool.teach.batch.export import default_place, export_class
    from gradschool.teach.export.fill import Choices
    from gradschool.teach.export.place import refuse_own_template, write_export
    from gradschool.teach.files import printable

    _refuse_half_a_form(form, template)
    course = open_class_folder(_here())
    to = to or default_place(course, template)
    if not dry_run:
        refuse_own_template(to, template, overwrite)
    maximum = None if out_of is None else Decimal(repr(out_of))
    content, said = export_class(
        course,
        list(lessons),
        _names(students),
        form=form,
        template=template,
        choices=Choices(column, match, maximum, missing == "zero", changed_only),
        details=details,
        every_change=dry_run,
    )
    if not dry_run:
        write_export(to, content, template, overwrite)
    for line in [*said, "nothing was written (--dry-run)" if dry_run else f"written: {to}"]:
        click.echo(printable(line))


def _refuse_half_a_form(form, template) -> None:
    if template and form not in _LMS_FORMS:
        raise InstructorError(f"expected the kind of file that {template} is: --form {' | '.join(_LMS_FORMS)}.")
    if form in _LMS_FORMS and not template:
        raise InstructorError(f"expected the file that the LMS gave, to be filled: --form {form} --fill FILE.")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--exercise", help="Only this exercise.")
@click.option("--lesson", help="The lesson, where several have a function of that name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each exercise.")
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True, help="Time limit.")
@click.option("--no-sandbox", is_flag=True, help="Run the files without isolation; says what that gives up.")
def check(files, exercise, lesson, as_json, seconds, no_sandbox):
    """Check the functions of Python FILES, or of folders of them, that bear an exercise's name."""
    from gradschool.teach.file_check import FileChecker, files_in
    from gradschool.teach.files import printable

    if no_sandbox:
        click.echo(NO_SANDBOX, err=True)
    paths, wrong, refused = list(files_in(list(files))), 0, 0
    with FileChecker(lesson=lesson, isolated=not no_sandbox, seconds=seconds) as checker:
        for path in paths:
            try:
                checked = checker.check(path, exercise)
            except InstructorError as error:
                click.echo(printable(f"gradschool: {error}"), err=True)
                refused += 1
                continue
            _show_checked(checked, as_json)
            wrong += sum(not one.verdict.right for one in checked)
    sys.exit(2 if refused or not paths else 1 if wrong else 0)


def _show_checked(checked, as_json: bool) -> None:
    """Print the verdicts on one file, and by which lesson they were given."""
    import json

    from gradschool.teach.files import printable, printable_lines

    if not as_json:
        click.echo(printable(f"{checked[0].path}, as in the lesson {checked[0].lesson}"))
    for one in checked:
        click.echo(
            printable(json.dumps(one.as_json(), ensure_ascii=False)) if as_json else printable_lines(one.card_text)
        )


@main.command()
def doctor():
    """Say what this machine can do: sandbox, versions, limits."""
    from gradschool.teach.batch.class_folder import open_class_folder
    from gradschool.teach.doctor import conditions
    from gradschool.teach.nbgrader_plugin.sandbox_settings import configured_limits

    limits, _ = configured_limits(open_class_folder(_here()).config)
    found = conditions(limits)
    for name, ok, text in found:
        click.echo(f"{'✓' if ok else '✗'} {name}: {text}")
    sys.exit(0 if all(ok for _, ok, _ in found) else 1)


@main.command("sample-class")
@click.argument("lesson")
@click.option("--students", type=click.IntRange(1, 5000), default=30, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
def sample_class(lesson, students, seed):
    """Write a made class to submitted/, with the truth of each submission in a CSV."""
    from gradschool.teach.lesson.written import load_lesson
    from gradschool.teach.sample.sample_class import write_sample_class

    path = write_sample_class(load_lesson(lesson), _here(), students, seed)
    click.echo(f"{students} submissions in submitted/, their truth in {path.name}")


def _names(listed: str | None) -> list[str] | None:
    return [name.strip() for name in listed.split(",")] if listed else None


def _here() -> Path:
    """Return the instructor's course folder: the nearest one from here upwards that has nbgrader's configuration."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "nbgrader_config.py").is_file()), here)


if __name__ == "__main__":
    main()
