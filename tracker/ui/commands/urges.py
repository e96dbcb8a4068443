"""What the keys do about urges: one key records what came of one, and the very next key may say more of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from textual.screen import Screen

from tracker.domain.book import Book
from tracker.domain.changes import PutEvent, parts
from tracker.domain.errors import Unreadable
from tracker.domain.event import Event
from tracker.domain.text import clean_note
from tracker.service.steps import Edit
from tracker.service.words.labels import time_words
from tracker.ui.commands.base import Action
from tracker.ui.commands.common import offer_next
from tracker.ui.here import Here
from tracker.ui.late import Late
from tracker.ui.registry import ROOMS
from tracker.ui.screens.book_screen import UNDO, Body, BookScreen

if TYPE_CHECKING:
    from tracker.service.edits import days as dating
    from tracker.service.edits import events as happening
    from tracker.service.edits import mending
    from tracker.ui.dialogs import ask as asking
else:
    dating, happening = Late("tracker.service.edits.days"), Late("tracker.service.edits.events")
    mending, asking = Late("tracker.service.edits.mending"), Late("tracker.ui.dialogs.ask")

WHAT_WOULD_HELP = "Noted; what would help next time?"
_ROOM_DIGITS = {f"room_{room.id}": int(room.key) for room in ROOMS}


_BESIDE = 11
"""So many cells the key that leads back takes beside a message."""

_DIGITS = "{room_today:1}-{strong_5:5}"
_MORE = f"; {_DIGITS} how strong%s, {{trigger:comma}} set off by, {{note:n}} note, {{urge_time:@}} when"


def let_pass(screen: BookScreen[Body]) -> None:
    """Log an urge that was let pass on the day under the cursor."""
    _log(screen, passed=1)


def acted_on(screen: BookScreen[Body]) -> None:
    """Log an urge that was acted on, and ask nothing but what would help."""
    _log(screen, acted=1)


def _log(screen: BookScreen[Body], *, passed: int = 0, acted: int = 0) -> None:
    here = screen.here
    if here.habit is not None:
        record_urge(screen, here.habit.id, here.day, passed=passed, acted=acted)


def record_urge(
    screen: BookScreen[Body],
    habit: str,
    day: date,
    *,
    passed: int = 0,
    acted: int = 0,
    said: happening.Detail | None = None,
    rated: str = "strength",
) -> None:
    """Log an urge on a day, with what is said of it already, and let the very next key say more.

    A digit then says its `strength`, or how strong it was `after` a quiet minute.
    """
    outcome = screen.commit(happening.urges([habit], [day], screen.tracker.when, passed=passed, acted=acted, said=said))
    if outcome is None or not outcome.changed:
        return
    mark = outcome.after.log(habit).get(day)
    made = next((each for each in parts(outcome.made.change) if isinstance(each, PutEvent)), None)
    said_now = WHAT_WOULD_HELP if acted else f"{mark.passed if mark else 1} let pass"
    if made is not None:
        _offer(screen, made.event.id[:-2], said_now, rated)  # its number may be another on the freshest book


def _offer(screen: BookScreen[Body], id: str, words: str, rated: str = "strength") -> None:
    """Say what just happened, and let the very next key say more of an urge; any other goes on with its own meaning."""
    more = "" if words == WHAT_WOULD_HELP else screen.app.look.spell(_MORE % (" now" if rated == "after" else ""))
    if len(words + more) > screen.app.size.width - _BESIDE:
        more = more.partition(",")[0]
    screen.say(f"{words}{more}", UNDO)
    offer_next(screen, _keys(id, rated))


def _keys(id: str, rated: str) -> Mapping[str, Callable[[BookScreen[Body]], None]]:
    keys: dict[str, Callable[[BookScreen[Body]], None]] = {
        action: _rating(id, rated, number) for action, number in {**_ROOM_DIGITS, "strong_5": 5}.items()
    }
    return keys | {
        "trigger": lambda screen: ask_trigger(screen, id, rated),
        "note": lambda screen: ask_note(screen, id, rated),
        "urge_time": lambda screen: ask_time(screen, id, rated),
    }


def _rating(id: str, rated: str, number: int) -> Callable[[BookScreen[Body]], None]:
    said = happening.Detail(after=number) if rated == "after" else happening.Detail(strength=number)
    return lambda screen: _say_more(screen, id, said, rated)


def _say_more(screen: BookScreen[Body], id: str, said: happening.Detail, rated: str = "strength") -> None:
    outcome = screen.commit(mending.change_event(id, said, when=screen.tracker.when))
    if outcome is not None:
        _offer(screen, id, _said_words(said), rated)


def _said_words(said: happening.Detail) -> str:
    """Say in a few words what was just said of an urge; the whole of it stands in the strip."""
    if said.strength or said.after:
        return f"Strength {said.strength}" if said.strength else f"Strength {said.after} by now"
    return f"At {time_words(said.at)}" if said.at is not None else "Kept"


def ask_trigger(screen: BookScreen[Body], id: str, rated: str = "strength") -> None:
    """Ask what set an urge off, among what did so before."""

    def check(text: str) -> str:
        happening.read_trigger(text)
        return "Enter keeps it"

    known = [trigger for trigger, _ in mending.triggers(screen.tracker.book)]
    event = _event(screen.tracker.book, id)
    hint = "a few words; → completes one of your own, ↑↓ go through them" if known else "a few words"
    question = asking.AskCompleting("What set it off?", check, value=event.trigger, example="a short reply", hint=hint,
                   choices=known)  # fmt: skip
    _ask(screen, id, rated, question, lambda text: happening.Detail(trigger=text))


def _ask(
    screen: BookScreen[Body], id: str, rated: str, question: Screen[str | None], said: Callable[[str], happening.Detail]
) -> None:
    """Ask for more of an urge; whether that is answered or left, the very next key may say more yet."""
    screen.ask(question, lambda text: _say_more(screen, id, said(text), rated))
    offer_next(screen, _keys(id, rated))


def ask_time(screen: BookScreen[Body], id: str, rated: str = "strength") -> None:
    """Ask at what time an urge was."""
    found = mending.find_event(screen.tracker.book, id)

    def said(text: str) -> happening.Detail:
        return happening.Detail(at=happening.read_time(text, screen.tracker.book.settings.day_start))

    def check(text: str) -> str:
        dating.refuse_to_come(said(text).at, found.day, screen.tracker.when)
        return "Enter keeps it"

    value = "" if found.event.at is None else time_words(found.event.at)
    question = asking.Ask(
        "At what time was it?", check, value=value, example="14:05", hint="a time of this day, such as 9:30"
    )
    _ask(screen, id, rated, question, said)


def ask_note(screen: BookScreen[Body], id: str, rated: str = "strength") -> None:
    """Ask for the note of one urge."""

    def check(text: str) -> str:
        clean_note(text)
        return "Enter keeps it"

    event = _event(screen.tracker.book, id)
    question = asking.AskLines("Note on this urge", check, value=event.note, example="what happened",
                        hint="a line about it; ctrl+o opens your editor", draft=True)  # fmt: skip
    _ask(screen, id, rated, question, lambda text: happening.Detail(note=text))


def _event(book: Book, id: str) -> Event:
    return mending.find_event(book, id).event


def take_back(screen: BookScreen[Body]) -> None:
    """Take back the urge that was logged last on the day under the cursor."""
    here = screen.here
    if here.habit is not None:
        screen.commit(happening.take_last_back(here.habit.id, here.day, screen.tracker.when))


def ask_counts(screen: BookScreen[Body], title: str) -> None:
    """Ask for both counts of the day: how many were let pass, and how many acted on."""
    here = screen.here
    if here.habit is None:
        return
    id, day, mark = here.habit.id, here.day, here.mark
    passed, acted = (mark.passed, mark.acted) if mark else (0, 0)

    def check(text: str) -> str:
        now_passed, now_acted = read_counts(text)
        return f"{now_passed} let pass, {now_acted} acted on"

    def edit(text: str) -> Edit:
        return happening.set_urges(id, day, screen.tracker.when, *read_counts(text))

    hint = "let pass, then acted on, such as 3 1; what was said of those that stay is kept"
    question = asking.Ask(title, check, value=f"{passed} {acted}" if passed or acted else "", example="3 1", hint=hint)
    screen.ask(question, lambda text: screen.commit(edit(text)))


def read_counts(text: str) -> tuple[int, int]:
    """Read both counts of a day, `3 1`; one number alone is of those let pass. Raises `Unreadable`."""
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 2 or not all(word.isdecimal() and len(word) < 5 for word in words):
        raise Unreadable("Write both counts: let pass, then acted on, such as 3 1.")
    return int(words[0]), int(words[1]) if len(words) == 2 else 0


def last_event(here: Here) -> Event | None:
    """Return the urge that was logged last on the day under the cursor."""
    events = here.book.log(here.habit.id).events(here.day) if here.habit else ()
    return max((event for event in events if event.outcome), key=lambda event: event.id[-2:], default=None)


def no_urge(here: Here) -> str:
    """Say that the habit counts no urges."""
    if here.habit is None:
        return "There is no habit here yet."
    return "" if here.goal.is_urge else "This habit counts no urges; {toggle:space} says what is to be said."


def no_event(here: Here) -> str:
    """Say that there is no urge on this day of which more could be said."""
    return no_urge(here) or ("" if last_event(here) else "There is no urge on this day of which more could be said.")


def trigger_of_last(screen: BookScreen[Body]) -> None:
    """Ask what set off the urge that was logged last on the day under the cursor."""
    event = last_event(screen.here)
    if event is not None:
        ask_trigger(screen, event.id)


def time_of_last(screen: BookScreen[Body]) -> None:
    """Ask at what time the urge was that was logged last on the day under the cursor."""
    event = last_event(screen.here)
    if event is not None:
        ask_time(screen, event.id)


def rate_last_very(screen: BookScreen[Body]) -> None:
    """Say that the urge that was logged last on the day under the cursor was very strong."""
    event = last_event(screen.here)
    if event is not None:
        _say_more(screen, event.id, happening.Detail(strength=5))


def open_list(screen: BookScreen[Body]) -> None:
    """Show the day's urges, to be gone through and mended."""
    from tracker.ui.dialogs.urge_list import UrgeList  # opened now and then

    here = screen.here
    if here.habit is not None:
        screen.app.push_screen(UrgeList(screen, here.habit.id, here.day))


URGE_ACTIONS: tuple[Action, ...] = (
    Action("acted", "exclamation_mark", "!", "acted on", "An urge came, and was acted on", acted_on, off=no_urge),
    Action("trigger", "comma", ",", "set off by", "Say what set the last urge of this day off", trigger_of_last,
           off=no_event),
    Action("urge_time", "at", "@", "at what time", "Say at what time the last urge of this day was", time_of_last,
           off=no_event),
    Action("strong_5", "5", "5", "very strong",
           f"The last urge was very strong; right after one, {_DIGITS} say how strong", rate_last_very, off=no_event),
    Action("urges", "i", "i", "its urges", "Go through the urges of this day, and mend what is said of them",
           open_list, off=no_event),
)  # fmt: skip
"""The keys that say what came of urges, on every screen whose cursor is on a day of a habit."""
