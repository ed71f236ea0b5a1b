"""Make the synthetic tables: invented people with a known, planted truth.

    python datasets/make_synthetic.py

Each table comes from its own printed seed, so anyone can make the same bytes again. What was
planted stands in the card of the table and in the constants here. Afterwards run
``python datasets/refresh.py``, which writes sizes, checksums and cards anew.
"""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent
SEEDS = {
    "dxa_precision_synthetic": 4401,
    "btm_synthetic": 4402,
    "cohort_synthetic": 20261121,
    "virtual_clinic_synthetic": 1717,
}

# Repeat scans: mean, spread between people and precision error, all g/cm².
SPINE = (0.950, 0.130, 0.010)
HIP = (0.850, 0.110, 0.008)

# Turnover markers: median, spread between people and noise within one person (both on the log
# scale), factor on treatment, factor after a meal. CTX is in ng/mL, P1NP in ng/mL.
CTX = {"median": 0.45, "between": 0.35, "within": 0.10, "drug": 0.68, "meal": 0.70}
P1NP = {"median": 50.0, "between": 0.30, "within": 0.07, "drug": 0.75, "meal": 1.00}
WEEKS = (0, 12, 24, 52)
MEAL_WEEK = 24
# Share of the full drug effect that has arrived at each week.
ARRIVED = {"ctx": (0.0, 1.0, 1.0, 1.0), "p1np": (0.0, 0.5, 1.0, 1.0)}

# The cohort: events per person-year, what one SD of frailty and one year of age do to the log
# rate, the share meant to use the drug, and the last year in which a user may start.
RATE, FRAILTY, AGE, USERS, LATEST_START, FOLLOW_UP = 0.05, 0.5, 0.05, 0.5, 3.0, 5.0
DRUG_RATE_RATIO = 1.0

# The clinic: fracture hazard over five years at T-score 0 and age 57, and what multiplies it.
HAZARD, PER_T_LOWER, FELL, PER_YEAR_OF_AGE = 0.07, 2.0, 1.6, 1.03
YOUNG_MEAN, YOUNG_SD = 0.858, 0.120
BMD_SD = 0.105


def dxa_precision(seed=SEEDS["dxa_precision_synthetic"]):
    """Thirty people scanned twice: spine and hip density with planted precision errors."""
    rng = np.random.default_rng(seed)
    body, own, noise = (
        rng.standard_normal(30),
        rng.standard_normal((30, 2)),
        rng.standard_normal((30, 2, 2)),
    )
    # Spine and hip of one person go together: correlation 0.6.
    usual = np.sqrt(0.6) * body[:, None] + np.sqrt(0.4) * own
    mean, between, error = np.array([SPINE, HIP]).T
    bmd = mean + between * usual[:, None, :] + error * noise
    rows = [
        (person + 1, scan + 1, *(f"{value:.3f}" for value in bmd[person, scan]))
        for person in range(30)
        for scan in range(2)
    ]
    return ("person", "scan", "spine_bmd_g_per_cm2", "total_hip_bmd_g_per_cm2"), rows


def btm(seed=SEEDS["btm_synthetic"]):
    """Forty people, two arms, four visits: CTX and P1NP, some samples taken after a meal."""
    rng = np.random.default_rng(seed)
    body, own = rng.standard_normal(40), rng.standard_normal((40, 2))
    noise = rng.standard_normal((40, 4, 2))
    usual = np.sqrt(0.6) * body[:, None] + np.sqrt(0.4) * own
    rows = []
    for person in range(40):
        arm = "drug" if person % 2 else "placebo"
        for visit, week in enumerate(WEEKS):
            fed = week == MEAL_WEEK and person % 4 >= 2
            levels = [
                _marker(plan, usual[person, i], noise[person, visit, i], fed, arm, name, visit)
                for i, (name, plan) in enumerate((("ctx", CTX), ("p1np", P1NP)))
            ]
            fasting = "no" if fed else "yes"
            rows.append((person + 1, arm, week, fasting, f"{levels[0]:.3f}", f"{levels[1]:.1f}"))
    return ("person", "arm", "week", "fasting", "ctx_ng_per_ml", "p1np_ng_per_ml"), rows


def _marker(plan, usual, noise, fed, arm, name, visit):
    """One sample: the person's usual level, times drug, times meal, times noise."""
    log = np.log(plan["median"]) + plan["between"] * usual + plan["within"] * noise
    drug = ARRIVED[name][visit] * np.log(plan["drug"]) if arm == "drug" else 0.0
    meal = np.log(plan["meal"]) if fed else 0.0
    return float(np.exp(log + drug + meal))


def cohort(seed=SEEDS["cohort_synthetic"], people=4000):
    """People followed for five years, half meant to start a drug that does nothing."""
    rng = np.random.default_rng(seed)
    clock, choice, start = rng.random(people), rng.random(people), rng.random(people)
    age = np.floor(50 + 30 * rng.random(people))
    frailty = rng.standard_normal(people)
    start = np.where(choice < USERS, LATEST_START * start, np.inf)
    # Centered so that the average rate on day one is RATE.
    log_rate = FRAILTY * frailty - FRAILTY**2 / 2 + AGE * (age - 64.5) - (AGE * 30) ** 2 / 24
    event = _event_years(-np.log1p(-clock) / (RATE * np.exp(log_rate)), start)
    end = np.minimum(event, FOLLOW_UP)
    rows = [
        (
            i + 1,
            f"{age[i]:.0f}",
            f"{frailty[i]:.2f}",
            int(start[i] < end[i]),
            f"{start[i]:.3f}" if start[i] < end[i] else "",
            f"{end[i]:.3f}",
            int(event[i] < FOLLOW_UP),
        )
        for i in range(people)
    ]
    names = ("person", "age_years", "frailty_sd", "started", "start_years")
    return (*names, "follow_up_years", "event"), rows


