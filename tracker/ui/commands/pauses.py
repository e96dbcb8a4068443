"""What P does: excuse the coming days for a habit, its area or everything, or end that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.clock import short_day
from tracker.domain.book import Pause
from tracker.domain.changes import together
from tracker.domain.named_tuple import NamedTuple
from tracker.service.steps import Edit
from tracker.ui.here import Here
from tracker.ui.late import Late
from tracker.ui.screens.rows import RowScreen
from tracker.ui.views.model import shown_name

if TYPE_CHECKING:
    from tracker.service.edits import pauses as excusing
    from tracker.ui.dialogs import ask as asking
else:
    excusing, asking = Late("tracker.service.edits.pauses"), Late("tracker.ui.dialogs.ask")

HINT = "such as friday, 1 dec, next week or mon..sun; Enter alone: until you end it; tab: its area, everything"


class Target(NamedTuple):
    """What can be paused: habits by their ids, or an area, or (with neither) everything."""

    name: str
    habits: tuple[str, ...] = ()
    area: str = ""

    def is_about(self, pause: Pause) -> bool:
        """Whether a pause is of just this."""
        return pause.habit in self.habits if self.habits else (pause.habit, pause.area) == ("", self.area)


class Pausing:
    """What is paused, one of several, and what the answer until when comes to."""

    def __init__(self, targets: list[Target], screen: RowScreen) -> None:
        self._targets, self._screen, self.target = targets, screen, targets[0]

    @property
    def title(self) -> str:
        """The question until when."""
        return f"Pause {self.target.name} until"

    def another(self) -> None:
        """Go on to the next that can be paused."""
        self.target = self._targets[(self._targets.index(self.target) + 1) % len(self._targets)]

    def edit(self, text: str) -> Edit:
        """Return the edit that the answer asks for."""
        today = self._screen.today
        if not text.strip() and self._is_paused():
            return _each(self.target, lambda habit, area: excusing.end_pause(today, habit=habit, area=area))
        start, end = excusing.read_stretch(text, today, self._screen.tracker.book.settings.week_start)
        return _each(self.target, lambda habit, area: excusing.pause(start, end, habit=habit, area=area))

    def meant(self, text: str) -> str:
        """Say from when until when that would be."""
        if not text.strip() and self._is_paused():
            return f"Enter ends the pause of {self.target.name}"
        today = self._screen.today
        start, end = excusing.read_stretch(text, today, self._screen.tracker.book.settings.week_start)
        excusing.pause(start, end)
        until = f"to {short_day(end)}" if end else "until you end it"
        first = "today" if start == today else short_day(start)
        return f"paused from {first} {until}"

    def _is_paused(self) -> bool:
        about = (kept for kept in self._screen.tracker.book.pauses if self.target.is_about(kept))
        return any(kept.end is None or kept.end >= self._screen.today for kept in about)


def pause_habit(screen: RowScreen) -> None:
    """Pause the habit, or the chosen ones, from today until a day, or end the habit's own pause at once."""
    book, today = screen.tracker.book, screen.today
    own = [kept for kept in book.pauses if kept.habit == screen.body.cursor.habit and kept.holds(today)]
    if own and not screen.body.cursor.chosen:
        screen.commit(excusing.end_pause(today, habit=screen.body.cursor.habit))
        return
    picked = [book.habit(id) for id in screen.here.picked]
    name = f"“{shown_name(picked[0], screen.app.look)}”" if len(picked) == 1 else f"{len(picked)} habits"
    areas = [area for area, _ in book.by_area() if area.id in {habit.area for habit in picked}]
    targets = [
        Target(name, tuple(habit.id for habit in picked)),
        *(Target(f"the area {area.name}", area=area.id) for area in areas),
        Target("everything"),
    ]
    pausing = Pausing(targets, screen)

    def answered(text: str) -> None:
        screen.commit(pausing.edit(text))
        screen.body.choose_none()

    screen.ask(asking.AskInTurn(pausing, hint=HINT), answered)


def pause_label(here: Here) -> str:
    """Say whether P begins a pause or ends one."""
    habit = here.habit
    paused = habit and any(kept.habit == habit.id and kept.holds(here.today) for kept in here.book.pauses)
    return "end pause" if paused else "pause"


def _each(target: Target, edit: Callable[[str, str], Edit]) -> Edit:
    edits = [edit(habit, "") for habit in target.habits] or [edit("", target.area)]
    return edits[0] if len(edits) == 1 else lambda book: together(one(book) for one in edits)
