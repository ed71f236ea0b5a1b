"""Lessons run without a network, and the loopback they need for their kernels stays open."""

import os
import subprocess
import sys

import pytest

from course_utils.classroom.notebooks import offline_environment

MESSAGE = "network is off for lessons"


def run_offline(source, *more_paths):
    """Run Python offline; what it printed, errors included."""
    environment = {**os.environ, **offline_environment()}
    environment["PYTHONPATH"] = os.pathsep.join([environment["PYTHONPATH"], *more_paths])
    done = subprocess.run(
        [sys.executable, "-c", source],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)",
        "import socket; socket.socket().connect(('192.0.2.1', 80))",
        "import socket; socket.socket().connect_ex(('192.0.2.1', 80))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket; socket.gethostbyname('example.org')",
        "import socket; socket.getnameinfo(('192.0.2.1', 80), 0)",
        "import socket as s; s.socket(s.AF_INET, s.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "import socket as s; s.socket(s.AF_INET6).connect(('2001:db8::1', 80))",
        "import _socket; _socket.socket().connect(('192.0.2.1', 80))",
        "import urllib.request as r; r.urlopen('https://example.org')",
        "import asyncio; asyncio.run(asyncio.open_connection('example.org', 80))",
        "import subprocess as p, sys; p.run([sys.executable, '-c', "
        "\"import socket; socket.gethostbyname('example.org')\"])",
    ],
)
def test_every_way_out_is_closed(attempt):
    assert f"OSError: {MESSAGE}" in run_offline(attempt) or MESSAGE in run_offline(attempt)


def test_the_loopback_is_open():
    source = (
        "import socket\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "for host in ('127.0.0.1', 'localhost'):\n"
        "    socket.create_connection((host, server.getsockname()[1]), timeout=5).sendall(b'x')\n"
        "    print(server.accept()[0].recv(1))\n"
        "socket.getaddrinfo(None, 0), socket.getaddrinfo('::1', 80)\n"
    )
    assert run_offline(source) == "b'x'\nb'x'\n"


def test_another_sitecustomize_still_runs(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("print('the other one')\n", encoding="utf-8")
    told = run_offline("import socket; socket.gethostbyname('example.org')", str(tmp_path))
    assert told.startswith("the other one")
    assert MESSAGE in told


def test_progress_is_off_and_a_path_of_ones_own_stays(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "mine")
    environment = offline_environment()
    assert environment["COURSE_PROGRESS"] == "off"
    assert environment["PYTHONPATH"].endswith(f"{os.pathsep}mine")
