"""Reminders: what is asked for by now, how a message about it is sent once, and what starts it at its time.

    asking            when a book asks, what is open by then, and that a message goes out once
    ways              the programs that show a message to somebody who looks elsewhere
    texts             what systemd, launchd and cron want to read
    systemd           its units, written, kept in step and taken away
    calendar_events   the same times as events of a calendar

What a reminder is, and how it is written, stands in `domain/reminders`.
"""
