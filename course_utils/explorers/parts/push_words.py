"""What "Push the loop" says about a state."""

from __future__ import annotations

from course_utils.explorers.parts.hormone_looks import level

ROWS = {
    "lh_iu_per_l": "LH, IU/L",
    "testosterone_ng_per_dl": "testosterone, ng/dL",
    "estradiol_pg_per_ml": "estradiol, pg/mL",
    "testis_capacity": "testis capacity",
    "bone_signal": "signal in bone",
}


def reading(result):
    """Levels on the chosen day, with the course and without it."""
    now = levels(result["now"])
    if not result["given"]:
        return f"on day {result['day']}, untreated, {now}{_assumption(result)}"
    return (
        f"on day {result['day']}, {moment(result)}, {now}; "
        f"untreated it would be {levels(result['without'])}{_assumption(result)}"
    )


def levels(values):
    """The five levels as a clause."""
    lh, testosterone, estradiol, capacity, signal = figures(values)
    return (
        f"LH {lh} IU/L, testosterone {testosterone} ng/dL, estradiol {estradiol} pg/mL, "
        f"testis capacity {capacity} and signal in bone {signal}"
    )


def figures(values):
    """The five levels as short numbers, in the order of `ROWS`."""
    whole = ("lh_iu_per_l", "testosterone_ng_per_dl", "estradiol_pg_per_ml")
    return [level(name, values[name]) if name in whole else f"{values[name]:.2f}" for name in ROWS]


def moment(result):
    """Where the day lies: before the course, on it, or so many days after it."""
    (start, stop), day = result["span"], result["day"]
    if day < start:
        return "before the course"
    return "on the drug" if day <= stop else f"{day - stop} days after the course"


def course(result):
    """The course in two lines, for the shaded days."""
    (start, stop), therapy = result["span"], result["therapy"]
    when = f"{result['dose']:g} ×, days {start} to {stop}"
    if result["given"]:
        return f"shaded: {therapy}\n{when}"
    if therapy == "none":
        return f"no therapy chosen\n({when})"
    return f"no course: {'no dose' if start < stop else 'it ends before it begins'}\n({when})"


def _assumption(result):
    if result["person"] != "luis":
        return ""
    return " (that the testis grows back equally fast with and without a drug is an assumption)"
