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
from tracker.ui.commands.base import Action, bindings, show_keys
from tracker.ui.dialogs.draft_form import DraftForm, drop, keep, leave_label
from tracker.ui.screens.rows import RowScreen
from tracker.ui.views.choices import next_choice
from tracker.ui.views.habit_form import build_short_outlook, is_of_less
from tracker.ui.views.lines import Line, Text, cut
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.keys import Keys

_LABELS = {"name": "", "rule": "", "cue": "when", "small": "small"}
_HINTS = {
    "name": "what you do, in a few words",
    "rule": "3/week, 20 min",
    "cue": "after dinner",
    "small": "the two-minute version",
}


class InlineField(Input):
    """A field in the row; its id is `inline-` and the name of what it holds."""

    def __init__(self, name: str, value: str) -> None:
        # A rule is rather written anew than written on.
        anew = name == "rule"
        super().__init__(value, id=f"inline-{name}", placeholder=_HINTS[name], select_on_focus=anew, compact=True)
        self.holds = name


def no_choices(form: InlineForm) -> str:
    """Say that the field is typed."""
    return "" if form.field.holds == "rule" else "This field is typed."


def choose(form: InlineForm, direction: int) -> None:
    """Put another rule into its field."""
    form.put(next_choice(form.field.value, EXAMPLES, direction))


def save(form: InlineForm) -> None:
    """Keep the draft, unless something cannot stay so."""
    if form.unread or form.drafting.problems():
        form.paint()
        return
    keep(form)


def all_fields(form: InlineForm) -> None:
    """Go on with the draft in the form."""
    from tracker.ui.dialogs.habit_form import HabitForm  # opened now and then

    form.end()
    form.app.push_screen(HabitForm(form.host, form.drafting.habit, form.drafting.draft))


def leave(form: InlineForm) -> None:
    """Restore the field, or leave the habit as it was."""
    if form.restores:
        form.put(form.old[form.field.holds])
    else:
        drop(form)


def _about(form: InlineForm, name: str) -> Line:
    instead = name == "small" and is_of_less(form.drafting.draft)
    return (Text("instead" if instead else _LABELS[name], "muted"),)


class InlineForm(DraftForm):
    """Lies upon a habit's row and the gap that the list makes below it."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("next", "tab", "tab", "next", "The next field", lambda form: form.focus_next(InlineField), "Form"),
        Action("save", "enter,ctrl+s", "enter", "save", "Keep all of it", save, "Form"),
        Action("leave", "escape", "esc", leave_label,
               "Restore the field; once more, leave without saving",
               leave, "Form"),
        Action("all_fields", "ctrl+e", "^e", "form", "Go on in the form with all fields",
               all_fields, "Form"),
        Action("choices", "down", "↑↓", "choose", "Step through rules to choose from", lambda form: choose(form, 1),
               "Form", off=no_choices),
        Action("choice_before", "up", "↑", "choose", "The rule before", lambda form: choose(form, -1), "Form",
               off=no_choices),
        Action("previous", "shift+tab", "⇧tab", "back", "The field before",
               lambda form: form.focus_previous(InlineField), "Form"),
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
        self.old = {"name": draft.name, "rule": rule, "cue": draft.cue, "small": draft.small}
        self.unread = ""

    def compose(self) -> ComposeResult:
        """Lay the fields in two lines, what they come to below, and the keys."""
        with Vertical(id="inline"):
            for pair in (("name", "rule"), ("cue", "small")):
                with Horizontal(classes="inline-line"):
                    for name in pair:
                        with Horizontal(classes="inline-field"):
                            yield self._label(name)
                            yield InlineField(name, self.old[name])
            yield Canvas(id="inline-outlook")
        yield Keys(id="inline-keys")

    def _label(self, name: str) -> Canvas:
        glyphs = self.app.look.glyphs
        habit = Text(f"{glyphs.here} ", "cursor"), Text(glyphs.kept, "faint")
        label = Canvas(classes=f"inline-label -{name}")
        label.show([habit if name == "name" else _about(self, name)])
        return label

    def _name_small(self) -> None:
        """Call the small version what it is under the goal that is typed."""
        self.query_one(".inline-label.-small", Canvas).show([_about(self, "small")])
        instead = "what I do instead" if is_of_less(self.drafting.draft) else _HINTS["small"]
        self.query_one("#inline-small", InlineField).placeholder = instead

    def on_mount(self) -> None:
        """Begin in the name, with the cursor behind it."""
        self._name_small()
        first = self.query_one("#inline-name", InlineField)
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
        found = self.said or self.unread or next(iter(self.drafting.problems().values()), "")
        if found:
            canvas.show([cut((Text(f"    {found}", "trouble"),), canvas.size.width)])
        else:
            canvas.show([build_short_outlook(self.drafting.outlook(), canvas.size.width)])
        show_keys(self)

    @property
    def field(self) -> InlineField:
        """The field that is being filled."""
        return self.focused if isinstance(self.focused, InlineField) else self.query_one("#inline-name", InlineField)

    def put(self, text: str) -> None:
        field = self.field
        field.value = text
        field.cursor_position = len(text)

    def on_descendant_focus(self) -> None:
        """Show the keys of the field."""
        self.say("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take in what is typed."""
        field = event.input
        assert isinstance(field, InlineField)  # noqa: S101 - there are no others
        if field.holds == "rule":
            self._read_rule(event.value)
        else:
            self.drafting.write(field.holds, event.value)
        self.say("")

    def _read_rule(self, text: str) -> None:
        try:
            schedule, goal = read_rule_line(text)
        except LetbeError as error:
            self.unread = str(error)
            return
        self.unread = ""
        self.drafting.write("goal", str(goal))
        self.drafting.write("schedule", str(schedule))
        self._name_small()

    @property
    def restores(self) -> bool:
        """Whether the field is another than it was."""
        return self.field.value != self.old[self.field.holds]

    def end(self) -> None:
        """Have the list close up again."""
        super().end()
        self._make_room(0)

    def on_click(self, event: events.Click) -> None:
        """Leave where a place outside is clicked and nothing was changed."""
        if event.widget is self and not self.drafting.changed:
            leave(self)
