"""Hook runner: a program of its own that runs the user's `saved`, one at a time, and keeps what it failed with.

It is started by its path with nothing but the standard library, and nobody waits for it. What is saved while a hook
runs makes it run once more, however often that was.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

_LONGEST = 600.0
_MOST = 2_000


def main(hook: str, book: str, state: str) -> int:
    """Run the hook on a book until nothing was saved meanwhile; leave it to the one that is at it already."""
    pending, report, lock = (os.path.join(state, f"hook.{name}") for name in ("pending", "txt", "lock"))
    open(pending, "w", encoding="utf-8").close()
    with open(lock, "a", encoding="utf-8") as held:
        while os.path.exists(pending):
            if not _holds(held.fileno()):
                return 0  # whoever holds it finds what is pending
            while os.path.exists(pending):
                os.unlink(pending)
                _tell(report, _run(hook, book))
            _let_go(held.fileno())
    return 0


def _run(hook: str, book: str) -> str:
    """Run the hook; return what it failed with, or nothing."""
    try:
        ran = subprocess.run(  # noqa: S603 - the user's own program, with a list of arguments
            [hook, book], stdin=subprocess.DEVNULL, capture_output=True, timeout=_LONGEST, check=False
        )
    except OSError as error:
        return f"could not be run: {error.strerror or error}"
    except subprocess.TimeoutExpired:
        return f"took more than {_LONGEST / 60:.0f} minutes and was ended"
    said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
    return f"ended with {ran.returncode}{': ' + said[-1][:_MOST] if said else ''}" if ran.returncode else ""


def _tell(report: str, failure: str) -> None:
    """Keep what a run failed with, for doctor and one notice; a run that went well takes it away."""
    if not failure:
        for path in (report, f"{report[:-4]}.told"):
            if os.path.exists(path):
                os.unlink(path)
        return
    handle = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(f"{time.strftime('%Y-%m-%d %H:%M')} {failure}\n")


def _holds(held: int) -> bool:
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _let_go(held: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(held, fcntl.LOCK_UN)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
