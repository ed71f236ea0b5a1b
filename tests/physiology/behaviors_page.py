"""Write docs/behaviors.md: every behavior the chain should show, with its value and its window.

Run from the root of the project: python -m tests.physiology.behaviors_page
"""

from pathlib import Path

from course_utils.physiology.parameters import parameter_set
from tests.physiology.behavior_runs import Runs
from tests.physiology.behaviors import FURTHER, behaviors

PAGE = Path(__file__).resolve().parents[2] / "docs" / "behaviors.md"
FIRST_SETS = (
    "first_calibration",
    "first_calibration_man",
    "first_calibration_woman",
    "first_calibration_density",
    "first_calibration_patients",
)
NOW_SETS = (
    "chain_axis",
    "chain_male",
    "chain_female",
    "chain_bone",
    "chain_density",
    "patients",
    "er_tissues",
    "er_conformations",
)
# phi_E is a row of both sexes; the first calibration differs in men only.
OF_SET = {"first_calibration_man": "chain_male", "first_calibration_woman": "chain_female"}

HEAD = """# Behaviors of the chain

One parameter set has to show all of these. The windows were set when the model was specified,
before the numbers now in use, and none has been widened since. They are not confidence
intervals. Column *first* is the value with the first calibration, which met 89 of 91.

**T**: the row influenced the choice of an equation or a number. **P**: it did not; but all rows
were in view, so a P row is no blind prediction. Status tells where the anchor was found: *read*
in an abstract or a table, *recalled* from memory, or taken from a *course article*.

No equation asks which drug or which disease it deals with. Patients differ by the multipliers
of `Person` only.
"""

CHANGES = """## What changed since the first calibration, and why

Each change has a neutral value; with all of them neutral the printed numbers of the first
calibration come back, and a test checks that.

1. **Bone adapts to strain.** Trabecular formation becomes B·V^(−μ). Less bone under the same
   load is strained more, and strain calls for formation (review: Hart et al. 2017). Loss is then
   fast at first and slows by itself. Cortical bone keeps μ = 0: in women 94 percent of its
   lifetime loss falls after age 50, against 63 percent of trabecular loss (Riggs et al. 2008).
   Moves: placebo arms, early against late loss, Sowers' ratio.
2. **Bone comes back more slowly than it goes.** A net gain runs at γ = 0.35 of the speed of a
   net loss. Remodeling refills a cavity at most to its old surface, and a lost trabecula leaves
   no surface (Seeman 2003). Moves: hip and spine under estrogens, estrogens with bazedoxifene.
   It moves no steady state.
3. **Mineral shows less in cortical bone.** Share 0.4 → 0.12, about the ratio of cortical to
   trabecular turnover (3 and 25 percent a year, recalled). Lerebours et al. 2020 find that
   femoral cortical bone needs mineralization kinetics of its own. Moves: hip under estrogens.
4. **Osteoblasts lag less.** s_B 0.07 → 0.10, a lag of three to four months. Moves: P1NP under
   raloxifene.
5. **Estradiol after menopause 5 pg/mL** (6 before): ULTRA began at 4.8. The RANKL exponent
   falls with it, 1.25 → 1.1, so that sCTX stays where it was.
6. **The ovary fails a little earlier and faster.** With lead 0.95 y and width 0.33 y, 95 percent
   of the reserve is left 1.9 years before the final period, where SWAN sees estradiol begin to
   fall (2.0 years, Randolph et al. 2011). SWAN sampled early in the cycle (recalled); the mean
   over cycles falls first, as cycles without ovulation have no luteal phase. Moves:
   transmenopausal loss.
7. **Estrogen feedback is steeper, androgen feedback weaker** (hE 2.5 → 4; φE 12 → 10, φA 2 → 0.5,
   hA 2 → 1). In men 50 mg of testosterone enanthate a week halves LH and 100 mg suppresses it as
   far as 300 mg do (Matsumoto 1990); without estrogen action LH is high in spite of testosterone
   (Smith et al. 1994). The GnRH drive of two groups of patients was set again (0.20 → 0.17 and
   0.35 → 0.28) so that their testosterone stays near 205 and 319 ng/dL. Moves: LH without
   aromatase or receptor, LH under testosterone, clomiphene, anastrozole in older men.
8. **Tamoxifen is a weak agonist at the pituitary** (supply of AF-1 co-activator there
   0.06 → 0.19): where estradiol is low it lowers gonadotropins, as in ewes without ovaries. The
   access of raloxifene goes from 0.15 to 0.12, which holds its small effect in men. Moves:
   tamoxifen and raloxifene in men.
9. **Bone uses less AF-1** (supply 0.10 → 0.08): tamoxifen protects bone less where the
   woman's own estradiol was high (Powles et al. 1996). Moves: tamoxifen before and after
   menopause, agonist with tamoxifen.
10. **A flare needs receptors.** The agonist empties the LH pool through the receptors that are
    left: ρ = (1 + Emax·oA·Rg)(1 − oD). After four weeks of agonist the pituitary of male rhesus
    monkeys no longer answered GnRH. Receptors go faster and return more slowly (0.25 → 0.5 and
    0.05 → 0.035 per day). Moves: second depot, day of castration.
11. **Androgen acts on bone through a threshold.** T²/(T² + 200²) instead of T/(T + 200), weight
    0.30 → 0.20. Finkelstein et al. 2016 saw bone suffer below about 200 ng/dL. In
    Falahati-Nini et al. 2000 estrogen played the major part in restraining resorption and
    testosterone had no significant effect on it.
    Moves: older men on anastrozole, deprivation, no aromatase.
12. **GnRH keeps up its own receptors.** k_r·(1 − oD − Rg) instead of k_r·(1 − Rg). Before, the
    rising GnRH drive overcame the 5.8 percent that degarelix leaves free, and testosterone was
    back at 99 ng/dL after six monthly doses; now it stays at 16 to 30. In the trials 97 percent
    of men on 240 mg, then 80 mg a month, were below 50 ng/dL for a year. In immature rats the
    antagonist cetrorelix stopped the rise of receptor messenger (recalled). Moves: no row of
    the table, nothing without an antagonist.
"""

