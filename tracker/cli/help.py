"""Help: printed from the declarations, examples first."""

from __future__ import annotations

from tracker.cli.command import Command
from tracker.cli.commands import GROUPS

_WIDTH = 80
_INTRODUCTION = """\
letbe: a habit tracker for practising healthy detachment.

  letbe                    open the app (in a pipe: print today)
  letbe done quiet         check a habit off; any part of its name will do
  letbe ask                go through what is open today
  letbe undo               take the last change back
"""

OPTIONS = """\
Options, before or after a command
  --file PATH      use this file (also: LETBE_FILE)
  --defaults PATH  begin with this list of practices (also: LETBE_DEFAULTS)
  --json           print a list as JSON
  --plain          print a list as one record a line, with tabs between
  --no-color       print without colours (also: NO_COLOR)
  -q, --quiet      print nothing but what was asked for
  -h, --help       show this, or the help of a command
  --version        show the version
"""

DAYS = """\
DAY is a date such as 2026-11-22, or today, yesterday, monday, 22 nov, -3;
where marks are set it may be a range, DAY..DAY, and for a pause a day to come:
friday, next week, 1 dec, +3."""


_SAFETY = "`letbe help safety`: when letting be would not be the right thing."


def overview() -> str:
    """Return the help of letbe as a whole."""
    parts = [_INTRODUCTION]
    for title, commands in GROUPS.items():
        lines = [line for command in commands for line in _lines(command)]
        parts.append("\n".join((title, *lines)) + "\n")
    parts.append(OPTIONS)
    parts.append(f"{DAYS}\n`letbe COMMAND --help` shows the examples and the options of one command.\n{_SAFETY}")
    return "\n".join(parts)


def _lines(command: Command) -> list[str]:
    """Return the line of a command, and those of its parts set in below it."""
    parts = [f"    {part.name.removeprefix(command.name).strip():<8} {part.summary}" for part in command.parts]
    return [f"  {command.name:<10} {command.summary}", *parts]


def introduce(command: Command) -> str:
    """Return the head of a command's own help: what it does, how it is used, and how it is called."""
    examples = "\n".join(f"  {example}" for example in command.examples)
    summary = command.summary[:1].upper() + command.summary[1:]
    usage = "\n".join(_wrapped(f"  {call(one)}") for one in (command, *command.parts))
    return f"{summary}.\n\nExamples\n{examples}\n\nUsage\n{usage}\n"


def _wrapped(line: str) -> str:
    """Break a usage that is too long for a terminal before an option, never within one."""
    import re  # the help of letbe as a whole does without

    lines = [""]
    for part in re.findall(r" *\[[^]]*\]| *[^ []+", line):
        if len(lines[-1] + part) > _WIDTH:
            lines.append(" " * 7)
        lines[-1] += part
    return "\n".join(lines)


def explain(name: str, words: str) -> list[str]:
    """Return the lines of an option: its name, and beside it what it means."""
    from textwrap import wrap

    told = wrap(words, _WIDTH - 21, break_on_hyphens=False)
    return [f"  {name:<18} {told[0]}", *(f"{'':21}{line}" for line in told[1:])]


def call(command: Command) -> str:
    """Return the line that shows all of a command: `letbe undo [N]`."""
    return f"letbe {command.name} {command.usage}".rstrip()
