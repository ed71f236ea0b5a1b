"""Plain sentences about what happened in a workspace."""

from pathlib import Path

from course_utils.classroom.paths import for_people
from course_utils.classroom.workspace import Step


def workspace_sentences(steps: list[Step]) -> list[str]:
    """One line per lesson that needs a word; silence about pictures that simply arrived."""
    spoken = [s for s in steps if s.is_notebook or s.kind == "beside"]
    sentences = {
        "new": "added      {name}",
        "replaced": "updated    {name} (you had not changed it)",
        "deleted": "left out   {name}: you deleted or renamed it. "
        "'course restore {stem}' brings it back.",
    }
    lines = []
    for step in spoken:
        if step.kind == "beside":
            lines += _beside(step)
        elif step.kind in sentences:
            stem = Path(step.name).stem
            lines.append(sentences[step.kind].format(name=step.name, stem=stem))
    return lines


def summary(steps: list[Step]) -> str:
    """The one line a person reads first."""
    notebooks = [step for step in steps if step.is_notebook]
    changed = [step for step in steps if step.kind in ("new", "replaced", "beside")]
    if not changed:
        return f"Nothing to do: {_lessons(len(notebooks))} checked, every file is as it should be."
    return f"{_lessons(len(notebooks))} checked."


def restored(steps: list[Step]) -> list[str]:
    """What `course restore` did, one line per lesson."""
    sentences = {
        "new": "restored   {name}",
        "replaced": "updated    {name} (you had not changed it)",
        "same": "there      {name} is in place, as the course ships it.",
        "beside": "beside     {name} is yours and was not touched; a fresh copy is {path}",
    }
    return [
        sentences[step.kind].format(name=step.name, path=for_people(step.path))
        for step in steps
        if step.is_notebook
    ]


def first_lesson(workspace: Path, steps: list[Step]) -> Path:
    """The notebook to open first."""
    return workspace / next(step.name for step in steps if step.is_notebook)


def _beside(step: Step) -> list[str]:
    return [
        f"kept       {step.name}: you changed or ran it, so it was not touched.",
        f"           The version from the course is beside it: {for_people(step.path)}",
    ]


def _lessons(number: int) -> str:
    return "1 lesson" if number == 1 else f"{number} lessons"
