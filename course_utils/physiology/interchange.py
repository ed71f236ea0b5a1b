"""Models for other tools: Antimony text and SBML, written from the rates function itself.

antimony(model)    text that a person can read and Tellurium can run
sbml(model)        XML for COPASI and everything else that reads SBML (needs `antimony`)

Times carry the model's unit. The other numbers come without one: SBML counts them as bare
numbers, and the units stand in the names of the quantities.
"""

from __future__ import annotations

import keyword
import re
from itertools import pairwise

import numpy as np

from course_utils.physiology.solve import values_at
from course_utils.physiology.symbols import Writer, name
from course_utils.physiology.units import DAYS_PER_YEAR

RESERVED = {
    "at", "in", "is", "has", "model", "module", "end", "compartment", "species", "var", "const",
    "gene", "reaction", "event", "unit", "time", "pi", "avogadro", "delay", "function", "import",
    "formula", "operator", "substanceOnly", "DNA", "ext", "identity", "priority", "after", "since",
    "exponentiale", "infinity", "notanumber", "true", "false", "maximize", "minimize", "e", "log",
    "abs", "exp", "ln", "sqrt", "sin", "cos", "tan", "sec", "csc", "cot", "ceil", "floor", "power",
    "factorial", "piecewise", "rateOf", "max", "min", "quotient", "rem", "implies", "normal",
    "truncatedNormal", "uniform", "exponential", "truncatedExponential", "gamma", "poisson",
    "truncatedPoisson", "bernoulli", "binomial", "cauchy", "chisquare", "laplace", "lognormal",
    "rayleigh", "beta",
}  # fmt: skip
SECONDS = {"second": 1, "hour": 3600, "day": 86400, "year": round(86400 * DAYS_PER_YEAR)}


def antimony(model, *, parameters=None, start=None, changes=(), doses=(), inputs=None):
    """A model with its doses and changes as Antimony text.

    Parameters
    ----------
    model : Model
    parameters, start, changes, doses, inputs
        As in :func:`course_utils.physiology.solve.solve`. Times count from 0.

    Returns
    -------
    str

    Raises
    ------
    KeyError, ValueError
        If a parameter or state is unknown or a value impossible.
    TypeError
        If the model takes inputs and none are given.

    Source: Antimony (Smith et al. 2009, Bioinformatics 25:2452).
    """
    parameters = model.run_with(parameters, inputs)
    steps = _steps(parameters, changes)
    return antimony_text(model, parameters.numbers(), model.start(start), steps, doses, inputs)


def _steps(parameters, changes):
    """For each time of a change, all numbers that jump: the changed ones and what follows."""
    steps, before = [], _parameters(parameters.numbers())[0]
    for time in sorted({time for time, _ in changes}):
        after = _parameters(parameters.replace(**values_at(changes, time)).numbers())[0]
        steps.append((time, {s: value for s, value in after.items() if value != before[s]}))
        before = after
    return [step for step in steps if step[1]]


def sbml(model, **settings):
    """The model as SBML; takes the settings of :func:`antimony`.

    Raises
    ------
    ModuleNotFoundError
        If the package ``antimony`` is not installed; the sentence says how to get it.
    ValueError
        If Antimony refuses the text.
    """
    try:
        import antimony as translator
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "SBML is written by the package antimony, which is not installed. "
            "Install the extra: pip install -e '.[sbml]'."
        ) from None
    translator.clearPreviousLoads()
    if translator.loadAntimonyString(antimony(model, **settings)) < 0:
        raise ValueError(f"Antimony refused the model: {translator.getLastError()}")
    text = translator.getSBMLString(translator.getMainModuleName())
    return _whole_seconds(text, model.time_unit)


def _whole_seconds(text, unit):
    """COPASI knows 86400 s as a day, but not 8.64·10⁴ s, which is how Antimony writes it."""
    return re.sub(
        r'(kind="second" exponent="1") scale="\d+" multiplier="[\d.]+"',
        rf'\1 scale="0" multiplier="{SECONDS.get(unit)}"',
        text,
    )


