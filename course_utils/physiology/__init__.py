"""Equations of the chain from dose to fracture: numbers and parameters, nothing drawn.

The doors most people need stand here: ``from course_utils.physiology import Person, simulate``.
Everything else is in the rooms ``drugs``, ``receptors``, ``axis``, ``bone`` and ``density``.
"""

from importlib import import_module

DOORS = {
    "Intervention": "drugs",
    "Person": "person",
    "Regimen": "drugs",
    "antimony": "interchange",
    "compare_fractures": "comparison",
    "global_sensitivity": "sensitivity",
    "local_sensitivity": "sensitivity",
    "parameter_set": "parameters",
    "sbml": "interchange",
    "simulate": "scenario",
    "uncertainty_band": "uncertainty",
    "virtual_trial": "cohort",
}

__all__ = list(DOORS)


def __getattr__(name):
    # Opened when used: a lesson on receptors need not wait for the whole chain.
    if name not in DOORS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{DOORS[name]}"), name)


def __dir__():
    return sorted({*globals(), *DOORS})
