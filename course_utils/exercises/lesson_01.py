"""Lesson 01, Bone is never finished: a stock with two flows, one remodeling site, many cycles."""

from __future__ import annotations

import numpy as np

from course_utils.evidence.effects import percentage_points, relative_change_percent
from course_utils.exercises.answers import Choice, Number
from course_utils.exercises.code_answers import Case, Function
from course_utils.exercises.declarations import Question, Wrong
from course_utils.exercises.drawing import Follows, Vary
from course_utils.exercises.registry import exercise, foretell, recall
from course_utils.physiology.bone import (
    KOMAROVA,
    flows_to_stock,
    komarova_steady_state,
    lagging_formation,
    remodeling_site,
)
from course_utils.physiology.units import testosterone_ng_per_dl_to_nmol_per_l


def osteoclasts_at_rest():
    """Osteoclasts at steady state: B = (a2/b2)·C put into 0 = a1·C^g11·B^g21 − b1·C."""
    k = KOMAROVA
    osteoblasts_per_osteoclast = k["a2"] / k["b2"]
    # g11 + g21 = 0, so C cancels from the production term.
    return k["a1"] / k["b1"] * osteoblasts_per_osteoclast ** k["g21"]


exercise(
    "L01.E1",
    title="Osteoclasts at steady state",
    variable="steady_osteoclasts",
    answer=Number("cells", tolerance=0.005),
    reference=osteoclasts_at_rest,
    fixed="reads the published parameters of the model",
    stub="""
        k = KOMAROVA
        osteoblasts_per_osteoclast = k["a2"] / k["b2"]  # from dB/dt = 0
        steady_osteoclasts = ...  # put that B into dC/dt = 0 and solve for C
    """,
    hints=(
        "At steady state both rates of change are zero. Start with the simpler equation.",
        "dB/dt = 0 gives B as a multiple of C. Put that into dC/dt = 0: "
        "the powers of C in the production term cancel.",
    ),
    wrong=(
        Wrong(
            lambda: KOMAROVA["C0"],
            "That is the burst the cycle starts with. Follow the osteoclast curve to the right: "
            "does the start decide where it ends?",
            "M-ODE-3",
        ),
        Wrong(
            lambda: KOMAROVA["b1"] / KOMAROVA["a1"],
            "This leaves the osteoblasts out of the production term. "
            "What does dB/dt = 0 say about B, and where does B enter?",
        ),
        Wrong(
            lambda: KOMAROVA["a1"] / KOMAROVA["b1"],
            "Production over removal is a good start. "
            "Which factor with B stands in the production term and is still missing?",
        ),
        Wrong(
            lambda: komarova_steady_state()[1],
            "That many cells rest on the other curve. "
            "Which of the two cell types is asked for here?",
        ),
        Wrong(
            lambda: komarova_steady_state()[0] / 10,
            "The digits fit. At which step did a factor of ten come in?",
            "M-NUM-1",
        ),
    ),
    right="About one osteoclast at rest. Production and removal still run, at equal speed: "
    "steady does not mean idle.",
    nudge="Set both rates to zero and write B in terms of C first. "
    "Which power of B stands in the production of osteoclasts?",
)


def bone_after(b0, F, R, years):
    """Bone mass (% of the reference mass) after constant flows (% of that mass per year)."""
    return b0 + (F - R) * years


exercise(
    "L01.E2",
    title="A stock with two flows",
    variable="bone_after",
    answer=Function(
        parameters=("b0", "F", "R", "years"),
        cases=(
            Case("a small deficit over ten years", (100, 7.5, 8, 10)),
            Case("equal flows for fifty years", (100, 8, 8, 50)),
            Case("a surplus from a low start", (80, 9, 7.5, 4)),
            Case("no time at all", (93, 5, 9, 0)),
        ),
        unit="% of the reference mass",
        tolerance=0.01,
    ),
    reference=bone_after,
    hints=(
        "A flow that runs for some time adds up to flow times time.",
        "Start with `b0`. What flows in over the years, and what flows out?",
    ),
    wrong=(
        Wrong(
            lambda b0, F, R, years: F * years,
            "This is all that flowed in. What was there at the start, and what drained?",
        ),
        Wrong(
            lambda b0, F, R, years: b0 - F * years,
            "Here formation drains the bath. Which of the two flows fills it?",
        ),
        Wrong(
            lambda b0, F, R, years: b0 - R * years,
            "The drain runs and the tap is shut. Which flow is missing?",
        ),
        Wrong(
            lambda b0, F, R, years: b0 * (1 + (F - R) / 100) ** years,
            "This compounds like interest. The flows are given in percent of the reference mass: "
            "does that amount change as the bath empties?",
        ),
        Wrong(
            lambda b0, F, R, years: b0 + (R - F) * years,
            "Resorption fills the bath here. Check with a drain larger than the tap: "
            "should the level rise?",
        ),
        Wrong(
            lambda b0, F, R, years: b0 + (F - R),
            "One year of flow is in. Where do the other years enter?",
        ),
        Wrong(
            lambda b0, F, R, years: b0 + (R - F),
            "Two things to look at: which flow fills, and for how many years?",
        ),
        Wrong(
            lambda b0, F, R, years: (F - R) * years,
            "This is the change. What was in the bath when the clock started?",
        ),
    ),
    right="The level answers to the difference of the flows, added up over time.",
    nudge="Think of the bath: the level at the start, plus what ran in, minus what ran out.",
)


