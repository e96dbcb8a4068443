"""The keys that record what happened on a day: one declaration each, for every screen with a habit and a day."""

from __future__ import annotations

from tracker.ui.commands import marks as mark
from tracker.ui.commands.base import Action

MARK_ACTIONS: tuple[Action, ...] = (
    Action("toggle", "space", "spc", mark.toggle_label, "Check off, ask for the amount, or let an urge pass",
           mark.toggle, off=mark.no_habit),
    Action("skip", "s", "s", "skip", "Excuse this day: it vanishes from every count", mark.skip, off=mark.no_habit),
    Action("missed", "x", "x", "missed", "Record that it was not done", mark.missed, off=mark.cannot_be_missed),
    Action("clear", "backspace,delete", "bksp", "clear", "Take the mark away", mark.clear, off=mark.no_mark),
    Action("amount", "equals_sign,equal", "=", "type it", "Type the day's amount", mark.amount, off=mark.no_amount),
    Action("more", "plus,plus_sign", "+", mark.more_label, "One step more; an urge let pass", mark.more,
           off=mark.no_count),
    Action("less", "minus,hyphen_minus", "-", mark.less_label, "One step less; an urge acted on", mark.less,
           off=mark.no_count),
    Action("note", "n", "n", "note", "Write a note for this day", mark.note, off=mark.no_note),
)  # fmt: skip
