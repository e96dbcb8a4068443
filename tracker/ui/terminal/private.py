"""Private parts of Textual: where we stand on one, and what is done in its place in a version that has it no more.

Whatever is missing here costs speed or a fine point of the looks; the app opens and works without all of it. A test
names the parts, and opens the app with each of them taken away.
"""

from __future__ import annotations

import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from textual import keys
from textual.app import App

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.screen import Screen
    from textual.strip import Strip
    from textual.widget import Widget


def part(of: object, name: str) -> Any:
    """Return a private part of something, or None where this version has none of that name."""
    return getattr(of, name, None)


def size_classes(screen: Screen[Any], breakpoints: Iterable[tuple[int, list[tuple[int, str]]]]) -> set[str]:
    """Return the classes of the window's size before Textual gives them, which is after a first layout."""
    find = part(screen, "_get_breakpoint_classes")
    return set().union(*(find(size, given) for size, given in breakpoints)) if find else set()


def mark_changed(widget: Widget, regions: Iterable[Region]) -> bool:
    """Note which regions of a widget have changed, for `draw_now`, without a message; tell whether that is possible."""
    if mark := part(widget, "_set_dirty"):
        mark(*regions)
    return bool(mark)


def draw_now(screen: Screen[Any], widgets: Iterable[Widget]) -> None:
    """Send what has changed on some widgets to the terminal at once, and not in the next sixtieth of a second."""
    dirty, send = part(screen, "_dirty_widgets"), part(screen, "_on_timer_update")
    if dirty is not None and send:
        dirty.update(widgets)
        send()
    else:
        for widget in widgets:
            widget.refresh()


def strips_of(screen: Screen[Any]) -> list[Strip]:
    """Return a screen as it now is, line by line; raise `AttributeError` where that cannot be found out."""
    strips: list[Strip] = part(screen, "_compositor").render_strips()
    return strips


def follow_theme(app: App[Any]) -> None:
    """Do for the theme that an app begins in what Textual does for one that is changed to."""
    if refresh := part(app, "_refresh_truecolor_filter"):
        refresh(app.ansi_theme)


def key_of(character: str) -> str:
    """Return the name that Textual has for the key of a character: `/` is `slash`."""
    if name := part(keys, "_character_to_key"):
        return str(name(character))
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return keys.KEY_NAME_REPLACEMENTS.get(name, name)


def send_escape(app: App[Any], sequence: str) -> None:
    """Send an escape sequence to the terminal, between what is drawn; where that cannot be done, it is left out."""
    driver = part(app, "_driver")
    if driver and sequence:
        driver.write(sequence)


def end_now(app: App[Any]) -> None:
    """End an app that can do nothing more."""
    close = part(app, "_close_messages_no_wait")
    if close:
        close()
    else:
        app.exit(return_code=1)


def report_fault(app: App[Any], error: Exception) -> None:
    """Hand an error on as one in a message of the app's own."""
    handle = part(app, "_handle_exception")
    if handle:
        handle(error)
    else:
        app.panic()


class _Filtered:
    """A decoder of what a terminal sends, from which something is taken out."""

    def __init__(self, decoder: Any, taken_out: Callable[[str], str]) -> None:
        self._decoder, self._taken_out = decoder, taken_out

    def decode(self, data: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002 - as all decoders have it
        """Return the text that some bytes are."""
        return self._taken_out(self._decoder.decode(data, final))


def decode_any_bytes(taken_out: Callable[[str], str] = str) -> None:
    """Have bytes that are not UTF-8 come in as a sign for them, where Textual would end, and something taken out."""
    from textual.drivers import linux_driver  # which Windows cannot import

    if part(linux_driver, "getincrementaldecoder") is getincrementaldecoder:
        found: Any = linux_driver
        made = getincrementaldecoder("utf-8")
        found.getincrementaldecoder = lambda _: lambda: _Filtered(made("replace"), taken_out)
