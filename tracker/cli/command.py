"""Command: what can be said of something to type, whichever it is."""

from __future__ import annotations

from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Effect(StrEnum):
    """What a command does with the book; on an empty place it decides what happens."""

    READS = "reads"
    RECORDS = "records"
    NEITHER = "neither"


class Command(NamedTuple):
    """One command: how it is called and explained, and the module of `tracker.cli` that does it.

    `lists` tells whether it can answer in `--json` and `--plain`. `parts` are commands of their own that are
    called by a second word.
    """

    name: str
    usage: str
    summary: str
    examples: tuple[str, ...]
    module: str
    effect: Effect = Effect.RECORDS
    lists: bool = False
    parts: tuple[Command, ...] = ()

    def part(self, words: Sequence[str]) -> Command:
        """Return the part that the first of these words calls, or the command itself."""
        return next((part for part in self.parts if words and part.name == f"{self.name} {words[0]}"), self)
