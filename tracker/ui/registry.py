"""Registry: every screen with keys, by name and once: the rooms that number keys open, and all that a keymap knows."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracker.domain.named_tuple import NamedTuple

if TYPE_CHECKING:
    from textual.screen import Screen


class ScreenSpec(NamedTuple):
    """A screen: its name among the app's screens, what it is called, and where its class is found.

    `key` is the number key that opens it, where it is a room of its own; `is_typed_in` tells whether one is always in
    a field there. The class is only imported when somebody asks for it.
    """

    id: str
    title: str
    module: str
    class_name: str
    key: str = ""
    is_typed_in: bool = False

    def load(self) -> Any:
        """Import the class."""
        return getattr(import_module(f"tracker.ui.{self.module}"), self.class_name)


SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec("today", "Today", "screens.today", "TodayScreen", "1"),
    ScreenSpec("habits", "Habits", "screens.habits", "HabitsScreen", "3"),
    ScreenSpec("review", "Review", "screens.review", "ReviewScreen", "2"),
    ScreenSpec("habit-page", "A habit's page", "screens.habit_page", "HabitPage"),
    ScreenSpec("reflect", "Reflect", "screens.reflect", "ReflectScreen", "4"),
    ScreenSpec("habit-form", "A habit's form", "dialogs.habit_form", "HabitForm", is_typed_in=True),
    ScreenSpec("inline-form", "A habit's row", "dialogs.inline_form", "InlineForm", is_typed_in=True),
    ScreenSpec("areas", "Areas", "dialogs.area_list", "AreaList"),
    ScreenSpec("library", "Library", "dialogs.library", "Library"),
    ScreenSpec("arrivals", "Import", "dialogs.arrivals", "Arrivals"),
    ScreenSpec("settings", "Settings", "dialogs.settings", "SettingsList"),
    ScreenSpec("keys", "Keys", "dialogs.key_list", "KeyList"),
    ScreenSpec("urges", "Urges", "dialogs.urge_list", "UrgeList"),
    ScreenSpec("agreements", "Agreements", "dialogs.agreement_list", "AgreementList"),
    ScreenSpec("agreement", "One agreement", "dialogs.agreement_list", "AgreementPage"),
    ScreenSpec("safety", "Safety", "dialogs.safety", "SafetyBox"),
    ScreenSpec("now", "Now", "screens.now", "NowScreen"),
    ScreenSpec("first-start", "First start", "screens.first_start", "FirstStart"),
)

ROOMS: tuple[ScreenSpec, ...] = tuple(sorted((spec for spec in SCREENS if spec.key), key=lambda spec: spec.key))


def make_screen(id: str, *made_of: object) -> Screen[Any]:
    """Make a screen by its name, of what its class is made of."""
    made: Screen[Any] = next(spec for spec in SCREENS if spec.id == id).load()(*made_of)
    return made
