"""Whole files in and out: import, export, the list, and the care of the book."""
