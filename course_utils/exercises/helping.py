"""``hint`` and ``solution``: help in small steps, the whole answer when it is asked for."""

from __future__ import annotations

from course_utils.exercises import progress, registry, session
from course_utils.exercises.cards import Card, Code, Note, Text
from course_utils.exercises.reading import type_name


def hint(exercise_id):
    """The next hint: a nudge first, then the set-up; after that, both again.

    Parameters
    ----------
    exercise_id : str
        Such as "L00.E1".
    """
    return _for_exercise(exercise_id, _hint)


def _hint(exercise):
    taken = session.hints_taken[exercise.id]
    session.hints_taken[exercise.id] += 1
    progress.record(exercise.id, str(min(taken + 1, 2)), kind="hint")
    if taken < 2:
        words = (Text(exercise.hints[taken]),)
        return _note(exercise, f"Hint {taken + 1} of 2", words)
    both = tuple(Text(words) for words in exercise.hints)
    ask = Text(f'Both hints are out. `solution("{exercise.id}")` shows the worked answer.')
    return _note(exercise, "Both hints", (*both, ask))


def solution(exercise_id):
    """The worked answer, once you have tried or when you ask a second time.

    Parameters
    ----------
    exercise_id : str
        Such as "L00.E1".
    """
    return _for_exercise(exercise_id, _solution)


def _solution(exercise):
    session.solutions_asked[exercise.id] += 1
    if session.solutions_asked[exercise.id] < 2 and not session.has_tried(exercise.id):
        words = (
            "Have a try first: any answer you check opens the solution. "
            "Or ask once more and it is shown without one."
        )
        return _note(exercise, "Not opened yet", (Text(words),))
    progress.record(exercise.id, "shown", kind="solution")
    blocks = [Code(exercise.solved_source()), Text(_outcome(exercise))]
    return _note(exercise, "Solution", tuple(blocks))


def _outcome(exercise):
    """What the reference gives when it runs, in words."""
    if exercise.is_function:
        return "The check calls this same function on its cases."
    value = exercise.raw_key()
    if hasattr(value, "columns"):
        return f"It gives a table of {len(value)} rows."
    numbers = value if isinstance(value, tuple) else (value,)
    shown = ", ".join(f"{n:.4g}" if isinstance(n, float) else str(n) for n in numbers)
    return f"It gives {shown}."


def _for_exercise(exercise_id, help_with):
    try:
        return help_with(registry.get(exercise_id, session.class_set()))
    except registry.UnknownId as error:
        return Note(Card("Help", "no such exercise", "odd", (Text(str(error)),)))
    except Exception as error:
        words = f"The course could not show this ({type_name(error)}). Try `course doctor`."
        return Note(Card("Help", "not available", "odd", (Text(words),)))


def _note(exercise, status, blocks):
    return Note(Card(f"{exercise.id} · {exercise.title}", status, "info", blocks))
