"""Whether a terminal can show the app at all: asked before anything of the screens is loaded.

Only what hardly takes time to import is used here, since every start of the app waits for the answer.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PLAIN = {"dumb": "can only print line by line", "unknown": "is of an unknown kind", "": "does not say what it can do"}
_OFF = ("", "0", "off", "no", "false")


def wished_plain(env: Mapping[str, str]) -> bool:
    """Tell whether the surroundings ask for programs that a screen reader can follow (ACCESSIBLE=1)."""
    return env.get("ACCESSIBLE", "").strip().casefold() not in _OFF


def in_the_way(
    env: Mapping[str, str],
    size: tuple[int, int] | None,
    terminals: Iterable[bool] = (),
    *,
    wish: bool | None = None,
    posix: bool = os.name == "posix",
) -> str:
    """Say why the app should not take the whole screen, as the end of a sentence; empty where it can.

    `size` is that of the terminal in columns and rows, None where nobody knows it; `terminals` tells of each stream
    whether it is one; `wish` is the setting `linear`: whether the user wants no screen at all, or one in any case
    where one can be (None leaves that to ACCESSIBLE).
    """
    if not all(terminals):
        return "one of its streams leads elsewhere than to the terminal"
    if wish:
        return "the setting `linear` is on"
    if wish is None and wished_plain(env):
        return "ACCESSIBLE is set"
    kind = env.get("TERM", "").strip().casefold()
    if kind in _PLAIN and (posix or kind):
        return f"this terminal {_PLAIN[kind]}" + (f" (TERM={kind})" if kind else " (TERM is not set)")
    given = [env.get(name, "") for name in ("COLUMNS", "LINES")]
    if size and 0 in size and not all(number.isdecimal() and int(number) for number in given):
        return "this terminal has no size"
    return ""
