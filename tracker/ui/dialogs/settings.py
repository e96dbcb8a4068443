"""SettingsList: the settings of the book and of this machine, in one place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual.binding import BindingType

from tracker import folders
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import say_time
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.domain.text import capital
from tracker.service.edits.book_settings import WEEK_STARTS, remind_at, start_day_at, start_week_on
from tracker.settings import COLUMNS, NOTIFY, Value
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.dialog import Dialog, masking, moves, redo, undo
from tracker.ui.views.lines import Line, Text, cut, fit, wrap
from tracker.ui.views.model import Row

_T = TypeVar("_T")


class Setting(NamedTuple):
    """A setting: its name, the group it stands in, how it is called there, and what it means."""

    name: str
    group: str
    label: str
    meaning: str


_BOOK, _LOOK, _TELL = "Time", "Look", "While you look elsewhere"
_COLUMNS, _KEYS = "At the right of Today", "Keys"
_SETTINGS = (
    Setting("week_start", _BOOK, "Week begins on", "the first day of a week, from today on; no past week is cut anew"),
    Setting("day_start", _BOOK, "Day begins at", "what is done before counts for the day before"),
    Setting("remind", _BOOK, "Reminded at", "a time for one look at what is open; those of a habit are in its form"),
    Setting("theme", _LOOK, "Theme", "the colours"),
    Setting("ascii", _LOOK, "Plain characters", "for terminals that cannot draw the others; auto asks the terminal"),
    Setting("hide_streaks", _LOOK, "Hide streaks", "leaves streak numbers out everywhere; {hide:H} does the same"),
    Setting("first_weeks", _LOOK, "First weeks", "says on Reflect what is usual in the first four weeks"),
    Setting("mask", _LOOK, "Mask names", "hides names and notes from onlookers; {mask:*} does the same"),
    Setting("linear", _LOOK, "No screen", "plain lines and a prompt from the next start on; auto asks the terminal"),
    Setting("mouse", _LOOK, "Mouse", "from the next start on; off leaves it to the terminal, to select text with"),
    Setting(
        "notify", _TELL, "Alert by", "how a terminal that nobody looks at tells of a reminder; its manual knows which"
    ),
    Setting("notify_names", _TELL, "With names", "puts names and cues into it; others may see them"),
    Setting("strength", _COLUMNS, "Strength", "how firm the habit is, 0 to 100%, with a bar where there is room"),
    Setting("streak", _COLUMNS, "Streak", "how long the run is that goes on now"),
    Setting("last-30", _COLUMNS, "Last 30 days", "how much of what was due was done; what is left out makes room"),
    Setting("keys", _KEYS, "All of them", "the keys of all screens, to look at and to change"),
)
_MAYBE = (None, True, False)
_TIMES = ("", *(say_time(minutes) for minutes in range(0, 1440, 30)))
"""When the whole day can be looked at, as far as the arrows go; `letbe settings remind` takes any minute."""


def change(dialog: SettingsList, direction: int) -> None:
    """Give the marked setting its next value, or the one before."""
    settings, preferences, name = dialog.host.tracker.book.settings, dialog.app.preferences, dialog.marked
    match name:
        case "week_start":
            dialog.commit(start_week_on(_next(WEEK_STARTS, settings.week_start, direction), dialog.host.today))
        case "day_start":
            dialog.commit(start_day_at((settings.day_start // 60 + direction) % 13 * 60))
        case "remind":
            time = "" if settings.remind is None else say_time(settings.remind)
            dialog.commit(remind_at(_next(_TIMES, time, direction)))
        case "theme":
            dialog.app.theme = _next(tuple(sorted(dialog.app.available_themes)), dialog.app.theme, direction)
        case "ascii" | "linear":
            _prefer(dialog, name, _next(_MAYBE, getattr(preferences, name), direction))
        case "notify":
            _prefer(dialog, name, _next(NOTIFY, preferences.notify, direction))
        case "keys":
            _show_keys(dialog)
        case _ if name in COLUMNS:
            switched = set(preferences.columns) ^ {name}
            _prefer(dialog, "columns", tuple(column for column in COLUMNS if column in switched))
        case _:
            _prefer(dialog, name, not getattr(preferences, name))
    dialog.paint()


def _show_keys(dialog: SettingsList) -> None:
    from tracker.ui.dialogs.key_list import KeyList  # it looks at all screens

    dialog.app.push_screen(KeyList(dialog.host))


def _prefer(dialog: SettingsList, name: str, value: Value) -> None:
    dialog.app.prefer(name, value)
    dialog.host.paint()


def _value(dialog: SettingsList, name: str) -> str:
    book, preferences = dialog.host.tracker.book.settings, dialog.app.preferences
    match name:
        case "week_start":
            return WEEKDAY_NAMES[book.week_start]
        case "day_start":
            return say_time(book.day_start)
        case "remind":
            return "never" if book.remind is None else say_time(book.remind)
        case "theme":
            return dialog.app.theme
        case "notify":
            return preferences.notify
        case "keys":
            own = len(dialog.app.look.own_keys)
            return f"{own} of your own" if own else "as they come"
    value = name in preferences.columns if name in COLUMNS else getattr(preferences, name)
    return "auto" if value is None else "on" if value else "off"


class SettingsList(Dialog):
    """Lists the settings; the arrows change the marked one, and it holds at once."""

    ABOUT = 3
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("more", "right,l,space,enter", "→", "change", "The next value", lambda dialog: change(dialog, 1),
               "Settings"),
        Action("less", "left,h", "←", "before", "The value before", lambda dialog: change(dialog, -1), "Settings"),
        *moves("Settings", down="The setting below", up="The setting above"),
        Action("undo", "u", "u", "undo", "Take the last change of the book back", undo, "Settings"),
        Action("redo", "U", "U", "redo", "Bring back what was undone", redo, "Settings"),
        masking("Settings"),
        Action("leave", "escape,q,S", "esc", "back", "Back to the screen below", lambda dialog: dialog.leave(),
               "Settings"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("more", "less", "down", "up", "help", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def mark_named(self, words: str) -> None:
        """Mark the setting that has words in its name, if there is one."""
        known = (one.name for one in _SETTINGS if words.strip() and words.strip().casefold() in one.label.casefold())
        self.marked = next(known, self.marked)

    def title_line(self, width: int) -> Line:
        """Say what this is."""
        return cut((Text("Settings", "title"),), width)

    def rows(self, width: int) -> list[Row]:
        """Return the settings with their values, in groups."""
        return [
            row
            for group, settings in groupby(_SETTINGS, lambda setting: setting.group)
            for row in self._group(group, settings, width)
        ]

    def _group(self, group: str, settings: Iterator[Setting], width: int) -> Iterator[Row]:
        yield Row("", cut((Text(group.upper(), "muted"),), width))
        for setting in settings:
            here = setting.name == self.marked
            line = (
                Text(f"{self.app.look.glyphs.here if here else ' '} ", "cursor"),
                Text(fit(setting.label, 18), "strong" if here else "plain"),
                Text(_value(self, setting.name), "accent"),
            )
            yield Row(setting.name, cut(line, width))

    def about(self, width: int) -> list[Line]:
        """Say what the marked setting means, and where it is kept."""
        marked = next(setting for setting in _SETTINGS if setting.name == self.marked)
        of_the_book = marked.group == _BOOK
        where, path = ("habits", self.host.tracker.place) if of_the_book else ("settings", folders.preferences())
        meaning = self.app.look.spell(f"{capital(marked.meaning)}.")
        lines: list[Line] = [(Text(line),) for line in wrap(meaning, width)]
        kept = f"Kept with your {where} in "
        lines.append((Text(f"{kept}{_end_of(path, width - cell_len(kept))}", "muted"),))
        return [cut(line, width) for line in lines]


def _end_of(path: str, room: int) -> str:
    """Cut a path; a long one loses its beginning, since its end tells more."""
    return path if cell_len(path) <= room else f"…{path[1 - room :]}"


def _next(values: tuple[_T, ...], now: _T, direction: int) -> _T:
    at = values.index(now) if now in values else -direction
    return values[(at + direction) % len(values)]
