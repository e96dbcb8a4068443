"""HabitForm: all of a habit in one form that says at once what each change comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input
from textual.widgets.input import Selection

from tracker.domain.habit import Habit
from tracker.service.drafting import Draft, Outlook, draft_of, edit_of, outlook, problem, problems
from tracker.ui.actions import Acting, Action, bindings
from tracker.ui.editor import edit_text
from tracker.ui.views.habit_form import FIELDS, build_choices, build_fields, build_label, build_outlook, choices_of
from tracker.ui.views.lines import Line, Span, apart, cut
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.keys import Keys

if TYPE_CHECKING:
    from tracker.ui.app import LetbeApp
    from tracker.ui.screens.row_screen import RowScreen

_ORDER = tuple(FIELDS)


class FieldInput(Input):
    """The field that is being filled; where there are choices, the arrows step through them."""

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as Input has it
        """Choose the one before, or move the cursor."""
        if not self._choose(-1):
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as Input has it
        """Choose the next one, or move the cursor."""
        if not self._choose(1):
            super().action_cursor_right(select)

    def _choose(self, direction: int) -> bool:
        return isinstance(self.screen, HabitForm) and self.screen.choose(direction)


class HabitForm(Acting, ModalScreen[None]):
    """Takes a habit (None: a new one) apart into fields; saving makes one change through the screen below."""

    app: LetbeApp
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("next", "down,tab", "enter", "next", "The next field; from the last one, save",
               lambda form: form.go(1), "Form"),
        Action("save", "ctrl+s", "^s", "save", "Keep all of it", lambda form: form.save(), "Form"),
        Action("choices", "f2", "←→", "choose", "Step through the choices; or type", lambda form: form.choose(1),
               "Form", off=lambda form: "" if form.choices else "This field is typed."),
        Action("previous", "up,shift+tab", "↑", "field above", "The field above", lambda form: form.go(-1), "Form"),
        Action("editor", "ctrl+o", "^o", "$EDITOR", "Write this field in your editor", lambda form: form.editor(),
               "Form"),
        Action("leave", "escape", "esc", "restore", "Restore the field; once more, leave without saving",
               lambda form: form.leave(), "Form"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("next", "save", "choices", "previous", "editor", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: RowScreen, habit: Habit | None) -> None:
        super().__init__()
        self.host, self.habit = host, habit
        book = host.tracker.book
        first = next((area.name for area, _ in book.by_area()), "")
        self.old = draft_of(book, habit, host.today) if habit else Draft(area=first)
        self.draft = self.old
        self.field = "name"
        self._said = ""
        self._known: tuple[tuple[str, ...], Outlook] | None = None

    def compose(self) -> ComposeResult:
        """Lay the fields above the one that is being filled, it, those below, and what the draft comes to."""
        with Vertical(id="form"):
            yield Canvas(id="form-title")
            yield Canvas(id="form-above")
            with Horizontal(id="form-field"):
                yield Canvas(id="form-label")
                yield FieldInput(self.draft.name, id="form-input", select_on_focus=False)
            yield Canvas(id="form-below")
            yield Canvas(id="form-choices")
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
        return choices_of(self.field, self.host.tracker.book, new=self.habit is None)

    def say(self, words: str) -> None:
        """Say why something cannot be."""
        self._said = words
        self.paint()

    def paint(self) -> None:
        """Draw everything as it now stands."""
        if not self.is_mounted:
            return
        book, today = self.host.tracker.book, self.host.today
        found = problems(self.draft, book, self.habit, today)
        above = self.query_one("#form-above", Canvas)
        width = above.size.width or self.query_one("#form-keys").size.width
        at = _ORDER.index(self.field)
        lines = build_fields(self.draft, self.old, found, width)
        self.query_one("#form-title", Canvas).show([self._title(width)])
        above.show(lines[:at])
        self.query_one("#form-below", Canvas).show(lines[at + 1 :])
        self.query_one("#form-label", Canvas).show([build_label(self.field, self.draft, self.old, found)])
        value = getattr(self.draft, self.field)
        self.query_one("#form-choices", Canvas).show([build_choices(self.field, value, self.choices, width)])
        words = self._said or found.get(self.field, "")
        look = None if found else self._outlook()
        self.query_one("#form-outlook", Canvas).show(build_outlook(look, self.draft, words, width))
        self.query_one(Keys).show_keys(self.hints(), {action.id: action.tip for action in self.ACTIONS})

    def _title(self, width: int) -> Line:
        words = f"Edit {self.habit.name}" if self.habit else "A new habit"
        changed = sum(new != old for new, old in zip(self.draft, self.old, strict=True))
        right = (Span(f"{changed} changed ", "accent"),) if changed else ()
        return cut(apart((Span(f" {words}", "title"),), right, width), width)

    def _outlook(self) -> Outlook:
        """Judge the habit under the draft's rule, once for each rule that is tried."""
        rule = (self.draft.goal, self.draft.schedule, self.draft.since, self.draft.area)
        if self._known is None or self._known[0] != rule:
            self._known = rule, outlook(self.draft, self.host.tracker.book, self.habit, self.host.today)
        return self._known[1]

    def go(self, fields: int) -> None:
        """Go to another field; from the last one on, save."""
        at = _ORDER.index(self.field) + fields
        if at >= len(_ORDER):
            self.save()
        elif at >= 0:
            self._enter(_ORDER[at])

    def _enter(self, field: str) -> None:
        self.field, self._said = field, ""
        at = _ORDER.index(field)
        self.query_one("#form-above").styles.height = at
        self.query_one("#form-below").styles.height = len(_ORDER) - at - 1
        self._fill(getattr(self.draft, field))
        self.call_after_refresh(self.paint)

    def _fill(self, text: str) -> None:
        entry = self.query_one(FieldInput)
        with entry.prevent(Input.Changed):
            entry.value = text
        # Where there are choices, what is typed takes the place of what is there.
        entry.selection = Selection(0 if self.choices else len(text), len(text))

    def choose(self, direction: int) -> bool:
        """Step to another choice; tell whether there are any."""
        choices = self.choices
        if not choices:
            return False
        now = getattr(self.draft, self.field).strip().casefold()
        at = next((place for place, choice in enumerate(choices) if choice.casefold() == now), None)
        chosen = choices[0] if at is None else choices[(at + direction) % len(choices)]
        self._type(chosen)
        self._fill(chosen)
        return True

    def _type(self, text: str) -> None:
        self._said = ""
        self.draft = self.draft._replace(**{self.field: text})
        if self.field == "goal":  # an urge keeps no timetable
            letting_go = text.strip().casefold() == "let go"
            if letting_go != (self.draft.schedule == "anytime") and (letting_go or self.old.schedule != "anytime"):
                usual = self.old.schedule if self.old.schedule != "anytime" else "daily"
                self.draft = self.draft._replace(schedule="anytime" if letting_go else usual)
        self.paint()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take in what is typed."""
        self._type(event.value)

    def on_input_submitted(self) -> None:
        """Go on to the next field, unless this one cannot stay so."""
        wrong = problem(self.field, self.draft, self.host.tracker.book, self.habit, self.host.today)
        if wrong:
            self.say(wrong)
        else:
            self.go(1)

    def on_click(self, event: events.Click) -> None:
        """Go to the field that is clicked."""
        fields = {"form-above": 0, "form-below": _ORDER.index(self.field) + 1}
        if event.widget is not None and event.widget.id in fields:
            self._enter(_ORDER[fields[event.widget.id] + event.y])

    def on_keys_clicked(self, event: Keys.Clicked) -> None:
        """Do what the clicked key does."""
        self.action_act(event.id)

    def save(self) -> None:
        """Keep the draft; where something cannot stay so, go there and say why."""
        book, today = self.host.tracker.book, self.host.today
        found = problems(self.draft, book, self.habit, today)
        if found:
            self._enter(next(iter(found)))
            self.say(next(iter(found.values())))
            return
        self.dismiss(None)
        if self.draft == self.old:
            self.host.say("Nothing was changed.")
        else:
            self.host.commit(edit_of(self.draft, book, self.habit, today))

    def editor(self) -> None:
        """Write the field in the user's editor."""
        with self.app.suspend():
            written = edit_text(getattr(self.draft, self.field))
        if written is not None:
            self._type(" ".join(written.split()))
            self._fill(" ".join(written.split()))

    def leave(self) -> None:
        """Restore the field, or leave where it is as it was."""
        old = getattr(self.old, self.field)
        if getattr(self.draft, self.field) != old:
            self._type(old)
            self._fill(old)
        else:
            self.dismiss(None)
            self.host.say("Left as it was." if self.draft != self.old else "")
