"""A class server for the course: what JupyterHub does for each student, on any spawner.

The Littlest JupyterHub reads this file from its folder ``jupyterhub_config.d``; a hub of your own
loads it with ``load_subconfig``. It says nothing about who may log in. See docs/hub.md.
"""

import os
from pathlib import Path

COURSE = Path(os.environ.get("COURSE_ROOT", "/srv/receptor-to-fracture"))
PROGRAMS = COURSE / ".venv" / "bin"
FIRST_PAGE = "my_course/00_start_here/00_start_here.ipynb"


def settle(spawner):
    """Give an instructor the grading tools and a student the tools to hand in."""
    role = "instructor" if spawner.user.admin else "student"
    spawner.environment = {
        **spawner.environment,
        "COURSE_ROOT": str(COURSE),
        "JUPYTER_CONFIG_PATH": str(COURSE / "deploy" / "config" / role),
        "PATH": f"{PROGRAMS}:{os.environ.get('PATH', '/usr/bin:/bin')}",
        # One student must not take the processors of thirty.
        "OMP_NUM_THREADS": "1",
    }


c = get_config()  # noqa: F821 (JupyterHub provides it)

# The start script runs as the student, never as the hub: nothing in a home is touched as root.
c.Spawner.cmd = [
    "/bin/sh",
    str(COURSE / "deploy" / "start"),
    str(PROGRAMS / "jupyterhub-singleuser"),
]
c.Spawner.pre_spawn_hook = settle
c.Spawner.default_url = f"/lab/tree/{FIRST_PAGE}"
c.Spawner.start_timeout = c.Spawner.http_timeout = 120

# Measured per student, see docs/hub.md. Systemd and Kubernetes hold a server to it; a plain
# process is free.
c.Spawner.mem_guarantee = "512M"
c.Spawner.mem_limit = "1G"
c.Spawner.cpu_limit = 1.0

# A hub that stops, or falls, leaves the students' servers and kernels running and finds them again.
c.JupyterHub.cleanup_servers = False
c.JupyterHub.concurrent_spawn_limit = 10
