"""NowScreen: one habit in this minute: what I do instead and a slow breath, or a timer; then one key says what came."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tracker.domain.habit import Habit
from tracker.domain.text import counted
from tracker.service.edits import marks as marking
from tracker.service.sitting import Sitting, said_of, whole_minutes
from tracker.service.steps import Edit
from tracker.ui.commands.base import Action, CommandScreen, bindings, show_keys
from tracker.ui.commands.urges import WHAT_WOULD_HELP, record_urge
from tracker.ui.dialogs.menu import Pick
from tracker.ui.host import Host
from tracker.ui.screens.book_screen import UNDO, Body, BookScreen
from tracker.ui.terminal.sizes import park
from tracker.ui.views.lines import Text, cut
from tracker.ui.views.now import Moment, build_now, build_title
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.keys import Keys

_SLIP = 10_000
"""A timer left within so many milliseconds was opened by a slip of the fingers."""

_KEPT_BY_ITSELF = "Let be. A limit keeps itself, so there is nothing to record."


def done_label(now: Moment) -> str:
    """Say what space does: an urge is let pass, minutes are added, anything else is done."""
    if now.sitting:
        return f"add {now.sitting.minutes} min"
    return "done" if now.habit.rule.goal.is_doing else "let pass"


def no_outcome(now: Moment) -> str:
    """Say why space records nothing: there are no minutes yet, or something else is counted."""
    goal = now.habit.rule.goal
    if now.sitting:
        return "" if now.sitting.minutes or now.sitting.asleep else "It is not a minute yet."
    return f"This habit counts {goal.unit or 'a number'}: {{amount:=}} on Today types it." if goal.is_target else ""


def no_urge(now: Moment) -> str:
    """Say that nothing could be acted on."""
    return "There is nothing here to act on." if now.habit.rule.goal.is_doing else ""


def no_strength(now: Moment) -> str:
    """Say that nothing has a strength."""
    return "" if now.habit.rule.goal.is_urge else "Only an urge has a strength."


def no_timer(now: Moment) -> str:
    """Say that no timer runs."""
    return "" if now.sitting else "No timer runs."


def leave_label(now: Moment) -> str:
    """Say what leaving does: a timer goes on."""
    return "let it run" if now.sitting and not _is_slip(now.sitting) else "leave"


def done(screen: NowScreen) -> None:
    """Record that it was let pass, or done, or add the minutes; ask about those the clock has jumped by."""
    sitting = screen.app.timer.sitting if screen.now.sitting else None
    if sitting is None and screen.habit.rule.goal.is_urge:
        screen.end_urge(passed=1)
    elif sitting is None:
        screen.end(_outcome(screen), _KEPT_BY_ITSELF if screen.habit.rule.goal.is_limit else "")
    elif not sitting.asleep:
        screen.end(_minutes(screen, sitting.minutes))
    else:
        jumped, with_sleep = whole_minutes(sitting.asleep), sitting.with_sleep.minutes
        choices = {"n": f"add {sitting.minutes} min", "y": f"count them: add {with_sleep} min"}
        question = Pick(f"The clock jumped by {jumped} min: this computer slept, or was set. Count them too?", choices)
        screen.ask(question, lambda key: screen.end(_minutes(screen, with_sleep if key == "y" else sitting.minutes)))


def acted(screen: NowScreen) -> None:
    """Record that it was acted on, and ask nothing but what would help."""
    if screen.habit.rule.goal.is_urge:
        screen.end_urge(acted=1)
    else:
        screen.end(_outcome(screen, acted=1), WHAT_WOULD_HELP)


def _is_slip(sitting: Sitting) -> bool:
    return sitting.counted + sitting.asleep < _SLIP


def drop(screen: NowScreen) -> None:
    """End the timer and record nothing."""
    screen.end(None, "The timer is ended; nothing was recorded.")


def leave(screen: NowScreen) -> None:
    """Go back; a timer goes on, unless it was only just begun."""
    sitting = screen.app.timer.sitting if screen.now.sitting else None
    if sitting and _is_slip(sitting):
        screen.app.timer.end()
        screen.host.say("The timer was left at once; nothing of it is kept.")
    screen.dismiss(None)
    if sitting and screen.app.timer.sitting:
        screen.host.say(screen.app.look.spell("The timer runs on; {minute:N} comes back to it."))


def _outcome(screen: NowScreen, *, acted: int = 0) -> Edit | None:
    """Return the edit that records what came of the moment; of a limit only that it was acted on."""
    when = screen.host.tracker.when
    if screen.habit.rule.goal.is_limit:
        return marking.done([screen.habit.id], [when.today], when, "1") if acted else None
    return marking.done([screen.habit.id], [when.today], when)


def _minutes(screen: NowScreen, minutes: int) -> Edit | None:
    sitting = screen.app.timer.sitting
    if not minutes or sitting is None:
        return None
    return marking.done([screen.habit.id], [sitting.day], screen.host.tracker.when, f"{minutes}m")


def _strong(number: int) -> Action:
    """Make the key that says how strong it is: first at first, then now."""
    key, shown = str(number), "1-5" if number == 1 else str(number)
    return Action(f"strong_{key}", key, shown, "how strong", f"It is {number} of 5 strong; once more, how it is now",
                  lambda screen: screen.rate(number), "Now", off=no_strength)  # fmt: skip


class NowScreen(CommandScreen, ModalScreen[None]):
    """Lies over a screen on the book, through which it records what is said, and nothing that is not."""

    app: Host
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("outcome", "space", "spc", done_label, "Let pass, done, or add the minutes", done, "Now",
               off=no_outcome),
        Action("acted", "exclamation_mark", "!", "acted on", "It was acted on", acted, "Now", off=no_urge),
        *map(_strong, range(1, 6)),
        Action("drop", "x", "x", "end, add nothing", "End the timer and record nothing", drop, "Now", off=no_timer),
        Action("leave", "escape,q,N", "esc", leave_label, "Go back; a timer goes on", leave, "Now"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("outcome", "acted", "strong_1", "drop", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: BookScreen[Body], habit: Habit) -> None:
        super().__init__()
        self.host, self.habit = host, habit
        self.before = self.after = 0
        self._begun = host.tracker.clock.milliseconds()
        self._said = ""

    def compose(self) -> ComposeResult:
        """Lay the name, the whole in the middle, what was just said, and the keys."""
        yield Canvas(id="now-title")
        yield Canvas(id="now")
        yield Canvas(id="now-message")
        yield Keys(id="now-keys")

    def on_mount(self) -> None:
        """Follow the clock: ten times a second where things may move, else once."""
        self.set_interval(0.1 if self._moves else 1.0, self.paint)

    def on_resize(self) -> None:
        """Lay it out anew."""
        self.call_after_refresh(self.paint)

    @property
    def _moves(self) -> bool:
        return self.app.animation_level != "none"

    @property
    def now(self) -> Moment:
        """What is to be shown."""
        running = self.app.timer.look()
        sitting = running if running and running.habit == self.habit.id else None
        elapsed = max(0, self.host.tracker.clock.milliseconds() - self._begun)
        return Moment(self.habit, elapsed, self.app.look, self.before, self.after, sitting, moves=self._moves)

    @property
    def here(self) -> Moment:
        """What labels and reasons why a key is off are found from."""
        return self.now

    def paint(self) -> None:
        """Draw everything as it now is."""
        if not self.is_mounted:
            return
        now, canvas = self.now, self.query_one("#now", Canvas)
        cells, height = canvas.size
        self.query_one("#now-title", Canvas).show([build_title(now, cells)])
        park(canvas, 0, 0)
        canvas.show(build_now(now, cells, height))
        self.query_one("#now-message", Canvas).show([cut((Text(f" {self._said}", "muted"),), cells)])
        show_keys(self)

    def say(self, words: str) -> None:
        """Say why a key does nothing."""
        self._said = words
        self.paint()

    def rate(self, number: int) -> None:
        """Take how strong it is: first at first, then now."""
        if self.before:
            self.after = number
        else:
            self.before = number
        self.say("")

    def end_urge(self, *, passed: int = 0, acted: int = 0) -> None:
        """Go back, and record there what came of the urge, with what was said of its strength."""
        self.dismiss(None)
        said, today = said_of(self.habit, self.before, self.after), self.host.tracker.when.today
        rated = "after" if self.before and not self.after else "strength"
        record_urge(self.host, self.habit.id, today, passed=passed, acted=acted, said=said, rated=rated)

    def end(self, edit: Edit | None, words: str = "") -> None:
        """Go back, and record there what was said, if anything; `words` then stand alone."""
        if self.now.sitting:
            self.app.timer.end()
        self.dismiss(None)
        outcome = self.host.commit(edit) if edit else None
        if words and (outcome or not edit):
            self.host.say(words, UNDO if outcome else None)


def ask_about(host: BookScreen[Body], habit: Habit) -> None:
    """Ask what is to become of the minutes that were counted when letbe ended without a word."""
    timer = host.app.timer
    sitting = timer.left_behind()
    if sitting is None:
        return
    name = (host.app.look.mask and "a habit") or f"“{habit.name}”"
    minutes, verb = counted(sitting.minutes, "minute"), "was" if sitting.minutes == 1 else "were"
    choices = {"y": f"add {sitting.minutes} min", "g": "go on counting", "n": "add nothing"}

    def answered(key: str) -> None:
        if key == "g":
            timer.take_up(sitting)
            host.paint()
            return
        timer.end()
        if key == "y" and sitting.minutes:
            host.commit(marking.done([habit.id], [sitting.day], host.tracker.when, f"{sitting.minutes}m"))

    host.ask(Pick(f"{minutes} of {name} {verb} counted when letbe ended. What of them?", choices), answered)
