"""The line that says what just happened, and the words for how the book stands with the disk."""

from __future__ import annotations

from tracker.service.tracker import Saving
from tracker.ui.views.glyphs import Glyphs
from tracker.ui.views.keys import Hint
from tracker.ui.views.lines import Line, Span, apart


def saving_words(saving: Saving, glyphs: Glyphs, width: int, *, kept: bool = True) -> Line:
    """Say whether all is saved; a book in memory (`kept` is False) says that nothing is kept."""
    if saving.read_only:
        return (Span("read-only ", "trouble"),)
    if saving.trouble:
        return (Span("not saved ", "trouble"),)
    if not kept:
        return (Span("demo, nothing kept " if width >= 100 else "demo ", "muted"),)
    if saving.pending:
        return (Span(" saving ", "muted"),)
    return (Span(f"{glyphs.ok} saved ", "faint"),)


def message_line(words: str, saving: Saving, width: int, way: Hint | None = None) -> Line:
    """Say what just happened, and the key that leads back; trouble with the disk comes first and stays."""
    if saving.trouble:
        count = f"{saving.pending} not saved yet" if saving.pending else "Not saved"
        return apart((Span(f" {count}: {saving.trouble}", "trouble"),), (), width)
    if not words:
        return ()
    right = (Span(way.key, "key"), Span(f" {way.label} ", "muted")) if way else ()
    return apart((Span(f" {words}"),), right, width)
