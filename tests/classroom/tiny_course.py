"""Builds a tiny course, with two lessons and a picture, for the tests of this folder."""

import json
from dataclasses import dataclass
from pathlib import Path

START = "00_start_here/00_start_here.ipynb"
BONE = "01_bone_remodeling/01_living_bone.ipynb"
PICTURE = "01_bone_remodeling/images/pit.png"


def code(source, *tags, outputs=()):
    return {
        "cell_type": "code",
        "id": f"c{abs(hash(source)) % 10**8}",
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source.splitlines(keepends=True),
        "outputs": list(outputs),
        "execution_count": 7 if outputs else None,
    }


def text(source, *tags):
    cell = code(source, *tags)
    return {key: cell[key] for key in ("id", "metadata", "source")} | {"cell_type": "markdown"}


def notebook_bytes(*cells):
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    content = {"cells": list(cells), "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, ensure_ascii=False).encode("utf-8")


def lesson_bytes(word="bone"):
    shown = {"output_type": "stream", "name": "stdout", "text": ["the answer is 42\n"]}
    return notebook_bytes(
        text(f"# What is {word}? µ–θ"),
        text("Key B", "lecturer"),
        code(f"print('{word}')", outputs=[shown]),
        code("pits = ...", "exercise:L01.E1"),
        code('check("L01.E1", pits)'),
    )


@dataclass
class Course:
    """The course folder of a test and the workspace made from it."""

    root: Path
    workspace: Path

    def publish(self, name, data):
        path = self.root / "lessons" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def mine(self, name):
        return self.workspace / name

    def tree(self, folder=None):
        """Every file of the workspace with its bytes, but for the lock."""
        folder = folder or self.workspace
        found = (path for path in folder.rglob("*") if path.is_file())
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in found
            if path.name != "lock.sqlite"
        }


def make_course(folder):
    course = Course(folder / "course", folder / "my work")
    (course.root / "course_utils").mkdir(parents=True)
    course.publish(START, lesson_bytes("a start"))
    course.publish(BONE, lesson_bytes("bone"))
    course.publish(PICTURE, b"\x89PNG picture")
    course.publish("01_bone_remodeling/TEACHING.md", b"for lecturers")
    course.publish("01_bone_remodeling/.ipynb_checkpoints/01_living_bone.ipynb", b"litter")
    return course
