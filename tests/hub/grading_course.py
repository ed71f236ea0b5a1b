"""The grading course of the class: lesson 00 as ``course export nbgrader`` writes it, shortened.

Two of its exercises and the imports are left. Handing out, sealing in and scoring are the same,
and marking takes seconds.
"""

import nbformat
from hub import INSTRUCTOR, PROGRAMS

LESSON = "00_start_here"
KEPT = ("l00-imports", "l00-e1", "l00-e2")
FULL_MARKS = 4

RIGHT = {
    "l00-e1": "testosterone_nmol_per_l = 500 * 10 / 288.4",
    "l00-e2": "estradiol_pmol_per_l = 25 * 1000 / 272.4",
}
# One right answer, one wrong one, and a check that is talked into saying otherwise.
CUNNING = {
    "l00-e1": "testosterone_nmol_per_l = 1",
    "l00-e1-check": "class Paid:\n    points = 2\n\n\nPaid()",
    "l00-e2": RIGHT["l00-e2"],
}


def write(machine):
    """Let the instructor export the lesson into the own home, and shorten it."""
    folder = f"/home/{INSTRUCTOR}/grading"
    export = [str(PROGRAMS / "course"), "export", "nbgrader", folder, "--lesson", "00"]
    done = machine.as_person(INSTRUCTOR, *export)
    assert done.returncode == 0, done.stderr
    place = machine.home(INSTRUCTOR) / "grading" / "source" / LESSON / f"{LESSON}.ipynb"
    notebook = nbformat.read(place, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id.startswith(KEPT)]
    nbformat.write(notebook, place)
