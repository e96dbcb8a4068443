"""letbe: a habit tracker for practising healthy detachment in close relationships."""

__version__ = "0.1.0"
