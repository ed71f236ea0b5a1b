"""The persons, plans and runs behind the behavior report, each run once."""

import math
from functools import cache

import numpy as np

from course_utils.physiology.chain import CHAINS
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.density.hazard import fracture_site, hazard_ratio
from course_utils.physiology.density.scores import reference
from course_utils.physiology.density.sites import DENSITY
from course_utils.physiology.drugs.channels import DEFAULTS
from course_utils.physiology.drugs.interventions import (
    Intervention,
    calcium_and_vitamin_d,
    growth_hormone_secretagogue,
)
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.person import Person, simulate

YEAR = 365.25
HALF = YEAR / 2

AGONIST = Regimen("triptorelin", 3.75, every=28)
ESTROGENS = Regimen("conjugated_estrogens", 0.625)
LOWER_ESTROGENS = Regimen("conjugated_estrogens", 0.45)
ANASTROZOLE = Regimen("anastrozole", 1)
TAMOXIFEN = Regimen("tamoxifen", 20)
RALOXIFENE = Regimen("raloxifene", 60)
BAZEDOXIFENE = Regimen("bazedoxifene", 20)

WOMEN_PLANS = {
    "placebo": (),
    "raloxifene": (RALOXIFENE,),
    "bazedoxifene": (BAZEDOXIFENE,),
    "lasofoxifene": (Regimen("lasofoxifene", 0.5),),
    "estrogens": (ESTROGENS,),
    "lower estrogens": (LOWER_ESTROGENS,),
    "tsec": (LOWER_ESTROGENS, BAZEDOXIFENE),
    "tsec, half": (LOWER_ESTROGENS, Regimen("bazedoxifene", 10)),
    "tsec, double": (LOWER_ESTROGENS, Regimen("bazedoxifene", 40)),
    # The rise the trial measured, 4.8 to 8.5 pg/mL.
    "patch 14": (Intervention("estradiol_added", 3.5),),
    "tamoxifen": (TAMOXIFEN,),
    "anastrozole": (ANASTROZOLE,),
}
BEFORE_PLANS = {
    "tamoxifen": (TAMOXIFEN,),
    "agonist": (AGONIST,),
    "agonist, anastrozole": (AGONIST, ANASTROZOLE),
    "agonist, tamoxifen": (AGONIST, TAMOXIFEN),
}
MEN_PLANS = {
    "nothing": (),
    "clomiphene": (Regimen("clomiphene", 25),),
    "enclomiphene": (Regimen("enclomiphene", 25),),
    "anastrozole": (ANASTROZOLE,),
    "tamoxifen": (TAMOXIFEN,),
    "raloxifene": (RALOXIFENE,),
    "agonist": (AGONIST,),
    "agonist, raloxifene": (AGONIST, RALOXIFENE),
    "antagonist": (Regimen("degarelix", 240, every=math.inf),),
    "estradiol": (Regimen("estradiol_patch", 0.025),),
    "testosterone 50": (Regimen("testosterone_cypionate", 50, every=7),),
    "testosterone 100": (Regimen("testosterone_cypionate", 100, every=7),),
    "testosterone 200": (Regimen("testosterone_cypionate", 200, every=7),),
    "testosterone 200, stopped": (Regimen("testosterone_cypionate", 200, every=7, stop=182),),
    "secretagogue": (growth_hormone_secretagogue(drive=1.8),),
}
NO_AROMATASE, NO_RECEPTOR = "aromatase deficient", "ER alpha null"
SECONDARY, OLDER = "secondary hypogonadism", "older low testosterone"


