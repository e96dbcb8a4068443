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
from tracker.ui.commands.base import Action, bindings, show_keys
from tracker.ui.dialogs.draft_form import DraftForm, drop, keep, leave_label
from tracker.ui.screens.rows import RowScreen
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
from tracker.ui.widgets.fields import Choices, FieldInput, Fields
from tracker.ui.widgets.keys import Keys

_ORDER = tuple(FIELDS)


def go(form: HabitForm, fields: int) -> None:
    """Go to another field; from the last one on, save."""
    at = _ORDER.index(form.field) + fields
    if at >= len(_ORDER):
        save(form)
    elif at >= 0:
        form.enter(_ORDER[at])


def choose(form: HabitForm, direction: int) -> None:
    """Step to another choice."""
    form.put(next_choice(getattr(form.drafting.draft, form.field), form.choices, direction))


def save(form: HabitForm) -> None:
    """Keep the draft; where something cannot stay so, go there and say why."""
    found = form.drafting.problems()
    if found:
        form.enter(next(iter(found)))
        form.say(next(iter(found.values())))
        return
    keep(form)


def editor(form: HabitForm) -> None:
    """Write the field in the user's editor."""
    try:
        with form.app.suspend():
            written = edit_text(getattr(form.drafting.draft, form.field))
    except LetbeError as error:
        form.say(str(error))
        return
    if written is not None:
        form.put(" ".join(written.split()))


def leave(form: HabitForm) -> None:
    """Restore the field, or leave where it is as it was."""
    if form.restores:
        form.put(getattr(form.drafting.old, form.field))
    else:
        drop(form)


class HabitForm(DraftForm):
    """Takes a habit (None: a new one) apart into fields; saving makes one change through the screen below."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("next", "down,tab", "enter", "next", "The next field; from the last one, save",
               lambda form: go(form, 1), "Form"),
        Action("save", "ctrl+s", "^s", "save", "Keep all of it", save, "Form"),
        Action("choices", "f2", "←→", "choose", "Step through the choices; or type", lambda form: choose(form, 1),
               "Form", off=lambda form: "" if form.choices else "This field is typed."),
        Action("previous", "up,shift+tab", "↑", "field above", "The field above", lambda form: go(form, -1), "Form"),
        Action("editor", "ctrl+o", "^o", "$EDITOR", "Write this field in your editor", editor,
               "Form"),
        Action("leave", "escape", "esc", leave_label,
               "Restore the field; once more, leave without saving",
               leave, "Form"),
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
        self.enter("name")

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
        draft, old, found = self.drafting.draft, self.drafting.old, self.drafting.problems()
        fields = self.query_one(Fields)
        width = fields.size.width
        self.query_one("#form-title", Canvas).show([build_title(self.drafting.habit, self.drafting.changed, width)])
        fields.show(build_fields(draft, old, found, width), build_label(self.field, draft, old, found))
        self.query_one(Choices).show_row(build_choices(self.field, draft, self.choices, width))
        words = self.said or found.get(self.field, "")
        look = None if found else self.drafting.outlook()
        self.query_one("#form-outlook", Canvas).show(build_outlook(look, draft, words, width))
        show_keys(self)

    def enter(self, field: str) -> None:
        self.field, self.said = field, ""
        fields = self.query_one(Fields)
        fields.open(_ORDER.index(field), len(_ORDER))
        fields.input.fill(getattr(self.drafting.draft, field), chooses=bool(self.choices))
        self.call_after_refresh(self.paint)

    def put(self, text: str) -> None:
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
        choose(self, event.direction)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Take the choice that was clicked."""
        self.put(event.text)

    def on_input_submitted(self) -> None:
        """Go on to the next field, unless this one cannot stay so."""
        wrong = self.drafting.problem(self.field)
        if wrong:
            self.say(wrong)
        else:
            go(self, 1)

    def on_fields_field_pressed(self, event: Fields.FieldPressed) -> None:
        """Go to the field that is clicked."""
        self.enter(_ORDER[event.place])

    @property
    def restores(self) -> bool:
        """Whether the field is another than it was."""
        return bool(getattr(self.drafting.draft, self.field) != getattr(self.drafting.old, self.field))
