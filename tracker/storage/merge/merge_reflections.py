"""Merging a reflection: each answer, the ease and the line of a day is a register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.json_text import Document
from tracker.storage.format.records import REFLECTIONS
from tracker.storage.format.reflection_parts import content_of, part_stamps, texts_of, with_part_stamps
from tracker.storage.merge.registers import BESIDE, Horizon, Lost, Register, join, read_beside, tidied, write_beside
from tracker.storage.merge.stamps import GONE, NEVER


class MergedReflection(NamedTuple):
    """The document of a reflection, and of each difference (part, taken from the second, set by both, kept beside)."""

    document: dict[str, Any]
    differences: list[tuple[str, bool, bool, tuple[str, ...]]]


def merge_reflections(one: Document, other: Document, seen: Horizon, others: Horizon) -> MergedReflection:
    """Merge the documents of one reflection, of two copies with what each has seen."""
    parts, theirs = parts_of(one), parts_of(other)
    merged: dict[str, Register] = {}
    differences = []
    for name in sorted({**parts, **theirs}):
        first, second = parts.get(name, Register()), theirs.get(name, Register())
        made = merged[name] = join(first, second, seen, others)
        if first.text != second.text:
            collided = first.stamp != NEVER != second.stamp
            new = tuple(sorted({lost.text for lost in tidied(made).beside - first.beside - second.beside}))
            differences.append((name.strip(), second.weight > first.weight, collided, new))
    return MergedReflection(reflection_of(merged), differences)


def parts_of(document: Document) -> dict[str, Register]:
    """Take a reflection apart."""
    stamps, texts = part_stamps(document), texts_of(document)
    kept = document.get(BESIDE)
    beside = _beside_of_before(kept) if isinstance(kept, list) else read_beside(kept)
    return {
        name: Register(stamps.get(name, NEVER), texts.get(name), texts.get(name, ""), beside.get(name, frozenset()))
        for name in {**stamps, **beside}
    }


def _beside_of_before(kept: list[Any]) -> dict[str, frozenset[Lost]]:
    """Read what lost as an older letbe wrote it: contents of one part each."""
    beside: dict[str, set[Lost]] = {}
    for content in kept:
        for name, text in texts_of(content).items() if isinstance(content, dict) else ():
            beside.setdefault(name, set()).add(Lost(NEVER, text))
    return {name: frozenset(lost) for name, lost in beside.items()}


def reflection_of(parts: Mapping[str, Register]) -> dict[str, Any]:
    """Put a reflection together again, equal ones always to the same bytes."""
    texts = {name: part.text for name, part in sorted(parts.items()) if part.text}
    fields = _in_order(content_of(texts)) if texts else {GONE: True}
    stamped = with_part_stamps(fields, {name: part.stamp for name, part in parts.items()}, texts)
    beside = {name: write_beside(part.beside) for name, part in sorted(parts.items()) if part.beside}
    return {**stamped, BESIDE: beside} if beside else stamped


def _in_order(content: Mapping[str, Any]) -> dict[str, Any]:
    ours = REFLECTIONS.fields
    return {name: content[name] for name in (*ours, *sorted(content.keys() - set(ours))) if name in content}
