"""Answers: questions one below the other, each with a field; what is being written in one is never laid anew.

A field is for a few lines of text, is left with Enter, and grows with what is written in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from tracker.domain.errors import LetbeError
from tracker.domain.named_tuple import NamedTuple
from tracker.ui.views.reflect import SpanPrompt


class Answer(TextArea):
    """Takes the answer to a question; Enter goes on to the next, ctrl+j breaks the line."""

    class Turned(Message):
        """The field was entered or left, or written by an editor."""

    class NotEdited(Message):
        """The user's own editor was asked for, and nothing came of it."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, prompt: str, text: str, hint: str) -> None:
        super().__init__(
            text, classes="answer", compact=True, highlight_cursor_line=False, placeholder=hint, max_checkpoints=20
        )
        self.prompt = prompt
        self.kept = text

    @property
    def is_new(self) -> bool:
        """Whether there is something in it that was not kept yet."""
        return self.text.strip() != self.kept.strip()

    def on_mount(self) -> None:
        """Hear of the size once everything stands: what was asked of the layout before can have kept that from us."""
        self.call_after_refresh(lambda: self.post_message(events.Resize(self.outer_size, self.virtual_size)))

    def bring(self, text: str) -> None:
        """Show a text that came from elsewhere, unless another is being written."""
        if not self.is_new and text != self.kept:
            self.kept = text
            self.text = text

    async def on_key(self, event: events.Key) -> None:
        """Leave on Enter and Esc, go on with the arrows at the edge, and open the editor."""
        first, last = self.cursor_location[0] == 0, self.cursor_location[0] == self.document.line_count - 1
        deeds = {"enter": "next", "escape": "out", "ctrl+o": "editor", "ctrl+j": "line"}
        deed = deeds.get(event.key) or ("before" if event.key == "up" and first else "")
        deed = deed or ("next" if event.key == "down" and last else "")
        if not deed:
            return
        event.stop()
        event.prevent_default()
        match deed:
            case "next":
                self.screen.focus_next(Answer)
            case "before":
                self.screen.focus_previous(Answer)
            case "line":
                self.insert("\n")
            case "editor":
                self._edit()
            case _:
                self.screen.set_focus(None)

    def on_focus(self) -> None:
        """Say that the field was entered."""
        self.post_message(self.Turned())

    def on_blur(self) -> None:
        """Say that the field was left."""
        self.post_message(self.Turned())

    def _edit(self) -> None:
        """Write the answer in the user's own editor."""
        from tracker.editor import edit_text  # starting other programs costs nothing before it is wanted

        try:
            with self.app.suspend():
                written = edit_text(self.text)
        except LetbeError as error:
            self.post_message(self.NotEdited(str(error)))
            return
        if written is None:
            self.post_message(self.NotEdited("The editor could not be run; $VISUAL or $EDITOR names it."))
        else:
            self.text = written
            self.post_message(self.Turned())


class _Laid(NamedTuple):
    """A question as it stands there: its words, the answer a year ago, and below them its field or what hides it."""

    words: Static
    before: Static
    field: Answer | Static

    @property
    def is_in_use(self) -> bool:
        """Whether somebody is in the field, or has left something in it that is not kept yet."""
        return isinstance(self.field, Answer) and (self.field.has_focus or self.field.is_new)


class Answers(VerticalScroll):
    """Shows questions with their answers; `hidden`, if any, stands in place of each answer."""

    can_focus = False

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._about: tuple[object, str] | None = None
        self._laid: dict[str, _Laid] = {}
        self.left: dict[tuple[object, str], str] = {}  # what stood in a field that went, and was refused

    def compose(self) -> ComposeResult:
        """Lay what stands there where nothing is asked, out of sight until that is known."""
        nothing = Static(Content("There are no questions yet."), id="nothing-asked", classes="prompt")
        nothing.display = False
        yield nothing

    @property
    def fields(self) -> list[Answer]:
        """The fields, from top to bottom."""
        laid = {one.field for one in self._laid.values()}
        return [child for child in self.children if isinstance(child, Answer) and child in laid]

    def show_questions(
        self, about: object, questions: tuple[SpanPrompt, ...], held: Mapping[str, str], hidden: str = ""
    ) -> None:
        """Lay the questions about something; where some stand there already, lay the new ones between.

        A field in use stays, whether or not its question is still asked.
        """
        if self._about != (about, hidden):
            if self._about is not None:
                self._leave(self._about[0])
            self._about = about, hidden
            self._take_away(tuple(self._laid))
        for field in self.fields:
            field.bring(held.get(field.prompt, ""))
        asked = {question.prompt for question in questions}
        self._take_away([prompt for prompt, laid in self._laid.items() if prompt not in asked and not laid.is_in_use])
        following: Static | None = None
        for question in reversed(questions):
            if question.prompt not in self._laid:
                laid = _lay(question, held.get(question.prompt, ""), hidden)
                self.mount(*laid, before=following)
                self._laid[question.prompt] = laid
                if isinstance(laid.field, Answer) and (about, question.prompt) in self.left:
                    laid.field.text = self.left.pop((about, question.prompt))
            following = self._laid[question.prompt].words
            if str(following.content) != question.words:  # its habit has another name now
                following.update(Content(question.words))
            _show_before(self._laid[question.prompt].before, question.before)
        self.query_one("#nothing-asked").display = not questions

    def _leave(self, about: object) -> None:
        """Remember what is being written and could not be kept, for when its field comes back."""
        self.left.update({(about, field.prompt): field.text for field in self.fields if field.is_new})

    def _take_away(self, prompts: Iterable[str]) -> None:
        for prompt in prompts:
            for widget in self._laid.pop(prompt):
                widget.remove()


def _lay(question: SpanPrompt, text: str, hidden: str) -> _Laid:
    words, before = Static(Content(question.words), classes="prompt"), Static(classes="before")
    _show_before(before, question.before)
    if hidden:
        return _Laid(words, before, Static(Content(hidden if text else ""), classes="answer"))
    return _Laid(words, before, Answer(question.prompt, text, "nothing written"))


def _show_before(before: Static, text: str) -> None:
    if str(before.content) != text:
        before.update(Content(text))
    before.display = bool(text)
