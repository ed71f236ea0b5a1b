"""Run all benchmarks: ``python -m benchmarks [--steps N] [--explorers NAME ...]``."""

import argparse

from benchmarks.explorers import latency
from benchmarks.physiology import speed


def main():
    """Run each benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=20, help="slider steps per pass (20)")
    parser.add_argument("--passes", type=int, default=3, help="passes over all variants (3)")
    parser.add_argument("--explorers", nargs="+", metavar="NAME", help="instead of three")
    parser.add_argument("--scale", type=float, default=1, help="pixels per page pixel (1)")
    options = parser.parse_args()
    speed.main()
    latency.main(options.steps, options.passes, options.explorers, options.scale)


if __name__ == "__main__":
    main()
