# ruff: noqa
# Kill the process, its parents and its group.
import os
import signal

for pid in (os.getppid(), 1, -1, os.getpid()):
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass
