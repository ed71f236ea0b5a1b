"""The one form in which a lesson is saved, so that two runs leave the same bytes.

Counts run from 1, cell ids stay, metadata holds tags and slide types only, pictures are
small palette PNGs without text inside, and nothing remains that only a live page can use.
"""

import base64
import copy
import hashlib
import io
import re
from pathlib import Path
from typing import Any

from course_utils.classroom import CourseError

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}
SLIDE_TYPES = {"slide", "subslide", "fragment", "notes", "skip", "-"}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
COLORS = 64
EMBEDDED_PNG = re.compile(r"(data:image/png;base64,)([A-Za-z0-9+/=\s]+)")
QUIET_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def read(path: Path) -> Any:
    """The notebook in a file, unchanged: nothing is added that the file does not hold.

    Raises
    ------
    CourseError
        If the file is no notebook of format 4.
    """
    import nbformat

    try:
        notebook = nbformat.v4.reads(path.read_text(encoding="utf-8"))
        if notebook.nbformat != 4 or not isinstance(notebook.cells, list):
            raise ValueError(f"its format is {notebook.nbformat}, not 4")
    except (ValueError, AttributeError) as problem:
        raise CourseError(f"{path.name} is not a readable notebook ({problem}).") from problem
    return notebook


def to_bytes(notebook: Any) -> bytes:
    """The bytes of a notebook: UTF-8, one space of indent, sorted keys, line feeds."""
    import nbformat

    return (nbformat.v4.writes(notebook, split_lines=True) + "\n").encode("utf-8")


def normalize(notebook: Any) -> Any:
    """A copy of the notebook in its normal form.

    Parameters
    ----------
    notebook : NotebookNode
        Executed or not; a cell that was never run stays so.

    Returns
    -------
    NotebookNode
        Normalizing it once more changes nothing.
    """
    from nbformat import from_dict

    result = copy.deepcopy(notebook)
    result.nbformat, result.nbformat_minor = 4, 5
    result.metadata = from_dict({"kernelspec": KERNEL, "language_info": LANGUAGE})
    taken: set[str] = set()
    count = 0
    for cell in result.cells:
        cell.source = cell.source.replace("\r\n", "\n").rstrip()
        cell.id = _cell_id(cell, taken)
        cell.metadata = from_dict(_kept_metadata(cell.metadata))
        if cell.cell_type == "code":
            executed = cell.execution_count is not None
            count += executed
            cell.execution_count = count if executed else None
            cell.outputs = _outputs(cell)
    return result


def _cell_id(cell: Any, taken: set[str]) -> str:
    """The cell's own id if it is valid and new, else one made from its content."""
    wanted, attempt = str(cell.get("id", "")), 0
    while not CELL_ID.fullmatch(wanted) or wanted in taken:
        content = f"{cell.cell_type}\n{cell.source}\n{attempt}"
        wanted, attempt = hashlib.sha256(content.encode("utf-8")).hexdigest()[:12], attempt + 1
    taken.add(wanted)
    return wanted


def _kept_metadata(metadata: Any) -> dict:
    """Tags in their order, each once, and a slide type if it is one."""
    kept: dict[str, Any] = {}
    if tags := metadata.get("tags"):
        kept["tags"] = list(dict.fromkeys(tags))
    slide = metadata.get("slideshow", {}).get("slide_type")
    if slide in SLIDE_TYPES - {"-"}:  # the default; JupyterLab's decks skip a cell that says so
        kept["slideshow"] = {"slide_type": slide}
    return kept


def _outputs(cell: Any) -> list[Any]:
    kept: list[Any] = []
    for output in cell.outputs:
        if output.output_type == "stream":
            _add_stream(kept, output)
        elif output.output_type == "error":
            output.traceback = [f"{output.ename}: {output.evalue}"]  # else paths and addresses
            kept.append(output)
        elif _prepare_display(output, cell.execution_count):
            kept.append(output)
    return kept


def _add_stream(kept: list[Any], output: Any) -> None:
    """Append to the stream just before if it has the same name; drop what is empty."""
    last = kept[-1] if kept else None
    if last is not None and last.output_type == "stream" and last.name == output.name:
        last.text += output.text
    elif output.text:
        kept.append(output)


def _prepare_display(output: Any, count: int | None) -> bool:
    """Bring one displayed result to its normal form; False if nothing is left of it."""
    output.data.pop(WIDGET_VIEW, None)
    output.metadata = {key: output.metadata[key] for key in output.metadata if key in output.data}
    if "image/png" in output.data:
        output.data["image/png"] = _small_picture(output.data["image/png"])
    if "text/html" in output.data:
        html = output.data["text/html"]
        output.data["text/html"] = EMBEDDED_PNG.sub(lambda m: m[1] + _small_picture(m[2]), html)
    if output.output_type == "execute_result":
        output.execution_count = count
    return bool(output.data)


def _small_picture(encoded: str) -> str:
    """A picture in base64, made small if it is not; what is no picture stays as it is."""
    try:
        raw = base64.b64decode(encoded)
        return base64.b64encode(raw if is_small(raw) else _reduce(raw)).decode("ascii")
    except (ValueError, OSError):
        return encoded


def is_small(png: bytes) -> bool:
    """Whether a PNG has a palette of at most 64 colors and carries nothing but the picture."""
    chunks = dict(_chunks(png))
    return set(chunks) <= QUIET_CHUNKS and 0 < chunks.get(b"PLTE", 0) <= 3 * COLORS


def is_blank(encoded: str) -> bool:
    """Whether a PNG in base64 has one color all over; nbval never looks at pictures."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(base64.b64decode(encoded))) as picture:
            return all(low == high for low, high in picture.convert("RGB").getextrema())
    except (ValueError, OSError):
        return False


def _chunks(png: bytes) -> list[tuple[bytes, int]]:
    """Name and length of every chunk of a PNG."""
    found, place = [], 8
    while place + 8 <= len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        found.append((png[place + 4 : place + 8], length))
        place += length + 12
    return found


def _reduce(png: bytes) -> bytes:
    from PIL import Image

    small = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        paper = Image.new("RGBA", picture.size, "white")
        flat = Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")
    method, dither = Image.Quantize.MEDIANCUT, Image.Dither.NONE
    flat.quantize(COLORS, method=method, dither=dither).save(small, format="PNG", optimize=True)
    return small.getvalue()
