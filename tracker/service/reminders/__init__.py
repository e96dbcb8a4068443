"""Reminders: what is asked for by now, how a message about it is sent once, and what starts it at its time."""
