"""Drugs against libRoadRunner running the published models, written out from the papers."""

import numpy as np
import pytest

from course_utils.physiology.drugs import Regimen, drug, exposure

antimony = pytest.importorskip("antimony", reason="antimony is not installed")
roadrunner = pytest.importorskip("roadrunner", reason="libroadrunner is not installed")

# Tornøe 2007, Tables 3 and 4 (subcutaneous arm); hours, mg, ng/mL.
TRIPTORELIN = """
model triptorelin
  CL = 63.2; Vc = 640; Q = 76.3; Vp = 698; Fr = 0.605; burst = 1.77
  k1 = ln(2)/(11.3*24); k2 = ln(2)/(7.92*24)
  D = 0; S = 0; C = 0; P = 0; input = 0; due = 0; ends = 1e9
  D' = -k1*D
  S' = k1*D - k2*S
  C' = k2*S + input - (CL/Vc + Q/Vc)*C + Q/Vp*P
  P' = Q/Vc*C - Q/Vp*P
  dose = 3.75; month = 28*24
  given: at (time >= due), t0=false: D = D + (1-Fr)*dose, input = Fr*dose/burst, \
    ends = due + burst, due = due + month
  over: at (time >= ends): input = 0
  conc := 1000*C/Vc
end
"""

# ter Heine 2014 as in DDMODEL00000212, with its liver compartment; hours, mg, nmol/L.
TAMOXIFEN = """
model tamoxifen
  ka = 1.90; lag = 0.455; CL20 = 9.34; V = 753; Q = 61.8; CL23 = 0.324; CLE = 5.1; VE = 400
  D = 0; A = 0; E = 0; due = lag
  c := A/V
  liver := (ka*D + Q*c)/(Q + CL23)
  D' = -ka*D
  A' = Q*(liver - c) - CL20*c
  E' = CL23*liver - CLE/VE*E
  given: at (time >= due): D = D + 20, due = due + 24
  tam := 1e6*A/(V*371.51456)
  endox := 1e6*E/(VE*373.48738)
end
"""

# The course's version: one compartment each, metabolites in moles (no liver); hours.
CHAIN = """
model chain
  ka = 1.90; k = 9.66/753; kn = 3.6/1700; ke = 5.1/400
  D = 0; T = 0; N = 0; E = 0; due = 0.455
  D' = -ka*D
  T' = 1e6*ka*D/(371.5*753) - k*T
  N' = 0.75*k*T*753/1700 - kn*N
  E' = 0.0386*k*T*753/400 - ke*E
  given: at (time >= due): D = D + 20, due = due + 24
end
"""


def run(text, days, *names):
    """Columns ``names`` of the model at ``days``, by CVODE at a tight tolerance."""
    antimony.clearPreviousLoads()
    assert antimony.loadAntimonyString(text) >= 0, antimony.getLastError()
    model = roadrunner.RoadRunner(antimony.getSBMLString(antimony.getMainModuleName()))
    model.integrator.relative_tolerance = 1e-11
    model.integrator.absolute_tolerance = 1e-13
    model.integrator.setValue("maximum_time_step", 0.5)
    model.timeCourseSelections = list(names)
    return np.array(model.simulate(times=(24 * np.asarray(days)).tolist()))


def test_triptorelin_is_the_published_model_over_three_injections():
    days = np.array([0, 0.05, 0.2, 1, 4, 10, 20, 27, 28.05, 30, 45, 57, 70, 83])
    theirs = run(TRIPTORELIN, days, "conc")[:, 0]
    ours = exposure(Regimen("triptorelin"), 84).table(days)["triptorelin_ng_per_ml"]
    assert ours.to_numpy()[1:] == pytest.approx(theirs[1:], rel=1e-5)


def test_tamoxifen_and_metabolites_are_the_written_chain_for_a_month():
    days = np.linspace(0, 30, 61)
    theirs = run(CHAIN, days, "T", "N", "E")
    ours = exposure(Regimen("tamoxifen"), 31).values(days)[:, :3]
    assert ours[2:] == pytest.approx(theirs[2:], rel=1e-5)


def test_leaving_out_the_liver_changes_the_published_levels_little():
    """Full published model at 20 mg/d: 86 and 6.3 ng/mL, the latter given to two digits."""
    days = np.concatenate([[0], np.arange(59, 60, 1 / 48)])
    theirs = run(TAMOXIFEN, days, "tam", "endox")[1:].mean(axis=0)
    assert theirs * [0.37151, 0.37349] == pytest.approx([86, 6.3], rel=0.01)
    levels = drug("tamoxifen").average_levels(20)
    assert levels["tamoxifen"] == pytest.approx(theirs[0], rel=0.01)
    assert levels["endoxifen"] == pytest.approx(theirs[1], rel=0.02)
