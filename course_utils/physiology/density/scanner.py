"""A teaching scanner: what X-rays see of a lumbar spine, and what the report makes of it.

    areal density(x, y) = mineral per volume × depth of bone behind the point (x, y)
    content = Σ areal density·pixel²     area = pixels of the outline·pixel²
    BMD = content/area

The depth is unknown to a scanner, so a larger bone of the same material looks denser, and a
crushed one, with the same mineral on less area, looks denser too. Left out: the two X-ray
energies, soft tissue, ribs, and any outline that a person would correct.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from course_utils.physiology.parameters import parameter_set

SCANNER = parameter_set("teaching_scanner")
VERTEBRAE = ("L1", "L2", "L3", "L4")
NEIGHBORS = ("T12", *VERTEBRAE, "L5")  # those above and below stand in the picture, unmeasured


class SpineScan(NamedTuple):
    """One scan: picture (g/cm², rows from the top), pixel size (cm), outlines and report.

    ``outlines`` maps a vertebra to (left and right edge, cm) by height (cm from the top);
    ``report`` is a table with mineral content (g), area (cm²) and density by vertebra.
    """

    image: np.ndarray
    pixel_cm: float
    outlines: dict
    report: object


def areal_density(mineral_g_per_cm3, height_cm, width_cm, depth_cm):
    """Areal density (g/cm²) of a block of bone, as seen from the front.

        content/area = ρ·h·w·d/(h·w) = ρ·d

    Parameters
    ----------
    mineral_g_per_cm3 : float
    height_cm, width_cm, depth_cm : float or array
        Size of the block; the depth lies along the beam.

    Raises
    ------
    ValueError
        If anything is not positive.
    """
    sizes = [np.asarray(x, dtype=float) for x in (height_cm, width_cm, depth_cm)]
    if not all(np.all(size > 0) for size in (np.asarray(mineral_g_per_cm3), *sizes)):
        raise ValueError("A block of bone has a positive size (cm) and mineral (g/cm³).")
    height, width, depth = sizes
    content = mineral_g_per_cm3 * height * width * depth
    return (content / (height * width))[()]


def scan_spine(crushed=None, seed=0, parameters=SCANNER):
    """Scan the teaching spine once.

    Parameters
    ----------
    crushed : dict, optional
        Vertebra → height left, as a share of its usual height, such as ``{"L2": 0.7}``. Its
        mineral stays.
    seed : int
        The same seed gives the same noise.
    parameters : mapping of the set ``teaching_scanner``

    Returns
    -------
    SpineScan

    Raises
    ------
    ValueError
        If a vertebra is unknown or the height left is not between 0 and 1.
    """
    crushed = _checked(crushed or {})
    p, rng = parameters, np.random.default_rng(seed)
    luck = 1 + p["position_noise"] * rng.standard_normal(len(NEIGHBORS))
    x, y = _grid(p)
    image, bottom, masks = np.zeros((y.size, x.size)), y[-1] + p["L5_shown"], {}
    for place in reversed(range(len(NEIGHBORS))):
        name = NEIGHBORS[place]
        share = crushed.get(name, 1.0)
        height = p["height"] * share
        middle = bottom - height / 2
        bone, inside = _vertebra(x, y - middle, _width(place, p), height, share, p)
        image += bone * luck[place]
        masks[name] = inside
        bottom = middle - height / 2 - p["disc"]
    report = _report(image, masks, p)
    grain = p["grain"] * rng.standard_normal(image.shape)
    return SpineScan(image + grain, p["pixel"], _outlines(masks, x, y), report)


def _checked(crushed):
    for name, share in crushed.items():
        if name not in VERTEBRAE or not 0 < share <= 1:
            raise ValueError(
                f"Say which of {', '.join(VERTEBRAE)} keeps what share of its height, "
                f"above 0 and at most 1; got {name!r}: {share!r}."
            )
    return crushed


def _grid(p):
    """Pixel centers: across from the midline, down from the top, cm."""
    across = np.arange(-p["field_width"] / 2, p["field_width"] / 2, p["pixel"]) + p["pixel"] / 2
    return across, np.arange(0, p["field_height"], p["pixel"]) + p["pixel"] / 2


def _width(place, p):
    return p["width"] + p["wider"] * (place - 1)


def _vertebra(x, y, width, height, share, p):
    """Areal density and outline of one vertebra; x, y from its middle, cm.

    Half width w = W/2·(1 − waist·(1 − u²)), u from −1 at the top to 1 at the bottom; depth of an
    ellipse D·√(1 − (x/w)²). Crushing squeezes u and keeps the content.
    """
    u = (2 * y / height)[:, None]
    half = width / 2 * (1 - p["waist"] * (1 - u**2))
    inside = (np.abs(u) < 1) & (np.abs(x) < half)
    depth = p["depth"] * np.sqrt(np.clip(1 - (x / half) ** 2, 0, None))
    plates = p["endplate"] * (np.abs(u) > 1 - p["plate_share"])
    stems = sum(_blob((x - side * width / 4) / p["pedicle_size"], u) for side in (-1, 1))
    bone = p["mineral"] * depth + plates + p["pedicle"] * stems
    return np.where(inside, bone, 0) / share, inside


def _blob(across, u):
    """A round spot a little above the middle, where a pedicle points at the camera."""
    return np.exp(-(across**2) - ((u + 0.25) / 0.3) ** 2)


def _report(image, masks, p):
    import pandas as pd

    pixel = p["pixel"] ** 2
    content = {name: image[masks[name]].sum() * pixel for name in VERTEBRAE}
    area = {name: masks[name].sum() * pixel for name in VERTEBRAE}
    table = pd.DataFrame({"bone_mineral_g": content, "area_cm2": area})
    table.loc["L1–L4"] = table.sum()
    table["bmd_g_per_cm2"] = table["bone_mineral_g"] / table["area_cm2"]
    return table.rename_axis("vertebra")


def _outlines(masks, x, y):
    """Left and right edge by height, for each measured vertebra."""
    edges = {}
    for name in VERTEBRAE:
        rows = np.flatnonzero(masks[name].any(axis=1))
        left = [x[masks[name][row]].min() for row in rows]
        right = [x[masks[name][row]].max() for row in rows]
        edges[name] = (np.array(left), np.array(right), y[rows])
    return edges
