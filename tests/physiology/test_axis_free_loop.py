"""The loop that feels free hormone: at rest where it was set up, and between two limits."""

import numpy as np
import pytest

from course_utils.physiology.axis import free_testosterone, loop_settings, steady_state
from course_utils.physiology.axis.free_loop import free_share, shbg_and_the_loop, total_at_rest


@pytest.mark.parametrize("person", ["healthy", "david"])
def test_at_the_reference_the_loop_is_unchanged(person):
    settings = loop_settings(person)
    level = steady_state(settings).testosterone_ng_per_dl
    assert total_at_rest(40, settings) == pytest.approx(level, rel=1e-6)


def test_the_shares_are_those_of_the_mass_action_equations():
    share, _ = free_share(500, 0.0, 40)
    assert share * 17.337 == pytest.approx(free_testosterone(17.337, 40) / 1000, rel=1e-3)


def test_more_shbg_means_more_total_and_less_free_than_before():
    table = shbg_and_the_loop(np.linspace(10, 120, 12))
    total, free = table["total_in_a_man_nmol_per_l"], table["free_in_a_man_pmol_per_l"]
    assert np.all(np.diff(total) > 0) and np.all(np.diff(free) < 0)


def test_the_loop_gives_back_a_part_of_what_the_tube_loses():
    table = shbg_and_the_loop([40.0, 80.0])
    lost = {p: table[f"free_in_a_{p}_pmol_per_l"].pct_change().iloc[1] for p in ("tube", "man")}
    assert lost["tube"] < lost["man"] < 0


def test_an_open_loop_leaves_total_where_it_is():
    assert total_at_rest(80, loop_settings(n_f=0)) == pytest.approx(
        total_at_rest(20, loop_settings(n_f=0)), rel=1e-9
    )


def test_a_missing_level_is_refused():
    with pytest.raises(ValueError, match="SHBG"):
        total_at_rest(-1)
