"""Command: what can be said of something to type, and what is typed every day."""

from __future__ import annotations

from types import MappingProxyType

from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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


EVERY_DAY = (
    Command(
        "today", "[--on DAY]", "what is due today and how it stands",
        ("letbe today", "letbe today --on yesterday", "letbe today --json"),
        "today", Effect.READS, lists=True,
    ),
    Command(
        "ask", "[HABIT…] [--all] [--on DAY]", "go through what is open today, one line each",
        ("letbe ask", "letbe ask --on yesterday", "letbe ask piano quiet"), "ask",
    ),
    Command(
        "done", "HABIT… [AMOUNT] [HABIT… [AMOUNT]…] [--set] [--on DAY] [--note TEXT|-] [--all-open]",
        "check habits off, or add an amount",
        ("letbe done quiet", "letbe done quiet 20m mindful 10 -n 'a long day'",
         "letbe done hobby 45 --set --on yesterday",
         "letbe done quiet --on 2026-11-01..2026-11-10", "letbe done --all-open"), "marking",
    ),
    Command(
        "skip", "[HABIT… | --all] [--on DAY] [--note TEXT|-]", "excuse a day: it breaks nothing and counts for nothing",
        ("letbe skip quiet", "letbe skip --all --on monday..today --note 'in bed with a cold'"), "marking",
    ),
    Command(
        "missed", "[HABIT… | --all] [--on DAY] [--note TEXT|-]", "say that it did not happen",
        ("letbe missed quiet", "letbe missed quiet --on yesterday --note 'guests until late'"), "marking",
    ),
    Command(
        "clear", "[HABIT… | --all] [--on DAY]", "take the mark of a day away",
        ("letbe clear quiet", "letbe clear quiet --on -3"), "marking",
    ),
    Command(
        "passed", "HABIT [N] [--at TIME] [--strength 1..5] [--after 1..5] [--trigger TEXT] "
        "[--instead TEXT] [--on DAY] [--note TEXT|-]",
        "an urge came, and I let it pass",
        ("letbe passed fix", "letbe passed fix 2 --note 'on the phone'",
         "letbe passed fix --strength 4 --trigger 'short reply' --at 14:05"), "marking",
    ),
    Command(
        "acted", "HABIT [N] [--at TIME] [--strength 1..5] [--after 1..5] [--trigger TEXT] "
        "[--instead TEXT] [--on DAY] [--note TEXT|-]",
        "an urge came, and I acted on it", ("letbe acted fix", "letbe acted reassurance --on yesterday"), "marking",
    ),
    Command(
        "now", "[HABIT] [MINUTES]", "what I do instead and a slow minute, or a timer",
        ("letbe now", "letbe now reassurance", "letbe now quiet 15"), "now",
    ),
    Command(
        "note", "HABIT TEXT|- [--on DAY]", "write a note on a day; an empty text takes it away",
        ("letbe note quiet 'rained, sat inside'", "letbe note quiet '' --on yesterday", "letbe note quiet -"),
        "marking",
    ),
    Command(
        "ease", "1..5 [--on DAY] [--note TEXT|-]", "how easy the day felt, from 1 (hard) to 5 (easy)",
        ("letbe ease 4", "letbe ease 2 --on yesterday --note 'a long drive'"), "reflecting",
    ),
)  # fmt: skip

STATUS = Command(
    "status", "[--format TEXT]", "one line for a shell prompt or a status bar",
    ("letbe status", "letbe status --format '{done}/{due}'"), "status", Effect.NEITHER,
)  # fmt: skip

AT_HAND: Mapping[str, Command] = MappingProxyType({command.name: command for command in (*EVERY_DAY, STATUS)})
"""What is typed every day and what a prompt asks: found without making all the others."""
