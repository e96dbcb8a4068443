"""First book: the first book, made of the list of practices that letbe ships with or of one of the user's own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tracker import files
from tracker.domain.book import PROMPT_FIELDS, Book, Lookback
from tracker.domain.changes import Change, Put, PutPrompts, together
from tracker.domain.errors import LetbeError
from tracker.exchange.habit_list import HabitList, read_habit_list
from tracker.files import shown
from tracker.service.steps import NOTHING, Edit
from tracker.settings import default_list

__all__ = ["HabitList", "ListTrouble", "begin", "shipped_list", "shipped_prompts"]


class ListTrouble(LetbeError):
    """The list to begin with cannot be read; the message says where and why."""

    exit_code = 4


def shipped_list(since: date, week_start: int = 0, own: str = "") -> HabitList:
    """Read the list that letbe ships with, or one of the user's own: the path given, or what LETBE_DEFAULTS names.

    Its rules hold from `since`. Raises `ListTrouble` with the path, the line where one is to blame, and the mend.
    """
    path = default_list(own)
    try:
        return read_habit_list(files.read(path, _MOST)[0].decode(), since, week_start)
    except UnicodeDecodeError:
        raise ListTrouble(f"{shown(path)} is not text in UTF-8, so it is no habit list; {_MEND}.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ListTrouble(f"The list to begin with cannot be read: {shown(path)}, {reason}; {_MEND}.") from None
    except LetbeError as error:
        raise ListTrouble(f"{shown(path)}: {error}") from None


def shipped_prompts(span: Lookback, today: date) -> tuple[str, ...]:
    """Return the questions of a span in the list to begin with; none where that cannot be read.

    They are asked of a book that is older than they are, until it has some of its own.
    """
    try:
        return shipped_list(today).prompts_of(span)
    except ListTrouble:
        return ()


_MOST = 5_000_000
_MEND = "name another with --defaults, or leave LETBE_DEFAULTS unset for the one letbe ships with"


def begin(habit_list: HabitList, chosen: Collection[str] | None = None) -> Edit:
    """Make a new book of a list: its areas, its prompts and the chosen habits (without a choice, the starters).

    A book that somebody has begun already is left as it is.
    """
    wanted = habit_list.starters if chosen is None else chosen

    def edit(book: Book) -> Change:
        if not book.is_new:
            return NOTHING
        changes: list[Change] = [Put(area) for area in habit_list.areas]
        changes.extend(Put(habit) for habit in habit_list.habits if habit.id in wanted)
        changes += (PutPrompts(prompts, span) for span in PROMPT_FIELDS if (prompts := habit_list.prompts_of(span)))
        return together(changes)

    return edit
