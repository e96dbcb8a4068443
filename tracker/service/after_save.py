"""After a save: the user's own program `hooks/saved` is started, and nobody waits for it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from tracker.domain.text import excerpt
from tracker.files import shown
from tracker.settings import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tracker.settings import Places


def hook_of(found: Places) -> str:
    """Return the path of the hook; empty where there is none that can be run."""
    path = os.path.join(os.path.dirname(found.preferences), "hooks", "saved")
    return path if os.path.isfile(path) and os.access(path, os.X_OK) else ""


def start_hook(file: str) -> None:
    """Start the hook of a book that was just saved, where there is one; what goes wrong is told by `new_failure`."""
    found = places(file)
    hook = hook_of(found)
    if not hook:
        return
    import subprocess  # few people have one

    runner = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hook_runner.py")
    try:
        os.makedirs(found.state, mode=0o700, exist_ok=True)
        subprocess.Popen(  # noqa: S603 - the user's own program, with a list of arguments
            [sys.executable, "-I", runner, hook, found.book, found.state],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return


def failure_of(file: str) -> str:
    """Say in a sentence with what the hook failed when it last ran; nothing where it went well."""
    found = places(file)
    return _said(found, "hook.txt") or _said(found, "hook.told")


def new_failure(file: str) -> str:
    """Say that sentence only once; afterwards it is for whoever looks after the book."""
    found = places(file)
    if said := _said(found, "hook.txt"):
        with suppress(OSError):
            os.replace(os.path.join(found.state, "hook.txt"), os.path.join(found.state, "hook.told"))
    return said


def _said(found: Places, name: str) -> str:
    try:
        with open(os.path.join(found.state, name), encoding="utf-8", errors="replace") as kept:
            said = kept.read(3_000).strip()
    except OSError:
        return ""
    day, time, why = (*said.split(" ", 2), "", "", "")[:3]
    hook = hook_of(found)
    return (
        f"{shown(hook)}, which runs after each save, {excerpt(why, 200)} ({excerpt(day)} {excerpt(time)})."
        if hook
        else ""
    )
