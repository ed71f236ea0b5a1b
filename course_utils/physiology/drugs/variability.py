"""How much persons differ in what they do with the same dose."""

from __future__ import annotations

import numpy as np

from course_utils.physiology.drugs.catalog import drug
from course_utils.physiology.parameters import parameter_set

MARK = "cv_"  # a symbol cv_CL holds the coefficient of variation of CL


def person_factors(name, persons, seed):
    """Log-normal multipliers for ``persons`` people, to be given to ``Drug.scaled``.

        factor = exp(ω·z),   ω² = ln(1 + CV²),   z standard normal;   median 1

    Clearance and volume of tamoxifen are correlated as published. Its endoxifen formation is
    a clearance of its own in the paper: the share ``f_END`` gets that factor over the factor
    of ``CL``. Drugs without a published variation get the assumed one of ``pk_population``.

    Parameters
    ----------
    name : str or Drug
    persons : int
        How many people, at least 1.
    seed : int or sequence of int
        Seed of the draw; the same seed gives the same people.

    Returns
    -------
    dict
        Symbol → array (persons,).

    Raises
    ------
    ValueError
        If ``persons`` is not a positive whole number.

    Source: the tables of ter Heine 2014 and Tornøe 2007, and the raloxifene label.
    """
    if int(persons) != persons or persons < 1:
        raise ValueError(f"The number of persons must be a whole number from 1; got {persons!r}.")
    numbers = drug(name).parameters
    spread = _spread(numbers)
    draws = np.random.default_rng(seed).standard_normal((int(persons), len(spread)))
    if "rho_CL_V" in numbers:
        rho = numbers["rho_CL_V"]
        clearance, volume = list(spread).index("CL"), list(spread).index("V")
        mixed = rho * draws[:, clearance] + np.sqrt(1 - rho**2) * draws[:, volume]
        draws[:, volume] = mixed
    widths = np.sqrt(np.log1p(np.square(list(spread.values()))))
    factors = dict(zip(spread, np.exp(draws * widths).T, strict=True))
    if "END" in factors:
        factors["f_END"] = factors.pop("END") / factors["CL"]
    return factors


def _spread(numbers):
    """Symbol → coefficient of variation."""
    found = {s.removeprefix(MARK): v for s, v in numbers.items() if s.startswith(MARK)}
    if found:
        return found
    assumed = parameter_set("pk_population")["cv"]
    varying = ("CL", "V", "CL_ENC", "V_ENC", "CL_ZUC", "V_ZUC", "t_half")
    return {symbol: assumed for symbol in varying if symbol in numbers}
