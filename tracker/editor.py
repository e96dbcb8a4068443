"""The user's own editor, for a text longer than a line."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable

from tracker.domain.errors import Unreadable
from tracker.domain.text import clean


def edit_text(text: str, suffix: str = ".txt", *, keep: Callable[[str], None] | None = None) -> str | None:
    """Let the user write in $VISUAL or $EDITOR; give the text, or None when the editor cannot be run, or gave up.

    What was written by then is given to `keep`, so that an editor that was ended takes nothing with it.
    The editor is run by itself, never through a shell. Raises `Unreadable` when what it wrote is not text in UTF-8;
    then the file is kept, and named.
    """
    try:
        descriptor, path = tempfile.mkstemp(suffix=suffix, prefix="letbe-")
    except OSError:  # no folder for it that could be written to
        return None
    kept = False
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        try:
            failed = subprocess.run(_command(path), check=False).returncode  # noqa: S603 - the user's own command
        except KeyboardInterrupt:
            _rescue(path, text, keep)
            raise
        if failed:
            _rescue(path, text, keep)
            return None
        with open(path, encoding="utf-8-sig") as file:
            return file.read().strip("\n")
    except UnicodeDecodeError:
        kept = True
        raise Unreadable(f"What the editor wrote is not text in UTF-8; it is kept in {clean(path)}.") from None
    except (OSError, ValueError):  # the latter is a quotation mark without its fellow
        return None
    finally:
        if not kept:
            os.unlink(path)


def _rescue(path: str, before: str, keep: Callable[[str], None] | None) -> None:
    with open(path, encoding="utf-8-sig") as file:
        written = file.read().strip("\n")
    if keep and written != before.strip("\n"):
        keep(written)


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
