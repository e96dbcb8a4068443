"""Run: from the words of a command line to what is printed, and the exit code."""

from __future__ import annotations

from tracker.cli.command import AT_HAND, Command, Effect
from tracker.cli.console import Console, Surroundings
from tracker.cli.options import Format, Options, split
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.text import excerpt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

INTERRUPTED = 130

_BY_HAND = "status"
"""The command that reads its words by itself, for which a shell prompt must not wait."""

_ON_FILES = ("backup", "doctor", "merge", "path", "settings", "status", "completion")
"""What works on files of the user's, also where the book that is open is a made-up one."""

_MADE_UP = "demo"
_AT_A_TAB = "__complete"
"""With what the scripts of `letbe completion` ask; its words are those of another command line."""


def run(argv: Sequence[str], around: Surroundings) -> int:
    """Do what a command line asks for, and give the exit code; no error leaves here but a bug."""
    if argv and argv[0] == _AT_A_TAB:
        from tracker.cli.completion import complete

        return complete(argv[1:], around)
    console = Console(around)
    try:
        options, words = split(argv)
        console = Console(around, options)
        code = _dispatch(words, console, around)
    except LetbeError as error:
        console.refuse(error)
        code = error.exit_code
    except KeyboardInterrupt:
        code = INTERRUPTED
    return console.end(code)


def _dispatch(words: list[str], console: Console, around: Surroundings) -> int:
    options = console.options
    if options.version:
        from tracker import __version__

        console.print(f"letbe {__version__}")
        return 0
    named, literal = _ended(words)
    if not named and not options.help:
        if options.format is Format.TEXT and _is_talked_to(console, around):
            return _open(console, around)
        named = ["today"]
    if not named or named[0] == "help":
        return _help(named[1:], console)
    command = _command(named)
    if around.tracker and command.name in _ON_FILES:
        raise Refused(f"The made-up year lies in no file, so `{command.name}` has nothing to work on here.")
    if options.help:
        return _help(named, console)
    _check_format(command, options)
    taken = len(command.name.split())
    rest = named[taken:]
    if literal < len(words):
        rest.insert(max(literal - taken, 0), "--")
    if command.name == _BY_HAND:
        from tracker.cli.status import status

        return status(rest, console, around)
    if command.name == _MADE_UP and console.display.is_terminal and console.interactive:
        return _open(console, around, demo=True)
    return _execute(command, rest, console, around)


def _is_talked_to(console: Console, around: Surroundings) -> bool:
    """Tell whether somebody is there to talk with: on a terminal, or where a shell in an editor talks through pipes.

    Such a shell says that it can only print; a script is not meant unless it asks for the linear mode too.
    """
    if console.display.is_terminal or console.interactive:
        return console.display.is_terminal and console.interactive
    if around.env.get("TERM") != "dumb":
        return False
    from tracker.cli.fullscreen import wished_plain

    return wished_plain(around.env)


def _ended(words: list[str]) -> tuple[list[str], int]:
    """Return the words without the first `--`, and the place from which on they are no options."""
    end = words.index("--") if "--" in words else len(words)
    return words[:end] + words[end + 1 :], end


def _open(console: Console, around: Surroundings, *, demo: bool = False) -> int:
    """Open the app, or the linear mode where there can be no screen or none is wanted."""
    from tracker.cli.fullscreen import in_the_way
    from tracker.settings import places, read_preferences

    options = console.options
    if around.linear:
        raise Refused("The made-up year would take the place of your own here; `quit` first, then `letbe demo`.")
    wish = read_preferences(places(options.file or around.env.get("LETBE_FILE", "")).preferences)[0].linear
    streams = (around.stdin, around.stdout, around.stderr)
    if because := in_the_way(around.env, console.display.size, [stream.isatty() for stream in streams], wish=wish):
        from tracker.cli.linear import Linear

        return Linear(around, options, run, demo=demo).talk(because)
    return around.open_app(None if demo else options.file, demo, options.defaults)


def _command(words: Sequence[str]) -> Command:
    word = words[0]
    if word in AT_HAND:
        return AT_HAND[word]
    from tracker.cli.commands import COMMANDS

    if word in COMMANDS:
        return COMMANDS[word].part(words[1:])
    from tracker.cli.synonyms import meant_by  # only on the way to an error

    near = meant_by(word)
    hint = f"did you mean {near}?" if near else "`letbe --help` lists them all."
    what = "option" if word.startswith("-") else "command"
    raise Unreadable(f"There is no {what} “{excerpt(word)}”; {hint}")


def _help(words: list[str], console: Console) -> int:
    console.print(console.spoken(_help_on(words).rstrip("\n")))
    return 0


def _help_on(words: list[str]) -> str:
    if not words:
        from tracker.cli.help import overview

        return overview()
    if words[:1] == ["safety"]:  # who looks for help is not asked to type it again
        from tracker.service.words.safety import SAFETY_PAGE

        return SAFETY_PAGE
    command = _command(words)
    if command.name == _BY_HAND:
        from tracker.cli.help import introduce

        return introduce(command)
    from tracker.cli.parser import Parser

    parser = Parser(command)
    _module(command).HANDLERS[command.name].arguments(parser)
    return parser.format_help()


def _module(command: Command) -> ModuleType:
    from importlib import import_module  # what is told without the book does without

    return import_module(f"tracker.cli.{command.module}")


def _check_format(command: Command, options: Options) -> None:
    if options.format is not Format.TEXT and not command.lists:
        from tracker.cli.commands import COMMANDS

        *listing, last = (command.name for command in COMMANDS.values() if command.lists)
        raise Unreadable(
            f"`letbe {command.name}` lists nothing and has no --{options.format}; "
            f"letbe {', '.join(listing)} and {last} do."
        )


def _execute(command: Command, words: list[str], console: Console, around: Surroundings) -> int:
    from tracker.cli.parser import Parser, read_plainly
    from tracker.cli.session import HOW_TO_BEGIN, HOW_TO_START, Session

    handler = _module(command).HANDLERS[command.name]
    parser = Parser(command)
    handler.arguments(parser)
    arguments = read_plainly(parser.declared, words)
    if arguments is None:
        from tracker.cli.strict import read_strictly  # argparse

        arguments = read_strictly(parser, words, console)
    session = Session(console, around)
    console.display.prefer_ascii(session.preferences.ascii)
    if command.effect is Effect.READS and session.is_new:
        if console.wants(Format.JSON):
            console.data("[]\n")
        console.say(HOW_TO_BEGIN if around.linear else HOW_TO_START)
        return 0
    code = handler.run(session, arguments) or 0
    if session.has_other_habits:
        from tracker.cli.remind_setup import keep_in_step  # marks change no times

        keep_in_step(session)
    return code
