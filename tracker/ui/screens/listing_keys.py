"""What a does: add a habit with two answers, its name and how often."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.errors import Unreadable
from tracker.domain.goal import Aim, Goal, read_goal
from tracker.domain.habit import Rule, check_rule
from tracker.domain.schedule import ANYTIME, DAILY, Schedule, read_schedule
from tracker.domain.text import clean_name
from tracker.service.listing import Details, add
from tracker.ui.screens.ask import Ask

if TYPE_CHECKING:
    from tracker.ui.screens.row_screen import RowScreen

RULE_HINT = (
    "daily, mon wed fri, 3/week, 2/month; with a goal: 3/week, at least 20 min; "
    "for less of something: at most 1 time, or let go"
)


def new_habit(screen: RowScreen) -> None:
    """Ask for a name, then for a rule, and add the habit to the area under the cursor."""

    def check_name(text: str) -> str:
        add(Details(text), screen.today)(screen.tracker.book)  # whatever would refuse it later does so now
        return "Enter goes on to how often"

    def named(name: str) -> None:
        question = Ask(f"How often: {clean_name(name)}", lambda text: _rule(text).words, value="daily", hint=RULE_HINT)
        screen.ask(question, lambda rule: _add(screen, name, rule))

    screen.ask(
        Ask("A new habit", check_name, example="Call a friend", hint="its name, small enough to do on a bad day"), named
    )


def _add(screen: RowScreen, name: str, text: str) -> None:
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
            schedule = _schedule(part)
    chosen = schedule or (ANYTIME if goal.aim is Aim.LET_GO else DAILY)
    check_rule(chosen, goal)
    return Rule(date.min, chosen, goal)


def _schedule(text: str) -> Schedule:
    """Read a schedule; who wanted to do less of something is told which goals are for that."""
    try:
        return read_schedule(text)
    except Unreadable as error:
        raise Unreadable(f"{error} For less of something: at most 1 time, or let go.") from None
