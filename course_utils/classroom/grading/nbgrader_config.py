"""How nbgrader is set up for this course: the settings file, and what it switches on."""

import os
import sysconfig
import warnings
from typing import Any

COURSE_ID = "receptor_to_fracture"
CODE_STUB = "# Your work goes above this line."

TEMPLATE = '''\
"""nbgrader's settings for this folder. They are yours: an edited file is never written over."""

from course_utils.classroom.grading.nbgrader_config import set_up

c = get_config()  # noqa: F821

# Where teachers and students meet: a folder that all of them see, with mode 0777 on Linux.
c.Exchange.root = "/srv/nbgrader/exchange"
c.CourseDirectory.course_id = "{course_id}"

# The sandbox and the scoring outside it. Without this line nbgrader runs submissions as you.
set_up(c, variant={variant})

# What one submission may use.
c.RunInSandbox.cell_seconds = 60
c.RunInSandbox.notebook_seconds = 600
c.RunInSandbox.memory_gib = 4
'''


def settings(variant: int = 0) -> str:
    """The text of ``nbgrader_config.py`` for a course folder."""
    return TEMPLATE.format(course_id=course_id(variant), variant=variant)


def course_id(variant: int = 0) -> str:
    """The name of the course in the exchange.

    Two class sets meet their students in one exchange and have lessons of the same names; under
    one course, one would collect and mark what belongs to the other.
    """
    return f"{COURSE_ID}_set_{variant}" if variant else COURSE_ID


def set_up(config: Any, variant: int = 0) -> None:
    """Put the course's steps in the place of nbgrader's own.

    Parameters
    ----------
    config : traitlets Config
        What ``get_config()`` returns in ``nbgrader_config.py``.
    variant : int
        The class set the assignments were exported from; 0 is the standard edition.
    """
    from nbgrader import preprocessors as plain

    from course_utils.classroom.grading import nbgrader_preprocessors as ours
    from course_utils.classroom.grading.export_marks import TEXT_STUB
    from course_utils.classroom.grading.nbgrader_restoring import RestoreCells

    # nbgrader starts 'alembic' by name, which is not found unless the environment is activated.
    programs = sysconfig.get_path("scripts")
    os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])
    # nbgrader's own way with its database; three warnings for each submission hide the others.
    warnings.filterwarnings("ignore", r"Object of type <Submitted\w+> not in session")
    config.ClearSolutions.code_stub = {"python": CODE_STUB}
    config.ClearSolutions.text_stub = TEXT_STUB
    config.Autograde.sanitize_preprocessors = [
        plain.ClearOutput,
        RestoreCells,  # before DeduplicateIds, which stumbles over broken metadata
        plain.DeduplicateIds,
        plain.OverwriteKernelspec,
        plain.CheckCellMetadata,
    ]
    config.Autograde.autograde_preprocessors = [
        ours.RunInSandbox,
        plain.LimitOutput,
        ours.TrustedScores,
        plain.SaveAutoGrades,
        plain.AssignLatePenalties,
        plain.CheckCellMetadata,
    ]
    config.RunInSandbox.variant = variant
    config.TrustedScores.variant = variant
