"""The estrogen receptor in a tissue: ligands, shapes and co-regulators in one partition function.

For tissue t and subtype s, ligand i at unbound biophase concentration

    x_is = K_p · fu_i · c_i · access_it / K_is

may sit in the receptor. A bound receptor has one of three helix-12 shapes k: A agonist
(AF-2 open), T tamoxifen-like (AF-1 usable) or R raloxifene-like, with share p_ik. A shape binds
co-activator 1 (AF-1), co-activator 2 (AF-2) or co-repressor, of which the tissue supplies
a1, a2 and r:

    A_k = K_k1·a1 + K_k2·a2          Q_k = 1 + A_k + K_kr·r          Q_0 = 1 + K_0r·r
    Ā_i = Σ_k p_ik·A_k               Q̄_i = Σ_k p_ik·Q_k              Z = Q_0 + Σ_i x_i·Q̄_i

The stimulus is the share of receptors that carry a co-activator,

    X = (1−w)·ε_α·Σ_i x_iα·Ā_i/Z_α + w·Σ_i x_iβ·Ā_i/Z_β

and the signal passes it through the operational model with τ = 1/X50:

    S = [X/(X+X50)] / [X_ref/(X_ref+X50)],   S = 1 in a woman with estradiol 100 pg/mL.

Left out: dimers, DNA sites, membrane receptors, receptor turnover, progesterone.
Concentrations are always ten numbers in the order of ``LIGANDS``: estradiol in pg/mL, then nine
SERMs in nM of total plasma drug.
"""

from __future__ import annotations

from collections import namedtuple

from course_utils.physiology.arithmetic import formula
from course_utils.physiology.receptors.mixtures import LIGANDS
from course_utils.physiology.receptors.terms import SUBTYPES, receptor_parameters, tissue_terms

# n: drive per concentration, d: binding per concentration, both over Q0; amplification: 1/X50.
Coefficients = namedtuple(
    "Coefficients",
    [f"{kind}_{s}_{i}" for s in SUBTYPES for kind in "nd" for i in LIGANDS]
    + ["amplification", "gain"],
)
Coefficients.__doc__ = """Numbers of one tissue, flat, for :func:`stimulus` and :func:`signal`.

``d_alpha_i`` is 1/(apparent dissociation constant), per pg/mL of estradiol or nM of drug;
``n_alpha_i`` is ``d_alpha_i`` times efficacy and the ERα share; the same for ``beta``.
"""


def tissue_coefficients(tissue, alpha_efficacy=1.0, parameters=None, reference_estradiol=None):
    """Everything about one tissue that does not change while concentrations do.

    Parameters
    ----------
    tissue : str
        One of ``TISSUES``.
    alpha_efficacy : float or array (n,)
        ε_α: 1 in most people, 0 in a person without working ERα.
    parameters : mapping, optional
        As in :func:`~course_utils.physiology.receptors.terms.receptor_parameters`.
    reference_estradiol : float, optional
        Estradiol at which the signal is 1, pg/mL; 100 (premenopausal woman) unless given.

    Returns
    -------
    Coefficients
        Flat named tuple of floats (arrays if an input was an array). The person of reference
        always has working ERα.

    Raises
    ------
    KeyError
        If the tissue or a parameter set is unknown.
    """
    terms = tissue_terms(tissue, parameters)
    reference = reference_estradiol
    if reference is None:
        reference = receptor_parameters(parameters)["er_tissues"]["E2_woman"]
    healthy = Coefficients(*_drives(terms, 1.0), terms.amplification, 1.0)
    at_reference = stimulus(healthy, (reference, *[0.0] * (len(LIGANDS) - 1)))
    gain = (1 + terms.amplification * at_reference) / at_reference
    return Coefficients(*_drives(terms, alpha_efficacy), terms.amplification, gain)


def _drives(terms, alpha_efficacy):
    weights = (1 - terms.beta_share) * alpha_efficacy, terms.beta_share
    drives = []
    for weight, reach in zip(weights, (terms.reach_alpha, terms.reach_beta), strict=True):
        drives += [weight * x * a / terms.apo for x, a in zip(reach, terms.active, strict=True)]
        drives += [x * q / terms.apo for x, q in zip(reach, terms.total, strict=True)]
    return drives


@formula
def stimulus(coefficients, concentrations):
    """X: the share of receptors that carry a co-activator, weighted over ERα and ERβ.

        X = Σ n_i·c_i / (1 + Σ d_i·c_i), summed over the two subtypes

    Parameters
    ----------
    coefficients : Coefficients
        From :func:`tissue_coefficients`.
    concentrations : sequence of ten floats or arrays
        In the order of ``LIGANDS``: estradiol pg/mL, then nM; not checked, this is a hot path.

    Returns
    -------
    float or array
        Between 0 and 1.
    """
    # Sums are written out: a loop would cost more than the arithmetic.
    e, t, m, x, r, b, f, o, n, z = concentrations
    (an0, an1, an2, an3, an4, an5, an6, an7, an8, an9,
     ad0, ad1, ad2, ad3, ad4, ad5, ad6, ad7, ad8, ad9,
     bn0, bn1, bn2, bn3, bn4, bn5, bn6, bn7, bn8, bn9,
     bd0, bd1, bd2, bd3, bd4, bd5, bd6, bd7, bd8, bd9, _a, _g) = coefficients  # fmt: skip
    return (
        (an0 * e + an1 * t + an2 * m + an3 * x + an4 * r
         + an5 * b + an6 * f + an7 * o + an8 * n + an9 * z)
        / (1 + ad0 * e + ad1 * t + ad2 * m + ad3 * x + ad4 * r
           + ad5 * b + ad6 * f + ad7 * o + ad8 * n + ad9 * z)
        + (bn0 * e + bn1 * t + bn2 * m + bn3 * x + bn4 * r
           + bn5 * b + bn6 * f + bn7 * o + bn8 * n + bn9 * z)
        / (1 + bd0 * e + bd1 * t + bd2 * m + bd3 * x + bd4 * r
           + bd5 * b + bd6 * f + bd7 * o + bd8 * n + bd9 * z)
    )  # fmt: skip


@formula
def signal(stimulus, coefficients):
    """S: response relative to the person of reference, without drug.

        S = gain·X/(1 + X/X50);  in hypothalamus and pituitary S = X/X_ref

    Parameters
    ----------
    stimulus : float or array
        X of the same tissue.
    coefficients : Coefficients

    Source: operational model (Black and Leff 1983) with τ = 1/X50.
    """
    return coefficients.gain * stimulus / (1 + coefficients.amplification * stimulus)
