"""Figures of lesson 12 against the evidence tables."""

import numpy as np

from tests.figures.lesson_12_gallery import LESSON_12


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_every_spine_scan_is_written_and_every_study_named():
    written = _texts(LESSON_12["three spines"]())
    assert {"0.933", "1.275", "1.029", "0.971", "1.128", "0.745", "0.684"} <= set(written)
    assert sum("2005" in text or "2000" in text or "2008" in text for text in written) == 3


def test_each_panel_of_the_one_man_has_five_marks():
    described = LESSON_12["five levels"]()
    for ax in described.figure.axes:
        assert [len(line.get_xdata()) for line in ax.lines] == [5]
    assert "below 10" in _texts(described)


def test_the_trial_stands_in_words_and_the_models_in_numbers():
    trial, *models = LESSON_12["factorial"]().figure.axes
    assert [text.get_text() for text in trial.texts].count("fell") == 5
    assert [text.get_text() for text in trial.texts].count("held") == 3
    for ax in models:
        assert "model" in ax.get_title(loc="left")
        assert not {"fell", "held"} & {text.get_text() for text in ax.texts}


def test_the_model_line_never_enters_the_band_of_the_trial():
    described = LESSON_12["share"]()
    ax = described.figure.axes[0]
    line = max(ax.lines, key=lambda line: len(line.get_ydata()))
    assert np.min(line.get_ydata()) > -0.95
    assert any("Burnett-Bowie 2009" in text for text in _texts(described))


def test_one_drug_two_signs():
    summary = LESSON_12["two men"]().summary
    assert "+1.9 % without and −1.2 % with" in summary
    assert "−5.6 % without and −4.5 % with" in summary


def test_density_with_its_interval_and_fractures_as_people():
    described = LESSON_12["density and fractures"]()
    assert "+7.5 % (4.8 to 10.3)" in described.summary
    assert "25 of 1,000 men on placebo and 35 on testosterone" in described.summary
    written = [text.get_text() for text in described.figure.texts]
    assert any("2,601" in text or "5,204" in text for text in written)
