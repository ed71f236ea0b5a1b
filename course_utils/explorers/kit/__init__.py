"""The machinery that all explorers share: controls, state, drawing, panel, gallery."""

from course_utils.explorers.kit.explorer import Explorer

__all__ = ["Explorer"]
