"""A JupyterHub and its proxy in the private view, and a person in front of a browser."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import sys
import time
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
import websocket
from machine import HUB_FOLDER, ROOT, SLOW, wait

PROGRAMS = Path(sys.executable).parent
# Another JupyterHub than the students' servers have, to see whether the two understand each other.
HUB_PROGRAMS = Path(os.environ.get("HUB_PROGRAMS", PROGRAMS))
INSTRUCTOR = "teacher"
COURSE = "receptor_to_fracture"
STUDENTS = ("ada", "ben", "cleo")


@dataclass
class Hub:
    """Addresses, passwords and process numbers of one hub."""

    machine: object
    ports: dict = field(default_factory=lambda: free_ports("public", "api", "hub"))
    token: str = field(default_factory=lambda: secrets.token_hex(32))
    student_password: str = field(default_factory=lambda: secrets.token_hex(16))
    instructor_password: str = field(default_factory=lambda: secrets.token_hex(24))
    process: int = 0

    def url(self, which="public"):
        """The address of the proxy's front, its back, or the hub itself."""
        return f"http://127.0.0.1:{self.ports[which]}"

    def start_proxy(self):
        """Start the proxy; it goes on when the hub falls."""
        front = ["--ip=127.0.0.1", f"--port={self.ports['public']}"]
        back = ["--api-ip=127.0.0.1", f"--api-port={self.ports['api']}"]
        targets = [
            f"--default-target={self.url('hub')}",
            f"--error-target={self.url('hub')}/hub/error",
        ]
        # Marking one submission is one request; the proxy's own limit is 20 seconds.
        program = [str(HUB_PROGRAMS / "configurable-http-proxy"), *front, *back, *targets]
        program.append("--proxy-timeout=600000")
        ready = partial(is_open, self.ports["api"])
        self.machine.start(program, "proxy.log", ready, CONFIGPROXY_AUTH_TOKEN=self.token)

    def start(self):
        """Start the hub; return when it answers through the proxy."""
        program = [str(HUB_PROGRAMS / "jupyterhub"), "-f", str(ROOT / "tests/hub/hub_config.py")]
        self.process = self.machine.start(
            ["env", f"--chdir={HUB_FOLDER}", *program],
            "hub.log",
            self.answers,
            SHIPPED_CONFIG=str(ROOT / "deploy" / "jupyterhub_config.py"),
            COURSE_ROOT=str(ROOT),
            CONFIGPROXY_AUTH_TOKEN=self.token,
            PUBLIC_URL=self.url(),
            HUB_URL=self.url("hub"),
            PROXY_URL=self.url("api"),
            STUDENTS=" ".join(STUDENTS),
            INSTRUCTOR=INSTRUCTOR,
            STUDENT_PASSWORD=self.student_password,
            INSTRUCTOR_PASSWORD=self.instructor_password,
        )

    def kill(self):
        """Take the hub down without a warning."""
        os.kill(self.process, signal.SIGKILL)
        wait(lambda: not is_open(self.ports["hub"]))

    def answers(self):
        """Whether the hub answers through the proxy."""
        try:
            return httpx.get(f"{self.url()}/hub/api", timeout=5).status_code == 200
        except httpx.TransportError:
            return False


