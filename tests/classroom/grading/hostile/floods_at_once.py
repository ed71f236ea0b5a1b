# ruff: noqa
# Print 100 MB faster than the kernel hands it on: one giant message, or none if memory is short.
for _ in range(1_000):
    print("x" * 100_000)
