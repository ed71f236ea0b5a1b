"""The four descriptions of the environment agree: pyproject, environment.yml and the locks."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
SYSTEMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "darwin": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "win32": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
}
PYTHONS = ("3.11.7", "3.12.1", "3.13.0", "3.14.0")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def project():
    return tomllib.loads(read("pyproject.toml"))["project"]


def bounds(lines):
    """Return {package: specifier} of requirement lines."""
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(one.name): one.specifier for one in requirements}


def extra_bounds(extra):
    """Return {package: specifier} of an extra and of the extras it names in turn."""
    found = {}
    for line in project()["optional-dependencies"][extra]:
        requirement = Requirement(line)
        if requirement.name == project()["name"]:
            for inner in requirement.extras:
                found |= extra_bounds(inner)
        else:
            found[canonicalize_name(requirement.name)] = requirement.specifier
    return found


def conda_bounds(text):
    """Return {package: specifier} of the conda part of an environment.yml."""
    entries = [one for one in yaml.safe_load(text)["dependencies"] if isinstance(one, str)]
    found = bounds(entries)
    return {CONDA_NAMES.get(name, name): specifier for name, specifier in found.items()}


def disagreements(wanted, given):
    """Return the packages whose bounds differ or are absent."""
    return [name for name in wanted if given.get(name) != wanted[name]]


def pins(text):
    """Return the requirement lines of a lock, without hashes."""
    lines = [line.split(" \\")[0] for line in text.splitlines()]
    return [
        Requirement(line) for line in lines if line and not line.lstrip().startswith(("#", "-"))
    ]


def locked(text, python, system):
    """Return {package: version} that one machine would install from a lock."""
    machine = {
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        **SYSTEMS[system],
    }
    chosen = [one for one in pins(text) if one.marker is None or one.marker.evaluate(machine)]
    names = [one.name for one in chosen]
    assert len(names) == len(set(names)), "one machine would be told two versions"
    return {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in chosen}


def test_environment_yml_has_the_bounds_of_pyproject():
    wanted = bounds(project()["dependencies"])
    given = conda_bounds(read("environment.yml"))
    assert disagreements(wanted, given) == []
    assert set(given) == set(wanted) | {"python", "pip"}
    assert given["python"] == SpecifierSet(project()["requires-python"])


def test_environment_yml_installs_the_course_itself():
    entries = yaml.safe_load(read("environment.yml"))["dependencies"]
    assert {"pip": ["-e ."]} in entries


def test_a_planted_disagreement_is_found():
    wanted = bounds(project()["dependencies"])
    planted = read("environment.yml").replace("numpy >=2.0", "numpy >=1.26")
    assert disagreements(wanted, conda_bounds(planted)) == ["numpy"]
    absent = read("environment.yml").replace("  - scipy >=1.14\n", "")
    assert disagreements(wanted, conda_bounds(absent)) == ["scipy"]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_locks_satisfy_pyproject(python, system):
    lab = locked(read("requirements/lab.txt"), python, system)
    test = locked(read("requirements/test.txt"), python, system)
    runtime = bounds(project()["dependencies"])
    tools = extra_bounds("test")
    assert [name for name in runtime if lab.get(name) not in Versions(runtime[name])] == []
    assert [name for name in tools if test.get(name) not in Versions(tools[name])] == []
    assert lab.items() <= test.items(), "the test environment must hold the student's versions"
    hub = locked(read("requirements/hub.txt"), python, system)
    tools = extra_bounds("hub") | extra_bounds("grading")
    assert [name for name in tools if hub.get(name) not in Versions(tools[name])] == []
    assert lab.items() <= hub.items() <= test.items(), "a class server is tested as it is"


class Versions:
    """A specifier in which an absent version is not."""

    def __init__(self, specifier):
        self.specifier = specifier

    def __contains__(self, version):
        return version is not None and self.specifier.contains(version)


@pytest.mark.parametrize("name", ["installer", "lab", "hub", "test"])
def test_every_pin_is_exact_and_hashed(name):
    text = read(f"requirements/{name}.txt")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert blocks and all("==" in block and "--hash=sha256:" in block for block in blocks)
    assert len(blocks) == len(pins(text))


@pytest.mark.parametrize("name", ["installer", "lab", "hub", "test"])
def test_a_lock_names_no_index_and_no_host(name):
    assert not re.search(
        r"https?://|file:|--(extra-)?index|--find-links", read(f"requirements/{name}.txt")
    )


def test_the_build_tools_are_locked():
    build = tomllib.loads(read("pyproject.toml"))
    lab = locked(read("requirements/lab.txt"), "3.11.7", "linux")
    for name, specifier in bounds(build["build-system"]["requires"]).items():
        assert specifier.contains(lab[name])


def make_targets():
    return set(re.findall(r"^(\w+):", read("Makefile"), flags=re.MULTILINE))


def test_the_quick_start_is_two_commands():
    section = read("README.md").split("## Two commands", 1)[1].split("\n## ", 1)[0]
    first_block = re.search(r"```\w*\n(.*?)```", section, flags=re.DOTALL).group(1)
    commands = [line.split("#")[0].strip() for line in first_block.splitlines()]
    assert commands == ["make lab", "make test"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_make_command_in_the_pages_exists(page):
    typed = set(re.findall(r"(?:^|`)make (\w+)", read(page), flags=re.MULTILINE))
    assert typed and typed <= make_targets()


def test_help_lists_every_target():
    assert set(re.findall(r"@echo \"make (\w+)", read("Makefile"))) == make_targets() - {"help"}


def test_continuous_integration_runs_what_a_person_runs():
    commands = [line.strip() for line in read(".ci/run").splitlines() if line.strip()]
    assert commands[-1] == "exec make test"
    assert not any("pytest" in line or "tests/" in line for line in commands)


def test_the_workflow_covers_systems_pythons_and_sets():
    text = read(".github/workflows/test.yml")
    jobs = yaml.safe_load(text)["jobs"]
    matrix = jobs["locked"]["strategy"]["matrix"]
    assert {one.split("-")[0] for one in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert "3.11" in matrix["python"] and len(matrix["python"]) >= 2
    sets = {one["resolution"] for one in jobs["unlocked"]["strategy"]["matrix"]["include"]}
    assert sets == {"lowest-direct", "highest"}
    assert "schedule:" in text and "pull_request:" in text
