"""What was written, as the last section of a page: notes and answers, the latest first, as they are searched for.

Years of answers take long to break into lines, and every key draws the page anew: so a review is laid out once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tracker.clock import short_day
from tracker.insights import Review
from tracker.service.review.entries import Writing, entries
from tracker.ui.views.lines import Line, Text, cut, wrap
from tracker.ui.views.model import Row
from tracker.ui.views.reading import Reading, blank, stop, title


def notes_block(reading: Reading, room: int, habit: str = "") -> list[Row]:
    """Build the section of what was written, of one habit where it is named, as far as it holds the words searched for.

    The row under the cursor is marked.
    """
    found = _written(reading.review, habit)
    if not found:
        return []
    words = reading.cursor.words
    count, laid = _laid(reading.review, habit, words.casefold(), room)
    usual = f"{len(found)}, {reading.look.key('search', '/')} searches"
    searched = f"{count} of {len(found)} with “{words}”" if words.split() else usual
    rows = [title("In your words", searched, room), *laid, blank()]
    here = next((at for at, row in enumerate(rows) if row.habit and row.habit == reading.cursor.stop), None)
    if here is not None:
        rows[here] = stop(reading, rows[here].habit, rows[here].line[1:], room)
    return rows


@lru_cache(maxsize=2)
def _written(review: Review, habit: str) -> tuple[Writing, ...]:
    """Return what was written in the span, in all or about one habit."""
    about = [each for each in review.book.habits if each.id == habit] if habit else None
    return entries(review.book, review.span, about)


@lru_cache(maxsize=2)
def _laid(review: Review, habit: str, words: str, room: int) -> tuple[int, tuple[Row, ...]]:
    """Lay what holds the words, and count it; no row is marked."""
    wanted = words.split()
    kept = [entry for entry in _written(review, habit) if entry.holds(wanted)]
    return len(kept), tuple(row for number, entry in enumerate(kept) for row in _rows(number, entry, room))


def _rows(number: int, entry: Writing, room: int) -> Iterator[Row]:
    day = f"{short_day(entry.day)} {entry.day.year}  "
    head: Line = (Text("   "), Text(day, "muted"), Text(entry.about, "accent"))
    yield Row(f"note:{number}:{entry.habit}", cut(head, room - 1))
    for line in wrap(" / ".join(entry.text.splitlines()), max(20, min(100, room - 8))):
        yield Row("", cut((Text("     "), Text(line)), room - 1))
