"""The life of an agreement, over a year and two machines: made, looked at, changed by both, and ended."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_two_machines import Machine, letters_that_differ

__all__ = ["letters_that_differ"]

THURSDAYS, BOTH, EARLY, SUNDAYS = "Thursdays stay free", "Thursdays and Sundays", "We say so early", "Only Sundays"


class Two:
    """Two machines on which time goes by together."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.one, self.other = (Machine(folder / name, patch) for name in ("one", "other"))

    def on(self, day: str) -> None:
        """Let a day come."""
        for machine in (self.one, self.other):
            machine.letbe.now = datetime.fromisoformat(f"{day}T12:00").astimezone()

    def meet(self) -> Any:
        """Merge both into each other; give the one agreement, which is the same on both."""
        for machine, there in ((self.one, self.other), (self.other, self.one)):
            assert machine("merge", there.letbe.path).code == 0
        assert Path(self.one.letbe.path).read_bytes() == Path(self.other.letbe.path).read_bytes()
        return standing(self.one)


def standing(machine: Machine) -> Any:
    """Give the one agreement as it stands, with those that have ended."""
    listed = json.loads(machine("agreements", "--all", "--json").out)
    return listed[0] if listed else None


def step(machine: Machine, *words: str) -> None:
    """Take a step in the life of an agreement, undo it and redo it."""
    before = standing(machine)
    assert machine("agreements", *words).code == 0
    after = standing(machine)
    assert after != before
    for way, stands in (("undo", before), ("redo", after)):
        assert machine(way).code == 0
        assert standing(machine) == stands


def test_two_machines_take_an_agreement_through_a_year_and_agree_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = Two(tmp_path, monkeypatch)
    two.on("2026-05-03")
    step(two.one, "add", THURSDAYS, "--with", "Robin")
    assert two.other("import", two.one.export()).out == "Imported 3 areas, 1 agreement\n"

    two.on("2026-06-04")  # a month later one keeps it, and the other changes it the day after
    assert two.one("agreements", "--due").out.count("\n") == 2
    step(two.one, "keep", "1")
    two.on("2026-06-05")
    step(two.other, "change", "1", BOTH)
    stands = two.meet()
    assert (stands["text"], stands["looks"], stands["due"]) == (BOTH, ["2026-06-04"], "2026-07-05")

    two.on("2026-07-10")  # both change it: the later words stand, and the earlier ones are in its story
    step(two.one, "change", "1", EARLY)
    two.on("2026-07-11")
    step(two.other, "change", "1", SUNDAYS, "--again", "1 year")
    stands = two.meet()
    assert [wording["text"] for wording in stands["wordings"]] == [THURSDAYS, BOTH, EARLY, SUNDAYS]
    assert (stands["text"], stands["due"]) == (SUNDAYS, "2027-07-11")

    two.on("2027-07-12")  # a year later one keeps it, and the other ends it
    assert SUNDAYS in two.other("agreements", "--due").out
    step(two.one, "keep", "1")
    step(two.other, "end", "1")
    stands = two.meet()
    assert (stands["ended"], stands["looks"]) == ("2027-07-12", ["2026-06-04", "2027-07-12"])
    told = two.one("review", "--period", "all").out
    for words in ("Agreed with Robin", "Looked at and kept", "Changed what was agreed", "Ended"):
        assert words in told
    assert two.one("agreements", "keep", "1").code == 1
