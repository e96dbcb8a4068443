"""The rooms of the app: what the number keys lead to, and how the header names them."""

from __future__ import annotations

from typing import NamedTuple


class Room(NamedTuple):
    """A screen that a number key opens; `id` is its name among the app's screens."""

    key: str
    id: str
    title: str


ROOMS: tuple[Room, ...] = (Room("1", "today", "Today"),)
