"""The faults of the campaign, each tried as often as asked for; each says how many acknowledged entries it lost."""

from __future__ import annotations

from collections.abc import Callable

from tests.storage.broken_saves import (
    ended_by_a_signal,
    failing_once,
    file_size_limit,
    killed_at_random,
    killed_before_each_call,
)
from tests.storage.damage import one_byte, sealed_anew, structure
from tests.storage.damage_beside import beside
from tests.storage.foreign_hands import (
    conflict_copies,
    foreign_replace,
    guarded_places,
    jumping_clock,
    newer_schema,
    odd_contents,
    several_writers,
)
from tests.storage.machines import machines_apart
from tests.storage.trials import Outcome

FAULTS: dict[str, tuple[Callable[..., Outcome], float, float]] = {
    "kill before each call × share written": (killed_before_each_call, 0.03, 1),
    "kill -9 at a random moment": (killed_at_random, 4, 250),
    "each call fails: ENOSPC, EIO, EACCES, short": (failing_once, 0.02, 1),
    "full disk (file-size limit anywhere)": (file_size_limit, 6, 200),
    "2 and 4 writers beside a reader (entries)": (several_writers, 40, 1200),
    "foreign replace before each call, ± kill": (foreign_replace, 0.15, 1),
    "odd contents × what is left to rebuild from": (odd_contents, 0.06, 1),
    "clock jumping ± 1 year": (jumping_clock, 6, 100),
    "conflict copy with ten other marks": (conflict_copies, 0.3, 1),
    "three machines and a sync program (sequences)": (machines_apart, 4, 300),
    "one bit of the book changed": (one_byte, 10, 2000),
    "the book changed in its structure": (structure, 12, 1000),
    "the same, with a seal that fits": (sealed_anew, 8, 500),
    "a file beside the book changed": (beside, 8, 1000),
    "schema + 1": (newer_schema, 4, 50),
    "symlink, 0444 file, 0555 folder": (guarded_places, 6, 60),
    "SIGTERM, SIGHUP, Ctrl-C in the midst of saving": (ended_by_a_signal, 6, 100),
}
"""Each fault with how much of it is tried in every test run, and how much in the campaign."""
