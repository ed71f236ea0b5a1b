"""Network meta-analysis by weighted least squares."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from course_utils.evidence.intervals import Effect, checked_level, figures
from course_utils.evidence.network_data import Evidence, read_arms, read_contrasts
from course_utils.evidence.network_fit import TAU2, least_squares, q_within_designs
from course_utils.evidence.pooling import p_of_q


@dataclass(frozen=True)
class Network:
    """A fitted network. `estimates` (T,) and `cov` (T, T) are against the reference treatment.

    All numbers are on the scale of the analysis; the tables give them on the scale people
    read. `q` adds up `q_within` (heterogeneity within designs) and `q_between` (inconsistency).
    """

    evidence: Evidence
    reference: str
    method: str
    level: float
    estimates: np.ndarray
    cov: np.ndarray
    tau2: float
    i2: float
    q: float
    q_df: int
    q_within: float
    within_df: int

    @property
    def treatments(self):
        """All treatments; the order of `estimates`."""
        return self.evidence.treatments

    @property
    def q_between(self):
        """Inconsistency between designs, Q − Q_within."""
        return max(0.0, self.q - self.q_within)

    @property
    def between_df(self):
        """Degrees of freedom of the inconsistency."""
        return self.q_df - self.within_df

    def contrast(self, treatment, comparator):
        """Effect of one treatment against another, consistent over all paths."""
        i, j = self._index(treatment), self._index(comparator)
        y = self.estimates[i] - self.estimates[j]
        variance = self.cov[i, i] + self.cov[j, j] - 2 * self.cov[i, j]
        se = math.sqrt(max(0.0, variance))
        half = stats.norm.isf((1 - self.level / 100) / 2) * se
        back = math.exp if self.evidence.is_ratio else float
        measure = self.evidence.measure or "MD"
        values = (back(x) for x in (y, y - half, y + half))
        name = f"{treatment} vs {comparator}"
        return Effect(measure, *values, se, self.level, f"network, {self.method}", name=name)

    def table(self):
        """Every treatment against the reference: estimate, interval, standard error, p."""
        others = [t for t in self.treatments if t != self.reference]
        effects = [self.contrast(t, self.reference) for t in others]
        rows = [
            (e.estimate, e.low, e.high, e.se, 2 * stats.norm.sf(abs(e.yi / e.se))) for e in effects
        ]
        columns = ["estimate", "ci_low", "ci_high", "se", "p_value"]
        return pd.DataFrame(rows, index=pd.Index(others, name="treatment"), columns=columns)

    def league(self):
        """League table: row treatment against column treatment, in words."""
        words = {
            b: [_league_words(None if a == b else self.contrast(a, b), a) for a in self.treatments]
            for b in self.treatments
        }
        return pd.DataFrame(words, index=list(self.treatments))

    def p_scores(self, better="lower"):
        """P-scores: mean certainty that a treatment is better than each other one.

            P_i = mean over j ≠ i of Φ((θ_j − θ_i)/SE_ij)        (lower is better)

        Parameters
        ----------
        better : str
            "lower" if small effects are wanted (ratios of harm), else "higher".

        Returns
        -------
        pandas.Series
            Between 0 and 1, the best first; the mean is ½. A rank, not a size.

        Raises
        ------
        ValueError
            If `better` is neither word.

        Source: Rücker and Schwarzer 2015, BMC Medical Research Methodology 15:58,
        doi:10.1186/s12874-015-0060-8.
        """
        if better not in ("lower", "higher"):
            raise ValueError(f"better is 'lower' or 'higher'; got {better!r}.")
        sign = 1 if better == "lower" else -1
        variances = np.diag(self.cov)[:, None] + np.diag(self.cov) - 2 * self.cov
        np.fill_diagonal(variances, 1.0)
        z = sign * (self.estimates[None, :] - self.estimates[:, None]) / np.sqrt(variances)
        wins = stats.norm.cdf(z)
        np.fill_diagonal(wins, 0.0)
        scores = wins.sum(axis=1) / (len(self.treatments) - 1)
        return pd.Series(scores, self.treatments, name="p_score").sort_values(ascending=False)

    def decomposition(self):
        """Q in total, within designs and between designs, with df and p."""
        rows = [
            ("total", self.q, self.q_df),
            ("within designs", self.q_within, self.within_df),
            ("between designs", self.q_between, self.between_df),
        ]
        table = pd.DataFrame([(*row, p_of_q(*row[1:])) for row in rows])
        return table.set_axis(["source", "q", "df", "p_value"], axis=1).set_index("source")

    def __repr__(self):
        lines = [repr(self.contrast(t, self.reference)) for t in self.table().index]
        return "\n".join(
            [
                f"{len(self.treatments)} treatments, {self.evidence.trials} trials, {self.method}; "
                f"τ² {figures(self.tau2)}, I² {self.i2:.0f} %, Q {figures(self.q)} on "
                f"{self.q_df} df (inconsistency {figures(self.q_between)} on {self.between_df})",
                *lines,
            ]
        )

    def _index(self, treatment):
        if treatment not in self.treatments:
            known = ", ".join(self.treatments)
            raise ValueError(f"Unknown treatment {treatment!r}; the network has {known}.")
        return self.treatments.index(treatment)


def network(rows, reference=None, method="DL", level=95, **reading):
    """Fit a network of contrasts.

        θ = (XᵀWX)⁻¹XᵀWy,   W = (V + τ²Δ)⁻¹
        Δ within one trial: 1 on the diagonal, ½ beside it
        DL: τ² = max(0, (Q − df)/tr(PΔ)),   P = W₀ − W₀X(XᵀW₀X)⁻¹XᵀW₀,  W₀ = V⁻¹

    Parameters
    ----------
    rows : pandas.DataFrame or Evidence
        Contrasts: `trial_id` (or study), `arm`, `comparator` and effects as `read_rows` takes
        them; a trial with more than two arms gives all its pairs, because their variances hold
        the covariance. For tables of arms use `network_from_arms`.
    reference : str, optional
        Treatment to compare with; the first one in alphabetical order if not given.
    method : str
        "EE" (common effect), "DL" or "REML" for the heterogeneity τ².
    level : float
        Confidence level, percent.
    **reading
        measure, allow_mixed of `read_rows`; tolerance of `read_contrasts`.

    Returns
    -------
    Network

    Raises
    ------
    ValueError
        If rows are bad, the network falls into parts, or a multi-arm trial lacks contrasts or
        contradicts itself.

    Source: Rücker 2012, Research Synthesis Methods 3:312–324, doi:10.1002/jrsm.1058; Jackson,
    White and Riley 2012, Statistics in Medicine 31:3805–3820, doi:10.1002/sim.5453.
    """
    checked_level(level)
    if method not in TAU2:
        raise ValueError(f"Unknown method {method!r}; known are {', '.join(TAU2)}.")
    evidence = rows if isinstance(rows, Evidence) else read_contrasts(rows, **reading)
    reference = evidence.treatments[0] if reference is None else reference
    if reference not in evidence.treatments:
        known = ", ".join(evidence.treatments)
        raise ValueError(f"Unknown reference {reference!r}; the network has {known}.")
    keep = [t != reference for t in evidence.treatments]
    x = evidence.design[:, keep]
    _, _, q, p = least_squares(evidence.y, evidence.v, x)
    df = len(evidence.y) - x.shape[1]
    tau2 = TAU2[method](evidence, x, q, df, p) if df > 0 else 0.0
    beta, cov, _, _ = least_squares(evidence.y, evidence.v + tau2 * evidence.delta, x)
    estimates, full = np.zeros(len(keep)), np.zeros((len(keep), len(keep)))
    estimates[keep], full[np.ix_(keep, keep)] = beta, cov
    i2 = 100 * max(0.0, (q - df) / q) if q > 0 and df > 0 else 0.0
    return Network(
        evidence,
        reference,
        method,
        level,
        estimates,
        full,
        tau2,
        i2,
        q,
        df,
        *q_within_designs(evidence),
    )


def network_from_arms(rows, measure, reference=None, method="DL", level=95):
    """Fit a network from a table with one row per arm; multi-arm trials need nothing special.

    Parameters
    ----------
    rows : pandas.DataFrame
        `trial_id` (or study), `treatment` and: `events`, `n` for RR, OR, RD; `events`,
        `person_years` for IRR; `mean`, `sd`, `n` (or `mean`, `se`) for MD.
    measure : str
        RR, OR, RD, IRR or MD.
    reference, method, level
        See `network`.

    Returns
    -------
    Network

    Raises
    ------
    ValueError
        As `network`, and for counts that cannot be.

    Source: as `network`; zero cells: 0.5 in all cells of that trial.
    """
    return network(read_arms(rows, measure), reference, method, level)


def _league_words(effect, treatment):
    if effect is None:
        return treatment
    return f"{figures(effect.estimate)} ({figures(effect.low)} to {figures(effect.high)})"
