"""Backgrounds drawn before, kept small: going back to earlier axis limits draws nothing anew."""

from __future__ import annotations

import zlib
from collections import OrderedDict

import numpy as np

MOST_BYTES = 4_000_000  # about forty pictures of 800 × 700 px


class Backgrounds:
    """Pictures of the standing parts by axis limits, compressed; the oldest ones are left out."""

    def __init__(self):
        self._kept, self._bytes = OrderedDict(), 0

    def forget(self):
        """Leave all of them out: size or standing parts have changed."""
        self._kept.clear()
        self._bytes = 0

    def keep(self, limits, pixels):
        """Remember the pixels drawn for these limits."""
        packed = zlib.compress(np.ascontiguousarray(pixels), level=1)
        self._kept[limits] = packed
        self._bytes += len(packed)
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest)

    def find(self, limits, pixels):
        """Put the background of these limits into `pixels`; tell whether it was known."""
        packed = self._kept.get(limits)
        if packed is None:
            return False
        self._kept.move_to_end(limits)
        known = np.frombuffer(zlib.decompress(packed), dtype=np.uint8)
        pixels[...] = known.reshape(pixels.shape)
        return True
