"""What the keys do about a habit that may want something else: a plan, a smaller size, another cue, a rest.

Each is an edit that `u` takes back, and that a later review comes back to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from tracker.clock import say_date
from tracker.domain.amounts import format_amount
from tracker.domain.book import Lookback
from tracker.domain.habit import Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean_note
from tracker.insights import AsideKind, SuggestionKind, aside_prompt, way_prompt
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
_AT_ONCE = "without a wish, Enter goes to when and then at once"
_ON = "Enter goes on, with or without an answer; Esc leaves it all"


class _Offered(NamedTuple):
    """A choice of the menu: what it is called for a habit, and what it does."""

    label: Callable[[Habit], str]
    run: Callable[[ReadingScreen, Habit], None]


def offer(screen: ReadingScreen) -> None:
    """Offer what can be done about the habit under the cursor."""
    habit = screen.tracker.book.habit(screen.body.cursor.habit)
    plain = habit._replace(small="", cue="") if screen.app.look.mask else habit
    choices = [MenuItem(key, doing.label(plain)) for key, doing in _MENU.items() if key != "r" or habit.reminders]
    found = screen.body.reviewing.review
    suggested = next((look.kind for look in found.worth_a_look if look.habit == habit.id), None) if found else None
    title = f"{shown_name(habit, screen.app.look)}: what would help?"
    menu = Menu(title, choices, _KEYS[suggested] if suggested else "")
    screen.ask(menu, lambda key: _MENU[key].run(screen, habit))


def no_habit(here: Here) -> str:
    """Say that the row is about no habit."""
    return "" if here.habit else "Go to a habit first, with {up:↑} and {down:↓}."


def plan(screen: ReadingScreen) -> None:
    """Ask when and where, and make a plan of it for the habit under the cursor."""
    _plan(screen, screen.tracker.book.habit(screen.body.cursor.habit))


class _PlanLine(NamedTuple):
    """A line of a plan: the part of it that is asked for, the question, and an example."""

    part: str
    words: str
    example: str
    beside: AsideKind | None = None


_BEFORE_A_PLAN = (
    _PlanLine("wish", "what do I wish for?", "a calm evening", AsideKind.WISH),
    _PlanLine("best", "what would be the best of it?", "we both sleep well", AsideKind.BEST),
    _PlanLine("within", "what in me stands in the way?", "I want it settled today", AsideKind.WITHIN),
)
_WHEN_I_DO = _PlanLine("cue", "when, and where?", _CUE)
_WHEN_IT_COMES = _PlanLine("cue", "when does it come over me?", "after a short reply")
_INSTEAD = _PlanLine("act", "then I …", "put the kettle on, and answer tomorrow")


def _plan(screen: ReadingScreen, habit: Habit) -> None:
    """Ask for a plan line by line, as WOOP has it: a wish, the best of it, what stands in the way, when, and then."""
    last = (_WHEN_I_DO,) if habit.rule.goal.is_doing else (_WHEN_IT_COMES, _INSTEAD)
    known = answers_of(screen.tracker.book, Lookback.WEEK, week_of(screen.tracker.book, screen.today))
    wish, best, within = (known.get(aside_prompt(each.beside, habit.id), "") for each in _BEFORE_A_PLAN if each.beside)
    begun = acting.Intention(habit.cue, "" if habit.rule.goal.is_doing else habit.small, wish, best, within)
    _ask_on(screen, habit, begun, (*_BEFORE_A_PLAN, *last), 0)


def _ask_on(
    screen: ReadingScreen, habit: Habit, asked: acting.Intention, questions: tuple[_PlanLine, ...], at: int
) -> None:
    """Ask for one line of a plan, and then for those behind it; the last one keeps it."""
    question, is_last = questions[at], at == len(questions) - 1
    value = getattr(asked, question.part)
    unseen = value if screen.app.look.mask else ""  # what nobody sees is kept by an empty answer

    def so_far(text: str) -> acting.Intention:
        return asked._replace(**{question.part: " ".join(text.split()) or unseen})

    def check(text: str) -> str:
        if question.beside:
            clean_note(text)
            return ""
        words = acting.plan_so_far(habit, so_far(text))
        stays = f"\nIts cue stays “{habit.cue}”." if habit.cue and so_far(text).cue not in ("", habit.cue) else ""
        return "" if screen.app.look.mask else f"{words}{stays}"

    def go_on(text: str) -> None:
        if is_last:
            screen.commit(acting.plan(habit, so_far(text), screen.today))
        else:
            _ask_on(screen, habit, so_far(text), questions, _next(so_far(text), questions, at))

    title = f"A plan for “{shown_name(habit, screen.app.look)}”, {at + 1} of {len(questions)}: {question.words}"
    hint = f"Enter keeps the plan{_LATER}" if is_last else _ON if at else f"{_AT_ONCE}; {_ON}"
    screen.ask(Ask(title, check, value="" if unseen else value, example=question.example, hint=hint), go_on)


def _next(asked: acting.Intention, questions: tuple[_PlanLine, ...], at: int) -> int:
    """Return the number of the question behind one: without a wish, that of when and then."""
    if at == 0 and not (asked.wish or asked.best or asked.within):
        return len(_BEFORE_A_PLAN)
    return min(at + 1, len(questions) - 1)


def _shrink(screen: ReadingScreen, habit: Habit) -> None:
    name, goal = shown_name(habit, screen.app.look), habit.rule_on(screen.today).goal
    if goal.is_target:
        unit = f" {goal.unit}" if goal.unit else ""
        hint = f"less than {format_amount(goal.amount, goal.unit)}, from today; the past keeps what it had{_LATER}"
        title, value = f"Make “{name}” smaller: at least how many{unit}?", format_amount(goal.amount // 2)
    elif goal.is_doing:
        hint = f"what counts on a day with no room for more{_LATER}"
        title, value = f"The small version of “{name}”", habit.small
    else:
        hint, title, value = f"then I …{_LATER}", f"“{name}”: what do I do instead?", habit.small
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
        if end:
            return f"paused{since} to {say_date(end, screen.today)}"
        return screen.app.look.spell("paused until you end it, with {pause:P} on Today")

    title = f"Give “{shown_name(habit, screen.app.look)}” a rest until"
    hint = f"such as friday, 1 dec or next week; Enter alone: until you end it{_LATER}"
    _ask(screen, title, hint, "", edit, words)


def _let_go(screen: ReadingScreen, habit: Habit) -> None:
    screen.commit(acting.let_go(habit.id, screen.today))


def _keep(screen: ReadingScreen, habit: Habit) -> None:
    screen.commit(acting.keep(habit.id, screen.today))


def _fade(screen: ReadingScreen, habit: Habit) -> None:
    screen.commit(acting.fade(habit.id, screen.today))


def _way(screen: ReadingScreen, habit: Habit) -> None:
    week = week_of(screen.tracker.book, screen.today)
    known = answers_of(screen.tracker.book, Lookback.WEEK, week).get(way_prompt(habit.id), "")
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
    if not habit.rule.goal.is_doing:
        return f"do something else than “{habit.small}”" if habit.small else "write what I do instead"
    return f"shrink it to “{habit.small}”" if habit.small else "shrink it to a small version"


def _cue_label(habit: Habit) -> str:
    return f"try another cue than “{habit.cue}”" if habit.cue else "try a cue"


_MENU: Mapping[str, _Offered] = MappingProxyType(
    {
        "p": _Offered(lambda _: "make an if-then plan", _plan),
        "s": _Offered(_shrink_label, _shrink),
        "c": _Offered(_cue_label, _recue),
        "P": _Offered(lambda _: "pause it for a while", _rest),
        "z": _Offered(lambda _: "let it go: put it away, with all it has recorded", _let_go),
        "k": _Offered(lambda _: "keep it as it is", _keep),
        "r": _Offered(lambda _: "let its reminder rest", _fade),
        "w": _Offered(lambda _: "write down what got in the way", _way),
        "o": _Offered(lambda _: "open its page", _open),
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
    SuggestionKind.FADE: "r",
}
"""The letters of the acts that may be suggested."""
