"""After an edit of a table: write sizes, checksums, row counts and cards anew.

    python datasets/refresh.py

Reads ``datapackage.json``, counts and hashes the files it names, and writes
``datapackage.json`` and ``cards/<table>.md``. Running it twice changes no byte.
"""

import csv
import hashlib
import json
from collections import Counter
from pathlib import Path

from course_utils.data_cards import card_markdown

FOLDER = Path(__file__).resolve().parent


def counted(resource):
    """Rows of a table, and how many of them there are at each level of checking."""
    if resource["type"] != "table":
        return {}
    with (FOLDER / resource["path"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    column = next((name for name in ("verification", "level") if name in rows[0]), None)
    if column is None:  # made by a script or written by hand: nothing to check against a source
        return {"rows": len(rows)}
    levels = Counter(row[column] for row in rows)
    return {"rows": len(rows), "levels": dict(sorted(levels.items()))}


def refreshed(resource):
    """The resource with the size, checksum and counts of its file."""
    data = (FOLDER / resource["path"]).read_bytes()
    facts = {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    return {**resource, **facts, **counted(resource)}


def main():
    """Write the package descriptor and one card per table."""
    file = FOLDER / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    package["resources"] = [refreshed(resource) for resource in package["resources"]]
    text = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    file.write_text(text, encoding="utf-8", newline="\n")
    (FOLDER / "cards").mkdir(exist_ok=True)
    for resource in package["resources"]:
        if resource["type"] == "table":
            card = FOLDER / "cards" / f"{resource['name']}.md"
            card.write_text(card_markdown(resource, package), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
