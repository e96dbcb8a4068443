"""What the marking keys do, on every screen whose cursor is on a day of a habit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from tracker.clock import say_day, short_day
from tracker.domain.amounts import format_amount, plural, read_amount
from tracker.domain.book import Lookback
from tracker.domain.goal import Aim
from tracker.domain.habit import Habit
from tracker.domain.log import MarkKind
from tracker.domain.text import clean_note
from tracker.service.steps import Edit
from tracker.service.words.labels import about, amount_words
from tracker.ui.commands.base import Action
from tracker.ui.commands.urges import URGE_ACTIONS, ask_counts, let_pass, take_back
from tracker.ui.here import Here
from tracker.ui.late import Late
from tracker.ui.screens.book_screen import Body, BookScreen
from tracker.ui.views.model import shown_name

if TYPE_CHECKING:
    from tracker.service.edits import marks as marking
    from tracker.service.edits.days import When
    from tracker.ui.dialogs import ask as asking
    from tracker.ui.dialogs import menu
else:
    marking, asking = Late("tracker.service.edits.marks"), Late("tracker.ui.dialogs.ask")
    menu = Late("tracker.ui.dialogs.menu")

_ENOUGH = {Aim.AT_LEAST: "; Enter alone says that it was reached"}

EASE = {"1": "hard", "2": "rather hard", "3": "so-so", "4": "rather easy", "5": "easy", "0": "take back"}

CellScreen: TypeAlias = BookScreen[Body]
"""A screen whose cursor is on a day of a habit: Today, the Review and a habit's page."""


def toggle_label(here: Here) -> str:
    """Say what space does to the habit under the cursor, or to the chosen ones."""
    if here.is_several:
        return "check"
    if here.goal.is_urge:
        return "let pass"
    if here.goal.counts:
        return "amount"
    return "clear" if here.mark and here.mark.kind is MarkKind.DONE else "check"


def toggle(screen: CellScreen) -> None:
    """Do the sensible thing for the kind of habit; with several chosen, or several days, mark them all done."""
    here = screen.here
    if here.is_several:
        habits = checkable(here)
        if not habits:
            screen.say("Nothing of what is chosen can be checked off; it counts what happens.")
            return
        screen.commit(marking.done(habits, here.days, screen.tracker.when), left_out_words(here, habits))
    elif here.goal.counts:
        amount(screen)
    elif here.goal.is_urge:
        let_pass(screen)
    elif here.habit:
        screen.commit(marking.toggle(here.habit.id, here.day, screen.tracker.when))


def checkable(here: Here) -> list[str]:
    """Return the picked habits that can be marked done without a number."""
    habits = [here.book.habit(id) for id in here.picked]
    return [h.id for h in habits if h.rule_on(here.day).goal.is_doing]


_BY_HAND = {Aim.LET_GO: "{more:+} or {acted:!} for an urge", Aim.AT_MOST: "{amount:=} for its number"}


def left_out_words(here: Here, done: list[str]) -> str:
    """Say which one of the picked habits is not marked with the others, and what is for it; or how many are not."""
    left = [here.book.habit(id) for id in here.picked if id not in done]
    if not left:
        return ""
    if len(left) > 1:
        return f"; not {len(left)} that count what happens"
    return f"; not {left[0].name}: {here.look.spell(_BY_HAND[left[0].rule_on(here.day).goal.aim])}"


def skip(screen: CellScreen) -> None:
    """Excuse the day, or take the excuse back."""
    _record(screen, MarkKind.SKIP, marking.skip)


def missed(screen: CellScreen) -> None:
    """Record that it was not done, or take that back."""
    _record(screen, MarkKind.MISSED, marking.missed)


def _record(screen: CellScreen, kind: MarkKind, record: Callable[[list[str], list[date], When], Edit]) -> None:
    """Make marks of a kind; where the one cell that it is about has such a mark already, take that away."""
    here = screen.here
    already = here.mark is not None and here.mark.kind is kind and not here.is_several
    edit = marking.clear if already else record
    screen.commit(edit([*here.picked], here.days, screen.tracker.when))


def clear(screen: CellScreen) -> None:
    """Take the mark away."""
    here = screen.here
    screen.commit(marking.clear([*here.picked], here.days, screen.tracker.when))


def amount(screen: CellScreen) -> None:
    """Ask for the day's amount, in place of the one it has; a leading + adds to it."""
    here = screen.here
    habit, goal = here.habit, here.goal
    if habit is None:
        return
    if goal.is_urge:
        ask_counts(screen, f"{_about(here, habit)}: how many?")
        return
    day, id = here.day, habit.id
    old = marking.so_far(here.mark, goal)

    def meant(text: str) -> int:
        if not text.strip() and goal.is_target:
            return goal.amount
        return read_amount(text.strip().removeprefix("+"), goal.unit) + (old if text.strip().startswith("+") else 0)

    def answered(text: str) -> None:
        adds = text.strip().startswith("+")
        number = text.strip().removeprefix("+")
        screen.commit(marking.done([id], [day], screen.tracker.when, number, replace=not adds))

    question = asking.Ask(
        f"{_about(here, habit)}: {f'how many {plural(goal.unit)}' if goal.unit else 'how many'}",
        lambda text: amount_words(meant(text), goal),
        value=format_amount(old) if old else "",
        example=f"{format_amount(goal.amount)}, or +5 to add" if goal.amount else "1",
        hint=f"{goal.words}; a number takes the place of the day's, +5 adds to it{_ENOUGH.get(goal.aim, '')}",
    )
    screen.ask(question, answered)


