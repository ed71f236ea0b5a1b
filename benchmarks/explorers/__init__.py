"""Benchmarks of the explorers."""