def moment_of_least_bone():
    """The letter of the event that lies nearest to the deepest point of one cycle."""
    site = remodeling_site()
    clasts, blasts = site["osteoclasts_cells"], site["osteoblasts_cells"]
    rest_clasts, rest_blasts = komarova_steady_state()
    digging = KOMAROVA["k1"] * (clasts - rest_clasts).clip(lower=0)
    filling = KOMAROVA["k2"] * (blasts - rest_blasts).clip(lower=0)
    days = {
        "A": clasts.idxmax(),
        "B": blasts.idxmax(),
        "C": (filling > digging).idxmax(),
        "D": (digging == 0).idxmax(),
    }
    deepest = site["bone_mass_percent"].idxmin()
    return min(days, key=lambda letter: abs(days[letter] - deepest))


exercise(
    "L01.E3",
    title="When is the hole deepest?",
    variable="lowest_when",
    answer=Choice(
        {
            "A": "Bone mass is lowest when osteoclasts are most numerous.",
            "B": "Bone mass is lowest when osteoblasts are most numerous.",
            "C": "Bone mass is lowest when formation first exceeds resorption.",
            "D": "Bone mass is lowest when resorption ends.",
        }
    ),
    reference=moment_of_least_bone,
    hints=(
        "A level turns round at the moment its rate of change is zero.",
        "Compare the two flow curves with each other, not their peaks.",
    ),
    wrong=(
        Wrong(
            "A",
            "Digging is then at its fastest, and the level has only begun to fall. "
            "Look at the lower panel on that day: is it at the bottom?",
            "M-BONE-3",
        ),
        Wrong(
            "B",
            "Close in time. On that day look at the two flows: "
            "which one is winning already, and since when?",
            "M-BONE-3",
        ),
        Wrong(
            "D",
            "For a good week before that, both work at once. "
            "In that week, which of the two wins, and what does the level do?",
            "M-BONE-3",
        ),
    ),
    right="The level turns where the flows cross. That holds for baths, bank accounts and bones.",
    nudge="Find the lowest point of the bone curve, then go straight up to the flows. "
    "What do they do on that day?",
)


def bone_left_with_weak_formation(efficiency=0.0015):
    """Bone mass (%) after one cycle."""
    site = remodeling_site(formation_efficiency=efficiency)
    return site["bone_mass_percent"].iloc[-1]


def _end(**settings):
    return remodeling_site(**settings)["bone_mass_percent"].iloc[-1]


exercise(
    "L01.E4",
    title="One cycle with weaker formation",
    variable="bone_left_percent",
    answer=Number("%", tolerance=0.2),
    numbers={"efficiency": Vary(0.0015, (0.0012, 0.00125, 0.0013, 0.00135, 0.0014, 0.0016))},
    reference=bone_left_with_weak_formation,
    hints=(
        "Change one number of the site model and run it again.",
        "`remodeling_site(formation_efficiency=...)` returns a table; "
        "read the last row of `bone_mass_percent`.",
    ),
    wrong=(
        Wrong(
            lambda efficiency: remodeling_site(formation_efficiency=efficiency)[
                "bone_mass_percent"
            ].min(),
            "That is the deepest point of the hole. The cycle is not over there: "
            "what is left after the osteoblasts have worked?",
            "M-BONE-3",
        ),
        Wrong(
            lambda efficiency: _end(formation_efficiency=efficiency, cycles=10),
            "This is what many cycles in a row leave behind. How many does the exercise ask for?",
        ),
        Wrong(
            lambda: _end(),
            "This is the site with nothing changed. Which argument sets the formation efficiency?",
        ),
        Wrong(
            lambda efficiency: _end(formation_efficiency=2 * 0.0017 - efficiency),
            "The site ends with more bone than it had. Did you make formation stronger or weaker?",
        ),
        Wrong(
            lambda efficiency: 100 - _end(formation_efficiency=efficiency),
            "This is what is missing. The exercise asks what is left.",
        ),
    ),
    right="A shortfall too small to see on one scan, and it comes back with every cycle.",
    nudge="Print the last rows of the table you got. "
    "Which column holds bone, and which row is the end of the cycle?",
)


