"""The partition function: printed numbers, thermodynamics, and an independent engine."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors import (
    DRUGS,
    LIGANDS,
    TISSUES,
    apparent_dissociation_constant,
    competitive_occupancy,
    coregulator_fractions,
    crossover_estradiol,
    half_occupying_concentration,
    intrinsic_efficacy,
    mixture,
    occupancies,
    operational,
    shape_fractions,
    signal,
    state_probabilities,
    state_table,
    stimulus,
    tissue_coefficients,
    tissue_terms,
)
from course_utils.physiology.receptors.microstates import binding_steps, closing_steps

SETS = ("er_ligands", "er_conformations", "er_tissues")
HP = "hypothalamus_pituitary"
# Each example builds the tissue anew; the machine that runs them may be busy.
MANY = settings(max_examples=50, deadline=None)
FEW = settings(max_examples=15, deadline=None)
TAMOXIFEN_20_MG = {"tamoxifen": 232.0, "desmethyltamoxifen": 485.0, "endoxifen": 17.0}

tissue = st.sampled_from(TISSUES)
subtype = st.sampled_from(("alpha", "beta"))
amount = st.one_of(st.just(0.0), st.floats(1e-3, 1e5))
mixtures = st.tuples(*[amount] * len(LIGANDS))


@st.composite
def numbers(draw):
    """The three parameter sets with each number up to ten times smaller or larger."""
    generator = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    sets = {
        name: {symbol: value * 10 ** generator.uniform(-1, 1) for symbol, value in known.items()}
        for name, known in ((name, parameter_set(name)) for name in SETS)
    }
    for symbol in sets["er_tissues"]:
        if symbol.startswith("w_"):
            sets["er_tissues"][symbol] = generator.uniform()
    return sets


def first_calibration():
    """The three sets as they were when the numbers below were printed."""
    first = parameter_set("first_calibration")
    sets = {name: dict(parameter_set(name)) for name in SETS}
    return {name: rows | {s: first[s] for s in rows if s in first} for name, rows in sets.items()}


FIRST = first_calibration()


def signal_of(place, concentrations):
    coefficients = tissue_coefficients(place, parameters=FIRST)
    return signal(stimulus(coefficients, concentrations), coefficients)


def with_weight(place, weight):
    return {"er_tissues": {**parameter_set("er_tissues"), f"w_{place}": weight}}


# Numbers printed with the specification of the model, for its first calibration.


@pytest.mark.parametrize(
    ("ligand", "efficacies"),
    [
        ("estradiol", {"bone": 0.81, "uterus": 0.64, "breast": 0.57, HP: 0.61}),
        ("tamoxifen", {"bone": 0.18, "uterus": 0.31, "breast": 0.02, HP: 0.03}),
        ("raloxifene", {"bone": 0.21, "uterus": 0.05, "breast": 0.02, HP: 0.02}),
        ("bazedoxifene", {"bone": 0.19, "uterus": 0.03, "breast": 0.01, HP: 0.02}),
        ("enclomiphene", {"bone": 0.18, "uterus": 0.06, "breast": 0.01, HP: 0.02}),
        ("zuclomiphene", {"bone": 0.30, "uterus": 0.21, "breast": 0.03, HP: 0.04}),
    ],
)
def test_intrinsic_efficacies(ligand, efficacies):
    found = {place: intrinsic_efficacy(ligand, place, FIRST) for place in efficacies}
    assert found == pytest.approx(efficacies, abs=0.0051)


@pytest.mark.parametrize(
    ("place", "estradiol", "printed"),
    [
        ("bone", 100, 0.5273),
        ("uterus", 100, 0.2906),
        ("breast", 100, 0.1973),
        ("vagina", 100, 0.4190),
        (HP, 100, 0.2382),
        (HP, 27, 0.0902),
    ],
)
def test_reference_stimuli(place, estradiol, printed):
    coefficients = tissue_coefficients(place, parameters=FIRST)
    assert stimulus(coefficients, mixture(estradiol)) == pytest.approx(printed, abs=6e-5)


def test_bone_signal_along_estradiol():
    estradiol = np.array([3.0, 6, 10, 27, 40, 100, 200])
    printed = [0.23, 0.38, 0.52, 0.78, 0.87, 1.0, 1.05]
    assert signal_of("bone", mixture(estradiol)) == pytest.approx(printed, abs=0.0051)


def test_tamoxifen_helps_bone_after_menopause_and_harms_it_before():
    after, before = mixture(6, **TAMOXIFEN_20_MG), mixture(100, **TAMOXIFEN_20_MG)
    assert signal_of("bone", after) == pytest.approx(0.62, abs=0.0051)
    assert 0.69 < signal_of("bone", before) < 0.73
    assert signal_of("bone", after) > signal_of("bone", mixture(6))
    assert signal_of("bone", before) < signal_of("bone", mixture(100))


def test_occupancies_of_bone():
    assert occupancies("bone", mixture(100))["estradiol"] == pytest.approx(0.65, abs=0.005)
    for estradiol in (6, 100):
        held = occupancies("bone", mixture(estradiol, **TAMOXIFEN_20_MG))
        assert 0.895 < sum(held[drug] for drug in TAMOXIFEN_20_MG) < 0.97


# Laws, over parameters and concentrations spread over decades.


@MANY
@given(tissue, subtype, mixtures, numbers())
def test_shares_add_up(place, kind, concentrations, parameters):
    for shares in (occupancies, shape_fractions, coregulator_fractions):
        found = shares(place, concentrations, kind, parameters)
        assert sum(found.values()) == pytest.approx(1, abs=1e-12)
        assert all(0 <= share <= 1 + 1e-12 for share in found.values())


@MANY
@given(tissue, mixtures, numbers(), st.floats(0, 1, allow_subnormal=False))
def test_stimulus_is_the_share_of_receptors_with_a_coactivator(place, c, parameters, efficacy):
    coefficients = tissue_coefficients(place, efficacy, parameters)
    found = stimulus(coefficients, c)
    weight = parameters["er_tissues"][f"w_{place}"]
    active = []
    for kind in ("alpha", "beta"):
        shares = coregulator_fractions(place, c, kind, parameters)
        active.append(shares["coactivator_1"] + shares["coactivator_2"])
    expected = (1 - weight) * efficacy * active[0] + weight * active[1]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-13)
    assert 0 <= found <= 1


@MANY
@given(tissue, mixtures, numbers())
def test_stimulus_is_occupancy_times_intrinsic_efficacy(place, concentrations, parameters):
    parameters["er_tissues"][f"w_{place}"] = 0.0
    held = occupancies(place, concentrations, "alpha", parameters)
    expected = sum(held[i] * intrinsic_efficacy(i, place, parameters) for i in LIGANDS)
    found = stimulus(tissue_coefficients(place, 1.0, parameters), concentrations)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-13)


@MANY
@given(st.sampled_from(LIGANDS), tissue, subtype, numbers())
def test_linkage_gives_the_apparent_constant(ligand, place, kind, parameters):
    half = half_occupying_concentration(ligand, place, kind, parameters)
    alone = tuple(half if name == ligand else 0.0 for name in LIGANDS)
    assert occupancies(place, alone, kind, parameters)[ligand] == pytest.approx(0.5, abs=1e-12)
    terms = tissue_terms(place, parameters)
    constant = parameters["er_ligands"][f"K_{kind}_{ligand}"]
    at_receptor = half * getattr(terms, f"reach_{kind}")[LIGANDS.index(ligand)] * constant
    apparent = apparent_dissociation_constant(ligand, place, kind, parameters)
    assert at_receptor == pytest.approx(apparent, rel=1e-12)


@MANY
@given(tissue, mixtures, st.sampled_from(range(1, 10)), st.floats(0.01, 1e4), numbers())
def test_the_exact_sign_rule(place, concentrations, drug, dose, parameters):
    parameters["er_tissues"][f"w_{place}"] = 0.0
    coefficients = tissue_coefficients(place, 1.0, parameters)
    more = list(concentrations)
    more[drug] += dose
    before, after = (stimulus(coefficients, c) for c in (concentrations, more))
    gap = intrinsic_efficacy(LIGANDS[drug], place, parameters) - before
    assume(abs(after - before) > 1e-12 and abs(gap) > 1e-9)
    assert (after > before) == (gap > 0)


@pytest.mark.parametrize("place", TISSUES)
@pytest.mark.parametrize("drug", DRUGS)
def test_at_the_crossover_no_dose_moves_the_stimulus(place, drug):
    coefficients = tissue_coefficients(place, 1.0, with_weight(place, 0.0))
    turn = crossover_estradiol(drug, place)
    signals = [stimulus(coefficients, mixture(turn, **{drug: dose})) for dose in (0, 1, 50, 1e4)]
    assert signals == pytest.approx([intrinsic_efficacy(drug, place)] * 4, rel=1e-10)


@MANY
@given(tissue, mixtures, st.sampled_from(range(1, 10)), st.floats(0.01, 1e4))
def test_two_copies_of_a_ligand_act_as_one(place, concentrations, drug, dose):
    # Tamoxifen and its first metabolite get the same numbers; only their sum may then count.
    ligands = dict(parameter_set("er_ligands"))
    for symbol in ("K_alpha_", "K_beta_", "fu_", "p_A_", "p_T_", "p_R_"):
        ligands[f"{symbol}desmethyltamoxifen"] = ligands[f"{symbol}tamoxifen"]
    coefficients = tissue_coefficients(place, parameters={"er_ligands": ligands})
    split, joined = list(concentrations), list(concentrations)
    split[2] = dose
    joined[1], joined[2] = joined[1] + dose, 0.0
    assert stimulus(coefficients, split) == pytest.approx(stimulus(coefficients, joined), rel=1e-12)


@MANY
@given(st.sampled_from(DRUGS), tissue, st.floats(0.1, 500))
def test_a_drug_at_zero_concentration_changes_nothing(drug, place, estradiol):
    coefficients = tissue_coefficients(place)
    alone = stimulus(coefficients, mixture(estradiol))
    assert stimulus(coefficients, mixture(estradiol, **{drug: 0.0})) == alone


@MANY
@given(tissue, subtype, mixtures, st.sampled_from(range(10)), st.floats(1.01, 100), numbers())
def test_more_of_a_ligand_holds_more_and_leaves_less(place, kind, c, which, factor, parameters):
    assume(c[which] > 0)
    more = tuple(x * factor if i == which else x for i, x in enumerate(c))
    before = occupancies(place, c, kind, parameters)
    after = occupancies(place, more, kind, parameters)
    assert after[LIGANDS[which]] >= before[LIGANDS[which]]
    others = [name for name in before if name != LIGANDS[which]]
    assert all(after[name] <= before[name] for name in others)


@MANY
@given(tissue, st.floats(0, 500, allow_subnormal=False), st.floats(0, 500, allow_subnormal=False))
def test_more_estradiol_never_lowers_a_signal(place, one, other):
    low, high = sorted((one, other))
    assert signal_of(place, mixture(low)) <= signal_of(place, mixture(high)) + 1e-15


def test_signal_is_one_at_the_reference_and_the_operational_model_elsewhere():
    for place in TISSUES:
        coefficients = tissue_coefficients(place)
        reference = stimulus(coefficients, mixture(100))
        assert signal(reference, coefficients) == pytest.approx(1, rel=1e-12)
        if place == HP:
            assert signal(0.1, coefficients) == pytest.approx(0.1 / reference, rel=1e-12)
            continue
        tau = 1 / parameter_set("er_tissues")[f"X50_{place}"]
        # An agonist with occupancy X has A/K = X/(1 − X).
        effects = [operational(x / (1 - x), 1.0, tau) for x in (0.1, reference)]
        assert signal(0.1, coefficients) == pytest.approx(effects[0] / effects[1], rel=1e-12)


def test_the_reference_can_be_a_man():
    man = tissue_coefficients(HP, parameters=FIRST, reference_estradiol=27)
    assert signal(stimulus(man, mixture(27)), man) == pytest.approx(1, rel=1e-12)
    ratio = signal(stimulus(man, mixture(100)), man)
    assert ratio == pytest.approx(0.2382 / 0.0902, rel=1e-3)


def test_plasma_and_receptor_speak_of_the_same_unbound_drug():
    """The unbound fractions stand in two tables; they must not drift apart."""
    unbound = parameter_set("er_ligands")
    for drug in DRUGS:
        try:
            plasma = parameter_set(f"pk_{drug}")["fu"]
        except KeyError:
            continue
        assert plasma == unbound[f"fu_{drug}"], drug


def test_without_alpha_receptors_only_beta_is_left():
    healthy, null = tissue_coefficients("bone"), tissue_coefficients("bone", 0.0)
    assert stimulus(null, mixture(1e6)) < parameter_set("er_tissues")["w_bone"]
    only_beta = tissue_coefficients("bone", 1.0, with_weight("bone", 1.0))
    share = parameter_set("er_tissues")["w_bone"]
    expected = share * stimulus(only_beta, mixture(47))
    assert stimulus(null, mixture(47)) == pytest.approx(expected, rel=1e-12)
    assert null.gain == healthy.gain


@MANY
@given(subtype, st.lists(st.floats(0.01, 1e4), min_size=10, max_size=10))
def test_without_partners_binding_is_plain_competition(kind, concentrations):
    tissues = {**parameter_set("er_tissues"), "a1_bone": 0.0, "a2_bone": 0.0, "r_bone": 0.0}
    held = occupancies("bone", concentrations, kind, {"er_tissues": tissues})
    reach = getattr(tissue_terms("bone"), f"reach_{kind}")
    plain = competitive_occupancy(concentrations, [1 / x for x in reach])
    assert [held[name] for name in LIGANDS] == pytest.approx(list(plain), rel=1e-10)


# State by state, and in another engine.


@FEW
@given(tissue, subtype, mixtures, numbers(), st.integers(0, 1000))
def test_states_one_by_one_balance_in_detail(place, kind, concentrations, parameters, seed):
    """A kinetic scheme with cycles rests at the partition function, whatever its speeds."""
    steps = binding_steps(place, concentrations, kind, parameters)
    steps += closing_steps(place, concentrations, kind, parameters)
    found = state_probabilities(place, concentrations, kind, parameters)
    assert len(found) == 122
    speed = 10 ** np.random.default_rng(seed).uniform(-1, 1, len(steps))
    net = [
        v * (s.ratio * found[s.before] - found[s.after]) for v, s in zip(speed, steps, strict=True)
    ]
    assert np.abs(net).max() < 1e-12
    assert sum(found.values()) == pytest.approx(1, abs=1e-12)


def test_the_master_equation_has_the_same_resting_point():
    concentrations = mixture(40, raloxifene=1.86, zuclomiphene=108, **TAMOXIFEN_20_MG)
    steps = binding_steps("uterus", concentrations) + closing_steps("uterus", concentrations)
    expected = state_probabilities("uterus", concentrations)
    states = list(expected)
    flow = np.zeros((len(states), len(states)))
    for step in steps:
        i, j = states.index(step.before), states.index(step.after)
        flow[[i, j], [i, i]] += -step.ratio, step.ratio
        flow[[j, i], [j, j]] += -1, 1
    flow[0] = 1
    rest = np.linalg.solve(flow, np.eye(len(states))[0])
    assert rest == pytest.approx(np.array(list(expected.values())), abs=1e-12)


@FEW
@given(tissue, subtype, mixtures, numbers())
def test_sums_over_states_are_the_formulas(place, kind, concentrations, parameters):
    states = state_probabilities(place, concentrations, kind, parameters)
    for field, shares in (
        ("ligand", occupancies),
        ("shape", shape_fractions),
        ("partner", coregulator_fractions),
    ):
        for name, share in shares(place, concentrations, kind, parameters).items():
            total = sum(p for state, p in states.items() if getattr(state, field) == name)
            assert total == pytest.approx(share, rel=1e-9, abs=1e-13)


def test_the_table_of_states():
    table = state_table("bone", mixture(6, raloxifene=1.86))
    assert table["probability"].sum() == pytest.approx(1)
    assert table["probability"].is_monotonic_decreasing


# Uterus, ERalpha, estradiol 60 pg/mL and raloxifene 1.86 nM, numbers as printed with the model.
NETWORK = """
model uterus
  Kp = 4.05; a1 = 0.54; a2 = 0.60; r = 1.46; K0r = 0.127
  KA1 = 1.55; KA2 = 1.55; KAr = 0.01
  KT1 = 2.0;  KT2 = 0.02; KTr = 1.0
  KR1 = 0.01; KR2 = 0.10; KRr = 1.0
  pA = 0.012; pT = 0.04; pR = 0.948
  xE = Kp*0.02*3.671e-3*60/0.082
  xL = Kp*0.02*1.86/0.145
  O = 1
  O -> Or;    K0r*r*O - Or
  O -> EA;    xE*O - EA
  EA -> EA1;  KA1*a1*EA - EA1
  EA -> EA2;  KA2*a2*EA - EA2
  EA -> EAr;  KAr*r*EA - EAr
  Or -> EAr;  xE*KAr/K0r*Or - EAr
  O -> LA;    xL*pA*O - LA
  LA -> LA1;  KA1*a1*LA - LA1
  LA -> LA2;  KA2*a2*LA - LA2
  LA -> LAr;  KAr*r*LA - LAr
  Or -> LAr;  xL*pA*KAr/K0r*Or - LAr
  O -> LT;    xL*pT*O - LT
  LT -> LT1;  KT1*a1*LT - LT1
  LT -> LT2;  KT2*a2*LT - LT2
  LT -> LTr;  KTr*r*LT - LTr
  Or -> LTr;  xL*pT*KTr/K0r*Or - LTr
  O -> LR;    xL*pR*O - LR
  LR -> LR1;  KR1*a1*LR - LR1
  LR -> LR2;  KR2*a2*LR - LR2
  LR -> LRr;  KRr*r*LR - LRr
  Or -> LRr;  xL*pR*KRr/K0r*Or - LRr
  LA -> LR;   pR*LA - pA*LR
  LT -> LR;   pR*LT - pT*LR
