"""What is fast, measured against what else one would use, in the same run. `make bench` runs it."""
