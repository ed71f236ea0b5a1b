"""What is installed on a class server agrees with the course and with itself."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from packaging.specifiers import SpecifierSet
from traitlets.config.loader import PyFileConfigLoader

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CONFIG = DEPLOY / "config"
ROLES = ("student", "instructor", "kubernetes")
POSIX = pytest.mark.skipif(os.name == "nt", reason="a class server runs on Linux")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def loaded(path):
    return PyFileConfigLoader(path.name, path=str(path.parent)).load_config()


def values():
    return yaml.safe_load(read("deploy/kubernetes/values.yaml"))


def environment_of(admin):
    spawner = SimpleNamespace(user=SimpleNamespace(admin=admin), environment={"KEPT": "yes"})
    loaded(DEPLOY / "jupyterhub_config.py").Spawner.pre_spawn_hook(spawner)
    return spawner.environment


def test_every_setting_of_the_hub_exists():
    app = pytest.importorskip("jupyterhub.app", reason="a class server runs on Linux")
    spawner = pytest.importorskip("jupyterhub.spawner")
    known = {"JupyterHub": app.JupyterHub, "Spawner": spawner.Spawner}
    settings = loaded(DEPLOY / "jupyterhub_config.py")
    assert set(settings) == set(known)
    for section, names in settings.items():
        assert set(names) <= set(known[section].class_traits(config=True))


def test_both_platforms_promise_the_same():
    spawner, student = loaded(DEPLOY / "jupyterhub_config.py").Spawner, values()["singleuser"]
    assert spawner.mem_guarantee == student["memory"]["guarantee"]
    assert spawner.mem_limit == student["memory"]["limit"]
    assert spawner.cpu_limit == student["cpu"]["limit"]
    assert spawner.default_url == student["defaultUrl"]


def test_the_first_page_is_a_lesson():
    page = values()["singleuser"]["defaultUrl"].removeprefix("/lab/tree/my_course/")
    assert (ROOT / "lessons" / page).is_file()


@pytest.mark.parametrize(("admin", "role"), [(True, "instructor"), (False, "student")])
def test_an_admin_gets_the_grading_tools(admin, role, monkeypatch):
    monkeypatch.setenv("COURSE_ROOT", str(ROOT))
    given = environment_of(admin)
    assert Path(given["JUPYTER_CONFIG_PATH"]) == CONFIG / role
    assert given["KEPT"] == "yes"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_names_extensions_that_exist(role):
    server = json.loads(read(f"deploy/config/{role}/jupyter_server_config.json"))
    page = json.loads(read(f"deploy/config/{role}/labconfig/page_config.json"))
    ours = Path(sys.prefix, "etc/jupyter/jupyter_server_config.d/nbgrader.json")
    shipped = json.loads(ours.read_text(encoding="utf-8"))["ServerApp"]["jpserver_extensions"]
    assert server["ServerApp"]["jpserver_extensions"].keys() == shipped.keys()
    scripts = Path(sys.prefix, "share/jupyter/labextensions/@jupyter/nbgrader/static")
    text = "".join(one.read_text(encoding="utf-8") for one in scripts.glob("*.js"))
    assert [name for name in page["disabledExtensions"] if f'"{name}"' not in text] == []


@pytest.mark.parametrize("role", ["student", "kubernetes"])
def test_nobody_but_the_instructor_sees_the_grading_pages(role):
    server = json.loads(read(f"deploy/config/{role}/jupyter_server_config.json"))
    page = json.loads(read(f"deploy/config/{role}/labconfig/page_config.json"))
    assert not server["ServerApp"]["jpserver_extensions"]["nbgrader.server_extensions.formgrader"]
    assert page["disabledExtensions"]["@jupyter/nbgrader:formgrader"]


def test_students_and_instructor_meet_in_one_exchange(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    student = loaded(CONFIG / "student" / "nbgrader_config.py")
    instructor = loaded(CONFIG / "instructor" / "nbgrader_config.py")
    assert student.Exchange.root == instructor.Exchange.root == "/srv/nbgrader/exchange"
    assert student.CourseDirectory.course_id == instructor.CourseDirectory.course_id
    assert Path(instructor.CourseDirectory.root) == tmp_path / "grading"


def test_a_grading_course_adds_its_settings_and_keeps_the_exchange(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "grading").mkdir()
    own = 'c = get_config()\nc.Exchange.root = "/elsewhere"\nc.ClearSolutions.text_stub = "x"\n'
    (tmp_path / "grading" / "nbgrader_config.py").write_text(own, encoding="utf-8")
    settings = loaded(CONFIG / "instructor" / "nbgrader_config.py")
    assert settings.ClearSolutions.text_stub == "x"
    assert settings.Exchange.root == "/srv/nbgrader/exchange"


def test_the_image_has_a_python_the_course_runs_on():
    wanted = SpecifierSet(tomllib.loads(read("pyproject.toml"))["project"]["requires-python"])
    entries = yaml.safe_load(read("binder/environment.yml"))["dependencies"]
    version = next(re.fullmatch(r"python =([\d.]+)", one) for one in entries if "python" in one)
    assert f"{version.group(1)}.1" in wanted
    # Anything more would be resolved anew instead of taken from the lock.
    assert entries == [version.group(0), "pip"]


def test_the_image_installs_the_lock_of_the_class_server():
    lines = read("binder/postBuild").splitlines()
    assert "$pip --require-hashes -r requirements/hub.txt" in lines
    assert (ROOT / "requirements" / "hub.txt").is_file()


def test_the_image_and_the_cluster_agree_where_the_course_is():
    place = values()["singleuser"]["extraEnv"]["JUPYTER_CONFIG_PATH"]
    assert place == "/srv/course/deploy/config/kubernetes"
    assert "--target-repo-dir /srv/course" in read("docs/hub.md")


def test_no_secret_and_no_open_door_is_shipped():
    text = read("deploy/kubernetes/values.yaml") + read("deploy/jupyterhub_config.py")
    assert not re.search(r"(?i)(secret|token|password|allow_all)\s*[:=]", text)
    assert values()["hub"]["config"]["JupyterHub"]["authenticator_class"] == "AUTHENTICATOR"


@POSIX
@pytest.mark.parametrize("name", ["deploy/start", "binder/start", "binder/postBuild"])
def test_a_script_may_be_run_and_is_sound(name):
    assert os.access(ROOT / name, os.X_OK)
    subprocess.run(["/bin/sh", "-n", ROOT / name], check=True)


@POSIX
@pytest.mark.parametrize("code", [0, 1])
def test_the_server_starts_even_if_the_lessons_cannot_be_brought(code, tmp_path):
    fake = tmp_path / "course"
    fake.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nexit {code}\n', encoding="utf-8")
    fake.chmod(0o755)
    places = {"HOME": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    server = ["/bin/sh", "-c", 'echo "serving $JUPYTER_RUNTIME_DIR"']
    done = subprocess.run(
        ["/bin/sh", DEPLOY / "start", *server], env=places, capture_output=True, text=True
    )
    assert done.stdout == f"serving {tmp_path}/.run\n"
    assert (tmp_path / "asked").read_text(encoding="utf-8") == f"start {tmp_path}/my_course\n"
    assert ("could not be brought up to date" in done.stderr) == bool(code)
