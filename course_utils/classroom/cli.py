"""The command line: ``course start``, ``course update`` and their relatives.

Commands here only talk. The work is in the modules they import when called, so that the
command line itself starts fast.
"""

import functools
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from course_utils.classroom import CourseError, paths

app = typer.Typer(
    name="course",
    help="From receptor to fracture: your workspace, your answers, your environment.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
export_app = typer.Typer(help="For those who teach: lessons for a grader.", no_args_is_help=True)
app.add_typer(export_app, name="export")
Folder = Annotated[
    Path | None, typer.Argument(metavar="[DIR]", help="The workspace folder (default: my_course).")
]


def main() -> None:
    """Entry point of ``course`` and ``python -m course_utils``."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # a narrow code page must not end in an error
            stream.reconfigure(errors="replace")
    app(prog_name="course")


def in_plain_words(command: Callable) -> Callable:
    """Turn what a person can mend into one sentence and exit code 1."""

    @functools.wraps(command)
    def spoken(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except CourseError as problem:
            stop(str(problem))
        except OSError as problem:
            from course_utils.classroom.files import explain

            stop(explain(problem))
        except KeyboardInterrupt:
            stop("Stopped. Nothing of yours was changed; type the same command to go on.", 130)

    return spoken


@app.command()
@in_plain_words
def start(directory: Folder = None) -> None:
    """Make your workspace, your own copy of the lessons."""
    from course_utils.classroom import report, workspace

    root = paths.course_root()
    folder = paths.chosen_workspace(directory, root)
    is_new = not (folder / paths.COURSE_FOLDER / paths.MANIFEST_NAME).is_file()
    steps = workspace.start(folder, root)
    say(f"Your workspace is {paths.for_people(folder)}{' (new)' if is_new else ''}.")
    say(report.summary(steps), *report.workspace_sentences(steps))
    first = paths.for_people(report.first_lesson(folder, steps))
    say(f"Go on in JupyterLab with {first}. Work there, not in the lessons folder.")


@app.command()
@in_plain_words
def update(directory: Folder = None) -> None:
    """Bring new lesson versions; your work stays untouched."""
    from course_utils.classroom import report, workspace

    root = paths.course_root()
    folder = paths.existing_workspace(directory, root)
    steps = workspace.update(folder, root)
    say(f"Workspace {paths.for_people(folder)}: {report.summary(steps)}")
    say(*report.workspace_sentences(steps))


@app.command()
@in_plain_words
def restore(
    lesson: Annotated[str, typer.Argument(help="01, L01, 01_living_bone or a folder name.")],
    directory: Folder = None,
) -> None:
    """Bring back a lesson, beside yours if you have one."""
    from course_utils.classroom import report, workspace

    root = paths.course_root()
    folder = paths.existing_workspace(directory, root)
    say(*report.restored(workspace.restore(folder, root, lesson)))


@app.command()
@in_plain_words
def doctor(directory: Folder = None) -> None:
    """Check the environment and say how to mend it."""
    from course_utils.classroom import doctor

    root = doctor.find_root()
    folder = paths.chosen_workspace(directory, root or Path.cwd())
    findings = doctor.examine(folder, root)
    for finding in findings:
        say(f"{'ok  ' if finding.ok else 'MEND'}  {finding.what}")
        if not finding.ok:
            say(f"      Type: {finding.mend}")
    wrong = sum(not finding.ok for finding in findings)
    say("Everything is fine." if not wrong else f"{wrong} to mend, from the top down.")
    raise typer.Exit(1 if wrong else 0)


@app.command()
@in_plain_words
def verify(
    notebook: Annotated[Path, typer.Argument(help="The saved notebook.")],
    timeout: Annotated[float, typer.Option(help="Seconds one cell may take.")] = 60.0,
) -> None:
    """Run a saved notebook afresh and list its exercises."""
    from course_utils.classroom import verify

    outcome = verify.verify(notebook, timeout)
    say(f"{notebook.name} as saved {outcome.saved:%Y-%m-%d %H:%M}, run from top to bottom:")
    if not outcome.rows:
        say("No exercise of the course belongs to this notebook.")
    lines = [
        (r.exercise, r.title, r.status, f"{r.points:g} of {r.possible:g}", r.note)
        for r in outcome.rows
    ]
    show_table(("exercise", "title", "status", "points", "note"), lines)
    if outcome.rows:
        say(f"{outcome.points:g} of {outcome.possible:g} points.")
    say(outcome.first_error or "Every cell ran without an error.")


@app.command()
@in_plain_words
def solved(
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to (default: build/solved).")
    ] = None,
) -> None:
    """Write the solved editions, for those who teach."""
    from course_utils.classroom.solved import write_solved

    written = write_solved(paths.course_root(), output)
    say(*(f"written  {paths.for_people(path)}" for path in written))


@app.command()
@in_plain_words
def variant(
    seed: Annotated[int, typer.Option(help="The number of the class set, from 1 on.")],
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to (default: build/variant_<seed>).")
    ] = None,
) -> None:
    """Write a class set: other numbers and letters, with its key."""
    from course_utils.classroom.variant import write_variant

    students, instructor, key = write_variant(paths.course_root(), seed, output)
    say(f"To hand out:  {paths.for_people(students)}")
    say(f"Keep:         {paths.for_people(instructor)}, solved")
    say(f"The key:      {paths.for_people(key)}")


@app.command()
@in_plain_words
def handouts(
    lesson: Annotated[
        list[str] | None, typer.Argument(metavar="[LESSON]...", help="These only: 01, L01, a name.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to (default: build/handouts).")
    ] = None,
) -> None:
    """Write a printable handout of two pages for each lesson."""
    from course_utils.classroom.handouts.writing import write_handouts

    written = write_handouts(paths.course_root(), lesson or (), output)
    say(*(f"written  {paths.for_people(path)}" for path in written))


@app.command()
@in_plain_words
def slides(
    chosen: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LESSON]...",
            help="01, L01, a name, or the file of your own copy; all by default.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to (default: build/slides).")
    ] = None,
) -> None:
    """Write the lecture decks, for those who teach."""
    from course_utils.classroom import slides

    root = paths.course_root()
    folder = output or root / "build" / "slides"
    for page, deck in slides.write_decks(slides.chosen_lessons(root, chosen or []), folder):
        say(f"written  {paths.for_people(page)}: {deck.summary}")
        say(*(f"         look at {words}" for words in slides.broken(deck)))
    say(f"Open {paths.for_people(folder / 'index.html')} in a browser; no network is needed.")


@app.command()
@in_plain_words
def progress(
    directory: Folder = None,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write it to a file.")
    ] = None,
    bring: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Merge a written file.")
    ] = None,
) -> None:
    """Show the exercises done, or carry them elsewhere."""
    from course_utils.classroom import progress
    from course_utils.exercises import registry

    folder = paths.existing_workspace(directory, paths.course_root())
    if bring is not None:
        say(f"{progress.bring(folder, bring)} new entries merged; nothing of yours was changed.")
    if export is not None:
        progress.export(folder, export)
        say(f"Your progress is in {export}; 'course progress --import FILE' merges it elsewhere.")
    rows, declared = progress.records(folder), registry.all_exercises()
    if not rows:
        say("No exercise tried yet. Open a lesson, answer one, and run its check.")
        return
    headings = ("lesson", "exercise", "title", "status", "tries", "last time", "points")
    show_table(headings, progress.table(rows, declared))
    say(progress.totals(rows, declared), *progress.of_class_sets(rows))


@app.command()
@in_plain_words
def lessons(
    chosen: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[NOTEBOOK]...", help="These only.", exists=True),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only look for faults.")] = False,
) -> None:
    """For contributors: execute and normalize lessons."""
    if check:
        from course_utils.classroom import lint

        raise typer.Exit(lint.main([str(path) for path in chosen or ()]))
    from course_utils.classroom import notebooks

    notebooks.refresh_lessons(chosen or None)


@app.command()
@in_plain_words
def apps(
    port: Annotated[int, typer.Option(help="Port of the page; the next free one is taken.")] = 8866,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Show all explorers on one page, for the lecture hall."""
    from course_utils.classroom import apps

    say("All explorers on one page; stop it with Ctrl+C.")
    options = [f"--port={port}", *([] if browser else ["--no-browser"])]
    raise typer.Exit(apps.serve(options))


@export_app.command("nbgrader")
@in_plain_words
def export_nbgrader(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    lesson: Annotated[
        list[str] | None, typer.Option(metavar="LESSON", help="This lesson only; may be repeated.")
    ] = None,
    variant: Annotated[int, typer.Option(metavar="SEED", min=0, help="A class set.")] = 0,
) -> None:
    """Write the lessons as nbgrader assignments."""
    from course_utils.classroom.grading.export import export_nbgrader

    steps = export_nbgrader(paths.course_root(), directory, tuple(lesson or ()), variant)
    say(*(f"{step.kind:8} {paths.for_people(step.path)}" for step in steps))
    if any(step.kind == "kept" for step in steps):
        say("Files you edited are kept; delete one to get the new version of it.")
    say(f"Next: cd {paths.for_people(directory)} && nbgrader generate_assignment NAME")


def say(*lines: str) -> None:
    """Print lines for a person."""
    for line in lines:
        typer.echo(line)


def stop(sentence: str, code: int = 1) -> None:
    """End with one sentence on the error stream."""
    typer.echo(f"course: {sentence}", err=True)
    raise typer.Exit(code)


def show_table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print aligned columns; nothing at all when there are no rows."""
    rows = list(rows)
    if not rows:
        return
    widths = [max(len(row[i]) for row in (headings, *rows)) for i in range(len(headings))]
    for row in (headings, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())
