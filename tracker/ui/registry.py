"""The rooms of the app: what the number keys lead to, and how the header names them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tracker.domain.named_tuple import NamedTuple

if TYPE_CHECKING:
    from tracker.service.tracker import Tracker
    from tracker.ui.screens.book_screen import BookScreen


class Room(NamedTuple):
    """A screen that a number key opens; `id` is its name among the app's screens.

    `module` and `screen` name its class, which is only imported when the room is first entered.
    """

    key: str
    id: str
    title: str
    module: str = "today"
    screen: str = "TodayScreen"


ROOMS: tuple[Room, ...] = (
    Room("1", "today", "Today"),
    Room("2", "review", "Review", "review", "ReviewScreen"),
    Room("3", "habits", "Habits", "habits", "HabitsScreen"),
    Room("4", "reflect", "Reflect", "reflect", "ReflectScreen"),
)


def furnish(id: str, tracker: Tracker) -> BookScreen:
    """Make the screen of a room."""
    room = next(room for room in ROOMS if room.id == id)
    module = import_module(f"tracker.ui.screens.{room.module}")
    screen: BookScreen = getattr(module, room.screen)(tracker)
    return screen
