"""The stamps of a month's marks, as one short text with a word for each day.

    "at": "1261,,1255", "stamps": "23456@k3f9aa,980:7,51002+1"

A word is the milliseconds within the minute that `at` names for the day, `+` the tick where it is not 0, and `@` the
machine where it is another than that of the word before. Where no mark says when it was recorded (also where one was
taken away), the minute stands before a `:`, counted from the day's midnight (UTC). `=` is the same stamp as the word
before has. A mark without a word has the beginning of the minute that `at` names for its stamp.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.log import month_before
from tracker.storage.merge.stamps import MINUTE, Stamp, is_device

MINUTES_A_DAY = 1440
_EPOCH = 719_163  # the ordinal of 1 January 1970
SAME = "="


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
