"""The oracle: it knows of everything that a machine acknowledged whether it still has to be there, and looks for it.

What is acknowledged has a place (a field of a habit, an answer, a day, a part of an event) and a text. It is over when
somebody sets that place anew, or takes it away, who had this very text before the eyes. All else has to stand in the
book at the end, or beside what stands there; and nothing else may stand there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeAlias

from tracker.domain.book import PROMPT_FIELDS, Book
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.forms import FORMS, Stamped
from tracker.storage.format.json_text import KNOWN_TABLES, read_text
from tracker.storage.format.month_events import FIELDS
from tracker.storage.format.month_events import fields_of as fields_of_event
from tracker.storage.format.months import month_number_of
from tracker.storage.format.tables import Shelves, write_book
from tracker.storage.merge.merge_months import parts_of_month
from tracker.storage.merge.merge_records import fields_of, take_apart
from tracker.storage.merge.registers import Register

Place: TypeAlias = tuple[str, ...]

_GONE = "gone"
_DECIDED = {"position", _GONE, *FIELDS} - {"note", "trigger", "instead"}
"""Of an order, of there and gone, and of an event's minute, the later one holds, and the other is nobody's text."""


class Said(NamedTuple):
    """Something that was acknowledged, at a place; `text` is None where it was taken away."""

    number: int
    text: str | None


class Oracle:
    """All that was acknowledged and is not over, by place; and how often each end was met."""

    def __init__(self) -> None:
        self.count = 0
        self.over = 0
        self.beside = 0
        self._alive: dict[Place, list[Said]] = {}
        self._hidden: dict[tuple[Place, str | None], list[Said]] = {}
        self._ever_hidden: set[tuple[Place, str | None]] = set()

    def hear(self, before: Book, after: Book, known: set[int]) -> None:
        """Take note of an edit that led from one book to another, by somebody who knows of what has these numbers."""
        was, now = _texts_in(before), _texts_in(after)
        for place in sorted({*was, *now}):
            old, new = was.get(place), now.get(place)
            if old == new:
                continue
            if new is None and (gone := _whole(place)) and not any(each[:-1] == place[:-1] for each in now):
                self._hide(place, old, known)
                if not self._is_known("true", gone, known):
                    self._set(gone, None, "true", known)
                continue
            is_back = old is None and _whole(place) and not any(each[:-1] == place[:-1] for each in was)
            if is_back and self._comes_back(place, new, known, now):
                continue
            self._set(place, old, new, known)

    def _comes_back(self, place: Place, text: str | None, known: set[int], now: Collection[Place]) -> bool:
        """Let what was deleted as a whole come back; tell whether this part of it is the one that it had."""
        gone = (*place[:-1], _GONE)
        if self._is_known("true", gone, known):
            self._set(gone, "true", None, known)
        for each in [each for each in self._alive if each[:-1] == place[:-1] and each not in (*now, gone)]:
            for left_out in {said.text for said in self._alive[each] if said.text}:
                self._end(each, left_out, known)  # whoever puts it back without a text that they know, leaves that out
            self._set(each, None, None, known)
        self._alive[place] = self._alive.get(place, []) + self._hidden.pop((place, text), [])
        for _, seen in [each for each in self._ever_hidden if each[0] == place and each[1] != text]:
            self._end(place, seen, known)  # whoever deletes something, and puts it back another way, saw what it was
        return (place, text) in self._ever_hidden

    def _is_known(self, text: str, place: Place, known: set[int]) -> bool:
        return any(said.text == text and said.number in known for said in self._alive.get(place, ()))

    def _set(self, place: Place, old: str | None, new: str | None, known: set[int]) -> None:
        self._end(place, old, known)
        self._hidden.pop((place, old), None)
        self.count += 1
        known.add(self.count)
        self._alive[place].append(Said(self.count, new))

    def _end(self, place: Place, old: str | None, known: set[int]) -> list[Said]:
        """Let what somebody saw be over."""
        alive = self._alive.get(place, [])
        over = [said for said in alive if said.text == old and said.number in known]
        self._alive[place] = [said for said in alive if said not in over]
        self.over += len(over)
        return over

    def _hide(self, place: Place, old: str | None, known: set[int]) -> None:
        """Take what was seen in something that is deleted as a whole for over; it may come back with it."""
        self._hidden.setdefault((place, old), []).extend(self._end(place, old, known))
        self._ever_hidden.add((place, old))

    def faults(self, data: bytes) -> Iterator[str]:
        """Say what is nowhere in a file, and what stands in it that was over."""
        found = dict(_registers_of(read_text(data, trusting=False)))
        for place, alive in self._alive.items():
            register = found.get(place, Register())
            texts = {register.text, *(lost.text for lost in register.beside)}
            for said in alive:
                if not said.text or said.text == register.text:
                    continue
                if any(_is_in(said.text, text) for text in texts):
                    self.beside += 1
                elif place[-1] not in _DECIDED:
                    yield f"{said.text} is nowhere; at {place} stands {register.text!r}"
            may = {said.text for said in alive} | {text for where, text in self._ever_hidden if where == place}
            is_gone = place[0] == "events" and found.get((*place[:-1], _GONE), Register()).text
            if alive and not is_gone and (register.text or None) not in may:
                yield f"{register.text!r} stands at {place}, and only {[said.text for said in alive]} may"


def _shown(value: Any) -> str:
    return "" if value in (None, "", (None, None)) else str(value)


def _is_in(said: str, text: str) -> bool:
    """Tell whether a text says all of what was said; of a short one, such as a number, nothing less will do."""
    return text == said or text.startswith((f"{said} ", f"{said}:")) or (len(said) > 8 and said in text)


def _whole(place: Place) -> Place | None:
    """Return where it stands that something is deleted of which this is a part; None for what is a whole by itself."""
    form = FORMS.get(place[0])
    is_apart = place[0] == "events" or (form and form.stamped is Stamped.BY_FIELD)
    return (*place[:-1], _GONE) if is_apart else None


def _texts_in(book: Book) -> dict[Place, str]:
    shelves = Shelves.of({name: {} for name in KNOWN_TABLES})
    write_book(shelves, Book(), book)
    return {place: register.text for place, register in _registers_of(shelves.contents) if register.text}


def _registers_of(tables: dict[str, Any]) -> Iterable[tuple[Place, Register]]:
    for name, form in FORMS.items():
        for id, document in tables.get(name, {}).items():
            yield from (((name, id, part), register) for part, register in take_apart(form, document).items())
    for part, register in fields_of(tables["meta"].get("book", {})).items():
        if part in ("settings", *PROMPT_FIELDS.values(), "remind"):
            yield ("meta", part), register
    for id, log in tables["logs"].items():
        for name, month in log.items():
            if not name[:1].isalpha():
                yield from _days_of(id, name, month)


def _days_of(habit: str, month: str, document: Any) -> Iterator[tuple[Place, Register]]:
    for (day, id), register in parts_of_month(month_number_of(month), document).items():
        if not id:
            yield ("days", habit, f"{month}-{day:02}"), register
            continue
        place = ("events", habit, f"{month}-{day:02}", id)
        event = register.value.event
        yield (*place, _GONE), Register(text="" if event else "true")
        values = fields_of_event(event) if event else dict.fromkeys(FIELDS)
        for name, value in values.items():
            yield (*place, name), Register(text=_shown(value), beside=register.beside)
