"""Several machines with one book, and a sync program between them; an oracle hears what each has acknowledged."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.storage.edits_at_random import EditsAtRandom
from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, NOW, a_habit, making
from tests.storage.oracle import Oracle
from tests.storage.trials import Outcome
from tracker.domain.book import Book
from tracker.domain.changes import Change, Put, together
from tracker.domain.history import History, LabelledChange, Step
from tracker.service.steps import redo, undo
from tracker.storage.file.file_store import FileStore

DAY_MS = 86_400_000
BEGUN = "begun"


class Machine:
    """One machine: a folder that a sync program keeps, a state of its own, and a clock that may be days off.

    `known` has the numbers of what it has ever seen, and `in_file` those of what the file in the folder holds.
    """

    def __init__(self, folder: Path, off: int) -> None:
        self.path = folder / "sync" / "habits.json"
        self.state = folder / "state"
        self.path.parent.mkdir(parents=True)
        self.clock = NOW + off
        self.kept_open: FileStore | None = None
        self.known: set[int] = set()
        self.in_file: set[int] = set()
        self.in_copies: set[int] = set()

    def store(self) -> FileStore:
        """The program on this machine: the one that is open, else a new one."""
        return self.kept_open or FileStore(str(self.path), str(self.state), lambda: self.clock, QuickDisk())

    @property
    def data(self) -> bytes:
        return self.path.read_bytes() if self.path.exists() else b""

    def read(self) -> Book:
        self.known |= self.in_file | self.in_copies
        book = self.store().read()
        self.in_file, self.in_copies = set(self.known), set()
        return book


class OlderFile(NamedTuple):
    """A file as it was some time ago, and the numbers of what it holds."""

    data: bytes
    known: set[int]


class World:
    """The machines, and what has ever been said on any of them."""

    def __init__(self, folder: Path, chance: random.Random, count: int) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.chance = chance
        self.machines = [Machine(folder / str(number), chance.randint(-3, 3) * DAY_MS) for number in range(count)]
        self.oracle = Oracle()
        self.older: list[OlderFile] = []
        self._edits = EditsAtRandom(chance)
        first = self.machines[0]
        self._commit(first, making(together([BEGIN, Put(a_habit("walk"))]), BEGUN))
        for other in self.machines[1:]:
            other.path.write_bytes(first.data)
            other.in_file = set(first.in_file)

    def edit(self, machine: Machine) -> None:
        """Write something new."""
        machine.clock += self.chance.randint(1, 100_000)
        edit: Callable[[Book], Change] = self._edits.some_edit()
        self._commit(machine, lambda book, _: LabelledChange(edit(book), "an edit"))

    def go_back(self, machine: Machine) -> None:
        """Take the last change of this machine back, or bring back what was taken back."""
        machine.clock += 1000
        machine.read()
        history = machine.store().history()
        if history.redoable and self.chance.random() < 0.4:
            self._commit(machine, redo)
        elif history.undoable and history.undoable[-1].made.label != BEGUN:
            self._commit(machine, undo)

    def _commit(self, machine: Machine, step: Step) -> None:
        before = [Book()]

        def heard(book: Book, history: History) -> LabelledChange:
            before[0] = book
            return step(book, history)

        machine.known |= machine.in_file
        after = machine.store().commit(heard, machine.clock).book
        self.oracle.hear(before[0], after, machine.known)
        machine.in_file = set(machine.known)

    def sync(self, source: Machine, target: Machine) -> None:
        """A sync program puts one machine's file over another's, with or without a copy of what stood there."""
        if target.data == source.data or not source.data:
            return
        if self.chance.random() < 0.5:
            copy = f"habits.sync-conflict-20261122-{self.chance.randrange(10**6):06}-ABCDEF7.json"
            os.replace(target.path, target.path.with_name(copy))
            target.in_copies |= target.in_file
        self._put(target, OlderFile(source.data, set(source.in_file)))

    def _put(self, target: Machine, file: OlderFile) -> None:
        new = target.path.with_name(".syncthing.habits.json.tmp")
        new.write_bytes(file.data)
        os.replace(new, target.path)
        target.in_file = set(file.known)

    def play(self, moves: int) -> None:
        chance = self.chance
        for _ in range(moves):
            machine, other = chance.sample(self.machines, 2)
            move = chance.random()
            if move < 0.5:
                self.edit(machine)
            elif move < 0.6:
                self.go_back(machine)
            elif move < 0.85:
                self.sync(machine, other)
                if chance.random() < 0.6:
                    other.read()
            elif move < 0.9:
                self.older.append(OlderFile(machine.data, set(machine.in_file)))
            elif move < 0.93 and self.older:
                self._put(machine, chance.choice(self.older))
            else:
                machine.kept_open = None if machine.kept_open else machine.store()

    def settle(self) -> None:
        """Let every machine meet every other one, until all is at rest."""
        for machine in self.machines:
            machine.read()
        for _ in range(3):
            for source in self.machines:
                for target in self.machines:
                    if source is not target and source.data != target.data:
                        target.path.with_name("habits (1).json").write_bytes(source.data)
                        target.kept_open = None
                        target.read()

    def faults(self) -> list[str]:
        """Say what is wrong at the end: what is nowhere or returned, machines that differ or do not come to rest."""
        found = [*self.oracle.faults(self.machines[0].data)]
        if len({machine.data for machine in self.machines}) > 1:
            found.append("the machines differ")
        for machine in self.machines:
            before = machine.data, machine.path.stat().st_mtime_ns
            for _ in range(2):
                FileStore(str(machine.path), str(machine.state), lambda: NOW, QuickDisk()).read()
            if (machine.data, machine.path.stat().st_mtime_ns) != before:
                found.append("reading writes")
        return found


def machines_apart(folder: Path, chance: random.Random, trials: int) -> Outcome:
    """Three machines write at once, and meet through a sync program in every way; count what is lost or wrong."""
    lost = 0
    for _ in range(trials):
        world = World(folder, chance, 3)
        world.play(chance.randint(10, 40))
        world.settle()
        lost += len(world.faults())
    return Outcome(trials, lost)
