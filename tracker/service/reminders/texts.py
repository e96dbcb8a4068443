"""Texts: what systemd, launchd and cron want to read in order to run `letbe remind` at its times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import say_time
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.files import shown
from tracker.service.reminders.asking import EVERY_DAY, Firing

UNIT = "letbe-remind"
"""What the units are called."""

LABEL = "letbe.remind"
"""What launchd knows it by."""


class Call(NamedTuple):
    """How letbe is to be called: the words of its command line, and what has to be in its surroundings."""

    words: tuple[str, ...]
    env: tuple[tuple[str, str], ...] = ()
    book: str = ""


def first_line(book: str) -> str:
    """Write the line by which letbe knows a unit of its own, and for which book it is."""
    return (
        f"# letbe wrote this for {shown(book)} and writes it anew when a time changes; without this line it is yours."
    )


def service_text(call: Call) -> str:
    """Write the unit that asks once."""
    env = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=%t/bus"} | {name: _percent(value) for name, value in call.env}
    return "\n".join(
        (
            first_line(call.book),
            "[Unit]",
            "Description=letbe: say once what is open",
            "",
            "[Service]",
            "Type=oneshot",
            *(f"Environment={_quoted(f'{name}={value}')}" for name, value in env.items()),
            f"ExecStart={_command(call.words)}",
            "",
        )
    )


def _command(words: Sequence[str]) -> str:
    """Write a command as systemd reads it, which takes no program with quotes in its path, nor a $ there for a name."""
    program, *rest = words
    if any(char in "\"'\\" or ord(char) < 0x20 for char in program):
        program, rest = "/usr/bin/env", list(words)
    return " ".join((_quoted(_percent(program)), *(_quoted(_percent(word).replace("$", "$$")) for word in rest)))


def timer_text(call: Call, plan: Sequence[Firing]) -> str:
    """Write the unit that starts it at its times; without any it never does."""
    return "\n".join(
        (
            first_line(call.book),
            "[Unit]",
            "Description=letbe: the times at which habits may ask",
            "",
            "[Timer]",
            *(f"OnCalendar={_calendar(each)}" for each in plan or ()),
            *(() if plan else ("OnCalendar=1970-01-01 00:00:00",)),
            "Persistent=true",
            "AccuracySec=1s",
            "",
            "[Install]",
            "WantedBy=timers.target",
            "",
        )
    )


def _calendar(firing: Firing) -> str:
    days = ",".join(WEEKDAY_NAMES[day][:3] for day in sorted(firing.weekdays))
    return f"{'' if firing.weekdays == EVERY_DAY else days + ' '}*-*-* {say_time(firing.minute)}:00"


def _percent(word: str) -> str:
    return word.replace("%", "%%")


def _quoted(word: str) -> str:
    """Quote a word as systemd reads it: bytes that are no text, and what would end a line, are written out."""
    return '"' + "".join(map(_char, word)) + '"'


def _char(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) - 0xDC00:02x}"
    return f"\\x{ord(char):02x}" if ord(char) < 0x20 or ord(char) == 0x7F else char


def launchd_text(call: Call, plan: Sequence[Firing]) -> str:
    """Write the property list for launchd, which catches up after a sleep by itself."""
    import plistlib  # only ever needed on a Mac

    times = [
        {"Hour": each.minute // 60, "Minute": each.minute % 60} | day
        for each in plan
        for day in (
            [{}] if each.weekdays == EVERY_DAY else [{"Weekday": (day + 1) % 7} for day in sorted(each.weekdays)]
        )
    ]
    wanted = {"Label": LABEL, "ProgramArguments": list(call.words), "StartCalendarInterval": times}
    return plistlib.dumps(wanted | ({"EnvironmentVariables": dict(call.env)} if call.env else {})).decode()


def cron_text(call: Call, plan: Sequence[Firing]) -> str:
    """Write the lines of a crontab, in which a % would be a line's end."""
    from shlex import quote

    settings: Mapping[str, str] = dict(call.env)
    words = [*(f"{name}={quote(value)}" for name, value in settings.items()), *map(quote, call.words)]
    command = " ".join(words).replace("%", r"\%")
    lines = (f"{each.minute % 60} {each.minute // 60} * * {_cron_days(each)} {command}\n" for each in plan)
    return "".join(lines)


def _cron_days(firing: Firing) -> str:
    if firing.weekdays == EVERY_DAY:
        return "*"
    return ",".join(str(day) for day in sorted((day + 1) % 7 for day in firing.weekdays))
