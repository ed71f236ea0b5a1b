"""docs/sensitivity.md shows the numbers of today: its local table is made again.

Morris screening takes minutes. It is current as long as the numbers behind it are the same
(the digest) and the equations give the same slopes (the local table).
"""

import pytest

from course_utils.physiology import right_hand_side
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.sensitivity import LEVELS, local_sensitivity, spine_outcome
from course_utils.physiology.uncertainty import SCENARIO, uncertain
from tests.physiology.sensitivity_page import (
    MOST,
    NO_UNIT,
    PAGE,
    RISE,
    SEED,
    TRAJECTORIES,
    digest,
    shown,
)

ADVICE = "run python -m tests.physiology.sensitivity_page"
TEXT = PAGE.read_text(encoding="utf-8")
CHAIN = chain_parameters("woman")


@pytest.fixture(scope="module", autouse=True)
def plain_python():
    """Compiling takes longer than these tests."""
    before, right_hand_side.COMPILE = right_hand_side.COMPILE, False
    yield
    right_hand_side.COMPILE = before


def rows(number):
    """Rows of the first (0) or second (1) table as lists of cells, without the heads."""
    lines = TEXT.split("\n## ")[number + 1].splitlines()
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line[:1] == "|"]
    return [row for row in cells if row[0].startswith("`")]


def number(text):
    return float(text.replace("−", "-"))


def test_the_page_names_the_numbers_of_today():
    assert f"`{digest()}`" in TEXT, ADVICE
    assert f"**{shown(spine_outcome({}))}**" in TEXT, ADVICE


def test_the_local_table_is_made_again():
    printed = {row[0].strip("`"): number(row[-1]) for row in rows(0)}
    fresh = local_sensitivity(symbols=list(printed))["effect"] * RISE
    # The second decimal may differ between machines.
    assert printed == pytest.approx(fresh.to_dict(), abs=0.011), ADVICE
    assert list(map(abs, printed.values())) == sorted(map(abs, printed.values()), reverse=True)
    assert not set(printed) & set(SCENARIO)


@pytest.mark.parametrize("which", [0, 1])
def test_each_number_is_printed_as_in_the_table(which):
    found = rows(which)
    assert len(found) == MOST
    for symbol, name, value, unit, level, *_ in found:
        p = CHAIN.parameter(symbol.strip("`"))
        assert (name, value, unit, level) == (p.name, f"{p.value:g}", p.unit or NO_UNIT, p.level), (
            ADVICE
        )


def test_the_screening_is_described_as_it_was_run():
    drawn = set(uncertain(CHAIN))
    flat = " ".join(TEXT.split())
    assert f"ranges of the {len(drawn)} numbers" in flat
    assert f"{TRAJECTORIES} trajectories on {LEVELS} levels with seed {SEED}" in flat
    assert f"{TRAJECTORIES * (len(drawn) + 1)} persons followed twice" in flat
    assert {row[0].strip("`") for row in rows(1)} <= drawn
