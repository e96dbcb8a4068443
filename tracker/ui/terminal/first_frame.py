"""The first frame: the app keeps those that the next start may show."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime, time, timedelta

from tracker import folders, settings
from tracker.clock import Clock
from tracker.service.tracker import Saving
from tracker.ui.host import Host
from tracker.ui.screens.today import TodayScreen
from tracker.ui.terminal.prepaint import NOTE, grounds_of, moment
from tracker.ui.terminal.widths import doubt_in, pin_columns

_NOON = 12 * 60


def keep_first_frame(app: Host) -> None:
    """Keep the frames that the next start may show, where they are certain; all is saved, and the app is about to end.

    A frame that was kept before and rests on another book, look or day means nothing any more, so it can stay.
    """
    places, day_start, today = settings.places(app.tracker.place), app.tracker.book.settings.day_start, app.screen
    if not isinstance(today, TodayScreen) or not _is_certain(app, today, places):
        return
    with suppress(Exception):  # whatever it is, the next start shows its first frame a little later
        lines = [str(day_start), grounds_of(places.book, app.tracker.seen, places.preferences)]
        for when in reversed(coming_moments(datetime.now().astimezone(), day_start)):
            lines += moment(when.timetuple(), day_start), _frame_at(when, today)
        folders.keep_note(places.state, NOTE, "\n".join(lines))


def coming_moments(now: datetime, day_start: int) -> list[datetime]:
    """Return this moment, and each one of today or tomorrow from which on a start shows another frame."""
    days, turns = (now.date(), now.date() + timedelta(1)), sorted({0, day_start, _NOON})
    coming = (datetime.combine(day, time(*divmod(turn, 60)), now.tzinfo) for day in days for turn in turns)
    return [now, *(when for when in coming if when > now)]


def forget_first_frame() -> None:
    """Forget the frames that were kept: the next start shows what the file does not hold yet."""
    with suppress(OSError):
        os.unlink(os.path.join(folders.state(), NOTE))


def _is_certain(app: Host, today: TodayScreen, places: settings.Places) -> bool:
    """Whether the next start shows this book, in this look, and has nothing else to tell."""
    if app.is_headless or app.demo or app.remarks or today.query("Toast") or app.tracker.saving != Saving():
        return False
    in_full = tuple(shutil.get_terminal_size()) == today.size
    kept = settings.read_preferences(places.preferences), settings.read_keys(places.preferences)
    return in_full and kept == ((app.preferences, []), app.wished_keys)


def _frame_at(when: datetime, today: TodayScreen) -> str:
    """Draw the screen as a start at a moment finds it; give its lines as they are sent to a terminal."""
    today.tracker.clock = Clock(lambda: when)
    today.begin_anew()
    console = today.app.console
    frame = "".join(f"\x1b[{y};1H{strip.simplify().render(console)}" for y, strip in enumerate(today.strips, 1))
    return pin_columns(frame, doubt_in(os.environ))
