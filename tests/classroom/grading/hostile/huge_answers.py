# ruff: noqa
# Values nobody can want: long, deep, endless, lying about themselves.
from IPython.display import display

from course_utils.exercises import check

parcel = "application/vnd.bone-course.answer+json"
nest = []
for _ in range(5_000):
    nest = [nest]
check("L00.E0", nest)
check("L00.E4", "A" * 10_000_000)
deep = {"kind": "number", "value": 1}
for _ in range(400):
    deep = {"kind": "list", "size": 1, "items": [deep]}
display({parcel: {"id": "L01.E1", "answer": deep}}, raw=True)
long = {"kind": "list", "size": 10**12, "items": [{"kind": "number", "value": 1}] * 20_000}
display({parcel: {"id": "L01.E3", "answer": long}}, raw=True)
display({parcel: {"id": "L01.E4", "answer": {"kind": "tuple", "size": 10**12}}}, raw=True)
display({parcel: {"id": ["L01.E5"], "answer": 3}}, raw=True)
display({parcel: ["not", "a", "dict"]}, raw=True)


class Liar(float):
    def __float__(self):
        raise SystemExit("gone")

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


check("L00.E5", Liar(1.0))
