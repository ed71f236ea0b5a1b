"""A drug as a linear system: the answer to one unit of dose is a sum of exponentials.

    u(t) = Σ_j w_j·exp(−λ_j·t)

Everything else (repeated doses, infusions, several drugs) is superposition of such answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# Two equal rates would need a term t·exp(−λt). Moving them apart by this share, half up and
# half down, changes the answer by about its square and loses about 1e-16 over it (over its
# square if three are equal; no drug here has more).
APART = 1e-5


@dataclass(frozen=True)
class Response:
    """Answer of one channel to one unit of dose: weights and rates of its exponentials.

    ``weights`` have the unit of the channel per unit of dose, ``rates`` are 1/d; both have
    shape (m,), or (m, n) for n persons.
    """

    channel: str
    weights: np.ndarray
    rates: np.ndarray

    def at(self, times):
        """Value at ``times`` (k,) after one unit of dose given at time 0; 0 before it."""
        times = np.asarray(times, dtype=float)
        people = (1,) * (self.rates.ndim - 1)
        grid = np.clip(times, 0, None).reshape((1, *times.shape, *people))
        shape = (len(self.rates), *(1,) * times.ndim, *self.rates.shape[1:])
        fades = np.exp(-self.rates.reshape(shape) * grid)
        total = (self.weights.reshape(shape) * fades).sum(axis=0)
        return np.where(times.reshape((*times.shape, *people)) >= 0, total, 0.0)

    def area(self):
        """Area under the whole curve of one unit of dose, ∫u dt = Σ w_j/λ_j, per dose unit."""
        return (self.weights / self.rates).sum(axis=0)


@dataclass(frozen=True)
class Entry:
    """One way a share of the dose enters the body, and the answers it causes.

    ``duration`` > 0 spreads the input evenly over that many days; ``lag`` delays it (days).
    """

    responses: tuple[Response, ...]
    duration: float = 0.0
    lag: float = 0.0


def chain(channel, gain, poles, zeros=()):
    """Answer of a chain of first-order steps to one unit of dose.

        u(t) = L⁻¹[ gain·Π(s+z_i) / Π(s+p_j) ] = Σ_j w_j·exp(−p_j·t)
        w_j  = gain·Π_i(z_i − p_j) / Π_{i≠j}(p_i − p_j)

    Parameters
    ----------
    channel : str
        Name of the input the chain ends in.
    gain : float or array (n,)
        Product of the transfer rates and of the scaling to the unit of the channel.
    poles : sequence of float or array (n,)
        Rates out of the steps, 1/d; positive. Equal ones are moved apart by 1e-5.
    zeros : sequence of float or array (n,)
        Zeros of the transfer function, 1/d (a tissue that gives back what it took up).

    Returns
    -------
    Response

    Source: partial fractions of a rational transfer function (Heaviside).
    """
    rates = _apart(np.stack(np.broadcast_arrays(*(np.asarray(p, dtype=float) for p in poles))))
    weights = np.broadcast_to(np.asarray(gain, dtype=float), rates.shape).copy()
    for zero in zeros:
        weights = weights * (zero - rates)
    for j in range(len(rates)):
        for i in range(len(rates)):
            if i != j:
                weights[j] = weights[j] / (rates[i] - rates[j])
    return Response(channel, weights, rates)


def _apart(poles):
    """The poles in rising order, with coinciding ones spread symmetrically."""
    poles = np.sort(poles, axis=0)
    close = np.abs(poles[:, None] - poles[None, :]) < APART * poles[:, None]
    order = np.arange(len(poles)).reshape(-1, *(1,) * (poles.ndim - 1))
    before = np.stack([(close[j] & (order < j)).sum(axis=0) for j in range(len(poles))])
    others = close.sum(axis=1) - 1
    return poles * (1 + APART * (before - others / 2))


def two_compartments(clearance, central, exchange, peripheral):
    """Rates of a two-compartment body: the two poles and the zero, all 1/d.

        α + β = (CL+Q)/Vc + Q/Vp,   α·β = CL·Q/(Vc·Vp),   zero = Q/Vp

    Parameters
    ----------
    clearance, exchange : float or array (n,)
        CL and Q, L/d; positive.
    central, peripheral : float or array (n,)
        Vc and Vp, L; positive.

    Returns
    -------
    tuple
        (α, β, zero) with α > β.

    Source: mass balance; textbook two-compartment model.
    """
    back = exchange / peripheral
    total = (clearance + exchange) / central + back
    product = clearance * back / central
    fast = (total + np.sqrt(total**2 - 4 * product)) / 2
    return fast, product / fast, back
