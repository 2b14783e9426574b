"""Figures of a year as files: JSON and CSV, written so that they can be read again, and read with every doubt named."""
