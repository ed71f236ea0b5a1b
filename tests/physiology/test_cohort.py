"""Virtual trials: reproducible, honest about noise and drop-out, light in memory."""

import numpy as np
import pytest

from course_utils.physiology.cohort import (
    DESIGN,
    OUTCOMES,
    VARIATION,
    enroll,
    follow,
    follow_all,
    virtual_trial,
)
from course_utils.physiology.person import Person
from course_utils.physiology.scenario import simulate
from course_utils.physiology.workers import share_out

WOMAN = Person.woman(57)
ARMS = {"placebo": (), "raloxifene": "raloxifene"}
SPINE = "lumbar_spine_bmd_g_per_cm2"
SAME = {symbol: 0.0 for symbol in VARIATION}
STILL = dict(DESIGN) | {"age_sd": 0.0, "bmd_cv": 0.0, "bmd_precision": 0.0, "dropout": 0.0}


def test_the_same_seed_gives_the_same_trial_whatever_the_number_of_workers():
    one = virtual_trial(WOMAN, ARMS, 3, 1, seed=4)
    two = virtual_trial(WOMAN, ARMS, 3, 1, seed=4, workers=2)
    other = virtual_trial(WOMAN, ARMS, 3, 1, seed=5)
    assert one.equals(two)
    assert not one[SPINE].equals(other[SPINE])


def test_a_cluster_gives_the_same_trial():
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    here = virtual_trial(WOMAN, ARMS, 2, 1, seed=4)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        there = virtual_trial(WOMAN, ARMS, 2, 1, seed=4, client=client)
    assert here.equals(there)


def test_a_person_does_not_depend_on_who_else_was_enrolled():
    alone = enroll(WOMAN, 1, seed=9, first=7)[0]
    assert alone == enroll(WOMAN, 10, seed=9)[7]


def test_without_variation_noise_and_dropout_everybody_is_the_template():
    trial = virtual_trial(WOMAN, {"none": ()}, 2, 2, variation=SAME, design=STILL)
    alone = simulate(WOMAN, (), times=[0.0, 365.25, 730.5])[SPINE].to_numpy()
    for _, person in trial.groupby("person"):
        assert np.allclose(person[SPINE], alone, rtol=1e-6)
        assert person[SPINE].equals(person[f"true_{SPINE}"].rename(SPINE))


def test_scans_are_off_by_the_precision_error_and_markers_by_their_variation():
    design = dict(DESIGN) | {"dropout": 0.0}
    trial = virtual_trial(WOMAN, {"none": ()}, 60, 1, visits_per_year=4, design=design)
    error = trial[SPINE] - trial[f"true_{SPINE}"]
    # 300 scans: the standard deviation is known to about 4 %.
    assert error.std() == pytest.approx(DESIGN["bmd_precision"], rel=0.15)
    assert abs(error.mean()) < 3 * DESIGN["bmd_precision"] / np.sqrt(len(error))
    ratio = np.log(trial["sctx_ng_per_ml"] / trial["true_sctx_ng_per_ml"])
    assert 0.05 < ratio.std() < 0.2


def test_as_many_leave_as_the_rate_says_and_nobody_comes_back():
    design = dict(DESIGN) | {"dropout": 0.5}
    trial = virtual_trial(
        WOMAN, {"none": ()}, 150, 2, outcomes=(SPINE,), design=design, variation=SAME
    )
    missing = trial.pivot(index="person", columns="year", values=SPINE).isna()
    assert not missing.iloc[:, 0].any()
    assert (missing.astype(int).diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    share = missing.iloc[:, -1].mean()
    expected = 1 - np.exp(-0.5 * 2)
    assert share == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - expected) / 150))


def test_persons_spread_around_the_template():
    people = enroll(WOMAN, 300, seed=1)
    ages = np.array([s.person.age for s in people])
    assert ages.mean() == pytest.approx(57, abs=4 * DESIGN["age_sd"] / np.sqrt(300))
    spine = np.log([dict(s.person.density)["lumbar_spine"] for s in people])
    hip = np.log([dict(s.person.density)["total_hip"] for s in people])
    assert spine.std() == pytest.approx(DESIGN["bmd_cv"], rel=0.2)
    assert np.corrcoef(spine, hip)[0, 1] == pytest.approx(DESIGN["bmd_correlation"], abs=0.15)


def test_a_person_keeps_less_than_a_kilobyte_per_output():
    people = enroll(WOMAN, 4, seed=2)
    days = np.linspace(0, 3 * 365.25, 13)
    result = follow_all(people, [()] * 4, days, OUTCOMES)
    assert result.nbytes / (4 * len(OUTCOMES)) < 1000


def test_each_drug_meets_the_persons_own_clearance():
    people = enroll(WOMAN, 6, seed=3, variation=SAME, design=STILL)
    days = np.array([0.0, 365.25])
    levels = [follow(s, "raloxifene", days, ("raloxifene_nmol_per_l",))[-1, 0] for s in people]
    assert np.std(np.log(levels)) > 0.05


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: enroll(WOMAN, 0, seed=1), "whole number"),
        (lambda: virtual_trial(WOMAN, {}, 2, 1), "at least one arm"),
        (lambda: virtual_trial(WOMAN, ARMS, 2, 0), "Years times visits"),
        (lambda: virtual_trial(WOMAN, ARMS, 2, 1.5), "Years times visits"),
        (lambda: share_out(follow, [], workers=10_000), "processors"),
    ],
)
def test_impossible_trials_are_refused_in_words(act, sentence):
    with pytest.raises(ValueError, match=sentence):
        act()
