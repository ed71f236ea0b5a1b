"""Four levers on the bone cells: RANKL, OPG, parathyroid hormone and sclerostin.

Each lever multiplies one resting quantity of the published cells (Lemaire 2004) and the cells
come to rest anew. Sclerostin is not in that model: it enters through Wnt with the exponents of
the full chain. Left out: the amount of bone, which feeds back on sclerostin in the chain, and
pulses, such as one injection of parathyroid hormone a day.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.bone.lemaire import LEMAIRE_NUMBERS, lemaire_steady_state
from course_utils.physiology.parameters import parameter_set

WNT = parameter_set("chain_bone")
REST = lemaire_steady_state()
AT_LEVER = {"RANKL": ("K_LP",), "OPG": ("K_OP",), "PTH": ("S_P",), "sclerostin": ("D_R", "K_OP")}
LEVERS = tuple(AT_LEVER)


def wnt_activity(sclerostin):
    """Wnt activity under sclerostin, both 1 at rest: W = 2/(1 + Y).

    Parameters
    ----------
    sclerostin : float or array
        Y, multiple of rest; must not be negative.

    Returns
    -------
    float or array
        Between 0 and 2.

    Source: calibrated for this course; sclerostin as a brake on Wnt after van Lierop 2017.
    """
    return 2 / (1 + sclerostin)


def pulled(lever, fold):
    """Cells at rest after one lever is set to a multiple of its resting value.

        RANKL: K_LP·f    OPG: K_OP·f    PTH: S_P·f
        sclerostin: D_R·W^0.35 and K_OP·W^0.3,  W = 2/(1 + f)

    Parameters
    ----------
    lever : str
        One of ``LEVERS``.
    fold : float
        Multiple of the resting value; positive.

    Returns
    -------
    tuple (osteoclasts, osteoblasts)
        Multiples of their numbers at rest.

    Raises
    ------
    ValueError
        If there is no such lever or the multiple is not positive.

    Source: Lemaire et al. 2004, J Theor Biol 229:293; Wnt exponents of ``chain_bone``.
    """
    if lever not in AT_LEVER:
        raise ValueError(f"There is no lever {lever!r}; there are {', '.join(LEVERS)}.")
    if not fold > 0:
        raise ValueError(f"A lever is set to a positive multiple of its rest; got {fold!r}.")
    factors = [fold]
    if lever == "sclerostin":
        factors = [wnt_activity(fold) ** WNT[power] for power in ("wnt_R", "wnt_O")]
    symbols = AT_LEVER[lever]
    changed = {s: LEMAIRE_NUMBERS[s] * f for s, f in zip(symbols, factors, strict=True)}
    cells = lemaire_steady_state(**changed)
    return cells.C / REST.C, cells.B / REST.B


def lever_response(lever, folds):
    """Cells at rest over a range of settings of one lever.

    Parameters and errors as in :func:`pulled`, with ``folds`` an array (n,).

    Returns
    -------
    DataFrame indexed by ``fold``
        Columns ``osteoclasts_fold`` and ``osteoblasts_fold``.
    """
    import pandas as pd

    folds = np.asarray(folds, dtype=float)
    rows = [pulled(lever, fold) for fold in folds]
    index = pd.Index(folds, name="fold")
    return pd.DataFrame(rows, index=index, columns=["osteoclasts_fold", "osteoblasts_fold"])
