"""What is promised to be fast, timed against what one would use otherwise, in one run."""
