"""The full chain as equations: rest, positivity, directions, limits, time scales."""

from dataclasses import replace as replaced

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology import right_hand_side
from course_utils.physiology.axis.female import FEMALE_AXIS
from course_utils.physiology.axis.male import MALE_AXIS
from course_utils.physiology.bone.core import BONE_CORE
from course_utils.physiology.bone.hormones import BONE, bone_cell_rates
from course_utils.physiology.bone.lemaire import LEMAIRE, lemaire_steady_state
from course_utils.physiology.bone.rest import resting_cells
from course_utils.physiology.bone.volume import mineralization_rate, volume_rate
from course_utils.physiology.chain import BONE_STATES, CHAINS, FEMALE_CHAIN, MALE_CHAIN
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.drugs.channels import CHANNELS, DEFAULTS
from course_utils.physiology.drugs.exposure import exposure
from course_utils.physiology.drugs.interventions import Intervention
from course_utils.physiology.links import SWITCHES
from course_utils.physiology.settle import resting_state
from course_utils.physiology.solve import solve

NO_AGING = {"aging": 0.0}
MOST = {
    "estradiol_added": 500.0,
    "testosterone_input": 20_000.0,
    "triptorelin": 50.0,
    "degarelix": 50.0,
    "igf_drive": 3.0,
    "parathyroid_factor": 4.0,
    "sclerostin_block": 1.0,
    "rankl_block": 1.0,
    "gonadotropin_added": 50.0,
}
DRUG_MOST = 2000.0


@pytest.fixture(autouse=True)
def plain_python(monkeypatch):
    """Compiling takes longer than these tests."""
    monkeypatch.setattr(right_hand_side, "COMPILE", False)


def any_parameters(sex):
    """Some numbers of the chain anywhere in their plausible ranges."""
    rows = chain_parameters(sex)
    free = [rows.parameter(s) for s in rows if s not in ("aging", *SWITCHES.values(), *PERSONAL)]
    ranged = [p for p in free if p.low is not None and p.high is not None and p.low < p.high]
    picks = st.lists(st.sampled_from(ranged), min_size=1, max_size=12, unique_by=lambda p: p.symbol)
    return picks.flatmap(
        lambda chosen: st.fixed_dictionaries({p.symbol: st.floats(p.low, p.high) for p in chosen})
    )


PERSONAL = (
    "drive", "pituitary", "leydig", "sertoli", "aromatase", "er_alpha",
    "final_period_day", "aging_day", "estradiol_held", "I_P", "I_O", "I_L",
)  # fmt: skip


@st.composite
def any_inputs(draw):
    """A few channels at any strength, the others untouched."""
    chosen = draw(st.lists(st.sampled_from(CHANNELS), max_size=5, unique_by=lambda c: c.name))
    return {c.name: draw(st.floats(0, MOST.get(c.name, DRUG_MOST))) for c in chosen}


def channels(inputs):
    return tuple(inputs.get(c.name, c.default) for c in CHANNELS)


def test_the_states_are_those_the_rates_take():
    assert MALE_CHAIN.symbols == (*MALE_AXIS, *BONE)
    assert FEMALE_CHAIN.symbols == (*FEMALE_AXIS, *BONE)
    assert tuple(s.symbol for s in BONE_STATES) == BONE
    assert (len(MALE_CHAIN.symbols), len(FEMALE_CHAIN.symbols)) == (21, 17)


