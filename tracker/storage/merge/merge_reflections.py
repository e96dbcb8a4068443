"""Merging a reflection: of each part the text with the later stamp wins, and one that loses is kept beside.

So two copies of a week that each answered other prompts come together with all their answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.json_text import Document
from tracker.storage.format.records import REFLECTIONS
from tracker.storage.format.reflection_parts import content_of, part_stamps, texts_of, with_part_stamps
from tracker.storage.merge.merge_months import widest
from tracker.storage.merge.stamps import GONE, NEVER, Stamp


class AnswerState(NamedTuple):
    """What one copy has for a part: its stamp, its text (none where it was taken away), and what is kept beside."""

    stamp: Stamp = NEVER
    text: str = ""
    beside: frozenset[str] = frozenset()

    @property
    def weight(self) -> tuple[Stamp, str]:
        """What decides which of two wins."""
        return self.stamp, self.text


class MergedReflection(NamedTuple):
    """The document of a reflection, and of each difference (part, taken from the second, set by both, kept beside)."""

    document: dict[str, Any]
    differences: list[tuple[str, bool, bool, tuple[str, ...]]]


def merge_reflections(one: Document, other: Document, *, losers: bool) -> MergedReflection:
    """Merge the documents of one reflection."""
    parts, others = _parts(one), _parts(other)
    merged: dict[str, AnswerState] = {}
    differences = []
    for name in sorted({**parts, **others}):
        first, second = parts.get(name, AnswerState()), others.get(name, AnswerState())
        made = merged[name] = _merge_part(first, second, losers=losers)
        if first.text != second.text:
            collided = first.stamp != NEVER != second.stamp
            new = tuple(sorted(made.beside - first.beside - second.beside))
            differences.append((name, second.weight > first.weight, collided, new))
    return MergedReflection(_document(merged), differences)


def _merge_part(one: AnswerState, other: AnswerState, *, losers: bool) -> AnswerState:
    winner = max(one, other, key=lambda part: part.weight)
    texts = {*one.beside, *other.beside, winner.text, *((one.text, other.text) if losers else ())}
    return winner._replace(beside=frozenset(widest(texts) - {winner.text}))


def _parts(document: Document) -> dict[str, AnswerState]:
    stamps, texts = part_stamps(document), texts_of(document)
    beside: dict[str, set[str]] = {}
    kept = document.get("beside")
    for content in kept if isinstance(kept, list) else ():
        for name, text in texts_of(content).items() if isinstance(content, dict) else ():
            beside.setdefault(name, set()).add(text)
    return {
        name: AnswerState(stamps.get(name, NEVER), texts.get(name, ""), frozenset(beside.get(name, ())))
        for name in {**stamps, **beside}
    }


def _document(parts: Mapping[str, AnswerState]) -> dict[str, Any]:
    """Put parts together, equal ones always to the same bytes."""
    texts = {name: part.text for name, part in sorted(parts.items()) if part.text}
    fields = _in_order(content_of(texts)) if texts else {GONE: True}
    stamped = with_part_stamps(fields, {name: part.stamp for name, part in parts.items()}, texts)
    beside = [_in_order(content_of({name: text})) for name in sorted(parts) for text in sorted(parts[name].beside)]
    return {**stamped, "beside": beside} if beside else stamped


def _in_order(content: Mapping[str, Any]) -> dict[str, Any]:
    ours = REFLECTIONS.fields
    return {name: content[name] for name in (*ours, *sorted(content.keys() - set(ours))) if name in content}
