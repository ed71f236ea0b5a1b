"""Printable handouts: two pages for each lesson, made from the committed notebook."""