class Person:
    """One person in front of a browser."""

    def __init__(self, hub, name):
        self.hub, self.name = hub, name
        self.browser = httpx.Client(base_url=hub.url(), follow_redirects=True, timeout=SLOW)
        self.base = f"/user/{name}"

    def log_in(self, password=None):
        """Log in on the hub's page; return the answer."""
        admin = self.name == INSTRUCTOR
        password = password or (
            self.hub.instructor_password if admin else self.hub.student_password
        )
        self.browser.get("/hub/login")
        form = {"username": self.name, "password": password, "_xsrf": self.browser.cookies["_xsrf"]}
        answer = self.browser.post("/hub/login", data=form, params={"next": "/hub/home"})
        return answer

    def start_server(self):
        """Ask for the own server and wait until its page is there."""
        answer = self.browser.get(f"/hub/spawn/{self.name}")
        assert answer.status_code == 200, f"{self.name}: {answer.status_code}"
        wait(self.server_answers)

    def server_answers(self):
        """Open the own Lab page, which logs the browser in there; whether it came."""
        answer = self.browser.get(f"{self.base}/lab")
        return answer.status_code == 200 and "jupyter-config-data" in answer.text

    def ask(self, method, path, **options):
        """Send one request to the own server, as its page does."""
        return self.ask_other(self.name, method, path, **options)

    def ask_other(self, owner, method, path, **options):
        """Send one request to the server of ``owner``."""
        cookies = self.browser.cookies.jar
        xsrf = {one.path: one.value for one in cookies if one.name == "_xsrf"}
        own = xsrf.get(f"/user/{owner}/", "")
        headers = {"X-XSRFToken": own}
        return self.browser.request(method, f"/user/{owner}{path}", headers=headers, **options)

    def kernel(self):
        """Start a kernel on the own server."""
        answer = self.ask("POST", "/api/kernels", json={"name": "python3"})
        assert answer.status_code == 201, answer.text
        return Kernel(self, answer.json()["id"])

    def read(self, path):
        """One file of the own home, as the server gives it."""
        answer = self.ask("GET", f"/api/contents/{path}", params={"content": 1})
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.json()["content"]

    def save(self, path, notebook):
        """Save a notebook as the page does."""
        model = {"type": "notebook", "format": "json", "content": notebook}
        answer = self.ask("PUT", f"/api/contents/{path}", json=model)
        assert answer.status_code in (200, 201), answer.text

    def save_text(self, path, text):
        """Save a text file; return the server's status."""
        model = {"type": "file", "format": "text", "content": text}
        return self.ask("PUT", f"/api/contents/{path}", json=model).status_code

    def exchange(self, action, assignment):
        """Fetch, submit or fetch feedback, as the list of assignments in Lab does."""
        form = {"course_id": COURSE, "assignment_id": assignment}
        answer = self.ask("POST", f"/assignments/{action}", data=form).json()
        assert answer["success"], answer
        return answer["value"]

    def grade(self, method, path, **options):
        """Press a button of the grading pages; return the answer."""
        answer = self.ask(method, f"/formgrader/api/{path}", **options)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        result = answer.json()
        assert isinstance(result, list) or result.get("success", True), f"{path}: {result}"
        return result

    def fill_in(self, assignment, answers):
        """Write answers into a fetched assignment, cell id → source, and save it."""
        path = f"{assignment}/{assignment}.ipynb"
        notebook = self.read(path)
        for cell in notebook["cells"]:
            cell["source"] = answers.get(cell["id"], cell["source"])
        self.save(path, notebook)


class Kernel:
    """A kernel on a person's server, over the websocket a page would open."""

    def __init__(self, person, number):
        self.number = number
        address = person.hub.url().replace("http", "ws", 1)
        cookies = "; ".join(f"{c.name}={c.value}" for c in person.browser.cookies.jar)
        self.line = websocket.create_connection(
            f"{address}{person.base}/api/kernels/{number}/channels",
            cookie=cookies,
            timeout=SLOW,
        )

    def run(self, code):
        """Run a cell; return what it printed, or raise what it raised."""
        wanted = uuid.uuid4().hex
        self.line.send(json.dumps(execute_request(wanted, code)))
        printed = []
        while True:
            message = json.loads(self.line.recv())
            if message["parent_header"].get("msg_id") != wanted:
                continue
            kind, content = message["header"]["msg_type"], message["content"]
            if kind == "stream":
                printed.append(content["text"])
            elif kind == "error":
                raise RuntimeError("\n".join(content["traceback"]))
            elif kind == "status" and content["execution_state"] == "idle":
                return "".join(printed).strip()

    def close(self):
        self.line.close()


def execute_request(number, code):
    """The message that runs a cell."""
    return {
        "header": {
            "msg_id": number,
            "msg_type": "execute_request",
            "username": "",
            "session": number,
            "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "version": "5.4",
        },
        "parent_header": {},
        "metadata": {},
        "content": {"code": code, "silent": False, "allow_stdin": False},
        "channel": "shell",
        "buffers": [],
    }


def free_ports(*names):
    """A free port of the loopback interface for each name."""
    doors = [socket.create_server(("127.0.0.1", 0)) for _ in names]
    ports = {name: door.getsockname()[1] for name, door in zip(names, doors, strict=True)}
    for door in doors:
        door.close()
    return ports


def is_open(port):
    """Whether something listens on a port of the loopback interface."""
    with closing(socket.socket()) as door:
        door.settimeout(1)
        return door.connect_ex(("127.0.0.1", port)) == 0
