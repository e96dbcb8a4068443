"""Foreign import: what another tracker's file holds, taken into a book in one change, and only once.

What the book has is never overwritten: days that say something else here stay, and that is said. A habit is known again
by what the other program calls it, which is kept with it, and else by its name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

from tracker.domain.book import Book, Pause
from tracker.domain.changes import Batch, Change, Delete, ItemKind, Put, PutEvent, PutPrompts, SetMark
from tracker.domain.event import Event, counting, numbered
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.log import Log
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import ANYTIME
from tracker.domain.text import clean_line, counted
from tracker.exchange.trackers.foreign import ForeignBook, ForeignHabit
from tracker.service.edits.days import day_outside
from tracker.service.edits.habits import end_of
from tracker.service.edits.pauses import UNHEARD, days_unheard
from tracker.service.files.joining import joined, with_texts
from tracker.service.new_ids import new_id, token

_NO_AREA = "Imported"
_KEY_LIMIT = 150


class ForeignCounts(NamedTuple):
    """What a foreign import comes to: `staying` are the days that say something else here."""

    marks: int = 0
    joined: int = 0
    same: int = 0
    staying: int = 0
    others: Mapping[str, int] = MappingProxyType({})

    @property
    def words(self) -> str:
        """The counts in a row: `2 new habits, 31 new marks, 3 marks here already`."""
        said = [
            *((count, counted(count, thing)) for thing, count in self.others.items()),
            (self.marks, counted(self.marks, "new mark")),
            (self.joined, f"{counted(self.joined, 'note')} joined to the one that was there"),
            (self.staying == 1, "1 day that says something else here, and stays so"),
            (self.staying > 1, f"{self.staying:,} days that say something else here, and stay so"),
            (self.same, f"{counted(self.same, 'mark')} here already"),
        ]
        return ", ".join(words for count, words in said if count) or "nothing"


class Arrival(NamedTuple):
    """A habit that comes in: the one here that it is or becomes, and the days that fall within our borders."""

    foreign: ForeignHabit
    habit: Habit
    old: Habit | None
    days: dict[date, Mark]
    outside: int


class _Intake(NamedTuple):
    """What a file comes to on one book."""

    book: Book
    batch: Batch
    counts: ForeignCounts
    arrivals: tuple[Arrival, ...]


class ForeignImport:
    """A file of another tracker that was read, and can be taken into a book in one change."""

    def __init__(self, foreign: ForeignBook, format: str, today: date, prompts: tuple[str, ...] = ()) -> None:
        """Hold what was read; `prompts` are those of a book that only begins with it."""
        self.foreign = foreign
        self._format, self._today, self._prompts = format, today, prompts
        self._letters: defaultdict[object, str] = defaultdict(token)
        self._ids: dict[object, str] = {}
        self._known: _Intake | None = None

    @cached_property
    def unheard(self) -> tuple[date, date] | None:
        """The first and the last day, up to yesterday, that a file which is weeks old has nothing of."""
        told = (day for habit in self.foreign.habits for day in habit.days)
        days = (*told, *(each.day for each in self.foreign.reflections))
        return days_unheard((day for day in days if not day_outside(day, self._today)), self._today)

    def edit(self, book: Book) -> Batch:
        """Return the change that takes the file in."""
        return self._taken(book).batch

    def tally(self, book: Book) -> ForeignCounts:
        """Count what that change does."""
        return self._taken(book).counts

    def new_areas(self, book: Book) -> Iterator[Area]:
        """Walk the areas that come in."""
        return (each.item for each in self.edit(book).changes if isinstance(each, Put) and isinstance(each.item, Area))

    def arrivals(self, book: Book) -> tuple[Arrival, ...]:
        """Return the habits that come in, each with the one here that it is or becomes."""
        return self._taken(book).arrivals

    def _taken(self, book: Book) -> _Intake:
        """Take the file into a book, once for all who ask."""
        if self._known is None or self._known.book is not book:
            self._known = self._take(book)
        return self._known

    def _take(self, book: Book) -> _Intake:
        areas = self._areas(book)
        arrivals = tuple(self._arrivals(book, areas))
        counts: Counter[str] = Counter()
        changes: list[Change] = [Put(area) for area in areas.values() if area not in book.areas]
        if book.is_new and self._prompts and arrivals:
            changes.append(PutPrompts(self._prompts))
        changes += (Put(arrival.habit) for arrival in arrivals if arrival.habit != arrival.old)
        counts["new habit"] = sum(arrival.old is None for arrival in arrivals)
        days: list[Change] = []
        for number, arrival in enumerate(arrivals):
            days += self._pauses(book, arrival)
            days += self._days_into(book.log(arrival.habit.id), arrival, number, counts)
        journal = list(self._journal(book))
        counts["reflection"] = len(journal)
        counts["pause"] = sum(isinstance(change, Put) for change in days)
        others = Counter({thing: count for thing, count in counts.items() if not thing.startswith("*")})
        tally = ForeignCounts(counts["*new"], counts["*joined"], counts["*same"], counts["*staying"], others)
        return _Intake(book, Batch((*changes, *days, *journal)), tally, arrivals)

    def _areas(self, book: Book) -> dict[str, Area]:
        """Return the area that each named one is or becomes; new ones stand after those that are here."""
        known = {area.name.casefold(): area for area in book.areas}
        position = max((area.position for area in book.areas), default=-1.0)
        taken = {area.id for area in book.areas}
        found: dict[str, Area] = {}
        for habit in self.foreign.habits:
            name = clean_line(habit.area[:200], "area") or _NO_AREA
            if name.casefold() not in known:
                position += 1
                known[name.casefold()] = Area(self._id(("area", name.casefold()), name, taken), name, position=position)
            found[habit.area] = known[name.casefold()]
        return found

    def _arrivals(self, book: Book, areas: dict[str, Area]) -> Iterator[Arrival]:
        taken = {habit.id for habit in book.habits} | set(book.logs)
        ends: dict[str, float] = {}
        twins: Counter[str] = Counter()
        met: set[str] = set()
        for number, foreign in enumerate(self.foreign.habits):
            twins[foreign.name.casefold()] += 1
            source = self._source(foreign, twins[foreign.name.casefold()])
            days = {day: mark for day, mark in foreign.days.items() if not day_outside(day, self._today)}
            outside = len(foreign.days) - len(days)
            old = self._here(book, foreign, source, met)
            if old:
                met.add(old.id)
                yield Arrival(foreign, old if old.source else old._replace(source=source), old, days, outside)
                continue
            id = self._id(number, foreign.name, taken)
            area = areas[foreign.area].id
            ends[area] = ends.get(area, end_of(book, area) - 1) + 1
            yield Arrival(foreign, self._made(book, foreign, id, area, ends[area], source, days), None, days, outside)

    def _id(self, key: object, name: str, taken: set[str]) -> str:
        """Return the id of something new, the same whenever the file is taken in, unless it is taken by now."""
        if self._ids.get(key, "") in ("", *taken):
            self._ids[key] = new_id(name, taken)
        taken.add(self._ids[key])
        return self._ids[key]

    def _source(self, foreign: ForeignHabit, number: int) -> str:
        """Return what the habit is known by the next time: its id there, or its name, with a number for twins."""
        if foreign.key:
            return clean_line(f"{self._format} id {foreign.key[:_KEY_LIMIT]}")
        return clean_line(f"{self._format} name {foreign.name[:_KEY_LIMIT]}" + (f" {number}" if number > 1 else ""))

    def _here(self, book: Book, foreign: ForeignHabit, source: str, met: set[str]) -> Habit | None:
        """Find the habit that this one is already: by its source, else the only one of its name that counts alike."""
        if known := next((habit for habit in book.habits if habit.source == source and habit.id not in met), None):
            return known
        named = [habit for habit in book.habits if habit.name.casefold() == foreign.name.casefold()]
        if len(named) != 1 or named[0].id in met:
            return None
        one, goal = named[0], (foreign.rules[-1].goal if foreign.rules else foreign.goal)
        is_another = bool(foreign.key) and one.source.startswith(f"{self._format} id ")
        return None if is_another or one.rule.goal.aim is not goal.aim else one

    def _made(
        self, book: Book, foreign: ForeignHabit, id: str, area: str, place: float, source: str, days: dict[date, Mark]
    ) -> Habit:
        begun = min(day for day in (foreign.begun, *days, self._today) if day and not day_outside(day, self._today))
        week = book.settings.week_start
        rules = foreign.rules or (Rule(begun, foreign.schedule, foreign.goal),)
        if rules[0].since > begun:
            rules = (rules[0]._replace(since=begun), *rules[1:])
        archived = foreign.ended or max(days, default=begun) + timedelta(days=1) if foreign.archived else None
        return Habit(
            id, foreign.name, area, tuple(rule._replace(week_start=week) for rule in rules), begun,
            why=clean_line(foreign.why[:200], "why"), position=place, source=source,
            archived=min(archived, self._today) if archived else None,
        )  # fmt: skip

    def _days_into(self, log: Log, arrival: Arrival, number: int, counts: Counter[str]) -> Iterator[Change]:
        id = arrival.habit.id
        for day, mark in sorted(arrival.days.items()):
            old = log.get(day)
            if old is None:
                counts["*new"] += 1
                if happened := arrival.foreign.events.get(day):
                    yield from self._new_day(id, day, mark, happened, number)
                else:
                    yield SetMark(id, day, mark)
                continue
            note = joined(old.note, mark.note)
            counts["*same" if old[:4] == mark[:4] or mark.kind is MarkKind.NOTE else "*staying"] += 1
            if note != old.note:
                counts["*joined"] += 1
                typed = log.typed(day) or Mark(MarkKind.NOTE)
                yield SetMark(id, day, typed._replace(note=note), counting(log.events(day)))

    def _new_day(self, id: str, day: date, mark: Mark, happened: Sequence[Event], number: int) -> Iterator[Change]:
        if mark.note:
            yield SetMark(id, day, Mark(MarkKind.NOTE, note=mark.note))
        events: list[Event] = []
        for place, event in enumerate(happened):
            events.append(event._replace(id=numbered(self._letters[number, day, place], events)))
            yield PutEvent(id, day, events[-1])

    def _pauses(self, book: Book, arrival: Arrival) -> Iterator[Change]:
        for pause in arrival.foreign.pauses:
            there = (p for p in book.pauses if (p.habit, p.start, p.end) == (arrival.habit.id, pause.start, pause.end))
            if not any(there):
                yield Put(self._pause(arrival.habit, pause.start, pause.end, pause.why))
        yield from self._since_the_file(arrival.habit) if arrival.old is None else _told_by_now(book, arrival)

    def _since_the_file(self, habit: Habit) -> Iterator[Put]:
        """Excuse a new habit the days since the file was written: nobody has said that they were missed, or kept."""
        if self.unheard and not habit.archived and habit.rule.schedule != ANYTIME:
            start, end = self.unheard
            if (first := max(start, habit.created)) <= end:
                yield Put(self._pause(habit, first, end, UNHEARD))

    def _pause(self, habit: Habit, start: date, end: date | None, why: str) -> Pause:
        letters = self._letters["pause", habit.id, start]
        return Pause(f"{start}-{letters}", start, end, habit.id, why=why)

    def _journal(self, book: Book) -> Iterator[Put]:
        known = {reflection.id: reflection for reflection in book.reflections}
        for reflection in self.foreign.reflections:
            if day_outside(reflection.day, self._today):
                continue
            there = known.get(reflection.id)
            new = with_texts(there, reflection)._replace(ease=there.ease or reflection.ease) if there else reflection
            if new != there:
                yield Put(new)


def _told_by_now(book: Book, arrival: Arrival) -> Iterator[Change]:
    """Let the pause over days that an earlier file had nothing of begin after those that this one tells of."""
    last = max(arrival.days, default=None)
    for pause in book.pauses:
        if last and (pause.habit, pause.why) == (arrival.habit.id, UNHEARD) and pause.start <= last:
            ends = pause.end is not None and pause.end <= last
            yield Delete(ItemKind.PAUSE, pause.id) if ends else Put(pause._replace(start=last + timedelta(days=1)))
