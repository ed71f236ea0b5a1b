# ruff: noqa
# Stay below the limit of one process, in many of them.
import os
import time

for _ in range(12):
    if os.fork() == 0:
        block = bytearray(200 * 1024**2)
        for place in range(0, len(block), 4096):
            block[place] = 1
        time.sleep(30)
time.sleep(30)
