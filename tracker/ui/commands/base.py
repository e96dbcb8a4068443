"""Actions: each declared once, and from that its key, its hint, its tooltip, its line of help and its palette entry."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any, ClassVar

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Provider
from textual.screen import Screen

from tracker.domain.named_tuple import NamedTuple
from tracker.ui.terminal.sizes import SteadySize
from tracker.ui.views.keys import Hint
from tracker.ui.widgets.keys import Keys


class Action(NamedTuple):
    """Something a key does on a screen.

    `keys` are Textual's names, separated by commas; `shown` is how the key is written for people. `label` is one
    word or two for the key bar, or a function that finds it from the screen's state. `off` says, in a sentence,
    why the action does nothing just now; an empty text when it does.
    """

    id: str
    keys: str
    shown: str
    label: str | Callable[[Any], str]
    tip: str
    run: Callable[[Any], None]
    group: str = "Mark"
    off: Callable[[Any], str] = lambda _: ""

    def label_on(self, screen: Acting) -> str:
        """Give the label as the screen stands now."""
        return self.label if isinstance(self.label, str) else self.label(screen)


def bindings(actions: Iterable[Action], *, first: bool = False) -> list[Binding]:
    """Bind the keys of actions, before those of a field if `first`; each has its action's id for a keymap to name."""
    return [
        Binding(
            action.keys,
            f"act({action.id!r})",
            action.tip,
            show=False,
            id=action.id,
            key_display=action.shown,
            priority=first,
        )
        for action in actions
    ]


class Acting(SteadySize, Screen[None]):
    """A screen whose keys are declared as actions."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    HINTS: ClassVar[tuple[str, ...]] = ()
    """The ids of the actions in the key bar, the most useful first; the last one always stands."""

    def action(self, id: str) -> Action:
        """Give an action of this screen by its id."""
        return next(action for action in self.ACTIONS if action.id == id)

    def action_act(self, id: str) -> None:
        """Run an action, or say why it is off."""
        action = self.action(id)
        reason = action.off(self)
        if reason:
            self.say(reason)
        else:
            action.run(self)

    def paint(self) -> None:
        """Draw everything as it now is."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Show a sentence where this screen shows what just happened."""
        raise NotImplementedError

    def key_of(self, action: Action) -> str:
        """Write the key of an action: the user's own, or the usual one."""
        own: dict[str, str] = getattr(self.app, "own_keys", {})
        return own.get(action.id, action.shown)

    def hints(self) -> list[Hint]:
        """Give the keys that do something now, in the order of the key bar."""
        chosen = [self.action(id) for id in self.HINTS]
        return [
            Hint(action.id, self.key_of(action), action.label_on(self)) for action in chosen if not action.off(self)
        ]

    def paint_keys(self) -> None:
        """Show what the keys do now."""
        self.query_one(Keys).show_keys(self.hints(), {action.id: action.tip for action in self.ACTIONS})

    def on_keys_clicked(self, event: Keys.Clicked) -> None:
        """Do what the clicked key does."""
        self.action_act(event.id)

    def ask(self, question: Screen[str | None], answered: Callable[[str], object]) -> None:
        """Ask for something at the bottom of the screen, and go on with the answer if there is one."""

        def take(text: str | None) -> None:
            if text is not None:
                answered(text)

        self.app.push_screen(question, take)


class ActionProvider(Provider):
    """Offers the actions of the screen in the command palette, by label and by words of their tips."""

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        """Offer everything that is not off, while nothing is typed yet."""
        for action, words in self._offers():
            yield DiscoveryHit(words, self._run(action), help=action.tip)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Offer what matches the words typed."""
        matcher = self.matcher(query)
        for action, words in self._offers():
            score = max(matcher.match(words), matcher.match(action.tip) * 0.9)
            if score > 0:
                yield Hit(score, matcher.highlight(words), self._run(action), text=words, help=action.tip)

    def _offers(self) -> list[tuple[Action, str]]:
        screen = self.screen
        if not isinstance(screen, Acting):
            return []
        offered = [action for action in screen.ACTIONS if not action.off(screen)]
        return [(action, f"{_capital(action.label_on(screen))}  ({screen.key_of(action)})") for action in offered]

    def _run(self, action: Action) -> Callable[[], None]:
        screen = self.screen
        return lambda: action.run(screen)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
