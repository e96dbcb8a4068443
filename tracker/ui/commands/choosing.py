"""What the keys do that choose several habits, or several days, for the next act, and what lets them go again."""

from __future__ import annotations

from datetime import timedelta

from tracker.ui.commands.base import Action
from tracker.ui.commands.marks import no_habit
from tracker.ui.commands.navigation import at_today, go_to
from tracker.ui.here import Here
from tracker.ui.screens.rows import RowScreen


def choose(screen: RowScreen) -> None:
    """Choose the habit under the cursor for what is done from now on, or no longer, and go on to the next."""
    body = screen.body
    chosen = body.cursor.chosen ^ {body.cursor.habit}
    body.cursor = body.cursor._replace(chosen=chosen)
    screen.action_run("down")
    words = f"{len(chosen)} chosen: what is done is done to all of them, until {{unfilter:esc}}."
    screen.say(screen.app.look.spell(words) if chosen else "None chosen.")


def widen_back(screen: RowScreen) -> None:
    """Choose a day more to the left, or one less from the right."""
    _widen(screen, -1)


def widen_on(screen: RowScreen) -> None:
    """Choose a day more to the right, or one less from the left."""
    _widen(screen, 1)


def _widen(screen: RowScreen, days: int) -> None:
    body = screen.body
    start = body.cursor.start or body.cursor.day
    day = body.cursor.day + timedelta(days=days)
    if day <= screen.today:
        go_to(screen, day, start if start != day else None)


def let_go(screen: RowScreen) -> None:
    """Go one step back: choose nothing any more, else show all habits again."""
    cursor = screen.body.cursor
    if cursor.chosen or cursor.start:
        screen.body.move(cursor._replace(chosen=frozenset(), start=None))
        screen.say("")
    else:
        screen.body.move(cursor._replace(filter=""))


def let_go_label(here: Here) -> str:
    """Say whether the key lets go of what was chosen, or of the filter."""
    return "choose none" if here.chosen or len(here.days) > 1 else "show all"


def nothing_to_let_go(here: Here) -> str:
    """Say that there is nothing to take back, and which key goes on from here."""
    if here.filter or here.chosen or len(here.days) > 1:
        return ""
    return f"Nothing is filtered or chosen; {here.way_out} leaves."


CHOOSE = Action("choose", "v", "v", "choose", "Choose several habits for what is done next, until {unfilter:esc}",
                choose, off=no_habit)  # fmt: skip

LET_GO = Action("unfilter", "escape", "esc", let_go_label, "One step back: choose none, then show all habits again",
                let_go, "Move", off=nothing_to_let_go)  # fmt: skip

WIDEN: tuple[Action, ...] = (
    Action("widen_back", "shift+left", "s-←", "day more", "Choose the day before too, for what is done next",
           widen_back, off=no_habit),
    Action("widen_on", "shift+right", "s-→", "day less", "Choose the day after too, or one day less", widen_on,
           off=at_today),
)  # fmt: skip
