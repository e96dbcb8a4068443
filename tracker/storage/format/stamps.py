"""Stamps: when, and on which machine, something was last set; of two copies of a book the later stamp wins.

The clock is a hybrid one: it follows the machine's, and never goes back behind a stamp that the book has already.
What carries no stamp was set before all others. The fields of a record keep theirs in its field `stamps`, by
name; under the empty name stands the one of all fields that are not named. A stamp that cannot be read is none.

Those of a month's marks are one short text with a word for each day:

    "at": "1261,,1255", "stamps": "23456@k3f9aa,980:7,51002+1"

A word is the milliseconds within the minute that `at` names for the day, `+` the tick where it is not 0, and `@` the
machine where it is another than that of the word before. Where no mark says when it was recorded (also where one was
taken away), the minute stands before a `:`, counted from the day's midnight (UTC). `=` is the same stamp as the word
before has. A mark without a word has the beginning of the minute that `at` names for its stamp.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tracker.domain.log import month_before
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.fields import with_fields

STAMPS = "stamps"
"""The field of a record in which the stamps of its other fields stand."""

STAMP = "stamp"
"""The field of a record that is set as a whole in which its one stamp stands."""

GONE = "gone"
"""The field that says of a record that it was deleted; it stays, so that no older copy brings it back."""

SEEN = "seen"
"""The field of `meta` that says up to which stamp everything was seen that a machine did, by machine."""

MINUTE = 60_000
MINUTES_A_DAY = 1440
SAME = "="
"""The word for a stamp that is the same as the one before it."""

_EPOCH = 719_163  # the ordinal of 1 January 1970
_TICKS = 0x10000
_DIGITS = 17


class Stamp(NamedTuple):
    """Milliseconds since 1970 (UTC), a tick within one of them, and the machine; compared in this order."""

    ms: int = 0
    tick: int = 0
    device: str = ""

    def __str__(self) -> str:
        return f"{self.ms:013}-{self.tick:04x}-{self.device}"


NEVER = Stamp()
"""Before every other stamp."""


def read_stamp(text: object) -> Stamp:
    """Read a stamp; what is none counts as `NEVER`."""
    if not isinstance(text, str):
        return NEVER
    ms, _, rest = text.partition("-")
    count, _, device = rest.partition("-")
    try:
        return Stamp(int(ms), int(count, 16), device) if 0 < len(ms) <= _DIGITS and is_device(device) else NEVER
    except ValueError:
        return NEVER


def is_device(text: str) -> bool:
    """Whether a text can be the name of a machine in a stamp: a few small letters and digits, or nothing."""
    return text.isascii() and len(text) <= 12 and (not text or (text.isalnum() and text == text.lower()))


def next_stamp(latest: Stamp, now: int, device: str) -> Stamp:
    """Return the stamp of what happens now, later than every stamp so far, whatever the machine's clock says."""
    if now > latest.ms:
        return Stamp(now, 0, device)
    if latest.tick + 1 < _TICKS:
        return Stamp(latest.ms, latest.tick + 1, device)
    return Stamp(latest.ms + 1, 0, device)


def field_stamps(document: Mapping[str, Any]) -> dict[str, Stamp]:
    """Return the stamps of a record's fields, also of those that were taken away."""
    packed = document.get(STAMPS)
    named = {name: read_stamp(text) for name, text in packed.items()} if isinstance(packed, dict) else {}
    others = named.pop("", NEVER)
    return {name: others for name in document if name not in (STAMPS, "beside")} | named


def with_stamps(fields: Mapping[str, Any], stamps: Mapping[str, Stamp]) -> dict[str, Any]:
    """Return a record of fields and their stamps: the earliest is said once, the others by name."""
    others = min((stamps.get(name, NEVER) for name in fields if name != "beside"), default=NEVER)
    named = {
        name: str(stamp) for name, stamp in sorted(stamps.items()) if stamp != (others if name in fields else NEVER)
    }
    packed = named if others == NEVER else {"": str(others), **named}
    return {**fields, STAMPS: packed} if packed else dict(fields)


