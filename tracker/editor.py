"""The user's own editor, for a text longer than a line."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile


def edit_text(text: str, suffix: str = ".txt") -> str | None:
    """Let the user write in $VISUAL or $EDITOR; give the text, or None when the editor cannot be run.

    The editor is run through a list of arguments, never through a shell.
    """
    try:
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "") or ["vi"]
    except ValueError:  # a quotation mark without its fellow
        return None
    descriptor, path = tempfile.mkstemp(suffix=suffix, prefix="letbe-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        if subprocess.run([*command, path], check=False).returncode:  # noqa: S603 - the user's own command
            return None
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().strip("\n")
    except OSError:
        return None
    finally:
        os.unlink(path)
