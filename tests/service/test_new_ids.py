"""Two things that are made on two machines are never one, whatever they are called."""

from __future__ import annotations

import pytest

from tests.conftest import BY_CHANCE
from tracker.service import new_ids


@pytest.fixture(autouse=True)
def by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_ids, "ending", BY_CHANCE)


@pytest.mark.parametrize(
    "names",
    [("🧘", "🏃"), ("C++", "C#"), ("Tea", "tea."), ("Walk", "Walk"), ("x" * 40 + "1", "x" * 40 + "2"), ("!", "?")],
)
def test_ids_of_new_things_do_not_meet(names: tuple[str, str]) -> None:
    ids = [new_ids.new_id(name, set()) for name in names for _ in range(50)]
    assert len(set(ids)) == len(ids)
    assert max(map(len, ids)) <= 40


def test_an_id_begins_with_the_name() -> None:
    assert new_ids.new_id("Quiet time alone", set()).startswith("quiet-time-alone-")
    assert new_ids.new_id("🧘", set()).startswith("habit-")
