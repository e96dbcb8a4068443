"""Synonyms: the commands that are meant by words which are none, but which people type."""

from __future__ import annotations

from difflib import get_close_matches

from tracker.cli.commands import COMMANDS

_OTHER_WORDS = {
    "done": "check tick did mark complete finish log-done yes",
    "clear (a day's mark), delete (a habit)": "erase remove rm del drop uncheck untick unmark",
    "habits": "list ls show all practices",
    "add": "new create habit",
    "edit": "change rename modify set-goal",
    "now": "timer start breathe pomodoro focus",
    "passed, acted": "urge urges resist resisted resisting let-pass relapse slip slipped",
    "review --period week": "week weekly stats statistics summary report patterns insights",
    "review --period month": "month monthly",
    "review --period year": "year yearly heatmap graph",
    "streaks": "streak strength score chain",
    "skip": "excuse excused sick ill",
    "pause": "holiday vacation travel rest away",
    "missed": "fail failed not-done miss",
    "reflect": "journal diary write weekly-review",
    "reflect --month today": "monthly-review",
    "reflect --year today": "yearly-review annual-review",
    "ease": "mood feel feeling day",
    "note": "comment annotate remark",
    "undo": "revert back",
    "settings": "config configure preferences options set theme",
    "act": "plan improve fix",
    "archive": "hide shelve",
    "restore": "unarchive",
    "path": "file where location",
    "backup": "save backups",
    "merge": "sync synchronise synchronize",
    "remind": "reminder reminders notify",
    "due": "todo open pending",
    "demo": "example tour try",
    "doctor": "repair check-file verify",
    "log": "marks",
}
"""What is typed for each command, the most likely first."""

_MEANT = {word: commands for commands, words in _OTHER_WORDS.items() for word in words.split()}


def meant_by(word: str) -> str:
    """Say which command a word is likely to mean, `letbe done`; nothing where there is no telling.

    A slip of the fingers in a command comes before another word for one, and that before a slip in such a word.
    """
    wanted = word[:50].casefold()
    if wanted in _MEANT:
        return _said(_MEANT[wanted])
    if near := get_close_matches(wanted, COMMANDS, n=1, cutoff=0.7):
        return _said(near[0])
    near = get_close_matches(wanted, [*COMMANDS, *_MEANT], n=1)
    return _said(_MEANT.get(near[0], near[0])) if near else ""


def _said(commands: str) -> str:
    each = (command.partition(" (") for command in commands.split(", "))
    return " or ".join(f"`letbe {command}`{f' ({why}' if why else ''}" for command, _, why in each)
