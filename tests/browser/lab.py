"""JupyterLab for tests: a server of our own, and a page driven like a student drives it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Error

CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TOKEN = "course-tests"
SLOW = 60  # seconds any single step may take on a busy machine
OWN_FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)
# What JupyterLab itself writes to the console as an error on a healthy page.
NOISE = ("favicon", "ResizeObserver loop")


@dataclass(frozen=True)
class Lab:
    """A running server: its address and the folder whose notebooks it serves."""

    url: str
    folder: Path

    def write_notebook(self, name, *sources):
        """Put a notebook with these code cells into the folder; return its path there."""
        cells = [
            {
                "cell_type": "code",
                "id": f"cell-{number}",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": source,
            }
            for number, source in enumerate(sources)
        ]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        book = {
            "cells": cells,
            "metadata": {"kernelspec": kernel},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (self.folder / name).write_text(json.dumps(book), encoding="utf-8")
        return name


@contextmanager
def running_lab(folder):
    """Start JupyterLab on a free port over an empty `folder`; stop it at the end."""
    home, work = folder / "home", folder / "work"
    work.mkdir(parents=True)
    settings = {name: str(home / name.lower()) for name in OWN_FOLDERS}
    log = (folder / "server.log").open("w", encoding="utf-8")
    server = subprocess.Popen(
        lab_command(work), cwd=work, env={**os.environ, **settings}, stdout=log, stderr=log
    )
    try:
        yield Lab(wait_for_address(Path(settings["JUPYTER_RUNTIME_DIR"]), server, log.name), work)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


@contextmanager
def running_gallery(folder):
    """Start Voilà with the page of all explorers on a free port; stop it at the end."""
    from course_utils.classroom import apps

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    apps.write_notebook(folder)
    command = [*apps.voila_command(folder), "--no-browser", f"--port={port}"]
    log = (folder / "voila.log").open("w", encoding="utf-8")
    server = subprocess.Popen(command, env=apps.environment(), stdout=log, stderr=log)
    try:
        wait_for_port(port, server, log.name)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


def wait_for_port(port, server, log):
    """Wait until a server listens."""
    end = time.monotonic() + SLOW
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"Voilà did not start:\n{Path(log).read_text(encoding='utf-8')}")


def lab_command(work):
    """The command line of the server."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--ip=127.0.0.1"]
    command += ["--expose-app-in-browser", f"--IdentityProvider.token={TOKEN}"]
    command += [f"--ServerApp.root_dir={work}"]
    return [*command, "--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else command


def wait_for_address(runtime, server, log):
    """Address from the file the server writes once it listens."""
    end = time.monotonic() + SLOW
    while time.monotonic() < end and server.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            try:
                return json.loads(file.read_text(encoding="utf-8"))["url"].rstrip("/")
            except (json.JSONDecodeError, KeyError):
                pass  # caught while it was being written
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{Path(log).read_text(encoding='utf-8')}")


def watch(page):
    """Note what the page asks for elsewhere and what it complains about.

    Returns
    -------
    (list, list)
        Addresses off this machine; error messages of the console. They fill as the page works.
    """
    outside, complaints = [], []

    def asked(address):
        host = urlsplit(address)
        if host.scheme in ("http", "https", "ws", "wss") and host.hostname != "127.0.0.1":
            outside.append(address)

    def said(message):
        if message.type == "error" and not any(noise in message.text for noise in NOISE):
            complaints.append(message.text)

    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda socket: asked(socket.url))
    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return outside, complaints


READY = """async () => {
  const app = window.jupyterapp;
  if (!app) return false;
  await app.restored;
  const panel = app.shell.currentWidget;
  if (!panel || !panel.sessionContext) return false;
  await panel.context.ready;
  await panel.sessionContext.ready;
  const kernel = panel.sessionContext.session?.kernel;
  return Boolean(kernel && kernel.connectionStatus === 'connected' && kernel.status === 'idle');
}"""
COUNTS = """() => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
  return cells.filter(c => c.type === 'code' && c.sharedModel.source.trim())
              .map(c => c.executionCount);
}"""
IDLE = """() =>
  window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"""
OUTPUTS = """() => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
  return cells.map(c => c.type === 'code' ? c.outputs.toJSON() : []);
}"""
FAILED = "outputs => outputs.some(output => output.output_type === 'error')"
RUN_ALL = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
SCROLL = "number => window.jupyterapp.shell.currentWidget.content.scrollToItem(number, 'start')"


def open_notebook(page, lab, path):
    """Open a notebook of the lab's folder and wait until its kernel answers."""
    workspace = quote(Path(path).stem)
    page.goto(f"{lab.url}/lab/workspaces/{workspace}/tree/{quote(path)}?reset&token={TOKEN}")
    wait_until(page, READY, "the kernel did not become ready")


def run_all(page, seconds=SLOW):
    """Run every cell and wait until the last one is done, or one has failed.

    JupyterLab drops the command when it comes too early, so it is given again
    as long as the kernel stays idle. After a failed cell it runs no other.
    """
    end = time.monotonic() + seconds
    while page.evaluate(IDLE) and not any(page.evaluate(COUNTS)):
        if time.monotonic() > end:
            raise TimeoutError("no cell started to run")
        page.evaluate(RUN_ALL)
        page.wait_for_timeout(2000)
    done = f"() => ({IDLE})() && (({COUNTS})().every(Boolean) || ({OUTPUTS})().some({FAILED}))"
    wait_until(page, done, "cells still run", seconds)


def outputs(page):
    """The outputs of every cell, as nbformat stores them."""
    return page.evaluate(OUTPUTS)


def scroll_to_cell(page, number):
    """Bring a cell into view; cells far away may not be on the page yet."""
    page.evaluate(SCROLL, number)


def wait_until(page, script, complaint, seconds=SLOW):
    """Ask the page again and again until `script` answers true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if page.evaluate(script):
                return
        except Error:
            pass  # the page is still loading
        page.wait_for_timeout(100)
    raise TimeoutError(f"{complaint} within {seconds} seconds")
