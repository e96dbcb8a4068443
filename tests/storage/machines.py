"""Several machines with one book, a sync program between them, and an oracle that knows what each has acknowledged.

Every text that is written is one of its kind. At the end it has to stand in the book or beside it, unless somebody
wrote something else in its place, or took it back, who had it before the eyes.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, NOW, a_habit, making, undoing
from tests.storage.trials import Outcome
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Batch, Change, Put, SetMark, find, together
from tracker.domain.habit import Habit
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.file_store import FileStore

DAY_MS = 86_400_000
DAYS = [date(2026, 11, number) for number in (2, 3, 4)]
PROMPTS = ("What helped?", "What got in the way?")


class Machine:
    """One machine: a folder that a sync program keeps, a state of its own, and a clock that may be days off."""

    def __init__(self, folder: Path, off: int) -> None:
        self.path = folder / "sync" / "habits.json"
        self.state = folder / "state"
        self.path.parent.mkdir(parents=True)
        self.clock = NOW + off
        self.kept_open: FileStore | None = None

    def store(self) -> FileStore:
        """The program on this machine: the one that is open, else a new one."""
        return self.kept_open or FileStore(str(self.path), str(self.state), lambda: self.clock, QuickDisk())

    @property
    def data(self) -> bytes:
        return self.path.read_bytes() if self.path.exists() else b""


class World:
    """The machines, and of each text that was written whether somebody has knowingly put an end to it."""

    def __init__(self, folder: Path, chance: random.Random, count: int) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.chance = chance
        self.machines = [Machine(folder / str(number), chance.randint(-3, 3) * DAY_MS) for number in range(count)]
        self.alive: set[str] = set()
        self.written = 0
        self.older: list[bytes] = []
        first = self.machines[0]
        first.store().commit(making(together([BEGIN, Put(a_habit("walk"))])), first.clock)
        for other in self.machines[1:]:
            other.path.write_bytes(first.data)

    def text(self) -> str:
        self.written += 1
        return f"text{self.written:05}x"

    def edit(self, machine: Machine) -> None:
        """Write something new; what stood there, and was seen there, is over."""
        machine.clock += self.chance.randint(1, 100_000)
        new = self.text()
        over: set[str] = set()
        put = self._some_edit(new)

        def step(book: Book, history: object) -> object:
            change = put(book)
            before, after = _texts(book), _texts(change.apply(book))
            over.clear()
            over.update(before - after)
            return making(change)(book, history)  # type: ignore[arg-type]

        machine.store().commit(step, machine.clock)  # type: ignore[arg-type]
        self.alive -= over
        self.alive.add(new)

    def undo(self, machine: Machine) -> None:
        """Take the last change of this machine back; what it wrote is over, and what it ended is there again."""
        machine.clock += 1000
        store = machine.store()
        before = _texts(store.read())
        undoable = store.history().undoable
        if undoable and not isinstance(undoable[-1].made.change, Batch):  # which is how it all began
            after = _texts(store.commit(undoing, machine.clock).book)
            self.alive -= before - after
            self.alive |= after - before

    def _some_edit(self, new: str) -> Callable[[Book], Change]:
        chance, day = self.chance, self.chance.choice(DAYS)
        habit = chance.choice(("quiet", "walk"))
        kind = chance.choice(("note", "note", "line", "answer", "answer", "field", "area"))
        if kind == "note":
            mark = chance.choice((Mark(MarkKind.DONE, note=new), Mark(MarkKind.SKIP, note=new)))
            return lambda _: SetMark(habit, day, mark)
        if kind == "line":
            return lambda book: Put(_reflection(book, Lookback.DAY, day)._replace(text=new))
        if kind == "answer":
            prompt = chance.choice(PROMPTS)
            return lambda book: Put(_answered(_reflection(book, Lookback.WEEK, DAYS[0]), prompt, new))
        field = chance.choice(("why", "cue", "small", "name"))
        if kind == "field":
            return lambda book: Put(_with(find(book.habits, habit) or a_habit(habit), **{field: new}))
        return lambda book: Put(book.areas[0]._replace(name=new))

    def sync(self, source: Machine, target: Machine) -> None:
        """A sync program puts one machine's file over another's, with or without a copy of what stood there."""
        if target.data == source.data or not source.data:
            return
        if self.chance.random() < 0.5:
            copy = f"habits.sync-conflict-20261122-{self.chance.randrange(10**6):06}-ABCDEF7.json"
            os.replace(target.path, target.path.with_name(copy))
        new = target.path.with_name(".syncthing.habits.json.tmp")
        new.write_bytes(source.data)
        os.replace(new, target.path)

    def put_back_an_older_file(self, machine: Machine) -> None:
        """Somebody puts back a file of some days ago."""
        if self.older:
            machine.path.write_bytes(self.chance.choice(self.older))

    def play(self, moves: int) -> None:
        chance = self.chance
        for _ in range(moves):
            machine, other = chance.sample(self.machines, 2)
            move = chance.random()
            if move < 0.5:
                self.edit(machine)
            elif move < 0.6:
                self.undo(machine)
            elif move < 0.85:
                self.sync(machine, other)
                if chance.random() < 0.6:
                    other.store().read()
            elif move < 0.9:
                self.older.append(machine.data)
            elif move < 0.93:
                self.put_back_an_older_file(machine)
            else:
                machine.kept_open = None if machine.kept_open else machine.store()

    def settle(self) -> None:
        """Let every machine meet every other one, until all is at rest."""
        for machine in self.machines:
            machine.store().read()
        for _ in range(3):
            for source in self.machines:
                for target in self.machines:
                    if source is not target and source.data != target.data:
                        target.path.with_name("habits (1).json").write_bytes(source.data)
                        target.kept_open = None
                        target.store().read()

    def faults(self) -> list[str]:
        """Say what is wrong at the end: texts that are nowhere, machines that differ or do not come to rest."""
        found = [f"{text} is nowhere" for text in sorted(self.alive) if text.encode() not in self.machines[0].data]
        if len({machine.data for machine in self.machines}) > 1:
            found.append("the machines differ")
        for machine in self.machines:
            before = machine.data, machine.path.stat().st_mtime_ns
            for _ in range(2):
                FileStore(str(machine.path), str(machine.state), lambda: NOW, QuickDisk()).read()
            if (machine.data, machine.path.stat().st_mtime_ns) != before:
                found.append("reading writes")
        return found


def _texts(book: Book) -> set[str]:
    """Every text of the user's that a book shows."""
    found = {mark.note for log in book.logs.values() for _, mark in log if mark.note}
    for reflection in book.reflections:
        found |= {reflection.text, *dict(reflection.answers).values()}
    for habit in book.habits:
        found |= {habit.why, habit.cue, habit.small, habit.name}
    return {text for text in found | {area.name for area in book.areas} if text.startswith("text")}


def _with(habit: Habit, **texts: Any) -> Habit:
    return habit._replace(**texts)


def _reflection(book: Book, span: Lookback, day: date) -> Reflection:
    return find(book.reflections, Reflection(span, day).id) or Reflection(span, day)


def _answered(reflection: Reflection, prompt: str, answer: str) -> Reflection:
    return reflection._replace(answers=tuple({**dict(reflection.answers), prompt: answer}.items()))


def machines_apart(folder: Path, chance: random.Random, trials: int) -> Outcome:
    """Three machines write at once, and meet through a sync program in every way; count what is lost or wrong."""
    lost = 0
    for _ in range(trials):
        world = World(folder, chance, 3)
        world.play(chance.randint(10, 40))
        world.settle()
        lost += len(world.faults())
    return Outcome(trials, lost)
