"""Names and units of the ten ligands, and mixtures of them as ten numbers."""

from __future__ import annotations

from course_utils.physiology.receptors.checks import known, nonnegative
from course_utils.physiology.units import (
    PMOL_IN_ONE_NMOL,
    estradiol_pg_per_ml_to_pmol_per_l,
)

LIGANDS = (
    "estradiol",
    "tamoxifen",
    "desmethyltamoxifen",
    "endoxifen",
    "raloxifene",
    "bazedoxifene",
    "lasofoxifene",
    "ospemifene",
    "enclomiphene",
    "zuclomiphene",
)
DRUGS = LIGANDS[1:]


def mixture(estradiol, **drugs):
    """Ten concentrations in the order of ``LIGANDS``.

    Parameters
    ----------
    estradiol : float or array (n,)
        Total plasma estradiol, pg/mL; not negative.
    **drugs : float or array (n,)
        Total plasma drug by name, nM; not negative; 0 for each drug not named.

    Raises
    ------
    KeyError
        If a drug is unknown; the sentence names the nearest right one.
    ValueError
        If a concentration is negative or not a number.

    Examples
    --------
    >>> mixture(6, raloxifene=1.86)
    (6.0, 0.0, 0.0, 0.0, 1.86, 0.0, 0.0, 0.0, 0.0, 0.0)
    """
    for drug in drugs:
        known(drug, DRUGS, "drug")
    doses = [nonnegative(drugs.get(drug, 0.0), drug.capitalize(), "nM") for drug in DRUGS]
    return (nonnegative(estradiol, "Estradiol", "pg/mL"), *doses)


def nanomolar_per_unit(ligand):
    """nM in one unit of the ligand's concentration: pg/mL for estradiol, nM for drugs."""
    if ligand == "estradiol":
        return estradiol_pg_per_ml_to_pmol_per_l(1.0) / PMOL_IN_ONE_NMOL
    return 1.0
