"""Labels at the ends of curves that may have more than one line."""

from __future__ import annotations

from course_utils.figures.palette import FONT_SIZE
from course_utils.figures.style import spread


def apart(*labels):
    """Push end labels of one Axes apart where they would overlap; each counts its lines."""
    to_pixels, points = labels[0].axes.transData.transform, 72 / labels[0].figure.dpi
    anchors = [to_pixels(label.xy)[1] * points for label in labels]
    sizes = [1.35 * FONT_SIZE * (label.get_text().count("\n") + 1) for label in labels]
    for label, anchor, height in zip(labels, anchors, spread(anchors, sizes), strict=True):
        label.set_position((6, height - anchor))
