"""What the keys do about a habit that may want something else: a plan, a smaller size, another cue, a rest.

Each is an edit that `u` takes back, and that a later review comes back to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from tracker.clock import say_date
from tracker.domain.amounts import format_amount
from tracker.domain.habit import Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.insights import SuggestionKind, way_prompt
from tracker.service.edits import suggestions as acting
from tracker.service.edits.pauses import read_stretch
from tracker.service.edits.reflections import answers_of, week_of
from tracker.service.steps import Edit
from tracker.ui.commands.navigation import open_page
from tracker.ui.dialogs.ask import Ask
from tracker.ui.dialogs.menu import Menu, MenuItem
from tracker.ui.here import Here
from tracker.ui.screens.reading import ReadingScreen
from tracker.ui.views.model import shown_name

_LATER = "; next week comes back to it"
_CUE = "after lunch"


class _Doing(NamedTuple):
    """A choice of the menu: what it is called for a habit, and what it does."""

    label: Callable[[Habit], str]
    run: Callable[[ReadingScreen, Habit], None]


def offer(screen: ReadingScreen) -> None:
    """Offer what can be done about the habit under the cursor."""
    habit = screen.tracker.book.habit(screen.body.cursor.habit)
    plain = habit._replace(small="", cue="") if screen.app.look.mask else habit
    choices = [MenuItem(key, doing.label(plain)) for key, doing in _MENU.items()]
    found = screen.body.reviewing.review
    suggested = next((look.kind for look in found.worth_a_look if look.habit == habit.id), None) if found else None
    title = f"{shown_name(habit, screen.app.look)}: what would help?"
    menu = Menu(title, choices, _KEYS[suggested] if suggested else "")
    screen.ask(menu, lambda key: _MENU[key].run(screen, habit))


def no_habit(here: Here) -> str:
    """Say that the row is about no habit."""
    return "" if here.habit else "Go to a habit first, with the arrows."


def plan(screen: ReadingScreen) -> None:
    """Ask when and where, and make a plan of it for the habit under the cursor."""
    _plan(screen, screen.tracker.book.habit(screen.body.cursor.habit))


def _plan(screen: ReadingScreen, habit: Habit) -> None:
    name = shown_name(habit, screen.app.look)

    def words(text: str) -> str:
        return acting.plan_words(habit._replace(cue=" ".join(text.split()), name=name))

    hint = f"when and where it fits, such as: after lunch on Fridays{_LATER}"
    title = f"A plan: when … then “{name}”"
    _ask(screen, title, hint, habit.cue, lambda text: acting.plan(habit.id, text, screen.today), words, _CUE)


def _shrink(screen: ReadingScreen, habit: Habit) -> None:
    name, goal = shown_name(habit, screen.app.look), habit.rule_on(screen.today).goal
    if goal.is_target:
        unit = f" {goal.unit}" if goal.unit else ""
        hint = f"less than {format_amount(goal.amount, goal.unit)}, from today; the past keeps what it had{_LATER}"
        title, value = f"Make “{name}” smaller: at least how many{unit}?", format_amount(goal.amount // 2)
    else:
        hint = f"what counts on a day with no room for more{_LATER}"
        title, value = f"The small version of “{name}”", habit.small
    _ask(screen, title, hint, value, lambda text: acting.shrink(habit, text, screen.today))


def _recue(screen: ReadingScreen, habit: Habit) -> None:
    title = f"Another cue for “{shown_name(habit, screen.app.look)}”"
    hint = f"what it comes after, or where it happens{_LATER}"
    _ask(screen, title, hint, habit.cue, lambda text: acting.recue(habit.id, text, screen.today), example=_CUE)


def _rest(screen: ReadingScreen, habit: Habit) -> None:
    def stretch(text: str) -> tuple[date, date | None]:
        return read_stretch(text, screen.today, screen.tracker.book.settings.week_start)

    def edit(text: str) -> Edit:
        return acting.rest(habit.id, *stretch(text), screen.today)

    def words(text: str) -> str:
        first, end = stretch(text)
        since = "" if first == screen.today else f" from {say_date(first, screen.today)}"
        return f"paused{since} to {say_date(end, screen.today)}" if end else "paused until you end it, with P on Today"

    title = f"Give “{shown_name(habit, screen.app.look)}” a rest until"
    hint = f"such as friday, 1 dec or next week; Enter alone: until you end it{_LATER}"
    _ask(screen, title, hint, "", edit, words)


def _let_go(screen: ReadingScreen, habit: Habit) -> None:
    screen.commit(acting.let_go(habit.id, screen.today))


def _keep(screen: ReadingScreen, habit: Habit) -> None:
    screen.commit(acting.keep(habit.id, screen.today))


def _way(screen: ReadingScreen, habit: Habit) -> None:
    week = week_of(screen.tracker.book, screen.today)
    known = answers_of(screen.tracker.book, week).get(way_prompt(habit.id), "")
    title = f"What got in the way of “{shown_name(habit, screen.app.look)}”?"
    unseen = known if screen.app.look.mask else ""  # what nobody sees is not taken away by an empty answer
    empty = "empty leaves what is there" if unseen else "empty takes it away"
    _ask(screen, title, f"a line for this week's journal; {empty}", known,
         lambda text: acting.in_the_way(habit.id, text.strip() or unseen, screen.today))  # fmt: skip


def _open(screen: ReadingScreen, habit: Habit) -> None:
    open_page(screen, habit.id, screen.body.cursor.day, screen.body.asked)


def _ask(
    screen: ReadingScreen,
    title: str,
    hint: str,
    value: str,
    edit: Callable[[str], Edit],
    words: Callable[[str], str] = lambda _: "Enter keeps it",
    example: str = "",
) -> None:
    """Ask for the words of an act, and commit it; while names are masked, words that are there stay unseen."""

    def check(text: str) -> str:
        edit(text)
        return words(text)

    question = Ask(title, check, value="" if screen.app.look.mask else value, example=example, hint=hint)
    screen.ask(question, lambda text: screen.commit(edit(text)))


def _shrink_label(habit: Habit) -> str:
    return f"shrink it to “{habit.small}”" if habit.small else "shrink it to a small version"


def _cue_label(habit: Habit) -> str:
    return f"try another cue than “{habit.cue}”" if habit.cue else "try a cue"


_MENU: Mapping[str, _Doing] = MappingProxyType(
    {
        "p": _Doing(lambda _: "make an if-then plan", _plan),
        "s": _Doing(_shrink_label, _shrink),
        "c": _Doing(_cue_label, _recue),
        "P": _Doing(lambda _: "pause it for a while", _rest),
        "z": _Doing(lambda _: "let it go: put it away, with all it has recorded", _let_go),
        "k": _Doing(lambda _: "keep it as it is", _keep),
        "w": _Doing(lambda _: "write down what got in the way", _way),
        "o": _Doing(lambda _: "open its page", _open),
    }
)
"""By letter; where an act has a key of its own on other screens, it is the same."""

_KEYS = {
    SuggestionKind.PLAN: "p",
    SuggestionKind.SHRINK: "s",
    SuggestionKind.CUE: "c",
    SuggestionKind.PAUSE: "P",
    SuggestionKind.LET_GO: "z",
    SuggestionKind.KEEP: "k",
}
"""The letters of the acts that may be suggested."""
