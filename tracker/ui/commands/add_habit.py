"""What a does: add a habit with two answers, its name and how often."""

from __future__ import annotations

from tracker.domain.habit import Area
from tracker.domain.text import clean_name
from tracker.service.edits.drafts import Draft, outlook
from tracker.service.edits.habits import Details, add
from tracker.service.words.rule_line import EXAMPLES, read_rule_line, schedule_in_name
from tracker.ui.dialogs.ask import Ask, AskInTurn
from tracker.ui.screens.rows import RowScreen

_NAME_HINT = "its name, small enough to do on a bad day; to do less of something, name what you would let go of"

_LESS = ("stop", "no", "not", "don't", "don’t", "less", "quit", "avoid", "never", "without", "fewer")
"""How names begin of what somebody wants to do less of."""


class NewHabit:
    """A habit that is being added: its name, and the area that it goes to, which Tab changes."""

    def __init__(self, screen: RowScreen, name: str) -> None:
        self._screen, self._name = screen, clean_name(name)
        self._areas = [area for area, _ in screen.tracker.book.by_area()]
        habit = screen.here.habit
        here = habit.area if habit else ""
        self.area: Area | None = next((a for a in self._areas if a.id == here), next(iter(self._areas), None))
        self.rule_in_name = str(schedule_in_name(self._name) or "")

    @property
    def title(self) -> str:
        """The question how often."""
        return f"How often: {self._name}, in {self.area.name}" if self.area else f"How often: {self._name}"

    def another(self) -> None:
        """Go on to the next area."""
        if self.area is not None:
            self.area = self._areas[(self._areas.index(self.area) + 1) % len(self._areas)]

    def details(self, text: str) -> Details:
        """Return the new habit as the answer describes it."""
        schedule, goal = read_rule_line(text)
        return Details(self._name, self.area and self.area.name, str(schedule), str(goal))

    def meant(self, text: str) -> str:
        """Say what a rule would ask for, and what else can be typed."""
        meant, book, today = self.details(text), self._screen.tracker.book, self._screen.today
        found = outlook(Draft(self._name, meant.area or "", meant.goal or "", meant.schedule or ""), book, None, today)
        another = "; tab: another area" if len(self._areas) > 1 else ""
        further = "with a goal too: 3/week, 20 min"
        if self._name.casefold().partition(" ")[0] in _LESS:
            further = "for less of it: at most 1 time, or let go"
        if self.rule_in_name and text.strip() == self.rule_in_name:
            further = "its name says so"
        return f"{found.rule}; {found.due}\nEnter adds it{another}; {further}"


def new_habit(screen: RowScreen) -> None:
    """Ask for a name, then for a rule and, if it is to be another one, the area, and add the habit."""

    def check_name(text: str) -> str:
        add(Details(text), screen.today)(screen.tracker.book)  # whatever would refuse it later does so now
        return "Enter goes on to how often"

    def named(name: str) -> None:
        new = NewHabit(screen, name)
        question = AskInTurn(new, value=new.rule_in_name or "daily", choices=EXAMPLES)
        screen.ask(question, lambda rule: _add(screen, new.details(rule)))

    screen.ask(Ask("A new habit", check_name, example="Call a friend", hint=_NAME_HINT), named)


def _add(screen: RowScreen, details: Details) -> None:
    before = {habit.id for habit in screen.tracker.book.habits}
    screen.commit(add(details, screen.today))
    new = next((habit.id for habit in screen.tracker.book.habits if habit.id not in before), screen.body.cursor.habit)
    screen.body.move(screen.body.cursor._replace(habit=new, filter=""))
