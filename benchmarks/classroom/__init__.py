"""Benchmarks of a whole class on one machine."""
