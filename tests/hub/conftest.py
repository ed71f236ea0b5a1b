"""One class on one real hub, through one lesson day; each fixture is the next hour of it."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

# pytest runs in importlib mode, which does not put this folder on the path.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def machine(tmp_path_factory):
    """A private view of this machine with one instructor and three students."""
    from hub import INSTRUCTOR, STUDENTS
    from machine import running_machine, why_not

    reason = why_not()
    if reason:
        pytest.skip(reason)
    accounts = Path("/etc/passwd").read_bytes()
    with running_machine(tmp_path_factory.mktemp("class"), [INSTRUCTOR, *STUDENTS]) as running:
        yield running
    assert Path("/etc/passwd").read_bytes() == accounts


@pytest.fixture(scope="session")
def hub(machine):
    """A running JupyterHub with the shipped configuration, and its proxy."""
    from hub import Hub

    started = Hub(machine)
    started.start_proxy()
    started.start()
    return started


@pytest.fixture(scope="session")
def people(hub, machine):
    """Instructor and two students, each with an own server; the third student is late."""
    import grading_course
    from hub import INSTRUCTOR, Person

    grading_course.write(machine)
    early = {name: Person(hub, name) for name in (INSTRUCTOR, "ada", "ben")}
    for person in early.values():
        assert person.log_in().url.path == "/hub/home"
    together(Person.start_server, early.values())
    return early


@pytest.fixture(scope="session")
def received(people):
    """The instructor has released the assignment, and the students have fetched it."""
    from grading_course import LESSON
    from hub import INSTRUCTOR

    teacher = people[INSTRUCTOR]
    teacher.grade("PUT", f"assignment/{LESSON}", json={"duedate_notimezone": None})
    teacher.grade("POST", f"assignment/{LESSON}/assign")
    teacher.grade("POST", f"assignment/{LESSON}/release")
    for name in ("ada", "ben"):
        people[name].exchange("fetch", LESSON)
    return people


@pytest.fixture(scope="session")
def fall(received, hub):
    """The hub is killed while two students work, and started again.

    What was seen before, while it was down, and afterward.
    """
    from hub import Person

    ada, ben, cleo = received["ada"], received["ben"], Person(hub, "cleo")
    ada_kernel, ben_kernel = ada.kernel(), ben.kernel()
    ada_kernel.run("answer = 6 * 7")
    before = {name: received[name].ask("GET", "/api/kernels").json() for name in ("ada", "ben")}
    hub.kill()
    down = {
        "kernel": ada_kernel.run("print(answer)"),
        "saved": ben.save_text("my_course/note.txt", "written while the hub was down"),
        "login": cleo.browser.get("/hub/login").status_code,
    }
    hub.start()
    after = {name: received[name].ask("GET", "/api/kernels").json() for name in ("ada", "ben")}
    seen = SimpleNamespace(before=before, down=down, after=after)
    seen.kernel = ada_kernel.run("print(answer + 1)")
    seen.note = ben.read("my_course/note.txt")
    ada_kernel.close()
    ben_kernel.close()
    return seen


@pytest.fixture(scope="session")
def submitted(received, fall, hub):
    """All three have handed in: one right, one half and cunning, one untouched and late."""
    from grading_course import CUNNING, LESSON, RIGHT
    from hub import Person

    cleo = Person(hub, "cleo")
    cleo.log_in()
    cleo.start_server()
    cleo.exchange("fetch", LESSON)
    everybody = {**received, "cleo": cleo}
    for name, answers in {"ada": RIGHT, "ben": CUNNING, "cleo": {}}.items():
        everybody[name].fill_in(LESSON, answers)
        everybody[name].exchange("submit", LESSON)
    return everybody


@pytest.fixture(scope="session")
def returned(submitted):
    """The instructor has collected, marked and returned the work."""
    from grading_course import LESSON
    from hub import INSTRUCTOR, STUDENTS

    teacher = submitted[INSTRUCTOR]
    teacher.grade("POST", f"assignment/{LESSON}/collect")
    for name in STUDENTS:
        teacher.grade("POST", f"submission/{LESSON}/{name}/autograde")
    teacher.grade("POST", f"assignment/{LESSON}/generate_feedback")
    teacher.grade("POST", f"assignment/{LESSON}/release_feedback")
    for name in STUDENTS:
        submitted[name].exchange("fetch_feedback", LESSON)
    return submitted


def together(act, persons):
    """Let several people do the same at the same time."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(act, persons))
