"""Actions: each declared once, and from that its key, its hint, its tooltip, and its line in the list of all keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Any, ClassVar

from textual.binding import Binding
from textual.screen import Screen

from tracker.domain.named_tuple import NamedTuple
from tracker.ui.terminal.sizes import SteadySize
from tracker.ui.views.frame import Hint
from tracker.ui.views.model import Look
from tracker.ui.widgets.keys import Keys


class Action(NamedTuple):
    """Something a key does on a screen.

    `keys` are Textual's names, separated by commas; `shown` is how the key is written for people. `label` is one
    word or two for the key bar, or a function that finds it from where the screen is (its `here`). `off` says, in a
    sentence, why the action does nothing just now; an empty text when it does. `run` does it to the screen; while it is
    off, the action called `otherwise` is run in its place, if there is one.
    """

    id: str
    keys: str
    shown: str
    label: str | Callable[[Any], str]
    tip: str
    run: Callable[[Any], None]
    group: str = "Mark"
    off: Callable[[Any], str] = lambda _: ""
    otherwise: str = ""

    def label_at(self, here: object) -> str:
        """Return the label where a screen is."""
        return self.label if isinstance(self.label, str) else self.label(here)


def bindings(actions: Iterable[Action], *, first: bool = False) -> list[Binding]:
    """Bind the keys of actions, before those of a field if `first`; each has its action's id for a keymap to name."""
    return [
        Binding(
            action.keys,
            f"run({action.id!r})",
            action.tip,
            show=False,
            id=action.id,
            key_display=action.shown,
            priority=first,
        )
        for action in actions
    ]


class NextKeys(NamedTuple):
    """What the very next key does in place of its own, by the id of its action; all others end the offer with `end`."""

    keys: Mapping[str, Callable[[Any], None]] = MappingProxyType({})
    end: Callable[[Any], None] = lambda _: None


NO_NEXT_KEYS = NextKeys()


class CommandScreen(SteadySize, Screen[None]):
    """A screen whose keys are declared as actions."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    HINTS: ClassVar[tuple[str, ...]] = ()
    """The ids of the actions in the key bar, the most useful first; the last one always stands."""
    STANDING: ClassVar[int] = 1
    """How many of the last of them stand even where there is little room."""

    @property
    def here(self) -> Any:
        """What labels and reasons why an action is off are found from: the screen itself, if it has nothing better."""
        return self

    offer: NextKeys = NO_NEXT_KEYS
    """What was offered to the very next key."""

    def action_run(self, id: str) -> None:
        """Run an action, or say why it is off."""
        offer, self.offer = self.offer, NO_NEXT_KEYS
        if id in offer.keys:
            offer.keys[id](self)
            return
        offer.end(self)
        action = action_called(id, self)
        reason = action.off(self.here)
        if reason and action.otherwise:
            self.action_run(action.otherwise)
        elif reason:
            self.say(look_of(self).spell(reason))
        else:
            action.run(self)

    def paint(self) -> None:
        """Draw everything as it now is."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Show a sentence where this screen shows what just happened."""
        raise NotImplementedError

    def ask(self, question: Screen[str | None], answered: Callable[[str], object]) -> None:
        """Ask for something at the bottom of the screen, and go on with the answer if there is one."""

        def take(text: str | None) -> None:
            if text is not None:
                answered(text)

        self.app.push_screen(question, take)


def action_called(id: str, screen: CommandScreen) -> Action:
    """Return the action of a screen that has an id."""
    return _by_id(type(screen))[id]


@cache
def _by_id(screen: type[CommandScreen]) -> dict[str, Action]:
    return {action.id: action for action in screen.ACTIONS}


def look_of(screen: CommandScreen) -> Look:
    """Return how the user wants things shown on a screen, and with which keys."""
    look: Look = getattr(screen.app, "look", Look())
    return look


def key_of(action: Action, screen: CommandScreen) -> str:
    """Write the key of an action: the user's own, or the usual one."""
    return look_of(screen).key(action.id, action.shown)


def tip_of(id: str, screen: CommandScreen) -> str:
    """Say what an action is for, in a sentence."""
    return look_of(screen).spell(action_called(id, screen).tip)


def hints_of(screen: CommandScreen) -> list[Hint]:
    """Return the keys that do something now, in the order of the key bar."""
    here, look, known = screen.here, look_of(screen), _by_id(type(screen))
    on = [action for action in map(known.__getitem__, screen.HINTS) if not action.off(here)]
    return [Hint(action.id, look.key(action.id, action.shown), action.label_at(here)) for action in on]


def show_keys(screen: CommandScreen) -> None:
    """Show in the key bar what the keys do now."""
    screen.query_one(Keys).show_keys(hints_of(screen), partial(tip_of, screen=screen), screen.STANDING)
