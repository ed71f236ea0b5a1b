"""What estradiol and drugs together tell each tissue, as tables.

Model readouts, not trial results: the order of drugs and tissues is the claim, the sizes are
calibrated. Signals are relative to a woman with estradiol 100 pg/mL and no drug.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.receptors.checks import nonnegative
from course_utils.physiology.receptors.mixtures import mixture
from course_utils.physiology.receptors.partition import signal, stimulus, tissue_coefficients
from course_utils.physiology.receptors.terms import TISSUES, receptor_parameters

PERCENT = 100.0


def tissue_signals(estradiol, alpha_efficacy=1.0, parameters=None, **drugs):
    """Signal of each tissue for any mixture of estradiol and drugs.

    Parameters
    ----------
    estradiol : float or array (n,)
        Total plasma estradiol, pg/mL; not negative.
    alpha_efficacy : float
        ε_α, 0 in a person without working ERα.
    parameters : mapping, optional
        Parameter sets by name, as in
        :func:`~course_utils.physiology.receptors.terms.receptor_parameters`.
    **drugs : float or array (n,)
        Total plasma drug, nM, by name: tamoxifen, desmethyltamoxifen, endoxifen, raloxifene,
        bazedoxifene, lasofoxifene, ospemifene, enclomiphene, zuclomiphene.

    Returns
    -------
    DataFrame
        One row per mixture: ``estradiol_pg_per_ml``, the named drugs as ``…_nmol_per_l`` and
        ``…_signal`` of each tissue (S; in ``hypothalamus_pituitary`` X over its reference).

    Raises
    ------
    KeyError
        If a drug is unknown.
    ValueError
        If a concentration is negative or not a number.

    Leaves out: progesterone, local estrogen synthesis, differences in blood supply.
    """
    import pandas as pd

    concentrations = mixture(estradiol, **drugs)
    columns = {"estradiol_pg_per_ml": concentrations[0]}
    columns |= {f"{drug}_nmol_per_l": nonnegative(c, drug, "nM") for drug, c in drugs.items()}
    for tissue in TISSUES:
        coefficients = tissue_coefficients(tissue, alpha_efficacy, parameters)
        columns[f"{tissue}_signal"] = signal(stimulus(coefficients, concentrations), coefficients)
    values = np.broadcast_arrays(*(np.atleast_1d(column) for column in columns.values()))
    return pd.DataFrame(dict(zip(columns, values, strict=True)))


def hyperplasia_probability(uterus_signal, parameters=None):
    """Probability of endometrial hyperplasia within one year without a progestogen.

        P = top/(1 + exp[−(S_uterus − middle)/width])

    Parameters
    ----------
    uterus_signal : float or array (n,)
        S_uterus; not negative.
    parameters : mapping, optional
        As in :func:`tissue_signals`.

    Returns
    -------
    float or array (n,)
        Between 0 and 1.

    Leaves out: progesterone and time; in a cycling woman the monthly progesterone protects,
    so the value at S = 1 does not apply to her.
    """
    numbers = receptor_parameters(parameters)["er_readouts"]
    uterus_signal = nonnegative(uterus_signal, "The uterine signal", "no unit")
    distance = (uterus_signal - numbers["hyperplasia_middle"]) / numbers["hyperplasia_width"]
    return numbers["hyperplasia_top"] / (1 + np.exp(-distance))


def tissue_readouts(estradiol, alpha_efficacy=1.0, parameters=None, **drugs):
    """What each signal stands for at the bedside.

    Parameters and errors as in :func:`tissue_signals`.

    Returns
    -------
    DataFrame
        ``endometrial_hyperplasia_percent`` (within one year, no progestogen),
        ``vaginal_maturation_relative``, ``breast_drive_relative``, ``bone_signal`` and
        ``brain_signal_relative``; relative to a woman with estradiol 100 pg/mL.

    Leaves out: scales of the clinic. A maturation of 1 is not a maturation index.
    """
    import pandas as pd

    signals = tissue_signals(estradiol, alpha_efficacy, parameters, **drugs)
    hyperplasia = hyperplasia_probability(signals["uterus_signal"], parameters)
    return pd.DataFrame(
        {
            "endometrial_hyperplasia_percent": PERCENT * hyperplasia,
            "vaginal_maturation_relative": signals["vagina_signal"],
            "breast_drive_relative": signals["breast_signal"],
            "bone_signal": signals["bone_signal"],
            "brain_signal_relative": signals["hypothalamus_pituitary_signal"],
        }
    )


def tsec_dose_response(bazedoxifene, estradiol, parameters=None):
    """Estrogen with rising bazedoxifene: endometrium and bone (and what breast and brain see).

    Parameters
    ----------
    bazedoxifene : array (n,)
        Steady concentration, nM (about 6.3 at 20 mg/d); not negative.
    estradiol : float
        Estradiol, or conjugated estrogens as estradiol equivalents plus the woman's own, pg/mL.
    parameters : mapping, optional
        As in :func:`tissue_signals`.

    Returns
    -------
    DataFrame
        Indexed by ``bazedoxifene_nmol_per_l``; columns of :func:`tissue_readouts` and
        ``uterus_signal``.

    Leaves out: equivalents of conjugated estrogens are a calibration device, not a level.
    """
    mixtures = {"parameters": parameters, "bazedoxifene": np.atleast_1d(bazedoxifene)}
    table = tissue_readouts(estradiol, **mixtures)
    signals = tissue_signals(estradiol, **mixtures)
    table["uterus_signal"] = signals["uterus_signal"]
    return table.set_index(signals["bazedoxifene_nmol_per_l"])
