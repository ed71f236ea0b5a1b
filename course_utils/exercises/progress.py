"""What a student has done, kept in one SQLite file inside the workspace.

The file is ``.course/progress.sqlite`` in the nearest folder above the notebook that holds a
``.course`` folder; without one, nothing is kept. ``COURSE_PROGRESS=off`` switches it off and
``COURSE_PROGRESS=<file>`` names another file. It never leaves the machine.

Two kernels may write at once: each write is one short transaction that waits for its turn.
SQLite's ordinary journal is used, because write-ahead logging needs memory that network
drives do not share.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import uuid
from datetime import UTC, datetime
from pathlib import Path

FOLDER, FILE, SWITCH = ".course", "progress.sqlite", "COURSE_PROGRESS"
LAYOUT = 1
SET_MARK = "@"
WAIT_SECONDS = 5.0
COLUMNS = ("uid", "at", "kind", "item", "status", "code", "points", "detail")
TABLES = {
    "events": COLUMNS,
    "predictions": ("item", "choice", "at"),
    "verdicts": ("item", "verdict", "confidence", "reason", "at"),
}

_LAYOUT_SQL = (
    """CREATE TABLE IF NOT EXISTS events (
        uid TEXT PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, item TEXT NOT NULL,
        status TEXT NOT NULL, code TEXT NOT NULL, points REAL NOT NULL, detail TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS predictions (
        item TEXT PRIMARY KEY, choice TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS verdicts (
        item TEXT PRIMARY KEY, verdict TEXT NOT NULL, confidence TEXT NOT NULL,
        reason TEXT NOT NULL, at TEXT NOT NULL)""",
)


_kernel = {"class_set": 0}


class ProgressError(Exception):
    """The file could not be read or written; the message is one plain sentence."""


def use_class_set(seed):
    """Keep and look up progress of this class set only; 0 is the standard edition."""
    _kernel["class_set"] = seed


def named(item, seed=None):
    """The name under which an item of a class set is kept: "L00.E1", or "L00.E1@7" in set 7."""
    seed = _kernel["class_set"] if seed is None else seed
    return f"{item}{SET_MARK}{seed}" if seed else item


def place():
    """The file progress is kept in, or ``None`` if none is kept."""
    wish = os.environ.get(SWITCH, "").strip()
    if wish.lower() == "off":
        return None
    try:
        return _wished(wish) if wish else _nearest()
    except (OSError, RuntimeError):  # a deleted or forbidden folder, an unknown ~user
        return None


def _wished(wish):
    path = Path(wish).expanduser()
    return path / FILE if path.is_dir() else path


def _nearest():
    here = Path.cwd().resolve()
    folders = (folder / FOLDER for folder in (here, *here.parents))
    return next((folder / FILE for folder in folders if folder.is_dir()), None)


def record(item, status, code="", points=0.0, kind="check", detail=None):
    """Keep one event.

    Parameters
    ----------
    item : str
        The id of the exercise, prediction or claim.
    status, code : str
        As in the check's result.
    points : float
    kind : str
        "check", "hint", "solution", "reveal" or another word of one's own.
    detail : dict, optional
        Anything JSON can hold.

    Returns
    -------
    str
        "" if it was kept (or nothing is kept here), else one sentence saying why not.
    """
    extra = json.dumps(detail or {}, ensure_ascii=False)
    row = (uuid.uuid4().hex, _now(), kind, named(item), status, code, float(points), extra)
    return _try_to_write(_insert("events"), row)


def records(path=None):
    """All events, oldest first, as dictionaries with the keys of ``COLUMNS``.

    Raises
    ------
    ProgressError
        If the file is there but cannot be read.
    """
    path = Path(path) if path else place()
    if path is None or not path.exists():
        return []
    with _open(path, "BEGIN") as store:
        rows = store.execute(f"{_select('events')} ORDER BY at, rowid")
        return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def has(item, kind="check", but_not="not attempted"):
    """True if an event of this kind is on record with another status than ``but_not``."""
    query = "SELECT 1 FROM events WHERE item = ? AND kind = ? AND status <> ? LIMIT 1"
    return _try_to_read(query, (named(item), kind, but_not)) is not None


def lock_prediction(item, choice):
    """Lock a choice, unless another is locked already.

    Returns
    -------
    (str, str)
        The choice that is locked now, and one sentence if it could not be kept ("" if it was).
    """
    trouble = _try_to_write(_insert("predictions"), (named(item), choice, _now()))
    return get_prediction(item) or choice, trouble


def get_prediction(item):
    """The locked letter, or ``None``."""
    row = _try_to_read("SELECT choice FROM predictions WHERE item = ?", (named(item),))
    return row[0] if row else None


def release_prediction(item):
    """Take a lock away; returns a sentence if that could not be kept."""
    return _try_to_write("DELETE FROM predictions WHERE item = ?", (named(item),))


def save_verdict(register_id, verdict, confidence="", reason=""):
    """Keep a verdict on a claim; a later one replaces it. Returns "" or one sentence."""
    row = (named(register_id), verdict, confidence, reason, _now())
    return _try_to_write(_insert("verdicts", otherwise="REPLACE"), row)


def get_verdict(register_id):
    """The kept verdict as a dictionary (verdict, confidence, reason, at), or ``None``."""
    row = _try_to_read(f"{_select('verdicts')} WHERE item = ?", (named(register_id),))
    return dict(zip(TABLES["verdicts"][1:], row[1:], strict=True)) if row else None


def merge(other, path=None):
    """Bring the progress of another file in; nothing already here is changed.

    Returns
    -------
    int
        How many events were new.

    Raises
    ------
    ProgressError
        If either file cannot be used.
    """
    path = Path(path) if path else place()
    if path is None:
        raise ProgressError("No progress is kept here, so there is nothing to merge into.")
    if not Path(other).exists():
        raise ProgressError("The file to merge from does not exist.")
    with _open(Path(other), "BEGIN") as source:
        found = {name: source.execute(_select(name)).fetchall() for name in TABLES}
    with _open(path) as store:
        for name, rows in found.items():
            store.executemany(_insert(name), rows)
            if name == "events":
                added = store.total_changes
    return added


def _select(table):
    return f"SELECT {', '.join(TABLES[table])} FROM {table}"


def _insert(table, otherwise="IGNORE"):
    columns = TABLES[table]
    marks = ", ".join("?" * len(columns))
    return f"INSERT OR {otherwise} INTO {table} ({', '.join(columns)}) VALUES ({marks})"


def _try_to_write(sql, values):
    path = place()
    if path is None:
        return ""
    try:
        with _open(path) as store:
            store.execute(sql, values)
    except ProgressError as error:
        return str(error)
    return ""


def _try_to_read(sql, values):
    path = place()
    if path is None or not path.exists():
        return None
    try:
        with _open(path, "BEGIN") as store:
            return store.execute(sql, values).fetchone()
    except ProgressError:
        return None


@contextlib.contextmanager
def _open(path, begin="BEGIN IMMEDIATE"):
    """One connection for one transaction; every failure becomes a :class:`ProgressError`."""
    try:
        store = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    except (sqlite3.Error, OSError) as error:
        raise ProgressError(_sentence(error)) from None
    try:
        _lay_out(store)
        store.execute(begin)
        yield store
        store.execute("COMMIT")
    except (sqlite3.Error, OSError, ValueError) as error:
        raise ProgressError(_sentence(error)) from None
    finally:
        store.close()


def _lay_out(store):
    (version,) = store.execute("PRAGMA user_version").fetchone()
    if version == LAYOUT:
        return
    if version > LAYOUT:
        raise sqlite3.DatabaseError("it was written by a newer version of the course")
    store.execute("BEGIN IMMEDIATE")
    for statement in _LAYOUT_SQL:
        store.execute(statement)
    store.execute(f"PRAGMA user_version = {LAYOUT}")
    store.execute("COMMIT")


def _sentence(error):
    return f"Progress was not saved ({error}); the answer itself is not affected."


def _now():
    return datetime.now(UTC).isoformat(timespec="microseconds")
