"""Notebooks as documents: workspaces, checks of the environment, solved editions.

Nothing in this room knows any physiology or statistics. It copies, runs and reads
notebooks, and talks to the person at the command line in plain words.
"""


class CourseError(Exception):
    """A problem the person at the keyboard can mend; its text is one plain sentence."""
