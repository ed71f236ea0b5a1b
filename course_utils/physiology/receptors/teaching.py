"""The receptor model that students write: one seat, one efficacy per ligand and tissue.

    signal = (e + ε·d)/(1 + e + d),   e = E2/K,   d = SERM over its own K

It shows the turn of sign with estradiol exactly. Against the full model
(:mod:`course_utils.physiology.receptors.partition`) it leaves out shapes, co-regulators that
compete for the receptor, ERβ, protein binding and saturation of the response. Efficacies carry
order and sign, not size; K is apparent. All numbers are in the parameter set ``er_teaching``.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors.checks import known, nonnegative, positive, share
from course_utils.physiology.receptors.ladder import competitive_signal

TEACHING_LIGANDS = (
    "estradiol",
    "tamoxifen",
    "raloxifene",
    "bazedoxifene",
    "lasofoxifene",
    "ospemifene",
    "enclomiphene",
    "zuclomiphene",
)
TEACHING_TISSUES = ("bone", "breast", "uterus", "liver", "brain")


def two_ligand_signal(estradiol, apparent_dissociation, dose, efficacy):
    """Signal of estradiol and one SERM that share one seat, between 0 and 1.

        S = (e + ε·d)/(1 + e + d),   e = E2/K

    Parameters
    ----------
    estradiol : float or array (n,)
        Total estradiol, pg/mL; not negative.
    apparent_dissociation : float
        K, pg/mL; positive.
    dose : float or array
        d, SERM concentration over its own dissociation constant; not negative.
    efficacy : float
        ε of the SERM in this tissue, between 0 and 1.

    Returns
    -------
    float or array (n,)

    Raises
    ------
    ValueError
        If a concentration is negative, K is not positive or ε is outside 0 to 1.

    Leaves out: what the docstring of this module lists.
    """
    efficacy = share(efficacy, "The efficacy")
    signal = competitive_signal((estradiol, dose), (apparent_dissociation, 1.0), (1.0, efficacy))
    return signal.item() if signal.ndim == 0 else signal


def tissue_signal(tissue, estradiol, ligand=None, dose=None, parameters=None):
    """Signal in one tissue with the table's K and efficacies; 1 only at unlimited estradiol.

    Parameters
    ----------
    tissue : str
        One of ``TEACHING_TISSUES``.
    estradiol : float or array (n,)
        pg/mL; not negative.
    ligand : str, optional
        One of ``TEACHING_LIGANDS``; none means no drug.
    dose : float or array, optional
        d; the default of the table is used if a ligand is named.
    parameters : mapping, optional
        In place of ``parameter_set("er_teaching")``.

    Raises
    ------
    KeyError
        If the tissue or ligand is unknown.
    """
    numbers = _numbers(parameters)
    known(tissue, TEACHING_TISSUES, "teaching tissue")
    if ligand is None:
        return two_ligand_signal(estradiol, numbers["K"], 0.0, 0.0)
    dose = numbers["dose"] if dose is None else dose
    return two_ligand_signal(estradiol, numbers["K"], dose, _efficacy(ligand, tissue, numbers))


def bone_signal(estradiol, ligand=None, dose=None, efficacy=None, parameters=None):
    """S_bone: the bone signal relative to estradiol 100 pg/mL without drug.

        S_bone = (e + ε·d)/(1 + e + d) / S_ref,   S_ref = 100/107

    Parameters
    ----------
    estradiol : float or array (n,)
        pg/mL; not negative.
    ligand : str, optional
        One of ``TEACHING_LIGANDS``; none means no drug unless ``efficacy`` is given.
    dose : float or array, optional
        d, 20 unless given.
    efficacy : float, optional
        ε in bone, in place of the ligand's.
    parameters : mapping, optional
        In place of ``parameter_set("er_teaching")``.

    Returns
    -------
    float or array (n,)
    """
    numbers = _numbers(parameters)
    reference = tissue_signal("bone", numbers["E2_ref"], parameters=parameters)
    if efficacy is None:
        return tissue_signal("bone", estradiol, ligand, dose, parameters) / reference
    dose = numbers["dose"] if dose is None else dose
    return two_ligand_signal(estradiol, numbers["K"], dose, efficacy) / reference


def crossover(efficacy, apparent_dissociation=None):
    """Estradiol at which a SERM changes nothing, whatever its dose.

        E2* = K·ε/(1 − ε)

    Below it the SERM raises the signal, above it the SERM lowers it.

    Parameters
    ----------
    efficacy : float
        ε, from 0 to below 1.
    apparent_dissociation : float, optional
        K, pg/mL; the table's 7 pg/mL unless given.

    Raises
    ------
    ValueError
        If ε is not between 0 and 1 or equals 1 (a full agonist has no crossover).
    """
    efficacy = share(efficacy, "The efficacy")
    if np.any(np.asarray(efficacy) == 1):
        raise ValueError("A full agonist (efficacy 1) has no crossover.")
    constant = _numbers(None)["K"] if apparent_dissociation is None else apparent_dissociation
    return positive(constant, "K", "pg/mL") * efficacy / (1 - efficacy)


def dose_for_signal(target, estradiol, efficacy, apparent_dissociation=None):
    """Dose d that brings the two-ligand signal to a target.

        d = [e − S·(1 + e)]/(S − ε)

    Raises
    ------
    ValueError
        If no dose reaches the target: it must lie between e/(1+e) and ε.
    """
    constant = _numbers(None)["K"] if apparent_dissociation is None else apparent_dissociation
    start = two_ligand_signal(estradiol, constant, 0.0, 0.0)
    if not min(start, efficacy) < target < max(start, efficacy) and target != start:
        raise ValueError(f"The target must lie between {start:.3g} (no drug) and {efficacy:.3g}.")
    ratio = nonnegative(estradiol, "Estradiol", "pg/mL") / constant
    return (ratio - target * (1 + ratio)) / (target - efficacy)


def tissue_efficacies(parameters=None):
    """Table of efficacies ε: one row per ligand, one column per tissue (DataFrame)."""
    import pandas as pd

    numbers = _numbers(parameters)
    rows = [[_efficacy(i, t, numbers) for t in TEACHING_TISSUES] for i in TEACHING_LIGANDS]
    ligands = pd.Index(TEACHING_LIGANDS, name="ligand")
    return pd.DataFrame(rows, index=ligands, columns=list(TEACHING_TISSUES))


def _numbers(parameters):
    return parameter_set("er_teaching") if parameters is None else parameters


def _efficacy(ligand, tissue, numbers):
    known(ligand, TEACHING_LIGANDS, "teaching ligand")
    return numbers[f"efficacy_{ligand}_{tissue}"]
