"""The user's own editor, for a text longer than a line."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from tracker.domain.errors import LetbeError, Unreadable
from tracker.domain.text import clean

_MOMENT = 1.0
"""So many seconds an editor has to put away what was not saved, when its terminal is closed."""

_ENDS = ("SIGHUP", "SIGTERM")  # the first is a terminal that was closed
_PUT_AWAY = ".save"
"""What nano calls the file of what was not saved, behind the name of what was edited."""


class EditorEnded(LetbeError):
    """The editor gave up, or was ended, with something new written."""

    exit_code = 4


class NotKept(LetbeError):
    """What was written could not be kept where it should be; it is still where the editor wrote it."""

    exit_code = 4


def edit_text(text: str, suffix: str = ".txt", *, keep: Callable[[str], None] | None = None) -> str | None:
    """Let the user write in $VISUAL or $EDITOR; give the text, or None when the editor cannot be run, or gave up.

    What was written is given to `keep` first, also where the editor or letbe was ended, so that nothing takes it along.
    The editor is run by itself, never through a shell. Raises `Unreadable` when what it wrote is not text in UTF-8, and
    `NotKept` when `keep` fails, or there is none and the editor gave up; then the file stays, and is named.
    """
    try:
        descriptor, path = tempfile.mkstemp(suffix=suffix, prefix="letbe-")
    except OSError:  # no folder for it that could be written to
        return None
    stays = False
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        return _written(path, text, keep)
    except UnicodeDecodeError:
        stays = True
        raise Unreadable(f"What the editor wrote is not text in UTF-8; it is kept in {clean(path)}.") from None
    except LetbeError as error:
        stays = True
        raise NotKept(f"{error} What you typed is still in {clean(path)}.") from None
    except (OSError, ValueError):  # the latter is a quotation mark without its fellow
        return None
    finally:
        if not stays:
            for left in (path, path + _PUT_AWAY):
                with suppress(OSError):
                    os.unlink(left)


def _written(path: str, before: str, keep: Callable[[str], None] | None) -> str | None:
    """Return what the editor wrote, or None where it gave up."""
    failed = 1
    try:
        failed = _run(path) if keep is None else _run_to_the_end(path)
    finally:
        written = _read(path + _PUT_AWAY if failed and os.path.exists(path + _PUT_AWAY) else path)
        is_new = written != before.strip("\n")
        if keep and is_new:
            keep(written)
    if failed and is_new and not keep:
        raise EditorEnded("The editor gave up.")
    return None if failed else written


def _read(path: str) -> str:
    with open(path, encoding="utf-8-sig") as file:
        return file.read().strip("\n")


def _run(path: str) -> int:
    with subprocess.Popen(_command(path)) as editor:  # noqa: S603 - the user's own command
        try:
            return editor.wait()
        except BaseException:
            with suppress(subprocess.TimeoutExpired):
                editor.wait(_MOMENT)
            editor.kill()
            raise


def _run_to_the_end(path: str) -> int:
    with _heeding_ends():
        return _run(path)


@contextmanager
def _heeding_ends() -> Iterator[None]:
    """Leave in good order when the terminal is closed, or the system ends letbe, while an editor is open."""

    def told(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    heeded = []
    for name in _ENDS:
        # Windows has not all of them; outside the main thread there is nothing to heed.
        with suppress(AttributeError, ValueError):
            number = getattr(signal, name)
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, told)
                heeded.append(number)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)


def _command(path: str) -> list[str] | str:
    """Return the command that opens a file in the user's editor; raise `ValueError` when it cannot be read."""
    wish = (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "").strip()
    if sys.platform != "win32":
        return [*(shlex.split(wish) or ["vi"]), path]
    # There a program parts its line by itself, a backslash belongs to a path, and `code` may well be `code.cmd`.
    program = re.match(r'"[^"]*"|\S+', wish or "notepad")
    first = program[0] if program else ""
    found = shutil.which(first.strip('"')) or first.strip('"')
    return f'"{found}"{wish[len(first) :]} {subprocess.list2cmdline([path])}'
