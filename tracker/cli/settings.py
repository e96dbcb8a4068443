"""The command `settings`: those that travel with the book, and the personal ones of this machine."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tracker import settings as personal
from tracker.cli.answers import record
from tracker.cli.columns import show_told
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.domain.book import Book
from tracker.domain.errors import Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import read_time, say_time
from tracker.domain.schedule import WEEKDAY_NAMES, weekday
from tracker.domain.text import excerpt
from tracker.service.edits.book_settings import remind_at, start_day_at, start_week_on
from tracker.service.steps import Edit


class Travelling(NamedTuple):
    """A setting of the book: how it is shown, and the edit that a typed value asks for."""

    meaning: str
    show: Callable[[Book], str]
    edit: Callable[[Session, str], Edit]


class Shown(NamedTuple):
    """A setting as it is listed."""

    name: str
    value: str
    meaning: str


_YES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_PERSONAL = {
    "theme": "the colours of the app; empty for letbe's own",
    "ascii": "plain characters: on, off, or auto (as the terminal needs it)",
    "linear": "plain lines and a prompt in place of the app: on, off, or auto (where no screen can be had)",
    "mouse": "whether the app follows the mouse; off leaves it to the terminal, to select text with",
    "hide_streaks": "leave streak numbers out of today and of the app",
    "mask": "hide names and notes in the app from onlookers",
    "columns": f"what stands at the right of Today: {', '.join(personal.COLUMNS)}, all or none",
    "notify": f"how a terminal that nobody looks at tells of a reminder in the app: {', '.join(personal.NOTIFY)}",
    "notify_names": "put names and cues into what the terminal tells",
    "first_weeks": "say what is usual in the first four weeks, where you look back on them",
}

_SOME_THEMES = ("letbe-dark", "letbe-light", "textual-dark", "textual-light", "nord", "gruvbox", "dracula")
"""Those that every version of the screens has; the app lists all there are."""

_MAYBE = ("ascii", "linear")
"""What is neither on nor off as long as nobody says so."""


def _week_edit(session: Session, text: str) -> Edit:
    day = weekday(text)
    if day is None:
        raise Unreadable(f"“{excerpt(text)}” is not a weekday; write monday, sunday or saturday.")
    return start_week_on(day, session.today)


_TRAVELLING = {
    "week-start": Travelling(
        "the weekday on which a week begins: monday, sunday or saturday",
        lambda book: WEEKDAY_NAMES[book.settings.week_start].lower(),
        _week_edit,
    ),
    "day-start": Travelling(
        "when a day begins; what is done before counts for the day before (00:00 to 12:00)",
        lambda book: say_time(book.settings.day_start),
        lambda _session, text: start_day_at(read_time(text)),
    ),
    "remind": Travelling(
        "a time for one look at the whole day, or none; habits have times of their own",
        lambda book: "none" if book.settings.remind is None else say_time(book.settings.remind),
        lambda _session, text: remind_at(text),
    ),
}


NAMES = tuple(name.replace("_", "-") for name in (*_TRAVELLING, *_PERSONAL))


def values(name: str) -> tuple[str, ...]:
    """Return the words that a setting can be given, where they can be counted."""
    match name:
        case "week-start":
            return ("monday", "sunday", "saturday")
        case "columns":
            return (*personal.COLUMNS, "all", "none")
        case "notify":
            return personal.NOTIFY
        case "theme":
            return _SOME_THEMES
        case "day-start":
            return ("00:00", "03:00", "04:00", "05:00")
        case "remind":
            return ("none", "18:00", "20:00", "21:00")
        case _:
            return ("on", "off", *(("auto",) if name in _MAYBE else ())) if name in NAMES else ()


def _arguments(parser: Parser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="")
    parser.add_argument("value", nargs="*", metavar="VALUE", help="")


def _settings(session: Session, arguments: Namespace) -> None:
    listed = _listed(session)
    if arguments.name is None:
        _print(session, listed)
        return
    name = arguments.name.strip().casefold().replace("_", "-")
    known = next((setting for setting in listed if setting.name == name), None)
    if known is None:
        names = ", ".join(setting.name for setting in listed)
        near = next((setting.name for setting in listed if name and name in setting.name), "")
        meant = f"did you mean `letbe settings {near}`? There" if near else "there"
        raise Unreadable(f"There is no setting “{excerpt(arguments.name)}”; {meant} are {names}.")
    value = " ".join(arguments.value)
    if not arguments.value:
        _print(session, [known])
    elif name in _TRAVELLING:
        record(session, _TRAVELLING[name].edit(session, value), f"{name}: {known.value} already")
    else:
        _prefer(session, known, value)


def _listed(session: Session) -> list[Shown]:
    book = session.book
    preferences, ignored = personal.read_preferences(personal.places(session.file).preferences)
    for sentence in ignored:
        session.console.say(sentence)
    travelling = [Shown(name, setting.show(book), setting.meaning) for name, setting in _TRAVELLING.items()]
    kept = preferences._asdict()
    return travelling + [Shown(name.replace("_", "-"), _say(kept[name]), about) for name, about in _PERSONAL.items()]


def _say(value: personal.Value) -> str:
    if value is None:
        return "auto"
    if isinstance(value, tuple):
        return " ".join(value) or "none"
    return value if isinstance(value, str) else "on" if value else "off"


def _prefer(session: Session, known: Shown, text: str) -> None:
    """Write a personal setting, which lies in a file of its own that undo does not reach."""
    name = known.name.replace("-", "_")
    value = _read(name, text.strip())
    said = _say(value) if name in _MAYBE or value is not None else ""
    if said == known.value:
        session.console.answer(f"{known.name}: {known.value or 'letbe’s own'} already")
        return
    personal.write_preference(personal.places(session.file).preferences, name, value)
    back = f"letbe settings {known.name} {known.value or repr('')}"
    session.console.answer(f"{known.name}: {excerpt(said) or 'letbe’s own'} (undo: {back})")


def _read(name: str, word: str) -> personal.Value:
    """Read a personal setting as it is typed; None is its default."""
    if name == "theme":
        return word or None
    if name == "columns":
        return _columns(word.casefold())
    if name == "notify":
        return personal.checked(name, word.casefold())
    if word.casefold() == "auto" and name in _MAYBE:
        return None
    if word.casefold() in _YES:
        return _YES[word.casefold()]
    raise Unreadable(f"“{excerpt(word)}” is neither on nor off.")


def _columns(words: str) -> tuple[str, ...]:
    if words in ("all", "none"):
        return personal.COLUMNS if words == "all" else ()
    named = words.replace(",", " ").split()
    for word in named:
        if word not in personal.COLUMNS:
            there = ", ".join(personal.COLUMNS)
            raise Unreadable(f"“{excerpt(word)}” is no column of Today; there are {there}, all and none.")
    return tuple(column for column in personal.COLUMNS if column in named)


def _print(session: Session, settings: list[Shown]) -> None:
    console = session.console
    if console.wants(Format.JSON):
        console.json([setting._asdict() for setting in settings])
    elif console.wants(Format.PLAIN):
        console.records(settings)
    else:
        rows = [(setting.name, setting.value or "–", setting.meaning) for setting in settings]
        show_told(console, rows)


HANDLERS: Mapping[str, Handler] = MappingProxyType({"settings": Handler(_arguments, _settings)})
