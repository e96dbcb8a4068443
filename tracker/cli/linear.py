"""Linear: letbe without a screen. Today as plain lines, then a prompt that takes every command.

Nothing is drawn anew and no state is told by a sign alone, so that a screen reader can read it, and a terminal that
can only print can show it. Each command is run as it would be from a shell, on the book as it is by then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tracker.cli.commands import COMMANDS
from tracker.cli.completion import naming, replies
from tracker.cli.console import Console, Surroundings
from tracker.cli.offering import offers
from tracker.cli.options import Options
from tracker.cli.prompt import Prompt
from tracker.cli.quoting import NONE, kept, typed
from tracker.cli.session import Session
from tracker.domain.errors import LetbeError
from tracker.domain.habit import Habit
from tracker.domain.text import counted, excerpt
from tracker.service.edits.first_book import begin, shipped_list
from tracker.service.files.library import practices_left
from tracker.service.tracker import open_demo
from tracker.settings import places

Run = Callable[[Sequence[str], Surroundings], int]
"""Does what a command line asks for, and gives the exit code."""

_ENDS = ("quit", "exit", "q")
_HOW = "Type a command, such as `done quiet`; `help` names them all, Tab completes, `quit` ends."
_STEPS = """\
There are no habits here yet. Three steps, none of which binds you:
First, choose a few of the practices below, by their numbers. A handful is plenty.
Second, when you have done one, type `done` and a part of its name; `today` says how the day stands.
Third, `review` looks back with you, and `undo` takes anything back."""
_TEXT = re.compile(r"\b(?:TEXT|WORDS)\b")
_TEXT_OPTION = re.compile(r"(--[a-z-]+) (?:TEXT|T)\b")
_OPEN = """\
There is a {} without its fellow. Put a text that holds one between the other kind of quotation marks: "it's fine"."""
_HERE = """\
You are in letbe already, in its linear mode. `quit` ends it; `letbe settings linear off` asks for the app instead."""


class Linear:
    """A conversation, line by line; on the made-up year it keeps nothing and touches no file."""

    def __init__(self, around: Surroundings, options: Options, run: Run, *, demo: bool = False) -> None:
        session = Session(Console(around, options), around)
        tracker = open_demo(session.clock) if demo else None
        self._around = around._replace(linear=True, tracker=tracker)
        self._console = Console(self._around, options._replace(colour=False))
        self._general = list(_general(options))
        self._run = run
        self._demo = demo
        folder = "" if demo else places(session.file).state
        self._prompt = Prompt(self._console, around, self._complete, folder)

    def talk(self, because: str) -> int:
        """Say how today stands, then do what is asked for until that is enough."""
        console = self._console
        console.tell(f"letbe, line by line, since {because}.")
        if self._session().is_new:
            self._begin()
        else:
            self._do(["today"])
        console.tell(_HOW)
        while (line := self._read("letbe demo: " if self._demo else "letbe: ")) is not None:
            words = _words(line, console)
            if words and len(words) == 1 and words[0].casefold() in _ENDS:
                return 0
            if words:
                self._answer(words, line)
        console.print()
        return 0

    def _read(self, question: str) -> str | None:
        """Ask for a line until one can be read; None at the end."""
        while True:
            try:
                return self._prompt.read(question)
            except KeyboardInterrupt:
                self._console.print()
            except LetbeError as error:
                self._console.complain(str(error))

    def _answer(self, words: list[str], line: str) -> None:
        if words == ["begin"]:
            self._begin()
        elif self._do(words) == 0 and not _has_text(words):
            self._prompt.keep(line.strip())

    def _do(self, words: Sequence[str]) -> int:
        return self._run([*self._general, *words], self._around)

    def _session(self) -> Session:
        return Session(self._console, self._around)

    def _complete(self, line: str, replaced: str) -> list[str]:
        found = typed(line)
        before = found.words[1:] if found.words[:1] == ("letbe",) else found.words
        offered = offers(before, found.value, naming([*self._general, *before], self._around))
        return replies(offered, found.raw, replaced, history=False)

    def _begin(self) -> None:
        """Let a few practices be chosen to begin with, on a place where nobody has begun."""
        try:
            session = self._session()
            if not session.is_new:
                self._console.tell("You have begun already; `today` says how the day stands, `add NAME` adds a habit.")
                return
            habit_list = shipped_list(session.today, own=self._console.options.defaults)
            practices = practices_left(session.tracker.book, habit_list)
            self._list([(area.name, habit) for area, habit in practices])
            chosen = self._choose([habit for _, habit in practices])
            if not chosen:
                self._console.tell("Nothing is chosen yet. `begin` asks again; `add NAME` adds one of your own.")
                return
            session.tracker.commit(begin(habit_list, {habit.id for habit in chosen}))
        except LetbeError as error:
            self._console.complain(str(error))
            return
        self._console.tell(f"Began with {counted(len(chosen), 'practice')}.")
        self._do(["today"])

    def _list(self, practices: Sequence[tuple[str, Habit]]) -> None:
        for line in _STEPS.splitlines():
            self._console.tell(line)
        area = ""
        for number, (name, habit) in enumerate(practices, 1):
            if name != area:
                self._console.print(f"{name}:")
                area = name
            self._console.tell(f"  {number} {habit.name}")

    def _choose(self, practices: Sequence[Habit]) -> list[Habit]:
        """Ask for numbers until they can be read; nothing chosen where none are given."""
        self._console.tell("A number and a question mark, such as 3?, tells what a practice is for.")
        while (line := self._read("Which ones? Numbers such as 1 4 7, or Enter for none yet: ")) is not None:
            numbers = line.replace(",", " ").split()
            by_number = {str(number): practice for number, practice in enumerate(practices, 1)}
            wrong = [number for number in numbers if number.removesuffix("?") not in by_number]
            asked = [by_number[number[:-1]] for number in numbers if number.endswith("?") and not wrong]
            if wrong:
                self._console.complain(f"“{excerpt(wrong[0])}” is none of the numbers from 1 to {len(practices)}.")
            elif not asked:
                return list(dict.fromkeys(by_number[number] for number in numbers))
            for practice in asked:
                self._console.tell(f"{practice.name}: {practice.why or 'nothing is said of it.'}")
        return []


def _general(options: Options) -> Iterator[str]:
    """Return the options with which letbe was called, for each command in it."""
    yield "--no-color"
    for name, path in (("--file", options.file), ("--defaults", options.defaults)):
        if path:
            yield from (name, path)
    if options.quiet:
        yield "--quiet"


def _words(line: str, console: Console) -> list[str]:
    """Split a line as a shell would; `letbe` before it may stand there or not."""
    left_open = kept(line)[1]
    if left_open != NONE:
        console.complain(_OPEN.format("backslash" if left_open == "\\" else f"quotation mark {left_open[-1]}"))
        return []
    words = list(typed(line + " ").words)
    if words == ["letbe"]:
        console.tell(_HERE)
        return []
    return words[1:] if words[:1] == ["letbe"] else words


def _has_text(words: Sequence[str]) -> bool:
    """Tell whether a command's words hold a text of the user's own, such as a note: those are not kept."""
    command = COMMANDS.get(words[0])
    if command is None:
        return True
    usage = command.part(words[1:]).usage
    options = _TEXT_OPTION.findall(usage)
    in_place = _TEXT.search(_TEXT_OPTION.sub("", usage)) is not None
    return in_place or any(word.startswith("-n") or word.partition("=")[0] in options for word in words)
