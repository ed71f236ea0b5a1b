"""The measured numbers that the figures of lesson 06 show: binding to ERα in five studies."""

from __future__ import annotations

import pandas as pd

from course_utils.datasets import load
from course_utils.physiology.parameters import parameter_set

TABLE_STUDIES = {
    "kuiper1997": "Kuiper 1997",
    "escande2006": "Escande 2006",
    "jordan_table_pmc5344255": "review table 2017",
}
BIOSENSOR = {
    "4-hydroxytamoxifen": "4oht",
    "tamoxifen": "tamoxifen",
    "estrone": "estrone",
    "estriol": "estriol",
}
TETHERED = {
    "4-hydroxytamoxifen": "4oht",
    "tamoxifen": "tamoxifen",
    "raloxifene": "raloxifene",
    "genistein": "genistein",
}


def relative_binding():
    """Binding to human ERα relative to estradiol, for ligands measured in two studies or more.

    Returns
    -------
    DataFrame
        Columns ``ligand``, ``study`` and ``percent`` (estradiol 100).

    Source: the table ``receptor_binding`` (percentages as printed; IC50 turned round) and the
    parameter set ``er_binding_assays`` (ratios of dissociation constants, percentages as printed).
    """
    rows = [*_from_table(), *_from_constants()]
    found = pd.DataFrame(rows, columns=["ligand", "study", "percent"])
    return found[found.groupby("ligand")["percent"].transform("size") > 1]


def _from_table():
    table = load("receptor_binding").query("receptor == 'ERalpha'")
    for study in TABLE_STUDIES:
        of_study = table[table["citation_key"] == study].set_index("ligand")
        estradiol = of_study.loc["17beta-estradiol", "value"]
        for ligand, row in of_study.drop(index="17beta-estradiol").iterrows():
            share = row["value"] / estradiol
            # A small IC50 is a tight grip, a small percentage a loose one.
            percent = 100 * (1 / share if row["measure"] == "IC50" else share)
            yield ligand, TABLE_STUDIES[study], percent


def _from_constants():
    numbers = parameter_set("er_binding_assays")
    for ligand, name in BIOSENSOR.items():
        ratio = numbers["rich_K_estradiol"] / numbers[f"rich_K_{name}"]
        yield ligand, "Rich 2002", 100 * ratio
    for ligand, name in TETHERED.items():
        yield ligand, "Kwok 2010", numbers[f"kwok_rba_{name}"]
