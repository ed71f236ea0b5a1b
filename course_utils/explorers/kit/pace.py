"""The newest wish wins: computing beside the main thread of a kernel.

While one state is computed, newer wishes replace each other. A computation that is no longer
wanted is left at its next step, or its result is thrown away. Nothing waits in a queue.
"""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from inspect import isgenerator

WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="explorer")
PATIENCE = 0.15  # seconds of computing before its progress is told


class Overtaken(Exception):
    """A newer wish has come while this one was computed."""


def run(compute, state, wanted=lambda: True, progress=lambda _part: None):
    """Result of ``compute(**state)``, step by step if it is a generator function.

    Parameters
    ----------
    compute : callable
        A plain function, or a generator function that yields the part done (0 to 1) and
        returns the result.
    state : dict
    wanted : callable
        Asked between two steps; false ends the computation.
    progress : callable
        Told the part done.

    Raises
    ------
    Overtaken
        If the result is not wanted any more.
    """
    steps = compute(**state)
    if not isgenerator(steps):
        return steps
    while True:
        try:
            part = next(steps)
        except StopIteration as end:
            return end.value
        if not wanted():
            raise Overtaken
        progress(part)


class Pace:
    """Brings an explorer to the newest state asked for.

    Parameters
    ----------
    explorer : Explorer
    tell : callable
        ``tell(part)`` shows how far a long computation is.
    """

    def __init__(self, explorer, tell):
        self.explorer, self.tell = explorer, tell
        self._wish = None
        self._loop = _running_loop()

    @property
    def busy(self):
        """True while a state is computed."""
        return self._wish is not None

    @property
    def target(self):
        """The state that is being computed, or the one shown."""
        return self._wish[0] if self._wish else self.explorer.state

    def on_main_thread(self, do, *arguments):
        """Call ``do(*arguments)`` where cells run, at once or after the one that is running.

        A front end may deliver messages in a thread of their own; drawing there would change
        the figures of a running cell.
        """
        if self._loop is None or threading.current_thread() is threading.main_thread():
            do(*arguments)
        else:
            self._loop.call_soon_threadsafe(do, *arguments)

    def want(self, state):
        """Compute and show `state`, unless a newer one comes."""
        at_work, self._wish = self._wish is not None, (state, copy_context())
        if self._loop is None or not self._loop.is_running():
            self._wish = None
            self.explorer.arrive(state, *self.explorer.outcome(state))
        elif not at_work:
            self._start()

    def _start(self):
        wish = self._wish
        WORKERS.submit(self._work, wish)

    def _work(self, wish):
        state, context = wish

        begin = time.perf_counter()

        def progress(part):
            if time.perf_counter() - begin < PATIENCE:
                return  # each message delays the picture by as much as some curves
            self._loop.call_soon_threadsafe(self.tell, part, context=context)

        try:
            found = self.explorer.outcome(state, lambda: wish is self._wish, progress)
        except Overtaken:
            found = None
        self._loop.call_soon_threadsafe(self._done, wish, found, context=context)

    def _done(self, wish, found):
        if wish is not self._wish:
            self._start()
            return
        self._wish = None
        self.explorer.arrive(wish[0], *found)


def _running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None  # a test or a script: there is nothing to keep responsive
