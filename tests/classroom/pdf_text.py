"""Read the words of a PDF back, as a screen reader would: just enough for what Typst writes."""

import re
import zlib

STREAM = re.compile(rb"(\d+) 0 obj(?:(?!endobj).)*?stream\r?\n", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(pdf):
    """How many pages it has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def text(pdf):
    """All words, in the order in which they are drawn; a space stands between lines."""
    streams, lines = _streams(pdf), []
    for page in re.findall(
        rb"\d+ 0 obj((?:(?!endobj).)*?/Type\s*/Page\b(?!s).*?)endobj", pdf, re.S
    ):
        resources = re.search(rb"/Resources (\d+) 0 R", page)
        fonts = _fonts(pdf, _object(pdf, resources[1]) if resources else page, streams)
        content = re.search(rb"/Contents (\d+) 0 R", page)[1]
        lines += _lines(streams[content], fonts)
    return " ".join(lines)


def _streams(pdf):
    found = {}
    for start in STREAM.finditer(pdf):
        try:
            found[start[1]] = zlib.decompressobj().decompress(pdf[start.end() :])
        except zlib.error:
            continue
    return found


def _object(pdf, number):
    return re.search(rb"\n" + number + rb" 0 obj(.*?)endobj", pdf, re.S)[1]


def _fonts(pdf, resources, streams):
    """Font name on one page → glyph → letters."""
    maps = {}
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources):
        if unicode := re.search(rb"/ToUnicode (\d+) 0 R", _object(pdf, number)):
            maps[name] = _letters(streams[unicode[1]])
    return maps


def _letters(table):
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n", table)
    return {
        int(glyph, 16): bytes.fromhex(code.decode()).decode("utf-16-be") for glyph, code in pairs
    }


def _lines(stream, fonts):
    for line in re.findall(rb"BT(.*?)ET", stream, re.S):
        font = re.search(rb"/(f\d+) ", line)
        glyphs = b"".join(_strings(line))
        codes = (int.from_bytes(glyphs[i : i + 2], "big") for i in range(0, len(glyphs), 2))
        letters = fonts.get(font[1], {}) if font else {}
        yield "".join(letters.get(code, "") for code in codes)


def _strings(line):
    """The bytes of its strings, in <hex> or in parentheses, which may hold balanced ones."""
    line = re.sub(rb"<<.*?>>", b"", line, flags=re.S)  # marks of the document's structure
    depth, start, i = 0, 0, 0
    while i < len(line):
        if line[i : i + 1] == b"\\":
            i += 1
        elif depth == 0 and line[i : i + 1] == b"<":
            yield bytes.fromhex(line[i + 1 : line.index(b">", i)].decode())
        elif line[i : i + 1] == b"(":
            start, depth = (i + 1 if depth == 0 else start), depth + 1
        elif line[i : i + 1] == b")":
            depth -= 1
            if depth == 0:
                yield _bytes(line[start:i])
        i += 1


def _bytes(literal):
    def one(match):
        return bytes([int(match[1], 8)]) if match[1].isdigit() else ESCAPES.get(match[1], match[1])

    return re.sub(rb"\\([0-7]{1,3}|.)", one, literal, flags=re.S)
