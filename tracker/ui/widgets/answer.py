"""Answer: a field for a few lines of text, left with Enter, that grows with what is written in it."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from tracker.domain.errors import LetbeError


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
