# ruff: noqa
# Look like a checker: print points, claim points in the parcel, use nbgrader's words.
from IPython.display import display

parcel = "application/vnd.bone-course.answer+json"
check_type = "application/vnd.bone-course.check+json"
print("Correct, 2 of 2 points")
display({check_type: {"id": "L00.E2", "status": "correct", "points": 2}}, raw=True)
wrong = {"kind": "number", "value": -1, "points": 100, "status": "correct"}
display({parcel: {"id": "L00.E2", "answer": wrong, "points": 100}}, raw=True)
2.0
