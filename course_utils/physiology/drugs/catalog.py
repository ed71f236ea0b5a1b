"""The drugs of the course, each with its own table of sourced numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from functools import cache, partial

import numpy as np

from course_utils.physiology.drugs import structures
from course_utils.physiology.names import nearest
from course_utils.physiology.parameters import ParameterSet, parameter_set

TIMING = ("lag", "t_burst")  # shared by all persons: they set the times of events


@dataclass(frozen=True, eq=False)
class Drug:
    """One drug: its numbers, and how its dose becomes inputs of the body.

    Attributes
    ----------
    name, label : str
        Name in the catalog, and the name to print.
    parameters : ParameterSet
        Every number with unit, source and level; ``parameters.table()`` prints them.
    unit : str
        Unit of one dose: ``mg``, or ``mg/d`` for a patch that delivers all the time.
    factors : tuple of (symbol, factor)
        Multipliers for one person, or arrays (n,) for n persons.
    """

    name: str
    label: str
    parameters: ParameterSet
    structure: Callable = field(repr=False)
    unit: str = "mg"
    factors: tuple = ()

    @property
    def continuous(self):
        """Whether the drug is delivered all the time (a patch) instead of in doses."""
        return self.unit.endswith("/d")

    @property
    def channels(self):
        """Names of the inputs this drug reaches, in the order of its answers."""
        found = [r.channel for entry in self.entries() for r in entry.responses]
        return tuple(dict.fromkeys(found))

    def numbers(self):
        """Symbol → value, multipliers included."""
        numbers = dict(self.parameters)
        for symbol, factor in self.factors:
            numbers[symbol] = numbers[symbol] * factor
        return numbers

    def entries(self, absorbed=True):
        """The entries of one unit of dose; see :mod:`.structures`."""
        return self.structure(self.numbers(), absorbed)

    def replace(self, **values):
        """The same drug with other numbers; unknown symbols and impossible values refused."""
        return replaced(self, parameters=self.parameters.replace(**values))

    def scaled(self, **factors):
        """The same drug in another person, or in n persons.

        Parameters
        ----------
        **factors : float or array (n,)
            Positive multipliers by symbol, such as ``CL=1.3, V=0.9``. All arrays have the
            same length. Clearance and volume are apparent values (divided by availability).

        Raises
        ------
        KeyError
            If a symbol is unknown; the sentence names the nearest right one.
        ValueError
            If a factor is not a positive number, or differs between persons where it sets
            the time of an event.
        """
        merged = dict(self.factors)
        for symbol, factor in factors.items():
            self.parameters.parameter(symbol)
            merged[symbol] = merged.get(symbol, 1.0) * _factor(symbol, factor)
        return replaced(self, factors=tuple(merged.items()))

    def average_levels(self, dose, every=1.0):
        """Average of each channel once steady, under ``dose`` every ``every`` days.

            average = dose/every · ∫u dt        (dose/every = the dose of a patch)

        Parameters
        ----------
        dose : float
            Amount in the unit of the drug.
        every : float
            Dosing interval, days; ignored for a patch.

        Returns
        -------
        dict
            Channel → average, in the unit of the channel.

        Source: linear kinetics; equals rate/clearance for one compartment.
        """
        rate = dose if self.continuous else dose / every
        levels = {}
        for entry in self.entries():
            for response in entry.responses:
                found = levels.get(response.channel, 0.0)
                levels[response.channel] = found + rate * response.area()
        return levels

    def half_lives(self):
        """Half-life of the slowest exponential of each channel, days."""
        slowest = {}
        for entry in self.entries(absorbed=False):
            for response in entry.responses:
                rate = response.rates.min(axis=0)
                known = slowest.get(response.channel)
                slowest[response.channel] = rate if known is None else np.minimum(known, rate)
        return {channel: np.log(2) / rate for channel, rate in slowest.items()}

    def table(self):
        """The numbers of the drug as a DataFrame."""
        return self.parameters.table()

    def __repr__(self):
        return f"{self.label}: {self.parameters!r}"

    def _repr_html_(self):
        return f"<p>{self.label}</p>{self.parameters._repr_html_()}"


def _factor(symbol, factor):
    number = np.asarray(factor, dtype=float)
    if not np.all(np.isfinite(number)) or np.any(number <= 0):
        raise ValueError(f"A multiplier of {symbol} must be a positive number; got {factor!r}.")
    if number.ndim and symbol in TIMING:
        raise ValueError(f"{symbol} sets the time of an event; give one multiplier for all.")
    return number if number.ndim else number.item()


def _tablet(channel):
    return partial(structures.tablet, channel=channel)  # unlike a closure it can be pickled


def _clomiphene_parameters():
    mixture = parameter_set("pk_clomiphene")
    own = [mixture.parameter(symbol) for symbol in mixture]
    for part, key in (("enclomiphene", "ENC"), ("zuclomiphene", "ZUC")):
        numbers = parameter_set(f"pk_{part}")
        for symbol in [s for s in numbers if s not in ("dose", "every")]:
            one = numbers.parameter(symbol)
            own.append(replaced(one, symbol=f"{symbol}_{key}", name=f"{one.name} of {part}"))
    return ParameterSet("pk_clomiphene", own)


PATCH = (structures.estradiol, "mg/d")
KINDS = {  # name: (name to print, structure, unit of a dose)
    "tamoxifen": ("tamoxifen with N-desmethyltamoxifen and endoxifen", structures.tamoxifen, "mg"),
    "raloxifene": ("raloxifene", _tablet("raloxifene"), "mg"),
    "bazedoxifene": ("bazedoxifene", _tablet("bazedoxifene"), "mg"),
    "lasofoxifene": ("lasofoxifene", _tablet("lasofoxifene"), "mg"),
    "ospemifene": ("ospemifene", _tablet("ospemifene"), "mg"),
    "enclomiphene": ("enclomiphene", _tablet("enclomiphene"), "mg"),
    "zuclomiphene": ("zuclomiphene", _tablet("zuclomiphene"), "mg"),
    "clomiphene": ("clomiphene citrate, two isomers", structures.clomiphene, "mg"),
    "anastrozole": ("anastrozole", _tablet("anastrozole"), "mg"),
    "estradiol_patch": ("estradiol patch", *PATCH),
    "estradiol_patch_14": ("estradiol patch 14 µg/d, level of the trial", *PATCH),
    "estradiol_oral": ("estradiol tablet", structures.estradiol, "mg"),
    "conjugated_estrogens": ("conjugated estrogens", structures.estradiol, "mg"),
    "testosterone_cypionate": (
        "testosterone cypionate in oil",
        structures.testosterone_depot,
        "mg",
    ),
    "triptorelin": ("triptorelin depot", structures.triptorelin, "mg"),
    "degarelix": ("degarelix 40 mg/mL, two compartments", structures.degarelix, "mg"),
    "degarelix_20": ("degarelix 20 mg/mL, two compartments", structures.degarelix, "mg"),
    "degarelix_one_volume": ("degarelix 40 mg/mL, one volume", structures.degarelix, "mg"),
}
DRUGS = tuple(KINDS)
ELSEWHERE = "Names are generic; antibodies such as denosumab() are interventions, () is nothing."


@cache
def _made(name):
    label, structure, unit = KINDS[name]
    merged = name == "clomiphene"
    numbers = _clomiphene_parameters() if merged else parameter_set(f"pk_{name}")
    return Drug(name, label, numbers, structure, unit)


def drug(name):
    """The drug called ``name``.

    Parameters
    ----------
    name : str
        A name of ``DRUGS``; capitals, spaces and hyphens do not matter.

    Returns
    -------
    Drug

    Raises
    ------
    KeyError
        If no drug has that name; the sentence gives the nearest names.
    """
    if isinstance(name, Drug):
        return name
    key = str(name).strip().lower().replace(" ", "_").replace("-", "_")
    if key in KINDS:
        return _made(key)
    raise KeyError(f"The catalog has no drug {name!r}. {nearest(key, DRUGS)} {ELSEWHERE}")


def all_drugs():
    """All drugs in one DataFrame: usual dose, steady average per channel, half-life.

    One row per drug and channel; the average is that of the usual dose and interval.
    """
    import pandas as pd

    rows = []
    for name in DRUGS:
        one = drug(name)
        dose, every = one.parameters["dose"], one.parameters["every"]
        halves = one.half_lives()
        for channel, level in one.average_levels(dose, every).items():
            rows.append([name, channel, dose, one.unit, every, level, halves[channel]])
    columns = ["drug", "channel", "dose", "unit", "every_day", "average", "half_life_day"]
    return pd.DataFrame(rows, columns=columns).set_index("drug")
