"""The check for overlapping words can fail."""

from pictures import faults_of, random_states


def test_overlapping_words_and_words_off_the_page_are_found(tiny):
    explorer = tiny()
    ax = explorer._frame.figure.axes[0]
    assert faults_of(explorer) == []
    ax.text(0.5, 10, "one over")
    ax.text(0.52, 10, "the other")
    assert faults_of(explorer) == ["'one over' lies on 'the other'"]
    ax.texts[-1].set_position((1.2, 10))
    assert faults_of(explorer) == ["'the other' leaves the page"]


def test_random_states_begin_with_the_ends_and_are_accepted(tiny):
    import numpy as np

    declaration = tiny().declaration
    states = random_states(declaration, np.random.default_rng(0), 20)
    assert len(states) == 22
    assert states[0] == {"slope": 0, "shape": "line", "marked": False}
    assert all(declaration.accept(state) == state for state in states)
