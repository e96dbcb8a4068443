"""Answers: questions one below the other, each with a field; what is being written in one is never laid anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.domain.named_tuple import NamedTuple
from tracker.ui.views.reflect import Question
from tracker.ui.widgets.answer import Answer


class _Laid(NamedTuple):
    """A question as it stands there: its words, and below them its field or what hides the answer."""

    words: Static
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
        self._about: object = None
        self._laid: dict[str, _Laid] = {}

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
        self, about: object, questions: tuple[Question, ...], held: Mapping[str, str], hidden: str = ""
    ) -> None:
        """Lay the questions about something; where some stand there already, lay the new ones between.

        A field in use stays, whether or not its question is still asked.
        """
        if self._about != (about, hidden):
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
            following = self._laid[question.prompt].words
            if str(following.content) != question.words:  # its habit has another name now
                following.update(Content(question.words))
        self.query_one("#nothing-asked").display = not questions

    def _take_away(self, prompts: Iterable[str]) -> None:
        for prompt in prompts:
            for widget in self._laid.pop(prompt):
                widget.remove()


def _lay(question: Question, text: str, hidden: str) -> _Laid:
    words = Static(Content(question.words), classes="prompt")
    if hidden:
        return _Laid(words, Static(Content(hidden if text else ""), classes="answer"))
    return _Laid(words, Answer(question.prompt, text, "nothing written"))
