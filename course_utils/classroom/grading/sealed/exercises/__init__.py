"""The exercises as a graded notebook sees them: ``check`` hands the value over, the rest is quiet.

This package lies over `course_utils.exercises` in the sandbox. No key, no tolerance and no
hint is in it. It uses only relative imports, so that it works in both places.
"""

import importlib
import importlib.util

from .handing import Handed, check


def _quiet(*_, **__):
    """Help and panels say nothing while a submission is graded."""


hint = solution = predict = reveal = prediction = predicted_curve = _quiet
record_verdict = warmup = self_test = claim_browser = use_variant = _quiet
CheckResult = Handed


def __getattr__(name):
    """Whatever else the course offers here is quiet as well."""
    if name.startswith("_"):
        raise AttributeError(name)
    # 'from course_utils.exercises import lesson_13' asks here before it looks for the module.
    place = f"{__name__}.{name}"
    return importlib.import_module(place) if importlib.util.find_spec(place) else _quiet


__all__ = [
    "CheckResult",
    "check",
    "claim_browser",
    "hint",
    "predict",
    "predicted_curve",
    "prediction",
    "record_verdict",
    "reveal",
    "self_test",
    "solution",
    "warmup",
]
