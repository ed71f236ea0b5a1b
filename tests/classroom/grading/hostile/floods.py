# ruff: noqa
# Print 100 MB.
for _ in range(1_000):
    print("x" * 100_000)
