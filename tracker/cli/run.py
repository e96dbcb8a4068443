"""Run: from the words of a command line to what is printed, and the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from tracker.cli.commands import COMMANDS, Command, Effect
from tracker.cli.console import Console, Surroundings
from tracker.cli.options import Format, Options, split
from tracker.domain.errors import LetbeError, Unreadable
from tracker.domain.text import excerpt

INTERRUPTED = 130
NOT_WRITTEN = 4

_BY_HAND = "status"
"""The command that reads its words by itself, for which a shell prompt must not wait."""


def run(argv: Sequence[str], around: Surroundings) -> int:
    """Do what a command line asks for, and give the exit code; no error leaves here but a bug."""
    console = Console(around)
    try:
        options, words = split(argv)
        console = Console(around, options)
        code = _dispatch(words, console, around)
        console.flush()
    except LetbeError as error:
        console.refuse(error)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read us has had enough
        console.abandon()
        return 0
    except OSError as error:
        console.abandon()
        console.complain(f"What was to be printed could not be written: {error.strerror or error}.")
        return NOT_WRITTEN
    return code


def _dispatch(words: list[str], console: Console, around: Surroundings) -> int:
    options = console.options
    if options.version:
        from tracker import __version__

        console.print(f"letbe {__version__}")
        return 0
    if not words and not options.help:
        if console.on_terminal and console.interactive and options.format is Format.TEXT:
            return around.open_app(options.file, False, options.defaults)
        words = ["today"]
    if not words or words[0] == "help":
        return _help(words[1:], console)
    command = _command(words)
    if options.help:
        return _help(words, console)
    _check_format(command, options)
    if command.name == _BY_HAND:
        from tracker.cli.status import status

        return status(words[1:], console, around)
    return _execute(command, words[len(command.name.split()) :], console, around)


def _command(words: Sequence[str]) -> Command:
    word = words[0]
    if word in COMMANDS:
        return COMMANDS[word].part(words[1:])
    from difflib import get_close_matches  # only on the way to an error

    near = get_close_matches(word[:50].casefold(), COMMANDS, n=1)
    hint = f"did you mean `letbe {near[0]}`?" if near else "`letbe --help` lists them all."
    what = "option" if word.startswith("-") else "command"
    raise Unreadable(f"There is no {what} “{excerpt(word)}”; {hint}")


def _help(words: list[str], console: Console) -> int:
    if not words:
        from tracker.cli.help import overview

        console.print(overview())
        return 0
    command = _command(words)
    if command.name == _BY_HAND:
        from tracker.cli.help import introduce

        console.print(introduce(command).rstrip("\n"))
        return 0
    from tracker.cli.parser import Parser

    parser = Parser(command)
    import_module(f"tracker.cli.{command.module}").HANDLERS[command.name].arguments(parser)
    console.print(parser.format_help().rstrip("\n"))
    return 0


def _check_format(command: Command, options: Options) -> None:
    if options.format is not Format.TEXT and not command.lists:
        *listing, last = (command.name for command in COMMANDS.values() if command.lists)
        raise Unreadable(
            f"`letbe {command.name}` lists nothing and has no --{options.format}; "
            f"letbe {', '.join(listing)} and {last} do."
        )


def _execute(command: Command, words: list[str], console: Console, around: Surroundings) -> int:
    from tracker.cli.parser import Parser  # argparse costs as much as a bare Python
    from tracker.cli.session import HOW_TO_START, Session

    handler = import_module(f"tracker.cli.{command.module}").HANDLERS[command.name]
    parser = Parser(command)
    handler.arguments(parser)
    arguments = parser.read(words)
    session = Session(console, around)
    console.prefer_ascii(session.preferences.ascii)
    if command.effect is Effect.READS and session.is_new:
        if console.wants(Format.JSON):
            console.data("[]\n")
        console.say(HOW_TO_START)
        return 0
    return handler.run(session, arguments) or 0
