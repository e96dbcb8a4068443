"""A stand-in for Windows: a Python that finds nothing of POSIX, in which letbe is imported and run.

Run as a program by `test_other_systems.py`, with the folder to work in; prints what it saw as JSON. What others wrote
is loaded before the system changes its name, for its own checks are not what is looked at here.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import fcntl
import importlib
import io
import json
import locale
import os
import pkgutil
import signal
import struct
import sys
import time
from pathlib import Path, PosixPath
from types import ModuleType
from typing import Any

import pendulum
import textual.app
import textual.command
import textual.driver
import tinydb
import tomlkit

ROOT = Path(__file__).parent.parent
LOADED = (pendulum, textual.app, textual.command, textual.driver, tinydb, tomlkit)
MODULES = ("termios", "fcntl", "tty", "pty", "pwd", "grp", "resource", "curses", "readline", "syslog", "posix")
_OF_OS = (
    "getuid geteuid getgid getegid getgroups fork forkpty fchmod fchown chown lchown mkfifo mknod statvfs fstatvfs "
    "ttyname setsid killpg getpgid getpgrp tcgetpgrp sync posix_fallocate posix_spawn pathconf fpathconf sysconf uname "
    "openpty nice getloadavg pread pwrite lockf fdatasync O_NOFOLLOW O_DIRECTORY O_NONBLOCK O_CLOEXEC O_SYNC WNOHANG"
)
_OF_SIGNAL = (
    "SIGHUP SIGQUIT SIGTSTP SIGCONT SIGSTOP SIGWINCH SIGUSR1 SIGUSR2 SIGALRM SIGKILL SIGPIPE SIGTTOU SIGTTIN SIGCHLD "
    "alarm setitimer pthread_sigmask sigwait siginterrupt pause"
)
_lock, _OFD, _WRITE = fcntl.fcntl, fcntl.F_OFD_SETLK, fcntl.F_WRLCK


def become_windows() -> None:
    """Take away what Windows has not, and put what it has in its place."""
    for name in [*sys.modules]:
        if name.startswith(("textual.drivers.", "platformdirs")):
            del sys.modules[name]
    sys.modules.update(dict.fromkeys(MODULES))  # type: ignore[arg-type]  # None: not to be found
    for place, names in ((os, _OF_OS), (signal, _OF_SIGNAL), (locale, "nl_langinfo CODESET"), (time, "tzset")):
        for name in names.split():
            if hasattr(place, name):
                delattr(place, name)
    os.name, sys.platform = "nt", "win32"
    sys.modules[Path.__module__].WindowsPath = PosixPath  # type: ignore[attr-defined]  # the files are where we are
    for loop in (asyncio.SelectorEventLoop, asyncio.BaseEventLoop):
        loop.add_signal_handler = _no_signals  # type: ignore[assignment]
    os.O_BINARY = 0  # type: ignore[attr-defined]
    sys.modules["msvcrt"] = msvcrt = ModuleType("msvcrt")
    msvcrt.LK_NBLCK, msvcrt.locking = 2, _locking  # type: ignore[attr-defined]
    sys.modules.update({"ctypes": None, "winreg": None})  # type: ignore[dict-item]
    importlib.import_module("platformdirs.windows")  # goes by the environment where neither can be had
    sys.modules["ctypes"] = ctypes


def _no_signals(*_: object) -> None:
    raise NotImplementedError


def _locking(handle: int, mode: int, count: int) -> None:
    """Lock some bytes from where an open file is at, as long as it is open; raise `OSError` where another has them."""
    at = os.lseek(handle, 0, os.SEEK_CUR)
    _lock(handle, _OFD, struct.pack("hhqqi4x", _WRITE, os.SEEK_SET, at, count, 0))


def import_all() -> dict[str, str]:
    """Import every module of letbe; give those that cannot be, and why."""
    failed = {}
    for module in pkgutil.walk_packages([str(ROOT / "tracker")], "tracker."):
        try:
            importlib.import_module(module.name)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is asked for
            failed[module.name] = repr(error)
    return failed


def letbe(*words: str) -> list[Any]:
    """Run a command; give its exit code, what it printed and what it said."""
    from tracker.__main__ import main

    sys.argv = ["letbe", *words]
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = main()
    return [code, out.getvalue(), err.getvalue()]


def lock_twice(folder: Path) -> list[str]:
    """Ask for a lock while it is held, and again when it is free; tell what came of it."""
    from tracker.storage.file.disk import Disk
    from tracker.storage.store import StoreError

    path, said = str(folder / "a.lock"), []
    with Disk().lock(path):
        try:
            with Disk().lock(path, 0.02):
                said.append("both have it")
        except StoreError as error:
            said.append(str(error))
    with Disk().lock(path, 0.02):
        said.append("free")
    return said


def while_open_elsewhere(times: int, *words: str) -> list[Any]:
    """Run a command while another program has the files open, so that the first few tries to replace one fail."""
    replace, left = os.replace, [times]

    def refuse(path: str, target: str) -> None:
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "The process cannot access the file", path)
        replace(path, target)

    os.replace = refuse  # type: ignore[assignment]
    try:
        return letbe(*words)
    finally:
        os.replace = replace


async def in_the_app() -> int | None:
    """Open the app on the book without a screen, check off what is under the cursor, and leave."""
    from tracker.clock import Clock
    from tracker.service.tracker import file_store
    from tracker.settings import Preferences
    from tracker.ui.app import LetbeApp

    app = LetbeApp(file_store("", Clock()), Preferences())
    async with app.run_test() as pilot:
        await pilot.press("slash", *"walk", "enter", "space", "q")
        await pilot.pause()
    return app.return_code


def main(folder: Path) -> None:
    """See how letbe does on Windows."""
    become_windows()
    from tracker import files, folders

    seen: dict[str, Any] = {"failed": import_all(), "places": folders.find()}
    os.environ["LETBE_FILE"] = str(folder / "habits.json")
    seen["add"] = letbe("add", "Walk", "--schedule", "daily")
    seen["done"] = while_open_elsewhere(3, "done", "walk")
    seen["again"] = letbe("done", "walk")
    seen["lock"] = lock_twice(folder)
    files._HELD_ELSEWHERE = 0.02
    seen["refused"] = while_open_elsewhere(10_000, "clear", "walk")
    files._HELD_ELSEWHERE = 1.0
    letbe("clear", "walk")
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:  # asyncio's own choice is one of Windows'
        seen["app"] = runner.run(in_the_app())
    seen["today"] = letbe("today", "--json")
    seen["doctor"] = letbe("doctor")
    print(json.dumps(seen))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
