"""Offering: what could be typed next behind some words, read off the declarations of the commands.

The shells' completion and the prompt of the linear mode both ask here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from tracker.cli.command import Command
from tracker.cli.commands import COMMANDS
from tracker.domain.habit import COLOURS, GLYPHS
from tracker.domain.named_tuple import NamedTuple


class Offer(NamedTuple):
    """A word that could come next; what has a name of its own also has an id, and is found by any part of its name.

    `short` is a word of the name that says which one is meant, where there is one.
    """

    text: str
    about: str = ""
    id: str = ""
    short: str = ""


class Offers(NamedTuple):
    """What could be typed next; `files` where it is the path of a file, of which the shell knows more."""

    words: tuple[Offer, ...] = ()
    files: bool = False


Naming = Callable[[str], Sequence[tuple[str, str]]]
"""Returns the ids and names of the book's `HABIT`s, `AREA`s or `ARCHIVED` habits, or its `TRIGGER`s."""

_EVERYWHERE = ("--file", "--defaults", "--json", "--plain", "--no-color", "--quiet", "--help")
_PATHS = ("--file", "--defaults")
_DAYS = "today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday"
_TRACKERS = "json csv loop habitkit inlitx mhabit beaverhabits harsh habitctl daylio habitbull table"
_VALUES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "DAY": _DAYS.split(),
        "S": ("daily", "weekdays", "weekends", "1/week", "2/week", "3/week", "1/month", "2/month", "anytime"),
        "G": ("check", "at least 20 min", "at most 1 time", "let go"),
        "P": ("week", "month", "quarter", "year", "all"),
        "F": ("text", "markdown", "html"),
        "FORMAT": _TRACKERS.split(),
        "COLOUR": COLOURS,
        "GLYPH": GLYPHS,
        "1..5": tuple("12345"),
    }
)
"""What is offered where a usage names this; what it can choose between stands there itself, with bars between."""

_ONE_SHORT = {
    ("--colour", "C"): "COLOUR",
    ("--glyph", "C"): "GLYPH",
    ("--trigger", "TEXT"): "TRIGGER",
    ("--instead", "TEXT"): "INSTEAD",
}
_NAMED = {"A": "AREA"} | {name: name for name in ("AREA", "HABIT", "ARCHIVED", "TRIGGER", "INSTEAD")}
_TAKES = re.compile(r"(-{1,2}[a-z][a-z-]*) ([A-Z]+\b|[a-z]+(?:\|[a-z]+)+)")
_OPTION = re.compile(r"--[a-z-]+")
_CHOICE = re.compile(r"(?<![\w-])[a-z][a-z-]*(?: \| [a-z][a-z-]*(?: [A-Z]+)?)+")


def offers(typed: Sequence[str], current: str, naming: Naming) -> Offers:
    """Say what could stand behind the words that are typed, where a word is begun as `current`."""
    literal = "--" in typed
    words = _without_general(typed)
    if words is None:
        return Offers(files=True)
    if not words:
        if current.startswith("-") and not literal:
            return _plain(_EVERYWHERE)
        return Offers((*(Offer(each.name, each.summary) for each in COMMANDS.values()), Offer("help", "what there is")))
    if words[0] == "help":
        return _plain((*COMMANDS, "safety")) if len(words) == 1 else Offers()
    command = COMMANDS.get(words[0])
    if command is None:
        return Offers()
    part = command.part(words[1:])
    return _of_command(part, words[len(part.name.split()) :], current, naming, literal=literal)


def _of_command(command: Command, words: list[str], current: str, naming: Naming, *, literal: bool) -> Offers:
    takes = dict(_TAKES.findall(command.usage))
    if not literal:
        if words and words[-1] in takes:
            return _reachable(_values(command, words[-1], takes[words[-1]], naming))
        option, equals, _ = current.partition("=")
        if equals and option in (*takes, *_PATHS):
            found = _values(command, option, takes.get(option, "PATH"), naming)
            return Offers(tuple(Offer(f"{option}={each.text}", each.about) for each in found.words))
        if current.startswith("-"):
            return _plain(dict.fromkeys((*_OPTION.findall(command.usage), *_EVERYWHERE)))
    found = _in_place(command, _places(words, takes), naming)
    return found if literal else _reachable(found)


