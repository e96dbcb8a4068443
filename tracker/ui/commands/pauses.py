"""What P does: excuse the coming days for a habit, its area or everything, or end that."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from tracker.clock import short_day
from tracker.domain.book import Pause
from tracker.domain.changes import together
from tracker.domain.named_tuple import NamedTuple
from tracker.service.edits.pauses import end_pause, pause, read_stretch
from tracker.service.steps import Edit
from tracker.ui.dialogs.ask import Ask
from tracker.ui.screens.row_screen import RowScreen
from tracker.ui.views.today import shown_name

HINT = "such as friday, 1 dec, next week or mon..sun; Enter alone: until you end it; tab: its area, everything"


class Target(NamedTuple):
    """What can be paused: habits by their ids, or an area, or (with neither) everything."""

    name: str
    habits: tuple[str, ...] = ()
    area: str = ""

    def is_about(self, pause: Pause) -> bool:
        """Whether a pause is of just this."""
        return pause.habit in self.habits if self.habits else (pause.habit, pause.area) == ("", self.area)


class PauseAsk(Ask):
    """Asks until when; Tab goes on to the habit's area, and to everything."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "another", "the area, or everything", priority=True)]

    def __init__(self, screen: RowScreen, targets: list[Target]) -> None:
        self._targets, self._host, self.target = targets, screen, targets[0]
        super().__init__(self._asked(), self._meant, hint=HINT)

    def action_another(self) -> None:
        """Go on to the next that can be paused."""
        self.target = self._targets[(self._targets.index(self.target) + 1) % len(self._targets)]
        self.query_one("#ask-title", Static).update(Content(self._asked()))
        self._understood(self.query_one(Input).value)

    def edit(self, text: str) -> Edit:
        """Give the edit that the answer asks for."""
        today = self._host.today
        if not text.strip() and self._is_paused():
            return _each(self.target, lambda habit, area: end_pause(today, habit=habit, area=area))
        start, end = read_stretch(text, today, self._host.tracker.book.settings.week_start)
        return _each(self.target, lambda habit, area: pause(start, end, habit=habit, area=area))

    def _asked(self) -> str:
        return f"Pause {self.target.name} until"

    def _is_paused(self) -> bool:
        pauses, today = self._host.tracker.book.pauses, self._host.today
        return any(self.target.is_about(kept) and (kept.end is None or kept.end >= today) for kept in pauses)

    def _meant(self, text: str) -> str:
        if not text.strip() and self._is_paused():
            return f"Enter ends the pause of {self.target.name}"
        start, end = read_stretch(text, self._host.today, self._host.tracker.book.settings.week_start)
        pause(start, end)
        until = f"to {short_day(end)}" if end else "until you end it"
        first = "today" if start == self._host.today else short_day(start)
        return f"paused from {first} {until}"


def pause_habit(screen: RowScreen) -> None:
    """Pause the habit, or the chosen ones, from today until a day, or end the habit's own pause at once."""
    book, today = screen.tracker.book, screen.today
    own = [kept for kept in book.pauses if kept.habit == screen.cursor.habit and kept.holds(today)]
    if own and not screen.cursor.chosen:
        screen.commit(end_pause(today, habit=screen.cursor.habit))
        return
    picked = [book.habit(id) for id in screen.picked]
    name = f"“{shown_name(picked[0], screen.app.look)}”" if len(picked) == 1 else f"{len(picked)} habits"
    areas = [area for area, _ in book.by_area() if area.id in {habit.area for habit in picked}]
    question = PauseAsk(
        screen,
        [
            Target(name, tuple(habit.id for habit in picked)),
            *(Target(f"the area {area.name}", area=area.id) for area in areas),
            Target("everything"),
        ],
    )

    def answered(text: str) -> None:
        screen.commit(question.edit(text))
        screen.choose_none()

    screen.ask(question, answered)


def pause_label(screen: RowScreen) -> str:
    """Say whether P begins a pause or ends one."""
    pauses = screen.tracker.book.pauses
    paused = any(kept.habit == screen.cursor.habit and kept.holds(screen.today) for kept in pauses)
    return "end pause" if paused else "pause"


def _each(target: Target, edit: Callable[[str, str], Edit]) -> Edit:
    edits = [edit(habit, "") for habit in target.habits] or [edit("", target.area)]
    return edits[0] if len(edits) == 1 else lambda book: together(one(book) for one in edits)
