"""Systemd: the units of systemd that start `letbe remind`, written, kept in step with the book, and taken away."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from tracker import files, folders
from tracker.domain.errors import LetbeError, Refused
from tracker.domain.named_tuple import NamedTuple
from tracker.files import shown
from tracker.service.reminders.asking import Firing
from tracker.service.reminders.texts import UNIT, Call, first_line, service_text, timer_text

_LIMIT = 100_000
_PATIENCE = 10
_TIMER, _SERVICE = f"{UNIT}.timer", f"{UNIT}.service"
_KEPT = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
"""What says where things lie, and what a timer would not know by itself."""


class NotInstalled(LetbeError):
    """The units cannot be written; the message says why."""

    exit_code = 4


class Units(NamedTuple):
    """Where the units lie, the book they are for, and what is around: programs are looked for on its PATH."""

    folder: str
    book: str
    env: Mapping[str, str]

    @property
    def timer(self) -> str:
        """The path of the timer."""
        return os.path.join(self.folder, _TIMER)


def units_for(book: str, env: Mapping[str, str]) -> Units:
    """Return where systemd looks for the units of this user."""
    named = env.get("XDG_CONFIG_HOME", "")
    config = named if os.path.isabs(named) else os.path.join(env.get("HOME") or folders.home(), ".config")
    return Units(os.path.join(config, "systemd", "user"), book, env)


def call_of(program: str, book: str, env: Mapping[str, str], *, named: bool = False) -> Call:
    """Return how the very letbe that runs now is called for a book; `program` is the name it was started by."""
    path = os.path.abspath(program)
    is_script = os.path.basename(path).startswith("letbe") and os.access(path, os.X_OK)
    start = (path,) if is_script else (sys.executable, "-m", "tracker")
    kept = tuple((name, env[name]) for name in _KEPT if os.path.isabs(env.get(name, "")))
    return Call((*start, "--file", book, "remind", *(("--names",) if named else ())), kept, book)


def is_ours(units: Units) -> bool | None:
    """Whether the timer is one that letbe wrote for this book; None where there is none at all."""
    text = _read(units.timer)
    return None if text is None else text.startswith(first_line(units.book) + "\n")


def install(units: Units, call: Call, plan: Sequence[Firing]) -> bool:
    """Write the units and start the timer; tell whether systemd took it up. What is there already stays as it is.

    Raises `Refused` where somebody else's units are in the way, and `NotInstalled` when the disk refuses.
    """
    _refuse_foreign(units)
    wants = os.path.join(units.folder, "timers.target.wants")
    try:
        files.make_folder(wants)
        _write(os.path.join(units.folder, _SERVICE), service_text(call))
        _write(units.timer, timer_text(call, plan))
        if not os.path.lexists(os.path.join(wants, _TIMER)):
            os.symlink(os.path.join("..", _TIMER), os.path.join(wants, _TIMER))
    except OSError as error:
        raise _not_done(units, error) from None
    return _systemctl(units, "daemon-reload") and _systemctl(units, "restart", _TIMER)


def uninstall(units: Units) -> bool:
    """Stop the timer and take all of it away; tell whether there was one. Raises what `install` raises."""
    found = [os.path.join(units.folder, name) for name in (_TIMER, _SERVICE)]
    if not any(map(os.path.lexists, found)):
        return False
    _refuse_foreign(units)
    _systemctl(units, "stop", _TIMER)
    try:
        for path in (os.path.join(units.folder, "timers.target.wants", _TIMER), *found):
            with suppress(FileNotFoundError):
                os.unlink(path)
    except OSError as error:
        raise _not_done(units, error) from None
    files.take_away(_stamp(units))
    with suppress(OSError):  # others may have something there
        for folder in (os.path.join(units.folder, "timers.target.wants"), units.folder, os.path.dirname(units.folder)):
            os.rmdir(folder)
    _systemctl(units, "daemon-reload")
    return True


def follow(units: Units, plan: Sequence[Firing]) -> bool:
    """Bring the timer in step with the book, where it is letbe's own; tell whether that changed anything."""
    if not is_ours(units):
        return False
    try:
        changed = _write(units.timer, timer_text(Call((), (), units.book), plan))
    except OSError:
        return False  # the next time, or doctor, sees it
    if changed:
        _systemctl(units, "daemon-reload")
        _systemctl(units, "restart" if plan else "stop", _TIMER)
    return changed


def is_in_step(units: Units, plan: Sequence[Firing]) -> bool:
    """Whether the timer says what the book asks for."""
    return _read(units.timer) == timer_text(Call((), (), units.book), plan)


def runs(units: Units) -> bool:
    """Whether systemd says that it has the timer in hand."""
    return _systemctl(units, "is-active", "--quiet", _TIMER)


def has_systemd(env: Mapping[str, str]) -> bool:
    """Whether there is a systemd to be asked."""
    from shutil import which

    return which("systemctl", path=env.get("PATH", "")) is not None


def _systemctl(units: Units, *words: str) -> bool:
    from shutil import which
    from subprocess import DEVNULL, SubprocessError, run

    program = which("systemctl", path=units.env.get("PATH", ""))
    if program is None:
        return False
    try:
        done = run(  # noqa: S603 - a program of the system, found on the user's own path
            [program, "--user", *words], env=dict(units.env), stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL,
            timeout=_PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, SubprocessError):
        return False
    return done.returncode == 0


def _refuse_foreign(units: Units) -> None:
    for name in (_TIMER, _SERVICE):
        path = os.path.join(units.folder, name)
        text = _read(path)
        if text is None:
            continue
        if not text.startswith("# letbe wrote this for "):
            raise Refused(f"{shown(path)} is your own, so it stays as it is; take it away first if you want letbe's.")
        if not text.startswith(first_line(units.book) + "\n"):
            raise Refused(f"{shown(path)} reminds of another book; its first line says of which.")


def _read(path: str) -> str | None:
    try:
        return files.read(path, _LIMIT)[0].decode()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        return ""


def _write(path: str, text: str) -> bool:
    if _read(path) == text:
        return False
    files.replace(path, text.encode(), 0o644)
    return True


def _stamp(units: Units) -> str:
    """Name the file in which systemd remembers when the timer went off last."""
    named = units.env.get("XDG_DATA_HOME", "")
    data = named if os.path.isabs(named) else os.path.join(units.env.get("HOME") or folders.home(), ".local", "share")
    return os.path.join(data, "systemd", "timers", f"stamp-{_TIMER}")


def _not_done(units: Units, error: OSError) -> NotInstalled:
    return NotInstalled(f"{shown(units.folder)} cannot be written: {(error.strerror or str(error)).lower()}.")
