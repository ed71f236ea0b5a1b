# ruff: noqa
# Ignore every signal that can be ignored.
import signal

for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
    signal.signal(name, signal.SIG_IGN)
while True:
    try:
        pass
    except BaseException:
        pass