def set_fields(document: Mapping[str, Any], changed: Mapping[str, Any], stamp: Stamp) -> dict[str, Any]:
    """Return a record with fields set, or taken away with None, and stamped; the others stay as they stand."""
    fields = with_fields(document, {**changed, STAMPS: None})
    return with_stamps(fields, field_stamps(document) | dict.fromkeys(changed, stamp))


class Horizon:
    """What a copy of a book has seen of each machine."""

    def __init__(self, meta: Mapping[str, Any] = {}) -> None:
        found = meta.get(SEEN)
        stamps = found if isinstance(found, dict) else {}
        self._latest = {device: read_stamp(f"{text}-{device}") for device, text in stamps.items()}

    def covers(self, stamp: Stamp) -> bool:
        """Tell whether everything was seen that a machine did up to a stamp; of one without a machine nobody can."""
        return bool(stamp.device) and stamp <= self._latest.get(stamp.device, NEVER)

    def covers_all(self, other: Horizon) -> bool:
        """Tell whether everything was seen that another copy has seen."""
        return all(map(self.covers, other._latest.values()))

    def with_all(self, stamps: Iterable[Stamp]) -> dict[str, str]:
        """Return the field of `meta` for what was seen when these stamps were seen too."""
        latest = dict(self._latest)
        for stamp in stamps:
            if stamp.device:
                latest[stamp.device] = max(stamp, latest.get(stamp.device, NEVER))
        return {device: f"{stamp.ms:013}-{stamp.tick:04x}" for device, stamp in sorted(latest.items())}

    def joined(self, other: Horizon) -> dict[str, str]:
        """Return the field of `meta` for what either of two copies has seen."""
        return self.with_all(other._latest.values())


def midnight(number: int) -> int:
    """Return the minutes from 1970 to the midnight one day before a month begins."""
    return (month_before(number) - _EPOCH) * MINUTES_A_DAY


def read_stamps(number: int, text: str, at: Mapping[int, int]) -> dict[int, Stamp]:
    """Return the stamps of a month by day; `at` is in minutes since 1970. A word that means nothing is passed over."""
    stamps = {day: Stamp(minute * MINUTE) for day, minute in at.items()}
    latest: Stamp | None = None
    for day, word in enumerate(text.split(","), 1) if text else ():
        if not word:
            continue
        stamp = latest if word == SAME else read_word(word, midnight(number) + day * MINUTES_A_DAY, at.get(day))
        if stamp is None:
            continue
        if "@" not in word and latest is not None:
            stamp = stamp._replace(device=latest.device)
        stamps[day] = latest = stamp
    return stamps


def write_stamps(number: int, stamps: Mapping[int, Stamp], at: Mapping[int, int]) -> str:
    """Return the text of a month's stamps, of which what `at` tells already is left out."""
    told = {day: stamp for day, stamp in stamps.items() if day not in at or stamp != Stamp(at[day] * MINUTE)}
    words = [""] * max(told, default=0)
    latest: Stamp | None = None
    for day, stamp in sorted(told.items()):
        words[day - 1] = write_word(stamp, latest, midnight(number) + day * MINUTES_A_DAY, at.get(day))
        latest = stamp
    return ",".join(words)


def write_word(stamp: Stamp, before: Stamp | None, since: int, at: int | None) -> str:
    """Write a stamp as a word, `since` a midnight in minutes; `before` is that of the word before it."""
    if stamp == before:
        return SAME
    minute, rest = divmod(stamp.ms, MINUTE)
    when = f"{rest}" if minute == at else f"{minute - since}:{rest}"
    tick = f"+{stamp.tick:x}" if stamp.tick else ""
    return when + tick + (f"@{stamp.device}" if before is None or stamp.device != before.device else "")


def read_word(word: str, since: int, at: int | None) -> Stamp | None:
    """Read a stamp from its word; None when it is none."""
    rest, _, device = word.partition("@")
    rest, _, tick = rest.partition("+")
    minute, colon, ms = rest.rpartition(":")
    try:
        start = since + int(minute) if colon else at
        if start is None or not is_device(device) or len(word) > 60:
            return None
        return Stamp(start * MINUTE + int(ms), int(tick or "0", 16), device)
    except ValueError:
        return None
