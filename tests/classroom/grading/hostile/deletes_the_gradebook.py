# ruff: noqa
# Delete what can be reached.
import os
import shutil

shutil.rmtree(PLACE, ignore_errors=True)
shutil.rmtree("/course", ignore_errors=True)
os.remove(f"{PLACE}/gradebook.db")
