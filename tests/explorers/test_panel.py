"""The panel answers to what a page sends, without a browser."""

import asyncio
import threading
import time
from base64 import b64decode

import pytest

from course_utils.explorers.kit import pace
from course_utils.explorers.kit.form import form_of, places_of, values_at
from course_utils.explorers.kit.pace import Overtaken, run


class Page:
    """What the page would do: ask with a rising number, look at the answer."""

    def __init__(self, explorer):
        self.explorer, self.panel, self.number = explorer, explorer.panel, 0

    def ask(self, **wish):
        self.number += 1
        self.panel.answer({"number": self.number, **wish})
        return self.panel.shown


@pytest.fixture
def page(tiny):
    return Page(tiny())


def test_a_moved_slider_moves_everything_in_one_answer(page):
    before = dict(page.panel.shown)
    shown = page.ask(places={"slope": 19})
    assert page.explorer.state["slope"] == 9.5
    assert shown["number"] == page.number
    assert shown["places"] == {"slope": 19, "shape": 0, "marked": 0}
    assert shown["words"] == page.explorer.summary
    assert shown["alt"] == page.explorer.alt
    assert shown["code"] == 'explore("tiny").set(slope=9.5)'
    assert shown["picture"] != before["picture"]
    assert b64decode(shown["picture"].split(",")[1]) == page.explorer.frame_png


def test_each_answer_is_one_message(page, monkeypatch):
    sent = []
    monkeypatch.setattr(page.panel, "send_state", lambda key=None: sent.append(key))
    page.ask(places={"slope": 19, "marked": 1})
    assert sent == [{"shown"}] or sent == ["shown"]


@pytest.mark.parametrize(("typed", "value"), [("12,5", 12.5), (" 4 mm", 4), ("30", 30), ("0", 0)])
def test_a_typed_number_is_taken(page, typed, value):
    shown = page.ask(typed=["slope", typed])
    assert page.explorer.state["slope"] == value
    assert shown["places"]["slope"] == 2 * value
    assert shown["notice"] == ""


@pytest.mark.parametrize("typed", ["31", "-1", "many", "", "<b>1</b>", "1e999", "9" * 5000, "1.3"])
def test_a_refused_number_is_explained_and_the_value_stays(page, typed):
    shown = page.ask(typed=["slope", typed])
    assert shown["notice"].endswith("The setting stays at 2.0 mm.")
    assert len(shown["notice"]) < 400
    assert shown["places"]["slope"] == 4
    assert shown["number"] == page.number
    assert page.explorer.state["slope"] == 2


def test_the_next_accepted_value_clears_the_notice(page):
    assert page.ask(typed=["slope", "99"])["notice"]
    assert page.ask(places={"slope": 6})["notice"] == ""


def test_a_wish_for_what_is_shown_is_answered_too(page):
    assert page.ask(places={"slope": 4})["number"] == page.number


def test_choice_and_toggle_follow_and_lead(page):
    page.ask(places={"shape": 1, "marked": 1})
    assert page.explorer.state == {"slope": 2, "shape": "parabola", "marked": True}
    page.explorer.set(shape="line", marked=False)
    assert page.panel.shown["places"] == {"slope": 4, "shape": 0, "marked": 0}


def test_reset_brings_everything_back(page):
    first = dict(page.panel.shown)
    page.ask(places={"slope": 40})
    page.ask(press=["pin"])
    page.ask(typed=["slope", "too much"])
    shown = page.ask(press=["reset"])
    assert page.explorer.state == page.explorer.declaration.defaults
    assert shown | {"number": 0} == first


def test_pins_are_listed_shown_and_removed(page):
    page.ask(places={"slope": 10})
    page.ask(press=["pin"])
    page.ask(places={"slope": 20})
    shown = page.ask(press=["pin"])
    assert [reading for _settings, reading in shown["pins"]] == [
        "the line ends at 5.0 mm",
        "the line ends at 10.0 mm",
    ]
    assert page.ask(press=["show", 1])["places"]["slope"] == 10
    assert len(page.ask(press=["unpin", 1])["pins"]) == 1
    for _ in range(2):
        page.ask(press=["pin"])
    assert "3 states are pinned already" in page.ask(press=["pin"])["notice"]


@pytest.mark.parametrize("place", [26, 14])
def test_a_fault_is_told_in_words_and_reset_helps(page, place):
    shown = page.ask(places={"slope": place})
    assert page.explorer.error is not None
    assert shown["fault"]
    assert "Now showing no picture for slope" in shown["words"]
    assert "Traceback" not in shown["words"]
    assert page.ask(press=["pin"])["pins"] == []
    assert not page.ask(press=["reset"])["fault"]