end
"""


def test_a_reaction_network_in_another_engine_rests_where_the_formula_says():
    language = pytest.importorskip("antimony")
    roadrunner = pytest.importorskip("roadrunner")
    assert language.loadAntimonyString(NETWORK) >= 0, language.getLastError()
    engine = roadrunner.RoadRunner(language.getSBMLString(language.getMainModuleName()))
    engine.integrator.setValue("relative_tolerance", 1e-11)
    engine.integrator.setValue("absolute_tolerance", 1e-14)
    engine.simulate(0, 20000, 2)
    names = engine.model.getFloatingSpeciesIds()
    rest = dict(zip(names, engine.model.getFloatingSpeciesConcentrations(), strict=True))
    concentrations = mixture(60, raloxifene=1.86)
    held = occupancies("uterus", concentrations)
    partners = coregulator_fractions("uterus", concentrations)
    shapes = shape_fractions("uterus", concentrations)

    def total(*names):
        return sum(rest[name] for name in names)

    # 3.671e-3 nM per pg/mL is rounded in the print; hence 1e-5.
    assert total("EA", "EA1", "EA2", "EAr") == pytest.approx(held["estradiol"], rel=2e-5)
    assert total("O", "Or") == pytest.approx(held["empty"], rel=2e-5)
    assert total("LT", "LT1", "LT2", "LTr") == pytest.approx(shapes["T"], rel=2e-5)
    first = total("EA1", "LA1", "LT1", "LR1")
    second = total("EA2", "LA2", "LT2", "LR2")
    assert first == pytest.approx(partners["coactivator_1"], rel=2e-5)
    assert second == pytest.approx(partners["coactivator_2"], rel=2e-5)
    alpha = stimulus(tissue_coefficients("uterus", 1.0, with_weight("uterus", 0.0)), concentrations)
    assert first + second == pytest.approx(alpha, rel=2e-5)


# One set of lines for floats, arrays and compiled code.


def test_a_cohort_gives_each_persons_number():
    generator = np.random.default_rng(1)
    many = tuple(generator.uniform(0, 50, 7) for _ in LIGANDS)
    efficacies = generator.uniform(0, 1, 7)
    together = stimulus(tissue_coefficients("bone", efficacies), many)
    for person, efficacy in enumerate(efficacies):
        alone = tissue_coefficients("bone", float(efficacy))
        one = stimulus(alone, tuple(float(c[person]) for c in many))
        assert together[person] == pytest.approx(one, rel=1e-14)


def test_compiled_code_gives_the_same_number():
    numba = pytest.importorskip("numba")
    coefficients = tissue_coefficients("breast")
    concentrations = mixture(60, **TAMOXIFEN_20_MG)
    plain = stimulus(coefficients, concentrations)
    assert numba.njit(stimulus)(coefficients, concentrations) == pytest.approx(plain, rel=1e-14)
    assert numba.njit(signal)(plain, coefficients) == pytest.approx(
        signal(plain, coefficients), rel=1e-14
    )


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: mixture(6, raloxifen=1.86), "raloxifene"),
        (lambda: tissue_coefficients("bones"), "bone"),
        (lambda: tissue_coefficients("bone", parameters={"er_ligand": {}}), "er_ligands"),
        (lambda: occupancies("bone", mixture(6), "gamma"), "alpha"),
        (lambda: intrinsic_efficacy("estriol", "bone"), "estradiol"),
    ],
)
def test_unknown_words_get_the_nearest_right_one(act, words):
    with pytest.raises(KeyError, match=words):
        act()


def test_negative_concentrations_are_refused_in_words():
    with pytest.raises(ValueError, match=r"Raloxifene must not be negative \(nM\)"):
        mixture(6, raloxifene=-1.0)
    with pytest.raises(ValueError, match=r"Estradiol must not be negative \(pg/mL\)"):
        mixture(-6)
