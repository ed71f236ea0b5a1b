"""nbgrader for an instructor: where the grading course lies, and the students' settings.

The grading course must lie inside the instructor's home: the grading pages refuse another place.
"""

from pathlib import Path

GRADING = Path.home() / "grading"

c = get_config()  # noqa: F821 (nbgrader provides it)
if (GRADING / "nbgrader_config.py").is_file():
    load_subconfig("nbgrader_config.py", path=str(GRADING))  # noqa: F821
c.CourseDirectory.root = str(GRADING)
# Last, so that both sides use one exchange and one course name.
load_subconfig("../student/nbgrader_config.py")  # noqa: F821
