"""What the marking keys do, on every screen whose cursor is on a day of a habit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from textual.screen import ModalScreen

from tracker.clock import say_day
from tracker.domain.amounts import format_amount, plural, read_amount
from tracker.domain.book import Lookback
from tracker.domain.goal import CHECK, Aim, Goal
from tracker.domain.habit import Habit
from tracker.domain.log import Mark, MarkKind
from tracker.domain.text import clean_note
from tracker.service.edits import marks as marking
from tracker.service.edits.marks import When
from tracker.service.steps import Edit
from tracker.service.tracker import Outcome, Tracker
from tracker.service.words.labels import amount_words
from tracker.ui.dialogs.ask import Ask, AskLines
from tracker.ui.dialogs.pick import Pick
from tracker.ui.host import Host
from tracker.ui.screens.row_screen import RowScreen
from tracker.ui.views.keys import Hint
from tracker.ui.views.today import shown_name

_ENOUGH = {Aim.AT_LEAST: "; Enter alone says that it was reached"}

EASE = {"1": "hard", "2": "rather hard", "3": "so-so", "4": "rather easy", "5": "easy", "0": "take back"}


class Cell(Protocol):
    """A day of a habit, by its id, and the habits that are chosen beside it."""

    @property
    def habit(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def chosen(self) -> frozenset[str]: ...


class OnACell(Protocol):
    """A screen whose cursor is on a day of a habit: Today, the Review and a habit's page."""

    app: Host
    tracker: Tracker
    today: date

    @property
    def cursor(self) -> Cell: ...
    @property
    def habit(self) -> Habit | None: ...
    @property
    def picked(self) -> list[str]: ...
    def choose_none(self) -> None: ...
    def commit(self, edit: Edit, further: str = "") -> Outcome | None: ...
    def ask(self, question: ModalScreen[str | None], answered: Callable[[str], object]) -> None: ...
    def say(self, words: str, way: Hint | None = None) -> None: ...


def toggle_label(screen: OnACell) -> str:
    """Say what space does to the habit under the cursor, or to the chosen ones."""
    if screen.cursor.chosen:
        return "check"
    goal, mark = _goal(screen), _mark(screen)
    if goal.is_urge:
        return "let pass"
    if goal.counts:
        return "amount"
    return "clear" if mark and mark.kind is MarkKind.DONE else "check"


def toggle(screen: OnACell) -> None:
    """Do the sensible thing for the kind of habit; with several chosen, mark them all done."""
    if screen.cursor.chosen:
        habits = _plain(screen)
        if not habits:
            screen.say("None of the chosen habits can be checked off; they count what happens.")
            return
        screen.commit(marking.done(habits, [screen.cursor.day], screen.tracker.when), _left_out(screen, habits))
        screen.choose_none()
    elif _goal(screen).counts:
        amount(screen)
    else:
        screen.commit(marking.toggle(screen.cursor.habit, screen.cursor.day, screen.tracker.when))


def _plain(screen: OnACell) -> list[str]:
    """Give the picked habits that can be marked done without a number."""
    habits = [screen.tracker.book.habit(id) for id in screen.picked]
    return [h.id for h in habits if h.rule_on(screen.cursor.day).goal.is_doing]


_BY_HAND = {Aim.LET_GO: "+ or - for an urge", Aim.AT_MOST: "= for its number"}


def _left_out(screen: OnACell, done: list[str]) -> str:
    """Say which one of the picked habits is not marked with the others, and what is for it; or how many are not."""
    left = [screen.tracker.book.habit(id) for id in screen.picked if id not in done]
    if not left:
        return ""
    if len(left) > 1:
        return f"; not {len(left)} that count what happens"
    return f"; not {left[0].name}: {_BY_HAND[left[0].rule_on(screen.cursor.day).goal.aim]}"


def skip(screen: OnACell) -> None:
    """Excuse the day, or take the excuse back."""
    _record(screen, MarkKind.SKIP, marking.skip)


def missed(screen: OnACell) -> None:
    """Record that it was not done, or take that back."""
    _record(screen, MarkKind.MISSED, marking.missed)


def _record(screen: OnACell, kind: MarkKind, record: Callable[[list[str], list[date], When], Edit]) -> None:
    """Make marks of a kind; where the one cell that it is about has such a mark already, take that away."""
    mark = _mark(screen)
    already = mark is not None and mark.kind is kind and not screen.cursor.chosen
    edit = marking.clear if already else record
    screen.commit(edit(screen.picked, [screen.cursor.day], screen.tracker.when))
    screen.choose_none()


def clear(screen: OnACell) -> None:
    """Take the mark away."""
    screen.commit(marking.clear(screen.picked, [screen.cursor.day], screen.tracker.when))
    screen.choose_none()


def amount(screen: OnACell) -> None:
    """Ask for the day's amount, in place of the one it has; a leading + adds to it."""
    habit, goal = _habit(screen), _goal(screen)
    day, id = screen.cursor.day, habit.id
    old = marking.so_far(_mark(screen), goal)

    def meant(text: str) -> int:
        if not text.strip() and goal.is_target:
            return goal.amount
        return read_amount(text.strip().removeprefix("+"), goal.unit) + (old if text.strip().startswith("+") else 0)

    def answered(text: str) -> None:
        adds = text.strip().startswith("+")
        number = text.strip().removeprefix("+")
        screen.commit(marking.done([id], [day], screen.tracker.when, number, replace=not adds))

    question = Ask(
        f"{_about(screen, habit)}: {f'how many {plural(goal.unit)}' if goal.unit else 'how many'}",
        lambda text: amount_words(meant(text), goal),
        value=format_amount(old) if old else "",
        example=f"{format_amount(goal.amount)}, or +5 to add" if goal.amount else "1",
        hint=f"{goal.words}; a number takes the place of the day's, +5 adds to it{_ENOUGH.get(goal.aim, '')}",
    )
    screen.ask(question, answered)


