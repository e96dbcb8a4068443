"""A made-up year to look around in."""
