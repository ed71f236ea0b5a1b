"""What the tests of explorers look for in a picture: words that overlap or leave the page."""

import itertools


def words_in(explorer):
    """(text, box in pixels) of all words that are seen."""
    frame = explorer._frame
    frame.live()
    renderer = frame.figure.canvas.get_renderer()
    drawn = [text for ax in frame.figure.axes for text in _of_axes(ax)] + frame.figure.texts
    seen = [text for text in drawn if text.get_text().strip() and text.get_visible()]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in seen]


def _of_axes(ax):
    """Words written into an Axes, its titles, and the labels of those ticks that are drawn."""
    yield from ax.texts
    yield from (ax.title, ax._left_title, ax._right_title)
    if ax.axison:
        for axis in (ax.xaxis, ax.yaxis):
            yield axis.label
            yield from (tick.label1 for tick in axis._update_ticks() if tick.label1.get_visible())


def _inside(box, page):
    return page.x0 <= box.x0 and page.y0 <= box.y0 and box.x1 <= page.x1 and box.y1 <= page.y1


def faults_of(explorer, slack=2.0):
    """Sentences about words that overlap each other or the edge of the page."""
    page = explorer._frame.figure.bbox.padded(slack)
    words = words_in(explorer)
    faults = [f"{text!r} leaves the page" for text, box in words if not _inside(box, page)]
    for (one, a), (two, b) in itertools.combinations(words, 2):
        wide = min(a.x1, b.x1) - max(a.x0, b.x0)
        high = min(a.y1, b.y1) - max(a.y0, b.y0)
        if wide > slack and high > slack:
            faults.append(f"{one!r} lies on {two!r}")
    return faults


def random_states(declaration, draws, count):
    """`count` states, each control at a random one of its values; the first two are the ends."""
    ends = [{c.name: c.ends[side] for c in declaration.controls} for side in (0, 1)]
    picks = [
        {c.name: c.values[int(draws.integers(len(c.values)))] for c in declaration.controls}
        for _ in range(count)
    ]
    return ends + picks
