# ruff: noqa
# This cell stood as check("L00.E3", hot_flash_change).
class Passed:
    status, points, points_possible = "correct", 2.0, 2.0


Passed()
