"""From receptor to fracture: the code behind the lessons.

The rooms follow one dose through the body: ``physiology`` holds the equations,
``evidence`` the statistics, ``figures`` and ``explorers`` draw them, ``exercises``
checks what students answer, and ``classroom`` looks after notebooks and workspaces.
"""

__version__ = "0.1.0"
