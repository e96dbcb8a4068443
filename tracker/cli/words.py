"""Words: which habits, and which amount, a row of typed words stands for."""

from collections.abc import Sequence
from datetime import date

from tracker.cli.session import Session
from tracker.domain.book import Book
from tracker.domain.errors import NotFound, Refused, Unreadable
from tracker.domain.habit import Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean, excerpt, refuse_unseen

_LONGEST_NAME = 12


class Meant(NamedTuple):
    """The habits that were named, and the amount behind them (empty when there is none)."""

    habits: list[Habit]
    amount: str = ""


def read_habits(session: Session, words: Sequence[str], *, archived_first: bool = False) -> list[Habit]:
    """Find the habits that words name: each word is one, or several words together are."""
    return session.habits(_join_names(session.book, words), archived_first=archived_first)


def refuse_archived(session: Session, habits: Sequence[Habit], day: date | None = None) -> None:
    """Raise `Refused` for a habit that is archived, or is so from a day on: it was meant, and no other one."""
    for habit in habits:
        if habit.archived is not None and (day is None or day >= habit.archived):
            since = f"“{excerpt(habit.name)}” is archived since {session.say_day(habit.archived)}"
            earlier = "" if day is None else ", or give an earlier day"
            raise Refused(f"{since}; bring it back with `letbe restore`{earlier}.")


def read_groups(session: Session, words: Sequence[str]) -> list[Meant]:
    """Find the habits that words name, and the amount behind each group of them: `quiet 20 mindful hobby 10`."""
    groups: list[Meant] = []
    begun = 0
    for place, word in enumerate(words[:-1]):
        is_amount = place > begun and _begins_an_amount(word)
        if is_amount and not _is_inside_a_name(session.book, words[begun:], place - begun):
            groups.append(Meant(session.habits(_join_names(session.book, words[begun:place])), word))
            begun = place + 1
    return [*groups, read_habits_and_amount(session, words[begun:])]


def _is_inside_a_name(book: Book, words: Sequence[str], place: int) -> bool:
    """Whether the word at a place is part of the whole name of a habit that is written out there."""
    ends = range(place + 1, min(len(words), place + _LONGEST_NAME) + 1)
    return any(_names(book, " ".join(words[start:end])) for start in range(place + 1) for end in ends)


def read_habits_and_amount(session: Session, words: Sequence[str]) -> Meant:
    """Find the habits that words name, and the amount that may stand last.

    An amount begins with a digit (or a minus sign, to be refused with a reason) and is no habit's whole name. Raises
    `NotFound`, or `Unreadable` for a last word that is neither where an amount would fit.
    """
    *before, last = words
    if (
        before
        and _begins_an_amount(last)
        and not _names(session.book, " ".join(words))
        and not _names(session.book, last)
    ):
        return Meant(session.habits(_join_names(session.book, before)), last)
    parts = _join_names(session.book, words)
    last = parts[-1]
    if len(parts) == 1 or _fits(session.book, last):
        return Meant(session.habits(parts))
    habits = session.habits(parts[:-1])
    try:
        return Meant([*habits, session.habit(last)])
    except NotFound as error:
        meant_a_habit = str(error).endswith("?") or not any(habit.rule.goal.counts for habit in habits)
        if meant_a_habit:
            raise
        raise Unreadable(f"“{excerpt(last)}” is neither an amount nor a habit; write a number such as 20.") from None


def _join_names(book: Book, words: Sequence[str]) -> list[str]:
    """Join words that together are part of one name, the longest first; other words stay as they are.

    Raises `Refused` for a word that would vanish among the others.
    """
    for word in words:
        refuse_unseen(word, "word")
    joined: list[str] = []
    start = 0
    while start < len(words):
        ends = range(min(len(words), start + _LONGEST_NAME), start + 1, -1)
        end = next((end for end in ends if _fits(book, " ".join(words[start:end]))), start + 1)
        joined.append(" ".join(words[start:end]))
        start = end
    return joined


def _begins_an_amount(word: str) -> bool:
    return word.lstrip("-\u2212")[:1].isdigit() or (word[:1] in ("+", ".") and word[1:2].isdigit())


def _names(book: Book, text: str) -> bool:
    """Whether a text is the whole id or name of a habit: “20” in “Read 20 min” is an amount all the same."""
    wanted = clean(text).casefold()
    return any(wanted in (habit.id.casefold(), habit.name.casefold()) for habit in book.habits)


def _fits(book: Book, text: str) -> bool:
    """Whether a text is the id or a part of the name of any habit."""
    wanted = clean(text).casefold()
    return any(wanted == habit.id.casefold() or wanted in habit.name.casefold() for habit in book.habits)