WEAK = """## Where the model is weak

* **GnRH agonist with tamoxifen before menopause.** About −5 percent at three years; recalled
  reports say −9 to −12. In this model a receptor full of tamoxifen gives the same signal before
  and after menopause, so more loss here would take away the gain there.
* **Older men on anastrozole.** Spine −0.6 percent in a year against −1.7 (+0.8 on placebo)
  with unchanged markers. A loss without more resorption is outside this chain. The row is
  smaller than before (−0.8), since testosterone now rises as far as observed (change 7).
* **Spine in men without aromatase given estradiol.** +4 percent in three years; published
  patients gained far more, in skeletons that were still growing. The slow regain of change 2
  made this row smaller (+6 before).
* **Total hip under estrogens.** Inside the window now, +2.8 against +1.7 percent published.
* **Tamoxifen before menopause.** −3.3 against −4.3 percent; after menopause the gain is at the
  low end of the published range.
* **Transmenopausal loss.** −6.5 against −7.4 percent at the spine; the ten-year sum is slightly
  too large.
* **FSH under SERMs hardly moves** (4.5 → 4.6 IU/L in a healthy man on tamoxifen), since inhibin B
  holds it; in 57 infertile men on tamoxifen FSH doubled.
* **Raloxifene before menopause.** −0.4 percent at the spine in two years; in 27 women of
  Eng-Wong et al. 2006, who had no control group, −3.5.
* **Sperm on testosterone** reaches half after 81 days; men of a pooled analysis needed 38.
* **FSH behind an antagonist** falls to nothing; assays still find some.
* **LH under 100 mg of testosterone a week** is 1.0 IU/L; assays would find less.
* Cycle means stand for premenopausal LH and FSH; progesterone is not a quantity of its own.
* Raloxifene at the vertebra, enclomiphene at the spine and anastrozole in older men pass close
  to the edge of their windows.
"""


def page(now, first):
    """The whole page as text, from runs with the numbers of today and of the first calibration."""
    parts = [HEAD, _summary(now), _table(now), _further(now, first), CHANGES, _numbers(), WEAK]
    return "\n".join(parts)


def shown(value):
    """A value for reading: three significant digits, rounding noise as 0."""
    if abs(value) < 1e-10:
        return "0"
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return text.replace("-", "−")


def _summary(runs):
    rows = behaviors()
    passed = sum(row.passes(row.value(runs)) for row in rows)
    chosen = sum(row.chosen == "T" for row in rows)
    return (
        f"**{passed} of {len(rows)} inside their windows; {chosen} T, {len(rows) - chosen} P.**\n"
    )


def _table(runs):
    lines = [
        "| check | model | first | window | result | T/P | anchor | status |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join(lines + [_line(row, row.value(runs)) for row in behaviors()]) + "\n"


def _line(row, value):
    window = f"{shown(row.low)} to {shown(row.high)}"
    missed = "known miss" if row.known_miss else "**fail**"
    result = "pass" if row.passes(value) else missed
    cells = (row.check, shown(value), shown(row.first), window, result)
    return f"| {' | '.join((*cells, row.chosen, row.anchor, row.status))} |"


def _further(now, first):
    lines = [
        "## Beside the 91 rows\n",
        "| quantity | model | first | published |",
        "|---|---|---|---|",
    ]
    for name, (value, published) in FURTHER.items():
        lines.append(f"| {name} | {shown(value(now))} | {shown(value(first))} | {published} |")
    return "\n".join(lines) + "\n"


def _numbers():
    lines = [
        "### The numbers that changed\n",
        "| symbol | quantity | first | now | unit | level | source |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in FIRST_SETS:
        for symbol, first in parameter_set(name).items():
            now = _now(name, symbol)
            cells = (f"`{symbol}`", now.name, f"{first:g}", f"{now.value:g}", now.unit)
            lines.append(f"| {' | '.join((*cells, now.level, now.source))} |")
    return "\n".join(lines) + "\n"


def _now(first_set, symbol):
    sets = [OF_SET[first_set]] if first_set in OF_SET else NOW_SETS
    found = [parameter_set(name) for name in sets if symbol in parameter_set(name)]
    return found[0].parameter(symbol)


if __name__ == "__main__":
    PAGE.write_text(page(Runs(), Runs(first=True)), encoding="utf-8", newline="\n")
