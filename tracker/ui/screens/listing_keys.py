"""What the keys of the Today screen do to the list: add a habit, pause one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.clock import read_coming_day, short_day
from tracker.domain.errors import Unreadable
from tracker.domain.goal import Aim, Goal, read_goal
from tracker.domain.habit import Rule, check_rule
from tracker.domain.schedule import ANYTIME, DAILY, read_schedule
from tracker.domain.text import clean_name
from tracker.service.listing import Details, add
from tracker.service.pausing import end_pause, pause
from tracker.ui.screens.ask import Ask
from tracker.ui.views.today import shown_name

if TYPE_CHECKING:
    from tracker.ui.screens.today import TodayScreen

RULE_HINT = "daily, mon wed fri, 3/week, anytime; and, if more than a check, a goal: 3/week, at least 20 min"


def new_habit(screen: TodayScreen) -> None:
    """Ask for a name, then for a rule, and add the habit to the area under the cursor."""

    def check_name(text: str) -> str:
        add(Details(text), screen.today)(screen.tracker.book)  # whatever would refuse it later does so now
        return "Enter goes on to how often"

    def named(name: str) -> None:
        question = Ask(f"How often: {clean_name(name)}", lambda text: _rule(text).words, value="daily", hint=RULE_HINT)
        screen.ask(question, lambda rule: _add(screen, name, rule))

    screen.ask(
        Ask("A new habit", check_name, example="Read 20 min", hint="its name, small enough to do on a bad day"), named
    )


def _add(screen: TodayScreen, name: str, text: str) -> None:
    rule, here = _rule(text), screen.habit
    details = Details(name, here.area if here else None, str(rule.schedule), str(rule.goal))
    before = {habit.id for habit in screen.tracker.book.habits}
    screen.commit(add(details, screen.today))
    new = next((habit.id for habit in screen.tracker.book.habits if habit.id not in before), screen.cursor.habit)
    screen.move(screen.cursor._replace(habit=new, filter=""))


def _rule(text: str) -> Rule:
    """Read a rule typed as a schedule, a goal, or both with a comma between them."""
    schedule, goal = None, Goal(Aim.CHECK)
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            goal = read_goal(part)
        except Unreadable:
            schedule = read_schedule(part)
    chosen = schedule or (ANYTIME if goal.aim is Aim.LET_GO else DAILY)
    check_rule(chosen, goal)
    return Rule(date.min, chosen, goal)


def pause_habit(screen: TodayScreen) -> None:
    """Pause the habit under the cursor from today until a day, or end its pause."""
    habit, today = screen.tracker.book.habit(screen.cursor.habit), screen.today
    own = [kept for kept in screen.tracker.book.pauses if kept.habit == habit.id and kept.holds(today)]
    if own:
        screen.commit(end_pause(today, habit=habit.id))
        return

    def last_day(text: str) -> date | None:
        return read_coming_day(text, today) if text.strip() else None

    def check(text: str) -> str:
        end = last_day(text)
        return f"paused from today to {short_day(end)}" if end else "paused from today until P ends it"

    hint = "the last day of the pause, such as 2026-12-01, 1 dec or friday; nothing for until further notice"
    question = Ask(f"Pause {shown_name(habit, screen.app.look)} until", check, example="friday", hint=hint)
    screen.ask(question, lambda text: screen.commit(pause(today, last_day(text), habit=habit.id)))


def pause_label(screen: TodayScreen) -> str:
    """Say whether P begins a pause or ends one."""
    pauses = screen.tracker.book.pauses
    paused = any(kept.habit == screen.cursor.habit and kept.holds(screen.today) for kept in pauses)
    return "end pause" if paused else "pause"
