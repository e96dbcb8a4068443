"""HabitForm: all of a habit in one form that says at once what each change comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from tracker.domain.habit import Habit
from tracker.editor import edit_text
from tracker.service.drafting import Draft
from tracker.ui.actions import Action, bindings
from tracker.ui.screens.draft_form import DraftForm
from tracker.ui.screens.row_screen import RowScreen
from tracker.ui.views.choices import next_choice
from tracker.ui.views.habit_form import (
    FIELDS,
    build_choices,
    build_fields,
    build_label,
    build_outlook,
    build_title,
    choices_of,
)
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.choices import Choices
from tracker.ui.widgets.keys import Keys

if TYPE_CHECKING:
    from tracker.ui.screens.row_screen import RowScreen

_ORDER = tuple(FIELDS)


class FieldInput(Input):
    """The field that is being filled; where there are choices, the arrows step through them."""

    class Stepped(Message):
        """An arrow asks for the choice before (-1) or the next one (1)."""

        def __init__(self, direction: int) -> None:
            super().__init__()
            self.direction = direction

    chooses = False
    """Whether there are choices."""

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as Input has it
        """Choose the one before, or move the cursor."""
        if self.chooses:
            self.post_message(self.Stepped(-1))
        else:
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as Input has it
        """Choose the next one, or move the cursor."""
        if self.chooses:
            self.post_message(self.Stepped(1))
        else:
            super().action_cursor_right(select)


class HabitForm(DraftForm[RowScreen]):
    """Takes a habit (None: a new one) apart into fields; saving makes one change through the screen below."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("next", "down,tab", "enter", "next", "The next field; from the last one, save",
               lambda form: form.go(1), "Form"),
        Action("save", "ctrl+s", "^s", "save", "Keep all of it", lambda form: form.save(), "Form"),
        Action("choices", "f2", "←→", "choose", "Step through the choices; or type", lambda form: form.choose(1),
               "Form", off=lambda form: "" if form.choices else "This field is typed."),
        Action("previous", "up,shift+tab", "↑", "field above", "The field above", lambda form: form.go(-1), "Form"),
        Action("editor", "ctrl+o", "^o", "$EDITOR", "Write this field in your editor", lambda form: form.editor(),
               "Form"),
        Action("leave", "escape", "esc", lambda form: form.leave_label,
               "Restore the field; once more, leave without saving",
               lambda form: form.leave(), "Form"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("next", "save", "choices", "previous", "editor", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: RowScreen, habit: Habit | None, draft: Draft | None = None) -> None:
        super().__init__(host, habit, draft)
        self.field = "name"

    def compose(self) -> ComposeResult:
        """Lay the fields above the one that is being filled, it, those below, and what the draft comes to."""
        with Vertical(id="form"):
            yield Canvas(id="form-title")
            yield Canvas(id="form-above")
            with Horizontal(id="form-field"):
                yield Canvas(id="form-label")
                yield FieldInput(self.draft.name, id="form-input", select_on_focus=False)
            yield Canvas(id="form-below")
            yield Choices(id="form-choices")
            yield Canvas(id="form-outlook")
            yield Keys(id="form-keys")

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query_one(FieldInput).focus()
        self._enter("name")

    def on_resize(self) -> None:
        """Lay the form out anew."""
        self.call_after_refresh(self.paint)

    @property
    def choices(self) -> tuple[str, ...]:
        """What the arrows step through in this field."""
        return choices_of(self.field, self.host.tracker.book, new=self.drafting.habit is None)

    def paint(self) -> None:
        """Draw everything as it now stands."""
        if not self.is_mounted:
            return
        draft, old, found = self.draft, self.drafting.old, self.drafting.problems()
        above = self.query_one("#form-above", Canvas)
        width = above.size.width or self.query_one("#form-keys").size.width
        at = _ORDER.index(self.field)
        lines = build_fields(draft, old, found, width)
        self.query_one("#form-title", Canvas).show([build_title(self.drafting.habit, self.drafting.changed, width)])
        above.show(lines[:at])
        self.query_one("#form-below", Canvas).show(lines[at + 1 :])
        self.query_one("#form-label", Canvas).show([build_label(self.field, draft, old, found)])
        self.query_one(Choices).show_row(build_choices(self.field, getattr(draft, self.field), self.choices, width))
        words = self.said or found.get(self.field, "")
        look = None if found else self.drafting.outlook()
        self.query_one("#form-outlook", Canvas).show(build_outlook(look, draft, words, width))
        self.paint_keys()

    def go(self, fields: int) -> None:
        """Go to another field; from the last one on, save."""
        at = _ORDER.index(self.field) + fields
        if at >= len(_ORDER):
            self.save()
        elif at >= 0:
            self._enter(_ORDER[at])

    def _enter(self, field: str) -> None:
        self.field, self.said = field, ""
        at = _ORDER.index(field)
        self.query_one("#form-above").styles.height = at
        self.query_one("#form-below").styles.height = len(_ORDER) - at - 1
        self._fill(getattr(self.draft, field))
        self.call_after_refresh(self.paint)

    def _fill(self, text: str) -> None:
        entry = self.query_one(FieldInput)
        entry.chooses = bool(self.choices)
        with entry.prevent(Input.Changed):
            entry.value = text
        # Where there are choices, what is typed takes the place of what is there.
        entry.selection = Selection(0 if entry.chooses else len(text), len(text))

    def choose(self, direction: int) -> None:
        """Step to another choice."""
        self._put(next_choice(getattr(self.draft, self.field), self.choices, direction))

    def _put(self, text: str) -> None:
        self._type(text)
        self._fill(text)

    def _type(self, text: str) -> None:
        self.said = ""
        self.drafting.write(self.field, text)
        self.paint()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take in what is typed."""
        self._type(event.value)

    def on_field_input_stepped(self, event: FieldInput.Stepped) -> None:
        """Step to the choice that an arrow asks for."""
        self.choose(event.direction)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Take the choice that was clicked."""
        self._put(event.text)

    def on_input_submitted(self) -> None:
        """Go on to the next field, unless this one cannot stay so."""
        wrong = self.drafting.problem(self.field)
        if wrong:
            self.say(wrong)
        else:
            self.go(1)

    def on_click(self, event: events.Click) -> None:
        """Go to the field that is clicked."""
        fields = {"form-above": 0, "form-below": _ORDER.index(self.field) + 1}
        if event.widget is not None and event.widget.id in fields:
            self._enter(_ORDER[fields[event.widget.id] + event.y])

    def save(self) -> None:
        """Keep the draft; where something cannot stay so, go there and say why."""
        found = self.drafting.problems()
        if found:
            self._enter(next(iter(found)))
            self.say(next(iter(found.values())))
            return
        self.keep()

    def editor(self) -> None:
        """Write the field in the user's editor."""
        with self.app.suspend():
            written = edit_text(getattr(self.draft, self.field))
        if written is not None:
            self._put(" ".join(written.split()))

    @property
    def restores(self) -> bool:
        """Whether the field is another than it was."""
        return bool(getattr(self.draft, self.field) != getattr(self.drafting.old, self.field))

    def leave(self) -> None:
        """Restore the field, or leave where it is as it was."""
        if self.restores:
            self._put(getattr(self.drafting.old, self.field))
        else:
            self.drop()
