"""Reminders in the open app: a toast at the minute, and an alert where nobody looks."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.storage.making import commit
from tests.ui.making import TODAY, opened, small_book
from tests.ui.test_leaving import store_at
from tracker.clock import Clock
from tracker.domain.book import Book
from tracker.domain.diff import add_all
from tracker.service.edits.habits import Details, edit
from tracker.service.reminders import systemd
from tracker.service.reminders.asking import Firing, Message, plan_of
from tracker.settings import NOTIFY, Preferences
from tracker.ui import reminding
from tracker.ui.app import LetbeApp
from tracker.ui.reminding import Reminding, alert

NASTY = Message("letbe: 1 open", "after; \x1b]0;pwned\x07 \x9b31m lunch: Wa\x00lk\nand 2 more")
DOUBLED = "\x1b\x1b]99;i=letbe:d=0:p=title;letbe\x1b\x1b\\\x1b\x1b]99;i=letbe:d=1:p=body;2 open\x1b\x1b\\"
NOON = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(), "held"))


@pytest.mark.parametrize(
    ("way", "plain", "in_tmux"),
    [
        ("off", "", ""),
        ("bell", "\x07", "\x07"),
        ("osc9", "\x1b]9;letbe: 2 open\x07", "\x1bPtmux;\x1b\x1b]9;letbe: 2 open\x07\x1b\\"),
        ("osc777", "\x1b]777;notify;letbe;2 open\x07", "\x1bPtmux;\x1b\x1b]777;notify;letbe;2 open\x07\x1b\\"),
        (
            "osc99",
            "\x1b]99;i=letbe:d=0:p=title;letbe\x1b\\\x1b]99;i=letbe:d=1:p=body;2 open\x1b\\",
            f"\x1bPtmux;{DOUBLED}\x1b\\",
        ),
    ],
)
def test_each_way_of_telling_is_its_own_sequence_and_wrapped_inside_tmux(way: str, plain: str, in_tmux: str) -> None:
    assert way in NOTIFY
    message = Message("letbe", "2 open")
    assert alert(way, message, {}) == plain
    assert alert(way, message, {"TMUX": "/tmp/tmux"}) == in_tmux  # noqa: S108


@pytest.mark.parametrize("way", NOTIFY[2:])
def test_no_text_can_end_a_sequence_or_begin_another(way: str) -> None:
    sent = alert(way, NASTY, {})
    said = sent.replace("\x1b\\", "").removesuffix("\x07").replace("\x1b]", "", 2 if way == "osc99" else 1)
    assert said.isprintable()
    assert "Walk · and 2 more" in said
    assert sent.count(";") == {"osc9": 3, "osc777": 3, "osc99": 6}[way]


class App:
    """The open app at a time of ours, and what it says and sends."""

    def __init__(self, app: LetbeApp, pilot: Pilot[int], patch: pytest.MonkeyPatch) -> None:
        self.now, self.app, self.pilot = NOON, app, pilot
        self.sent: list[str] = []
        app.tracker.clock = Clock(lambda: self.now)
        patch.setattr(reminding, "send_escape", lambda _, sequence: self.sent.append(sequence))
        self.reminding = Reminding(app)

    async def at(self, hour: int, minute: int = 0) -> list[str]:
        """Let it become so late, and give what is said."""
        self.now = NOON.replace(hour=hour, minute=minute)
        self.reminding.look()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        return [f"{each.title}|{each.message}" for each in self.app._notifications]


def timed() -> Book:
    """A small book in which the walk asks at one, and the whole day at three."""
    book = small_book()
    habits = tuple(one._replace(reminders=(780,)) if one.id == "walk" else one for one in book.habits)
    return book._replace(habits=habits, settings=book.settings._replace(remind=900))


async def test_at_the_minute_a_toast_says_what_is_open_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(timed()) as (app, pilot):
        here = App(app, pilot, monkeypatch)
        assert await here.at(12, 59) == []
        assert await here.at(13) == ["letbe: 1 open|after lunch: Walk outside"]
        assert len(await here.at(13, 1)) == 1
        await here.at(9)  # the clock is set back
        assert len(await here.at(9, 1)) == 1
        assert here.sent == []


async def test_who_masks_names_sees_none_in_a_toast(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(timed(), preferences=Preferences(ascii=False, mask=True)) as (app, pilot):
        assert await App(app, pilot, monkeypatch).at(13) == ["letbe|1 open"]


@pytest.mark.parametrize(
    ("looks", "preferences", "sent"),
    [
        ("here", Preferences(notify="osc9"), [""]),
        ("away", Preferences(notify="osc9"), ["\x1b]9;letbe: 1 open\x07"]),
        (
            "away",
            Preferences(notify="osc9", notify_names=True),
            ["\x1b]9;letbe: 1 open: after lunch: Walk outside\x07"],
        ),
        ("away", Preferences(notify="bell"), ["\x07"]),
        ("away", Preferences(), []),
    ],
)
async def test_one_alert_goes_out_where_nobody_looks_and_where_it_is_wanted(
    looks: str,
    preferences: Preferences,
    sent: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    store = store_at(tmp_path)
    commit(store, add_all(Book(), timed()))
    async with opened(store, preferences=preferences) as (app, pilot):
        here = App(app, pilot, monkeypatch)
        app.app_focus = looks == "here"
        assert len(await here.at(13)) == 1
        assert here.sent == sent
        again = Reminding(app)  # another window on the same book
        here.reminding, here.now = again, NOON
        again._minute = 720
        await here.at(13, 1)
        assert here.sent == sent


async def test_the_timer_outside_follows_what_is_changed_in_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # there is no systemd here to be told
    store = store_at(tmp_path)
    commit(store, add_all(Book(), timed()))
    async with opened(store) as (app, pilot):
        units = systemd.units_for(app.tracker.place, os.environ)
        systemd.install(units, systemd.call_of("letbe", units.book, os.environ), plan_of(app.tracker.book, TODAY))
        here = App(app, pilot, monkeypatch)
        app.tracker.commit(edit("walk", Details(remind="14:15"), TODAY))
        await here.at(12)
        assert systemd.is_in_step(units, (Firing(855), Firing(900)))
        app.tracker.undo()
        await here.at(12)
        assert systemd.is_in_step(units, (Firing(780), Firing(900)))
