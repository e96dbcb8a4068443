"""Doubtful: of what could be read of a damaged file, only what sound copies have not seen is taken.

Whatever a sound copy knows it knows better; a value that differs from it under the same stamp was broken. What is
newer than all of them, or has no stamp and stands where they have nothing, as a hand writes it, is taken where its
place is known to them, since a name may have been broken too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.storage.format.json_text import KNOWN_TABLES, Document, Malformed
from tracker.storage.format.migrations import Plain
from tracker.storage.format.months import in_order, month_number_of
from tracker.storage.format.records import AREAS, HABITS, PAUSES
from tracker.storage.merge.merge_months import days_of, month_of
from tracker.storage.merge.merge_records import fields_of, record_of, record_of_whole, whole_of
from tracker.storage.merge.merge_reflections import parts_of, reflection_of
from tracker.storage.merge.registers import Horizon, Register


def news_in(tables: Plain, sound: Plain, horizon: Horizon) -> Plain:
    """Return what doubtful tables have beyond sound ones, whose horizon is given."""
    news: Plain = {name: {} for name in KNOWN_TABLES}
    for name in ("areas", "habits", "logs", "pauses", "reflections"):
        for id, document in tables.get(name, {}).items():
            if name == "logs" and id not in sound["logs"] and id not in sound["habits"]:
                continue
            known = sound[name].get(id, {})
            made = _log(document, known, horizon) if name == "logs" else _record(name, document, known, horizon)
            if made and (id in sound[name] or name in ("logs", "reflections") or _is_whole(name, made)):
                news[name][id] = made
    return news


def _is_whole(table: str, document: Document) -> bool:
    """Tell whether a record that no sound copy has says all that one has to."""
    return {"areas": {"name"}, "habits": {"name", "rules", "created"}, "pauses": {"start"}}[table] <= document.keys()


def _log(log: Document, known: Document, horizon: Horizon) -> dict[str, Any]:
    made = {}
    for name, month in log.items():
        try:
            number = month_number_of(name)
            days = _new(days_of(number, month), days_of(number, known.get(name, {})), horizon)
        except (Malformed, ValueError):
            continue
        if days:
            made[name] = in_order(month_of(number, days))
    return made


def _record(table: str, document: Document, known: Document, horizon: Horizon) -> dict[str, Any]:
    if table == "pauses":
        whole = _new(whole_of(document), whole_of(known), horizon)
        return record_of_whole(whole, PAUSES.fields) if whole else {}
    if table == "reflections":
        parts = _new(parts_of(document), parts_of(known), horizon)
        return reflection_of(parts) if parts else {}
    fields = _new(fields_of(document), fields_of(known), horizon)
    return record_of(fields, AREAS.fields if table == "areas" else HABITS.fields) if fields else {}


def _new(found: Mapping[Any, Register], known: Mapping[Any, Register], horizon: Horizon) -> dict[Any, Register]:
    return {
        name: register
        for name, register in found.items()
        if (not horizon.covers(register.stamp) if register.stamp.device else name not in known)
    }
