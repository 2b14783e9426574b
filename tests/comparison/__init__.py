"""Fledge beside two public programs on random households; `python -m tests.comparison` runs it, pytest does not."""
