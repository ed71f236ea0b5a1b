"""Write docs/sensitivity.md: which numbers decide how much raloxifene does for the spine.

Run from the root of the project: python -m tests.physiology.sensitivity_page
"""

import hashlib
import os
from pathlib import Path

from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.sensitivity import (
    LEVELS,
    global_sensitivity,
    local_sensitivity,
    spine_outcome,
)
from course_utils.physiology.uncertainty import uncertain

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sensitivity.md"
MOST = 20  # rows of a table
RISE = 0.1  # the local table shows a rise by a tenth
TRAJECTORIES, SEED = 20, 20261121
NO_UNIT = "–"
MORE_SETS = ("chain_density", "patients", "pk_raloxifene")  # read beside the chain's own rows

HEAD = """# Which numbers decide the answer

The answer: lumbar spine density under raloxifene 60 mg a day minus without it, after 3 years,
in percentage points, in a woman of 56 whose final period was at 51. With the numbers of the
table it is **{answer}**.

{reading}

Neither table knows whether an equation is wrong. `docs/behaviors.md` lays the chain beside
published results, `docs/physiology.md` shows how to make such a table for another question.
"""

READING = """\
What estradiol still does after menopause decides most: its amount, its unbound fraction and how
tightly it holds ERα set the signal that bone has without the drug, and raloxifene can add only
what is missing. Next come how the shapes of the receptor hold co-activator 2, how raloxifene
binds, and how strongly OPG and RANKL answer a lack of hormone; the pace of turnover matters less
over three years."""

LOCAL = """## One number at a time

Effect of a rise by 10 percent, all other numbers as they are: the slope at the table's value,
measured over ±1 percent. The {most} largest of {count} numbers; what describes the person is
left out.
"""

GLOBAL = """## All numbers at once

Morris screening over the plausible ranges of the {count} numbers that are recalled, calibrated
or assumed; measured and published ones stay as they are. {trajectories} trajectories on
{levels} levels with seed {seed}, {runs} persons followed twice each, by SALib. **μ\\*** is the
mean size of the effect of moving a number through its whole range while the others lie anywhere
in theirs, with the half-width of its 95 percent interval; **σ** is large where the effect
depends on the other numbers. The {most} largest.
"""

FOOT = "Made from numbers with the digest `{digest}`.\n"


def page():
    """The whole page as text; takes minutes."""
    chain = chain_parameters("woman")
    local, wide = (
        local_sensitivity(),
        global_sensitivity(
            trajectories=TRAJECTORIES, seed=SEED, workers=min(2, os.cpu_count() or 1)
        ),
    )
    numbers = {"most": MOST, "trajectories": TRAJECTORIES, "levels": LEVELS, "seed": SEED}
    drawn = len(uncertain(chain))
    numbers |= {"runs": TRAJECTORIES * (drawn + 1)}
    parts = [
        HEAD.format(answer=shown(spine_outcome({})), reading=READING),
        LOCAL.format(count=len(local), **numbers),
        table(local_rows(local.head(MOST)), "effect of +10 %"),
        GLOBAL.format(count=drawn, **numbers),
        table(global_rows(wide.head(MOST)), "μ\\* ± 95 %", "σ"),
        FOOT.format(digest=digest()),
    ]
    return "\n".join(parts)


def shown(value):
    """A value for reading, with the typographic minus."""
    return f"{value:.2f}".replace("-", "−")


def local_rows(rows):
    """Cells of the local table: what describes the number, then its effect."""
    return [[*_cells(s, row), shown(RISE * row["effect"])] for s, row in rows.iterrows()]


def global_rows(rows):
    """Cells of the Morris table: what describes the number, then μ* with its interval, and σ."""
    return [
        [
            *_cells(symbol, row),
            f"{shown(row['mu_star'])} ± {shown(row['mu_star_conf'])}",
            shown(row["sigma"]),
        ]
        for symbol, row in rows.iterrows()
    ]


def _cells(symbol, row):
    return [f"`{symbol}`", row["name"], f"{row['value']:g}", row["unit"] or NO_UNIT, row["level"]]


def table(rows, *results):
    """A Markdown table with one row per number."""
    head = ["symbol", "number", "value", "unit", "level", *results]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def digest():
    """A short text that changes with any value, range or level the tables depend on."""
    sets = [chain_parameters("woman"), *map(parameter_set, MORE_SETS)]
    rows = [s.parameter(symbol) for s in sets for symbol in s]
    text = "\n".join(f"{p.symbol} {p.value!r} {p.low!r} {p.high!r} {p.level}" for p in rows)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
