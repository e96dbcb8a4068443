"""Finding: the one habit or area that a user means by an id, a name, or a part of a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from tracker.domain.book import Book
from tracker.domain.errors import NotFound, Unreadable
from tracker.domain.habit import Area, Habit
from tracker.domain.text import clean, excerpt


def find_habit(book: Book, text: str, *, archived_first: bool = False) -> Habit:
    """Find the one habit meant by an id, a name or a part of a name, in any case.

    An exact id wins over an exact name, and that over a part, also where it is an archived habit's; among equals one
    that is not archived does, unless `archived_first`. Raises `NotFound` for none ("did you mean …") and for several.
    """
    pools = [[habit for habit in book.habits if bool(habit.archived) is archived] for archived in (False, True)]
    return _find(pools[::-1] if archived_first else pools, text, "habit")


def find_area(book: Book, text: str) -> Area:
    """Find the one area meant by an id, a name or a part of a name; raise `NotFound` as `find_habit` does."""
    return _find([book.areas], text, "area")


_Named = TypeVar("_Named", Habit, Area)


def _find(pools: Sequence[Sequence[_Named]], text: str, what: str) -> _Named:
    wanted = clean(text).casefold()
    if not wanted:
        raise Unreadable(f"Name {'an' if what == 'area' else 'a'} {what}: its id, its name or a part of it.")
    for fits in _fitting(pools, wanted):
        if len(fits) == 1:
            return fits[0]
        if fits:
            names = ", ".join(f"“{excerpt(item.name)}”" for item in fits[:4])
            more = f" and {len(fits) - 4} more" if len(fits) > 4 else ""
            raise NotFound(f"“{excerpt(text)}” fits several: {names}{more}; write more of the name, or the id.")
    raise NotFound(f"There is no {what} “{excerpt(text)}”{_did_you_mean(pools[0], wanted)}")


def _fitting(pools: Sequence[Sequence[_Named]], wanted: str) -> Iterator[list[_Named]]:
    """Walk what fits, the surest first: by its id and its name in each pool, then by a part of its name."""
    for pool in pools:
        yield [item for item in pool if item.id.casefold() == wanted]
        yield [item for item in pool if item.name.casefold() == wanted]
    for pool in pools:
        yield [item for item in pool if wanted in item.name.casefold()]


def _did_you_mean(pool: Sequence[_Named], wanted: str) -> str:
    from difflib import get_close_matches  # only ever needed on the way to an error

    meant = {word: item.name for item in pool for word in item.name.casefold().split() if len(word) > 2}
    meant.update((item.name.casefold(), item.name) for item in pool)
    near = get_close_matches(wanted[:200], meant, n=1)
    return f"; did you mean “{excerpt(meant[near[0]])}”?" if near else "."
