"""Screenshots of all explorers on one sheet: ``python docs/contact_sheet.py``.

Each explorer is opened on the gallery page as ``course apps`` serves it, at its defaults,
and photographed with its controls and its sentence. The sheet is for looking at: labels,
overlaps, colors, units.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

from course_utils.figures.present import reduce_colors  # noqa: E402

SHEET = ROOT / "docs" / "images" / "explorers.png"
COLUMNS, WIDTH, GAP = 3, 700, 20  # px


def main():
    """Take the pictures and write the sheet."""
    pictures = take_pictures()
    sheet(pictures).save(SHEET, format="PNG", optimize=True)
    print(f"{len(pictures)} explorers on {SHEET.relative_to(ROOT)}")


def take_pictures():
    """One screenshot per explorer, in the order of the lessons."""
    import chromium
    from explorer_page import ExplorerPage
    from lab import CHROMIUM_FLAGS, running_gallery
    from playwright.sync_api import sync_playwright

    from course_utils.explorers import NAMES

    program = os.environ.get("CHROMIUM_PATH") or chromium.find_or_install()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        running_gallery(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_FLAGS))
        page = browser.new_page(viewport={"width": 900, "height": 1800})
        page.set_default_timeout(120_000)
        page.goto(address)
        pictures = []
        for name in NAMES:
            panel = ExplorerPage(page, name)
            page.locator(".course-gallery button", has_text=panel.model.declaration.title).click()
            panel.settle()
            panel.reads()
            pictures.append(panel.root.screenshot())
        browser.close()
    return pictures


def sheet(pictures):
    """Screenshots side by side, row by row, in few colors."""
    shots = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
    shots = [shot.resize((WIDTH, round(shot.height * WIDTH / shot.width))) for shot in shots]
    rows = [shots[first : first + COLUMNS] for first in range(0, len(shots), COLUMNS)]
    heights = [max(shot.height for shot in row) + GAP for row in rows]
    paper = Image.new("RGB", (COLUMNS * (WIDTH + GAP) + GAP, sum(heights) + GAP), "white")
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for column, shot in enumerate(row):
            paper.paste(shot, (GAP + column * (WIDTH + GAP), top))
        top += height
    return reduce_colors(paper, 128)  # thin lines keep their color too


if __name__ == "__main__":
    main()
