"""All numbers of the full chain in one set, and the constants that follow from them."""

from __future__ import annotations

from collections import namedtuple
from functools import cache, partial

from course_utils.physiology.bone.hormones import androgen_effect, hormone_signal
from course_utils.physiology.bone.lemaire import pth_effect
from course_utils.physiology.bone.rest import resting_cells
from course_utils.physiology.derived import DerivedParameters, merged
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors.mixtures import DRUGS
from course_utils.physiology.receptors.partition import signal, stimulus, tissue_coefficients
from course_utils.physiology.receptors.terms import SETS

SEXES = ("woman", "man")
SHARED = ("chain_axis", "chain_bone", "lemaire2004", "chain_person")
OF_SEX = {"woman": "chain_female", "man": "chain_male"}
TISSUES = ("bone", "hypothalamus_pituitary")
DERIVED = ("c_H", "H_rest", "X_rest", "R_rest", "B_rest", "C_rest", "pth_rest", *TISSUES)


def chain_parameters(sex, **values):
    """The parameters of the chain of a woman or a man.

    Parameters
    ----------
    sex : str
        ``"woman"`` or ``"man"``.
    **values
        Numbers to replace, by symbol.

    Returns
    -------
    DerivedParameters

    Raises
    ------
    ValueError
        If the sex is neither, or a value is impossible.
    KeyError
        If a symbol is unknown; the nearest right one is named.
    """
    if sex not in SEXES:
        raise ValueError(f"The chain is written for a woman or a man; got {sex!r}.")
    parameters = _table(sex)
    return parameters.replace(**values) if values else parameters


@cache
def _table(sex):
    rows = merged([*_sets_of_rates(sex), *(parameter_set(name) for name in SETS)])
    return DerivedParameters(f"chain_{sex}", rows, partial(chain_numbers, sex))


def _sets_of_rates(sex):
    return [parameter_set(name) for name in (*SHARED, OF_SEX[sex])]


@cache
def _numbers_type(sex):
    """All symbols a rates function may ask for: the rows of the receptor become coefficients."""
    symbols = tuple(p.symbol for p in merged(_sets_of_rates(sex)))
    return symbols, namedtuple(f"ChainNumbers_{sex}", [*symbols, *DERIVED])


def chain_numbers(sex, values):
    """From all rows to the named tuple that a rates function of the chain reads.

    Parameters
    ----------
    sex : str
    values : dict
        Symbol → float or array (n,) over persons.

    Returns
    -------
    named tuple
        The rows of axis, bone and person; the coefficients of bone and of hypothalamus and
        pituitary; ``X_rest`` and ``H_rest``, stimulus and hormone signal of a healthy person;
        ``R_rest``, ``B_rest``, ``C_rest`` (pM) and ``pth_rest``.
    """
    symbols, kind = _numbers_type(sex)
    rest = (values["E0"], *[0.0] * len(DRUGS))
    healthy = {t: _coefficients(t, 1.0, values) for t in TISSUES}
    S_rest = signal(stimulus(healthy["bone"], rest), healthy["bone"])
    rows = {symbol: values[symbol] for symbol in symbols}
    p = kind(**rows, **dict.fromkeys(DERIVED, 1.0))
    p = p._replace(c_H=1 - p.w_A * androgen_effect(p.T_woman, p))
    R, B, C = resting_cells(p)
    own = healthy
    if not (isinstance(p.er_alpha, float) and p.er_alpha == 1.0):
        own = {t: _coefficients(t, p.er_alpha, values) for t in TISSUES}
    return p._replace(
        H_rest=hormone_signal(S_rest, p.T0, p),
        X_rest=stimulus(healthy["hypothalamus_pituitary"], rest),
        R_rest=R,
        B_rest=B,
        C_rest=C,
        pth_rest=pth_effect(p),
        **own,
    )


def _coefficients(tissue, alpha_efficacy, values):
    return tissue_coefficients(tissue, alpha_efficacy, dict.fromkeys(SETS, values))
