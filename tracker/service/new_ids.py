"""Ids for what is new: made of its name, for people who read the file, and never twice, on whatever machine."""

from __future__ import annotations

import os
from _thread import get_ident
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tracker.domain.text import slug

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_COUNT = 5
_NAME = 33


def new_id(name: str, taken: Iterable[str]) -> str:
    """Return an id for something new, which nothing has that is made elsewhere at the same time, whatever its name."""
    return slug(f"{slug(name)[:_NAME]} {ending()}", set(taken))


_letters: dict[int, str] = {}
"""What the ids end in that the step makes which is being run, each time it is, by the thread that runs it."""


@contextmanager
def ending_in(letters: str) -> Iterator[None]:
    """Have all ids end in the same letters: a step is run in memory, and again on the freshest book, as one thing."""
    thread = get_ident()
    before = _letters.get(thread, "")
    _letters[thread] = letters
    try:
        yield
    finally:
        _letters[thread] = before


def ending() -> str:
    """Return what an id that is made of a name ends in."""
    return _letters.get(get_ident()) or token()


def token() -> str:
    """Return a few letters that come by chance."""
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in os.urandom(_COUNT))
