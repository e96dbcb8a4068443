"""The text of an event: a line that reads like a diary, both ways.

    14:05 let pass, 4, short reply: took a walk first
    21:30 let pass, 4 then 2, short reply; instead put the kettle on
    acted on
    08:30 +20: before work
    (+20)

A minute, if it is known; what it was; how strong, and then after a quiet minute; what set it off; what was there to do
instead; and the note. A portion that a typed total holds already stands in brackets. What could be taken for something
else stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from tracker.domain.amounts import LIMIT, ONE, format_amount
from tracker.domain.event import INSTEAD_LIMIT, MOST_EVENTS, TRIGGER_LIMIT, Event, UrgeOutcome
from tracker.domain.text import NOTE_LIMIT, clean, excerpt
from tracker.storage.format.json_text import Malformed

_WORDS = {UrgeOutcome.PASSED: "let pass", UrgeOutcome.ACTED: "acted on"}
_OUTCOMES = {words: outcome for outcome, words in _WORDS.items()}
# Patterns stay text until they are used, as everywhere on the way of a command.
_EVENT = (
    r"(?:([0-2][0-9]|3[0-5]):([0-5][0-9]) )?"
    r"(?:(let pass|acted on)|(\(?)\+([0-9]{1,7})(?:\.([0-9]{1,3}))?(\)?))"
    r"(?:, ([1-5])(?: then ([1-5]))?(?=, |; instead |: |$))?"
    r'(?:, (?:"((?:[^"]|"")*)"|([^":][^:]*?)))?'
    r'(?:; instead (?:"((?:[^"]|"")*)"|([^":][^:]*)))?'
    r"(?:: (.*))?"
)
_ID = r"[0-9a-z]{1,16}"
_MISTAKABLE = r'["]|.*(?::|; instead )|[1-5](?: then [1-5])?(?:$|, )'


def write_event(event: Event) -> str:
    """Write an event as a line; its id stands elsewhere."""
    if event.outcome:
        what = _WORDS[event.outcome]
    else:
        what = f"(+{format_amount(event.amount)})" if event.taken else f"+{format_amount(event.amount)}"
    if event.at is not None:
        what = f"{event.at // 60:02}:{event.at % 60:02} {what}"
    if event.strength is not None:
        what += f", {event.strength}" if event.after is None else f", {event.strength} then {event.after}"
    if event.trigger:
        what += f", {_quoted(event.trigger)}"
    if event.instead:
        what += f"; instead {_quoted(event.instead)}"
    return f"{what}: {event.note}" if event.note else what


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"' if re.match(_MISTAKABLE, words) else words


def _unquoted(quoted: str | None, plain: str | None) -> str:
    return clean(plain or "" if quoted is None else quoted.replace('""', '"')) if plain or quoted else ""


def read_event(id: str, text: str) -> Event:
    """Read an event from its line; raise `Malformed` when it is none."""
    return _read(text)._replace(id=id)


# Most of ten years' urges read alike but for their minute.
@lru_cache(maxsize=8192)
def _read(text: str) -> Event:
    return _read_plain(text) or _read_detailed(text)


def _read_plain(text: str) -> Event | None:
    """Read what says no more than when, what and how strong, without the pattern: it is a long one to compile."""
    minute, what = None, text
    if text[2:3] == ":" and text[5:6] == " " and text.isascii() and (text[:2] + text[3:5]).isdecimal():
        hours, minutes, what = int(text[:2]), int(text[3:5]), text[6:]
        if hours > 35 or minutes > 59:
            return None
        minute = hours * 60 + minutes
    what, _, strong = what.partition(", ")
    if strong not in ("", "1", "2", "3", "4", "5") or (text.endswith(", ") and not strong):
        return None
    strength = int(strong) if strong else None
    if outcome := _OUTCOMES.get(what):
        return Event("", outcome, 0, minute, strength)
    taken = what[:1] == "(" and what[-1:] == ")"
    plus, digits = (what[1:2], what[2:-1]) if taken else (what[:1], what[1:])
    if plus != "+" or not (digits.isascii() and digits.isdecimal()) or len(digits) > 7:
        return None
    amount = int(digits) * ONE
    return Event("", None, amount, minute, strength, taken=taken) if amount <= LIMIT else None


def _read_detailed(text: str) -> Event:
    match = re.fullmatch(_EVENT, text, re.DOTALL)
    if match is None or bool(match[4]) != bool(match[7]):
        raise Malformed(f"“{excerpt(text)}” is no event such as “14:05 let pass, 4, short reply: a note”")
    hour, minute, outcome, bracket, whole, decimals, _, strength, after, *words, note = match.groups()
    amount = int(whole or 0) * ONE + int((decimals or "").ljust(3, "0"))
    trigger, instead = _unquoted(*words[:2]), _unquoted(*words[2:])
    too_long = len(trigger) > TRIGGER_LIMIT or len(instead) > INSTEAD_LIMIT or len(note or "") > NOTE_LIMIT
    if amount > LIMIT or too_long:
        raise Malformed(f"“{excerpt(text)}” holds more than an event can")
    return Event(
        "",
        _OUTCOMES[outcome] if outcome else None,
        amount,
        int(hour) * 60 + int(minute) if hour else None,
        int(strength) if strength else None,
        trigger,
        clean(note, lines=True) if note else "",
        bool(bracket),
        int(after) if after else None,
        instead,
    )


def read_events(events: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[int, list[Event]]]:
    """Walk the days of a month's events, with those that are there."""
    for day, lines in events.items():
        found = [read_event(id, line) for id, line in lines.items() if line]
        if found:
            yield int(day), found


def look_at_events(events: Any, name: str, days: range) -> None:
    """Raise `Malformed` unless the events of a month can be read."""
    if not isinstance(events, dict) or not all(
        _is_day(day, days) and isinstance(lines, dict) and len(lines) <= 2 * MOST_EVENTS
        for day, lines in events.items()
    ):
        raise Malformed(f'“events” of {name} should be such as {{"3": {{"k3f9a2x00": "let pass"}}}}, by day')
    for lines in events.values():
        for id, line in lines.items():
            if not re.fullmatch(_ID, id) or not isinstance(line, str):
                raise Malformed(f"“events” of {name} should have a line for each short id of small letters and digits")
            if line:
                read_event(id, line)


def _is_day(text: str, days: range) -> bool:
    return text.isascii() and text.isdecimal() and str(int(text)) == text and int(text) in days
