"""Simulated people whose true answer is known, for studying how studies go wrong.

Every simulator takes its parameters as keywords, draws from
``numpy.random.default_rng(seed)`` and returns one row per person. What a real study never
knows stands in ``attrs["truth"]``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import expit, logit

SEED = 20261121


def treatment_cohort(
    *,
    true_rate_ratio=1.0,
    start_delay_years=3.0,
    share_of_users=0.5,
    frailty_on_use=0.0,
    frailty_on_event=0.0,
    event_rate_per_year=0.02,
    follow_up_years=5.0,
    people=20_000,
    seed=SEED,
):
    """People followed from day one, some of whom start a drug on the way.

        rate(t) = λ · exp(b · f) before the start, · RR from the start on
        start  ~ uniform(0, delay) in a person meant to use the drug
        logit P(meant to use) = logit(share) + a · f,   f ~ normal(0, 1)

    A person whose event comes before the start never becomes a user.

    Parameters
    ----------
    true_rate_ratio : float
        RR, what the drug does to the rate; 1 is nothing.
    start_delay_years : float
        Longest time from day one to the first dose, years; 0 for a start on day one.
    share_of_users : float
        Share of people of average frailty who are meant to use the drug, 0 to 1 (both excluded).
    frailty_on_use, frailty_on_event : float
        a and b, per standard deviation of frailty, on the log odds and on the log rate.
    event_rate_per_year : float
        λ at average frailty, events per person-year.
    follow_up_years : float
        Years until the study ends.
    people : int
    seed : int

    Returns
    -------
    DataFrame
        ``person``, ``frailty_sd``, ``started`` (took the drug before the event or the end),
        ``start_years`` (missing if never), ``follow_up_years``, ``event``.
        ``attrs["truth"]`` is RR.

    Raises
    ------
    ValueError
        If a rate, a time or the number of people is not positive.

    Source: immortal time as defined by Levesque et al., BMJ 2010; the rates are a teaching
    assumption.
    """
    _positive("true_rate_ratio", true_rate_ratio)
    _positive("event_rate_per_year", event_rate_per_year, "events per person-year")
    _positive("follow_up_years", follow_up_years, "years")
    _chances(share_of_users=share_of_users)
    if not start_delay_years >= 0:
        raise ValueError(f"start_delay_years is 0 or more years; got {start_delay_years}.")
    rng = _generator(seed, people)
    clock, choice = rng.exponential(1.0, people), rng.random(people)
    start = rng.uniform(0, start_delay_years, people)
    frailty = rng.normal(size=people)
    meant = choice < expit(logit(share_of_users) + frailty_on_use * frailty)
    start = np.where(meant, start, np.inf)
    rate = event_rate_per_year * np.exp(frailty_on_event * frailty)
    event_years = _event_years(clock / rate, start, true_rate_ratio)
    end = np.minimum(event_years, follow_up_years)
    table = {
        "person": np.arange(1, people + 1),
        "frailty_sd": frailty,
        "started": start < end,
        "start_years": np.where(start < end, start, np.nan),
        "follow_up_years": end,
        "event": event_years < follow_up_years,
    }
    return _with_truth(table, "rate ratio", true_rate_ratio)


def immortal_time_cohort(**changes):
    """`treatment_cohort` in which users start late and frailty plays no part.

    With the parameters as they are the drug does nothing, half of the people are meant to
    start within 3 years, and events come at 2 per 100 person-years over 5 years.
    """
    return treatment_cohort(**changes)


def healthy_user_cohort(**changes):
    """`treatment_cohort` in which all users start on day one and frail people rarely do.

    As they are: −0.8 log odds of use and +0.5 log rate per standard deviation of frailty.
    """
    usual = {"start_delay_years": 0.0, "frailty_on_use": -0.8, "frailty_on_event": 0.5}
    return treatment_cohort(**(usual | changes))


def drop_out_trial(
    *,
    true_difference=2.6,
    control_change=-1.3,
    early_share=0.5,
    carry_over=1.0,
    early_sd=2.5,
    late_sd=2.5,
    share_staying=0.7,
    pull_control=1.0,
    pull_drug=0.0,
    people=4_000,
    seed=SEED,
):
    """A randomized trial that people leave after seeing how their density did in year one.

        X = mean of X + early_sd · z,   mean of X = early_share · mean of Y,   z ~ normal(0, 1)
        Y = mean of Y + carry_over · (X − mean of X) + late_sd · normal(0, 1)
        logit P(stays) = logit(share_staying) + pull · z

    Parameters
    ----------
    true_difference : float
        Mean of Y, drug minus control, percentage points.
    control_change : float
        Mean of Y in the control arm, percent of baseline.
    early_share : float
        Part of the mean change that has happened at one year.
    carry_over : float
        Percent at three years per percent at one year, within an arm.
    early_sd, late_sd : float
        Spread between people at one year, and what three years add, percent.
    share_staying : float
        Share of typical people who stay to the end, 0 to 1 (both excluded).
    pull_control, pull_drug : float
        How strongly a good first year keeps people in the study, log odds per standard
        deviation; 0 makes leaving uninformative.
    people : int
    seed : int

    Returns
    -------
    DataFrame
        ``person``, ``arm`` (control, drug), ``change_year_1_percent``, ``stayed``,
        ``change_year_3_percent`` (missing in those who left). ``attrs["truth"]`` is
        the true difference.

    Raises
    ------
    ValueError
        If a spread is not positive or a share not between 0 and 1.

    Source: definition of data missing at random (Rubin 1976); the numbers are a teaching
    assumption.
    """
    _positive("early_sd", early_sd, "percent")
    _positive("late_sd", late_sd, "percent")
    _chances(share_staying=share_staying)
    rng = _generator(seed, people)
    drug = rng.random(people) < 0.5
    z, later, leaving = rng.normal(size=people), rng.normal(size=people), rng.random(people)
    mean = control_change + true_difference * drug
    year_1 = early_share * mean + early_sd * z
    year_3 = mean + carry_over * early_sd * z + late_sd * later
    pull = np.where(drug, pull_drug, pull_control)
    stayed = leaving < expit(logit(share_staying) + pull * z)
    table = {
        "person": np.arange(1, people + 1),
        "arm": np.where(drug, "drug", "control"),
        "change_year_1_percent": year_1,
        "stayed": stayed,
        "change_year_3_percent": np.where(stayed, year_3, np.nan),
    }
    return _with_truth(table, "difference, percentage points", true_difference)


def clinic_sample(
    *,
    true_odds_ratio=1.0,
    share_of_users=0.3,
    fracture_risk=0.1,
    scan_anyway=0.05,
    scan_for_drug=0.3,
    scan_for_fracture=0.3,
    people=20_000,
    seed=SEED,
):
    """A town of which the bone clinic sees only those who were sent for a scan.

        P(scan) = 1 − (1 − s₀)(1 − s_drug · user)(1 − s_fracture · fracture)

    Drug and fracture each send people to the clinic; a scan is their common effect.

    Parameters
    ----------
    true_odds_ratio : float
        Odds of fracture in users over non-users, in the whole town.
    share_of_users : float
        Share of the town that takes the drug, 0 to 1 (both excluded).
    fracture_risk : float
        Risk of fracture in non-users, 0 to 1 (both excluded).
    scan_anyway, scan_for_drug, scan_for_fracture : float
        s₀, s_drug and s_fracture: chance of a scan for each reason. s₀ is above 0.
    people : int
    seed : int

    Returns
    -------
    DataFrame
        ``person``, ``user``, ``fracture``, ``chance_of_scan``, ``scanned``.
        ``attrs["truth"]`` is the true odds ratio.

    Raises
    ------
    ValueError
        If a chance is not between 0 and 1 or the odds ratio is not positive.

    Source: Berkson 1946 (the idea); the numbers are a teaching assumption.
    """
    _positive("true_odds_ratio", true_odds_ratio)
    _chances(share_of_users=share_of_users, fracture_risk=fracture_risk, scan_anyway=scan_anyway)
    for name, chance in (
        ("scan_for_drug", scan_for_drug),
        ("scan_for_fracture", scan_for_fracture),
    ):
        if not 0 <= chance < 1:
            raise ValueError(f"{name} is a chance from 0 to below 1; got {chance}.")
    rng = _generator(seed, people)
    user = rng.random(people) < share_of_users
    odds = np.log(true_odds_ratio) * user
    fracture = rng.random(people) < expit(logit(fracture_risk) + odds)
    missed = (1 - scan_for_drug * user) * (1 - scan_for_fracture * fracture)
    chance = 1 - (1 - scan_anyway) * missed
    table = {
        "person": np.arange(1, people + 1),
        "user": user,
        "fracture": fracture,
        "chance_of_scan": chance,
        "scanned": rng.random(people) < chance,
    }
    return _with_truth(table, "odds ratio", true_odds_ratio)


def _event_years(hazard_time, start, rate_ratio):
    """Time of the event on the calendar: after the start the clock runs `rate_ratio` times."""
    late = hazard_time > start
    waited = np.where(late, start, 0.0)
    return np.where(late, waited + (hazard_time - waited) / rate_ratio, hazard_time)


def _with_truth(table, measure, truth):
    frame = pd.DataFrame(table)
    frame.attrs = {"measure": measure, "truth": float(truth)}
    return frame


def _generator(seed, people):
    if not (isinstance(people, (int, np.integer)) and people > 0):
        raise ValueError(f"people is a whole number above 0; got {people!r}.")
    return np.random.default_rng(seed)


def _positive(name, value, unit=""):
    if not 0 < value < np.inf:
        raise ValueError(f"{name} must be above 0{f' {unit}' if unit else ''}; got {value}.")


def _chances(**named):
    for name, value in named.items():
        if not 0 < value < 1:
            raise ValueError(f"{name} must lie between 0 and 1, both excluded; got {value}.")
