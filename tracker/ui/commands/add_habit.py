"""What a does: add a habit with two answers, its name and how often."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from tracker.domain.habit import Area
from tracker.domain.text import clean_name
from tracker.service.edits.drafts import Draft, outlook
from tracker.service.edits.habits import Details, add
from tracker.service.words.rule_line import EXAMPLES, read_rule_line, schedule_in_name
from tracker.ui.dialogs.ask import Ask
from tracker.ui.screens.row_screen import RowScreen

_NAME_HINT = "its name, small enough to do on a bad day; to do less of something, name what you would let go of"

_LESS = ("stop", "no", "not", "don't", "don’t", "less", "quit", "avoid", "never", "without", "fewer")
"""How names begin of what somebody wants to do less of."""


class RuleAsk(Ask):
    """Asks how often, and for which goal; Tab goes on to the next area."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "another", "another area", priority=True)]

    def __init__(self, screen: RowScreen, name: str) -> None:
        self._host, self._habit = screen, clean_name(name)
        self._less = self._habit.casefold().partition(" ")[0] in _LESS
        self._areas = [area for area, _ in screen.tracker.book.by_area()]
        here = screen.habit.area if screen.habit else ""
        self.area: Area | None = next((a for a in self._areas if a.id == here), next(iter(self._areas), None))
        self._in_name = schedule_in_name(self._habit)
        super().__init__(self._asked(), self._meant, value=str(self._in_name or "daily"), choices=EXAMPLES)

    def action_another(self) -> None:
        """Go on to the next area."""
        if self.area is not None:
            self.area = self._areas[(self._areas.index(self.area) + 1) % len(self._areas)]
            self.query_one("#ask-title", Static).update(Content(self._asked()))
            self._understood(self.query_one(Input).value)

    def details(self, text: str) -> Details:
        """Give the new habit as the answer describes it."""
        schedule, goal = read_rule_line(text)
        return Details(self._habit, self.area and self.area.name, str(schedule), str(goal))

    def _asked(self) -> str:
        return f"How often: {self._habit}, in {self.area.name}" if self.area else f"How often: {self._habit}"

    def _meant(self, text: str) -> str:
        meant, book, today = self.details(text), self._host.tracker.book, self._host.today
        draft = Draft(self._habit, meant.area or "", meant.goal or "", meant.schedule or "")
        look = outlook(draft, book, None, today)
        another = "; tab: another area" if len(self._areas) > 1 else ""
        further = "with a goal too: 3/week, 20 min"
        if self._less:
            further = "for less of it: at most 1 time, or let go"
        if text.strip() == str(self._in_name):
            further = "its name says so"
        return f"{look.rule}; {look.due}\nEnter adds it{another}; {further}"


def new_habit(screen: RowScreen) -> None:
    """Ask for a name, then for a rule and, if it is to be another one, the area, and add the habit."""

    def check_name(text: str) -> str:
        add(Details(text), screen.today)(screen.tracker.book)  # whatever would refuse it later does so now
        return "Enter goes on to how often"

    def named(name: str) -> None:
        question = RuleAsk(screen, name)
        screen.ask(question, lambda rule: _add(screen, question.details(rule)))

    screen.ask(Ask("A new habit", check_name, example="Call a friend", hint=_NAME_HINT), named)


def _add(screen: RowScreen, details: Details) -> None:
    before = {habit.id for habit in screen.tracker.book.habits}
    screen.commit(add(details, screen.today))
    new = next((habit.id for habit in screen.tracker.book.habits if habit.id not in before), screen.cursor.habit)
    screen.move(screen.cursor._replace(habit=new, filter=""))
