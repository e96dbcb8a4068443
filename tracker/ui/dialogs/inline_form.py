"""InlineForm: what is changed most of a habit, edited in its row of the list; one key leads on to all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from tracker.domain.errors import LetbeError
from tracker.domain.goal import read_goal
from tracker.domain.habit import Habit
from tracker.domain.schedule import read_schedule
from tracker.service.words.rule_line import EXAMPLES, read_rule_line, write_rule_line
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.draft_form import DraftForm
from tracker.ui.screens.row_screen import RowScreen
from tracker.ui.views.choices import next_choice
from tracker.ui.views.habit_form import build_short_outlook
from tracker.ui.views.lines import Span, cut
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.keys import Keys

_LABELS = {"name": "", "rule": "", "cue": "when", "small": "small"}
_HINTS = {
    "name": "what you do, in a few words",
    "rule": "3/week, 20 min",
    "cue": "after dinner",
    "small": "the two-minute version",
}


class Field(Input):
    """A field in the row; its id is `inline-` and the name of what it holds."""

    def __init__(self, name: str, value: str) -> None:
        # A rule is rather written anew than written on.
        anew = name == "rule"
        super().__init__(value, id=f"inline-{name}", placeholder=_HINTS[name], select_on_focus=anew, compact=True)
        self.holds = name


class InlineForm(DraftForm):
    """Lies upon a habit's row and the gap that the list makes below it."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("next", "tab", "tab", "next", "The next field", lambda form: form.focus_next(Field), "Form"),
        Action("save", "enter,ctrl+s", "enter", "save", "Keep all of it", lambda form: form.save(), "Form"),
        Action("leave", "escape", "esc", lambda form: form.leave_label,
               "Restore the field; once more, leave without saving",
               lambda form: form.leave(), "Form"),
        Action("all_fields", "ctrl+e", "^e", "form", "Go on in the form with all fields",
               lambda form: form.all_fields(), "Form"),
        Action("choices", "down", "↑↓", "choose", "Step through rules to choose from", lambda form: form.choose(1),
               "Form", off=lambda form: form.no_choices()),
        Action("choice_before", "up", "↑", "choose", "The rule before", lambda form: form.choose(-1), "Form",
               off=lambda form: form.no_choices()),
        Action("previous", "shift+tab", "⇧tab", "back", "The field before", lambda form: form.focus_previous(Field),
               "Form"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("next", "save", "all_fields", "choices", "leave")
    # A field would take most of these keys for itself.
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS, first=True)]

    def __init__(self, host: RowScreen, habit: Habit, make_room: Callable[[int], int]) -> None:
        """`make_room` has the list show so many blank rows below the habit's, and returns the line of that."""
        super().__init__(host, habit)
        self._make_room = make_room
        draft = self.drafting.old
        rule = write_rule_line(read_schedule(draft.schedule), read_goal(draft.goal))
        self._old = {"name": draft.name, "rule": rule, "cue": draft.cue, "small": draft.small}
        self._unread = ""

    def compose(self) -> ComposeResult:
        """Lay the fields in two lines, what they come to below, and the keys."""
        with Vertical(id="inline"):
            for pair in (("name", "rule"), ("cue", "small")):
                with Horizontal(classes="inline-line"):
                    for name in pair:
                        with Horizontal(classes="inline-field"):
                            yield self._label(name)
                            yield Field(name, self._old[name])
            yield Canvas(id="inline-outlook")
        yield Keys(id="inline-keys")

    def _label(self, name: str) -> Canvas:
        glyphs = self.app.look.glyphs
        habit = Span(f"{glyphs.here} ", "cursor"), Span(glyphs.kept, "faint")
        label = Canvas(classes=f"inline-label -{name}")
        label.show([habit if name == "name" else (Span(_LABELS[name], "muted"),)])
        return label

    def on_mount(self) -> None:
        """Begin in the name, with the cursor behind it."""
        first = self.query_one("#inline-name", Field)
        first.focus()
        first.cursor_position = len(first.value)

    def on_resize(self) -> None:
        """Lie upon the row again, wherever it is now."""
        self.call_after_refresh(self.settle)

    def settle(self) -> None:
        """Have the list make room, and lie upon it."""
        box = self.query_one("#inline")
        top = self._make_room(box.size.height - 1)
        box.styles.margin = (top, 0, 0, 0)
        self.paint()

    def paint(self) -> None:
        """Say what the fields come to."""
        if not self.is_mounted:
            return
        canvas = self.query_one("#inline-outlook", Canvas)
        found = self.said or self._unread or next(iter(self.drafting.problems().values()), "")
        if found:
            canvas.show([cut((Span(f"    {found}", "trouble"),), canvas.size.width)])
        else:
            canvas.show([build_short_outlook(self.drafting.outlook(), canvas.size.width)])
        self.paint_keys()

    @property
    def field(self) -> Field:
        """The field that is being filled."""
        return self.focused if isinstance(self.focused, Field) else self.query_one("#inline-name", Field)

    def no_choices(self) -> str:
        """Say that the field is typed."""
        return "" if self.field.holds == "rule" else "This field is typed."

    def choose(self, direction: int) -> None:
        """Put another rule into its field."""
        self._put(next_choice(self.field.value, EXAMPLES, direction))

    def _put(self, text: str) -> None:
        field = self.field
        field.value = text
        field.cursor_position = len(text)

    def on_descendant_focus(self) -> None:
        """Show the keys of the field."""
        self.say("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take in what is typed."""
        field = event.input
        assert isinstance(field, Field)  # noqa: S101 - there are no others
        if field.holds == "rule":
            self._read_rule(event.value)
        else:
            self.drafting.write(field.holds, event.value)
        self.say("")

    def _read_rule(self, text: str) -> None:
        try:
            schedule, goal = read_rule_line(text)
        except LetbeError as error:
            self._unread = str(error)
            return
        self._unread = ""
        self.drafting.write("goal", str(goal))
        self.drafting.write("schedule", str(schedule))

    def save(self) -> None:
        """Keep the draft, unless something cannot stay so."""
        if self._unread or self.drafting.problems():
            self.paint()
            return
        self.keep()

    def all_fields(self) -> None:
        """Go on with the draft in the form."""
        from tracker.ui.dialogs.habit_form import HabitForm  # opened now and then

        self.end()
        self.app.push_screen(HabitForm(self.host, self.drafting.habit, self.draft))

    @property
    def restores(self) -> bool:
        """Whether the field is another than it was."""
        return self.field.value != self._old[self.field.holds]

    def leave(self) -> None:
        """Restore the field, or leave the habit as it was."""
        if self.restores:
            self._put(self._old[self.field.holds])
        else:
            self.drop()

    def end(self) -> None:
        """Have the list close up again."""
        super().end()
        self._make_room(0)

    def on_click(self, event: events.Click) -> None:
        """Leave where a place outside is clicked and nothing was changed."""
        if event.widget is self and not self.drafting.changed:
            self.leave()
