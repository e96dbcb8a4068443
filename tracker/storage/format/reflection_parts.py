"""The parts of a reflection, each with a stamp of its own: every answer by its prompt, the ease, the line.

    "answers": {"What helped?": "tea", "What got in the way?": "rain"}, "stamp": "…", "stamps": {"What helped?": "…"}

`stamp` is that of the latest part, and `stamps` has those that are another, by the name of the part. A part that is
named there and nowhere else was taken away. What is no answer has a blank before its name, as no prompt can; an older
letbe had one stamp for all of that, under an empty name.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from tracker.storage.format.fields import with_fields
from tracker.storage.format.json_text import Document
from tracker.storage.format.stamps import GONE, NEVER, STAMP, STAMPS, Stamp, read_stamp

_REST = ""
_ABOUT = (GONE, STAMP, STAMPS, "beside")
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def texts_of(content: Document) -> dict[str, str]:
    """Return the text of each part that is there; that of what is no text is JSON."""
    rest = {} if content.get(GONE) else {name: value for name, value in content.items() if name not in _ABOUT}
    answers = rest.get("answers")
    if isinstance(answers, dict) and all(
        name.strip() and name[0] != " " and isinstance(text, str) for name, text in answers.items()
    ):
        del rest["answers"]
    else:
        answers = {}
    fields = {f" {name}": value if _is_plain(value) else _encode(value) for name, value in rest.items()}
    return fields | {name: text for name, text in answers.items() if text}


def _is_plain(value: Any) -> bool:
    """Tell whether a value is a text that cannot be taken for the JSON of something else."""
    return isinstance(value, str) and value[:1].isalpha() and value not in ("true", "false", "null", "NaN", "Infinity")


def content_of(texts: Mapping[str, str]) -> dict[str, Any]:
    """Put the texts of parts together again."""
    rest = {name[1:]: text if _is_plain(text) else json.loads(text) for name, text in texts.items() if name[:1] == " "}
    answers = {name: text for name, text in texts.items() if name[:1] != " "}
    return {**rest, "answers": answers} if answers else rest


def part_stamps(document: Document) -> dict[str, Stamp]:
    """Return the stamps of the parts, also of those that were taken away; where nothing is said, ease and line were."""
    packed = document.get(STAMPS)
    named = {name: read_stamp(text) for name, text in packed.items()} if isinstance(packed, dict) else {}
    rest = named.pop(_REST, None)
    there = list(texts_of(document)) or ([" ease", " text"] if document and not packed else [])
    latest = read_stamp(document.get(STAMP))
    gone = [] if rest is None else [" ease", " text"]
    return (
        {name: latest if rest is None or name[:1] != " " else rest for name in there}
        | {name: rest for name in gone if rest is not None}
        | named
    )


def with_part_stamps(fields: Mapping[str, Any], stamps: Mapping[str, Stamp], there: Collection[str]) -> dict[str, Any]:
    """Return a reflection of fields and the stamps of its parts; `there` names those that were not taken away."""
    latest = max(stamps.values(), default=NEVER)
    if latest == NEVER:
        return dict(fields)
    named = {
        name: str(stamp) for name, stamp in sorted(stamps.items()) if stamp != (latest if name in there else NEVER)
    }
    return {**fields, STAMP: str(latest), **({STAMPS: named} if named else {})}


def set_parts(document: Document, changed: Mapping[str, Any], stamp: Stamp) -> dict[str, Any]:
    """Return a reflection with fields set, or taken away with None, and those parts stamped that differ by it."""
    kept = {"beside": document["beside"]} if "beside" in document else {}
    fields = {GONE: True} | kept if changed.get(GONE) else with_fields(document, {**changed, STAMP: None, STAMPS: None})
    before, after = texts_of(document), texts_of(fields)
    touched = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return with_part_stamps(fields, part_stamps(document) | dict.fromkeys(touched, stamp), after)
