"""Where the chain comes to rest when nothing changes any more."""

from __future__ import annotations

from dataclasses import replace as replaced

import numpy as np
import scipy

from course_utils.physiology.drugs.channels import CHANNELS
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.solve import solve

SETTLED = 1e-10


def resting_state(model, parameters=None, inputs=None, time=0.0):
    """The state that no longer changes under constant inputs, without further aging.

    The model runs for ``settling_days`` to come near it; then rates = 0 is solved. A woman's
    ovarian reserve stays what it is on the day ``time``.

    Parameters
    ----------
    model : Model
        ``MALE_CHAIN`` or ``FEMALE_CHAIN``.
    parameters : DerivedParameters, optional
    inputs : dict, optional
        Channels that differ from no treatment, by name, as in
        :mod:`course_utils.physiology.drugs.channels`.
    time : float
        Day of the scenario.

    Returns
    -------
    dict of symbol → value

    Raises
    ------
    KeyError
        If an input is unknown.
    ArithmeticError
        If no rest is found: every rate must be below 1e-10 of its typical size per day.
    """
    parameters = (parameters or model.parameters).replace(aging=0.0)
    given, sizes = _channels(inputs or {}), np.array(model.sizes)

    def frozen(_time, state, p):
        return model.rates(time, state, p, given)

    days = parameter_set("simulation")["settling_days"]
    near = solve(replaced(model, rates=frozen), [0.0, days], parameters=parameters)
    numbers = parameters.numbers()

    def rates(scaled):
        return np.array(frozen(time, (scaled * sizes).tolist(), numbers)) / sizes

    found = scipy.optimize.root(rates, near.iloc[-1].to_numpy() / sizes, tol=1e-14).x
    if not np.all(np.abs(rates(found)) < SETTLED):
        raise ArithmeticError(f"{model.name} does not come to rest at these parameters.")
    return dict(zip(model.symbols, (found * sizes).tolist(), strict=True))


def _channels(inputs):
    values = {channel.name: channel.default for channel in CHANNELS}
    for name, value in inputs.items():
        if name not in values:
            raise KeyError(f"No input is called {name!r}. It is one of {', '.join(values)}.")
        values[name] = float(value)
    return tuple(values.values())