def one_off_deficit(before=8, after=16, lag_years=0.8):
    """Bone (%) that a balanced rise in resorption costs once: ΔR times the lag."""
    return (after - before) * lag_years


exercise(
    "L01.E5",
    title="The price of faster turnover",
    variable="turnover_deficit_percent",
    answer=Number("%", tolerance=0.2),
    numbers={
        "before": Vary(8, (6, 7, 9, 10)),
        "after": Follows(16, lambda before: 2 * before),
        "lag_years": Vary(0.8, (0.5, 0.6, 0.7, 0.9)),
    },
    reference=one_off_deficit,
    hints=(
        "The gap between the two flows closes again. The cost is paid once; it is not a rate.",
        "(resorption after − resorption before) × lag",
    ),
    wrong=(
        Wrong(
            0,
            "Balanced in the end, and yet formation starts late. "
            "In the figure, what happens to the level between the two steps?",
        ),
        Wrong(
            lambda after, lag_years: after * lag_years,
            "This charges the whole new flow to the lag. "
            "Part of it was balanced before: by how much did resorption rise?",
        ),
        Wrong(
            lambda after: after,
            "This is the new resorption, a rate per year. "
            "For how long does formation stay behind it?",
        ),
        Wrong(
            lambda before: before,
            "A loss of this size every year would go on growing. Look at the level in the figure: "
            "does it keep falling, or flatten?",
            "M-BONE-4",
        ),
        Wrong(
            lambda before, after: 10 * (after - before),
            "This lets the gap stay open for ten years. Formation catches up: "
            "after which time does the level go flat?",
            "M-BONE-4",
        ),
        Wrong(
            "it grows",
            "Formation catches up after the lag. Look at the level in the figure: "
            "does it keep falling, or flatten?",
            "M-BONE-4",
        ),
        Wrong(
            lambda before, after, lag_years: one_off_deficit(before, after, lag_years) / 2,
            "Half of it. Formation lags like a fading gap, not like a straight ramp: "
            "how large is the area between the curves?",
        ),
        Wrong(
            lambda before, lag_years: before / lag_years,
            "Dividing makes a longer lag cheaper. Should a longer delay cost more or less?",
        ),
    ),
    right="A one-off cost, called remodeling space: open holes that wait to be filled. "
    "Slow turnover down and it comes back.",
    nudge="Draw resorption as a step and formation as a curve that catches up. "
    "Which area between them is the lost bone?",
)


# One bath, four sketches of its level: years on one axis, percent on the other.
_BATH_YEARS = np.array([0, 1, 1.05, 3, 3.05, 6])
_BATH_LEVELS = {
    "A": np.array([100, 100, 99.6, 84, 84.3, 100]),
    "B": np.array([100, 100, 84, 84, 100, 100]),
    "C": np.array([100, 100, 99.6, 84, 84, 84]),
    "D": np.array([100, 100, 99.6, 84, 83.6, 60]),
}


def _bath_level():
    """The level when the drain runs twice as fast from year 1 to year 3."""
    years = np.linspace(0, 6, 1201)
    drain = np.where((years >= 1) & (years < 3), 16.0, 8.0)
    level = flows_to_stock(years, formation=8.0, resorption=drain)["bone_mass_percent"]
    return np.interp(_BATH_YEARS, years, level)


def _nearest_sketch():
    level = _bath_level()
    return min(_BATH_LEVELS, key=lambda letter: np.abs(_BATH_LEVELS[letter] - level).sum())


foretell(
    "L01.P1",
    title="The level in the bath",
    prompt="A bath stands level: tap and drain run at 8 % of the bath per year. For two years the "
    "drain runs twice as fast, then as before. The tap never changes. What does the level do?",
    options={
        "A": "It sinks while the drain runs fast and climbs back afterwards.",
        "B": "It drops at once, stays low while the drain runs fast, then jumps back.",
        "C": "It sinks while the drain runs fast and stays where it is afterwards.",
        "D": "It sinks while the drain runs fast and keeps sinking afterwards.",
    },
    sketches={
        letter: list(zip(_BATH_YEARS.tolist(), level.tolist(), strict=True))
        for letter, level in _BATH_LEVELS.items()
    },
    right=_nearest_sketch,
    happened=lambda: (
        f"The level sinks from {_bath_level()[0]:.0f} to {_bath_level()[3]:.0f} % in two years "
        f"and ends at {_bath_level()[-1]:.0f} %."
    ),
    explain="A level answers to the difference between tap and drain, not to either alone. "
    "When the two are equal again the level stops moving, at whatever height it has reached.",
)


