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
from types import SimpleNamespace


@cache
def available():
    """Whether numba is installed."""
    return find_spec("numba") is not None


@cache
def compiled(flat):
    """The functions of :meth:`course_utils.physiology.flat.Flat.compiled_source`, by numba."""
    import numba

    scope, kept = _load(flat.compiled_source())
    # The second one calls the first by its name, which must stand for the compiled one by then.
    for name in ("flat_rates", "flat_rates_of_many"):
        scope[name] = numba.njit(scope[name], error_model="numpy", cache=kept)
    return SimpleNamespace(one=scope["flat_rates"], many=scope["flat_rates_of_many"])


def _load(source):
    """The names of a source text, and whether they live in a file that numba can cache."""
    try:
        path = _write(source)
    except OSError:
        scope = {}
        exec(source, scope)
        return scope, False
    module = module_from_spec(spec_from_file_location(path.stem, path))
    # numba looks the module up by its name when it loads a kept function.
    sys.modules[path.stem] = module
    module.__spec__.loader.exec_module(module)
    return vars(module), True


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
