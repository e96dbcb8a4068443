"""Answers: questions one below the other, each with a field; what is being written in one is never laid anew."""

from __future__ import annotations

from collections.abc import Mapping

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.domain.tuples import NamedTuple
from tracker.ui.widgets.answer import Answer


class Question(NamedTuple):
    """A question: the prompt under which its answer is kept, and the words in which it is asked."""

    prompt: str
    words: str


class Answers(VerticalScroll):
    """Shows questions with their answers; `hidden`, if any, stands in place of each answer."""

    can_focus = False
    _about: object = None
    _laid: tuple[Question, ...] = ()

    @property
    def fields(self) -> list[Answer]:
        """The fields, from top to bottom."""
        return list(self.query(Answer))

    @property
    def new(self) -> dict[str, str]:
        """What is written and not kept yet, by prompt."""
        return {field.prompt: field.text for field in self.fields if field.is_new}

    def show_questions(
        self, about: object, questions: tuple[Question, ...], held: Mapping[str, str], hidden: str = ""
    ) -> None:
        """Lay the questions about something, or bring the fields that stand there up to date; more may follow later."""
        laid = self._laid if (about, hidden) == self._about else ()
        common = min(len(laid), len(questions))
        if not common or laid[:common] != questions[:common]:
            self.remove_children()
            laid = ()
        for field in self.fields if laid else ():
            field.bring(held.get(field.prompt, ""))
        for question in questions[len(laid) :]:
            text = held.get(question.prompt, "")
            self.mount(Static(Content(question.words), classes="prompt"), _field(question, text, hidden))
        if not questions:
            self.mount(Static(Content("There are no questions yet."), classes="prompt"))
        self._about, self._laid = (about, hidden), max(laid, questions, key=len)


def _field(question: Question, text: str, hidden: str) -> Answer | Static:
    if hidden:
        return Static(Content(hidden if text else ""), classes="answer")
    return Answer(question.prompt, text, "nothing written")
