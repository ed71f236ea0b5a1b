"""Find a Chromium for the browser tests, or install one the way the system documents it."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "chromium-browser",
)
MAC_PROGRAMS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PROGRAMS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
WINDOWS_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")

MISSING = (
    "No Chromium, Chrome or Edge was found and none could be installed. Install one, or set "
    "CHROMIUM_PATH to the program, then run the tests again."
)


def find():
    """Return the path of a browser that starts, or None.

    The environment variable CHROMIUM_PATH goes before everything else.
    """
    return next((path for path in candidates() if starts(path)), None)


def candidates():
    """Yield the places where a browser may be, best first."""
    if os.environ.get("CHROMIUM_PATH"):
        yield os.environ["CHROMIUM_PATH"]
    yield from filter(None, map(shutil.which, COMMANDS))
    yield from MAC_PROGRAMS
    for folder in filter(None, map(os.environ.get, WINDOWS_FOLDERS)):
        yield from (str(Path(folder) / program) for program in WINDOWS_PROGRAMS)
    yield playwrights_own()


def playwrights_own():
    """Return where Playwright keeps the Chromium it installs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(path):
    """Tell whether the program is there and answers with its version."""
    if not Path(path).is_file():
        return False
    if platform.system() == "Windows":  # there, asking for the version opens a window
        return True
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def find_or_install():
    """Return the path of a browser; install one if there is none, or end with a sentence."""
    found = find()
    for command in installers() if found is None else ():
        print(f"course: no Chromium found; trying: {' '.join(command)}", flush=True)
        subprocess.run(command, stdin=subprocess.DEVNULL, check=False)
        found = find()
        if found:
            break
    return found or sys.exit(f"course: {MISSING}")


def installers():
    """Return the commands that may bring a Chromium, in the order to try them."""
    playwright = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    if not shutil.which("apt-get"):
        return [playwright]
    prefix = administrator_prefix()
    if prefix is None:
        return [playwright]
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    packages = ["chromium", "fonts-liberation"]
    return [
        [*quiet, "update"],
        [*quiet, "install", "-y", "--no-install-recommends", *packages],
        playwright,
    ]


def administrator_prefix():
    """Return what stands before an administrator's command; None if that needs a password."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None
