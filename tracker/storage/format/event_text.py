"""The text of an event: a line that reads like a diary, both ways.

    14:05 let pass, 4, short reply: took a walk first
    acted on
    08:30 +20: before work
    (+20)

A minute, if it is known; what it was; how strong; what set it off; and the note. A portion that a typed total holds
already stands in brackets. A trigger that could be taken for something else stands in quotation marks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.domain.amounts import LIMIT, ONE, format_amount
from tracker.domain.event import TRIGGER_LIMIT, Event, UrgeOutcome
from tracker.domain.text import NOTE_LIMIT, clean, excerpt
from tracker.storage.format.json_text import Malformed

_WORDS = {UrgeOutcome.PASSED: "let pass", UrgeOutcome.ACTED: "acted on"}
_OUTCOMES = {words: outcome for outcome, words in _WORDS.items()}
# Patterns stay text until they are used, as everywhere on the way of a command.
_EVENT = (
    r"(?:([0-2][0-9]|3[0-5]):([0-5][0-9]) )?"
    r"(?:(let pass|acted on)|(\(?)\+([0-9]{1,7})(?:\.([0-9]{1,3}))?(\)?))"
    r"(?:, ([1-5])(?=, |: |$))?"
    r'(?:, (?:"((?:[^"]|"")*)"|([^":][^:]*)))?'
    r"(?:: (.*))?"
)
_MISTAKABLE = r'[:"]|[1-5](?:$|, )'


def write_event(event: Event) -> str:
    """Write an event as a line; its id stands elsewhere."""
    if event.outcome:
        what = _WORDS[event.outcome]
    else:
        what = f"(+{format_amount(event.amount)})" if event.taken else f"+{format_amount(event.amount)}"
    if event.at is not None:
        what = f"{event.at // 60:02}:{event.at % 60:02} {what}"
    if event.strength is not None:
        what += f", {event.strength}"
    if event.trigger:
        what += f", {_quoted(event.trigger)}"
    return f"{what}: {event.note}" if event.note else what


def _quoted(trigger: str) -> str:
    if ":" in trigger or re.match(_MISTAKABLE, trigger):
        return '"' + trigger.replace('"', '""') + '"'
    return trigger


def read_event(id: str, text: str) -> Event:
    """Read an event from its line; raise `Malformed` when it is none."""
    return _read(text)._replace(id=id)


# Most of ten years' urges read alike but for their minute.
@lru_cache(maxsize=8192)
def _read(text: str) -> Event:
    match = re.fullmatch(_EVENT, text, re.DOTALL)
    if match is None or bool(match[4]) != bool(match[7]):
        raise Malformed(f"“{excerpt(text)}” is no event such as “14:05 let pass, 4, short reply: a note”")
    hour, minute, outcome, bracket, whole, decimals, _, strength, quoted, plain, note = match.groups()
    amount = int(whole or 0) * ONE + int((decimals or "").ljust(3, "0"))
    trigger = clean(plain if quoted is None else quoted.replace('""', '"')) if plain or quoted else ""
    if amount > LIMIT or len(trigger) > TRIGGER_LIMIT or len(note or "") > NOTE_LIMIT:
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
    )