def more_label(screen: OnACell) -> str:
    """Say what + does to the habit under the cursor."""
    return "let pass" if _goal(screen).is_urge else "more"


def less_label(screen: OnACell) -> str:
    """Say what - does to the habit under the cursor."""
    return "acted on" if _goal(screen).is_urge else "less"


def more(screen: OnACell) -> None:
    """Let an urge pass, or raise the amount by a step."""
    _step(screen, 1)


def less(screen: OnACell) -> None:
    """Note an urge that was acted on, or lower the amount by a step."""
    _step(screen, -1)


def _step(screen: OnACell, direction: int) -> None:
    id, day, when = screen.cursor.habit, screen.cursor.day, screen.tracker.when
    if _goal(screen).is_urge:
        passed, acted = (1, 0) if direction > 0 else (0, 1)
        screen.commit(marking.urges([id], [day], when, passed=passed, acted=acted))
    else:
        screen.commit(marking.step(id, day, when, direction))


def note(screen: OnACell) -> None:
    """Ask for the day's note; a note of several lines opens in the editor with ctrl+o."""
    habit, mark = _habit(screen), _mark(screen)
    day, id = screen.cursor.day, habit.id
    old = mark.note if mark else ""

    def check(text: str) -> str:
        clean_note(text)
        return "Enter keeps it" if text.strip() or not old else "Enter takes the note away"

    def answered(text: str) -> None:
        screen.commit(marking.note([id], [day], screen.tracker.when, text))

    hint = "a line about this day; ctrl+o opens your editor"
    title = f"Note: {_about(screen, habit)}"
    question = AskLines(title, check, value=old, example="what happened", hint=hint, draft=True)
    screen.ask(question, answered)


def ease(screen: RowScreen) -> None:
    """Ask how easy the day under the cursor feels, or felt."""
    day = screen.cursor.day
    known = screen.tracker.book.reflection(Lookback.DAY, day)
    now = f" (now {known.ease})" if known and known.ease else ""

    def answered(key: str | None) -> None:
        if key is not None:
            screen.commit(marking.ease(day, screen.tracker.when, int(key) or None))

    verb = "does" if day == screen.today else "did"
    screen.app.push_screen(Pick(f"How {verb} {say_day(day, screen.today)} feel?{now}", EASE), answered)


def choose(screen: RowScreen) -> None:
    """Choose the habit under the cursor for the next act, or no longer, and go on to the next."""
    screen.cursor = screen.cursor._replace(chosen=screen.cursor.chosen ^ {screen.cursor.habit})
    count = len(screen.cursor.chosen)
    screen.say(f"{count} chosen: the next act is for all of them; esc for none." if count else "None chosen.")
    screen.action_act("down")


def no_habit(screen: OnACell) -> str:
    """Say that there is no habit under the cursor."""
    return "" if screen.habit else "There is no habit here yet."


def cannot_be_missed(screen: OnACell) -> str:
    """Say why a habit that counts what happens is not marked missed."""
    if screen.habit is None or screen.cursor.chosen:
        return no_habit(screen)
    kinds = {
        Aim.AT_MOST: "This habit is missed by its number: = types it.",
        Aim.LET_GO: "This habit counts urges: - logs one that was acted on.",
    }
    return kinds.get(_goal(screen).aim, "")


def no_mark(screen: OnACell) -> str:
    """Say that the day has no mark to take away."""
    return "" if screen.cursor.chosen or (screen.habit and _mark(screen)) else "There is no mark on this day."


def no_amount(screen: OnACell) -> str:
    """Say why no amount can be typed."""
    return no_habit(screen) or ("" if _goal(screen).counts else "This habit takes no amount; space checks it off.")


def no_note(screen: OnACell) -> str:
    """Say why no note can be written: there is one already, and it is not to be seen."""
    mark = _mark(screen)
    hidden = screen.app.look.mask and mark is not None and mark.note
    return no_habit(screen) or ("The note of this day is masked; * shows it again." if hidden else "")


def no_count(screen: OnACell) -> str:
    """Say why there is nothing to step."""
    counts = screen.habit and (_goal(screen).counts or _goal(screen).is_urge)
    return no_habit(screen) or ("" if counts else "This habit is a plain check; space checks it off.")


def _habit(screen: OnACell) -> Habit:
    return screen.tracker.book.habit(screen.cursor.habit)


def _goal(screen: OnACell) -> Goal:
    return screen.habit.rule_on(screen.cursor.day).goal if screen.habit else CHECK


def _mark(screen: OnACell) -> Mark | None:
    return screen.tracker.book.log(screen.cursor.habit).get(screen.cursor.day)


def _about(screen: OnACell, habit: Habit) -> str:
    return f"{shown_name(habit, screen.app.look)}, {say_day(screen.cursor.day, screen.today)}"
