"""What students talk to: predict, reveal, check, hint, solution, verdicts, warm-up and self-test.

>>> from course_utils.exercises import check
>>> check("L00.E1", ...).status
'not attempted'

Nothing heavy is imported here. A lesson's exercises, and the science they need, load when
the first of them is asked for.
"""

from course_utils.exercises.audit import record_verdict
from course_utils.exercises.checking import CheckResult, check
from course_utils.exercises.claim_browser import claim_browser
from course_utils.exercises.helping import hint, solution
from course_utils.exercises.predictions import predict, predicted_curve, prediction, reveal
from course_utils.exercises.self_test import self_test
from course_utils.exercises.session import use_variant
from course_utils.exercises.warming import warmup

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
    "use_variant",
    "warmup",
]
