"""One instructor and three students on a real JupyterHub: what a class server promises."""

import json
import re

import pytest
from grading_course import FULL_MARKS, LESSON
from hub import INSTRUCTOR, PROGRAMS, STUDENTS
from machine import ROOT

LOOK = """
from pathlib import Path
from course_utils.classroom.progress import records
print(*(row["exercise_id"] for row in records(Path("my_course"))))
"""
pytestmark = pytest.mark.hub


def page_settings(person):
    """What the server tells the Lab page of a person."""
    page = person.ask("GET", "/lab").text
    return json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)[1])


def test_a_wrong_password_opens_nothing(hub):
    from hub import Person

    assert Person(hub, "ada").log_in("not the password").status_code == 403


def test_everybody_works_under_an_account_of_their_own(people, machine):
    kernel = people["ada"].kernel()
    words = kernel.run("import os, getpass; print(os.getuid(), getpass.getuser(), os.getcwd())")
    kernel.close()
    assert words == f"{machine.people['ada']} ada /home/ada"


def test_a_student_has_a_workspace_with_every_lesson(people, machine):
    shipped = {path.name for path in (ROOT / "lessons").rglob("*.ipynb")}
    found = {path.name for path in (machine.home("ada") / "my_course").rglob("*.ipynb")}
    assert len(shipped) >= 18
    assert found == shipped


def test_lab_opens_on_the_first_page(people):
    ada = people["ada"]
    answer = ada.browser.get(f"{ada.base}/")
    assert answer.url.path == "/user/ada/lab/tree/my_course/00_start_here/00_start_here.ipynb"


def test_a_student_answers_an_exercise_and_the_own_workspace_remembers(people, machine):
    kernel = people["ada"].kernel()
    kernel.run("%cd my_course/00_start_here")
    kernel.run("from course_utils.exercises import check")
    status = kernel.run('print(check("L00.E0", 36).status)')
    kernel.close()
    assert status == "correct"
    assert "L00.E0" in machine.as_person("ada", str(PROGRAMS / "python"), "-c", LOOK).stdout


def test_nobody_reads_a_neighbors_home_or_opens_a_neighbors_server(people, machine):
    assert machine.as_person("ben", "ls", "/home/ada").returncode != 0
    assert people["ben"].ask_other("ada", "GET", "/api/contents").status_code == 403


def test_what_a_kernel_says_passes_through_no_port(people, machine):
    kernel = people["ada"].kernel()
    connection = machine.home("ada") / ".run" / f"kernel-{kernel.number}.json"
    kernel.close()
    assert json.loads(connection.read_text(encoding="utf-8"))["transport"] == "ipc"
    assert connection.parent.stat().st_mode & 0o077 == 0


def test_the_grading_pages_are_the_instructors(people):
    formgrader = "@jupyter/nbgrader:formgrader"
    assert people[INSTRUCTOR].ask("GET", "/formgrader").status_code == 200
    assert people["ada"].ask("GET", "/formgrader").status_code == 404
    assert formgrader in page_settings(people["ada"])["disabledExtensions"]
    assert formgrader not in page_settings(people[INSTRUCTOR])["disabledExtensions"]


def test_a_student_gets_the_assignment_without_its_answers(received):
    text = json.dumps(received["ada"].read(f"{LESSON}/{LESSON}.ipynb"))
    assert "testosterone_nmol_per_l = ..." in text
    assert "288.4" not in text.split("testosterone_nmol_per_l = ...")[1].split("l00-e2-task")[0]


def test_a_running_cell_and_a_save_need_no_hub(fall):
    assert fall.down["kernel"] == "42"
    assert fall.down["saved"] == 201


def test_without_the_hub_nobody_new_comes_in(fall):
    assert fall.down["login"] == 503


def test_the_fall_of_the_hub_costs_no_kernel_and_no_file(fall):
    for name in ("ada", "ben"):
        assert [one["id"] for one in fall.before[name]] == [one["id"] for one in fall.after[name]]
    assert fall.kernel == "43"
    assert fall.note == "written while the hub was down"


def test_submissions_lie_closed_in_the_exchange(submitted, machine):
    inbound = "/srv/nbgrader/exchange/receptor_to_fracture/inbound"
    assert len(machine.as_person(INSTRUCTOR, "ls", inbound).stdout.splitlines()) == 3
    for name in STUDENTS:
        assert machine.as_person(name, "ls", inbound).returncode != 0


def test_marks_are_those_of_the_answers(returned):
    marks = returned[INSTRUCTOR].grade("GET", f"submissions/{LESSON}")
    found = {one["student"]: one["score"] for one in marks}
    assert found == {"ada": FULL_MARKS, "ben": 2.0, "cleo": 0.0}


@pytest.mark.parametrize("name", STUDENTS)
def test_each_gets_the_own_feedback(returned, machine, name):
    pages = list((machine.home(name) / LESSON / "feedback").rglob("*.html"))
    assert len(pages) == 1
    assert "testosterone_nmol_per_l" in pages[0].read_text(encoding="utf-8")


def test_the_next_start_of_a_server_keeps_what_a_student_wrote(people, machine):
    ben, path = people["ben"], "my_course/00_start_here/00_start_here.ipynb"
    notebook = ben.read(path)
    notebook["cells"][0]["source"] = "# My own notes"
    ben.save(path, notebook)
    written = (machine.home("ben") / path).read_bytes()
    started = machine.as_person("ben", "/bin/sh", str(ROOT / "deploy" / "start"), "echo", "serving")
    assert started.stdout.endswith("serving\n")
    assert (machine.home("ben") / path).read_bytes() == written
