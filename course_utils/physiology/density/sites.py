"""Bone mineral density at three sites, from two volumes and the mineral in them.

    BMD/BMD0 = w·Vt·M + (1 − w)·Vc·[1 + m_c·(M − 1)]

A scanner sees mineral per projected area. Left out: bone size, fat in the beam, arthritis and
calcified vessels at the spine, and any difference in turnover between sites.
"""

from __future__ import annotations

from course_utils.physiology.arithmetic import formula
from course_utils.physiology.parameters import parameter_set

DENSITY = parameter_set("chain_density")
SITES = {"lumbar_spine": "LS", "total_hip": "TH", "femoral_neck": "FN"}


@formula
def relative_density(Vt, Vc, M, trabecular_share, cortical_mineral):
    """BMD of one site relative to the healthy young adult; the equation above.

    Parameters
    ----------
    Vt, Vc, M : float or array
        Trabecular and cortical volume, mean mineralization: relative to the young adult.
    trabecular_share : float
        w, between 0 and 1.
    cortical_mineral : float
        m_c, how much of a change in mineralization shows in cortical bone.
    """
    cortical = Vc * (1 + cortical_mineral * (M - 1))
    return trabecular_share * Vt * M + (1 - trabecular_share) * cortical


def site_density(site, Vt, Vc, M, parameters=DENSITY):
    """BMD of a named site relative to the healthy young adult.

    Parameters
    ----------
    site : str
        ``lumbar_spine``, ``total_hip`` or ``femoral_neck``.
    Vt, Vc, M : float or array (n,)
        Relative to the healthy young adult.
    parameters : mapping with ``w_LS``, ``w_TH``, ``w_FN`` and ``m_c``

    Returns
    -------
    float or array (n,)

    Raises
    ------
    KeyError
        If the site is unknown.

    Source: shares recalled; the rest calibrated.
    """
    share = parameters[f"w_{site_symbol(site)}"]
    return relative_density(Vt, Vc, M, share, parameters["m_c"])


def site_symbol(site):
    """``LS``, ``TH`` or ``FN``; an unknown site is refused in words."""
    if site in SITES:
        return SITES[site]
    raise KeyError(f"No site is called {site!r}; the model knows {', '.join(SITES)}.")
