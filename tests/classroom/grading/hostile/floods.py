# ruff: noqa
# Print 100 MB, one piece after the other.
for _ in range(1_000):
    print("x" * 100_000, flush=True)
