"""What "Ten years of bone" says about a state."""

from __future__ import annotations

from course_utils.explorers.parts.crossing_words import percent
from course_utils.explorers.parts.years_course import CHANGE, LAST_YEAR, mass_at


def reading(result):
    """Fastest loss, bone in years 10 and 20, the last rate, and the year after a stop."""
    year, rate = result["steepest"]
    followed, untreated = result["followed"], result["untreated"]
    fastest = (
        f"in the model bone is lost fastest in year {year:.1f}, {-rate:.1f} % of the start per year"
        if rate < -0.05
        else "in the model the loss never exceeds 0.05 % of the start per year"
    )
    text = f"{fastest}; {_left(followed, 10)} in year 10 and {_left(followed, LAST_YEAR)}"
    text += f" in year {LAST_YEAR}"
    if result["chosen"]:
        text += f" (untreated {mass_at(untreated, 10):.1f} and {mass_at(untreated, 20):.1f} %)"
    text += f", when bone changes by {percent(float(followed[CHANGE].loc[LAST_YEAR]))} per year"
    if result["chosen"] and result["stop"] is not None:
        text += f"; in the first year after the stop it changes by {off(result)}"
    return text


def _left(table, year):
    return f"{mass_at(table, year):.1f} % of it is left"


def off(result):
    """Change in the first year after a stop."""
    return percent(result["first_year_off"])


def treated_words(result):
    """Name of the treated course in three short lines at most."""
    name = {"none": "", "raloxifene": "raloxifene-like", "estradiol": "hormone therapy"}
    words = [name[result["treatment"]]] + ["calcium, vit. D"] * result["calcium"]
    return "\n+ ".join(filter(None, words))
