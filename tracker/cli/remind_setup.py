"""What starts `letbe remind`: units of systemd put in place here, for launchd and cron a text to put there."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tracker.cli.session import Session
from tracker.clock import say_day
from tracker.domain.book import Book
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.reminders import say_time
from tracker.domain.text import excerpt
from tracker.files import shown
from tracker.service.reminders import systemd
from tracker.service.reminders.asking import Firing, next_firing, plan_of
from tracker.service.reminders.texts import LABEL, Call, cron_text, launchd_text, service_text, timer_text
from tracker.settings import places

KINDS = ("systemd", "launchd", "cron")

_WHERE = {
    "launchd": f"Put it into ~/Library/LaunchAgents/{LABEL}.plist, and run\n"
    f"  launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{LABEL}.plist",
    "cron": "`crontab -e` is where it goes; after a change of times it has to be put there anew.",
}
_WHENCE = {
    "launchd": f"letbe wrote nothing for launchd; `launchctl bootout gui/$(id -u)/{LABEL}` ends it.",
    "cron": "letbe wrote nothing for cron; `crontab -e` is where to take its lines out.",
}


def manage(session: Session, *, wish: str, kind: str, named: bool) -> int:
    """Install, uninstall or show what starts reminders here; `kind` is empty for what this machine has."""
    kind = kind or _usual(session)
    if kind not in KINDS:
        raise Unreadable(f"“{excerpt(kind)}” is none of {', '.join(KINDS[:-1])} and {KINDS[-1]}.")
    if wish == "uninstall":
        return _uninstall(session, kind)
    plan = _plan(session)
    if not plan:
        raise Refused(
            "No reminder is set yet; `letbe edit HABIT --remind 18:00` or `letbe settings remind 20:30` sets one."
        )
    call = systemd.call_of(sys.argv[0], _units(session).book, session.around.env, named=named)
    if wish == "show":
        _show(session, kind, call, plan)
        return 0
    return _install(session, kind, call, plan)


def keep_in_step(session: Session) -> None:
    """Write the timer anew where the book asks at other times by now; only what is letbe's own is touched."""
    units = _units(session)
    if systemd.is_ours(units) and systemd.follow(units, plan := _plan(session)):
        session.console.say(f"The timer follows: {_next_words(session, plan)}.")


def health(session: Session, book: Book) -> list[str]:
    """Say what there is to say of a book's reminders and their timer; nothing where nobody wants any."""
    units, plan = _units(session), plan_of(book, session.clock.today(book.settings.day_start))
    ours = systemd.is_ours(units)
    if ours is False:
        return [f"Reminders: {shown(units.timer)} is not letbe's for this book, and stays as it is."]
    if not plan:
        return [f"Reminders: none is set; {shown(units.timer)} has nothing to do."] if ours else []
    if not ours:
        how = "`letbe remind --install` writes one, and cron, tmux or a bar can do it too"
        return [f"Reminders: {_next_words(session, plan)}; no timer of letbe's starts them here. {how}."]
    if not systemd.is_in_step(units, plan):
        return [f"Reminders: {shown(units.timer)} says other times than the habits; `letbe remind --install` mends it."]
    running = "" if systemd.runs(units) else "; it does not run now, and starts with your next login"
    return [f"Reminders: {shown(units.timer)} is there, {_next_words(session, plan)}{running}."]


def _usual(session: Session) -> str:
    if sys.platform == "darwin":
        return "launchd"
    return "systemd" if systemd.has_systemd(session.around.env) else "cron"


def _units(session: Session) -> systemd.Units:
    return systemd.units_for(places(session.file).book, session.around.env)


def _plan(session: Session) -> tuple[Firing, ...]:
    return () if session.is_new else plan_of(session.book, session.today)


def _next_words(session: Session, plan: Sequence[Firing]) -> str:
    moment = next_firing(plan, session.clock.local())
    if moment is None:
        return "no time is left at which it asks"
    return f"next at {say_time(moment.hour * 60 + moment.minute)} {say_day(moment.date(), session.clock.today())}"


def _show(session: Session, kind: str, call: Call, plan: Sequence[Firing]) -> None:
    console, units = session.console, _units(session)
    if kind == "systemd":
        for ending, text in (("service", service_text(call)), ("timer", timer_text(call, plan))):
            console.data(f"# {shown(units.timer.removesuffix('timer'))}{ending}\n{text}\n")
        return
    console.data(launchd_text(call, plan) if kind == "launchd" else cron_text(call, plan))
    console.say(_WHERE[kind])


def _install(session: Session, kind: str, call: Call, plan: Sequence[Firing]) -> int:
    if kind != "systemd":
        _show(session, kind, call, plan)
        return 0
    units = _units(session)
    runs = systemd.install(units, call, plan)
    session.console.answer(
        f"{shown(units.timer)} is in place, {_next_words(session, plan)} (undo: letbe remind --uninstall)"
    )
    if not runs:
        session.console.say("systemd could not be told of it from here; it starts with your next login.")
    return 0


def _uninstall(session: Session, kind: str) -> int:
    if kind != "systemd":
        session.console.say(_WHENCE[kind])
        return 0
    units = _units(session)
    gone = systemd.uninstall(units)
    session.console.answer(f"{shown(units.timer)} is gone" if gone else "There is no timer of letbe's to take away")
    return 0