@pytest.mark.parametrize("sex", CHAINS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_healthy_young_adult_is_at_rest_whatever_the_parameters(sex, data):
    parameters = chain_parameters(sex, **NO_AGING, **data.draw(any_parameters(sex)))
    values = dict(parameters)
    rest = {"LH": values["LH0"], "FSH": values["FSH0"], "T": values["T0"], "E2": values["E0"]}
    start = np.array(CHAINS[sex].start(rest))
    rates = CHAINS[sex].rates(0.0, start.tolist(), parameters.numbers(), DEFAULTS)
    # A woman whose T0 differs from that of the reference woman is not the reference.
    woman_differs = sex == "woman" and values["T0"] != values["T_woman"]
    moving = np.abs(np.array(rates)) / start
    if woman_differs:
        moving = np.delete(moving, FEMALE_CHAIN.position("Hf"))
    assert moving.max() < 1e-8


@pytest.mark.parametrize("sex", CHAINS)
@settings(max_examples=15, deadline=None)
@given(data=st.data(), inputs=any_inputs())
def test_nothing_falls_below_zero_under_any_treatment(sex, data, inputs):
    person = {
        "drive": data.draw(st.floats(0, 3, allow_subnormal=False)),
        "pituitary": data.draw(st.floats(0, 3, allow_subnormal=False)),
        "aromatase": data.draw(st.floats(0, 3, allow_subnormal=False)),
        "er_alpha": data.draw(st.floats(0, 1, allow_subnormal=False)),
    }
    days = np.linspace(0, 400, 21)
    table = solve(
        CHAINS[sex],
        days,
        parameters=chain_parameters(sex, **person),
        inputs=exposure([Intervention(name, value) for name, value in inputs.items()], 400),
        rtol=1e-6,
        atol=1e-9,
    )
    sizes = np.array(CHAINS[sex].sizes)
    assert (table.to_numpy() / sizes).min() > -1e-6
    assert table["gnrh_receptors"].max() <= 1 + 1e-6


@settings(max_examples=25, deadline=None)
@given(
    leydig=st.floats(0.05, 2),
    drive=st.floats(0, 5, allow_subnormal=False),
    lh=st.floats(0, 500, allow_subnormal=False),
)
def test_without_doses_testosterone_has_a_roof(leydig, drive, lh):
    """T < T_adrenal + λ·1.35·(T0 − T_adrenal)·78.5/(1 + H3(4.76)) = 15 + 1547·λ ng/dL."""
    p = chain_parameters("man", leydig=leydig, drive=drive).numbers()
    roof = 15 + 1547 * leydig
    state = MALE_CHAIN.start({"T": roof, "LH": lh, "LC": 1.35})
    assert MALE_CHAIN.rates(0.0, state, p, DEFAULTS)[MALE_CHAIN.position("T")] <= 1e-3


def test_the_bone_cells_without_hormones_are_lemaires():
    """With every signal at rest and no slowing, scaled rates equal the published model's."""
    p = chain_parameters("man", s_B=1.0, s_C=1.0, **NO_AGING).numbers()
    rest = lemaire_steady_state()
    scale = np.array([rest.R, rest.B, rest.C])
    for factors, pth in (((1, 1, 1), 1), ((2, 0.3, 1.7), 1), ((0.5, 3, 0.1), 2.5)):
        scaled = bone_cell_rates(0.0, 1.0, 1.0, *factors, 1.0, pth, 0.0, p)
        more = LEMAIRE.parameters.replace(S_P=250 * pth).numbers()
        published = LEMAIRE.rates(0.0, scale * factors, more)
        assert np.array(scaled) * scale == pytest.approx(published, rel=1e-11)


@pytest.mark.parametrize(
    ("change", "C", "B"),
    [
        ({"m_O": 1.5}, 0.84, 0.90),
        ({"m_O": 0.7}, 1.17, None),
        ({"parathyroid": 1.5}, 1.43, 1.26),
        ({"parathyroid": 0.85}, 0.87, None),
        ({"m_R": 1.2}, 1.00, 1.20),
    ],
)
def test_cells_settle_where_a_second_solution_of_lemaire_put_them(change, C, B):
    """Values solved independently from the published equations."""
    p = chain_parameters("man").numbers()
    rest, moved = resting_cells(p), resting_cells(p, **change)
    assert moved[2] / rest[2] == pytest.approx(C, abs=0.006)
    if B:
        assert moved[1] / rest[1] == pytest.approx(B, abs=0.006)


def test_resting_cells_agree_with_the_root_of_the_published_model():
    p = chain_parameters("woman").numbers()
    assert resting_cells(p) == pytest.approx(tuple(lemaire_steady_state()), rel=1e-12)
    # Responding osteoblasts, active osteoblasts and osteoclasts of the paper's start, pM.
    assert resting_cells(p) == pytest.approx((7.734e-4, 7.282e-4, 9.127e-4), rel=2e-4)
    many = chain_parameters("woman").numbers(K_OP=np.array([1e5, 2e5, 4e5]))
    assert np.all(np.diff(many.C_rest) < 0)
    assert many.C_rest[1] == pytest.approx(p.C_rest, rel=1e-12)


def settled(sex, inputs=None, **changes):
    return resting_state(CHAINS[sex], chain_parameters(sex, **changes), inputs)


def test_directions_in_bone():
    rest = settled("woman")
    more = settled("woman", {"estradiol_added": 100.0})
    assert more["C"] < rest["C"] and more["B"] < rest["B"]
    assert more["B"] / more["C"] > rest["B"] / rest["C"]
    pth = settled("woman", {"parathyroid_factor": 1.5})
    assert pth["C"] > 1 and pth["B"] > 1 and pth["B"] / pth["C"] < 1
    antibody = settled("woman", {"sclerostin_block": 0.7})
    assert antibody["B"] > 1 > antibody["C"]
    denosumab = settled("woman", {"rankl_block": 0.5})
    assert denosumab["C"] < 1 and denosumab["Vt"] > 1


@pytest.mark.parametrize(
    "scales",
    [
        {"s_B": 0.5, "s_C": 0.9},
        {"tau_G": 5.0, "tau_L": 80.0, "tau_H": 35.0, "tau_M": 1.9},
        {"k_rel": 0.1, "k_LH": 20.0, "k_F": 4.0, "k_E": 2.0, "tau_I": 8.0, "k_Y": 0.06},
    ],
)
def test_time_scales_move_no_resting_point(scales):
    hypogonadal = {"drive": 0.2, "leydig": 0.65, "aromatase": 1.3}
    before, after = settled("man", **hypogonadal), settled("man", **hypogonadal, **scales)
    assert list(after.values()) == pytest.approx(list(before.values()), rel=1e-7)


@pytest.mark.parametrize("inputs", [{}, {"anastrozole": 90.0}, {"anastrozole": 15.0}])
@pytest.mark.parametrize("person", [{}, {"drive": 0.35, "leydig": 0.65}, {"aromatase": 0.02}])
def test_estradiol_over_its_source_is_aromatase_left(person, inputs):
    rest = settled("man", inputs, **person)
    p = chain_parameters("man", **person)
    source = p["E_adrenal"] + (p["E0"] - p["E_adrenal"]) * rest["T"] / p["T0"]
    drug = inputs.get("anastrozole", 0.0)
    left = p["aromatase"] * (1 - p["AI_max"] * drug / (drug + p["AI_half"]))
    assert rest["E2"] / source == pytest.approx(left, rel=1e-9)


def test_an_aromatase_inhibitor_raises_testosterone_and_lowers_estradiol():
    before, after = settled("man"), settled("man", {"anastrozole": 90.0})
    assert after["T"] > before["T"] and after["E2"] < before["E2"] and after["LH"] > before["LH"]


def test_a_serm_in_the_brain_needs_a_pituitary_and_a_testis():
    clomiphene = {"enclomiphene": 12.8, "zuclomiphene": 108.0}

    def rise(**person):
        return settled("man", clomiphene, **person)["T"] - settled("man", **person)["T"]

    assert rise(drive=0.2, leydig=0.65, aromatase=1.3) > 100
    assert abs(rise(pituitary=0.02)) < 100
    assert abs(rise(leydig=0.12, sertoli=0.1)) < 40


def test_lh_rises_when_both_steroids_are_gone():
    held = MALE_CHAIN.start({"T": 0.0, "E2": 0.0, "InhB": 1.0})
    p, fixed = chain_parameters("man", **NO_AGING).numbers(), ("T", "E2")

    def clamped(time, state, numbers):
        rates = MALE_CHAIN.rates(time, state, numbers, DEFAULTS)
        return tuple(
            0.0 if s in fixed else d for s, d in zip(MALE_CHAIN.symbols, rates, strict=True)
        )

    start = dict(zip(MALE_CHAIN.symbols, held, strict=True))
    table = solve(replaced(MALE_CHAIN, rates=clamped), [0, 200], start=start)
    assert table["lh_iu_per_l"].iloc[-1] > 3 * p.LH0


def test_the_loop_of_a_man_opposes_disturbances():
    """More testosterone from outside means less LH, FSH and sperm; all return afterward."""
    given = exposure([Intervention("testosterone_input", 4000.0, 0, 200)], 740)
    table = solve(MALE_CHAIN, [0, 200, 740], parameters=chain_parameters("man"), inputs=given)
    names = ["lh_iu_per_l", "fsh_iu_per_l", "sperm_output"]
    on, off = (table[names].iloc[i] / table[names].iloc[0] for i in (1, 2))
    assert on.max() < 0.5
    assert off.to_numpy() == pytest.approx(1, abs=0.01)


@given(cells=st.floats(0.1, 5), v=st.floats(0.3, 1.5), turnover=st.floats(0.01, 0.1))
def test_equal_cells_keep_full_bone_and_bring_it_back(cells, v, turnover):
    p = MALE_CHAIN.parameters.numbers()
    how = (turnover, p.adapt_t, p.regain)
    assert volume_rate(1.0, cells, cells, *how) == pytest.approx(0, abs=1e-15)
    assert volume_rate(v, cells, cells, *how) * (1 - v) >= 0
    assert mineralization_rate(1.0, 1.0, p) == 0
    assert mineralization_rate(1.0, 1.5, p) < 0


@given(
    B=st.floats(0.3, 3),
    C=st.floats(0.3, 3),
    adapt=st.floats(0, 2, allow_subnormal=False),
    regain=st.floats(0.1, 1),
    aside=st.floats(0.5, 1.5),
)
def test_bone_settles_where_formation_under_strain_meets_resorption(B, C, adapt, regain, aside):
    """B·V^(−μ) = C·V gives V = (B/C)^(1/(1+μ)); only gain is slowed, and neither is turned."""
    rest = (B / C) ** (1 / (1 + adapt))
    assert volume_rate(rest, B, C, 0.05, adapt, regain) == pytest.approx(0, abs=1e-12)
    slowed = volume_rate(aside * rest, B, C, 0.05, adapt, regain)
    full = volume_rate(aside * rest, B, C, 0.05, adapt, 1.0)
    expected = regain * full if aside < 1 else full
    assert slowed == pytest.approx(expected, rel=1e-9, abs=1e-15)


def test_the_bone_core_is_the_bone_of_the_chain():
    """With estradiol of the core put into the chain's bone, the cells run the same."""
    days = np.linspace(0, 3652.5, 25)
    core = solve(BONE_CORE, days, parameters=BONE_CORE.parameters.replace(final_period_day=-7000))
    parameters = chain_parameters("woman", final_period_day=-7000)
    start = {"E2": parameters["E_adrenal"], "T": parameters["T0"] * (1 - parameters["T_ovary"])}
    women = solve(FEMALE_CHAIN, days, parameters=parameters, start=start, inputs=exposure([], 3653))
    bone = women[core.columns]
    assert bone.to_numpy() == pytest.approx(core.to_numpy(), rel=1e-6)


def test_loss_of_bone_core_is_fastest_around_the_final_period():
    table = solve(BONE_CORE, np.arange(0, 15.5, 0.5) * 365.25)
    rate = np.diff(table["trabecular_volume"].to_numpy())
    fastest = 0.5 * (np.argmin(rate) + 0.5) - 5
    assert 0 < fastest < 3
    assert rate[-1] > 0.5 * rate.min()


@pytest.mark.parametrize("sex", CHAINS)
def test_numbers_serve_many_persons_at_once(sex):
    affinity = np.array([0.05, 0.082, 0.16])
    many = chain_parameters(sex).numbers(K_alpha_estradiol=affinity)
    state, each = CHAINS[sex].start(), []
    for value in affinity:
        p = chain_parameters(sex).numbers(K_alpha_estradiol=float(value))
        each.append(CHAINS[sex].rates(100.0, state, p, DEFAULTS))
    together = CHAINS[sex].rates(100.0, state, many, DEFAULTS)
    for i, column in enumerate(zip(*each, strict=True)):
        assert np.broadcast_to(together[i], 3) == pytest.approx(column, rel=1e-12, abs=1e-15)


def test_unknown_names_are_refused_in_words():
    with pytest.raises(ValueError, match="a woman or a man; got 'child'"):
        chain_parameters("child")
    with pytest.raises(KeyError, match="phi_E"):
        chain_parameters("man", phi_e=3)
    with pytest.raises(KeyError, match="No input is called 'estradiol'"):
        resting_state(MALE_CHAIN, inputs={"estradiol": 5})
