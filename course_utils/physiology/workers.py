"""Share independent jobs between processes or a cluster; the results do not depend on it."""

from __future__ import annotations

import atexit
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context

CHUNKS_PER_WORKER = 8


def share_out(function, jobs, workers=1, client=None):
    """Call ``function(*job)`` for each job and return the results in order.

    Parameters
    ----------
    function : callable
        At module level, so that other processes can find it.
    jobs : list of tuple
    workers : int
        Processes on this machine; 1 runs here.
    client : dask.distributed.Client, optional
        Takes the place of ``workers``.

    Returns
    -------
    list

    Raises
    ------
    ValueError
        If ``workers`` is not between 1 and the number of processors.
    RuntimeError
        If a process stopped; the sentence says what may be wrong.
    """
    if client is not None:
        chunks = _chunks(jobs, CHUNKS_PER_WORKER * max(len(client.ncores()), 1))
        return _joined(client.gather(client.map(_run, [function] * len(chunks), chunks)))
    _check(workers)
    if workers == 1:
        return _run(function, jobs)
    chunks = _chunks(jobs, CHUNKS_PER_WORKER * workers)
    try:
        return _joined(_pool(workers).map(_run, [function] * len(chunks), chunks))
    except BrokenProcessPool:
        _pool.cache_clear()  # a broken pool would refuse all later work too
        raise RuntimeError(
            'A worker process stopped. In a script, put the call under if __name__ == "__main__" '
            "so that the workers do not run it again; elsewhere memory may have run short."
        ) from None


def _run(function, jobs):
    return [function(*job) for job in jobs]


def _chunks(jobs, count):
    size = -(-len(jobs) // count)
    return [jobs[first : first + size] for first in range(0, len(jobs), size)]


def _joined(parts):
    return [result for part in parts for result in part]


def _check(workers):
    most = os.cpu_count() or 1
    if isinstance(workers, str) or int(workers) != workers or not 1 <= workers <= most:
        raise ValueError(
            f"This machine has {most} processors; workers must be 1 to {most}; got {workers!r}."
        )


@cache
def _pool(workers):
    """Processes that stay: starting one takes longer than following a hundred persons."""
    # Fresh processes everywhere: a copy of a running notebook kernel may hang.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    atexit.register(pool.shutdown, cancel_futures=True)
    return pool
