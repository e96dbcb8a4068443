"""Foreign report: what a foreign import would bring, habit by habit, and what cannot be kept, by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from tracker.clock import say_range
from tracker.domain.book import Book
from tracker.domain.habit import Rule
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.text import NAME_LIMIT, capital, counted, excerpt
from tracker.service.files.foreign_import import Arrival, ForeignImport

_WORDS: Mapping[MarkKind, str] = MappingProxyType(
    {MarkKind.DONE: "done", MarkKind.MISSED: "missed", MarkKind.SKIP: "skipped", MarkKind.URGES: "with urges"}
)


def lines(coming: ForeignImport, book: Book) -> Iterator[str]:
    """Say of each habit how it will be kept, how many days it has, and what of it cannot be kept."""
    foreign = coming.foreign
    yield f"{foreign.program}: {counted(len(foreign.habits), 'habit')}"
    areas = {area.id: area.name for area in (*book.areas, *coming.new_areas(book))}
    for arrival in coming.arrivals(book):
        habit = arrival.habit
        said = [habit.rule.words, *(["archived"] if habit.archived else [])]
        said += [f"in {excerpt(areas.get(habit.area, habit.area))}", *_days_in_words(arrival.days)]
        where = f" goes to “{excerpt(habit.name)}”, which is here" if arrival.old else ""
        yield f"  {excerpt(arrival.foreign.name, 60)}{where}: {', '.join(said)}"
        if lost := _lost(arrival):
            yield f"    not kept: {'; '.join(lost)}"
    if foreign.reflections:
        yield f"  {counted(len(foreign.reflections), 'day')} with an ease or a line"
    if unheard := _unheard(coming, book):
        yield f"  {unheard}"
    for lost_of_all in foreign.lost:
        yield f"  not kept: {lost_of_all}"


def losses(coming: ForeignImport, book: Book) -> Iterator[str]:
    """Say what cannot be kept, each once, with the habits that it is about."""
    whose: dict[str, list[str]] = {}
    for arrival in coming.arrivals(book):
        for lost in _lost(arrival):
            whose.setdefault(lost, []).append(arrival.foreign.name)
    for lost, names in whose.items():
        more = f" and {len(names) - 2} more" if len(names) > 2 else ""
        yield f"Not kept: {lost} ({', '.join(excerpt(name) for name in names[:2])}{more})."
    for lost in coming.foreign.lost:
        yield f"Not kept: {lost}."
    if unheard := _unheard(coming, book):
        yield f"{capital(unheard)}."


def _unheard(coming: ForeignImport, book: Book) -> str:
    """Say which days are paused since nothing of them is in the file; nothing where none are."""
    if not coming.unheard or not any(arrival.old is None for arrival in coming.arrivals(book)):
        return ""
    start, end = coming.unheard
    days = say_range(start, end, end)
    return f"paused from {days}, of which the file has nothing: these days count neither as kept nor as missed"


def _lost(arrival: Arrival) -> list[str]:
    """Name what of a habit cannot be kept."""
    lost = list(arrival.foreign.lost)
    there = arrival.foreign.rules[-1] if arrival.foreign.rules else None
    words = (there or Rule(arrival.habit.created, arrival.foreign.schedule, arrival.foreign.goal)).words
    if arrival.old and words != arrival.old.rule.words:
        lost.append(f"its rule ({words}), since the one here stays ({arrival.old.rule.words})")
    if arrival.outside:
        lost.append(f"{counted(arrival.outside, 'day')} not yet come, or before 1970")
    if len(arrival.foreign.why) > NAME_LIMIT:
        lost.append(f"the end of its description of more than {NAME_LIMIT} characters")
    return lost


def _days_in_words(days: Mapping[date, Mark]) -> list[str]:
    """Say how many days there are of each kind: `6 done`, `2 amounts`, `1 note`."""
    kinds = Counter(mark.kind for mark in days.values() if mark.kind is not MarkKind.NOTE)
    said = [counted(n, "amount") if kind is MarkKind.AMOUNT else f"{n:,} {_WORDS[kind]}" for kind, n in kinds.items()]
    notes = sum(bool(mark.note) for mark in days.values())
    return [*said, *([counted(notes, "note")] if notes else [])] or ["no days"]
