"""Two machines keep one book: an export founds the copy, copies merge whichever way they meet, two books are joined."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.cli.shell import Answer, Letbe
from tests.conftest import BY_CHANCE
from tracker.service import new_ids
from tracker.service.edits import events


class Machine:
    """A machine of its own: data, state and settings in a folder that no other knows."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self._patch = folder, patch
        self.letbe = Letbe(str(folder / "data" / "habits.json"))

    def __call__(self, *words: str) -> Answer:
        for name in ("DATA", "STATE", "CONFIG"):
            self._patch.setenv(f"XDG_{name}_HOME", str(self.folder / name.lower()))
        return self.letbe(*words)

    def export(self) -> str:
        path = self.folder / "out.json"
        assert self("export", "-o", str(path)).code == 0
        return str(path)

    @property
    def book(self) -> bytes:
        return Path(self.export()).read_bytes()


@pytest.fixture(autouse=True)
def letters_that_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let chance decide on ids, as it does outside of tests: no two machines make the same."""
    monkeypatch.setattr(events, "token", BY_CHANCE)
    monkeypatch.setattr(new_ids, "ending", BY_CHANCE)


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path / "one", monkeypatch)
    machine("done", "quiet")
    return machine


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path / "other", monkeypatch)


@pytest.mark.parametrize("way", ["import", "copy"])
def test_a_second_machine_takes_the_book_over_and_both_merge(way: str, one: Machine, other: Machine) -> None:
    if way == "copy":
        Path(other.letbe.path).parent.mkdir(parents=True)
        Path(other.letbe.path).write_bytes(Path(one.letbe.path).read_bytes())
    else:
        answer = other("import", one.export())
        assert answer.out == "Imported 1 mark, 7 habits, 3 areas\n"
        assert "the same book as where it came from" in answer.err
    other("passed", "fix")
    one("acted", "fix")
    one("note", "quiet", "from the first")
    assert "came on top of what was here" in one("import", other.export()).out
    other("merge", one.export())
    assert one.book == other.book
    assert one("import", other.export()).out.endswith("nothing in it that was not here already\n")


def test_merging_says_what_it_added_up(one: Machine, other: Machine) -> None:
    one("passed", "fix")
    other("import", one.export())
    other("passed", "fix")
    other("passed", "fix")
    other("done", "mindful", "10m")
    one("passed", "fix")
    out = one("merge", other.export()).out
    assert "2 urges came on top of what was here, on 1 day" in out
    assert "1 urge came on top" in other("merge", one.export()).out
    assert one.book == other.book


def test_an_export_that_is_older_takes_nothing_back_unless_that_is_asked_for(one: Machine) -> None:
    older = one.export()
    one("missed", "quiet")
    assert "0 of 1 differences came from it, the rest from here" in one("import", older).out
    assert one("log", "quiet", "--json").out.count('"missed"') == 1
    assert one("import", older, "--over").out == "Imported 1 mark in place of another (undo: letbe undo)\n"
    assert one("log", "quiet", "--json").out.count('"missed"') == 0


def test_two_books_that_began_apart_are_joined_with_a_report_and_an_undo(one: Machine, other: Machine) -> None:
    other("add", "Piano")
    other("done", "piano", "--on", "yesterday")
    other("add", "QUIET time alone", "--goal", "15 min")
    other("missed", "quiet", "--note", "guests")
    other("done", "quiet", "--on", "yesterday")
    path = other.letbe.path
    assert one("merge", path).code == 4
    before = one.book
    assert "`letbe merge --join` brings such a book in" in one("merge", path).err
    told = one("merge", "--join", path, "--dry-run").out.splitlines()
    assert told[1:] == [
        "  “Piano” is new here",
        "  “QUIET time alone” is “Quiet time alone” here",
        "  1 day with another mark there: those here stay, and notes are joined",
        "Nothing was changed",
    ]
    assert one.book == before
    assert one("merge", "--join", path).out.endswith("(undo: letbe undo)\n")
    assert "guests" in one("log", "quiet", "--from", "today").out
    assert one("merge", "--join", path).out.endswith("All of it is here already\n")
    assert one("undo").out.startswith("Taken back: Joined habits.json")
    assert one("habits").out.count("Piano") == 0


def test_a_copy_is_merged_and_not_joined(one: Machine, other: Machine) -> None:
    other("import", one.export())
    assert "is a copy of this very book" in one("merge", "--join", other.letbe.path).err


@pytest.mark.parametrize("seed", range(3))
def test_whatever_both_do_both_end_equal_and_nothing_is_missing(seed: int, one: Machine, other: Machine) -> None:
    other("import", one.export())
    chance, written = random.Random(seed), []  # noqa: S311 - it only has to vary
    for number in range(14):
        machine = chance.choice((one, other))
        day = f"-{chance.randint(1, 4)}"
        match chance.randint(0, 3):
            case 0:
                written.append(f"thought-{number}")
                assert machine("passed", "fix", "--on", day, "--note", written[-1]).code == 0
            case 1:
                machine(chance.choice(("done", "skip", "missed")), "quiet", "--on", day)
            case 2:
                machine("done", "mindful", "5m", "--on", day)
            case _:
                to, come = (one, other) if chance.random() < 0.5 else (other, one)
                to("import", come.export())
    for to, come in ((one, other), (other, one)):
        to("import", come.export())
    assert one.book == other.book
    assert [text for text in written if text.encode() not in one.book] == []