def _event_years(untreated, start):
    """Time of the event, if the drug multiplies the rate by DRUG_RATE_RATIO from the start on."""
    late = untreated > start
    since = np.where(late, untreated - np.where(late, start, 0.0), 0.0)
    return np.where(late, np.where(late, start, 0.0) + since / DRUG_RATE_RATIO, untreated)


def virtual_clinic(seed=SEEDS["virtual_clinic_synthetic"], people=600):
    """People to choose from in the capstone: half women, half men, 35 to 79 years old."""
    rng = np.random.default_rng(seed)
    chance, spread = rng.random((people, 12)), rng.standard_normal((people, 6))
    rows = [_visitor(i, chance[i], spread[i]) for i in range(people)]
    return tuple(rows[0]), [tuple(row.values()) for row in rows]


def _visitor(index, chance, spread):
    age = int(np.floor(35 + 45 * chance[0]))
    labs = _woman(age, chance, spread) if index % 2 == 0 else _man(age, chance, spread)
    bmd = round(float(labs.pop("mean_bmd") + BMD_SD * spread[0]), 3)
    t_score = (bmd - YOUNG_MEAN) / YOUNG_SD
    return {
        "person": index + 1,
        "sex": "female" if index % 2 == 0 else "male",
        "age_years": age,
        **labs,
        "femoral_neck_bmd_g_per_cm2": f"{bmd:.3f}",
        "femoral_neck_t_score": f"{t_score:.2f}",
        **_history(age, t_score, chance),
    }


def _woman(age, chance, spread):
    """Hormones fall at the final period; density falls with age and faster after it."""
    since = age - round(51 + 3 * float(spread[1]))
    after = since > 0
    estradiol = (5 if after else 100) * np.exp(0.40 * spread[2])
    flushes = 0.1 if not after else 0.6 if since <= 5 else 0.3 if since <= 10 else 0.1
    return {
        "years_since_menopause": since if after else "",
        "has_uterus": _yes(chance[1] < 0.8),
        "hot_flushes": _yes(chance[2] < flushes),
        "wishes_for_a_child": _yes(not after and age < 45 and chance[3] < 0.3),
        "estradiol_pg_per_ml": f"{estradiol:.1f}",
        "testosterone_ng_per_dl": f"{25 * np.exp(0.35 * spread[3]):.0f}",
        "lh_iu_per_l": f"{(30 if after else 5) * np.exp(0.30 * spread[4]):.1f}",
        "shbg_nmol_per_l": f"{55 * np.exp(0.35 * spread[5]):.0f}",
        "mean_bmd": 0.85 - 0.001 * (age - 30) - 0.006 * min(max(since, 0), 20),
    }


def _man(age, chance, spread):
    """Testosterone drifts down and SHBG up with age; density follows estradiol a little."""
    testosterone = max(100.0, 530 - 3 * (age - 30) + 130 * spread[1])
    estradiol = 0.05 * testosterone * np.exp(0.25 * spread[2])
    return {
        "years_since_menopause": "",
        "has_uterus": "no",
        "hot_flushes": "no",
        "wishes_for_a_child": _yes(age < 50 and chance[3] < 0.3),
        "estradiol_pg_per_ml": f"{estradiol:.1f}",
        "testosterone_ng_per_dl": f"{testosterone:.0f}",
        "lh_iu_per_l": f"{(4 + 0.03 * (age - 30)) * np.exp(0.30 * spread[4]):.1f}",
        "shbg_nmol_per_l": f"{(30 + 0.5 * (age - 30)) * np.exp(0.25 * spread[5]):.0f}",
        "mean_bmd": 0.93 - 0.002 * (age - 30) + 0.002 * (float(estradiol) - 22),
    }


def _history(age, t_score, chance):
    """What else the person brings, and whether a bone broke in the next five years."""
    fell = chance[4] < (0.15 if age < 65 else 0.30)
    hazard = HAZARD * PER_T_LOWER**-t_score * PER_YEAR_OF_AGE ** (age - 57)
    hazard *= FELL if fell else 1.0
    return {
        "fell_last_year": _yes(fell),
        "earlier_fracture": _yes(chance[5] < 0.08 + 0.05 * max(-t_score, 0)),
        "earlier_clot": _yes(chance[6] < 0.04),
        "breast_cancer_in_family": _yes(chance[7] < 0.12),
        "smokes": _yes(chance[8] < 0.15),
        "fracture_within_5_years": int(chance[9] < 1 - np.exp(-hazard)),
    }


def _yes(answer):
    return "yes" if answer else "no"


TABLES = {
    "dxa_precision_synthetic": dxa_precision,
    "btm_synthetic": btm,
    "cohort_synthetic": cohort,
    "virtual_clinic_synthetic": virtual_clinic,
}


def text(name):
    """The table as CSV text, with line feeds and fixed decimals."""
    head, rows = TABLES[name]()
    return "\n".join(",".join(map(str, row)) for row in (head, *rows)) + "\n"


def main():
    """Write the four files."""
    for name in TABLES:
        (FOLDER / f"{name}.csv").write_text(text(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