def test_a_larger_page_gets_a_larger_frame(page):
    small = page.panel.shown["picture"]
    large = page.ask(pixels=1600)
    assert len(large["picture"]) > len(small)
    assert large["size"] == list(page.explorer.page_size)


def test_the_form_names_label_unit_and_steps(page):
    slope, shape, marked = page.panel.form["controls"]
    assert (slope["label"], slope["unit"], slope["places"]) == ("Slope", "mm", 60)
    assert slope["texts"][:3] == ["0.0", "0.5", "1.0"]
    assert shape["texts"] == ["straight", "bent"]
    assert marked["kind"] == "toggle"
    assert page.panel.form["tries"] == ["Make it steep & bent."]


def test_places_and_values_are_two_names_of_one_state(tiny):
    declaration = tiny().declaration
    for place in range(61):
        state = declaration.defaults | values_at(declaration, {"slope": place})
        assert places_of(declaration, state)["slope"] == place
    assert values_at(declaration, {"slope": 999, "shape": -1}) == {"slope": 30, "shape": "line"}
    assert len(form_of(declaration)["controls"][0]["texts"]) == 61


def live(tiny, compute, wish):
    """Send a wish to a panel inside a running loop; return what it showed."""

    async def session():
        page = Page(tiny(compute=compute))
        seen = []
        page.panel.observe(lambda change: seen.append(change["new"]), "shown")
        page.ask(places=wish)
        while page.panel.pace.busy:
            await asyncio.sleep(0.01)
        return seen

    return asyncio.run(session())


def test_the_newest_wish_wins_and_none_waits(tiny):
    from tiny import compute

    computed, all_sent = [], threading.Event()

    def slow(**state):
        computed.append(state["slope"])
        if len(computed) == 2:
            all_sent.wait(20)
        return compute(**state)

    async def session():
        page, seen = Page(tiny(compute=slow)), []
        page.panel.observe(lambda change: seen.append(change["new"]), "shown")
        for place in range(10, 20):
            page.ask(places={"slope": place})
            while len(computed) < 2:
                await asyncio.sleep(0.01)
        all_sent.set()
        while page.panel.pace.busy:
            await asyncio.sleep(0.01)
        return seen

    seen = asyncio.run(session())
    assert computed == [2, 5.0, 9.5]  # the default, the one at work when the last came, the last
    assert [(shown["number"], shown["places"]["slope"]) for shown in seen] == [(10, 19)]


def test_a_long_computation_is_left_when_a_newer_state_is_wanted(tiny):
    from tiny import compute

    steps, told = [], []

    def stepwise(**state):
        for step in range(20):
            if state["slope"] == 5:
                steps.append(step)
                time.sleep(0.02)
            yield step / 20
        return compute(**state)

    async def session():
        page = Page(tiny(compute=stepwise))
        page.panel.pace.tell = told.append
        page.ask(places={"slope": 10})
        while not told:
            await asyncio.sleep(0.01)
        page.ask(places={"slope": 12})
        while page.panel.pace.busy:
            await asyncio.sleep(0.01)
        return page.explorer.state["slope"]

    assert asyncio.run(session()) == 6
    assert 1 < len(steps) < 20
    assert 0 < max(told) < 1


def test_a_quick_computation_tells_no_progress(tiny, monkeypatch):
    from tiny import compute

    monkeypatch.setattr(pace, "PATIENCE", 20)  # seconds: quick, however slow the machine

    def stepwise(**state):
        yield 0.5
        return compute(**state)

    async def session():
        page = Page(tiny(compute=stepwise))
        page.panel.pace.tell = pytest.fail
        page.ask(places={"slope": 10})
        while page.panel.pace.busy:
            await asyncio.sleep(0.01)
        return page.explorer.state["slope"]

    assert asyncio.run(session()) == 5


def test_the_main_thread_stays_free_while_a_state_is_computed(tiny):
    from tiny import compute

    threads = []

    def noted(**state):
        threads.append(threading.current_thread())
        return compute(**state)

    live(tiny, noted, {"slope": 10})
    assert threads[0] is threading.main_thread()
    assert threads[1] is not threading.main_thread()


def test_a_fault_beside_the_main_thread_is_told_as_well(tiny):
    from tiny import compute

    assert live(tiny, compute, {"slope": 26})[-1]["fault"]


def test_stepwise_models_give_their_result_or_stop():
    def model(x):
        yield 0.5
        return x + 1

    assert run(model, {"x": 1}) == 2
    with pytest.raises(Overtaken):
        run(model, {"x": 1}, wanted=lambda: False)


def test_a_message_raises_no_cell_events(page):
    # Those events make matplotlib flush the figures of a cell that is still running.
    assert page.panel.comm is None or page.panel.comm.handle_msg == page.panel._handle_msg
