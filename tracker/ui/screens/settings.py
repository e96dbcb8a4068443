"""SettingsList: the settings of the book and of this machine, in one place."""

from __future__ import annotations

from typing import ClassVar, NamedTuple, TypeVar

from rich.cells import cell_len
from textual.binding import BindingType

from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.service.settling import WEEK_STARTS, start_day_at, start_week_on
from tracker.settings import places
from tracker.ui.actions import Action, bindings
from tracker.ui.screens.dialog import Dialog, redo, undo
from tracker.ui.views.first import wrap
from tracker.ui.views.lines import Line, Span, cut, fit
from tracker.ui.views.today import Row

_T = TypeVar("_T")


class Setting(NamedTuple):
    """A setting: its name, what it means, and whether it travels with the book."""

    name: str
    label: str
    meaning: str


_SETTINGS = (
    Setting("week_start", "Week begins on", "the first day of a week, from today on; no past week is cut anew"),
    Setting("day_start", "Day begins at", "what is done before counts for the day before"),
    Setting("theme", "Theme", "the colours"),
    Setting("ascii", "Plain characters", "for terminals that cannot draw the others; auto asks the terminal"),
    Setting("hide_streaks", "Hide streaks", "leaves streak numbers out everywhere; H does the same"),
    Setting("mask", "Mask names", "hides names and notes from onlookers; * does the same"),
)
_OF_THE_BOOK = ("week_start", "day_start")
_ASCII = (None, True, False)


class SettingsList(Dialog):
    """Lists the settings; the arrows change the marked one, and it holds at once."""

    ABOUT = 5
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("more", "right,l,space,enter", "→", "change", "The next value", lambda dialog: dialog.change(1),
               "Settings"),
        Action("less", "left,h", "←", "back", "The value before", lambda dialog: dialog.change(-1), "Settings"),
        Action("down", "down,j", "j", "down", "The setting below", lambda dialog: dialog.step(1), "Settings"),
        Action("up", "up,k", "k", "up", "The setting above", lambda dialog: dialog.step(-1), "Settings"),
        Action("undo", "u", "u", "undo", "Take the last change of the book back", undo, "Settings"),
        Action("redo", "U", "U", "redo", "Bring back what was undone", redo, "Settings"),
        Action("leave", "q,escape,S", "q", "leave", "Back to the screen below", lambda dialog: dialog.leave(),
               "Settings"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("more", "less", "down", "up", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def title_line(self, width: int) -> Line:
        """Say what this is."""
        return cut((Span("Settings", "title"),), width)

    def rows(self, width: int) -> list[Row]:
        """Give the settings with their values."""
        here = self.app.look.glyphs.here
        lines = (
            (
                Span(f"{here if setting.name == self.marked else ' '} ", "cursor"),
                Span(fit(setting.label, 18), "strong" if setting.name == self.marked else "plain"),
                Span(self._value(setting.name), "accent"),
            )
            for setting in _SETTINGS
        )
        return [Row(setting.name, cut(line, width)) for setting, line in zip(_SETTINGS, lines, strict=True)]

    def about(self, width: int) -> list[Line]:
        """Say what the marked setting means, and where all of them lie."""
        meaning = next((setting.meaning for setting in _SETTINGS if setting.name == self.marked), "")
        where = "kept with your habits" if self.marked in _OF_THE_BOOK else "kept on this machine"
        lines: list[Line] = [(Span(f"{line}", "plain"),) for line in wrap(f"{meaning}; {where}.", width)]
        lines.append((Span(_placed("Habits", self.host.tracker.place, width), "muted"),))
        lines.append((Span(_placed("Settings", places().preferences, width), "muted"),))
        lines.append((Span("A table [keys] in the settings changes the keys.", "faint"),))
        return [cut(line, width) for line in lines]

    def change(self, direction: int) -> None:
        """Give the marked setting its next value, or the one before."""
        settings, name = self.host.tracker.book.settings, self.marked
        if name == "week_start":
            self.commit(start_week_on(_next(WEEK_STARTS, settings.week_start, direction), self.host.today))
        elif name == "day_start":
            self.commit(start_day_at((settings.day_start // 60 + direction) % 13 * 60))
        elif name == "theme":
            self.app.theme = _next(tuple(sorted(self.app.available_themes)), self.app.theme, direction)
        elif name == "ascii":
            self._prefer(name, _next(_ASCII, self.app.preferences.ascii, direction))
        else:
            self._prefer(name, not getattr(self.app.preferences, name))
        self.paint()

    def _prefer(self, name: str, value: bool | None) -> None:  # noqa: FBT001 - the value of a setting
        self.app.prefer(name, value)
        self.app.set_class(self.app.look.glyphs.kept.isascii(), "-ascii")
        self.host.paint()

    def _value(self, name: str) -> str:
        book, preferences = self.host.tracker.book.settings, self.app.preferences
        match name:
            case "week_start":
                return WEEKDAY_NAMES[book.week_start]
            case "day_start":
                return f"{book.day_start // 60:02}:{book.day_start % 60:02}"
            case "theme":
                return self.app.theme
        value = getattr(preferences, name)
        return "auto" if value is None else "on" if value else "off"


def _placed(what: str, path: str, width: int) -> str:
    """Name a path; a long one loses its beginning, since its end tells more."""
    room = width - 10
    return f"{what:9} {path if cell_len(path) <= room else '…' + path[1 - room :]}"


def _next(values: tuple[_T, ...], now: _T, direction: int) -> _T:
    at = values.index(now) if now in values else -direction
    return values[(at + direction) % len(values)]
