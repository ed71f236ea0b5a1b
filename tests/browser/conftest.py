"""One browser and one JupyterLab for all browser tests of a run."""

import os
import sys
from pathlib import Path

import pytest

# pytest runs in importlib mode, which does not put these folders on the path.
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

WIDE = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium."""
    import chromium
    from lab import CHROMIUM_FLAGS
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM_PATH") or chromium.find()
    assert program, chromium.MISSING
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A JupyterLab server over an empty folder."""
    from lab import running_lab

    with running_lab(tmp_path_factory.mktemp("lab")) as running:
        yield running


@pytest.fixture(scope="module")
def new_page(browser):
    """Open pages that are closed after the module; each notes requests and complaints."""
    from lab import watch

    contexts = []

    def open_page(viewport=WIDE, **options):
        context = browser.new_context(viewport=viewport, **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.outside, page.complaints = watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def voila(tmp_path_factory):
    """The address of the gallery page, as ``course apps`` serves it."""
    from lab import running_gallery

    with running_gallery(tmp_path_factory.mktemp("voila")) as address:
        yield address
