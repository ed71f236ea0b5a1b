"""Optional compilation: the flat equations through numba, when it is installed.

The text is kept in the user's cache folder under a name made from its content, so that a
machine compiles the same equations once.
"""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path


@cache
def available():
    """Whether numba is installed."""
    return find_spec("numba") is not None


@cache
def compiled(flat):
    """A :class:`course_utils.physiology.flat.FlatRates` compiled by numba."""
    import numba

    function, kept = _load(flat.compiled_source())
    return numba.njit(function, error_model="numpy", cache=kept)


def _load(source):
    """The function of a source text, and whether it lives in a file that numba can cache."""
    try:
        path = _write(source)
    except OSError:
        scope = {}
        exec(source, scope)
        return scope["flat_rates"], False
    module = module_from_spec(spec_from_file_location(path.stem, path))
    # numba looks the module up by its name when it loads a kept function.
    sys.modules[path.stem] = module
    module.__spec__.loader.exec_module(module)
    return module.flat_rates, True


def _write(source):
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = home / "receptor-to-fracture"
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(source.encode("utf-8")).hexdigest()[:24]
    path = folder / f"flat_{digest}.py"
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(source, encoding="utf-8")
        draft.replace(path)
    return path
