"""The few things the rules want to know about a piece of HTML."""

from dataclasses import dataclass
from html.parser import HTMLParser

VOID = {"img", "br", "hr", "input", "meta", "link", "area", "base", "col", "source", "wbr"}


@dataclass
class Tag:
    """One element: its name, its attributes and the text inside it."""

    name: str
    attributes: dict[str, str]
    text: str = ""

    def get(self, name: str) -> str:
        """An attribute; empty if it is missing."""
        return self.attributes.get(name, "")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[Tag] = []
        self.open: list[Tag] = []

    def handle_starttag(self, name, attributes):
        tag = Tag(name, {key: value or "" for key, value in attributes})
        self.found.append(tag)
        if name not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, name, attributes):
        self.found.append(Tag(name, {key: value or "" for key, value in attributes}))

    def handle_endtag(self, name):
        for place in reversed(range(len(self.open))):
            if self.open[place].name == name:
                del self.open[place:]
                return

    def handle_data(self, data):
        for tag in self.open:
            tag.text += data


def tags(html: str) -> list[Tag]:
    """Every element of a piece of HTML, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
