# ruff: noqa
# Read the gradebook, the key and another student's work, by their full path and by searching.
import os

found = []
for name in ("gradebook.db", "source/key.ipynb", "submitted/mia/lesson.ipynb"):
    try:
        with open(f"{PLACE}/{name}") as file:
            found.append(file.read())
    except OSError:
        pass
for top in ("/course", "/home", "/tmp", "/run", "/work", "/root", "/srv", "/usr/local/share"):
    for folder, folders, files in os.walk(top):
        folders[:] = [f for f in folders if f != "site-packages"]
        found += [f"{folder}/{f}" for f in files if f.endswith((".ipynb", ".db", ".sqlite"))]
print("FOUND", found)
open(f"{PLACE}/gradebook.db")