def antimony_text(model, numbers, start, changes=(), doses=(), inputs=None):
    """Antimony text for given numbers, where a parameter may be a named tuple of numbers.

    ``changes`` are pairs of a time and the numbers that jump there, by their name in the text.
    """
    symbols = [_safe(symbol) for symbol in model.symbols]
    parameters, traced = _parameters(numbers)
    channels, given, jumps = _channels(inputs)
    arguments = (name("time"), [name(s) for s in symbols], traced, *given)
    derivatives = model.rates(*arguments)
    writer = Writer(derivatives)
    equations = [f"{s}' = {text}" for s, text in zip(symbols, writer.texts(), strict=True)]
    lines = [
        *_time_unit(model.time_unit),
        *(f"{symbol} = {value!r}" for symbol, value in parameters.items()),
        *channels,
        *(f"{term} := {text}" for term, text in writer.lines),
        *_states(model, symbols, start),
        *equations,
        *_events(symbols, model, changes, doses),
        *jumps,
    ]
    body = "\n".join(f"  {line};" for line in lines)
    return f"model {model.name}()\n{body}\nend\n"


def _time_unit(unit):
    if unit in SECONDS:
        yield f"unit {unit} = {SECONDS[unit]} second"
        yield f"unit time_unit = {unit}"


def _states(model, symbols, start):
    for symbol, state, value in zip(symbols, model.states, start, strict=True):
        unit = f" ({state.unit})" if state.unit else ""
        yield f"{symbol} = {float(value)!r}"
        yield f'{symbol} is "{state.name.replace("_", " ")}{unit}"'


def _parameters(numbers, prefix=""):
    """Values by flat name, and the same tuple filled with symbols."""
    values, traced = {}, []
    for field, value in zip(numbers._fields, numbers, strict=True):
        flat = _safe(prefix + field)
        if isinstance(value, tuple):
            inner, part = _parameters(value, f"{prefix}{field}_")
            values |= inner
            traced.append(part)
        else:
            values[flat] = float(value)
            traced.append(name(flat))
    return values, type(numbers)(*traced)


def _events(symbols, model, changes, doses):
    for time, values in changes:
        new = ", ".join(f"{s} = {float(v)!r}" for s, v in values.items())
        yield f"at (time >= {float(time)!r}), t0 = false: {new}"
    for time, amounts in doses:
        places = {symbols[model.position(s)]: a for s, a in amounts.items()}
        new = ", ".join(f"{s} = {s} + {float(a)!r}" for s, a in places.items())
        yield f"at (time >= {float(time)!r}), t0 = false: {new}"


def _channels(inputs):
    """Inputs as sums of fading exponentials whose amplitudes jump at the breaks."""
    if inputs is None:
        return [], (), []
    segments = inputs.segments
    count = max(np.size(segment.rates) for segment in segments)
    tables = [_amplitudes(segment, inputs.channels, count) for segment in segments]
    lines = [f"{symbol} = {value!r}" for symbol, value in tables[0].items()]
    for channel in inputs.channels:
        terms = [f"{channel}_base"]
        terms += [
            f"{channel}_w{j} * exp(-decay{j} * (time - since_break))"
            for j in range(count)
            if any(table[f"{channel}_w{j}"] for table in tables)
        ]
        lines.append(f"{channel}_in := {' + '.join(terms)}")
    given = (tuple(name(f"{channel}_in") for channel in inputs.channels),)
    return lines, given, [_jump(*pair) for pair in pairwise(tables)]


def _amplitudes(segment, channels, count):
    decay = [*np.asarray(segment.rates).tolist(), *[0.0] * count][:count]
    table = {"since_break": float(segment.start)} | {f"decay{j}": d for j, d in enumerate(decay)}
    for i, channel in enumerate(channels):
        row = [*np.asarray(segment.weights[i]).tolist(), *[0.0] * count][:count]
        table[f"{channel}_base"] = float(segment.base[i])
        table |= {f"{channel}_w{j}": weight for j, weight in enumerate(row)}
    return table


def _jump(before, after):
    new = ", ".join(f"{s} = {value!r}" for s, value in after.items() if value != before[s])
    return f"at (time >= {after['since_break']!r}), t0 = false: {new}"


def _safe(symbol):
    return f"{symbol}_" if symbol in RESERVED or keyword.iskeyword(symbol) else symbol
