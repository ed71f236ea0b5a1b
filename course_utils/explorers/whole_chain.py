"""Lesson 17: the whole chain from dose to decision, link by link, for one person."""

from course_utils.explorers.kit.controls import Choice, Number, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.chain_course import compute
from course_utils.explorers.parts.chain_people import NAMES, THERAPIES, name_of
from course_utils.explorers.parts.chain_picture import draw, update
from course_utils.explorers.parts.chain_words import reading
from course_utils.physiology.links import LINKS

EXPLORER = Declaration(
    name="whole_chain",
    title="Whole chain",
    picture=(
        "Nine small panels, one for each link from dose to decision, over ten years: model lines "
        "with a band of draws, gray dashed lines without the therapy, and marks from trials."
    ),
    controls=(
        Choice("person", "Person", {name_of(key): key for key in NAMES}, "ana"),
        Choice("therapy", "Therapy", {t.words: key for key, t in THERAPIES.items()}, "none"),
        Number("years", "Years", "", 1, 10, 1, 5),
        Number("adherence", "Doses taken", "%", 0, 100, 1, 100),
        Number("draws", "Uncertainty draws", "", 1, 200, 1, 50),
        *(Toggle(f"{link}_off", f"Switch off {link}", f"{link} link off") for link in LINKS),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    pinned=("density",),
    tries=(
        Try(
            "Give Ana raloxifene, then switch off the link to fracture. What is left to claim?",
            ({"therapy": "raloxifene"}, {"therapy": "raloxifene", "fracture_off": True}),
        ),
        Try(
            "Raloxifene with half of the doses taken: which link notices first?",
            ({"therapy": "raloxifene", "adherence": 50},),
        ),
        Try(
            "Ana on raloxifene and on HRT: which panels differ most, and which have data?",
            ({"therapy": "raloxifene"}, {"therapy": "hrt_oral"}),
        ),
    ),
)
