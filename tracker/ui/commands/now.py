"""What N does: the habit under the cursor in this minute, and the timer that goes on after it."""

from __future__ import annotations

from tracker.domain.habit import Habit
from tracker.service.sitting import is_timed
from tracker.ui.commands.base import Action
from tracker.ui.here import Here
from tracker.ui.registry import make_screen
from tracker.ui.screens.book_screen import Body, BookScreen


def now_label(here: Here) -> str:
    """Say what N opens: a timer where minutes are counted."""
    return "timer" if here.habit and is_timed(here.habit.rule.goal) else "now"


def cannot_be_now(here: Here) -> str:
    """Say why there is nothing to do now."""
    if here.habit is None:
        return "There is no habit here yet."
    return "It is archived." if here.habit.archived is not None else ""


def open_now(screen: BookScreen[Body]) -> None:
    """Open the minute of the habit under the cursor; where minutes are counted, begin to."""
    habit, timer = screen.here.habit, screen.app.timer
    if habit is None:
        return
    running = timer.look()
    if is_timed(habit.rule.goal):
        if running is None:
            goal = habit.rule.goal
            timer.begin(habit.id, screen.tracker.today, round(goal.amount / 1000))
        elif running.habit != habit.id and (other := _habit(screen, running.habit)):
            screen.say(f"A timer runs for {other.name} already; this is it.")
            habit = other
    screen.app.push_screen(make_screen("now", screen, habit))


def ask_about_the_timer(screen: BookScreen[Body]) -> None:
    """Ask, at a start, about a timer that was left behind, if there is one and its habit is still there."""
    sitting = screen.app.timer.left_behind()
    habit = _habit(screen, sitting.habit) if sitting else None
    if habit is not None:
        from tracker.ui.screens.now import ask_about  # hardly ever

        ask_about(screen, habit)


def _habit(screen: BookScreen[Body], id: str) -> Habit | None:
    return next((habit for habit in screen.tracker.book.habits if habit.id == id), None)


NOW = Action("minute", "N", "N", now_label, "This minute: what I do instead, and a slow breath; for minutes a timer",
             open_now, off=cannot_be_now)  # fmt: skip
"""The key on Today and on a habit's page."""
