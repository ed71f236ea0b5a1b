"""Build the environment in .venv and start what runs in it.

This file is run by path with the machine's own Python, before anything is installed::

    python course_utils/classroom/bootstrap.py lab

It therefore uses the standard library only and imports no other file of the course.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PROFILES = ("lab", "hub", "test")  # each holds the packages of those before it
LOCKS = {name: ROOT / "requirements" / f"{name}.txt" for name in ("installer", *PROFILES)}
HUB_EXTRAS = ("--extra", "hub", "--extra", "grading")
FIRST_PAGE = "00_start_here/00_start_here.ipynb"
OLDEST_PYTHON = (3, 11)

USAGE = """What to type after bootstrap.py:
  lab [ARGS]             build the environment, update my_course, open JupyterLab (ARGS go to it)
  test [ARGS]            build the test environment and run every test (ARGS go to tests/run.py)
  hub                    build the environment of a class server (docs/hub.md)
  run MODULE [ARGS]      run one module of the course, for example: run course_utils doctor
  run-test MODULE [ARGS] the same with the test tools installed
  lock [--upgrade]       write requirements/*.txt anew from pyproject.toml"""


def main(arguments):
    """Carry out one command; return its exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if sys.version_info < OLDEST_PYTHON:
        stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if command not in COMMANDS:
        print(USAGE)
        return 0 if command in ("help", "--help", "-h") else 2
    try:
        return COMMANDS[command](rest)
    except OSError as error:
        stop(f"the environment in {VENV} could not be written or started ({error}).")


def lab(arguments):
    """Open JupyterLab on the first page of the student's workspace."""
    prepare("lab")
    code = run_python("-m", "course_utils", "start")
    if code:
        return code
    return become("-m", "jupyterlab", *lab_options(), *arguments)


def lab_options():
    """Return JupyterLab's options: the workspace as root, the first page as the address."""
    options = [
        f"--ServerApp.root_dir={ROOT / 'my_course'}",
        f"--LabApp.default_url=/lab/tree/{FIRST_PAGE}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    return options


def test(arguments):
    """Run every test."""
    prepare("test")
    return become("tests/run.py", *arguments)


def hub(_arguments):
    """Build the environment of a class server: the lab's, JupyterHub and nbgrader."""
    prepare("hub")
    say(f"ready: {VENV}")
    return 0


def run_module(arguments, profile="lab"):
    """Run one module inside the environment."""
    prepare(profile)
    return become("-m", *arguments)


def run_test_module(arguments):
    """Run one module inside the test environment."""
    return run_module(arguments, profile="test")


def lock(arguments):
    """Write the lock files anew.

    One set of files serves every operating system and Python version, and names no index.
    """
    make_venv()
    if not have_uv():
        stop("writing the lock needs uv, and uv does not run on this machine.")
    lab_sources = ("pyproject.toml", "--group", "build")
    sources = {
        "installer": ("--group", "installer"),
        "lab": lab_sources,
        "test": (*lab_sources, "--extra", "test", "-c", "requirements/lab.txt"),
        "hub": (*lab_sources, *HUB_EXTRAS, "-c", "requirements/test.txt"),
    }
    fixed = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header")
    for name, source in sources.items():
        target = ("--no-annotate", "-q", "-o", f"requirements/{name}.txt")
        code = run_python("-m", "uv", "pip", "compile", *fixed, *target, *source, *arguments)
        if code:
            return code
    return 0


def prepare(profile):
    """Make .venv hold exactly what the lock of this profile says; do nothing if it does."""
    if is_ready(profile):
        return
    say(f"building the environment in {VENV} (once, about a minute)")
    make_venv()
    stamp_path(profile).unlink(missing_ok=True)
    if not (have_uv() and install_with("uv", profile)) and not install_with("pip", profile):
        stop(
            "the packages could not be installed; the lines above say why. "
            "Check the network connection, then type the same command again."
        )
    # Matplotlib writes its font list on first use and warns while it does so, which would
    # otherwise land in the first lesson's output.
    run_python("-c", "import matplotlib.font_manager")
    stamp_path(profile).write_text(expected_stamp(profile), encoding="utf-8")


def is_ready(profile):
    """Tell whether .venv runs and was completed from the present lock, at this very place."""
    enough = PROFILES[PROFILES.index(profile) :]
    return any(read_stamp(name) == expected_stamp(name) for name in enough) and venv_runs()


def expected_stamp(profile):
    """Return the two lines that mark a complete environment: its place and its content."""
    digest = hashlib.sha256()
    for path in (LOCKS["lab"], LOCKS[profile], ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return f"{VENV}\n{digest.hexdigest()}\n"


def read_stamp(profile):
    """Return the stamp of a profile, or an empty text."""
    path = stamp_path(profile)
    return path.read_text(encoding="utf-8") if path.exists() else ""


def stamp_path(profile):
    """Return where the stamp of a profile lies."""
    return VENV / f".course-{profile}"


def make_venv():
    """Create .venv, or create it anew if it no longer runs or was moved."""
    if venv_runs() and not was_moved():
        return
    base = getattr(sys, "_base_executable", sys.executable)
    done = subprocess.run([base, "-m", "venv", "--clear", str(VENV)], check=False)
    if done.returncode:
        stop(
            "Python could not create a virtual environment. On Debian and Ubuntu type: "
            "sudo apt-get install python3-venv. Then type the same command again."
        )


def venv_runs():
    """Tell whether the Python inside .venv starts and is new enough."""
    if not venv_python().exists():
        return False
    code = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    return subprocess.run([str(venv_python()), "-c", code], check=False).returncode == 0


def was_moved():
    """Tell whether .venv was completed at another place (scripts in it hold full paths)."""
    stamps = [read_stamp(name) for name in PROFILES]
    return any(stamp and stamp.splitlines()[0] != str(VENV) for stamp in stamps)


def have_uv():
    """Install uv into .venv; tell whether it runs here.

    COURSE_INSTALLER=pip in the environment leaves uv out.
    """
    if os.environ.get("COURSE_INSTALLER") == "pip":
        return False
    wheel_only = ("--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS["installer"]))
    run_python("-m", "pip", "install", "-q", "--disable-pip-version-check", *wheel_only)
    return run_python("-m", "uv", "--version", stdout=subprocess.DEVNULL) == 0


def install_with(tool, profile):
    """Install the lock and then the course itself; tell whether both worked."""
    command = {
        "uv": ("-m", "uv", "pip", "install", "--python", str(venv_python())),
        "pip": ("-m", "pip", "install", "-q", "--disable-pip-version-check"),
    }[tool]
    say(f"installing with {tool}")
    course = ("--no-deps", "--no-build-isolation", "-e", ".")
    packages = ("--require-hashes", "-r", str(LOCKS[profile]))
    return run_python(*command, *packages) == 0 and run_python(*command, *course) == 0


def run_python(*arguments, **options):
    """Run the environment's Python from the top folder; return its exit code."""
    # A missing Python must fail at once, not start a download of another one.
    environment = {"UV_PYTHON_DOWNLOADS": "never", **os.environ}
    command = [str(venv_python()), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, **options).returncode


def become(*arguments):
    """Hand the terminal over to the environment's Python."""
    os.chdir(ROOT)
    command = [str(venv_python()), *arguments]
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def venv_python():
    """Return the Python inside .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def say(text):
    """Tell the person what happens, in one line."""
    print(f"course: {text}", flush=True)


def stop(text):
    """End with one sentence."""
    sys.exit(f"course: {text}")


COMMANDS = {
    "lab": lab,
    "test": test,
    "hub": hub,
    "run": run_module,
    "run-test": run_test_module,
    "lock": lock,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
