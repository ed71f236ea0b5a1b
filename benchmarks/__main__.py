"""Run all benchmarks: ``python -m benchmarks [--steps N]``."""

import argparse

from benchmarks.explorers import latency


def main():
    """Run each benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=20, help="slider steps per pass (20)")
    parser.add_argument("--passes", type=int, default=3, help="passes over all variants (3)")
    options = parser.parse_args()
    latency.main(options.steps, options.passes)


if __name__ == "__main__":
    main()
