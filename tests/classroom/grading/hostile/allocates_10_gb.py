# ruff: noqa
# Ask for ten gigabytes at once.
block = bytearray(10 * 1024**3)
