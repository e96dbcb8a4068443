"""Change records: changes and entries as lines of the journal, both ways, in the same words as the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any
from zlib import crc32

from tracker.domain.book import PROMPT_FIELDS, Lookback
from tracker.domain.changes import (
    Batch,
    Change,
    Delete,
    DeleteEvent,
    ItemKind,
    Move,
    Put,
    PutEvent,
    PutPrompts,
    PutSettings,
    SetMark,
)
from tracker.domain.history import Entry, LabelledChange
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.text import clean
from tracker.storage.format.fields import day_of, list_of, needed, number_of
from tracker.storage.format.forms import Form, form_of
from tracker.storage.format.json_text import Document, Malformed
from tracker.storage.format.records import read_prompts, read_settings, write_remind, write_settings

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


_SUM, _ID = b',"sum":"', b'"id":"'


def write_entry(
    entry: Entry,
    after: str | None,
    stamp: str = "",
    file: str = "",
    *,
    unsaved: bool = False,
    seen: Mapping[str, str] | None = None,
    seal: str = "",
) -> str:
    """Write an entry as one line of JSON, with the id of the one before it, its stamp and the file it was made for.

    What the file has `seen` by then, its seal, the file and the id stand last, so that the end of a journal tells
    whether a file has all of it. A sum of all that ends the line.
    """
    made = entry.made
    fields = {
        "after": after,
        "at": entry.at,
        "label": made.label,
        "undoes": made.undoes,
        "redoes": made.redoes,
        "change": write_change(made.change),
        "inverse": write_change(entry.inverse),
        "stamp": stamp,
        "unsaved": True if unsaved else None,
        "seen": seen,
        "seal": seal or None,
        "file": file,
        "id": entry.id,
    }
    return _summed({name: value for name, value in fields.items() if value is not None})


def write_meeting(id: str, at: int, file: str, seen: Mapping[str, str], seal: str) -> str:
    """Write what a file has seen after other copies were brought into it, as a line that is no entry."""
    return _summed({"at": at, "seen": seen, "seal": seal, "file": file, "id": id})


def _summed(fields: Mapping[str, Any]) -> str:
    line = _encode(fields)
    line = (line if line.isascii() else _without_halves(line))[:-1]
    return f'{line},"sum":"{crc32(line.encode()):08x}"}}'


def read_line(text: bytes) -> dict[str, Any] | None:
    """Read the object of a journal's line; None for what is none, or is not as it was written.

    A line of an older letbe's has no sum, and ends with its id.
    """
    text = text.rstrip(b"\n")
    told, has_sum, end = text.rpartition(_SUM)
    if has_sum and len(end) == len('01234567"}'):
        if end != b'%08x"}' % crc32(told):
            return None
    elif not _ends_in_an_id(text):
        return None
    with suppress(ValueError, RecursionError):
        line = json.loads(text)
        if isinstance(line, dict) and isinstance(line.get("id"), str):
            return line
    return None


def _ends_in_an_id(text: bytes) -> bool:
    _, there, end = text.rpartition(_ID)
    return bool(there) and end.endswith(b'"}') and 1 <= len(end) - 2 <= 60 and b'"' not in end[:-2]


def _without_halves(line: str) -> str:
    """Write out the bytes of a path that are no text, as JSON can: every other character stands as it is."""
    return "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in line)


def read_entry(line: Document) -> Entry:
    """Read an entry from the object of its line; raise `Malformed`, or an error of the domain, when it is wrong."""
    made = LabelledChange(
        read_change(line["change"]), clean(str(line["label"])), line.get("undoes"), line.get("redoes")
    )
    return Entry(needed(line, "id"), int(line["at"]), made, read_change(line["inverse"]))


def write_change(change: Change) -> dict[str, Any]:
    """Write a change as an object with its name and what it holds."""
    match change:
        case SetMark(habit, day, mark, counted):
            said = {"do": "mark", "habit": habit, "day": day.isoformat(), "mark": _write_mark(mark) if mark else None}
            return {**said, "counted": list(counted)} if counted else said
        case PutEvent(habit, day, event):
            from tracker.storage.format.event_text import write_event  # most changes are of marks

            where = {"habit": habit, "day": day.isoformat(), "id": event.id}
            return {"do": "event", **where, "event": write_event(event)}
        case DeleteEvent(habit, day, id):
            return {"do": "no event", "habit": habit, "day": day.isoformat(), "id": id}
        case Put(item):
            form: Form[Any] = form_of(change.kind)
            return {"do": change.kind, "id": item.id, **form.write(item)}
        case PutSettings(settings):
            made = {"do": "settings", "settings": write_settings(settings)}
            return made if settings.remind is None else {**made, "remind": write_remind(settings)}
        case PutPrompts(prompts, span):
            return {"do": _PROMPTS[span], "prompts": list(prompts)}
        case Delete(kind, id):
            return {"do": "delete", "kind": kind, "id": id}
        case Move(kind, id, position, area):
            return {"do": "move", "kind": kind, "id": id, "position": position, "area": area}
        case Batch(changes):
            return {"do": "batch", "changes": [write_change(each) for each in changes]}


def read_change(line: Any) -> Change:
    """Read a change from its object."""
    if not isinstance(line, dict) or line.get("do") not in _READERS:
        raise Malformed("a change in it is of no kind that is known")
    return _READERS[line["do"]](line)


def _write_mark(mark: Mark) -> dict[str, Any]:
    fields = {"amount": mark.amount, "passed": mark.passed, "acted": mark.acted, "note": mark.note}
    kept: dict[str, Any] = {name: value for name, value in fields.items() if value}
    return {"kind": mark.kind, **kept} if mark.at is None else {"kind": mark.kind, **kept, "at": mark.at}


def _read_mark(line: Document) -> Mark:
    at = line.get("at")
    return Mark(
        MarkKind(line["kind"]),
        int(line.get("amount", 0)),
        int(line.get("passed", 0)),
        int(line.get("acted", 0)),
        str(line.get("note", "")),
        None if at is None else int(at),
    )


def _read_set_mark(line: Document) -> Change:
    mark = line.get("mark")
    counted = tuple(str(id) for id in list_of(line, "counted"))
    return SetMark(needed(line, "habit"), day_of(line, "day"), _read_mark(mark) if mark else None, counted)


def _read_put_event(line: Document) -> Change:
    from tracker.storage.format.event_text import read_event

    event = read_event(needed(line, "id"), needed(line, "event"))
    return PutEvent(needed(line, "habit"), day_of(line, "day"), event)


def _read_delete_event(line: Document) -> Change:
    return DeleteEvent(needed(line, "habit"), day_of(line, "day"), needed(line, "id"))


def _read_move(line: Document) -> Change:
    return Move(ItemKind(line["kind"]), needed(line, "id"), number_of(line, "position"), str(line.get("area", "")))


def _read_put(line: Document) -> Change:
    return Put(form_of(ItemKind(line["do"])).read(needed(line, "id"), line))


_PROMPTS: Mapping[Lookback, str] = MappingProxyType(
    {span: field.replace("_", " ") for span, field in PROMPT_FIELDS.items()}
)
"""What an entry calls a change of the questions: by names of their own, so that older ones take none for another."""


def _read_put_prompts(line: Document) -> Change:
    span = next(span for span, name in _PROMPTS.items() if name == line["do"])
    return PutPrompts(read_prompts(line), span)


_READERS: Mapping[str, Callable[[Document], Change]] = MappingProxyType(
    {
        "mark": _read_set_mark,
        "event": _read_put_event,
        "no event": _read_delete_event,
        **dict.fromkeys(ItemKind, _read_put),
        "settings": lambda line: PutSettings(read_settings(line)),
        **dict.fromkeys(_PROMPTS.values(), _read_put_prompts),
        "delete": lambda line: Delete(ItemKind(line["kind"]), needed(line, "id")),
        "move": _read_move,
        "batch": lambda line: Batch(tuple(read_change(each) for each in line["changes"])),
    }
)
