"""Superposition: run once through all events and add up what each of them leaves behind.

Between events the amplitude a_j of term j moves towards its steady part s_j,

    a_j(t) = (a_j − s_j)·exp(−λ_j·t) + s_j,   s_j = Σ r·w_j/λ_j over the running inputs

and a dose adds its weights w_j. Nothing is integrated numerically.
"""

from __future__ import annotations

import numpy as np

from course_utils.physiology.drugs.channels import CHANNELS, DEFAULTS, INDEX, NAMES, combined
from course_utils.physiology.drugs.interventions import Intervention
from course_utils.physiology.drugs.schedules import DIGITS, Regimen


class Plan:
    """Collects terms (channel, rate), pulses, flows and held values; then runs through time."""

    def __init__(self, end_day):
        self.end_day = end_day
        self.terms = {}  # (channel, rate bytes) -> place
        self.channels, self.rates = [], []
        self.entries = []  # per entry: list of (place, weight)
        self.pulses = {}  # time -> list of (entry, amount)
        self.flows = []  # (start, stop, entry, rate)
        self.holds = []  # Intervention

    def add(self, item):
        """Take in one regimen or intervention."""
        if isinstance(item, Intervention):
            self.holds.append(item)
        elif isinstance(item, Regimen):
            self._add_regimen(item)
        else:
            raise TypeError(f"A plan is made of Regimen and Intervention; got {item!r}.")

    def _add_regimen(self, regimen):
        times, amounts = regimen.pulses(self.end_day)
        flows = regimen.flows(self.end_day)
        for entry in regimen.drug.entries(absorbed=not regimen.average):
            place = self._add_entry(entry)
            self.flows += [(start, stop, place, rate) for start, stop, rate in flows]
            late = np.round(times + entry.lag, DIGITS).tolist()
            for time, amount in zip(late, amounts.tolist(), strict=True):
                if entry.duration:
                    stop = round(time + entry.duration, DIGITS)
                    self.flows.append((time, stop, place, amount / entry.duration))
                else:
                    self.pulses.setdefault(time, []).append((place, amount))

    def _add_entry(self, entry):
        found = []
        for response in entry.responses:
            for weight, rate in zip(response.weights, response.rates, strict=True):
                key = (response.channel, np.asarray(rate).tobytes())
                if key not in self.terms:
                    self.terms[key] = len(self.terms)
                    self.channels.append(INDEX[response.channel])
                    self.rates.append(rate)
                found.append((self.terms[key], weight))
        self.entries.append(found)
        return len(self.entries) - 1

    def segments(self):
        """Arrays of all segments: starts (s,), base (s, 19), weights (s, 19, m), rates (m,)."""
        rates = np.stack(np.broadcast_arrays(*self.rates)) if self.rates else np.empty(0)
        weights = np.zeros((len(self.entries), *rates.shape))
        for entry, found in enumerate(self.entries):
            for place, weight in found:
                weights[entry, place] += weight
        edges = self._edges()
        faded, steady = self._run(edges, rates, weights)
        return self._write(edges, rates, faded, steady)

    def _edges(self):
        times = {0.0, *self.pulses}
        times |= {t for start, stop, *_ in self.flows for t in (start, stop)}
        times |= {t for hold in self.holds for t in (hold.start, hold.stop)}
        return np.array(sorted(t for t in times if 0 <= t < self.end_day))

    def _run(self, edges, rates, weights):
        """Amplitudes and steady parts of every term on every segment, each (s, terms, ...)."""
        turns = {}
        for number, (start, stop, _, _) in enumerate(self.flows):
            turns.setdefault(start, []).append((number, True))
            turns.setdefault(stop, []).append((number, False))
        faded = np.empty((len(edges), *rates.shape))
        steady = np.empty_like(faded)
        level, share, running = np.zeros(rates.shape), np.zeros(rates.shape), set()
        before = 0.0
        for row, time in enumerate(edges.tolist()):
            level = (level - share) * np.exp(-rates * (time - before)) + share
            for entry, amount in self.pulses.get(time, ()):
                level = level + amount * weights[entry]
            if time in turns:
                for number, on in turns[time]:
                    (running.add if on else running.discard)(number)
                share = self._steady(running, rates, weights)
            faded[row], steady[row], before = level - share, share, time
        return faded, steady

    def _steady(self, running, rates, weights):
        total = np.zeros(rates.shape)
        for number in sorted(running):
            _, _, entry, rate = self.flows[number]
            total = total + rate * weights[entry] / rates
        return total

    def _write(self, edges, rates, faded, steady):
        people = rates.shape[1:]
        unique = {}
        columns = [unique.setdefault(np.asarray(rate).tobytes(), len(unique)) for rate in rates]
        shared = np.empty((len(unique), *people))
        base = np.broadcast_to(
            np.array(DEFAULTS).reshape(1, -1, *(1,) * len(people)),
            (len(edges), len(NAMES), *people),
        ).copy()
        weights = np.zeros((len(edges), len(NAMES), len(unique), *people))
        for place, (channel, column) in enumerate(zip(self.channels, columns, strict=True)):
            shared[column] = rates[place]
            weights[:, channel, column] += faded[:, place]
            base[:, channel] += steady[:, place]
        for row, time in enumerate(edges.tolist() if self.holds else ()):
            self._hold(base[row], time)
        return edges, base, weights, shared

    def _hold(self, base, time):
        for place, channel in enumerate(CHANNELS):
            held = [h for h in self.holds if h.channel == channel.name]
            values = [h.value for h in held if h.start <= time < h.stop]
            if values:
                base[place] += combined(channel, values) - channel.default
