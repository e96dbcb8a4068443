"""The way in: `letbe` and `python -m tracker`."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.ui.terminal.prepaint import Prepaint

_HAS_A_LAST_WORD = {"threading", "atexit", "_lsprof"}
"""Who has loaded one of these may have a thread, a call or a profile to come to its end before we do."""


def start() -> None:
    """Run letbe as a program of its own, and end with it: else Python takes apart, piece by piece, all that it made."""
    code = main()
    if sys.modules.keys().isdisjoint(_HAS_A_LAST_WORD):
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):
            sys.exit(code)  # Python tells of it as of any program
        os._exit(code)
    sys.exit(code)


def main() -> int:
    """Run letbe on the words it was called with; gives the exit code."""
    # A command is over before there is any garbage worth looking for, and what it leaves behind ends with it.
    gc.disable()
    try:
        _hold_streams()
        if sys.argv[1:] or not _may_show_a_frame():
            return _run(_open_app)
        from tracker.ui.terminal.prepaint import Prepaint  # before anything else is loaded

        with Prepaint() as painted:
            return _run(lambda file, demo, starters: _open_app(file, demo, starters, painted))
    except Exception as bug:  # the last net: a traceback is for whoever mends it, not for whoever meets it
        if os.environ.get("LETBE_DEBUG"):
            raise
        fault = type(bug.__cause__ or bug).__name__
        sys.stderr.write(f"letbe met a fault of its own ({fault}). Please report it; LETBE_DEBUG=1 shows more.\n")
        return 1
    finally:
        gc.freeze()


def _hold_streams() -> None:
    """Put something in the place of each standard stream that is closed, so that no file of ours can get its number.

    What stands there is open the wrong way round: reading and writing fail as they do on a closed stream.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY if number else os.O_WRONLY)  # takes the lowest number that is free
            os.set_inheritable(number, True)
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - it stays


def _may_show_a_frame() -> bool:
    """Tell whether a full screen can be had at all; what the settings wish for is asked later."""
    from tracker.cli.fullscreen import in_the_way

    try:
        return not in_the_way(os.environ, os.get_terminal_size(1), map(os.isatty, (0, 1, 2)))
    except OSError:
        return False


def _run(open_app: Callable[[str | None, bool, str], int]) -> int:
    from tracker.cli.console import Surroundings
    from tracker.cli.run import run

    return run(sys.argv[1:], Surroundings(sys.stdin, sys.stdout, sys.stderr, os.environ, open_app))


def _open_app(file: str | None, demo: bool, starters: str, painted: Prepaint | None = None) -> int:  # noqa: FBT001 - how the screens are asked for
    try:
        from tracker.ui.launch import open_app  # Textual: half a second that the command line does without

        return open_app(file, demo, painted, starters)
    finally:
        if painted:
            painted.give_back()  # what cannot be opened is told where it is seen


if __name__ == "__main__":
    start()