def more_label(here: Here) -> str:
    """Say what + does to the habit under the cursor."""
    return "let pass" if here.goal.is_urge else "more"


def less_label(here: Here) -> str:
    """Say what - does to the habit under the cursor."""
    return "take back" if here.goal.is_urge else "less"


def more(screen: CellScreen) -> None:
    """Let an urge pass, or raise the amount by a step."""
    _step(screen, 1)


def less(screen: CellScreen) -> None:
    """Take the last urge back, or lower the amount by a step."""
    if screen.here.goal.is_urge:
        take_back(screen)
    else:
        _step(screen, -1)


def _step(screen: CellScreen, direction: int) -> None:
    here = screen.here
    if here.goal.is_urge:
        let_pass(screen)
    elif here.habit is not None:
        screen.commit(marking.step(here.habit.id, here.day, screen.tracker.when, direction))


def note(screen: CellScreen) -> None:
    """Ask for the note of the day, or of all that is chosen; several lines are written in the editor, by ctrl+o."""
    here = screen.here
    if here.habit is None:
        return
    picked, days = [*here.picked], here.days
    old = here.mark.note if here.mark and not here.is_several else ""

    def check(text: str) -> str:
        clean_note(text)
        return "Enter keeps it" if text.strip() or not old else "Enter takes the note away"

    def answered(text: str) -> None:
        screen.commit(marking.note(picked, days, screen.tracker.when, text))

    hint = "a line about this day; ctrl+o opens your editor"
    title = f"Note: {_about_all(here, here.habit)}"
    question = asking.AskLines(title, check, value=old, example="what happened", hint=hint, draft=True)
    screen.ask(question, answered)


def ease(screen: CellScreen) -> None:
    """Ask how easy the day under the cursor feels, or felt."""
    here = screen.here
    known = here.book.reflection(Lookback.DAY, here.day)
    now = f" (now {known.ease})" if known and known.ease else ""

    def answered(key: str | None) -> None:
        if key is not None:
            screen.commit(marking.ease(here.day, screen.tracker.when, int(key) or None))

    verb = "does" if here.day == here.today else "did"
    screen.app.push_screen(menu.Pick(f"How {verb} {say_day(here.day, here.today)} feel?{now}", EASE), answered)


def no_habit(here: Here) -> str:
    """Say that there is no habit under the cursor."""
    return "" if here.habit else "There is no habit here yet."


def cannot_be_missed(here: Here) -> str:
    """Say why a habit that counts what happens is not marked missed."""
    if here.habit is None or here.is_several:
        return no_habit(here)
    kinds = {
        Aim.AT_MOST: "This habit is missed by its number: {amount:=} types it.",
        Aim.LET_GO: "This habit counts urges: {acted:!} logs one that was acted on.",
    }
    return kinds.get(here.goal.aim, "")


def no_mark(here: Here) -> str:
    """Say that the day has no mark to take away."""
    return "" if here.is_several or here.mark else "There is no mark on this day."


def no_amount(here: Here) -> str:
    """Say why no amount can be typed."""
    takes = here.goal.counts or here.goal.is_urge
    return no_habit(here) or ("" if takes else "This habit takes no amount; {toggle:space} checks it off.")


def no_note(here: Here) -> str:
    """Say why no note can be written: there is one already, and it is not to be seen."""
    hidden = here.look.mask and here.mark is not None and here.mark.note
    return no_habit(here) or ("The note of this day is masked; {mask:*} shows it again." if hidden else "")


def no_count(here: Here) -> str:
    """Say why there is nothing to step."""
    counts = here.goal.counts or here.goal.is_urge
    return no_habit(here) or ("" if counts else "This habit is a plain check; {toggle:space} checks it off.")


def _about_all(here: Here, habit: Habit) -> str:
    """Say what is chosen: `Quiet time, today`, or `4 habits, Fri 20 to Sun 22 Nov`."""
    if not here.is_several:
        return _about(here, habit)
    names = [shown_name(here.book.habit(id), here.look) for id in here.picked]
    return about(names[0] if len(names) == 1 else f"{len(names)} habits", here.days, short_day)


def _about(here: Here, habit: Habit) -> str:
    return f"{shown_name(habit, here.look)}, {say_day(here.day, here.today)}"


MARK_ACTIONS: tuple[Action, ...] = (
    Action("toggle", "space", "spc", toggle_label, "Check off, ask for the amount, or let an urge pass", toggle,
           off=no_habit),
    Action("skip", "s", "s", "skip", "Excuse this day: it vanishes from every count", skip, off=no_habit),
    Action("missed", "x", "x", "missed", "Record that it was not done", missed, off=cannot_be_missed),
    Action("clear", "backspace,delete", "bksp", "clear", "Take the mark away", clear, off=no_mark),
    Action("amount", "equals_sign,equal", "=", "type it", "Type the day's amount, or both counts of urges", amount,
           off=no_amount),
    Action("more", "plus,plus_sign", "+", more_label, "One step more; an urge let pass", more, off=no_count),
    Action("less", "minus,hyphen_minus", "-", less_label, "One step less; the last urge taken back", less,
           off=no_count),
    Action("note", "n", "n", "note", "Write a note for this day", note, off=no_note),
    *URGE_ACTIONS,
)  # fmt: skip
"""The keys that record what happened on a day, for every screen whose cursor is on a day of a habit."""
