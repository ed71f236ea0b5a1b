"""The sheet of a forest plot: columns of text on both sides of the plot, line by line."""

from __future__ import annotations

from textwrap import fill

from matplotlib.lines import Line2D

from course_utils.figures.palette import FONT_SIZE, INK, MUTED
from course_utils.figures.style import new_figure

WIDTH = 8.0  # inches
ROW, TALL_ROW = 0.27, 0.42  # inches; tall rows hold names of two lines
HEAD, FOOT = 0.42, 0.4  # inches above the first row and for the axis below the last
GAP = 12  # points between two columns of text
NARROWEST = 115  # points for the plot itself


def fitting_sheet(columns, studies, notes):
    """The `Sheet` with names on one line if the plot keeps its room, else on two.

    Parameters
    ----------
    columns : (list, list)
        Columns left and right of the plot, each (heading, side the text hangs on, texts).
    studies : int
        How many texts from the top belong to studies; the names below may run on.
    notes : int
        Lines of text to leave room for under the axis.

    Raises
    ------
    ValueError
        If the names leave no room for the plot even on two lines.
    """
    (name, *counts), right = columns
    for row, letters in ((ROW, 99), (TALL_ROW, 18), (TALL_ROW, 15)):
        texts = [fill(text, letters) for text in name[2][:studies]] + name[2][studies:]
        page = Sheet([(*name[:2], texts), *counts], right, studies, notes, row)
        if page.room >= NARROWEST and max(text.count("\n") for text in texts) < 2:
            return page
    raise ValueError("The names leave no room for the plot; shorten the names of the studies.")


class Sheet:
    """The sheet: columns of text left and right of the plot, one height per line."""

    def __init__(self, left, right, studies, notes, row):
        self.studies, self.lines, self.row = studies, len(left[0][2]), row
        self.foot = FOOT + ROW * notes
        self.height = HEAD + self.foot + row * self.lines
        self.figure, self.ax = new_figure(WIDTH, self.height)
        self.figure.set_layout_engine("none")
        start, end = self._text(left, right)
        self.room = end - start
        self._place(start, max(end, start + 1))

    def _place(self, start, end):
        points = 72 * WIDTH
        box = (start / points, self.foot / self.height, (end - start) / points)
        self.ax.set_position((*box, self.row * self.lines / self.height))
        self.ax.set_ylim(self.lines - 0.5, -0.5)
        self.ax.tick_params(axis="y", left=False, labelleft=False)
        self.ax.grid(visible=False)
        self.ax.spines["left"].set_visible(False)
        top = 1 - HEAD / self.height
        self.rule(top)

    def rule(self, height):
        """A thin line across the sheet, at a share of its height."""
        across = Line2D((0.01, 0.99), (height, height), color=MUTED, linewidth=0.8)
        self.figure.add_artist(across)

    def _text(self, left, right):
        """Write the columns; returns where the plot starts and ends, points."""
        start, end = 8.0, 72 * WIDTH - 8
        for column in left:
            start += self._column(column, start, from_left=True) + GAP
        # Names of pooled results have no counts beside them and may run on.
        start = max(start, 8.0 + max(map(self._width, left[0][2])) + GAP)
        for column in reversed(right):
            end -= self._column(column, end, from_left=False) + GAP
        return start, end

    def _column(self, column, edge, from_left):
        heading, side, texts = column
        measured = texts[: self.studies] if from_left else texts
        width = max(self._width(heading, True), *(self._width(text) for text in measured))
        left = edge if from_left else edge - width
        x = (left if side == "left" else left + width) / (72 * WIDTH)
        top, style = 1 - (HEAD - 0.18) / self.height, {"color": INK, "size": FONT_SIZE}
        self.figure.text(x, top, heading, ha=side, va="center", weight="bold", **style)
        for line, text in enumerate(texts):
            y = 1 - (HEAD + self.row * (line + 0.5)) / self.height
            self.figure.text(x, y, text, ha=side, va="center", **style)
        return width

    def _width(self, text, bold=False):
        """Width of a text in points, measured as it will be drawn."""
        if not text:
            return 0.0
        made = self.figure.text(0, 0, text, size=FONT_SIZE, weight="bold" if bold else "normal")
        box = made.get_window_extent(self.figure.canvas.get_renderer())
        made.remove()
        return box.width * 72 / self.figure.dpi

    def favors(self, favors, null):
        """Say under the axis which side of no effect is better for whom."""
        if favors is None:
            return
        x = self.ax.transData.transform((null, 0))[0] / self.figure.bbox.width
        y = (self.foot - FOOT - 0.6 * ROW) / self.height
        style = {"color": MUTED, "size": FONT_SIZE}
        self.figure.text(x - 0.012, y, f"← favors {favors[0]}", ha="right", **style)
        self.figure.text(x + 0.012, y, f"favors {favors[1]} →", ha="left", **style)

    def notes(self, texts):
        """Lines of small print at the foot, top to bottom as given."""
        for place, text in enumerate(reversed(texts)):
            y = (0.4 * ROW + ROW * place) / self.height
            self.figure.text(8 / (72 * WIDTH), y, text, color=MUTED, size=FONT_SIZE)
