"""A whole term in a folder: release, hand in, collect, grade, without a screen."""

import csv
import logging
from logging.handlers import BufferingHandler
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.exchange import ExchangeFactory
from nbgrader.plugins.export import CsvExportPlugin
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from course_utils.classroom.grading.export import export_nbgrader
from course_utils.classroom.paths import course_root
from course_utils.exercises import registry

ROOT = course_root()


class MarkedCourse:
    """One course folder, its exchange, and what teacher and students do with them."""

    def __init__(self, folder: Path, lessons: tuple[str, ...]):
        self.folder, self.exchange = folder / "grading", folder / "exchange"
        export_nbgrader(ROOT, self.folder, lessons)
        self.exchange.mkdir()
        self.exchange.chmod(0o777)

    @property
    def api(self):
        return NbGraderAPI(config=self._config())

    def _config(self):
        loaded = PyFileConfigLoader("nbgrader_config.py", str(self.folder)).load_config()
        loaded.CourseDirectory.root = str(self.folder)
        loaded.Exchange.root = str(self.exchange)
        loaded.Exchange.cache = str(self.exchange.parent / "cache")
        loaded.ExchangeCollect.check_owner = False  # all accounts of this test are one
        loaded.NbGraderAPI.log_level = logging.CRITICAL
        return loaded

    def source(self, lesson):
        return self._notebook("source", lesson)

    def released(self, lesson):
        return self._notebook("release", lesson)

    def _notebook(self, step, lesson):
        return nbformat.read(self.folder / step / lesson / f"{lesson}.ipynb", as_version=4)

    def submitted_by(self, student, lesson, step="autograded"):
        path = self.folder / step / student / lesson / f"{lesson}.ipynb"
        return nbformat.read(path, as_version=4)

    def hand_in(self, student, lesson, notebook):
        """Submit through the exchange, as the student's ``nbgrader submit`` does."""
        desk = self.folder.parent / "desks" / student / lesson
        desk.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, desk / f"{lesson}.ipynb")
        config = Config(self._config())
        config.Exchange.assignment_dir = str(desk.parent)
        api = NbGraderAPI(config=config)
        api.coursedir.assignment_id, api.coursedir.student_id = lesson, student
        submit = ExchangeFactory(parent=api).Submit
        submit(coursedir=api.coursedir, authenticator=api.authenticator, parent=api).start()

    def grade(self, lesson, *students):
        """Autograde; the log of each, for the message of a failing test."""
        return {name: self.api.autograde(lesson, name) for name in students}

    def gradebook(self):
        return Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}")

    def scores(self, lesson, student):
        """Grade id → (machine's points, person's points, waits for a person)."""
        with self.gradebook() as book:
            notebook = book.find_submission_notebook(lesson, lesson, student)
            return {
                grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                for grade in notebook.grades
            }

    def mark(self, lesson, student, grade_id, points):
        """Give points as a person does in the formgrader."""
        with self.gradebook() as book:
            grade = book.find_grade(grade_id, lesson, lesson, student)
            grade.manual_score, grade.needs_manual_grade = points, False
            book.db.commit()

    def table(self):
        """The exported CSV: (student, assignment) → row."""
        path = self.folder / "grades.csv"
        with self.gradebook() as book:
            CsvExportPlugin(to=str(path)).export(book)
        with open(path, encoding="utf-8", newline="") as file:
            return {(row["student_id"], row["assignment"]): row for row in csv.DictReader(file)}


class Listener(logging.Logger):
    """A log that keeps what it is told."""

    def __init__(self):
        super().__init__("listener")
        self.kept = BufferingHandler(1000)
        self.addHandler(self.kept)

    def lines(self):
        return [record.getMessage() for record in self.kept.buffer]


def solved(notebook):
    """The released notebook with the reference code in each answer cell."""
    for cell in notebook.cells:
        tags = [tag for tag in cell.metadata.get("tags", ()) if tag.startswith("exercise:")]
        if tags:
            cell.source = registry.get(tags[0].removeprefix("exercise:")).solved_source()
    return notebook


def answered(notebook, answers):
    """The released notebook with some cells replaced: cell id → source."""
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    return notebook
