"""HabitForm: all of a habit in one form that says at once what each change comes to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tracker.domain.errors import LetbeError
from tracker.domain.habit import Habit
from tracker.editor import edit_text
from tracker.service.edits.drafts import Draft
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.draft_form import DraftForm
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
from tracker.ui.widgets.fields import FieldInput, Fields
from tracker.ui.widgets.keys import Keys

_ORDER = tuple(FIELDS)


class HabitForm(DraftForm):
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
        """Lay the fields, the choices of the one that is being filled, and what the draft comes to."""
        with Vertical(id="form"):
            yield Canvas(id="form-title")
            yield Fields("form-fields")
            yield Choices(id="form-choices")
            yield Canvas(id="form-outlook")
            yield Keys(id="form-keys")

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query_one(Fields).input.focus()
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
        fields = self.query_one(Fields)
        width = fields.size.width
        self.query_one("#form-title", Canvas).show([build_title(self.drafting.habit, self.drafting.changed, width)])
        fields.show(build_fields(draft, old, found, width), build_label(self.field, draft, old, found))
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
        fields = self.query_one(Fields)
        fields.open(_ORDER.index(field), len(_ORDER))
        fields.input.fill(getattr(self.draft, field), chooses=bool(self.choices))
        self.call_after_refresh(self.paint)

    def choose(self, direction: int) -> None:
        """Step to another choice."""
        self._put(next_choice(getattr(self.draft, self.field), self.choices, direction))

    def _put(self, text: str) -> None:
        self._type(text)
        self.query_one(Fields).input.fill(text, chooses=bool(self.choices))

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

    def on_fields_pressed(self, event: Fields.Pressed) -> None:
        """Go to the field that is clicked."""
        self._enter(_ORDER[event.place])

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
        try:
            with self.app.suspend():
                written = edit_text(getattr(self.draft, self.field))
        except LetbeError as error:
            self.say(str(error))
            return
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
