# ruff: noqa
# Write beside the course, into the libraries, and fill the disk.
import os

for path in (f"{PLACE}/note.txt", "/course/note.txt", "/etc/note", f"{os.__file__}.txt", "/note"):
    try:
        open(path, "w").write("was here")
        print("WROTE", path)
    except OSError as error:
        print(type(error).__name__)
open("/course/note.txt", "w")
