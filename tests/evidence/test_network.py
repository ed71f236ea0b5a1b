"""Networks: consistency, two treatments as in pooling, invariance, refusals."""

import itertools

import numpy as np
import pandas as pd
import pytest

from course_utils.evidence.effects import risk_ratio
from course_utils.evidence.synthesis import bucher, network, network_from_arms, pool

PAIRS = pd.DataFrame(
    [("a", "A", "C", -0.5, 0.04), ("b", "B", "C", -0.2, 0.09), ("c", "A", "B", 0.1, 0.05),
     ("d", "A", "C", -0.9, 0.08)],
    columns=["study", "arm", "comparator", "yi", "vi"],
)  # fmt: skip
ARMS = pd.DataFrame(
    [("x", "A", 10, 100), ("x", "B", 20, 110), ("x", "C", 30, 90), ("y", "A", 8, 80),
     ("y", "C", 15, 85), ("z", "B", 12, 120), ("z", "C", 25, 130)],
    columns=["study", "treatment", "events", "n"],
)  # fmt: skip


@pytest.mark.parametrize("method", ["EE", "DL", "REML"])
def test_two_treatments_are_a_pairwise_pool(method):
    data = PAIRS.assign(arm="A", comparator="C")
    one, other = network(data, "C", method).contrast("A", "C"), pool(data, method)
    assert (one.yi if one.is_ratio else one.estimate) == pytest.approx(other.estimate, abs=1e-6)
    assert one.se == pytest.approx(other.se, rel=1e-5)


def test_the_contrasts_are_consistent():
    result = network(PAIRS, "C")
    for a, b, c in itertools.permutations("ABC"):
        through = result.contrast(a, b).estimate + result.contrast(b, c).estimate
        assert result.contrast(a, c).estimate == pytest.approx(through)


def test_without_a_loop_the_network_is_bucher():
    tree = PAIRS[:2]
    effect = network(tree, "C", "EE").contrast("A", "B")
    assert effect.estimate == pytest.approx(-0.3)
    assert effect.se == pytest.approx(np.sqrt(0.13))
    one, other = risk_ratio(10, 100, 20, 100), risk_ratio(15, 90, 20, 90)
    data = pd.DataFrame(
        {"study": [1, 2], "arm": list("AB"), "comparator": "C", "measure": "RR",
         "yi": [one.yi, other.yi], "vi": [one.vi, other.vi]}
    )  # fmt: skip
    assert network(data).contrast("A", "B").low == pytest.approx(bucher(one, other).low)


@pytest.mark.parametrize("method", ["EE", "DL", "REML"])
def test_the_reference_and_the_names_do_not_matter(method):
    one = network_from_arms(ARMS, "RR", "A", method).contrast("B", "C")
    names = {"A": "Z", "B": "Y", "C": "X"}
    other = network_from_arms(ARMS.replace({"treatment": names}), "RR", "X", method)
    other = other.contrast("Y", "X")
    assert (other.estimate, other.low) == pytest.approx((one.estimate, one.low), rel=1e-6)


def test_arms_and_all_pairs_of_contrasts_agree():
    rows = []
    for study, table in ARMS.groupby("study"):
        for one, two in itertools.combinations(table.itertuples(), 2):
            e = risk_ratio(one.events, one.n, two.events, two.n)
            rows.append((study, one.treatment, two.treatment, "RR", e.yi, e.vi))
    data = pd.DataFrame(rows, columns=["study", "arm", "comparator", "measure", "yi", "vi"])
    one, other = network(data, "C"), network_from_arms(ARMS, "RR", "C")
    assert one.table().to_numpy() == pytest.approx(other.table().to_numpy())
    assert one.q == pytest.approx(other.q)
    assert one.evidence.trials == 3
    with pytest.raises(ValueError, match="Row x: a trial with 3 arms needs all 3 contrasts"):
        network(data[1:])


def test_q_splits_and_p_scores_average_one_half():
    result = network(PAIRS, "C")
    table = result.decomposition()
    assert table.q["total"] == pytest.approx(table.q["within designs"] + table.q["between designs"])
    assert table.q["within designs"] == pytest.approx(0.4**2 / 0.12)
    assert (result.q_df, result.within_df) == (2, 1)
    assert result.p_scores().mean() == pytest.approx(0.5)
    lower, higher = result.p_scores("lower"), result.p_scores("higher")
    assert (lower + higher).to_numpy() == pytest.approx(np.ones(3))
    assert result.league().loc["A", "A"] == "A"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (PAIRS.assign(arm=list("ABDD"), comparator=list("BCEE")), "2 parts"),
        (PAIRS.assign(comparator=PAIRS.arm), "compared with itself"),
        (PAIRS.assign(study="a"), "appears twice"),
        (PAIRS[:3].assign(study="a"), "contradict"),
        (PAIRS.assign(study=["MORE", "CORE", "x", "y"]), "same people"),
        (PAIRS.drop(columns="arm"), "lacks arm"),
    ],
)
def test_networks_that_cannot_be_are_refused(data, words):
    with pytest.raises(ValueError, match=words):
        network(data)


def test_unknown_treatments_are_named():
    with pytest.raises(ValueError, match="the network has A, B, C"):
        network(PAIRS, "placebo")
    with pytest.raises(ValueError, match="Row x: 200 events among 100"):
        network_from_arms(ARMS.replace({"events": {10: 200}}), "RR")
