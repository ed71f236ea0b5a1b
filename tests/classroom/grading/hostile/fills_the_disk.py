# ruff: noqa
# Write 2 GB, in one file and then in many.
total = 0
try:
    for number in range(40):
        with open(f"/tmp/full_{number}", "wb") as file:
            total += file.write(b"x" * 50_000_000)
finally:
    print("TOTAL", total)
