"""The inputs a person's body can receive, in the fixed order of the full model.

Drugs reach the model as concentrations or hormone inputs, other interventions as factors.
"""

from __future__ import annotations

from typing import NamedTuple


class Channel(NamedTuple):
    """One input: its name, its unit in words, its value without treatment, how two combine.

    ``combine`` is ``add``, ``multiply`` or ``block`` (1 − (1−a)(1−b)).
    """

    name: str
    unit: str
    default: float = 0.0
    combine: str = "add"

    @property
    def column(self):
        """Column name in a result table: quantity and unit."""
        return f"{self.name}_{self.unit}" if self.unit else self.name


CHANNELS = (
    Channel("tamoxifen", "nmol_per_l"),
    Channel("desmethyltamoxifen", "nmol_per_l"),
    Channel("endoxifen", "nmol_per_l"),
    Channel("raloxifene", "nmol_per_l"),
    Channel("bazedoxifene", "nmol_per_l"),
    Channel("lasofoxifene", "nmol_per_l"),
    Channel("ospemifene", "nmol_per_l"),
    Channel("enclomiphene", "nmol_per_l"),
    Channel("zuclomiphene", "nmol_per_l"),
    Channel("anastrozole", "nmol_per_l"),
    Channel("estradiol_added", "pg_per_ml"),
    Channel("testosterone_input", "ng_per_dl_per_day"),
    Channel("triptorelin", "ng_per_ml"),
    Channel("degarelix", "ng_per_ml"),
    Channel("igf_drive", "multiple", 1.0, "multiply"),
    Channel("parathyroid_factor", "", 1.0, "multiply"),
    Channel("sclerostin_block", "fraction", 0.0, "block"),
    Channel("rankl_block", "fraction", 0.0, "block"),
    Channel("gonadotropin_added", "iu_per_l"),
)
NAMES = tuple(channel.name for channel in CHANNELS)
INDEX = {name: place for place, name in enumerate(NAMES)}
DEFAULTS = tuple(channel.default for channel in CHANNELS)


def combined(channel, values):
    """Join the values that several interventions give one channel at the same time."""
    total = channel.default
    for value in values:
        if channel.combine == "add":
            total = total + value
        elif channel.combine == "multiply":
            total = total * value
        else:
            total = 1 - (1 - total) * (1 - value)
    return total
