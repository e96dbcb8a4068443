"""Reminding: in the open app, at the minute, a toast; and an alert of the terminal where nobody looks at it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from tracker import folders
from tracker.service.reminders.asking import Asked, Message, asked_by, message_of, once, plan_of
from tracker.service.reminders.systemd import follow, units_for
from tracker.settings import Places
from tracker.ui.host import NOTICE_SECONDS, Host
from tracker.ui.terminal.private import send_escape

_LOOK_SECONDS = 1.0
_BELL, _ESCAPE, _END = "\x07", "\x1b", "\x1b\\"
_MOST = 200


class Reminding:
    """Looks at the clock, and says what has come since it looked last; what came before that stands on Today."""

    def __init__(self, app: Host) -> None:
        """Begin to look."""
        self._app = app
        self._day, self._minute = self._now()
        self._planned = app.tracker.book
        app.set_interval(_LOOK_SECONDS, self.look)

    def look(self) -> None:
        """Say what asks by now, if a minute or more has gone by, also asleep."""
        self._follow()
        before, now = (self._day, self._minute), self._now()
        if now == before:
            return
        self._day, self._minute = now
        already = {key for each in self._asked(before[1]) for key in each.reminders} if before[0] == now[0] else set()
        fresh = [each for each in self._asked(now[1]) if not already.issuperset(each.reminders)]
        if fresh:
            self._say(fresh)

    def _follow(self) -> None:
        """Let the timer outside follow what was changed in the list of habits, here or elsewhere."""
        before, book, app = self._planned, self._app.tracker.book, self._app
        if book.habits is before.habits and book.settings == before.settings:
            return
        self._planned = book
        if not app.demo and os.path.isabs(app.tracker.place):
            units, plan = units_for(app.tracker.place, os.environ), plan_of(book, app.tracker.today)
            app.run_worker(partial(follow, units, plan), thread=True, exit_on_error=False)

    def _now(self) -> tuple[date, int]:
        return self._app.tracker.today, self._app.tracker.clock.minute()

    def _asked(self, minute: int) -> list[Asked]:
        tracker = self._app.tracker
        return asked_by(tracker.book, tracker.standing, tracker.today, minute)

    def _say(self, fresh: Sequence[Asked]) -> None:
        app, named = self._app, not self._app.look.mask
        message = message_of(fresh, named=named)
        app.notify(message.body, title=message.title, timeout=NOTICE_SECONDS, markup=False)
        way = app.preferences.notify
        if app.demo or not os.path.isabs(app.tracker.place) or (way == "off" and not app.app_focus):
            return
        # Whoever looks has seen it, and no timer need say it again; else one alert goes out, from here or from there.
        send = "" if app.app_focus else alert(way, message_of(fresh, named=app.preferences.notify_names), os.environ)
        places = Places(app.tracker.place, folders.state(), folders.preferences())
        app.run_worker(partial(self._once, places, self._day, fresh, send), thread=True, exit_on_error=False)

    def _once(self, places: Places, day: date, fresh: Sequence[Asked], send: str) -> None:
        """Send it and remember it, on a thread of its own: another program may be at it, and take a while."""
        once(places, day, fresh, lambda _: self._app.call_from_thread(send_escape, self._app, send))


def alert(way: str, message: Message, env: Mapping[str, str]) -> str:
    """Return what to send to the terminal for a message, by one of the `NOTIFY` ways; nothing for any other.

    Nothing in a message can end the sequence or begin another. Inside tmux it is wrapped, to be handed through.
    """
    title, body = _plain(message.title), _plain(message.body)
    match way:
        case "bell":
            return _BELL
        case "osc9":
            sequence = f"\x1b]9;{title}: {body}{_BELL}"
        case "osc777":
            sequence = f"\x1b]777;notify;{title.replace(';', ',')};{body.replace(';', ',')}{_BELL}"
        case "osc99":
            sequence = f"\x1b]99;i=letbe:d=0:p=title;{title}{_END}\x1b]99;i=letbe:d=1:p=body;{body}{_END}"
        case _:
            return ""
    return f"\x1bPtmux;{sequence.replace(_ESCAPE, _ESCAPE * 2)}{_END}" if env.get("TMUX") else sequence


def _plain(text: str) -> str:
    """Leave only what can be printed, on one line."""
    line = text.replace("\n", " · ")
    return "".join(char for char in line if char.isprintable())[:_MOST]
