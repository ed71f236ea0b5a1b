"""Marks for a class: the course as nbgrader assignments, submissions run in a sandbox."""
