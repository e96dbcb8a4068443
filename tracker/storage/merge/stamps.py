"""Stamps: when, and on which machine, something was last set; of two copies of a book the later stamp wins.

The clock is a hybrid one: it follows the machine's, and never goes back behind a stamp that the book has already.
What carries no stamp was set before all others. The fields of a record keep theirs in its field `stamps`, by
name; under the empty name stands the one of all fields that are not named. A stamp that cannot be read is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.fields import with_fields

STAMPS = "stamps"
"""The field of a record in which the stamps of its other fields stand."""

STAMP = "stamp"
"""The field of a record that is set as a whole in which its one stamp stands."""

GONE = "gone"
"""The field that says of a record that it was deleted; it stays, so that no older copy brings it back."""

MINUTE = 60_000

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
