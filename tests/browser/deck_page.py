"""A deck in a browser: what is wrong with its slides, and a sheet of pictures of them.

For whoever changes slide types: ``python tests/browser/deck_page.py 01 07`` writes the decks to
build/slides, complains, and leaves build/slides/sheet_01.png.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

LOOK = Path(__file__).with_name("deck_look.js").read_text(encoding="utf-8")
SIZES = ((1280, 720), (1920, 1080))


def open_deck(page, path, size):
    """Open a deck from its file and wait until it is ready."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(path.resolve().as_uri())
    page.wait_for_selector("html[data-deck=ready]", state="attached")


def complaints(page, path):
    """What is wrong with a deck at both sizes; one sentence each."""
    open_deck(page, path, SIZES[0])
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("wide => Reveal.getScale() === wide / 1280", arg=width)
        found += [f"{width} × {height}, {words}" for words in page.evaluate(LOOK)]
    return found


def sheet(page, path, columns=3, width=560):
    """All slides of a deck as one picture."""
    from PIL import Image

    open_deck(page, path, SIZES[0])
    pictures = []
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate("number => Reveal.slide(number)", number)
        pictures.append(Image.open(io.BytesIO(page.screenshot())))
    height = width * 720 // 1280
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (columns * (width + 6), rows * (height + 6)), "#777777")
    for number, picture in enumerate(pictures):
        place = (number % columns * (width + 6), number // columns * (height + 6))
        whole.paste(picture.resize((width, height)), place)
    return whole


def main():
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    import chromium
    from playwright.sync_api import sync_playwright

    from course_utils.classroom.slides import write_decks
    from course_utils.classroom.slides.rules import broken

    ask = argparse.ArgumentParser(description="Build decks, complain, and draw a sheet of each.")
    ask.add_argument("lessons", nargs="+", help="numbers such as 01 07")
    root, output = Path(__file__).parents[2], Path("build/slides")
    names = ask.parse_args().lessons
    wanted = [path for name in names for path in sorted(root.glob(f"lessons/*/{name}_*.ipynb"))]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find())
        page = browser.new_page()
        page.on("console", lambda message: print("console:", message.text))
        for path, deck in write_decks(wanted, output):
            steps = len(deck.slides) - deck.total
            print(f"{path.name}: {deck.total} slides and {steps} steps")
            print(*(f"  {words}" for words in [*broken(deck), *complaints(page, path)]), sep="\n")
            sheet(page, path).save(output / f"sheet_{deck.lesson}.png")
        browser.close()


if __name__ == "__main__":
    main()
