"""Switch off links of the chain: hold a quantity at its start and see what it carried.

A link that is off keeps its quantities where they were at the start of the scenario.

    concentration   no drug reaches the blood
    receptor        estrogen receptors go on seeing the estradiol of the start, and no drug
    hormones        the axis stands still: GnRH, LH, FSH, testosterone, own estradiol
    cells           osteoblasts and osteoclasts stand still
    density         bone volume and mineral stand still
    fracture        hazards do not follow density
"""

from __future__ import annotations

from course_utils.physiology.drugs.exposure import exposure

LINKS = ("concentration", "receptor", "hormones", "cells", "density", "fracture")
SWITCHES = {link: f"{link}_live" for link in ("receptor", "hormones", "cells", "density")}


def check_links(off):
    """The links to hold, as a set; unknown ones are refused in words."""
    off = {off} if isinstance(off, str) else set(off)
    for link in sorted(off - set(LINKS)):
        raise ValueError(f"No link is called {link!r}; the chain has {', '.join(LINKS)}.")
    return frozenset(off)


def hold(parameters, inputs, seen, off):
    """Parameters and inputs with some links held at their start.

    Parameters
    ----------
    parameters : DerivedParameters
    inputs : Exposure
    seen : float or array
        Estradiol at the start, pg/mL, which held receptors go on seeing.
    off : set of str
        Some of ``LINKS``.

    Returns
    -------
    tuple (parameters, inputs)
    """
    if "concentration" in off:
        inputs = exposure([], inputs.end_day)
    return parameters.replace(**switched_off(seen, off)), inputs


def switched_off(seen, off):
    """Numbers of the chain that hold the links in `off`: symbol → value."""
    numbers = {SWITCHES[link]: 0.0 for link in SWITCHES if link in off}
    return numbers | ({"estradiol_held": seen} if "receptor" in off else {})
