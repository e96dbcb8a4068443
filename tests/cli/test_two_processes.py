"""Two machines, each a home of its own with real processes, end with one book by whichever way it goes between them."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.surroundings import MOMENT

EDITS = 200
ROUND = 25
GIT = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}


class Machine:
    """A machine: its home, its clock, and what it was told that it has kept."""

    def __init__(self, folder: Path, off: int) -> None:
        self.folder, self.now = folder, int(os.environ[MOMENT]) + off
        self.file = folder / "book" / "habits.json"
        self.file.parent.mkdir(parents=True)
        self.urges = 0
        self.minutes = 0
        self.notes: dict[str, str] = {}
        self.marks: dict[str, str] = {}
        self.habits: list[str] = []

    def run(self, *words: str, where: Path | None = None) -> subprocess.CompletedProcess[str]:
        self.now += 1
        env = {**os.environ, **GIT, "HOME": str(self.folder), "LETBE_FILE": str(self.file), MOMENT: str(self.now)}
        return subprocess.run(words, env=env, cwd=where or self.folder, capture_output=True, text=True, check=False)

    def letbe(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-m", "tracker", *words)

    def sure(self, *words: str, where: Path | None = None) -> str:
        done = self.run(*words, where=where)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def export(self, name: str = "out.json") -> Path:
        path = self.folder / name
        assert self.letbe("export", "-o", str(path)).returncode == 0
        return path

    def edit(self, chance: random.Random, name: str, number: int) -> None:
        """Make one edit by chance; what only this machine touches is remembered once it was acknowledged."""
        mine = f"-{2 * chance.randint(1, 20) + (name == 'one')}"
        word = f"{name}-{number}"
        match chance.randint(0, 6):
            case 0 | 1:
                outcome = chance.choice(("passed", "acted"))
                self.urges += self.letbe(outcome, "fix", "--on", f"-{chance.randint(1, 9)}").returncode == 0
            case 2:
                self.minutes += 5 * (self.letbe("done", "hobby", "+5", "--on", "-2").returncode == 0)
            case 3:
                if self.letbe("note", "quiet", word, "--on", mine).returncode == 0:
                    self.notes[mine] = word
            case 4:
                kind = chance.choice(("done", "skip", "missed"))
                if self.letbe(kind, "listen", "--on", mine).returncode == 0:
                    self.marks[mine] = kind
            case 5:
                self.letbe(chance.choice(("done", "skip", "missed", "clear")), "name", "--on", f"-{number % 7}")
            case _:
                if self.letbe("add", word).returncode == 0:
                    self.habits.append(word)


def by_copy(one: Machine, other: Machine) -> None:
    """Let each machine find the other's file beside its own, as a sync program leaves it."""
    for to, come in ((one, other), (other, one)):
        copy = to.file.with_name("habits.sync-conflict-20261122-120000-ABCDEFG.json")
        shutil.copy(come.file, copy)
        assert to.letbe("today").returncode == 0
        assert to.letbe("passed", "fix", "--on", "-30").returncode == 0  # what brings a copy in is the next save
        to.urges += 1
    shutil.copy(other.file, one.file.with_name("habits.sync-conflict-20261122-120001-ABCDEFG.json"))
    assert one.letbe("merge", str(other.file)).returncode == 0


def by_import(one: Machine, other: Machine) -> None:
    for to, come in ((one, other), (other, one)):
        assert to.letbe("import", str(come.export())).returncode == 0


def by_git(one: Machine, other: Machine) -> None:
    for machine in (one, other, one):
        folder = machine.file.parent
        machine.sure("git", "add", "-A", where=folder)
        machine.run("git", "commit", "-qm", "days", where=folder)
        machine.sure("git", "pull", "-q", "--no-rebase", "--no-edit", "origin", "main", where=folder)
        machine.sure("git", "push", "-q", "origin", "HEAD:main", where=folder)


def with_git(one: Machine, other: Machine, hub: Path) -> None:
    """Make both folders clones of one, with the driver that the README names."""
    driver = f'"{sys.executable}" -m tracker merge --git %O %A %B'
    one.sure("git", "init", "-q", "--bare", "-b", "main", str(hub))
    (one.file.parent / ".gitattributes").write_text("habits.json merge=letbe\n")
    (one.file.parent / ".gitignore").write_text("*.lock\n*.bak\n")
    for machine in (one, other):
        folder = machine.file.parent
        for words in (("init", "-q", "-b", "main"), ("remote", "add", "origin", str(hub)),
                      ("config", "merge.letbe.driver", driver)):  # fmt: skip
            machine.sure("git", *words, where=folder)
    first = one.file.parent
    one.sure("git", "add", "-A", where=first)
    one.sure("git", "commit", "-qm", "first", where=first)
    one.sure("git", "push", "-q", "origin", "main", where=first)
    other.sure("git", "pull", "-q", "origin", "main", where=other.file.parent)


@pytest.mark.campaign
@pytest.mark.parametrize("way", [by_copy, by_import, by_git], ids=["copy", "import", "git"])
def test_two_machines_end_equal_and_lose_nothing_they_acknowledged(
    way: Callable[[Machine, Machine], None], tmp_path: Path
) -> None:
    chance = random.Random(way.__name__)  # noqa: S311 - it only has to vary
    one, other = Machine(tmp_path / "one", 0), Machine(tmp_path / "other", 90)
    assert one.letbe("done", "quiet").returncode == 0
    if way is by_git:
        with_git(one, other, tmp_path / "hub")
    else:
        assert other.letbe("import", str(one.export())).returncode == 0
    for number in range(EDITS):
        one.edit(chance, "one", number)
        other.edit(chance, "other", number)
        if (number + 1) % ROUND == 0:
            way(one, other)
    way(one, other)
    way(one, other)
    assert one.export().read_bytes() == other.export().read_bytes()
    for machine in (one, other):
        assert lost(machine, one, other) == []


def lost(machine: Machine, *told: Machine) -> list[str]:
    """Name what a machine does not show of what anybody was told to be kept."""

    def shown(*words: str) -> Any:
        return json.loads(machine.letbe(*words, "--json").stdout)

    missing = []
    urges = len(shown("events", "fix", "--from", "-60"))
    if urges != (known := sum(each.urges for each in told)):
        missing.append(f"{urges} urges of {known}")
    minutes = sum(mark["amount"] or 0 for mark in shown("log", "hobby", "--from", "-60"))
    if minutes != (known := sum(each.minutes for each in told)):
        missing.append(f"{minutes} minutes of {known}")
    names = {habit["name"] for habit in shown("habits")}
    for name in told:
        missing += [habit for habit in name.habits if habit not in names]
        for habit, what, kept in (("quiet", "note", name.notes), ("listen", "mark", name.marks)):
            for day, value in kept.items():
                found = shown("log", habit, "--from", day, "--to", day)
                missing += [f"{habit} {day}: {value}"] if not found or found[0][what] != value else []
    return missing
