"""The parts of a reflection, each with a stamp of its own: every answer by its prompt, and the rest as one.

    "answers": {"What helped?": "tea", "What got in the way?": "rain"}, "stamp": "…", "stamps": {"What helped?": "…"}

`stamp` is that of the latest part, and `stamps` has those that are another, an answer's under its prompt and the
rest's (a day's ease and line) under an empty name. A part that is named there and nowhere else was taken away.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from tracker.storage.format.fields import with_fields
from tracker.storage.format.json_text import Document
from tracker.storage.merge.stamps import GONE, NEVER, STAMP, STAMPS, Stamp, read_stamp

REST = ""
"""The name of the part that is no answer; its text is JSON."""

_ABOUT = (GONE, STAMP, STAMPS, "beside")
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def texts_of(content: Document) -> dict[str, str]:
    """Give the text of each part that is there."""
    rest = {} if content.get(GONE) else {name: value for name, value in content.items() if name not in _ABOUT}
    answers = rest.get("answers")
    if isinstance(answers, dict) and all(name and isinstance(text, str) for name, text in answers.items()):
        del rest["answers"]
    else:
        answers = {}
    return {REST: _encode(rest), **answers} if rest else answers


def content_of(texts: Mapping[str, str]) -> dict[str, Any]:
    """Put the texts of parts together again."""
    rest = json.loads(texts.get(REST, "{}"))
    answers = {name: text for name, text in texts.items() if name != REST}
    return {**rest, "answers": answers} if answers else rest


def part_stamps(document: Document) -> dict[str, Stamp]:
    """Give the stamps of the parts, also of those that were taken away; where nothing is said it was the rest."""
    packed = document.get(STAMPS)
    named = {name: read_stamp(text) for name, text in packed.items()} if isinstance(packed, dict) else {}
    there = texts_of(document) or ([REST] if document and not named else [])
    return dict.fromkeys(there, read_stamp(document.get(STAMP))) | named


def with_part_stamps(fields: Mapping[str, Any], stamps: Mapping[str, Stamp], there: Collection[str]) -> dict[str, Any]:
    """Give a reflection of fields and the stamps of its parts; `there` names those that were not taken away."""
    latest = max(stamps.values(), default=NEVER)
    if latest == NEVER:
        return dict(fields)
    named = {
        name: str(stamp) for name, stamp in sorted(stamps.items()) if stamp != (latest if name in there else NEVER)
    }
    tells = named and (there or named.keys() != {REST})
    return {**fields, STAMP: str(latest), **({STAMPS: named} if tells else {})}


def set_parts(document: Document, changed: Mapping[str, Any], stamp: Stamp) -> dict[str, Any]:
    """Give a reflection with fields set, or taken away with None, and those parts stamped that differ by it."""
    fields = {GONE: True} if changed.get(GONE) else with_fields(document, {**changed, STAMP: None, STAMPS: None})
    before, after = texts_of(document), texts_of(fields)
    touched = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return with_part_stamps(fields, part_stamps(document) | dict.fromkeys(touched, stamp), after)
