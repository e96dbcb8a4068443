"""Whether a terminal can show the app: one pure question, asked before anything of the screens is loaded."""

from __future__ import annotations

import pytest

from tracker.cli.fullscreen import in_the_way

XTERM = {"TERM": "xterm-256color"}
SIZE = (80, 24)


@pytest.mark.parametrize(
    ("env", "size", "terminals", "wish", "reason"),
    [
        (XTERM, SIZE, (True, True, True), None, ""),
        (XTERM, None, (), None, ""),
        (XTERM, SIZE, (True, True, False), None, "streams"),
        (XTERM, SIZE, (False, True, True), False, "streams"),
        ({"TERM": "dumb"}, SIZE, (), None, "line by line (TERM=dumb)"),
        ({"TERM": "DUMB"}, SIZE, (), None, "TERM=dumb"),
        ({"TERM": "unknown"}, SIZE, (), None, "TERM=unknown"),
        ({"TERM": ""}, SIZE, (), None, "TERM is not set"),
        ({"TERM": "  "}, SIZE, (), None, "TERM is not set"),
        ({}, SIZE, (), None, "TERM is not set"),
        ({"TERM": "dumb"}, SIZE, (), False, "TERM=dumb"),
        ({"TERM": "linux"}, SIZE, (), None, ""),
        ({"TERM": "screen"}, (1, 1), (), None, ""),
        (XTERM, (0, 0), (), None, "has no size"),
        (XTERM, (80, 0), (), None, "has no size"),
        (XTERM, (0, 24), (), False, "has no size"),
        ({**XTERM, "COLUMNS": "80", "LINES": "24"}, (0, 0), (), None, ""),
        ({**XTERM, "COLUMNS": "80"}, (0, 0), (), None, "has no size"),
        ({**XTERM, "COLUMNS": "80", "LINES": "0"}, (0, 0), (), None, "has no size"),
        ({**XTERM, "COLUMNS": "80", "LINES": "x"}, (0, 0), (), None, "has no size"),
        ({**XTERM, "ACCESSIBLE": "1"}, SIZE, (), None, "ACCESSIBLE"),
        ({**XTERM, "ACCESSIBLE": "yes"}, SIZE, (), None, "ACCESSIBLE"),
        ({**XTERM, "ACCESSIBLE": "0"}, SIZE, (), None, ""),
        ({**XTERM, "ACCESSIBLE": ""}, SIZE, (), None, ""),
        ({**XTERM, "ACCESSIBLE": "1"}, SIZE, (), False, ""),
        (XTERM, SIZE, (), True, "`linear` is on"),
    ],
)
def test_what_is_in_the_way_of_a_full_screen(
    env: dict[str, str],
    size: tuple[int, int] | None,
    terminals: tuple[bool, ...],
    wish: bool | None,  # noqa: FBT001
    reason: str,
) -> None:
    found = in_the_way(env, size, terminals, wish=wish, posix=True)
    assert reason in found
    assert bool(found) == bool(reason)


def test_where_terminals_have_no_kind_none_is_missed() -> None:
    assert in_the_way({}, SIZE, posix=False) == ""
    assert "dumb" in in_the_way({"TERM": "dumb"}, SIZE, posix=False)