_P2_FROM_E3 = {"A": "A", "C": "B", "D": "C"}


foretell(
    "L01.P2",
    title="The deepest point",
    prompt="One remodeling site: osteoclasts dig, osteoblasts fill. When is the hole deepest?",
    options={
        "A": "When osteoclasts are most numerous.",
        "B": "When filling first gets ahead of digging.",
        "C": "When the last digging stops.",
    },
    right=lambda: _P2_FROM_E3[moment_of_least_bone()],
    happened=lambda: (
        "In the model the hole is deepest on day "
        f"{remodeling_site()['bone_mass_percent'].idxmin():.0f}, "
        f"at {remodeling_site()['bone_mass_percent'].min():.1f} % of the bone."
    ),
    explain="Osteoclasts come first, so the hole grows early. It stops growing at the moment "
    "filling gets ahead of digging, and that is days before the last digging ends.",
)


_LOSSES = {"A": (0, 0), "B": (2, 2), "C": (2, 17), "D": (12, 72)}


def _weak_formation_losses():
    return tuple(100 - _end(formation_efficiency=0.0015, cycles=n) for n in (1, 10))


def _nearest_losses():
    losses = _weak_formation_losses()
    return min(_LOSSES, key=lambda letter: np.abs(np.subtract(_LOSSES[letter], losses)).sum())


foretell(
    "L01.P3",
    title="Once, and ten times",
    prompt="Each osteoblast fills about 12 % less (k2 from 0.0017 to 0.0015). "
    "How much bone is missing at the site after one cycle, and after ten?",
    options={
        "A": "Nothing: the hole always fills, only later.",
        "B": "About 2 % after one cycle, and still about 2 % after ten.",
        "C": "About 2 % after one cycle, and about 17 % after ten.",
        "D": "About 12 % after one cycle, and most of the bone after ten.",
    },
    right=_nearest_losses,
    happened=lambda: (
        "In the model {:.1f} % is missing after one cycle and {:.1f} % after ten.".format(
            *_weak_formation_losses()
        )
    ),
    explain="About 14 % is dug in all, more than the deepest point shows, because filling starts "
    "while digging goes on; 12 % of 14 is 1.7. Ten such shortfalls at one spot add up.",
)


# Bone after 2 and after 10 years, in percent, as each option has it.
_FASTER = {"A": (97, 97), "B": (97, 84), "C": (100, 100), "D": (97, 100)}


def _faster_turnover_levels():
    """Bone 2 and 10 years after resorption stepped from 8 to 12 %/y, formation lagging."""
    faster = lagging_formation(np.linspace(0, 10, 201), resorption=12)
    return tuple(np.interp((2, 10), faster.index, faster["bone_mass_percent"]))


def _nearest_levels():
    levels = _faster_turnover_levels()
    return min(_FASTER, key=lambda letter: np.abs(np.subtract(_FASTER[letter], levels)).sum())


foretell(
    "L01.P4",
    title="Faster, and balanced",
    prompt="Resorption steps up from 8 to 12 % a year and stays there. Formation catches up "
    "fully, some months late. What does bone mass do in the next ten years?",
    options={
        "A": "It falls for a few years, then stays a little lower.",
        "B": "It falls for as long as turnover is high.",
        "C": "It stays where it was: the flows are balanced.",
        "D": "It falls at first and is back once formation has caught up.",
    },
    right=_nearest_levels,
    happened=lambda: (
        "In the model bone stands at {:.1f} % after two years and at {:.1f} % after ten.".format(
            *_faster_turnover_levels()
        )
    ),
    explain="While formation lags, the drain is ahead: that bone is gone. Once both flows are "
    "equal the level stops moving. It does not climb back, because formation is never ahead.",
)


recall(
    "L01",
    Question(
        "A risk goes from 2 % to 3 %. By how many percentage points, and by how many percent?",
        lambda: (
            f"By {percentage_points(2, 3):.0f} percentage point, "
            f"and by {relative_change_percent(2, 3):.0f} % of where it started."
        ),
    ),
    Question(
        "A figure shows one smooth line labeled “model” and a few marks with bars. "
        "Which of them tells you what happened to people?",
        "The marks with bars: they come from a study. "
        "The line says what the equations give with the settings shown.",
    ),
    Question(
        "Testosterone is reported as 300 ng/dL. Roughly how many nmol/L is that?",
        lambda: (
            f"About {testosterone_ng_per_dl_to_nmol_per_l(300):.0f} nmol/L: "
            "times 10 for the liter, divided by the molar mass of 288.4 g/mol."
        ),
    ),
)
