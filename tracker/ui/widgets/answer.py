"""Answer: a field for a few lines of text, left with Enter, that grows with what is written in it."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class Answer(TextArea):
    """Takes the answer to a question; Enter goes on to the next, ctrl+j breaks the line."""

    class Left(Message):
        """The field was left."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    class Editor(Message):
        """The user's own editor was asked for."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

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
                self.post_message(self.Editor(self))
            case _:
                self.screen.set_focus(None)

    def on_blur(self) -> None:
        """Say that the field was left."""
        self.post_message(self.Left(self))