def _in_place(command: Command, before: list[str], naming: Naming) -> Offers:
    """Say what may stand at a place of a command, behind the words that belong to no option."""
    parts = [part.name.split()[1] for part in command.parts] if not before else []
    if command.name == "settings":
        from tracker.cli.settings import NAMES, values

        return _plain(NAMES if not before else values(before[0]) if len(before) == 1 else ())
    slots = _slots(command)
    repeated = [place for place, slot in enumerate(slots) if slot.endswith("…")]
    place = min([len(before), *repeated])
    what = slots[place].rstrip("…") if place < len(slots) else ""
    found = _of_kind("ARCHIVED" if what == "HABIT" and command.name == "restore" else what, naming)
    return found._replace(words=(*_plain(parts).words, *found.words))


def _slots(command: Command) -> list[str]:
    """Return what stands at each place of a command's usage: `HABIT…`, `list|now|restore ID`."""
    bare = _TAKES.sub("", command.usage)
    choices = [re.sub(r" [A-Z]+|[ ]", "", found) for found in _CHOICE.findall(bare)]
    words = re.sub(r"-{1,2}[a-z-]+|[\[\]]", "", _CHOICE.sub("%", bare)).split()
    left = iter(choices)
    return [next(left) if word == "%" else word for word in words if word != "|"]


def _places(words: Sequence[str], takes: Mapping[str, str]) -> list[str]:
    """Return the words that stand at places of their own: no option, and no value of one."""
    end = words.index("--") if "--" in words else len(words)
    before = [
        word
        for index, word in enumerate(words[:end])
        if not (word.startswith("-") and not word[1:2].isdigit() and word != "-")
        and not (index and words[index - 1] in takes)
    ]
    return [*before, *words[end + 1 :]]


def _values(command: Command, option: str, what: str, naming: Naming) -> Offers:
    if command.name.startswith("areas ") and option in ("--before", "--after", "--to"):
        what = "AREA"
    return _of_kind(_ONE_SHORT.get((option, what), what), naming)


def _of_kind(what: str, naming: Naming) -> Offers:
    if what in _NAMED:
        named = naming(_NAMED[what])
        shorts = short_parts(named) if what in ("HABIT", "ARCHIVED") else {}
        return Offers(tuple(Offer(name, id=id, short=shorts.get(id, "")) for id, name in named))
    if what in ("PATH", "FILE"):
        return Offers(files=True)
    return _plain(_VALUES.get(what, what.split("|") if "|" in what and what.islower() else ()))


def _plain(words: Iterable[str]) -> Offers:
    return Offers(tuple(Offer(word) for word in words))


def _reachable(found: Offers) -> Offers:
    """Offer the id of what has a name that would be taken for an option."""
    return found._replace(words=tuple(_by_id(each) if each.text.startswith("-") else each for each in found.words))


def _by_id(each: Offer) -> Offer:
    return each._replace(text=each.id or each.text)


def _without_general(typed: Sequence[str]) -> list[str] | None:
    """Leave the options of every command out of some words; None where the path of one is to come next."""
    rest: list[str] = []
    words = iter(typed)
    for word in words:
        if word == "--":
            return [*rest, word, *words] if rest else list(words)
        if word in _PATHS:
            if next(words, None) is None:
                return None
        elif word.partition("=")[0] not in _EVERYWHERE and word not in ("-q", "-h", "--version"):
            rest.append(word)
    return rest


def matching(found: Offers, current: str) -> Iterator[Offer]:
    """Choose what fits a beginning: names that begin so in any case, else ids, else names with it anywhere.

    What has a short part comes with that, unless what is typed is the beginning of its whole name alone.
    """
    wanted = current.casefold()

    def in_short(each: Offer) -> Offer:
        return each._replace(text=each.short, about=each.text) if each.short else each

    begin = [
        in_short(each) if each.short.startswith(wanted) else each
        for each in found.words
        if each.text.casefold().startswith(wanted) or (each.short and each.short.startswith(wanted))
    ]
    ids = [in_short(each) for each in found.words if each.id.casefold().startswith(wanted) and each.id]
    within = [in_short(each) for each in found.words if each.id and wanted in each.text.casefold()]
    yield from begin or ids or within


def short_parts(named: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Choose for each id the first word of its name that stands in no other name, and is no other's whole one.

    A word of four letters or more is chosen before one of three: those are mostly such as “for”.
    """
    names = [(id, name.casefold()) for id, name in named]
    taken = {whole for pair in names for whole in (pair[0].casefold(), pair[1])}
    chosen: dict[str, str] = {}
    for id, name in names:
        for word in sorted(re.findall(r"\w{3,}", name), key=lambda word: len(word) == 3):
            is_own = word in (id.casefold(), name) or word not in taken
            if is_own and sum(word in other for _, other in names) == 1:
                chosen[id] = word
                break
    return chosen
