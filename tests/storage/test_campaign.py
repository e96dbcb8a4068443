"""The fault campaign: a seeded sample in every run, and all of it with `pytest -m campaign`, which prints a table."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.storage.campaign import FAULTS
from tests.storage.foreign_hands import at_the_rename
from tests.storage.plain_tinydb import PLAIN

SEED = 20_261_122


def chance() -> random.Random:
    return random.Random(SEED)  # noqa: S311 - repeatable, and nothing secret


@pytest.mark.parametrize("name", FAULTS)
def test_a_sample_of_every_fault_loses_nothing(name: str, tmp_path: Path) -> None:
    trial, some, _ = FAULTS[name]
    outcome = trial(tmp_path / "trial", chance(), some)
    assert outcome.trials > 3
    assert outcome.lost == 0


@pytest.mark.campaign
def test_the_whole_campaign_loses_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lost = 0
    with capsys.disabled():
        print(f"\n{'fault':<46} {'trials':>6} {'lost':>5}   {'plain TinyDB: trials':>20} {'lost':>5}")  # noqa: T201
        for name, (trial, _, all_of_it) in FAULTS.items():
            outcome = trial(tmp_path / "trial", chance(), all_of_it)
            lost += outcome.lost
            plain = ""
            if name in PLAIN:
                other, trials = PLAIN[name]
                plain = "{:>20} {:>5}".format(*other(tmp_path / "plain", chance(), trials))
            print(f"{name:<46} {outcome.trials:>6} {outcome.lost:>5}   {plain}")  # noqa: T201
        known = at_the_rename(tmp_path / "trial", chance(), 1)
        print(f"{'(known: replaced in the instant of the rename)':<46} {known.trials:>6} {known.lost:>5}")  # noqa: T201
    assert lost == 0
