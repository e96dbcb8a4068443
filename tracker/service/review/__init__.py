"""Reviewing: a span of the book as sentences and figures, and as a page to keep, print or show to somebody."""