class Runs:
    """Runs of the chain with the numbers now in use, or with those of the first calibration."""

    def __init__(self, first=False):
        self.first = first
        self.density = DENSITY
        if first:
            self.density = DENSITY.replace(**dict(parameter_set("first_calibration_density")))
        self.after = cache(self._after)
        self.before = cache(self._before)
        self.man = cache(self._man)

    @cache  # noqa: B019
    def parameters(self, sex):
        if not self.first:
            return chain_parameters(sex)
        values = dict(parameter_set("first_calibration"))
        values |= dict(parameter_set(f"first_calibration_{sex}"))
        return chain_parameters(sex, **values)

    def _run(self, person, plan, days, step):
        times = np.unique(np.append(np.arange(0, days, step), days))
        parameters = self.parameters(person.sex)
        table = simulate(
            person,
            plan,
            times=times,
            parameters=parameters,
            density=self.density,
            dosing="each dose" if days < 10 else "auto",
        )
        return Run(table, self.density)

    @property
    @cache  # noqa: B019
    def transition(self):
        """Untreated woman from five years before her final period, 15 years."""
        return self._run(Person.woman(46, 51), (), 15 * YEAR, YEAR / 12)

    def _after(self, plan):
        """Three years from the fourth year after the final period, with calcium and vitamin D."""
        treatment = [calcium_and_vitamin_d(), *WOMEN_PLANS[plan]]
        return self._run(Person.woman(55, 51), treatment, 3 * YEAR, YEAR / 24)

    def _before(self, plan, days=3 * YEAR):
        """A premenopausal woman."""
        return self._run(Person.woman(30, 51), BEFORE_PLANS[plan], days, 14)

    def _man(self, plan="nothing", kind="healthy", days=HALF, step=7.0, years=None):
        """A man, healthy or with a condition that has lasted four years (or ``years``)."""
        drives = parameter_set("first_calibration_patients")
        symbol = f"{kind.replace(' ', '_')}_drive"
        more = {"drive": drives[symbol]} if self.first and symbol in drives else {}
        if years is not None:
            more["condition_years"] = years
        return self._run(Person.man(40, kind, **more), MEN_PLANS[plan], days, step)

    def fastest_rate_at_rest(self, sex):
        """Largest relative rate of a healthy young adult, 1/d."""
        parameters = self.parameters(sex).replace(aging=0.0)
        values, model = dict(parameters), CHAINS[sex]
        rest = (("LH", "LH0"), ("FSH", "FSH0"), ("T", "T0"), ("E2", "E0"))
        start = np.array(model.start({symbol: values[row] for symbol, row in rest}))
        rates = model.rates(0.0, start.tolist(), parameters.numbers(), DEFAULTS)
        return float(np.max(np.abs(rates) / start))

    def hazard(self, plan, fracture):
        """Hazard of a fracture at three years over that on placebo."""
        treated, placebo = self.after(plan), self.after("placebo")
        column = f"{fracture_site(fracture)}_bmd_g_per_cm2"
        mean = reference(fracture_site(fracture), self.density)[0]
        change = 100 * (treated.last(column) - placebo.last(column)) / mean
        turnover = treated.last("osteoclasts") / placebo.last("osteoclasts")
        return hazard_ratio(fracture, change, turnover, self.density)


class Run:
    """One table, read by column and day."""

    def __init__(self, table, density):
        self.table, self.density = table, density

    def at(self, column, day):
        return float(np.interp(day, self.table.index, self.table[column]))

    def last(self, column):
        return float(self.table[column].iloc[-1])

    def ratio(self, column, day):
        return self.at(column, day) / self.at(column, 0)

    def percent(self, column, day):
        return 100 * (self.ratio(column, day) - 1)

    def spine(self, day=None):
        return self.bmd("lumbar_spine", day)

    def bmd(self, site, day=None):
        return self.at(f"{site}_bmd_percent", self.table.index[-1] if day is None else day)

    def first_day(self, column, when):
        """First day on which ``when(values)`` holds."""
        return float(self.table.index[np.argmax(when(self.table[column].to_numpy()))])

    def peak(self, column, start=0.0, stop=math.inf):
        """Largest value between two days, and its day."""
        part = self.table[column].loc[start:stop]
        return float(part.max()), float(part.idxmax())
